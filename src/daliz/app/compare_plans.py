"""Set plans side by side: one question under several scenarios, or saved plans, option by option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daliz.app.plan_chain import World, plan_chain, read_world
from daliz.app.plan_request import Request, query_of_request
from daliz.errors import NoPlanError, QueryError
from daliz.io.plans import query_of, read_plan_file
from daliz.model.plan import Option, Plan, Query, Range
from daliz.notes import Note
from daliz.words import fault, told_dict

__all__ = [
    "PICKS",
    "Comparison",
    "Difference",
    "Side",
    "compare_documents",
    "compare_options",
    "compare_scenarios",
    "comparison_dict",
    "difference_of",
    "pick_of",
]

PICKS = ("surest", "fastest", "cheapest", "greenest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A side against the first one, draw by draw under common random numbers.

    ``days`` holds the quantiles of the difference of one shipment; ``mean_days`` and its 95 % interval the
    difference of the means. ``small``: that interval holds zero, or the mean is under half a day and one
    shipment may go either way.
    """

    days: Range
    mean_days: float
    mean_low_days: float
    mean_high_days: float
    usd: float
    wtw_kg_co2e: float
    paired: bool
    small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A scenario or a plan and the option taken from it; None where there is no plan, with the reason."""

    name: str
    option: Option | None
    query: Query
    reason: tuple[Note, ...] = ()
    difference: Difference | None = None
    closed: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Sides in order, the first the base; ``pick`` says by what the option was taken."""

    pick: str
    sides: tuple[Side, ...]
    worlds: tuple[World, ...]


def difference_of(base: Option, other: Option, *, paired: bool) -> Difference:
    """Return what changes from one option to another; unpaired draws are compared as independent samples."""
    one, two = _days(base), _days(other)
    if paired and len(one) == len(two):
        both = np.isfinite(one) & np.isfinite(two)
        delta = two[both] - one[both]
        error = float(np.std(delta, ddof=1)) / np.sqrt(len(delta)) if len(delta) > 1 else float("inf")
    else:
        one, two = one[np.isfinite(one)], two[np.isfinite(two)]
        rng = np.arange(min(len(one), len(two)))
        delta = two[rng] - one[rng[::-1]]
        error = float(np.sqrt(np.var(one, ddof=1) / len(one) + np.var(two, ddof=1) / len(two)))
    p10, p50, p90 = (float(v) for v in np.quantile(delta, (0.1, 0.5, 0.9)))
    mean = float(np.mean(delta))
    low, high = mean - 1.96 * error, mean + 1.96 * error
    return Difference(
        days=Range(p10=p10, p50=p50, p90=p90),
        mean_days=mean,
        mean_low_days=low,
        mean_high_days=high,
        usd=other.cost_usd.p50 - base.cost_usd.p50,
        wtw_kg_co2e=other.wtw_kg_co2e - base.wtw_kg_co2e,
        paired=paired,
        small=bool(low <= 0 <= high or (abs(mean) < 0.5 and p10 < 0 < p90)),  # noqa: PLR2004 - half a day
    )


def _days(option: Option) -> NDArray[np.float64]:
    return np.asarray(option.sample_days, dtype=np.float64)


def pick_of(plan: Plan, pick: str) -> Option:
    """Return the option shown as fastest, surest, cheapest or greenest, or the best of a corridor.

    Raises
    ------
    QueryError
        If the pick is none of these.
    NoPlanError
        If no option belongs to the corridor.
    """
    if pick in PICKS:
        return next(o for o in plan.options if pick in o.why)
    if pick.startswith("corridor:"):
        name = pick.removeprefix("corridor:")
        found = [o for o in plan.options if name in {o.corridor, o.group}]
        if not found:
            raise fault(NoPlanError, Note.of("no_plan.corridor", corridor=name), Note.of("no_plan.see_all"))
        return min(found, key=lambda o: (o.days.p90, o.cost_usd.p50))
    raise fault(QueryError, Note.of("error.no_pick", pick=pick), Note.of("error.write_pick", picks=PICKS))


