"""The shipped register: complete, without a copied passage."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path

import pytest

from daliz.app.brief_register import read_register
from daliz.app.rank_levers import read_levers
from daliz.app.read_interview import read_the_interview
from daliz.io.records import read_passages
from daliz.io.tables import built_in_facts, check_tables, read_fields, read_table
from daliz.register.pointers import normalise, resolve

LAYERS = (built_in_facts(),)
OWN = sorted(name for name, table in read_fields().items() if table.path.startswith("register/"))
SHARED = Path(__file__).parents[3] / "shared" / "data" / "cooperation"
held = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the interview is not shipped; its folder is not at hand"
)


def test_the_tables_of_the_register_hold_no_fault() -> None:
    assert [str(p) for p in check_tables(LAYERS) if p.file.startswith("register/")] == []


@pytest.mark.parametrize("name", OWN)
def test_every_table_of_the_register_has_rows(name: str) -> None:
    assert read_table(name, LAYERS)


def test_the_counts_are_those_of_the_material() -> None:
    count = {name: len(read_table(name, LAYERS)) for name in OWN}
    wanted = {
        "statements": 45,
        "meetings": 39, "documents": 24, "commitments": 26, "projects": 39, "grants": 6,
        "resolutions": 20, "institutions": 4, "programmes": 11, "themes": 13, "trade": 20, "learners": 7,
        "names": 38,
    }  # fmt: skip
    assert {k: count[k] for k in wanted} == wanted


@pytest.mark.parametrize("name", OWN)
def test_every_english_title_and_summary_has_a_russian_one(name: str) -> None:
    pairs = [f.column for f in read_fields()[name].fields if f.column.endswith("_en")]
    bare = [
        (row["_where"], column)
        for row in read_table(name, LAYERS)
        for column in pairs
        if row[column] and not row[column.removesuffix("_en") + "_ru"]
    ]
    assert bare == []


def test_every_event_speaks_of_a_record_that_exists_and_every_record_has_one() -> None:
    register = read_register()
    told = {e.record for e in register.events}
    assert told - set(register.by_id) == set()
    assert set(register.by_id) - told == set()


def test_a_numbered_resolution_is_adopted_and_dated_as_closely_as_its_source_says() -> None:
    register = read_register()
    numbered = {r.id: r.on for r in register.records if r.kind == "resolution" and "/" in r.title.en}
    assert {one for one, on in numbered.items() if on == "1997/2017"} == {
        f"r-{n}" for n in ("53-1h", "55-44", "57-101", "60-216", "63-279", "66-193", "69-209")
    }
    adopted = {e.record for e in register.events if e.status == "delivered"}
    assert set(numbered) <= adopted


def test_every_record_is_under_a_theme_that_exists() -> None:
    register = read_register()
    assert [r.id for r in register.records if not r.themes or set(r.themes) - set(register.themes)] == []


@held
def test_every_statement_of_the_material_is_there_and_its_pointer_is_exact() -> None:
    known = json.loads((SHARED / "interview_statements.json").read_text(encoding="utf-8"))["statements"]
    found = read_the_interview(document=SHARED / "interview.ru.txt")
    assert [s.id for s in found.interview.statements] == [s["id"] for s in known]
    assert {a.state for a in found.anchors.values()} == {"exact"}
    text = (SHARED / "interview.ru.txt").read_text(encoding="utf-8")
    assert found.interview.sha256 == hashlib.sha256(text.encode()).hexdigest()


@held
@pytest.mark.parametrize(
    "edit",
    [
        str.casefold,
        lambda t: t.replace("«", "“").replace("»", "”"),
        lambda t: t.replace("–", "-").replace("—", "-"),
        lambda t: t.replace("ё", "е"),
        lambda t: t.replace(" ", "\u00a0\u00a0"),
        lambda t: "Вступление от редакции.\n\n" + t,
        lambda t: "\n\n".join(p for i, p in enumerate(t.split("\n\n")) if not p.startswith("— Какие темы")),
    ],
)
def test_all_pointers_of_the_interview_survive_the_usual_edits(edit: object, tmp_path: Path) -> None:
    text = (SHARED / "interview.ru.txt").read_text(encoding="utf-8")
    copy = tmp_path / "copy.txt"
    copy.write_text(edit(text), encoding="utf-8")  # type: ignore[operator]
    anchors = read_the_interview(document=copy).anchors
    assert [a for a in anchors.values() if not a.accepted] == []


@held
@pytest.mark.parametrize(
    ("statement", "old", "new", "change"),
    [
        ("s01", "18–20 декабря", "18–21 декабря", "numbers"),
        ("s17", "В 2004 году", "В 2005 году", "numbers"),
        ("s22", "более 20 лет", "более 30 лет", "numbers"),
        ("s40", "является единственной", "не является единственной", "negations"),
        ("s46", "же поддержал", "же не поддержал", "negations"),
    ],
)
def test_changed_numbers_and_negations_of_the_interview_are_flagged(
    statement: str, old: str, new: str, change: str, tmp_path: Path
) -> None:
    text = (SHARED / "interview.ru.txt").read_text(encoding="utf-8")
    assert old in text
    copy = tmp_path / "copy.txt"
    copy.write_text(text.replace(old, new), encoding="utf-8")
    anchor = read_the_interview(document=copy).anchors[f"p-{statement}"]
    assert not anchor.accepted
    assert change in anchor.changes


@held
def test_no_passage_of_the_interview_is_shipped_in_any_form() -> None:
    text = normalise((SHARED / "interview.ru.txt").read_text(encoding="utf-8"))[0]
    runs = {text[i : i + 40] for i in range(len(text) - 40)}
    for path in sorted((built_in_facts() / "register").glob("*.csv")):
        if path.name == "names.csv":
            continue  # the full name of a ministry is a name, however long
        shipped = normalise(path.read_text(encoding="utf-8"))[0]
        copied = [run for run in (shipped[i : i + 40] for i in range(len(shipped) - 40)) if run in runs]
        assert copied == [], path.name


@held
def test_the_scan_for_copied_passages_sees_a_copy() -> None:
    text = (SHARED / "interview.ru.txt").read_text(encoding="utf-8")
    quote = json.loads((SHARED / "interview_statements.json").read_text(encoding="utf-8"))["statements"][1][
        "quote"
    ]
    assert normalise(quote)[0][:40] in normalise(text)[0]


def test_summaries_are_short() -> None:
    long = [
        row["_where"]
        for row in read_table("statements", LAYERS)
        for column in ("summary_en", "summary_ru", "evidence_en", "evidence_ru")
        if len(row[column]) > 200
    ]
    assert long == []


def test_every_pointer_carries_digests_only() -> None:
    for row in read_table("pointers", LAYERS):
        assert all(re.fullmatch(r"[0-9a-f]{64}", v) for k, v in row.items() if k.endswith("sha256"))


def changed(quote: str) -> list[tuple[str, str]]:
    """Return a passage with every number raised, a word negated, a word replaced and a name replaced."""
    found = [
        ("numbers", quote[: m.start()] + str(int(m[0]) + 1) + quote[m.end() :])
        for m in re.finditer(r"\d+", quote)
    ]
    words = list(re.finditer(r"\b[а-яё]{5,}\b", quote))
    if words:
        word = words[len(words) // 2]
        found.append(("negations", quote[: word.start()] + "не " + quote[word.start() :]))
        found.append(("wording", quote[: word.start()] + "другое" + quote[word.end() :]))
    name = re.search(r"(?<=\s)[А-ЯЁ][а-яё]{3,}", quote)
    if name is not None:
        found.append(("names", quote[: name.start()] + "Атлантида" + quote[name.end() :]))
    return found


@held
def test_every_planted_change_of_every_statement_is_flagged_for_what_it_is() -> None:
    text = (SHARED / "interview.ru.txt").read_text(encoding="utf-8")
    tried = 0
    for pointer in read_passages(LAYERS):
        for change, quote in changed(text[pointer.start : pointer.end]):
            anchor = resolve(text[: pointer.start] + quote + text[pointer.end :], pointer)
            assert not anchor.accepted, (pointer.id, change)
            assert change in anchor.changes, (pointer.id, change, anchor)
            tried += 1
    assert tried == 119


def test_the_levers_of_the_planner_take_their_records_and_dates_from_the_register() -> None:
    register = read_register()
    levers = read_levers((), date(2026, 11, 24))
    assert levers
    for lever in levers:
        assert lever.due == register.by_id[lever.record].due, lever.id
    there = {lever.id for lever in read_levers((), date(2026, 11, 24)) if lever.delivered}
    assert there == {"dostyk-moiynty", "btk-georgia"}, (
        "the second track and the rebuilt section; dredging is in progress"
    )
    assert not [lever.id for lever in read_levers((), date(2020, 1, 1)) if lever.delivered]
