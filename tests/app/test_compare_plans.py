"""The difference of two ways, by hand: draw by draw, or as two samples; what is picked of a plan."""

from dataclasses import replace
from math import sqrt
from types import SimpleNamespace

import numpy as np
import pytest

from daliz.app.compare_plans import Side, _compared, difference_of, pick_of
from daliz.errors import NoPlanError, QueryError
from daliz.model.plan import Option, Query, Range


def way(name="a", draws=(), *, usd=0.0, kg=0.0, p90=0.0, corridor="northern", group="land", why=()):
    none = Range(p10=0, p50=0, p90=0)
    return Option(
        id=name, corridor=corridor, group=group, why=why, days=Range(p10=0, p50=0, p90=p90), arrival={}, arrival_local={},
        on_time_share=None, cost_usd=Range(p10=0, p50=usd, p90=0), cost_per_unit_usd=none, cost=(), sourced_cost_share=0,
        wtw_kg_co2e=kg, ttw_kg_co2e=0, wtw_low_kg_co2e=0, wtw_high_kg_co2e=0, transfers_count=0, gauge_changes_count=0,
        legs=(), hubs=(), countries=(), borders=(), spread=(), notes=(), sample_days=np.array(draws, dtype=float),
    )  # fmt: skip


def test_a_difference_is_the_second_less_the_first():
    base, other = way(draws=[10, 20, 30], usd=1000, kg=50), way(draws=[11, 22, 33], usd=800, kg=70)
    found = difference_of(base, other, paired=True)
    assert (found.usd, found.wtw_kg_co2e, found.mean_days, found.paired) == (-200, 20, 2, True)
    # differences 1, 2, 3: their scatter is 1, the error of the mean 1/√3
    assert (found.days.p10, found.days.p50, found.days.p90) == pytest.approx((1.2, 2, 2.8))
    assert found.mean_low_days == pytest.approx(2 - 1.96 / sqrt(3))
    assert found.mean_high_days == pytest.approx(2 + 1.96 / sqrt(3))
    assert not found.small


def test_draws_that_never_arrive_are_left_out_of_both():
    found = difference_of(way(draws=[1, np.inf, 3, 4]), way(draws=[2, 5, np.inf, 6]), paired=True)
    assert found.mean_days == 1.5


def test_two_samples_have_the_errors_of_both():
    base, other = way(draws=[1, 3] * 50), way(draws=[4, 8] * 50)
    found = difference_of(base, other, paired=False)
    assert found.mean_days == pytest.approx(4)
    error = sqrt(100 / 99 / 100 + 400 / 99 / 100)  # variances 1 and 4, of one hundred draws each
    assert found.mean_high_days - found.mean_days == pytest.approx(1.96 * error)
    assert found.mean_days - found.mean_low_days == pytest.approx(1.96 * error)


@pytest.mark.parametrize(
    ("draws", "small"),
    [
        ([-1, 1] * 50, True),  # a mean of nothing
        ([1.2, -0.6] * 50, True),  # 0.3 days, but one shipment may go either way
        ([2.2, -0.6] * 50, False),  # 0.8 days
        ([0.2, 0.4] * 50, False),  # 0.3 days, always
    ],
)
def test_a_difference_is_small_where_it_may_be_none_or_goes_either_way(draws, small):
    assert difference_of(way(draws=[0] * 100), way(draws=draws), paired=True).small == small


def test_only_the_same_draws_are_compared_in_pairs():
    def paired(**other):
        query = SimpleNamespace(seed=1, draws_count=3)
        sides = [
            Side(name="one", option=way(draws=[1, 2, 4]), query=query),
            Side(name="two", option=way(draws=[2, 3, 6]), query=SimpleNamespace(**(vars(query) | other))),
        ]
        return _compared("surest", sides, []).sides[1].difference.paired

    assert paired()
    assert not paired(seed=2)
    assert not paired(draws_count=4)


def test_a_side_without_a_plan_has_no_difference():
    query = Query.__new__(Query)
    sides = [Side(name="one", option=None, query=query), Side(name="two", option=way(draws=[1]), query=query)]
    assert [s.difference for s in _compared("surest", sides, []).sides] == [None, None]


def test_the_best_of_a_corridor_or_its_group_is_the_surest_of_it():
    options = (
        way("cheap", usd=1, p90=20, why=("cheapest",)),
        way("sure", usd=9, p90=10, why=("surest", "fastest")),
        way("other", usd=5, p90=5, corridor="middle", group="caspian", why=("greenest",)),
        way("dear", usd=10, p90=10),
    )
    plan = SimpleNamespace(options=options)
    picks = {"cheapest": "cheap", "fastest": "sure", "greenest": "other", "corridor:northern": "sure",
             "corridor:land": "sure", "corridor:caspian": "other"}  # fmt: skip
    assert {p: pick_of(plan, p).id for p in picks} == picks
    assert (
        pick_of(SimpleNamespace(options=[replace(o, group="x") for o in options]), "corridor:x").id == "other"
    )
    with pytest.raises(NoPlanError, match="southern"):
        pick_of(plan, "corridor:southern")
    with pytest.raises(QueryError, match="nicest"):
        pick_of(plan, "nicest")
