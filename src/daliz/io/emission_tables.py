"""Levers, carbon prices and published errors from the facts layers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from daliz.io.rows import from_row
from daliz.io.tables import read_table
from daliz.model.greener import CarbonPrice, Lever

__all__ = ["read_carbon_prices", "read_levers", "read_published_errors"]


def read_levers(layers: Sequence[Path]) -> list[Lever]:
    """Return the levers."""
    return [from_row(Lever, r, id=r["lever"], modes=r["mode"]) for r in read_table("levers", layers)]


def read_carbon_prices(layers: Sequence[Path]) -> list[CarbonPrice]:
    """Return the carbon prices."""
    return [from_row(CarbonPrice, r, price_year=r["year"]) for r in read_table("carbon_prices", layers)]


def read_published_errors(layers: Sequence[Path]) -> list[dict[str, Any]]:
    """Return the list of published figures that are wrong, as plain rows."""
    return [
        {k: v for k, v in r.items() if not k.startswith("_")} for r in read_table("published_errors", layers)
    ]
