"""Rules that turn what a case gives into what it asks for, from activity to the chain's sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from daliz.footprint.case_activity import (
    DISTANCE_WORDS,
    activity_distance,
    add_activity,
    add_equivalents,
    cargo_mass_t,
    count_slots,
    given_adjustment,
    train_energy,
)
from daliz.footprint.case_energy import (
    Ef,
    add_energy,
    add_vehicle,
    carrier_words,
    find_factor,
    gather_factors,
)
from daliz.footprint.case_inputs import Given, Parts, filled, read_given
from daliz.footprint.case_solution import Output, Solution, added, same_scope, scaled, scope_of
from daliz.footprint.quantities import read_quantity
from daliz.model.emissions import FactorSet
from daliz.units import MJ_PER_KWH

__all__ = ["solve"]


def solve(inputs: Mapping[str, Any], factors: FactorSet) -> Solution:
    """Return everything that the rules can work out from the inputs of a case."""
    g = read_given(inputs)
    s = Solution()
    train_energy(g, s, factors)
    count_slots(g, s)
    _children(g, s, inputs, factors)
    mass_t = cargo_mass_t(g, s)
    distance_km, daf = activity_distance(g, s)
    add_activity(g, s, mass_t, distance_km)
    add_equivalents(g, s)
    ef = gather_factors(g, s, factors)
    add_energy(g, s, ef, factors)
    add_vehicle(g, s, ef, mass_t)
    intensities = _intensities(g, s, ef)
    _consignment(g, s, intensities, mass_t, distance_km, daf)
    _shares_of_total(s)
    _vectors(g, s)
    _freight(s)
    _totals(s)
    return s


def _children(g: Given, s: Solution, inputs: Mapping[str, Any], factors: FactorSet) -> None:
    """Solve elements, shipments, drops and fuels with what the whole gives, then sum them."""
    shared = {k: v for k, v in inputs.items() if not isinstance(v, list | Mapping)}
    emissions: list[Parts] = []
    energies: list[Parts] = []
    activity = slot = 0.0
    seen_activity = False
    for i, (group, label, item) in enumerate(g.children):
        hub = group.startswith(("hub", "site", "terminal")) or str(
            item.get("kind", item.get("type", ""))
        ).startswith("hub")
        fuel = group.startswith(("fuel", "energ", "energy"))
        own = {k for k in item if isinstance(item[k], int | float)}
        base = {} if fuel else _inherited(shared, own, hub=hub)
        child = solve({**base, **(_named(item, label) if fuel else item)}, factors)
        words = frozenset(_words(label)) | ({"hub"} if hub else set()) | {group.rstrip("s")}
        found = child.consignment or child.energy
        if child.activity_tkm is not None and not hub and not fuel:
            s.add(words, None, "activity", "", child.activity_tkm, index=i + 1, rank=2)
            activity += child.activity_tkm
            seen_activity = True
        slot += child.slot_teukm or 0.0
        if found:
            s.add_parts(words, found, "mass", "", index=i + 1, rank=2)
            (energies if fuel else emissions).append(found)
        for o in child.outputs:
            s.outputs.append(Output(o.words | words, o.part, o.unit, o.per, o.value, i + 1, o.rank + 3))
    if seen_activity:
        s.activity_tkm = activity
    if slot:
        s.slot_teukm = slot
    s.energy.update(added(energies))
    s.consignment.update(added(emissions))


def _named(item: Mapping[str, Any], label: str) -> dict[str, Any]:
    """Return a fuel of a list with its amounts named after it: ``t`` of vlsfo is ``vlsfo_t``."""
    found = {}
    for k, v in item.items():
        q = read_quantity(k)
        bare = not q.per and not q.words and q.part is None and q.unit in {"mass", "volume", "energy"}
        found[f"{label}_{k}" if bare else k] = v
    return found


def _inherited(shared: Mapping[str, Any], own: set[str], *, hub: bool) -> dict[str, Any]:
    """Return what an element takes from the whole; no distance at a hub, nothing it has itself."""
    kinds = {(q.unit, q.per) for q in map(read_quantity, own)}
    found = {}
    for k, v in shared.items():
        q = read_quantity(k)
        if (q.unit, q.per) in kinds or q.index_count is not None:
            continue
        if q.unit in {"activity", "volume", "energy"} and not q.per:
            continue
        if hub and (q.unit == "distance" or q.per in {"activity", "slot activity"} or "daf" in q.words):
            continue
        if q.unit == "mass" and not q.per and (q.part is not None or q.has("co2e", "total")):
            continue
        found[k] = v
    return found


def _words(label: str) -> set[str]:
    return {w for w in label.lower().replace("-", "_").replace(" ", "_").split("_") if w}


@dataclass(slots=True)
class Rate:
    """An intensity of the case, by scope: kilograms over an activity, a tonne, a box or a slot."""

    words: frozenset[str]
    per: str
    parts: Parts
    own: bool


def _intensities(g: Given, s: Solution, ef: list[Ef]) -> list[Rate]:
    """Return the intensities given, and those worked out from energy, emissions, activity and throughput."""
    rates: dict[tuple[frozenset[str], str], Rate] = {}
    for q, v in g.intensities:
        words = scope_of(q)
        hub = bool(words & {"hub", "transshipment", "terminal", "warehouse", "site"})
        per = q.per or ("mass" if hub else "activity")
        value = v / 1000 if hub and not q.per else v
        rates.setdefault((words, per), Rate(words, per, {}, own=True)).parts[q.part or "wtw"] = value
    by_fuel = _fuel_rate(g, ef)
    if by_fuel is not None:
        rates[frozenset({"fuel"}), by_fuel.per] = by_fuel
    if s.energy:
        counted = {
            "activity": None if by_fuel is not None else s.operation_tkm or s.activity_tkm,
            "mass": g.throughput_kg,
            "slot activity": s.slot_teukm,
            "boxes": g.boxes_count,
        }
        for per, amount in counted.items():
            if amount:
                worked_out = Rate(frozenset(), per, scaled(s.energy, 1 / amount), own=False)
                rates.setdefault((frozenset(), per), worked_out)
    utilisation = g.number("utilisation", "utilization")
    for r in rates.values():
        if utilisation and r.own and r.per == "slot activity":
            r.parts = scaled(r.parts, 1 / utilisation)
        s.add_parts(r.words, r.parts, "mass", r.per, rank=1)
    _other_units(g, s, list(rates.values()))
    return list(rates.values())


def _other_units(g: Given, s: Solution, rates: list[Rate]) -> None:
    """Write an intensity with its adjustment in it, and by slot also by tonne: the load given, else ten tonnes."""
    daf = given_adjustment(g)
    load = next((v for q, v in g.plain if q.per == "slots"), 10.0)
    for r in rates:
        if r.own and daf != 1:
            s.add_parts(
                r.words | {"adjusted", "end", "user", "enduser", "final"},
                scaled(r.parts, daf),
                "mass",
                r.per,
                rank=0,
            )
        if r.per == "slot activity":
            s.add_parts(r.words, scaled(r.parts, daf / load), "mass", "activity", rank=4)


def _fuel_rate(g: Given, ef: list[Ef]) -> Rate | None:
    """Return fuel or power over an activity, or over a tonne, times its factor; several add up."""
    found: list[Parts] = []
    per = "activity"
    for q, v in g.consumptions:
        if q.per not in {"activity", "mass"} or (q.per == "mass" and q.unit == "mass"):
            continue
        e = find_factor(carrier_words(q), q.unit, ef)
        if e is None:
            continue
        kwh = MJ_PER_KWH if not e.per and q.unit == "energy" else 1.0
        parts = scaled(e.parts, v / kwh)
        electric = q.unit == "energy" and q.name.lower().startswith(("kwh", "wh", "el", "formula"))
        if electric and "ttw" not in parts:
            parts["ttw"] = 0.0  # nothing leaves an electric engine
        found.append(parts)
        per = q.per
    return Rate(frozenset(), per, added(found), own=False) if found else None


def _transport(rates: list[Rate], s: Solution, *, routed: bool) -> list[Rate]:
    """Return the intensities that the consignment takes: those given, else what was worked out."""
    own = [r for r in rates if r.per in {"activity", "slot activity"} and r.own]
    usable = routed or (not s.energy and s.activity_tkm is not None)
    return own or [r for r in rates if r.per == "activity" and usable]


def _consignment(
    g: Given,
    s: Solution,
    rates: list[Rate],
    mass_t: float | None,
    distance_km: float | None,
    daf: float,  # unit-ok: a ratio
) -> None:
    """Work out intensity times what it counts, adjusted once, by scope and by named activity."""
    transport = _transport(rates, s, routed=mass_t is not None and distance_km is not None)
    found = _moved(g, s, transport, mass_t, daf)
    alternatives = [r for r in transport if r.words & {"default", "carrier", "primary", "modelled"}]
    if alternatives and len(alternatives) == len(transport):
        found = found[:1]  # alternatives for the same leg do not add up
    found += _handled(g, s, rates, mass_t)
    best = next(
        (r for r in rates if r.words & {"carrier", "primary", "own", "operator"}),
        transport[0] if transport else None,
    )
    for q, v in g.activities:
        if best is not None and scope_of(q):
            s.add_parts(scope_of(q), scaled(filled(best.parts), v), "mass", "", rank=0)
    if found:
        s.consignment = added([s.consignment, *found])


def _moved(
    g: Given, s: Solution, transport: list[Rate], mass_t: float | None, daf: float
) -> list[Parts]:  # unit-ok: a ratio
    """Return the emissions of moving: over the intensity's own distance, else the whole activity."""
    found: list[Parts] = []
    legs = next((v for q, v in g.vectors if q.unit == "distance"), [])
    for r in transport:
        amount = s.slot_teukm if r.per == "slot activity" else s.activity_tkm
        own_km = [v for q, v in g.distances if r.words and same_scope(scope_of(q) - DISTANCE_WORDS, r.words)]
        if own_km and mass_t is not None and r.per == "activity":
            amount = mass_t * sum(own_km)
        if amount is None:
            continue
        rate = scaled(filled(r.parts), daf)
        s.add_parts(r.words, scaled(rate, amount), "mass", "", rank=1)
        found.append(scaled(rate, amount))
        for i, km in enumerate(legs):
            s.add_parts(r.words, scaled(rate, (mass_t or 0.0) * km), "mass", "", index=i + 1, rank=2)
    return found


