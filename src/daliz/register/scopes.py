"""Sums over statements: only values of one unit and one scope may be added."""

from __future__ import annotations

from collections.abc import Sequence

from daliz.errors import QueryError
from daliz.model.record import RecordStatement

__all__ = ["sum_of"]


def sum_of(statements: Sequence[RecordStatement]) -> float:  # unit-ok: in the unit of the statements
    """Return the sum of statements that count different things of one scope.

    Raises
    ------
    QueryError
        If units or scopes differ, if two count the same thing, or if a value is a bound.
    """
    if not statements:
        raise QueryError("There is nothing to add.", "Name at least one statement.")
    told = "; ".join(f"{s.value} ({s.scope or 'scope not stated'})" for s in statements)
    for label, values in (
        ("units", {s.unit for s in statements}),
        ("scopes", {s.scope for s in statements}),
    ):
        if len(values) > 1:
            raise QueryError(
                f"These are not added, their {label} differ: {told}.",
                "One may contain the other, so that the sum would count twice. Show them side by side.",
            )
    if any(s.kind != "number" for s in statements):
        raise QueryError(
            f"These are not added, they are no numbers: {told}.", "Name statements of kind number."
        )
    same = {(s.subject, s.property, s.as_of) for s in statements}
    if len(same) < len(statements):
        raise QueryError(f"These are not added, they count the same thing: {told}.", "Choose one source.")
    return sum(float(s.value) for s in statements)
