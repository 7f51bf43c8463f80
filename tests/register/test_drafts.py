"""Drafts: proposed by rules with exact spans, measured on a labelled sample, never a record by themselves."""

from __future__ import annotations

import json
import shlex
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from daliz.app.draft_records import draft_records, drafts_file, spellings_of
from daliz.cli.main import cli
from daliz.errors import DataError
from daliz.register.dates import find_dates
from daliz.register.drafts import drafts_of, find_money, find_names, language_of, sentences_of

SAMPLE: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "draft_sample.json").read_text(encoding="utf-8")
)["documents"]
NAMES = spellings_of()


def whole(lang: str) -> str:
    return ("" if lang == "ja" else " ").join(s["text"] for s in SAMPLE[lang])


def counted() -> dict[str, tuple[int, int, int]]:
    """Return right, wrong and missed findings over the sample, by what is looked for."""
    total = {k: Counter[str]() for k in ("promise", "dates", "money", "names")}
    for lang, sentences in SAMPLE.items():
        text = whole(lang)
        drafted = {text[d.start : d.end] for d in drafts_of(text, NAMES)}
        for s in sentences:
            found = {
                "promise": ["yes"] if s["text"] in drafted else [],
                "dates": [d.value for d in find_dates(s["text"], lang)],
                "money": [m.value for m in find_money(s["text"])],
                "names": [n.value for n in find_names(s["text"], NAMES)],
            }
            for what, values in found.items():
                wanted = Counter(["yes"] if s["status"] else []) if what == "promise" else Counter(s[what])
                got = Counter(values)
                total[what]["right"] += sum((wanted & got).values())
                total[what]["wrong"] += sum((got - wanted).values())
                total[what]["missed"] += sum((wanted - got).values())
    return {what: (c["right"], c["wrong"], c["missed"]) for what, c in total.items()}


def test_precision_and_recall_on_the_labelled_sample_are_those_in_the_manual() -> None:
    assert counted() == {
        "promise": (23, 1, 5),
        "dates": (18, 0, 1),
        "money": (11, 0, 0),
        "names": (20, 0, 0),
    }


@pytest.mark.parametrize("lang", SAMPLE)
def test_language_and_sentences_are_found(lang: str) -> None:
    text = whole(lang)
    assert language_of(text) == lang
    assert [text[a:b] for a, b in sentences_of(text)] == [s["text"] for s in SAMPLE[lang]]


@pytest.mark.parametrize("lang", SAMPLE)
def test_spans_stand_where_they_say(lang: str) -> None:
    text = whole(lang)
    for draft in drafts_of(text, NAMES):
        for span in draft.spans:
            assert draft.start <= span.start < span.end <= draft.end
        for span in (s for s in draft.spans if s.kind == "date"):
            assert find_dates(text[span.start : span.end], lang)[0].value == span.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,087 млрд иен", "JPY 1087000000"),
        ("JPY 719,000,000", "JPY 719000000"),
        ("USD 3.7bn", "USD 3700000000"),
        ("10億8,700万円", "JPY 1087000000"),
        ("3兆円", "JPY 3000000000000"),
        ("12,5 млрд тенге", "KZT 12500000000"),
        ("€45 million", "EUR 45000000"),
        ("1 087 000 000 иен", "JPY 1087000000"),
    ],
)
def test_sums_are_read_in_the_currency_stated(text: str, value: str) -> None:
    assert [m.value for m in find_money(text)] == [value]


def test_numbers_that_are_no_sums_are_left() -> None:
    assert find_money("40 контейнеров и 12 вагонов, 836 км") == []


def test_a_name_is_found_in_its_cases_and_not_inside_another_word() -> None:
    assert [n.value for n in find_names("Токаева встретили в Актау, а Семея ждала.", NAMES)][1:] == [
        "Aktau",
        "Semey",
    ]
    assert find_names("Кактаус растёт.", NAMES) == []


def test_html_is_read_as_a_reader_sees_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><style>p{}</style><script>signed()</script></head><body><p>Ноты подписаны 30&nbsp;января"
        " 2026 года.</p><p>Погода была хорошей.</p></body></html>",
        encoding="utf-8",
    )
    found = draft_records(page)
    assert [d.status for d in found.drafts] == ["signed"]
    assert "signed()" not in found.text


def test_a_pdf_without_its_reader_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4")
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(DataError, match=r"daliz\[pdf\]"):
        draft_records(paper)


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n", encoding="utf-8")
    with pytest.raises(DataError, match="no text"):
        draft_records(empty)


def run(line: str) -> Any:
    return CliRunner().invoke(cli, shlex.split(line), catch_exceptions=True)


def test_no_draft_becomes_a_record_until_a_person_accepts_and_completes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DALIZ_WORKSPACE", str(tmp_path / "own.sqlite"))
    letter, out = tmp_path / "letter.txt", tmp_path / "drafts.json"
    letter.write_text(whole("ru"), encoding="utf-8")
    assert run(f"register draft {letter} --published 2026 --source mofa_aktau --out {out}").exit_code == 0
    assert "no draft is accepted" in str(run(f"register add --file {out} --who me --why test").exception)
    made = json.loads(out.read_text(encoding="utf-8"))
    draft = next(d for d in made["drafts"] if d["found"]["status"] == "signed")
    draft["decision"] = "accept"
    out.write_text(json.dumps(made), encoding="utf-8")
    assert "title_en: it is empty" in str(run(f"register add --file {out} --who me --why test").exception)
    words = {"title_en": "Scanner", "title_ru": "Сканер", "summary_en": "A scanner.", "summary_ru": "Сканер."}
    draft["row"] |= words
    out.write_text(json.dumps(made), encoding="utf-8")
    assert run(f"register add --file {out} --who me --why test").exit_code == 0
    shown = run(f"register show {draft['row']['commitment']}").output
    assert "Scanner" in shown
    assert "JPY 719,000,000" in shown


def test_the_row_of_a_draft_holds_no_sentence_of_the_document(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(whole("ru"), encoding="utf-8")
    made = drafts_file(draft_records(letter), published=None, source=None, day=date(2026, 11, 24))
    for draft in made["drafts"]:
        assert draft["words"] not in json.dumps(draft["row"], ensure_ascii=False)
    assert made["drafts"]
