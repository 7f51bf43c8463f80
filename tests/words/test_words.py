"""The catalogues hold together, and dates, numbers and plurals read as each language writes them."""

from __future__ import annotations

import string

import pytest

from daliz.errors import QueryError, UnknownIdError
from daliz.words import LANGUAGES, date_text, in_language, number_text, plural, plural_form, text
from daliz.words.catalogue import PLURAL_FORMS, read_catalogue


def bases(catalogue: dict[str, str]) -> dict[str, set[str]]:
    """Group a catalogue's keys: a counted key with its forms, a plain key with none.

    A key is counted if English tells one from several of it; ``grade.other`` is a word, not a form.
    """
    english = read_catalogue("en")
    counted = {k.removesuffix(".one") for k in english if k.endswith(".one") and k[:-3] + "other" in english}
    found: dict[str, set[str]] = {}
    for key in catalogue:
        base, _, form = key.rpartition(".")
        if base in counted and form in {"one", "few", "many", "other"}:
            found.setdefault(base, set()).add(form)
        else:
            found.setdefault(key, set())
    return found


def test_all_four_catalogues_hold_the_same_keys() -> None:
    english = bases(read_catalogue("en"))
    for lang in LANGUAGES:
        other = bases(read_catalogue(lang))
        assert other.keys() ^ english.keys() == set(), lang
        assert [k for k, forms in other.items() if forms and forms != set(PLURAL_FORMS[lang])] == [], lang


def test_a_missing_key_is_seen_by_the_comparison() -> None:
    english = bases(read_catalogue("en"))
    broken = {k: v for k, v in read_catalogue("ru").items() if k != "date.from"}
    assert bases(broken).keys() ^ english.keys() == {"date.from"}


def test_all_four_languages_fill_in_the_same_values() -> None:
    def names(pattern: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}

    english = read_catalogue("en")
    wrong = [
        (lang, key)
        for lang in LANGUAGES
        for key, pattern in read_catalogue(lang).items()
        if not key.startswith(("date.", "count."))
        and not names(pattern) <= names(english[key if key in english else f"{key.rpartition('.')[0]}.other"])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("date", "en", "ru", "kk", "ja"),
    [
        ("2025-12-20", "20 December 2025", "20 декабря 2025 г.", "2025 жылғы 20 желтоқсан", "2025年12月20日"),
        ("2026-05", "May 2026", "май 2026 г.", "2026 жылғы мамыр", "2026年5月"),
        ("2004", "2004", "2004 г.", "2004 жыл", "2004年"),
        ("2026-Q3", "Q3 2026", "3-й квартал 2026 г.", "2026 жылғы 3-тоқсан", "2026年第3四半期"),
        ("--12-18/--12-20", "18–20 December", "18–20 декабря", "18–20 желтоқсан", "12月18日～20日"),
        ("--08", "August", "август", "тамыз", "8月"),
    ],
)
def test_a_date_keeps_its_precision_in_every_language(date: str, en: str, ru: str, kk: str, ja: str) -> None:
    assert [date_text(lang, date) for lang in ("en", "ru", "kk", "ja")] == [en, ru, kk, ja]


def test_ranges_over_two_months_and_open_ranges_read() -> None:
    assert date_text("en", "2025-01/2025-05") == "January 2025 – May 2025"
    assert date_text("en", "2026/..") == "from 2026"
    assert date_text("en", None) == "no date known"


def test_numbers_carry_the_separators_of_the_language() -> None:
    assert number_text("en", 1087000000) == "1,087,000,000"
    assert number_text("ru", 1234.5) == "1\u00a0234,5"
    assert number_text("ja", 0.6352) == "0.6352"
    assert number_text("en", 3.14159, digits=1) == "3.1"


def test_russian_counts_take_the_right_form() -> None:
    assert [plural("ru", "count.day", n) for n in (1, 3, 11, 21, 25)] == [
        "1 день",
        "3 дня",
        "11 дней",
        "21 день",
        "25 дней",
    ]
    assert plural_form("ja", 1) == "other"


def test_unknown_keys_and_languages_are_refused_with_a_hint() -> None:
    with pytest.raises(UnknownIdError, match="fron"):
        text("en", "date.fron")
    with pytest.raises(QueryError, match="en, ru, kk, ja"):
        text("de", "date.from")


def test_a_column_falls_back_to_english_never_to_another_language() -> None:
    row = {"title_en": "Grant", "title_ru": "Грант", "title_kk": None}
    assert in_language("ru", row, "title") == "Грант"
    assert in_language("kk", row, "title") == "Grant"
    assert in_language("ja", {"title_en": None}, "title") is None
