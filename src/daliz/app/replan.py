"""Plan again: the latest day of readiness for a wanted arrival, legs kept or replaced, a saved plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from daliz.app.plan_chain import World, make_cargo, plan_chain, read_world
from daliz.app.read_tokens import tokens_of
from daliz.errors import NoPlanError, QueryError
from daliz.model.plan import Leg, Option, Plan, Query
from daliz.notes import Note
from daliz.route.choice import choose
from daliz.words import fault

__all__ = [
    "ArriveBy",
    "LegChoice",
    "latest_ready",
    "leg_choice",
    "plan_again",
    "plan_with_legs",
    "read_arrive_by",
]

LONGEST_SEARCH_DAYS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ArriveBy:
    """A day by whose end the cargo must be there, and how surely."""

    day: date
    share: float


def read_arrive_by(text: str) -> ArriveBy:
    """Return the wish written as ``2027-01-15`` or ``2027-01-15@0.8``; without a share, nine in ten.

    Raises
    ------
    QueryError
        If the day or the share cannot be read.
    """
    day, at, share_text = text.partition("@")
    hint = "Write 2027-01-15@0.9: a day, and the share of draws that must be there by its end."
    try:
        share = float(share_text.removesuffix("%")) / (100 if share_text.endswith("%") else 1) if at else 0.9
        found = ArriveBy(day=date.fromisoformat(day), share=share)
    except ValueError as error:
        raise QueryError(f"--arrive-by {text!r} cannot be read.", hint) from error
    if not 0 < share < 1:
        raise QueryError(f"--arrive-by: the share is {share:g}; it must lie between 0 and 1.", hint)
    return found


def latest_ready(world: World, query: Query, wish: ArriveBy, step: Callable[[], None] = lambda: None) -> Plan:
    """Return the plan of the latest day, not before ``query.ready``, whose surest option keeps the wish.

    The same draws serve every day tried, so the on-time share falls as the day moves on; days are bisected.

    Raises
    ------
    NoPlanError
        If even the earliest day does not keep the wish.
    """
    if wish.day < query.ready:
        raise fault(QueryError, Note.of("error.wish_before_ready", day=wish.day, ready=query.ready))
    if (wish.day - query.ready).days > LONGEST_SEARCH_DAYS:
        query = replace(query, ready=wish.day - timedelta(days=LONGEST_SEARCH_DAYS))

    def attempt(day: date) -> tuple[Plan | None, float]:
        step()
        try:
            plan = plan_chain(world, replace(query, ready=day, deadline=wish.day))
        except NoPlanError:
            if day == query.ready:
                raise
            return None, 0.0
        return plan, max((o.on_time_share or 0.0) for o in plan.options)

    best, share = attempt(query.ready)
    if best is None or share < wish.share:
        message = Note.of(
            "no_plan.too_late",
            ready=query.ready,
            day=wish.day,
            percent=round(100 * share),
            wanted=round(100 * wish.share, 1),
        )
        raise fault(NoPlanError, message, Note.of("no_plan.wish_less"))
    low, high = query.ready, wish.day + timedelta(days=1)
    while (high - low).days > 1:
        middle = low + (high - low) // 2
        plan, share = attempt(middle)
        if plan is not None and share >= wish.share:
            low, best = middle, plan
        else:
            high = middle
    return best


@dataclass(frozen=True, slots=True, kw_only=True)
class LegChoice:
    """A leg to keep or to do without: how it moves, between which terminals, by which service."""

    mode: str
    origin: str
    destination: str
    service: str | None

    @property
    def told(self) -> Note:
        """As a person would write it."""
        mode = Note.of(f"plan.mode.{self.mode}")
        leg = Note.of("no_plan.leg", mode=mode, origin=self.origin, destination=self.destination)
        return Note.of("no_plan.leg_by", leg=leg, service=self.service) if self.service else leg

    def is_leg(self, leg: Leg) -> bool:
        """Tell whether a leg is this one."""
        return (leg.mode, leg.origin, leg.destination) == (self.mode, self.origin, self.destination) and (
            self.service is None or leg.service == self.service
        )


def leg_choice(document: Mapping[str, Any], text: str) -> LegChoice:
    """Return the leg that ``OPTION:LEG`` names in a plan document, both as numbered by ``--explain``.

    Raises
    ------
    QueryError
        If it names none, or a hub operation.
    """
    one, colon, two = text.partition(":")
    if not colon or not one.isdigit() or not two.isdigit():
        raise fault(QueryError, Note.of("error.no_leg", words=text), Note.of("error.write_leg"))
    options = document["options"]
    if not 1 <= int(one) <= len(options):
        raise QueryError(f"There is no option {one}.", f"The plan has options 1 to {len(options)}.")
    legs = options[int(one) - 1]["legs"]
    if not 1 <= int(two) <= len(legs):
        raise QueryError(f"Option {one} has no leg {two}.", f"It has legs 1 to {len(legs)}.")
    leg = legs[int(two) - 1]
    if leg["kind"] != "transport":
        moves = ", ".join(str(x["number"]) for x in legs if x["kind"] == "transport")
        raise QueryError(f"Leg {two} of option {one} is a hub operation.", f"Name a leg that moves: {moves}.")
    return LegChoice(mode=leg["mode"], origin=leg["from"], destination=leg["to"], service=leg["service"])


def plan_with_legs(
    world: World, query: Query, *, keep: Sequence[LegChoice] = (), drop: Sequence[LegChoice] = ()
) -> Plan:
    """Return the plan of a question whose options all keep some legs and do without others.

    Raises
    ------
    NoPlanError
        If no chain does so; the message names the legs.
    """
    own = {query.origin.hub, query.destination.hub, query.origin.name, query.destination.name}
    wanted = dict.fromkeys(query.require)
    for leg in keep:
        if leg.service is not None:
            wanted[f"service:{leg.service}"] = None
        for end in (leg.origin, leg.destination):
            place = end.partition(".")[0]
            if place not in own and place in world.corridor.hubs:
                wanted[place] = None
    unwanted = dict.fromkeys(query.avoid)
    unwanted.update({f"service:{leg.service}": None for leg in drop if leg.service is not None})
    plan = plan_chain(world, replace(query, require=tuple(wanted), avoid=tuple(unwanted)))
    options = [o for o in plan.options if _fits(o, keep, drop)]
    if not options:
        parts = (
            *(Note.of("no_plan.keeping", leg=x.told) for x in keep),
            *(Note.of("no_plan.without", leg=x.told) for x in drop),
        )
        raise fault(NoPlanError, Note.of("no_plan.legs", parts=parts), Note.of("no_plan.fewer_legs"))
    chosen = choose([replace(o, why=()) for o in options])
    return replace(plan, options=tuple(chosen), shown_count=sum(bool(o.why) for o in chosen))


def _fits(option: Option, keep: Sequence[LegChoice], drop: Sequence[LegChoice]) -> bool:
    return all(any(c.is_leg(leg) for leg in option.legs) for c in keep) and not any(
        c.is_leg(leg) for c in drop for leg in option.legs
    )


def plan_again(
    document: Mapping[str, Any], folders: Sequence[Path] = (), anew: Mapping[str, Any] | None = None
) -> tuple[World, Query, tuple[Note, ...]]:
    """Return the world and the question of a saved plan, and what has changed since it was saved.

    No line means that facts, factors and version are those of the saved plan, and so is the answer. ``anew`` holds
    parts of the question, named as in a request, that win over the saved ones.
    """
    from daliz import __version__
    from daliz.io.plans import query_of

    query = query_of(document["query"])
    world = read_world(query.scenario, folders)
    then = document["provenance"]
    now = {
        "facts_sha256": world.corridor.facts_hash,
        "factors_sha256": world.factors.sha256,
        "version": __version__,
    }
    keys = {"facts_sha256": "facts", "factors_sha256": "factors", "version": "version"}
    changed = tuple(
        Note.of(f"plan.changed.{keys[key]}", then=str(then.get(key))[:12], now=value[:12])
        for key, value in now.items()
        if then.get(key) != value
    )
    if anew:
        world, query = _asked_anew(world, query, anew)
        changed = (*changed, Note.of("plan.anew", parts=tuple(sorted(anew))))
    return world, query, changed


def _asked_anew(world: World, query: Query, anew: Mapping[str, Any]) -> tuple[World, Query]:
    parts = dict(anew)
    if "scenario" in parts:
        world = read_world(parts["scenario"], world.folders)
    cargo = {
        k: parts.pop(k) for k in ("containers", "wagons", "tonnes", "commodity", "dangerous") if k in parts
    }
    if cargo:
        if not cargo.keys() & {"containers", "wagons", "tonnes"}:
            raise QueryError(
                "The cargo is changed without its amount.", "Say --containers, --wagons or --tonnes too."
            )
        parts["cargo"] = make_cargo(**cargo)
    for name in ("avoid", "avoid_transit", "require"):
        if name in parts:
            parts[name] = tokens_of(world.corridor, parts[name])
    return world, replace(query, **parts)
