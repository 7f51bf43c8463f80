"""A plan asked of the server: the whole request, in one process, nothing kept from a request before it.

    python -m benchmarks.server

The application is asked as a web server would ask it (ASGI), through every layer: limits, the form, the thread that
plans, JSON, compression. No answer is kept; the kernels are loaded, and every question was asked once before.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from benchmarks.measure import Row, quantile
from benchmarks.pairs import PAIRS
from daliz.web.application import create_app
from daliz.web.settings import Settings

ROUNDS_COUNT = 3
HEADERS = [(b"host", b"localhost"), (b"accept-encoding", b"gzip"), (b"content-type", b"application/json")]
SCOPE = {
    "type": "http",
    "http_version": "1.1",
    "method": "POST",
    "scheme": "http",
    "path": "/api/v1/plans",
    "raw_path": b"/api/v1/plans",
    "root_path": "",
    "query_string": b"",
    "client": ("127.0.0.1", 1),
    "server": ("localhost", 80),
}


async def timed(app: FastAPI, asked: dict[str, Any]) -> tuple[float, float, int]:
    """Return wall seconds, seconds of the processor and bytes of one answer, of the server alone."""
    body, sent, told = json.dumps(asked).encode(), 0, []
    messages = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> dict[str, Any]:
        return next(messages)

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal sent
        sent += len(message.get("body", b""))
        told.append(message.get("status"))

    wall_s, own_s = time.perf_counter(), time.process_time()
    await app({**SCOPE, "headers": [*HEADERS, (b"content-length", str(len(body)).encode())]}, receive, send)
    wall_s, own_s = time.perf_counter() - wall_s, time.process_time() - own_s
    assert told[0] == HTTPStatus.OK, told
    return wall_s, own_s, sent


async def measure(options: str) -> list[tuple[float, float, int]]:
    """Ask every question, some rounds; return what each took, the least of the rounds."""
    with served() as app:
        found: dict[tuple[str, str], list[tuple[float, float, int]]] = {p: [] for p in PAIRS}
        for i in range(-1, ROUNDS_COUNT):  # the first round reads what is read once
            for one, two in PAIRS:
                asked = {"from": one, "to": two, "containers": "2x40HC", "ready": "2026-12-01"}
                took = await timed(app, {**asked, "options": options})
                if i >= 0:
                    found[one, two].append(took)
    return [min(rounds) for rounds in found.values()]


async def measure_new_cargoes() -> list[tuple[float, float, int]]:
    """Ask for one cargo after another, each new to the server; the first, which reads what is read once, is not told."""
    with served() as app:
        asked = {"from": "kobe", "to": "almaty", "ready": "2026-12-01", "options": "shown"}
        cargoes = [f"{count}x{kind}" for count in range(3, 11) for kind in ("20", "40", "40HC")]
        return [await timed(app, {**asked, "containers": cargo}) for cargo in cargoes][1:]


@contextmanager
def served() -> Iterator[FastAPI]:
    """Serve in this process, warm, with no answer kept."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(workspace=Path(folder) / "w.sqlite", jobs=Path(folder) / "j.sqlite"))
        services = app.state.services
        services.warm()
        services.answers.most_bytes = 0  # the last one is kept all the same; the next question is another
        yield app
        services.close()


def rows() -> list[Row]:
    """Return the figures."""
    found = []
    asked = [
        (
            "shown options with lines",
            "≤ 50 ms",
            lambda: measure("shown"),
            f"{len(PAIRS)} pairs, least of {ROUNDS_COUNT} rounds",
        ),
        (
            "all options with lines",
            "",
            lambda: measure("all"),
            f"{len(PAIRS)} pairs, least of {ROUNDS_COUNT} rounds",
        ),
        ("a cargo new to the server", "", measure_new_cargoes, "23 cargoes, once each"),
    ]
    for what, bound, work, how in asked:
        took = asyncio.run(work())
        wall_s, own_s = [t[0] for t in took], [t[1] for t in took]
        p50_s = quantile(wall_s, 0.5)
        size = quantile([t[2] for t in took], 0.5)
        found.append(
            Row(
                what=f"`POST /api/v1/plans`, {what} ({size / 1000:.0f} kB), {how}",
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
