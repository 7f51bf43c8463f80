"""``daliz register export | check | draft | votes``: the register's files, going out and coming in."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daliz.cli.register_options import Asked, as_of_day, existing_file, filtered, reading
from daliz.errors import DataError
from daliz.words import LANGUAGES, plural, text

if TYPE_CHECKING:
    from daliz.register.selection import Filter

__all__ = ["check_command", "draft_command", "export_command", "votes_command"]


def _write(target: Path, content: str, lang: str) -> None:
    try:
        target.write_bytes(content.encode())
    except OSError as error:
        raise DataError(
            f"{target}: it cannot be written ({error.strerror}).", "Name another file."
        ) from error
    click.echo(text(lang, "register.export.written", path=target), err=True)


@click.command("export", short_help="JSON-LD, CSV, iCalendar, IATI or Frictionless.")
@click.argument("form", type=click.Choice(("jsonld", "csv", "ical", "iati", "frictionless")))
@click.option(
    "--out", "target", type=click.Path(path_type=Path), help="File; a folder for csv and frictionless."
)
@filtered
@as_of_day
@reading
def export_command(asked: Asked, wanted: Filter, form: str, target: Path | None) -> None:
    """Write the records asked for; one-file forms go to the terminal where no --out is given."""
    from daliz.app.export_register import export_register

    # Midnight of the day asked about, so that the same question gives the same file.
    now = datetime.now(UTC) if asked.as_of is None else datetime.combine(asked.as_of, time(), UTC)  # noqa: TID251
    made = export_register(asked.register(), wanted, form=form, now=now, lang=asked.lang, folder=target)
    if made.text is not None and target is None:
        click.echo(made.text, nl=False)
    elif made.text is not None and target is not None:
        _write(target, made.text, asked.lang)
    for path in made.files:
        click.echo(text(asked.lang, "register.export.written", path=path), err=True)
    for name, reason in made.left_out:
        click.echo(text(asked.lang, "register.export.left_out", id=name, reason=reason), err=True)


@click.command("check", short_help="Check tables, references, evidence and pointers.")
@click.option(
    "--document",
    type=existing_file(),
    help="Your own copy of the interview: its pointers are checked too.",
)
@reading
def check_command(asked: Asked, document: Path | None) -> None:
    """Name every fault with file, line, column and what to do; leave with 4 if there is one."""
    from daliz.app.check_register import check_register

    problems = check_register(asked.layers, document=document)
    lines = [*map(str, problems), plural(asked.lang, "count.fault", len(problems))]
    asked.show(problems, lambda: click.echo("\n".join(lines)))
    if problems:
        raise SystemExit(DataError.exit_status)


@click.command("draft", short_help="Propose records from a document, with exact spans.")
@click.argument("document", type=existing_file())
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the document; found if left out.")
@click.option("--published", help="Date of the document, for 'this year'.")
@click.option("--source", help="Id of the source it stands for.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to edit and then add --file."
)
@reading
def draft_command(
    asked: Asked,
    document: Path,
    language: str | None,
    published: str | None,
    source: str | None,
    out: Path | None,
) -> None:
    """Propose; a person accepts, edits or rejects. Nothing becomes a record by itself."""
    import json

    from daliz.app.draft_records import draft_records, drafts_file
    from daliz.cli.register_view import print_drafts

    found = draft_records(document, lang=language, layers=asked.layers)
    made = drafts_file(found, published=published, source=source, day=asked.day)
    if out is not None:
        _write(out, json.dumps(made, ensure_ascii=False, indent=1) + "\n", asked.lang)
    else:
        asked.show(made, lambda: print_drafts(asked.lang, found))


@click.command("votes", short_help="How two countries voted, from your own file of UN votes.")
@click.argument("path", type=existing_file())
@click.option(
    "--word", default="nuclear", show_default=True, help="Word in the title; an empty one takes all."
)
@click.option("--year", help="Only this year.")
@click.option("--first", default="JPN", show_default=True, help="Country, three letters.")
@click.option("--second", default="KAZ", show_default=True, help="Country, three letters.")
@reading
def votes_command(asked: Asked, path: Path, word: str, year: str | None, first: str, second: str) -> None:
    """Compare votes text by text. The columns are ms_code, ms_vote, date, resolution and title."""
    from daliz.app.read_votes import compare_votes
    from daliz.cli.register_view import print_votes

    found = compare_votes(path, first=first, second=second, word=word or None, year=year)
    asked.show(found, lambda: print_votes(asked.lang, found))
