"""Rules that turn what a case gives into what it asks for, from activity to the chain's sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from daliz.footprint.case_inputs import FUEL_WORDS, GENERIC_WORDS, Given, Parts, filled, read_given
from daliz.footprint.method import (
    AIR_EXTRA_KM,
    PASSENGER_EQUIVALENTS,
    TEU_BY_CONTAINER,
    distance_adjustment_factor,
    mass_t_of_teu,
)
from daliz.footprint.quantities import Quantity, read_quantity
from daliz.footprint.rail import gross_wh_per_tkm
from daliz.model.emissions import FactorSet
from daliz.units import MJ_PER_KWH

__all__ = ["Output", "solve"]

#: Distances from the one that activity counts to the ones it does not.
DISTANCE_RANK = (
    "sfd",
    "shortest",
    "direct",
    "notional",
    "gcd",
    "planned",
    "transport",
    "distance",
    "",
    "actual",
    "driven",
)
DISTANCE_WORDS = frozenset(
    {"sfd", "gcd", "actual", "planned", "driven", "km", "distance", "shortest", "laden"}
)
NOT_ACTIVITY = ("empty", "ballast", "positioning", "total", "vehicle", "return")


@dataclass(frozen=True, slots=True)
class Output:
    """One result: words that name it, part, dimension, value in base units, index; a lower rank is preferred."""

    words: frozenset[str]
    part: str | None
    unit: str
    per: str
    value: float  # unit-ok: the unit is a field
    index_count: int | None = None
    rank: int = 5  # unit-ok: an order


@dataclass(slots=True)
class Solution:
    """What was worked out."""

    outputs: list[Output] = field(default_factory=list)
    activity_tkm: float | None = None
    operation_tkm: float | None = None
    slot_teukm: float | None = None
    consignment: Parts = field(default_factory=dict)
    energy: Parts = field(default_factory=dict)

    def add(
        self,
        words: Iterable[str],
        part: str | None,
        unit: str,
        per: str,
        value: float,  # unit-ok: by unit and per
        *,
        index: int | None = None,  # unit-ok: an order
        rank: int = 5,  # unit-ok: an order
    ) -> None:
        """Keep a result."""
        self.outputs.append(Output(frozenset(words), part, unit, per, value, index, rank))

    def add_parts(
        self,
        words: Iterable[str],
        parts: Mapping[str, float],
        unit: str,
        per: str,
        *,
        index: int | None = None,  # unit-ok: an order
        rank: int = 5,  # unit-ok: an order
    ) -> None:
        """Keep the parts of a result."""
        names = frozenset(words)
        for part, value in filled(parts).items():
            self.add(names, part, unit, per, value, index=index, rank=rank)


def scope_of(q: Quantity) -> frozenset[str]:
    """Return the words of a name that tell it from its neighbours."""
    return frozenset(w for w in q.words if w not in GENERIC_WORDS)


def same_scope(a: Iterable[str], b: Iterable[str]) -> bool:
    """Tell whether two names share a word, or a word of one begins one of the other (*el*, *electricity*)."""
    return any(
        x == y or (min(len(x), len(y)) > 1 and (x.startswith(y) or y.startswith(x))) for x in a for y in b
    )


def scaled(parts: Mapping[str, float], by: float) -> Parts:  # unit-ok: a multiplier
    """Return the parts times a number."""
    return {k: v * by for k, v in parts.items()}


def added(sums: Iterable[Mapping[str, float]]) -> Parts:
    """Return the sum of parts; a part is in the sum only where all have it."""
    rows = [filled(p) for p in sums if p]
    keys = set.intersection(*(set(r) for r in rows)) if rows else set()
    return {k: sum(r[k] for r in rows) for k in keys}


def solve(inputs: Mapping[str, Any], factors: FactorSet) -> Solution:
    """Return everything that the rules can work out from the inputs of a case."""
    g = read_given(inputs)
    s = Solution()
    _train(g, s, factors)
    _slots(g, s)
    _children(g, s, inputs, factors)
    mass_t = _mass_t(g, s)
    distance_km, daf = _distance(g, s)
    _activity(g, s, mass_t, distance_km)
    _equivalents(g, s)
    ef = _factors(g, s, factors)
    _energy(g, s, ef, factors)
    _vehicle(g, s, ef, mass_t)
    intensities = _intensities(g, s, ef)
    _consignment(g, s, intensities, mass_t, distance_km, daf)
    _shares_of_total(s)
    _vectors(g, s)
    _totals(s)
    return s


def _train(g: Given, s: Solution, factors: FactorSet) -> None:
    """Train energy: the open formula, and net over gross by kind of goods."""
    kinds = ("bulk", "average", "volume")
    goods = next(
        (v.lower() for k, v in g.texts.items() if k in {"goods", "freight", "cargo", "freight_type"}),
        "average",
    )
    goods = next((k for k in kinds if k in goods), "average")
    given = next((v / (MJ_PER_KWH / 1000) for q, v in g.consumptions if q.per == "gross activity"), None)
    if g.gross_train_t is None and given is None:
        return
    gross = given if given is not None else gross_wh_per_tkm(g.gross_train_t or 1.0, factors.rail)
    mj = gross * MJ_PER_KWH / 1000
    s.add({"gross", "specific", "energy"}, None, "energy", "gross activity", mj, rank=1)
    for k in kinds:
        ratio = factors.parameter(f"net_over_gross_{k}").value
        s.add({"net", "over", "gross", "ratio", k}, None, "", "", ratio, rank=0 if k == goods else 4)
        s.add(
            {"net", "specific", "energy", k},
            None,
            "energy",
            "activity",
            mj * ratio,
            rank=0 if k == goods else 4,
        )
    if not any(q.unit == "energy" and q.per == "activity" for q, _ in g.consumptions):
        from_formula = Quantity(
            name="formula", words=("electricity",), part=None, unit="energy", per="activity", scale_factor=1.0
        )
        g.consumptions.append((from_formula, mj * factors.parameter(f"net_over_gross_{goods}").value))


def _slots(g: Given, s: Solution) -> None:
    """Container slots by length: 45 feet count 2.25."""
    total = 0.0
    for length, count in g.containers:
        teu = TEU_BY_CONTAINER.get(length, TEU_BY_CONTAINER.get(length.removesuffix("ft"), 1.0)) * count
        digits = int("".join(c for c in length if c.isdigit()))
        s.add({"teu", length, str(digits)}, None, "slots", "", teu, index=digits, rank=1)
        total += teu
    if g.containers:
        s.add({"total"}, None, "slots", "", total, rank=0)
        g.slots_teu = total if g.slots_teu is None else g.slots_teu
        g.boxes_count = sum(n for _, n in g.containers) if g.boxes_count is None else g.boxes_count


def _children(g: Given, s: Solution, inputs: Mapping[str, Any], factors: FactorSet) -> None:
    """Elements, shipments, drops, fuels: each solved with what the whole gives, then summed."""
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
    """Return what an element takes from the whole: mass, boxes, factors; no distance at a hub, nothing it has itself."""
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


def _mass_t(g: Given, s: Solution) -> float | None:
    """Return the cargo's tonnes: packaging in, equipment out; without a mass, by TEU."""
    if g.masses:
        filled_factor = _load_factor(g) if any(q.has("payload", "capacity") for q, _ in g.masses) else 1.0
        return sum(kg for q, kg in g.masses) / 1000 * g.trips_count * filled_factor
    if g.slots_teu is not None:
        s.add({"mass"}, None, "cargo mass", "", 1000 * _teu_t(g, g.slots_teu), rank=1)
    if g.slots_teu is not None and not any(q.per in {"slot activity", "slots"} for q, _ in g.intensities):
        return _teu_t(g, g.slots_teu)
    return None


