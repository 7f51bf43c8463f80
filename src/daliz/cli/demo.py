"""``daliz demo``: real plans and the interview answered, in one go."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from daliz.cli.options import shared_options
from daliz.words import number_text, text

__all__ = ["command"]

READY = date(2026, 12, 1)  # fixed, so that two people see the same answers
SHOWN = 5
OPEN, SHUT = "base", "kazakhstan-shut"


@click.command("demo")
@shared_options("lang")
def command(lang: str) -> None:
    """Plan three shipments, cost a closure, and answer the interview; each with the command to go on from."""
    from daliz.cli.kernels import tell_plain_search

    tell_plain_search(lang)
    worlds: dict[str, Any] = {}
    for number, question in enumerate(_questions(), start=1):
        _heading(text(lang, f"demo.title.{number}"), question[0])
        _print_options(lang, question, worlds)
    _heading(text(lang, "demo.title.3"), f"{_words(_closure())} --scenario {SHUT}")
    _print_closure(lang, worlds)
    _heading(text(lang, "demo.title.4"), "daliz register read interview")
    _print_interview(lang)
    click.echo()
    click.echo(text(lang, "demo.more"))


Question = tuple[str, dict[str, Any]]


def _questions() -> tuple[Question, Question]:
    kobe = {"origin": "kobe", "destination": "almaty", "containers": "2x40HC"}
    metal = {"origin": "pavlodar", "destination": "osaka", "tonnes": 250.0, "commodity": "metal"}
    return (_words(kobe), kobe), (_words(metal), metal)


def _closure() -> dict[str, Any]:
    return {"origin": "chongqing", "destination": "duisburg", "containers": "1x40HC"}


def _words(asked: dict[str, Any]) -> str:
    """Return the command that asks a question."""
    cargo = " ".join(
        f"--{k} {v:g}" if isinstance(v, float) else f"--{k} {v}" for k, v in list(asked.items())[2:]
    )
    return f"daliz plan {asked['origin']} {asked['destination']} {cargo} --ready {READY}"


def _heading(title: str, asked: str) -> None:
    click.echo()
    click.echo(click.style(title, bold=True))
    click.echo(click.style(f"$ {asked}", dim=True))


def _answer(asked: dict[str, Any], scenario: str, worlds: dict[str, Any]) -> Any:
    from daliz.app.plan_chain import plan_chain
    from daliz.app.plan_request import Request, query_of_request, world_of

    world = world_of(scenario, (), worlds)
    return plan_chain(world, query_of_request(world, Request(ready=READY, scenario=scenario, **asked)))


def _print_options(lang: str, question: Question, worlds: dict[str, Any]) -> None:
    plan = _answer(question[1], OPEN, worlds)
    names = {rule.id: rule.names for rule in worlds[OPEN].corridor.rules}
    rows = [
        [
            names[o.corridor].get(lang, names[o.corridor]["en"]) if o.corridor in names else o.corridor,
            f"{o.days.p10:.0f}–{o.days.p90:.0f}",
            number_text(lang, o.cost_usd.p50, 0),
            number_text(lang, o.wtw_kg_co2e / 1000, 1),
            ", ".join(text(lang, f"demo.why.{w}") for w in o.why if w in MARKED),
        ]
        for o in plan.options[: min(SHOWN, plan.shown_count)]
    ]
    _print_table([text(lang, f"demo.head.{k}") for k in ("way", "days", "usd", "co2e", "why")], rows)


MARKED = ("fastest", "surest", "cheapest", "greenest")


def _wide(value: str) -> int:
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in value)


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = [heads, *rows]
    widths = [max(_wide(r[i]) for r in table) for i in range(len(heads))]
    for row in table:
        cells = [
            " " * (w - _wide(c)) + c if 0 < i < len(heads) - 1 else c + " " * (w - _wide(c))
            for i, (c, w) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo(("  " + "  ".join(cells)).rstrip())


def _print_closure(lang: str, worlds: dict[str, Any]) -> None:
    """Print the fastest and the cheapest way with the country open and shut, and what changes."""
    from daliz.app.compare_plans import difference_of, pick_of

    before, after = _answer(_closure(), OPEN, worlds), _answer(_closure(), SHUT, worlds)
    names = {rule.id: rule.names for rule in worlds[OPEN].corridor.rules}
    rows = []
    for pick in ("fastest", "cheapest"):
        one, two = pick_of(before, pick), pick_of(after, pick)
        for key, option in (("open", one), ("shut", two)):
            name = names[option.corridor].get(lang, names[option.corridor]["en"])
            label = f"{text(lang, f'demo.why.{pick}')}, {text(lang, f'demo.{key}')}: {name}"
            days = f"{option.days.p10:.0f}–{option.days.p90:.0f}"
            rows.append(
                [
                    label,
                    days,
                    number_text(lang, option.cost_usd.p50, 0),
                    number_text(lang, option.wtw_kg_co2e / 1000, 1),
                ]
            )
        d = difference_of(one, two, paired=True)
        change = text(lang, "demo.cost")
        changes = ((d.mean_days, 1), (d.usd, 0), (d.wtw_kg_co2e / 1000, 1))
        rows.append([f"  {change}", *(_signed(lang, value, digits) for value, digits in changes)])
    _print_table([text(lang, f"demo.head.{k}") for k in ("way", "days", "usd", "co2e")], rows)
    gone = {o.corridor for o in before.options} - {o.corridor for o in after.options}
    listed = ", ".join(names[c].get(lang, names[c]["en"]) for c in sorted(gone) if c in names)
    if listed:
        line = text(lang, "demo.gone", ways=listed)
        click.echo(textwrap.fill(line, _width(), initial_indent="  ", subsequent_indent="    "))


def _signed(lang: str, value: float, digits: int) -> str:  # unit-ok: any measure
    return ("+" if round(value, digits) > 0 else "") + number_text(lang, round(value, digits) + 0.0, digits)


def _width() -> int:
    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))


def _print_interview(lang: str) -> None:
    """Print each question, and each statement in a line: verdict, theme, what to ask next."""
    from daliz.app.read_interview import NOT_YET, read_the_interview

    interview = read_the_interview(()).interview
    for question in interview.questions:
        click.echo(
            textwrap.fill(
                f"{question.number}. {question.summary.of(lang)}", _width(), subsequent_indent="   "
            )
        )
        for s in (s for s in interview.statements if s.question == question.id):
            verdict = text(lang, f"register.verdict.{s.verdict}")
            act = "" if s.act == NOT_YET else f"  → {s.act}"
            line = f"   {s.id} {s.summary.of(lang)} [{verdict}]"
            click.echo(
                textwrap.fill(line, _width(), subsequent_indent="       ") + click.style(act, dim=True)
            )
