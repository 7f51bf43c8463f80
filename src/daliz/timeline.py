"""Instants, dates with their precision, and calendars.

Inside, an instant is a whole number of UTC seconds since 1970-01-01. At the edge it is an aware datetime in a named
zone (tzdata, never a fixed offset). A date that a source published keeps the precision it was published with.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from daliz.errors import DataError, QueryError

__all__ = [
    "check_partial_date",
    "date_of",
    "datetime_of",
    "first_day",
    "instant_of",
    "last_day",
    "read_day",
    "zone_of",
]

_YEAR, _MONTH, _QUARTER, _DAY = r"\d{4}", r"(?:0[1-9]|1[0-2])", r"Q[1-4]", r"(?:0[1-9]|[12]\d|3[01])"
_ONE = re.compile(rf"(?:{_YEAR}(?:-{_MONTH}(?:-{_DAY})?|-{_QUARTER})?|--{_MONTH}(?:-{_DAY})?)")


def check_partial_date(text: str) -> str:
    """Return the text if it is a date of known precision, or a range of two joined by ``/`` (either end may be open).

    Forms: ``2021``, ``2021-05``, ``2021-Q3``, ``2021-05-03``, ``--12-18`` (no year), ``2021-01/2021-05``, ``2026/..``.

    Raises
    ------
    DataError
        If it is none of these, or a day that no month has.
    """
    for part in text.split("/"):
        if part == "..":
            continue
        if not _ONE.fullmatch(part):
            raise DataError(
                f"{text!r} is not a date.", "Write 2021, 2021-05, 2021-Q3, 2021-05-03 or a range a/b."
            )
        if re.fullmatch(r"\d{4}-\d\d-\d\d", part):
            try:
                date.fromisoformat(part)
            except ValueError as error:
                raise DataError(f"{text!r} is not a day of any calendar.") from error
    return text


def first_day(text: str) -> date | None:
    """Return the first day that a partial date covers; None where it names no year or is open.

    >>> first_day("2026-Q3").isoformat()
    '2026-07-01'
    """
    start = text.split("/", maxsplit=1)[0]
    if start in {"", ".."} or start.startswith("--"):
        return None
    if "Q" in start:
        return date(int(start[:4]), 3 * int(start[-1]) - 2, 1)
    parts = [int(p) for p in start.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)  # noqa: PLR2004


def last_day(text: str) -> date | None:
    """Return the last day that a partial date covers; None where it names no year or is open.

    >>> last_day("2026-02").isoformat()
    '2026-02-28'
    """
    end = text.rsplit("/", maxsplit=1)[-1]
    start = first_day(end)
    if start is None:
        return None
    months = 3 if "Q" in end else {1: 12, 2: 1, 3: 0}[end.count("-") + 1]
    if months == 0:
        return start
    month = start.month - 1 + months
    return date(start.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def read_day(text: str) -> date:
    """Return the calendar day written as ``2026-12-01``.

    Raises
    ------
    QueryError
        If the text is no such day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise QueryError(f"{text!r} is not a day.", "Write it as 2026-12-01.") from error


def instant_of(when: datetime) -> int:
    """Return the UTC second of an aware datetime.

    Raises
    ------
    QueryError
        If the datetime has no zone.
    """
    if when.tzinfo is None:
        raise QueryError(f"{when.isoformat()} has no time zone.", "Add one, such as +05:00 or Z.")
    return int(when.timestamp())


@cache
def zone_of(name: str) -> ZoneInfo:
    """Return a time zone; zoneinfo itself keeps eight, and reads the others from the disk again and again."""
    return ZoneInfo(name)


def datetime_of(instant_s: int, zone: str = "UTC") -> datetime:
    """Return the aware datetime of a UTC second in a named zone."""
    return datetime.fromtimestamp(instant_s, tz=UTC if zone == "UTC" else zone_of(zone))


def date_of(instant_s: int, zone: str = "UTC") -> date:
    """Return the local calendar day of a UTC second."""
    return datetime_of(instant_s, zone).date()
