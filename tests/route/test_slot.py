"""A box without a booked place waits for one on the Caspian; each way says what a booking would change."""

from datetime import date

import pytest

from daliz.app.plan_chain import make_cargo, make_query, plan_chain


def options_of(worlds, *, slot):
    world = worlds("base")
    cargo = make_cargo(containers="1x40HC")
    return plan_chain(
        world, make_query(world, "xian", "baku", cargo=cargo, ready=date(2026, 12, 1), slot=slot)
    ).options


def by_caspian(options):
    """Return the options by the ports they sail between."""
    found = {}
    for option in options:
        ports = tuple(
            (leg.origin, leg.destination, leg.mode) for leg in option.legs if leg.mode in {"sea", "ferry"}
        )
        found.setdefault((option.corridor, ports), option)
    return {key: o for key, o in found.items() if key[0].startswith("middle")}


def test_days_with_a_slot_are_those_of_the_booked_box(worlds):
    queued, booked = by_caspian(options_of(worlds, slot=False)), by_caspian(options_of(worlds, slot=True))
    both = queued.keys() & booked.keys()
    assert both
    for key in both:
        told, real = queued[key].days_with_slot, booked[key].days
        assert told is not None
        assert told.p50 < queued[key].days.p10
        assert (told.p10, told.p50, told.p90) == pytest.approx((real.p10, real.p50, real.p90), rel=0.06)


def test_where_no_place_is_waited_for_nothing_is_said(worlds):
    assert all(o.days_with_slot is None for o in options_of(worlds, slot=True))
    overland = [o for o in options_of(worlds, slot=False) if all(leg.mode != "sea" for leg in o.legs)]
    assert any(o.days_with_slot is None for o in overland)
