"""The compiled kernels on the command line: loaded for long work; without numba the plain twins answer, and it says so."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

import click

from daliz.words import text

__all__ = ["load_kernels", "tell_plain_search"]


def load_kernels(lang: str) -> None:
    """Load the kernels for a work of many plans; say on stderr that it is slower where numba is missing."""
    from daliz.app.warm_up import warm_up

    if not warm_up():
        _say_slower(lang)


def tell_plain_search(lang: str) -> None:
    """Say on stderr that plans take longer where numba is missing; numba itself is not imported for a single plan."""
    try:
        missing = find_spec("numba") is None
    except ImportError:
        missing = True
    if missing:
        _say_slower(lang)


@cache  # once a process
def _say_slower(lang: str) -> None:
    click.echo(text(lang, "no_numba", command="pip install numba"), err=True)
