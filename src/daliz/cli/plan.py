"""``daliz plan``: which way, when, how much, how sure, how green."""

# ruff: noqa: E501
# An option a line reads as a table.
from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from daliz.cli.options import day_of, shared_options
from daliz.errors import QueryError

__all__ = ["QUESTION", "command", "request_of"]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
OUTPUT = click.Path(path_type=Path, dir_okay=False)


def _complete_place(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Return places whose name begins so, for the shell."""
    from daliz.app.find_place import suggest_places

    return [m.name for m in suggest_places(incomplete, folders=ctx.params.get("folders") or ())]


def _complete_scenario(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Return scenarios whose name begins so, for the shell."""
    from daliz.app.plan_request import scenario_choices

    return [s for s in scenario_choices(ctx.params.get("folders") or ()) if s.startswith(incomplete)]


def _group(*options: Decorator) -> Decorator:
    """Return a decorator that adds options in the order they are written."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return add


QUESTION = _group(
    click.argument("origin", metavar="FROM", required=False, shell_complete=_complete_place),
    click.argument("destination", metavar="TO", required=False, shell_complete=_complete_place),
    click.option("--containers", help="Boxes: 2x40HC or 1x20,2x40. Types: 20, 40, 40HC, 45, 20RF, 40RF."),
    click.option("--wagons", type=int, help="Rail wagons instead of boxes."),
    click.option("--tonnes", type=float, help="Cargo mass with packaging; alone, it goes into 20-foot boxes."),
    click.option("--commodity", default="general", help="What it is: general, metal, grain, …"),
    click.option("--dangerous", is_flag=True, help="Dangerous goods. Limits of services are not checked."),
    click.option("--ready", callback=day_of, metavar="DAY", help="Day the cargo stands ready. Today if not given."),
    click.option("--deadline", callback=day_of, metavar="DAY", help="Day by whose end it should be there."),
    click.option(
        "--arrive-by", metavar="DAY[@SHARE]", help="Find the latest day of readiness: 2027-01-15@0.9."
    ),
    click.option("--scope", type=click.Choice(["door", "terminal"]), default="door", help="Door to door, or terminal to terminal."),
    click.option("--slot/--no-slot", default=None, help="Whether places on block trains and their ships are booked."),
    click.option("--avoid", multiple=True, metavar="WORDS", help="Keep out of countries, hubs, modes, passages: RU,passage:suez."),
    click.option("--avoid-transit", multiple=True, metavar="WORDS", help="As --avoid, but the ends may lie there."),
    click.option("--require", multiple=True, metavar="WORDS", help="What the way must pass: aktau, corridor:middle-poti."),
    click.option("--scenario", default="base", show_default=True, metavar="NAME", shell_complete=_complete_scenario, help="Which state of the world."),
    click.option("--sanctions", multiple=True, metavar="NAME|FILE", help="Warn of what this list names; nothing is removed."),
    shared_options("facts"),
    shared_options("seed"),
)  # fmt: skip
SOURCE = _group(
    click.option("--again", type=OUTPUT, metavar="PLAN.json", help="Ask the question of a saved plan again."),
    click.option("--pin", multiple=True, metavar="OPTION:LEG", help="Keep this leg, numbered as by --explain, and plan the rest again."),
    click.option("--replace", multiple=True, metavar="OPTION:LEG", help="Do without this leg and plan again."),
    click.option("--batch", type=OUTPUT, metavar="FILE.csv", help="Plan every row: from, to, containers, ready, …"),
)  # fmt: skip
SHOWING = _group(
    click.option("--all", "everything", is_flag=True, help="Show every option."),
    click.option("--explain", is_flag=True, help="Show legs, times, costs, sources and grades."),
    click.option("--option", "number", type=click.IntRange(min=1), default=1, help="Which option to explain or draw."),
    click.option("--promises", is_flag=True, help="Show which promises and projects touch these ways, and what each changes."),
    click.option("--late", type=click.IntRange(0, 240), default=0, metavar="MONTHS", help="With --promises: how late they come."),
    shared_options("lang"),
    shared_options("json"),
    click.option("--csv", "as_csv", is_flag=True, help="Print the options as CSV."),
    click.option("--geojson", type=OUTPUT, metavar="FILE", help="Write the legs of an option as GeoJSON."),
    click.option("--html", type=OUTPUT, metavar="FILE", help="Write one page with map, timeline and sources."),
    click.option("--save", type=OUTPUT, metavar="FILE", help="Write the plan to a file that other commands read."),
)  # fmt: skip


@click.command("plan", context_settings={"help_option_names": ["-h", "--help"]})
@QUESTION
@SOURCE
@SHOWING
def command(**given: Any) -> None:
    """Plan freight from FROM to TO: names in English, Russian, Kazakh or Japanese, UN/LOCODE, hub id or lat,lon."""
    from daliz.app.plan_output import check_writable
    from daliz.cli.kernels import tell_plain_search

    _check_together(given)
    for name in ("save", "geojson", "html"):
        if given[name] is not None:
            check_writable(given[name])
    if given["batch"] is not None:
        _run_batch(given)
        return
    tell_plain_search(given["lang"])
    world, plan = _answer(given)
    _show(world, plan, given)


#: Options that cannot stand together: one would be ignored.
CLASHES = (
    ("arrive_by", ("pin", "replace", "deadline")),
    ("batch", ("origin", "again", "pin", "replace", "arrive_by", "html", "geojson", "explain")),
    ("as_json", ("as_csv",)),
)


def _check_together(given: Mapping[str, Any]) -> None:
    for one, others in CLASHES:
        for other in others if given[one] else ():
            if given[other]:
                names = {"origin": "FROM", "as_json": "--json", "as_csv": "--csv"}
                first, second = (names.get(n, f"--{n.replace('_', '-')}") for n in (one, other))
                raise QueryError(f"{first} and {second} do not go together.", "Leave one of them out.")


def request_of(given: Mapping[str, Any], today: date) -> Any:
    """Return the question that the options ask; without ``--ready`` the cargo is ready today."""
    from daliz.app.plan_request import Request

    ready = given["ready"] or today
    names = (
        "containers",
        "wagons",
        "tonnes",
        "commodity",
        "dangerous",
        "deadline",
        "scope",
        "slot",
        "scenario",
        "seed",
    )
    said: dict[str, Any] = {name: given[name] for name in names}
    said |= {name: tuple(given[name]) for name in ("avoid", "avoid_transit", "require")}
    return Request(origin=given["origin"] or "", destination=given["destination"] or "", ready=ready, **said)


def _given_anew(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of the question that were said on the command line, which win over those of a saved plan."""
    context = click.get_current_context()
    said = click.core.ParameterSource.COMMANDLINE
    names = (
        "containers",
        "wagons",
        "tonnes",
        "commodity",
        "dangerous",
        "ready",
        "deadline",
        "scope",
        "slot",
        "scenario",
        "seed",
    )
    found = {name: given[name] for name in names if context.get_parameter_source(name) == said}
    return found | {name: given[name] for name in ("avoid", "avoid_transit", "require") if given[name]}


def _today() -> date:
    return datetime.now(tz=UTC).date()  # noqa: TID251 - the command line reads the clock


def _answer(given: Mapping[str, Any]) -> tuple[Any, Any]:
    from daliz.app.mark_listed import mark_listed
    from daliz.app.plan_chain import plan_chain
    from daliz.app.plan_output import plan_document, read_plan
    from daliz.app.plan_request import query_of_request, world_of
    from daliz.app.replan import leg_choice, plan_again, plan_with_legs
    from daliz.notes import Note
    from daliz.words import tell

    saved = None
    if given["again"] is not None:
        if given["origin"] is not None:
            raise QueryError("Both FROM and --again are given.", "A saved plan brings its own ends.")
        saved = read_plan(given["again"])
        world, query, changed = plan_again(saved, given["folders"], _given_anew(given))
        for note in changed or (Note.of("plan.unchanged"),):
            click.echo(tell(given["lang"], note), err=True)
    else:
        if not given["destination"]:
            raise QueryError("FROM and TO are needed.", "daliz plan Kobe Almaty --containers 2x40HC")
        world = world_of(given["scenario"], given["folders"])
        query = query_of_request(world, request_of(given, _today()))
    if given["pin"] or given["replace"]:
        base = saved or plan_document(world, plan_chain(world, query), drawn=())
        keep = [leg_choice(base, text) for text in given["pin"]]
        drop = [leg_choice(base, text) for text in given["replace"]]
        plan = plan_with_legs(world, query, keep=keep, drop=drop)
    elif given["arrive_by"] is not None:
        plan = _latest(world, query, given["arrive_by"], given["lang"])
    else:
        plan = plan_chain(world, query)
    if given["sanctions"]:
        plan = mark_listed(world, plan, given["sanctions"])
    return world, plan


def _latest(world: Any, query: Any, text: str, lang: str) -> Any:
    from daliz.app.replan import latest_ready, read_arrive_by
    from daliz.words import date_text
    from daliz.words import text as words_of

    wish = read_arrive_by(text)
    with _progress("days tried") as step:
        plan = latest_ready(world, query, wish, step=lambda: step(None))
    share = max(o.on_time_share or 0.0 for o in plan.options)
    days = {
        "ready": date_text(lang, plan.query.ready.isoformat()),
        "day": date_text(lang, wish.day.isoformat()),
    }
    click.echo(words_of(lang, "plan.latest", share=f"{100 * share:.0f} %", **days), err=True)
    return plan


class _progress:  # noqa: N801 - used as a function
    """A bar on a terminal's error stream, shown only once a second has passed."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.bar: Any = None
        self.task: Any = None
        self.started = datetime.now(tz=UTC)  # noqa: TID251 - the command line reads the clock
        self.done = 0

    def __enter__(self) -> Any:
        return self.step

    def step(self, total: int | None, done: int | None = None) -> None:  # unit-ok: counts
        """Tell how far it is."""
        self.done = self.done + 1 if done is None else done
        if self.bar is None:
            waited = datetime.now(tz=UTC) - self.started  # noqa: TID251
            if waited.total_seconds() < 1 or not sys.stderr.isatty():
                return
            from rich.console import Console
            from rich.progress import Progress

            self.bar = Progress(console=Console(stderr=True), transient=True)
            self.task = self.bar.add_task(self.title, total=total)
            self.bar.start()
        self.bar.update(self.task, completed=self.done, total=total)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()


def _run_batch(given: Mapping[str, Any]) -> None:
    from daliz.app.plan_batch import batch_csv, plan_batch
    from daliz.app.plan_output import document_json, write_output
    from daliz.cli.kernels import load_kernels

    load_kernels(given["lang"])
    with _progress("rows") as step:
        answer = plan_batch(
            given["batch"],
            request_of(given, _today()),
            folders=given["folders"],
            sanctions=given["sanctions"],
            step=lambda done, total: step(total, done),
        )
    if given["as_json"]:
        data = {
            "plans": [{"line": line, "id": name, **d} for line, name, d in answer.plans],
            "faults": [{"line": line, "reason": reason} for line, reason in answer.faults],
        }
        text = document_json(data)
    else:
        text = batch_csv(answer)
    if given["save"] is not None:
        write_output(given["save"], text)
    else:
        click.echo(text, nl=False)
    for line, reason in answer.faults:
        click.echo(f"{given['batch'].name}:{line}: {reason}", err=True)
    if answer.faults:
        click.echo(f"{len(answer.plans)} rows planned, {len(answer.faults)} refused.", err=True)
        sys.exit(4)


def _first(plan: Any, given: Mapping[str, Any]) -> int | None:
    """Return how many options a table needs; None where all are printed or written."""
    if given["everything"] or given["as_json"] or given["as_csv"] or given["save"] is not None:
        return None
    needed: int = max(plan.shown_count, min(given["number"], len(plan.options)))
    return needed


def _drawn(plan: Any, given: Mapping[str, Any]) -> set[int]:
    """Return the numbers of the options to draw: none for tables, else those shown and the one asked for."""
    if not (given["as_json"] or any(given[name] is not None for name in ("save", "geojson", "html"))):
        return set()
    last = len(plan.options) if given["everything"] else plan.shown_count
    return {*range(1, last + 1), given["number"]}


def _show(world: Any, plan: Any, given: Mapping[str, Any]) -> None:
    from daliz.app import plan_output as out

    document = out.plan_document(
        world, plan, _drawn(plan, given), first=_first(plan, given), lang=given["lang"]
    )
    chosen = out.option_of(document, given["number"])
    if given["save"] is not None:
        out.save_document(document, given["save"])
    if given["geojson"] is not None:
        number = None if given["everything"] else given["number"]
        out.write_output(given["geojson"], out.document_geojson(document, number, given["lang"]))
    if given["html"] is not None:
        out.write_output(given["html"], out.document_html(document, given["number"], given["lang"]))
    ranking = _ranking(world, plan, given) if given["promises"] else None
    if given["as_json"]:
        if ranking is not None:
            from daliz.app.levers_output import levers_dict

            document = {**document, "promises": levers_dict(*ranking)}
        click.echo(out.document_json(document), nl=False)
        return
    if given["as_csv"]:
        click.echo(out.document_csv(document), nl=False)
        return
    from rich.console import Console

    from daliz.app.plan_words import PlanWords
    from daliz.cli.plan_tables import explain_option, print_plan

    console = Console(highlight=False)
    words = PlanWords(document, given["lang"])
    print_plan(console, words, everything=given["everything"])
    if given["explain"]:
        explain_option(console, words, chosen)
    if ranking is not None:
        from daliz.cli.levers import print_levers
        from daliz.words import text

        print_levers(
            console,
            *ranking,
            title=text(given["lang"], "levers.title"),
            lang=given["lang"],
            ways={r.id: r.names for r in world.corridor.rules},
        )


def _ranking(world: Any, plan: Any, given: Mapping[str, Any]) -> tuple[Any, Any]:
    from daliz.cli.levers import ranked_levers
    from daliz.cli.record_edit import own_layers

    return ranked_levers(world, plan.query, given["late"], own_layers(given["folders"]), given["lang"])
