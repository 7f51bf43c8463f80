"""Candidates made into options: measured, sampled, named by corridor, and the few that are shown chosen with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from math import prod
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from daliz.model.corridor import Corridor
from daliz.model.plan import CostItem, Element, Leg, Option, Query, Range
from daliz.route.chain import Narrator
from daliz.route.sample import Reached, Sampler, settle
from daliz.route.search import Candidate, start_of
from daliz.route.tokens import chain_tokens

__all__ = ["SHOWN", "choose", "corridor_of", "is_idle", "make_options", "retraced"]

SHOWN = 8
UNNAMED = "local"  # the group of ways outside the named corridors
WORSE = 1.15  # worse by less is as good: published figures about one lane scatter by that much (median)
DETOUR = 1.75  # a way three quarters as long again as a better one is a detour
MUCH_WORSE = 2.0  # between rivals of one group of corridors: ratios of days, cost and CO2e, multiplied
HOURS_PER_DAY = 24.0


def corridor_of(corridor: Corridor, tokens: frozenset[str]) -> tuple[str, str]:
    """Return the id and group of the corridor that a chain belongs to: the first rule that holds."""
    for rule in corridor.rules:
        if rule.holds(tokens):
            return rule.id, rule.group
    return "other", "other"


@dataclass(frozen=True, slots=True)
class _Walked:
    """A candidate told as legs, with the moments at which each ends.

    ``with_slot`` is the end without the wait for a place on a ship, under the same draws; None where there is none.
    """

    candidate: Candidate
    legs: tuple[Leg, ...]
    tokens: frozenset[str]
    name: str
    group: str
    ends: tuple[Reached, ...]
    with_slot: Reached | None

    @property
    def total_h(self) -> NDArray[np.float64]:
        """Hours of the whole chain in each draw."""
        return self.ends[-1].at_h


def make_options(
    corridor: Corridor, query: Query, narrator: Narrator, sampler: Sampler, found: Sequence[Candidate]
) -> list[Option]:
    """Return the candidates with their quantiles, costs, emissions and what dominates their spread.

    All are drawn before any is measured: what chains share is drawn, sorted and told once.
    """
    start_s = 60 * start_of(query)
    walked = [_walk(corridor, narrator, sampler, c, start_s) for c in found]
    settle(r for w in walked for r in (*w.ends, w.with_slot) if r is not None)
    timed: dict[tuple[int, int, int], Leg] = {}
    return [_option(corridor, query, narrator, w, i, start_s, timed) for i, w in enumerate(walked, 1)]


def _walk(
    corridor: Corridor, narrator: Narrator, sampler: Sampler, candidate: Candidate, start_s: int
) -> _Walked:
    legs = narrator.legs(candidate.arcs)
    tokens = chain_tokens(corridor, legs)
    name, group = corridor_of(corridor, tokens)
    ends = _ends([leg.elements for leg in legs], sampler, start_s, group)
    booked = [sampler.with_slot(leg.elements) for leg in legs]
    waits = any(len(b) < len(leg.elements) for b, leg in zip(booked, legs, strict=True))
    with_slot = _ends(booked, sampler, start_s, group)[-1] if waits else None
    return _Walked(candidate, legs, tokens, name, group, ends, with_slot)


def _ends(
    parts: Sequence[tuple[Element, ...]], sampler: Sampler, start_s: int, label: str
) -> tuple[Reached, ...]:
    at: Reached | None = None
    ends = []
    for elements in parts:
        at = sampler.after(at, elements, start_s=start_s, label=label)
        ends.append(at)
    return tuple(ends)


def _option(
    corridor: Corridor,
    query: Query,
    narrator: Narrator,
    w: _Walked,
    number: int,  # unit-ok: an order
    start_s: int,
    timed: dict[tuple[int, int, int], Leg],
) -> Option:
    legs = _legs_with_days(w, timed)
    total_h, quantiles_h = w.total_h, w.ends[-1].quantiles_h or []
    items = tuple(item for leg in legs for item in leg.cost) + (
        narrator.prices.whole() if query.scope == "door" else ()
    )
    cost = cost_range(items)
    return Option(
        id=f"{w.name}-{number}",
        corridor=w.name,
        group=w.group,
        why=(),
        days=_days(quantiles_h),
        arrival=_arrival(quantiles_h, start_s, "UTC"),
        arrival_local=_arrival(quantiles_h, start_s, query.destination.tz),
        on_time_share=_on_time(query, total_h, start_s),
        cost_usd=cost,
        cost_per_unit_usd=_scaled(cost, 1 / max(1, query.cargo.units_count)),
        cost=items,
        sourced_cost_share=sourced_share(items),
        wtw_kg_co2e=sum(leg.wtw_kg_co2e for leg in legs),
        ttw_kg_co2e=sum(leg.ttw_kg_co2e for leg in legs),
        wtw_low_kg_co2e=sum(leg.wtw_low_kg_co2e for leg in legs),
        wtw_high_kg_co2e=sum(leg.wtw_high_kg_co2e for leg in legs),
        transfers_count=max(0, sum(a.transfers for a in w.candidate.arcs) - 1),
        gauge_changes_count=sum(leg.mode == "gauge change" for leg in legs),
        legs=legs,
        hubs=_hubs(corridor, legs),
        countries=tuple(dict.fromkeys(c for leg in legs for c, _ in leg.country_km)),
        borders=tuple(b for leg in legs for b in leg.borders),
        spread=_spread(w),
        notes=tuple(dict.fromkeys(n for leg in legs for n in leg.notes)),
        tokens=w.tokens,
        mean_days=float(np.mean(total_h)) / HOURS_PER_DAY,
        days_with_slot=None if w.with_slot is None else _days(w.with_slot.quantiles_h or []),
        sample_days=total_h / HOURS_PER_DAY,
    )


def _days(quantiles_h: Sequence[float]) -> Range:
    p10_h, p50_h, p90_h = quantiles_h
    return Range(p10=p10_h / HOURS_PER_DAY, p50=p50_h / HOURS_PER_DAY, p90=p90_h / HOURS_PER_DAY)


def _scaled(r: Range, by: float) -> Range:
    return Range(p10=r.p10 * by, p50=r.p50 * by, p90=r.p90 * by)


def cost_range(items: Iterable[CostItem]) -> Range:
    """Return the cost with its range: prices of one consignment go up and down together, so the ends add."""
    rows = list(items)
    return Range(
        p10=sum(i.low_usd for i in rows), p50=sum(i.usd for i in rows), p90=sum(i.high_usd for i in rows)
    )


def sourced_share(items: Sequence[CostItem]) -> float:
    """Return the share of the cost that rests on published prices (official, press or other), not fits or assumptions."""
    total = sum(i.usd for i in items)
    sourced = sum(i.usd for i in items if i.grade in {"official", "press", "other"})
    return sourced / total if total > 0 else 0.0


def _on_time(query: Query, total_h: NDArray[np.float64], start_s: int) -> float | None:
    if query.deadline is None:
        return None
    end = datetime.combine(query.deadline + timedelta(days=1), time(0), tzinfo=ZoneInfo(query.destination.tz))
    return float(np.mean(total_h <= (end.timestamp() - start_s) / 3600))


def _arrival(quantiles_h: Sequence[float], start_s: int, zone: str) -> dict[str, str | None]:
    """Return the instants of arrival; None for one after the last known departure."""
    tz = UTC if zone == "UTC" else ZoneInfo(zone)
    found: dict[str, str | None] = {}
    for name, hours in zip(("p10", "p50", "p90"), quantiles_h, strict=True):
        if np.isfinite(hours):
            found[name] = datetime.fromtimestamp(start_s + 60 * round(60 * hours), tz=tz).isoformat(
                timespec="minutes"
            )
        else:
            found[name] = None
    return found


def _legs_with_days(w: _Walked, timed: dict[tuple[int, int, int], Leg]) -> tuple[Leg, ...]:
    """Return the legs of a chain with their days; ``timed`` keeps those that several chains have in common.

    The mean of an element is over the shipments that arrive: one that misses the last known departure has none.
    """
    last = w.ends[-1]
    arrive = None if last.finite else np.isfinite(last.at_h)
    found = []
    for leg, end in zip(w.legs, w.ends, strict=True):
        key = (id(leg), id(end), 0 if arrive is None else id(last))
        if key not in timed:
            some = arrive is not None and arrive.any()
            means_h = end.spent.rows_h[:, arrive].mean(axis=1).tolist() if some else end.spent.means_h
            timed[key] = replace(
                leg,
                days=_days(end.spent.quantiles_h or []),
                ends_days=_days(end.quantiles_h or []),
                element_days=tuple([h / HOURS_PER_DAY for h in means_h]),
            )
        found.append(timed[key])
    return tuple(found)


def _hubs(corridor: Corridor, legs: Sequence[Leg]) -> tuple[str, ...]:
    places = [
        end.partition(".")[0]
        for leg in legs
        for end in (leg.origin, leg.destination)
        if end.partition("@")[0] in corridor.terminals
    ]
    return tuple(dict.fromkeys(places))


def _spread(w: _Walked) -> tuple[tuple[str, float], ...]:
    """Return the shares of the variance by element (covariance with the total), largest first, five at most."""
    total_h = w.total_h
    kept = None if w.ends[-1].finite else np.isfinite(total_h)
    finite_h = total_h if kept is None else total_h[kept]
    if not len(finite_h):
        return ()
    centred = finite_h - finite_h.mean()
    variance = float(np.dot(centred, centred)) / len(finite_h)
    if variance <= 0:
        return ()
    shares: dict[str, float] = {}
    for end in w.ends:
        rows_h = end.spent.rows_h if kept is None else end.spent.rows_h[:, kept]
        parts = ((rows_h @ centred) / len(finite_h)).tolist()
        for e, part in zip(end.elements, parts, strict=True):
            label = f"{e.kind} {e.place}".strip()
            shares[label] = shares.get(label, 0.0) + part / variance
    return tuple(sorted(shares.items(), key=lambda kv: -kv[1])[:5])


def retraced(option: Option) -> bool:
    """Tell whether a chain comes back to a place that it had left: by truck out and by train back, say."""
    passed: list[str] = []
    for leg in option.legs:
        if leg.kind == "transport":
            for end in (leg.origin, *leg.via, leg.destination):
                place = end.partition(".")[0]
                if not passed or passed[-1] != place:
                    passed.append(place)
    return len(passed) != len(set(passed))


def _best_of(options: Sequence[Option], kind: str) -> list[list[Option]]:
    """Return for each corridor, or each group of corridors, the options that may stand for it, the best first.

    They are those whose p90 is not worse than the lowest by more than ``WORSE``. The one of lowest p90 is the best, unless
    another of them is cheaper by more than that.
    """
    held: dict[str, list[Option]] = {}
    for option in options:
        if option.group != UNNAMED:
            held.setdefault(option.corridor if kind == "corridor" else option.group, []).append(option)
    best = []
    for rivals in held.values():
        first = min(rivals, key=lambda o: (o.days.p90, o.cost_usd.p50, o.id))
        near = [o for o in rivals if o.days.p90 <= WORSE * first.days.p90]
        least = min(near, key=lambda o: (o.cost_usd.p50, o.days.p90, o.id), default=first)
        head = least if WORSE * least.cost_usd.p50 < first.cost_usd.p50 else first
        best.append([head, *(o for o in near if o is not head)])
    return sorted(best, key=lambda found: (found[0].days.p50, found[0].id))


def is_idle(option: Option, better: Option) -> bool:
    """Tell whether nobody would take an option because of a better one (decision 0110).

    Either it is worse in days, cost and CO2e alike and a detour; or the other is of the same group of corridors, no worse
    in anything, and on the whole twice as good: the three ratios multiplied.
    """
    ratios = [
        worse / least if least > 0 else 1.0
        for worse, least in (
            (option.days.p50, better.days.p50),
            (option.cost_usd.p50, better.cost_usd.p50),
            (option.wtw_kg_co2e, better.wtw_kg_co2e),
        )
    ]
    if min(ratios) > WORSE and option.distance_km > DETOUR * better.distance_km:
        return True
    return option.group == better.group and min(ratios) >= 1 and prod(ratios) > MUCH_WORSE


def choose(options: Sequence[Option]) -> list[Option]:
    """Return the options in order of showing, the first ``SHOWN`` or so with their reasons, the rest after them.

    Shown: fastest (least median), surest (highest on-time share; without a deadline the lowest p90),
    cheapest, greenest, then the best of each group of corridors, then of each corridor while there is room, but
    none that nobody would take (:func:`is_idle`).
    """
    if not options:
        return []
    why: dict[str, list[str]] = {}

    def give(option: Option, reason: str) -> None:
        why.setdefault(option.id, []).append(reason)

    give(min(options, key=lambda o: (o.days.p50, o.cost_usd.p50, o.id)), "fastest")
    give(min(options, key=lambda o: (-(o.on_time_share or 0.0), o.days.p90, o.cost_usd.p50, o.id)), "surest")
    give(min(options, key=lambda o: (o.cost_usd.p50, o.days.p50, o.id)), "cheapest")
    give(min(options, key=lambda o: (o.wtw_kg_co2e, o.days.p50, o.id)), "greenest")
    for kind in ("group", "corridor"):
        for best, *near in _best_of(options, kind):
            if any(o.id in why for o in (best, *near)) or any(is_idle(best, o) for o in options):
                continue
            if kind == "group" or len(why) < SHOWN:
                give(best, "best of its corridor")
    ordered = sorted(options, key=lambda o: (o.id not in why, o.days.p50, o.cost_usd.p50, o.id))
    return [replace(o, why=tuple(why.get(o.id, ()))) for o in ordered]
