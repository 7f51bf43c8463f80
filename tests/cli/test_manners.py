"""The manners of the command line: statuses, messages, help, pipes, settings."""

import json
import os
import subprocess
import sys

import pytest

from daliz.cli.main import COMMANDS


def daliz(*words, **env):
    return subprocess.run(
        [sys.executable, "-m", "daliz", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "100", **env},
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_listed_exists_and_explains_itself(name):
    done = daliz(name, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Usage: ")


def test_the_help_lists_every_command_with_what_it_answers():
    done = daliz("--help")
    assert done.returncode == 0
    assert [c for c in COMMANDS if f"  {c} " not in done.stdout] == []


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("paln",), 2, "No such command 'paln'"),
        (("plan", "almaty", "duisbrug", "--containers", "1x20"), 2, "Duisburg"),
        (("plan", "almaty", "duisburg", "--containers", "1x21"), 2, "20"),
        (("plan", "almaty", "duisburg", "--containers", "1x20", "--ready", "1 December"), 2, "Write it as 2026-12-01."),
        (("plan", "almaty", "duisburg", "--containers", "1x20", "--avoid", "rail"), 3, "No chain joins"),
        (("plan", "almaty", "duisburg", "--containers", "1x20", "--scenario", "bass"), 4, "Did you mean 'base'"),
        (("plan", "almaty", "duisburg", "--containers", "1x20", "--facts", "/no/such"), 4, "no such folder"),
        (("facts", "list", "kwantities"), 2, "Did you mean quantities?"),
        (("facts", "show", "aktao.port"), 4, "Did you mean 'aktau.port'"),
        (("facts", "why", "aktau.port", "dwel"), 4, "Did you mean 'dwell'"),
        (("register", "show", "c-caps"), 4, "c-cap"),
    ],
)  # fmt: skip
def test_a_fault_leaves_with_its_status_and_says_what_to_do(words, status, said):
    done = daliz(*words)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_that_lacks_a_sign_shows_a_question_mark():
    done = daliz("--help", PYTHONUTF8="0", PYTHONIOENCODING="cp1252")
    assert (done.returncode, "CO?e" in done.stdout) == (0, True)


def test_a_reader_who_leaves_the_pipe_is_no_fault():
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m daliz facts list quantities | head -1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_of_facts_set_by_the_environment_is_used(tmp_path):
    (tmp_path / "raets.csv").write_text("rate\nq\n", encoding="utf-8")
    done = daliz("facts", "check", DALIZ_FACTS=str(tmp_path))
    assert done.returncode == 4
    assert "raets.csv:1:: no such table. Did you mean 'rates.csv'?" in done.stdout


def test_the_language_set_by_the_environment_is_used():
    assert "дней" in daliz("demo", DALIZ_LANG="ru").stdout


def test_an_option_wins_over_the_environment():
    assert "days" in daliz("demo", "--lang", "en", DALIZ_LANG="ru").stdout


def test_the_demo_answers_all_four_questions():
    said = daliz("demo").stdout
    for part in ("Kobe to Almaty", "Pavlodar to Osaka", "what the closure costs", "5. Which projects"):
        assert part in said


@pytest.mark.parametrize(
    "words",
    [
        ("facts", "list"),
        ("facts", "list", "rates", "--subject", "C02*"),
        ("facts", "show", "aktau.port"),
        ("facts", "why", "aktau.port"),
        ("facts", "check"),
        ("register", "list"),
        ("plan", "almaty", "duisburg", "--containers", "1x40HC", "--ready", "2026-12-01"),
    ],
    ids=lambda w: " ".join(w[:2]),
)
def test_json_is_json_and_nothing_else(words):
    done = daliz(*words, "--json")
    assert done.returncode == 0, done.stderr
    json.loads(done.stdout)
