"""How the page feels in headless Chromium: the first answer on screen, and frames and long tasks while the map pans.

``python -m benchmarks.page_pan`` starts a server, opens the page in Debian's Chromium by way of Playwright, and prints
a report. The map is drawn on the processor there, which is a harsh bound: a machine with a graphics card is faster.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
QUESTION = "from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01"
OPENINGS_COUNT = 5
PAN_STEPS_COUNT = 60
#: Counts the time between frames and the tasks of the main thread that took longer than 50 ms.
WATCH = """
window.__frames = []; window.__long = []; let last = performance.now();
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.__long.push(one.duration); })
  .observe({ entryTypes: ["longtask"] });
const next = (now) => { window.__frames.push(now - last); last = now; requestAnimationFrame(next); };
requestAnimationFrame(next);
"""


def first_answers_ms(browser: Any, address: str) -> list[float]:  # noqa: ANN401 - Playwright has no stubs here
    """Return the milliseconds from opening the page to the first range of days, each in a fresh profile."""
    found = []
    for _ in range(OPENINGS_COUNT):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
        page = context.new_page()
        start = time.perf_counter()
        page.goto(f"{address}#/?{QUESTION}", wait_until="commit")
        page.wait_for_selector(".answers .big")
        found.append((time.perf_counter() - start) * 1000)
        context.close()
    return found


def panned(browser: Any, address: str) -> dict[str, list[float]]:  # noqa: ANN401 - as above
    """Drag the map of a plan to and fro; return the times of frames and of long tasks in milliseconds."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}#/plan?{QUESTION}")
    page.wait_for_selector(".map[data-state=ready]")
    page.wait_for_timeout(3000)
    box = page.locator(".plan-map .map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate(f"() => {{ {WATCH} }}")
    page.mouse.move(x, y)
    page.mouse.down()
    for i in range(PAN_STEPS_COUNT):
        away = 4 * (i if i < PAN_STEPS_COUNT / 2 else PAN_STEPS_COUNT - i)
        page.mouse.move(x + away, y + away / 3)
        page.wait_for_timeout(16)
    page.mouse.up()
    found: dict[str, list[float]] = page.evaluate("() => ({ frames: window.__frames, long: window.__long })")
    page.close()
    return found


def report(first_ms: list[float], pan: dict[str, list[float]]) -> str:
    """Return the measurements in words."""
    frames = sorted(pan["frames"])
    p95 = frames[int(len(frames) * 0.95)] if frames else 0.0
    lines = (
        f"first answer on screen: median {statistics.median(first_ms):.0f} ms of {len(first_ms)}",
        f"pan: {len(frames)} frames, median {statistics.median(frames):.0f} ms, p95 {p95:.0f} ms",
        f"pan: {len(pan['long'])} tasks over 50 ms, longest {max(pan['long'], default=0):.0f} ms",
    )
    return "\n".join(lines)


def main() -> None:
    """Serve, open, measure, print."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a browser is optional

    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.txt"
        command = [sys.executable, "-m", "daliz", "serve", "--port", "0", "--jobs", f"{folder}/j.sqlite"]
        command += ["--workspace", f"{folder}/w.sqlite"]
        with log.open("w") as out, subprocess.Popen(command, stdout=out, stderr=out) as server:
            found = None
            while found is None and server.poll() is None:
                time.sleep(0.1)
                found = re.search(r"http://localhost:\d+/", log.read_text(encoding="utf-8"))
            assert found, log.read_text(encoding="utf-8")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=SWITCHES)
                print(
                    report(first_answers_ms(browser, found[0]), panned(browser, found[0])),
                )
                browser.close()
            server.terminate()


if __name__ == "__main__":
    main()
