"""Where a number comes from: the value in use, why it won, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from daliz.model.fact import Quantity, Source

__all__ = ["Candidate", "Explanation", "FactRow", "Mention", "Subject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One row of one table, with what supplied it.

    Attributes
    ----------
    key
        The values of the key columns, joined by ``/``.
    used
        Whether answers use the row; None where the table does not choose.
    """

    table: str
    key: str
    where: str
    layer: str
    values: Mapping[str, Any]
    used: bool | None
    source: Source | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """How many rows of a table refer to a subject through one column, and the keys of the first."""

    table: str
    column: str
    count: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Everything that the facts say about one thing."""

    id: str
    rows: tuple[FactRow, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One value that somebody gave for a quantity, and why it is used or not.

    Attributes
    ----------
    reason
        Of the value in use: ``scenario``, ``layer``, ``latest``, ``marked`` or ``only``. Of another:
        ``not_marked``, ``not_yet``, ``ended``, ``earlier`` or ``overruled``.
    """

    fact: Quantity
    source: Source | None
    used: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The chain behind one quantity of one subject on one day in one scenario.

    Attributes
    ----------
    via
        How the subject asked about leads to the one that has the quantity, step by step.
    behind
        The published observations that the value in use was computed from or read beside.
    """

    asked: str
    subject: str
    quantity: str
    on: date
    scenario: str
    via: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    behind: tuple[FactRow, ...]

    @property
    def used(self) -> Candidate | None:
        """The value in use, or None where no value holds on the day."""
        return next((c for c in self.candidates if c.used), None)
