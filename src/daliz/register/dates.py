"""Dates in Russian, English, Japanese and Kazakh text, read with the precision they were written with.

A reading is a partial date (``2025-12-20``, ``2026-Q3``, ``--12``, ``2026/..``, ``a/b``), or
``relative:document_year`` (with ``-Q3`` where a quarter is named) where the text counts from its own date, or
``duration:P20Y(min)``, which is no date. A year is never added that the text does not give.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from daliz.register.date_words import ERAS, MONTHS, ORDINALS

__all__ = ["FoundDate", "find_dates", "read_date", "resolved"]

DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
RELATIVE = "relative:document_year"
DASH = r"\s*[-–—~～〜]\s*"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date expression: where it stands and how it reads."""

    start: int  # unit-ok: code points
    end: int  # unit-ok: code points
    value: str


Reader = Callable[[re.Match[str]], str | None]


@cache
def _month_pattern(lang: str) -> str:
    return "|".join(sorted((stem for stem, _ in MONTHS[lang]), key=len, reverse=True))


def _month(lang: str, word: str) -> str:
    low = word.casefold()
    return next(f"{n:02d}" for stem, n in MONTHS[lang] if re.fullmatch(stem, low))


def _day(m: re.Match[str], name: str) -> str:
    return f"{int(m[name]):02d}"


def _year(m: re.Match[str]) -> str:
    """Return the year, or the ``-`` that stands for none."""
    return m.groupdict().get("y") or "-"


def _full(lang: str) -> Reader:
    return lambda m: f"{_year(m)}-{_month(lang, m['m'])}-{_day(m, 'd')}"


def _days(lang: str) -> Reader:
    def read(m: re.Match[str]) -> str:
        stem = f"{_year(m)}-{_month(lang, m['m'])}"
        return f"{stem}-{_day(m, 'd')}/{stem}-{_day(m, 'e')}"

    return read


def _months(lang: str) -> Reader:
    return lambda m: f"{_year(m)}-{_month(lang, m['m'])}/{_year(m)}-{_month(lang, m['n'])}"


def _of_month(lang: str) -> Reader:
    return lambda m: f"{_year(m)}-{_month(lang, m['m'])}"


def _quarter(lang: str) -> Reader:
    def read(m: re.Match[str]) -> str:
        number = m["q"] if m["q"].isdigit() else ORDINALS[lang][m["q"].casefold()]
        return f"{m.groupdict().get('y') or RELATIVE}-Q{number}"

    return read


def _plain_year(m: re.Match[str]) -> str:
    return m["y"]


def _since(m: re.Match[str]) -> str:
    return f"{m['y']}/.."


def _relative(_m: re.Match[str]) -> str:
    return RELATIVE


def _duration(m: re.Match[str]) -> str:
    return f"duration:P{int(m['d'])}Y{'(min)' if m['more'] else ''}"


YEAR = r"(?P<y>(?:1[89]|20)\d\d)"
D, E = r"(?P<d>[12]\d|3[01]|0?[1-9])", r"(?P<e>[12]\d|3[01]|0?[1-9])"


