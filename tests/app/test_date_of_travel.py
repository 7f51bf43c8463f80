"""Facts hold by the day of travel: what shuts while the cargo is under way rules a way out, and is named."""

from datetime import date

import pytest

from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world
from daliz.errors import NoPlanError


@pytest.fixture(scope="module")
def world():
    return read_world("base")


def plan(world, ready):
    cargo = make_cargo(containers="2x40HC")
    return plan_chain(world, make_query(world, "Almaty", "Tehran", cargo=cargo, ready=ready))


def test_before_the_war_the_way_by_iran_is_open(world):
    assert plan(world, date(2025, 12, 1)).options[0].corridor == "southern-iran"


def test_cargo_that_would_come_after_iran_shut_is_refused_and_told_why(world):
    with pytest.raises(
        NoPlanError, match=r"Iran will be shut when the cargo would come, \d+ February 2026 or later"
    ):
        plan(world, date(2026, 2, 20))


def test_once_shut_it_is_named_with_its_day(world):
    with pytest.raises(NoPlanError, match=r"Iran is shut \(azernews-2026 since 28 February 2026\)"):
        plan(world, date(2026, 12, 1))
