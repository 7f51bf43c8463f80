"""No English is left in an answer told in another language: runs of Latin words are ids, names or titles, or a fault.

Ids stand as they are in every language; so do titles of sources, names of services in a language that has none, and
notes of facts tables (decision 0115). What a test takes away before it looks is written at the test.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from rich.console import Console

from daliz import __version__
from daliz.app.account_footprint import account_chain_of
from daliz.app.compare_plans import compare_scenarios
from daliz.app.network_gaps import network_gaps
from daliz.app.plan_answer import Answer
from daliz.app.plan_answer import plan as plan_of
from daliz.app.plan_output import document_html
from daliz.app.plan_request import Request
from daliz.app.plan_words import PlanWords
from daliz.cli.compare_tables import print_comparison
from daliz.cli.network import command as network
from daliz.cli.network_tables import print_gaps
from daliz.cli.plan_tables import explain_option, print_plan
from daliz.cli.validate import print_validation
from daliz.io.answers import read_answer
from daliz.io.scenarios import read_scenario, scenario_names
from daliz.io.tables import built_in_facts, read_table
from daliz.model.plan import Range
from daliz.model.validation import CaseResult, Measure, Summary, Validation
from daliz.words import tell
from daliz.words.catalogue import read_catalogue

OTHERS = ("ru", "kk", "ja")
#: Three or more Latin words with nothing but spaces and commas between them; ids and units are no words.
RUN = re.compile(r"(?<![\w./:=-])[A-Za-z][a-z'’]+(?:,? +[A-Za-z]?[a-z'’]+){2,}(?![\w/:=-])")
#: What no language translates: commands.
PROPER = re.compile(r"\bdaliz(?: [a-z]+)+")


def english_in(text: str, taken: Iterable[str] = ()) -> list[str]:
    """Return the runs of three or more Latin words; ``taken`` are texts that stand as they are."""
    for one in sorted({t for t in taken if t}, key=len, reverse=True):
        text = re.sub(r"\s+".join(re.escape(word) for word in one.split()), " ", text)
    flat = re.sub(r"\[[\w.-]+\]", " ", PROPER.sub(" ", text))
    return RUN.findall(
        re.sub(r"\s{2,}|\n", " | ", flat.replace("\u00a0", " "))
    )  # columns and lines stand apart


def console() -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(file=out, width=400, highlight=False), out


def as_they_stand(answer: Answer, lang: str) -> set[str]:
    """Return titles and publishers of sources, and names of services in a language that has none."""
    found = {
        str(s[k])
        for ident, s in answer.document["sources"].items()
        for k in ("publisher", "title")
        if s[k] and ident != "daliz"
    }
    for option in answer.document["options"]:
        for leg in option["legs"]:
            names = leg["service_names"] or {}
            if not names.get(lang):
                found.add(names.get("en", ""))
    return found


QUESTIONS = {
    "sea and rail": {"origin": "kobe", "destination": "almaty", "containers": "2x40HC"},
    "the Caspian, no slot": {
        "origin": "almaty", "destination": "poti", "containers": "40x40RF", "slot": False,
        "require": ("aktau",),
    },
    "far from hubs": {"origin": "dushanbe", "destination": "Goris", "containers": "1x20"},
    "a point, dangerous": {
        "origin": "43.1,68.2", "destination": "Alexandria", "tonnes": 50.0, "deadline": date(2027, 3, 1),
    },
}  # fmt: skip


@pytest.fixture(scope="module", params=QUESTIONS, ids=list(QUESTIONS))
def answer(request: pytest.FixtureRequest) -> Answer:
    return plan_of(**QUESTIONS[request.param], ready=date(2026, 12, 1), sanctions="example")


@pytest.mark.parametrize("lang", OTHERS)
def test_a_plan_is_told_without_english(answer: Answer, lang: str) -> None:
    out, printed = console()
    words = PlanWords(answer.document, lang)
    print_plan(out, words, everything=True)
    explain_option(out, words, answer.document["options"][0])
    assert english_in(printed.getvalue(), as_they_stand(answer, lang)) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_the_page_of_a_plan_is_told_without_english(answer: Answer, lang: str) -> None:
    page = re.sub(
        r"<style>.*?</style>|<[^>]+>", "\n", document_html(answer.document, 1, lang), flags=re.DOTALL
    )
    notices = set(str(answer.document["licences"]).split(". "))
    lines = [line for line in page.split("\n") if line.strip() not in notices]
    found = [e for line in lines for e in english_in(line, as_they_stand(answer, lang) | notices)]
    assert found == []


@pytest.mark.parametrize("lang", OTHERS)
def test_a_comparison_is_told_without_english(lang: str) -> None:
    asked = Request(origin="kobe", destination="almaty", ready=date(2026, 12, 1), containers="2x40HC")
    found = compare_scenarios(asked, ["base", "kazakhstan-shut", "red-sea-shut"])
    out, printed = console()
    print_comparison(out, found, lang)
    assert english_in(printed.getvalue()) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_why_there_is_no_plan_is_told_without_english(lang: str) -> None:
    asked = Request(
        origin="kobe", destination="almaty", ready=date(2026, 12, 1), wagons=3, require=("aktau",)
    )
    found = compare_scenarios(asked, ["base", "northern-shut"])
    told = [tell(lang, note) for side in found.sides for note in side.reason]
    assert told
    assert english_in(" ".join(told)) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_a_footprint_with_its_levers_is_told_without_english(lang: str) -> None:
    legs = [
        {
            "kind": "leg",
            "id": "a",
            "mode": "sea",
            "from": "kobe",
            "to": "shanghai",
            "distance_km": 1400,
        },
        {"kind": "hub", "id": "h", "place": "shanghai", "operation": "transshipment", "country": "CN"},
        {
            "kind": "leg",
            "id": "b",
            "mode": "rail",
            "from": "shanghai",
            "to": "almaty",
            "distance_km": 5000,
        },
    ]
    chain = {"id": "c", "title": "c", "mass_t": 20, "containers_count": 1, "elements": legs}
    report = account_chain_of(chain, levers=True, carbon_price="wb-hlccp")
    page = re.sub(r"<style>.*?</style>|<[^>]+>", "\n", report.to_html(lang), flags=re.DOTALL)
    data = report.to_dict()
    published = [f for f in data["factors"] if "licence" in f]
    named = {str(v) for f in published for v in (*f["names"].values(), f["licence"])}  # names of source rows
    assert english_in(page, named) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_gaps_of_the_network_are_told_without_english(lang: str) -> None:
    out, printed = console()
    print_gaps(out, network_gaps(), lang, limit=None)
    lines = [
        line for line in printed.getvalue().split("\n") if not line.startswith("    ") or "  " in line[4:]
    ]
    assert english_in("\n".join(lines)) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_statistics_of_the_network_are_told_without_english(lang: str) -> None:
    found = CliRunner().invoke(network, ["stats", "--lang", lang], env={"COLUMNS": "400"})
    assert found.exit_code == 0
    ids = {r["place"] for r in read_table("places", [built_in_facts()])}
    text = re.sub(rf"\b(?:{'|'.join(sorted(ids))})\b", "·", found.output)
    assert english_in(text) == []


# ---------------------------------------------------------------- tables with names
@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("corridors", ("name",)),
        ("passages", ("name",)),
        ("countries", ("name",)),
        ("levers", ("name",)),
        ("carbon_prices", ("name",)),
        ("planner_levers", ("name", "maker")),
        ("programme_rules", ("text",)),
    ],
)
def test_what_the_tables_name_is_named_in_all_languages(table: str, columns: tuple[str, ...]) -> None:
    rows = read_table(table, [built_in_facts()])
    empty = [(r, c) for r in rows for c in columns for lang in OTHERS if not r[f"{c}_{lang}"]]
    assert empty == []


def test_scenarios_have_titles_and_whys_in_all_languages() -> None:
    for name in scenario_names():
        found = read_scenario(name)
        assert set(found.titles) == {"en", *OTHERS}, name
        assert set(found.why_in) == {"en", *OTHERS}, name
        assert all({lang for lang, _ in s.whys} == set(OTHERS) for s in found.states), name


def test_catalogues_hold_no_english_in_other_languages() -> None:
    found = {
        (lang, key): runs
        for lang in OTHERS
        for key, pattern in read_catalogue(lang).items()
        if (runs := english_in(re.sub(r"\{\w+\}", " ", pattern)))
    }
    assert found == {}


# ---------------------------------------------------------------- can the check fail
def test_a_planted_english_note_is_caught(answer: Answer) -> None:
    planted = json.loads(json.dumps(answer.document))
    planted["warnings"].append({"key": "note.quoted", "values": {"words": "the port will surely be late"}})
    out, printed = console()
    print_plan(out, PlanWords(planted, "ja"), everything=False)
    assert english_in(printed.getvalue(), as_they_stand(answer, "ja")) == ["the port will surely be late"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("порт закрыт, the box waits its turn", ["the box waits its turn"]),
        ("Wagons go by rail", ["Wagons go by rail"]),
        ("2x40HC, 40 t · AD Ports, AZCON", []),
        ("corridor:middle-poti aktau.port class:border.cn-kz", []),
        ("[trend-2024-3] Kobe ~ Shanghai", []),
    ],
)
def test_english_is_told_from_ids(text: str, found: list[str]) -> None:
    assert english_in(text) == found


@pytest.mark.parametrize("lang", OTHERS)
def test_the_frame_of_a_validation_is_told_without_english(lang: str) -> None:
    model = Range(p10=12.0, p50=17.0, p90=24.0)
    measure = Measure(published=17.0, low=None, high=None, model=model)
    case = CaseResult(
        val_id="V1", kind="observed", status="counted", reading="a to b", reason=None, used_in_fit=True,
        days=measure, usd=measure, days_left_out=replace(measure, bound="at most"),
    )  # fmt: skip
    score = Summary(n_count=1, coverage_share=1.0, median_abs_rel_error_share=0.0, median_p90_over_p10=2.0)
    statuses = ("counted", "lower bound", "reported", "not expressible")
    found = Validation(
        cases=tuple(replace(case, status=status) for status in statuses),
        days=score, usd=score, by_kind={}, lower_bounds_count=1, at_or_below_p50_share=1.0,
    )  # fmt: skip
    out, printed = console()
    print_validation(out, found, lang)
    assert english_in(printed.getvalue(), ["a to b"]) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_how_cases_were_read_and_why_not_is_told_without_english(lang: str) -> None:
    kept = read_answer("validation", __version__)
    assert kept is not None
    for case in kept["result"]["cases"]:
        notes = [*([case["told"]] if case["told"] else []), *case["remarks"], *case["reason_told"]]
        assert notes, case["val_id"]
        assert english_in(" | ".join(tell(lang, one) for one in notes), ["kn no calls"]) == []
