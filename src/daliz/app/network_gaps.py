"""What the network lacks: each gap with its count and its list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from daliz.app.describe_network import crossing_states
from daliz.io.corridor import read_corridor
from daliz.io.tables import Row, facts_layers, read_table
from daliz.model.corridor import Corridor
from daliz.model.network import in_force
from daliz.model.network_report import Gap, NetworkGaps

__all__ = ["network_gaps"]

Items = list[tuple[str, str]]


def network_gaps(scenario: str = "base", on: date | None = None, folders: Sequence[Path] = ()) -> NetworkGaps:
    """Return what is missing from a scenario's network on a day (its own ``as_of`` if none is given)."""
    layers = facts_layers(folders)
    corridor = read_corridor(scenario, folders)
    day = on or corridor.as_of
    links = [*read_table("rail_links", layers), *read_table("added_links", layers)]
    terminals = [r for r in read_table("terminals", layers) if r["mode"] != "road"]
    found = [
        *_place_gaps(corridor, day),
        *_platform_gaps(corridor, day),
        *_link_gaps(corridor, links, day),
        *_service_gaps(corridor, day),
        Gap(
            id="terminals-without-capacity",
            title="Rail terminals and ports without a published capacity",
            total_count=len(terminals),
            items=tuple(
                (r["terminal"], r["dwell_class"])
                for r in terminals
                if r["capacity_teu"] is None and r["capacity_mt"] is None
            ),
        ),
        *_number_gaps(layers),
    ]
    return NetworkGaps(scenario=scenario, on=day, gaps=tuple(found))


def _title(corridor: Corridor, place: str) -> str:
    hub = corridor.hubs[place]
    return f"{hub.names['en']}, {hub.country}"


def _place_gaps(corridor: Corridor, on: date) -> list[Gap]:
    hubs = corridor.hubs
    homes = {h.country for h in hubs.values()}
    railed = {p for k in corridor.rail_links if in_force(on, k.valid_from, k.valid_to) for p in (k.a, k.b)}
    called = {
        corridor.terminals[end].place
        for s in corridor.services
        if s.mode in {"sea", "ferry"}
        for end in (s.origin, s.destination)
    }
    ports = sorted(t.place for t in corridor.terminals.values() if t.mode == "port")
    return [
        Gap(
            id="countries-without-hubs",
            title="Countries of the tables without a hub",
            total_count=len(corridor.countries),
            items=tuple((c.id, c.names["en"]) for c in corridor.countries.values() if c.id not in homes),
        ),
        Gap(
            id="hubs-without-rail",
            title="Hubs without a rail link in force",
            total_count=len(hubs),
            items=tuple((p, _title(corridor, p)) for p in sorted(hubs) if p not in railed),
        ),
        Gap(
            id="ports-without-services",
            title="Ports where no sea service or ferry calls",
            total_count=len(ports),
            items=tuple((p, _title(corridor, p)) for p in ports if p not in called),
        ),
    ]


def _platform_gaps(corridor: Corridor, on: date) -> list[Gap]:
    links = [k for k in corridor.rail_links if in_force(on, k.valid_from, k.valid_to)]
    tracked = {(p, k.gauge_mm) for k in links for p in (k.a, k.b)}
    rails = [t for t in corridor.terminals.values() if t.mode == "rail"]
    gauges = {t.place: t.gauges_mm for t in rails}
    platforms = [(t, g) for t in rails for g in t.gauges_mm]
    return [
        Gap(
            id="platforms-without-track",
            title="Platforms of a gauge that no link of that gauge reaches",
            total_count=len(platforms),
            items=tuple((t.id, f"{g} mm") for t, g in platforms if (t.place, g) not in tracked),
        ),
        Gap(
            id="links-without-platform",
            title="Ends of links at a hub that has no platform of their gauge",
            total_count=2 * len(links),
            items=tuple(
                (k.id, f"{p} has no {k.gauge_mm} mm platform")
                for k in links
                for p in (k.a, k.b)
                if k.gauge_mm not in gauges.get(p, ())
            ),
        ),
    ]


