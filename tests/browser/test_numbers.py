"""Every number that a view shows opens where it comes from, by mouse and by keyboard, and the address keeps it open."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLAN = "plan?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01"
DUE = f"{PLAN}&deadline=2027-01-10"
#: Numbers stand in these cells, or are told by their unit; marks of a chart are numbers as well.
#: What opens a number is a link, a button or the head of what folds out. Let off are: what the reader typed,
#: axes and legends, the map, an open sheet (it is where numbers come from), days, words of a record or a note, which
#: say themselves who says it or that it is assumed, and rows that show their source and grade.
UNOPENED = r"""() => {
  const cells = '.num, .big, dd, output, .card-row, .with-slot, .ontime, .sum, .lever-name, .learner';
  const units = /USD\s*\d|[\d.,]+\s?(?:d|h|km|kg|t|%|t CO₂e)(?![\p{L}\d])/u;
  const off = `form, select, .sheet, .claims, .statement, .notes, .map, .legend, .map-legend, .tick, title,
    .time-axis, code`;
  const opener = 'a[href], button, summary';
  const grounded = (row) => row !== null && row.querySelector('.source') !== null && row.querySelector('.grade') !== null;
  const found = [];
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.parentElement, text = node.data.replace(/CO[₂2]e/g, '').trim();
    if (!/\d/.test(text) || at.closest(off) || at.closest(opener) || grounded(at.closest('tr'))) continue;
    const whole = at.textContent;
    if (at.closest(cells) ? !/^\D*\d{1,2} \p{L}+ \d{4}\D*$/u.test(whole) : units.test(text)) found.push(whole.trim());
  }
  for (const mark of document.querySelectorAll('main .dot, main .pair, main .year'))
    if (!mark.closest(opener) && !mark.querySelector(opener)) found.push(`mark ${mark.textContent.trim()}`);
  return found;
}"""
VIEWS = {
    "home": ("?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01", ".answers li:nth-child(3)"),
    "plan": (DUE, ".lever-list"),
    "footprint": ("footprint?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01", ".two .bars"),
    "network": ("network", ".fine a.why"),
    "facts": ("network?subject=terminal:aktau.port", ".fine a.why"),
    "table": ("network?table=terminals", ".fine a.why"),
    "programmes": ("programmes", ".learner-bar"),
    "validation": ("validation", ".data td.num a"),
    "register": ("register", ".data tbody tr"),
    "timeline": ("register?tab=timeline", ".years .year"),
    "claims": ("register?tab=claims", ".statement"),
    "compared": (f"{PLAN}&second=SECOND&against=northern-shut", ".against .compare-table"),
}


def ready(walk, view, **how):
    """Open a view, where it needs a second option with the one that the first card's neighbour names."""
    address, wait = VIEWS[view]
    if "SECOND" in address:
        page = walk(PLAN, wait=".card")
        page.locator(".card").nth(1).hover()
        page.locator(".card .compare").first.click()
        page.wait_for_selector(".compare-table")
        address = address.replace("SECOND", re.search(r"second=([^&]+)", page.url)[1])
    return walk(address, wait=wait, **how)


@pytest.mark.parametrize("view", VIEWS)
def test_every_number_opens_its_reasons(walk, view):
    page = ready(walk, view)
    assert VIEWS[view][0].startswith("register") or page.locator("main a.why").count() > 3
    assert page.evaluate(UNOPENED) == []


def test_a_number_that_opens_nothing_is_found(walk):
    page = ready(walk, "plan")
    page.evaluate(
        "for (const at of ['.card .big', '.bars .num a', '.summary dd a'])"
        " { const one = document.querySelector(at); one.replaceWith(...one.childNodes); }"
        "document.querySelector('.dot a').remove();"
        "document.querySelector('.panel p').textContent = 'about 12 km of it';"
    )
    assert len(page.evaluate(UNOPENED)) >= 4


