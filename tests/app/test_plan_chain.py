"""What a cargo is read as, what is warned of, and what opens or shuts while the cargo is under way."""

from dataclasses import replace
from datetime import date

import pytest

from daliz.app import plan_chain as module
from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world
from daliz.errors import NoPlanError, QueryError
from daliz.model.corridor import State
from daliz.model.plan import Element, Leg

DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def world():
    return read_world()


@pytest.mark.parametrize(
    ("said", "mass_t", "given", "units"),
    [
        ({"containers": "2x40HC,1x20"}, 50, False, 3),
        ({"containers": "1x40", "tonnes": 12}, 12, True, 1),
        ({"wagons": 3}, 180, False, 3),
        ({"wagons": 3, "tonnes": 100}, 100, True, 3),
        ({"tonnes": 0.001}, 0.001, True, 1),
        ({"tonnes": 24}, 24, True, 1),
        ({"tonnes": 24.5}, 24.5, True, 2),
        ({"tonnes": 49}, 49, True, 3),
    ],
)
def test_a_cargo_is_its_mass_and_its_boxes_or_wagons(said, mass_t, given, units):
    cargo = make_cargo(**said)
    assert (cargo.mass_t, cargo.mass_given, cargo.units_count) == (mass_t, given, units)
    assert cargo.kind == ("wagon" if "wagons" in said else "container")


@pytest.mark.parametrize("said", [{}, {"containers": "1x20", "wagons": 1}, {"wagons": 0}, {"tonnes": 0}])
def test_a_cargo_that_is_none_or_two_is_refused(said):
    with pytest.raises(QueryError):
        make_cargo(**said)


def warned(world, ready=DAY, **cargo):
    query = make_query(world, "almaty", "kostanay", cargo=make_cargo(**cargo), ready=ready)
    return [n.key for n in plan_chain(world, query).warnings]


def test_a_plan_warns_of_what_it_did_not_check_and_took_for_granted(world):
    known = world.corridor.as_of
    late = ["note.known_to"] if known < DAY else []
    assert warned(world, containers="1x40", tonnes=12) == late
    assert warned(world, containers="1x40", tonnes=12, ready=known) == []
    assert warned(world, containers="1x40", tonnes=12, ready=date(2099, 1, 1)) == ["note.known_to"]
    assert warned(world, containers="1x40RF", tonnes=12, ready=known) == ["note.reefer_unchecked"]
    assert warned(world, containers="1x40", tonnes=12, dangerous=True, ready=known) == [
        "note.dangerous_unchecked"
    ]
    assert warned(world, containers="1x40", ready=known) == ["note.mass_assumed"]


def test_what_shuts_before_the_cargo_comes_is_left_out_and_told_with_its_first_day(world):
    query = make_query(world, "almaty", "moscow", cargo=make_cargo(containers="1x40"), ready=DAY)
    free = plan_chain(world, query)
    assert any("RU" in o.countries for o in free.options)
    soon = State(
        subject="country:RU",
        state="closed",
        why="the test says so",
        source="test",
        valid_from=date(2026, 12, 2),
    )
    shut = replace(world, corridor=world.corridor.with_changes(states=[soon]), memo={})
    with pytest.raises(NoPlanError) as told:
        plan_chain(shut, query)
    later = [
        n
        for note in told.value.notes
        for n in dict(note.values).get("lines", ())
        if n.key == "note.shut_later"
    ]
    assert later
    days = [dict(n.values)["date"] for n in later]
    assert all(d >= date(2026, 12, 2) for d in days)
    never = replace(soon, valid_from=date(2027, 12, 1))
    open_yet = replace(world, corridor=world.corridor.with_changes(states=[never]), memo={})
    assert len(plan_chain(open_yet, query).options) == len(free.options)


def leg(hours, country):
    run = Element(
        kind="run", subject="x", key="x", place="x", mean_h=hours, log_sd=0, shocked=False, grade="assumed"
    )
    return Leg(
        kind="transport", mode="rail", origin="a", destination="b", distance_km=1, elements=(run,), cost=(), wtw_kg_co2e=0,
        ttw_kg_co2e=0, wtw_low_kg_co2e=0, wtw_high_kg_co2e=0, country_km=((country, 1.0),),
    )  # fmt: skip


def test_of_the_days_on_which_ways_would_meet_what_is_shut_the_first_is_told(world):
    query = make_query(world, "almaty", "moscow", cargo=make_cargo(containers="1x40"), ready=DAY)
    shut = State(subject="country:RU", state="closed", why="so", source="test", valid_from=date(2026, 12, 3))
    corridor = world.corridor.with_changes(states=[shut])
    some = plan_chain(world, query).options[0]
    ways = [replace(some, legs=(leg(24 * days, "KZ"), leg(1, "RU"))) for days in (5, 3, 4, 1)]
    kept, later = module._open_all_the_way(corridor, query, ways)
    assert kept == [ways[3]], "it is through before it shuts"
    assert [(n.key, dict(n.values)["date"]) for n in later] == [("note.shut_later", date(2026, 12, 4))]


def test_a_way_back_over_itself_is_taken_only_where_there_is_no_other(world, monkeypatch):
    query = make_query(world, "almaty", "kostanay", cargo=make_cargo(containers="1x40"), ready=DAY)
    found = plan_chain(world, query).options
    lost = found[0].id
    monkeypatch.setattr(module, "retraced", lambda o: o.id == lost)
    assert {o.id for o in plan_chain(world, query).options} == {o.id for o in found} - {lost}
    monkeypatch.setattr(module, "retraced", lambda _: True)
    assert {o.id for o in plan_chain(world, query).options} == {o.id for o in found}
