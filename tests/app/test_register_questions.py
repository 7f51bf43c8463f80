"""The questions of the register are answered, and the commands of its manual run as printed."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from daliz.app.brief_register import (
    Register,
    brief,
    conflicts_of,
    forum_of,
    list_records,
    read_register,
    search_register,
    theme_view,
    timeline_of,
)
from daliz.cli.main import cli
from daliz.errors import QueryError, UnknownIdError
from daliz.register.selection import Filter

DAY = date(2026, 11, 24)
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def test_the_briefing_names_last_meetings_promises_delays_silence_and_names(register: Register) -> None:
    page = brief(register, party="KZ", as_of=DAY, silent_months=9)
    assert [e.record.id for e in page.last_meetings] == ["m-l1", "b-iwaya", "m-som16"]
    assert {"c-tokyo", "c-docs14", "c-ga", "c-riken"} <= {e.record.id for e in page.promised}
    assert [e.record.id for e in page.since] == ["c-aktau", "c-mlit26"]
    assert {e.record.id for e in page.overdue} == {"c-ga", "c-riken"}
    assert [e.record.id for e in page.due_soon] == ["c-mlit26"]
    assert page.silent[0].record.id == "c-semey01"
    assert all((e.standing.silent_months or 0) >= 9 for e in page.silent)
    assert {c.subject for c in page.conflicts} >= {"c-ga", "c-med", "b-takaichi"}
    tokayev = next(n for n in page.names if n.ru and n.ru[0] == "Касым-Жомарт Токаев")
    assert (tokayev.kk[0], len(tokayev.ja)) == ("Қасым-Жомарт Тоқаев", 3)


def test_a_briefing_before_the_summit_knows_nothing_of_it(register: Register) -> None:
    page = brief(register, party="KZ", as_of=date(2025, 12, 1), silent_months=9)
    assert page.last_meetings[0].record.id == "b-nazarbayev16"
    assert "c-tokyo" not in {e.record.id for e in (*page.promised, *page.since)}


def test_a_party_nobody_promised_anything_is_refused(register: Register) -> None:
    with pytest.raises(QueryError, match="No record concerns 'BR'"):
        brief(register, party="BR", as_of=DAY)


def test_promises_to_all_five_countries_concern_each(register: Register) -> None:
    listed = list_records(register, Filter(kind="commitment", party="UZ"), as_of=DAY)
    ids = {item.record.id for item in listed}
    assert {"c-3tn", "c-biennial"} <= ids
    assert "c-aktau" not in ids


def test_an_empty_theme_is_shown_empty_with_what_was_searched(register: Register) -> None:
    view = theme_view(register, "stability", as_of=DAY)
    assert [i for i in view.listed if i.record.kind == "commitment"] == []
    assert "regional stability" in view.row["searched_en"]
    assert view.statements


def test_every_theme_says_what_was_searched_in_two_languages(register: Register) -> None:
    assert len(register.themes) == 13
    assert all(row["searched_en"] and row["searched_ru"] for row in register.themes.values())


def test_an_unknown_theme_is_refused_with_the_nearest(register: Register) -> None:
    with pytest.raises(UnknownIdError, match="transport"):
        list_records(register, Filter(theme="transpot"), as_of=DAY)


def test_the_timeline_runs_from_1994_in_order_and_takes_a_span(register: Register) -> None:
    days = [item.record.on for item in timeline_of(register, Filter(kind="meeting"), as_of=DAY)]
    assert days[0] == "2004-08-28"
    assert days == sorted(days)  # type: ignore[type-var]
    cut = timeline_of(register, Filter(since=date(2025, 12, 18), until=date(2025, 12, 20)), as_of=DAY)
    assert {"m-l1", "m-bf25", "d-2025td"} <= {i.record.id for i in cut}
    assert all(i.record.on is not None and i.record.on.startswith("2025-12") for i in cut)


def test_the_forum_has_three_directions_with_commitments_under_each(register: Register) -> None:
    found = {v.theme: {i.record.id for i in v.listed} for v in forum_of(register, as_of=DAY)}
    assert set(found) == {"transport", "green", "digital"}
    assert "c-aktau" in found["transport"]
    assert "c-ai" in found["digital"]
    with pytest.raises(QueryError, match="no direction"):
        forum_of(register, as_of=DAY, theme="law")


def test_the_manual_counts_the_conflicts_rightly(register: Register) -> None:
    assert len(conflicts_of(register)) == 13 + 5
    assert "It finds five more" in (DOCS / "explanation" / "register.md").read_text(encoding="utf-8")


def commands() -> list[tuple[str, str]]:
    """Return every command of the register's how-to pages, in order, with its page."""
    found = []
    for page in sorted((DOCS / "howto").glob("register-*.md")):
        text = page.read_text(encoding="utf-8").replace("\\\n", " ")
        found += [(page.name, m[1]) for m in re.finditer(r"^\$ daliz (.+)$", text, re.MULTILINE)]
    return found


@pytest.mark.parametrize("page", sorted({page for page, _ in commands()}))
def test_the_commands_of_a_how_to_page_run_as_printed(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DALIZ_WORKSPACE", str(tmp_path / "own.sqlite"))
    text = (DOCS / "howto" / page).read_text(encoding="utf-8")
    form = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    if form is not None:
        Path("new.toml").write_text(form[1], encoding="utf-8")
    Path("letter.html").write_text("<p>Japan will provide 5 million yen in 2027.</p>", encoding="utf-8")
    for name, line in commands():
        if name != page:
            continue
        if "drafts.json" in line and line.startswith("register add"):
            accepted = (
                Path("drafts.json")
                .read_text(encoding="utf-8")
                .replace('"decision": ""', '"decision": "accept"')
            )
            for column in ("title_en", "title_ru", "summary_en", "summary_ru"):
                accepted = accepted.replace(f'"{column}": ""', f'"{column}": "Own words."')
            accepted = accepted.replace('"made_on": ""', '"made_on": "2026-02-10"')
            Path("drafts.json").write_text(accepted, encoding="utf-8")
        result = CliRunner().invoke(cli, shlex.split(line))
        assert result.exit_code == 0, (line, result.output, result.exception)


def test_every_command_of_the_group_is_in_the_reference() -> None:
    told = (DOCS / "reference" / "register.md").read_text(encoding="utf-8")
    from daliz.cli.programmes import command as programmes
    from daliz.cli.register import command

    missing = [name for name in (*command.commands, *programmes.commands) if f"`{name}`" not in told]
    missing = [n for n in missing if f"register {n}" not in told and f"programmes {n}" not in told]
    assert missing == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("貨物X線検査装置", "c-aktau"),
        ("рентгендік жүк сканері", "c-aktau"),
        ("直行便", "c-air"),
        ("жапон тілін үйренушілер", "s34"),
    ],
)
def test_titles_and_statements_are_found_by_kazakh_and_japanese_words(
    register: Register, words: str, found: str
) -> None:
    assert found in {hit.id for hit in search_register(register, words)}
    assert found not in {hit.id for hit in search_register(register, "シルクロード")}


@pytest.mark.parametrize(("lang", "told"), [("ja", "荷主"), ("kk", "жүк жөнелтушілер"), ("en", "shippers")])
def test_a_record_is_told_in_one_language(lang: str, told: str) -> None:
    shown = CliRunner().invoke(cli, ["register", "show", "c-mlit26", "--lang", lang, "--as-of", "2026-11-26"])
    assert told in shown.output
    assert ("shippers" in shown.output) is (lang == "en")
    assert ("measured transit" in shown.output) is (lang == "en")
