"""Dates, numbers and counted words as each language writes them; the choice of a column by language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from typing import Any

from daliz.words.catalogue import check_language, plural_form, read_catalogue, text

__all__ = ["date_text", "in_language", "number_text", "plural"]

NO_BREAK = "\u00a0"


def number_text(lang: str, value: float, digits: int | None = None) -> str:  # unit-ok: a count of decimals
    """Return a number with the separators of the language; ``digits`` decimals, else at most 6.

    >>> number_text("en", 1087000000)
    '1,087,000,000'
    """
    check_language(lang)
    if not isfinite(value):
        return str(value)  # what a user wrote, told back in an error
    if digits is not None:
        plain = f"{value:,.{digits}f}"
    else:
        plain = f"{round(Decimal(repr(value)), 6):,f}" if value != int(value) else f"{int(value):,d}"
        if "." in plain:
            plain = plain.rstrip("0").rstrip(".")
    if lang in {"ru", "kk"}:
        return plain.replace(",", NO_BREAK).replace(".", ",")
    return plain


def plural(lang: str, key: str, count: float, **values: object) -> str:
    """Return the counted text of a key: ``KEY.one``, ``KEY.few``, … with ``{count}`` filled in.

    >>> plural("ru", "count.day", 3)
    '3 дня'
    """
    shown = number_text(lang, count)
    catalogue = read_catalogue(check_language(lang))
    form = f"{key}.{plural_form(lang, count)}"
    if form in catalogue:
        return text(lang, form, count=shown, **values)
    if f"{key}.other" in catalogue:
        return text(lang, f"{key}.other", count=shown, **values)
    return text("en", f"{key}.{plural_form('en', count)}", count=shown, **values)


def date_text(lang: str, date: str | None) -> str:
    """Return a partial date or a range in words; the precision is the one it was published with.

    >>> date_text("en", "2025-12-18/2025-12-20")
    '18–20 December 2025'
    >>> date_text("ru", "2026-Q3")
    '3-й квартал 2026 г.'
    """
    check_language(lang)
    if date is None:
        return text(lang, "date.unknown")
    start, _, end = date.partition("/")
    if not end:
        return _one(lang, start)
    if end == "..":
        return text(lang, "date.from", date=_one(lang, start))
    if start == "..":
        return text(lang, "date.until", date=_one(lang, end))
    return _range(lang, start, end)


def _parts(date: str) -> tuple[str, str, str]:
    """Split a partial date into year, month (or quarter) and day; what is absent is empty."""
    year, _, rest = ("", "", date[2:]) if date.startswith("--") else date.partition("-")
    month, _, day = rest.partition("-")
    return year, month, day


def _one(lang: str, date: str) -> str:
    year, month, day = _parts(date)
    if month.startswith("Q"):
        return text(lang, "date.quarter", quarter=month[1:], year=year)
    if not month:
        return text(lang, "date.year", year=year)
    named = {
        "month": text(lang, f"date.month.{int(month)}"),
        "month_of": text(lang, f"date.month_of.{int(month)}"),
    }
    if not day:
        return text(lang, "date.month" if year else "date.month_bare", year=year, **named)
    return text(lang, "date.day" if year else "date.day_bare", year=year, day=int(day), **named)


def _range(lang: str, start: str, end: str) -> str:
    """Two dates; what they share is written once."""
    first, last = _parts(start), _parts(end)
    if first[2] and last[2] and first[:2] == last[:2]:
        year, month, _ = first
        days = {"day": int(first[2]), "end_day": int(last[2])}
        key = "date.days" if year else "date.days_bare"
        return text(lang, key, year=year, month_of=text(lang, f"date.month_of.{int(month)}"), **days)
    return text(lang, "date.range", start=_one(lang, start), end=_one(lang, end))


def in_language(lang: str, row: Mapping[str, Any], column: str) -> str | None:
    """Return ``COLUMN_LANG`` of a row, or its English; None where both are empty.

    >>> in_language("kk", {"name_en": "Aktau", "name_ru": "Актау", "name_kk": None}, "name")
    'Aktau'
    """
    value = row.get(f"{column}_{check_language(lang)}") or row.get(f"{column}_en")
    return None if value is None else str(value)
