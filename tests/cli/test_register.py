"""The register's commands answer in the terminal, in every language, and every act of the interview runs."""

from __future__ import annotations

import importlib.util
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from daliz.app.read_interview import NOT_YET, read_the_interview
from daliz.cli.main import cli
from daliz.errors import DataError
from daliz.words import LANGUAGES


@pytest.fixture(autouse=True)
def workspace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keep the tests off the user's own workspace."""
    path = tmp_path / "own.sqlite"
    monkeypatch.setenv("DALIZ_WORKSPACE", str(path))
    return path


def run(line: str) -> str:
    result = CliRunner().invoke(cli, shlex.split(line), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


STATEMENTS = read_the_interview().interview.statements
ACTS = sorted({s.act for s in STATEMENTS if s.act != NOT_YET})


@pytest.mark.parametrize("act", ACTS)
def test_the_command_under_a_statement_runs(act: str) -> None:
    name = shlex.split(act)[1]
    if importlib.util.find_spec(f"daliz.cli.{name}") is None:
        pytest.skip(f"daliz {name} is not there yet: {act}")
    assert run(act.removeprefix("daliz "))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_interview_shows_five_questions_and_every_statement(lang: str) -> None:
    shown = run(f"register read interview --lang {lang}")
    assert [s.id for s in STATEMENTS if f"\n{s.id} " not in shown] == []
    assert all(f"\n{n}. " in shown for n in range(1, 6))


def test_where_no_command_acts_the_interview_says_not_yet() -> None:
    assert {s.id for s in STATEMENTS if s.act == NOT_YET} == {"s23", "s40", "s47"}
    assert run("register read interview").count("→ not yet") == 3


def test_the_growth_of_learners_the_test_record_and_the_common_position_carry_their_verdicts() -> None:
    verdicts = {s.id: s.verdict for s in STATEMENTS}
    assert verdicts["s34"] == "contradicted over the long run"
    assert verdicts["s35"] == "not verified"
    assert verdicts["s38"] == "partly contradicted"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "line",
    [
        "register list", "register list --theme stability", "register show c-aktau", "register search Aktau",
        "register timeline --from 2024", "register due --as-of 2026-10-01", "register conflicts",
        "register trade", "register forum", "register themes", "programmes list", "programmes compare",
        "programmes learners", "programmes find --birth-date 1995-05-01",
    ],
)  # fmt: skip
def test_every_question_is_answered_in_every_language_and_fits_the_terminal(line: str, lang: str) -> None:
    shown = run(f"{line} --lang {lang}")
    assert shown.strip()
    free = [row for row in shown.splitlines() if "http" not in row and lang != "ja"]
    assert [row for row in free if len(row.rstrip()) > 80] == []


@pytest.mark.parametrize(
    "line",
    [
        "register read interview", "register list", "register show c-ga", "register search галлий",
        "register timeline", "register due", "register conflicts", "register trade", "register forum",
        "register themes", "programmes list", "programmes compare", "programmes learners", "programmes find",
    ],
)  # fmt: skip
def test_every_reading_command_prints_json(line: str) -> None:
    assert json.loads(run(f"{line} --json"))


def test_the_due_list_says_overdue_and_no_date_published() -> None:
    shown = run("register due --as-of 2026-10-01")
    overdue = shown.split("not yet due")[0]
    assert "c-ga" in overdue
    assert "c-riken" in overdue
    assert "c-aktau" not in overdue
    assert "no date published: promises of the co-operation" in shown


def test_a_search_finds_a_name_in_any_spelling_of_four_languages() -> None:
    for words in ("Semipalatinsk", "Семипалатинск", "セミパラチンスク"):
        assert "g-semey-2001" in run(f"register search {words}")


def test_a_search_for_nothing_known_finds_nothing() -> None:
    assert run("register search Antarktis").startswith("0 records")


def test_missing_deadlines_are_said_first() -> None:
    first = run("programmes find --birth-date 1995-05-01").splitlines()[0]
    assert first.startswith("Deadlines for Kazakhstan are not published")


def test_an_unknown_record_names_its_neighbours() -> None:
    result = CliRunner().invoke(cli, ["register", "show", "c-aktao"])
    assert "c-aktau" in str(result.exception)


def test_a_changed_due_date_changes_the_due_list_until_it_is_undone() -> None:
    assert "Kept as change 1" in run("register edit commitment c-aktau due=2026-06 --who me --why 'a letter'")
    late = run("register due --as-of 2026-10-01").split("not yet due")[0]
    assert "c-aktau" in late
    assert "me" in run("register history c-aktau")
    run("register undo 1 --who me --why 'not that one'")
    assert "c-aktau" not in run("register due --as-of 2026-10-01").split("not yet due")[0]


def test_an_added_event_changes_a_status() -> None:
    columns = (
        "event=c-med.9 record=c-med date=2026-10 known=2026-10-05 status=delivered kind=report"
        " summary_en=Delivered. summary_ru=Поставлено. source_id=jnn_grant grade=official"
    )
    run(f"register add event {columns} --who me --why news")
    assert "delivered" in run("register show c-med --as-of 2026-11-24")


def test_a_short_word_is_not_taken_for_another_and_a_case_ending_is_forgiven() -> None:
    assert "b-yuzaki" not in run("register search MEXT")
    assert "c-ga" in run("register search галлию")


def test_the_sum_of_unlike_scopes_is_refused_in_the_terminal() -> None:
    result = CliRunner().invoke(cli, ["register", "total", "f08", "f09", "f10"])
    assert "scopes differ" in str(result.exception)


def test_a_cold_register_command_imports_no_heavy_library() -> None:
    script = "from daliz.cli.main import main; main(['register', 'due'])"
    probe = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", script], capture_output=True, text=True, check=False
    )
    assert "daliz.register.status" in probe.stderr
    modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in probe.stderr.splitlines()}
    assert modules & {"numpy", "scipy", "numba", "pandas"} == set()


@pytest.mark.parametrize("statement", [s.id for s in STATEMENTS])
def test_every_statement_of_the_interview_can_be_shown_alone(statement: str) -> None:
    shown = run(f"register show {statement} --lang ru")
    assert shown.strip().startswith(statement)
    assert "→" in shown


@pytest.mark.parametrize("command", ["timeline", "themes", "forum", "list", "due"])
def test_what_was_known_by_a_day_is_heeded_by_every_command_that_asks(command):
    def answer(known_by):
        args = ["register", command, "--json", "--as-of", "2026-10-01", "--known-by", known_by]
        result = CliRunner().invoke(cli, args)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    assert answer("2026-10-01") == answer("2026-09-30") != answer("2010-01-01")


@pytest.mark.parametrize(
    "line", [("register", "list"), ("programmes", "list"), ("register", "read"), ("register", "check")]
)
def test_a_folder_of_facts_that_is_missing_is_refused(line):
    result = CliRunner().invoke(cli, [*line, "--facts", "/no/such"])
    assert isinstance(result.exception, DataError)
    assert "there is no such folder of facts" in str(result.exception)
