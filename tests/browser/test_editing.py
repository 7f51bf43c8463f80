"""Journeys of someone who adds to the register on the page, and the answers that stand there before anyone asks."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXT = (
    "On 10 February 2026 Japan and Kazakhstan signed a memorandum on transport. The weather was fine. "
    "JICA will deliver scanners to the port of Aktau by March 2027, JPY 719 million."
)
OWN_WORDS = {
    "title_en": "Scanners for the port",
    "title_ru": "Сканеры для порта",
    "summary_en": "Scanners promised.",
    "summary_ru": "Обещаны сканеры.",
    "made_on": "2026-02-10",
    "source_id": "mofa_aktau",
    "who": "Aigerim",
    "why": "letter of the customs",
}


def propose(page):
    page.fill("#draft-text", TEXT)
    page.fill("#draft-published", "2026-02-10")
    page.click(".drafting button[type=submit]")
    page.wait_for_selector("#draft-2")


def test_a_document_is_drafted_accepted_and_taken_back(open_view):
    page = open_view("register?tab=edit", wait="#draft-text")
    propose(page)
    marked = page.locator(".marked mark").all_inner_texts()
    assert [text.lstrip("12") for text in marked] == [TEXT[:74], TEXT[97:]]
    spans = page.locator("#draft-2 .span").all_inner_texts()
    assert spans == ["JICA", "Aktau", "March 2027", "JPY 719 million"]

    page.click("#draft-2 summary")
    for column, value in OWN_WORDS.items():
        page.fill(f"#draft-2 [id=commitments-{column}]", value)
    page.click("#draft-2 .row-form button[type=submit]")
    page.wait_for_selector("#draft-2[data-settled=kept]")
    page.click("#draft-2 a")
    page.wait_for_selector(".sheet .lead")
    assert page.inner_text(".sheet .lead") == OWN_WORDS["title_en"]
    page.keyboard.press("Escape")

    page.click(".record-list li:first-child button")
    page.fill("#undo-why", "the letter was about another port")
    page.click(".record-list li:first-child button[type=submit]")
    page.wait_for_selector(".record-list li:nth-child(2)")
    assert "another port" in page.inner_text(".record-list li:first-child")


def test_a_faulty_row_is_told_at_its_field_and_not_kept(open_view):
    page = open_view("register?tab=edit", wait="#draft-text")
    propose(page)
    page.click("#draft-1 button:has-text('Reject')")
    assert page.get_attribute("#draft-1", "data-settled") == "rejected"
    page.click("#draft-2 summary")
    for column, value in {**OWN_WORDS, "made_on": "last spring"}.items():
        page.fill(f"#draft-2 [id=commitments-{column}]", value)
    page.click("#draft-2 .row-form button[type=submit]")
    page.wait_for_selector("#commitments-made_on[aria-invalid=true]")
    assert "last spring" in page.inner_text("#commitments-made_on-note")
    assert page.get_attribute("#draft-2", "data-settled") is None


def test_what_one_promise_changes_stands_on_the_home_page_without_a_click(open_view):
    page = open_view("", wait=".two-spreads")
    assert page.locator(".effect .job").count() == 0
    told = page.inner_text(".effect")
    assert "does not pass Aktau" in told
    assert "too small to tell" in told
    assert page.locator(".two-spreads .median").count() == 2


def test_the_validation_is_drawn_at_once_and_its_misses_have_another_mark_and_a_word(open_view):
    page = open_view("validation", wait=".beside")
    assert page.locator(".job").count() == 0
    outside = page.locator("tbody tr:has(strong)").count()
    assert outside > 0
    assert page.locator(".beside .published-out").count() == outside
    assert page.locator(".beside .out text:has-text('outside')").count() == outside
