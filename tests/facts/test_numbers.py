"""Disputed numbers, services and scenarios: complete, with source or why, and without an invented weekday."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from daliz.errors import DataError, UnknownIdError
from daliz.io.scenarios import read_scenario, scenario_names
from daliz.io.tables import built_in_facts, read_table
from daliz.model.fact import Facts

LAYERS = [built_in_facts()]
TOOLS = Path(__file__).parents[2] / "tools"
RUNS = ("cn", "kz", "ru", "eu", "uz", "tr", "az", "jp", "kr", "ir", "mn")
DWELLS = (
    "yard.cn",
    "yard.1520",
    "yard.west",
    "border.cn-kz",
    "border.cn-other",
    "border.eu-1520",
    "border.ge-tr",
    "border.tr-eu",
    "border.inner",
    "border.union",
    "border.schengen",
    "border.eu-other",
    "border.ir",
    "gauge.cn",
    "gauge.eu",
    "gauge.akhalkalaki",
    "gauge.ir",
    "gauge.other",
    "port.caspian",
    "port.blacksea",
    "port.deepsea",
    "port.shortsea",
    "terminal.rail",
    "terminal.road",
    "door",
)


def quantities():
    from daliz.io.corridor import read_quantities

    return read_quantities(LAYERS)


def test_every_class_that_the_planner_asks_for_has_a_number_and_a_spread():
    facts = Facts.of(quantities())
    on = date(2026, 12, 1)
    for c in RUNS:
        assert facts.get(f"class:run.{c}", "speed", on).unit == "km/h"
        assert facts.value(f"class:run.{c}", "log_sd", on) > 0
    for c in DWELLS:
        assert facts.value(f"class:{c}", "dwell", on) >= 0
        assert facts.value(f"class:{c}", "log_sd", on) > 0
    for c in ("main", "caspian", "blacksea", "short"):
        assert facts.value(f"class:sea.{c}", "speed", on) > 0
    with pytest.raises(UnknownIdError, match=r"class:yard\.1520"):
        facts.get("class:yard.1521", "dwell", on)


def test_classes_in_use_anywhere_have_their_numbers():
    facts = Facts.of(quantities())
    used = {r["run_class"] for r in read_table("countries", LAYERS) if r["run_class"]}
    used |= {r["dwell_class"] for r in read_table("border_crossings", LAYERS)}
    used |= {r["dwell_class"] for r in read_table("terminals", LAYERS)}
    used |= {r["run_class"] for r in read_table("services", LAYERS) if r["mode"] in {"sea", "ferry"}}
    known = {subject for subject, quantity in facts.by_key if quantity in {"dwell", "speed"}}
    assert {f"class:{c}" for c in used} - known == set()


def test_an_assumption_has_its_why_and_a_number_between_its_bounds():
    for q in quantities():
        assert q.grade not in {"assumed", "computed"} or q.note, f"{q.where} {q.subject} {q.quantity}"
        assert q.low is None or q.low <= q.value <= (q.high if q.high is not None else q.value), q.where


def test_the_state_of_march_2026_holds_on_until_another_is_known():
    facts = Facts.of(quantities())
    assert facts.value("class:port.caspian", "dwell_factor", date(2025, 6, 1), 1.0) == 1.0
    assert facts.value("class:port.caspian", "dwell_factor", date(2026, 3, 1), 1.0) == 3.0
    assert facts.value("class:port.caspian", "dwell_factor", date(2029, 1, 1), 1.0) == 1.5


def test_a_weekday_stands_only_where_a_source_names_it():
    named = [r for r in read_table("services", LAYERS) if r["weekdays"]]
    assert [(r["service"], r["weekdays"]) for r in named] == [("poti-baku-train-2014", ("tue", "sat"))]
    assert all(r["timetable_grade"] not in {"assumed", "computed"} for r in named)


def test_an_assumed_timetable_says_so():
    for r in read_table("services", LAYERS):
        if r["source_id"] == "daliz":
            assert r["timetable_grade"] in {"assumed", "computed"}, r["service"]
            assert r["note"], r["service"]


def test_each_line_over_the_caspian_serves_booked_and_unbooked_boxes():
    slots = {}
    for r in read_table("services", LAYERS):
        if r["run_class"] == "sea.caspian" and "container" in r["cargo"]:
            slots.setdefault((r["from_terminal"], r["to_terminal"], r["mode"]), set()).add(r["slot"])
    assert slots
    assert all(found == {"needed", "without"} for found in slots.values())


def test_services_stand_within_five_hundred_rows():
    assert 300 < len(read_table("services", LAYERS)) < 500


def test_every_row_of_another_model_stays_out():
    texts = [r["note"] or "" for name in ("rates", "quantities") for r in read_table(name, LAYERS)]
    assert not any("DisruptSC" in t for t in texts)
    assert {r["observation"] for r in read_table("observations", LAYERS)}.isdisjoint(
        {f"C{n}" for n in range(113, 127)}
    )
    assert "E27" not in {r["event"] for r in read_table("events", LAYERS)}


def test_doubtful_prices_are_kept_but_not_chosen():
    chosen = {r["rate"] for r in read_table("rates", LAYERS) if r["chosen"]}
    kept = {r["rate"] for r in read_table("rates", LAYERS)}
    for rate in ("C001", "C057", "C061", "C100"):
        assert rate in kept - chosen
    assert {"C015", "C016", "C018", "C098"}.isdisjoint(
        kept
    )  # no origin, out of line, per TEU as printed: observations only


def test_series_of_unlike_scope_never_share_a_tag():
    scope = {r["volume"]: r["scope"] for r in read_table("volumes", LAYERS)}
    assert scope["V006"] == "titr-ministry"
    assert scope["V018"] == "titr-seaports"
    assert scope["V017"] == "titr-seaports"
    assert scope["V002"] == scope["V006"]


def test_every_observation_that_is_read_names_its_formula():
    fit = {r["observation"]: r["fit"] for r in read_table("observations", LAYERS) if r["fit"]}
    assert fit == {r["observation"]: r["formula"] for r in read_table("fit_readings", LAYERS)}


def test_weights_of_a_formula_add_up_to_one():
    sums = {}
    for r in read_table("fit_formulas", LAYERS):
        sums[r["formula"]] = sums.get(r["formula"], 0) + r["weight_share"]
    assert all(total == pytest.approx(1) for total in sums.values())


SCENARIOS = [
    "aktau-storm-month",
    "base",
    "calm-2025",
    "congested-2022",
    "hormuz-suez-open",
    "kazakhstan-shut",
    "low-caspian",
    "no-block-trains-2023",
    "northern-shut",
    "projects-2030",
    "red-sea-shut",
]


def test_the_named_scenarios_are_there_in_two_languages_with_a_why():
    assert scenario_names() == SCENARIOS
    for name in SCENARIOS:
        s = read_scenario(name)
        assert s.titles["en"]
        assert s.titles["ru"]
        assert s.why
        assert all(f.note for f in s.facts)
        assert all(x.why for x in s.states)


def test_a_scenario_takes_over_and_its_own_word_comes_last():
    s = read_scenario("congested-2022")
    assert s.extends == ("no-block-trains-2023", "calm-2025", "base")
    last = [f for f in s.facts if (f.subject, f.quantity) == ("class:port.caspian", "dwell_factor")]
    assert [f.value for f in last] == [1.0, 1.5]
    assert Facts.of(s.facts).value("class:port.caspian", "dwell_factor", date(2022, 9, 1)) == 1.5


def test_regimes_name_scenarios_that_exist():
    assert {r["scenario"] for r in read_table("regimes", LAYERS)} <= set(SCENARIOS)


def written(folder, name, text):
    path = folder / "scenarios" / name / "scenario.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


HEAD = 'title_en = "T"\ntitle_ru = "Т"\nwhy = "test"\nextends = "base"\n'


def test_a_users_scenario_wins_over_the_built_in(tmp_path):
    written(tmp_path, "base", HEAD.replace('extends = "base"', 'as_of = "2027-01-02"\nprice_year = 2027'))
    assert read_scenario("base", [tmp_path]).as_of == date(2027, 1, 2)


def test_an_unknown_scenario_names_the_nearest():
    with pytest.raises(UnknownIdError, match="Did you mean 'calm-2025'"):
        read_scenario("calm-2024")


def test_an_unknown_parent_names_the_file(tmp_path):
    written(tmp_path, "own", HEAD.replace('"base"', '"bass"'))
    with pytest.raises(UnknownIdError, match=r"scenarios/own/scenario\.toml:extends.*'base'"):
        read_scenario("own", [tmp_path])


def test_scenarios_in_a_ring_are_an_error(tmp_path):
    written(tmp_path, "one", HEAD.replace('"base"', '"two"'))
    written(tmp_path, "two", HEAD.replace('"base"', '"one"'))
    with pytest.raises(DataError, match="one > two > one is a ring"):
        read_scenario("one", [tmp_path])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('titel = "x"\n', r"own/scenario\.toml:titel: there is no such key\. Did you mean 'title_"),
        (
            '[[facts]]\nsubject = "class:door"\nquantity = "dwell"\nvalue = 1\nunit = "h"\n',
            r"facts\[1\]:why: it is missing",
        ),
        (
            '[[facts]]\nsubject = "class:door"\nquantity = "dwell"\nvalue = "1"\nunit = "h"\nwhy = "x"\n',
            r"facts\[1\]:value: found '1'",
        ),
        (
            '[[facts]]\nsubject = "class:door"\nquantity = "dwell"\nvalue = nan\nunit = "h"\nwhy = "x"\n',
            r"facts\[1\]:value: found nan",
        ),
        (
            '[[facts]]\nsubject = "class:door"\nquantity = "dwell"\nvalue = 1\nunit = "hh"\nwhy = "x"\n',
            r"facts\[1\]:unit: unknown unit 'hh'",
        ),
        (
            '[[states]]\nsubject = "passage:suez"\nstate = "close"\nwhy = "x"\n',
            r"states\[1\]:state: found 'close'\. Did you mean 'closed'",
        ),
        ('[states]\nsubject = "passage:suez"\n', r"states: found one table\. Write \[\[states\]\]"),
        ("as_of = 5\n", r"as_of: found 5"),
        ("[[facts]\n", r"own/scenario\.toml: .*Correct the TOML"),
    ],
)
def test_a_fault_of_a_scenario_names_file_and_key(tmp_path, text, message):
    written(tmp_path, "own", HEAD + text)
    with pytest.raises(DataError, match=message):
        read_scenario("own", [tmp_path])


@pytest.fixture(scope="module")
def timetables():
    spec = importlib.util.spec_from_file_location("numbers_timetables", TOOLS / "numbers_timetables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_a_source_says_of_a_timetable_stands_in_the_services(timetables):
    services = {r["service"]: r for r in read_table("services", LAYERS)}
    for name, said in timetables.PUBLISHED.items():
        row = services[name]
        assert row["source_id"] == said["source_id"] != "daliz", name
        assert (row["gap_h"], row["timetable"], row["note"]) == (
            said["gap_h"],
            said["timetable"],
            said["note"],
        )
    assert len(timetables.PUBLISHED) > 70


def test_a_published_line_that_is_no_service_is_refused(timetables):
    with pytest.raises(KeyError, match="kuryk-alat-ferry"):
        timetables.published([{"service": "aktau-alat-feeder"}])
