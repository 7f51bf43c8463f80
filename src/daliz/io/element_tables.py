"""Thousands of shipments from one CSV: columns for the batch account, and every bad row with its line."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from daliz.errors import DataError
from daliz.io.chains import COLUMNS
from daliz.io.tables import Problem

__all__ = ["ElementRows", "read_element_rows"]

#: Columns that the batch cannot account for; a chain with them is a chain of its own.
SINGLE_ONLY = (
    "wtw_kg_per_container", "ttw_kg_per_container", "kwh_per_t", "market_g_per_kwh", "gross_train_t",
    "distance_adjustment_factor", "intensity_distance_type",
)  # fmt: skip
PROGRESS_ROWS = 20_000  # unit-ok: a count of rows


class ElementRows(NamedTuple):
    """The sound rows as columns, and the faults of the others.

    ``kinds`` are tuples in the order of ``daliz.footprint.batch.ElementKind``.
    """

    shipments: list[str]
    kinds: list[tuple[Any, ...]]
    shipment_idx: list[int]
    kind_idx: list[int]
    mass_t: list[float]
    distance_km: list[float]
    containers_count: list[float]
    line_idx: list[int]
    problems: list[Problem]


def _amount(text: str) -> float:
    value = float(text)
    if not 0 <= value < math.inf:
        raise ValueError(text)
    return value


def _header(path: Path, header: list[str] | None) -> dict[str, int]:
    if not header:
        raise DataError(
            f"{path.name}: the file is empty.", "Add a header and rows; see the chain file reference."
        )
    place = {name.strip(): i for i, name in enumerate(header)}
    strangers = [name for name in place if name not in COLUMNS]
    if strangers:
        raise DataError(
            f"{path.name}:1: there is no column {strangers[0]!r}.", f"The columns are {', '.join(COLUMNS)}."
        )
    single = [name for name in SINGLE_ONLY if name in place]
    if single:
        raise DataError(
            f"{path.name}:1: the column {single[0]} works for a single chain only.",
            "Remove it, or account for each shipment alone.",
        )
    return place


def read_element_rows(path: Path, progress: Callable[[int], None] | None = None) -> ElementRows:
    """Return the rows of a chain CSV as columns; a bad row goes to ``problems`` and the rest is kept.

    Raises
    ------
    DataError
        If the header is wrong: then no row can be read.
    """
    out = ElementRows([], [], [], [], [], [], [], [], [])
    shipments: dict[str, int] = {}
    kinds: dict[tuple[Any, ...], int] = {}
    with path.open(encoding="utf-8-sig", newline="") as f:
        lines = csv.reader(f)
        place = _header(path, next(lines, None))
        width_count = len(place)
        row = _Row({name: place.get(name) for name in COLUMNS})
        for cells in lines:
            if not any(cells):
                continue
            if len(cells) < width_count:
                cells = cells + [""] * (width_count - len(cells))  # noqa: PLW2901 - short rows end early
            row.cells = cells
            try:
                _add(row, out, shipments, kinds, lines.line_num)
            except _BadCellError as bad:
                out.problems.append(
                    Problem(
                        file=path.name, line=lines.line_num, column=bad.column, found=bad.found, hint=bad.hint
                    )
                )
            if progress is not None and len(out.line_idx) % PROGRESS_ROWS == 0:
                progress(len(out.line_idx))
    out.shipments.extend(shipments)
    out.kinds.extend(kinds)
    return out


class _BadCellError(Exception):
    """One wrong cell; never leaves this module."""

    def __init__(self, column: str, found: str, hint: str) -> None:
        super().__init__(column, found, hint)
        self.column, self.found, self.hint = column, found, hint


class _Row:
    """One row's cells, read by column name."""

    __slots__ = ("cells", "place")

    def __init__(self, place: dict[str, int | None]) -> None:
        self.place = place
        self.cells: list[str] = []

    def text(self, name: str) -> str | None:
        """Return the cell's text; None where it is empty."""
        i = self.place[name]
        return (self.cells[i].strip() or None) if i is not None else None

    def number(self, name: str) -> float | None:  # unit-ok: the column names the unit
        """Return the cell's number of 0 or more; None where it is empty."""
        found = self.text(name)
        if found is None:
            return None
        try:
            return _amount(found)
        except ValueError:
            raise _BadCellError(
                name, f"found {found!r}.", "Write a number of 0 or more, with a dot."
            ) from None

    def word(self, name: str, usual: str, allowed: tuple[str, ...]) -> str:
        """Return the cell's word out of those allowed."""
        found = self.text(name) or usual
        if found not in allowed:
            raise _BadCellError(name, f"found {found!r}.", f"Write one of {', '.join(allowed)}.")
        return found


def _mass_t(row: _Row) -> float:
    mass = row.number("mass_t")
    if mass is not None:
        return mass
    teu = row.number("teu_count")
    if teu is None:
        raise _BadCellError("mass_t", "it is empty.", "Give mass_t, or teu_count for 10 t a TEU.")
    return teu * 10.0


def _kind_of(row: _Row, *, hub: bool, boxed: bool) -> tuple[Any, ...]:
    """Return what decides the coefficient of a row: an ``ElementKind`` as a plain tuple."""
    mode = (row.text("operation") or row.text("mode")) if hub else row.text("mode")
    if mode is None:
        raise _BadCellError("operation" if hub else "mode", "it is empty.", "Name it.")
    wtw = row.number("wtw_kg_per_t" if hub else "wtw_kg_per_tkm")
    ttw = row.number("ttw_kg_per_t" if hub else "ttw_kg_per_tkm")
    if ttw is not None and (wtw is None or ttw > wtw):
        raise _BadCellError("ttw_kg_per_tkm", "tank to wheel exceeds well to wheel.", "Exchange them?")
    return (
        hub, mode, row.text("vehicle"), row.text("factor"), row.text("distance_type"),
        row.text("country"),
        row.word("traction", "unknown", ("electric", "diesel", "unknown")), boxed,
        row.text("reefer") == "yes",
        wtw, ttw, row.number("kwh_per_tkm"),
    )  # fmt: skip


def _add(
    row: _Row,
    out: ElementRows,
    shipments: dict[str, int],
    kinds: dict[tuple[Any, ...], int],
    line: int,  # unit-ok: a line number
) -> None:
    """Add one row to the columns."""
    hub = row.word("kind", "leg", ("leg", "hub")) == "hub"
    km = row.number("distance_km")
    if not hub and km is None:
        raise _BadCellError("distance_km", "it is empty.", "A leg needs its length.")
    boxes = row.number("containers_count")
    mass = _mass_t(row)
    key = _kind_of(row, hub=hub, boxed=hub and boxes is not None and boxes > 0)
    name = row.text("shipment") or "1"
    out.shipment_idx.append(shipments.setdefault(name, len(shipments)))
    out.kind_idx.append(kinds.setdefault(key, len(kinds)))
    out.mass_t.append(mass)
    out.distance_km.append(0.0 if hub or km is None else km)
    out.containers_count.append(0.0 if boxes is None else boxes)
    out.line_idx.append(line)