def _handled(g: Given, s: Solution, rates: list[Rate], mass_t: float | None) -> list[Parts]:
    """Return the emissions of hubs: by tonne, by box, by slot."""
    found: list[Parts] = []
    for r in rates:
        mass_kg = None if mass_t is None else mass_t * 1000
        amount = {"mass": mass_kg, "boxes": g.boxes_count, "slots": g.slots_teu}.get(r.per)
        if amount is not None and (r.own or r.per == "mass"):
            parts = scaled(filled(r.parts), amount)
            s.add_parts(r.words | {"hub"}, parts, "mass", "", rank=1)
            found.append(parts)
    return found


def _shares_of_total(s: Solution) -> None:
    """Work out each drop's share of the activity, and of the emissions where they are known."""
    drops = [o for o in s.outputs if o.unit == "activity" and o.index_count is not None and o.rank == 2]  # noqa: PLR2004 - of children
    total = sum(o.value for o in drops)
    if not total:
        return
    for o in drops:
        share = o.value / total
        s.add(o.words | {"share"}, None, "", "", share, index=o.index_count, rank=1)
        s.add(o.words | {"share"}, None, "share", "", share, index=o.index_count, rank=1)
        if s.energy and not s.consignment:
            s.add_parts(
                o.words | {"allocated"}, scaled(s.energy, share), "mass", "", index=o.index_count, rank=1
            )


