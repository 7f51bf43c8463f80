"""``daliz register export | check | draft | votes``: the register's files, going out and coming in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from daliz.words import LANGUAGES, plural, text

__all__ = ["check_command", "draft_command", "export_command", "votes_command"]


def _write(target: Path, content: str) -> None:
    from daliz.errors import DataError

    try:
        target.write_bytes(content.encode())
    except OSError as error:
        raise DataError(
            f"{target}: it cannot be written ({error.strerror}).", "Name another file."
        ) from error


def export_command(options: Callable[[Callable[..., Any]], Callable[..., Any]]) -> click.Command:
    """Return the command; ``options`` adds the filters and the reading options."""

    @click.command("export", short_help="JSON-LD, CSV, iCalendar, IATI or Frictionless.")
    @click.argument("form", type=click.Choice(("jsonld", "csv", "ical", "iati", "frictionless")))
    @click.option(
        "--out", "target", type=click.Path(path_type=Path), help="File; a folder for csv and frictionless."
    )
    @options
    def export(
        form: str,
        target: Path | None,
        as_of: date | None,
        known_by: date | None,
        lang: str,
        layers: tuple[Path, ...],
        *,
        as_json: bool,
        **wanted: Any,
    ) -> None:
        """Write the records asked for; one-file forms go to the terminal where no --out is given."""
        del known_by, as_json
        from datetime import UTC, datetime, time

        from daliz.app.brief_register import read_register
        from daliz.app.export_register import export_register
        from daliz.cli.record_edit import own_layers
        from daliz.register.selection import Filter

        # The instant of the file: midnight of the day asked about, so that the same question gives the same
        # file.
        now = datetime.now(UTC) if as_of is None else datetime.combine(as_of, time(), UTC)  # noqa: TID251
        register = read_register(own_layers(layers))
        made = export_register(register, Filter(**wanted), form=form, now=now, lang=lang, folder=target)
        if made.text is not None and target is None:
            click.echo(made.text, nl=False)
        elif made.text is not None and target is not None:
            _write(target, made.text)
            click.echo(text(lang, "register.export.written", path=target), err=True)
        for path in made.files:
            click.echo(text(lang, "register.export.written", path=path), err=True)
        for name, reason in made.left_out:
            click.echo(text(lang, "register.export.left_out", id=name, reason=reason), err=True)

    return export


def _document() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    path = click.Path(exists=True, dir_okay=False, path_type=Path)
    return click.option(
        "--document", type=path, help="Your own copy of the interview: its pointers are checked too."
    )


def check_command(reading: Callable[[Callable[..., Any]], Callable[..., Any]]) -> click.Command:
    """Return the command; ``reading`` adds the reading options."""

    @click.command("check", short_help="Check tables, references, evidence and pointers.")
    @_document()
    @reading
    def check(document: Path | None, lang: str, layers: tuple[Path, ...], *, as_json: bool) -> None:
        """Name every fault with file, line, column and what to do; leave with 4 if there is one."""
        from daliz.app.check_register import check_register
        from daliz.cli.record_edit import own_layers
        from daliz.cli.record_view import echo_json

        problems = check_register(own_layers(layers), document=document)
        if as_json:
            echo_json(problems)
        else:
            for problem in problems:
                click.echo(str(problem))
            click.echo(plural(lang, "count.fault", len(problems)))
        if problems:
            raise SystemExit(4)

    return check


def draft_command(reading: Callable[[Callable[..., Any]], Callable[..., Any]]) -> click.Command:
    """Return the command; ``reading`` adds the reading options."""

    @click.command("draft", short_help="Propose records from a document, with exact spans.")
    @click.argument("document", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option(
        "--language", type=click.Choice(LANGUAGES), help="Language of the document; found if left out."
    )
    @click.option("--published", help="Date of the document, for 'this year'.")
    @click.option("--source", help="Id of the source it stands for.")
    @click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to edit and then add --file."
    )
    @reading
    def draft(
        document: Path,
        language: str | None,
        published: str | None,
        source: str | None,
        out: Path | None,
        lang: str,
        layers: tuple[Path, ...],
        *,
        as_json: bool,
    ) -> None:
        """Propose; a person accepts, edits or rejects. Nothing becomes a record by itself."""
        import json

        from daliz.app.draft_records import draft_records, drafts_file
        from daliz.cli.record_edit import own_layers
        from daliz.cli.record_view import echo_json, today
        from daliz.cli.register_view import print_drafts

        found = draft_records(document, lang=language, layers=own_layers(layers))
        made = drafts_file(found, published=published, source=source, day=today())
        if out is not None:
            _write(out, json.dumps(made, ensure_ascii=False, indent=1) + "\n")
            click.echo(text(lang, "register.export.written", path=out), err=True)
        elif as_json:
            echo_json(made)
        else:
            print_drafts(lang, found)

    return draft


def votes_command(reading: Callable[[Callable[..., Any]], Callable[..., Any]]) -> click.Command:
    """Return the command; ``reading`` adds the reading options."""

    @click.command("votes", short_help="How two countries voted, from your own file of UN votes.")
    @click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option(
        "--word", default="nuclear", show_default=True, help="Word in the title; an empty one takes all."
    )
    @click.option("--year", help="Only this year.")
    @click.option("--first", default="JPN", show_default=True, help="Country, three letters.")
    @click.option("--second", default="KAZ", show_default=True, help="Country, three letters.")
    @reading
    def votes(
        path: Path,
        word: str,
        year: str | None,
        first: str,
        second: str,
        lang: str,
        layers: tuple[Path, ...],
        *,
        as_json: bool,
    ) -> None:
        """Compare votes text by text. The columns are ms_code, ms_vote, date, resolution and title."""
        del layers
        from daliz.app.read_votes import compare_votes
        from daliz.cli.record_view import echo_json
        from daliz.cli.register_view import print_votes

        found = compare_votes(path, first=first, second=second, word=word or None, year=year)
        if as_json:
            echo_json(found)
        else:
            print_votes(lang, found)

    return votes
