"""Model against published outcomes, misses included."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daliz.app.plan_chain import World, make_cargo, plan_chain, read_world
from daliz.app.read_case import CaseEnd, Reading, number_of, read_case
from daliz.errors import DataError, NoPlanError, UnreadableCaseError
from daliz.io.corridor import facts_layers
from daliz.io.tables import read_table
from daliz.model.corridor import Corridor
from daliz.model.fact import Quantity
from daliz.model.plan import End, Option, Query, Range
from daliz.model.validation import CaseResult, Measure, Summary, Validation
from daliz.route.sailings import is_shut
from daliz.timeline import first_day

__all__ = ["read_cases", "validate_model"]

QUANTILES = (0.1, 0.5, 0.9)
BY_SEA = 0.8  # a way "by sea" sails at least this share of its length
SUEZ_OPEN = "hormuz-suez-open"
COLUMNS = ("val_id", "kind", "origin", "destination")


def read_cases(path: Path | None, folders: Sequence[Path] = ()) -> list[dict[str, str | None]]:
    """Return the rows of a cases file, or the built-in ones.

    Raises
    ------
    DataError
        If the file cannot be read, lacks a column or holds no case.
    """
    if path is None:
        rows = [
            *read_table("cases_transit", facts_layers(folders)),
            *read_table("cases_trials", facts_layers(folders)),
        ]
        return [{k: None if v is None else str(v) for k, v in r.items()} for r in rows]
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            reader = csv.DictReader(f)
            found: list[dict[str, str | None]] = [dict(r) for r in reader]
            names = reader.fieldnames or []
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error}).", "Give a CSV file in UTF-8.") from error
    missing = [c for c in COLUMNS if c not in names]
    if missing:
        raise DataError(
            f"{path}:1: the columns {', '.join(missing)} are missing.",
            "Use the columns of cases/transit.csv.",
        )
    if not found:
        raise DataError(f"{path}: there is no case in it.", "Add a row under the header.")
    return found


@dataclass(slots=True)
class _Worlds:
    """Scenarios read once."""

    folders: tuple[Path, ...]
    get: Callable[[str], World]
    regimes: list[dict[str, Any]]
    regions: list[dict[str, Any]]
    by_year: dict[tuple[str, int], World] = field(default_factory=dict)

    @classmethod
    def of(cls, folders: Sequence[Path]) -> _Worlds:
        layers = facts_layers(folders)
        return cls(
            tuple(folders),
            cache(lambda name: read_world(name, folders)),
            read_table("regimes", layers),
            read_table("regions", layers),
        )

    def priced(self, scenario: str, year: int) -> World:
        """Return a scenario with amounts in the money of a year."""
        key = (scenario, year)
        if key not in self.by_year:
            world = self.get(scenario)
            self.by_year[key] = replace(world, corridor=replace(world.corridor, price_year=year))
        return self.by_year[key]

    def scenario(self, group: str | None, on: date) -> str:
        """Return the scenario that held for a group of corridors on a day: base where none is known."""
        for r in self.regimes:
            if r["corridor_group"] != (group or "any"):
                continue
            start, end = (
                first_day(r["valid_from"]),
                None if r["valid_to"] is None else first_day(r["valid_to"]),
            )
            if (start is None or start <= on) and (end is None or on < end):
                return str(r["scenario"])
        return "calm-2025" if group != "sea" else "hormuz-suez-open"


def validate_model(
    path: Path | None = None,
    folders: Sequence[Path] = (),
    *,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Validation:
    """Return the model's answer to every case beside what was published."""
    rows = read_cases(path, folders)
    worlds = _Worlds.of(folders)
    fitted = _fitted(rows, folders)
    results = []
    for i, row in enumerate(rows):
        if progress is not None:
            progress(i, len(rows))
        results.append(_case(row, worlds, fitted, seed))
    return _summed(results)


def _fitted(rows: Sequence[Mapping[str, str | None]], folders: Sequence[Path]) -> dict[str, tuple[str, ...]]:
    """Return the cases that rows of the fit repeat, with those rows; a counted case is never among them."""
    from daliz.app.fit_times import repeated_cases

    return repeated_cases(rows, folders)


