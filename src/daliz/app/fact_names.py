"""Under which names the facts know things, and in which tables: so that one thing is told without reading all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from daliz.io.tables import Field, Row, Table, read_fields, read_table, tables_state

__all__ = ["ABOUT", "CLASSES", "NAMES", "FactNames", "columns_of", "fact_names", "key_of_row", "numbers_of"]

#: Columns that say what a row is about, where its key does not.
ABOUT = ("subject", "target")
#: Columns that name other things without a ``refers_to``.
NAMES = (
    "from_id",
    "to_id",
    "scenario",
    "dwell_class",
    "gauge_class",
    "run_class",
    "yard_class",
    "corridor_group",
)
#: Columns that lead from a thing to the class whose quantities it takes.
CLASSES = ("dwell_class", "gauge_class", "run_class", "yard_class")
#: Numbers that describe another number of their row.
BESIDE = {"low", "high", "price_year", "data_year", "loss_year", "loss_low", "loss_high", "rank"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactNames:
    """Names, and the tables that hold them.

    Attributes
    ----------
    told
        Tables that have a row about a name, or mention it.
    numbered
        Tables that hold a number of a subject, by the subject with and without its kind.
    keyed
        Tables in which a key leads to classes.
    things, subjects
        What may be meant by a name that is not known: things that rows are about, subjects with a number.
    """

    told: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbered: dict[str, tuple[str, ...]] = field(default_factory=dict)
    keyed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    things: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)


def fact_names(layers: Sequence[Path]) -> FactNames:
    """Return the names of all facts; read once for as long as no table changes."""
    return _fact_names(tuple(layers), tables_state(layers))


@lru_cache(maxsize=2)
def _fact_names(layers: tuple[Path, ...], _state: tuple[object, ...]) -> FactNames:
    found = FactNames()
    for table in read_fields().values():
        of_folders = [read_table(table.name, [folder]) for folder in layers]
        rows = of_folders[0] if len(layers) == 1 else read_table(table.name, layers)
        _add_told(found, table, rows)
        for some in of_folders:
            _add_numbered(found, table, some)
    return found


def _add_told(found: FactNames, table: Table, rows: Sequence[Row]) -> None:
    about, other = columns_of(table)
    leads = any(f.column in CLASSES for f in table.fields)
    for row in rows:
        for column in about:
            name = str(row[column])
            found.things.update((name, name.partition(":")[2]))
            for said in {name, name.partition(":")[2]} if ":" in name else (name,):
                _note(found.told, said, table)
        for column in other:
            value = row[column]
            for said in value if isinstance(value, tuple) else (value,):
                if said is not None:
                    _note(found.told, said, table)
        if leads:
            _note(found.keyed, key_of_row(table, row), table)


def _add_numbered(found: FactNames, table: Table, rows: Sequence[Row]) -> None:
    for row in rows:
        for subject in dict.fromkeys(subject for subject, _ in numbers_of(table, row)):
            bare = subject.partition(":")[2]
            for name in (subject, bare):
                _note(found.numbered, name, table)
            if "/" not in subject:  # pairs of places, of which there are thousands, are no likely misspelling
                found.subjects.update((subject, bare))


def _note(names: dict[str, tuple[str, ...]], name: str, table: Table) -> None:
    there = names.get(name, ())
    if table.name not in there:
        names[name] = (*there, table.name)


def columns_of(table: Table) -> tuple[list[str], list[str]]:
    """Return the columns that say what a row is about, and those that mention other things."""
    about = [f.column for f in table.fields if f.column in ABOUT or (f.key and len(table.key) == 1)]
    other = [f.column for f in table.fields if (f.refers_to or f.column in NAMES) and f.column not in about]
    return about, other


def key_of_row(table: Table, row: Row) -> str:
    """Return the key of a row as one text, where the row stands if its table has none."""
    cells = [row[c] for c in table.key] or [row["_where"]]
    return "/".join("|".join(c) if isinstance(c, tuple) else str(c or "") for c in cells).rstrip("/")


def numbers_of(table: Table, row: Row) -> Iterator[tuple[str, Field]]:
    """Yield the subject and the column of every number of a row."""
    numeric = [f for f in _numeric(table.name) if row[f.column] is not None]
    if not numeric:
        return
    if table.name == "quantities":
        subject = row["subject"]
    else:
        kind = table.key[0] if len(table.key) == 1 else table.name
        subject = f"{kind}:{key_of_row(table, row)}"
    for f in numeric:
        yield subject, f


@cache
def _numeric(name: str) -> tuple[Field, ...]:
    """Return the columns of a table that hold its numbers."""
    if name == "quantities":
        return tuple(f for f in read_fields()[name].fields if f.column == "value")
    return tuple(
        f for f in read_fields()[name].fields if f.type in {"number", "integer"} and f.column not in BESIDE
    )
