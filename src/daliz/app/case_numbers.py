"""Cells of a published outcome read as numbers: values, ranges, bounds, and the units that days and prices come in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from daliz.errors import UnreadableCaseError
from daliz.notes import Note
from daliz.words import fault

__all__ = ["Published", "container_of", "number_of", "published_of"]

#: One number: thousands by comma, space or apostrophe in groups of three, else a decimal point or comma.
_THOUSANDS = r"\d{1,3}(?:[,' \u00a0\u202f]\d{3})+(?:\.\d+)?(?!\d)"
NUMBER = re.compile(rf"{_THOUSANDS}|\d+,\d{{1,2}}(?!\d)|\d+(?:\.\d+)?")
BETWEEN = r"\s*(?:-|to|–|до|\.\.\.?|and)\s*"
RANGE = re.compile(rf"({NUMBER.pattern}){BETWEEN}({NUMBER.pattern})", re.IGNORECASE)
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"≤": "<", "≥": ">", "×": "x"})
ABOUT = re.compile(
    r"^(?:~|≈|about|around|approx(?:imately)?\.?|circa|ca?\.|some|около|примерно|порядка)\s*", re.IGNORECASE
)
AT_MOST = re.compile(
    r"^(?:<=?|up to|under|below|less than|at most|max(?:imum)?\.?|до|менее|не более)\s*", re.IGNORECASE
)
AT_LEAST = re.compile(
    r"^(?:>=?|over|above|more than|at least|from|min(?:imum)?\.?|от|более|свыше|не менее)\s*", re.IGNORECASE
)
#: Words after a number of days, with the days they stand for.
DAY_UNITS = {
    r"d(?:ays?)?|сут(?:ок|ки)?|дн(?:ей|я|ь)?|день|日|күн": 1.0,
    r"h(?:ours?|rs?)?|ч(?:ас(?:ов|а)?)?|時間": 1 / 24,
    r"w(?:eeks?|ks?)?|нед(?:ел[ьия]|ели)?|週間": 7.0,
}
MONEY_WORDS = re.compile(r"\$|us\$|usd|долл(?:\.|аров)?(?: сша)?|ドル", re.IGNORECASE)
THOUSAND = re.compile(r"\s*(?:k|тыс\.?|thousand)$", re.IGNORECASE)
FOREIGN = re.compile(
    r"€|\beur\b|\beuro?s?\b|¥|\bcny\b|\brmb\b|\byuan\b|\brub\b|₽|\bkzt\b|\bgbp\b|£|\bchf\b|\bjpy\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a case publishes of one measure: a value, which is the middle of a range; ``bound`` where it is only a limit."""

    value: float  # unit-ok: days or USD, by its column
    low: float | None  # unit-ok: as value
    high: float | None  # unit-ok: as value
    bound: str | None = None  # at most | at least


def _plain(text: str) -> float:
    text = re.sub(r"[' \u00a0\u202f]", "", text)
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return float(text.replace(",", "."))
    return float(text.replace(",", ""))


def number_of(row: Mapping[str, str | None], column: str) -> float | None:
    """Return the number in a cell, None where it is empty; ``2,550`` has a thousands comma, ``7,31`` a decimal one.

    Raises
    ------
    UnreadableCaseError
        If the cell holds anything but a positive number, a range or a limit.
    """
    found = _cell(row, column)
    return None if found is None else found.value


def _cell(row: Mapping[str, str | None], column: str) -> Published | None:
    raw = (row.get(column) or "").strip()
    if not raw or raw in {"-", "–", "—", "n/a", "N/A", "na", "NA"}:
        return None
    text, factor = _unit(raw.translate(DASHES), column)
    text = ABOUT.sub("", text).strip()
    bound = None
    for pattern, name in ((AT_MOST, "at most"), (AT_LEAST, "at least")):
        if pattern.match(text):
            bound, text = name, pattern.sub("", text).strip()
            break
    if text.endswith("+"):
        bound, text = "at least", text[:-1].strip()
    span = RANGE.fullmatch(text)
    if span is not None:
        low, high = sorted((_plain(span[1]) * factor, _plain(span[2]) * factor))
        return _positive(Published(value=(low + high) / 2, low=low, high=high), raw, column)
    if not NUMBER.fullmatch(text):
        raise _unreadable(raw, column)
    return _positive(Published(value=_plain(text) * factor, low=None, high=None, bound=bound), raw, column)


