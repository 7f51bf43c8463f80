"""The facts tables: CSV files whose columns ``fields.csv`` describes.

A *layer* is a folder of tables with that schema. Layers are read in order and later ones win: a row whose
key columns equal those of an earlier row replaces it, any other row is added. The built-in facts are the
first layer, a user's own folder the last.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from daliz.errors import DataError
from daliz.timeline import check_partial_date
from daliz.units import UNITS

__all__ = [
    "BUILT_IN",
    "Field",
    "Problem",
    "Row",
    "Table",
    "built_in_facts",
    "check_tables",
    "facts_layers",
    "layer_name",
    "problem_at",
    "read_fields",
    "read_rows",
    "read_table",
    "table_names",
    "tables_state",
]

BUILT_IN = "facts"
"""What the built-in layer is called."""

Row = dict[str, Any]
"""One row: column name to typed value, empty cells None; ``_where`` is ``file:line``, ``_layer`` the folder.

The built-in layer is called ``facts`` and its files by name alone; a user's folder goes by its own path.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of one table, as ``fields.csv`` describes it."""

    table: str
    column: str
    type: str
    unit: str | None
    required: bool
    key: bool
    refers_to: str | None
    vocabulary: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table's columns in order, with its file path inside a layer.

    Attributes
    ----------
    key
        The columns whose values together name a row.
    """

    name: str
    path: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault of a table: where it is, what was found, what to do."""

    file: str
    line: int  # unit-ok: a line number
    column: str
    found: str
    hint: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.found} {self.hint}".rstrip()


def built_in_facts() -> Path:
    """Return the folder of the facts that ship with the package."""
    return Path(str(resources.files("daliz"))) / "facts"


def facts_layers(folders: Sequence[Path] = ()) -> list[Path]:
    """Return the built-in facts and the user's folders, last winning.

    Raises
    ------
    DataError
        If a folder does not exist.
    """
    for folder in folders:
        if not folder.is_dir():
            raise DataError(
                f"{folder}: there is no such folder of facts.",
                "Give a folder that holds tables such as rates.csv.",
            )
    return [built_in_facts(), *folders]


@cache
def read_fields() -> dict[str, Table]:
    """Return every table's description, by name, from ``fields.csv``."""
    tables: dict[str, list[Field]] = {}
    paths: dict[str, str] = {}
    with (built_in_facts() / "fields.csv").open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            name = row["table"]
            paths.setdefault(name, row["path"] or f"{name}.csv")
            tables.setdefault(name, []).append(
                Field(
                    table=name,
                    column=row["column"],
                    type=row["type"],
                    unit=row["unit"] or None,
                    required=row["required"] == "yes",
                    key=row["key"] == "yes",
                    refers_to=row["refers_to"] or None,
                    vocabulary=tuple(v for v in row["vocabulary"].split("|") if v),
                    description=row["description"],
                )
            )
    return {
        name: Table(name=name, path=paths[name], fields=tuple(of), key=tuple(f.column for f in of if f.key))
        for name, of in tables.items()
    }


def table_names() -> list[str]:
    """Return the names of all tables, sorted."""
    return sorted(read_fields())


