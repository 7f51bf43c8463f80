"""How the page looks, against pictures kept from before, with a tolerance.

A picture is compared small and grey: letters become even grey, so that another machine's fonts or other digits change
it little, while a part that has moved, gone or turned over changes it much. The map, which is drawn by the graphics
driver, is hidden. ``DALIZ_RENEW_PICTURES=1 pytest -n 0 tests/browser/test_pictures.py`` keeps what is seen now.
"""

import io
import os
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REFERENCES = Path(__file__).with_name("references")
ASKED = "from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01"
#: What stands in the address of each view, and what has come when all of its first screen stands.
VIEWS = {
    "home": (f"?{ASKED}", ".home:has(.one-promise h3):has(.answers .big):has(.map[data-state=ready])"),
    "plan": (f"plan?{ASKED}", ".plan-grid:has(.summary dl):has(.map[data-state=ready])"),
    "register": ("register", "table tbody tr"),
    "validation": ("validation", ".beside"),
}
WIDTHS = (390, 1280)
BLOCK_PX = 16  # one block of the comparison, in pixels of the page: about a line of text high
MEAN_MOST = 5.0  # of 255, over all blocks; measured: 2.1 at most between two runs, 13 with a broken layout
CHANGED_MOST = 0.08  # share of the blocks that may differ by more than a line of letters does
CHANGED_AT = 24  # of 255; a line of letters differs from paper by about 40
#: Constructed sheets are what the page's policy lets a test add.
ADD_STYLE = """(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }"""
HIDE = ".maplibregl-map { visibility: hidden !important } * { caret-color: transparent !important }"
BROKEN = {
    "columns side by side become one": "* { display: block !important }",
    "everything is moved aside": "main { padding-left: 120px !important; padding-top: 60px !important }",
    "letters twice as large": "html { font-size: 200% !important }",
    "light text on dark": "html, body, main { background: #111 !important }",
}


def picture(page: Any, added: str = "") -> bytes:
    """The first screen of the page as PNG, with the map hidden and ``added`` as a sheet of styles."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(ADD_STYLE, HIDE + added)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(900)  # what comes after the first answer: the corridor's band, the promise
    return page.screenshot(animations="disabled")


def blocks(png: bytes) -> Any:
    """The picture in grey, one pixel for each block of the page."""
    image = pytest.importorskip("PIL.Image")
    seen = image.open(io.BytesIO(png)).convert("L")
    return seen.resize((seen.width // BLOCK_PX, seen.height // BLOCK_PX), image.Resampling.BOX)


def difference(seen: bytes, kept: bytes) -> tuple[float, float]:
    """The mean difference of the blocks, 0 to 255, and the share of blocks that changed."""
    first, second = blocks(seen), blocks(kept)
    assert first.size == second.size, "the pictures are not of the same size"
    apart = [abs(a - b) for a, b in zip(first.tobytes(), second.tobytes(), strict=True)]
    return sum(apart) / len(apart), sum(one > CHANGED_AT for one in apart) / len(apart)


def alike(seen: bytes, kept: bytes) -> bool:
    mean, changed = difference(seen, kept)
    return mean <= MEAN_MOST and changed <= CHANGED_MOST


def small(png: bytes) -> bytes:
    """The picture in sixteen greys: to be looked at by people, and light enough to be kept."""
    image = pytest.importorskip("PIL.Image")
    kept = io.BytesIO()
    image.open(io.BytesIO(png)).convert("L").quantize(16).save(kept, "PNG", optimize=True)
    return kept.getvalue()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_looks_as_it_did(open_view, tmp_path, view, width):
    address, wait = VIEWS[view]
    seen = picture(open_view(address, width=width, wait=wait))
    path = REFERENCES / f"{view}-{width}.png"
    if os.environ.get("DALIZ_RENEW_PICTURES"):
        path.write_bytes(small(seen))
    now = tmp_path / path.name
    now.write_bytes(seen)
    kept = path.read_bytes()
    assert alike(seen, kept), f"{difference(seen, kept)}: compare {now} with {path}; if it is meant, renew it"


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_layout_is_seen(open_view, broken):
    address, wait = VIEWS["plan"]
    seen = picture(open_view(address, width=1280, wait=wait), BROKEN[broken])
    kept = (REFERENCES / "plan-1280.png").read_bytes()
    assert not alike(seen, kept), difference(seen, kept)


def test_other_digits_are_no_other_look(open_view):
    """The same view with every digit another one: what new facts may do to it."""
    address, wait = VIEWS["plan"]
    page = open_view(address, width=1280, wait=wait)
    page.evaluate("""() => { const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) walk.currentNode.data = walk.currentNode.data.replace(/\\d/g, (d) => (Number(d) + 3) % 10); }""")
    seen = picture(page)
    kept = (REFERENCES / "plan-1280.png").read_bytes()
    assert alike(seen, kept), difference(seen, kept)


def test_one_view_is_not_taken_for_another():
    kept = {view: (REFERENCES / f"{view}-1280.png").read_bytes() for view in VIEWS}
    for one in VIEWS:
        for other in VIEWS:
            assert alike(kept[one], kept[other]) == (one == other), (one, other)