def test_a_number_opens_by_keyboard_stands_in_the_address_and_gives_the_focus_back(walk):
    page = walk(PLAN, wait=".card")
    number = page.locator(".summary dl > div:nth-child(3) a.whole")
    number.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".sheet .why-list")
    assert "why=all:cost" in page.url
    page.keyboard.press("Escape")
    page.wait_for_selector(".sheet", state="detached")
    assert page.evaluate("document.activeElement.matches('.summary a.whole')")
    page.go_back()
    page.wait_for_selector(".sheet .why-list")
    page.reload()
    page.wait_for_selector(".sheet .why-list")


def test_a_card_opens_its_own_numbers(walk):
    page = walk(PLAN, wait=".card:nth-child(3)")
    card = page.locator(".card").nth(2)
    told = card.locator(".card-row a").first.inner_text()
    card.locator(".card-row a").first.click()
    page.wait_for_selector(".sheet .why-list")
    assert told in page.inner_text(".sheet .lead")
    assert page.locator(".card").nth(2).get_attribute("data-chosen") == "yes"


def test_a_number_of_the_home_page_opens_in_the_plan(walk):
    page = ready(walk, "home")
    link = page.locator(".answers li").nth(1).locator(".card-row a").first
    told = link.inner_text()
    link.click()
    page.wait_for_selector(".plan-view .sheet .why-list")
    assert told in page.inner_text(".sheet .lead")


def test_a_mark_of_the_trade_off_opens_three_numbers_and_each_its_parts(walk):
    page = walk(f"{PLAN}&all=1", wait=".scatter .dot.chosen")
    page.locator(".scatter .dot.chosen a").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector(".sheet .why-list")
    assert page.locator(".sheet .why-list a.why").count() == 3
    assert page.locator(".scatter .dot.chosen").get_attribute("data-dot") != "1"
    page.locator(".sheet .why-list a.why").nth(1).click()
    page.wait_for_selector(".sheet .why-list li:nth-child(5)")
    assert "why=all:cost" in page.url


def test_a_difference_opens_both_medians(walk):
    page = ready(walk, "compared")
    for at in (".wide-panel:not(.against) .compare-table", ".against .compare-table"):
        page.locator(f"{at} tr").nth(2).locator("td.num a").click()
        page.wait_for_selector(".sheet .why-list")
        assert page.locator(".sheet .why-list a.why").count() == 2
        page.locator(".sheet .why-list a.why").first.click()
        page.wait_for_selector(".sheet .why-list li:nth-child(5)")
        page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("view", "number", "told"),
    [
        ("validation", ".data td.num a", ".sheet .source"),
        ("validation", ".fine dd a", ".sheet .why-list a.why"),
        ("validation", ".pair a", ".sheet .source"),
        ("footprint", ".bars .num a", ".sheet .grade"),
        ("footprint", ".fine dd a", ".sheet .why-list a.why"),
        ("footprint", ".data td.num a", ".sheet .source"),
        ("network", ".fine dd a", ".sheet a[href*='table=places']"),
        ("network", ".data td.num a", ".sheet .why-list a"),
        ("programmes", ".data td.num a", ".sheet .source"),
        ("plan", ".lever-list a", ".sheet .source"),
        ("home", ".two-spreads a", ".sheet .source"),
    ],
)
def test_a_number_leads_to_what_it_rests_on(walk, view, number, told):
    page = ready(walk, view)
    one = page.locator(number).first
    one.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(told)
    assert "why=" in page.url
    page.keyboard.press("Escape")
    page.wait_for_selector(".sheet", state="detached")
    assert page.evaluate("document.activeElement.matches('a.why')")


def test_a_published_case_opens_a_plan_that_answers_it(walk):
    page = walk("validation?why=case:VAL01:days", wait=".sheet code")
    page.locator(".sheet a[href*='plan?']").click()
    page.wait_for_selector(".plan-view .card")
    assert "scenario=calm-2025" in page.url
