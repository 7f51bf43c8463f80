"""Dates of four languages read with the precision they were written with."""

from __future__ import annotations

import pytest

from daliz.register.dates import find_dates, read_date, resolved

CASES = [
    ("ru", "18–20 декабря", "--12-18/--12-20"),
    ("ru", "В 2004 году", "2004"),
    ("ru", "в августе", "--08"),
    ("ru", "текущего года", "relative:document_year"),
    ("ru", "В этом году", "relative:document_year"),
    ("ru", "более 20 лет", "duration:P20Y(min)"),
    ("ru", "25 августа 2025 года", "2025-08-25"),
    ("ru", "20 декабря 2025 года", "2025-12-20"),
    ("ru", "в январе-мае 2025 года", "2025-01/2025-05"),
    ("ru", "17 июня 2025 года", "2025-06-17"),
    ("ru", "третьем квартале 2026 года", "2026-Q3"),
    ("ru", "18 декабря", "--12-18"),
    ("ja", "令和7年12月20日", "2025-12-20"),
    ("ja", "令和8年1月30日", "2026-01-30"),
    ("ja", "平成13年1月26日", "2001-01-26"),
    ("ja", "平成22年2月18日", "2010-02-18"),
    ("ja", "令和元年5月17日", "2019-05-17"),
    ("ja", "12月19日から20日まで", "--12-19/--12-20"),
    ("ja", "2025年12月20日", "2025-12-20"),
    ("ja", "８月25日", "--08-25"),
    ("ja", "2023年11月", "2023-11"),
    ("ja", "1994年", "1994"),
    ("kk", "2015 жылғы 22 шілдедегі", "2015-07-22"),
    ("kk", "2014 жылғы 23 қазанда", "2014-10-23"),
    ("kk", "2026 жылдан бастап", "2026/.."),
    ("kk", "биылғы жылдың үшінші тоқсанында", "relative:document_year-Q3"),
    ("kk", "желтоқсан айында", "--12"),
    ("en", "December 18-19 2025", "2025-12-18/2025-12-19"),
    ("en", "20 December 2025", "2025-12-20"),
    ("en", "August 28 2004", "2004-08-28"),
    ("en", "Q3 2026", "2026-Q3"),
    ("en", "the third quarter of 2026", "2026-Q3"),
    ("en", "July 2026", "2026-07"),
]


@pytest.mark.parametrize(("lang", "text", "value"), CASES)
def test_each_of_the_33_known_expressions_reads_right(lang: str, text: str, value: str) -> None:
    assert read_date(text, lang) == value


def test_there_are_33_of_them() -> None:
    assert len(CASES) == 33


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "в Казахстане 40 вагонов"),
        ("ru", "маршрут через Каспий"),
        ("en", "they may sail in 40 boxes"),
        ("en", "second berth at the port"),
        ("kk", "Қазақстан темір жолы"),
        ("ja", "7年"),
        ("ja", "三か月"),
    ],
)
def test_what_is_no_date_is_not_read_as_one(lang: str, text: str) -> None:
    assert read_date(text, lang) is None


def test_each_date_of_a_sentence_is_found_in_its_place() -> None:
    text = "Ноты подписаны 30 января 2026 года, монтаж ждут в третьем квартале 2027 года."
    found = find_dates(text, "ru")
    assert [d.value for d in found] == ["2026-01-30", "2027-Q3"]
    assert text[found[0].start : found[0].end] == "30 января 2026 года"


def test_a_relative_date_needs_the_date_of_its_document() -> None:
    assert resolved("relative:document_year-Q3", "2026") == "2026-Q3"
    assert resolved("relative:document_year", None) is None
    assert resolved("duration:P20Y(min)", "2026") is None
    assert resolved("--12-18", "2025") == "--12-18"