def _teu_t(g: Given, teu_count: float) -> float:
    """Return the tonnes taken for container slots: light, average or heavy cargo."""
    names = {"cargo", "load", "cargo_type", "weight", "density", "load_type"}
    kind = next((v.lower() for k, v in g.texts.items() if k in names), "average")
    return mass_t_of_teu(teu_count, next((k for k in ("light", "heavy") if k in kind), "average"))


def _load_factor(g: Given) -> float:
    """Return how full a vehicle runs, by mass; 1 where the case does not say."""
    for q, v in (*g.plain, *g.shares):
        if q.has("utilisation", "utilization") or {"load", "factor"} <= set(q.words):
            return v
    return 1.0


def _distance(g: Given, s: Solution) -> tuple[float | None, float]:
    """Return the distance that activity counts, and the adjustment that the intensity needs."""
    ranked = sorted(
        (
            (min((DISTANCE_RANK.index(r) for r in DISTANCE_RANK if r and q.has(r)), default=8), v, q)
            for q, v in g.distances
        ),
        key=lambda row: row[0],
    )
    usable = [(r, v, q) for r, v, q in ranked if not q.has(*NOT_ACTIVITY) or len(ranked) == 1]
    if not usable:
        return None, _given_daf(g)
    best = usable[0][0]
    same = [v for r, v, q in usable if r == best]
    distance = sum(same) if best in {7, 8} and len(same) > 1 else same[0]
    daf = _given_daf(g)
    air = "gcd" in usable[0][2].words or g.texts.get("mode") == "air"
    if air:
        s.add({"daf", "adjustment"}, None, "", "", (distance + AIR_EXTRA_KM) / distance, rank=2)
        s.add({"actual", "flown", "adjusted"}, None, "distance", "", distance + AIR_EXTRA_KM, rank=3)
        if _on_actual(g) and not any("daf" in q.words for q, _ in g.plain):
            daf = distance_adjustment_factor(
                "air", leg_type="gcd", factor_type="actual", distance_km=distance
            )
    actual = next((v for r, v, q in ranked if q.has("actual", "driven")), None)
    if actual is not None and actual != distance:
        s.add({"daf", "adjustment"}, None, "", "", actual / distance, rank=1)
    s.add(set(), None, "distance", "", distance, rank=4)
    return distance, daf


