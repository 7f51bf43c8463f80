"""Run every benchmark, print the table and write docs/reference/benchmarks.md."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from benchmarks import cold, pareto, plans, server, single
from benchmarks.measure import pass_s
from benchmarks.report import print_rows, write_report

CHAPTERS = {
    "First answer, cold": cold.rows,
    "Four-criteria search": pareto.rows,
    "Plans, warm": plans.rows,
    "Plans asked of the server": server.rows,
    "One criterion, beside other libraries": single.rows,
}


def main() -> int:
    """Measure all; return 1 where a condition is missed (an aim may be)."""
    pass_ms = 1e3 * pass_s()
    print(f"python -c pass: {pass_ms:.0f} ms")
    found = {}
    missed = 0
    for title, rows in CHAPTERS.items():
        print(f"\n{title}")
        found[title] = rows()
        missed |= print_rows(found[title])
    write_report(found, datetime.now(tz=UTC).date(), pass_ms)  # noqa: TID251 - a report carries its day
    return missed


if __name__ == "__main__":
    sys.exit(main())
