"""``daliz register``: what was promised, what came of it, and on what evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from daliz.cli.levers import levers_command
from daliz.cli.record_edit import add_command, edit_command, history_command, own_layers, undo_command
from daliz.cli.register_files import check_command, draft_command, export_command, votes_command
from daliz.timeline import read_day
from daliz.words import LANGUAGES

__all__ = ["command"]


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    return None if value is None else read_day(value)


def _start(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    from daliz.timeline import check_partial_date, first_day

    return None if value is None else first_day(check_partial_date(value))


def _end(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    from daliz.timeline import check_partial_date, last_day

    return None if value is None else last_day(check_partial_date(value))


def reading(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every reading command has."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
        click.option(
            "--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language."
        ),
        click.option(
            "--facts",
            "layers",
            multiple=True,
            envvar="DALIZ_FACTS",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="A folder of your own facts, which wins over the built-in.",
        ),
    ):
        function = option(function)
    return function


def on_a_day(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the two clocks."""
    for option in (
        click.option("--as-of", callback=_day, help="The day asked about, as 2026-10-01; today if left out."),
        click.option("--known-by", callback=_day, help="Only what could be known by this day."),
    ):
        function = option(function)
    return function


def filtered(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the filters."""
    from daliz.io.records import RECORD_KINDS

    for option in (
        click.option("--kind", type=click.Choice(RECORD_KINDS), help="Kind of record."),
        click.option("--theme", help="One of the thirteen themes, such as transport; see: register themes."),
        click.option("--party", help="Country code: JP, KZ, KG, TJ, TM, UZ, …"),
        click.option("--place", help="Place id, such as aktau."),
        click.option("--status", help="Status on the day, such as overdue or signed."),
        click.option(
            "--from", "since", callback=_start, help="From this date on: 2024, 2024-05 or 2024-05-03."
        ),
        click.option("--to", "until", callback=_end, help="Up to this date."),
    ):
        function = option(function)
    return function


@click.group(help="What was promised, what came of it, and what it changes.")
def command() -> None:
    """Group the register's questions."""


for _own in (levers_command, add_command, edit_command, undo_command, history_command):
    command.add_command(_own)


command.add_command(export_command(lambda function: filtered(on_a_day(reading(function)))))
for _file in (check_command, draft_command, votes_command):
    command.add_command(_file(reading))


@command.command("read", short_help="The interview, question by question, each claim beside its evidence.")
@click.argument("text", type=click.Choice(["interview"]), default="interview")
@click.option(
    "--document",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own copy of the text: its passages are shown and checked.",
)
@reading
def read_command(
    text: str, document: Path | None, lang: str, layers: tuple[Path, ...], *, as_json: bool
) -> None:
    """Show the five questions, and under each its statements with the evidence beside the claim."""
    del text
    from daliz.app.read_interview import read_the_interview
    from daliz.cli.interview_view import print_interview
    from daliz.cli.record_view import echo_json

    found = read_the_interview(own_layers(layers), document=document)
    if as_json:
        echo_json({"interview": found.interview, "anchors": found.anchors})
    else:
        print_interview(lang, found)


@command.command("list", short_help="Records, filtered, each with its status on a day.")
@filtered
@on_a_day
@reading
def list_command(
    as_of: date | None,
    known_by: date | None,
    lang: str,
    layers: tuple[Path, ...],
    *,
    as_json: bool,
    **wanted: Any,
) -> None:
    """List records in time order."""
    from daliz.app.brief_register import list_records, read_register
    from daliz.cli.record_view import console, counted, echo_json, record_table, today
    from daliz.register.selection import Filter

    register = read_register(own_layers(layers))
    day = as_of or today()
    listed = list_records(register, Filter(**wanted), as_of=day, known_by=known_by)
    if as_json:
        echo_json(listed)
        return
    out = console()
    if listed:
        out.print(record_table(lang, [(item.record, item.standing) for item in listed]))
    out.print(counted(lang, len(listed)))
    if wanted["theme"] is not None:
        from daliz.cli.register_view import print_searched

        print_searched(lang, register.themes[wanted["theme"]], empty=not listed)


@command.command("show", short_help="One record: status, evidence, conflicts, sources.")
@click.argument("record")
@on_a_day
@reading
def show_command(
    record: str,
    as_of: date | None,
    known_by: date | None,
    lang: str,
    layers: tuple[Path, ...],
    *,
    as_json: bool,
) -> None:
    """Show one record with its dated evidence, or one statement of the interview."""
    from daliz.app.brief_register import read_register, show_record
    from daliz.cli.interview_view import print_one_statement
    from daliz.cli.record_view import echo_json, today
    from daliz.cli.register_view import print_record

    register = read_register(own_layers(layers))
    said = next((s for s in register.interview.statements if s.id == record), None)
    if said is not None:
        print_one_statement(lang, said, register.sources) if not as_json else echo_json(said)
        return
    view = show_record(register, record, as_of=as_of or today(), known_by=known_by)
    if as_json:
        echo_json(view)
    else:
        print_record(lang, view)


@command.command("search", short_help="Find records and statements by words, in four languages.")
@click.argument("words", nargs=-1, required=True)
@reading
def search_command(words: tuple[str, ...], lang: str, layers: tuple[Path, ...], *, as_json: bool) -> None:
    """Search titles, summaries, evidence and every known spelling of a name."""
    from daliz.app.brief_register import read_register, search_register
    from daliz.cli.record_view import console, counted, echo_json, table
    from daliz.words import text

    hits = search_register(read_register(own_layers(layers)), " ".join(words))
    if as_json:
        echo_json(hits)
        return
    out = console()
    if hits:
        made = table(lang, "id", "kind", "title")
        for hit in hits:
            made.add_row(hit.id, text(lang, f"register.kind.{hit.kind}"), hit.title.of(lang))
        out.print(made)
    out.print(counted(lang, len(hits)))


@command.command("timeline", short_help="Meetings, documents and promises in order, since 2004 and before.")
@filtered
@on_a_day
@reading
def timeline_command(
    as_of: date | None,
    known_by: date | None,
    lang: str,
    layers: tuple[Path, ...],
    *,
    as_json: bool,
    **wanted: Any,
) -> None:
    """Show the dialogue in time order."""
    del known_by
    from daliz.app.brief_register import read_register, timeline_of
    from daliz.cli.record_view import echo_json, today
    from daliz.cli.register_view import print_timeline
    from daliz.register.selection import Filter

    found = timeline_of(read_register(own_layers(layers)), Filter(**wanted), as_of=as_of or today())
    if as_json:
        echo_json(found)
    else:
        print_timeline(lang, found)


@command.command("due", short_help="What is overdue, what falls due, and what has no date.")
@on_a_day
@reading
def due_command(
    as_of: date | None, known_by: date | None, lang: str, layers: tuple[Path, ...], *, as_json: bool
) -> None:
    """List open promises and projects by due date; those without a published date are said to have none."""
    from daliz.app.brief_register import due_items, read_register
    from daliz.cli.record_view import echo_json, today
    from daliz.cli.register_view import print_due

    day = as_of or today()
    items = due_items(read_register(own_layers(layers)), as_of=day, known_by=known_by)
    if as_json:
        echo_json(items)
    else:
        print_due(lang, items, day)


@command.command("conflicts", short_help="Where sources disagree, side by side.")
@click.argument("subject", required=False)
@reading
def conflicts_command(subject: str | None, lang: str, layers: tuple[Path, ...], *, as_json: bool) -> None:
    """Show statements about one thing that do not say the same; nothing is merged."""
    from daliz.app.brief_register import conflicts_of, read_register
    from daliz.cli.record_view import echo_json
    from daliz.cli.register_view import print_conflicts

    register = read_register(own_layers(layers))
    found = conflicts_of(register, subject)
    if as_json:
        echo_json(found)
    else:
        print_conflicts(lang, found, register)


@command.command("trade", short_help="Turnover, exports, investment: every series as stated.")
@click.option("--flow", help="One series, such as turnover.")
@reading
def trade_command(flow: str | None, lang: str, layers: tuple[Path, ...], *, as_json: bool) -> None:
    """Show trade and investment, with series that disagree side by side."""
    from daliz.app.brief_register import read_register, trade_rows
    from daliz.cli.record_view import echo_json
    from daliz.cli.register_view import print_trade

    rows = trade_rows(read_register(own_layers(layers)), flow)
    if as_json:
        echo_json(rows)
    else:
        print_trade(lang, rows)


@command.command("forum", short_help="The three directions of the business forum and what stands under each.")
@click.option("--theme", help="One of transport, green, digital.")
@on_a_day
@reading
def forum_command(
    theme: str | None,
    as_of: date | None,
    known_by: date | None,
    lang: str,
    layers: tuple[Path, ...],
    *,
    as_json: bool,
) -> None:
    """Show the forum's directions with the commitments under each."""
    del known_by
    from daliz.app.brief_register import forum_of, read_register
    from daliz.cli.record_view import echo_json, today
    from daliz.cli.register_view import print_theme

    views = forum_of(read_register(own_layers(layers)), as_of=as_of or today(), theme=theme)
    if as_json:
        echo_json(views)
        return
    for view in views:
        print_theme(lang, view)


@command.command("themes", short_help="The thirteen themes; an empty one says what was searched.")
@on_a_day
@reading
def themes_command(
    as_of: date | None, known_by: date | None, lang: str, layers: tuple[Path, ...], *, as_json: bool
) -> None:
    """Show every theme with its commitments and statements."""
    del known_by
    from daliz.app.brief_register import read_register, theme_view
    from daliz.cli.record_view import echo_json, today
    from daliz.cli.register_view import print_theme

    register = read_register(own_layers(layers))
    views = [theme_view(register, theme, as_of=as_of or today()) for theme in register.themes]
    if as_json:
        echo_json(views)
        return
    for view in views:
        print_theme(lang, view)


@command.command("briefing", short_help="One page before a meeting.")
@click.option("--party", default="KZ", show_default=True, help="Country code of the other side.")
@click.option("--theme", help="Only this theme.")
@click.option("--months", type=click.IntRange(0), default=6, show_default=True, help="Silence worth naming.")
@on_a_day
@reading
def briefing_command(
    party: str,
    theme: str | None,
    months: int,
    as_of: date | None,
    known_by: date | None,
    lang: str,
    layers: tuple[Path, ...],
    *,
    as_json: bool,
) -> None:
    """Promised last time, due since, silent for months, what the other side says, names spelled right."""
    from daliz.app.brief_register import brief, read_register
    from daliz.cli.briefing_view import print_briefing
    from daliz.cli.record_view import echo_json, today

    register = read_register(own_layers(layers))
    page = brief(
        register, party=party, as_of=as_of or today(), known_by=known_by, silent_months=months, theme=theme
    )
    if as_json:
        echo_json(page)
    else:
        print_briefing(lang, page, months)


@command.command("total", short_help="Add counts up, where their scopes allow it.")
@click.argument("facts", nargs=-1, required=True)
@reading
def total_command(facts: tuple[str, ...], lang: str, layers: tuple[Path, ...], *, as_json: bool) -> None:
    """Add statements by their ids, as the conflicts show them; unlike scopes are refused with the reason."""
    from daliz.app.brief_register import read_register, total_of
    from daliz.cli.record_view import echo_json
    from daliz.words import number_text

    found = total_of(read_register(own_layers(layers)), facts)
    if as_json:
        echo_json({"total": found, "facts": facts})
    else:
        click.echo(number_text(lang, found))
