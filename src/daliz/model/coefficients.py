"""What one engine hands another through ``app``: prices and greenhouse-gas intensities, by element."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from daliz.model.network import Service
from daliz.model.plan import CostItem, Leg

__all__ = ["Emissions", "Intensity", "Prices"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intensity:
    """Kilograms of CO2e per tonne-kilometre (transport) or per tonne (hub), with a band and the factors used."""

    wtw: float  # unit-ok: kg per tkm, or per tonne at a hub
    ttw: float  # unit-ok: as wtw
    low: float  # unit-ok: as wtw
    high: float  # unit-ok: as wtw
    factor_ids: tuple[str, ...] = ()


class Emissions(Protocol):
    """Intensity of every kind of element."""

    def rail(self, country: str, traction: str) -> Intensity:
        """Return kg/tkm of rail in a country."""

    def water(self, run_class: str, mode: str, km: float) -> Intensity:
        """Return kg/tkm of a sea service or ferry on a lane of a length."""

    def road(self, country: str) -> Intensity:
        """Return kg/tkm of a truck in a country."""

    def hub(self, operation: str) -> Intensity:
        """Return kg/t of a hub operation: handling, transshipment or gauge change."""


class Prices(Protocol):
    """Price of every kind of element for one consignment."""

    def rail(
        self, origin: str, destination: str, country_km: tuple[tuple[str, float], ...]
    ) -> tuple[CostItem, ...]:
        """Return the items of a rail stage."""

    def rail_usd(self, origin: str, destination: str, km: float) -> float:
        """Return the sum that ``rail`` would give, quickly."""

    def water(self, service: Service, origin: str, destination: str, km: float) -> tuple[CostItem, ...]:
        """Return the items of a sailing."""

    def road(self, origin: str, destination: str, country: str, km: float) -> tuple[CostItem, ...]:
        """Return the items of a truck haul."""

    def border(
        self, country_from: str, country_to: str, mode: str, place: str, *, stage: tuple[str, str]
    ) -> tuple[CostItem, ...]:
        """Return fees and documents of a crossing on the haul between two places."""

    def tapered(self, legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
        """Return the legs with the generic rail freight tapering over whole hauls between ports."""

    def whole(self) -> tuple[CostItem, ...]:
        """Return what is paid once for the whole chain."""

    def hub(self, operation: str, terminal: str) -> tuple[CostItem, ...]:
        """Return the items of a hub operation."""

    def door(self, place: str) -> tuple[CostItem, ...]:
        """Return the items of collection or delivery."""
