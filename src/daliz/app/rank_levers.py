"""Which promises and projects touch a flow, whether they are late, and what each changes in days, cost and CO2e.

Base and with-lever are planned with the same seed and the same draws, so that their difference is not noise.
A lever whose effect the facts of base hold is taken away instead, and its change told with the sign turned.
Whether it came, and when it was due, is the register's word alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np

from daliz.app.plan_chain import World, plan_chain
from daliz.errors import NoPlanError, UnknownIdError
from daliz.io.records import read_events, read_records
from daliz.io.rows import names_of
from daliz.io.tables import Row, facts_layers, read_table
from daliz.model.corridor import Corridor
from daliz.model.fact import Quantity
from daliz.model.lever import Effect, Lever, LeverResult, Shift
from daliz.model.network import RailLink
from daliz.model.plan import Option, Query
from daliz.model.record import Standing
from daliz.notes import Note
from daliz.register.status import standings_of
from daliz.route.times import delay_h, dwell_of
from daliz.route.waits import closed_share
from daliz.timeline import last_day
from daliz.words import LANGUAGES, fault

__all__ = ["rank_levers", "read_levers", "together", "with_levers"]

TOO_SMALL_DAYS = 0.1  # less than two and a half hours either way cannot be told on a journey of weeks
Z95 = 1.96
GROUPS = ("middle", "northern", "southern", "sea-rail")
BY = "by:"  # a way that is made to pass one place


def read_levers(folders: Sequence[Path], on: date) -> list[Lever]:
    """Return every lever with its effects, in order of the table.

    When it is due, and whether it is there on a day, is the register's word.
    """
    layers = facts_layers(folders)
    stand = standings_of(read_records(layers), read_events(layers), as_of=on)
    rows: dict[str, list[Row]] = {}
    for row in read_table("planner_levers", layers):
        if row["record"] not in stand:
            raise UnknownIdError.of("record", row["record"], stand, row["_where"])
        rows.setdefault(row["lever"], []).append(row)
    return [_lever(name, found, stand[found[0]["record"]]) for name, found in rows.items()]


def _lever(name: str, rows: list[Row], standing: Standing) -> Lever:
    first = rows[0]
    return Lever(
        id=name,
        record=first["record"],
        names=names_of(first),
        kind=first["kind"],
        makers={lang: maker for lang in LANGUAGES if (maker := first.get(f"maker_{lang}"))},
        due=standing.due,
        delivered=standing.due_state == "met",
        in_base=first["in_base"],
        effects=tuple(
            Effect(
                subject=r["subject"],
                quantity=r["quantity"],
                how=r["how"],
                value=r["value"],
                low=r["low"],
                high=r["high"],
                unit=r["unit"],
                curve=tuple(float(x) for x in r["curve"]),
                evidence=r["evidence"],
                grade=r["grade"],
                source_id=r["source_id"],
                note=r["note"],
            )
            for r in rows
        ),
    )


# -------------------------------------------------------------------- changing the corridor
def with_levers(
    corridor: Corridor, sized: Iterable[tuple[Lever, str]], on: date, *, size: float | None = None
) -> Corridor:
    """Return the corridor with levers in effect.

    Parameters
    ----------
    sized
        Levers, each with which size to take: ``value``, ``low`` or ``high``.
    size
        A size in place of the lever's own, for points of a curve.
    """
    facts: list[Quantity] = []
    links: list[RailLink] = []
    for lever, which in sized:
        for effect in lever.effects:
            chosen = getattr(effect, which) if size is None else size
            if effect.subject.startswith("link:") and effect.quantity in {"valid_from", "traction"}:
                links.extend(_link(corridor, effect))
            elif chosen is not None:
                facts.append(_fact(corridor, effect, float(chosen), on, facts, in_base=lever.in_base))
    return corridor.with_changes(facts=facts, rail_links=links, label="levers")


def _link(corridor: Corridor, effect: Effect) -> list[RailLink]:
    name = effect.subject.removeprefix("link:")
    found = [link for link in corridor.rail_links if link.id == name]
    if effect.quantity == "traction":
        return [replace(link, traction="electric") for link in found]
    return [replace(link, valid_from=None) for link in found]


def _fact(
    corridor: Corridor,
    effect: Effect,
    size: float,  # unit-ok: the effect's unit
    on: date,
    done: Sequence[Quantity],
    *,
    in_base: bool,
) -> Quantity:
    """Return the fact that a lever makes hold; one that is already there is undone."""
    earlier = [q.value for q in done if (q.subject, q.quantity) == (effect.subject, effect.quantity)]
    base = earlier[-1] if earlier else _in_force(corridor, effect, on)
    if effect.how == "add":
        value = base - size if in_base else base + size
    elif effect.how == "multiply":
        value = base / size if in_base else base * size
    else:
        value = size
    if effect.quantity == "dwell":
        value = max(0.0, value)
    return Quantity(
        subject=effect.subject,
        quantity=effect.quantity,
        value=value,
        unit=effect.unit,
        grade=effect.grade,
        source_id=effect.source_id,
        note=effect.note,
        layer="lever",
    )


def _in_force(corridor: Corridor, effect: Effect, on: date) -> float:
    facts = corridor.facts
    if effect.quantity == "dwell":
        terminal = corridor.terminals.get(effect.subject.removeprefix("terminal:"))
        subject = effect.subject if terminal is None else f"class:{terminal.dwell_class}"
        own = facts.find(effect.subject, "dwell", on)
        return own.value if own is not None else dwell_of(facts, subject, None, on)[1].value
    if effect.quantity == "delay":
        return delay_h(facts, effect.subject.removeprefix("link:"), on)
    if effect.quantity == "closed_share":
        return closed_share(corridor, effect.subject.removeprefix("terminal:").partition(".")[0], on)
    found = facts.find(effect.subject, effect.quantity, on)
    return 1.0 if found is None else found.value


# -------------------------------------------------------------------- measuring
@dataclass(slots=True)
class _Flow:
    """Plans of one question, best way by corridor group, made once."""

    world: World
    query: Query
    groups: tuple[str, ...]
    by: dict[str, Option] = field(default_factory=dict)

    def best(self, corridor: Corridor) -> dict[str, Option]:
        """Return the surest option of each corridor or group."""
        world = replace(self.world, corridor=corridor)
        found: dict[str, Option] = {}
        for group in self.groups:
            token = group.removeprefix(BY) if group.startswith(BY) else f"corridor:{group}"
            query = replace(self.query, require=(*self.query.require, token))
            try:
                plan = plan_chain(world, query)
            except NoPlanError:
                continue
            port = f"{group.removeprefix(BY)}.port"  # a way by a place changes ship there
            options = [
                o
                for o in plan.options
                if (
                    any(port in {leg.origin, leg.destination} for leg in o.legs)
                    if group.startswith(BY)
                    else o.group == group
                )
            ]
            if options:
                found[group] = min(options, key=_surest)
        return found


def _surest(option: Option) -> tuple[float, float, str]:
    return option.days.p90, option.cost_usd.p50, option.id


def _touches(effect: Effect, option: Option) -> bool:
    kind, _, name = effect.subject.partition(":")
    if effect.how == "open":
        return True
    if kind == "terminal":
        return any(name in {leg.origin, leg.destination} for leg in option.legs)
    if kind == "link":
        return any(name in leg.links for leg in option.legs)
    if kind == "crossing":
        return name.removesuffix("/rail") in option.borders
    if kind == "class" and name.startswith("gap."):
        return f"sea:{name.removeprefix('gap.')}" in option.tokens
    return any(e.subject == effect.subject for leg in option.legs for e in leg.elements)


def _shift(base: Option, after: Option, *, in_base: bool) -> Shift:
    sign = -1.0 if in_base else 1.0
    difference = sign * (after.sample_days - base.sample_days)
    mean = float(np.mean(difference))
    half = Z95 * float(np.std(difference)) / len(difference) ** 0.5
    return Shift(
        days=mean,
        low_days=mean - half,
        high_days=mean + half,
        usd=sign * (after.cost_usd.p50 - base.cost_usd.p50),
        kg_co2e=sign * (after.wtw_kg_co2e - base.wtw_kg_co2e),
    )


def rank_levers(
    world: World,
    query: Query,
    *,
    late_months: int = 0,
    folders: Sequence[Path] = (),
    progress: Callable[[int, int], None] | None = None,
) -> list[LeverResult]:
    """Return every lever with what it changes on a flow: those of greatest effect first, each kind apart.

    Parameters
    ----------
    late_months
        How late the levers come against their due dates; it decides what is there on the day of readiness.

    Raises
    ------
    NoPlanError
        If the flow has no way at all.
    """
    flow = _Flow(world, query, GROUPS)
    base = flow.best(world.corridor)
    if not base:
        raise fault(
            NoPlanError, Note.of("no_plan", origin=query.origin.named, destination=query.destination.named)
        )
    levers = read_levers(folders, query.ready)
    results = []
    for i, lever in enumerate(levers):
        if progress is not None:
            progress(i, len(levers))
        results.append(_result(flow, base, lever, late_months))
    return sorted(
        results, key=lambda r: (r.lever.kind, r.shift.days if r.shift is not None else 0.0, r.lever.id)
    )


def _result(flow: _Flow, base: dict[str, Option], lever: Lever, late_months: int) -> LeverResult:
    timing = _timing(lever, flow.query.ready, late_months)
    best = min(base.values(), key=_surest)
    touched = tuple(g for g, o in base.items() if any(_touches(e, o) for e in lever.effects))
    if not touched:
        base = {**base, **_ways_by(flow, lever)}
        touched = tuple(
            g for g in base if g.startswith(BY) and any(_touches(e, base[g]) for e in lever.effects)
        )
    if not touched:
        return LeverResult(
            lever=lever,
            corridor=None,
            shift=None,
            least=None,
            greatest=None,
            overall_days=None,
            verdict="not on these ways",
            curve=(),
            timing=timing,
            late_months=late_months,
            best=best,
        )
    part = replace(flow, groups=touched)
    shifts = {which: _best_shift(part, base, lever, which) for which in ("value", "low", "high")}
    group, shift, after = shifts["value"]
    least, greatest = (_at(part, base, lever, which, group) for which in ("low", "high"))
    overall = min(o.days.p50 for o in base.values())
    with_it = min(
        [o.days.p50 for g, o in base.items() if g not in after] + [o.days.p50 for o in after.values()]
    )
    return LeverResult(
        lever=lever,
        corridor=base[group].corridor,
        shift=shift,
        least=least,
        greatest=greatest,
        overall_days=overall - with_it if lever.in_base else with_it - overall,
        verdict=_verdict(shift, least, greatest),
        curve=_curve(part, base, lever, group),
        timing=timing,
        late_months=late_months,
        best=best,
        touches_best=any(_touches(e, best) for e in lever.effects),
        without=after.get(group) if lever.in_base else base[group],
        with_it=base[group] if lever.in_base else after.get(group),
    )


def _ways_by(flow: _Flow, lever: Lever) -> dict[str, Option]:
    """Return ways that are made to pass the places of a lever that none of the best ways passes."""
    ports = (
        e.subject.partition(":")[2].partition(".")[0]
        for e in lever.effects
        if e.subject.startswith("terminal:")
    )
    groups = tuple(dict.fromkeys(f"{BY}{port}" for port in ports))
    new = tuple(g for g in groups if g not in flow.by)
    if new:
        flow.by.update(replace(flow, groups=new).best(flow.world.corridor))
    return {g: flow.by[g] for g in groups if g in flow.by}


def _best_shift(
    flow: _Flow, base: dict[str, Option], lever: Lever, which: str
) -> tuple[str, Shift, dict[str, Option]]:
    """Return the group that a lever changes most, its shift, and the best ways with the lever."""
    after = flow.best(with_levers(flow.world.corridor, [(lever, which)], flow.query.ready))
    shifts = {g: _shift(base[g], o, in_base=lever.in_base) for g, o in after.items()}
    if not shifts:  # with the lever undone nothing is left of the group
        return flow.groups[0], Shift(days=0.0, low_days=0.0, high_days=0.0, usd=0.0, kg_co2e=0.0), after
    group = max(shifts, key=lambda g: (abs(shifts[g].days), g))
    return group, shifts[group], after


def _at(flow: _Flow, base: dict[str, Option], lever: Lever, which: str, group: str) -> Shift | None:
    if all(getattr(e, which) is None for e in lever.effects):
        return None
    after = replace(flow, groups=(group,)).best(
        with_levers(flow.world.corridor, [(lever, which)], flow.query.ready)
    )
    return _shift(base[group], after[group], in_base=lever.in_base) if group in after else None


def _curve(flow: _Flow, base: dict[str, Option], lever: Lever, group: str) -> tuple[tuple[float, float], ...]:
    """Return the change over the assumed size, where the size is unpublished."""
    sizes = next((e.curve for e in lever.effects if e.curve), ())
    points = []
    for size in sizes:
        corridor = with_levers(flow.world.corridor, [(lever, "value")], flow.query.ready, size=size)
        after = replace(flow, groups=(group,)).best(corridor)
        if group in after:
            points.append((size, _shift(base[group], after[group], in_base=lever.in_base).days))
    return tuple(points)


def _verdict(shift: Shift, least: Shift | None, greatest: Shift | None) -> str:
    ends = [s.days for s in (least, shift, greatest) if s is not None]
    if max(abs(d) for d in ends) < TOO_SMALL_DAYS or (shift.low_days <= 0 <= shift.high_days):
        return "too small to tell"
    if least is not None and abs(least.days) < TOO_SMALL_DAYS and abs(shift.days) < TOO_SMALL_DAYS * 5:
        return "too small to tell"
    return "shortens" if shift.days < 0 else "lengthens"


def _timing(lever: Lever, on: date, late_months: int) -> str:
    """Return where the lever stands on a day, if it comes so many months late."""
    if lever.delivered:
        return "in effect"
    end = None if lever.due is None else last_day(lever.due)
    if end is None:
        return "no date published"
    months = end.year * 12 + end.month - 1 + late_months
    arrives = date(months // 12, months % 12 + 1, 28)
    if arrives > on:
        return "not yet there"
    return "no evidence that it came" if end < on else "due about now"


def together(world: World, query: Query, levers: Sequence[Lever]) -> dict[str, Shift]:
    """Return what levers change together, by group of corridors, at their best sizes."""
    flow = _Flow(world, query, GROUPS)
    base = flow.best(world.corridor)
    coming = [lever for lever in levers if not lever.in_base]
    after = flow.best(with_levers(world.corridor, [(lever, "value") for lever in coming], query.ready))
    return {group: _shift(base[group], o, in_base=False) for group, o in after.items() if group in base}
