"""What a corridor is called is what the way does, and no corridor is shown by a way that nobody would take."""

from dataclasses import replace
from datetime import date

import pytest

from daliz.app.plan_chain import make_cargo, make_query, plan_chain
from daliz.model.plan import Range
from daliz.route.choice import choose, is_idle
from daliz.route.options import corridor_of

READY = date(2026, 12, 1)
BOXES = make_cargo(containers="2x40HC")
PAIRS = (
    "kobe-almaty", "tokyo-tashkent", "busan-bishkek", "xian-baku", "chongqing-duisburg", "urumqi-istanbul",
    "almaty-rotterdam", "karaganda-lianyungang", "tashkent-mersin", "ashgabat-poti", "dushanbe-hamburg",
    "ulaanbaatar-warsaw", "yiwu-madrid", "tbilisi-astana", "riga-osh", "london-aktau", "istanbul-shanghai",
    "almaty-duisburg", "tashkent-moscow", "shanghai-almaty", "busan-tbilisi", "yerevan-almaty",
)  # fmt: skip
#: What a way must do to carry the name.
NAMED_AFTER = {
    "northern-khorgos": {"border:altynkol/khorgos", "country:RU"},
    "northern-dostyk": {"border:alashankou/dostyk", "country:RU"},
    "northern-zabaikalsk": {"border:manzhouli/zabaikalsk"},
    "northern-mongolia": {"border:naushki/sukhbaatar"},
    "northern-grodekovo": {"border:grodekovo/suifenhe"},
    "northern-caucasus": {"border:makhachkala/yalama"},
    "northern-blacksea": {"country:RU", "sea:blacksea"},
    "china-khorgos": {"border:altynkol/khorgos"},
    "china-dostyk": {"border:alashankou/dostyk"},
    "caucasus-btk": {"border:akhalkalaki/kars"},
}


@pytest.fixture(scope="module")
def plans(worlds):
    world = worlds("base")
    return {
        pair: plan_chain(world, make_query(world, *pair.split("-"), cargo=BOXES, ready=READY))
        for pair in PAIRS
    }


def test_a_corridor_named_after_a_border_crosses_it(plans):
    seen = set()
    for plan in plans.values():
        for option in plan.options:
            seen.add(option.corridor)
            assert NAMED_AFTER.get(option.corridor, set()) <= option.tokens, (option.corridor, option.hubs)
    assert len(seen & NAMED_AFTER.keys()) > 7


def test_a_box_trucked_to_the_border_station_and_back_is_not_the_way_by_khorgos(worlds):
    tokens = frozenset({"altynkol", "almaty", "country:KZ", "country:RU", "mode:road", "mode:rail", "spb"})
    rules = worlds("base").corridor
    assert corridor_of(rules, tokens)[0] != "northern-khorgos"
    over = tokens | {"border:altynkol/khorgos", "country:CN"}
    assert corridor_of(rules, over)[0] == "northern-khorgos"


@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_shown_for_its_corridor_alone_is_no_way_that_nobody_would_take(plans, pair):
    plan = plans[pair]
    for option in plan.options[: plan.shown_count]:
        if option.why == ("best of its corridor",):
            assert not any(is_idle(option, o) for o in plan.options), option.hubs


def test_among_the_ways_not_shown_there_are_such(plans):
    rest = [(p, o) for p in plans.values() for o in p.options[p.shown_count :]]
    assert any(is_idle(o, better) for p, o in rest for better in p.options)


def test_from_japan_nobody_goes_round_the_cape_and_back_over_the_caspian(plans):
    shown = plans["kobe-almaty"].options[: plans["kobe-almaty"].shown_count]
    assert {o.corridor for o in shown} >= {"sea-rail-lianyungang", "sea-rail-vostochny"}
    assert not any("passage:south_africa" in o.tokens for o in shown)


@pytest.mark.parametrize("pair", ["almaty-duisburg", "almaty-rotterdam", "chongqing-duisburg"])
def test_the_middle_corridor_and_the_sea_are_shown_beside_quicker_ways(plans, pair):
    shown = {o.corridor for o in plans[pair].options if o.why}
    assert any(c.startswith("middle-") for c in shown)
    assert pair != "chongqing-duisburg" or "sea-cape" in shown


def like(option, *, days=1.0, usd=1.0, kg=1.0, km=1.0, group=None):
    """Return a copy, so many times as slow, dear, dirty and long."""

    def times(r, by):
        return Range(p10=r.p10 * by, p50=r.p50 * by, p90=r.p90 * by)

    legs = tuple(replace(leg, distance_km=leg.distance_km * km) for leg in option.legs)
    return replace(
        option,
        id="copy",
        corridor="copy",
        group=group or option.group,
        days=times(option.days, days),
        cost_usd=times(option.cost_usd, usd),
        wtw_kg_co2e=option.wtw_kg_co2e * kg,
        legs=legs,
    )


@pytest.mark.parametrize(
    ("more", "idle"),
    [
        ({"days": 1.2, "usd": 1.2, "kg": 1.2, "km": 1.8, "group": "b"}, True),
        ({"days": 1.2, "usd": 1.2, "kg": 1.2, "km": 1.7, "group": "b"}, False),  # no detour, another group
        ({"days": 3.0, "usd": 1.05, "kg": 2.0, "km": 3.0, "group": "b"}, False),  # hardly dearer
        ({"days": 3.0, "usd": 0.8, "kg": 2.0, "km": 3.0}, False),  # cheaper
        ({"days": 1.5, "usd": 1.2, "kg": 1.2}, True),  # of one group: 2.16 times
        ({"days": 1.3, "usd": 1.2, "kg": 1.2}, False),  # 1.87 times
        ({"days": 4.0, "usd": 1.2, "kg": 0.9}, False),  # greener
    ],
)
def test_the_two_cases_in_which_nobody_would_take_a_way(plans, more, idle):
    best = plans["almaty-duisburg"].options[0]
    other = like(best, **more)
    assert is_idle(other, best) is idle
    shown = [o for o in choose([best, other]) if o.why]
    assert (other.id in {o.id for o in shown}) is not idle


def test_the_best_of_a_corridor_is_the_surest_unless_another_costs_a_tenth_less(plans):
    quick, *_ = plans["almaty-duisburg"].options
    rail = replace(quick, id="rail", corridor="x", group="x")
    truck = like(rail, days=0.99, usd=1.3, kg=2)
    truck = replace(truck, id="truck", corridor="x", group="x")
    best = [o.id for o in choose([replace(quick, id="q"), rail, truck]) if "best of its corridor" in o.why]
    assert "truck" not in best
