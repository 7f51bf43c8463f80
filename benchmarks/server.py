"""A plan asked of the server: the whole request, in one process, nothing kept from a request before it.

    python -m benchmarks.server

The application is asked as a web server would ask it (ASGI), through every layer: limits, the form, the thread that
plans, JSON, compression. No answer is kept; the kernels are loaded, and every question was asked once before.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from benchmarks.measure import Row, quantile
from benchmarks.pairs import PAIRS
from daliz.web.application import create_app
from daliz.web.settings import Settings

ROUNDS_COUNT = 3
HEADERS = {"Host": "localhost", "Accept-Encoding": "gzip"}


async def timed(client: httpx.AsyncClient, asked: dict[str, Any]) -> tuple[float, float, int]:
    """Return wall seconds, seconds of the processor and bytes of one answer."""
    wall_s, own_s = time.perf_counter(), time.process_time()
    answer = await client.post("/api/v1/plans", json=asked)
    wall_s, own_s = time.perf_counter() - wall_s, time.process_time() - own_s
    answer.raise_for_status()
    return wall_s, own_s, len(answer.content)


async def measure(options: str) -> list[tuple[float, float, int]]:
    """Ask every question, some rounds; return what each took, the least of the rounds."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(workspace=Path(folder) / "w.sqlite", jobs=Path(folder) / "j.sqlite"))
        services = app.state.services
        services.warm()
        services.answers.most_bytes = 0  # the last one is kept all the same; the next question is another
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://localhost", headers=HEADERS
        ) as client:
            found: dict[tuple[str, str], list[tuple[float, float, int]]] = {p: [] for p in PAIRS}
            for i in range(-1, ROUNDS_COUNT):  # the first round reads what is read once
                for one, two in PAIRS:
                    asked = {"from": one, "to": two, "containers": "2x40HC", "ready": "2026-12-01"}
                    took = await timed(client, {**asked, "options": options})
                    if i >= 0:
                        found[one, two].append(took)
        services.close()
    return [min(rounds) for rounds in found.values()]


def rows() -> list[Row]:
    """Return the figures."""
    found = []
    for options, bound in (("shown", "≤ 50 ms"), ("all", "")):
        took = asyncio.run(measure(options))
        wall_s, own_s = [t[0] for t in took], [t[1] for t in took]
        p50_s = quantile(wall_s, 0.5)
        size = quantile([t[2] for t in took], 0.5)
        found.append(
            Row(
                what=f"`POST /api/v1/plans`, {options} options with lines ({size / 1000:.0f} kB), {len(took)} pairs, "
                f"least of {ROUNDS_COUNT} rounds",
                value=f"p50 {1e3 * p50_s:.0f} ms, p90 {1e3 * quantile(wall_s, 0.9):.0f} ms "
                f"(processor: p50 {1e3 * quantile(own_s, 0.5):.0f} ms)",
                bound=bound,
                met=p50_s <= 0.05 if bound else None,
            )
        )
    return found


if __name__ == "__main__":
    from benchmarks.report import print_rows

    sys.exit(print_rows(rows()))