def _on_actual(g: Given) -> bool:
    return any(
        "actual" in v.lower() for k, v in g.texts.items() if "distance" in k or "basis" in k or "type" in k
    )


def _given_daf(g: Given) -> float:
    """Return the adjustment that the case gives; 1 where it gives none. A surcharge of 5 % is 1.05."""
    for q, v in (*g.plain, *g.shares):
        if q.has("daf", "adjustment") or (q.has("distance") and q.has("correction", "uplift")):
            return v if v >= 0.5 else 1 + v  # noqa: PLR2004 - below one half it is a surcharge
    return 1.0


def _activity(g: Given, s: Solution, mass_t: float | None, distance_km: float | None) -> None:
    legs = next((v for q, v in g.vectors if q.unit == "distance"), None)
    lists = [(q, v) for q, v in g.vectors if q.unit == "activity" and not q.has("ballast", "empty")]
    if legs is not None and mass_t is not None:
        for i, km in enumerate(legs):
            s.add({"leg"}, None, "activity", "", mass_t * km, index=i + 1, rank=1)
        s.activity_tkm = mass_t * sum(legs)
    elif lists:
        for q, values in lists:
            for i, v in enumerate(values):
                s.add(scope_of(q), None, "activity", "", v, index=i + 1, rank=3)
        s.activity_tkm = sum(sum(v) for _, v in lists)
    elif mass_t is not None and distance_km is not None:
        s.activity_tkm = mass_t * distance_km
    for q, km in g.distances:
        if mass_t is not None and scope_of(q) - DISTANCE_WORDS:
            s.add(scope_of(q), None, "activity", "", mass_t * km, rank=3)
    plain = [v for q, v in g.activities if not scope_of(q) - {"laden", "transport"}]
    scoped = [(scope_of(q), v) for q, v in g.activities if scope_of(q) - {"laden", "transport"}]
    for words, v in scoped:
        s.add(words, None, "activity", "", v, rank=3)
        emitted = [(q, kg) for q, kg in g.emissions if same_scope(scope_of(q), words)]
        for q, kg in emitted:
            s.add(words, q.part or "wtw", "mass", "activity", kg / v, rank=2)
    if plain:
        s.operation_tkm = sum(plain)
    if s.activity_tkm is None and plain:
        s.activity_tkm = sum(plain)
    if s.activity_tkm is None and scoped and mass_t is None:
        s.activity_tkm = sum(v for words, v in scoped if not words & {"ballast", "empty"})
    if g.slots_teu is not None and distance_km is not None:
        s.slot_teukm = g.slots_teu * distance_km
        s.add({"teu"}, None, "slot activity", "", s.slot_teukm, rank=1)
    if s.activity_tkm is not None:
        s.add({"total"}, None, "activity", "", s.activity_tkm, rank=0)


