"""``daliz validate``: the model beside published outcomes, misses included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

__all__ = ["command"]

FEW = 10  # below this many days a tenth is shown


@click.command("validate", context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--cases",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Your own cases, a CSV file; or outside, the set gathered before the model was asked.",
)
@click.option(
    "--facts", "folders", multiple=True, type=click.Path(path_type=Path), help="Your own facts; they win."
)
@click.option("--seed", type=click.IntRange(min=0), default=1, help="Seed of the draws.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(cases: Path | None, folders: tuple[Path, ...], seed: int, *, as_json: bool) -> None:
    """Compare the model with published outcomes: coverage, error, width, and every case with its reading."""
    import json

    from rich.console import Console
    from rich.progress import Progress

    from daliz.app.validate_model import validate_model
    from daliz.app.validation_output import validation_dict

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("cases", total=None)
        found = validate_model(
            cases, folders, seed=seed, progress=lambda i, n: bar.update(task, completed=i, total=n)
        )
    if as_json:
        click.echo(json.dumps(validation_dict(found), ensure_ascii=False, indent=1))
        return
    _print(Console(highlight=False), found)


def _cell(measure: Any) -> tuple[str, str, str]:
    if measure is None:
        return "", "", ""
    published = f"{measure.published:,g}"
    if measure.low is not None and measure.high is not None:
        published = f"{measure.low:,g}–{measure.high:,g}"
    m = measure.model
    if measure.bound is not None:
        return f"{measure.bound} {published}", _range(m), ""
    return published, _range(m), "yes" if measure.inside else "no"


def _range(m: Any) -> str:
    digits = 1 if m.p50 < FEW else 0
    return "–".join(f"{x:,.{digits}f}" for x in (m.p10, m.p50, m.p90))


def _print(console: Any, found: Any) -> None:
    for status in ("counted", "lower bound", "reported"):
        rows = [r for r in found.cases if r.status == status]
        if rows:
            console.print(_table(status, rows))
    silent = [r for r in found.cases if r.status == "not expressible"]
    if silent:
        console.print(f"[dim]not expressible: {len(silent)}[/dim]")
        for r in silent:
            console.print(f"[dim]  {r.val_id}: {r.reason}[/dim]")
    _print_summary(console, found)


def _table(status: str, rows: list[Any]) -> Any:
    from rich.table import Table

    table = Table(title=status, title_justify="left", box=None, pad_edge=False, header_style="dim")
    for name in ("case", "reading", "published", "p10–p50–p90", "inside"):
        table.add_column(name, overflow="fold")
    for r in rows:
        for unit, measure in (("d", r.days), ("USD", r.usd)):
            if measure is not None:
                published, model, inside = _cell(measure)
                table.add_row(r.val_id, r.reading, f"{published} {unit}", model, inside)
        if r.days_left_out is not None:
            published, model, inside = _cell(r.days_left_out)
            table.add_row("", "  [dim]the fit without this row[/dim]", f"{published} d", model, inside)
    return table


def _print_summary(console: Any, found: Any) -> None:
    for name, s in (("days", found.days), ("USD", found.usd)):
        if s.n_count:
            console.print(
                f"{name}: n {s.n_count}, inside p10–p90 {s.coverage_share:.0%}, "
                f"median error {s.median_abs_rel_error_share:.0%}, median p90/p10 {s.median_p90_over_p10:.2f}"
            )
    if found.at_or_below_p50_share is not None:
        share = f"{found.at_or_below_p50_share:.0%}"
        console.print(f"schedules, plans and claims: n {found.lower_bounds_count}, at or below p50 {share}")
    console.print(
        "[dim]Published ranges are ranges of means; the spread of a single shipment is measured nowhere.[/dim]"
    )
