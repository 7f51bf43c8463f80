"""The time that a published outcome names, read as days inside it: its regime is that of those days."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["dates_of"]

MONTHS = (
    ("jan", "янв", "қаң"), ("feb", "фев", "ақп"), ("mar", "мар", "нау"), ("apr", "апр", "сәу"), ("may", "май", "мая", "мам"),
    ("jun", "июн", "мау"), ("jul", "июл", "шіл"), ("aug", "авг", "там"), ("sep", "сен", "қыр"), ("oct", "окт", "қаз"),
    ("nov", "ноя", "қар"), ("dec", "дек", "жел"),
)  # fmt: skip
MONTH_OF = {word: i for i, words in enumerate(MONTHS, 1) for word in words}
ALL = range(1, 13)
#: Parts of a year by the words that name them; winter is both its ends.
PARTS = {
    r"\bearly\b|\bbeginning\b|начал": (1, 2, 3),
    r"\bmid\b|\bmid-|середин": (5, 6, 7, 8),
    r"\blate\b|\bend\b|\bend-|конец|конц": (10, 11, 12),
    r"\bspring\b|весн": (3, 4, 5),
    r"\bsummer\b|лет(?:о|ом)\b": (6, 7, 8),
    r"\bautumn\b|\bfall\b|осен": (9, 10, 11),
    r"\bwinter\b|зим": (1, 2, 12),
    r"\b(?:h1|1h)\b|first half|1st half|перв\w+ полугод|i полугод": (1, 2, 3, 4, 5, 6),
    r"\b(?:h2|2h)\b|second half|2nd half|втор\w+ полугод|ii полугод": (7, 8, 9, 10, 11, 12),
    r"\b(?:q1|1q)\b|first quarter|i кв|1 кв": (1, 2, 3),
    r"\b(?:q2|2q)\b|second quarter|2 кв": (4, 5, 6),
    r"\b(?:q3|3q)\b|third quarter|3 кв": (7, 8, 9),
    r"\b(?:q4|4q)\b|fourth quarter|last quarter|4 кв": (10, 11, 12),
    r"(?:jan\w*|first|1st) (?:to|-|–) ?(?:sep\w*)|nine months|9 months|9 мес": (1, 2, 3, 4, 5, 6, 7, 8, 9),
}
YEAR = r"(?:19[89]\d|20[0-4]\d)"
LOOK_ALIKE = frozenset({"market", "marked", "marine", "decade", "decided", "maybe", "junction", "separate"})
DAY = 15  # a month is read by its middle


def dates_of(text: str) -> tuple[date, ...]:
    """Return days inside the time that a text names: the day itself, or the middles of its months.

    A bare year gives twelve. Words such as ``2022-23``, ``H1 2025``, ``Oct 2025``, ``2026 Q1`` and ``late 2022`` are
    read; an ambiguous text pools its candidates; a text without a year gives nothing.
    """
    low = re.sub(r"[‐‑‒–—―]", "-", text.lower())
    exact = _exact(low)
    if exact:
        return exact
    pairs = _months_with_years(low)
    if pairs:
        return tuple(date(y, m, DAY) for y, m in dict.fromkeys(pairs))
    years = _years(low)
    months = _month_words(low) or _parts(low) or tuple(ALL)
    return tuple(date(y, m, DAY) for y in years for m in months)


def _exact(low: str) -> tuple[date, ...]:
    """Return whole dates: 2025-10-23, 23.10.2025, 15 Jul 2024, July 15, 2024."""
    found: list[tuple[int, int, int]] = [
        (int(y), int(m), int(d)) for y, m, d in re.findall(rf"\b({YEAR})-(\d\d)-(\d\d)\b", low)
    ]
    found += [(int(y), int(m), int(d)) for d, m, y in re.findall(rf"\b(\d{{1,2}})\.(\d\d)\.({YEAR})\b", low)]
    for d, word, y in re.findall(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ([^\W\d]{{3,}})\.?,? ({YEAR})\b", low):
        if (month := MONTH_OF.get(word[:3])) is not None:
            found.append((int(y), month, int(d)))
    for word, d, y in re.findall(rf"\b([^\W\d]{{3,}})\.? (\d{{1,2}})(?:st|nd|rd|th)?, ({YEAR})\b", low):
        if (month := MONTH_OF.get(word[:3])) is not None:
            found.append((int(y), month, int(d)))
    days = []
    for y, m, d in dict.fromkeys(found):
        try:
            days.append(date(y, m, d))
        except ValueError:  # 2025-02-31 names no day; its month is read by the rules below
            continue
    return tuple(days)


def _months_with_years(low: str) -> list[tuple[int, int]]:
    """Return months written with their year: 2022-03, 10.2025, 10/2025, Dec 2025-Jan 2026, Nov-Dec 2014."""
    found = [(int(y), int(m)) for y, m in re.findall(rf"\b({YEAR})[-/.](0[1-9]|1[0-2])\b(?![-/.]\d)", low)]
    found += [(int(y), int(m)) for m, y in re.findall(rf"(?<![\d.])(0?[1-9]|1[0-2])[./]({YEAR})\b", low)]
    if found:
        return found
    for one, two, y in re.findall(
        rf"\b([^\W\d]{{3,}})\.?\s*(?:-|to|/|and|по)\s*([^\W\d]{{3,}})\.? ({YEAR})\b", low
    ):
        a, b = MONTH_OF.get(one[:3]), MONTH_OF.get(two[:3])
        if a is not None and b is not None:
            months = range(a, b + 1) if a <= b else (*range(a, 13), *range(1, b + 1))
            found += [(int(y) - (a > b and m >= a), m) for m in months]
    if found:
        return found
    for word, y in re.findall(rf"\b([^\W\d]{{3,}})\.?,? ({YEAR})\b", low):
        month = MONTH_OF.get(word[:3])
        if month is not None:
            found.append((int(y), month))
    return found


def _years(low: str) -> list[int]:
    ended = re.search(rf"\b(?:before|prior to|until|earlier than|до|раньше) ({YEAR})\b", low)
    if ended is not None:  # before 2024: the year that ended then
        return [int(ended[1]) - 1]
    years = [int(y) for y in re.findall(rf"(?<!\d)({YEAR})(?!\d)", low)]
    for start, end in re.findall(rf"(?<!\d)({YEAR})\s*[-/]\s*(\d\d)(?!\d)", low):
        last = int(start[:2] + end)
        if last > int(start):
            years.extend(range(int(start), last + 1))
    for start, end in re.findall(rf"(?<!\d)({YEAR})\s*(?:-|to)\s*({YEAR})(?!\d)", low):
        years.extend(range(int(start), int(end) + 1))
    return sorted(dict.fromkeys(years))


def _month_words(low: str) -> tuple[int, ...]:
    """Return months named away from their year: ``December (2024 or 2025)``."""
    found = [MONTH_OF[w[:3]] for w in re.findall(r"[^\W\d]{3,}", low) if w[:3] in MONTH_OF and _is_month(w)]
    return tuple(dict.fromkeys(found))


def _is_month(word: str) -> bool:
    """Tell a month from words that begin like one: march and mart, but not market."""
    return word not in LOOK_ALIKE and len(word) <= len("september")


def _parts(low: str) -> tuple[int, ...]:
    found = [m for words, months in PARTS.items() if re.search(words, low) for m in months]
    return tuple(sorted(dict.fromkeys(found)))
