"""How the fit of the times looks in a terminal."""

from __future__ import annotations

import textwrap

import click

from daliz.cli.facts_view import columns, width
from daliz.model.fit import TimesFit
from daliz.words import text

__all__ = ["print_fitted_rows", "print_parameters"]

WELL, HALF = 2 / 3, 1 / 3  # shares of the variance that the rows took away


def print_parameters(lang: str, fit: TimesFit) -> None:
    """Print each parameter before and after, and how well the rows fix it."""
    heads = [text(lang, f"facts.fit.{k}") for k in ("parameter", "before", "fitted", "unit", "fixed")]
    rows = [
        (
            p.id,
            f"{p.prior_median:.3g} ({p.prior_log_sd:.2f})",
            f"{p.median:.3g} ({p.log_sd:.2f})",
            p.unit,
            f"{text(lang, f'facts.fit.{_fixed(p.learned_share)}')}, {p.learned_share:.0%}",
        )
        for p in fit.parameters
    ]
    columns(rows, heads)
    note = text(lang, "facts.fit.note", rows=len(fit.rows))
    click.echo("\n" + textwrap.fill(note, width()))


def _fixed(learned_share: float) -> str:
    return "well" if learned_share >= WELL else "half" if learned_share >= HALF else "hardly"


def print_fitted_rows(lang: str, fit: TimesFit) -> None:
    """Print every row that was read, in days, beside what the fit says of it."""
    heads = [text(lang, f"facts.fit.{k}") for k in ("row", "formula", "reading", "published", "says")]
    columns(
        (
            (
                r.observation,
                r.formula,
                text(lang, f"facts.fit.{r.reading}"),
                f"{r.observed_h / 24:.1f} d",
                f"{r.fitted_h / 24:.1f} d",
            )
            for r in fit.rows
        ),
        heads,
    )
