"""Rail: a train's energy by an open formula; electric at the country's grid, diesel by its fuel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from daliz.errors import QueryError
from daliz.model.emissions import FactorSet, Fuel, Parameter
from daliz.units import MJ_PER_KWH

__all__ = [
    "Band",
    "RailEnergy",
    "diesel_kg_per_tkm",
    "electric_kg_per_tkm",
    "gross_wh_per_tkm",
    "rail_energy",
]

#: What a locomotive burns, and the published factor that ends the band of diesel rail.
DIESEL_FUEL = "gas_oil"
DIESEL_HIGH_CLASS = "rail.diesel.published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A middle value and its two ends."""

    value: float  # unit-ok: the owner names the unit
    low: float  # unit-ok: the owner names the unit
    high: float  # unit-ok: the owner names the unit

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise QueryError(f"A band must rise: {self.low}, {self.value}, {self.high}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RailEnergy:
    """Electricity at the wire of one net tonne-kilometre, kilowatt-hours."""

    kwh_per_tkm: Band
    from_operator: bool


def gross_wh_per_tkm(gross_train_t: float, rail: Mapping[str, Parameter]) -> float:
    """Return watt-hours at the wire over one gross tonne-kilometre of a train.

    max(floor, coefficient * gross_train_t ^ exponent): 1200, -0.62 and 10 by default.
    """
    if not gross_train_t > 0:
        raise QueryError(f"A train of {gross_train_t} gross tonnes cannot be.", "Give a mass above 0.")
    curve = rail["coefficient"].value * gross_train_t ** rail["exponent"].value
    return float(max(rail["floor"].value, curve))


def rail_energy(
    factors: FactorSet,
    *,
    gross_train_t: float | None = None,
    goods: str = "average",
    operator_kwh_per_tkm: float | None = None,
) -> RailEnergy:
    """Return the energy of a net tonne-kilometre: the operator's figure, or the formula with a band."""
    if operator_kwh_per_tkm is not None:
        kwh = operator_kwh_per_tkm
        if not kwh >= 0:
            raise QueryError(f"kwh_per_tkm is {kwh}.", "Give 0 or more.")
        return RailEnergy(kwh_per_tkm=Band(value=kwh, low=kwh, high=kwh), from_operator=True)
    mass = factors.parameter("gross_train_t")
    ratio = factors.parameter(f"net_over_gross_{goods}")
    middle = mass.value if gross_train_t is None else gross_train_t
    light = mass.low if gross_train_t is None else gross_train_t
    heavy = mass.high if gross_train_t is None else gross_train_t

    def net_kwh(gross_t: float) -> float:
        return gross_wh_per_tkm(gross_t, factors.rail) * ratio.value / 1000

    return RailEnergy(
        kwh_per_tkm=Band(value=net_kwh(middle), low=net_kwh(heavy), high=net_kwh(light)), from_operator=False
    )


def electric_kg_per_tkm(country: str, energy: RailEnergy, factors: FactorSet) -> Band:
    """Return well-to-wheel kilograms of a net tonne-kilometre on a country's wire (tank-to-wheel: 0)."""
    grid, _ = factors.grid(country)
    kwh = energy.kwh_per_tkm
    return Band(
        value=kwh.value * grid.delivered_kg_per_kwh,
        low=kwh.low * grid.delivered_low_kg_per_kwh,
        high=kwh.high * grid.delivered_high_kg_per_kwh,
    )


def _fuel_wtw(fuel: Fuel) -> float:
    if fuel.wtw is None:
        raise QueryError(f"The fuel {fuel.id} has no well-to-tank part.", "Add it to fuels.csv.")
    return fuel.wtw


def diesel_kg_per_tkm(energy: RailEnergy, factors: FactorSet) -> tuple[Band, float]:
    """Return well-to-wheel and tank-to-wheel kilograms of a net tonne-kilometre behind a diesel.

    The fuel of the train that would take ``energy`` from a wire: energy over the drive ratio
    (rail_energy.csv), times the fuel's factor. The band runs over train mass and drive ratio and reaches up
    to the published factor of UK freight trains.
    """
    fuel = factors.fuel(DIESEL_FUEL)
    ratio = factors.parameter("drive_ratio")
    wtw_per_mj = _fuel_wtw(fuel) / fuel.lhv_mj
    kwh = energy.kwh_per_tkm
    value = kwh.value * MJ_PER_KWH / ratio.value * wtw_per_mj
    low = kwh.low * MJ_PER_KWH / ratio.high * wtw_per_mj
    high = kwh.high * MJ_PER_KWH / ratio.low * wtw_per_mj
    if not energy.from_operator and DIESEL_HIGH_CLASS in factors.classes:
        high = max(high, factors.factor(factors.classes[DIESEL_HIGH_CLASS].factor).wtw)
    return Band(value=value, low=low, high=high), value * fuel.ttw / _fuel_wtw(fuel)
