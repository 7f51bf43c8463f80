"""What is to be told beside the numbers: a key of the catalogues and values, told in a language by ``words``.

An engine knows that a port was shut, by whom and since when; it knows no sentence. It returns a ``Note``; the
command line, the page and the API tell it in the reader's language, and JSON keeps the key and the values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self, TypeAlias

__all__ = ["Dated", "Named", "Note", "Value", "note_dict", "quoted", "read_note"]


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its names: pairs of a language and the name in it."""

    id: str
    names: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, ident: str, names: Mapping[str, str | None]) -> Self:
        """Return a thing from a mapping of names; languages without one are left out."""
        return cls(ident, tuple(sorted((lang, name) for lang, name in names.items() if name)))


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the precision with which it was published, such as ``2024-03``."""

    date: str


@dataclass(frozen=True, slots=True)
class Note:
    """A key of the catalogues with the values that its text holds."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, key: str, **values: Value) -> Self:
        """Return a note.

        >>> Note.of("note.lots", count=3).values
        (('count', 3),)
        """
        return cls(key, tuple(values.items()))


#: Words as they are, a number, a day, a thing with names, a note inside the note, or a list of these.
Value: TypeAlias = "str | int | float | date | Dated | Named | Note | tuple[Value, ...]"


def quoted(words: str) -> Note:
    """Return words that are told as they stand in every language: those of a table or a source."""
    return Note.of("note.quoted", words=words)


def note_dict(note: Note) -> dict[str, Any]:
    """Return a note as plain data: its key and its values.

    >>> note_dict(Note.of("note.known_to", date=date(2026, 10, 1)))
    {'key': 'note.known_to', 'values': {'date': {'date': '2026-10-01'}}}
    """
    return {"key": note.key, "values": {name: _plain(value) for name, value in note.values}}


def _plain(value: Value) -> Any:  # noqa: ANN401 - plain data
    if isinstance(value, Note):
        return note_dict(value)
    if isinstance(value, Named):
        return {"id": value.id, "names": dict(value.names)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Dated):
        return {"date": value.date}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def read_note(data: Mapping[str, Any]) -> Note:
    """Return the note of plain data, as ``note_dict`` writes it."""
    return Note(data["key"], tuple((name, _value(value)) for name, value in data["values"].items()))


def _value(data: Any) -> Value:  # noqa: ANN401 - plain data
    if isinstance(data, Mapping):
        if "key" in data:
            return read_note(data)
        if "names" in data:
            return Named.of(data["id"], data["names"])
        day: str = data["date"]
        return date.fromisoformat(day) if len(day) == len("2026-01-01") else Dated(day)
    if isinstance(data, Sequence) and not isinstance(data, str):
        return tuple(_value(one) for one in data)
    found: str | int | float = data
    return found
