"""Levers: the front example of the register, and what every lever must obey."""

from dataclasses import replace
from datetime import date

import pytest

from daliz.app.plan_chain import make_cargo, make_query, read_world
from daliz.app.rank_levers import _timing, rank_levers, read_levers, together, with_levers

READY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def world():
    return read_world()


def question(world, origin, destination):
    return make_query(world, origin, destination, cargo=make_cargo(containers="2x40HC"), ready=READY)


@pytest.fixture(scope="module")
def mersin(world):
    return {r.lever.id: r for r in rank_levers(world, question(world, "Nagoya", "Mersin"))}


@pytest.fixture(scope="module")
def almaty(world):
    return {r.lever.id: r for r in rank_levers(world, question(world, "Kobe", "Almaty"))}


@pytest.mark.parametrize("flow", ["mersin", "almaty"])
def test_the_scanner_at_aktau_alone_is_too_small_to_tell(flow, request):
    scanner = request.getfixturevalue(flow)["aktau-scanner"]
    assert scanner.verdict == "too small to tell"
    assert scanner.least.days == pytest.approx(0, abs=0.01)
    assert -1 < scanner.greatest.days < scanner.shift.days < 0
    assert scanner.shift.low_days <= scanner.shift.days <= scanner.shift.high_days
    (effect,) = scanner.lever.effects
    assert effect.evidence == "assumed"
    assert effect.note
    assert scanner.timing == "no date published"


@pytest.mark.parametrize("flow", ["mersin", "almaty"])
def test_berths_and_wind_proof_cranes_stand_beside_it_and_move_more(flow, request):
    found = request.getfixturevalue(flow)
    berths = found["aktau-berths-cranes"]
    assert berths.verdict == "shortens"
    assert berths.shift.days < 5 * found["aktau-scanner"].shift.days
    assert berths.lever.kind == "others"
    assert found["aktau-scanner"].lever.kind == "cooperation"


def test_an_unpublished_size_gives_a_curve_that_grows_with_the_size(mersin):
    curve = mersin["aktau-scanner"].curve
    assert [size for size, _ in curve] == [0, -3, -6, -12, -24]
    days = [d for _, d in curve]
    assert days[0] == pytest.approx(0, abs=1e-9)
    assert days == sorted(days, reverse=True)


def test_a_lever_on_no_way_says_so(mersin):
    assert mersin["darbaza"].verdict == "not on these ways"
    assert mersin["darbaza"].shift is None


@pytest.mark.parametrize(
    ("due", "delivered", "late_months", "timing"),
    [
        (None, False, 0, "no date published"),
        ("2026-05", False, 0, "no evidence that it came"),
        ("2026-05", False, 12, "not yet there"),
        ("2027-Q4", False, 0, "not yet there"),
        ("2025-09-30", True, 12, "in effect"),
    ],
)
def test_a_due_date_and_a_delay_decide_what_is_there(due, delivered, late_months, timing):
    lever = replace(read_levers((), date(2026, 11, 24))[0], due=due, delivered=delivered)
    assert _timing(lever, READY, late_months) == timing


def test_all_together_move_at_least_as_much_as_the_greatest(world, mersin):
    jointly = together(world, question(world, "Nagoya", "Mersin"), read_levers((), date(2026, 11, 24)))
    assert jointly["middle"].days < mersin["vessels-780"].shift.days


def test_a_lever_of_no_size_changes_nothing(world):
    lever = next(x for x in read_levers((), date(2026, 11, 24)) if x.id == "aktau-scanner")
    changed = with_levers(world.corridor, [(lever, "low")], READY)
    terminal = changed.terminals["aktau.port"]
    base = world.corridor.facts.value(f"class:{terminal.dwell_class}", "dwell", READY)
    assert changed.facts.value("terminal:aktau.port", "dwell", READY) == base