def _equivalents(g: Given, s: Solution) -> None:
    """Passenger equivalents of a ferry, and the share of each kind."""
    if not g.passengers:
        return
    by_kind = {k: PASSENGER_EQUIVALENTS[k] * n for k, n in g.passengers.items()}
    total = sum(by_kind.values())
    freight = sum(
        v
        for k, v in by_kind.items()
        if k in {"rigid_truck", "articulated_truck", "unaccompanied_trailer", "large_van"}
    )
    s.add({"total", "peq", "passenger", "equivalents"}, None, "equivalents", "", total, rank=0)
    s.add({"total", "peq", "passenger", "equivalents"}, None, "", "", total, rank=0)
    s.add({"freight", "share"}, None, "", "", freight / total, rank=0)
    s.add({"passenger", "share"}, None, "", "", 1 - freight / total, rank=1)
    s.add({"freight", "peq"}, None, "", "", freight, rank=1)
    for k, v in by_kind.items():
        s.add({"share", *k.split("_")}, None, "", "", v / total, rank=2)
        s.add({"peq", *k.split("_")}, None, "", "", v, rank=2)


def _heat(g: Given, words: frozenset[str]) -> float | None:
    """Return the heating value that fits a carrier, MJ a kilogram."""
    named = next((v for q, v in g.heating if same_scope(scope_of(q) - {"lhv"}, words)), None)
    rest = [v for q, v in g.heating]
    return named if named is not None else (rest[0] if len(rest) == 1 else None)


def _density(g: Given, words: frozenset[str]) -> float | None:
    named = next((v for q, v in g.densities if same_scope(scope_of(q) - {"density"}, words)), None)
    rest = [v for q, v in g.densities]
    return named if named is not None else (rest[0] if len(rest) == 1 else None)


@dataclass(slots=True)
class Ef:
    """An emission factor: kilograms over a kilogram, a litre or a megajoule of a carrier."""

    words: frozenset[str]
    per: str
    parts: Parts


def _factors(g: Given, s: Solution, factors: FactorSet) -> list[Ef]:
    """Gather factors by carrier, mix blends by energy share, convert between units."""
    found: dict[tuple[frozenset[str], str], Ef] = {}
    for q, per, v in g.factors:
        words = scope_of(q)
        found.setdefault((words, per), Ef(words, per, {})).parts[q.part or "wtw"] = v
    for q, v in list(g.intensities):
        sibling = next((e for (w, p), e in found.items() if w == scope_of(q) and p == "energy"), None)
        if (
            sibling is not None and not q.per
        ):  # a part without a unit beside its g/MJ: the unit of the neighbour
            sibling.parts[q.part or "wtw"] = v / 1000
            g.intensities.remove((q, v))
    ef = list(found.values())
    ef += _blend(g, s, ef)
    for e in list(ef):
        _convert(g, s, ef, e)
    if not ef:
        ef += _known_fuels(g, factors)
    return ef


