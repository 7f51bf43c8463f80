"""Levers, carbon prices and published errors from the facts layers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from daliz.io.tables import read_table
from daliz.model.greener import CarbonPrice, Lever

__all__ = ["read_carbon_prices", "read_levers", "read_published_errors"]


def read_levers(layers: Sequence[Path]) -> list[Lever]:
    """Return the levers."""
    return [
        Lever(
            id=r["lever"],
            names={"en": r["name_en"], "ru": r["name_ru"]},
            method=r["method"],
            modes=tuple(r["mode"]),
            country=r["country"],
            low=r["low"],
            high=r["high"],
            source_id=r["source_id"],
            grade=r["grade"],
            note=r["note"],
        )
        for r in read_table("levers", layers)
    ]


def read_carbon_prices(layers: Sequence[Path]) -> list[CarbonPrice]:
    """Return the carbon prices."""
    return [
        CarbonPrice(
            series=r["series"],
            names={"en": r["name_en"], "ru": r["name_ru"]},
            use=r["use"],
            price_year=r["year"],
            low=r["low"],
            central=r["central"],
            high=r["high"],
            currency=r["currency"],
            source_id=r["source_id"],
            grade=r["grade"],
            note=r["note"],
        )
        for r in read_table("carbon_prices", layers)
    ]


def read_published_errors(layers: Sequence[Path]) -> list[dict[str, Any]]:
    """Return the list of published figures that are wrong, as plain rows."""
    return [
        {k: v for k, v in r.items() if not k.startswith("_")} for r in read_table("published_errors", layers)
    ]
