"""Batches of freight questions: a CSV file, one question a row."""

from __future__ import annotations

import csv
import difflib
from pathlib import Path

from daliz.errors import DataError

__all__ = ["BATCH_COLUMNS", "read_batch"]

BATCH_COLUMNS = (
    "id", "from", "to", "containers", "wagons", "tonnes", "commodity", "ready", "deadline", "scope", "slot",
    "avoid", "avoid_transit", "require", "scenario", "seed",
)  # fmt: skip


def read_batch(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a batch with their line numbers, empty cells left out.

    Raises
    ------
    DataError
        If the file cannot be read, has no rows, or has a column that is not known.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            lines = csv.DictReader(f)
            columns = [c.strip() for c in lines.fieldnames or ()]
            for column in columns:
                if column not in BATCH_COLUMNS:
                    near = difflib.get_close_matches(column, BATCH_COLUMNS, n=1)
                    hint = (
                        f"Did you mean {near[0]!r}?"
                        if near
                        else f"The columns are {', '.join(BATCH_COLUMNS)}."
                    )
                    raise DataError(f"{path.name}:1: there is no column {column!r}.", hint)
            for needed in ("from", "to"):
                if columns and needed not in columns:
                    raise DataError(f"{path.name}:1: the column {needed!r} is missing.", "Add it.")
            rows = [
                (
                    lines.line_num,
                    {k.strip(): v.strip() for k, v in row.items() if k and isinstance(v, str) and v.strip()},
                )
                for row in lines
            ]
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: the file cannot be read.", "Give a CSV file in UTF-8.") from error
    rows = [(line, row) for line, row in rows if row]
    if not rows:
        raise DataError(
            f"{path.name}: the file has no rows.", "Add one line for each question, below the header."
        )
    return rows