def _energy_shares(g: Given, components: list[Ef]) -> list[float] | None:
    """Return the energy share of each component; volume and mass shares become energy shares."""
    weights: list[float | None] = []
    for e in components:
        hit = next(
            (
                (q, v)
                for q, v in g.shares
                if same_scope(scope_of(q) - {"share", "energy", "volume", "mass"}, e.words)
            ),
            None,
        )
        weights.append(None if hit is None else hit[1])
    known = sum(w for w in weights if w is not None)
    missing = [i for i, w in enumerate(weights) if w is None]
    if len(missing) == len(weights) or len(missing) > 1:
        return None
    shares = [1 - known if w is None else w for w in weights]
    basis = next((b for b in ("volume", "mass") if any(b in q.words for q, _ in g.shares)), "energy")
    if basis == "energy":
        return shares
    heat = []
    for e, w in zip(components, shares, strict=True):
        lhv, rho = _heat(g, e.words), _density(g, e.words)
        if lhv is None or (basis == "volume" and rho is None):
            return None
        heat.append(w * lhv * (rho if basis == "volume" and rho is not None else 1.0))
    return [h / sum(heat) for h in heat]


def _blend(g: Given, s: Solution, ef: list[Ef]) -> list[Ef]:
    """Blend: the sum of share times factor, shares by energy."""
    if not g.shares:
        return []
    for per in ("energy", "mass", "volume"):
        components = [e for e in ef if e.per == per and e.words]
        if len(components) < 2:  # noqa: PLR2004 - a blend has two parts
            continue
        shares = _energy_shares(g, components)
        if shares is None:
            continue
        mixed = added([scaled(e.parts, w) for e, w in zip(components, shares, strict=True)])
        s.add_parts({"blend"}, mixed, "mass", per, rank=0)
        return [Ef(frozenset({"blend"}), per, mixed)]
    return []


def _convert(g: Given, s: Solution, ef: list[Ef], e: Ef) -> None:
    """Convert a factor between kilogram, litre and megajoule with the heating value and density given."""
    lhv, rho = _heat(g, e.words), _density(g, e.words)
    by_mass: Parts | None = e.parts if e.per == "mass" else None
    if e.per == "energy" and lhv is not None:
        by_mass = scaled(e.parts, lhv)
    if e.per == "volume" and rho is not None:
        by_mass = scaled(e.parts, 1 / rho)
    rank = 0 if "blend" in e.words else 2
    new: list[tuple[str, Parts]] = []
    if by_mass is not None:
        new.append(("mass", by_mass))
        if lhv is not None:
            new.append(("energy", scaled(by_mass, 1 / lhv)))
        if rho is not None:
            new.append(("volume", scaled(by_mass, rho)))
    for per, parts in new:
        if per != e.per:
            ef.append(Ef(e.words, per, parts))
            s.add_parts(e.words, parts, "mass", per, rank=rank)
    if e.per:
        s.add_parts(e.words, e.parts, "mass", e.per, rank=rank + 1)


def _known_fuels(g: Given, factors: FactorSet) -> list[Ef]:
    """Return the factors of the built-in fuels and grids that the case names but gives no factor for."""
    found = []
    for q, _ in (*g.amounts, *g.consumptions):
        fuel = next((factors.fuels[w] for w in q.words if w in factors.fuels), None)
        if fuel is None:
            continue
        parts: Parts = {"ttw": fuel.ttw} | ({"wtt": fuel.wtt} if fuel.wtt is not None else {})
        words = frozenset({fuel.id})
        found.append(Ef(words, "mass", filled(parts)))
        found.append(Ef(words, "energy", scaled(filled(parts), 1 / fuel.lhv_mj)))
        if fuel.density_kg is not None:
            found.append(Ef(words, "volume", scaled(filled(parts), fuel.density_kg)))
    country = g.texts.get("country") or g.texts.get("grid")
    if country and country.upper() in factors.grids:
        grid = factors.grids[country.upper()]
        kg_per_mj = grid.delivered_kg_per_kwh / MJ_PER_KWH
        found.append(Ef(frozenset({"electricity"}), "energy", {"wtw": kg_per_mj, "ttw": 0.0}))
    return found


