"""Every total opens how it is made, down to a source; what is shown can be taken along; the phone loses nothing."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: What is pressed and stands in no line of text, and is smaller than the target size of WCAG 2.2;
#: a box counts with its label, and a mark of a chart has a twin in a list.
SMALL = """() => [...document.querySelectorAll('button, input, select, summary, a[href]')].filter((one) => {
  const box = (one.closest('label.check') ?? one)
    .getBoundingClientRect();
  const inText = one.tagName === 'A' && getComputedStyle(one).display === 'inline';
  return box.width > 0 && !one.closest('.skip, svg') && !inText && (box.height < 23.5 || box.width < 23.5);
}).map((one) => `${one.tagName}.${one.className}`)"""
PLAN = "plan?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01"


@pytest.mark.parametrize(("place", "part"), [(2, "time"), (3, "cost"), (4, "co2e")])
def test_a_total_opens_its_legs_and_a_leg_its_sources(open_view, place, part):
    page = open_view(PLAN, wait=".card")
    total = page.locator(f".summary dl > div:nth-child({place}) .whole")
    told = total.inner_text()
    total.click()
    page.wait_for_selector(".sheet .why-list a.why")
    assert page.url.endswith(f"why=all:{part}&lang=en") or f"why=all:{part}" in page.url
    assert told in page.inner_text(".sheet .lead")
    page.locator(".sheet .why-list a.why").first.click()
    page.wait_for_selector(".sheet .grade")
    assert page.locator(".sheet .source").count() > 0
    page.keyboard.press("Escape")
    page.wait_for_selector(".sheet", state="detached")


def test_the_greatest_risk_is_a_sentence_and_opens_its_facts(open_view):
    page = open_view(PLAN, wait=".card")
    first = page.locator(".bars[aria-label] tr").first
    assert first.locator("th").inner_text() in page.locator(".panels .panel").first.inner_text()
    first.locator("a.why").click()
    page.wait_for_selector(".sheet .why-list")


def test_any_map_can_be_saved_as_a_picture(open_view):
    page = open_view("network", wait=".map[data-state=ready]")
    with page.expect_download() as download:
        page.get_by_role("button", name="Map as PNG").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_charts_of_the_validation_can_be_saved(open_view):
    page = open_view("validation", wait=".beside")
    with page.expect_download() as download:
        page.locator(".save-chart").last.click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_home_page_tells_the_best_way_and_the_best_of_two_corridors(open_view):
    page = open_view(
        "?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01", wait=".answers li:nth-child(3)"
    )
    assert page.locator(".answers .praise").all_inner_texts() == [
        "best way",
        "best of the Northern Corridor",
        "best of the Middle Corridor",
    ]


def test_on_a_phone_a_record_keeps_its_date_and_status_in_sight(open_view):
    page = open_view("register", width=390, wait=".data tbody tr")
    row = page.locator(".data tbody tr").first
    for cell in row.locator("td").all():
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_names_move_with_the_map_while_it_is_held(open_view, until):
    page = open_view("network", wait=".map[data-state=ready]")
    until(page, "document.querySelectorAll(\".map-name[data-shown='yes']\").length > 5")
    where = "document.querySelector(\".map-name[data-shown='yes']\").closest('.map-mark').getBoundingClientRect().x"
    before = page.evaluate(where)
    box = page.locator(".view-map .map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y)
    page.mouse.move(x + 60, y)
    until(page, f"{where} > {before + 40}")
    page.mouse.up()


@pytest.mark.parametrize(
    ("view", "wait"), [(PLAN, ".card"), ("register", ".tabs"), ("programmes", ".verdict")]
)
def test_what_can_be_pressed_is_at_least_24_pixels(open_view, view, wait):
    page = open_view(view, width=390, wait=wait)
    assert page.evaluate(SMALL) == []
    page.evaluate(
        "() => { const all = [...document.querySelectorAll('main button, main select')];"
        " const one = all.find((each) => each.getBoundingClientRect().width > 0);"
        " one.style.cssText = 'height: 12px; min-height: 0; padding: 0'; }"
    )
    assert page.evaluate(SMALL) != []
