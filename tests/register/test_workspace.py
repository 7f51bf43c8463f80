"""The workspace: checked, atomic, undoable, safe under a kill and two writers; it wins over the built-in."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from daliz.app.add_record import changed_row, read_rows_file
from daliz.app.brief_register import read_register
from daliz.errors import DataError, QueryError, UnknownIdError
from daliz.io.tables import built_in_facts, check_tables
from daliz.io.workspace import Workspace

LAYERS = (built_in_facts(),)
AT = "2026-11-24T09:00:00+00:00"
DAY = date(2026, 11, 24)


def row(key: str = "c-own", **columns: str) -> dict[str, str]:
    return {
        "commitment": key, "kind": "memorandum", "title_en": "Own", "title_ru": "Своё", "summary_en": "Own.",
        "summary_ru": "Своё.", "made_on": "2026-05", "themes": "transport", "parties": "JP|KZ",
        "source_id": "mofa_aktau", "grade": "official", **columns,
    }  # fmt: skip


def put(own: Workspace, *rows: dict[str, str], who: str = "a", why: str = "b") -> list[int]:
    return own.put("commitments", rows, who=who, why=why, at=AT, layers=LAYERS)


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "own.sqlite")


def test_an_own_record_is_in_the_register_and_an_edit_wins_over_the_built_in(own: Workspace) -> None:
    edited = changed_row("commitments", "c-aktau", {"due": "2026-06"}, LAYERS)
    put(own, row(), edited)
    register = read_register([own.as_layer()])
    assert register.by_id["c-own"].title.ru == "Своё"
    assert register.standings(DAY)["c-aktau"].status == "overdue"
    assert read_register().standings(DAY)["c-aktau"].status == "signed"


def test_every_change_keeps_who_when_and_why_and_can_be_undone(own: Workspace) -> None:
    put(own, row(due="2026-06"), who="Aigul", why="first reading")
    put(own, row(due="2027-06"), who="Kenji", why="a letter")
    own.undo(2, who="Aigul", why="another letter", at=AT)
    assert own.rows()["commitments"][0]["due"] == "2026-06"
    assert [(c.who, c.why, c.at, c.undoes) for c in own.history()] == [
        ("Aigul", "first reading", AT, None),
        ("Kenji", "a letter", AT, None),
        ("Aigul", "another letter", AT, 2),
    ]
    own.undo(1, who="Aigul", why="not ours", at=AT)
    assert own.rows() == {}


def test_a_change_is_not_undone_twice_nor_under_a_later_one(own: Workspace) -> None:
    put(own, row(due="2026-06"))
    put(own, row(due="2027-06"))
    with pytest.raises(QueryError, match="changed again by change 2"):
        own.undo(1, who="a", why="b", at=AT)
    own.undo(2, who="a", why="b", at=AT)
    with pytest.raises(QueryError, match="undone already"):
        own.undo(2, who="a", why="b", at=AT)
    with pytest.raises(UnknownIdError, match="99"):
        own.undo(99, who="a", why="b", at=AT)


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({"due": "soon"}, "due: found 'soon'"),
        ({"made_on": "2026-02-30"}, "made_on"),
        ({"title_en": ""}, "title_en: it is empty"),
        ({"source_id": "mofa_akta"}, "there is no sources.source_id 'mofa_akta'"),
        ({"themes": "transprt"}, "there is no themes.theme 'transprt'"),
        ({"kind": "promise"}, "kind: found 'promise'"),
        ({"duee": "2026"}, "duee: no such column"),
    ],
)
def test_a_wrong_record_is_refused_with_its_column_and_nothing_is_kept(
    own: Workspace, columns: dict[str, str], found: str
) -> None:
    with pytest.raises(DataError) as refused:
        put(own, row("c-good"), row(**columns))
    assert found in str(refused.value)
    assert own.history() == []


def test_a_change_without_who_or_why_is_refused(own: Workspace) -> None:
    with pytest.raises(QueryError, match="who made it and why"):
        put(own, row(), why=" ")


def test_the_workspace_exports_as_facts_files_that_can_be_contributed(own: Workspace, tmp_path: Path) -> None:
    put(own, row())
    written = own.write_facts(tmp_path / "out")
    assert [p.name for p in written] == ["commitments.csv"]
    faults = [p for p in check_tables([*LAYERS, tmp_path / "out"]) if p.file.startswith("register/")]
    assert faults == []
    assert "c-own" in read_register([tmp_path / "out"]).by_id


def test_a_file_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_text("not a database at all, only text, and long enough to be read as a header" * 3)
    with pytest.raises(DataError, match="no workspace"):
        Workspace(wrong)


WRITER = """
import sys
from pathlib import Path
from daliz.io.workspace import Workspace
name, path, rows = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
own = Workspace(path)
for i in range(rows):
    with own._transaction() as db:
        for part in ("one", "two"):
            own._insert(db, "2026-11-24", name, "load", "names", (f"{name}-{i}-{part}",), {"name":
            f"{name}-{i}"}, None)
    print(i, flush=True)
"""


def writer(path: Path, name: str, rows: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, name, str(path), str(rows)], stdout=subprocess.PIPE, text=True
    )


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "own.sqlite"
    Workspace(path).close()
    both = [writer(path, name, 40) for name in ("left", "right")]
    assert [p.wait(60) for p in both] == [0, 0]
    for p in both:
        assert p.stdout is not None
        p.stdout.close()
    with Workspace(path) as own:
        assert len(own.history()) == 160


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_a_writer_killed_in_the_middle_leaves_whole_changes_and_a_sound_file(tmp_path: Path) -> None:
    path = tmp_path / "own.sqlite"
    process = writer(path, "left", 100_000)
    assert process.stdout is not None
    told = 0
    while told < 20:
        told = int(process.stdout.readline()) + 1
    time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    rest = process.stdout.read().split()
    process.stdout.close()
    told = max([told, *(int(n) + 1 for n in rest)])
    with Workspace(path) as own:
        history = own.history()
        assert len(history) % 2 == 0  # both rows of a transaction or neither
        assert len(history) >= 2 * told  # what was told as kept is kept
        put(own, row())
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_only_accepted_drafts_are_taken_over(tmp_path: Path) -> None:
    drafts = tmp_path / "drafts.json"
    drafts.write_text(
        '{"drafts": [{"decision": "accept", "table": "commitments", "row": {"commitment": "c-a"}},'
        ' {"decision": "", "table": "commitments", "row": {"commitment": "c-b"}}]}'
    )
    assert read_rows_file(drafts) == {"commitments": [{"commitment": "c-a"}]}
    drafts.write_text('{"drafts": [{"decision": "", "table": "commitments", "row": {}}]}')
    with pytest.raises(QueryError, match="no draft is accepted"):
        read_rows_file(drafts)


def test_a_toml_file_adds_rows_of_several_tables(tmp_path: Path) -> None:
    form = tmp_path / "new.toml"
    form.write_text('[[commitments]]\ncommitment = "c-own"\nthemes = ["transport", "green"]\namount = 5\n')
    assert read_rows_file(form) == {
        "commitments": [{"commitment": "c-own", "themes": "transport|green", "amount": "5"}]
    }
