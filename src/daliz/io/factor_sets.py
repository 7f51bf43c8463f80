"""Factor sets: the open one that ships, and a user's own tables over it."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from daliz.errors import DataError
from daliz.io.tables import Row, read_table
from daliz.model.emissions import EmissionClass, Factor, FactorSet, Fuel, Grid, Parameter, Traction

__all__ = ["read_factor_file", "read_factor_set"]


def _factor(row: Row) -> Factor:
    return Factor(
        id=row["factor"],
        mode=row["mode"],
        names={"en": row["name_en"], "ru": row["name_ru"]},
        unit=row["unit"],
        wtw=row["wtw"],
        ttw=row["ttw"],
        wtt=row["wtt"],
        low=row["low"],
        high=row["high"],
        distance_type=row["distance_type"],
        region=row["region"],
        data_year=row["data_year"],
        data_kind=row["data_kind"],
        licence=row["licence"],
        source_id=row["source_id"],
        grade=row["grade"],
        note=row["note"],
        where=row["_where"],
    )


def _class(row: Row) -> EmissionClass:
    return EmissionClass(
        id=row["class"],
        mode=row["mode"],
        names={"en": row["name_en"], "ru": row["name_ru"]},
        factor=row["factor"],
        factor_low=row["factor_low"],
        factor_high=row["factor_high"],
        from_km=row["from_km"],
        to_km=row["to_km"],
        note=row["note"],
    )


def _or(value: float | None, other: float) -> float:  # unit-ok: any column
    return other if value is None else value


def _grid(row: Row) -> Grid:
    return Grid(
        country=row["country"],
        g_per_kwh=row["g_per_kwh"],
        low_g_per_kwh=_or(row["low"], row["g_per_kwh"]),
        high_g_per_kwh=_or(row["high"], row["g_per_kwh"]),
        loss_share=row["loss_share"],
        loss_low_share=_or(row["loss_low"], row["loss_share"]),
        loss_high_share=_or(row["loss_high"], row["loss_share"]),
        implausible=row["implausible"],
        data_year=row["data_year"],
        source_id=row["source_id"],
        loss_source_id=row["loss_source_id"],
        note=row["note"],
    )


def _traction(row: Row) -> Traction:
    return Traction(
        country=row["country"],
        electric_share=row["electric_share"],
        low_share=_or(row["low"], row["electric_share"]),
        high_share=_or(row["high"], row["electric_share"]),
        source_id=row["source_id"],
        note=row["note"],
    )


def _fuel(row: Row) -> Fuel:
    return Fuel(
        id=row["fuel"],
        names={"en": row["name_en"], "ru": row["name_ru"]},
        lhv_mj=row["lhv_mj"],
        density_kg=row["density_kg"],
        wtt=row["wtt"],
        ttw=row["ttw"],
        source_id=row["source_id"],
        note=row["note"],
    )


def read_factor_set(layers: Sequence[Path], *, files: Iterable[Path] = (), name: str = "open") -> FactorSet:
    """Return the factor set of the facts layers, with the user's factor files over it, the last one winning.

    The version is a hash of every number in the set: two reports with equal versions used equal factors.
    """
    factors = {f.id: f for f in map(_factor, read_table("emission_factors", layers))}
    notes: list[str] = []
    for path in files:
        own = read_factor_file(path)
        factors |= {f.id: f for f in own}
        notes.append(f"{len(own)} factors from {path.name}")
    parts: dict[str, Any] = {
        "factors": factors,
        "classes": {c.id: c for c in map(_class, read_table("emission_classes", layers))},
        "grids": {g.country: g for g in map(_grid, read_table("grid_intensity", layers))},
        "tractions": {t.country: t for t in map(_traction, read_table("traction", layers))},
        "rail": {
            r["parameter"]: Parameter(
                value=r["value"], low=_or(r["low"], r["value"]), high=_or(r["high"], r["value"])
            )
            for r in read_table("rail_energy", layers)
        },
        "fuels": {f.id: f for f in map(_fuel, read_table("fuels", layers))},
        "gwps": {r["gas"]: r["gwp_ar6"] for r in read_table("refrigerants", layers)},
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
    plain = text.lower().replace("co2e", "").replace(" ", "").replace("-", "").replace(".", "")
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
    ``category``,
    ``subcategory``, ``size_or_load``, ``region``, ``data_year``, ``distance_type``, ``data_kind``,
    ``licence``, ``source``, ``note``.
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
