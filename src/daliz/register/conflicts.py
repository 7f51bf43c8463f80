"""Conflicts found from statements: the same thing said with different values, side by side and read.

Nothing here knows a conflict beforehand. Statements about one property of one subject are grouped; where
values differ the group is a conflict, and the way they differ gives its reading. No value is chosen and none
is merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from daliz.model.record import Conflict, RecordStatement
from daliz.timeline import first_day, last_day

__all__ = ["conflicts_among"]

FLOORS = frozenset({"more than"})
LOOSE_SHARE = 0.05  # an "about" may be this far off; our choice


def conflicts_among(statements: Iterable[RecordStatement]) -> list[Conflict]:
    """Return every group of statements that do not say the same, ordered by subject and property."""
    groups: dict[tuple[str, str], list[RecordStatement]] = {}
    for statement in statements:
        groups.setdefault((statement.subject, statement.property), []).append(statement)
    found: list[Conflict] = []
    for (subject, name), group in sorted(groups.items()):
        trends = [s for s in group if s.kind == "trend"]
        rest = [s for s in group if s.kind != "trend"]
        if any(_denies(trend, rest) for trend in trends):
            reading = "a claim of growth against a series that fell"
            found.append(Conflict(subject=subject, property=name, reading=reading, statements=tuple(group)))
            continue
        differing = _differing(rest)
        if differing:
            reading = _reading(differing)
            found.append(Conflict(subject=subject, property=name, reading=reading, statements=differing))
    return found


def _differing(group: Sequence[RecordStatement]) -> tuple[RecordStatement, ...]:
    """Return the statements that differ from another one speaking of the same time, in their given order."""
    odd: set[str] = set()
    for a, b in combinations(group, 2):
        if _value_of(a) != _value_of(b) and (_same_time(a, b) or a.kind == "text"):
            odd |= {a.id, b.id}
    return tuple(s for s in group if s.id in odd)


def _value_of(statement: RecordStatement) -> tuple[object, str | None, str]:
    """Return what makes two statements the same: value, unit and bound."""
    value: object = float(statement.value) if statement.kind == "number" else statement.value
    return value, statement.unit, statement.bound if statement.kind == "number" else ""


def _same_time(a: RecordStatement, b: RecordStatement) -> bool:
    """Return whether both speak of days that overlap; a statement without a date speaks of all."""
    if a.as_of is None or b.as_of is None or a.as_of == b.as_of:
        return True
    if a.kind == b.kind == "number":
        return False  # a series over periods is no conflict, even where periods share days
    a_first, a_last, b_first, b_last = (
        first_day(a.as_of),
        last_day(a.as_of),
        first_day(b.as_of),
        last_day(b.as_of),
    )
    if a_first is None or a_last is None or b_first is None or b_last is None:
        return True
    return a_first <= b_last and b_first <= a_last


def _reading(group: Sequence[RecordStatement]) -> str:  # noqa: PLR0911 - one line a reading
    """Say how statements differ; the first that fits."""
    if any(s.bound == "converted" for s in group):
        return "one amount and its conversions: keep the currency stated"
    if all(s.kind == "date" for s in group):
        return "different dates"
    if len({s.scope for s in group}) > 1:
        return "unlike scopes: never add them"
    if all(s.kind == "text" for s in group) and not all(_same_time(a, b) for a, b in combinations(group, 2)):
        return "successive states of one promise"
    if any(s.bound in FLOORS for s in group) and any(s.bound not in FLOORS for s in group):
        return "a floor against a figure"
    if len({s.unit for s in group}) > 1:
        return "different units"
    if all(s.kind == "number" for s in group):
        numbers = [float(s.value) for s in group]
        if any(s.bound == "about" for s in group) and max(numbers) <= min(numbers) * (1 + LOOSE_SHARE):
            return "rounding"
    return "different values"


def _denies(trend: RecordStatement, series: Sequence[RecordStatement]) -> bool:
    """Return whether a claim of growth every year meets a series that fell somewhere."""
    points = sorted((s.as_of, float(s.value)) for s in series if s.kind == "number" and s.as_of is not None)
    return trend.value.startswith("rising") and any(
        later <= earlier for (_, earlier), (_, later) in pairwise(points)
    )
