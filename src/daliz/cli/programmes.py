"""``daliz programmes``: which study or exchange programme is open to whom, rule by rule."""

from __future__ import annotations

import re

import click

from daliz.cli.register_options import Asked, reading
from daliz.errors import QueryError

__all__ = ["command"]

ROLES = ("undergraduate", "graduate", "young professional")
EMPLOYERS = ("university", "school", "teacher training school", "public administration", "company", "other")


@click.group(help="Which study or exchange programme is open to whom.")
def command() -> None:
    """Group the programme questions."""


def _yes_no(value: bool | None) -> str | None:  # noqa: FBT001 - a click value
    return None if value is None else "yes" if value else "no"


@command.command("find", short_help="Eligible, not eligible or unknown: rule by rule.")
@click.option("--birth-date", help="Day of birth, as 1995-05-01.")
@click.option("--programme", "wanted", multiple=True, help="Programme id; all if left out.")
@click.option("--intake", default=None, help="Intake year; 2026, the latest published, if left out.")
@click.option("--nationality", default="KZ", show_default=True, help="Country code.")
@click.option("--years-work", type=float, help="Years of work.")
@click.option("--years-teaching", type=float, help="Years of teaching.")
@click.option("--years-schooling", type=float, help="Years of schooling, university included.")
@click.option("--employer", type=click.Choice(EMPLOYERS), help="Where you work.")
@click.option(
    "--education", type=click.Choice(("university", "teacher training school", "school")), help="Completed."
)
@click.option("--role", type=click.Choice(ROLES), help="What you are.")
@click.option("--same-field/--other-field", default=None, help="Study goes on in the field studied before.")
@click.option("--degree/--no-degree", "goes_on_to_degree", default=None, help="You will go on to a degree.")
@click.option("--learns-japanese/--no-japanese", default=None, help="You are willing to learn Japanese.")
@click.option("--returns/--stays", "returns_to_teach", default=None, help="You will return and teach.")
@click.option("--mext-before/--no-mext-before", default=None, help="You held a MEXT scholarship before.")
@click.option(
    "--recommended/--not-recommended", default=None, help="The designated authority recommends you."
)
@reading
def find_command(
    asked: Asked, wanted: tuple[str, ...], intake: str | None, **person: str | float | bool | None
) -> None:
    """Hold each rule against what you say of yourself; what you leave out is unknown, never assumed."""
    from daliz.app.find_programme import DEFAULT_INTAKE, find_programmes, read_all_programmes
    from daliz.cli.programme_view import print_answers

    year = intake or DEFAULT_INTAKE
    if not re.fullmatch(r"20\d\d", year):
        raise QueryError(f"{year!r} is no intake year.", "Write it as 2026.")
    given = {
        key: value if isinstance(value, str) else _yes_no(value) if isinstance(value, bool) else f"{value:g}"
        for key, value in person.items()
        if value is not None
    }
    known = read_all_programmes(asked.layers)
    answers = find_programmes(
        known, {k: v for k, v in given.items() if v is not None}, intake=year, wanted=wanted
    )
    asked.show(answers, lambda: print_answers(asked.lang, answers, known))


@command.command("list", short_help="Every programme in a line.")
@reading
def list_command(asked: Asked) -> None:
    """List the programmes and whether Kazakhstan may take part."""
    from daliz.app.find_programme import read_all_programmes
    from daliz.cli.programme_view import print_programmes

    known = read_all_programmes(asked.layers)
    asked.show(known.programmes, lambda: print_programmes(asked.lang, known.programmes))


@command.command("compare", short_help="Programmes side by side.")
@click.argument("wanted", nargs=-1)
@reading
def compare_command(asked: Asked, wanted: tuple[str, ...]) -> None:
    """Set programmes side by side: who, how long, how much, which rules, which intakes."""
    from daliz.app.find_programme import compare_programmes, read_all_programmes
    from daliz.cli.programme_view import print_comparison

    found = compare_programmes(read_all_programmes(asked.layers), wanted)
    asked.show(found, lambda: print_comparison(asked.lang, found))


@command.command("learners", short_help="Learners of Japanese and test takers, as counted.")
@reading
def learners_command(asked: Asked) -> None:
    """Show learner and test statistics; what was not found is left empty."""
    from daliz.app.find_programme import learner_rows
    from daliz.cli.programme_view import print_learners

    rows = learner_rows(asked.layers)
    asked.show(rows, lambda: print_learners(asked.lang, rows))