def tables_state(layers: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Return the path, size and time of change of every table: equal while nobody has written to one."""
    found = []
    for folder in layers:
        for table in read_fields().values():
            path = folder / table.path
            if path.is_file():
                stat = path.stat()
                found.append((str(path), stat.st_size, stat.st_mtime_ns))
    return tuple(found)


def _number(text: str) -> float:
    value = float(text)
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN is the only such value
        raise ValueError(text)
    return value


def _boolean(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise ValueError(text)
    return text == "yes"


def _unit(text: str) -> str:
    if text not in UNITS:
        raise ValueError(text)
    return text


def _date(text: str) -> str:
    try:
        return check_partial_date(text)
    except DataError as error:
        raise ValueError(text) from error


#: Cell readers. A ``date`` keeps the precision it was given: 2021, 2021-05, 2021-05-03, 2021-Q3, a range a/b.
READERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "number": _number,
    "integer": int,
    "boolean": _boolean,
    "date": _date,
    "unit": _unit,
    "list": lambda text: tuple(part.strip() for part in text.split("|") if part.strip()),
}

WANTED = {
    "number": "Write a finite number with a dot.",
    "integer": "Write a whole number.",
    "boolean": "Write yes or no.",
    "date": "Write 2021, 2021-05, 2021-05-03 or a range a/b.",
    "unit": f"Write one of {', '.join(sorted(UNITS))}.",
}


def _cell(field: Field, text: str) -> Any:  # noqa: ANN401 - the type is in fields.csv
    """Return the typed value of a cell; raise ValueError with what to do."""
    if text == "":
        if field.required:
            raise ValueError("it is empty.|The column is required.")
        return () if field.type == "list" else None
    try:
        value = READERS[field.type](text)
    except ValueError as error:
        raise ValueError(f"found {text!r}.|{WANTED.get(field.type, '')}") from error
    if field.vocabulary:
        for part in value if field.type == "list" else (value,):
            if part not in field.vocabulary:
                near = difflib.get_close_matches(str(part), field.vocabulary, n=1)
                hint = (
                    f"Did you mean {near[0]!r}?" if near else f"Write one of {', '.join(field.vocabulary)}."
                )
                raise ValueError(f"found {part!r}.|{hint}")
    return value


def read_rows(table: Table, folder: Path, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows of one table in one layer; faults go to ``problems`` and their rows are left out."""
    path = folder / table.path
    if not path.is_file():
        return
    layer = layer_name(folder)
    file = table.path if layer == BUILT_IN else f"{layer}/{table.path}"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        found, hint = f"the byte at {error.start} is no UTF-8.", "Save the file as UTF-8."
        problems.append(Problem(file=file, line=line, column="", found=found, hint=hint))
        return
    lines = csv.reader(io.StringIO(text, newline=""))
    header = next(lines, None)
    if header is None:
        problems.append(
            Problem(file=file, line=1, column="", found="the file is empty.", hint="Add a header.")
        )
        return
    columns = _columns(table, file, header, problems)
    for cells in lines:
        if not any(cells):
            continue
        if len(cells) > len(header):
            found = f"{len(cells)} cells under {len(header)} columns."
            hint = "Put quotes around a cell that contains a comma."
            problems.append(Problem(file=file, line=lines.line_num, column="", found=found, hint=hint))
            continue
        row = _row(table, f"{file}:{lines.line_num}", columns, cells, problems)
        if row is not None:
            row["_layer"] = layer
            yield row


def layer_name(folder: Path) -> str:
    """Return what a layer is called in messages: ``facts`` for the built-in one, else the folder as given."""
    return BUILT_IN if folder == built_in_facts() else folder.as_posix()


def _columns(
    table: Table, file: str, header: Sequence[str], problems: list[Problem]
) -> list[tuple[int, Field]]:
    """Match the header to the table's fields."""
    known = {f.column: f for f in table.fields}
    for i, name in enumerate(header):
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"The columns are {', '.join(known)}."
            problems.append(Problem(file=file, line=1, column=name, found="no such column.", hint=hint))
        elif name in header[:i]:
            found, hint = "the column stands twice.", "Remove one of the two."
            problems.append(Problem(file=file, line=1, column=name, found=found, hint=hint))
    for field in table.fields:
        if field.required and field.column not in header:
            found, hint = "the column is missing.", "Add it."
            problems.append(Problem(file=file, line=1, column=field.column, found=found, hint=hint))
    return [(i, known[name]) for i, name in enumerate(header) if name in known]


def _row(
    table: Table, where: str, columns: list[tuple[int, Field]], cells: Sequence[str], problems: list[Problem]
) -> Row | None:
    row: Row = {f.column: (() if f.type == "list" else None) for f in table.fields}
    row["_where"] = where
    sound = True
    for i, field in columns:
        try:
            row[field.column] = _cell(field, cells[i].strip() if i < len(cells) else "")
        except ValueError as error:
            found, _, hint = str(error).partition("|")
            problems.append(problem_at(where, field.column, found, hint))
            sound = False
    return row if sound else None


def problem_at(where: str, column: str, found: str, hint: str) -> Problem:
    """Return a problem at ``file:line``."""
    file, _, line = where.rpartition(":")
    return Problem(file=file, line=int(line), column=column, found=found, hint=hint)


def read_table(name: str, layers: Iterable[Path], problems: list[Problem] | None = None) -> list[Row]:
    """Return the rows of a table over all layers, later layers winning, in order of first appearance.

    Raises
    ------
    DataError
        If a cell is wrong and no ``problems`` list was given to collect the faults.
    """
    table = read_fields()[name]
    found: list[Problem] = [] if problems is None else problems
    rows: dict[tuple[Any, ...], Row] = {}
    for folder in layers:
        seen: dict[tuple[Any, ...], str] = {}
        for row in read_rows(table, folder, found):
            key = tuple(row[c] for c in table.key) or (row["_where"],)
            if key in seen:
                what = f"{'/'.join(map(str, key))} stands already at {seen[key]}."
                found.append(
                    problem_at(row["_where"], ",".join(table.key), what, "Remove one of the two rows.")
                )
                continue
            seen[key] = row["_where"]
            rows[key] = row
    if problems is None and found:
        raise DataError(
            str(found[0]), f"({len(found)} faults in all; run: daliz facts check)" if len(found) > 1 else ""
        )
    return list(rows.values())


def check_tables(layers: Sequence[Path], tables: dict[str, list[Row]] | None = None) -> list[Problem]:
    """Return every fault of every table: cells, keys, references. Order: file, line.

    ``tables``, where given, is filled with the sound rows, for checks that look further.
    """
    problems: list[Problem] = []
    tables = {} if tables is None else tables
    tables.update((name, read_table(name, layers, problems)) for name in table_names())
    for name, table in read_fields().items():
        for field in table.fields:
            if field.refers_to is None:
                continue
            target, _, column = field.refers_to.partition(".")
            known = {row[column] for row in tables[target]}
            problems.extend(_dangling(tables[name], field, known))
    for folder in layers[1:]:
        problems.extend(_strangers(folder))
    return sorted(problems, key=lambda p: (p.file, p.line, p.column))


def _dangling(rows: list[Row], field: Field, known: set[Any]) -> Iterator[Problem]:
    for row in rows:
        value = row[field.column]
        if value is None:
            continue
        for part in value if isinstance(value, tuple) else (value,):
            if part in known:
                continue
            near = difflib.get_close_matches(str(part), [str(k) for k in known], n=1)
            hint = f"Did you mean {near[0]!r}?" if near else "Add it, or correct the reference."
            yield problem_at(row["_where"], field.column, f"there is no {field.refers_to} {part!r}.", hint)


def _strangers(folder: Path) -> Iterator[Problem]:
    """Yield a fault for each file of a user's folder that is no table: a misspelt name is not ignored."""
    paths = {table.path for table in read_fields().values()}
    for path in sorted(folder.rglob("*.csv")):
        name = path.relative_to(folder).as_posix()
        if name not in paths:
            near = difflib.get_close_matches(name, paths, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else "Remove it, or rename it to a table."
            file = f"{layer_name(folder)}/{name}"
            yield Problem(file=file, line=1, column="", found="no such table.", hint=hint)
