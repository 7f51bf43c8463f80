"""What the page does where something is in the way: a token wanted, a server gone, busy or slow, a job broken off."""

import json
import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TOKEN = "a-token-for-the-browser-tests"  # noqa: S105 - of the server that a test starts
TEXT = "On 10 February 2026 Japan and Kazakhstan signed a memorandum on transport."
LEVERS = "plan?from=kobe&to=almaty&containers=1x20&ready=2026-12-03"


@pytest.fixture
def guarded(start, tmp_path):
    """A server that demands a token, and its log."""
    file = tmp_path / "token.txt"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    with start(tmp_path, "--token-file", str(file)) as (address, _, log):
        yield address, log


def give(page, token):
    page.wait_for_selector(".ask-token")
    page.fill("#token", token)
    page.keyboard.press("Enter")


def test_a_token_is_asked_for_over_what_was_begun_and_nothing_typed_is_lost(open_view, guarded):
    address, log = guarded
    page = open_view("register?tab=edit", at=address, wait=".ask-token")
    page.keyboard.press("Escape")
    page.wait_for_selector(".ask-token", state="detached")
    page.fill("#draft-text", TEXT)
    page.click(".drafting button[type=submit]")
    give(page, "the-wrong-token-of-another-server")
    page.wait_for_selector(".ask-token [role=alert]")
    assert page.input_value("#token") == ""
    give(page, TOKEN)
    page.wait_for_selector("#draft-1")
    assert page.input_value("#draft-text") == TEXT
    kept = page.evaluate("[JSON.stringify(localStorage), location.href, document.cookie].join()")
    assert TOKEN not in kept
    assert page.evaluate("sessionStorage.getItem('daliz.token')") == TOKEN
    told = log.read_text(encoding="utf-8")
    assert TOKEN not in told
    assert "the-wrong-token" not in told


def test_a_record_is_edited_with_the_token_that_the_window_keeps_through_a_reload(open_view, guarded):
    page = open_view("register?record=c-aktau", at=guarded[0], wait=".sheet .lead")
    page.click(".sheet button:has-text('Edit')")
    give(page, TOKEN)
    page.wait_for_selector(".sheet .by-hand")
    page.reload()
    page.click(".sheet button:has-text('Edit')")
    page.wait_for_selector(".sheet .by-hand")
    assert page.locator(".ask-token").count() == 0


def test_a_job_is_submitted_watched_kept_through_a_reload_and_cancelled_with_a_token(
    open_view, guarded, until
):
    page = open_view(LEVERS, at=guarded[0], wait=".job button")
    page.click(".job button")
    give(page, TOKEN)
    page.wait_for_selector(".job progress[value]")
    until(page, "document.querySelector('.job progress').value > 0")
    assert re.search(r"\d+", page.inner_text(".job"))
    page.reload()
    page.wait_for_selector(".job progress[value]")
    page.click(".job button:has-text('Cancel')")
    page.wait_for_selector(".job progress", state="detached")
    answer = page.request.get(f"{guarded[0]}api/v1/jobs", headers={"Authorization": f"Bearer {TOKEN}"})
    assert [job["state"] for job in json.loads(answer.text())["items"]] in ([], ["cancelled"])