def _case(
    row: Mapping[str, str | None], worlds: _Worlds, fitted: Mapping[str, tuple[str, ...]], seed: int
) -> CaseResult:
    name, kind = str(row.get("val_id") or "?"), str(row.get("kind") or "")
    base = worlds.get("base").corridor
    try:
        reading = read_case(row, base, worlds.regions)
    except UnreadableCaseError as error:
        return _not_expressible(name, kind, "", str(error))
    try:
        days, usd, corridor = _pooled(reading, worlds, seed, row.get("source_url"))
        left_out = _left_out(reading, worlds, seed, fitted.get(name, ()))
    except NoPlanError as error:
        return _not_expressible(name, kind, reading.text, f"No chain: {error}")
    return CaseResult(
        val_id=name,
        kind=kind,
        status=reading.counted,
        reading=reading.text,
        reason=None,
        used_in_fit=name in fitted,
        days=_measure(row, "days", days),
        usd=_measure(row, "usd", usd),
        corridor=corridor,
        days_left_out=_measure(row, "days", left_out),
    )


def _left_out(reading: Reading, worlds: _Worlds, seed: int, rows: tuple[str, ...]) -> Range | None:
    """Return the days from a fit without some rows; None where there are none to leave out."""
    if not rows:
        return None
    from daliz.app.fit_times import fit_times, learned_quantities

    learned = learned_quantities(fit_times(leave_out=rows, folders=worlds.folders))
    days, _, _ = _pooled(reading, worlds, seed, None, learned=learned)
    return days


def _not_expressible(name: str, kind: str, reading: str, reason: str) -> CaseResult:
    return CaseResult(
        val_id=name,
        kind=kind,
        status="not expressible",
        reading=reading,
        reason=reason,
        used_in_fit=False,
        days=None,
        usd=None,
    )


def _measure(row: Mapping[str, str | None], what: str, model: Range | None) -> Measure | None:
    value, low, high = (number_of(row, c) for c in (what, f"{what}_low", f"{what}_high"))
    if value is None:
        ends = [x for x in (low, high) if x is not None]
        value = sum(ends) / len(ends) if ends else None
    if value is None or model is None:
        return None
    return Measure(published=value, low=low, high=high, model=model)


