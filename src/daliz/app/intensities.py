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


class Intensities:
    """Intensities of one consignment under one factor set; ``daliz.model.coefficients.Emissions`` is its protocol."""

    def __init__(self, factors: FactorSet, cargo: Cargo) -> None:
        self.factors = factors
        self.cargo = cargo
        self.rail = lru_cache(maxsize=None)(self._rail)
        self.water = lru_cache(maxsize=None)(self._water)
        self.road = lru_cache(maxsize=None)(self._road)
        self.hub = lru_cache(maxsize=None)(self._hub)

    def _rail(self, country: str, traction: str) -> Intensity:
        return _intensity(
            element_wtw_ttw_kg_per_t("rail", 1.0, ((country, 1.0, traction),), factors=self.factors)
        )

    def _water(self, run_class: str, mode: str, km: float) -> Intensity:
        vehicle = "ferry" if mode == "ferry" else "sea.caspian" if run_class == "sea.caspian" else None
        found = element_wtw_ttw_kg_per_t(
            mode, km, factors=self.factors, vehicle=vehicle, reefer=self.cargo.reefer
        )
        return _intensity(found, km)

    def _road(self, country: str) -> Intensity:
        del country  # one open factor serves all countries; the accounts say so
        return _intensity(
            element_wtw_ttw_kg_per_t("road", 1.0, factors=self.factors, reefer=self.cargo.reefer)
        )

    def _hub(self, operation: str) -> Intensity:
        boxes = sum(n for n, _ in self.cargo.containers) or None
        found = hub_wtw_ttw_kg(operation, self.factors, mass_t=self.cargo.mass_t, containers_count=boxes)
        return _intensity(found, self.cargo.mass_t)
