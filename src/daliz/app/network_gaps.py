"""What the network lacks: each gap with its count and its list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from daliz.app.describe_network import Network, crossing_states
from daliz.io.corridor import corridor_of, read_corridor_tables
from daliz.io.tables import Row, facts_layers, read_table
from daliz.model.corridor import Corridor
from daliz.model.network import in_force
from daliz.model.network_report import Gap, NetworkGaps
from daliz.notes import Named, Note, Value

__all__ = ["network_gaps"]

Items = list[tuple[str, Value]]


def network_gaps(
    scenario: str = "base",
    on: date | None = None,
    folders: Sequence[Path] = (),
    *,
    network: Network | None = None,
) -> NetworkGaps:
    """Return what is missing from a scenario's network on a day (its own ``as_of`` if none is given)."""
    layers = facts_layers(folders)
    tables = read_corridor_tables(folders) if network is None else network.tables
    corridor = corridor_of(tables, scenario)
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
            title=Note.of("network.gap.terminals-without-capacity"),
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


def _title(corridor: Corridor, place: str) -> Value:
    hub = corridor.hubs[place]
    return (Named.of(place, hub.names), hub.country)


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
            title=Note.of("network.gap.countries-without-hubs"),
            total_count=len(corridor.countries),
            items=tuple(
                (c.id, Named.of(c.id, c.names)) for c in corridor.countries.values() if c.id not in homes
            ),
        ),
        Gap(
            id="hubs-without-rail",
            title=Note.of("network.gap.hubs-without-rail"),
            total_count=len(hubs),
            items=tuple((p, _title(corridor, p)) for p in sorted(hubs) if p not in railed),
        ),
        Gap(
            id="ports-without-services",
            title=Note.of("network.gap.ports-without-services"),
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
            title=Note.of("network.gap.platforms-without-track"),
            total_count=len(platforms),
            items=tuple((t.id, f"{g} mm") for t, g in platforms if (t.place, g) not in tracked),
        ),
        Gap(
            id="links-without-platform",
            title=Note.of("network.gap.links-without-platform"),
            total_count=2 * len(links),
            items=tuple(
                (k.id, Note.of("network.no_platform", place=p, gauge=str(k.gauge_mm)))
                for k in links
                for p in (k.a, k.b)
                if k.gauge_mm not in gauges.get(p, ())
            ),
        ),
    ]


def _link_gaps(corridor: Corridor, rows: Sequence[Row], on: date) -> list[Gap]:
    states = crossing_states(corridor, on)
    border = [k for k in corridor.rail_links if k.country_a != k.country_b]
    shut: Items = []
    for link in border:
        state = states.get((link.a, link.b)) or states.get((link.b, link.a)) or "no crossing known"
        if not in_force(on, link.valid_from, link.valid_to):
            state = "not in force"
        if state not in {"open", "freight only"}:
            shut.append((link.id, Note.of(f"network.state.{state}")))
    return [
        Gap(
            id="links-without-crossing",
            title=Note.of("network.gap.links-without-crossing"),
            total_count=len(border),
            items=tuple(shut),
        ),
        Gap(
            id="links-unknown-traction",
            title=Note.of("network.gap.links-unknown-traction"),
            total_count=len(rows),
            items=tuple((r["link"], f"{r['km']:g} km") for r in rows if r["traction"] in {None, "unknown"}),
        ),
        Gap(
            id="links-unpublished-length",
            title=Note.of("network.gap.links-unpublished-length"),
            total_count=len(rows),
            items=tuple(
                (r["link"], (f"{r['km']:g} km", Note.of(f"grade.{r['grade']}")))
                for r in rows
                if r["km_published"] is None
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
            title=Note.of("network.gap.services-assumed-timetable"),
            total_count=len(services),
            items=tuple(
                (s.id, Note.of(f"network.timetable.{s.timetable}"))
                for s in services
                if s.timetable_grade == "assumed"
            ),
        ),
        Gap(
            id="services-without-capacity",
            title=Note.of("network.gap.services-without-capacity"),
            total_count=len(services),
            items=tuple((s.id, Note.of(f"plan.mode.{s.mode}")) for s in services if s.capacity_teu is None),
        ),
        Gap(
            id="services-without-lane",
            title=Note.of("network.gap.services-without-lane"),
            total_count=sum(s.mode in {"sea", "ferry"} for s in services),
            items=tuple((s.id, f"{s.origin} – {s.destination}") for s in homeless),
        ),
        Gap(
            id="services-not-in-force",
            title=Note.of("network.gap.services-not-in-force"),
            total_count=len(services),
            items=tuple(
                (s.id, f"{s.valid_from or '…'} – {s.valid_to or '…'}")
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
            title=Note.of("network.gap.quantities-assumed"),
            total_count=len(quantities),
            items=tuple(
                (f"{r['subject']} {r['quantity']}", f"{r['value']:g} {r['unit']}")
                for r in quantities
                if r["grade"] == "assumed"
            ),
        ),
        Gap(
            id="rates-assumed",
            title=Note.of("network.gap.rates-assumed"),
            total_count=len(rates),
            items=tuple((r["rate"], f"{r['value']:g} {r['unit']}") for r in rates if r["grade"] == "assumed"),
        ),
        Gap(
            id="places-without-names",
            title=Note.of("network.gap.places-without-names"),
            total_count=len(places),
            items=tuple(unnamed),
        ),
    ]