def _link_gaps(corridor: Corridor, rows: Sequence[Row], on: date) -> list[Gap]:
    states = crossing_states(corridor, on)
    border = [k for k in corridor.rail_links if k.country_a != k.country_b]
    shut = []
    for link in border:
        state = states.get((link.a, link.b)) or states.get((link.b, link.a)) or "no crossing known"
        if not in_force(on, link.valid_from, link.valid_to):
            state = "not in force"
        if state not in {"open", "freight only"}:
            shut.append((link.id, state))
    return [
        Gap(
            id="links-without-crossing",
            title="Rail links over a border that cannot be used both ways on the day",
            total_count=len(border),
            items=tuple(shut),
        ),
        Gap(
            id="links-unknown-traction",
            title="Rail links of unknown traction (electric or diesel)",
            total_count=len(rows),
            items=tuple((r["link"], f"{r['km']:g} km") for r in rows if r["traction"] in {None, "unknown"}),
        ),
        Gap(
            id="links-unpublished-length",
            title="Rail links whose length is measured, not published",
            total_count=len(rows),
            items=tuple(
                (r["link"], f"{r['km']:g} km, {r['grade']}") for r in rows if r["km_published"] is None
            ),
        ),
    ]


def _service_gaps(corridor: Corridor, on: date) -> list[Gap]:
    services = corridor.services
    homeless = [
        s
        for s in services
        if s.mode in {"sea", "ferry"}
        and s.km is None
        and (s.origin, s.destination) not in corridor.lanes
        and (s.destination, s.origin) not in corridor.lanes
    ]
    return [
        Gap(
            id="services-assumed-timetable",
            title="Services whose timetable is assumed",
            total_count=len(services),
            items=tuple((s.id, s.timetable) for s in services if s.timetable_grade == "assumed"),
        ),
        Gap(
            id="services-without-capacity",
            title="Services of unknown capacity a departure",
            total_count=len(services),
            items=tuple((s.id, s.mode) for s in services if s.capacity_teu is None),
        ),
        Gap(
            id="services-without-lane",
            title="Sea services and ferries without a lane or length: they can never sail",
            total_count=sum(s.mode in {"sea", "ferry"} for s in services),
            items=tuple((s.id, f"{s.origin} to {s.destination}") for s in homeless),
        ),
        Gap(
            id="services-not-in-force",
            title="Services not in force on the day",
            total_count=len(services),
            items=tuple(
                (s.id, f"{s.valid_from or ''} to {s.valid_to or ''}".strip())
                for s in services
                if not in_force(on, s.valid_from, s.valid_to)
            ),
        ),
    ]


def _number_gaps(layers: Sequence[Path]) -> list[Gap]:
    quantities = [r for r in read_table("quantities", layers) if r["chosen"]]
    rates = [r for r in read_table("rates", layers) if r["chosen"]]
    places = read_table("places", layers)
    unnamed: Items = [
        (r["place"], ", ".join(lang for lang in ("ru", "kk", "ja") if not r[f"name_{lang}"]))
        for r in places
        if not all(r[f"name_{lang}"] for lang in ("ru", "kk", "ja"))
    ]
    return [
        Gap(
            id="quantities-assumed",
            title="Numbers in use that are assumed",
            total_count=len(quantities),
            items=tuple(
                (f"{r['subject']} {r['quantity']}", f"{r['value']:g} {r['unit']}")
                for r in quantities
                if r["grade"] == "assumed"
            ),
        ),
        Gap(
            id="rates-assumed",
            title="Prices in use that are assumed",
            total_count=len(rates),
            items=tuple((r["rate"], f"{r['value']:g} {r['unit']}") for r in rates if r["grade"] == "assumed"),
        ),
        Gap(
            id="places-without-names",
            title="Hubs without a name in Russian, Kazakh or Japanese",
            total_count=len(places),
            items=tuple(unnamed),
        ),
    ]
