"""The clock: the one place of the server that reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime

__all__ = ["now", "today"]


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(tz=UTC)  # noqa: TID251 - the web reads the clock, here only


def today() -> date:
    """Return the day it is in UTC."""
    return now().date()
