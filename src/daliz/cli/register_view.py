"""Records, due lists, conflicts, trade and themes in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from daliz.app.brief_register import DueItem, RecordView, Register, ThemeView
from daliz.app.draft_records import Drafting
from daliz.app.read_votes import VoteComparison
from daliz.cli.record_view import (
    console,
    counted,
    due_text,
    money_text,
    record_table,
    source_line,
    standing_text,
    table,
)
from daliz.io.tables import Row
from daliz.model.record import Conflict, Listed, RecordStatement, Standing
from daliz.register.selection import Hit
from daliz.words import LANGUAGES, date_text, in_language, number_text, plural, text
from daliz.words.catalogue import read_catalogue

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "print_conflict",
    "print_conflicts",
    "print_drafts",
    "print_due",
    "print_hits",
    "print_listed",
    "print_record",
    "print_themes",
    "print_timeline",
    "print_trade",
    "print_votes",
]

DATED = frozenset({"signed", "in_force", "ended", "since", "latest", "start"})


def print_record(lang: str, view: RecordView) -> None:
    """Print one record: what it is, where it stands, the dated evidence, conflicts and sources."""
    out = console()
    record, standing = view.record, view.standing
    out.print(f"{record.id}  {record.title.of(lang)}", style="bold", markup=False)
    if record.summary is not None:
        out.print(record.summary.of(lang), markup=False)
    out.print()
    _print_pairs(out, _pairs(lang, view))
    out.print()
    out.print(text(lang, "register.evidence_dated"), style="bold", markup=False)
    made = table(lang, "date", "status", "what", "source")
    for event in standing.events:
        status = text(lang, f"register.status.{event.status}")
        made.add_row(date_text(lang, event.on), status, event.summary.of(lang), event.source_id)
    if standing.events:
        out.print(made)
    else:
        out.print(text(lang, "register.status.no evidence found"), markup=False)
    if view.children:
        out.print(text(lang, "register.parts"), style="bold", markup=False)
        out.print(record_table(lang, view.children))
    for conflict in view.conflicts:
        print_conflict(out, lang, conflict)
    for statement in view.said_in_interview:
        out.print(f"{statement.id}  {statement.summary.of(lang)}", markup=False)
    out.print(text(lang, "sources"), style="bold", markup=False)
    for source in view.sources:
        out.print(source_line(lang, source), markup=False, style="dim", soft_wrap=True)


def _pairs(lang: str, view: RecordView) -> list[tuple[str, str]]:
    record, standing = view.record, view.standing
    pairs = [
        ("kind", text(lang, f"register.kind.{record.kind}")),
        ("date", date_text(lang, record.on) if record.on else text(lang, "unknown")),
        (
            "status",
            f"{standing_text(lang, standing, record.kind)} ({date_text(lang, standing.as_of.isoformat())})",
        ),
    ]
    if record.kind in {"commitment", "project"}:
        pairs.append(("due", due_text(lang, standing)))
    pairs += _silence(lang, standing)
    for key, value in (("made_by", record.made_by), ("made_to", record.made_to)):
        if value is not None:
            pairs.append((key, value.of(lang)))
    money = money_text(lang, record)
    if money is not None:
        pairs.append(("amount", money))
    told = dict(record.details)
    for key, shown in record.details:
        base, _, tail = key.rpartition("_")
        if tail in LANGUAGES:
            if tail == (lang if f"{base}_{lang}" in told else "en"):
                pairs.append((base, shown))
        elif key != "kind":
            pairs.append((key, date_text(lang, shown) if key in DATED else _word(lang, key, shown)))
    pairs.append(("themes", ", ".join(text(lang, f"register.theme.{t}") for t in record.themes)))
    pairs.append(("grade", text(lang, f"grade.{record.grade}")))
    return [(text(lang, f"register.field.{key}"), value) for key, value in pairs]


def _word(lang: str, key: str, shown: str) -> str:
    """Return a word of the vocabulary in a language, all else as it stands."""
    area = "levers.group" if key == "corridor" else "register.word"
    return text(lang, f"{area}.{shown}") if f"{area}.{shown}" in read_catalogue("en") else shown


def _silence(lang: str, standing: Standing) -> list[tuple[str, str]]:
    """How long nothing was heard, and when we last looked; only of what is still open."""
    if standing.due_state in {"met", "closed"} or standing.silent_months is None:
        return []
    shown = [("silent", plural(lang, "count.month", standing.silent_months))]
    if standing.searched is not None:
        shown.append(("searched", date_text(lang, standing.searched)))
    return shown


def _print_pairs(out: Console, pairs: Sequence[tuple[str, str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in pairs:
        grid.add_row(Text(name, style="dim"), Text(value))
    out.print(grid)


def print_listed(lang: str, listed: Sequence[Listed], theme: Row | None) -> None:
    """Print records, one line each; under a theme, what was searched for it."""
    out = console()
    if listed:
        out.print(record_table(lang, listed))
    out.print(counted(lang, len(listed)))
    if theme is not None:
        _print_searched(out, lang, theme, empty=not listed)


def print_hits(lang: str, hits: Sequence[Hit]) -> None:
    """Print what was found by words, the best first."""
    out = console()
    if hits:
        made = table(lang, "id", "kind", "title")
        for hit in hits:
            made.add_row(hit.id, text(lang, f"register.kind.{hit.kind}"), hit.title.of(lang))
        out.print(made)
    out.print(counted(lang, len(hits)))


def print_timeline(lang: str, found: Sequence[Listed]) -> None:
    """Print records in time order, one line each."""
    out = console()
    made = table(lang, "date", "id", "kind", "title")
    for item in found:
        kind = text(lang, f"register.kind.{item.record.kind}")
        made.add_row(date_text(lang, item.record.on), item.record.id, kind, item.record.title.of(lang))
    out.print(made)
    out.print(counted(lang, len(found)))


def print_due(lang: str, items: Sequence[DueItem], day: date) -> None:
    """Print open promises by due state; no published date is never read as on time."""
    out = console()
    out.print(
        text(lang, "register.due.heading", date=date_text(lang, day.isoformat())), style="bold", markup=False
    )
    for state in ("overdue", "not yet due", "no date published"):
        for kind in ("commitment", "project"):
            part = [i for i in items if i.standing.due_state == state and i.record.kind == kind]
            if not part:
                continue
            shown, kinds = text(lang, f"register.status.{state}"), text(lang, f"register.kinds.{kind}")
            heading = f"{shown}: {kinds}, {len(part)}"
            out.print(heading, style="bold", markup=False)
            made = table(lang, "id", "due", "title", "maker", "last")
            for item in part:
                last = item.standing.last
                made.add_row(
                    item.record.id,
                    "–" if item.standing.due is None else date_text(lang, item.standing.due),
                    item.record.title.of(lang),
                    "–" if item.record.made_by is None else item.record.made_by.of(lang),
                    "–"
                    if last is None
                    else f"{text(lang, f'register.status.{last}')}, {_since(lang, item.standing)}",
                )
            out.print(made)
    out.print(text(lang, "register.due.note"), markup=False)


def _since(lang: str, standing: Standing) -> str:
    return date_text(lang, standing.since)


def print_conflicts(lang: str, found: Sequence[Conflict], register: Register) -> None:
    """Print each conflict with its statements side by side."""
    out = console()
    for conflict in found:
        record = register.by_id.get(conflict.subject)
        print_conflict(out, lang, conflict, "" if record is None else record.title.of(lang))
    out.print(text(lang, "register.conflicts.note", count=len(found)), markup=False)


def print_conflict(out: Console, lang: str, conflict: Conflict, title: str = "") -> None:
    """Print one conflict: its statements side by side and how they differ."""
    heading = (
        f"{conflict.subject}{f' ({title})' if title else ''}: {conflict.statements[0].of(lang, 'property')}"
    )
    out.print(heading, style="bold", markup=False)
    out.print(f"  {text(lang, f'register.reading.{conflict.reading}')}", style="cyan", markup=False)
    made = table(lang, "id", "value", "scope", "date", "said_by", "source")
    for s in conflict.statements:
        when = "–" if s.as_of is None else date_text(lang, s.as_of)
        made.add_row(
            s.id, _said(lang, s), s.of(lang, "scope") or "–", when, s.of(lang, "said_by"), s.source_id
        )
    out.print(made)


def _said(lang: str, statement: RecordStatement) -> str:
    if statement.kind == "number":
        shown, unit = _measured(lang, float(statement.value), statement.unit)
    elif statement.kind == "date":
        shown, unit = date_text(lang, statement.value), ""
    else:
        shown, unit = statement.of(lang, "value") or "", ""
    if statement.bound in {"exact", "converted"}:
        return f"{unit}{shown}"
    return text(lang, f"register.bound.{statement.bound}", value=f"{unit}{shown}")


def _measured(lang: str, value: float, unit: str | None) -> tuple[str, str]:  # unit-ok: in its unit
    """Return a number in words and the currency before it; shares as per cent."""
    if unit == "share":
        return f"{number_text(lang, value * 100, 1)} %", ""
    return number_text(lang, value), "" if unit in {None, "count"} else f"{unit} "


def print_trade(lang: str, rows: Sequence[dict[str, Any]]) -> None:
    """Print trade and investment as stated; two values of one period stand in two lines."""
    out = console()
    made = table(lang, "what", "date", "value", "reporter", "source")
    for row in rows:
        value, unit = _measured(lang, row["value"], row["unit"])
        stated = f"{unit}{value}"
        if row["bound"] not in {None, "exact"}:
            stated = text(lang, f"register.bound.{row['bound']}", value=stated)
        change = row["change_share"]
        shown = (
            "" if change is None else f" ({'+' if change > 0 else ''}{number_text(lang, change * 100, 1)} %)"
        )
        who, scope = (row.get(f"{column}_{lang}") or row[column] for column in ("reporter", "scope"))
        reporter = " ".join(part for part in (who, scope and f"({scope})") if part)
        what = in_language(lang, row, "text") or row["flow"]
        made.add_row(what, date_text(lang, row["period"]), f"{stated}{shown}", reporter, row["source_id"])
    out.print(made)
    out.print(text(lang, "register.trade.note"), markup=False)


def print_themes(lang: str, views: Sequence[ThemeView]) -> None:
    """Print themes, each with its commitments and statements, and what was searched."""
    for view in views:
        _print_theme(console(), lang, view)


def _print_theme(out: Console, lang: str, view: ThemeView) -> None:
    out.print(text(lang, f"register.theme.{view.theme}"), style="bold", markup=False)
    promised = [i for i in view.listed if i.record.kind in {"commitment", "grant"}]
    if promised:
        out.print(record_table(lang, promised))
    for s in view.statements:
        verdict = text(lang, f"register.verdict.{s.verdict}")
        out.print(f"  {s.id}  {s.summary.of(lang)}  [{verdict}]", markup=False)
    _print_searched(out, lang, view.row, empty=not promised)
    out.print()


def _print_searched(out: Console, lang: str, row: Row, *, empty: bool) -> None:
    if empty:
        out.print(text(lang, "register.theme.empty"), markup=False)
    out.print(
        text(lang, "register.theme.searched", what=in_language(lang, row, "searched")),
        style="dim",
        markup=False,
    )


def print_drafts(lang: str, found: Drafting) -> None:
    """Print what rules propose: the sentence, its cue, and what was found in it."""
    out = console()
    for draft in found.drafts:
        status = text(lang, f"register.status.{draft.status}")
        out.print(
            f"{draft.id}  {draft.start}–{draft.end}  {status} ({draft.cue})", style="cyan", markup=False
        )
        out.print(f"  {found.text[draft.start : draft.end]}", markup=False)
        told = [f"{s.kind} {s.start}–{s.end}: {s.value}" for s in draft.spans]
        told += [", ".join(text(lang, f"register.theme.{t}") for t in draft.themes)] if draft.themes else []
        for line in told:
            out.print(f"    {line}", style="dim", markup=False)
    out.print(text(lang, "register.draft.note", count=len(found.drafts)), markup=False)


def print_votes(lang: str, found: VoteComparison) -> None:
    """Print votes side by side, and how many were alike of those both cast."""
    out = console()
    made = table(lang, "date", "id", "title", "first", "second")
    for vote in found.votes:
        sides = (text(lang, f"register.vote.{side or 'none'}") for side in (vote.first, vote.second))
        made.add_row(vote.date, vote.resolution, vote.title, *sides)
    out.print(made)
    shown = {
        "alike": found.alike_count,
        "both": found.both_count,
        "first": found.first,
        "second": found.second,
    }
    out.print(text(lang, "register.votes.note", **shown), markup=False)
