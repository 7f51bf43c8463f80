"""Departures, waits and lots: what a timetable says, and what it does not."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from daliz.errors import DataError
from daliz.notes import Note
from daliz.route.sailings import SLOT_TEU, departures_of, has_slot, lots_of, mean_wait_h
from daliz.route.shut import is_shut

SHIP = """
hub p AA 50 20 port
hub q BB 40 30 port
lane p q 400
"""


def ship(small, how):
    return small.read(f"{SHIP}\nship line p q {how}").services[0]


def told_utc(minutes):
    return [datetime.fromtimestamp(60 * m, tz=UTC).strftime("%a %Y-%m-%d %H:%M") for m in minutes]


# ---------------------------------------------------------------- timetables
def test_a_calendar_service_sails_on_its_weekdays_at_its_local_hour(small):
    found = departures_of(ship(small, "calendar days=mon,thu at=18:00"), date(2026, 12, 1), "Asia/Almaty")
    assert told_utc(found[:4]) == [
        "Mon 2026-11-30 13:00",
        "Thu 2026-12-03 13:00",
        "Mon 2026-12-07 13:00",
        "Thu 2026-12-10 13:00",
    ]


def test_a_sailing_at_six_stays_at_six_over_a_clock_change(small):
    found = departures_of(ship(small, "calendar days=sat,mon at=18:00"), date(2026, 10, 23), "Europe/Berlin")
    assert told_utc(found[:2]) == ["Sat 2026-10-24 16:00", "Mon 2026-10-26 17:00"]


def test_named_departures_are_kept_and_no_weekday_is_invented(small):
    found = departures_of(ship(small, "calendar departs=2026-12-05T08:00"), date(2026, 12, 1), "UTC")
    assert told_utc(found) == ["Sat 2026-12-05 08:00"]


def test_a_calendar_stops_at_the_end_of_the_season(small):
    found = departures_of(
        ship(small, "calendar days=mon at=12:00 from=2026-12-07 to=2026-12-21"), date(2026, 12, 1), "UTC"
    )
    assert told_utc(found) == ["Mon 2026-12-07 12:00", "Mon 2026-12-14 12:00"]


def test_a_calendar_without_days_is_refused(small):
    with pytest.raises(DataError, match="calendar without days"):
        ship(small, "calendar")


@pytest.mark.parametrize("kind", ["headway", "irregular"])
def test_a_service_without_a_gap_is_refused(small, kind):
    with pytest.raises(DataError, match="has no gap_h"):
        ship(small, kind)


def test_no_service_of_the_facts_has_a_weekday_without_a_source(worlds):
    for service in worlds("base").corridor.services:
        if service.weekdays or service.departures:
            assert service.timetable_grade in {"official", "press", "other"}, service.id
        if service.timetable == "calendar":
            assert service.weekdays or service.departures


# ---------------------------------------------------------------- a plan on a timetable
WEEKLY = f"{SHIP}\nship line p q calendar days=sat at=12:00"


def test_a_plan_waits_for_the_sailing_of_the_day(small):
    # ready Tuesday 1 December 00:00; 3 h at the port; sails Saturday 12:00 (108 h); 20 h at sea, 3 h at q
    (only,) = small.plans(WEEKLY, "p", "q")
    assert only == "(handling p) p -line-> q (handling q) | 131.0 h | 400 USD"


def test_ready_a_day_later_the_same_ship_is_caught(small):
    (only,) = small.plans(WEEKLY, "p", "q", ready=date(2026, 12, 2))
    assert only.endswith("| 107.0 h | 400 USD")


def test_a_missed_connection_shows_as_a_second_hump_in_the_plan(small):
    text = """
    hub a AA 50 10 rail:1520
    hub p AA 50 20 rail:1520 port
    hub q BB 40 30 port
    rail a p 5700 1520
    lane p q 400
    ship line p q calendar days=sat at=12:00
    """
    # 2 + 95 + 3 = 100 h, sd of the run 10 %: most catch the sailing at 108 h, the others the next one
    numbers = f"{small.numbers}\nclass:run.x log_sd 0.1 1"
    net = small.read(text, numbers)
    (option,) = small.options(net, small.query(net, "a", "q"))
    hours = 24 * option.sample_days
    early, late = hours < 140, hours > 290
    assert (early | late).all()
    missed = 0.5 * math.erfc((math.log(103 / 95) + 0.005) / 0.1 / math.sqrt(2))
    assert late.mean() == pytest.approx(missed, abs=0.03)
    assert option.days.p90 - option.days.p10 == pytest.approx(7.0, abs=0.01)


def test_a_chain_after_the_last_known_departure_does_not_arrive_and_says_so(small):
    text = f"{SHIP}\nship line p q calendar departs=2026-12-05T08:00 teu=1"
    assert len(small.plans(text, "p", "q")) == 1
    net = small.read(text)
    (option,) = small.options(net, small.query(net, "p", "q", boxes=2))
    assert math.isinf(option.days.p50)
    assert option.arrival["p50"] is None
    assert [math.isinf(leg.days.p50) for leg in option.legs] == [False, True, True]


# ---------------------------------------------------------------- lots and slots
def test_cargo_larger_than_a_departure_goes_over_several_and_arrives_with_the_last(small):
    text = f"{SHIP}\nship line p q headway gap=48 teu=10"
    one, three = (small.read(text) for _ in range(2))
    (small_lot,) = small.options(one, small.query(one, "p", "q", boxes=10))
    (big_lot,) = small.options(three, small.query(three, "p", "q", boxes=21))
    assert 24 * (big_lot.days.p50 - small_lot.days.p50) == pytest.approx(96.0, abs=0.01)
    (sea,) = (leg for leg in big_lot.legs if leg.mode == "sea")
    assert Note.of("note.lots", count=3) in sea.notes
    (sea,) = (leg for leg in small_lot.legs if leg.mode == "sea")
    assert not any(n.key == "note.lots" for n in sea.notes)


def test_on_a_timetable_the_second_lot_leaves_a_week_later(small):
    text = f"{WEEKLY} teu=10"
    assert small.plans(text, "p", "q", boxes=10)[0].split(" | ")[1] == "131.0 h"
    assert small.plans(text, "p", "q", boxes=11)[0].split(" | ")[1] == "299.0 h"


def test_lots_are_rounded_up_and_unknown_capacity_is_one_lot(small):
    net = small.read(WEEKLY)
    asked = small.query(net, "p", "q", boxes=21)
    assert [lots_of(asked, teu) for teu in (None, 7, 10, 21, 22)] == [1, 3, 3, 1, 1]


def test_the_wait_for_the_last_lot_in_numbers():
    assert mean_wait_h(48, 0) == 24
    assert mean_wait_h(48, 1) == 48
    assert mean_wait_h(48, 1, 3) == 48 + 96


SLOTS = f"""
{SHIP}
ship booked p q headway gap=48 slot=needed
ship queue p q headway gap=48 slot=without
"""


def test_boxes_without_a_slot_take_the_service_that_queues_and_those_with_one_the_other(small):
    numbers = f"{small.numbers}\nclass:unbooked.main wait 200 h"
    without = small.plans(SLOTS, "p", "q", numbers, slot=False)
    with_slot = small.plans(SLOTS, "p", "q", numbers, slot=True)
    assert ["-queue->" in way for way in without] == [True]
    assert ["-booked->" in way for way in with_slot] == [True]
    hours = [float(ways[0].split(" | ")[1].split()[0]) for ways in (without, with_slot)]
    assert hours[0] - hours[1] == pytest.approx(200.0, abs=1.5), "two services draw two waits"


def test_a_train_load_or_a_terminal_product_has_its_slot_and_a_word_wins(small):
    net = small.read(WEEKLY)
    few = small.query(net, "p", "q", boxes=2, scope="door", slot=None)
    assert not has_slot(few)
    assert has_slot(small.query(net, "p", "q", boxes=int(SLOT_TEU), scope="door", slot=None))
    assert has_slot(replace(few, scope="terminal"))
    assert not has_slot(replace(few, scope="terminal", slot=False))


def test_every_service_without_a_slot_has_a_twin_with_one_of_the_same_ships(worlds):
    services = {s.id: s for s in worlds("base").corridor.services}
    twins = [s for s in services.values() if s.slot == "without"]
    assert twins
    for s in twins:
        twin = services[s.id.removesuffix("-unbooked")]
        assert twin.slot == "needed"
        assert (twin.origin, twin.destination, twin.gap_h) == (s.origin, s.destination, s.gap_h)


# ---------------------------------------------------------------- weather and closures
def test_storms_lengthen_a_plan_by_their_share_of_a_spell_on_average(small):
    text = f"{SHIP}\nship line p q headway gap=1\nclosure terminal:p.port 0.3 from=2026-12-01 to=2027-01-01"
    numbers = f"{small.numbers}\nclass:storm closed_spell 48 h"
    net = small.read(text, numbers)
    asked = small.query(net, "p", "q", draws_count=100_000)
    (stormy,) = small.options(net, asked)
    calm_net = small.read(text.replace("0.3", "0.0"), numbers)
    (calm,) = small.options(calm_net, asked)
    assert 24 * (stormy.mean_days - calm.mean_days) == pytest.approx(0.3 * 48, rel=0.03)
    (sea,) = (leg for leg in stormy.legs if leg.mode == "sea")
    assert [e.kind for e in sea.elements].count("storm") == 1


def test_a_storm_month_is_not_next_month(small):
    text = f"{SHIP}\nship line p q headway gap=1\nclosure terminal:p.port 0.3 from=2026-10-01 to=2026-11-01"
    net = small.read(text, f"{small.numbers}\nclass:storm closed_spell 48 h")
    (option,) = small.options(net, small.query(net, "p", "q"))
    assert not any(e.kind == "storm" for leg in option.legs for e in leg.elements)


def test_a_scenario_wins_over_a_dated_closure_and_only_the_last_word_counts(small):
    net = small.read(f"{SHIP}\npassage strait open\nclosure passage:strait 1 from=2026-01-01")
    on = date(2026, 12, 1)
    assert is_shut(net, "passage:strait", on)[0]
    from daliz.model.corridor import State

    opened = net.with_changes(states=[State(subject="passage:strait", state="open", why="x", source="test")])
    assert not is_shut(opened, "passage:strait", on)[0]
    since = Note.of("why.source_since", source="test", date=date(2026, 1, 1))
    assert is_shut(net, "passage:strait", on)[1] == since
    assert not is_shut(net, "passage:strait", date(2025, 12, 31))[0]
