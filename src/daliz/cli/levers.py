"""``daliz register levers``: what promises and projects change on a flow; also behind ``daliz plan --promises``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from daliz.timeline import read_day

__all__ = ["levers_command", "print_levers", "ranked_levers"]


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    return None if value is None else read_day(value)


@click.command("levers", short_help="Which promises and projects touch a flow, and what each changes.")
@click.option(
    "--flow",
    nargs=2,
    metavar="FROM TO",
    default=("Kobe", "Almaty"),
    show_default=True,
    help="Ends of the flow.",
)
@click.option("--containers", default="2x40HC", show_default=True, help="The consignment.")
@click.option("--ready", callback=_day, metavar="DAY", help="Day the cargo stands ready. Today if not given.")
@click.option(
    "--late", type=click.IntRange(0, 240), default=0, metavar="MONTHS", help="How late the projects come."
)
@click.option("--scenario", default="base", help="Which state of the world.")
@click.option(
    "--facts",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Your own folder of facts; it wins.",
)
@click.option("--seed", type=click.IntRange(min=0), default=1, help="The same seed gives the same answer.")
@click.option("--lang", default="en", type=click.Choice(["en", "ru", "kk", "ja"]), help="Language.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def levers_command(**given: Any) -> None:
    """Rank promises of the co-operation and projects of others, apart, by what each changes on a flow.

    Base and with-lever are planned under the same random numbers. A size that nobody published is assumed,
    and the answer is then a curve over it.
    """
    from daliz.app.plan_chain import make_cargo, make_query, read_world
    from daliz.cli.record_edit import own_layers

    ready = given["ready"] or datetime.now(tz=UTC).date()  # noqa: TID251 - the command line reads the clock
    world = read_world(given["scenario"], given["folders"])
    cargo = make_cargo(containers=given["containers"])
    query = make_query(world, *given["flow"], cargo=cargo, ready=ready, seed=given["seed"])
    results, jointly = ranked_levers(world, query, given["late"], own_layers(given["folders"]), given["lang"])
    if given["as_json"]:
        import json

        from daliz.app.levers_output import levers_dict

        click.echo(json.dumps(levers_dict(results, jointly), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    from daliz.words import date_text, tell

    lang = given["lang"]
    print_levers(
        Console(highlight=False),
        results,
        jointly,
        title=f"{tell(lang, query.origin.named)} → {tell(lang, query.destination.named)}, "
        f"{date_text(lang, ready.isoformat())}",
        lang=lang,
        ways={r.id: r.names for r in world.corridor.rules},
    )


def ranked_levers(
    world: Any, query: Any, late_months: int, folders: Sequence[Path], lang: str
) -> tuple[list[Any], dict[str, Any]]:
    """Return the ranking and the joint effect, with a progress bar on stderr."""
    from rich.console import Console
    from rich.progress import Progress

    from daliz.app.rank_levers import rank_levers, read_levers, together
    from daliz.cli.kernels import load_kernels

    load_kernels(lang)

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("levers", total=None)
        moved: Callable[[int, int], None] = lambda i, n: bar.update(task, completed=i, total=n)  # noqa: E731
        results = rank_levers(world, query, late_months=late_months, folders=folders, progress=moved)
        return results, together(world, query, read_levers(folders, query.ready))


def _days(result: Any) -> str:
    if result.shift is None:
        return ""
    ends = [s.days for s in (result.least, result.greatest) if s is not None]
    if not ends:
        return f"{result.shift.days:+.1f}"
    return f"{result.shift.days:+.1f} ({max(ends):+.1f} … {min(ends):+.1f})"


def print_levers(
    console: Any,
    results: Sequence[Any],
    jointly: dict[str, Any],
    *,
    title: str,
    lang: str,
    ways: Mapping[str, Mapping[str, str]],
) -> None:
    """Print the two rankings, the curves over assumed sizes, and what all would change together.

    ``ways`` gives the names of a corridor by its id.
    """
    from rich.text import Text

    from daliz.words import text

    console.print(Text(title, style="bold"))
    for kind in ("cooperation", "others"):
        rows = [r for r in results if r.lever.kind == kind]
        console.print(_ranking(kind, [r for r in rows if r.shift is not None], lang, ways))
        away = [_named(r.lever.names, lang) for r in rows if r.shift is None]
        if away:
            console.print(Text(f"{text(lang, 'levers.not_on_these_ways')}: {', '.join(away)}", style="dim"))
        console.print()
    for r in results:
        if r.curve:
            points = "  ".join(
                text(lang, "levers.point", hours=f"{size:g}", days=f"{days:+.2f}") for size, days in r.curve
            )
            console.print(
                Text(f"{_named(r.lever.names, lang)}: {text(lang, 'levers.curve')}  {points}", style="dim")
            )
    if jointly:
        parts = ", ".join(
            f"{text(lang, f'levers.group.{group}')} {text(lang, 'levers.d', days=f'{s.days:+.1f}')}"
            for group, s in jointly.items()
        )
        console.print(f"{text(lang, 'levers.together')}: {parts}")
    console.print(Text(text(lang, "levers.legend"), style="dim"))


def _named(names: dict[str, str], lang: str) -> str:
    return names.get(lang) or names["en"]


def _ranking(kind: str, rows: Sequence[Any], lang: str, ways: Mapping[str, Mapping[str, str]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    from daliz.words import text

    table = Table(
        box=None, pad_edge=False, header_style="dim", title=text(lang, f"levers.{kind}"), title_justify="left"
    )
    table.add_column(text(lang, "levers.project"), overflow="fold", ratio=1)
    table.add_column(text(lang, "levers.days"), justify="right", no_wrap=True)
    table.add_column("USD", justify="right", no_wrap=True)
    table.add_column(text(lang, "plan.kg_co2e"), justify="right", no_wrap=True)
    for r in rows:
        mark = "◌" if r.lever.assumed else "●"
        answer = text(lang, f"levers.{r.verdict.replace(' ', '_')}")
        about = " · ".join((_named(r.lever.makers, lang), _timing(r, lang), _way(r.corridor, lang, ways)))
        what = Text.assemble(
            f"{mark} {_named(r.lever.names, lang)}\n", ("  " + answer, "bold"), (f" · {about}", "dim")
        )
        table.add_row(what, _days(r), f"{r.shift.usd:+,.0f}", f"{r.shift.kg_co2e:+,.0f}")
    return table


def _way(corridor: str | None, lang: str, ways: Mapping[str, Mapping[str, str]]) -> str:
    """Return the name of a corridor, or of a group of them."""
    from daliz.words import text

    if corridor is not None and corridor in ways:
        return _named(dict(ways[corridor]), lang)
    return text(lang, f"levers.group.{corridor}") if corridor else ""


def _timing(result: Any, lang: str) -> str:
    from daliz.words import date_text, text

    said = text(lang, f"levers.{result.timing.replace(' ', '_')}")
    if result.lever.due is None or result.timing == "in effect":
        return said
    due = text(lang, "levers.due", date=date_text(lang, result.lever.due))
    late = text(lang, "levers.late", months=result.late_months) if result.late_months else ""
    return ", ".join(part for part in (due, late, said) if part)
