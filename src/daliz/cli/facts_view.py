"""How facts look in a terminal: plain text, folded to its width."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Sequence

import click

from daliz.model.explanation import Candidate, Explanation, FactRow, Subject
from daliz.model.fact import Quantity, Source
from daliz.words import number_text, text

__all__ = ["columns", "print_explanations", "print_rows", "print_subject", "print_tables", "width"]

MARGIN = 16
MOST_BEHIND = 8
#: Columns that the card of a row shows on lines of its own.
APART = {"source_id", "locator", "grade", "note", "chosen"}


def width() -> int:
    """Return the width to print in: the terminal's, within 60 and 120."""
    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))


def _line(label: str, value: str) -> None:
    """Print a labelled text, folded under itself."""
    folded = textwrap.wrap(value, width() - MARGIN, break_long_words=False, break_on_hyphens=False) or [""]
    click.echo(f"  {_padded(label, MARGIN - 2)}{folded[0]}")
    for more in folded[1:]:
        click.echo(" " * MARGIN + more)


def _wide(value: str) -> int:
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in value)


def _padded(value: str, width: int) -> str:
    return value + " " * max(1, width - _wide(value))


def columns(rows: Iterable[Sequence[str]], heads: Sequence[str]) -> None:
    """Print aligned columns; the last one is cut to the width of the terminal."""
    table = [list(heads), *(list(r) for r in rows)]
    widths = [min(44, max(_wide(r[i]) for r in table)) + 2 for i in range(len(heads))]
    for row in table:
        line = "".join(_padded(cell, w) for cell, w in zip(row, widths, strict=True))
        click.echo(line.rstrip()[: width()])


def print_tables(lang: str, counts: Iterable[tuple[str, str, int, int]]) -> None:
    """Print how many rows each table has."""
    heads = [text(lang, f"facts.head.{k}") for k in ("table", "rows", "assumed", "file")]
    columns(([n, number_text(lang, r), number_text(lang, a), path] for n, path, r, a in counts), heads)


def print_rows(lang: str, rows: Sequence[FactRow]) -> None:
    """Print rows, one a line."""
    heads = [text(lang, f"facts.head.{k}") for k in ("where", "key", "grade", "value")]
    columns(
        ([r.where, _mark(r) + r.key, _grade(lang, r), _short(lang, r)] for r in rows),
        heads,
    )


def _mark(row: FactRow) -> str:
    return "* " if row.used else ""


def _grade(lang: str, row: FactRow) -> str:
    grade = row.values.get("grade")
    return "" if grade is None else text(lang, f"grade.{grade}")


def _short(lang: str, row: FactRow) -> str:
    """Return the main thing that a row says: its number, or its name."""
    value = row.values.get("value")
    if isinstance(value, int | float):
        return f"{number_text(lang, value)} {row.values.get('unit') or ''}".strip()
    for column in (f"name_{lang}", "name_en", f"title_{lang}", "title_en", "title", "target", "value"):
        if row.values.get(column):
            return str(row.values[column])
    return ""


def print_subject(lang: str, subject: Subject) -> None:
    """Print every row about a thing, then where it is mentioned."""
    table = ""
    for row in subject.rows:
        if row.table != table:
            table = row.table
            click.echo(click.style(table, bold=True))
        _card(lang, row)
    if subject.mentions:
        click.echo(click.style(text(lang, "facts.head.mentions"), bold=True))
        for m in subject.mentions:
            more = m.count - len(m.keys)
            rest = f", {text(lang, 'facts.more', count=more)}" if more else ""
            _line(f"{m.table}", f"{m.column}: {', '.join(m.keys)}{rest}")


def _card(lang: str, row: FactRow) -> None:
    used = f" [{text(lang, 'facts.head.used')}]" if row.used else ""
    click.echo(f" {_mark(row)}{row.key}{used}  ({row.where})")
    cells = []
    for column, value in row.values.items():
        if column in APART or value is None or value == ():
            continue
        shown = "|".join(value) if isinstance(value, tuple) else _cell(lang, value)
        cells.append(f"{column} {shown}")
    if cells:
        _line("", "; ".join(cells))
    if row.values.get("grade"):
        _line(text(lang, "facts.head.grade"), _grade(lang, row))
    if row.source is not None and row.table != "sources":
        _line(text(lang, "facts.head.source"), _source(row.source, row.values.get("locator")))
    if row.values.get("note"):
        _line(text(lang, "facts.head.note"), str(row.values["note"]))


