"""Mark the options of a plan that pass what a sanctions profile lists; nothing is removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from daliz.app.plan_chain import World
from daliz.io.sanctions import Listing, read_sanctions
from daliz.model.plan import Option, Plan
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
    warnings = tuple(
        f"The sanctions profile {name} lists nothing: add rows to your own copy." for name in empty
    )
    return replace(
        plan,
        options=tuple(replace(o, listed=tuple(_lines(world, o, held))) for o in plan.options),
        warnings=(*plan.warnings, *warnings),
        provenance={**plan.provenance, "sanctions": list(profiles)},
    )


def _since(x: Listing) -> date | None:
    return None if x.since is None else first_day(x.since)


def _lines(world: World, option: Option, listings: Sequence[Listing]) -> list[str]:
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
            since = "" if x.since is None else f" since {x.since}"
            note = "" if x.note is None else f": {x.note}"
            found.append(f"{_title(world, kind, name)} is listed by {x.listed_by}{since} ({x.source}){note}")
    return found


def _title(world: World, kind: str, name: str) -> str:
    corridor = world.corridor
    if kind == "country" and name in corridor.countries:
        return corridor.countries[name].names["en"]
    if kind == "place" and name in corridor.hubs:
        return corridor.hubs[name].names["en"]
    return name
