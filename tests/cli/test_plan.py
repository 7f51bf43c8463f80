"""``daliz plan`` and ``daliz compare`` from the outside: what they print, where, and how they leave."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from daliz.cli.main import main

ASK = ["--containers", "2x40HC", "--ready", "2026-12-01"]


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")

    def go(*arguments):
        with pytest.raises(SystemExit) as left:
            main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return left.value.code, out, err

    return go


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    path = tmp_path_factory.mktemp("plans") / "plan.json"
    with pytest.raises(SystemExit):
        main(["plan", "Kobe", "Almaty", *ASK, "--save", str(path)])
    return path


# ---------------------------------------------------------------- tables
@pytest.mark.parametrize("columns", [80, 100, 140])
@pytest.mark.parametrize("lang", ["en", "ru", "kk", "ja"])
def test_tables_fit_the_terminal(run, monkeypatch, columns, lang):
    monkeypatch.setenv("COLUMNS", str(columns))
    status, out, _ = run(
        "plan", "Almaty", "Poti", *ASK, "--deadline", "2027-02-01", "--explain", "--lang", lang
    )
    assert status == 0
    assert max(cell_len(line) for line in out.splitlines()) <= columns
    assert "\x1b" not in out


def test_a_wide_line_would_be_seen():
    assert cell_len("神" * 41) > 80


def test_the_first_table_says_what_was_asked_and_what_was_assumed(run):
    _, out, _ = run("plan", "神戸", "Алматы", *ASK)
    assert out.startswith("Kobe → Almaty\n")
    assert "No weight was given: 40 t assumed" in out
    assert "fastest" in out
    assert "more with --all" in out


def test_without_a_day_the_plan_uses_today_and_prints_it(run):
    from datetime import UTC, datetime

    _, out, _ = run("plan", "Almaty", "Tashkent", "--containers", "1x40", "--csv")
    assert out.startswith("option,")
    _, out, _ = run("plan", "Almaty", "Tashkent", "--containers", "1x40", "--json")
    assert json.loads(out)["query"]["ready"] == datetime.now(tz=UTC).date().isoformat()  # noqa: TID251 - what the command reads


def test_short_amounts_are_written_in_thousands_or_millions_as_the_language_does(run):
    few = ["plan", "Almaty", "Poti", *ASK]
    many = [*few, "--containers", "400x40HC"]
    assert re.search(r" \d\.\dk–\d+\.\dk", run(*few)[1])
    assert re.search(r" \d\.\dM–\d\.\dM", run(*many)[1])
    assert re.search(r" \d,\dM–\d,\dM", run(*many, "--lang", "ru")[1])


def test_the_question_is_never_broken_inside_one_of_its_parts(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    head = run("plan", "Almaty", "Duisburg", *ASK)[1].split("\n\n")[0].splitlines()
    assert head[1:] == [
        "2x40HC, 40 t · ready 1 December 2026 · door to door · scenario base",
        "prices of 2026",
    ]


def test_names_and_words_follow_the_language(run):
    _, out, _ = run("plan", "Kobe", "Almaty", *ASK, "--lang", "ru")
    assert out.startswith("Кобе → Алматы\n")
    assert "быстрее всех" in out


def test_explain_names_grades_sources_notes_and_what_was_not_checked(run):
    _, out, _ = run("plan", "Kobe", "Almaty", *ASK, "--explain")
    for said in ("● official", "◌ assumed", "why so uncertain", "bill of lading", "not checked", "[daliz]"):
        assert said in out


def test_cooled_boxes_and_dangerous_goods_are_said_to_be_unchecked(run):
    _, out, _ = run(
        "plan", "Kobe", "Almaty", "--containers", "1x40RF", "--dangerous", "--ready", "2026-12-01"
    )
    assert "Cooled boxes: whether" in out
    assert "Dangerous goods: whether" in out
    _, plain, _ = run("plan", "Kobe", "Almaty", *ASK)
    assert "Cooled" not in plain
    assert "Dangerous" not in plain


def test_all_shows_every_option(run):
    _, few, _ = run("plan", "Kobe", "Almaty", *ASK)
    _, everything, _ = run("plan", "Kobe", "Almaty", *ASK, "--all")
    assert len(everything) > len(few)
    assert "more with --all" not in everything


def test_colour_marks_warnings_only_and_can_be_switched_off(run, monkeypatch, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("subject,listed_by,source\ncountry:CN,Somebody,a list\n", encoding="utf-8")
    colours = ("\x1b[33m", "\x1b[31m", "\x1b[32m", "\x1b[34m")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    _, plain, _ = run("plan", "Kobe", "Almaty", *ASK)
    assert not any(c in plain for c in colours)
    _, warned, _ = run("plan", "Kobe", "Almaty", *ASK, "--sanctions", path)
    assert "\x1b[33m" in warned
    monkeypatch.setenv("NO_COLOR", "1")
    _, quiet, _ = run("plan", "Kobe", "Almaty", *ASK, "--sanctions", path)
    assert not any(c in quiet for c in colours)


# ---------------------------------------------------------------- files
def test_files_are_written_and_read_back(run, saved, tmp_path):
    html, geo = tmp_path / "p.html", tmp_path / "p.geojson"
    status, _, err = run("plan", "--again", saved, "--html", html, "--geojson", geo)
    assert status == 0
    assert "those of the saved plan" in err
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads(geo.read_text(encoding="utf-8"))["features"]


def test_a_leg_is_kept_and_another_replaced(run, saved):
    plan = json.loads(saved.read_text(encoding="utf-8"))
    leg = next(x for x in plan["options"][2]["legs"] if x["mode"] == "sea")
    _, out, _ = run("plan", "--again", saved, "--pin", f"3:{leg['number']}", "--json")
    for o in json.loads(out)["options"]:
        assert leg["service"] in [x["service"] for x in o["legs"]]
    _, out, _ = run("plan", "--again", saved, "--replace", f"3:{leg['number']}", "--json")
    for o in json.loads(out)["options"]:
        assert leg["service"] not in [x["service"] for x in o["legs"]]


def test_the_latest_day_is_printed(run):
    status, out, err = run("plan", "Almaty", "Tashkent", *ASK, "--arrive-by", "2027-01-20@0.9", "--json")
    assert status == 0
    assert err.startswith("Ready on ")
    found = json.loads(out)
    assert found["query"]["deadline"] == "2027-01-20"
    assert max(o["on_time_share"] for o in found["options"]) >= 0.9


def test_a_batch_prints_rows_and_reports_the_bad_ones(run, tmp_path):
    path = tmp_path / "b.csv"
    path.write_text("from,to\nAlmaty,Tashkent\nAlmaty,Xyzzyville\n", encoding="utf-8")
    status, out, err = run("plan", "--batch", path, *ASK)
    assert status == 4
    assert out.splitlines()[1].startswith("2,2,Almaty,Tashkent,2026-12-01,1,")
    assert err.startswith("b.csv:3: No place is called 'Xyzzyville'.")
    status, out, err = run("plan", "--batch", path, *ASK, "--json")
    assert [f["line"] for f in json.loads(out)["faults"]] == [3]


def test_sanctions_warn_and_remove_nothing(run, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("subject,listed_by,source\ncountry:CN,Somebody,a list\n", encoding="utf-8")
    _, before, _ = run("plan", "Kobe", "Almaty", *ASK, "--csv")
    _, after, _ = run("plan", "Kobe", "Almaty", *ASK, "--csv", "--sanctions", path)
    assert len(before.splitlines()) == len(after.splitlines())
    _, out, _ = run("plan", "Kobe", "Almaty", *ASK, "--sanctions", path)
    assert "listed: China is listed by Somebody" in out


def test_a_saved_question_is_asked_anew_in_part(run, saved):
    _, out, err = run("plan", "--again", saved, "--ready", "2026-12-08", "--avoid-transit", "RU", "--json")
    assert "Asked anew: avoid_transit, ready." in err
    query = json.loads(out)["query"]
    assert (query["ready"], query["avoid_transit"]) == ("2026-12-08", ["country:RU"])
    assert query["cargo"]["containers"] == "2x40HC"
    _, out, _ = run("plan", "--again", saved, "--containers", "1x20", "--json")
    assert json.loads(out)["query"]["cargo"]["containers"] == "1x20"


def test_the_shell_completes_places_and_scenarios(run, monkeypatch):
    monkeypatch.setenv("_DALIZ_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "daliz plan Alma")
    monkeypatch.setenv("COMP_CWORD", "2")
    _, out, _ = run()
    assert "plain,Almaty" in out.splitlines()
    monkeypatch.setenv("COMP_WORDS", "daliz plan Almaty Kobe --scenario nor")
    monkeypatch.setenv("COMP_CWORD", "5")
    _, out, _ = run()
    assert out.splitlines() == ["plain,northern-shut"]


# ---------------------------------------------------------------- compare
def test_scenarios_stand_side_by_side(run):
    status, out, _ = run("compare", "Kobe", "Almaty", *ASK, "--scenarios", "base,northern-shut")
    assert status == 0
    assert "northern-shut" in out
    assert "every side meets the same luck" in out
    assert max(cell_len(line) for line in out.splitlines()) <= 80
    _, out, _ = run("compare", "Kobe", "Almaty", *ASK, "--scenarios", "base,base", "--json")
    assert json.loads(out)["sides"][1]["difference"]["too_small_to_tell"] is True


def test_options_and_plans_stand_side_by_side(run, saved):
    status, out, _ = run("compare", saved, "--options", "1,3", "--json")
    assert status == 0
    assert [s["name"] for s in json.loads(out)["sides"]] == ["1", "3"]
    status, _, _ = run("compare", saved, saved)
    assert status == 0


# ---------------------------------------------------------------- faults
FAULTS = [
    (["plan", "Almatty", "Kobe", *ASK], 2, "Did you mean Almaty"),
    (["plan", "Almaty", "ALMATY", *ASK], 2, "begins and ends at Almaty"),
    (["plan", "Almaty"], 2, "FROM and TO are needed"),
    (["plan", "Almaty", "Kobe"], 2, "No cargo is given"),
    (["plan", "Almaty", "Kobe", "--tonnes", "nan"], 2, "weighs nan t"),
    (["plan", "Almaty", "Kobe", "--tonnes", "5e-324"], 2, "at least 0.001 t"),
    (["plan", "Almaty", "Kobe", "--tonnes", "-3"], 2, "at least 0.001 t"),
    (["plan", "Almaty", "Kobe", "--tonnes", "inf"], 2, "weighs inf t"),
    (["plan", "Almaty", "Kobe", "--wagons", "99999"], 2, "at most 1,000,000 t"),
    (["plan", "Almaty", "Kobe", "--containers", "1x40", "--ready", "9999-12-31"], 2, "2000 to 2100"),
    (
        ["plan", "Almaty", "Kobe", *ASK, "--require", "RU", "--avoid", "ru"],
        2,
        "both required and to be avoided",
    ),
    (["plan", "Almaty", "Kobe", "--containers", "2x41"], 2, "no container type '41'"),
    (["plan", "Almaty", "Kobe", "--containers", "boxes"], 2, "no number of containers"),
    (["plan", "Almaty", "Kobe", "--containers", "1x40", "--ready", "tomorrow"], 2, "tomorrow"),
    (["plan", "Almaty", "Kobe", "--containers", "1x40", "--ready", "2026-02-30"], 2, "2026-02-30"),
    (["plan", "Almaty", "Kobe", *ASK, "--deadline", "2026-11-01"], 2, "before the cargo is ready"),
    (["plan", "Almaty", "Kobe", *ASK, "--avoid", "KZ"], 2, "--avoid-transit"),
    (["plan", "Almaty", "Kobe", *ASK, "--avoid", "atlantis"], 2, "'atlantis'"),
    (["plan", "Almaty", "Kobe", *ASK, "--lang", "de"], 2, "'de'"),
    (["plan", "Almaty", "Kobe", *ASK, "--scenario", "bas"], 4, "'base'"),
    (["plan", "Almaty", "Kobe", *ASK, "--facts", "/no/such"], 4, "no such folder"),
    (["plan", "Almaty", "Kobe", *ASK, "--explain", "--option", "9999"], 2, "no option 9999"),
    (["plan", "Almaty", "Kobe", *ASK, "--html", "/no/such/p.html"], 2, "no folder"),
    (["plan", "Almaty", "Kobe", *ASK, "--arrive-by", "2026-12-02"], 3, "not in 90%"),
    (["plan", "Almaty", "Kobe", *ASK, "--avoid", "mode:sea", "--avoid", "mode:ferry"], 3, "No chain joins"),
    (["plan", "--again", "/no/such.json"], 4, "cannot be read"),
    (["plan", "--batch", "/no/such.csv"], 4, "cannot be read"),
    (["plan", "Almaty", "Kobe", *ASK, "--sanctions", "nobody"], 4, "no sanctions profile"),
    (["plan", "Almaty", "Kobe", "--wagons", "many"], 2, "many"),
    (["plan", "Almaty", "Kobe", *ASK, "--json", "--csv"], 2, "--json and --csv"),
    (
        ["plan", "Almaty", "Kobe", *ASK, "--arrive-by", "2027-02-01", "--pin", "1:1"],
        2,
        "--arrive-by and --pin",
    ),
    (["plan", "Almaty", "Kobe", "--batch", "b.csv"], 2, "--batch and FROM"),
    (["compare", "Almaty", "Kobe", *ASK], 2, "Nothing to compare"),
    (["compare", "Almaty", "Kobe", *ASK, "--scenarios", "base"], 2, "One scenario"),
    (["compare", "/no/such.json", "--options", "1,2"], 4, "cannot be read"),
]


@pytest.mark.parametrize(
    ("arguments", "status", "said"), FAULTS, ids=lambda x: " ".join(x) if isinstance(x, list) else None
)
def test_a_fault_is_told_on_stderr_with_its_status_and_without_a_traceback(run, arguments, status, said):
    left, out, err = run(*arguments)
    assert left == status
    assert said in err
    assert "Traceback" not in err
    assert out == ""


# ---------------------------------------------------------------- a folder of one's own
def test_the_tutorials_sailing_and_quote_stand_in_the_legs_of_the_plan(run):
    """Four dated sailings: some shipments come after the last, and the means are of those that catch one."""
    folder = Path(__file__).parents[2] / "examples" / "my_facts"
    ask = ["plan", "aktau", "baku", "--containers", "2x40HC", "--ready", "2026-12-03", "--facts", folder]
    status, out, err = run(*ask, "--explain", "--option", "2")
    assert (status, err) == (0, "")
    wait = next(line for line in out.splitlines() if "wait for departure Aktau [my-agent]" in line)
    assert float(wait.split()[-1]) > 1
    assert "sea freight [my-agent]" in out
    without = run("plan", "aktau", "baku", "--containers", "2x40HC", "--ready", "2026-12-03")[1]
    assert "my-agent" not in without
