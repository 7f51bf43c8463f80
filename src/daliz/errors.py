"""Every error this package raises.

* DalizError
  x DataError            a fact, a scenario, a record or a file is wrong
    + UnknownIdError     a reference points at nothing
    + UnitError          a unit is not in the vocabulary
  x QueryError           a question cannot be read or contradicts itself
    + UnknownPlaceError  a place name matches nothing
    + UnreadableCaseError  a published outcome cannot be expressed as a question
  x NoPlanError          the question is clear and has no answer

Rule: every argument is positional and lands in ``args``, so that an error survives pickling (worker
processes) and re-creation from ``args``.

Messages are English. An error about what a user asked carries notes too, the message and the hint as keys
and values, so that the page and the API can tell it in the reader's language.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import ClassVar, Self, TypeVar

from daliz.notes import Note
from daliz.spelling import near_spellings

__all__ = [
    "DalizError",
    "DataError",
    "NoPlanError",
    "QueryError",
    "UnitError",
    "UnknownIdError",
    "UnknownPlaceError",
    "UnreadableCaseError",
    "look_up",
]

V = TypeVar("V")


class DalizError(Exception):
    """The root of the tree: what is wrong, where, and what the reader can do about it."""

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "", notes: tuple[Note, ...] = ()) -> None:
        super().__init__(message, hint, notes)
        self.message = message
        self.hint = hint
        self.notes = notes

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class DataError(DalizError):
    """A fact, a scenario, a record or a file is wrong."""

    code = "data"
    exit_status = 4


class UnknownIdError(DataError):
    """A reference points at nothing."""

    code = "unknown-id"

    @classmethod
    def of(cls, kind: str, wanted: str, known: Collection[str], where: str) -> Self:
        """Build the error, with the nearest known identifiers as the hint."""
        near = near_spellings(wanted, known, cutoff_share=0.5)
        hint = f"Did you mean {' or '.join(map(repr, near))}?" if near else f"{len(known)} are known."
        told = Note.of("error.nothing_named", where=where, kind=kind, name=wanted)
        return cls(f"{where}: there is no {kind} {wanted!r}.", hint, (told, _near_note(near, len(known))))


def _near_note(near: list[str], known_count: int) -> Note:
    """Return the hint of an unknown identifier: the nearest ones, else how many there are."""
    if not near:
        return Note.of("error.known_count", count=known_count)
    places = ("one", "two", "three")[: len(near)]
    return Note.of(f"error.near_{places[-1]}", **dict(zip(places, near, strict=True)))


class UnitError(DataError):
    """A unit is not in the vocabulary."""

    code = "unit"


class QueryError(DalizError):
    """A question cannot be read or contradicts itself."""

    code = "query"
    exit_status = 2


class UnknownPlaceError(QueryError):
    """A place name matches nothing; the hint names the nearest spellings."""

    code = "unknown-place"


class UnreadableCaseError(QueryError):
    """A published outcome that the model cannot express; the message says why."""

    code = "unreadable-case"


class NoPlanError(DalizError):
    """The question is clear and has no answer; the message names the constraint that made it so."""

    code = "no-plan"
    exit_status = 3


def look_up(known: Mapping[str, V], wanted: str, *, kind: str, where: str) -> V:
    """Return what stands under an identifier; ``kind`` and ``where`` are for the message.

    Raises
    ------
    UnknownIdError
        If nothing does.
    """
    if wanted not in known:
        raise UnknownIdError.of(kind, wanted, known, where)
    return known[wanted]
