"""What the page does where something is in the way: a token wanted, a server gone, busy or slow, a job broken off."""

import json
import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TOKEN = "a-token-for-the-browser-tests"  # noqa: S105 - of the server that a test starts
TEXT = "On 10 February 2026 Japan and Kazakhstan signed a memorandum on transport."
PLAN = "plan?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01"
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


def problem(code, status, retry_after=None):
    """An answer that a server gives which is in trouble."""
    body = {
        "code": code,
        "status": status,
        "detail": "English words of the server.",
        "hint": "",
        "request_id": "r1",
    }
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    return {
        "status": status,
        "content_type": "application/problem+json",
        "body": json.dumps(body),
        "headers": headers,
    }


def ask_for(page, day):
    page.fill("#ready", day)
    page.press("#ready", "Tab")


def test_a_busy_server_is_asked_again_by_itself_and_the_reader_is_told_when(open_view, until):
    page = open_view(PLAN, wait=".card", lang="ru")
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(**problem("too-many", 429, 4)) if len(asked) == 1 else route.continue_()

    page.route("**/api/v1/plans?*", answer)
    ask_for(page, "2026-12-04")
    until(page, "/через \\d с/.test(document.querySelector('.told-over')?.innerText ?? '')")
    page.wait_for_selector(".plan-grid .card")
    page.wait_for_selector(".told-over p", state="detached")
    assert len(asked) >= 2
    assert page.locator(".failed").count() == 0


TOLD = {  # what each view says in Japanese where the server takes too long
    "plan": (PLAN, "**/api/v1/plans?*"),
    "home": ("", "**/api/v1/plans?*"),
    "register": ("register", "**/api/v1/register/*"),
    "network": ("network", "**/api/v1/network/**"),
    "footprint": (PLAN.replace("plan?", "footprint?"), "**/api/v1/footprint"),
    "validation": ("validation", "**/api/v1/validation*"),
    "programmes": ("programmes", "**/api/v1/programmes/**"),
}


@pytest.mark.parametrize("view", TOLD)
def test_a_view_says_what_happened_and_tries_again(open_view, view):
    address, pattern = TOLD[view]
    page = open_view("validation" if view == "programmes" else "programmes", lang="ja")
    page.route(pattern, lambda route: route.fulfill(**problem("too-slow", 503)))
    page.evaluate("(to) => { location.hash = to }", f"#/{address}")
    page.wait_for_selector(".failed button")
    told = page.locator(".failed").first.inner_text()
    assert "時間" in told
    assert "再試行" in told
    assert "English" not in told
    page.unroute(pattern)
    for left in range(page.locator(".failed").count(), 0, -1):
        page.locator(".failed button").first.click()
        page.wait_for_selector(f":nth-match(.failed, {left})", state="detached")


def test_a_slow_answer_is_waited_for_and_said_to_be_slow(open_view):
    page = open_view("programmes", wait=".verdict", lang="kk")
    page.route("**/api/v1/validation*", lambda _route: None)
    page.click("nav a[href='#/validation']")
    page.wait_for_selector(".waiting:has-text('әдеттегіден ұзақ')")


def test_a_server_that_is_gone_loses_nothing_typed(open_view, start, tmp_path):
    (tmp_path / "one").mkdir()
    with start(tmp_path / "one") as (address, process, _):
        page = open_view("register?tab=edit", at=address, wait="#draft-text")
        page.fill("#draft-text", TEXT)
        process.kill()
        process.wait()
        page.click(".drafting button[type=submit]")
        page.wait_for_selector(".drafting .failed")
        assert "daliz serve" in page.inner_text(".drafting .failed")
        assert page.input_value("#draft-text") == TEXT
        port = int(re.search(r":(\d+)/", address)[1])
        with start(tmp_path / "one", port=port):
            page.click(".drafting .failed button")
            page.wait_for_selector("#draft-1")


def test_a_job_cut_off_by_a_restart_is_told_and_started_again(open_view, start, tmp_path):
    with start(tmp_path) as (address, process, _):
        page = open_view(LEVERS, at=address, wait=".job button", lang="ja")
        page.click(".job button")
        page.wait_for_selector(".job progress[value]")
        process.kill()
        process.wait()
        page.wait_for_selector(".job:has-text('応答しません')")
        port = int(re.search(r":(\d+)/", address)[1])
        with start(tmp_path, port=port):
            page.wait_for_selector(".panel .failed")
            assert "中断" in page.inner_text(".panel .failed")
            page.click(".panel .failed button")
            page.wait_for_selector(".job progress")


def test_a_job_that_fails_says_so_in_the_language(open_view):
    page = open_view(LEVERS, wait=".job button", lang="ru")
    page.route(
        re.compile(r".*/api/v1/jobs/\w+$"),
        lambda route: route.fulfill(
            json={
                "id": "0" * 32,
                "state": "failed",
                "done": 0,
                "total": None,
                "problem": {"code": "no-plan", "detail": "No way.", "hint": "Ask otherwise."},
            }
        ),
    )
    page.click(".job button")
    page.wait_for_selector(".panel .failed")
    assert "Пути, подходящего под вопрос, нет." in page.inner_text(".panel .failed")
    assert page.locator(".panel .failed button").count() == 1


def test_what_cannot_be_saved_says_why(open_view):
    page = open_view(PLAN, wait=".card", lang="kk")
    page.route("**/plans/export*", lambda route: route.abort())
    page.click(".export summary")
    page.click(".export button:has-text('GeoJSON')")
    page.wait_for_selector(".told-over:has-text('сақталмады')")


@pytest.mark.parametrize("keys", ["Tab", "Shift+Tab"])
def test_tab_goes_round_within_an_open_panel(open_view, keys):
    page = open_view("register?record=c-aktau", wait=".sheet .why-list")
    seen = set()
    for _ in range(30):
        page.keyboard.press(keys)
        where = page.evaluate(
            "[!!document.activeElement.closest('.sheet'), document.activeElement.outerHTML]"
        )
        assert where[0], where[1][:200]
        seen.add(where[1])
    assert len(seen) > 3
