"""What the questions to the register have in common: language, own facts, JSON, the two clocks, the filters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from daliz.cli.options import Command, day_of, shared_options
from daliz.cli.record_edit import own_layers
from daliz.io.records import RECORD_KINDS
from daliz.register.selection import Filter
from daliz.timeline import check_partial_date, first_day, last_day

if TYPE_CHECKING:
    from daliz.app.brief_register import Register

__all__ = ["Asked", "as_of_day", "existing_file", "filtered", "on_a_day", "reading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a question was asked; ``layers`` lie over the built-in facts, the user's workspace among them."""

    lang: str
    layers: tuple[Path, ...]
    as_json: bool
    as_of: date | None = None
    known_by: date | None = None

    @property
    def day(self) -> date:
        """The day asked about: today if none was named."""
        from daliz.cli.record_view import today

        return self.as_of or today()

    def register(self) -> Register:
        """Return the register as the user sees it."""
        from daliz.app.brief_register import read_register

        return read_register(self.layers)

    def show(self, found: object, print_found: Callable[[], None]) -> None:
        """Print the answer: as JSON where it was asked for, else for people."""
        from daliz.cli.record_view import echo_json

        if self.as_json:
            echo_json(found)
        else:
            print_found()


def reading(function: Command) -> Command:
    """Add the options that every reading command has; the command gets them as one ``Asked``."""

    @wraps(function)
    def ask(
        *,
        lang: str,
        folders: tuple[Path, ...],
        as_json: bool,
        as_of: date | None = None,
        known_by: date | None = None,
        **own: Any,
    ) -> None:
        layers = own_layers(folders)
        function(Asked(lang=lang, layers=layers, as_json=as_json, as_of=as_of, known_by=known_by), **own)

    return shared_options("facts", "lang", "json")(ask)


def as_of_day(function: Command) -> Command:
    """Add the day asked about, to stand above ``reading``."""
    return click.option(
        "--as-of", callback=day_of, help="The day asked about, as 2026-10-01; today if left out."
    )(function)


def on_a_day(function: Command) -> Command:
    """Add the two clocks, to stand above ``reading``: the day asked about, and what was known by when."""
    known = click.option("--known-by", callback=day_of, help="Only what could be known by this day.")
    return as_of_day(known(function))


def _start(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    return None if value is None else first_day(check_partial_date(value))


def _end(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    return None if value is None else last_day(check_partial_date(value))


def filtered(function: Command) -> Command:
    """Add the filters; the command gets them as one ``Filter``."""

    @wraps(function)
    def choose(**given: Any) -> None:
        chosen = {f.name: given.pop(f.name) for f in fields(Filter)}
        function(wanted=Filter(**chosen), **given)

    for option in (
        click.option("--to", "until", callback=_end, help="Up to this date."),
        click.option(
            "--from", "since", callback=_start, help="From this date on: 2024, 2024-05 or 2024-05-03."
        ),
        click.option("--status", help="Status on the day, such as overdue or signed."),
        click.option("--place", help="Place id, such as aktau."),
        click.option("--party", help="Country code: JP, KZ, KG, TJ, TM, UZ, …"),
        click.option("--theme", help="One of the thirteen themes, such as transport; see: register themes."),
        click.option("--kind", type=click.Choice(RECORD_KINDS), help="Kind of record."),
    ):
        choose = option(choose)
    return choose


def existing_file() -> click.Path:
    """Return the type of an option or argument that names a file to read."""
    return click.Path(exists=True, dir_okay=False, path_type=Path)
