"""A corridor and a question, compiled into the network that the search reads.

Nodes: the origin, the destination, and for every terminal a place to arrive (``in``) and a place to leave (``out``), a rail
terminal having a pair for each gauge. Arcs: collection and delivery by road, rail stages, sailings, truck services, and
between ``in`` and ``out`` of one place the hub operations: handling, transshipment, gauge change. A rail stage is a whole
train journey between two platforms of one gauge, so that its price may taper with length and cargo changes train only
where something makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from daliz.kernels.pareto import ALWAYS, NEVER, Network
from daliz.model.coefficients import Emissions, Prices
from daliz.model.corridor import Corridor
from daliz.model.network import HubTerminal, Service, in_force
from daliz.model.plan import End, Query
from daliz.route.distance import great_circle_km
from daliz.route.rail import RailNetwork, open_rail
from daliz.route.sailings import Sailing, sailings

__all__ = ["Arc", "Graph", "Tokens", "compile_graph"]

NEAR_KM = 250.0  # how far a truck collects or delivers without being asked
FAR_KM = 1500.0  # a truck all the way inside one country
LOCAL_KM = 30.0  # collection inside a hub's own city: assumed
OWN_HUB_KM = 60.0  # a point this near a hub counts as the hub's own city


@dataclass(frozen=True, slots=True)
class Arc:
    """One step: its ends, its measures and what it stands for."""

    tail: int  # unit-ok: a node
    head: int  # unit-ok: a node
    minutes: int  # unit-ok: the name is the unit
    usd: int  # unit-ok: the name is the unit
    kg: int  # unit-ok: kg CO2e
    transfers: int  # unit-ok: a count
    mask: int  # unit-ok: bits
    kind: str
    ref: Any
    spread_min: float = 0.0
    profile: tuple[float, ...] | None = None
    departures_min: tuple[int, ...] = ()
    open_from_min: int = ALWAYS
    open_to_min: int = NEVER


class Tokens:
    """Bits for the tokens that a rule or the query asks about; other tokens have none."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self.bits = {token: 1 << i for i, token in enumerate(sorted(set(wanted)))}

    def mask(self, tokens: Iterable[str]) -> int:
        """Return the bits of the tokens that are asked about."""
        bits = self.bits
        found = 0
        for token in tokens:
            found |= bits.get(token, 0)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The compiled network: arcs in order of their tails, node names, and the rail network behind the stages."""

    nodes: tuple[str, ...]
    index: dict[str, int]
    arcs: tuple[Arc, ...]
    network: Network
    rail: RailNetwork
    tokens: Tokens
    shut: tuple[str, ...]
    origin_notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Builder:
    """Collects nodes and arcs while the network is compiled."""

    corridor: Corridor
    query: Query
    prices: Prices
    emissions: Emissions
    tokens: Tokens
    allowed: Callable[[str], bool]
    nodes: dict[str, int] = field(default_factory=dict)
    arcs: list[Arc] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def node(self, name: str) -> int:
        return self.nodes.setdefault(name, len(self.nodes))

    @property
    def on(self) -> date:
        return self.query.ready

    def dwell_min(self, subject: str) -> float:
        facts = self.corridor.facts
        return (
            60 * facts.value(subject, "dwell", self.on) * facts.value(subject, "dwell_factor", self.on, 1.0)
        )

    def sd_min(self, subject: str, minutes: float) -> float:
        return minutes * self.corridor.facts.value(subject, "log_sd", self.on, 0.0)

    def add(self, tail: str, head: str, minutes: float, usd: float, kg: float, **more: Any) -> None:  # noqa: ANN401
        more.setdefault("transfers", 0)
        more.setdefault("mask", 0)
        self.arcs.append(
            Arc(
                self.node(tail),
                self.node(head),
                round(minutes),
                round(usd),
                round(kg),
                more.pop("transfers"),
                more.pop("mask"),
                **more,
            )
        )


def compile_graph(
    corridor: Corridor,
    query: Query,
    *,
    prices: Prices,
    emissions: Emissions,
    allowed: Callable[[str], bool],
    wanted: Sequence[str],
) -> Graph:
    """Return the search network of a question.

    Parameters
    ----------
    allowed
        Whether a token may be passed: what the query avoids and what is shut is not.
    wanted
        Tokens whose passing the search must know.
    """
    tokens = Tokens(wanted)
    b = _Builder(corridor, query, prices, emissions, tokens, allowed)
    b.node("O")
    b.node("D")
    terminals = _open_terminals(b)
    rail = open_rail(corridor, query.ready, emissions=emissions, mask_of=tokens.mask, allowed=allowed)
    ends = {
        "O": _near_terminals(b, query.origin, terminals),
        "D": _near_terminals(b, query.destination, terminals),
    }
    _add_ends(b, ends)
    _add_hub_operations(b, terminals)
    sailed, shut = sailings(corridor, query, allowed)
    for sailing in sailed:
        _add_sailing(b, sailing)
    _add_truck_services(b, terminals)
    _add_rail_stages(b, rail, terminals, ends)
    return _finish(b, rail, (*rail.shut, *shut))


def _open_terminals(b: _Builder) -> dict[str, HubTerminal]:
    hubs = b.corridor.hubs
    return {
        t.id: t
        for t in b.corridor.terminals.values()
        if in_force(b.on, t.valid_from, t.valid_to)
        and b.allowed(t.place)
        and b.allowed(f"country:{hubs[t.place].country}")
        and (b.query.cargo.kind != "container" or t.containers)
    }


def _near_terminals(
    b: _Builder, end: End, terminals: dict[str, HubTerminal]
) -> list[tuple[HubTerminal, float]]:
    """Return the terminals that serve an end with the road km to each: its own, else those a truck can reach."""
    corridor = b.corridor
    here = (end.lat_deg, end.lon_deg)
    away = []
    for t in terminals.values():
        if t.mode not in {"rail", "port"}:
            continue
        hub = corridor.hubs[t.place]
        gc_km = great_circle_km(here, (hub.lat_deg, hub.lon_deg))
        country = corridor.countries[hub.country]
        km = (
            LOCAL_KM
            if t.place == end.hub or gc_km < LOCAL_KM
            else gc_km * (country.road_circuity_factor or 1.3)
        )
        away.append((gc_km, km, t, hub.country == end.country))
    if (end.passing or b.query.scope == "terminal") and end.hub is not None:
        return [(t, 0.0) for _, _, t, _ in away if t.place == end.hub]
    own = {
        t.mode for _, _, t, _ in away if t.place == end.hub
    }  # what the end's own hub offers need not be sought elsewhere
    chosen = [
        (t, km)
        for gc_km, km, t, home in away
        if t.place == end.hub or (home and gc_km <= NEAR_KM and t.mode not in own)
    ]
    for mode in ("rail", "port"):
        if end.hub is None and not any(t.mode == mode for t, _ in chosen):
            nearest = sorted((x for x in away if x[2].mode == mode and x[3]), key=lambda x: x[0])[:2]
            chosen.extend((t, km) for gc_km, km, t, _ in nearest if gc_km < FAR_KM)
    if not chosen and away:
        gc_km, km, t, _ = min(away, key=lambda x: x[0])
        b.notes.append(
            f"{end.name}: no hub of ours in {end.country}; the nearest is {t.place}, {km:.0f} km by an assumed road."
        )
        chosen = [(t, km)]
    return chosen


def _platforms(t: HubTerminal, side: str) -> list[str]:
    return [f"{t.id}@{g}.{side}" for g in t.gauges_mm] if t.mode == "rail" else [f"{t.id}.{side}"]


def _add_ends(b: _Builder, ends: dict[str, list[tuple[HubTerminal, float]]]) -> None:
    query = b.query
    for name, near in ends.items():
        end = query.origin if name == "O" else query.destination
        for t, km in near:
            if end.passing:
                _add_passing(b, name, t)
                continue
            subject = f"class:{t.dwell_class}"
            minutes = b.dwell_min(subject)
            usd = sum(i.usd for i in b.prices.hub("handling", t.id))
            kg = query.cargo.mass_t * b.emissions.hub("handling").wtw
            if query.scope == "door":
                minutes += b.dwell_min("class:door") + 60 * km / b.corridor.facts.value(
                    "class:road", "speed", b.on
                )
                usd += sum(i.usd for i in b.prices.door(t.place)) if km <= LOCAL_KM else 0
                usd += (
                    sum(i.usd for i in b.prices.road(end.name, t.place, end.country, km))
                    if km > LOCAL_KM
                    else 0
                )
                kg += query.cargo.mass_t * km * b.emissions.road(end.country).wtw
            mask = b.tokens.mask((t.place, f"country:{b.corridor.hubs[t.place].country}"))
            for platform in _platforms(t, "out" if name == "O" else "in"):
                ends_of = ("O", platform) if name == "O" else (platform, "D")
                b.add(
                    *ends_of,
                    minutes,
                    usd,
                    kg,
                    kind="first" if name == "O" else "last",
                    ref=(t, km),
                    mask=mask,
                )
    _add_road_all_the_way(b)


def _add_passing(b: _Builder, name: str, t: HubTerminal) -> None:
    mask = b.tokens.mask((t.place, f"country:{b.corridor.hubs[t.place].country}"))
    for platform in _platforms(t, "out" if name == "O" else "in"):
        ends = ("O", platform) if name == "O" else (platform, "D")
        b.add(*ends, 0, 0, 0, kind="passing", ref=t, mask=mask)


def _add_road_all_the_way(b: _Builder) -> None:
    query = b.query
    one, two = query.origin, query.destination
    if one.country != two.country or query.scope != "door" or not b.allowed("mode:road"):
        return
    gc_km = great_circle_km((one.lat_deg, one.lon_deg), (two.lat_deg, two.lon_deg))
    if gc_km > FAR_KM or not b.allowed(f"country:{one.country}"):
        return
    km = gc_km * (b.corridor.countries[one.country].road_circuity_factor or 1.3)
    minutes = 2 * b.dwell_min("class:door") + 60 * km / b.corridor.facts.value("class:road", "speed", b.on)
    usd = sum(i.usd for i in b.prices.road(one.name, two.name, one.country, km))
    kg = query.cargo.mass_t * km * b.emissions.road(one.country).wtw
    b.add(
        "O",
        "D",
        minutes,
        usd,
        kg,
        kind="road-all",
        ref=km,
        mask=b.tokens.mask(("mode:road", f"country:{one.country}")),
        transfers=1,
    )


def _add_hub_operations(b: _Builder, terminals: dict[str, HubTerminal]) -> None:
    by_place: dict[str, list[HubTerminal]] = {}
    for t in terminals.values():
        by_place.setdefault(t.place, []).append(t)
    for place, there in by_place.items():
        mask = b.tokens.mask((place, f"country:{b.corridor.hubs[place].country}"))
        for one in there:
            for two in there:
                for arrive in _platforms(one, "in"):
                    for leave in _platforms(two, "out"):
                        _add_operation(b, one, two, arrive, leave, mask)


def _add_operation(
    b: _Builder, one: HubTerminal, two: HubTerminal, arrive: str, leave: str, mask: int
) -> None:
    same = arrive.removesuffix(".in") == leave.removesuffix(".out")
    if one.mode == two.mode == "rail":
        if same:
            return  # a through train needs no operation: that journey is one stage
        subject, operation = f"class:{one.gauge_class or 'gauge.other'}", "gauge change"
    elif one.mode == "port" or two.mode == "port":
        port = one if one.mode == "port" else two
        subject, operation = f"class:{port.dwell_class}", "transshipment"
    elif one.mode == two.mode:
        b.add(arrive, leave, 0, 0, 0, kind="through", ref=one, mask=mask)
        return
    else:
        railway = one if one.mode == "rail" else two
        subject, operation = f"class:{railway.dwell_class}", "handling"
    usd = sum(i.usd for i in b.prices.hub(operation, (two if two.mode == "port" else one).id))
    kg = b.query.cargo.mass_t * b.emissions.hub(operation).wtw
    minutes = b.dwell_min(subject)
    b.add(
        arrive,
        leave,
        minutes,
        usd,
        kg,
        kind="operation",
        ref=(one, two, subject, operation),
        mask=mask,
        spread_min=b.sd_min(subject, minutes),
    )


def _add_sailing(b: _Builder, sailing: Sailing) -> None:
    service = sailing.service
    usd = sum(i.usd for i in b.prices.water(service, sailing.origin, sailing.destination, sailing.km))
    kg = (
        b.query.cargo.mass_t * sailing.km * b.emissions.water(service.run_class, service.mode, sailing.km).wtw
    )
    b.add(
        f"{sailing.origin}.out",
        f"{sailing.destination}.in",
        sailing.minutes + sailing.wait_min,
        usd,
        kg,
        kind=service.mode,
        ref=sailing,
        mask=b.tokens.mask(sailing.tokens),
        transfers=1,
        spread_min=sailing.spread_min,
        profile=sailing.profile,
        departures_min=sailing.departures_min,
        open_from_min=sailing.open_from_min,
        open_to_min=sailing.open_to_min,
    )


def _add_truck_services(b: _Builder, terminals: dict[str, HubTerminal]) -> None:
    for service in b.corridor.services:
        if (
            service.mode != "road"
            or not in_force(b.on, service.valid_from, service.valid_to)
            or not b.allowed("mode:road")
        ):
            continue
        if not b.allowed(f"service:{service.id}"):
            continue
        pairs = [(service.origin, service.destination)]
        if service.both_ways:
            pairs.append((service.destination, service.origin))
        for origin, destination in pairs:
            if origin in terminals and destination in terminals:
                _add_truck(b, service, terminals[origin], terminals[destination])


def _add_truck(b: _Builder, service: Service, one: HubTerminal, two: HubTerminal) -> None:
    hubs = b.corridor.hubs
    from_hub, to_hub = hubs[one.place], hubs[two.place]
    gc_km = great_circle_km((from_hub.lat_deg, from_hub.lon_deg), (to_hub.lat_deg, to_hub.lon_deg))
    km = service.km or gc_km * (b.corridor.countries[from_hub.country].road_circuity_factor or 1.3)
    hours = service.duration_h or km / b.corridor.facts.value("class:road", "speed", b.on)
    wait_h = 0.0 if service.gap_h is None else service.gap_h * (1 + (service.gap_cv or 0) ** 2) / 2
    items = [*b.prices.road(one.place, two.place, from_hub.country, km)]
    crossed = from_hub.country != to_hub.country
    if crossed:
        items += b.prices.border(from_hub.country, to_hub.country, "road", one.place)
    kg = b.query.cargo.mass_t * km * b.emissions.road(from_hub.country).wtw
    tokens = (
        "mode:road",
        one.place,
        two.place,
        f"country:{from_hub.country}",
        f"country:{to_hub.country}",
        f"service:{service.id}",
    )
    if not all(b.allowed(t) for t in tokens):
        return
    b.add(
        f"{one.id}.out",
        f"{two.id}.in",
        60 * (hours + wait_h),
        sum(i.usd for i in items),
        kg,
        kind="truck",
        ref=(service, one, two, km, hours),
        mask=b.tokens.mask(tokens),
        transfers=1,
    )


def _add_rail_stages(
    b: _Builder,
    rail: RailNetwork,
    terminals: dict[str, HubTerminal],
    ends: dict[str, list[tuple[HubTerminal, float]]],
) -> None:
    if not b.allowed("mode:rail"):
        return
    required = {t for t in b.query.require if t in b.corridor.hubs}
    ports = {t.place for t in terminals.values() if t.mode == "port"}
    change = {
        t.place for t in terminals.values() if t.mode == "rail" and (len(t.gauges_mm) > 1 or t.place in ports)
    } | required
    roads = {
        end.place
        for s in b.corridor.services
        if s.mode == "road"
        for end in (terminals.get(s.origin), terminals.get(s.destination))
        if end
    }
    first = {t.place for t, _ in ends["O"] if t.mode == "rail"}
    final = {t.place for t, _ in ends["D"] if t.mode == "rail"}
    of_place = {t.place: t for t in terminals.values() if t.mode == "rail"}
    mode_bit = b.tokens.mask(("mode:rail",))

    def platforms(places: set[str]) -> list[tuple[str, int]]:
        return [(p, g) for p in sorted(places) if p in of_place for g in of_place[p].gauges_mm]

    targets = platforms(change | roads | final)
    hubs = b.corridor.hubs
    for source in platforms(change | roads | first):
        for stage in rail.stages(source, targets):
            (a, gauge), (z, _) = stage.origin, stage.destination
            pair = (hubs[a].country, hubs[z].country)
            usd = b.prices.rail_usd(a, z, stage.km, pair)
            usd += sum(i.usd for c in stage.border_pairs for i in b.prices.border(c[0], c[1], "rail", a))
            b.add(
                f"{a}.rail@{gauge}.out",
                f"{z}.rail@{gauge}.in",
                stage.minutes,
                usd,
                b.query.cargo.mass_t * stage.kg_per_t,
                kind="rail",
                ref=stage,
                mask=stage.mask | mode_bit,
                transfers=1,
                spread_min=0.15 * stage.minutes,
            )
    for place in required & set(of_place):
        for gauge in of_place[place].gauges_mm:
            b.add(
                f"{place}.rail@{gauge}.in",
                f"{place}.rail@{gauge}.out",
                0,
                0,
                0,
                kind="through",
                ref=of_place[place],
            )


def _finish(b: _Builder, rail: RailNetwork, shut: Sequence[str]) -> Graph:
    arcs = sorted(b.arcs, key=lambda a: (a.tail, a.head))
    count = len(b.nodes)
    tails = np.array([a.tail for a in arcs], dtype=np.int64)
    indptr = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(tails, minlength=count), out=indptr[1:])

    def column(values: Iterable[int]) -> Any:  # noqa: ANN401 - an int64 array
        return np.fromiter(values, dtype=np.int64, count=len(arcs))

    profiles = [a.profile for a in arcs if a.profile is not None]
    rows = iter(range(len(profiles)))
    departures: list[int] = []
    dep_from, dep_to = [], []
    for arc in arcs:
        dep_from.append(len(departures))
        departures.extend(arc.departures_min)
        dep_to.append(len(departures))
    network = Network(
        indptr=indptr,
        head=column(a.head for a in arcs),
        minutes=column(a.minutes for a in arcs),
        usd=column(a.usd for a in arcs),
        kg=column(a.kg for a in arcs),
        transfers=column(a.transfers for a in arcs),
        open_from=column(a.open_from_min for a in arcs),
        open_to=column(a.open_to_min for a in arcs),
        profile=column(-1 if a.profile is None else next(rows) for a in arcs),
        profiles=np.array(profiles or np.zeros((0, 13)), dtype=np.float64).reshape(-1, 13),
        dep_from=np.array(dep_from, dtype=np.int64),
        dep_to=np.array(dep_to, dtype=np.int64),
        departures=np.array(departures, dtype=np.int64),
    )
    return Graph(
        nodes=tuple(b.nodes),
        index=b.nodes,
        arcs=tuple(arcs),
        network=network,
        rail=rail,
        tokens=b.tokens,
        shut=tuple(shut),
        origin_notes=tuple(b.notes),
    )
