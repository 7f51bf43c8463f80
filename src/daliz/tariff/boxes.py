"""A consignment counted in the units of prices."""

from __future__ import annotations

from daliz.errors import DataError
from daliz.model.cargo import Cargo

__all__ = ["FEU_T", "feu_of", "units_of"]

FEU_T = 20.0  # CAREC prices one consignment of 20 t; a wagon of 60 t counts as three


def feu_of(cargo: Cargo, share_20ft: float) -> float:
    """Return the consignment in forty-foot prices: a forty-foot box 1, a twenty-foot box its share, wagons by mass."""
    if not cargo.containers:
        return cargo.mass_t / FEU_T
    return sum(n * (share_20ft if c.teu_count == 1 else c.teu_count / 2) for n, c in cargo.containers)


def units_of(cargo: Cargo, unit: str, share_20ft: float) -> float:
    """Return how many of a rate's units the consignment is.

    A box, or a wagon, is one container, one crossing and one operation. A price for twenty feet is ``share_20ft`` of that
    for forty. A price for a slot is paid for each slot, and for wagons for each half of a forty-foot price.

    Raises
    ------
    DataError
        If no plan can be priced in that unit.
    """
    feu_count = feu_of(cargo, share_20ft)
    units_count = float(max(1, cargo.units_count))
    counts = {
        "USD/FEU": feu_count,
        "USD/20ft": feu_count / share_20ft,
        "USD/TEU": cargo.teu_count or feu_count * 2,
        "USD/container": units_count,
        "USD/crossing": units_count,
        "USD/operation": units_count,
        "USD/t": cargo.mass_t,
        "USD": 1.0,
    }
    if unit not in counts:
        raise DataError(
            f"rates.csv: a rate for plans cannot be in {unit}.", f"Use one of {', '.join(counts)}."
        )
    return counts[unit]
