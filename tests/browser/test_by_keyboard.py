"""Every view by keyboard alone, enlarged fourfold, with wide spacing, with the reader's own colours."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLAN = "plan?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01"
VIEWS = {
    "home": ("", ".answers .big"),
    "plan": (PLAN, ".scatter .dot.chosen"),
    "register": ("register", ".data tbody tr"),
    "timeline": ("register?tab=timeline", ".years .year"),
    "places": ("register?tab=map", ".page details"),
    "edit": ("register?tab=edit", "#draft-text"),
    "programmes": ("programmes", ".verdict"),
    "footprint": (PLAN.replace("plan?", "footprint?"), ".two .bars"),
    "network": ("network?subject=terminal:aktau.port", ".data .grade"),
    "validation": ("validation", ".pair"),
}
LANG_OF = dict(zip(VIEWS, ("en", "ru", "kk", "ja") * 3, strict=False))  # all four languages, each view in one

#: Where the focus is: what is wrong with it there, or nothing; and its place among all that can be reached.
FOCUS = """() => { const at = document.activeElement, box = at.getBoundingClientRect(), wrong = [];
  if (at === document.body) return { end: true, wrong };
  const control = at.matches("a[href], button, input, select, textarea, summary, [role=button]");
  const scrolls = /auto|scroll/.test(getComputedStyle(at).overflow) || at.matches("canvas");
  const [high, wide] = [innerHeight, innerWidth];
  if (!control && !scrolls) wrong.push("no control");
  if (box.bottom <= 0 || box.top >= high || box.right <= 0 || box.left >= wide) wrong.push("out of sight");
  const line = [...at.getClientRects()][0] ?? box;  // of a link that runs on, its first line
  const [x, y] = [line.left + line.width / 2, Math.min(high - 1, line.top + line.height / 2)];
  const over = document.elementFromPoint(x, y);
  const hidden = over && at.tagName !== "A" && !at.contains(over) && !over.contains(at);
  if (hidden) wrong.push(`under ${over.outerHTML.slice(0, 60)}`);
  const ring = [getComputedStyle(at), getComputedStyle(at, "::after")].some((look) => look.outlineStyle !== "none");
  if (!ring && at.type !== "date") wrong.push("no ring");  // the button within a field of a day has the browser's own
  const all = [...document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex], g")];
  return { order: all.indexOf(at), wrong: wrong.map((one) => `${one}: ${at.outerHTML.slice(0, 90)}`) }; }"""
STOPS = 70


def walked_by_tab(page):
    """What is wrong on the way of the tab key through a view, and how many stops there were."""
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    page.locator(".skip").focus()
    wrong, last = [], -1
    for stops in range(STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found.get("end"):
            return wrong, stops
        wrong += found["wrong"]
        if found["order"] < last:
            wrong.append(f"order: stop {stops} lies before the one before it")
        last = found["order"]
    return wrong, STOPS


@pytest.mark.parametrize("view", VIEWS)
def test_the_tab_key_goes_through_a_view_in_order_and_in_sight(walk, view):
    address, wait = VIEWS[view]
    page = walk(address, wait=wait, lang=LANG_OF[view])
    wrong, stops = walked_by_tab(page)
    assert stops > 12
    assert wrong == []


def test_stops_that_nobody_can_use_or_see_are_found(walk):
    page = walk("programmes", wait=".verdict")
    page.evaluate(
        "document.querySelector('h1').tabIndex = 0;"
        "document.querySelector('main select').style.outline = 'none';"
        "document.querySelector('main summary').style.cssText = 'position: fixed; left: -999px'"
    )
    said = " ".join(walked_by_tab(page)[0])
    assert all(one in said for one in ("no control: <h1", "no ring: <select", "out of sight: <summary"))


def test_the_chosen_mark_of_the_trade_off_is_its_one_stop(walk):
    """In some browsers what hears of the focus in an SVG is a stop itself, and there were as many as marks."""
    page = walk(PLAN, wait=".scatter .dot.chosen")
    page.locator(".axes select").last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.dot.chosen') !== null")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.scatter') === null")


def test_a_deadline_is_moved_by_arrows_which_keep_the_focus(walk, until, settled):
    page = walk(PLAN, wait=".slider input")
    page.locator(".slider input").focus()
    page.keyboard.press("ArrowLeft")
    until(page, "location.hash.includes('deadline=')")
    settled(page)
    assert page.evaluate("document.activeElement.matches('.slider input')")
    assert "%" in page.inner_text(".slider output")
    first = page.evaluate("location.hash")
    page.keyboard.press("ArrowLeft")
    until(page, f"location.hash !== {first!r}")


def test_the_focus_goes_with_the_reader_to_another_record_and_another_view(walk, until):
    page = walk("register?record=P13", wait=".sheet .lead")
    page.evaluate("location.hash = '#/register?record=c-aktau'")
    until(page, "document.querySelector('.sheet')?.innerText.includes('Aktau') ?? false")
    until(page, "document.activeElement.closest('.sheet') !== null")
    page.evaluate("document.activeElement.blur()")  # as a click beside it does
    page.keyboard.press("Escape")
    page.wait_for_selector(".sheet", state="detached")
    page = walk("", wait=".more a")
    page.locator(".more a").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".plan-view .card")
    assert page.evaluate("document.activeElement.id") == "main"
    assert "Kobe" in page.inner_text("main") or page.input_value("[data-search]") != ""
    assert page.locator(".plan-view > [role=status]").inner_text() != ""


#: Spacing of WCAG 1.4.12, on a screen of 1280 pixels enlarged fourfold (1.4.10).
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
ADD_STYLE = """(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
document.adoptedStyleSheets = [sheet]; }"""
WIDER = """() => [...document.querySelectorAll("main *")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width > 1 && box.right > innerWidth + 1 && !one.closest(".scroll, svg, .map, .unseen, thead, option");
}).map((one) => one.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_enlarged_fourfold_and_spaced_wide_needs_no_scrolling_aside(walk, view):
    address, wait = VIEWS[view]
    page = walk(address, wait=wait, lang=LANG_OF[view], width=320)
    try:
        assert page.evaluate(WIDER) == []
        page.evaluate(ADD_STYLE, SPACED)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    finally:
        page.evaluate("document.adoptedStyleSheets = []")


def test_with_the_readers_own_colours_what_is_chosen_is_still_told(walk):
    page = walk("register", wait=".tabs")
    page.emulate_media(forced_colors="active")
    lines = page.evaluate(
        "[...document.querySelectorAll('.tabs a')].map((one) => getComputedStyle(one).borderBottomColor)"
    )
    assert lines.count(lines[0]) == 1
    dots = """[...document.querySelectorAll('.dots')].some((one) =>
      new Set([...one.children].map((dot) => getComputedStyle(dot).backgroundColor)).size > 1)"""
    page = walk("", wait=".themes .dots")
    assert page.evaluate(dots)
    page.emulate_media(forced_colors="none")
