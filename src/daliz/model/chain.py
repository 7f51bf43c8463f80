"""Transport chains in the words of ISO 14083: elements, and the account of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from daliz.errors import DataError
from daliz.model.emissions import DATA_KINDS, DISTANCE_TYPES
from daliz.notes import Note

__all__ = [
    "ElementFootprint",
    "Footprint",
    "HubElement",
    "Part",
    "Refrigerant",
    "Stretch",
    "TransportChain",
    "TransportElement",
]

TRACTIONS = ("electric", "diesel", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a leg in one country; ``traction`` is electric, diesel or unknown (rail only)."""

    country: str
    km: float
    traction: str = "unknown"

    def __post_init__(self) -> None:
        if not self.km >= 0:
            raise DataError(f"A stretch in {self.country} has {self.km} km.", "Give 0 or more.")
        if self.traction not in TRACTIONS:
            raise DataError(
                f"A stretch in {self.country} has traction {self.traction!r}.",
                f"Write one of {', '.join(TRACTIONS)}.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refrigerant:
    """Refrigerant lost on an element: gas, kilograms lost on behalf of the consignment."""

    gas: str
    leaked_kg: float


def _check_amount(value: float | None, what: str, where: str) -> None:  # unit-ok: checked, whatever it is
    if value is not None and not value >= 0:
        raise DataError(f"{where}: {what} is {value}.", "Give 0 or more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportElement:
    """One leg: cargo moved over a distance by one transport operation category.

    Attributes
    ----------
    mass_t
        Cargo with its packaging, without the carrier's equipment; None takes the chain's.
    distance_type
        actual, sfd (shortest feasible) or gcd (great circle); None takes the mode's usual one.
    vehicle
        A class of the factor set; None for the mode's usual one.
    factor
        A factor of the set by id; it wins over ``vehicle``.
    wtw_kg_per_tkm, ttw_kg_per_tkm
        The carrier's own intensity; it wins over everything.
    kwh_per_tkm, market_g_per_kwh
        Electric: the operator's energy, and the intensity of the power he bought, for the market-based
        figure.
    distance_adjustment_factor
        The user's own; used only where the types of distance differ.
    """

    id: str
    mode: str
    distance_km: float
    origin: str = ""
    destination: str = ""
    mass_t: float | None = None
    teu_count: float | None = None
    distance_type: str | None = None
    stretches: tuple[Stretch, ...] = ()
    vehicle: str | None = None
    factor: str | None = None
    wtw_kg_per_tkm: float | None = None
    ttw_kg_per_tkm: float | None = None
    intensity_distance_type: str | None = None
    kwh_per_tkm: float | None = None
    gross_train_t: float | None = None
    market_g_per_kwh: float | None = None
    distance_adjustment_factor: float | None = None
    data_kind: str | None = None
    refrigerants: tuple[Refrigerant, ...] = ()
    reefer: bool = False
    departs: str | None = None
    arrives: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        where = f"Leg {self.id}"
        for what in ("distance_km", "mass_t", "teu_count", "wtw_kg_per_tkm", "ttw_kg_per_tkm", "kwh_per_tkm"):
            _check_amount(getattr(self, what), what, where)
        for kind in (self.distance_type, self.intensity_distance_type):
            if kind is not None and kind not in DISTANCE_TYPES:
                raise DataError(
                    f"{where}: there is no distance type {kind!r}.",
                    f"Write one of {', '.join(DISTANCE_TYPES)}.",
                )
        _check_kind(self.data_kind, where)
        if self.ttw_kg_per_tkm is not None and self.wtw_kg_per_tkm is None:
            raise DataError(f"{where}: ttw_kg_per_tkm without wtw_kg_per_tkm.", "Give both, or wtw alone.")
        if self.ttw_kg_per_tkm is not None and self.ttw_kg_per_tkm > (self.wtw_kg_per_tkm or 0.0):
            raise DataError(
                f"{where}: ttw_kg_per_tkm {self.ttw_kg_per_tkm} exceeds wtw {self.wtw_kg_per_tkm}.",
                "Well to wheel holds tank to wheel; exchange them?",
            )


def _check_kind(kind: str | None, where: str) -> None:
    if kind is not None and kind not in DATA_KINDS:
        raise DataError(
            f"{where}: there is no kind of data {kind!r}.", f"Write one of {', '.join(DATA_KINDS)}."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HubElement:
    """One operation at a hub. It moves nothing: no tonne-kilometres."""

    id: str
    place: str = ""
    country: str | None = None
    operation: str = "rail"
    mass_t: float | None = None
    containers_count: float | None = None
    factor: str | None = None
    wtw_kg_per_t: float | None = None
    ttw_kg_per_t: float | None = None
    wtw_kg_per_container: float | None = None  # unit-ok: kilograms a container
    ttw_kg_per_container: float | None = None  # unit-ok: kilograms a container
    kwh_per_t: float | None = None
    data_kind: str | None = None
    refrigerants: tuple[Refrigerant, ...] = ()
    arrives: str | None = None
    departs: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        where = f"Hub {self.id}"
        for what in ("mass_t", "containers_count", "wtw_kg_per_t", "wtw_kg_per_container", "kwh_per_t"):
            _check_amount(getattr(self, what), what, where)
        _check_kind(self.data_kind, where)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportChain:
    """A consignment's way from door to door: legs and hub operations in order.

    ``mass_t`` None with ``teu_count`` given means the default of 10 t a TEU; the account says so.
    """

    id: str
    elements: tuple[TransportElement | HubElement, ...]
    mass_t: float | None = None
    teu_count: float | None = None
    containers_count: float | None = None
    cargo: str = "average"
    title: str = ""
    shipper: str | None = None
    period: tuple[str, str] | None = None
    offsets_kg_co2e: float | None = None

    def __post_init__(self) -> None:
        if not self.elements:
            raise DataError(f"Chain {self.id} has no elements.", "Give at least one leg.")
        for what in ("mass_t", "teu_count", "containers_count"):
            _check_amount(getattr(self, what), what, f"Chain {self.id}")
        ids = [e.id for e in self.elements]
        if len(set(ids)) != len(ids):
            twice = next(i for i in ids if ids.count(i) > 1)
            raise DataError(f"Chain {self.id} has two elements {twice!r}.", "Give each its own id.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A share of an element's emissions: one country and one energy carrier."""

    country: str
    carrier: str
    wtw_kg_co2e: float
    ttw_kg_co2e: float
    tkm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementFootprint:
    """The account of one element.

    ``market_wtw_kg_co2e`` is the market-based figure beside the location-based one, where bought power was
    named.
    """

    element: TransportElement | HubElement
    mass_t: float
    tkm: float
    wtw_kg_co2e: float
    ttw_kg_co2e: float
    low_kg_co2e: float
    high_kg_co2e: float
    distance_type: str
    factor_distance_type: str
    distance_adjustment_factor: float
    data_kind: str
    factor_ids: tuple[str, ...]
    parts: tuple[Part, ...]
    market_wtw_kg_co2e: float | None = None
    refrigerant_kg_co2e: float = 0.0
    fallbacks: tuple[Note, ...] = ()

    @property
    def wtt_kg_co2e(self) -> float:
        """Energy provision: well to tank."""
        return self.wtw_kg_co2e - self.ttw_kg_co2e

    @property
    def is_hub(self) -> bool:
        """Tell a hub operation from a leg."""
        return isinstance(self.element, HubElement)

    @property
    def mode(self) -> str:
        """Mode of a leg; ``hub`` for a hub operation."""
        return "hub" if isinstance(self.element, HubElement) else self.element.mode

    @property
    def kg_per_tkm(self) -> float | None:
        """Well-to-wheel intensity on the leg's own distance; None for hubs."""
        return self.wtw_kg_co2e / self.tkm if self.tkm else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """The account of a chain: its elements and their exact sums."""

    chain: TransportChain
    elements: tuple[ElementFootprint, ...]
    deviations: tuple[Note, ...]
    provenance: Mapping[str, Any] = field(default_factory=dict)

    @property
    def wtw_kg_co2e(self) -> float:
        """Well to wheel."""
        return sum(e.wtw_kg_co2e for e in self.elements)

    @property
    def ttw_kg_co2e(self) -> float:
        """Tank to wheel: operation."""
        return sum(e.ttw_kg_co2e for e in self.elements)

    @property
    def wtt_kg_co2e(self) -> float:
        """Well to tank: energy provision."""
        return self.wtw_kg_co2e - self.ttw_kg_co2e

    @property
    def low_kg_co2e(self) -> float:
        """Lower end: the sum of all lower ends."""
        return sum(e.low_kg_co2e for e in self.elements)

    @property
    def high_kg_co2e(self) -> float:
        """Upper end: the sum of all upper ends."""
        return sum(e.high_kg_co2e for e in self.elements)

    @property
    def tkm(self) -> float:  # unit-ok: the name is the unit
        """Transport activity; hubs add none."""
        return sum(e.tkm for e in self.elements)

    @property
    def kg_per_tkm(self) -> float | None:
        """Well-to-wheel intensity of the chain; None where nothing moved."""
        return self.wtw_kg_co2e / self.tkm if self.tkm else None

    @property
    def market_wtw_kg_co2e(self) -> float | None:
        """Market-based total; None where no element named bought power."""
        if all(e.market_wtw_kg_co2e is None for e in self.elements):
            return None
        return sum(
            e.wtw_kg_co2e if e.market_wtw_kg_co2e is None else e.market_wtw_kg_co2e for e in self.elements
        )
