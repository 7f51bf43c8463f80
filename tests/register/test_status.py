"""Status is computed for any day from dated events, under two clocks."""

from __future__ import annotations

from datetime import date

import pytest

from daliz.app.brief_register import Register, due_items, read_register
from daliz.model.record import StatusEvent, Text
from daliz.register.status import standing_of


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def event(on: str, status: str, *, known: str | None = None, kind: str = "act") -> StatusEvent:
    return StatusEvent(
        id=f"x.{on}.{status}", record="x", on=on, known=known or on, status=status, kind=kind,
        summary=Text(en="It was so."), source_id="daliz", grade="official",
    )  # fmt: skip


AUTUMN = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("record", "status"),
    [("c-ga", "overdue"), ("c-riken", "overdue"), ("c-med", "signed"), ("c-aktau", "signed")],
)
def test_on_1_october_2026_gallium_and_riken_are_overdue_and_the_semey_equipment_signed(
    register: Register, record: str, status: str
) -> None:
    assert register.standings(AUTUMN)[record].status == status


def test_the_day_before_its_due_date_the_gallium_contract_is_signed_not_overdue(register: Register) -> None:
    assert register.standings(date(2026, 9, 30))["c-ga"].status == "signed"


def test_a_promise_without_a_date_is_never_on_time(register: Register) -> None:
    standing = register.standings(AUTUMN)["c-aktau"]
    assert standing.due_state == "no date published"
    assert standing.due is None


def test_only_four_promises_of_the_co_operation_carry_a_due_date(register: Register) -> None:
    due = {
        d.record.id
        for d in due_items(register, as_of=AUTUMN)
        if d.record.kind == "commitment" and d.record.due
    }
    assert due == {"c-3tn", "c-riken", "c-ga", "c-mlit26"}


def test_a_promise_narrowed_into_another_is_superseded_not_open(register: Register) -> None:
    assert register.standings(date(2025, 12, 1))["c-aktau0"].status == "announced"
    later = register.standings(AUTUMN)["c-aktau0"]
    assert (later.status, later.due_state) == ("superseded", "closed")


def test_words_alone_with_a_fruitless_search_are_no_evidence_found(register: Register) -> None:
    standing = register.standings(AUTUMN)["c-ai"]
    assert (standing.status, standing.last) == ("no evidence found", "announced")


def test_the_flights_were_promised_flown_lapsed_and_promised_again(register: Register) -> None:
    seen = [register.standings(date(y, 12, 31))["c-air"].last for y in (2016, 2019, 2024, 2026)]
    assert seen == ["announced", "in progress", "lapsed", "announced"]


def test_a_date_of_a_month_counts_from_the_end_of_the_month() -> None:
    events = [event("2025-12", "signed")]
    assert standing_of("x", events, as_of=date(2025, 12, 30)).last is None
    assert standing_of("x", events, as_of=date(2025, 12, 31)).last == "signed"


def test_what_was_not_yet_known_does_not_count() -> None:
    events = [event("2025-01-10", "announced"), event("2025-06-01", "delivered", known="2026-02-01")]
    then = standing_of("x", events, as_of=date(2025, 12, 1), due="2025-09", known_by=date(2025, 12, 1))
    now = standing_of("x", events, as_of=date(2025, 12, 1), due="2025-09", known_by=date(2026, 3, 1))
    assert (then.status, now.status) == ("overdue", "delivered")


def test_delivery_after_the_due_date_ends_the_delay() -> None:
    events = [event("2025-01-10", "signed"), event("2025-11-01", "delivered")]
    assert standing_of("x", events, as_of=date(2025, 10, 1), due="2025-09").status == "overdue"
    assert standing_of("x", events, as_of=date(2025, 11, 1), due="2025-09").due_state == "met"


def test_silence_is_counted_in_whole_months() -> None:
    assert standing_of("x", [event("2026-01-30", "signed")], as_of=date(2026, 11, 24)).silent_months == 9
