"""Meetings and due dates as a calendar feed (RFC 5545): all-day events, folded lines, CRLF, stable UIDs.

A date of a month or a quarter becomes one all-day span with a note that the day is not known; a date without
a month, or without a year, is left out and named. Nothing is padded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from daliz.model.record import Record, Standing
from daliz.timeline import first_day, last_day

__all__ = ["Calendar", "calendar_of", "folded"]

LINE_OCTETS = 75  # unit-ok: RFC 5545, 3.1
LONGEST_SPAN_DAYS = 93  # a quarter; a longer span would hide the days under it


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The feed, and what it leaves out with the reason."""

    text: str
    left_out: tuple[tuple[str, str], ...]


def folded(line: str) -> str:
    """Return a content line folded to 75 octets, never inside a character.

    >>> [len(part.encode()) for part in folded("X:" + "я" * 60).split(chr(13) + chr(10))]
    [74, 49]
    """
    parts: list[str] = []
    now, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > LINE_OCTETS:
            parts.append(now)
            now, size = " ", 1
        now += char
        size += width
    return "\r\n".join([*parts, now])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _span(value: str | None) -> tuple[date, date, bool] | str:
    """Return first and last day and whether both are known, or the reason why there are none."""
    if value is None:
        return "no date"
    start, end = first_day(value), last_day(value)
    if start is None or end is None:
        return "no year, or an open end"
    exact = all(part.count("-") == 2 for part in value.split("/"))  # noqa: PLR2004 - year-month-day
    if not exact and (end - start).days + 1 > LONGEST_SPAN_DAYS:
        return "no day or month, or a span longer than a quarter"
    return start, end, exact


def _event(
    uid: str,
    stamp: str,
    span: tuple[date, date, bool],
    summary: str,
    words: Sequence[str],
    themes: Sequence[str],
    url: str | None,
) -> list[str]:
    start, end, exact = span
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}@daliz",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(' '.join(words))}",
        "TRANSP:TRANSPARENT",
    ]
    if not exact:
        lines.append("STATUS:TENTATIVE")
    if themes:
        lines.append("CATEGORIES:" + ",".join(_escaped(t) for t in themes))
    if url:
        lines.append(f"URL:{url}")
    return [*lines, "END:VEVENT"]


def calendar_of(
    records: Iterable[tuple[Record, Standing]],
    *,
    stamp: str,
    lang: str,
    words: dict[str, str],
    urls: dict[str, str | None],
) -> Calendar:
    """Return meetings on their days and promises on their due dates.

    ``stamp`` is the UTC instant of the feed as ``20261124T090000Z``; ``words`` holds ``name``, ``due`` (with
    ``{title}``) and ``inexact`` in the language.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Daliz//Register//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(words['name'])}",
    ]
    left_out: list[tuple[str, str]] = []
    for record, standing in records:
        for kind, value in _dates(record):
            span = _span(value)
            if isinstance(span, str):
                left_out.append((f"{kind}-{record.id}", span))
                continue
            title = record.title.of(lang)
            summary = title if kind == "held" else words["due"].format(title=title)
            told = [] if record.summary is None else [record.summary.of(lang)]
            told += [f"[{standing.status}]"] if kind == "due" else []
            told += [] if span[2] else [words["inexact"].format(date=value)]
            lines += _event(
                f"{kind}-{record.id}", stamp, span, summary, told, record.themes, urls.get(record.id)
            )
    lines.append("END:VCALENDAR")
    return Calendar(text="".join(folded(line) + "\r\n" for line in lines), left_out=tuple(left_out))


def _dates(record: Record) -> list[tuple[str, str | None]]:
    """Return what of a record belongs into a calendar: the day of a meeting, the due date of a promise."""
    if record.kind == "meeting":
        return [("held", record.on)]
    if record.kind in {"commitment", "project"} and record.due is not None:
        return [("due", record.due)]
    return []
