"""Every view in every language: it says so, shows no key, fits the screen, and holds no English where it is another.

Looked at is every text that stands in an element of the page's language. What is quoted (titles of sources, a fault in the
server's words) must say its own language, and ids stand in ``code``; so a quotation without its language is found here too
(WCAG 3.1.2).
"""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OTHERS = ("ru", "kk", "ja")
LANGS = ("en", *OTHERS)
WIDTHS = (1440, 900, 390)
PLAN = "from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01"
GIVEN = "birth_date=1995-05-05&education=university&employer=school&years_work=3&years_teaching=2&learns=1"
VIEWS = {
    "home": ("", ".answers .big"),
    "plan": (f"plan?{PLAN}&deadline=2026-12-28", ".summary dl"),
    "plan compared": (f"plan?{PLAN}&second=2&against=calm-2025", ".summary dl"),
    "leg": (f"plan?{PLAN}&why=5", ".sheet .why-list"),
    "leg of the Caspian": (f"plan?{PLAN}&require=corridor:middle&why=7", ".sheet .why-list"),
    "emissions of a leg": (f"plan?{PLAN}&why=5:co2e", ".sheet .why-list"),
    "time": (f"plan?{PLAN}&why=all:time", ".sheet .why-list"),
    "cost": (f"plan?{PLAN}&why=all:cost", ".sheet .why-list"),
    "no way": (f"plan?{PLAN}&avoid=KZ", ".state.failed"),
    "unknown place": ("plan?from=kobe&to=ZZATLANTIS&ready=2026-12-01", ".state.failed"),
    "wrong day": ("plan?from=kobe&to=almaty&containers=2x40HC&ready=9999", ".state.failed"),
    "register": ("register", ".data tbody tr"),
    "nothing fits": ("register?theme=energy&kind=grant", ".state.empty"),
    "claims": ("register?tab=claims", ".statement"),
    "timeline": ("register?tab=timeline", ".data tbody tr"),
    "due": ("register?tab=due", ".data tbody tr"),
    "briefing": ("register?tab=briefing&party=UZ", ".data tbody tr"),
    "conflicts": ("register?tab=conflicts", ".record-list"),
    "places": ("register?tab=map", ".page details"),
    "edit": ("register?tab=edit", "#draft-text"),
    "commitment": ("register?record=c-aktau", ".sheet .why-list"),
    "project": ("register?record=P13", ".sheet .why-list"),
    "partnership": ("register?record=i-shimane-smu", ".sheet article"),
    "no record": ("register?record=ZZ-1", ".sheet .state.failed"),
    "programmes": (f"programmes?{GIVEN}", ".verdict"),
    "footprint": (f"footprint?{PLAN}", ".two .bars"),
    "element": (f"footprint?{PLAN}&why=element:3", ".sheet .grade"),
    "network": ("network?subject=terminal:aktau.port", ".data .grade"),
    "link": ("network?subject=link:altynkol-khorgosgateway", ".data .grade"),
    "no fact": ("network?subject=ZZ9", ".state.empty"),
    "validation": ("validation", ".data"),
    "case": ("validation?why=case:VAL01:days", ".sheet .source"),
    "footprint lever": (f"footprint?{PLAN}&why=lever:L01", ".sheet, .two .bars"),
}

#: Texts and spoken attributes of elements in a language; choices too, though a closed list draws none of them.
SPOKEN = """(lang) => {
    const found = [];
    const own = (el) => el.closest("[lang]")?.getAttribute("lang") === lang;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const el = node.parentElement, text = node.textContent.trim();
        if (!text || el.closest("script, style, code, pre, textarea, .source [lang]") || !own(el)) continue;
        if (el.closest("option, title, desc") || el.getClientRects().length > 0) found.push(text);
    }
    const spoken = ["aria-label", "title", "placeholder", "alt"];
    for (const el of document.querySelectorAll(spoken.map((name) => `[${name}]`).join()))
        if (own(el)) found.push(...spoken.map((name) => el.getAttribute(name)).filter(Boolean));
    return [...found, document.title];
}"""

#: What stands in English and says so. Sources keep their titles, a draft its text, a fault the server's own sentence.
MARKED = """() => [...document.querySelectorAll("[lang=en]")].filter((one) => one.getClientRects().length > 0
    && !one.closest(".source, .quoted, q, .drafting, .drafts, .state details, header, option, datalist"))
    .map((one) => one.textContent.trim()).filter(Boolean)"""