def _regimes(reading: Reading, worlds: _Worlds) -> list[tuple[float, str, date | None]]:
    """Return the scenarios that held over the dates of a reading, each with its share of them and a day inside it.

    A route by a passage that a scenario shuts is read in the scenario that keeps it open.
    """
    if not reading.dates:
        return [(1.0, _open_scenario("base", reading, worlds), None)]
    days: dict[str, list[date]] = {}
    for on in reading.dates:
        days.setdefault(_open_scenario(worlds.scenario(reading.group, on), reading, worlds), []).append(on)
    return [(len(found) / len(reading.dates), name, found[len(found) // 2]) for name, found in days.items()]


def _open_scenario(name: str, reading: Reading, worlds: _Worlds) -> str:
    if "passage:suez" not in reading.require:
        return name
    corridor = worlds.get(name).corridor
    shut = any(is_shut(corridor, f"passage:{p}", corridor.as_of)[0] for p in ("suez", "babalmandab"))
    return SUEZ_OPEN if shut else name


def _pooled(
    reading: Reading, worlds: _Worlds, seed: int, held_out: str | None, *, learned: Sequence[Quantity] = ()
) -> tuple[Range, Range, str]:
    """Return quantiles over all ends and regimes of a reading, each with its weight.

    ``held_out`` is the address of the case's source: a rate from there would answer the case with itself.
    """
    samples: list[tuple[float, NDArray[np.float64]]] = []
    prices: list[tuple[float, NDArray[np.float64]]] = []
    names: list[str] = []
    missing: NoPlanError | None = None
    for share, scenario, on in _regimes(reading, worlds):
        world = worlds.get(scenario) if on is None else worlds.priced(scenario, on.year)
        world = _without(world, held_out)
        if learned:
            world = replace(world, corridor=world.corridor.with_changes(facts=learned, label="left out"))
        when = world.corridor.as_of if on is None else on
        for one in reading.origins:
            for two in reading.destinations:
                try:
                    option = _surest(world, reading, one, two, when, seed)
                except NoPlanError as error:
                    missing = error
                    continue
                weight = share * one.weight_share * two.weight_share
                names.append(option.corridor)
                samples.append((weight, option.sample_days))
                prices.append((weight, _price_draws(option)))
    if not samples:
        raise missing or NoPlanError("No pair of ends is joined.")
    return _quantiles(samples), _quantiles(prices), "+".join(dict.fromkeys(names))


def _without(world: World, url: str | None) -> World:
    """Return the world without the rates of a source."""
    sources = {s.id for s in world.corridor.sources.values() if url and s.url == url}
    kept = tuple(r for r in world.corridor.rates if r.source_id not in sources)
    if len(kept) == len(world.corridor.rates):
        return world
    corridor = replace(
        world.corridor, rates=kept, facts_hash=f"{world.corridor.facts_hash}-{','.join(sorted(sources))}"
    )
    return replace(world, corridor=corridor)


def _end(corridor: Corridor, end: CaseEnd) -> End:
    hub = corridor.hubs[end.place]
    return End(
        name=hub.names["en"],
        country=hub.country,
        lat_deg=hub.lat_deg,
        lon_deg=hub.lon_deg,
        tz=hub.tz,
        hub=hub.id,
        passing=end.passing,
    )


def _surest(world: World, reading: Reading, one: CaseEnd, two: CaseEnd, on: date, seed: int) -> Option:
    """Return the option with the lowest p90 among those that the route allows."""
    corridor = world.corridor
    query = Query(
        origin=_end(corridor, one),
        destination=_end(corridor, two),
        cargo=make_cargo(containers=reading.container),
        ready=on,
        scope=reading.scope,
        require=(*reading.require, *((f"corridor:{reading.group}",) if reading.group is not None else ())),
        avoid=() if "road" in reading.text else ("mode:road",),  # published times are of trains and ships
        scenario=corridor.scenario,
        seed=seed,
    )
    try:
        plan = plan_chain(world, query)
    except NoPlanError:
        if reading.group is None:
            raise
        # inside one corridor's own stretch no rule names the corridor: the ends alone decide
        plan = plan_chain(world, replace(query, require=reading.require))
    options = [o for o in plan.options if reading.group != "sea" or _sea_share(o) >= BY_SEA] or list(
        plan.options
    )
    return min(options, key=lambda o: (o.days.p90, o.cost_usd.p50, o.id))


def _sea_share(option: Option) -> float:
    total = sum(leg.distance_km for leg in option.legs)
    return (
        sum(leg.distance_km for leg in option.legs if leg.mode in {"sea", "ferry"}) / total if total else 0.0
    )


def _price_draws(option: Option) -> NDArray[np.float64]:
    """Return 199 quantiles of the price: log-linear between p10, p50 and p90, and as steep beyond."""
    r = option.cost_usd
    z = np.linspace(0.005, 0.995, 199)
    from statistics import NormalDist

    normal = np.array([NormalDist().inv_cdf(float(x)) for x in z])
    low = np.log(r.p50 / max(r.p10, 1e-9)) / 1.2816 if r.p50 > 0 else 0.0
    high = np.log(max(r.p90, 1e-9) / r.p50) / 1.2816 if r.p50 > 0 else 0.0
    return np.asarray(r.p50 * np.exp(np.where(normal < 0, low, high) * normal))


def _quantiles(samples: Iterable[tuple[float, NDArray[np.float64]]]) -> Range:
    rows = list(samples)
    values = np.concatenate([v for _, v in rows])
    weights = np.concatenate([np.full(len(v), w / len(v)) for w, v in rows])
    order = np.argsort(values, kind="stable")
    cumulated = np.cumsum(weights[order])
    cumulated /= cumulated[-1]
    p10, p50, p90 = (float(values[order][np.searchsorted(cumulated, q)]) for q in QUANTILES)
    return Range(p10=p10, p50=p50, p90=p90)


def _summary(measures: Sequence[Measure]) -> Summary:
    if not measures:
        return Summary(
            n_count=0, coverage_share=None, median_abs_rel_error_share=None, median_p90_over_p10=None
        )
    return Summary(
        n_count=len(measures),
        coverage_share=sum(m.inside for m in measures) / len(measures),
        median_abs_rel_error_share=median(m.abs_rel_error_share for m in measures),
        median_p90_over_p10=median(m.model.p90 / m.model.p10 for m in measures),
    )


def _summed(results: Sequence[CaseResult]) -> Validation:
    counted = [r for r in results if r.status == "counted"]
    lower = [r.days for r in results if r.status == "lower bound" and r.days is not None]
    kinds = sorted({r.kind for r in counted})
    return Validation(
        cases=tuple(results),
        days=_summary([r.days for r in counted if r.days is not None]),
        usd=_summary([r.usd for r in counted if r.usd is not None]),
        by_kind={
            kind: {
                "days": _summary([r.days for r in counted if r.kind == kind and r.days is not None]),
                "usd": _summary([r.usd for r in counted if r.kind == kind and r.usd is not None]),
            }
            for kind in kinds
        },
        lower_bounds_count=len(lower),
        at_or_below_p50_share=sum(m.published <= m.model.p50 for m in lower) / len(lower) if lower else None,
    )
