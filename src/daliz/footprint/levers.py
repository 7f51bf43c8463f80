"""What each lever of ``levers.csv`` changes on one chain, as a range; what has no open figure says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from daliz.footprint.rail import diesel_kg_per_tkm, electric_kg_per_tkm, rail_energy
from daliz.model.chain import ElementFootprint, Footprint, Part, TransportElement
from daliz.model.emissions import FactorSet
from daliz.model.greener import Lever, LeverEffect
from daliz.notes import Note

__all__ = ["METHANE_SLIP", "lever_effects", "lng_over_gas_oil"]

#: Methane that passes a gas engine unburnt, share of the fuel's mass, by kind of engine: least, usual, most.
#: The usual
#: values are the defaults of the EU's FuelEU rules for four-stroke and slow two-stroke dual-fuel engines
#: (assumed: from
#: our knowledge, not looked up).
METHANE_SLIP: dict[str, tuple[float, float, float]] = {
    "four-stroke": (0.017, 0.031, 0.06),
    "slow": (0.002, 0.002, 0.017),
}

#: Potential of fossil methane over 100 years, IPCC AR6, in the GHG Protocol's table of August 2024.
METHANE_GWP = 29.8

LONG_ROAD_KM = 300.0  # road legs from here on could go by rail; assumed

Range3 = tuple[float, float, float]


def lng_over_gas_oil(engine: str, factors: FactorSet) -> Range3:
    """Return what a gas engine emits well to wake, gas oil being 1: least, usual, most slip."""
    lng, oil = factors.fuel("lng"), factors.fuel("gas_oil")
    if lng.wtt is None or oil.wtw is None:
        return (1.0, 1.0, 1.0)
    oil_per_mj = oil.wtw / oil.lhv_mj

    def ratio(slip_share: float) -> float:
        burnt = (1 - slip_share) * lng.ttw + slip_share * METHANE_GWP
        return ((lng.wtt or 0.0) + burnt) / (1 - slip_share) / lng.lhv_mj / oil_per_mj

    low, usual, high = (ratio(s) for s in METHANE_SLIP[engine])
    return low, usual, high


def lever_effects(footprint: Footprint, factors: FactorSet, levers: Iterable[Lever]) -> list[LeverEffect]:
    """Return the effect of every lever on a chain, in the order given."""
    return [METHODS.get(lever.method, _unknown)(footprint, factors, lever) for lever in levers]


def _legs(footprint: Footprint, lever: Lever) -> list[ElementFootprint]:
    return [e for e in footprint.elements if not e.is_hub and (not lever.modes or e.mode in lever.modes)]


def _parts(footprint: Footprint, lever: Lever, carrier: str) -> list[tuple[ElementFootprint, Part]]:
    return [
        (e, p)
        for e in _legs(footprint, lever)
        for p in e.parts
        if p.carrier == carrier and (lever.country is None or p.country == lever.country)
    ]


def _effect(
    lever: Lever,
    acts_on: float,
    change: Range3,
    *,
    status: str = "computed",
    basis: Note | None = None,  # unit-ok: kilograms
) -> LeverEffect:
    if acts_on == 0:
        return LeverEffect(lever=lever, status="not here", acts_on_kg_co2e=0.0, basis=basis)
    low, middle, high = sorted(change)
    return LeverEffect(
        lever=lever,
        status=status,
        acts_on_kg_co2e=acts_on,
        change_low_kg_co2e=low,
        change_kg_co2e=middle,
        change_high_kg_co2e=high,
        basis=basis,
    )


def _unknown(footprint: Footprint, factors: FactorSet, lever: Lever) -> LeverEffect:
    del factors
    acts_on = sum(e.wtw_kg_co2e for e in _legs(footprint, lever)) if lever.modes else footprint.wtw_kg_co2e
    return LeverEffect(
        lever=lever, status="unknown", acts_on_kg_co2e=acts_on, basis=Note.of("footprint.basis.no_figure")
    )


def _electrify(footprint: Footprint, factors: FactorSet, lever: Lever) -> LeverEffect:
    """Return the same trains on the wire of their country: one energy, two ways to supply it."""
    low = middle = high = acts_on = 0.0
    for e, p in _parts(footprint, lever, "diesel"):
        leg = e.element
        if (
            not isinstance(leg, TransportElement)
            or leg.mode != "rail"
            or not p.tkm
            or e.factor_ids == ("own",)
        ):
            continue
        energy = rail_energy(factors, gross_train_t=leg.gross_train_t, operator_kwh_per_tkm=leg.kwh_per_tkm)
        kwh = energy.kwh_per_tkm.value * p.tkm
        grid, _ = factors.grid(p.country or "WORLD")
        diesel, _ = diesel_kg_per_tkm(energy, factors)
        ratio = factors.parameter("drive_ratio")
        by_diesel = diesel.value * p.tkm
        acts_on += p.wtw_kg_co2e
        middle += electric_kg_per_tkm(p.country or "WORLD", energy, factors).value * p.tkm - by_diesel
        low += kwh * grid.delivered_low_kg_per_kwh - by_diesel * ratio.value / ratio.low
        high += kwh * grid.delivered_high_kg_per_kwh - by_diesel * ratio.value / ratio.high
    return _effect(
        lever,
        acts_on,
        (low, middle, high),
        basis=Note.of("footprint.basis.electrify"),
    )


def _green_power(footprint: Footprint, factors: FactorSet, lever: Lever) -> LeverEffect:
    del factors
    acts_on = sum(p.wtw_kg_co2e for _, p in _parts(footprint, lever, "electricity"))
    return _effect(
        lever,
        acts_on,
        (-acts_on, -acts_on / 2, 0.0),
        status="market",
        basis=Note.of("footprint.basis.market"),
    )


def _electric_multiplier(footprint: Footprint, factors: FactorSet, lever: Lever) -> LeverEffect:
    del factors
    acts_on = sum(p.wtw_kg_co2e for _, p in _parts(footprint, lever, "electricity"))
    return _remaining(lever, acts_on, status="claim")


def _claim(footprint: Footprint, factors: FactorSet, lever: Lever) -> LeverEffect:
    del factors
    return _remaining(lever, sum(e.wtw_kg_co2e for e in _legs(footprint, lever)), status="claim")


def _remaining(lever: Lever, acts_on: float, *, status: str) -> LeverEffect:  # unit-ok: kilograms
    """Return the change where a source says what remains."""
    low = 1.0 if lever.low is None else lever.low
    high = 1.0 if lever.high is None else lever.high
    change = (acts_on * (low - 1), acts_on * ((low + high) / 2 - 1), acts_on * (high - 1))
    return _effect(lever, acts_on, change, status=status, basis=Note.of("footprint.basis.claim"))


def _lng(engine: str) -> Callable[[Footprint, FactorSet, Lever], LeverEffect]:
    def effect(footprint: Footprint, factors: FactorSet, lever: Lever) -> LeverEffect:
        burnt = [
            p for e in _legs(footprint, lever) for p in e.parts if p.carrier in {"marine fuel", "diesel"}
        ]
        acts_on = sum(p.wtw_kg_co2e for p in burnt if lever.country is None or p.country == lever.country)
        low, usual, high = lng_over_gas_oil(engine, factors)
        change = (acts_on * (low - 1), acts_on * (usual - 1), acts_on * (high - 1))
        return _effect(lever, acts_on, change, basis=Note.of(f"footprint.basis.{engine}"))

    return effect


def _methanol(footprint: Footprint, factors: FactorSet, lever: Lever) -> LeverEffect:
    methanol, oil = factors.fuel("methanol"), factors.fuel("gas_oil")
    acts_on = sum(e.ttw_kg_co2e for e in _legs(footprint, lever))
    ratio = (methanol.ttw / methanol.lhv_mj) / (oil.ttw / oil.lhv_mj)
    change = acts_on * (ratio - 1)
    return _effect(lever, acts_on, (change, change, change), basis=Note.of("footprint.basis.methanol"))


def _road_to_rail(footprint: Footprint, factors: FactorSet, lever: Lever) -> LeverEffect:
    low = middle = high = acts_on = 0.0
    energy = rail_energy(factors)
    diesel, _ = diesel_kg_per_tkm(energy, factors)
    for e in _legs(footprint, lever):
        leg = e.element
        if not isinstance(leg, TransportElement) or leg.distance_km < LONG_ROAD_KM:
            continue
        country = leg.stretches[0].country if leg.stretches else "WORLD"
        electric = electric_kg_per_tkm(country, energy, factors)
        acts_on += e.wtw_kg_co2e
        low += min(electric.value, diesel.value) * e.tkm - e.wtw_kg_co2e
        middle += (electric.value + diesel.value) / 2 * e.tkm - e.wtw_kg_co2e
        high += max(electric.high, diesel.high) * e.tkm - e.wtw_kg_co2e
    return _effect(lever, acts_on, (low, middle, high), basis=Note.of("footprint.basis.road_to_rail"))


def _heavier_train(footprint: Footprint, factors: FactorSet, lever: Lever) -> LeverEffect:
    floor = factors.parameter("floor").value
    usual = rail_energy(factors).kwh_per_tkm.value / factors.parameter("net_over_gross_average").value * 1000
    legs = [e for e in _legs(footprint, lever) if e.data_kind == "modelled"]
    acts_on = sum(e.wtw_kg_co2e for e in legs)
    best = acts_on * (floor / usual - 1)
    return _effect(lever, acts_on, (best, best / 2, 0.0), basis=Note.of("footprint.basis.heavier"))


def _reefer_road(footprint: Footprint, factors: FactorSet, lever: Lever) -> LeverEffect:
    dry = factors.factor(factors.emission_class("road.artic").factor).wtw
    cold = factors.factor(factors.emission_class("road.artic.reefer").factor).wtw
    legs = [
        e for e in _legs(footprint, lever) if isinstance(e.element, TransportElement) and not e.element.reefer
    ]
    acts_on = sum(e.wtw_kg_co2e for e in legs)
    change = acts_on * (cold / dry - 1)
    return _effect(lever, acts_on, (change, change, change), basis=Note.of("footprint.basis.reefer"))


METHODS: dict[str, Callable[[Footprint, FactorSet, Lever], LeverEffect]] = {
    "electrify": _electrify,
    "green_power": _green_power,
    "electric_multiplier": _electric_multiplier,
    "claim": _claim,
    "lng_ferry": _lng("four-stroke"),
    "lng_rail": _lng("four-stroke"),
    "lng_ship": _lng("slow"),
    "methanol_ttw": _methanol,
    "road_to_rail": _road_to_rail,
    "heavier_train": _heavier_train,
    "reefer_road": _reefer_road,
}