def _vectors(g: Given, s: Solution) -> None:
    """Take lists of numbers: sum emissions by leg, multiply anything else by the bare multipliers."""
    for q, values in g.vectors:
        if q.unit == "mass" and not q.per:
            for i, v in enumerate(values):
                s.add({*scope_of(q)}, q.part or "wtw", "mass", "", v, index=i + 1, rank=2)
            if not s.consignment:
                s.consignment = {q.part or "wtw": sum(values)}
        elif (not q.unit and not q.per) or q.per == "slot activity":
            by = 1.0
            for p, v in g.plain:
                by = by / v if p.has("utilisation", "utilization") else by * v
            for i, v in enumerate(values):
                s.add(set(), None, q.unit, q.per, v * q.scale_factor * by, index=i + 1, rank=2)


def _freight(s: Solution) -> None:
    """Give freight its share of what a vessel or an aircraft emitted."""
    if s.freight_share is None or not s.energy:
        return
    s.add_parts({"freight", "cargo", "allocated"}, scaled(s.energy, s.freight_share), "mass", "", rank=1)
    s.add_parts({"passenger"}, scaled(s.energy, 1 - s.freight_share), "mass", "", rank=1)
    if s.equivalents_count:
        s.add_parts({"equivalent"}, scaled(s.energy, 1 / s.equivalents_count), "mass", "equivalents", rank=1)


def _totals(s: Solution) -> None:
    """Add the sums: the consignment's where there is one, what the operation emitted, the intensity."""
    if s.consignment:
        s.add_parts({"total", "consignment", "shipment"}, s.consignment, "mass", "", rank=0)
    if s.energy:
        s.add_parts({"total", "toc", "operation"}, s.energy, "mass", "", rank=0 if not s.consignment else 2)
    if s.consignment and s.activity_tkm:
        s.add_parts({"total", "chain"}, scaled(s.consignment, 1 / s.activity_tkm), "mass", "activity", rank=3)
