"""Adding to the register: checked, kept in the user's workspace with who, when and why, and undone again."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from daliz.errors import DataError, QueryError, UnknownIdError, look_up
from daliz.io.tables import facts_layers, read_fields, read_table
from daliz.io.workspace import Workspace, register_tables

__all__ = ["add_rows", "changed_row", "read_rows_file", "row_as_text"]


def read_rows_file(path: Path) -> dict[str, list[dict[str, str]]]:
    """Return rows by table from a TOML or JSON file: ``[[commitments]]`` tables, or accepted drafts.

    Raises
    ------
    DataError
        If the file cannot be read or has another shape.
    """
    try:
        text = path.read_text(encoding="utf-8")
        found: Any = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise DataError(f"{path}: it cannot be read ({error}).", "Write TOML or JSON.") from error
    if isinstance(found, dict) and "drafts" in found:
        accepted = [d for d in found["drafts"] if d.get("decision") == "accept"]
        if not accepted:
            raise QueryError(
                f"{path}: no draft is accepted.", 'Set "decision": "accept" in those you take over.'
            )
        found = {}
        for draft in accepted:
            found.setdefault(draft["table"], []).append(draft["row"])
    if not isinstance(found, dict) or not all(isinstance(rows, list) for rows in found.values()):
        raise DataError(f"{path}: no tables of rows.", "Write [[commitments]] and the columns below it.")
    return {name: [row_as_text(row) for row in rows] for name, rows in found.items()}


def row_as_text(row: Mapping[str, Any]) -> dict[str, str]:
    """Return a row with its values as the CSV tables write them."""

    def cell(value: object) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list | tuple):
            return "|".join(str(v) for v in value)
        return "" if value is None else str(value)

    return {str(column): cell(value) for column, value in row.items() if not str(column).startswith("_")}


def add_rows(
    workspace: Workspace,
    tables: Mapping[str, Sequence[Mapping[str, str]]],
    *,
    who: str,
    why: str,
    now: datetime,
    layers: Sequence[Path] = (),
) -> list[int]:
    """Add or replace rows of several tables; sources first, so that records may name them.

    Raises
    ------
    DataError
        If a row is wrong; the rows of that table and of those after it are not kept.
    """
    for name in tables:
        if name not in register_tables():
            raise UnknownIdError.of("table of the register", name, register_tables(), "add")
    order = sorted(tables, key=lambda name: (name != "sources", name == "status_events", name))
    at = now.isoformat(timespec="seconds")
    numbers: list[int] = []
    for name in order:
        numbers += workspace.put(name, tables[name], who=who, why=why, at=at, layers=facts_layers(layers))
    return numbers


def changed_row(name: str, key: str, given: Mapping[str, str], layers: Sequence[Path]) -> dict[str, str]:
    """Return the row that stands under a key, with some of its columns changed.

    Raises
    ------
    UnknownIdError
        If no row stands there.
    """
    if name not in register_tables():
        raise UnknownIdError.of("table of the register", name, register_tables(), "edit")
    column = read_fields()[name].key[0]
    rows = {str(row[column]): row for row in read_table(name, facts_layers(layers))}
    return row_as_text(look_up(rows, key, kind=name, where="edit")) | dict(given)
