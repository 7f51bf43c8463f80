"""The ``daliz`` command: one file a command, each imported only when it is called."""

from __future__ import annotations

import importlib
import io
import os
import sys
from typing import Any

import click

from daliz import __version__
from daliz.cli.options import read_settings
from daliz.errors import DalizError

__all__ = ["main"]

#: Command name to its one-line help. ``daliz.cli.NAME`` holds a click command called ``command``.
COMMANDS: dict[str, str] = {
    "plan": "Plan freight door to door: which way, when, how much, how sure, how green.",
    "compare": "Set scenarios or options side by side.",
    "validate": "Compare the model with published outcomes, misses included.",
    "register": "What was promised, what came of it, and what it changes.",
    "programmes": "Which study or exchange programme is open to whom.",
    "footprint": "Greenhouse gases of a chain, as ISO 14083 asks.",
    "network": "Terminals, links and services: statistics, gaps, map, export.",
    "facts": "Every number: value, source, date, grade; check your own.",
    "serve": "The page and the API on this machine.",
    "warmup": "Compile the search kernels once, for batches and the server.",
    "demo": "Real plans and the interview answered, in one go.",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command runs, so that ``--help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the command names in the order they are listed."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, imported now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"daliz.cli.{cmd_name}").command
        return read_settings(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="daliz")
def cli() -> None:
    """See what was promised, what evidence there is, and what it changes in days, dollars and CO₂e."""


def main(argv: list[str] | None = None) -> None:
    """Run the command line; leave with 0, 1 (fault), 2 (question), 3 (no plan) or 4 (data)."""
    for stream in (sys.stdout, sys.stderr):  # a terminal without a sign shows a question mark, not a fault
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        status: Any = cli.main(args=argv, prog_name="daliz", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except DalizError as error:
        click.echo(f"daliz: {error.message}", err=True)
        if error.hint:
            click.echo(f"       {error.hint}", err=True)
        sys.exit(error.exit_status)
    except OSError as error:
        if isinstance(error, BrokenPipeError):  # the reader of a pipe has left: `daliz … | head`
            sys.stderr.close()
            sys.exit(0)
        click.echo(f"daliz: {error.filename or 'A file'}: {error.strerror or error}.", err=True)
        sys.exit(1)
    except Exception as error:  # the last place where a fault can be put in words
        if os.environ.get("DALIZ_DEBUG"):
            raise
        click.echo(f"daliz: A fault of the program: {type(error).__name__}: {error}.", err=True)
        click.echo(
            "       Please report it with what you asked; DALIZ_DEBUG=1 shows where it happened.", err=True
        )
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
