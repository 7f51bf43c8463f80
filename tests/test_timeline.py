"""Dates keep the precision they were given, and instants are seconds of UTC."""

from datetime import UTC, date, datetime

import pytest

from daliz.errors import DataError, QueryError
from daliz.timeline import check_partial_date, date_of, datetime_of, first_day, instant_of, last_day, read_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-05", date(2021, 5, 1), date(2021, 5, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2021-Q1", date(2021, 1, 1), date(2021, 3, 31)),
        ("2021-Q4", date(2021, 10, 1), date(2021, 12, 31)),
        ("2021-05-03", date(2021, 5, 3), date(2021, 5, 3)),
        ("2021-01/2021-05", date(2021, 1, 1), date(2021, 5, 31)),
        ("2026/..", date(2026, 1, 1), None),
        ("../2026-Q2", None, date(2026, 6, 30)),
        ("--12-18", None, None),
    ],
)
def test_a_partial_date_covers_from_its_first_day_to_its_last(text, first, last):
    assert check_partial_date(text) == text
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "21", "2021-13", "2021-00", "2021-Q5", "2021-02-30", "2023-02-29", "3 May 2021", "2021-5", "a/b"],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(DataError, match="is not a"):
        check_partial_date(text)


def test_a_day_is_read_and_what_is_none_refused():
    assert read_day("2026-12-01") == date(2026, 12, 1)
    with pytest.raises(QueryError, match=r"'1.12.2026' is not a day"):
        read_day("1.12.2026")


def test_kazakhstan_moved_to_one_zone_on_the_first_of_march_2024():
    before = instant_of(datetime(2024, 2, 29, 12, tzinfo=UTC))
    after = instant_of(datetime(2024, 3, 1, 12, tzinfo=UTC))
    hours = [datetime_of(s, "Asia/Almaty").utcoffset().total_seconds() / 3600 for s in (before, after)]
    assert hours == [6.0, 5.0]


def test_an_instant_comes_back_and_its_day_is_that_of_the_place():
    evening = datetime(2026, 12, 1, 20, tzinfo=UTC)
    assert datetime_of(instant_of(evening)) == evening
    assert (date_of(instant_of(evening)), date_of(instant_of(evening), "Asia/Tokyo")) == (
        date(2026, 12, 1),
        date(2026, 12, 2),
    )


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(QueryError, match="has no time zone"):
        instant_of(datetime(2026, 12, 1, 20))  # noqa: DTZ001 - the fault under test
