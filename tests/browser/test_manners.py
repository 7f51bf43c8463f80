"""Languages, widths, light and dark, access for all, and nothing asked from outside."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

VIEWS = {
    "home": ("", ".answers .big"),
    "plan": ("plan?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01&deadline=2026-12-28", ".card"),
    "reason": ("plan?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01&why=5", ".sheet .why-list"),
    "register": ("register", ".data tbody tr"),
    "claims": ("register?tab=claims", ".statement"),
    "places": ("register?tab=map", ".page details"),
    "edit": ("register?tab=edit", "#draft-text"),
    "totals": (
        "plan?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01&why=all:cost",
        ".sheet .why-list",
    ),
    "record": ("register?record=c-aktau", ".sheet .why-list"),
    "programmes": ("programmes", ".verdict"),
    "footprint": ("footprint?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01", ".two .bars"),
    "network": ("network?subject=terminal:aktau.port", ".data .grade"),
    "case": ("validation?why=case:VAL01:days", ".sheet code"),
    "element": (
        "footprint?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01&why=element:3",
        ".sheet .grade",
    ),
    "validation": ("validation", ".job button, .data"),
}
LANGS = ("en", "ru", "kk", "ja")
#: Where a map stands it is drawn, for its names and buttons are judged as well.
MAPPED = ("home", "plan", "places", "network")


def axe_faults(axe, page, part="document"):
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found = page.evaluate(f"axe.run({part}, {{ resultTypes: ['violations'] }})")["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(walk, axe, view, light):
    address, wait = VIEWS[view]
    drawn = view in MAPPED and light == "light"
    page = walk(address, wait=wait, light=light, width=1280 if light == "light" else 390, drawn=drawn)
    # what lies under an open sheet is judged in its own view, and once together with a sheet
    part = "'.sheet'" if ".sheet" in wait and view != "reason" else "document"
    assert axe_faults(axe, page, part) == []


def test_axe_finds_a_planted_fault(walk, axe):
    page = walk("programmes", wait=".verdict")
    page.evaluate("document.querySelector('h1').appendChild(document.createElement('img'))")
    assert any(fault.startswith("image-alt") for fault in axe_faults(axe, page))


def test_numbers_and_days_follow_the_language(open_view):
    address = VIEWS["plan"][0]
    shown = {
        lang: open_view(address, lang=lang, wait=".summary dl").locator(".summary dl").inner_text()
        for lang in LANGS
    }
    assert re.search(r"USD \d+,\d{3}", shown["en"])
    for lang in ("ru", "kk"):
        assert re.search(r"\d\u00a0\d{3}", shown[lang]), lang
    assert re.search(r"\d{4}年\d+月\d+日", shown["ja"])
    assert "декабря" in shown["ru"]
    assert "желтоқсан" in shown["kk"]


def test_nothing_is_asked_from_outside(browser, server):
    asked: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for address, wait in VIEWS.values():
        page.goto(f"{server}#/{address}")
        page.wait_for_selector(wait)
    page.reload()
    page.wait_for_selector(wait)
    assert len(asked) > 30
    assert outside(asked, server) == []
    page.evaluate("new Image().src = 'http://elsewhere.invalid/planted.png'")  # the control: it would be seen
    page.evaluate("fetch('http://elsewhere.invalid/planted').catch(() => 0)")
    page.wait_for_timeout(200)
    assert outside(asked, server) != []
    context.close()


def outside(asked, server):
    """The addresses that are neither the server's nor made in the page itself."""
    return [url for url in asked if not url.startswith((server, "blob:", "data:"))]


def test_the_policy_stops_what_would_go_outside(open_view):
    page = open_view("programmes", wait=".verdict")
    stopped = page.evaluate(
        """() => new Promise((done) => {
            document.addEventListener('securitypolicyviolation', (event) => done(event.violatedDirective));
            fetch('http://elsewhere.invalid/').catch(() => 0);
        })"""
    )
    assert stopped == "connect-src"


def test_the_map_is_drawn(open_view, until):
    page = open_view(VIEWS["plan"][0], wait=".map[data-state=ready]")
    until(page, "document.querySelectorAll(\".map-name[data-shown='yes']\").length > 3")
    assert {"Kobe", "Almaty"} <= set(page.locator(".map-name[data-shown='yes']").all_inner_texts())


def test_a_plan_prints_without_the_controls(open_view):
    page = open_view(VIEWS["plan"][0], wait=".card")
    page.emulate_media(media="print")
    assert not page.locator(".top nav").is_visible()
    assert page.locator(".timeline").is_visible()
    assert page.locator(".sources").is_visible()


def test_the_catalogues_hold_the_same_keys():
    words = ROOT / "src" / "daliz" / "words"
    keys = {
        lang: {
            k
            for k in json.loads((words / f"page.{lang}.json").read_text("utf-8"))
            if not re.search(r"\.(one|few|many)$", k)
        }
        for lang in LANGS
    }
    assert keys["ru"] == keys["kk"] == keys["ja"] == keys["en"]


@pytest.mark.parametrize(("lang", "width"), [("kk", 1280), ("ja", 820), ("ru", 1280), ("en", 1280)])
def test_no_label_of_the_validation_is_cut_off(open_view, lang, width):
    """A label that begins left of its chart is not drawn; the same holds of one that is moved there."""
    page = open_view("validation", width=width, lang=lang, wait=".beside")
    cut = """[...document.querySelectorAll(".beside .pair text")].filter((text) =>
    text.getBoundingClientRect().left < text.ownerSVGElement.getBoundingClientRect().left - 1).length"""
    page.wait_for_load_state("networkidle")  # the names of the hubs come after the cases
    assert page.evaluate(cut) == 0
    page.evaluate("document.querySelector('.beside .pair text').setAttribute('x', '-40')")
    assert page.evaluate(cut) == 1
