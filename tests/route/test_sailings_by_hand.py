"""One sailing with its coefficients: 20 km an hour, 1000 km."""

from dataclasses import replace

import pytest

from daliz.route.sailings import sailings
from daliz.route.waits import closed_share, sailing_waits

SEA = """
hub a AA 50 10 port
hub z BB 50 30 port
passage first open
passage second open
lane a z 1000 first,second
ship line a z headway gap=20 cv=1
"""


@pytest.fixture
def sail(small):
    def found(numbers="", *, text=SEA, slot=False, boxes=1, service=None, allowed=lambda _: True, **more):
        net = small.read(text, small.numbers + numbers)
        if service:
            net = replace(net, services=tuple(replace(s, **service) for s in net.services))
        asked = small.query(net, "a", "z", slot=slot, boxes=boxes, **more)
        return net, asked, sailings(net, asked, allowed)[0]

    return found


def test_a_lane_is_passed_in_its_order_and_back_in_the_other(sail):
    _, _, (there, back) = sail()
    assert (there.origin, there.passages) == ("a.port", ("first", "second"))
    assert (back.origin, back.passages) == ("z.port", ("second", "first"))


def test_the_hours_are_those_of_the_service_else_of_its_speed_and_calls(sail):
    assert {s.minutes for s in sail()[2]} == {60 * 50}
    assert {s.minutes for s in sail("class:sea.main call 30 h/1000km")[2]} == {60 * 80}
    assert {s.minutes for s in sail("class:sea.main call 30 h/1000km", service={"duration_h": 7.0})[2]} == {
        60 * 7
    }
    longer = sail(service={"km": 2000.0})[2][0]
    assert (longer.km, longer.minutes) == (2000, 60 * 100)


def test_timed_departures_give_the_hours_in_the_clock_of_each_port(sail, small):
    service = {"timetable": "calendar", "departures": (("2026-12-05T12:00", "2026-12-06T13:00"),)}
    assert sail(service=service)[2][0].minutes == 60 * 25
    net = small.read(SEA)
    east = {"z": replace(net.hubs["z"], tz="Asia/Tashkent")}  # five hours ahead
    services = tuple(replace(s, **service) for s in net.services)
    there, back = sailings(
        replace(net, hubs=net.hubs | east, services=services), small.query(net, "a", "z"), lambda _: True
    )[0]
    assert (there.minutes, back.minutes) == (60 * 20, 60 * 30)


def test_only_what_it_carries_and_only_with_the_slot_that_it_needs(sail):
    assert sail(service={"cargo": ("wagon",)})[2] == []
    for slot, booked, taken in (
        ("any", False, True), ("any", True, True), ("needed", True, True), ("needed", False, False),
        ("without", False, True), ("without", True, False),
    ):  # fmt: skip
        numbers = "class:unbooked.main wait 100 h"
        assert bool(sail(numbers, service={"slot": slot}, slot=booked)[2]) == taken


def test_the_wait_is_for_the_departure_and_without_a_slot_for_a_place(sail):
    # gaps of 20 h as irregular as can be: 20 (1 + 1) / 2
    assert sail()[2][0].wait_min == 60 * 20
    unbooked = "class:unbooked.main wait 100 h\nclass:unbooked.main dwell_factor 1.5 1"
    found = sail(unbooked, service={"slot": "without"})[2][0]
    assert found.wait_min == 60 * (20 + 150)
    assert found.unbooked == "class:unbooked.main"


@pytest.mark.parametrize(
    ("numbers", "factor"),
    [
        ("class:gap.main dwell_factor 2 1", 2),
        ("class:gap.main dwell_factor 2 1\nservice:line dwell_factor 3 1", 3),
        ("service:line dwell_factor 3 1", 3),
        ("service:other dwell_factor 3 1", 1),
    ],
)
def test_gaps_are_stretched_by_the_service_or_its_sea(sail, numbers, factor):
    net, asked, found = sail(numbers)
    assert found[0].wait_min == 60 * 20 * factor
    (wait,) = sailing_waits(net, found[0], ready=asked.ready, on=asked.ready)
    assert (wait.kind, wait.gap_h, wait.mean_h) == ("wait", 20 * factor, 20 * factor)


def test_cargo_for_three_departures_waits_two_gaps_more(sail):
    net, asked, found = sail(service={"capacity_teu": 2.0, "gap_cv": 0.0}, boxes=5)
    assert found[0].lots_count == 3
    assert found[0].wait_min == 60 * (10 + 40)
    (wait,) = sailing_waits(net, found[0], ready=asked.ready, on=asked.ready)
    assert (wait.mean_h, wait.lots_count) == (50, 3)


def test_the_elements_of_the_wait_without_a_slot(sail):
    unbooked = "class:unbooked.main wait 100 h\nclass:unbooked.main dwell_factor 1.5 1\nclass:unbooked.main log_sd 0.6 1"
    net, asked, found = sail(unbooked, service={"slot": "without"})
    queue, wait = sailing_waits(net, found[0], ready=asked.ready, on=asked.ready)
    assert (queue.kind, queue.mean_h, queue.log_sd, queue.place) == ("unbooked", 150, 0.6, "a")
    assert (wait.kind, wait.mean_h) == ("wait", 20)


def storm(sail, numbers, text=SEA):
    net, asked, found = sail(numbers, text=text)
    elements = {e.kind: e for e in sailing_waits(net, found[0], ready=asked.ready, on=asked.ready)}
    return net, asked, elements.get("storm")


def test_weather_shuts_a_port_by_its_own_numbers_else_by_the_dated_rows(sail):
    rows = "place:a 0.2 to=2026-12-01", "place:a 0.1 from=2026-12-01", "terminal:a.port 0.15", "place:z 0.5"
    shut = SEA + "\n".join(f"closure {row}" for row in rows)
    spell = "class:storm closed_spell 24 h"
    net, asked, found = storm(sail, spell, shut)
    assert (found.share, found.mean_h, found.place) == (0.15, 24, "a")
    assert closed_share(net, "z", asked.ready) == 0.5
    _, _, own = storm(
        sail, f"{spell}\nterminal:a.port closed_spell 40 h\nterminal:a.port closed_share 0.3 1", shut
    )
    assert (own.share, own.mean_h) == (0.3, 40)
    assert storm(sail, spell)[2] is None
    assert storm(sail, "", shut)[2] is None


def test_a_port_shut_for_good_is_no_weather(sail):
    net, asked, _ = sail(text=f"{SEA}closure place:z 1")
    assert closed_share(net, "z", asked.ready) == 0


def test_no_ship_calls_at_a_port_that_is_shut(sail):
    assert len(sail()[2]) == 2
    for shut in (
        "closure place:z 1",
        "closure terminal:z.port 1",
        "closure service:line 1",
        "closure passage:first 1",
    ):
        assert sail(text=f"{SEA}{shut}")[2] == [], shut


@pytest.mark.parametrize(
    "token", ["mode:sea", "sea:main", "service:line", "z", "country:BB", "passage:second"]
)
def test_what_is_avoided_is_not_sailed(sail, token):
    assert sail(allowed=lambda t: t != token)[2] == []
