"""``daliz network``: what it holds, what hangs together, what is missing; a map and exports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from daliz.cli.options import shared_options
from daliz.timeline import read_day

__all__ = ["command"]

F = TypeVar("F", bound=Callable[..., Any])


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    return None if value is None else read_day(value)


def _shared(function: F) -> F:
    """Add the options that all subcommands share."""
    for option in (
        click.option(
            "--facts",
            "folders",
            multiple=True,
            type=click.Path(path_type=Path),
            help="Your own folder of facts; it wins.",
        ),
        click.option(
            "--date",
            "on",
            callback=_day,
            metavar="DAY",
            help="Day of travel. The scenario's own if not given.",
        ),
        click.option("--scenario", default="base", help="Which state of the world."),
    ):
        function = option(function)
    return function


@click.group("network", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Terminals, links and services: statistics, gaps, map, export."""


@command.command("stats")
@_shared
@shared_options("lang")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def stats(*, scenario: str, on: date | None, folders: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """Count hubs, track, services and facts, and tell what hangs together."""
    from daliz.app.describe_network import network_stats

    found = network_stats(scenario, on, folders)
    if as_json:
        _echo_json(found, lang)
        return
    from daliz.cli.network_tables import print_stats

    print_stats(_console(), found, lang)


@command.command("gaps")
@_shared
@shared_options("lang")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--limit", type=click.IntRange(min=0), default=8, help="How many of each gap to list.")
@click.option("--all", "everything", is_flag=True, help="List all of them.")
@click.option("--only", metavar="GAP", help="One gap by its id.")
def gaps(
    *,
    scenario: str,
    on: date | None,
    folders: tuple[Path, ...],
    lang: str,
    as_json: bool,
    limit: int,
    everything: bool,
    only: str | None,
) -> None:
    """List what is missing: hubs, links, services, capacities, numbers that are only assumed."""
    from dataclasses import replace

    from daliz.app.network_gaps import network_gaps
    from daliz.errors import QueryError

    found = network_gaps(scenario, on, folders)
    if only is not None:
        chosen = tuple(g for g in found.gaps if g.id == only)
        if not chosen:
            raise QueryError(f"There is no gap {only!r}.", f"Known: {', '.join(g.id for g in found.gaps)}.")
        found = replace(found, gaps=chosen)
    if as_json:
        _echo_json(found, lang)
        return
    from daliz.cli.network_tables import print_gaps

    print_gaps(_console(), found, lang, limit=None if everything else limit)


@command.command("map")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_shared
@click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "ru", "kk", "ja"]),
    default="en",
    help="Language of the place names.",
)
def draw(*, file: Path, scenario: str, on: date | None, folders: tuple[Path, ...], language: str) -> None:
    """Draw the network into FILE, an .html page or an .svg picture that loads nothing from elsewhere."""
    from daliz.app.draw_network import draw_network
    from daliz.errors import QueryError
    from daliz.io.network_map import network_html, network_svg
    from daliz.io.plans import write_text

    makers = {".html": network_html, ".svg": network_svg}
    if file.suffix not in makers:
        raise QueryError(f"{file}: the map is a .html or a .svg file.", "Write network.html or network.svg.")
    write_text(file, makers[file.suffix](draw_network(scenario, on, folders), language))
    click.echo(f"Wrote {file}.")


@command.group("export")
def export() -> None:
    """Write the network in a format that other programs read."""


@export.command("gmns")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@_shared
def gmns(*, folder: Path, scenario: str, on: date | None, folders: tuple[Path, ...]) -> None:
    """Write node.csv, link.csv, geometry.csv, use_definition.csv and config.csv (GMNS) into DIR."""
    from daliz.app.draw_network import draw_network
    from daliz.io.gmns import write_gmns

    for path in write_gmns(draw_network(scenario, on, folders), folder):
        click.echo(f"Wrote {path}.")


@export.command("geojson")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_shared
def geojson(*, file: Path, scenario: str, on: date | None, folders: tuple[Path, ...]) -> None:
    """Write hubs, track, services and crossings into FILE as GeoJSON."""
    from daliz.app.draw_network import draw_network
    from daliz.io.network_geojson import network_geojson
    from daliz.io.plans import write_text

    write_text(file, network_geojson(draw_network(scenario, on, folders)))
    click.echo(f"Wrote {file}.")


def _echo_json(found: Any, lang: str) -> None:
    import json

    from daliz.words import told_plain

    click.echo(json.dumps(told_plain(found, lang), ensure_ascii=False, indent=1, default=str))


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False)
