"""What is emitted a unit: factors, grids, traction, trains and fuels, as one frozen, versioned set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from daliz.errors import DataError, UnknownIdError, look_up
from daliz.model.fact import Grade

__all__ = [
    "DATA_KINDS",
    "DISTANCE_TYPES",
    "EmissionClass",
    "Factor",
    "FactorSet",
    "Fuel",
    "Grid",
    "Parameter",
    "Traction",
]

#: Which kilometres are counted: driven or sailed, shortest feasible, great circle; ``none`` for hubs.
DISTANCE_TYPES: tuple[str, ...] = ("actual", "sfd", "gcd", "none")
DATA_KINDS: tuple[str, ...] = ("primary", "modelled", "default")


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """Kilograms of CO2e over one unit of activity, with its parts where they were published.

    ``unit`` is kg/tkm, kg/TEU.km, kg/t, kg/container, kg/kg, kg/l or g/MJ.
    """

    id: str
    mode: str
    names: Mapping[str, str]
    unit: str
    wtw: float  # unit-ok: the unit is a field
    ttw: float | None  # unit-ok: the unit is a field
    wtt: float | None  # unit-ok: the unit is a field
    low: float | None = None  # unit-ok: the unit is a field
    high: float | None = None  # unit-ok: the unit is a field
    distance_type: str = "none"
    region: str | None = None
    data_year: int | None = None
    data_kind: str = "default"
    licence: str = ""
    source_id: str = ""
    grade: Grade = "other"
    note: str | None = None
    where: str = ""

    def __post_init__(self) -> None:
        if not self.wtw >= 0:
            raise DataError(f"{self.where}: factor {self.id} has wtw {self.wtw}.", "It must be 0 or more.")
        if self.distance_type not in DISTANCE_TYPES:
            raise DataError(
                f"{self.where}: factor {self.id} has distance type {self.distance_type!r}.",
                f"Write one of {', '.join(DISTANCE_TYPES)}.",
            )
        if self.ttw is not None and self.wtt is not None:
            tolerance_factor = 0.005
            if abs(self.ttw + self.wtt - self.wtw) > tolerance_factor * max(self.wtw, 1e-12):
                raise DataError(
                    f"{self.where}: {self.id}: wtt {self.wtt} + ttw {self.ttw} do not make wtw {self.wtw}.",
                    "Correct the row, or leave one part empty.",
                )

    @property
    def ttw_or_all(self) -> float:
        """Tank-to-wheel part; where it was not published, the whole, which is its upper bound."""
        return self.wtw if self.ttw is None else self.ttw


@dataclass(frozen=True, slots=True, kw_only=True)
class EmissionClass:
    """A class of vehicles, vessels or hub operations: its middle factor and the two ends of its band."""

    id: str
    mode: str
    names: Mapping[str, str]
    factor: str
    factor_low: str | None = None
    factor_high: str | None = None
    from_km: float | None = None
    to_km: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Generated electricity of one country and what is lost on the way to the user."""

    country: str
    g_per_kwh: float
    low_g_per_kwh: float
    high_g_per_kwh: float
    loss_share: float
    loss_low_share: float
    loss_high_share: float
    implausible: bool = False
    data_year: int | None = None
    source_id: str = ""
    loss_source_id: str = ""
    note: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.loss_low_share <= self.loss_share <= self.loss_high_share < 1:
            raise DataError(f"Grid of {self.country}: losses must rise from low to high and lie in [0, 1).")
        if not 0 <= self.low_g_per_kwh <= self.g_per_kwh <= self.high_g_per_kwh:
            raise DataError(f"Grid of {self.country}: intensities must rise from low over the value to high.")

    @property
    def delivered_kg_per_kwh(self) -> float:
        """Kilograms a delivered kilowatt-hour: generation over what arrives."""
        return self.g_per_kwh / 1000 / (1 - self.loss_share)

    @property
    def delivered_low_kg_per_kwh(self) -> float:
        """Lower end of the delivered intensity."""
        return self.low_g_per_kwh / 1000 / (1 - self.loss_low_share)

    @property
    def delivered_high_kg_per_kwh(self) -> float:
        """Upper end of the delivered intensity."""
        return self.high_g_per_kwh / 1000 / (1 - self.loss_high_share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traction:
    """How much of a country's rail freight goes under the wire, for lines that say nothing."""

    country: str
    electric_share: float
    low_share: float
    high_share: float
    source_id: str = ""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of the train energy formula."""

    value: float  # unit-ok: the table's note names it
    low: float  # unit-ok: the table's note names it
    high: float  # unit-ok: the table's note names it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fuel:
    """One fuel: heating value of a kilogram, mass of a litre, emissions a kilogram."""

    id: str
    names: Mapping[str, str]
    lhv_mj: float
    density_kg: float | None
    wtt: float | None  # unit-ok: kilograms of CO2e a kilogram of fuel
    ttw: float  # unit-ok: kilograms of CO2e a kilogram of fuel
    source_id: str = ""
    note: str | None = None

    @property
    def wtw(self) -> float | None:  # unit-ok: kilograms of CO2e a kilogram of fuel
        """Kilograms of CO2e a kilogram, production and burning; None where production was not published."""
        return None if self.wtt is None else self.wtt + self.ttw


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FactorSet:
    """Everything an account draws on, frozen, with the name and version that a report prints; known by its identity."""

    id: str
    version: str
    factors: Mapping[str, Factor]
    classes: Mapping[str, EmissionClass]
    grids: Mapping[str, Grid]
    tractions: Mapping[str, Traction]
    rail: Mapping[str, Parameter]
    fuels: Mapping[str, Fuel]
    gwps: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = field(default=())
    sha256: str = ""

    def factor(self, factor_id: str, where: str = "factor set") -> Factor:
        """Return a factor.

        Raises
        ------
        UnknownIdError
            If the set has none of that id.
        """
        return look_up(self.factors, factor_id, kind="emission factor", where=where)

    def emission_class(self, class_id: str, where: str = "factor set") -> EmissionClass:
        """Return a class of vehicles, vessels or hub operations.

        Raises
        ------
        UnknownIdError
            If the set has none of that id.
        """
        return look_up(self.classes, class_id, kind="emission class", where=where)

    def fuel(self, fuel_id: str, where: str = "factor set") -> Fuel:
        """Return a fuel.

        Raises
        ------
        UnknownIdError
            If the set has none of that id.
        """
        return look_up(self.fuels, fuel_id, kind="fuel", where=where)

    def gwp(self, gas: str, where: str = "factor set") -> float:  # unit-ok: kilograms of CO2e a kilogram
        """Return the global warming potential of a refrigerant over 100 years.

        Raises
        ------
        UnknownIdError
            If the set has none of that name.
        """
        by_plain = {k.upper().replace("-", ""): v for k, v in self.gwps.items()}
        found = by_plain.get(gas.upper().replace("-", "").replace(" ", "").replace("HFC", "R"))
        if found is None:
            raise UnknownIdError.of("refrigerant", gas, self.gwps, where)
        return found

    def grid(self, country: str) -> tuple[Grid, bool]:
        """Return the grid of a country, and whether the world's average stands in for it."""
        found = self.grids.get(country)
        if found is not None:
            return found, False
        return self.grids["WORLD"], True

    def parameter(self, name: str) -> Parameter:
        """Return a parameter of the train energy formula.

        Raises
        ------
        UnknownIdError
            If the set has none of that name.
        """
        return look_up(self.rail, name, kind="rail energy parameter", where="rail_energy.csv")
