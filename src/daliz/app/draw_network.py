"""The network of a day with its lines, for maps and exports."""

from __future__ import annotations

import heapq
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from daliz.app.describe_network import crossing_states
from daliz.io.corridor import read_corridor
from daliz.io.sea import SeaGraph, read_sea_graph
from daliz.io.tables import built_in_facts, facts_layers, read_table
from daliz.model.corridor import Corridor
from daliz.model.network import RailLink, Service, in_force
from daliz.model.network_report import (
    DrawnCrossing,
    DrawnLink,
    DrawnPlace,
    DrawnService,
    Line,
    NetworkDrawing,
)
from daliz.model.place import great_circle_km
from daliz.notes import Named, Note
from daliz.route.connectivity import Ways, open_ways
from daliz.route.rail import crossing_on
from daliz.words import LANGUAGES, tell

__all__ = ["draw_network"]

NEAR_KM = 300.0  # a shut crossing without track is marked only between places this near


def draw_network(
    scenario: str = "base", on: date | None = None, folders: Sequence[Path] = ()
) -> NetworkDrawing:
    """Return places, track, services and crossings of a scenario on a day, with their lines.

    Track out of force that day and links over a border that nobody may cross are left out: they do not
    exist then.
    A service without an open way keeps its place in the list, with no line.
    """
    layers = facts_layers(folders)
    corridor = read_corridor(scenario, folders)
    day = on or corridor.as_of
    ways = open_ways(corridor, day)
    return NetworkDrawing(
        scenario=scenario,
        titles=corridor.scenario_titles,
        on=day,
        places=_places(corridor),
        links=_links(corridor, ways, layers, day),
        services=_services(corridor, ways, layers, day),
        crossings=_crossings(corridor, day),
        shut_passages=tuple(sorted(ways.shut_passages)),
        facts_hash=corridor.facts_hash,
    )


def _places(corridor: Corridor) -> tuple[DrawnPlace, ...]:
    weights = dict.fromkeys(corridor.hubs, 0.0)
    for link in corridor.rail_links:
        weights[link.a] += 1
        weights[link.b] += 1
    for service in corridor.services:
        for end in (service.origin, service.destination):
            near = service.run_class in {"sea.caspian", "sea.blacksea"}
            weights[corridor.terminals[end].place] += 4 if near else 0.1
    named = {t for rule in corridor.rules for t in (*rule.passes, *rule.any_of) if t in corridor.hubs}
    for place in named:
        weights[place] += 8 if weights[place] >= 1 else 0
    found = []
    for hub in corridor.hubs.values():
        there = [t for t in corridor.terminals.values() if t.place == hub.id]
        gauges = sorted({g for t in there for g in t.gauges_mm})
        port = next((t for t in there if t.mode == "port"), None)
        platforms = [
            p for t in there for p in ([f"{t.id}@{g}" for g in t.gauges_mm] if t.mode == "rail" else [t.id])
        ]
        found.append(
            DrawnPlace(
                id=hub.id,
                country=hub.country,
                names=hub.names,
                lat_deg=hub.lat_deg,
                lon_deg=hub.lon_deg,
                gauges_mm=tuple(gauges),
                port=port is not None,
                sea=None if port is None else port.sea,
                platforms=tuple(platforms),
                weight=weights[hub.id] + 3 * (len(gauges) > 1),
            )
        )
    return tuple(found)


def _at(corridor: Corridor, place: str) -> tuple[float, float]:
    hub = corridor.hubs[place]
    return (hub.lon_deg, hub.lat_deg)


def _links(corridor: Corridor, ways: Ways, layers: Sequence[Path], on: date) -> tuple[DrawnLink, ...]:
    drawn = json.loads((built_in_facts() / "osm" / "rail_geometry.json").read_text(encoding="utf-8"))["links"]
    rows = {r["link"]: r for r in (*read_table("rail_links", layers), *read_table("added_links", layers))}
    runs = {(track.link.id, place) for (place, _), tracks in ways.rail.tracks.items() for track in tracks}
    found = []
    for link in corridor.rail_links:
        there, back = (link.id, link.a) in runs, (link.id, link.b) in runs
        if not (in_force(on, link.valid_from, link.valid_to) and (there or back)):
            continue
        line, from_osm = _rail_line(corridor, link, drawn)
        found.append(
            DrawnLink(
                id=link.id,
                a=link.a,
                b=link.b,
                gauge_mm=link.gauge_mm,
                km=link.km,
                length_published=rows[link.id]["km_published"] is not None,
                traction=link.traction,
                grade=link.grade,
                source_id=rows[link.id]["source_id"],
                line=line,
                from_osm=from_osm or rows[link.id]["source_id"] == "osm",
                border=link.country_a != link.country_b,
                forward=there,
                backward=back,
            )
        )
    return tuple(found)


