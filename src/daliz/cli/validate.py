"""``daliz validate``: the model beside published outcomes, misses included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from daliz.cli.options import shared_options
from daliz.words import tell, text

__all__ = ["command", "print_validation"]

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
@shared_options("lang")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(cases: Path | None, folders: tuple[Path, ...], seed: int, lang: str, *, as_json: bool) -> None:
    """Compare the model with published outcomes: coverage, error, width, and every case with its reading."""
    import json

    from rich.console import Console
    from rich.progress import Progress

    from daliz.app.validate_model import validate_model
    from daliz.app.validation_output import validation_dict
    from daliz.cli.kernels import load_kernels

    load_kernels(lang)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("cases", total=None)
        found = validate_model(
            cases, folders, seed=seed, progress=lambda i, n: bar.update(task, completed=i, total=n)
        )
    if as_json:
        click.echo(json.dumps(validation_dict(found), ensure_ascii=False, indent=1))
        return
    print_validation(Console(highlight=False), found, lang)


def _say(lang: str, key: str, **values: object) -> str:
    return text(lang, f"validate.{key}", **values)


def _cell(measure: Any, lang: str) -> tuple[str, str, str]:
    if measure is None:
        return "", "", ""
    published = f"{measure.published:,g}"
    if measure.low is not None and measure.high is not None:
        published = f"{measure.low:,g}–{measure.high:,g}"
    m = measure.model
    if measure.bound is not None:
        return f"{_say(lang, measure.bound)} {published}", _range(m), ""
    return published, _range(m), text(lang, "yes" if measure.inside else "no")


def _range(m: Any) -> str:
    digits = 1 if m.p50 < FEW else 0
    return "–".join(f"{x:,.{digits}f}" for x in (m.p10, m.p50, m.p90))


def print_validation(console: Any, found: Any, lang: str) -> None:
    """Print every case with its reading, then the scores."""
    for status in ("counted", "lower bound", "reported"):
        rows = [r for r in found.cases if r.status == status]
        if rows:
            console.print(_table(status, rows, lang))
    silent = [r for r in found.cases if r.status == "not expressible"]
    if silent:
        console.print(f"[dim]{_say(lang, 'silent', count=len(silent))}[/dim]")
        for r in silent:
            why = " ".join(tell(lang, one) for one in r.reason_told) or r.reason
            console.print(f"[dim]  {r.val_id}: {why}[/dim]")
    _print_summary(console, found, lang)


def _table(status: str, rows: list[Any], lang: str) -> Any:
    from rich.table import Table

    table = Table(
        title=_say(lang, f"status.{status}"),
        title_justify="left",
        box=None,
        pad_edge=False,
        header_style="dim",
    )
    heads = {k: _say(lang, f"head.{k}") for k in ("case", "reading", "published", "inside")}
    for name in (heads["case"], heads["reading"], heads["published"], "p10–p50–p90", heads["inside"]):
        table.add_column(name, overflow="fold")
    for r in rows:
        for unit, measure in ((_say(lang, "d"), r.days), ("USD", r.usd)):
            if measure is not None:
                published, model, inside = _cell(measure, lang)
                read = "; ".join(tell(lang, one) for one in (r.told, *r.remarks)) if r.told else r.reading
                table.add_row(r.val_id, read, f"{published} {unit}", model, inside)
        if r.days_left_out is not None:
            published, model, inside = _cell(r.days_left_out, lang)
            table.add_row(
                "", f"  [dim]{_say(lang, 'left_out')}[/dim]", f"{published} {_say(lang, 'd')}", model, inside
            )
    return table


def _print_summary(console: Any, found: Any, lang: str) -> None:
    for name, s in ((_say(lang, "days"), found.days), ("USD", found.usd)):
        if s.n_count:
            console.print(
                _say(
                    lang,
                    "score",
                    what=name,
                    n=s.n_count,
                    coverage=f"{s.coverage_share:.0%}",
                    error=f"{s.median_abs_rel_error_share:.0%}",
                    width=f"{s.median_p90_over_p10:.2f}",
                )
            )
    if found.at_or_below_p50_share is not None:
        share = f"{found.at_or_below_p50_share:.0%}"
        console.print(_say(lang, "bounds", n=found.lower_bounds_count, share=share))
    console.print(f"[dim]{_say(lang, 'means')}[/dim]")
