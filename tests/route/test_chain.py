"""Chains of the real network: whole from door to door, in order, and adding up, whatever is asked."""

import math
from datetime import date
from itertools import pairwise

import pytest

from daliz.app.plan_chain import make_cargo, make_query, plan_chain
from daliz.errors import NoPlanError, QueryError
from daliz.route.rail import crossing_on
from daliz.words import tell

READY = date(2026, 12, 1)
ASKED = (
    ("base", "kobe", "almaty", {"containers": "2x40HC"}, {}),
    ("base", "pavlodar", "osaka", {"tonnes": 120.0, "commodity": "metal"}, {}),
    ("base", "chongqing", "duisburg", {"containers": "40x40HC"}, {}),
    ("kazakhstan-shut", "chongqing", "duisburg", {"containers": "40x40HC"}, {}),
    ("base", "dushanbe", "constanta", {"containers": "1x20"}, {}),
    ("base", "tashkent", "varna", {"wagons": 20}, {}),
    ("base", "almaty", "istanbul", {"containers": "120x40HC"}, {"scope": "terminal"}),
    ("base", "38.56,68.77", "bishkek", {"containers": "1x40"}, {}),
    ("base", "ulaanbaatar", "hamburg", {"containers": "4x40"}, {"avoid": ("RU",)}),
    ("base", "seoul", "warsaw", {"containers": "1x40RF"}, {"deadline": date(2027, 1, 31)}),
    ("hormuz-suez-open", "tokyo", "tashkent", {"containers": "1x40HC"}, {}),
    ("hormuz-suez-open", "tehran", "rotterdam", {"containers": "2x40"}, {}),
    ("northern-shut", "xian", "budapest", {"containers": "2x40"}, {}),
    ("red-sea-shut", "shanghai", "trieste", {"containers": "2x40"}, {}),
    ("projects-2030", "kashgar", "tashkent", {"containers": "2x40"}, {}),
    ("congested-2022", "almaty", "poti", {"containers": "2x40"}, {}),
    ("aktau-storm-month", "almaty", "poti", {"containers": "2x40"}, {}),
)


@pytest.fixture(scope="module")
def plans(worlds):
    made = {}
    for i, (scenario, origin, destination, cargo, more) in enumerate(ASKED):
        world = worlds(scenario)
        ready = READY if scenario in {"base", "hormuz-suez-open"} else world.corridor.as_of
        if "deadline" in more:
            ready = READY
        query = make_query(world, origin, destination, cargo=make_cargo(**cargo), ready=ready, **more)
        made[i] = world, plan_chain(world, query)
    return made


each = pytest.mark.parametrize("number", range(len(ASKED)), ids=lambda i: "-".join(ASKED[i][:3]))


def place(end):
    return end.partition(".")[0].partition("@")[0]


@each
def test_the_legs_of_a_chain_join_end_to_end(plans, number):
    world, plan = plans[number]
    assert plan.options
    for option in plan.options:
        first, last = option.legs[0], option.legs[-1]
        ends = [
            {e.name, e.hub, f"{e.hub}.rail", f"{e.hub}.port", f"{e.hub}.road"}
            for e in (plan.query.origin, plan.query.destination)
        ]
        assert first.origin in ends[0] or place(first.origin) in ends[0]
        assert last.destination in ends[1] or place(last.destination) in ends[1]
        hubs = world.corridor.hubs
        for one, two in pairwise(option.legs):
            a, b = place(one.destination), place(two.origin)
            assert a == b or a not in hubs or b not in hubs, (one.destination, two.origin)


@each
def test_no_place_is_passed_twice(plans, number):
    _, plan = plans[number]
    for option in plan.options:
        passed = []
        for leg in option.legs:
            if leg.kind == "transport":
                for end in (leg.origin, *leg.via, leg.destination):
                    if passed[-1:] != [place(end)]:
                        passed.append(place(end))
        assert len(passed) == len(set(passed)), passed


