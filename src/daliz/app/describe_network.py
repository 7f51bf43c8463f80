"""The network told: what it holds, what hangs together, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

from daliz.io.corridor import TABLES, CorridorTables, corridor_of, read_corridor_tables
from daliz.io.scenarios import scenario_names
from daliz.io.tables import Row, facts_layers, read_fields, read_table
from daliz.model.corridor import Corridor
from daliz.model.network import in_force
from daliz.model.network_report import (
    Component,
    CountryCount,
    NetworkStats,
    RailCount,
    ServiceCount,
    TableGrades,
    Unreached,
)
from daliz.notes import Named, Note
from daliz.route.connectivity import Ways, groups, open_ways, strong_groups
from daliz.route.rail import crossing_on

__all__ = ["Joined", "Network", "crossing_states", "network_stats"]

GRADES = ("official", "press", "other", "computed", "assumed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What hangs together in a corridor on a day: the steps between places, and the groups that they make."""

    corridor: Corridor
    ways: Ways
    steps: dict[str, set[str]]
    groups: list[tuple[str, ...]]

    @classmethod
    def of(cls, corridor: Corridor, on: date) -> Self:
        """Return what hangs together on a day."""
        ways = open_ways(corridor, on)
        steps = ways.steps(corridor)
        return cls(corridor=corridor, ways=ways, steps=steps, groups=strong_groups(steps))


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Tables read once, and what hangs together in each scenario on its own day: what many questions share."""

    tables: CorridorTables
    joined: dict[str, Joined] = field(default_factory=dict)

    def of(self, scenario: str) -> Joined:
        """Return what hangs together in a scenario on its own day."""
        if scenario not in self.joined:
            corridor = corridor_of(self.tables, scenario)
            self.joined[scenario] = Joined.of(corridor, corridor.as_of)
        return self.joined[scenario]


def network_stats(
    scenario: str = "base",
    on: date | None = None,
    folders: Sequence[Path] = (),
    *,
    network: Network | None = None,
) -> NetworkStats:
    """Return the counts of a scenario's network on a day (its own ``as_of`` if none is given).

    Whether hubs reach each other is asked of every scenario, each on its own day. ``network`` is what earlier
    questions about the same folders have left.
    """
    layers = facts_layers(folders)
    network = network or Network(tables=read_corridor_tables(folders))
    corridor = corridor_of(network.tables, scenario)
    day = on or corridor.as_of
    here = network.of(scenario) if day == corridor.as_of else Joined.of(corridor, day)
    ways = here.ways
    links = [*read_table("rail_links", layers), *read_table("added_links", layers)]
    open_ids = {k.id for k in corridor.rail_links if in_force(day, k.valid_from, k.valid_to)}
    links = [r for r in links if r["link"] in open_ids]
    km = {k.id: k.km for k in corridor.rail_links}
    published = [r for r in links if r["km_published"] is not None]
    terminals = read_table("terminals", layers)
    names = scenario_names(folders)
    share, unreached = _reach([here if n == scenario else network.of(n) for n in names])
    return NetworkStats(
        scenario=scenario,
        on=day,
        countries=_countries(corridor),
        rail=_rail(corridor, day),
        links_count=len(links),
        links_published_count=len(published),
        links_km=sum(km[r["link"]] for r in links),
        links_published_km=sum(km[r["link"]] for r in published),
        services=_services(corridor),
        services_open_count=len({s.service.id for s in ways.sailings}),
        grades=_grades(layers),
        terminals_count=sum(r["mode"] != "road" for r in terminals),
        capacity_count=sum(r["mode"] != "road" and _has_capacity(r) for r in terminals),
        crossings=dict(sorted(Counter(crossing_states(corridor, day).values()).items())),
        rail_components=_rail_components(corridor, ways),
        sea_components=_sea_components(corridor, ways),
        scenarios=tuple(names),
        hubs_count=len(corridor.hubs),
        joined_pairs_share=share,
        unreached=unreached,
    )


def _has_capacity(terminal: Row) -> bool:
    return terminal["capacity_teu"] is not None or terminal["capacity_mt"] is not None


def _countries(corridor: Corridor) -> tuple[CountryCount, ...]:
    places = Counter(h.country for h in corridor.hubs.values())
    modes = Counter((corridor.hubs[t.place].country, t.mode) for t in corridor.terminals.values())
    return tuple(
        CountryCount(
            country=c,
            places_count=places[c],
            rail_count=modes[c, "rail"],
            port_count=modes[c, "port"],
            road_count=modes[c, "road"],
        )
        for c in sorted(places)
    )


def _rail(corridor: Corridor, on: date) -> tuple[RailCount, ...]:
    km: Counter[tuple[str, int]] = Counter()
    links: Counter[tuple[str, int]] = Counter()
    for link in corridor.rail_links:
        if not in_force(on, link.valid_from, link.valid_to):
            continue
        for country, part_km in link.country_km:
            km[country, link.gauge_mm] += part_km  # type: ignore[assignment]
            links[country, link.gauge_mm] += 1
    return tuple(
        RailCount(country=c, gauge_mm=g, links_count=links[c, g], km=float(km[c, g])) for c, g in sorted(km)
    )


def _services(corridor: Corridor) -> tuple[ServiceCount, ...]:
    found = Counter((s.mode, s.timetable, s.timetable_grade) for s in corridor.services)
    return tuple(
        ServiceCount(mode=m, timetable=t, timetable_grade=g, services_count=n)
        for (m, t, g), n in sorted(found.items())
    )


def _grades(layers: Sequence[Path]) -> tuple[TableGrades, ...]:
    found = []
    for name in TABLES:
        if not any(f.column == "grade" for f in read_fields()[name].fields):
            continue
        rows = read_table(name, layers)
        counts = Counter(r["grade"] for r in rows)
        grades = {g: counts[g] for g in GRADES if counts[g]}
        found.append(TableGrades(table=name, rows_count=len(rows), grades=grades))
    return tuple(found)


def crossing_states(corridor: Corridor, on: date) -> dict[tuple[str, str], str]:
    """Return the state of every rail crossing on a day: open, freight only, one way or closed."""
    found = {}
    for a, b, mode in corridor.crossings:
        if mode != "rail":
            continue
        there, state, _ = crossing_on(corridor, a, b, mode, on)
        back, state_back, _ = crossing_on(corridor, b, a, mode, on)
        if there is None and back is None:
            found[a, b] = "closed"
        elif there is None or back is None:
            found[a, b] = "one way"
        else:
            found[a, b] = state if state != "closed" else state_back
    return found


# ---------------------------------------------------------------- what hangs together
def _component(corridor: Corridor, name: str, places: tuple[str, ...]) -> Component:
    countries = tuple(sorted({corridor.hubs[p].country for p in places}))
    return Component(name=name, places=places, countries=countries)


def _rail_components(corridor: Corridor, ways: Ways) -> tuple[Component, ...]:
    """Return the parts of the rail network in which a train may run, gauge by gauge."""
    by_gauge: dict[int, list[tuple[str, str]]] = {}
    for (place, gauge_mm), tracks in ways.rail.tracks.items():
        by_gauge.setdefault(gauge_mm, []).extend((place, t.head[0]) for t in tracks)
    return tuple(
        _component(corridor, f"{gauge_mm}", part)
        for gauge_mm in sorted(by_gauge)
        for part in groups(by_gauge[gauge_mm])
    )


def _sea_components(corridor: Corridor, ways: Ways) -> tuple[Component, ...]:
    """Return the groups of ports that a sailing, or a lane through no shut passage, joins."""
    ports = [t.place for t in corridor.terminals.values() if t.mode == "port"]
    seas = {t.place: t.sea or "sea" for t in corridor.terminals.values() if t.mode == "port"}
    pairs = []
    for (a, b), lanes in corridor.lanes.items():
        if any(not (set(lane.passages) & ways.shut_passages) for lane in lanes):
            pairs.append((corridor.terminals[a].place, corridor.terminals[b].place))
    pairs += [
        (corridor.terminals[s.origin].place, corridor.terminals[s.destination].place) for s in ways.sailings
    ]
    return tuple(
        _component(corridor, "|".join(sorted({seas[p] for p in part})), part) for part in groups(pairs, ports)
    )


def _reach(worlds: Sequence[Joined]) -> tuple[float, tuple[Unreached, ...]]:
    """Return the share of ordered pairs of hubs that a chain joins in some scenario, and hubs apart."""
    apart: dict[str, set[str]] | None = None
    told: dict[str, Joined] = {}
    for world in worlds:
        every = set(world.steps)
        outside = {place: every.difference(part) for part in world.groups for place in part}
        apart = outside if apart is None else {p: apart[p] & outside[p] for p in apart if p in outside}
        told |= dict.fromkeys(world.steps, world)
    count = len(worlds[-1].steps)
    left = {p: others for p, others in (apart or {}).items() if others}
    missing = sum(len(others) for others in left.values())
    share = 1 - missing / (count * (count - 1)) if count > 1 else 1.0
    rows = [
        Unreached(
            place=p,
            country=told[p].corridor.hubs[p].country,
            apart_count=len(o),
            reason=_why_apart(told[p].corridor, p, told[p].steps),
        )
        for p, o in sorted(left.items(), key=lambda kv: (-len(kv[1]), kv[0]))
        if len(o) > count / 2
    ]
    return share, tuple(rows)


def _why_apart(corridor: Corridor, place: str, steps: dict[str, set[str]]) -> Note:
    """Return why a place hangs apart: what it has no link, no service, or no open border for."""
    links = [k for k in corridor.rail_links if place in {k.a, k.b}]
    services = [
        s
        for s in corridor.services
        if place in {corridor.terminals[s.origin].place, corridor.terminals[s.destination].place}
    ]
    if not links and not services:
        modes = {t.mode for t in corridor.terminals.values() if t.place == place}
        if "port" in modes:
            return Note.of("network.apart.port")
        return Note.of("network.apart.nothing")
    if not steps[place]:
        return Note.of("network.apart.shut")
    return Note.of("network.apart.joined", places=tuple(_hub(corridor, p) for p in sorted(steps[place])[:4]))


def _hub(corridor: Corridor, place: str) -> Named:
    return Named.of(place, corridor.hubs[place].names)
