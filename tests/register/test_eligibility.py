"""Programmes answer rule by rule: eligible, not eligible, unknown."""

from __future__ import annotations

import pytest

from daliz.app.find_programme import Programmes, find_programmes, read_all_programmes
from daliz.errors import QueryError, UnknownIdError
from daliz.model.programme import Answer

FULL = {
    "nationality": "KZ", "same_field": "yes", "years_schooling": "16", "goes_on_to_degree": "yes",
    "learns_japanese": "yes",
}  # fmt: skip


@pytest.fixture(scope="module")
def known() -> Programmes:
    return read_all_programmes()


def research(known: Programmes, born: str, intake: str = "2026", **said: str) -> Answer:
    return find_programmes(known, {"birth_date": born, **said}, intake=intake, wanted=["mext-research"])[0]


def age_rule(answer: Answer) -> str:
    return next(r.verdict for r in answer.results if r.rule.field == "birth_date")


def test_born_on_1_april_1991_is_a_day_too_early_for_the_2026_intake(known: Programmes) -> None:
    answer = research(known, "1991-04-01", **FULL)
    assert (age_rule(answer), answer.verdict, answer.published) == ("not eligible", "not eligible", True)
    assert [r.rule.field for r in answer.needed] == ["birth_date"]


def test_born_on_2_april_1991_is_eligible_for_the_2026_intake(known: Programmes) -> None:
    answer = research(known, "1991-04-02", **FULL)
    assert (age_rule(answer), answer.verdict, answer.published) == ("eligible", "eligible", True)


def test_the_2027_cut_off_is_a_pattern_not_published(known: Programmes) -> None:
    answer = research(known, "1995-01-01", "2027", **FULL)
    assert (answer.verdict, answer.published) == ("eligible", False)


def test_what_a_person_does_not_say_is_unknown_never_assumed(known: Programmes) -> None:
    answer = research(known, "1991-04-02")
    assert answer.verdict == "unknown"
    assert {r.rule.field for r in answer.needed} >= {"nationality", "same_field"}


def test_a_wish_does_not_shut_anyone_out(known: Programmes) -> None:
    answer = research(known, "1995-01-01", **{**FULL, "learns_japanese": "no"})
    assert answer.verdict == "eligible"


def test_an_intake_without_a_published_cut_off_is_unknown(known: Programmes) -> None:
    answer = research(known, "1995-01-01", "2031", **FULL)
    assert (age_rule(answer), answer.verdict, answer.published) == ("unknown", "unknown", False)


def test_a_programme_not_open_to_kazakhstan_is_not_eligible_whoever_asks(known: Programmes) -> None:
    verdicts = {a.programme.id: a.verdict for a in find_programmes(known, {"role": "graduate"})}
    assert verdicts["kakehashi"] == "not eligible"
    assert verdicts["ylp-mba"] == "not eligible"
    assert verdicts["jds"] == "unknown"
    assert verdicts["mirai"] == "eligible"


def test_four_years_of_teaching_are_not_five(known: Programmes) -> None:
    answer = find_programmes(known, {"years_teaching": "4"}, wanted=["mext-teacher"])[0]
    assert {r.rule.field: r.verdict for r in answer.results}["years_teaching"] == "not eligible"


def test_no_deadline_is_stated_without_a_source(known: Programmes) -> None:
    assert all(p.deadline is None and p.deadline_why is not None for p in known.programmes)


def test_a_birth_date_that_is_no_day_and_an_unknown_programme_are_refused(known: Programmes) -> None:
    with pytest.raises(QueryError, match="is not a day"):
        research(known, "1991-02-30")
    with pytest.raises(UnknownIdError, match="mext-reserch"):
        find_programmes(known, {}, wanted=["mext-reserch"])
