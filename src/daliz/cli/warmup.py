"""``daliz warmup``: compile the kernels once."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("warmup", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Compile the search kernels once, for batches, validation and the server; single plans do not need them."""
    from daliz.app.warm_up import KERNELS, warm_up
    from daliz.errors import DataError

    count = len(KERNELS)
    done = 0

    def step(name: str) -> None:
        nonlocal done
        done += 1
        click.echo(f"[{done}/{count}] {name}", err=True)

    click.echo(f"Compiling {count} kernels; the first time this takes some seconds …", err=True)
    if not warm_up(step):
        raise DataError("numba is not installed: the plain search answers.", "pip install numba")
    click.echo("The kernels are ready.")