def _rail_line(
    corridor: Corridor, link: RailLink, drawn: Mapping[str, Sequence[Sequence[float]]]
) -> tuple[Line, bool]:
    """Return the line of a link and whether it is OpenStreetMap's; without one, a straight line."""
    ends = (_at(corridor, link.a), _at(corridor, link.b))
    points = drawn.get(link.id)
    if points is None:
        return ends, False
    line = [(float(x), float(y)) for x, y in points]
    if _away(line[0], ends[0]) > _away(line[-1], ends[0]):
        line.reverse()
    return (ends[0], *line[1:-1], ends[1]), True


def _away(a: tuple[float, float], b: tuple[float, float]) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _services(corridor: Corridor, ways: Ways, layers: Sequence[Path], on: date) -> tuple[DrawnService, ...]:
    lines = _SeaLines(read_sea_graph(), ways.shut_passages)
    nodes = {r["terminal"]: int(r["node"]) for r in read_table("sea_ports", layers)}
    sailed = {(s.service.id): s for s in reversed(ways.sailings)}
    found = []
    for service in corridor.services:
        if service.mode == "rail" or not in_force(on, service.valid_from, service.valid_to):
            continue
        one, two = (corridor.terminals[end].place for end in (service.origin, service.destination))
        ends = (_at(corridor, one), _at(corridor, two))
        sailing = sailed.get(service.id)
        line: Line = ()
        if service.mode == "road":
            line = ends
        elif sailing is not None:
            path = lines.between(nodes.get(service.origin), nodes.get(service.destination))
            line = (ends[0], *path, ends[1])
        found.append(
            _drawn_service(
                service,
                line,
                None if sailing is None else sailing.km,
                () if sailing is None else sailing.passages,
            )
        )
    return tuple(found)


def _drawn_service(service: Service, line: Line, km: float | None, passages: tuple[str, ...]) -> DrawnService:
    return DrawnService(
        id=service.id,
        names=service.names,
        mode=service.mode,
        run_class=service.run_class,
        origin=service.origin,
        destination=service.destination,
        both_ways=service.both_ways,
        timetable=service.timetable,
        timetable_grade=service.timetable_grade,
        gap_h=service.gap_h,
        capacity_teu=service.capacity_teu,
        cargo=service.cargo,
        grade=service.grade,
        source_id=service.source_id,
        km=service.km or km,
        passages=passages,
        line=line,
    )


class _SeaLines:
    """Lines of sea paths through no shut passage; one tree serves all ports of an origin."""

    def __init__(self, graph: SeaGraph, closed: Collection[str]) -> None:
        self.graph = graph
        self.closed = frozenset(closed)
        self.trees: dict[int, dict[int, int]] = {}

    def between(self, a: int | None, b: int | None) -> Line:  # unit-ok: node numbers
        """Return the points of the shortest open path, or nothing where an end or a path is missing."""
        if a is None or b is None:
            return ()
        before = self._tree(a)
        if b != a and b not in before:
            return ()
        nodes = [b]
        while nodes[-1] != a:
            nodes.append(before[nodes[-1]])
        return tuple(self.graph.nodes[n] for n in reversed(nodes))

    def _tree(self, source: int) -> dict[int, int]:  # unit-ok: node numbers
        if source in self.trees:
            return self.trees[source]
        far = {source: 0.0}
        before: dict[int, int] = {}
        heap = [(0.0, source)]
        while heap:
            km, node = heapq.heappop(heap)
            if km > far[node]:
                continue
            for other, length_km, passage in self.graph.near[node]:
                total_km = km + length_km
                if passage not in self.closed and total_km < far.get(other, float("inf")):
                    far[other] = total_km
                    before[other] = node
                    heapq.heappush(heap, (total_km, other))
        self.trees[source] = before
        return before


def _crossings(corridor: Corridor, on: date) -> tuple[DrawnCrossing, ...]:
    tracked = {frozenset((k.a, k.b)) for k in corridor.rail_links if in_force(on, k.valid_from, k.valid_to)}
    found = []
    for (a, b), state in crossing_states(corridor, on).items():
        one, two = corridor.hubs[a], corridor.hubs[b]
        if (
            frozenset((a, b)) not in tracked
            and great_circle_km(one.lat_deg, one.lon_deg, two.lat_deg, two.lon_deg) > NEAR_KM
        ):
            continue  # no track, and ends too far apart to say where the border is crossed
        why = crossing_on(corridor, a, b, "rail", on)[2]
        shut = [
            Named.of(c, corridor.countries[c].names)
            for c in (one.country, two.country)
            if (said := corridor.state_of(f"country:{c}", on)) is not None and said.state == "closed"
        ]
        if shut:
            why = Note.of("network.shut_to_transit", countries=tuple(shut))
        found.append(
            DrawnCrossing(
                a=a,
                b=b,
                state="closed" if shut else state,
                why={lang: tell(lang, why) for lang in LANGUAGES},
                lat_deg=(one.lat_deg + two.lat_deg) / 2,
                lon_deg=(one.lon_deg + two.lon_deg) / 2,
            )
        )
    return tuple(found)
