"""How the register's answers look in a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from daliz.model.record import Listed, Record, SourceRef, Standing, Text
from daliz.words import date_text, number_text, plural, text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = [
    "console",
    "echo_json",
    "money_text",
    "record_table",
    "source_line",
    "standing_text",
    "table",
    "today",
]


#: Columns that fold early, so that those with sentences keep the room, in characters.
MOST = {
    "date": 11, "status": 12, "due": 10, "maker": 13, "last": 13, "silent": 6, "said_by": 14, "reporter": 16,
    "kind": 13, "given": 12, "verdict": 14,
}  # fmt: skip


def console() -> Console:
    """Return a console as wide as the terminal; plain where the output is no terminal."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False, emoji=False)


def today() -> date:
    """Return the day on the reader's clock."""
    from datetime import datetime

    return datetime.now().astimezone().date()  # noqa: TID251 - the command line may read the clock


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {k: _plain(v) for k, v in asdict(value).items()}
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items() if k != "_where"}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


def echo_json(value: object) -> None:
    """Print a result as JSON; dates in ISO form, texts in every language they exist in."""
    click.echo(json.dumps(_plain(value), ensure_ascii=False, indent=2))


def table(lang: str, *columns: str, title: str | None = None) -> Table:
    """Return a table whose headings are catalogue keys; cells fold to fit."""
    from rich import box
    from rich.table import Table

    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    for column in columns:
        heading = text(lang, f"register.head.{column}")
        most = MOST.get(column)
        made.add_column(heading, overflow="fold", no_wrap=column == "id", max_width=most)
    return made


def standing_text(lang: str, standing: Standing, kind: str = "") -> str:
    """Return a standing in words: the headline, and beside it what stood last."""
    if standing.status == "delivered" and kind in {"meeting", "resolution"}:
        return text(lang, f"register.status.{'held' if kind == 'meeting' else 'adopted'}")
    headline = text(lang, f"register.status.{standing.status}")
    if standing.status in {"overdue", "no evidence found"} and standing.last is not None:
        return text(
            lang, "register.after", status=headline, last=text(lang, f"register.status.{standing.last}")
        )
    return headline


def due_text(lang: str, standing: Standing) -> str:
    """Return the due date in words, or that none was published."""
    if standing.due_state in {"met", "closed"}:
        return "–"
    if standing.due is None:
        return text(lang, "register.status.no date published")
    return date_text(lang, standing.due)


def money_text(lang: str, record: Record) -> str | None:
    """Return the sum of a record in its own currency."""
    if record.amount is None:
        return None
    return f"{record.currency} {number_text(lang, record.amount)}"


def source_line(lang: str, source: SourceRef) -> str:
    """Return a source in one line: publisher, date, grade, address, day read."""
    parts = [source.publisher]
    if source.published:
        parts.append(source.published)
    parts.append(text(lang, f"grade.{source.grade}"))
    if source.url:
        parts.append(source.url)
    if source.accessed:
        parts.append(text(lang, "register.read_on", date=date_text(lang, source.accessed)))
    return f"[{source.id}] " + "; ".join(parts)


def record_table(lang: str, listed: Sequence[Listed]) -> Table:
    """Return records as a table: id, date, title, status, due."""
    made = table(lang, "id", "date", "title", "status", "due")
    for item in listed:
        record, standing = item.record, item.standing
        made.add_row(
            record.id,
            date_text(lang, record.on) if record.on else "–",
            record.title.of(lang),
            standing_text(lang, standing, record.kind),
            due_text(lang, standing) if record.kind in {"commitment", "project"} else "–",
        )
    return made


def counted(lang: str, n: int) -> str:  # unit-ok: a count
    """Return a count of records in words."""
    return plural(lang, "count.record", n)


def label(lang: str, value: Text | None) -> str:
    """Return a text in a language, or a dash."""
    return "–" if value is None else value.of(lang)