def compare_scenarios(
    request: Request, scenarios: Sequence[str], *, pick: str = "surest", folders: Sequence[Path] = ()
) -> Comparison:
    """Return one question under several scenarios; the first is the base.

    A scenario in which no chain joins the ends keeps its column, with the reason.
    """
    if len(scenarios) < 2:  # noqa: PLR2004 - a comparison takes two
        raise QueryError("One scenario cannot be compared.", "Write --scenarios base,calm-2025.")
    sides, worlds = [], []
    for name in scenarios:
        world = read_world(name, folders)
        worlds.append(world)
        query = query_of_request(world, replace(request, scenario=name))
        try:
            plan = plan_chain(world, query)
            sides.append(Side(name=name, option=pick_of(plan, pick), query=query, closed=plan.closed))
        except NoPlanError as error:
            sides.append(Side(name=name, option=None, query=query, reason=error.notes))
    return _compared(pick, sides, worlds)


def compare_documents(
    paths: Sequence[Path], *, pick: str = "surest", folders: Sequence[Path] = ()
) -> Comparison:
    """Return saved plans side by side, each asked again so that the draws can be compared."""
    sides, worlds = [], []
    for path in paths:
        document = read_plan_file(path)
        query = query_of(document["query"], path.name)
        world = read_world(query.scenario, folders)
        worlds.append(world)
        plan = plan_chain(world, query)
        sides.append(Side(name=path.stem, option=pick_of(plan, pick), query=query, closed=plan.closed))
    return _compared(pick, sides, worlds)


def compare_options(path: Path, numbers: Sequence[int], *, folders: Sequence[Path] = ()) -> Comparison:
    """Return options of one saved plan side by side.

    Raises
    ------
    QueryError
        If the plan has no such option.
    """
    document = read_plan_file(path)
    query = query_of(document["query"], path.name)
    world = read_world(query.scenario, folders)
    plan = plan_chain(world, query)
    sides = []
    for number in numbers:
        if not 1 <= number <= len(plan.options):
            raise QueryError(
                f"There is no option {number}.", f"The plan has options 1 to {len(plan.options)}."
            )
        sides.append(Side(name=str(number), option=plan.options[number - 1], query=query, closed=plan.closed))
    return _compared("option", sides, [world] * len(sides))


def _compared(pick: str, sides: Sequence[Side], worlds: Sequence[World]) -> Comparison:
    base = sides[0]
    done = [base]
    for side in sides[1:]:
        difference = None
        if base.option is not None and side.option is not None:
            paired = (base.query.seed, base.query.draws_count) == (side.query.seed, side.query.draws_count)
            difference = difference_of(base.option, side.option, paired=paired)
        done.append(replace(side, difference=difference))
    return Comparison(pick=pick, sides=tuple(done), worlds=tuple(worlds))


def comparison_dict(comparison: Comparison, lang: str = "en") -> dict[str, Any]:
    """Return a comparison as plain data; notes carry their text in ``lang`` beside key and values."""
    return {
        "pick": comparison.pick,
        "sides": [_side(side, lang) for side in comparison.sides],
    }


def _side(side: Side, lang: str) -> dict[str, Any]:
    o, d = side.option, side.difference
    found: dict[str, Any] = {
        "name": side.name,
        "scenario": side.query.scenario,
        "closed": [told_dict(n, lang) for n in side.closed],
    }
    if o is None:
        return {**found, "reason": [told_dict(n, lang) for n in side.reason], "option": None}
    found["option"] = {
        "corridor": o.corridor,
        "hubs": list(o.hubs),
        "days": _range(o.days),
        "cost_usd": _range(o.cost_usd),
        "wtw_kg_co2e": round(o.wtw_kg_co2e, 1),
        "on_time_share": o.on_time_share,
        "transfers": o.transfers_count,
    }
    if d is not None:
        found["difference"] = {
            "days": _range(d.days),
            "mean_days": round(d.mean_days, 2),
            "mean_days_interval": [round(d.mean_low_days, 2), round(d.mean_high_days, 2)],
            "cost_usd": round(d.usd, 2),
            "wtw_kg_co2e": round(d.wtw_kg_co2e, 1),
            "common_random_numbers": d.paired,
            "too_small_to_tell": d.small,
        }
    return found


def _range(r: Range) -> Mapping[str, float]:
    return {"p10": round(r.p10, 2), "p50": round(r.p50, 2), "p90": round(r.p90, 2)}
