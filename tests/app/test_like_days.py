"""What is compiled for one day serves each day that is like it: answers are those of a world that knows nothing yet."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world
from daliz.app.plan_output import document_json, plan_document
from daliz.model.corridor import Corridor

DAYS = [date(2026, 12, d) for d in (1, 2, 30, 31)] + [
    date(2027, m, d) for m, d in ((1, 1), (1, 31), (2, 1), (10, 1))
]


def answer(world, ready, ends=("almaty", "poti"), containers="1x40HC", **more):
    query = make_query(world, *ends, cargo=make_cargo(containers=containers), ready=ready, **more)
    return json.loads(document_json(plan_document(world, plan_chain(world, query), drawn=())))


@pytest.fixture(scope="module")
def world():
    return read_world()


def with_a_line_by_calendar_and_a_dated_fact(world):
    """Return a world with a ship on Tuesdays and Caspian ports that take twice as long from the middle of December on."""
    corridor = world.corridor
    feeder = corridor.services_by_id["aktau-alat-feeder-unbooked"]
    ports = corridor.facts.get("class:port.caspian", "dwell", date(2026, 12, 1))
    slow = replace(
        ports, value=2 * ports.value, low=None, high=None, layer="edit", valid_from=date(2026, 12, 16)
    )
    line = replace(
        feeder,
        id="tuesdays",
        timetable="calendar",
        weekdays=("tue",),
        departs="12:00",
        gap_h=None,
        gap_cv=None,
    )
    edited = corridor.with_changes(services=[line], facts=[slow])
    return replace(world, corridor=edited, memo={})


@pytest.mark.parametrize("change", [lambda w: replace(w, memo={}), with_a_line_by_calendar_and_a_dated_fact])
def test_a_day_is_answered_alike_after_others_and_alone(world, change):
    warm = change(world)
    days = [*DAYS, *(date(2026, 12, 1) + timedelta(days=n) for n in (14, 15, 16))]
    for day in days:
        assert answer(warm, day) == answer(replace(warm, memo={}), day), day


def test_a_question_is_answered_alike_after_others_and_alone(world):
    warm, day = replace(world, memo={}), DAYS[0]
    pairs = [("osh", "baku"), ("karaganda", "mersin"), ("kobe", "almaty"), ("Oskemen", "Gyumri")]
    for ends in (
        *pairs,
        *pairs,
    ):  # what plans share is known by its identity: that of a thing that is gone must not count
        assert answer(warm, day, ends) == answer(replace(warm, memo={}), day, ends), ends


def test_a_cargo_is_answered_alike_after_others_and_alone(world):
    warm, day = replace(world, memo={}), DAYS[0]
    asked = [
        {"containers": "1x20"},
        {"containers": "90x20"},  # on several ships, and with a place of its own
        {"containers": "2x40RF"},
        {"containers": "1x20", "slot": True},
        {"containers": "1x20", "scope": "terminal"},
        {"containers": "1x20", "require": ("aktau",)},
    ]
    for more in (*asked, *asked):
        assert answer(warm, day, **more) == answer(replace(warm, memo={}), day, **more), more


def test_a_day_that_is_taken_for_another_would_be_seen(world, monkeypatch):
    warm = with_a_line_by_calendar_and_a_dated_fact(world)
    right = answer(replace(warm, memo={}), date(2026, 12, 20))
    monkeypatch.setattr(Corridor, "like_day", lambda *_: date(2026, 12, 1))
    assert answer(replace(warm, memo={}), date(2026, 12, 20)) != right


@pytest.mark.parametrize(
    ("on", "like"),
    [
        (date(2026, 12, 15), date(2026, 12, 1)),  # nothing before in the month: its first day
        (date(2026, 12, 16), date(2026, 12, 16)),  # the fact begins
        (date(2026, 12, 30), date(2026, 12, 16)),
    ],
)
def test_the_earliest_like_day_begins_with_the_month_or_with_what_changed_last(world, on, like):
    assert with_a_line_by_calendar_and_a_dated_fact(world).corridor.like_day(on) == like


def test_while_a_dated_price_is_to_come_each_day_is_its_own(world):
    rate = next(r for r in world.corridor.rates if r.valid_from is not None)
    later = world.corridor.with_changes(rates=[replace(rate, id="later", valid_from=date(2027, 6, 1))])
    assert later.like_day(date(2027, 5, 20)) == date(2027, 5, 20)
    assert later.like_day(date(2027, 6, 20)) == date(2027, 6, 1)
