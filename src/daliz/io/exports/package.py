"""The register's tables as a Frictionless data package, described from fields.csv."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from daliz.io.tables import Field, Row, Table, read_fields, read_table

__all__ = ["export_tables", "package_of"]

#: Our column types as Frictionless has them; a partial date stays a string, so that its precision does.
TYPES = {"number": "number", "integer": "integer", "boolean": "boolean"}


def _field(field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": field.column,
        "type": TYPES.get(field.type, "string"),
        "description": field.description,
    }
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.vocabulary and field.type != "list":
        constraints["enum"] = list(field.vocabulary)
    if constraints:
        made["constraints"] = constraints
    if field.type == "boolean":
        made |= {"trueValues": ["yes"], "falseValues": ["no"]}
    return made


def _resource(table: Table, among: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(f) for f in table.fields], "primaryKey": list(table.key)}
    keys = []
    for field in table.fields:
        if field.refers_to is None or field.type == "list":
            continue
        target, _, column = field.refers_to.partition(".")
        if target in among:
            resource = "" if target == table.name else _name(target)
            keys.append({"fields": field.column, "reference": {"resource": resource, "fields": column}})
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": _name(table.name),
        "path": Path(table.path).name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": schema,
    }


def _name(table: str) -> str:
    return table.replace("_", "-")


def package_of(names: Sequence[str], *, version: str, created: str) -> dict[str, Any]:
    """Return the description of a package with some tables."""
    tables = read_fields()
    return {
        "profile": "tabular-data-package",
        "name": "daliz-register",
        "title": "The register of Daliz: what was promised, and what came of it",
        "version": version,
        "created": created,
        "licenses": [{"name": "Apache-2.0", "title": "Apache License 2.0"}],
        "resources": [_resource(tables[name], set(names)) for name in names],
    }


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "|".join(str(v) for v in value)
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def export_tables(
    names: Sequence[str],
    layers: Sequence[Path],
    folder: Path,
    *,
    keep: Mapping[str, Sequence[Row]] | None = None,
    package: Mapping[str, Any] | None = None,
) -> list[Path]:
    """Write tables as CSV, and the package's description if given; return the files.

    ``keep`` holds the rows of a table that is written in part.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names:
        table = read_fields()[name]
        path = folder / Path(table.path).name
        rows = (keep or {}).get(name)
        with path.open("w", encoding="utf-8", newline="") as f:
            writer = csv.writer(f, lineterminator="\n")
            writer.writerow([field.column for field in table.fields])
            for row in read_table(name, layers) if rows is None else rows:
                writer.writerow([_cell(row[field.column]) for field in table.fields])
        written.append(path)
    if package is not None:
        path = folder / "datapackage.json"
        path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return written
