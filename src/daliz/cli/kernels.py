"""Long work of the command line loads the compiled kernels; without numba it goes on by the plain twins and says so."""

from __future__ import annotations

import click

from daliz.words import text

__all__ = ["load_kernels"]


def load_kernels(lang: str) -> None:
    """Load the kernels for a work of many plans; say once, on stderr, that it is slower where numba is missing."""
    from daliz.app.warm_up import warm_up

    if not warm_up():
        click.echo(text(lang, "no_numba", command="pip install numba"), err=True)
