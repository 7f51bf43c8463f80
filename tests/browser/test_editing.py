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
        page.fill(f"#draft-2 [name={column}]", value)
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
        page.fill(f"#draft-2 [name={column}]", value)
    page.click("#draft-2 .row-form button[type=submit]")
    page.wait_for_selector("#draft-2 [name=made_on][aria-invalid=true]")
    assert "last spring" in page.inner_text("#draft-2 .field:has([name=made_on])")
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


def load(page, name, content):
    page.set_input_files("#draft-file", {"name": name, "mimeType": "text/plain", "buffer": content})
    page.wait_for_selector(f"#draft-file-note:has-text('{name}')")
    return page.inner_text("#draft-file-note"), page.get_attribute("#draft-file-note", "class")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_file_is_read_or_the_reader_is_told_what_to_do_and_what_was_typed_stays(open_view, lang):
    page = open_view("register?tab=edit", wait="#draft-text", lang=lang)
    for name, content in {
        "note.txt": TEXT.encode(),
        "note.md": f"# Notes\n\n{TEXT}".encode(),
        "marked.txt": TEXT.encode("utf-16"),
        "page.html": f"<meta charset=shift_jis><p>日本は {TEXT}</p>".encode("shift_jis"),
    }.items():
        told, look = load(page, name, content)
        assert "fault" not in look, told
        assert TEXT in page.input_value("#draft-text"), name
    typed = page.input_value("#draft-text")
    assert "日本" in typed
    said = set()
    for name, content in {
        "empty.txt": b" \n",
        "long.txt": b"word " * 40_001,
        "huge.txt": b"0" * 8_000_001,
        "scan.pdf": b"%PDF-1.7 \x00\xff",
        "old.txt": "Япония".encode("cp1251"),
    }.items():
        told, look = load(page, name, content)
        assert "fault" in look, told
        said.add(told.replace(name, ""))
        assert page.input_value("#draft-text") == typed, name
    assert len(said) == 3


def test_what_was_typed_stays_through_another_language_another_view_and_a_reload(open_view):
    page = open_view("register?tab=edit", wait="#draft-text")
    propose(page)
    page.click("#draft-2 summary")
    page.fill("#draft-2 [name=title_en]", "Scanners")
    page.fill("#draft-2 [name=why]", "a letter")
    page.click("[lang=ja]")
    page.wait_for_selector("html[lang=ja]")
    page.click("nav a[href='#/programmes']")
    page.wait_for_selector(".verdict")
    page.go_back()
    page.reload()
    page.wait_for_selector("#draft-2 [name=title_en]", state="attached")
    assert page.input_value("#draft-text") == TEXT
    assert page.input_value("#draft-2 [name=title_en]") == "Scanners"
    assert page.input_value("#draft-2 [name=why]") == "a letter"


def test_a_label_leads_to_its_own_field_where_several_forms_are_open(open_view):
    page = open_view("register?tab=edit", wait="#draft-text")
    propose(page)
    twice = """() => { const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
        return ids.filter((id, i) => ids.indexOf(id) !== i); }"""
    page.wait_for_selector("#draft-2 [name=title_en]", state="attached")
    assert page.evaluate(twice) == []


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_an_edit_of_a_record_changed_meanwhile_overwrites_nothing_unseen(open_view, server, lang):
    page = open_view("register?record=c-aktau", wait=".sheet .lead", lang=lang)
    page.locator(".sheet article > p:last-child button").click()
    page.locator(".sheet .by-hand summary").nth(1).click()
    form = page.locator(".sheet .by-hand").nth(1)
    form.locator("[name=due]").fill(f"2027-0{3 if lang == 'en' else 4}")
    form.locator("[name=who]").fill("Aigerim")
    form.locator("[name=why]").fill("a letter")
    note = f"seen in {lang}"
    other = {
        "who": "Bolat",
        "why": "a call",
        "table": "commitments",
        "key": "c-aktau",
        "columns": {"note": note},
    }
    assert page.request.patch(f"{server}api/v1/register/changes", data=other).status == 201
    form.locator("button[type=submit]").click()
    page.wait_for_selector(".sheet [role=alert]")
    assert "Bolat" in page.inner_text(".sheet [role=alert]")
    page.wait_for_selector(f".sheet .field:has([name=note]):has-text('{note}')")
    assert form.locator("[name=due]").input_value().startswith("2027-0")
    form.locator("button[type=submit]").click()
    page.wait_for_selector(".sheet .by-hand", state="detached")
    kept = page.request.get(f"{server}api/v1/register/changes?key=c-aktau").json()["items"][-1]["row"]
    assert kept["note"] == note
    assert kept["due"].startswith("2027-0")
