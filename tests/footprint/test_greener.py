"""Levers as ranges, the cheapest cut, carbon prices."""

import pytest

from daliz.errors import NoPlanError, QueryError, UnknownIdError
from daliz.footprint.account import account_chain
from daliz.footprint.greener import carbon_cost, cheapest_cut, choose_price
from daliz.footprint.levers import lever_effects, lng_over_gas_oil
from daliz.io.emission_tables import read_carbon_prices, read_levers
from daliz.io.tables import built_in_facts
from daliz.model.chain import Stretch, TransportChain, TransportElement
from daliz.model.greener import Choice

LEVERS = {lever.id: lever for lever in read_levers([built_in_facts()])}


def effect(factors, lever, *legs):
    chain = TransportChain(id="c", mass_t=10, elements=legs)
    return lever_effects(account_chain(chain, factors), factors, [LEVERS[lever]])[0]


def rail(country, traction, km=1000.0):
    stretch = Stretch(country=country, km=km, traction=traction)
    return TransportElement(id=country, mode="rail", distance_km=km, stretches=(stretch,))


def test_wiring_a_kazakh_line_saves_little_on_todays_grid_and_much_in_georgia(factors):
    kz = effect(factors, "L01", rail("KZ", "diesel"))
    ge = effect(factors, "L03", rail("GE", "diesel"))
    share_kz, share_ge = (e.change_kg_co2e / e.acts_on_kg_co2e for e in (kz, ge))
    assert -0.2 < share_kz < 0
    assert share_ge < -0.7
    assert kz.change_low_kg_co2e < kz.change_kg_co2e < kz.change_high_kg_co2e
    assert kz.change_high_kg_co2e > 0  # at the far end of the range it even costs


def test_a_four_stroke_gas_ferry_is_worse_well_to_wake_and_a_slow_engine_better(factors):
    assert lng_over_gas_oil("four-stroke", factors)[1] > 1
    assert max(lng_over_gas_oil("slow", factors)) < 1
    ferry = effect(factors, "L09", TransportElement(id="1", mode="ferry", distance_km=480))
    assert ferry.change_kg_co2e > 0


def test_a_lever_with_nothing_to_act_on_or_no_open_figure_says_so(factors):
    assert effect(factors, "L02", rail("KZ", "diesel")).status == "not here"
    unknown = effect(factors, "L08", rail("KZ", "diesel"))
    assert (unknown.status, unknown.change_kg_co2e) == ("unknown", None)


def test_every_lever_is_computed_or_says_why_not(factors):
    for lever in LEVERS:
        e = effect(
            factors,
            lever,
            rail("KZ", "diesel"),
            rail("GE", "electric"),
            TransportElement(id="r", mode="road", distance_km=500),
        )
        assert e.status in {"computed", "claim", "market", "not here", "unknown"}
        if e.change_kg_co2e is not None:
            assert e.change_low_kg_co2e <= e.change_kg_co2e <= e.change_high_kg_co2e


A = Choice(id="a", label="road", cost_usd=1000, days=10, wtw_kg_co2e=1000)
B = Choice(id="b", label="rail", cost_usd=1400, days=15, wtw_kg_co2e=600)
C = Choice(id="c", label="sea", cost_usd=900, days=40, wtw_kg_co2e=700)
D = Choice(id="d", label="best", cost_usd=3000, days=20, wtw_kg_co2e=100)


def test_the_cheapest_single_option_that_cuts_enough():
    cut = cheapest_cut([A, B, C, D], "a", 0.3)
    assert (cut.second.id, cut.extra_cost_usd, cut.saved_kg_co2e, cut.extra_days) == ("c", -100, 300, 30)
    assert cheapest_cut([A, B, C, D], "a", 0.4).second.id == "b"
    assert cheapest_cut([A, B, C, D], "a", 0.5).second.id == "d"


def test_two_options_may_share_the_cargo_more_cheaply():
    alone = cheapest_cut([A, B, D], "a", 0.5)
    mixed = cheapest_cut([A, B, D], "a", 0.5, mix=True)
    assert (alone.second.id, alone.extra_cost_usd) == ("d", 2000)
    assert (mixed.first.id, mixed.second.id) == ("b", "d")
    assert mixed.share_of_second == pytest.approx(0.2)
    assert mixed.saved_kg_co2e == pytest.approx(500)
    assert mixed.extra_cost_usd == pytest.approx(1400 * 0.8 + 3000 * 0.2 - 1000)


def test_a_cut_out_of_reach_names_the_greenest():
    with pytest.raises(NoPlanError, match="best, emits 90% less"):
        cheapest_cut([A, B, D], "a", 0.95)
    with pytest.raises(QueryError):
        cheapest_cut([A], "a", 1.5)
    with pytest.raises(UnknownIdError):
        cheapest_cut([A], "z", 0.1)


def test_a_carbon_price_is_named_and_its_unknown_ends_stay_unknown():
    prices = read_carbon_prices([built_in_facts()])
    wb = choose_price(prices, "wb-hlccp", 2026)
    assert (wb.price_year, wb.low, wb.central, wb.high) == (2020, 40, None, 80)
    cost = carbon_cost(5000, wb)
    assert (cost.low, cost.central, cost.high) == (200, None, 400)
    with pytest.raises(UnknownIdError, match="wb-hlcpp"):
        choose_price(prices, "wb-hlcpp", 2026)
