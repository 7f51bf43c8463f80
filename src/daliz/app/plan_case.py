"""The model's answer to a published outcome: the surest option of every pair of ends and regime, pooled by weight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daliz.app.account_footprint import read_factor_set
from daliz.app.case_ends import Atlas
from daliz.app.plan_chain import World, make_cargo, plan_chain
from daliz.app.read_case import CaseEnd, Reading
from daliz.errors import NoPlanError
from daliz.io.corridor import corridor_of, read_corridor_tables
from daliz.io.tables import facts_layers, read_table
from daliz.model.corridor import Corridor
from daliz.model.fact import Quantity
from daliz.model.place import great_circle_km
from daliz.model.plan import End, Option, Query, Range
from daliz.route.shut import is_shut
from daliz.timeline import first_day

__all__ = ["Regime", "Worlds", "passes_of", "pooled_answer", "regimes_of", "without_rates"]

QUANTILES = (0.1, 0.5, 0.9)
AT_ONCE_H = 0.01  # a gap between departures that no one notices
DETOUR = 1.6  # a way this many times the straight line may be a corridor forced on a stretch inside it
BY_SEA = 0.8  # a way "by sea" sails at least this share of its length
SUEZ_OPEN = "hormuz-suez-open"


@dataclass(slots=True)
class Worlds:
    """Scenarios read once."""

    folders: tuple[Path, ...]
    get: Callable[[str], World]
    regimes: list[dict[str, Any]]
    atlas: Atlas
    by_year: dict[tuple[str, int], World] = field(default_factory=dict)
    subjects: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, folders: Sequence[Path]) -> Worlds:
        """Return the worlds of the built-in facts with the user's folders over them."""
        layers = facts_layers(folders)
        tables, factors = read_corridor_tables(folders), read_factor_set(layers)

        @cache
        def get(name: str) -> World:
            return World(corridor=corridor_of(tables, name), factors=factors, folders=tuple(folders))

        atlas = Atlas(get("base").corridor, read_table("regions", layers))
        return cls(tuple(folders), get, read_table("regimes", layers), atlas)

    def priced(self, scenario: str, year: int) -> World:
        """Return a scenario with amounts in the money of a year."""
        key = (scenario, year)
        if key not in self.by_year:
            world = self.get(scenario)
            self.by_year[key] = replace(world, corridor=replace(world.corridor, price_year=year))
        return self.by_year[key]

    def standing(self, scenario: str, on: date) -> tuple[float, ...]:
        """Return the factors of standing times that dated facts set on a day."""
        facts = self.get(scenario).corridor.facts
        if scenario not in self.subjects:
            found = sorted(subject for subject, quantity in facts.by_key if quantity == "dwell_factor")
            self.subjects[scenario] = tuple(found)
        return tuple(facts.value(name, "dwell_factor", on, 1.0) for name in self.subjects[scenario])

    def regime(self, group: str | None, on: date) -> tuple[str, bool]:
        """Return the scenario that held for a group of corridors on a day, and whether boxes had slots then."""
        for r in self.regimes:
            if r["corridor_group"] != (group or "any"):
                continue
            start, end = (
                first_day(r["valid_from"]),
                None if r["valid_to"] is None else first_day(r["valid_to"]),
            )
            if (start is None or start <= on) and (end is None or on < end):
                return str(r["scenario"]), r["slots"] == "yes"
        return ("calm-2025" if group != "sea" else SUEZ_OPEN), True


@dataclass(frozen=True, slots=True)
class Regime:
    """A scenario that held over some of a reading's dates: its share of them, a day inside it, whether boxes had slots."""

    share: float
    scenario: str
    on: date | None
    has_slots: bool


