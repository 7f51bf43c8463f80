"""How a published outcome was read, as a note: told in the reader's language by the page and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from daliz.app.case_ends import hub_named
from daliz.app.read_case import Reading
from daliz.model.corridor import Corridor
from daliz.notes import Dated, Named, Note, Value
from daliz.words import LANGUAGES, text

__all__ = ["reading_note"]

TOKEN_WORDS = {"mode": "plan.mode", "sea": "note.case.sea"}
MONTHS_MOST = 2  # more dates are those of whole years


def _token_named(corridor: Corridor, token: str) -> Named:
    kind, _, name = token.rpartition(":")
    if kind == "country" and name in corridor.countries:
        return Named.of(token, corridor.countries[name].names)
    if kind == "passage" and name in corridor.passages:
        return Named.of(token, corridor.passages[name].names)
    if kind in TOKEN_WORDS:
        return Named.of(token, {lang: text(lang, f"{TOKEN_WORDS[kind]}.{name}") for lang in LANGUAGES})
    return hub_named(corridor, token)


def _either(corridor: Corridor, ways: Sequence[Sequence[str]]) -> Named:
    """Return ways of which a route leaves the choice as one thing: Zabaikalsk / Mongolia."""
    named = [dict(_token_named(corridor, t).names) | {"": t} for way in ways for t in way]
    told = {lang: " / ".join(n.get(lang) or n.get("en") or n[""] for n in named) for lang in LANGUAGES}
    return Named.of("|".join(t for way in ways for t in way), told)


def _when(dates: Sequence[date]) -> Value:
    if not dates:
        return Note.of("note.case.base")
    form = "%Y-%m" if len(dates) <= MONTHS_MOST else "%Y"  # bare years
    return tuple(Dated(when) for when in dict.fromkeys(d.strftime(form) for d in dates))


def reading_note(reading: Reading, corridor: Corridor) -> Note:
    """Return how a case was read: ends, scope, corridor, time and cargo; its remarks stand beside it."""
    by = [_token_named(corridor, token) for token in reading.require]
    choices = [way for way in reading.ways if way]
    if choices:
        by.append(_either(corridor, choices))
    group = Note.of(f"levers.group.{reading.group}") if reading.group else Note.of("note.case.any")
    cargo: Value = reading.container or Note.of("note.case.wagon")
    if reading.slot is not None:
        cargo = Note.of("note.case.slot" if reading.slot else "note.case.no_slot", cargo=cargo)
    moving = "sea" if reading.at_sea else "moving"
    asked = Note.of(
        "note.case.asked",
        scope=Note.of(f"note.case.scope.{moving if reading.moving else reading.scope}"),
        corridor=Note.of("note.case.by", corridor=group, by=tuple(by)) if by else group,
        when=_when(reading.dates),
        cargo=cargo,
    )
    return Note.of(
        "note.case.read",
        origins=tuple(hub_named(corridor, e.place) for e in reading.origins),
        destinations=tuple(hub_named(corridor, e.place) for e in reading.destinations),
        asked=asked,
    )
