"""What a page or a table asks of the words: a plan document told in one language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

__all__ = ["PlanView"]


class PlanView(Protocol):
    """A plan document and the words for it; ``daliz.app.plan_words.PlanWords`` is one."""

    lang: str
    document: Mapping[str, Any]

    def say(self, key: str, **values: object) -> str:
        """Return the text ``plan.KEY`` in the language of the view."""
        ...

    def known(self, group: str, name: str) -> str:
        """Return the text ``plan.GROUP.NAME``, or the name itself where the catalogues do not know it."""
        ...

    def note(self, note: Mapping[str, Any] | str) -> str:
        """Return a note of the document."""
        ...

    def place(self, end: str) -> str:
        """Return the name of a terminal, hub or end of the question."""
        ...

    def corridor(self, corridor_id: str) -> str:
        """Return the name of a corridor."""
        ...

    def country(self, code: str) -> str:
        """Return the name of a country."""
        ...

    def service(self, leg: Mapping[str, Any]) -> str:
        """Return the name of the service that a leg takes."""
        ...

    def title(self, source_id: str) -> str | None:
        """Return the title of a source of the document."""
        ...

    def day(self, moment: str | None) -> str:
        """Return the day of an instant as a reader writes it."""
        ...

    def moment(self, instant: str | None) -> str:
        """Return the day of an arrival; None is one after the last known departure."""
        ...

    def number(self, value: float | None, digits: int = 0) -> str:  # unit-ok: a count of decimals
        """Return a number as a reader writes it; a word where it is unknown."""
        ...
