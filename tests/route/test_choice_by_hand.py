"""Which options are shown and why, with the numbers of each written down: days, dollars, kilograms, kilometres."""

from dataclasses import replace

import pytest

from daliz.model.plan import Leg, Option, Range
from daliz.route.choice import DETOUR, WORSE, choose, is_idle, retraced


def leg(origin, destination, km=0.0, via=()):
    return Leg(
        kind="transport", mode="rail", origin=f"{origin}.rail", destination=f"{destination}.rail", distance_km=km,
        elements=(), cost=(), wtw_kg_co2e=0, ttw_kg_co2e=0, wtw_low_kg_co2e=0, wtw_high_kg_co2e=0, via=via,
    )  # fmt: skip


def way(name, days, usd, kg, *, p90=None, km=1000.0, corridor=None, group=None, on_time=None):
    money = Range(p10=usd, p50=usd, p90=usd)
    return Option(
        id=name, corridor=corridor or name, group=group or corridor or name, why=(),
        days=Range(p10=days, p50=days, p90=p90 or days), arrival={}, arrival_local={}, on_time_share=on_time,
        cost_usd=money, cost_per_unit_usd=money, cost=(), sourced_cost_share=0, wtw_kg_co2e=kg, ttw_kg_co2e=0,
        wtw_low_kg_co2e=0, wtw_high_kg_co2e=0, transfers_count=0, gauge_changes_count=0, legs=(leg("a", "z", km),),
        hubs=(), countries=(), borders=(), spread=(), notes=(),
    )  # fmt: skip


AS_GOOD, BAD = 100 * (WORSE - 0.05), 100 * (WORSE + 0.05)


@pytest.mark.parametrize(
    ("days", "usd", "kg", "length", "idle"),
    [
        (BAD, BAD, BAD, DETOUR + 0.1, True),
        (BAD, BAD, BAD, DETOUR - 0.1, False),
        (BAD, BAD, AS_GOOD, DETOUR + 0.1, False),
        (BAD, AS_GOOD, BAD, DETOUR + 0.1, False),
        (AS_GOOD, BAD, BAD, DETOUR + 0.1, False),
        (BAD, 90, BAD, DETOUR + 0.1, False),
    ],
)
def test_what_is_worse_in_all_and_a_detour_is_idle(days, usd, kg, length, idle):
    better = way("better", 100, 100, 100, km=1000)
    assert is_idle(way("other", days, usd, kg, km=1000 * length), better) == idle
    assert not is_idle(better, better)


@pytest.mark.parametrize(
    ("days", "usd", "kg", "group", "idle"),
    [
        (13, 130, 130, "land", True),  # 1.3³ is 2.2
        (12, 120, 120, "land", False),  # 1.2³ is 1.7
        (13, 130, 130, "sea", False),  # no rival
        (10, 100, 210, "land", True),  # no worse in two, twice in one
        (9, 300, 100, "land", False),  # quicker
    ],
)
def test_a_rival_half_as_good_and_better_in_nothing_is_idle(days, usd, kg, group, idle):
    better = way("better", 10, 100, 100, group="land")
    assert is_idle(way("other", days, usd, kg, group=group), better) == idle


def shown(*options):
    return {o.id: o.why for o in choose(options) if o.why}


def test_the_four_reasons_each_have_their_measure():
    fast, sure = way("fast", 10, 400, 400, p90=40), way("sure", 12, 300, 300, p90=20)
    cheap, green = way("cheap", 14, 100, 200, p90=30), way("green", 16, 200, 100, p90=35)
    found = shown(green, cheap, sure, fast)
    assert found == {
        "fast": ("fastest",),
        "sure": ("surest",),
        "cheap": ("cheapest",),
        "green": ("greenest",),
    }


def test_equal_days_go_to_the_cheaper_and_equal_prices_to_the_quicker():
    found = shown(way("a", 10, 200, 100), way("b", 10, 150, 100), way("c", 12, 150, 100))
    assert found["b"] == ("fastest", "surest", "cheapest")
    assert found["a"] == ("greenest",), "of equal CO2e and days the first by name"


def test_the_best_of_a_corridor_is_the_surest_unless_another_as_sure_is_cheaper_by_much():
    others = [way("one", 5, 50, 50)]
    sure = way("sure", 10, 100, 60, p90=20, corridor="middle")
    near = 20 * (WORSE - 0.02)
    same = way("same", 11, 100 / (WORSE - 0.02), 60, p90=near, corridor="middle")
    much = way("much", 11, 100 / (WORSE + 0.02), 60, p90=near, corridor="middle")
    slow = way("slow", 11, 60, 60, p90=20 * (WORSE + 0.02), corridor="middle")  # not as sure
    assert shown(*others, sure, same)["sure"] == ("best of its corridor",)
    assert shown(*others, sure, much)["much"] == ("best of its corridor",)
    assert "slow" not in shown(*others, sure, slow)


def test_ways_outside_the_named_corridors_stand_for_none():
    found = shown(way("one", 5, 50, 50), way("two", 6, 60, 60, corridor="local", group="local"))
    assert set(found) == {"one"}


@pytest.mark.parametrize(
    ("legs", "back"),
    [
        ([leg("a", "m"), leg("m", "z")], False),
        ([leg("a", "m"), leg("m", "a"), leg("a", "z")], True),
        ([leg("a", "z", via=("m",)), leg("z", "m")], True),
        ([leg("a", "z", via=("m",))], False),
    ],
)
def test_a_way_that_comes_back_to_a_place_is_retraced(legs, back):
    assert retraced(replace(way("x", 1, 1, 1), legs=tuple(legs))) == back