def _ef_for(words: frozenset[str], unit: str, ef: list[Ef]) -> Ef | None:
    """Return the factor that fits a carrier: named alike and of the unit, else alike and bare, else the only one."""
    alike = [e for e in ef if same_scope(e.words, words)]
    for pool in (alike, [e for e in ef if "blend" in e.words], [e for e in ef if not e.words]):
        for per in (unit, ""):
            hit = next((e for e in pool if e.per == per), None)
            if hit is not None:
                return hit
    fitting = [e for e in ef if e.per == unit]
    return (
        fitting[0] if len(fitting) == 1 and (words == {"fuel"} or not fitting[0].words & FUEL_WORDS) else None
    )


def _carrier(q: Quantity) -> frozenset[str]:
    """Return the words of a carrier; electricity for kilowatt-hours without a name."""
    unnamed = "electricity" if q.unit == "energy" and "wh" in q.name.lower() else "fuel"
    return scope_of(q) or frozenset({unnamed})


def _energy(g: Given, s: Solution, ef: list[Ef], factors: FactorSet) -> None:
    """Energy used times its factor; refrigerant lost times its potential; what is given in CO2e as it is; and their sum."""
    found: list[Parts] = []
    by_words: dict[frozenset[str], Parts] = {}
    named: list[tuple[frozenset[str], Parts]] = []
    for q, v in g.amounts:
        words = scope_of(q)
        e = _ef_for(words or frozenset({"fuel"}), q.unit, ef)
        if e is None and q.unit == "mass":
            lhv = _heat(g, words)
            by_energy = _ef_for(words, "energy", ef) if lhv is not None else None
            parts = (
                scaled(by_energy.parts, v * lhv) if by_energy is not None and lhv is not None else {"wtw": v}
            )
        elif e is None:
            continue
        else:
            kwh = MJ_PER_KWH if not e.per and q.unit == "energy" else 1.0
            parts = scaled(e.parts, v / kwh)
        parts = filled(parts)
        if q.unit == "energy" and words & {"electricity", "el", "electric", "power"} and "ttw" not in parts:
            parts["ttw"], parts["wtt"] = 0.0, parts["wtw"]
        found.append(parts)
        named.append((words, parts))
        s.add_parts(words, parts, "mass", "", rank=2)
    found += _refrigerant(g, s, factors)
    loose = [(scope_of(q), q.part or "wtw", v) for q, v in g.emissions]
    for words, part, v in loose:
        by_words.setdefault(words, {})[part] = v
    everything = added(found + [filled(p) for p in by_words.values()]).get("wtw")
    for words, parts in (*named, *by_words.items()):
        if everything and "wtw" in parts:
            s.add(words | {"share"}, None, "", "", parts["wtw"] / everything, rank=4)
    for words, parts in by_words.items():
        s.add_parts(words, parts, "mass", "", rank=6)
        found.append(filled(parts))
    if found:
        s.energy = added(found) if not s.energy else added([s.energy, *found])


def _refrigerant(g: Given, s: Solution, factors: FactorSet) -> list[Parts]:
    """Leaked kilograms, or charge times yearly loss, times the global warming potential."""
    if not g.refrigerants:
        return []
    gas = next(
        (v for k, v in g.texts.items() if k in {"refrigerant", "gas", "type", "refrigerant_type"}), None
    )
    gwp = g.number("gwp")
    if gwp is None:
        named = gas or next(
            (
                w.replace("r", "R-", 1)
                for q, _ in g.refrigerants
                for w in q.words
                if w[:1] == "r" and w[1:4].isdigit()
            ),
            None,
        )
        if named is None:
            return []
        gwp = factors.gwp(named)
    loss = next((v for q, v in g.shares if q.has("leak", "leakage", "loss", "rate", "annual")), None)
    if loss is None:
        loss = next((v for q, v in g.plain if q.has("leak", "leakage", "loss")), 1.0)
    kg = (
        sum(v for q, v in g.refrigerants if q.unit == "mass")
        * loss
        * (g.trips_count if not g.masses else 1.0)
    )
    parts = {"wtw": kg * gwp, "ttw": kg * gwp, "wtt": 0.0}
    s.add_parts({"refrigerant", "leakage"}, parts, "mass", "", rank=1)
    s.add({"refrigerant", "leakage"}, None, "gas", "", kg, rank=1)
    return [parts]


