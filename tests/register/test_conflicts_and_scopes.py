"""Conflicts are found from statements; unlike scopes are never added."""

from __future__ import annotations

from dataclasses import replace

import pytest

from daliz.app.brief_register import Register, conflicts_of, read_register
from daliz.errors import QueryError
from daliz.model.record import RecordStatement
from daliz.register.conflicts import conflicts_among
from daliz.register.scopes import sum_of


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


#: What a person found by reading (the thirteen), as subject, start of the property, and how the values
#: differ.
THIRTEEN = {
    "arrival of the President": ("b-takaichi", "start of the visit", "different dates"),
    "grant for Semey in dollars": (
        "c-med",
        "amount",
        "one amount and its conversions: keep the currency stated",
    ),
    "what is worth USD 3.7bn": ("b-takaichi", "what is worth USD 3.7bn", "different values"),
    "number of documents": ("b-takaichi", "documents", "unlike scopes: never add them"),
    "trade of 2024": ("trade-jp-kz", "turnover, 2024", "different values"),
    "gallium contract date": ("c-ga", "signed", "different dates"),
    "gallium investment": ("c-ga", "investment", "a floor against a figure"),
    "support at Aktau": ("c-aktau", "what is promised", "successive states of one promise"),
    "learners": ("learners-kz", "learners of Japanese", "a claim of growth against a series that fell"),
    "common position": ("votes-jp-kz", "share of nuclear votes cast alike", "different values"),
    "foreign ministers' meetings": (
        "m-fm9",
        "meetings of foreign ministers so far",
        "unlike scopes: never add them",
    ),
    "forum themes": ("m-bf25", "forum themes", "unlike scopes: never add them"),
    "date of 49/75H": ("r-49-75h", "adopted", "different dates"),
}


@pytest.mark.parametrize("name", THIRTEEN)
def test_each_of_the_thirteen_known_conflicts_is_found(register: Register, name: str) -> None:
    subject, about, reading = THIRTEEN[name]
    found = {c.property: c.reading for c in conflicts_of(register, subject)}
    assert found.get(about) == reading


def test_the_agreeing_statement_is_no_conflict(register: Register) -> None:
    supply = [s for s in register.statements if s.property == "start of supply"]
    agreed = [replace(s, value="2026-Q3", bound="exact") for s in supply]
    assert conflicts_among(supply)
    assert conflicts_among(agreed) == []


def test_a_series_that_only_grows_does_not_deny_a_claim_of_growth(register: Register) -> None:
    series = [s for s in register.statements if s.subject == "learners-kz"]
    growing = [s for s in series if s.as_of != "2006"]
    assert conflicts_among(series)
    assert conflicts_among(growing) == []


def test_fourteen_forty_and_one_hundred_fifty_eight_are_not_added(register: Register) -> None:
    counts = [s for s in register.statements if s.property == "documents" and s.value in {"14", "40", "158"}]
    with pytest.raises(QueryError, match="scopes differ") as refused:
        sum_of(counts)
    for value in ("14", "40", "158", "count twice"):
        assert value in str(refused.value)


def number(value: str, *, subject: str, scope: str = "one") -> RecordStatement:
    return RecordStatement(
        id=subject, subject=subject, property="documents", kind="number", value=value, unit="count",
        bound="exact", scope=scope, as_of="2025", said_by="a test", source_id="daliz", grade="assumed",
    )  # fmt: skip


def test_counts_of_one_scope_about_different_things_are_added() -> None:
    assert sum_of([number("2", subject="a"), number("3", subject="b")]) == 5


def test_two_sources_on_one_thing_are_not_added() -> None:
    with pytest.raises(QueryError, match="the same thing"):
        sum_of([number("2", subject="a"), replace(number("3", subject="a"), id="other")])


def test_what_is_no_number_is_not_added() -> None:
    said = replace(number("3", subject="b"), kind="text", value="several")
    with pytest.raises(QueryError, match="they are no numbers"):
        sum_of([number("2", subject="a"), said])


@pytest.mark.parametrize(("later", "denied"), [("5", True), ("6", False)])
def test_a_series_that_stands_still_denies_a_claim_of_growth(later: str, denied: bool) -> None:  # noqa: FBT001
    claim = replace(number("0", subject="a"), id="claim", kind="trend", value="rising every year")
    series = [replace(number(v, subject="a"), id=d, as_of=d) for d, v in (("2023", "5"), ("2024", later))]
    found = conflicts_among([claim, *series])
    assert (found != []) is denied