@cache
def _patterns(lang: str) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Return the patterns of a language; of matches at one place the longest wins."""
    build = {"ru": _russian, "en": _english, "kk": _kazakh, "ja": _japanese}[lang]
    return tuple((re.compile(p, re.IGNORECASE), reader) for p, reader in build())


def _russian() -> Iterator[tuple[str, Reader]]:
    m, n = f"(?P<m>{_month_pattern('ru')})", f"(?P<n>{_month_pattern('ru')})"
    year = rf"(?:\s+{YEAR}(?:\s*(?:года|году|год|г\.|г\b))?)"
    quarter = "|".join(ORDINALS["ru"])
    yield rf"(?<!\d){D}{DASH}{E}\s+{m}\b{year}?", _days("ru")
    yield rf"(?<!\d){D}\s+{m}\b{year}?", _full("ru")
    yield rf"\b{m}{DASH}{n}{year}", _months("ru")
    yield rf"\b{m}\b{year}?", _of_month("ru")
    yield rf"\b(?P<q>{quarter}|[1-4])(?:-?[а-я]{{1,2}})?\s+квартал[а-я]*{year}?", _quarter("ru")
    yield rf"\b(?:с|начиная с)\s+{YEAR}\s+года\b", _since
    yield rf"\b{YEAR}\s*(?:годах|года|году|год|г\.)", _plain_year
    yield r"\b(?:текущ|нынешн)\w+\s+год\w*|\bэт(?:ом|ого)\s+год\w+", _relative
    yield r"\b(?P<more>более|свыше|больше)?\s*(?P<d>\d+)\s+(?:лет|года)\b", _duration


def _english() -> Iterator[tuple[str, Reader]]:
    m, n = rf"(?P<m>{_month_pattern('en')})\.?", rf"(?P<n>{_month_pattern('en')})\.?"
    quarter = "|".join(ORDINALS["en"])
    yield rf"\b{m}\s+{D}{DASH}{E}(?:,?\s+{YEAR})?\b", _days("en")
    yield rf"(?<!\d){D}{DASH}{E}\s+{m}(?:,?\s+{YEAR})?\b", _days("en")
    yield rf"\b{m}\s+{D}(?:st|nd|rd|th)?(?:,?\s+{YEAR})?(?!\d)", _full("en")
    yield rf"(?<!\d){D}(?:st|nd|rd|th)?\s+(?:of\s+)?{m}(?:,?\s+{YEAR})?\b", _full("en")
    yield rf"\b{m}{DASH}{n}\s+{YEAR}", _months("en")
    yield rf"\b{m}(?:\s+of)?\s+{YEAR}\b", _of_month("en")
    yield rf"\b(?:in|by|until|since|last|from)\s+{m}\b", _of_month("en")
    yield rf"\bQ(?P<q>[1-4])(?:\s+(?:of\s+)?{YEAR})?\b", _quarter("en")
    yield rf"\b(?:the\s+)?(?P<q>{quarter})\s+quarter(?:\s+of\s+{YEAR})?", _quarter("en")
    yield rf"\b(?:from|starting in|since)\s+{YEAR}\s+on(?:wards?)?\b", _since
    yield rf"\b(?:in|by|of|since|until|during|end of|for)\s+{YEAR}\b", _plain_year
    yield rf"^\s*{YEAR}\s*$", _plain_year
    yield r"\b(?:this|the current)\s+year\b", _relative
    yield r"\b(?P<more>more than|over)?\s*(?P<d>\d+)\s+years\b", _duration


def _kazakh() -> Iterator[tuple[str, Reader]]:
    m = f"(?P<m>{_month_pattern('kk')})"
    year = rf"{YEAR}\s*(?:жылғы|жылдың|ж\.)\s+"
    quarter = "|".join(ORDINALS["kk"])
    yield rf"\b(?:{year})?{D}{DASH}{E}\s+{m}[а-яәіңғүұқөһ]*", _days("kk")
    yield rf"\b(?:{year})?(?<!\d){D}\s+{m}[а-яәіңғүұқөһ]*", _full("kk")
    yield rf"\b{year}{m}[а-яәіңғүұқөһ]*", _of_month("kk")
    yield rf"\b{m}[а-яәіңғүұқөһ]*(?:\s+ай[а-яәіңғүұқөһ]*)?", _of_month("kk")
    yield (
        rf"\b(?:{YEAR}\s+)?(?:(?:биылғы|осы)\s+)?(?:жылдың|жылғы)\s+(?P<q>{quarter}|[1-4]-?)\s*тоқсан\w*",
        _quarter("kk"),
    )
    yield rf"\b{YEAR}\s+жылдан\s+бастап\b", _since
    yield rf"\b{YEAR}\s+жыл\w*", _plain_year
    yield r"\bбиыл\w*(?:\s+жыл\w*)?|\bосы\s+жыл\w*|\bағымдағы\s+жыл\w*", _relative
    yield r"(?P<d>\d+)\s+жылдан\s+(?P<more>астам)", _duration


def _era_year(m: re.Match[str]) -> str:
    """Return the western year: counted from the era, or as written."""
    if m["era"] is None:
        return m["y"]
    return str(ERAS[m["era"]] + (1 if m["y"] == "元" else int(m["y"])) - 1)


def _japanese() -> Iterator[tuple[str, Reader]]:
    era = f"(?P<era>{'|'.join(ERAS)})"
    year = rf"(?:{era}\s*)?(?P<y>(?<!\d)(?:(?:1[89]|20)\d\d|元|[1-9]\d?))\s*年"
    month, day, end = r"(?P<m>1[0-2]|0?[1-9])\s*月", rf"{D}\s*日", rf"{E}\s*日"
    to = r"\s*(?:から|～|〜|~|-|–|・|と)\s*"

    def stem(m: re.Match[str]) -> str:
        return f"{_era_year(m) if m.groupdict().get('y') else '-'}-{int(m['m']):02d}"

    def sound(reader: Reader) -> Reader:
        """Refuse a two-digit year that no era precedes."""
        return lambda m: None if m["y"] and m["era"] is None and len(m["y"]) < 4 else reader(m)  # noqa: PLR2004

    yield (
        rf"(?:{year}\s*)?{month}\s*{day}{to}{end}(?:まで)?",
        sound(lambda m: f"{stem(m)}-{_day(m, 'd')}/{stem(m)}-{_day(m, 'e')}"),
    )
    yield rf"(?:{year}\s*)?{month}\s*{day}", sound(lambda m: f"{stem(m)}-{_day(m, 'd')}")
    yield rf"{year}\s*{month}", sound(stem)
    yield rf"(?<![\d年]){month}(?!\s*\d)", lambda m: f"--{int(m['m']):02d}"
    yield rf"{year}\s*第\s*(?P<q>[1-4])\s*四半期", sound(lambda m: f"{_era_year(m)}-Q{m['q']}")
    yield rf"{year}(?:から|以降)", sound(lambda m: f"{_era_year(m)}/..")
    yield year, sound(_era_year)
    yield r"今年|本年", _relative
    yield r"(?P<d>\d+)年(?P<more>以上)", _duration


def find_dates(text: str, lang: str) -> list[FoundDate]:
    """Return every date expression of a text, in order, none overlapping; of two at one place the longer."""
    plain = text.translate(DIGITS)
    found: list[FoundDate] = []
    for pattern, reader in _patterns(lang):
        for match in pattern.finditer(plain):
            value = reader(match)
            if value is not None:
                left = match.end() - len(match[0].lstrip())
                found.append(FoundDate(start=left, end=match.end(), value=value))
    kept: list[FoundDate] = []
    for date in sorted(found, key=lambda d: (d.start - d.end, d.start)):
        if all(date.end <= k.start or date.start >= k.end for k in kept):
            kept.append(date)
    return sorted(kept, key=lambda d: d.start)


def read_date(text: str, lang: str) -> str | None:
    """Return the reading of a date expression; None if there is none.

    >>> read_date("令和7年12月20日", "ja")
    '2025-12-20'
    """
    found = find_dates(text, lang)
    return max(found, key=lambda d: d.end - d.start).value if found else None


def resolved(value: str, document_year: str | None) -> str | None:
    """Return a reading as a partial date; None where it is none or its document has no date.

    >>> resolved("relative:document_year-Q3", "2026")
    '2026-Q3'
    """
    if value.startswith("duration:"):
        return None
    if value.startswith(RELATIVE):
        return None if document_year is None else document_year + value.removeprefix(RELATIVE)
    return value
