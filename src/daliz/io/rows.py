"""A row of a facts table as a frozen record of the model."""

from __future__ import annotations

from dataclasses import Field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from daliz.io.tables import Row
from daliz.timeline import first_day

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["NAME_LANGUAGES", "from_row", "names_of"]

#: The languages that the tables hold names in, in the order they are tried.
NAME_LANGUAGES = ("en", "ru", "kk", "ja")

#: The type of a field that holds a day, as annotations spell it: postponed or at once.
DAY = ("date | None", date | None)

T = TypeVar("T", bound="DataclassInstance")


def names_of(row: Row) -> dict[str, str]:
    """Return the filled ``name_en``, ``name_ru``, … of a row by language."""
    return {lang: row[f"name_{lang}"] for lang in NAME_LANGUAGES if row.get(f"name_{lang}")}


def from_row(kind: type[T], row: Row, **given: object) -> T:
    """Return a record whose fields hold the columns of their own names; ``given`` are the others.

    A field of type ``date | None`` holds the first day of its cell; ``names`` is made of the columns of names,
    ``where`` and ``layer`` of the row's place. The checks of ``kind`` run as always.

    Raises
    ------
    KeyError
        If a field has neither a column nor a value given, even where it has a default: a misspelt column must
        not go unnoticed.
    """
    values = {f.name: _value(row, f) for f in fields(kind) if f.name not in given}
    return kind(**values, **given)


def _value(row: Row, field: Field[Any]) -> Any:  # noqa: ANN401 - the type is in fields.csv
    if field.name == "names":
        return names_of(row)
    cell = row[f"_{field.name}" if field.name in {"where", "layer"} else field.name]
    return first_day(cell) if field.type in DAY and cell is not None else cell
