"""``daliz compare``: scenarios, plans or options side by side."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from daliz.cli.options import shared_options
from daliz.cli.plan import QUESTION
from daliz.errors import QueryError

__all__ = ["command"]


@click.command("compare", context_settings={"help_option_names": ["-h", "--help"]})
@QUESTION
@click.option("--scenarios", metavar="A,B,…", help="Scenarios to set side by side; the first is the base.")
@click.option(
    "--pick", default="surest", help="Which option: surest, fastest, cheapest, greenest or corridor:NAME."
)
@click.option(
    "--options",
    "numbers",
    metavar="N,M,…",
    help="Options of one saved plan: daliz compare PLAN.json --options 1,3.",
)
@shared_options("lang", "json")
def command(**given: Any) -> None:
    r"""Set one question under several scenarios, two saved plans, or options of one plan side by side.

    \b
    daliz compare Almaty Poti --containers 2x40HC --scenarios base,calm-2025
    daliz compare ONE.json TWO.json
    daliz compare ONE.json --options 1,3
    """
    from daliz.app.compare_plans import comparison_dict
    from daliz.app.plan_output import document_json
    from daliz.cli.kernels import tell_plain_search

    if given["scenarios"] is not None:
        tell_plain_search(given["lang"])
    comparison = _comparison(given)
    if given["as_json"]:
        click.echo(document_json(comparison_dict(comparison)), nl=False)
        return
    from rich.console import Console

    from daliz.cli.compare_tables import print_comparison

    print_comparison(Console(highlight=False), comparison, given["lang"])


def _comparison(given: dict[str, Any]) -> Any:
    from daliz.app import compare_plans

    ends = [x for x in (given["origin"], given["destination"]) if x is not None]
    files = [Path(x) for x in ends if x.endswith(".json")]
    if given["numbers"] is not None:
        if len(files) != 1 or len(ends) != 1:
            raise QueryError(
                "--options compares options of one saved plan.", "daliz compare PLAN.json --options 1,3"
            )
        try:
            numbers = [int(n) for n in given["numbers"].split(",")]
        except ValueError as error:
            raise QueryError(f"--options {given['numbers']!r} cannot be read.", "Write 1,3.") from error
        return compare_plans.compare_options(files[0], numbers, folders=given["folders"])
    if files:
        if len(files) != len(ends) or len(files) < 2:  # noqa: PLR2004 - a comparison takes two
            raise QueryError(
                "One plan cannot be compared.", "Give two plan files, or one with --options 1,3."
            )
        return compare_plans.compare_documents(files, pick=given["pick"], folders=given["folders"])
    if given["scenarios"] is None or len(ends) < 2:  # noqa: PLR2004 - two ends
        raise QueryError(
            "Nothing to compare.", "Give FROM TO and --scenarios base,calm-2025, or two saved plans."
        )
    from daliz.cli.plan import request_of

    names = [s.strip() for s in given["scenarios"].split(",") if s.strip()]
    today = datetime.now(tz=UTC).date()  # noqa: TID251 - the command line reads the clock
    return compare_plans.compare_scenarios(
        request_of(given, today), names, pick=given["pick"], folders=given["folders"]
    )
