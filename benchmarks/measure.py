"""What the benchmarks share: medians, and rows of the report."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["Row", "each_s", "pass_s", "quantile", "times_s"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of the report, with the bound it is held to where there is one."""

    what: str
    value: str
    peer: str = ""
    bound: str = ""
    met: bool | None = None


def times_s(work: Callable[[], object], repeats: int = 7) -> list[float]:
    """Return the wall times of a piece of work, after one run that does not count."""
    work()
    found = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return found


def each_s(work: Callable[[object], object], items: Sequence[object]) -> list[float]:
    """Return the wall time of a piece of work on every item."""
    found = []
    for item in items:
        start = time.perf_counter()
        work(item)
        found.append(time.perf_counter() - start)
    return found


def quantile(values: Sequence[float], share: float) -> float:
    """Return an order statistic: the median for 0.5."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def pass_s(repeats: int = 9) -> float:
    """Return the median time of ``python -c pass`` on this machine."""
    return statistics.median(
        times_s(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), repeats)
    )
