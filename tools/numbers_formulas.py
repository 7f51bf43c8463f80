"""Which formula of ``fit/formulas.csv`` reads which observation."""

from __future__ import annotations

__all__ = ["FIT"]

FIT: dict[str, str] = {}
