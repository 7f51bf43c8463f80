"""The report: a table on the screen and docs/reference/benchmarks.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks.measure import Row

__all__ = ["print_rows", "write_report"]

REPORT = Path(__file__).parent.parent / "docs" / "reference" / "benchmarks.md"
HEADER = """# How fast it is

`make bench` (`python -m benchmarks`) measures and writes this page: one file a question in `benchmarks/`, each
of which runs alone (`python -m benchmarks.pareto`). The answers of what is compared are asserted equal before
anything is timed. Trust the ratios: both sides of one were taken in the same run. Milliseconds depend on the
machine and on who else uses it; `python -c pass` stands beside them for scale. Nothing timed is part of the tests.

hum-router needs Python 3.12 or later, so it runs in a process of its own, over the same nodes and arcs written as its
tables, where `HUM_ROUTER_PYTHON` names a Python that has it (`benchmarks/hum.py`). It prepares the graph before its
queries (a contraction hierarchy); ours, networkx and scgraph answer these by Dijkstra's search with no such preparation.
"""


def machine() -> str:
    """Return what the figures were measured on, in a line."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def print_rows(rows: Sequence[Row]) -> int:
    """Print the figures; return 1 where a bound is missed."""
    for row in rows:
        mark = {None: " ", True: "✓", False: "✗"}[row.met]
        print(f"{mark} {row.what}\n      {row.value}" + (f" | {row.peer}" if row.peer else ""), end="")
        print(f" | {row.bound}" if row.bound else "", flush=True)
    return int(any(row.met is False and "aim" not in row.bound.split(",")[0] for row in rows))


def write_report(chapters: Mapping[str, Sequence[Row]], day: date, pass_ms: float) -> None:
    """Write the page of figures."""
    lines = [
        HEADER,
        f"Measured on {day.isoformat()}: {machine()}; `python -c pass` takes {pass_ms:.0f} ms.",
        "",
    ]
    for title, rows in chapters.items():
        lines += [f"## {title}", "", "| What | Daliz | Beside it | Wanted | |", "|---|---|---|---|---|"]
        for row in rows:
            met = {None: "", True: "met", False: "missed"}[row.met]
            lines.append(f"| {row.what.strip()} | {row.value} | {row.peer} | {row.bound} | {met} |")
        lines.append("")
    REPORT.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
