"""Pointers resolve byte for byte, survive idle edits, and flag changed numbers, names and negations."""

from __future__ import annotations

import pytest

from daliz.model.record import Passage
from daliz.register.pointers import digest_of, normalise, resolve

#: A text of our own, so that the test ships no one else's.
TEXT = (
    "— Когда поезд «Степь» придёт в порт?\n\n— Поезд придёт 18–20 мая, если ветер не закроет причал. "
    "Ещё три вагона идут из города Семей.\n\nПорт примет 40 контейнеров, и Актау не будет ждать. "
    "Это решение приняли Иван Петров и Айгуль Сарина в 2024 году. Больше ничего сказано не было."
)


def pointer(quote: str) -> Passage:
    start = TEXT.index(quote)
    return digest_of(TEXT, start, start + len(quote), passage="p", name="own")


ARRIVAL = "Поезд придёт 18–20 мая, если ветер не закроет причал."
MORE = "Ещё три вагона идут из города Семей."
BOXES = "Порт примет 40 контейнеров, и Актау не будет ждать."
PEOPLE = "Это решение приняли Иван Петров и Айгуль Сарина в 2024 году."
ALL = (ARRIVAL, MORE, BOXES, PEOPLE)


@pytest.mark.parametrize("quote", ALL)
def test_in_the_unchanged_text_a_pointer_is_exact(quote: str) -> None:
    anchor = resolve(TEXT, pointer(quote))
    assert anchor.state == "exact"
    assert TEXT[anchor.start : anchor.end] == quote


@pytest.mark.parametrize(
    "edit",
    [
        str.upper,
        lambda t: t.replace("ё", "е").replace("Ё", "Е"),
        lambda t: t.replace("–", "-").replace("—", "-"),
        lambda t: t.replace("«", '"').replace("»", '"'),
        lambda t: t.replace(" ", "  "),
        lambda t: t.replace(" ", "\u00a0"),
        lambda t: "Новый первый абзац, которого не было.\n\n" + t,
        lambda t: t.replace("— Когда поезд «Степь» придёт в порт?\n\n", ""),
        lambda t: t.replace("\n\nПорт", "\n\nВставленный абзац о погоде.\n\nПорт"),
    ],
)
@pytest.mark.parametrize("quote", ALL)
def test_idle_edits_do_not_lose_a_passage(edit: object, quote: str) -> None:
    edited = edit(TEXT)  # type: ignore[operator]
    anchor = resolve(edited, pointer(quote))
    assert anchor.accepted
    assert normalise(edited[anchor.start : anchor.end])[0] == normalise(quote)[0]


@pytest.mark.parametrize(
    ("quote", "old", "new", "change"),
    [
        (ARRIVAL, "18–20", "18–21", "numbers"),
        (BOXES, "40", "400", "numbers"),
        (PEOPLE, "2024", "2025", "numbers"),
        (ARRIVAL, "не закроет", "закроет", "negations"),
        (BOXES, "не будет", "будет", "negations"),
        (BOXES, "примет", "не примет", "negations"),
        (PEOPLE, "Петров", "Сидоров", "names"),
        (MORE, "Семей", "Актобе", "names"),
        (MORE, "идут", "едут", "wording"),
    ],
)
def test_a_changed_number_name_or_negation_is_flagged_and_not_accepted(
    quote: str, old: str, new: str, change: str
) -> None:
    edited = TEXT.replace(quote, quote.replace(old, new))
    assert edited != TEXT
    anchor = resolve(edited, pointer(quote))
    assert not anchor.accepted
    assert anchor.state == "changed"
    assert change in anchor.changes


def test_a_passage_taken_out_is_not_found() -> None:
    anchor = resolve(TEXT.replace(" " + MORE, ""), pointer(MORE))
    assert not anchor.accepted


def test_another_text_holds_no_passage() -> None:
    assert resolve("Совсем другой текст. " * 30, pointer(ARRIVAL)).state == "lost"


def test_the_pointer_itself_holds_no_word_of_the_passage() -> None:
    held = " ".join(str(getattr(pointer(PEOPLE), name)) for name in Passage.__slots__)
    assert not any(word in held for word in ("Иван", "решение", "2024"))
