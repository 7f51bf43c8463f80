"""The interview in a terminal: question, statements, claim beside evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from daliz.app.read_interview import NOT_YET, InterviewReading
from daliz.cli.record_view import console, source_line
from daliz.model.record import InterviewStatement, SourceRef
from daliz.words import date_text, text

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_interview", "print_one_statement"]


def print_interview(lang: str, found: InterviewReading) -> None:
    """Print the five questions and under each its statements."""
    out = console()
    interview = found.interview
    out.print(interview.title.of(lang), style="bold", markup=False)
    out.print(
        source_line(lang, found.sources[interview.source_id]), style="dim", markup=False, soft_wrap=True
    )
    out.print(text(lang, "register.interview.note"), markup=False)
    if found.document is not None:
        _print_anchors(out, lang, found)
    for question in interview.questions:
        out.print()
        out.print(f"{question.number}. {question.summary.of(lang)}", style="bold", markup=False)
        for statement in interview.statements:
            if statement.question == question.id:
                _print_statement(out, lang, found, statement)


def print_one_statement(lang: str, statement: InterviewStatement, sources: Mapping[str, SourceRef]) -> None:
    """Print one statement of the interview with the sources of its evidence."""
    out = console()
    _print_claim(out, lang, statement)
    out.print(text(lang, "sources"), style="bold", markup=False)
    for name in statement.sources:
        out.print(source_line(lang, sources[name]), style="dim", markup=False, soft_wrap=True)


def _print_anchors(out: Console, lang: str, found: InterviewReading) -> None:
    states: dict[str, int] = {}
    for anchor in found.anchors.values():
        states[anchor.state] = states.get(anchor.state, 0) + 1
    counts = ", ".join(f"{text(lang, f'register.anchor.{state}')}: {n}" for state, n in states.items())
    out.print(text(lang, "register.interview.anchors", counts=counts), markup=False)


def _print_claim(out: Console, lang: str, statement: InterviewStatement) -> None:
    """Print a claim beside its evidence, and the command that acts on it."""
    from rich import box
    from rich.table import Table

    out.print()
    themes = ", ".join(text(lang, f"register.theme.{t}") for t in statement.themes)
    verdict = text(lang, f"register.verdict.{statement.verdict}")
    out.print(f"{statement.id}  {themes}  |  {verdict}", style="cyan", markup=False)
    grid = Table(box=box.SIMPLE, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    when = "" if statement.evidence_on is None else f" ({date_text(lang, statement.evidence_on)})"
    sources = f" [{', '.join(statement.sources)}]" if statement.sources else ""
    from rich.text import Text

    claim = text(lang, "register.claim", text=statement.summary.of(lang))
    evidence = text(lang, "register.evidence", text=statement.evidence.of(lang))
    grid.add_row(Text(claim), Text(f"{evidence}{when}{sources}"))
    out.print(grid)
    act = text(lang, "register.not_yet") if statement.act == NOT_YET else statement.act
    out.print(f"    → {act}", markup=False, soft_wrap=True)


def _print_statement(out: Console, lang: str, found: InterviewReading, statement: InterviewStatement) -> None:
    _print_claim(out, lang, statement)
    anchor = found.anchors.get(statement.passage)
    if anchor is not None and found.document is not None:
        state = text(lang, f"register.anchor.{anchor.state}")
        changes = "".join(f", {text(lang, f'register.change.{c}')}" for c in anchor.changes)
        shown = "" if anchor.start is None else f": «{found.document[anchor.start : anchor.end]}»"
        out.print(f"    {state}{changes}{shown}", style="dim", markup=False)