def _vehicle(g: Given, s: Solution, ef: list[Ef], mass_t: float | None) -> None:
    """Fuel over a kilometre, load and empty running: fuel over a tonne-kilometre and over a trip."""
    per_km = [(q, v) for q, v in g.consumptions if q.per == "distance"]
    if not per_km:
        return
    laden = sum(v for q, v in g.distances if not q.has("empty", "ballast", "positioning", "return"))
    empty = sum(v for q, v in g.distances if q.has("empty", "ballast", "positioning", "return"))
    load = mass_t or 0.0
    trip = g.number("empty")
    share = next((v for q, v in g.shares if q.has("empty")), None)
    more = (
        1 + trip
        if trip is not None
        else (1 / (1 - share) if share is not None else 1 + (empty / laden if laden else 0.0))
    )
    if load <= 0:
        return
    emitted: list[Parts] = []
    for q, v in per_km:
        per_tkm = v * more / load
        name = Quantity(name=q.name, words=q.words, part=None, unit=q.unit, per="activity", scale_factor=1.0)
        g.consumptions.append((name, per_tkm))
        e = _ef_for(_carrier(q), q.unit, ef)
        if e is not None and laden:
            emitted.append(scaled(e.parts, v * more * laden))
        s.add(scope_of(q) | {"fuel"}, None, q.unit, "", v * more * laden, rank=6)
    if emitted and not s.energy:
        s.energy = added(emitted)


@dataclass(slots=True)
class Rate:
    """An intensity of the case, by scope: kilograms over an activity, a tonne, a box or a slot."""

    words: frozenset[str]
    per: str
    parts: Parts
    own: bool


def _intensities(g: Given, s: Solution, ef: list[Ef]) -> list[Rate]:
    """Intensities given, and worked out: energy over an activity times its factor; emissions over activity or throughput."""
    rates: dict[tuple[frozenset[str], str], Rate] = {}
    for q, v in g.intensities:
        words = scope_of(q)
        hub = bool(words & {"hub", "transshipment", "terminal", "warehouse", "site"})
        per = q.per or ("mass" if hub else "activity")
        value = v / 1000 if hub and not q.per else v
        rates.setdefault((words, per), Rate(words, per, {}, own=True)).parts[q.part or "wtw"] = value
    fuels: list[Parts] = []
    for q, v in g.consumptions:
        if q.per not in {"activity", "mass"} or (q.per == "mass" and q.unit == "mass"):
            continue
        e = _ef_for(_carrier(q), q.unit, ef)
        if e is not None:
            kwh = MJ_PER_KWH if not e.per and q.unit == "energy" else 1.0
            parts = scaled(e.parts, v / kwh)
            if (
                q.unit == "energy"
                and q.name.lower().startswith(("kwh", "wh", "el", "formula"))
                and "ttw" not in parts
            ):
                parts["ttw"] = 0.0
            fuels.append(parts)
            per = q.per
            rates[frozenset({"fuel"}), per] = Rate(frozenset(), per, added(fuels), own=False)
    by_tkm = s.operation_tkm or s.activity_tkm
    if s.energy and by_tkm and not fuels:
        rates.setdefault(
            (frozenset(), "activity"), Rate(frozenset(), "activity", scaled(s.energy, 1 / by_tkm), own=False)
        )
    if s.energy and g.throughput_kg:
        rates.setdefault(
            (frozenset(), "mass"), Rate(frozenset(), "mass", scaled(s.energy, 1 / g.throughput_kg), own=False)
        )
    if s.energy and s.slot_teukm:
        rates.setdefault(
            (frozenset(), "slot activity"),
            Rate(frozenset(), "slot activity", scaled(s.energy, 1 / s.slot_teukm), own=False),
        )
    if s.energy and g.boxes_count:
        rates.setdefault(
            (frozenset(), "boxes"), Rate(frozenset(), "boxes", scaled(s.energy, 1 / g.boxes_count), own=False)
        )
    for r in rates.values():
        utilisation = g.number("utilisation", "utilization")
        if utilisation and r.own and r.per == "slot activity":
            r.parts = scaled(r.parts, 1 / utilisation)
        s.add_parts(r.words, r.parts, "mass", r.per, rank=1)
    return list(rates.values())


