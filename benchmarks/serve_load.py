"""Many people plan at the same time: errors and times of a server of its own, on this machine.

``python benchmarks/serve_load.py --users 50 --questions 6`` starts ``daliz serve`` on a free port, lets every user
ask one question after another (other ends, cargoes and days, so that nothing is answered from memory), and prints what
came.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx

FROM = ("Kobe", "Osaka", "Tokyo", "Yokohama", "Nagoya", "Busan", "Shanghai")
TO = (
    "Almaty",
    "Tashkent",
    "Bishkek",
    "Aktau",
    "Baku",
    "Tbilisi",
    "Istanbul",
    "Duisburg",
    "Rotterdam",
    "Dushanbe",
)
CARGOES = ("1x20", "2x40HC", "1x40", "10x40HC", "4x20")


async def use(
    client: httpx.AsyncClient,
    user: int,
    questions: int,
    options: str,
    took_s: list[float],
    seen: Counter[str],
) -> None:
    """Ask questions one after another, as one person does."""
    for i in range(questions):
        asked = {
            "from": FROM[(user + i) % len(FROM)],
            "to": TO[(user * 3 + i) % len(TO)],
            "containers": CARGOES[user % len(CARGOES)],
            "ready": f"2026-12-{1 + (5 * user + i) % 31:02}",
            "options": options,
        }
        began_s = time.perf_counter()
        try:
            answer = await client.post("/api/v1/plans", json=asked)
            seen[str(answer.status_code)] += 1
        except httpx.HTTPError as error:
            seen[type(error).__name__] += 1
        took_s.append(time.perf_counter() - began_s)


async def load(
    address: str, users: int, questions: int, options: str
) -> tuple[list[float], Counter[str], float]:
    """Return the times of all questions, what came of them, and the time of the whole."""
    took_s: list[float] = []
    seen: Counter[str] = Counter()
    limits = httpx.Limits(max_connections=users)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as client:
        await asyncio.gather(
            *(use(client, u, 1, options, [], Counter()) for u in range(3))
        )  # read what is read once
        began_s = time.perf_counter()
        await asyncio.gather(*(use(client, u + 3, questions, options, took_s, seen) for u in range(users)))
        return took_s, seen, time.perf_counter() - began_s


def main() -> None:
    """Start a server, load it, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--questions", type=int, default=6, help="Of each user.")
    parser.add_argument("--options", choices=("shown", "all"), default="shown")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        began_s = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "daliz", "serve", "--port", "0", "--jobs", Path(folder) / "jobs.sqlite",
             "--workspace", Path(folder) / "workspace.sqlite"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+?/", server.stdout.readline())
            assert found is not None
            while True:
                try:
                    httpx.get(f"{found[0]}healthz").raise_for_status()
                    break
                except httpx.HTTPError:
                    time.sleep(0.02)
            up_s = time.perf_counter() - began_s
            time.sleep(3)  # the compiled search is loaded in the background
            took_s, seen, whole_s = asyncio.run(load(found[0], given.users, given.questions, given.options))
        finally:
            server.terminate()
            server.wait()
    cuts = statistics.quantiles(took_s, n=20)
    print(f"up after            {up_s:.2f} s")
    print(f"users, questions    {given.users}, {len(took_s)}")
    print(f"answers             {dict(seen)}")
    print(f"plans a second      {len(took_s) / whole_s:.1f}")
    print(f"wait p50, p95, max  {statistics.median(took_s):.2f}, {cuts[18]:.2f}, {max(took_s):.2f} s")
    print(
        f"one plan alone      {whole_s / len(took_s) * 1000:.0f} ms of the server (time by plan, all users together)"
    )
    sys.exit(0 if set(seen) == {"200"} else 1)


if __name__ == "__main__":
    main()
