"""The part of the network that all questions of a day and a cargo share: stages, sailings, trucks, hub operations."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from daliz.model.network import HubTerminal, Service, in_force
from daliz.model.place import great_circle_km
from daliz.model.plan import Leg, Query
from daliz.route.graph import Arc, Builder, Columns, platforms_of
from daliz.route.rail import RailNetwork, Stage, crossing_on
from daliz.route.sailings import Sailing, has_slot, lots_of, sailings
from daliz.route.shut import Shut
from daliz.route.tokens import border_tokens, operator_tokens

__all__ = ["Trunk", "add_stages", "compile_trunk", "junctions", "priced", "shape_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trunk:
    """Arcs between terminals, the nodes they join, and what was shut on the day.

    ``told`` keeps the legs that plans made of these arcs, ``stepped`` what the rail stages pass: both are equal for all
    questions that share the trunk.
    """

    nodes: dict[str, int]
    arcs: tuple[Arc, ...]
    columns: Columns
    terminals: dict[str, HubTerminal]
    rail: RailNetwork
    junctions: tuple[tuple[str, int], ...]
    shut: tuple[Shut, ...]
    told: dict[tuple[Hashable, ...], tuple[Leg, ...]] = field(default_factory=dict)
    stepped: dict[int, Any] = field(default_factory=dict)


def shape_of(q: Query, services: Sequence[Service]) -> tuple[Hashable, ...]:
    """Return all of a cargo that the shape of a trunk depends on: two cargoes alike in it differ in prices and kg alone."""
    capacities = {s.capacity_teu for s in services}
    lots = sorted((c, lots_of(q, c)) for c in capacities if c is not None)
    return (q.cargo.kind, has_slot(q), tuple(lots), q.require)


def priced(b: Builder, shape: Trunk) -> Trunk:
    """Return the trunk of a cargo: a shape with the prices and emissions of its arcs, nothing told of it yet."""
    mass_t = b.query.cargo.mass_t

    @cache
    def of_hub(operation: str, terminal: str) -> tuple[int, int]:
        usd = sum([i.usd for i in b.prices.hub(operation, terminal)])
        return round(usd), round(mass_t * b.emissions.hub(operation).wtw)

    usd_kg = []
    for arc in shape.arcs:
        if arc.kind == "operation":
            one, two, _, operation, _ = arc.ref
            usd_kg.append(of_hub(operation, (two if two.mode == "port" else one).id))
        elif arc.kind == "rail":
            usd_kg.append(_of_stage(b, arc.ref))
        elif arc.kind == "truck":
            usd_kg.append(_of_truck(b, arc.ref))
        elif arc.kind in {"sea", "ferry"}:
            usd_kg.append(_of_sailing(b, arc.ref))
        else:
            usd_kg.append((0, 0))
    return replace(
        shape,
        arcs=tuple([a.at(usd, kg) for a, (usd, kg) in zip(shape.arcs, usd_kg, strict=True)]),
        columns=shape.columns.at(usd_kg),
        told={},
    )


def compile_trunk(b: Builder, rail: RailNetwork) -> Trunk:
    """Return the shape of a trunk: everything but the two ends, over the rail network of the day, without prices and kg."""
    b.node("O")
    b.node("D")
    terminals = _open_terminals(b)
    _add_hub_operations(b, terminals)
    sailed, shut = sailings(b.corridor, b.query, b.allowed)
    for sailing in sailed:
        _add_sailing(b, sailing)
    _add_truck_services(b, terminals)
    places = junctions(b, terminals)
    if b.allowed("mode:rail"):
        for source in places:
            add_stages(b, rail.stages(source, places), with_prices=False)
    for place in sorted({t for t in b.query.require if f"{t}.rail" in terminals}):
        terminal = terminals[f"{place}.rail"]
        for gauge in terminal.gauges_mm:
            b.add(
                f"{terminal.id}@{gauge}.in",
                f"{terminal.id}@{gauge}.out",
                0,
                0,
                0,
                kind="through",
                ref=terminal,
            )
    return Trunk(
        nodes=b.nodes,
        arcs=tuple(b.arcs),
        columns=Columns.of(b.arcs, len(b.tokens.bits)),
        terminals=terminals,
        rail=rail,
        junctions=tuple(places),
        shut=(*rail.shut, *shut),
    )


def junctions(b: Builder, terminals: dict[str, HubTerminal]) -> list[tuple[str, int]]:
    """Return the platforms where cargo may change: gauge breaks, ports, ends of truck services, required hubs."""
    ports = {t.place for t in terminals.values() if t.mode == "port"}
    roads = {
        terminals[e].place
        for s in b.corridor.services
        if s.mode == "road"
        for e in (s.origin, s.destination)
        if e in terminals
    }
    wanted = ports | roads | set(b.query.require)
    rails = sorted((t for t in terminals.values() if t.mode == "rail"), key=lambda t: t.place)
    return [(t.place, g) for t in rails if len(t.gauges_mm) > 1 or t.place in wanted for g in t.gauges_mm]


def _of_stage(b: Builder, stage: Stage) -> tuple[int, int]:
    """Return USD and kg CO2e of a rail stage: freight by the whole stage, fees by the border."""
    a, z = stage.origin[0], stage.destination[0]
    usd = b.prices.rail_usd(a, z, stage.km)
    usd += sum(
        i.usd for c in stage.border_pairs for i in b.prices.border(c[0], c[1], "rail", "", stage=(a, z))
    )
    return round(usd), round(b.query.cargo.mass_t * stage.kg_per_t)


def add_stages(b: Builder, stages: list[Stage], *, with_prices: bool = True) -> None:
    """Add rail stages."""
    mode_bit = b.tokens.mask(("mode:rail",))
    for stage in stages:
        (a, gauge), (z, _) = stage.origin, stage.destination
        usd, kg = _of_stage(b, stage) if with_prices else (0, 0)
        b.add(
            f"{a}.rail@{gauge}.out",
            f"{z}.rail@{gauge}.in",
            stage.minutes,
            usd,
            kg,
            kind="rail",
            ref=stage,
            mask=stage.mask | mode_bit,
            transfers=1,
            spread_min=STAGE_SPREAD * stage.minutes,
        )


STAGE_SPREAD = 0.15  # typical spread of a stage, only to look for sure ways; the shown ranges are sampled


def _open_terminals(b: Builder) -> dict[str, HubTerminal]:
    hubs = b.corridor.hubs
    return {
        t.id: t
        for t in b.corridor.terminals.values()
        if in_force(b.on, t.valid_from, t.valid_to)
        and b.allowed(t.place)
        and b.allowed(f"country:{hubs[t.place].country}")
        and (b.query.cargo.kind != "container" or t.containers)
    }


def _add_hub_operations(b: Builder, terminals: dict[str, HubTerminal]) -> None:
    by_place: dict[str, list[HubTerminal]] = {}
    for t in terminals.values():
        by_place.setdefault(t.place, []).append(t)
    for place, there in by_place.items():
        mask = b.tokens.mask((place, f"country:{b.corridor.hubs[place].country}"))
        for one in there:
            for two in there:
                for arrive in platforms_of(one, "in"):
                    for leave in platforms_of(two, "out"):
                        _add_operation(b, one, two, arrive, leave, mask)


def _add_operation(
    b: Builder, one: HubTerminal, two: HubTerminal, arrive: str, leave: str, mask: int
) -> None:
    same = arrive.removesuffix(".in") == leave.removesuffix(".out")
    if one.mode == two.mode == "rail":
        if same:
            return  # a through train needs no operation: that journey is one stage
        subject, operation, own = (
            f"class:{one.gauge_class or 'gauge.other'}",
            "gauge change",
            f"gauge:{one.place}",
        )
    elif one.mode == "port" or two.mode == "port":
        port = one if one.mode == "port" else two
        subject, operation, own = f"class:{port.dwell_class}", "transshipment", f"terminal:{port.id}"
    elif one.mode == two.mode:
        b.add(arrive, leave, 0, 0, 0, kind="through", ref=one, mask=mask)
        return
    else:
        railway = one if one.mode == "rail" else two
        subject, operation, own = f"class:{railway.dwell_class}", "handling", f"terminal:{railway.id}"
    minutes = b.dwell_min(subject, own)
    b.add(
        arrive,
        leave,
        minutes,
        0,
        0,
        kind="operation",
        ref=(one, two, subject, operation, own),
        mask=mask,
        spread_min=b.sd_min(subject, minutes),
    )


def _of_sailing(b: Builder, sailing: Sailing) -> tuple[int, int]:
    service = sailing.service
    usd = sum([i.usd for i in b.prices.water(service, sailing.origin, sailing.destination, sailing.km)])
    kg = (
        b.query.cargo.mass_t * sailing.km * b.emissions.water(service.run_class, service.mode, sailing.km).wtw
    )
    return round(usd), round(kg)


def _add_sailing(b: Builder, sailing: Sailing) -> None:
    b.add(
        f"{sailing.origin}.out",
        f"{sailing.destination}.in",
        sailing.minutes + sailing.wait_min,
        0,
        0,
        kind=sailing.service.mode,
        ref=sailing,
        mask=b.tokens.mask(sailing.tokens),
        transfers=1,
        spread_min=sailing.spread_min,
        profile=sailing.profile,
        departures_min=sailing.departures_min,
        open_from_min=sailing.open_from_min,
        open_to_min=sailing.open_to_min,
    )


def _add_truck_services(b: Builder, terminals: dict[str, HubTerminal]) -> None:
    for service in b.corridor.services:
        if (
            service.mode != "road"
            or not in_force(b.on, service.valid_from, service.valid_to)
            or not b.allowed("mode:road")
        ):
            continue
        if b.query.cargo.kind not in service.cargo or not b.allowed(f"service:{service.id}"):
            continue
        pairs = [(service.origin, service.destination)]
        if service.both_ways:
            pairs.append((service.destination, service.origin))
        for origin, destination in pairs:
            if origin in terminals and destination in terminals:
                _add_truck(b, service, terminals[origin], terminals[destination])


def _of_truck(
    b: Builder, ref: tuple[Service, HubTerminal, HubTerminal, float, float, str | None]
) -> tuple[int, int]:
    _, one, two, km, _, border = ref
    from_country, to_country = (b.corridor.hubs[t.place].country for t in (one, two))
    items = [*b.prices.road(one.place, two.place, from_country, km)]
    if border is not None:
        items += b.prices.border(from_country, to_country, "road", one.place, stage=(one.place, two.place))
    kg = b.query.cargo.mass_t * km * b.emissions.road(from_country).wtw
    return round(sum([i.usd for i in items])), round(kg)


def _add_truck(b: Builder, service: Service, one: HubTerminal, two: HubTerminal) -> None:
    hubs = b.corridor.hubs
    from_hub, to_hub = hubs[one.place], hubs[two.place]
    gc_km = great_circle_km(from_hub.lat_deg, from_hub.lon_deg, to_hub.lat_deg, to_hub.lon_deg)
    km = service.km or gc_km * (b.corridor.countries[from_hub.country].road_circuity_factor or 1.3)
    hours = service.duration_h or km / b.corridor.facts.value("class:road", "speed", b.on)
    wait_h = 0.0 if service.gap_h is None else service.gap_h * (1 + (service.gap_cv or 0) ** 2) / 2
    border = None
    if from_hub.country != to_hub.country:
        border, _, _ = crossing_on(b.corridor, one.place, two.place, "road", b.on)
        if border is None:
            return
        wait_h += b.dwell_min(f"class:{border}") / 60
    tokens = (
        "mode:road",
        one.place,
        two.place,
        f"country:{from_hub.country}",
        f"country:{to_hub.country}",
        f"service:{service.id}",
        *border_tokens((one.place, two.place), (from_hub.country, to_hub.country)),
        *operator_tokens(b.query, service),
    )
    if not all(b.allowed(t) for t in tokens):
        return
    b.add(
        f"{one.id}.out",
        f"{two.id}.in",
        60 * (hours + wait_h),
        0,
        0,
        kind="truck",
        ref=(service, one, two, km, hours, border),
        mask=b.tokens.mask(tokens),
        transfers=1,
    )
