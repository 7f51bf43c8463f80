"""Factor sets: the open one that ships, and a user's own tables over it."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from daliz.errors import DataError
from daliz.io.rows import from_row
from daliz.io.tables import Row, read_table
from daliz.model.emissions import EmissionClass, Factor, FactorSet, Fuel, Grid, Parameter, Traction

__all__ = ["read_factor_file", "read_factor_set"]

TABLES = (
    "emission_factors", "emission_classes", "grid_intensity", "traction", "rail_energy", "fuels", "refrigerants",
)  # fmt: skip


def _or(value: float | None, other: float) -> float:  # unit-ok: any column
    return other if value is None else value


def _grid(row: Row) -> Grid:
    return from_row(
        Grid,
        row,
        low_g_per_kwh=_or(row["low"], row["g_per_kwh"]),
        high_g_per_kwh=_or(row["high"], row["g_per_kwh"]),
        loss_low_share=_or(row["loss_low"], row["loss_share"]),
        loss_high_share=_or(row["loss_high"], row["loss_share"]),
    )


def _traction(row: Row) -> Traction:
    share = row["electric_share"]
    return from_row(Traction, row, low_share=_or(row["low"], share), high_share=_or(row["high"], share))


def _parameter(row: Row) -> Parameter:
    value = row["value"]
    return from_row(Parameter, row, low=_or(row["low"], value), high=_or(row["high"], value))


def read_factor_set(layers: Sequence[Path], *, files: Iterable[Path] = (), name: str = "open") -> FactorSet:
    """Return the factor set of the facts layers, with the user's factor files over it, the last one winning.

    The version is a hash of every number in the set: two reports with equal versions used equal factors.
    """
    rows = {name: read_table(name, layers) for name in TABLES}
    factors = {r["factor"]: from_row(Factor, r, id=r["factor"]) for r in rows["emission_factors"]}
    notes: list[str] = []
    for path in files:
        own = read_factor_file(path)
        factors |= {f.id: f for f in own}
        notes.append(f"{len(own)} factors from {path.name}")
    parts: dict[str, Any] = {
        "factors": factors,
        "classes": {r["class"]: from_row(EmissionClass, r, id=r["class"]) for r in rows["emission_classes"]},
        "grids": {r["country"]: _grid(r) for r in rows["grid_intensity"]},
        "tractions": {r["country"]: _traction(r) for r in rows["traction"]},
        "rail": {r["parameter"]: _parameter(r) for r in rows["rail_energy"]},
        "fuels": {r["fuel"]: from_row(Fuel, r, id=r["fuel"]) for r in rows["fuels"]},
        "gwps": {r["gas"]: r["gwp_ar6"] for r in rows["refrigerants"]},
    }
    digest = hashlib.sha256(repr([sorted(p.items()) for p in parts.values()]).encode()).hexdigest()
    return FactorSet(id=name, version=digest[:12], sha256=digest, notes=tuple(notes), **parts)


#: Units of a user's factor file in lower case without "co2e", and what they are here: unit and multiplier.
FILE_UNITS: dict[str, tuple[str, float]] = {
    "kg/tkm": ("kg/tkm", 1.0),
    "g/tkm": ("kg/tkm", 1e-3),
    "kg/teukm": ("kg/TEU.km", 1.0),
    "g/teukm": ("kg/TEU.km", 1e-3),
    "kg/t": ("kg/t", 1.0),
    "kg/tonne": ("kg/t", 1.0),
    "kg/container": ("kg/container", 1.0),
    "kg/kg": ("kg/kg", 1.0),
    "kg/l": ("kg/l", 1.0),
    "g/mj": ("g/MJ", 1.0),
}


def _unit(text: str) -> tuple[str, float] | None:
    """Return our unit and the multiplier of a unit as a table spells it; None if it is no factor."""
    plain = (
        text.lower().replace("₂", "2").replace("co2e", "").replace(" ", "").replace("-", "").replace(".", "")
    )
    return FILE_UNITS.get(plain)


def _cell(row: dict[str, str], column: str, scale: float, where: str) -> float | None:  # unit-ok: any column
    text = (row.get(column) or "").strip()
    if not text:
        return None
    try:
        return float(text) * scale
    except ValueError as error:
        raise DataError(f"{where}:{column}: found {text!r}.", "Write a number with a dot.") from error


def _own_factor(row: dict[str, str], where: str, file: str) -> Factor | None:
    """Return one row of a user's table as a factor; None for rows that are none, such as energy figures."""
    unit = _unit(row["unit"] or "")
    if unit is None:
        return None
    ours, scale = unit
    wtt, ttw, wtw = (_cell(row, c, scale, where) for c in ("wtt", "ttw", "wtw"))
    if wtw is None and wtt is not None and ttw is not None:
        wtw = wtt + ttw
    if wtw is None:
        return None
    if wtt is None and ttw is not None and 0 <= ttw <= wtw:
        wtt = wtw - ttw
    name = ", ".join(p for p in (row.get("category"), row.get("subcategory"), row.get("size_or_load")) if p)
    year = (row.get("data_year") or "").strip()[:4]
    default_type = "gcd" if row["mode"] == "air" else ("none" if "hub" in row["mode"] else "sfd")
    return Factor(
        id=row["factor_id"],
        mode=row["mode"],
        names={"en": name or row["factor_id"], "ru": name or row["factor_id"]},
        unit=ours,
        wtw=wtw,
        ttw=ttw,
        wtt=wtt,
        distance_type=(row.get("distance_type") or default_type).strip() or default_type,
        region=row.get("region") or None,
        data_year=int(year) if year.isdigit() else None,
        data_kind=(row.get("data_kind") or "default").strip(),
        licence=row.get("licence") or "",
        source_id=row.get("source") or file,
        note=row.get("note") or None,
        where=where,
    )


def read_factor_file(path: Path) -> list[Factor]:
    """Return the factors of a user's CSV with the columns of the shared open table.

    Needed: ``factor_id``, ``mode``, ``wtw`` (or ``wtt`` and ``ttw``), ``unit``. Used where present:
    ``category``, ``subcategory``, ``size_or_load``, ``region``, ``data_year``, ``distance_type``,
    ``data_kind``, ``licence``, ``source``, ``note``.
    """
    factors: list[Factor] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            f"{path}: cannot be read as UTF-8 text.", "Check the path and save it as UTF-8."
        ) from error
    lines = csv.DictReader(text.splitlines())
    missing = {"factor_id", "mode", "unit"} - set(lines.fieldnames or ())
    if missing:
        raise DataError(
            f"{path.name}:1: the column {min(missing)} is missing.", "Add it; see the factor file reference."
        )
    for row in lines:
        factor = _own_factor(row, f"{path.name}:{lines.line_num}", path.name)
        if factor is not None:
            factors.append(factor)
    return factors
