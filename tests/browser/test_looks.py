"""What was found by looking at every view as a picture, kept found: each test fails on the page as it was before."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLAN = "plan?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01"
LANGS = ("en", "ru", "kk", "ja")
UNDER = """() => { const key = document.querySelector(".map-legend").getBoundingClientRect();
return [...document.querySelectorAll(".map-name[data-shown='yes']")].filter((name) => {
  const box = name.getBoundingClientRect();
  return box.left < key.right && box.right > key.left && box.top < key.bottom && box.bottom > key.top;
}).map((name) => name.textContent); }"""


@pytest.mark.parametrize("lang", LANGS)
def test_the_limits_of_a_plan_open_within_the_screen_of_a_phone(open_view, lang):
    page = open_view(PLAN, width=390, lang=lang, wait=".card")
    page.click(".limits summary")
    box = page.locator(".limits-box").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("lang", LANGS)
def test_the_numbers_of_a_way_stand_in_one_row(open_view, lang):
    page = open_view(PLAN, width=1280, lang=lang, wait=".summary dl")
    tops = page.evaluate("[...document.querySelectorAll('.summary dl > div')].map((one) => one.offsetTop)")
    assert len(tops) == 5
    assert len(set(tops)) == 1


def test_no_name_lies_under_the_key_of_the_map(open_view, until):
    page = open_view(PLAN, width=390, wait=".map[data-state=ready]")
    until(page, "document.querySelectorAll(\".map-name[data-shown='yes']\").length > 3")
    assert page.evaluate(UNDER) == []


def test_a_place_that_the_network_does_not_know_has_a_name_and_no_plans(open_view):
    page = open_view("register?tab=map", wait=".page details")
    assert "" not in page.locator(".page details > summary strong").all_inner_texts()
    naryn = page.locator(".page details", has_text="Naryn")
    naryn.locator("summary").click()
    assert "not a place of the network" in naryn.inner_text()
    assert naryn.locator("a[href*='require=naryn']").count() == 0


def test_another_way_can_be_set_beside_on_a_phone_and_its_name_is_not_covered(open_view):
    page = open_view(PLAN, width=390, wait=".card")
    second = page.locator(".card").nth(1)
    assert second.locator(".compare").evaluate("(one) => getComputedStyle(one).opacity") == "1"
    name, button = second.locator("strong").bounding_box(), second.locator(".compare").bounding_box()
    assert name["x"] + name["width"] <= button["x"]


def test_a_number_of_a_stacked_table_says_what_it_is(open_view):
    page = open_view("validation", width=390, wait=".data tbody tr")
    row = page.locator(".data tbody tr").first
    said = row.locator("td.num").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one, '::before').content)"
    )
    assert said == ['"Published: "', '"Model: "']


def test_the_columns_of_records_are_the_same_from_table_to_table(open_view):
    page = open_view("register?tab=briefing", wait=".data tbody tr")
    lefts = page.evaluate(
        "[...document.querySelectorAll('.records th:nth-child(4)')].map((one) => one.getBoundingClientRect().left)"
    )
    assert len(lefts) > 2
    assert len(set(lefts)) == 1
