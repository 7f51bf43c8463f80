"""A consignment counted in forty-foot prices."""

from __future__ import annotations

from daliz.model.plan import Query

__all__ = ["FEU_T", "boxes_of"]

FEU_T = 20.0  # CAREC prices one consignment of 20 t; a wagon of 60 t counts as three


def boxes_of(query: Query, share_20ft: float) -> float:
    """Return the consignment in forty-foot prices: a forty-foot box 1, a twenty-foot box its share, wagons by mass."""
    cargo = query.cargo
    if not cargo.containers:
        return cargo.mass_t / FEU_T
    return sum(n * (share_20ft if c.teu_count == 1 else c.teu_count / 2) for n, c in cargo.containers)
