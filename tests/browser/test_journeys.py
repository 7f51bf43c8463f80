"""What people do on the page, from the first look to a link they send on."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLAN = "plan?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01"


def test_the_first_look_shows_an_answered_question_and_the_themes(open_view):
    page = open_view("?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01", wait=".answers .big")
    assert re.fullmatch(r"\d+–\d+ d", page.locator(".answers .big").first.inner_text())
    page.wait_for_selector(".themes > li")
    assert page.locator(".themes > li").count() == 13
    page.wait_for_selector(".one-promise h3")
    assert "Aktau" in page.locator(".one-promise h3").first.inner_text()


def test_a_place_is_found_by_its_name_in_another_script(open_view, until):
    page = open_view(PLAN, wait=".card")
    for typed in ("Ақтау", "Актау", "アクタウ", "Aktau"):
        page.get_by_role("combobox", name="To", exact=True).fill(typed)
        page.wait_for_selector("[role=option]")
        assert "Aktau" in page.locator("[role=option]").first.inner_text(), typed
        page.keyboard.press("Escape")
    page.get_by_role("combobox", name="To", exact=True).fill("Баку")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.summary') && location.hash.includes('to=baku')")


def test_the_keyboard_alone_goes_from_the_question_to_the_reason_of_a_number(open_view, until):
    page = open_view(PLAN, wait=".card")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.dataset.search") == "yes"
    page.evaluate("document.activeElement.blur()")
    first = page.locator("[aria-pressed=true][data-option]").get_attribute("data-option")
    page.keyboard.press("ArrowDown")
    until(
        page, f"document.activeElement.dataset.option && document.activeElement.dataset.option !== '{first}'"
    )
    page.locator(".time-name button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".sheet .why-list")
    assert page.locator(".sheet .grade").count() > 0
    page.keyboard.press("Escape")
    page.wait_for_selector(".sheet", state="detached")
    assert page.evaluate("!!document.activeElement.closest('.time-name')")


def test_an_address_gives_the_same_view_again(open_view, until):
    page = open_view(PLAN, wait=".card")
    page.locator("[data-option]").nth(3).click()
    until(page, "location.hash.includes('option=')")
    shown = page.locator(".summary dl").inner_text()
    address = page.evaluate("location.hash").removeprefix("#/")
    again = open_view(re.sub(r"&?lang=en", "", address), wait=".summary dl")
    assert again.locator(".summary dl").inner_text() == shown


def test_the_back_button_undoes_a_choice(open_view, until):
    page = open_view(PLAN, wait=".card")
    before = (
        page.locator(".summary h2").inner_text(),
        page.locator("[aria-pressed=true][data-option]").get_attribute("data-option"),
    )
    page.locator("[data-option]").nth(4).click()
    until(
        page, f"document.querySelector('[aria-pressed=true][data-option]').dataset.option !== '{before[1]}'"
    )
    page.go_back()
    until(
        page, f"document.querySelector('[aria-pressed=true][data-option]').dataset.option === '{before[1]}'"
    )
    assert page.locator(".summary h2").inner_text() == before[0]


def test_a_later_deadline_is_met_more_often(open_view):
    def shares(deadline: str) -> list[int]:
        page = open_view(f"{PLAN}&deadline={deadline}", wait=".ontime")
        return [int(re.search(r"\d+", text)[0]) for text in page.locator(".ontime").all_inner_texts()]

    early, late = shares("2026-12-20"), shares("2027-01-05")
    assert all(a <= b for a, b in zip(early, late, strict=True))
    assert early[0] < late[0]


def test_two_options_stand_side_by_side(open_view):
    page = open_view(PLAN, wait=".card")
    page.locator(".card").nth(2).hover()
    page.locator(".card .compare").nth(1).click()
    page.wait_for_selector(".compare-table")
    assert page.locator(".compare-table tbody tr").count() >= 5


def test_a_question_without_an_answer_says_why_and_what_to_do(open_view):
    page = open_view("plan?from=nowhereville&to=almaty&containers=2x40HC&ready=2026-12-01", wait=".failed")
    text = page.locator(".failed").inner_text()
    assert "nowhereville" in text.lower()
    assert page.locator(".failed button").count() == 0, "the same question would fail again"


def test_a_record_opens_beside_the_list_and_leads_to_plans(open_view):
    page = open_view("register?record=c-aktau", wait=".sheet .why-list")
    assert "scanner" in page.locator(".sheet").inner_text()
    page.locator(".sheet a[href*='plan?']:not(.why)").click()
    page.wait_for_selector(".card")


def test_the_register_is_searched_in_four_languages(open_view, until):
    for words in ("Aktau", "Актау"):
        page = open_view(f"register?q={words}", wait=".data tbody tr")
        until(page, "document.querySelectorAll('.data tbody tr').length < 60")
        assert "Aktau" in page.locator(".data tbody").inner_text()


def test_programmes_are_answered_rule_by_rule(open_view):
    page = open_view("programmes?birth_date=1993-02-03&education=university", wait=".verdict")
    assert page.locator(".verdict").count() >= 5
    assert page.locator(".verdict details li").count() > 5


def test_every_fact_of_a_terminal_carries_source_and_grade(open_view):
    page = open_view("network?subject=terminal:aktau.port", wait=".data .grade")
    assert page.locator(".data [data-chosen] .grade").count() > 0
    assert page.locator(".data [data-chosen] .source").count() > 0


def test_the_footprint_of_an_option_adds_up(open_view):
    page = open_view("footprint?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01", wait=".two .bars")
    assert page.locator(".two .bars").count() >= 3


def test_a_spot_on_the_map_becomes_an_end_of_the_question(open_view, until):
    page = open_view(PLAN, wait=".map[data-state=ready]")
    page.wait_for_timeout(700)
    box = page.locator(".map-canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + 60)
    page.wait_for_selector(".spot")
    page.locator(".spot button").first.click()
    until(page, "/from=-?[0-9.]+,-?[0-9.]+/.test(location.hash)")


def test_long_work_survives_a_reload_and_can_be_cancelled(open_view):
    page = open_view(PLAN.replace("12-01", "12-02"), wait=".job button")
    page.locator(".job button").click()
    page.wait_for_selector("progress")
    page.reload()
    page.wait_for_selector("progress")
    page.locator(".job button").click()
    page.wait_for_selector("progress", state="detached")
    assert page.locator(".job button").inner_text() == "Compute"


def test_the_same_question_stands_in_two_scenarios(open_view):
    page = open_view(f"{PLAN}&against=congested-2022", wait=".against tbody")
    assert page.locator(".against thead th").count() == 3


def test_what_is_shown_can_be_saved(open_view):
    page = open_view(PLAN, wait=".card", drawn=True)
    page.wait_for_selector(".map[data-state=ready]")
    saved = {}
    for name in ("JSON", "CSV", "GeoJSON", "Map as PNG"):
        page.locator(".export").evaluate("box => { box.open = true }")
        with page.expect_download() as download:
            page.locator(".export .menu").get_by_role("button", name=name, exact=True).click()
        saved[name] = download.value.path().read_bytes()
    assert saved["JSON"].startswith(b'{"format":"daliz-plan-2"')
    assert b"kobe" in saved["CSV"].lower()
    assert b'"FeatureCollection"' in saved["GeoJSON"]
    assert saved["Map as PNG"].startswith(b"\x89PNG")
    assert len(saved["Map as PNG"]) > 20_000


def test_an_arrival_after_the_last_known_departure_is_told_in_words(open_view):
    """The late end of the best option is taken away on its way to the page."""

    def later(route):
        response = route.fetch()
        told = response.json()
        for option in told["options"]:
            option["arrival"]["p90"] = option["arrival_local"]["p90"] = None
        route.fulfill(response=response, json=told)

    texts = {"en": "after the last known departure", "ja": "判明している最終便より後"}
    for lang, text in texts.items():
        page = open_view("validation", lang=lang)
        page.route("**/api/v1/plans*", later)
        page.goto(f"{page.url.split('#')[0]}#/{PLAN}&lang={lang}")
        page.wait_for_selector(".summary dl")
        assert text in page.locator(".summary dl").inner_text(), lang
        page.wait_for_selector("figure.arrival svg")
        assert text in page.locator("figure.arrival svg").get_attribute("aria-label"), lang
    untouched = open_view(PLAN, wait=".summary dl")
    assert texts["en"] not in untouched.locator(".summary dl").inner_text()
