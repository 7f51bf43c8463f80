"""The rail network of a small land: 60 km an hour, 5 h at a border, 10 g a tonne-kilometre."""

from dataclasses import replace
from datetime import date

import pytest

from daliz.model.corridor import State
from daliz.model.network import Closure
from daliz.route.rail import crossing_on, open_rail
from daliz.route.shut import is_shut

DAY = date(2026, 12, 1)
LAND = """
hub a AA 50 10 rail:1520
hub m BB 50 20 rail:1520
hub z CC 50 30 rail:1520
rail a m 600 1520
rail m z 300 1520
crossing a m open
crossing m z open
"""
TOKENS = ("a", "m", "z", "country:AA", "country:BB", "country:CC")


def mask_of(tokens):
    return sum(1 << TOKENS.index(t) for t in set(tokens) if t in TOKENS)


class Clean:
    def rail(self, country, traction):  # noqa: ARG002 - one factor a country
        return type("Kg", (), {"wtw": {"AA": 0.01, "BB": 0.02, "CC": 0.04}[country]})()


@pytest.fixture
def rails(small):
    def opened(numbers="", *, text=LAND, on=DAY, blocked=(), **changes):
        net = small.read(text, f"{small.numbers}\n{numbers}")
        if changes:
            net = replace(net, **changes)
        return open_rail(net, on, emissions=Clean(), mask_of=mask_of, blocked=frozenset(blocked))

    return opened


def stage(network, a, z):
    found = [s for s in network.stages((a, 1520), [(z, 1520)]) if s.destination == (z, 1520)]
    return found[0] if found else None


def test_a_stage_is_the_sum_of_its_tracks_there_and_back(rails):
    there, back = stage(rails(), "a", "z"), stage(rails(), "z", "a")
    for s in (there, back):
        assert s.minutes == 900 + 2 * 60 * 5
        assert s.km == 900
        # half of each link is in each of its countries
        assert s.kg_per_t == pytest.approx(300 * 0.01 + 450 * 0.02 + 150 * 0.04)
        assert s.mask == mask_of(TOKENS)
    assert there.border_pairs == (("AA", "BB"), ("BB", "CC"))
    assert back.border_pairs == (("CC", "BB"), ("BB", "AA"))
    assert stage(rails(), "a", "m").mask == mask_of(("a", "m", "country:AA", "country:BB"))


def test_the_tracks_of_a_stage_are_told_in_its_direction(rails):
    network = rails()
    back = network.path(("z", 1520), ("a", 1520))
    assert [t.border for t in back] == ["z/m", "m/a"]
    assert [t.country_km for t in back] == [(("CC", 150), ("BB", 150)), (("BB", 300), ("AA", 300))]
    there = network.path(("a", 1520), ("z", 1520))
    assert [t.country_km for t in there] == [(("AA", 300), ("BB", 300)), (("BB", 150), ("CC", 150))]


def test_a_delay_a_border_and_a_yard_add_their_hours(rails):
    assert stage(rails("link:a-m-1520 delay 4 h"), "a", "m").minutes == 600 + 300 + 240
    assert stage(rails("link:a-m-1520 delay -90 h"), "a", "m").minutes == 300, "never less than nothing"
    assert stage(rails("crossing:a/m/rail dwell 8 h"), "a", "m").minutes == 600 + 480
    assert stage(rails("crossing:a/m/rail dwell_factor 3 1"), "a", "m").minutes == 600 + 900
    both = "class:border.x dwell_factor 2 1\ncrossing:a/m/rail dwell_factor 3 1"
    assert stage(rails(both), "a", "m").minutes == 600 + 300 * 6
    assert stage(rails("class:yard.x dwell 10 h/1000km 2026-01-01"), "a", "m").minutes == 600 + 300 + 360


@pytest.mark.parametrize(
    ("direction", "there", "back"), [("both", True, True), ("a_to_b", True, False), ("b_to_a", False, True)]
)
def test_a_border_is_crossed_in_its_direction_only(rails, direction, there, back):
    text = LAND.replace("crossing a m open", f"crossing a m open direction={direction}")
    network = rails(text=text)
    assert (stage(network, "a", "m") is not None) == there
    assert (stage(network, "m", "a") is not None) == back


def test_of_the_rows_of_a_border_the_last_begun_holds(rails):
    text = f"{LAND}crossing a m closed from=2026-12-01\ncrossing a m open from=2027-01-01"
    for on, is_open in (
        (date(2026, 11, 30), True),
        (DAY, False),
        (date(2026, 12, 31), False),
        (date(2027, 1, 1), True),
    ):
        network = rails(text=text, on=on)
        assert (stage(network, "a", "m") is not None) == is_open
        assert [subject for subject, _ in network.shut] == ([] if is_open else ["crossing:a/m/rail"])
    assert stage(rails(text=LAND.replace("crossing a m open", "")), "a", "m") is None


def closure(subject, **more):
    told = {"share": 1.0, "valid_from": None, "valid_to": None, "cargo": None}
    return Closure(subject=subject, source_id="test", grade="assumed", note=None, **(told | more))


def test_a_closure_shuts_one_direction_and_a_scenario_wins_over_it(small, rails):
    shut = closure("crossing:a/m/rail", valid_from=DAY, valid_to=date(2026, 12, 5))
    network = rails(closures=(shut,))
    assert stage(network, "a", "m") is None
    assert stage(network, "m", "a") is not None
    for on in (date(2026, 11, 30), date(2026, 12, 5)):
        assert stage(rails(closures=(shut,), on=on), "a", "m") is not None
    assert stage(rails(closures=(replace(shut, share=0.9),)), "a", "m") is not None
    said = State(subject="crossing:m/a/rail", state="open", why="so", source="test")
    assert stage(rails(closures=(shut,), states=(said,)), "a", "m") is not None
    net = replace(small.read(LAND), states=(replace(said, state="closed"),))
    assert crossing_on(net, "a", "m", "rail", DAY)[:2] == (None, "closed")


@pytest.mark.parametrize("token", ["a", "m", "country:AA", "country:BB"])
def test_what_is_avoided_has_no_track(rails, token):
    assert stage(rails(blocked=[token]), "a", "m") is None
    assert stage(rails(blocked=["z", "country:CC"]), "a", "m") is not None


def test_a_link_is_there_from_its_first_day_to_before_its_last(rails):
    text = LAND.replace("rail a m 600 1520", "rail a m 600 1520 from=2026-12-01 to=2026-12-03")
    found = [
        stage(rails(text=text, on=date(2026, *day)), "a", "m") is not None
        for day in ((11, 30), (12, 1), (12, 2), (12, 3))
    ]
    assert found == [False, True, True, False]


@pytest.mark.parametrize(
    ("more", "shut"),
    [
        ({}, True), ({"share": 0.99}, False), ({"cargo": "container"}, True), ({"cargo": "wagon"}, False),
        ({"valid_from": DAY}, True), ({"valid_from": date(2026, 12, 2)}, False), ({"valid_to": DAY}, False),
        ({"valid_to": date(2026, 12, 2)}, True),
    ],
)  # fmt: skip
def test_a_closure_shuts_all_the_time_within_its_days(small, more, shut):
    net = replace(small.read(LAND), closures=(closure("place:a", **more),))
    assert is_shut(net, "place:a", DAY)[0] == shut
    assert not is_shut(net, "place:m", DAY)[0]
    said = State(subject="place:a", state="closed" if not shut else "open", why="so", source="test")
    assert is_shut(replace(net, states=(said,)), "place:a", DAY)[0] != shut
