"""Options that several commands share: spelt, described and read from the environment alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from daliz.timeline import read_day
from daliz.words import LANGUAGES

__all__ = ["SETTINGS", "Command", "day_of", "read_settings", "shared_options"]

Command = Callable[..., Any]

#: Environment variables that commands read, and what each sets.
SETTINGS: dict[str, str] = {
    "DALIZ_DEBUG": "Anything: show the traceback of a fault of the program.",
    "DALIZ_FACTS": "Folders of your own facts, as --facts; several are joined as in PATH. The last wins.",
    "DALIZ_LANG": "Language of the output, as --lang: en, ru, kk or ja.",
    "DALIZ_TOKEN": "Bearer token that the server asks for writing and jobs, as --token-file.",
    "DALIZ_WORKSPACE": "File of your own records, as --workspace.",
}

VARIABLES = {"DALIZ_FACTS": "--facts", "DALIZ_LANG": "--lang"}


def day_of(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """Return the day an option was given, for ``callback=``."""
    return None if value is None else read_day(value)


def _facts() -> Callable[[Command], Command]:
    return click.option(
        "--facts",
        "folders",
        multiple=True,
        metavar="FOLDER",
        type=click.Path(path_type=Path),
        help="Your own folder of facts; it wins over the built-in, the last over the others.",
    )


def _lang() -> Callable[[Command], Command]:
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default="en",
        show_default=True,
        help="Language of the output.",
    )


#: Name of a shared option to what makes it. The parameter's name stands beside it.
MAKERS: dict[str, Callable[[], Callable[[Command], Command]]] = {
    "facts": _facts,  # folders: tuple[Path, ...]
    "lang": _lang,  # lang: str
    "json": lambda: click.option("--json", "as_json", is_flag=True, help="Print JSON."),  # as_json: bool
    "scenario": lambda: click.option(  # scenario: str
        "--scenario", default="base", show_default=True, metavar="NAME", help="Which state of the world."
    ),
    "seed": lambda: click.option(  # seed: int
        "--seed",
        type=click.IntRange(min=0),
        default=1,
        show_default=True,
        help="Seed of the draws: the same seed gives the same answer.",
    ),
}


def read_settings(command: click.Command) -> click.Command:
    """Return the command, with each option that a variable may set reading it, whoever wrote the option."""
    for param in command.params:
        if param.envvar is None and isinstance(param, click.Option):
            param.envvar = next((name for name, option in VARIABLES.items() if option in param.opts), None)
    if isinstance(command, click.Group):
        for sub in command.commands.values():
            read_settings(sub)
    return command


def shared_options(*names: str) -> Callable[[Command], Command]:
    """Return a decorator that adds the options of ``MAKERS`` that are named, in the order given."""

    def add(function: Command) -> Command:
        for name in reversed(names):
            function = MAKERS[name]()(function)
        return function

    return add
