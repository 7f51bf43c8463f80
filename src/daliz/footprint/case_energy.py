"""Energy, fuels, blends and refrigerants of published examples."""

from __future__ import annotations

from dataclasses import dataclass

from daliz.footprint.case_inputs import FUEL_WORDS, Given, Parts, filled
from daliz.footprint.case_solution import Solution, added, same_scope, scaled, scope_of
from daliz.footprint.quantities import Quantity
from daliz.model.emissions import FactorSet
from daliz.units import MJ_PER_KWH

__all__ = ["Ef", "add_energy", "add_vehicle", "carrier_words", "find_factor", "gather_factors"]


def _heat(g: Given, words: frozenset[str]) -> float | None:
    """Return the heating value that fits a carrier, MJ a kilogram."""
    heating = [(q, v) for q, v in g.heating if q.per != "volume"]
    named = next((v for q, v in heating if same_scope(scope_of(q) - {"lhv"}, words)), None)
    rest = [v for q, v in heating]
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


def gather_factors(g: Given, s: Solution, factors: FactorSet) -> list[Ef]:
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
    _add_losses(g, s, ef)
    ef += _blend(g, s, ef)
    for e in list(ef):
        _convert(g, s, ef, e)
    if not ef:
        ef += _known_fuels(g, factors)
    return ef


def _add_losses(g: Given, s: Solution, ef: list[Ef]) -> None:
    """Turn generated into delivered electricity: generation over one less the losses."""
    loss = next((v for q, v in (*g.shares, *g.plain) if q.has("loss", "losses")), None)
    if loss is None or not 0 <= loss < 1:
        return
    for e in ef:
        if e.per == "energy":
            e.parts = scaled(e.parts, 1 / (1 - loss))
            s.add_parts(e.words | {"delivered", "grid"}, e.parts, "mass", "energy", rank=0)


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


def find_factor(words: frozenset[str], unit: str, ef: list[Ef]) -> Ef | None:
    """Return the factor that fits a carrier: alike and of the unit, alike and bare, or the only one."""
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


def carrier_words(q: Quantity) -> frozenset[str]:
    """Return the words of a carrier; electricity for kilowatt-hours without a name."""
    unnamed = "electricity" if q.unit == "energy" and "wh" in q.name.lower() else "fuel"
    return scope_of(q) or frozenset({unnamed})


def add_energy(g: Given, s: Solution, ef: list[Ef], factors: FactorSet) -> None:
    """Add energy times its factor, refrigerant times its potential, what is given in CO2e, and the sum."""
    found: list[Parts] = []
    by_words: dict[frozenset[str], Parts] = {}
    named: list[tuple[frozenset[str], Parts]] = []
    _add_heat(g, s)
    for q, v in g.amounts:
        words = scope_of(q)
        e = find_factor(words or frozenset({"fuel"}), q.unit, ef)
        if e is None and q.unit == "mass":
            lhv = _heat(g, words)
            by_energy = find_factor(words, "energy", ef) if lhv is not None else None
            parts = (
                scaled(by_energy.parts, v * lhv) if by_energy is not None and lhv is not None else {"wtw": v}
            )
        elif e is None:
            _alternatives(s, q, v, ef)
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


def _add_heat(g: Given, s: Solution) -> None:
    """Add the energy of what was used, in megajoules: by heating value where the amount is a mass or a volume."""
    total = 0.0
    for q, v in g.amounts:
        found = [h for p, h in g.heating if p.per == q.unit or (not p.per and q.unit == "mass")]
        mj = v if q.unit == "energy" else (v * found[0] if len(found) == 1 else None)
        if mj is not None:
            s.add(scope_of(q) | {"energy"}, None, "energy", "", mj, rank=2)
            total += mj
    if total:
        s.add({"total", "energy"}, None, "energy", "", total, rank=0)
        if s.activity_tkm:
            s.add({"total", "energy"}, None, "energy", "activity", total / s.activity_tkm, rank=3)


def _alternatives(s: Solution, q: Quantity, amount: float, ef: list[Ef]) -> None:  # unit-ok: by the quantity
    """Add one amount under each of several factors, location and market say; they do not add up."""
    for e in ef:
        if e.per == q.unit and e.words:
            s.add_parts(e.words, scaled(e.parts, amount), "mass", "", rank=1)


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


EMPTY_WORDS = ("empty", "ballast", "positioning", "return")
WHOLE_WORDS = ("vehicle", "total", "driven")


def add_vehicle(g: Given, s: Solution, ef: list[Ef], mass_t: float | None) -> None:
    """Turn fuel over a kilometre into fuel over the kilometres run and, with a load, over a tonne-kilometre."""
    per_km = [(q, v) for q, v in g.consumptions if q.per == "distance"]
    if not per_km:
        return
    laden_km, more = _running(g)
    whole_km = sum(v for q, v in g.distances if q.has(*WHOLE_WORDS))
    run_km = whole_km or laden_km * more
    emitted: list[Parts] = []
    for q, v in per_km:
        if mass_t:
            words = Quantity(
                name=q.name, words=q.words, part=None, unit=q.unit, per="activity", scale_factor=1.0
            )
            g.consumptions.append((words, v * more / mass_t))
        e = find_factor(carrier_words(q), q.unit, ef)
        if e is not None and run_km:
            emitted.append(scaled(e.parts, v * run_km))
        s.add(scope_of(q) | {"fuel"}, None, q.unit, "", v * run_km, rank=6)
    if emitted and not s.energy:
        s.energy = added(emitted)


def _running(g: Given) -> tuple[float, float]:
    """Return the laden kilometres, and all kilometres over laden ones by what the case says of empty running."""
    laden = sum(v for q, v in g.distances if not q.has(*EMPTY_WORDS, *WHOLE_WORDS))
    empty = sum(v for q, v in g.distances if q.has(*EMPTY_WORDS))
    trip = g.number("empty")  # empty kilometres over laden ones
    if trip is not None:
        return laden, 1 + trip
    share = next((v for q, v in g.shares if q.has("empty")), None)  # empty kilometres over all
    if share is not None:
        return laden, 1 / (1 - share)
    return laden, 1 + (empty / laden if laden else 0.0)