def _cell(lang: str, value: object) -> str:
    if isinstance(value, bool):
        return text(lang, "yes" if value else "no")
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)  # noqa: PLR2004


def _source(source: Source, locator: object = None) -> str:
    parts = (source.title, source.publisher, source.published, source.url, locator)
    return f"[{source.id}] " + "; ".join(str(p) for p in parts if p)


def print_explanations(lang: str, found: Iterable[Explanation]) -> None:
    """Print the source chain of each number."""
    for count, e in enumerate(found):
        if count:
            click.echo()
        _explanation(lang, e)


def _explanation(lang: str, e: Explanation) -> None:
    used = e.used
    value = text(lang, "facts.none") if used is None else f"= {_number(lang, used.fact)}"
    scenario = text(lang, "facts.scenario", name=e.scenario)
    click.echo(f"{click.style(f'{e.subject} {e.quantity}', bold=True)} {value}   {e.on}, {scenario}")
    if e.via:
        _line(text(lang, "facts.head.via"), "; ".join(e.via))
    if used is not None:
        _line(text(lang, "facts.head.why"), text(lang, f"facts.used.{used.reason}"))
        _line(text(lang, "facts.head.period"), _period(lang, used.fact))
        _line(text(lang, "facts.head.grade"), text(lang, f"grade.{used.fact.grade}"))
        if used.source is not None:
            _line(text(lang, "facts.head.source"), _source(used.source, used.fact.locator))
        _line(text(lang, "facts.head.where"), _place(used.fact))
        if used.fact.note:
            _line(text(lang, "facts.head.note"), used.fact.note)
    for i, row in enumerate(e.behind[:MOST_BEHIND]):
        _line(text(lang, "facts.head.behind") if i == 0 else "", _observation(lang, row))
    if len(e.behind) > MOST_BEHIND:
        _line("", text(lang, "facts.more", count=len(e.behind) - MOST_BEHIND))
    for i, other in enumerate(c for c in e.candidates if not c.used):
        _line(text(lang, "facts.head.beside") if i == 0 else "", _other(lang, other))


def _observation(lang: str, row: FactRow) -> str:
    v = row.values
    ends = " – ".join(str(v[c]) for c in ("from_text", "to_text") if v[c])
    numbers = [number_text(lang, v[c]) for c in ("low", "value", "high") if v[c] is not None]
    said = f"{' … '.join(dict.fromkeys(numbers))} {v['unit']}" if numbers else str(v["unit"])
    who = row.source.id if row.source is not None else ""
    return "; ".join(p for p in (f"{row.key}: {ends}", said, v["period"], f"[{who}]") if p)


def _number(lang: str, fact: Quantity) -> str:
    unit = "" if fact.unit == "1" else f" {fact.unit}"
    low, high = (number_text(lang, x) if x is not None else "?" for x in (fact.low, fact.high))
    band = "" if fact.low is None and fact.high is None else f" ({low} … {high})"
    return f"{number_text(lang, fact.value)}{unit}{band}"


def _period(lang: str, fact: Quantity) -> str:
    if fact.valid_from is None and fact.valid_to is None:
        return text(lang, "facts.always")
    return f"{fact.valid_from or '…'} – {fact.valid_to or '…'}"


def _place(fact: Quantity) -> str:
    return (
        fact.where
        if fact.layer in {"facts", ""} or fact.where.startswith(fact.layer)
        else f"{fact.where} ({fact.layer})"
    )


def _other(lang: str, c: Candidate) -> str:
    reason = text(lang, f"facts.not.{c.reason}")
    grade = text(lang, f"grade.{c.fact.grade}")
    who = c.source.id if c.source is not None else ""
    return f"{_number(lang, c.fact)}; {_period(lang, c.fact)}; {reason}; {grade}; [{who}] {_place(c.fact)}"
