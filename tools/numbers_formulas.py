"""Which formula of ``fit/formulas.csv`` reads which observation: from ``fit/readings.csv``."""

from __future__ import annotations

import csv
from pathlib import Path

__all__ = ["FIT"]

READINGS = Path(__file__).parents[1] / "src" / "daliz" / "facts" / "fit" / "readings.csv"

with READINGS.open(encoding="utf-8", newline="") as f:
    FIT: dict[str, str] = {row["observation"]: row["formula"] for row in csv.DictReader(f)}
