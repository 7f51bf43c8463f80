"""``daliz plan``: which way, when, how much, how sure, how green."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from daliz.timeline import read_day

__all__ = ["command"]


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    return None if value is None else read_day(value)


@click.command("plan", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("origin", metavar="FROM")
@click.argument("destination", metavar="TO")
@click.option("--containers", help="Boxes: 2x40HC or 1x20,2x40. Types: 20, 40, 40HC, 45, 20RF, 40RF.")
@click.option("--wagons", type=int, help="Rail wagons instead of boxes.")
@click.option("--tonnes", type=float, help="Cargo mass with packaging; alone, it goes into 20-foot boxes.")
@click.option("--commodity", default="general", help="What it is: general, metal, grain, …")
@click.option(
    "--ready",
    callback=_day,
    metavar="DAY",
    help="Day the cargo stands ready, 2026-12-01. Today if not given.",
)
@click.option("--deadline", callback=_day, metavar="DAY", help="Day by whose end it should be there.")
@click.option(
    "--scope",
    type=click.Choice(["door", "terminal"]),
    default="door",
    help="Door to door, or terminal to terminal.",
)
@click.option(
    "--slot/--no-slot", default=None, help="Whether places on block trains and their ships are booked."
)
@click.option(
    "--avoid",
    multiple=True,
    metavar="WORDS",
    help="Countries, hubs, modes, passages to keep out of: RU,passage:suez.",
)
@click.option(
    "--avoid-transit", multiple=True, metavar="WORDS", help="As --avoid, but the ends may lie there."
)
@click.option(
    "--require", multiple=True, metavar="WORDS", help="What the way must pass: aktau, corridor:middle-poti."
)
@click.option("--scenario", default="base", help="Which state of the world.")
@click.option(
    "--facts",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Your own folder of facts; it wins.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    help="Seed of the draws: the same seed gives the same answer.",
)
@click.option("--all", "everything", is_flag=True, help="Show every option.")
@click.option("--explain", is_flag=True, help="Show legs, times, costs, sources and grades.")
@click.option("--option", "number", type=click.IntRange(min=1), help="With --explain: which option.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the options as CSV.")
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the plan to a file that other commands read.",
)
def command(**given: Any) -> None:  # noqa: ANN401 - click passes what the options say
    """Plan freight from FROM to TO: names in English, Russian, Kazakh or Japanese, UN/LOCODE, hub id or lat,lon."""
    from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world

    ready = given["ready"]
    if ready is None:
        ready = datetime.now(tz=UTC).date()  # noqa: TID251 - the command line reads the clock
    cargo = make_cargo(
        containers=given["containers"],
        wagons=given["wagons"],
        tonnes=given["tonnes"],
        commodity=given["commodity"],
    )
    world = read_world(given["scenario"], given["folders"])
    query = make_query(
        world,
        given["origin"],
        given["destination"],
        cargo=cargo,
        ready=ready,
        deadline=given["deadline"],
        scope=given["scope"],
        slot=given["slot"],
        avoid=given["avoid"],
        avoid_transit=given["avoid_transit"],
        require=given["require"],
        seed=given["seed"],
    )
    _show(plan_chain(world, query), given)


def _show(plan: Any, given: dict[str, Any]) -> None:  # noqa: ANN401 - a Plan, imported late
    import json

    from daliz.io.plans import plan_csv, plan_dict, write_text

    if given["save"] is not None:
        write_text(given["save"], json.dumps(plan_dict(plan), ensure_ascii=False, indent=1) + "\n")
    if given["as_json"]:
        click.echo(json.dumps(plan_dict(plan), ensure_ascii=False, indent=1))
        return
    if given["as_csv"]:
        click.echo(plan_csv(plan), nl=False)
        return
    from rich.console import Console

    from daliz.cli.plan_tables import explain_option, print_plan

    console = Console(highlight=False)
    print_plan(console, plan, everything=given["everything"])
    if given["explain"]:
        number = given["number"] or 1
        explain_option(console, plan.options[min(number, len(plan.options)) - 1])
