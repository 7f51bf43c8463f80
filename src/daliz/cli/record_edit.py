"""``daliz register add | edit | undo | history``: the user's own records."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from daliz.errors import QueryError

__all__ = ["add_command", "edit_command", "history_command", "own_layers", "undo_command", "workspace_path"]

#: Kind of record to its table.
TABLES = {
    "meeting": "meetings", "document": "documents", "commitment": "commitments", "project": "projects",
    "grant": "grants", "resolution": "resolutions", "institution": "institutions", "event": "status_events",
    "statement": "record_statements", "source": "sources", "programme": "programmes", "rule":
    "programme_rules", "name": "names", "trade": "trade", "lever": "levers",
}  # fmt: skip


def workspace_path(given: Path | None = None) -> Path:
    """Return the workspace file: as given, from DALIZ_WORKSPACE, or in the user's data folder."""
    if given is not None:
        return given
    if "DALIZ_WORKSPACE" in os.environ:
        return Path(os.environ["DALIZ_WORKSPACE"])
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "daliz" / "workspace.sqlite"


def own_layers(layers: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the layers over the built-in facts: the workspace if there is one, then those named."""
    path = workspace_path()
    if not path.is_file():
        return layers
    from daliz.io.workspace import Workspace

    with Workspace(path) as workspace:
        return (workspace.as_layer(), *layers)


def changing(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every change needs."""
    for option in (
        click.option(
            "--who", default=getpass.getuser, show_default="your user name", help="Who makes the change."
        ),
        click.option("--why", required=True, help="Why."),
        click.option(
            "--workspace", type=click.Path(dir_okay=False, path_type=Path), help="The workspace file."
        ),
    ):
        function = option(function)
    return function


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for pair in given:
        column, sign, value = pair.partition("=")
        if not sign:
            raise QueryError(f"{pair!r} sets no column.", "Write column=value, such as due=2026-12.")
        pairs[column] = value
    return pairs


def _now() -> datetime:
    return datetime.now().astimezone()  # noqa: TID251 - the command line may read the clock


@click.command("add", short_help="Add records from options or a TOML or JSON file, checked.")
@click.argument("kind", required=False, type=click.Choice(tuple(TABLES)))
@click.argument("columns", nargs=-1)
@click.option(
    "--file", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="TOML or JSON."
)
@changing
def add_command(
    kind: str | None, columns: tuple[str, ...], path: Path | None, who: str, why: str, workspace: Path | None
) -> None:
    """Add a record: KIND and column=value …, or --file. A faulty row is refused, its column named."""
    from daliz.app.add_record import add_rows, read_rows_file
    from daliz.io.workspace import Workspace

    if (kind is None) == (path is None):
        raise QueryError(
            "Name either a kind of record or a file.", "daliz register add commitment …, or --file F."
        )
    tables = read_rows_file(path) if path is not None else {TABLES[str(kind)]: [_pairs(columns)]}
    with Workspace(workspace_path(workspace)) as own:
        numbers = add_rows(own, tables, who=who, why=why, now=_now())
    click.echo(
        f"Kept as change {', '.join(map(str, numbers))}. To take it back: daliz register undo NUMBER --why …"
    )


@click.command("edit", short_help="Change columns of a record; the change can be undone.")
@click.argument("kind", type=click.Choice(tuple(TABLES)))
@click.argument("key")
@click.argument("columns", nargs=-1, required=True)
@changing
def edit_command(
    kind: str, key: str, columns: tuple[str, ...], who: str, why: str, workspace: Path | None
) -> None:
    """Change a built-in or own record: daliz register edit commitment c-aktau due=2027-06 --why …."""
    from daliz.app.add_record import add_rows, changed_row
    from daliz.io.workspace import Workspace

    with Workspace(workspace_path(workspace)) as own:
        row = changed_row(TABLES[kind], key, _pairs(columns), [own.as_layer()])
        numbers = add_rows(own, {TABLES[kind]: [row]}, who=who, why=why, now=_now())
    click.echo(f"Kept as change {numbers[0]}. To take it back: daliz register undo {numbers[0]} --why …")


@click.command("undo", short_help="Take a change back by a new one.")
@click.argument("number", type=int)
@changing
def undo_command(
    number: int, who: str, why: str, workspace: Path | None
) -> None:  # unit-ok: a running number
    """Restore what stood before a change; both stay in the history."""
    from daliz.io.workspace import Workspace

    with Workspace(workspace_path(workspace)) as own:
        made = own.undo(number, who=who, why=why, at=_now().isoformat(timespec="seconds"))
    click.echo(f"Change {number} is undone by change {made}.")


@click.command("history", short_help="Who changed what, when and why.")
@click.argument("key", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--workspace", type=click.Path(dir_okay=False, path_type=Path), help="The workspace file.")
def history_command(key: str | None, workspace: Path | None, *, as_json: bool) -> None:
    """Show every change of the workspace, or those of one record."""
    from daliz.cli.record_view import echo_json
    from daliz.io.workspace import Workspace

    path = workspace_path(workspace)
    if not path.is_file():
        click.echo("[]" if as_json else "No change was made yet.")
        return
    with Workspace(path) as own:
        changes = own.history(key=key)
    if as_json:
        echo_json(changes)
        return
    for c in changes:
        undone = "" if c.undoes is None else f" (undoes {c.undoes})"
        click.echo(f"{c.number}  {c.at}  {c.who}  {c.table} {'/'.join(c.key)}{undone}: {c.why}")
