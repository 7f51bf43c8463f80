"""Candidates made into options: first sketched, as far as a choice needs, then finished, those that are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, time, timedelta
from threading import Lock
from typing import overload

import numpy as np
from numpy.typing import NDArray

from daliz.model.corridor import Corridor
from daliz.model.plan import CostItem, Element, Leg, Option, Query, Range, Way
from daliz.route.chain import Narrator
from daliz.route.sample import Reached, Sampler, settle
from daliz.route.search import Candidate, start_of
from daliz.route.tokens import chain_tokens
from daliz.timeline import zone_of

__all__ = ["Options", "Sketch", "corridor_of", "cost_range", "sketch_options", "sourced_share"]

HOURS_PER_DAY = 24.0


def corridor_of(corridor: Corridor, tokens: frozenset[str]) -> tuple[str, str]:
    """Return the id and group of the corridor that a chain belongs to: the first rule that holds."""
    for rule in corridor.rules:
        if rule.holds(tokens):
            return rule.id, rule.group
    return "other", "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch(Way):
    """A candidate measured and drawn, its legs still without their days.

    ``ends`` are the moments at which its legs end.
    """

    transfers_count: int
    ends: tuple[Reached, ...]


WAY = tuple(f.name for f in fields(Way))


class Options(Sequence[Option]):
    """The options of sketches, in their order, each finished when it is first looked at.

    What two of them have in common is told once. A plan that a server keeps is read by several threads: one finishes
    at a time, for what they share is known by its identity, which must not be made twice.
    """

    def __init__(
        self, corridor: Corridor, query: Query, sampler: Sampler, sketches: Sequence[Sketch]
    ) -> None:
        self._corridor, self._query, self._sampler = corridor, query, sampler
        self._sketches = tuple(sketches)
        self._finished: dict[int, Option] = {}
        self._timed: dict[tuple[int, int, int], Leg] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._sketches)

    @overload
    def __getitem__(self, at: int) -> Option: ...  # unit-ok: an order
    @overload
    def __getitem__(self, at: slice) -> tuple[Option, ...]: ...
    def __getitem__(self, at: int | slice) -> Option | tuple[Option, ...]:  # unit-ok: an order
        numbers = range(len(self._sketches))[at]
        if isinstance(numbers, range):
            return tuple([self._option(i) for i in numbers])
        return self._option(numbers)

    def __reduce__(self) -> tuple[type[tuple[Option, ...]], tuple[list[Option]]]:
        return tuple, (list(self),)  # to another process go options, not draws

    def __repr__(self) -> str:
        return f"<{len(self)} options, {len(self._finished)} of them finished>"

    def _option(self, i: int) -> Option:  # unit-ok: an order
        with self._lock:
            if i not in self._finished:
                self._finished[i] = _finish(
                    self._corridor, self._query, self._sampler, self._sketches[i], self._timed
                )
            return self._finished[i]


def sketch_options(
    corridor: Corridor, query: Query, narrator: Narrator, sampler: Sampler, found: Sequence[Candidate]
) -> list[Sketch]:
    """Return the candidates with their quantiles, costs and emissions.

    All are drawn before any is measured: what chains share is drawn, sorted and told once.
    """
    pen = _Pen(corridor, query, narrator, sampler)
    walked = [pen.walk(c) for c in found]
    settle(w.ends[-1] for w in walked)
    return [pen.sketch(w, i) for i, w in enumerate(walked, 1)]


@dataclass(frozen=True, slots=True)
class _Walked:
    """A candidate told as legs, with the moments at which each ends."""

    candidate: Candidate
    legs: tuple[Leg, ...]
    tokens: frozenset[str]
    name: str
    group: str
    ends: tuple[Reached, ...]


class _Pen:
    """Walks and sketches the candidates of one question."""

    def __init__(self, corridor: Corridor, query: Query, narrator: Narrator, sampler: Sampler) -> None:
        self.corridor, self.query, self.narrator, self.sampler = corridor, query, narrator, sampler
        self.start_s = 60 * start_of(query)
        self.whole = narrator.prices.whole() if query.scope == "door" else ()

    def walk(self, candidate: Candidate) -> _Walked:
        """Return a candidate told as legs and drawn."""
        legs = self.narrator.legs(candidate.arcs)
        tokens = chain_tokens(self.corridor, legs)
        name, group = corridor_of(self.corridor, tokens)
        ends = _ends(self.sampler, [leg.elements for leg in legs], self.start_s, group)
        return _Walked(candidate, legs, tokens, name, group, ends)

    def sketch(self, w: _Walked, number: int) -> Sketch:  # unit-ok: an order
        """Return a walked candidate with its measures."""
        query, legs, end = self.query, w.legs, w.ends[-1]
        items = tuple([item for leg in legs for item in leg.cost]) + self.whole
        cost = cost_range(items)
        return Sketch(
            id=f"{w.name}-{number}",
            corridor=w.name,
            group=w.group,
            why=(),
            days=_days(end.quantiles_h or []),
            on_time_share=_on_time(query, end.at_h, self.start_s),
            cost_usd=cost,
            cost_per_unit_usd=cost.times(1 / max(1, query.cargo.units_count)),
            cost=items,
            sourced_cost_share=sourced_share(items),
            wtw_kg_co2e=sum([leg.wtw_kg_co2e for leg in legs]),
            ttw_kg_co2e=sum([leg.ttw_kg_co2e for leg in legs]),
            wtw_low_kg_co2e=sum([leg.wtw_low_kg_co2e for leg in legs]),
            wtw_high_kg_co2e=sum([leg.wtw_high_kg_co2e for leg in legs]),
            legs=legs,
            notes=tuple(dict.fromkeys([n for leg in legs for n in leg.notes])),
            tokens=w.tokens,
            transfers_count=max(0, sum([a.transfers for a in w.candidate.arcs]) - 1),
            ends=w.ends,
        )


def _ends(
    sampler: Sampler, parts: Sequence[tuple[Element, ...]], start_s: int, label: str
) -> tuple[Reached, ...]:
    """Return when each of the legs ends that are made of these elements."""
    at: Reached | None = None
    found = []
    for elements in parts:
        at = sampler.after(at, elements, start_s=start_s, label=label)
        found.append(at)
    return tuple(found)


def _finish(
    corridor: Corridor,
    query: Query,
    sampler: Sampler,
    s: Sketch,
    timed: dict[tuple[int, int, int], Leg],
) -> Option:
    """Return an option with all that is told of it."""
    start_s = 60 * start_of(query)
    booked = _with_slot(sampler, s, start_s)
    settle([x for end in s.ends for x in (end, end.spent)] + ([] if booked is None else [booked]))
    quantiles_h, total_h = s.ends[-1].quantiles_h or [], s.ends[-1].at_h
    legs = _legs_with_days(s, timed)
    return Option(
        **{name: getattr(s, name) for name in WAY} | {"legs": legs},
        arrival=_arrival(quantiles_h, start_s, "UTC"),
        arrival_local=_arrival(quantiles_h, start_s, query.destination.tz),
        transfers_count=s.transfers_count,
        gauge_changes_count=sum(leg.mode == "gauge change" for leg in legs),
        hubs=_hubs(corridor, legs),
        countries=tuple(dict.fromkeys(c for leg in legs for c, _ in leg.country_km)),
        borders=tuple(b for leg in legs for b in leg.borders),
        spread=_spread(s.ends),
        mean_days=float(np.mean(total_h)) / HOURS_PER_DAY,
        days_with_slot=None if booked is None else _days(booked.quantiles_h or []),
        sample_days=total_h / HOURS_PER_DAY,
    )


def _with_slot(sampler: Sampler, s: Sketch, start_s: int) -> Reached | None:
    """Return the end without the wait for a place on a ship, under the same draws; None where there is none."""
    booked = [sampler.with_slot(leg.elements) for leg in s.legs]
    if all(len(b) == len(leg.elements) for b, leg in zip(booked, s.legs, strict=True)):
        return None
    return _ends(sampler, booked, start_s, s.group)[-1]


def _days(quantiles_h: Sequence[float]) -> Range:
    p10_h, p50_h, p90_h = quantiles_h
    return Range(p10=p10_h / HOURS_PER_DAY, p50=p50_h / HOURS_PER_DAY, p90=p90_h / HOURS_PER_DAY)


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
    end = datetime.combine(query.deadline + timedelta(days=1), time(0), tzinfo=zone_of(query.destination.tz))
    return float(np.mean(total_h <= (end.timestamp() - start_s) / 3600))


def _arrival(quantiles_h: Sequence[float], start_s: int, zone: str) -> dict[str, str | None]:
    """Return the instants of arrival; None for one after the last known departure."""
    tz = UTC if zone == "UTC" else zone_of(zone)
    found: dict[str, str | None] = {}
    for name, hours in zip(("p10", "p50", "p90"), quantiles_h, strict=True):
        if np.isfinite(hours):
            found[name] = datetime.fromtimestamp(start_s + 60 * round(60 * hours), tz=tz).isoformat(
                timespec="minutes"
            )
        else:
            found[name] = None
    return found


def _legs_with_days(s: Sketch, timed: dict[tuple[int, int, int], Leg]) -> tuple[Leg, ...]:
    """Return the legs of a chain with their days; ``timed`` keeps those that several chains have in common.

    The mean of an element is over the shipments that arrive: one that misses the last known departure has none.
    """
    last = s.ends[-1]
    arrive = None if last.finite else np.isfinite(last.at_h)
    found = []
    for leg, end in zip(s.legs, s.ends, strict=True):
        key = (id(leg), id(end), 0 if arrive is None else id(last))
        if key not in timed:
            some = arrive is not None and arrive.any()
            means_h = end.spent.rows_h[:, arrive].mean(axis=1).tolist() if some else end.spent.means_h()
            timed[key] = replace(
                leg,
                plain=leg,
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


def _spread(ends: Sequence[Reached]) -> tuple[tuple[str, float], ...]:
    """Return the shares of the variance by element (covariance with the total), largest first, five at most."""
    total_h = ends[-1].at_h
    kept = None if ends[-1].finite else np.isfinite(total_h)
    finite_h = total_h if kept is None else total_h[kept]
    if not len(finite_h):
        return ()
    centred = finite_h - finite_h.mean()
    variance = float(np.dot(centred, centred)) / len(finite_h)
    if variance <= 0:
        return ()
    shares: dict[str, float] = {}
    for end in ends:
        parts = end.spent.against(centred) if kept is None else (end.spent.rows_h[:, kept] @ centred).tolist()
        for e, part in zip(end.elements, parts, strict=True):
            label = f"{e.kind} {e.place}".strip()
            shares[label] = shares.get(label, 0.0) + part / len(finite_h) / variance
    return tuple(sorted(shares.items(), key=lambda kv: -kv[1])[:5])
