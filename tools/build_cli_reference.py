"""Write ``docs/reference/cli.md`` from the commands themselves: ``python tools/build_cli_reference.py``."""

from __future__ import annotations

from pathlib import Path

import click

from daliz.cli.main import cli
from daliz.cli.options import SETTINGS

TARGET = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"
HEAD = """# Commands

Every command explains itself with `--help`. This page is made from them by `tools/build_cli_reference.py`.

Places are named in English, Russian, Kazakh, Japanese or Chinese, or by UN/LOCODE, hub id or `latitude,longitude`.

## Exit status

| status | means |
|---|---|
| 0 | answered |
| 1 | a fault of the program, or a file that cannot be read or written |
| 2 | the question cannot be read or contradicts itself |
| 3 | the question is clear and has no answer |
| 4 | a fact, a scenario, a record or a file is wrong |

## Settings

Environment variables; an option on the command line wins.

| variable | sets |
|---|---|
"""


def section(command: click.Command, name: str, depth: int, parent: click.Context | None = None) -> str:
    """Return the section of a command and of the commands below it."""
    settings = {"max_content_width": 96, "terminal_width": 96, **command.context_settings}
    ctx = click.Context(command, info_name=name, parent=parent, **settings)
    path = ctx.command_path
    lines = [f"{'#' * depth} {path}", "", command.help or "", "", "```text", ctx.get_usage(), ""]
    rows = [r for p in command.get_params(ctx) if (r := p.get_help_record(ctx)) is not None]
    if rows:
        formatter = click.HelpFormatter(width=96)
        formatter.write_dl(rows)
        lines.append(formatter.getvalue().rstrip())
    lines += ["```", ""]
    if isinstance(command, click.Group):
        for below in command.list_commands(ctx):
            sub = command.get_command(ctx, below)
            if sub is not None and not sub.hidden:
                lines.append(section(sub, below, depth + 1, ctx))
    return "\n".join(lines)


def text() -> str:
    """Return the page."""
    settings = "".join(f"| `{name}` | {what} |\n" for name, what in sorted(SETTINGS.items()))
    return HEAD + settings + "\n" + section(cli, "daliz", 2).rstrip() + "\n"


def main() -> None:
    """Write the page."""
    TARGET.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
