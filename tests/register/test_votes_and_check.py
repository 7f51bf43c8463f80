"""A user's own vote file is compared text by text; the whole register can be checked."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from daliz.app.check_register import check_register
from daliz.app.read_votes import compare_votes
from daliz.cli.main import cli
from daliz.errors import DataError, QueryError
from daliz.io.tables import built_in_facts

VOTES = """undl_id,ms_code,ms_vote,date,resolution,title
1,JPN,Y,2031-12-01,A/RES/86/1,Nuclear questions: one
2,KAZ,Y,2031-12-01,A/RES/86/1,Nuclear questions: one
3,JPN,N,2031-12-01,A/RES/86/2,Nuclear questions: two
4,KAZ,Y,2031-12-01,A/RES/86/2,Nuclear questions: two
5,JPN,X,2031-12-02,A/RES/86/3,Nuclear questions: three
6,KAZ,Y,2031-12-02,A/RES/86/3,Nuclear questions: three
7,FRA,N,2031-12-02,A/RES/86/3,Nuclear questions: three
8,JPN,A,2032-12-02,A/RES/87/4,Questions of the sea
9,KAZ,A,2032-12-02,A/RES/87/4,Questions of the sea
"""


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    path = tmp_path / "votes.csv"
    path.write_text(VOTES, encoding="utf-8")
    return path


def test_only_votes_that_both_cast_count_as_alike_or_not(votes: Path) -> None:
    found = compare_votes(votes, word="nuclear")
    assert (found.alike_count, found.both_count, len(found.votes)) == (1, 2, 3)
    assert [v.alike for v in found.votes] == [True, False, None]


def test_a_year_and_another_word_choose_other_votes(votes: Path) -> None:
    assert compare_votes(votes, year="2032").both_count == 1
    with pytest.raises(QueryError, match="no vote of JPN or KAZ fits"):
        compare_votes(votes, word="forest")


def test_a_file_with_other_columns_or_votes_names_them(votes: Path) -> None:
    votes.write_text(VOTES.replace("ms_vote", "vote"), encoding="utf-8")
    with pytest.raises(DataError, match="ms_vote are missing"):
        compare_votes(votes)
    votes.write_text(VOTES.replace("1,JPN,Y", "1,JPN,yes"), encoding="utf-8")
    with pytest.raises(DataError, match="2:ms_vote: found 'yes'"):
        compare_votes(votes)


def run(line: str, **env: str) -> Any:
    return CliRunner().invoke(cli, shlex.split(line), env=env)


def test_the_terminal_says_how_many_votes_were_alike(votes: Path) -> None:
    assert "voted alike in 1 of the 2" in run(f"register votes {votes}").output


def test_the_built_in_register_holds_no_fault() -> None:
    assert check_register() == []


def own(tmp_path: Path, table: str, old: str, new: str) -> Path:
    """Return a folder with one table of the register, changed in one place."""
    folder = tmp_path / "facts"
    target = folder / "register" / f"{table}.csv"
    target.parent.mkdir(parents=True)
    shutil.copy(built_in_facts() / "register" / f"{table}.csv", target)
    text = target.read_text(encoding="utf-8")
    assert old in text
    target.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("table", "old", "new", "found"),
    [
        ("commitments", "2026-09-30", "2026-09-31", "due: found '2026-09-31'"),
        ("statements", "p-s01,", "p-s99,", "there is no pointers.passage 'p-s99'"),
        (
            "status_events",
            "c-aktau.1,c-aktau,",
            "c-aktau.1,c-aktao,",
            "speaks of 'c-aktao', which is no record",
        ),
        ("programmes", ",yes,", ",maybe,", "found 'maybe'"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, table: str, old: str, new: str, found: str) -> None:
    problems = check_register([own(tmp_path, table, old, new)])
    assert any(found in str(p) for p in problems), [str(p) for p in problems]


def test_the_command_leaves_with_4_where_a_fault_is(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none.sqlite")
    assert run("register check", DALIZ_WORKSPACE=nowhere).exit_code == 0
    folder = own(tmp_path, "commitments", "2026-09-30", "soon")
    result = run(f"register check --facts {folder}", DALIZ_WORKSPACE=nowhere)
    assert result.exit_code == 4
    assert "commitments.csv" in result.output


def test_a_document_whose_passages_changed_is_reported(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Совсем другой текст. " * 50, encoding="utf-8")
    problems = check_register(document=other)
    assert len(problems) == 45
    assert "p-s01: lost" in str(problems[0])