def _consignment(
    g: Given, s: Solution, rates: list[Rate], mass_t: float | None, distance_km: float | None, daf: float
) -> None:
    """Intensity times what it counts, once adjusted; for each scope, and for activities that carry their own name."""
    found: list[Parts] = []
    transport = [r for r in rates if r.per in {"activity", "slot activity"} and r.own] or [
        r
        for r in rates
        if r.per == "activity"
        and ((mass_t is not None and distance_km is not None) or (not s.energy and s.activity_tkm))
    ]
    vector = next((v for q, v in g.vectors if q.unit == "distance"), None)
    for r in transport:
        amount = s.slot_teukm if r.per == "slot activity" else s.activity_tkm
        own_km = [v for q, v in g.distances if r.words and same_scope(scope_of(q) - DISTANCE_WORDS, r.words)]
        if own_km and mass_t is not None and r.per == "activity":
            amount = mass_t * sum(own_km)
        if amount is None:
            continue
        parts = scaled(filled(r.parts), amount * daf)
        s.add_parts(r.words, parts, "mass", "", rank=1)
        found.append(parts)
        for i, km in enumerate(vector or ()):
            s.add_parts(
                r.words, scaled(filled(r.parts), (mass_t or 0.0) * km * daf), "mass", "", index=i + 1, rank=2
            )
    for r in rates:
        amount = {
            "mass": None if mass_t is None else mass_t * 1000,
            "boxes": g.boxes_count,
            "slots": g.slots_teu,
        }.get(r.per)
        if amount is not None and (r.own or r.per == "mass"):
            parts = scaled(filled(r.parts), amount)
            s.add_parts(r.words | {"hub"}, parts, "mass", "", rank=1)
            found.append(parts)
    best = next(
        (r for r in rates if r.words & {"carrier", "primary", "own", "operator"}),
        transport[0] if transport else None,
    )
    for q, v in g.activities:
        if best is not None and scope_of(q):
            s.add_parts(scope_of(q), scaled(filled(best.parts), v), "mass", "", rank=0)
    alternatives = [r for r in transport if r.words & {"default", "carrier", "primary", "modelled"}]
    if alternatives and len(alternatives) == len(transport):
        found = found[:1]  # alternatives for the same leg do not add up
    if found and not s.consignment:
        s.consignment = added(found)
    elif found:
        s.consignment = added([s.consignment, *found])


def _shares_of_total(s: Solution) -> None:
    """Each drop's share of the activity, and of the emissions where they are known."""
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
    """Lists of numbers: emissions by leg are summed; anything else is multiplied by the bare multipliers."""
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


def _totals(s: Solution) -> None:
    """The sums: the consignment's where there is one, else what the operation emitted; and the intensity."""
    if s.consignment:
        s.add_parts({"total", "consignment", "shipment"}, s.consignment, "mass", "", rank=0)
    if s.energy:
        s.add_parts({"total", "toc", "operation"}, s.energy, "mass", "", rank=0 if not s.consignment else 2)
    if s.consignment and s.activity_tkm:
        s.add_parts({"total", "chain"}, scaled(s.consignment, 1 / s.activity_tkm), "mass", "activity", rank=3)
