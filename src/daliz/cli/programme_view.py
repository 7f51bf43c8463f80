"""Programmes, their rules and the learner series in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from daliz.app.find_programme import Programmes
from daliz.cli.record_view import console, source_line, table
from daliz.model.programme import Answer, Programme, Rule, RuleResult
from daliz.words import date_text, in_language, number_text, text

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_answers", "print_comparison", "print_learners", "print_programmes"]


def print_answers(lang: str, answers: Sequence[Answer], known: Programmes) -> None:
    """Print the missing deadlines first, then each programme with its rules one by one."""
    out = console()
    out.print(text(lang, "programmes.deadlines"), style="bold", markup=False)
    for answer in answers:
        _print_answer(out, lang, answer)
    used = dict.fromkeys(s for a in answers for r in a.results for s in r.rule.sources)
    out.print(text(lang, "sources"), style="bold", markup=False)
    for source in used:
        if source in known.sources:
            out.print(source_line(lang, known.sources[source]), style="dim", markup=False, soft_wrap=True)


def _open_line(lang: str, p: Programme) -> str:
    why = "" if p.open_why is None else p.open_why.of(lang)
    return text(
        lang, "programmes.country", state=text(lang, f"programmes.open.{p.open_to_kz}"), why=why
    ).strip()


def _print_answer(out: Console, lang: str, answer: Answer) -> None:
    p = answer.programme
    out.print()
    verdict = text(lang, f"programmes.verdict.{answer.verdict}")
    if not answer.published:
        verdict = f"{verdict} ({text(lang, 'programmes.pattern')})"
    intake = text(lang, "programmes.intake", year=answer.intake)
    out.print(f"{p.name.of(lang)} [{p.id}]. {intake}: {verdict}", style="bold", markup=False)
    out.print(_open_line(lang, p), markup=False)
    if not answer.results:
        out.print(text(lang, "programmes.no_rules"), markup=False)
        return
    made = table(lang, "rule", "given", "verdict", "source")
    for result in answer.results:
        made.add_row(
            _rule_text(lang, result),
            result.given or "–",
            _verdict(lang, result),
            ", ".join(result.rule.sources),
        )
    out.print(made)
    for key, verdict in (("unmet", "not eligible"), ("open_points", "unknown")):
        what = "; ".join(r.rule.text.of(lang) for r in answer.needed if r.verdict == verdict)
        if what:
            out.print(text(lang, f"programmes.{key}", what=what), markup=False)


def _rule_text(lang: str, result: RuleResult) -> str:
    rule = result.rule
    shown = rule.text.of(lang)
    if rule.last_intake is not None:
        return f"{shown}; {text(lang, 'programmes.last_intake', year=rule.last_intake)}"
    return shown if rule.hard else f"{shown} ({text(lang, 'programmes.wish')})"


def _verdict(lang: str, result: RuleResult) -> str:
    shown = text(lang, f"programmes.verdict.{result.verdict}")
    if result.rule.published or result.rule.last_intake is not None:
        return shown
    return f"{shown}: {text(lang, 'programmes.pattern')}"


def print_programmes(lang: str, programmes: Sequence[Programme]) -> None:
    """Print one line a programme."""
    out = console()
    out.print(text(lang, "programmes.deadlines"), style="bold", markup=False)
    made = table(lang, "id", "programme", "status", "what")
    for p in programmes:
        state = text(lang, f"programmes.open.{p.open_to_kz}")
        made.add_row(p.id, p.name.of(lang), state, "–" if p.who is None else p.who.of(lang))
    out.print(made)


def print_comparison(lang: str, found: Sequence[tuple[Programme, tuple[Rule, ...], list[str]]]) -> None:
    """Print programmes one after the other in the same order of fields; a dash is not known."""
    from rich.table import Table
    from rich.text import Text

    out = console()
    out.print(text(lang, "programmes.deadlines"), style="bold", markup=False)
    for p, rules, intakes in found:
        out.print()
        out.print(f"{p.name.of(lang)} [{p.id}]", style="bold", markup=False)
        told = [r.text.of(lang) for r in rules if r.intake is None or (intakes and r.intake == intakes[-1])]
        rows = (
            ("open", text(lang, f"programmes.open.{p.open_to_kz}")),
            ("who", "–" if p.who is None else p.who.of(lang)),
            ("seats", "–" if p.seats is None else p.seats.of(lang)),
            ("allowance_jpy", "–" if p.allowance_jpy is None else p.allowance_jpy.of(lang)),
            ("duration", "–" if p.duration is None else p.duration.of(lang)),
            ("deadline", p.deadline or ("–" if p.deadline_why is None else p.deadline_why.of(lang))),
            ("intakes", ", ".join(intakes) or "–"),
            ("rules", "; ".join(told) or "–"),
        )
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for key, value in rows:
            grid.add_row(Text(text(lang, f"programmes.field.{key}"), style="dim"), Text(value))
        out.print(grid)


def print_learners(lang: str, rows: Sequence[dict[str, Any]]) -> None:
    """Print the learner and test series."""
    out = console()
    made = table(lang, "measure", "year", "value", "what", "source")
    for row in rows:
        value = "–" if row["value_count"] is None else number_text(lang, row["value_count"])
        place = row["place"] or row["country"] or ""
        shown = "; ".join(part for part in (place, row["note"]) if part)
        made.add_row(
            in_language(lang, row, "text") or "", date_text(lang, row["year"]), value, shown, row["source_id"]
        )
    out.print(made)
    out.print(text(lang, "programmes.learners.note"), markup=False)
