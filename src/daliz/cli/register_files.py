"""``daliz register export | check | draft | votes``: the register's files, going out and coming in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from daliz.words import text

__all__ = ["export_command"]


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
        **wanted: Any,  # noqa: ANN401 - the filters, as click typed them
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
