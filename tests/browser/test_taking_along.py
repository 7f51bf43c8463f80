"""What leaves the page: on paper, as files, as an address."""

import base64
import csv
import io
import json
import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLAN = "plan?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01"
COLOURS = """(bytes) => new Promise((done) => { const image = new Image(); image.onload = () => {
    const canvas = document.createElement("canvas"); canvas.width = image.width; canvas.height = image.height;
    const pen = canvas.getContext("2d"); pen.drawImage(image, 0, 0);
    const found = new Set(); const data = pen.getImageData(0, 0, image.width, image.height).data;
    for (let i = 0; i < data.length; i += 44) found.add((data[i] << 16) + (data[i + 1] << 8) + data[i + 2]);
    done(found.size); }; image.src = `data:image/png;base64,${bytes}`; })"""


def saved(page, button):
    """What a button saves: the name and the bytes."""
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def pages(pdf):
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))


def test_a_plan_prints_on_white_with_the_map_as_it_stands_also_from_the_dark(open_view):
    page = open_view(PLAN, wait=".map[data-state=ready]", light="dark")
    page.wait_for_selector(".sources")
    assert pages(page.pdf(prefer_css_page_size=True, print_background=True)) == 1
    assert page.evaluate("document.querySelector('.map').style.transform") == ""
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    box = page.locator(".plan-map").bounding_box()
    drawn = page.locator(".map").bounding_box()
    assert 0 < drawn["height"] <= box["height"] + 1
    assert drawn["width"] <= 727
    assert "invert" in page.evaluate("getComputedStyle(document.querySelector('.map-canvas')).filter")
    page.emulate_media(media="screen")
    assert page.evaluate(ground) != "rgb(255, 255, 255)"


def test_a_footprint_prints_on_one_page_and_says_of_which_way(open_view):
    page = open_view(f"footprint?{PLAN.split('?')[1]}", lang="ru", wait=".page .notes")
    assert pages(page.pdf(prefer_css_page_size=True)) == 1
    page.emulate_media(media="print")
    assert page.locator("#option").is_visible()


def test_a_briefing_prints_for_whom_it_is_and_without_buttons(open_view):
    page = open_view("register?tab=briefing", wait=".data tbody tr")
    page.emulate_media(media="print")
    assert page.locator("#brief").is_visible()
    assert page.locator(".filters button:visible").count() == 0


def test_an_open_record_prints_alone(open_view):
    page = open_view("register?record=c-aktau", wait=".sheet .why-list")
    page.wait_for_selector(".data tbody tr")
    page.emulate_media(media="print")
    assert page.locator(".sheet .why-list").first.is_visible()
    assert not page.locator(".data").first.is_visible()
    assert pages(page.pdf(prefer_css_page_size=True)) <= 2


def test_a_plan_is_saved_in_every_form(open_view, until):
    page = open_view(PLAN, wait=".map[data-state=ready]")
    until(page, "document.querySelectorAll(\".map-name[data-shown='yes']\").length > 3")
    page.wait_for_timeout(3000)
    page.click(".export summary")
    page.click(".export .menu button")
    page.wait_for_selector(".told-over p")  # whether the link could be copied is told

    def button(name):
        return page.locator(f".export button:text-is('{name}')")

    name, content = saved(page, button("JSON"))
    assert name == "daliz-kobe-almaty.json"
    assert json.loads(content)["options"]
    name, content = saved(page, button("CSV"))
    assert content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows
    assert all(None not in row and "" not in row for row in rows)
    name, content = saved(page, button("GeoJSON"))
    assert json.loads(content)["type"] == "FeatureCollection"
    blank = {}
    for place, button_ in {
        "menu": button("Map as PNG"),
        "map": page.locator(".map-zoom button").last,
    }.items():
        name, content = saved(page, button_)
        assert name.endswith(".png")
        blank[place] = page.evaluate(COLOURS, base64.b64encode(content).decode())
    assert min(blank.values()) > 20, blank


@pytest.mark.parametrize(
    ("address", "wait"),
    [("register", ".data tbody tr"), ("validation", ".data tbody tr")],
)
def test_a_table_is_saved_as_it_is_shown(open_view, address, wait):
    page = open_view(address, wait=wait, lang="ja")
    name, content = saved(page, page.locator("button:has-text('CSV')").first)
    assert content.startswith("\ufeff".encode())  # or a spreadsheet garbles what follows
    head, *rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert re.search(r"[ぁ-ん一-龥]", "".join(head))
    assert name.endswith(".csv")
    assert rows
    assert {len(row) for row in rows} == {len(head)}


PLACES = {
    "home": ("?from=aktau&to=yokohama&ready=2026-12-01", ".answers .big", ".answers"),
    "plan": (f"{PLAN}&sort=cost&deadline=2026-12-28", ".card", ".options"),
    "limits": (f"{PLAN}&avoid=RU,CN&scope=terminal", ".card", ".options"),
    "reason": (f"{PLAN}&why=all:cost", ".sheet .why-list", ".sheet"),
    "register": ("register?q=Aktau", ".data tbody tr", ".data"),
    "record": ("register?record=c-aktau", ".sheet .why-list", ".sheet .lead"),
    "programmes": ("programmes?birth_date=1993-02-03&education=university", ".verdict", "main h2"),
    "network": ("network?subject=terminal:aktau.port", ".data .grade", ".data"),
    "footprint": (PLAN.replace("plan?", "footprint?"), ".two .bars", ".fine"),
    "case": ("validation?why=case:VAL01:days", ".sheet code", ".sheet"),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_address_shows_another_reader_the_same(walk, open_view, place):
    address, wait, what = PLACES[place]
    one = walk(address, wait=wait)
    two = open_view(one.evaluate("location.hash").removeprefix("#/").replace("&lang=en", ""), wait=wait)
    two.wait_for_load_state("networkidle")
    assert one.locator(what).first.inner_text() == two.locator(what).first.inner_text()