def regimes_of(reading: Reading, worlds: Worlds) -> list[Regime]:
    """Return the regimes that held over the dates of a reading.

    A route by a passage that a scenario shuts is read in the scenario that keeps it open. Inside one scenario, dates with
    different dated standing times are told apart, and so are the quarters of a sailing, whose prices move: a bare year is
    not read by one day of it.
    """
    if not reading.dates:
        return [Regime(1.0, _open_scenario("base", reading, worlds), None, has_slots=True)]
    days: dict[tuple[object, ...], list[date]] = {}
    for on in reading.dates:
        named, has_slots = worlds.regime(reading.group, on)
        scenario = _open_scenario(named, reading, worlds)
        quarter = (on.year, (on.month - 1) // 3) if reading.at_sea else ()
        key = (scenario, has_slots, worlds.standing(scenario, on), quarter)
        days.setdefault(key, []).append(on)
    return [
        Regime(len(found) / len(reading.dates), str(key[0]), found[len(found) // 2], has_slots=bool(key[1]))
        for key, found in days.items()
    ]


def _open_scenario(name: str, reading: Reading, worlds: Worlds) -> str:
    if not any("passage:suez" in (*reading.require, *way) for way in reading.ways):
        return name
    corridor = worlds.get(name).corridor
    shut = any(is_shut(corridor, f"passage:{p}", corridor.as_of)[0] for p in ("suez", "babalmandab"))
    return SUEZ_OPEN if shut else name


def pooled_answer(
    reading: Reading, worlds: Worlds, seed: int, held_out: str | None, *, learned: Sequence[Quantity] = ()
) -> tuple[Range, Range, str]:
    """Return quantiles over all ends and regimes of a reading, each with its weight.

    ``held_out`` is the address of the case's source: a rate from there would answer the case with itself.
    """
    samples: list[tuple[float, NDArray[np.float64]]] = []
    prices: list[tuple[float, NDArray[np.float64]]] = []
    names: list[str] = []
    missing: NoPlanError | None = None
    for regime in regimes_of(reading, worlds):
        on = regime.on
        world = worlds.get(regime.scenario) if on is None else worlds.priced(regime.scenario, on.year)
        world = without_rates(world, held_out)
        if learned:
            world = replace(world, corridor=world.corridor.with_changes(facts=learned, label="left out"))
        when = world.corridor.as_of if on is None else on
        asked = reading if regime.has_slots or reading.slot is not None else replace(reading, slot=False)
        for one, two, way in product(reading.origins, reading.destinations, reading.ways):
            try:
                option = _surest(world, asked, one, two, way, when, seed)
            except NoPlanError as error:
                missing = error
                continue
            weight = regime.share * one.weight_share * two.weight_share / len(reading.ways)
            names.append(option.corridor)
            samples.append((weight, option.sample_days))
            prices.append((weight, _price_draws(option)))
    if not samples:
        raise missing or NoPlanError("No pair of ends is joined.")
    return _quantiles(samples), _quantiles(prices), "+".join(dict.fromkeys(names))


def without_rates(world: World, url: str | None) -> World:
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


def passes_of(reading: Reading, way: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what every option of a reading by one of its ways must pass, and what none may."""
    group = () if reading.group is None else (f"corridor:{reading.group}",)
    road = () if reading.by_road else ("mode:road",)  # published times are of trains and ships
    return (*reading.require, *way, *group), (*road, *(("mode:rail",) if reading.at_sea else ()))


def _surest(
    world: World, reading: Reading, one: CaseEnd, two: CaseEnd, way: Sequence[str], on: date, seed: int
) -> Option:
    """Return the option with the lowest p90 among those that the route allows."""
    if one.place == two.place:
        raise NoPlanError(f"Both ends are {one.place}.")
    if reading.moving:
        world = _leaving_at_once(world, one.place)
    corridor = world.corridor
    require, avoid = passes_of(reading, way)
    query = Query(
        origin=_end(corridor, one),
        destination=_end(corridor, two),
        cargo=make_cargo(wagons=1) if reading.container is None else make_cargo(containers=reading.container),
        ready=on,
        scope=reading.scope,
        slot=reading.slot,
        require=require,
        avoid=avoid,
        scenario=corridor.scenario,
        seed=seed,
    )
    try:
        options = plan_chain(world, query).options
    except NoPlanError:
        within = _within_a_stretch(world, query, reading, way)
        if within is None:
            raise
        return within
    if reading.group == "sea":
        options = tuple(o for o in options if _sea_share(o) >= BY_SEA) or options
    found = min(options, key=_surety)
    straight_km = great_circle_km(
        query.origin.lat_deg, query.origin.lon_deg, query.destination.lat_deg, query.destination.lon_deg
    )
    if sum(leg.distance_km for leg in found.legs) > DETOUR * straight_km:
        return _within_a_stretch(world, query, reading, way) or found
    return found


def _surety(option: Option) -> tuple[float, float, str]:
    return option.days.p90, option.cost_usd.p50, option.id


def _within_a_stretch(world: World, query: Query, reading: Reading, way: Sequence[str]) -> Option | None:
    """Return the surest option inside one corridor's own stretch, where the ends alone decide.

    No rule names the corridor there: from the Chinese border to Aktau nothing crosses the Caspian, though the row calls it
    the Middle Corridor. None where the
    ends lie on both sides of what tells the corridor apart, or where no overland corridor is named.
    """
    if reading.group in {None, "sea"}:
        return None
    names = {"akhalkalaki"} - {
        query.origin.hub,
        query.destination.hub,
    }  # Baku-Tbilisi-Kars names a corridor, too
    bare = tuple(t for t in (*reading.require, *way) if t not in names)
    try:
        options = plan_chain(world, replace(query, require=bare)).options
    except NoPlanError:
        return None
    surest = min(options, key=_surety)
    return surest if surest.group == "local" else None


def _leaving_at_once(world: World, place: str) -> World:
    """Return the world where no ship leaving a place is waited for: a published sailing counts from its departure."""
    corridor = world.corridor
    services = tuple(
        replace(s, gap_h=AT_ONCE_H)
        if s.gap_h is not None and place in {s.origin.partition(".")[0], s.destination.partition(".")[0]}
        else s
        for s in corridor.services
    )
    corridor = replace(corridor, services=services, facts_hash=f"{corridor.facts_hash}-leaving-{place}")
    return replace(world, corridor=corridor)


def _sea_share(option: Option) -> float:
    total = sum(leg.distance_km for leg in option.legs)
    return (
        sum(leg.distance_km for leg in option.legs if leg.mode in {"sea", "ferry"}) / total if total else 0.0
    )


def _price_draws(option: Option) -> NDArray[np.float64]:
    """Return 199 quantiles of the price: log-linear between p10, p50 and p90, and as steep beyond."""
    r = option.cost_usd
    normal = _normal()
    low = np.log(r.p50 / max(r.p10, 1e-9)) / 1.2816 if r.p50 > 0 else 0.0
    high = np.log(max(r.p90, 1e-9) / r.p50) / 1.2816 if r.p50 > 0 else 0.0
    return np.asarray(r.p50 * np.exp(np.where(normal < 0, low, high) * normal))


@cache
def _normal() -> NDArray[np.float64]:
    """Return 199 quantiles of the standard normal."""
    return np.array([NormalDist().inv_cdf(float(x)) for x in np.linspace(0.005, 0.995, 199)])


def _quantiles(samples: Iterable[tuple[float, NDArray[np.float64]]]) -> Range:
    rows = list(samples)
    values = np.concatenate([v for _, v in rows])
    weights = np.concatenate([np.full(len(v), w / len(v)) for w, v in rows])
    order = np.argsort(values, kind="stable")
    cumulated = np.cumsum(weights[order])
    cumulated /= cumulated[-1]
    p10, p50, p90 = (float(values[order][np.searchsorted(cumulated, q)]) for q in QUANTILES)
    return Range(p10=p10, p50=p50, p90=p90)
