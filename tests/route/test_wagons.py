"""Wagons go by rail and rail ferry only, whatever the ends; a truck brings or takes the cargo, no more."""

from datetime import date

import pytest

from daliz.app.plan_chain import make_cargo, make_query, plan_chain
from daliz.errors import NoPlanError
from daliz.kernels.streams import stream

READY = date(2026, 12, 1)
WAGONS, BOXES = make_cargo(wagons=3), make_cargo(containers="2x40HC")


def modes(world, origin, destination, cargo):
    """Return the modes of all main legs: collection and delivery left out."""
    plan = plan_chain(world, make_query(world, origin, destination, cargo=cargo, ready=READY))
    return {
        leg.mode
        for option in plan.options
        for leg in option.legs
        if leg.kind == "transport" and not leg.at_door
    }


@pytest.fixture(scope="module")
def pairs(worlds):
    draw = stream(1, "test", "wagons")
    return [draw.choice(sorted(worlds("base").corridor.hubs), 2, replace=False).tolist() for _ in range(40)]


def test_wagons_between_any_two_hubs_stay_on_rails_and_rail_ferries(worlds, pairs):
    world, planned = worlds("base"), 0
    for pair in pairs:
        try:
            found = modes(world, *pair, WAGONS)
        except NoPlanError:
            continue
        planned += 1
        assert found <= {"rail", "ferry"}, pair
    assert planned > 20


@pytest.mark.parametrize(
    "pair",
    [("almaty", "kostanay"), ("tbilisi", "poti"), ("tashkent", "turkmenbashi"), ("43.6,77.9", "kostanay")],
)
def test_where_boxes_may_go_by_truck_wagons_do_not(worlds, pair):
    assert "road" in modes(worlds("base"), *pair, BOXES)
    assert modes(worlds("base"), *pair, WAGONS) <= {"rail", "ferry"}
