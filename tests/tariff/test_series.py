"""A published price between two of its dates."""

from dataclasses import replace
from datetime import date
from math import sqrt

import pytest

from daliz.app.plan_chain import read_world
from daliz.tariff.series import rate_on


@pytest.fixture(scope="module")
def corridor():
    return read_world().corridor


def lane(corridor, identity, value, start, **more):
    rate = next(r for r in corridor.rates if r.id == "C087")
    return replace(rate, id=identity, value=value, valid_from=start, price_year=start.year, **more)


@pytest.fixture
def two(corridor):
    return [lane(corridor, "a", 1000, date(2023, 1, 1)), lane(corridor, "b", 4000, date(2025, 1, 1))]


def test_halfway_is_the_geometric_mean_in_the_money_of_the_day(corridor, two):
    found = rate_on(two[0], two, corridor.facts, date(2024, 1, 1))
    assert found.value == pytest.approx(sqrt(1000 * 4000), rel=2e-3)
    assert (found.price_year, found.grade, found.id) == (2024, "computed", "a")


def test_a_price_is_surest_on_its_dates(corridor, two):
    def ratio(on):
        found = rate_on(two[0], two, corridor.facts, on)
        return found.high / found.low

    assert (
        ratio(date(2023, 1, 10))
        < ratio(date(2023, 6, 1))
        < ratio(date(2024, 1, 1))
        > ratio(date(2024, 12, 1))
    )


def test_before_the_first_and_after_the_last_date_nothing_moves(corridor, two):
    assert rate_on(two[1], two, corridor.facts, date(2026, 1, 1)) == two[1]
    assert rate_on(two[0], two, corridor.facts, date(2022, 1, 1)) == two[0]


def test_prices_of_other_lanes_do_not_meet(corridor, two):
    other = replace(two[1], to_id="genoa")
    assert rate_on(two[0], [two[0], other], corridor.facts, date(2024, 1, 1)) == two[0]


def test_a_through_index_has_the_border_fees_in_it(corridor):
    """ERAI counts customs and agents in; a plan by Dostyk pays no border item beside it, by whichever border it goes."""
    from daliz.app.plan_chain import make_cargo, make_query, plan_chain

    world = read_world()
    query = make_query(
        world,
        "chongqing",
        "duisburg",
        cargo=make_cargo(containers="1x40"),
        ready=date(2026, 12, 1),
        scope="terminal",
        require=["dostyk"],
    )
    items = [i for o in plan_chain(world, query).options[:1] for i in o.cost]
    assert any(i.fact.startswith("rate:C006") for i in items)
    assert not any("border" in i.item for i in items)
