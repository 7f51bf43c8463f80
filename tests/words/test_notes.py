"""Notes: told in every language, written as plain data and read back."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

import daliz
from daliz.errors import NoPlanError, UnknownIdError
from daliz.notes import Dated, Named, Note, note_dict, quoted, read_note
from daliz.words import LANGUAGES, error_dict, error_texts, fault, tell
from daliz.words.catalogue import read_catalogue

KOBE = Named.of("kobe", {"en": "Kobe", "ru": "Кобе", "ja": "神戸", "kk": None})
NOTE = Note.of(
    "note.shut", what=KOBE, why=Note.of("why.source_since", source="a-2026", date=date(2026, 3, 1))
)


def test_a_note_is_told_with_names_dates_and_notes_in_the_language() -> None:
    assert tell("en", NOTE) == "Kobe is shut (a-2026 since 1 March 2026)"
    assert tell("ru", NOTE) == "Кобе: закрыто (a-2026, с 1 марта 2026 г.)"
    assert tell("kk", NOTE).startswith("Kobe: жабық"), "a name that a language lacks is told in English"
    assert tell("ja", NOTE) == "神戸：閉鎖中（a-2026、2026年3月1日から）"


def test_a_count_takes_the_plural_of_its_key() -> None:
    told = [tell("ru", Note.of("note.wagons", count=n)) for n in (1, 3, 11)]
    assert told == ["1 вагон", "3 вагона", "11 вагонов"]


def test_numbers_lists_and_partial_dates_read_as_the_language_writes_them() -> None:
    assert tell("ru", Note.of("note.capacity", teu=1237.5)) == "1\u00a0237,5 TEU на отправление"
    assert tell("ja", ("RU", KOBE)) == "RU、神戸"
    assert tell("en", (NOTE, quoted("x"))) == f"{tell('en', NOTE)}; x"
    assert tell("en", Dated("2024-03")) == "March 2024"


@pytest.mark.parametrize(
    "note",
    [NOTE, quoted("words"), Note.of("x", a=(1, 2.5), b=Dated("2024-03"), c=(NOTE, KOBE))],
    ids=["shut", "words", "list"],
)
def test_a_note_survives_plain_data(note: Note) -> None:
    assert read_note(note_dict(note)) == note


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(UnknownIdError):
        tell("en", Note.of("note.shutt", what="x"))


def test_an_error_is_told_in_the_language_and_keeps_its_english_words() -> None:
    error = fault(NoPlanError, Note.of("no_plan", origin=KOBE, destination=KOBE), Note.of("no_plan.wagons"))
    assert str(error).startswith("No chain joins Kobe and Kobe. Wagons go by rail")
    assert error_texts("ja", error.message, error.hint, error.notes)[0].startswith("神戸")
    assert error_dict(error)["notes"][1] == {"key": "no_plan.wagons", "values": {}}
    plain = NoPlanError("Only words.", "A hint.")
    assert error_texts("ja", plain.message, plain.hint, plain.notes) == ("Only words.", "A hint.")


# ---------------------------------------------------------------- keys in the code
def keys_in(source: str) -> set[str]:
    """Return the keys of the notes that a source file makes, as far as they are written out."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Note.of" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                found.add(str(first.value))
    return found


def missing(keys: set[str]) -> set[str]:
    english = read_catalogue("en")
    return {k for k in keys if k not in english and f"{k}.other" not in english}


def test_every_note_in_the_code_has_its_text() -> None:
    root = Path(daliz.__file__).parent
    keys = {k for path in root.rglob("*.py") for k in keys_in(path.read_text(encoding="utf-8"))}
    assert len(keys) > 50
    assert missing(keys) == set()


def test_a_note_without_a_text_is_found() -> None:
    assert missing(keys_in('Note.of("note.shut", what=1)\nNote.of("note.nowhere")')) == {"note.nowhere"}


def test_words_of_a_table_stand_as_they_are_in_every_language() -> None:
    assert {tell(lang, quoted("As is.")) for lang in LANGUAGES} == {"As is."}
