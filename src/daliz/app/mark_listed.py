"""Mark the options of a plan that pass what a sanctions profile lists; nothing is removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from daliz.app.plan_chain import World
from daliz.io.sanctions import Listing, read_sanctions
from daliz.model.plan import Option, Plan
from daliz.notes import Dated, Named, Note
from daliz.timeline import first_day

__all__ = ["mark_listed"]


def mark_listed(world: World, plan: Plan, profiles: Sequence[str]) -> Plan:
    """Return the plan with, on each option, one line for each listed subject that it passes.

    Raises
    ------
    DataError
        If a profile does not exist or a row of it is wrong.
    """
    listings = [x for name in profiles for x in read_sanctions(name, world.folders)]
    on = plan.query.ready
    held = [x for x in listings if _since(x) is None or (_since(x) or on) <= on]
    empty = [name for name in profiles if not read_sanctions(name, world.folders)]
    warnings = tuple(Note.of("note.profile_empty", profile=name) for name in empty)
    return replace(
        plan,
        options=tuple(replace(o, listed=tuple(_lines(world, o, held))) for o in plan.options),
        warnings=(*plan.warnings, *warnings),
        provenance={**plan.provenance, "sanctions": list(profiles)},
    )


def _since(x: Listing) -> date | None:
    return None if x.since is None else first_day(x.since)


def _lines(world: World, option: Option, listings: Sequence[Listing]) -> list[Note]:
    services = [s for s in world.corridor.services if f"service:{s.id}" in option.tokens]
    found = []
    for x in listings:
        kind, _, name = x.subject.partition(":")
        passed = (
            any(s.is_of(name) for s in services)
            if kind == "operator"
            else (name if kind == "place" else x.subject) in option.tokens
            or (kind == "country" and name in option.countries)
        )
        if passed:
            found.append(_listed(_title(world, kind, name), x))
    return found


def _listed(what: Named, x: Listing) -> Note:
    """Return who lists a thing, since when and by which source; the words of the list stand as they are."""
    said = Note.of("note.listed", what=what, by=x.listed_by, source=x.source)
    if x.since is not None:
        date = Dated(x.since)
        said = Note.of("note.listed_since", what=what, by=x.listed_by, date=date, source=x.source)
    return said if x.note is None else Note.of("note.listed_words", said=said, words=x.note)


def _title(world: World, kind: str, name: str) -> Named:
    corridor = world.corridor
    if kind == "country" and name in corridor.countries:
        return Named.of(name, corridor.countries[name].names)
    if kind == "place" and name in corridor.hubs:
        return Named.of(name, corridor.hubs[name].names)
    return Named.of(name, {})
