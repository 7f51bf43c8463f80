"""What the planner asks of the greenhouse-gas accounts: the intensity of every kind of element, remembered."""

from __future__ import annotations

from functools import lru_cache

from daliz.footprint.coefficients import Coefficient, element_wtw_ttw_kg_per_t, hub_wtw_ttw_kg
from daliz.model.cargo import Cargo
from daliz.model.coefficients import Intensity
from daliz.model.emissions import FactorSet

__all__ = ["Intensities"]


def _intensity(c: Coefficient, over: float = 1.0) -> Intensity:  # unit-ok: a divisor
    return Intensity(
        wtw=c.wtw_kg / over,
        ttw=c.ttw_kg / over,
        low=c.low_kg / over,
        high=c.high_kg / over,
        factor_ids=c.factor_ids,
    )


@lru_cache(maxsize=8192)  # consignments differ in mass, not in what a tonne-kilometre emits
def _transport(
    factors: FactorSet,
    mode: str,
    km: float,
    stretch: tuple[str, str] | None,
    vehicle: str | None,
    *,
    reefer: bool,
) -> Intensity:
    """Return the intensity of transport; ``stretch`` is the country and traction of rail, without which it has none."""
    stretches = () if stretch is None else ((stretch[0], km, stretch[1]),)
    found = element_wtw_ttw_kg_per_t(mode, km, stretches, factors=factors, vehicle=vehicle, reefer=reefer)
    return _intensity(found, km)


class Intensities:
    """Intensities of one consignment under one factor set; ``daliz.model.coefficients.Emissions`` is its protocol."""

    def __init__(self, factors: FactorSet, cargo: Cargo) -> None:
        self.factors = factors
        self.cargo = cargo
        self.hub = lru_cache(maxsize=None)(self._hub)

    def rail(self, country: str, traction: str) -> Intensity:
        """Return kg/tkm of rail in a country."""
        return _transport(self.factors, "rail", 1.0, (country, traction), None, reefer=False)

    def water(self, run_class: str, mode: str, km: float) -> Intensity:
        """Return kg/tkm of a sea service or ferry on a lane of a length."""
        vehicle = "ferry" if mode == "ferry" else "sea.caspian" if run_class == "sea.caspian" else None
        return _transport(self.factors, mode, km, None, vehicle, reefer=self.cargo.reefer)

    def road(self, country: str) -> Intensity:
        """Return kg/tkm of a truck: one open factor serves all countries; the accounts say so."""
        del country
        return _transport(self.factors, "road", 1.0, None, None, reefer=self.cargo.reefer)

    def _hub(self, operation: str) -> Intensity:
        boxes = sum(n for n, _ in self.cargo.containers) or None
        found = hub_wtw_ttw_kg(operation, self.factors, mass_t=self.cargo.mass_t, containers_count=boxes)
        return _intensity(found, self.cargo.mass_t)