@each
def test_times_costs_and_emissions_are_finite_and_in_order(plans, number):
    _, plan = plans[number]
    for o in plan.options:
        assert 0 < o.days.p10 <= o.days.p50 <= o.days.p90 < math.inf
        assert 0 < o.cost_usd.p10 <= o.cost_usd.p50 <= o.cost_usd.p90
        assert 0 < o.wtw_low_kg_co2e <= o.wtw_kg_co2e <= o.wtw_high_kg_co2e
        assert 0 <= o.ttw_kg_co2e <= o.wtw_kg_co2e
        assert sum(m for leg in o.legs for m in leg.element_days) == pytest.approx(o.mean_days)
        assert sum(leg.wtw_kg_co2e for leg in o.legs) == pytest.approx(o.wtw_kg_co2e)
        for leg in o.legs:
            assert leg.distance_km >= 0
            if leg.mode == "rail":
                assert sum(km for _, km in leg.country_km) == pytest.approx(leg.distance_km)
                assert leg.links


@each
def test_no_train_passes_a_border_that_is_shut_or_a_country_to_avoid(plans, number):
    world, plan = plans[number]
    avoided = {t.removeprefix("country:") for t in plan.query.avoid if t.startswith("country:")}
    for option in plan.options:
        assert not avoided & set(option.countries)
        for leg in option.legs:
            if leg.mode != "rail":
                continue
            for border in leg.borders:
                a, b = border.split("/")
                assert crossing_on(world.corridor, a, b, "rail", plan.query.ready)[0] is not None
            stops = [place(leg.origin), *leg.via, place(leg.destination)]
            crossed = [
                f"{a}/{b}"
                for a, b in pairwise(stops)
                if world.corridor.hubs[a].country != world.corridor.hubs[b].country
            ]
            assert crossed == list(leg.borders)


@each
def test_options_differ_and_the_first_ones_say_why(plans, number):
    _, plan = plans[number]
    told = [
        tuple((leg.mode, leg.origin, leg.destination, leg.service) for leg in o.legs) for o in plan.options
    ]
    assert len(told) == len(set(told))
    assert all(o.why for o in plan.options[: plan.shown_count])
    assert {"fastest", "surest", "cheapest", "greenest"} <= {
        w for o in plan.options[: plan.shown_count] for w in o.why
    }


@each
def test_each_element_has_a_grade_and_each_amount_a_source(plans, number):
    world, plan = plans[number]
    known = set(world.corridor.sources) | {"daliz"}
    for option in plan.options[: plan.shown_count]:
        for leg in option.legs:
            for e in leg.elements:
                assert e.grade in {"official", "press", "other", "computed", "assumed"}
            for item in leg.cost:
                assert item.source_id in known, item
                assert item.low_usd <= item.usd <= item.high_usd


def test_a_required_dead_end_is_gone_into_and_out_of(worlds):
    from daliz.route.choice import retraced

    world = worlds("base")
    cargo = make_cargo(containers="2x40")
    query = make_query(
        world,
        "almaty",
        "tashkent",
        cargo=cargo,
        ready=READY,
        require=("aktau",),
        avoid=("mode:sea", "mode:ferry"),
    )
    options = plan_chain(world, query).options
    assert options
    assert all(retraced(o) for o in options), "there is one line to Aktau"


def test_the_same_place_sees_the_same_hours_in_two_options(plans):
    _, plan = plans[0]
    seen = {}
    for option in plan.options:
        for leg in option.legs:
            for e in leg.elements:
                key = (e.kind, e.subject, e.key, e.lots_count)
                if e.kind == "border":
                    seen.setdefault(key, set()).add((e.mean_h, e.log_sd))
    assert seen
    assert all(len(v) == 1 for v in seen.values())


