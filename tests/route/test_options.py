"""Options: what is shown and why, how sums add, what makes the spread."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pickle import dumps, loads

import pytest

from daliz.app.plan_chain import make_cargo, make_query, plan_chain
from daliz.model.plan import CostItem
from daliz.route import options
from daliz.route.choice import choose
from daliz.route.options import corridor_of, cost_range, sourced_share

RIVALS = """
hub a AA 50 10 rail:1520 port
hub m AA 52 20 rail:1520|1435
hub z AA 50 30 rail:1435 port
rail a m 600 1520
rail m z 600 1435
lane a z 1000
ship line a z headway gap=20
rule rail mode:rail
rule sea mode:sea
"""


@pytest.fixture(scope="module")
def made(small):
    net = small.read(RIVALS, f"{small.numbers}\nclass:gauge.x log_sd 0.5 1\nclass:sea.main log_sd 0.1 1")
    return small.options(net, small.query(net, "a", "z"))


def test_the_measures_of_an_option_are_the_sums_of_its_legs(made):
    for option in made:
        assert option.wtw_kg_co2e == pytest.approx(sum(leg.wtw_kg_co2e for leg in option.legs))
        assert option.cost_usd.p50 == pytest.approx(sum(i.usd for leg in option.legs for i in leg.cost))
        means = sum(m for leg in option.legs for m in leg.element_days)
        assert option.mean_days == pytest.approx(means)


def test_a_cost_by_the_unit_is_the_cost_over_the_boxes(small):
    net = small.read(RIVALS)
    for option in small.options(net, small.query(net, "a", "z", boxes=4)):
        for q in ("p10", "p50", "p90"):
            assert getattr(option.cost_per_unit_usd, q) == pytest.approx(getattr(option.cost_usd, q) / 4)


def test_emissions_are_mass_times_distance_times_the_factor(made):
    # 10 t, 10 g a tonne-kilometre
    by = {o.corridor: o for o in made}
    assert by["rail"].wtw_kg_co2e == pytest.approx(10 * 1200 * 0.01)
    assert by["sea"].wtw_kg_co2e == pytest.approx(10 * 1000 * 0.01)


def test_the_reasons_are_those_that_hold(made):
    shown = {reason: o for o in choose(made) for reason in o.why}
    assert shown["fastest"].days.p50 == min(o.days.p50 for o in made)
    assert shown["surest"].days.p90 == min(o.days.p90 for o in made)
    assert shown["cheapest"].cost_usd.p50 == min(o.cost_usd.p50 for o in made)
    assert shown["greenest"].wtw_kg_co2e == min(o.wtw_kg_co2e for o in made)


def test_no_option_is_lost_and_the_shown_come_first(made):
    chosen = choose(made)
    assert sorted(o.id for o in chosen) == sorted(o.id for o in made)
    reasons = [bool(o.why) for o in chosen]
    assert reasons == sorted(reasons, reverse=True)
    assert choose([]) == []


def test_with_a_deadline_the_surest_is_the_likeliest_to_be_in_time(made):
    quick = replace(made[0], on_time_share=0.4)
    slow = replace(made[1], on_time_share=0.9)
    surest = next(o for o in choose([quick, slow]) if "surest" in o.why)
    assert surest.id == slow.id


def test_what_dominates_the_spread_is_named(made):
    rail = next(o for o in made if o.corridor == "rail")
    (first, share), *_ = rail.spread
    assert first == "gauge m"
    assert share == pytest.approx(1.0, abs=0.01), "nothing else of it is uncertain"


def test_the_first_rule_that_holds_names_a_chain_and_none_is_other(small):
    net = small.read(RIVALS)
    assert corridor_of(net, frozenset({"mode:rail", "mode:sea"})) == ("rail", "rail")
    assert corridor_of(net, frozenset({"mode:sea"})) == ("sea", "sea")
    assert corridor_of(net, frozenset({"mode:road"})) == ("other", "other")


def test_a_deadline_counts_the_draws_that_make_it(small):
    net = small.read(RIVALS, f"{small.numbers}\nclass:run.x log_sd 0.3 1")
    late = small.options(net, small.query(net, "a", "z", deadline=date(2026, 12, 31)))
    soon = small.options(net, small.query(net, "a", "z", deadline=date(2026, 12, 1)))
    assert all(o.on_time_share == 1.0 for o in late)
    for option in soon:
        assert option.on_time_share == pytest.approx((option.sample_days <= 1.0).mean())


def item(usd, grade):
    return CostItem(
        item="x", usd=usd, low_usd=usd / 2, high_usd=2 * usd, grade=grade, source_id="test", price_year=2026,
        where="",
    )  # fmt: skip


def test_the_sourced_share_leaves_out_fits_and_assumptions():
    items = [item(60, "official"), item(20, "press"), item(15, "computed"), item(5, "assumed")]
    assert sourced_share(items) == pytest.approx(0.8)
    assert sourced_share([]) == 0
    r = cost_range(items)
    assert (r.p10, r.p50, r.p90) == (50, 100, 200)


def test_the_same_question_gives_the_same_answer(small, made):
    net = small.read(RIVALS, f"{small.numbers}\nclass:gauge.x log_sd 0.5 1\nclass:sea.main log_sd 0.1 1")
    again = small.options(net, small.query(net, "a", "z"))
    assert [(o.corridor, o.days, o.cost_usd) for o in again] == [
        (o.corridor, o.days, o.cost_usd) for o in made
    ]
    other = small.options(net, small.query(net, "a", "z", seed=2))
    assert [o.days for o in other] != [o.days for o in made]


def test_options_are_finished_once_by_however_many_threads_look(worlds, monkeypatch):
    calls = []
    finish = options._finish
    monkeypatch.setattr(options, "_finish", lambda *given: (calls.append(1), finish(*given))[1])
    world = worlds("base")
    cargo = make_cargo(containers="1x40HC")
    lazy = plan_chain(
        world, make_query(world, "kobe", "almaty", cargo=cargo, ready=date(2026, 12, 1))
    ).options
    assert len(lazy) > 10
    assert calls == [], "neither planning nor counting finishes one"
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda _: lazy[0], range(64)))
    assert len(calls) == 1
    assert all(one is seen[0] for one in seen)
    sent = loads(dumps(lazy))
    assert type(sent) is tuple, "to another process go options, not draws"
    assert [replace(o, legs=()) for o in sent] == [replace(o, legs=()) for o in lazy]
    assert [[leg.days for leg in o.legs] for o in sent] == [[leg.days for leg in o.legs] for o in lazy]
