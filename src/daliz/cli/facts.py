"""``daliz facts``: every number, its value, source, date and grade; and your own facts, checked."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from daliz.cli.options import day_of, shared_options

__all__ = ["command"]

GRADES = ("official", "press", "other", "computed", "assumed")


@click.group(help="Every number: value, source, date, grade; check your own.")
def command() -> None:
    """Group the questions about facts."""


def _echo_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


@command.command("list", short_help="The tables, or the rows of one or all of them.")
@click.argument("table", required=False)
@click.option("--subject", metavar="GLOB", help="Only rows whose key or subject matches, such as '*aktau*'.")
@click.option("--grade", type=click.Choice(GRADES), help="Only rows of this grade.")
@shared_options("facts", "lang", "json")
def list_command(
    table: str | None,
    subject: str | None,
    grade: str | None,
    folders: tuple[Path, ...],
    lang: str,
    *,
    as_json: bool,
) -> None:
    """List the tables; with TABLE, --subject or --grade, list rows."""
    from daliz.app.list_facts import count_tables, list_facts
    from daliz.cli import facts_view as view

    if table is None and subject is None and grade is None:
        counts = count_tables(folders)
        if as_json:
            _echo_json([dict(zip(("table", "file", "rows", "assumed"), c, strict=True)) for c in counts])
        else:
            view.print_tables(lang, counts)
        return
    rows = list_facts(table, subject=subject, grade=grade, folders=folders)
    if as_json:
        _echo_json([asdict(row) for row in rows])
    else:
        view.print_rows(lang, rows)


@command.command("show", short_help="All that is said about one thing, disputing values side by side.")
@click.argument("subject", metavar="ID")
@shared_options("facts", "lang", "json")
def show_command(subject: str, folders: tuple[Path, ...], lang: str, *, as_json: bool) -> None:
    """Show every row about ID: a place, terminal, link, service, rate, source, scenario or any other id."""
    from daliz.app.list_facts import show_subject
    from daliz.cli import facts_view as view

    found = show_subject(subject, folders)
    if as_json:
        _echo_json(asdict(found))
    else:
        view.print_subject(lang, found)


@command.command("why", short_help="Where a number comes from: value in use, why it won, its source.")
@click.argument("subject")
@click.argument("quantity", required=False)
@click.option("--date", "on", callback=day_of, metavar="DAY", help="The day asked about; today if left out.")
@shared_options("scenario", "facts", "lang", "json")
def why_command(
    subject: str,
    quantity: str | None,
    on: date | None,
    scenario: str,
    folders: tuple[Path, ...],
    lang: str,
    *,
    as_json: bool,
) -> None:
    """Explain the numbers of SUBJECT, or its one QUANTITY, as used on a day in a scenario."""
    from daliz.app.explain_fact import explain_fact
    from daliz.cli import facts_view as view

    day = on or datetime.now().astimezone().date()  # noqa: TID251 - the command line may read the clock
    found = explain_fact(subject, quantity, on=day, scenario=scenario, folders=folders)
    if as_json:
        _echo_json([asdict(e) for e in found])
    else:
        view.print_explanations(lang, found)


@command.command("check", short_help="Every fault of your own facts, with file, line and what to do.")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@shared_options("facts", "lang", "json")
def check_command(folder: Path | None, folders: tuple[Path, ...], lang: str, *, as_json: bool) -> int:
    """Check the built-in facts with FOLDER or --facts laid over them; leaves with 4 if any is wrong."""
    from daliz.app.list_facts import check_folder, count_tables
    from daliz.words import text

    layers = (*folders, folder) if folder is not None else folders
    problems = check_folder(layers)
    if as_json:
        _echo_json([asdict(p) for p in problems])
    else:
        for problem in problems:
            click.echo(str(problem))
        if problems:
            click.echo(text(lang, "facts.faults", count=len(problems)), err=True)
        else:
            counts: dict[str, Any] = _counted(layers, count_tables(layers))
            click.echo(text(lang, "facts.sound", **counts))
    return 4 if problems else 0


@command.command(
    "fit", short_help="Fit the times anew: each parameter before and after, and how well the rows fix it."
)
@click.option(
    "--leave-out",
    "left_out",
    multiple=True,
    metavar="ROW",
    help="A row of observations.csv not to read; may repeat.",
)
@click.option("--rows", "show_rows", is_flag=True, help="Show every row beside what the fit says of it.")
@shared_options("facts", "lang", "json")
def fit_command(
    left_out: tuple[str, ...], folders: tuple[Path, ...], lang: str, *, show_rows: bool, as_json: bool
) -> None:
    """Rerun the fit of the time parameters from the tables that ship, with your own over them."""
    from daliz.app.fit_times import fit_times
    from daliz.cli import fit_view as view

    found = fit_times(leave_out=left_out, folders=folders)
    if as_json:
        _echo_json(asdict(found))
    elif show_rows:
        view.print_fitted_rows(lang, found)
    else:
        view.print_parameters(lang, found)


def _counted(layers: tuple[Path, ...], counts: list[tuple[str, str, int, int]]) -> dict[str, int]:
    from daliz.io.scenarios import scenario_names

    names = scenario_names(layers)
    return {"tables": len(counts), "rows": sum(c[2] for c in counts), "scenarios": len(names)}