def test_a_storm_month_at_aktau_slows_the_ways_over_aktau_and_no_other(worlds):
    def middle(scenario, require):
        world = worlds(scenario)
        query = make_query(
            world, "almaty", "poti", cargo=make_cargo(containers="2x40"), ready=READY, require=require
        )
        return plan_chain(world, query)

    calm, storm = (middle(s, ("aktau", "sea:caspian")) for s in ("base", "aktau-storm-month"))
    kinds = [{e.kind for o in p.options for leg in o.legs for e in leg.elements} for p in (calm, storm)]
    assert "storm" in kinds[1]
    assert "storm" not in kinds[0], "December has no row of its own"
    assert min(o.days.p50 for o in storm.options) > min(o.days.p50 for o in calm.options)


def test_a_larger_consignment_never_arrives_earlier_and_never_costs_less(worlds):
    world = worlds("base")

    def answer(boxes):
        query = make_query(
            world,
            "almaty",
            "constanta",
            cargo=make_cargo(containers=f"{boxes}x40HC"),
            ready=READY,
            slot=False,
            require=("service:aktau-alat-feeder-unbooked", "poti"),
        )
        return min(plan_chain(world, query).options, key=lambda o: o.days.p50)

    few, many = answer(10), answer(400)
    assert many.days.p50 > few.days.p50
    assert many.cost_usd.p50 > few.cost_usd.p50
    notes = {n for leg in many.legs for n in leg.notes}
    assert any(n.key == "note.lots" for n in notes)


def test_what_the_planner_cannot_do_it_says(worlds):
    world = worlds("base")
    cargo = make_cargo(containers="1x20")
    with pytest.raises(QueryError, match="two different places"):
        make_query(world, "almaty", "almaty", cargo=cargo, ready=READY)
    with pytest.raises(NoPlanError, match="No chain joins") as error:
        plan_chain(
            world,
            make_query(world, "almaty", "kobe", cargo=cargo, ready=READY, avoid=("CN", "RU", "AZ", "TM")),
        )
    assert "Avoided: China" in str(error.value)


def test_wagons_over_an_ocean_are_told_to_change_into_boxes(worlds):
    world = worlds("base")
    with pytest.raises(NoPlanError) as error:
        plan_chain(world, make_query(world, "almaty", "osaka", cargo=make_cargo(wagons=2), ready=READY))
    assert "with --tonnes the cargo may change into boxes" in str(error.value)
    assert plan_chain(
        world, make_query(world, "almaty", "osaka", cargo=make_cargo(tonnes=120), ready=READY)
    ).options


def test_a_country_without_a_usable_hub_takes_the_nearest_of_several_neighbours_and_says_so(worlds):
    world = worlds("base")
    cargo = make_cargo(containers="2x40")

    def first(origin):
        plan = plan_chain(world, make_query(world, origin, "almaty", cargo=cargo, ready=READY))
        return plan, [o.hubs[0] for o in plan.options]

    plan, hubs = first("dushanbe")
    assert "no hub of ours in Tajikistan can be used; the nearest by an assumed road:" in tell(
        "en", plan.warnings[0]
    )
    assert plan.options[0].hubs[0] in {"termez", "saryagash"}, "not by Afghanistan where others are as near"
    assert len(set(hubs)) > 1
    plan, hubs = first("hanoi")
    assert hubs[0] == "guangzhou"
    assert "kaohsiung" not in hubs, "no truck drives to Taiwan"
    plan, hubs = first("stockholm")
    assert plan.options[0].hubs[0] == "tallinn"
    assert plan.options[0].legs[0].mode == "road"
    assert any(leg.mode == "rail" for leg in plan.options[0].legs)


def test_a_narrow_question_hears_only_of_what_is_shut_on_its_day(worlds):
    world = worlds("base")
    cargo = make_cargo(containers="1x20")
    calm = plan_chain(world, make_query(world, "kobe", "rotterdam", cargo=cargo, ready=date(2023, 6, 1)))
    now = plan_chain(world, make_query(world, "kobe", "rotterdam", cargo=cargo, ready=READY))
    assert not any("Bab el-Mandeb" in tell("en", line) for line in calm.closed)
    assert any("Bab el-Mandeb" in tell("en", line) for line in now.closed)
    assert any(o.corridor == "sea-suez" for o in calm.options)
    assert not any(o.corridor == "sea-suez" for o in now.options)
