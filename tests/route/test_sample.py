"""Draws agree with closed forms, are shared where chance is shared, and repeat."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from daliz.model.fact import Facts, Quantity
from daliz.model.plan import Element
from daliz.route.sailings import mean_wait_h
from daliz.route.sample import Law, Sampler, element_h, quantile_rows

DRAWS = 200_000


def sampler(*, seed=1, draws=DRAWS, rho=0.0, shock=0.0, model=0.0):
    return Sampler(Law(seed=seed, draws_count=draws, rho_share=rho, shock_sd=shock, model_sd=model))


def element(kind="yard", subject="class:yard.x", key="a", mean_h=10.0, log_sd=0.0, *, shocked=False, **more):
    return Element(
        kind=kind,
        subject=subject,
        key=key,
        place=key,
        mean_h=mean_h,
        log_sd=log_sd,
        shocked=shocked,
        grade="assumed",
        **more,
    )


def chain_h(drawn, elements, *, label="x"):
    """Return the hours of a chain of one leg an element, and the hours at which each ends."""
    ends, at = [], None
    for e in elements:
        at = drawn.after(at, (e,), start_s=0, label=label)
        ends.append(at)
    return at.at_h, [r.at_h for r in ends]


def gap(gap_h, cv, lots=1, key="ferry"):
    return element("wait", f"service:{key}", key, 0.0, gap_h=gap_h, gap_cv=cv, lots_count=lots)


# ---------------------------------------------------------------- waits
@pytest.mark.parametrize("cv", [0.0, 0.3, 1.0, 1.5])
def test_a_wait_for_an_irregular_departure_has_the_mean_of_the_inspection_paradox(cv):
    # E W = H (1 + c^2) / 2; four standard errors
    draws = element_h(sampler().law, gap(40.0, cv))
    expected = 40.0 * (1 + cv**2) / 2
    assert draws.mean() == pytest.approx(expected, abs=4 * draws.std() / math.sqrt(DRAWS))
    assert mean_wait_h(40.0, cv) == expected
    assert (draws >= 0).all()


def test_a_wait_by_poisson_departures_is_exponential():
    # cv 1: gaps are exponential, so is the wait, memoryless: quantiles -H ln(1 - q)
    draws = element_h(sampler().law, gap(40.0, 1.0))
    for q in (0.1, 0.5, 0.9):
        assert np.quantile(draws, q) == pytest.approx(-40.0 * math.log(1 - q), rel=0.02)


def test_a_wait_by_regular_departures_is_uniform():
    draws = element_h(sampler().law, gap(40.0, 0.0))
    assert np.quantile(draws, [0.1, 0.5, 0.9]) == pytest.approx([4.0, 20.0, 36.0], rel=0.02)
    assert draws.max() <= 40.0


def test_half_the_gap_is_not_the_wait_of_an_irregular_service():
    draws = element_h(sampler().law, gap(40.0, 1.0))
    assert draws.mean() > 1.9 * 20.0


@pytest.mark.parametrize("cv", [0.0, 1.0])
def test_each_further_lot_waits_one_more_mean_gap(cv):
    one, three = (element_h(sampler().law, gap(40.0, cv, lots)) for lots in (1, 3))
    assert three.mean() - one.mean() == pytest.approx(80.0, rel=0.02)
    assert (three >= one).all()


# ---------------------------------------------------------------- dwell, run, storm
def test_a_dwell_has_the_quantiles_of_its_lognormal_law_and_keeps_its_mean():
    draws = element_h(sampler().law, element(mean_h=10.0, log_sd=0.5))
    assert draws.mean() == pytest.approx(10.0, rel=0.01)
    for q, z in ((0.1, -1.2816), (0.5, 0.0), (0.9, 1.2816)):
        assert np.quantile(draws, q) == pytest.approx(10.0 * math.exp(0.5 * z - 0.125), rel=0.015)


def test_a_dwell_without_spread_is_its_mean():
    assert set(element_h(sampler().law, element(mean_h=10.0))) == {10.0}


def test_a_storm_adds_its_share_of_its_mean_spell():
    draws = element_h(sampler().law, element("storm", "place:a", "a", 48.0, share=0.3))
    assert draws.mean() == pytest.approx(0.3 * 48.0, rel=0.02)
    assert (draws == 0).mean() == pytest.approx(0.7, abs=0.005)
    hit = draws[draws > 0]
    assert np.quantile(hit, 0.5) == pytest.approx(48.0 * math.log(2), rel=0.02)


def test_no_storm_without_a_share():
    assert element_h(sampler().law, element("storm", "place:a", "a", 48.0, share=0.0)).max() == 0


# ---------------------------------------------------------------- sums
def variance_of(mean_h, log_sd):
    return mean_h**2 * (math.exp(log_sd**2) - 1)


def test_the_variance_of_a_chain_of_strangers_is_the_sum_of_theirs():
    parts = [
        element(key=k, mean_h=m, log_sd=s) for k, m, s in (("a", 10, 0.5), ("b", 20, 0.3), ("c", 5, 0.8))
    ]
    total, ends = chain_h(sampler(), parts)
    expected = sum(variance_of(e.mean_h, e.log_sd) for e in parts)
    assert total.mean() == pytest.approx(35.0, rel=0.01)
    assert total.var() == pytest.approx(expected, rel=0.03)
    assert len(ends) == 3
    assert (ends[2] == total).all()


def test_places_of_one_class_go_together_as_far_as_rho_says():
    # cov(exp X, exp Y) of two lognormals of mean 1: exp(rho s^2) - 1
    parts = [element(key=k, mean_h=10.0, log_sd=0.5) for k in "ab"]
    s = sampler(rho=0.6)
    a, b = (element_h(s.law, e) for e in parts)
    assert np.cov(a, b)[0, 1] == pytest.approx(100 * (math.exp(0.6 * 0.25) - 1), rel=0.05)
    other = element_h(s.law, element(subject="class:yard.y", key="c", mean_h=10.0, log_sd=0.5))
    assert abs(np.corrcoef(a, other)[0, 1]) < 0.01


def test_a_bad_spell_lengthens_dwelling_and_not_running():
    s = sampler(shock=0.3)
    run, dwell = element("run", key="r", mean_h=10.0), element(key="d", mean_h=10.0, shocked=True)
    _, ends = chain_h(s, [run, dwell])
    assert ends[0].std() == 0
    stay = ends[1] - ends[0]
    assert stay.mean() == pytest.approx(10.0, rel=0.01)
    assert np.log(stay).std() == pytest.approx(0.3, rel=0.01)


def test_a_bad_spell_hits_two_chains_in_the_same_draws():
    s = sampler(shock=0.3)
    one, _ = chain_h(s, [element(key="a", shocked=True)])
    two, _ = chain_h(s, [element(key="b", mean_h=3.0, shocked=True)], label="y")
    assert np.corrcoef(one, two)[0, 1] > 0.999


# ---------------------------------------------------------------- common chance
def test_two_chains_that_pass_one_place_see_the_same_hours_there():
    s = sampler(draws=500, shock=0.2)
    shared = element(key="aktau", log_sd=0.6, shocked=True)
    only = chain_h(sampler(draws=500, shock=0.2), [shared])[0]
    _, ends = chain_h(s, [element("run", key="r", mean_h=30.0), shared])
    assert ends[1] - ends[0] == pytest.approx(only)


def test_different_places_draw_different_hours():
    s = sampler(draws=500)
    a, b = (element_h(s.law, element(key=k, log_sd=0.6)) for k in ("aktau", "kuryk"))
    assert not np.allclose(a, b)


def test_what_else_is_drawn_before_changes_nothing():
    alone = element_h(sampler(draws=500).law, gap(40.0, 1.0))
    s = sampler(draws=500)
    for key in "abcdef":
        element_h(s.law, element(key=key, log_sd=0.4))
    assert (element_h(s.law, gap(40.0, 1.0)) == alone).all()


def test_a_longer_gap_lengthens_each_wait_in_proportion():
    # common random numbers: two scenarios differ by what differs, not by luck
    short, long = (element_h(sampler(draws=500).law, gap(h, 0.8)) for h in (40.0, 80.0))
    assert long == pytest.approx(2 * short)


def test_the_same_seed_gives_the_same_answer_and_another_seed_another():
    parts = [element(key="a", log_sd=0.5, shocked=True), gap(40.0, 1.0)]
    first, again, other = (chain_h(sampler(seed=s, draws=500, shock=0.2), parts)[0] for s in (7, 7, 8))
    assert (first == again).all()
    assert not np.allclose(first, other)


# ---------------------------------------------------------------- timetables
HOUR = 3600


def ferry(*hours, lots=1):
    return element(
        "wait", "service:ferry", "ferry", 0.0, departures_s=tuple(HOUR * h for h in hours), lots_count=lots
    )


def test_cargo_takes_the_first_departure_after_it_has_come():
    run = element("run", key="r", mean_h=30.0)
    total, _ = chain_h(sampler(draws=4), [run, ferry(24, 48, 96)])
    assert set(total) == {48.0}


def test_cargo_that_comes_at_the_moment_of_departure_leaves_with_it():
    run = element("run", key="r", mean_h=48.0)
    assert set(chain_h(sampler(draws=4), [run, ferry(24, 48, 96)])[0]) == {48.0}


def test_cargo_of_two_lots_leaves_with_the_second_departure():
    run = element("run", key="r", mean_h=30.0)
    total, _ = chain_h(sampler(draws=4), [run, ferry(24, 48, 96, lots=2)])
    assert set(total) == {96.0}


def test_a_missed_connection_makes_a_second_hump():
    # comes at 40 h, lognormal with sd 0.1: misses the sailing at 48 h about one time in thirty
    run = element("run", "class:run.x", "r", 40.0, 0.1)
    total, _ = chain_h(sampler(), [run, ferry(48, 216)])
    missed = total > 100
    p_missed = 0.5 * math.erfc((math.log(48 / 40) + 0.005) / 0.1 / math.sqrt(2))
    assert set(total[~missed]) == {48.0}
    assert set(total[missed]) == {216.0}
    assert missed.mean() == pytest.approx(p_missed, abs=0.002)
    assert not ((total > 49) & (total < 215)).any(), "nothing arrives between the two"


def test_after_the_last_known_departure_there_is_no_arrival():
    run = element("run", key="r", mean_h=30.0)
    total, _ = chain_h(sampler(draws=4), [run, ferry(24), run])
    assert np.isinf(total).all()


def test_the_sampler_takes_its_spreads_from_the_facts_of_the_day():
    def fact(subject, quantity, value, start=None):
        return Quantity(
            subject=subject, quantity=quantity, value=value, unit="1", grade="assumed", source_id="test",
            valid_from=start,
        )  # fmt: skip

    facts = Facts.of(
        [
            fact("class:within", "share", 0.5),
            fact("class:model", "log_sd", 0.2),
            fact("class:shock", "log_sd", 0.1),
            fact("class:shock", "log_sd", 0.3, date(2026, 6, 1)),
        ]
    )
    before = Sampler.of(facts, date(2026, 5, 31), 1, 10)
    after = Sampler.of(facts, date(2026, 6, 1), 1, 10)
    assert before.law == Law(seed=1, draws_count=10, rho_share=0.5, shock_sd=0.1, model_sd=0.2)
    assert after.law.shock_sd == 0.3


# ---------------------------------------------------------------- against every case counted out
def test_a_wait_and_two_timetables_agree_with_every_case_counted_out():
    # the feeder comes at a uniform moment of 240 h; a train runs 20 h and leaves at set hours; then a ship
    trains, ships = (60, 150, 250, 400), (100, 300, 500)
    chain = [gap(240.0, 0.0), element("run", key="r", mean_h=20.0), ferry(*trains)]
    chain += [element("run", key="s", mean_h=30.0), replace(ferry(*ships), key="ship")]
    total, _ = chain_h(sampler(), chain)

    counted = dict.fromkeys(ships, 0)
    moments = 24_000
    for i in range(moments):
        at = 240.0 * (i + 0.5) / moments + 20.0
        at = next(h for h in trains if h >= at) + 30.0
        counted[next(h for h in ships if h >= at)] += 1
    assert {float(h) for h in np.unique(total)} == {float(h) for h, n in counted.items() if n}
    for hours, number in counted.items():
        share = number / moments
        error = 4 * math.sqrt(share * (1 - share) / DRAWS)
        assert (total == hours).mean() == pytest.approx(share, abs=error + 1e-4)


def test_two_waits_that_differ_agree_with_every_pair_counted_out():
    # two regular services of different gaps: the sum of two uniforms, by a grid of all pairs
    chain = [gap(30.0, 0.0, key="one"), gap(70.0, 0.0, key="two"), ferry(40, 80, 400)]
    total, _ = chain_h(sampler(), chain)
    grid = (np.arange(1000) + 0.5) / 1000
    sums = 30.0 * grid[:, None] + 70.0 * grid[None, :]
    shares = {40.0: (sums <= 40).mean(), 80.0: ((sums > 40) & (sums <= 80)).mean(), 400.0: (sums > 80).mean()}
    for hours, share in shares.items():
        assert (total == hours).mean() == pytest.approx(share, abs=0.005)
    assert (total == 40.0).mean() != pytest.approx(shares[80.0], abs=0.005), (
        "the shares differ enough to tell"
    )


# ---------------------------------------------------------------- what chains share
def test_chains_with_the_same_beginning_share_its_end_and_no_other():
    s = sampler(draws=50, shock=0.2, model=0.1)
    first, last = (element(key="a", log_sd=0.4),), (element("run", key="b"),)
    one = s.after(s.after(None, first, start_s=0, label="x"), last, start_s=0, label="x")
    two = s.after(s.after(None, first, start_s=0, label="x"), last, start_s=0, label="x")
    assert one is two
    assert s.after(None, first, start_s=0, label="y") is not one.before  # another corridor errs otherwise
    assert s.after(None, last, start_s=0, label="x") is not one


def test_quantiles_of_many_rows_are_those_of_each():
    rows = list(np.random.default_rng(1).gamma(2.0, 10.0, (70, 501)))
    expected = [np.quantile(r, (0.1, 0.5, 0.9)).tolist() for r in rows]
    assert quantile_rows(rows) == pytest.approx(np.array(expected), rel=1e-12)


def test_draws_that_are_kept_cannot_be_changed():
    draws = element_h(sampler(draws=10).law, gap(40.0, 1.0))
    with pytest.raises(ValueError, match="read-only"):
        draws += 1