def _unit(text: str, column: str) -> tuple[str, float]:
    """Return a cell without its unit, and what one of that unit is in days or dollars."""
    if column.startswith("days"):
        for words, days in DAY_UNITS.items():
            without = re.sub(rf"(?<=[\d\s])\s*(?:{words})\.?$", "", text, flags=re.IGNORECASE)
            if without != text:
                return without.strip(), days
        return text, 1.0
    if FOREIGN.search(text):
        raise fault(
            UnreadableCaseError,
            Note.of("error.case.no_rate", column=column, words=text),
            Note.of("error.case.give_dollars"),
        )
    text = MONEY_WORDS.sub("", text).strip()
    without = THOUSAND.sub("", text)
    return (without, 1000.0) if without != text else (text, 1.0)


def _positive(found: Published, raw: str, column: str) -> Published:
    if min(found.value, found.value if found.low is None else found.low) <= 0:
        raise _unreadable(raw, column)
    return found


def _unreadable(raw: str, column: str) -> UnreadableCaseError:
    told = Note.of("error.case.number", column=column, words=raw)
    return fault(UnreadableCaseError, told, Note.of("error.case.write_number"))


def published_of(row: Mapping[str, str | None], what: str) -> Published | None:
    """Return what a row publishes of ``days`` or ``usd``; None where it says nothing of it.

    Raises
    ------
    UnreadableCaseError
        If a cell is no number, or its number lies outside its own range.
    """
    value, low, high = (_cell(row, f"{what}{end}") for end in ("", "_low", "_high"))
    if value is not None and value.low is not None:
        return value
    a, b = (None if x is None else x.value for x in (low, high))
    if a is not None and b is not None and a > b:
        told = Note.of("error.case.order", what=what, low=a, high=b)
        raise fault(UnreadableCaseError, told, Note.of("error.case.lower_first"))
    if value is not None:
        if (a is not None and value.value < a) or (b is not None and value.value > b):
            told = Note.of("error.case.own_range", what=what, value=value.value)
            raise fault(UnreadableCaseError, told, Note.of("error.case.correct_row"))
        return Published(value=value.value, low=a, high=b, bound=value.bound)
    if a is not None and b is not None:
        return Published(value=(a + b) / 2, low=a, high=b)
    if a is not None:
        return Published(value=a, low=a, high=None, bound="at least")
    if b is not None:
        return Published(value=b, low=None, high=b, bound="at most")
    return None


#: What a price unit or a cargo says of the box, first match wins.
BOXES = (
    (r"reefer|refriger|\brf\b|cooled|реф", r"20", "1x20RF", "1x40RF"),
    (r"45\s*(?:'|ft|foot|hc|hq|-)|\b45\b", None, "1x45", "1x45"),
    (r"40\s*(?:hc|hq|'\s*hc)|high[- ]cube", None, "1x40HC", "1x40HC"),
    (r"\bfeu\b|40\s*(?:'|ft|foot|-|dv|dc|gp)|\b40\b|forty|сорокафут|40-?фут", None, "1x40", "1x40"),
    (r"\bteu\b|20\s*(?:'|ft|foot|-|dv|dc|gp)|\b20\b|twenty|двадцатифут|20-?фут", None, "1x20", "1x20"),
)


def container_of(unit: str, cargo: str, *, priced: bool) -> str:
    """Return the box that a price is for, else the box of the cargo; a forty-foot box where neither says.

    Raises
    ------
    UnreadableCaseError
        If the price is in another currency, or for something that is no box.
    """
    if priced:
        if FOREIGN.search(unit):
            told = Note.of("error.case.no_rate_for", unit=unit)
            raise fault(UnreadableCaseError, told, Note.of("error.case.give_dollars"))
        if re.search(
            r"/\s*t\b|per ?t(?:onne|on)?\b|/ ?тонн|за тонну|%|/\s*kg|/ ?m3|\bcbm\b|/\s*wagon|per wagon|-km|/\s*km|per km",
            unit,
            re.IGNORECASE,
        ):
            raise fault(UnreadableCaseError, Note.of("error.case.not_a_box", unit=unit))
    for text in (unit if priced else "", cargo):
        low = text.lower()
        for words, small, first, second in BOXES:
            if re.search(words, low):
                return first if small is None or re.search(small, low) else second
    return "1x40"
