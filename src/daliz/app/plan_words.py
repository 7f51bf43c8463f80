"""A plan document told in one language: names of places, corridors and countries, words, days and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from daliz.errors import DataError, UnknownIdError
from daliz.timeline import check_partial_date
from daliz.words import check_language, date_text, number_text, tell, text

__all__ = ["PlanWords"]


class PlanWords:
    """The words for one plan document; ``daliz.io.plan_view.PlanView`` is its protocol."""

    def __init__(self, document: Mapping[str, Any], lang: str = "en") -> None:
        self.document = document
        self.lang = check_language(lang)
        self.ends = {e["name"]: e for e in (document["query"]["from"], document["query"]["to"])}

    def say(self, key: str, **values: object) -> str:
        """Return the text ``plan.KEY``."""
        return text(self.lang, f"plan.{key}", **values)

    def known(self, group: str, name: str) -> str:
        """Return the text ``plan.GROUP.NAME``, or the name itself where the catalogues do not know it.

        A name may begin with a known one: ``border fees KZ`` is told as border fees of Kazakhstan.
        """
        try:
            return self.say(f"{group}.{name}")
        except UnknownIdError:
            head, _, tail = name.rpartition(" ")
            if head and len(tail) == 2 and tail.isupper():  # noqa: PLR2004 - a country code
                return f"{self.known(group, head)}, {self.country(tail)}"
            return name

    def note(self, note: Mapping[str, Any] | str) -> str:
        """Return a note; plans saved by earlier versions hold words instead."""
        return note if isinstance(note, str) else tell(self.lang, note)

    def place(self, end: str) -> str:
        """Return the name of a terminal, hub or end of the question."""
        if end in self.ends:
            names = self.ends[end].get("names") or {}
            return str(names.get(self.lang) or names.get("en") or end)
        return self._name(self.document["places"].get(end.partition(".")[0]), end)

    def corridor(self, corridor_id: str) -> str:
        """Return the name of a corridor."""
        names = self.document["corridors"].get(corridor_id)
        return corridor_id if names is None else str(names.get(self.lang, names["en"]))

    def country(self, code: str) -> str:
        """Return the name of a country."""
        names = self.document["countries"].get(code)
        return code if names is None else str(names.get(self.lang, names["en"]))

    def service(self, leg: Mapping[str, Any]) -> str:
        """Return the name of the service that a leg takes."""
        names = leg["service_names"] or {}
        return str(names.get(self.lang) or names.get("en") or leg["service"])

    def title(self, source_id: str) -> str | None:
        """Return the title of a source: as published, or of what is our own in the language."""
        if source_id == "daliz":
            return self.say("source.daliz")
        found: str | None = self.document["sources"][source_id]["title"]
        return found

    def day(self, moment: str | None) -> str:
        """Return the day of an instant, or a partial date, as a reader writes it; other words as they are."""
        if moment is None:
            return date_text(self.lang, None)
        day = moment.partition("T")[0]
        try:
            return date_text(self.lang, check_partial_date(day))
        except DataError:  # words instead of a date, as a source or the planner gave them
            return self.known("moment", moment)

    def moment(self, instant: str | None) -> str:
        """Return the day of an arrival; None is one after the last known departure."""
        return (
            self.known("moment", "after the last known departure") if instant is None else self.day(instant)
        )

    def number(self, value: float | None, digits: int = 0) -> str:  # unit-ok: a count of decimals
        """Return a number as a reader writes it; a word where it is unknown."""
        return "?" if value is None else number_text(self.lang, value, digits)

    def _name(self, place: Mapping[str, Any] | None, end: str) -> str:
        if place is None:
            return end
        names = place["names"]
        return str(names.get(self.lang, names["en"]))
