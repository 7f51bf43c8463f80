"""``daliz register``: what was promised, what came of it, and on what evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from daliz.cli.levers import levers_command
from daliz.cli.record_edit import add_command, edit_command, history_command, undo_command
from daliz.cli.register_files import check_command, draft_command, export_command, votes_command
from daliz.cli.register_options import Asked, existing_file, filtered, on_a_day, reading

if TYPE_CHECKING:
    from daliz.register.selection import Filter

__all__ = ["command"]


@click.group(help="What was promised, what came of it, and what it changes.")
def command() -> None:
    """Group the register's questions."""


for _own in (
    levers_command, add_command, edit_command, undo_command, history_command,
    export_command, check_command, draft_command, votes_command,
):  # fmt: skip
    command.add_command(_own)


@command.command("read", short_help="The interview, question by question, each claim beside its evidence.")
@click.argument("text", type=click.Choice(["interview"]), default="interview")
@click.option(
    "--document", type=existing_file(), help="Your own copy of the text: its passages are shown and checked."
)
@reading
def read_command(asked: Asked, text: str, document: Path | None) -> None:
    """Show the five questions, and under each its statements with the evidence beside the claim."""
    del text
    from daliz.app.read_interview import read_the_interview
    from daliz.cli.interview_view import print_interview

    found = read_the_interview(asked.layers, document=document)
    answer = {"interview": found.interview, "anchors": found.anchors}
    asked.show(answer, lambda: print_interview(asked.lang, found))


@command.command("list", short_help="Records, filtered, each with its status on a day.")
@filtered
@on_a_day
@reading
def list_command(asked: Asked, wanted: Filter) -> None:
    """List records in time order."""
    from daliz.app.brief_register import list_records
    from daliz.cli.register_view import print_listed

    register = asked.register()
    listed = list_records(register, wanted, as_of=asked.day, known_by=asked.known_by)
    theme = None if wanted.theme is None else register.themes[wanted.theme]
    asked.show(listed, lambda: print_listed(asked.lang, listed, theme))


@command.command("show", short_help="One record: status, evidence, conflicts, sources.")
@click.argument("record")
@on_a_day
@reading
def show_command(asked: Asked, record: str) -> None:
    """Show one record with its dated evidence, or one statement of the interview."""
    from daliz.app.brief_register import show_record
    from daliz.cli.interview_view import print_one_statement
    from daliz.cli.register_view import print_record

    register = asked.register()
    said = next((s for s in register.interview.statements if s.id == record), None)
    if said is not None:
        asked.show(said, lambda: print_one_statement(asked.lang, said, register.sources))
        return
    view = show_record(register, record, as_of=asked.day, known_by=asked.known_by)
    asked.show(view, lambda: print_record(asked.lang, view))


@command.command("search", short_help="Find records and statements by words, in four languages.")
@click.argument("words", nargs=-1, required=True)
@reading
def search_command(asked: Asked, words: tuple[str, ...]) -> None:
    """Search titles, summaries, evidence and every known spelling of a name."""
    from daliz.app.brief_register import search_register
    from daliz.cli.register_view import print_hits

    hits = search_register(asked.register(), " ".join(words))
    asked.show(hits, lambda: print_hits(asked.lang, hits))


@command.command("timeline", short_help="Meetings, documents and promises in order, since 2004 and before.")
@filtered
@on_a_day
@reading
def timeline_command(asked: Asked, wanted: Filter) -> None:
    """Show the dialogue in time order."""
    from daliz.app.brief_register import timeline_of
    from daliz.cli.register_view import print_timeline

    found = timeline_of(asked.register(), wanted, as_of=asked.day, known_by=asked.known_by)
    asked.show(found, lambda: print_timeline(asked.lang, found))


@command.command("due", short_help="What is overdue, what falls due, and what has no date.")
@on_a_day
@reading
def due_command(asked: Asked) -> None:
    """List open promises and projects by due date; those without a published date are said to have none."""
    from daliz.app.brief_register import due_items
    from daliz.cli.register_view import print_due

    items = due_items(asked.register(), as_of=asked.day, known_by=asked.known_by)
    asked.show(items, lambda: print_due(asked.lang, items, asked.day))


@command.command("conflicts", short_help="Where sources disagree, side by side.")
@click.argument("subject", required=False)
@reading
def conflicts_command(asked: Asked, subject: str | None) -> None:
    """Show statements about one thing that do not say the same; nothing is merged."""
    from daliz.app.brief_register import conflicts_of
    from daliz.cli.register_view import print_conflicts

    register = asked.register()
    found = conflicts_of(register, subject)
    asked.show(found, lambda: print_conflicts(asked.lang, found, register))


@command.command("trade", short_help="Turnover, exports, investment: every series as stated.")
@click.option("--flow", help="One series, such as turnover.")
@reading
def trade_command(asked: Asked, flow: str | None) -> None:
    """Show trade and investment, with series that disagree side by side."""
    from daliz.app.brief_register import trade_rows
    from daliz.cli.register_view import print_trade

    rows = trade_rows(asked.register(), flow)
    asked.show(rows, lambda: print_trade(asked.lang, rows))


@command.command("forum", short_help="The three directions of the business forum and what stands under each.")
@click.option("--theme", help="One of transport, green, digital.")
@on_a_day
@reading
def forum_command(asked: Asked, theme: str | None) -> None:
    """Show the forum's directions with the commitments under each."""
    from daliz.app.brief_register import forum_of
    from daliz.cli.register_view import print_themes

    views = forum_of(asked.register(), as_of=asked.day, known_by=asked.known_by, theme=theme)
    asked.show(views, lambda: print_themes(asked.lang, views))


@command.command("themes", short_help="The thirteen themes; an empty one says what was searched.")
@on_a_day
@reading
def themes_command(asked: Asked) -> None:
    """Show every theme with its commitments and statements."""
    from daliz.app.brief_register import theme_view
    from daliz.cli.register_view import print_themes

    register = asked.register()
    views = [theme_view(register, t, as_of=asked.day, known_by=asked.known_by) for t in register.themes]
    asked.show(views, lambda: print_themes(asked.lang, views))


@command.command("briefing", short_help="One page before a meeting.")
@click.option("--party", default="KZ", show_default=True, help="Country code of the other side.")
@click.option("--theme", help="Only this theme.")
@click.option("--months", type=click.IntRange(0), default=6, show_default=True, help="Silence worth naming.")
@on_a_day
@reading
def briefing_command(asked: Asked, party: str, theme: str | None, months: int) -> None:
    """Promised last time, due since, silent for months, what the other side says, names spelled right."""
    from daliz.app.brief_register import brief
    from daliz.cli.briefing_view import print_briefing

    page = brief(
        asked.register(),
        party=party,
        as_of=asked.day,
        known_by=asked.known_by,
        silent_months=months,
        theme=theme,
    )
    asked.show(page, lambda: print_briefing(asked.lang, page, months))


@command.command("total", short_help="Add counts up, where their scopes allow it.")
@click.argument("facts", nargs=-1, required=True)
@reading
def total_command(asked: Asked, facts: tuple[str, ...]) -> None:
    """Add statements by their ids, as the conflicts show them; unlike scopes are refused with the reason."""
    from daliz.app.brief_register import total_of
    from daliz.words import number_text

    found = total_of(asked.register(), facts)
    asked.show({"total": found, "facts": facts}, lambda: click.echo(number_text(asked.lang, found)))