#: A word of small Latin letters: no id (they hold points, colons, hyphens or digits), no unit, no name.
WORD = re.compile(r"(?<![\w.:/%@-])[a-z][a-z’']{2,}(?![\w:/@-]|\.\w)")
#: What stands so in every language: the command, a word of the file's name, an example of ids, the hash of the facts.
ALLOWED = re.compile(r"\bdaliz [a-z]+(?: [a-z]+)?|\baktau\b|\bdaliz\b|\b[0-9a-f]{12}\b|\bdwt\b|\btkm\b")


def english_in(texts):
    """The texts that hold an English word, as far as a machine can tell."""
    return sorted({text for text in texts if WORD.search(ALLOWED.sub(" ", text))})


#: A key of the catalogues that stands where its text should.
KEY = re.compile(r"\b(page|plan|register|footprint|programmes)\.[a-z_]+\.?[a-z_]*\b(?<!\.com)")
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def width_beyond(page, width):
    """By how many pixels a view is wider than a screen."""
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate("document.documentElement.scrollWidth") - width


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_speaks_its_language_shows_no_key_and_fits_the_screen(walk, settled, view, lang):
    address, wait = VIEWS[view]
    page = walk(address, wait=wait, lang=lang, width=WIDTHS[0])
    assert page.evaluate("document.documentElement.lang") == lang
    text = page.locator("body").inner_text()
    assert KEY.search(text) is None
    assert "undefined" not in text
    assert "NaN" not in text
    for width in WIDTHS:
        assert width_beyond(page, width) <= 0, width
    page.evaluate(OPEN_ALL)
    settled(page)
    texts = page.evaluate(SPOKEN, lang)
    assert len(texts) > 10
    if lang != "en":
        assert english_in(texts) == []
        assert page.evaluate(MARKED) == []


def test_a_view_that_does_not_fit_is_found(walk):
    page = walk("programmes", wait=".verdict")
    page.evaluate("document.querySelector('h1').style.width = '1000px'")
    assert [width_beyond(page, width) > 0 for width in WIDTHS] == [False, True, True]


@pytest.mark.parametrize("lang", OTHERS)
def test_the_forms_of_a_record_and_what_a_table_refuses_hold_no_english(walk, settled, lang):
    page = walk("register?record=c-aktau", wait=".sheet .why-list", lang=lang)
    page.locator(".sheet article > p > button").last.click()
    page.wait_for_selector(".sheet .row-form", state="attached")
    page.evaluate(OPEN_ALL)
    settled(page)
    texts = page.evaluate(SPOKEN, lang)
    assert len(page.locator(".sheet .row-form label").all()) > 20
    assert english_in(texts) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_drafts_and_their_forms_hold_no_english(open_view, lang):
    page = open_view("register?tab=edit", wait="#draft-text", lang=lang)
    page.fill(
        "#draft-text",
        "On 30 January 2026 the two sides signed a grant of JPY 719 million for scanners at Aktau.",
    )
    page.locator(".drafting button[type=submit]").first.click()
    page.wait_for_selector(".drafts li")
    assert page.locator(".drafts .words").first.get_attribute("lang") == "en"
    page.evaluate(OPEN_ALL)
    assert english_in(page.evaluate(SPOKEN, lang)) == []


def test_words_left_in_english_are_found(walk):
    """The control: a sentence, one word of a choice, a label and a quotation that does not say its language."""
    page = walk("programmes", wait=".verdict", lang="kk")
    before = english_in(page.evaluate(SPOKEN, "kk"))
    page.evaluate(
        """() => {
        document.querySelector("h1").append(" not a word of it");
        document.querySelector("select option").textContent = "high";
        document.querySelector("input").setAttribute("aria-label", "date of birth");
        const quoted = "<q>The paper said so</q><q lang=en>and this</q><code>that one</code>";
        document.querySelector(".verdict p").insertAdjacentHTML("beforeend", quoted);
    }"""
    )
    found = set(english_in(page.evaluate(SPOKEN, "kk"))) - set(before)
    assert found == {"not a word of it", "high", "date of birth", "The paper said so"}
