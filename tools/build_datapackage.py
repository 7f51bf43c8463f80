"""Write ``src/daliz/facts/datapackage.json``, the Frictionless description of the facts, from ``fields.csv``.

Run ``python tools/build_datapackage.py`` after each change of ``fields.csv``; a test holds the two together.
"""

from __future__ import annotations

import csv
import json
from typing import Any

from daliz import __version__
from daliz.io.tables import Field, Table, built_in_facts, read_fields

#: A date as published: 2021, 2021-05, 2021-05-03, 2021-Q3, --12-18, or a range a/b with either end open.
ONE_DATE = r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4])?|--(0[1-9]|1[0-2])(-\d{2})?|\.\.)"
TYPES = {"text": "string", "number": "number", "integer": "integer", "boolean": "boolean"}
ODBL = {"name": "ODbL-1.0", "title": "Open Database License 1.0, © OpenStreetMap contributors"}
CC_BY = {"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0, GeoNames"}
APACHE = {"name": "Apache-2.0", "title": "Apache License 2.0"}
LICENCES = {"osm": ODBL, "gazetteer": CC_BY, "sea": APACHE}


def field_of(field: Field) -> dict[str, Any]:
    """Return one column in the words of Table Schema; lists and partial dates are strings there."""
    made: dict[str, Any] = {"name": field.column, "type": TYPES.get(field.type, "string")}
    made["description"] = field.description + (f" Unit: {field.unit}." if field.unit else "")
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.type == "boolean":
        made |= {"trueValues": ["yes"], "falseValues": ["no"]}
    elif field.type == "date":
        constraints["pattern"] = f"^{ONE_DATE}(/{ONE_DATE})?$"
    elif field.type == "list":
        made["description"] += " Several values, separated by |."
    elif field.vocabulary:
        constraints["enum"] = list(field.vocabulary)
    if constraints:
        made["constraints"] = constraints
    return made


def resource_of(table: Table) -> dict[str, Any]:
    """Return one table as a resource: the columns that its file has, its key, its references."""
    with (built_in_facts() / table.path).open(encoding="utf-8", newline="") as f:
        header = next(csv.reader(f))
    fields = {f.column: f for f in table.fields}
    schema: dict[str, Any] = {"fields": [field_of(fields[c]) for c in header], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    references = [fields[c] for c in header if fields[c].refers_to is not None and fields[c].type != "list"]
    if references:
        schema["foreignKeys"] = [_reference(f) for f in references]
    made = {"name": table.name, "path": table.path, "format": "csv", "encoding": "utf-8", "schema": schema}
    licence = LICENCES.get(table.path.partition("/")[0])
    return made if licence is None else {**made, "licenses": [licence]}


def _reference(field: Field) -> dict[str, Any]:
    target, _, column = str(field.refers_to).partition(".")
    resource = "" if target == field.table else target
    return {"fields": [field.column], "reference": {"resource": resource, "fields": [column]}}


def package() -> dict[str, Any]:
    """Return the whole package, tables sorted by name."""
    return {
        "name": "daliz-facts",
        "title": "Daliz: facts of the Middle Corridor and of what was promised about it",
        "version": __version__,
        "licenses": [APACHE],
        "resources": [resource_of(table) for _, table in sorted(read_fields().items())],
    }


def text() -> str:
    """Return the file as text."""
    return json.dumps(package(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the file."""
    (built_in_facts() / "datapackage.json").write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
