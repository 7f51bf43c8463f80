"""Rail freight tapers over whole hauls."""

import pytest

from daliz.model.plan import CostItem, Leg
from daliz.tariff.taper import GENERIC_RAIL, tapered_legs

EXPONENT = 0.5


def leg(mode, km, usd, fact=GENERIC_RAIL):
    item = CostItem(
        item="rail freight", usd=usd, low_usd=usd / 2, high_usd=usd * 2, grade="computed", source_id="test",
        price_year=2026, where="", fact=fact,
    )  # fmt: skip
    cost = (item,) if usd else ()
    return Leg(
        kind="transport" if km else "hub", mode=mode, origin="a", destination="b", distance_km=km, elements=(), cost=cost,
        wtw_kg_co2e=0, ttw_kg_co2e=0, wtw_low_kg_co2e=0, wtw_high_kg_co2e=0,
    )  # fmt: skip


def rail(km):
    return leg("rail", km, 100 * km**EXPONENT)


def total(legs):
    return sum(x.usd for x in legs)


def test_two_stages_over_a_gauge_change_cost_as_much_as_one_of_their_length():
    legs = tapered_legs((rail(900), leg("gauge change", 0, 0), rail(1600)), EXPONENT)
    assert total(legs) == pytest.approx(100 * 2500**EXPONENT)
    assert legs[0].cost[0].high_usd / legs[0].cost[0].usd == pytest.approx(2)


def test_the_sea_between_them_makes_two_hauls():
    legs = tapered_legs((rail(900), leg("transshipment", 0, 0), leg("sea", 500, 0), rail(1600)), EXPONENT)
    assert total(legs) == pytest.approx(100 * (30 + 40))


def test_a_published_rate_stays_and_the_rest_costs_what_it_adds():
    published = leg("rail", 1600, 3372, fact="rate:C006")
    legs = tapered_legs((rail(900), leg("gauge change", 0, 0), published), EXPONENT)
    assert legs[2].usd == 3372
    assert legs[0].usd == pytest.approx(100 * (50 - 40))


def test_the_rest_never_costs_next_to_nothing():
    published = [leg("rail", 1600, 3000, fact="rate:x"), leg("gauge change", 0, 0)]
    legs = tapered_legs((*published, *published, rail(900)), EXPONENT)
    assert legs[4].usd == pytest.approx(0.2 * 3000)
