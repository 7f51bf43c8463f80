"""What one consignment pays for each element, added by hand: in the land of conftest 1 of 2020 is 1.2 of 2026."""

from datetime import date
from math import exp

import pytest

from daliz.errors import DataError
from daliz.notes import quoted

Z90 = 1.2816
JAN = {year: date(year, 1, 1) for year in range(2020, 2030)}
KM = (("AA", 400.0), ("BB", 600.0))


def only(items):
    (item,) = items
    return item


def told(item):
    return item.item, item.grade, item.source_id, item.price_year, item.where, item.fact


def span(item):
    return item.low_usd / item.usd, item.high_usd / item.usd


# ---------------------------------------------------------------- money
def test_the_index_is_the_money_of_the_plan_over_that_of_the_price(land):
    tariff = land.tariff()
    assert [tariff.index(y) for y in (2020, 2026, 2030)] == [pytest.approx(x) for x in (1.2, 1.0, 1.0)]
    assert land.tariff(price_year=2020).index(2026) == pytest.approx(1 / 1.2)


def test_a_published_price_keeps_its_range_year_grade_and_source(land):
    known = land.rate(
        "k",
        "segment",
        "rail",
        "alder>cedar",
        100,
        low=80,
        high=150,
        price_year=2020,
        grade="official",
        note="as told",
    )
    item = only(land.tariff(known, text="2x40").rail("alder", "cedar", KM))
    assert (item.usd, item.low_usd, item.high_usd) == pytest.approx((240, 192, 360))
    assert told(item) == ("rail freight", "official", "source-k", 2020, "alder–cedar", "rate:k")
    assert item.note == quoted("as told")


def test_a_published_price_without_a_range_is_one_of_a_moment(land):
    item = only(land.tariff(land.rate("k", "segment", "rail", "alder>cedar", 100)).rail("alder", "cedar", KM))
    assert span(item) == pytest.approx((exp(-Z90 * 0.2), exp(Z90 * 0.2)))


# ---------------------------------------------------------------- rail
def test_generic_rail_is_by_length_size_direction_and_year(land):
    # 500 USD at 500 km in money of 2020, with a power of one: 1.2 USD a km; alder, birch, cedar at 0°, 10°, 40°
    expected = {
        ("1x40", "alder", "birch"): 1200,
        ("1x40", "alder", "cedar"): 1200 * 0.9,
        ("1x40", "cedar", "alder"): 1200 * 1.1,
        ("1x20", "alder", "birch"): 600,
        ("2 wagons", "alder", "birch"): 7200,
        ("1x40", "alder", "unknown"): 1200,
    }
    for (text, a, z), usd in expected.items():
        assert only(land.tariff(text=text).rail(a, z, KM)).usd == pytest.approx(usd), (text, a, z)
    item = only(land.tariff().rail("alder", "birch", KM))
    assert told(item) == (
        "rail freight",
        "assumed",
        "of-class:rate.rail",
        2026,
        "alder–birch",
        "class:rate.rail value",
    )
    assert span(item) == pytest.approx((exp(-Z90 * 0.5), exp(Z90 * 0.5)))


def test_the_power_of_length_tapers(land):
    tariff = land.tariff(numbers="class:rate.rail exponent 0.5\n")
    assert only(tariff.rail("alder", "birch", (("AA", 2000.0),))).usd == pytest.approx(600 * 2)


def test_the_quick_price_is_that_of_the_item(land):
    known = land.rate("k", "segment", "rail", "alder>cedar", 100, price_year=2020)
    tariff = land.tariff(known, text="3x20")
    for a, z in (("alder", "cedar"), ("alder", "birch"), ("cedar", "alder")):
        assert tariff.rail_usd(a, z, 1000) == pytest.approx(only(tariff.rail(a, z, KM)).usd)


def test_published_comes_before_generic_in_its_direction_only(land):
    known = land.rate("k", "segment", "rail", "alder>cedar", 100)
    tariff = land.tariff(known)
    assert only(tariff.rail("alder", "cedar", KM)).fact == "rate:k"
    assert only(tariff.rail("cedar", "alder", KM)).fact == "class:rate.rail value"
    assert only(tariff.rail("alder", "birch", KM)).fact == "class:rate.rail value"
    both = land.tariff(land.rate("k", "segment", "rail", "alder=cedar", 100))
    assert only(both.rail("cedar", "alder", KM)).usd == pytest.approx(100)


def test_a_later_rate_of_both_ways_is_the_later_one_on_the_way_back_too(land):
    old = land.rate("old", "segment", "rail", "alder=cedar", 100, valid_from=JAN[2021])
    new = land.rate("new", "segment", "rail", "alder=cedar", 300, valid_from=JAN[2025])
    tariff = land.tariff(old, new)
    assert only(tariff.rail("alder", "cedar", KM)).usd == only(tariff.rail("cedar", "alder", KM)).usd == 300


def test_a_through_rate_out_of_its_days_prices_no_stage(land):
    through = land.rate("t", "through", "rail", "alder>cedar", 100, valid_from=JAN[2024], valid_to=JAN[2025])
    for ready, fact in (
        (JAN[2024], "rate:t"),
        (date(2023, 12, 31), "class:rate.rail value"),
        (JAN[2025], "class:rate.rail value"),
    ):
        assert only(land.tariff(through, ready=ready).rail("alder", "cedar", KM)).fact == fact


# ---------------------------------------------------------------- water
def test_short_sea_is_a_fixed_part_and_one_by_length(land):
    item = only(land.tariff(text="1x20").water(land.ship("sea.short"), "alder.port", "cedar.port", 400.0))
    assert item.usd == pytest.approx((300 + 0.5 * 400) * 0.5 * 1.2)
    assert span(item) == pytest.approx((0.5, 2))
    assert told(item) == (
        "sea freight",
        "assumed",
        "of-class:rate.sea.short",
        2026,
        "alder–cedar",
        "class:rate.sea.short base",
    )
    ferry = only(land.tariff().water(land.ship("sea.short", "ferry"), "alder.port", "cedar.port", 400.0))
    assert ferry.item == "ferry freight"


def test_a_published_sea_price_comes_first_for_ships_and_ferries(land):
    known = land.rate("k", "segment", "sea", "alder>cedar", 100)
    for service in (land.ship("sea.short"), land.ship("sea.main"), land.ship("sea.short", "ferry")):
        assert only(land.tariff(known).water(service, "alder.port", "cedar.port", 400.0)).fact == "rate:k"
    own = land.rate("own", "segment", "ferry", "alder>cedar", 200)
    assert (
        only(
            land.tariff(known, own).water(land.ship("sea.short", "ferry"), "alder.port", "cedar.port", 1.0)
        ).usd
        == 200
    )
    on_rails = land.rate("r", "segment", "rail", "alder>cedar", 300)
    assert (
        only(land.tariff(on_rails).water(land.ship("sea.short"), "alder.port", "cedar.port", 1.0)).fact
        != "rate:r"
    )


def test_the_ocean_is_by_the_root_of_length_from_the_reference_lane(land):
    lane = land.rate("lane", "segment", "sea", "shanghai>rotterdam", 2000, price_year=2020)
    ship = land.ship("sea.main")
    west = only(land.tariff(lane).water(ship, "cedar.port", "alder.port", 2500.0))
    assert west.usd == pytest.approx(2000 * 1.2 * 0.5)
    assert told(west) == ("sea freight", "computed", "source-lane", 2020, "cedar–alder", "rate:lane")
    assert span(west) == pytest.approx((exp(-Z90 * 0.4), exp(Z90 * 0.4)))
    east = only(land.tariff(lane).water(ship, "alder.port", "cedar.port", 2500.0))
    assert east.usd == pytest.approx(west.usd * 0.25)
    assert east.note.key == "note.backhaul"
    near = only(land.tariff(lane).water(ship, "alder.port", "birch.port", 2500.0))
    assert near.usd == pytest.approx(west.usd), "ten degrees are neither east nor west"
    with pytest.raises(DataError, match="Shanghai–Rotterdam"):
        land.tariff().water(ship, "cedar.port", "alder.port", 2500.0)


# ---------------------------------------------------------------- road
def test_a_truck_is_by_length_and_loads(land):
    loads = {
        "1x20": 1,
        "1x40": 1,
        "3x20": 1.5,
        "2x40": 2,
        "2x40 of 4 t": 2,
        "1x20 of 25 t": 1.25,
        "2 wagons": 6,
    }
    for text, count in loads.items():
        item = only(land.tariff(text=text).road("alder", "birch", "AA", 250.0))
        assert item.usd == pytest.approx(1000 * 0.5 * count * 1.2), text
    assert told(item) == (
        "road freight",
        "assumed",
        "of-class:rate.road",
        2026,
        "alder–birch",
        "class:rate.road value",
    )
    assert span(item) == pytest.approx((exp(-Z90 * 0.3), exp(Z90 * 0.3)))


def test_a_countrys_road_price_is_its_own_and_a_haul_with_a_price_comes_first(land):
    unit = land.rate("u", "unit", "road", "AA", 600, "USD/500km.20t", price_year=2020, grade="official")
    item = only(land.tariff(unit, text="2x40").road("alder", "birch", "AA", 250.0))
    assert item.usd == pytest.approx(600 * 0.5 * 2 * 1.2)
    assert told(item) == ("road freight", "computed", "source-u", 2020, "alder–birch", "rate:u")
    assert span(item) == pytest.approx((exp(-Z90 * 0.3), exp(Z90 * 0.3)))
    assert only(land.tariff(unit).road("cedar", "birch", "BB", 250.0)).fact == "class:rate.road value"
    haul = land.rate("h", "segment", "road", "alder>birch", 50, "USD")
    assert only(land.tariff(unit, haul).road("alder", "birch", "AA", 250.0)).fact == "rate:h"
    on_rails = land.rate("r", "unit", "rail", "AA", 1, "USD/500km.20t")
    assert only(land.tariff(on_rails).road("alder", "birch", "AA", 250.0)).fact == "class:rate.road value"


# ---------------------------------------------------------------- borders
def border(tariff, one, two, mode="rail", stage=("alder", "dogwood")):
    return tariff.border(one, two, mode, "dogwood", stage=stage)


def test_a_border_is_paid_beside_a_published_stage_only(land):
    """A generic rate holds the fees, and so does a through rate."""
    stage = land.rate("s", "segment", "rail", "alder>dogwood", 100)
    item = only(border(land.tariff(stage, text="2x20"), "BB", "CC"))
    assert item.usd == pytest.approx(210 * 2 * 1.2)
    assert span(item) == pytest.approx((180 / 210, 220 / 210))
    assert told(item) == (
        "border fees",
        "assumed",
        "of-class:rate.border.rail",
        2026,
        "dogwood",
        "class:rate.border.rail value",
    )
    assert border(land.tariff(), "BB", "CC") == ()
    assert border(land.tariff(stage), "BB", "CC", stage=("birch", "dogwood")) == ()
    assert border(land.tariff(land.rate("t", "through", "rail", "alder>dogwood", 100)), "BB", "CC") == ()


def test_no_fee_inside_a_customs_union_and_one_where_both_have_none(land):
    tariff = land.tariff(land.rate("s", "segment", "rail", "alder>dogwood", 100))
    assert border(tariff, "AA", "BB") == ()
    assert border(tariff, "BB", "AA") == ()
    for pair in (("AA", "CC"), ("CC", "AA"), ("CC", "DD")):
        assert only(border(tariff, *pair)).usd == pytest.approx(252), pair


def test_published_border_fees_are_each_sides_own_and_of_the_mode(land):
    rates = [
        land.rate("s", "segment", "rail", "alder>dogwood", 100),
        land.rate("road stage", "segment", "road", "alder>dogwood", 100),
        land.rate("c", "border", "rail", "CC", 50, "USD/crossing", price_year=2020),
        land.rate("d", "border", None, "DD", 70, "USD/crossing"),
    ]
    tariff = land.tariff(*rates, text="2x40")
    found = border(tariff, "CC", "DD")
    assert [(i.item, i.usd, i.fact) for i in found] == [
        ("border fees CC", pytest.approx(120), "rate:c"), ("border fees DD", 140, "rate:d"),
    ]  # fmt: skip
    assert [i.fact for i in border(tariff, "BB", "CC")] == ["rate:c"]
    assert [i.fact for i in border(tariff, "CC", "DD", "road")] == ["rate:d"]
    assert only(border(tariff, "BB", "CC", "road")).usd == pytest.approx(205 * 2), (
        "a price without a year is of now"
    )


# ---------------------------------------------------------------- hubs, doors, the empty box
def test_each_operation_at_a_hub_has_its_price(land):
    tariff = land.tariff(text="2x20")
    cases = {
        ("gauge change", "alder.rail"): ("gauge change", 230 * 2 * 1.2, "class:rate.gauge value"),
        ("transshipment", "alder.port"): ("port handling", 200 * 2 * 1.2, "class:rate.thc value"),
        ("handling", "alder.port"): ("port handling", 200 * 2 * 1.2, "class:rate.thc value"),
        ("handling", "alder.rail"): ("terminal handling", 110 * 2, "class:rate.thc.rail value"),
    }
    for asked, expected in cases.items():
        item = only(tariff.hub(*asked))
        assert (item.item, item.usd, item.fact) == (expected[0], pytest.approx(expected[1]), expected[2])
        assert (item.where, item.grade) == ("alder", "assumed")


def test_published_prices_of_a_port_a_terminal_and_a_gauge_change_are_kept_apart(land):
    port = land.rate("port", "terminal", "sea", "alder", 300, "USD/20ft")
    yard = land.rate("yard", "terminal", "rail", "alder.rail", 90, "USD/container")
    gauge = land.rate("gauge", "gauge", "rail", "alder", 150, "USD/operation")
    tariff = land.tariff(port, yard, gauge, text="1x40")
    asked = [("transshipment", "alder.port"), ("handling", "alder.rail"), ("gauge change", "alder.rail")]
    assert [(i.fact, i.usd) for x in asked for i in tariff.hub(*x)] == [
        ("rate:port", 600), ("rate:yard", 90), ("rate:gauge", 150),
    ]  # fmt: skip
    assert only(land.tariff(port).hub("gauge change", "alder.rail")).fact == "class:rate.gauge value"
    assert only(land.tariff(gauge).hub("transshipment", "alder.port")).fact == "class:rate.thc value"
    named = land.rate("named", "terminal", "sea", "alder.port", 10, "USD")
    assert only(land.tariff(port, named).hub("transshipment", "alder.port")).fact == "rate:named"


def test_a_caspian_port_is_inside_the_price_of_the_crossing(land):
    rate = land.rate("port", "terminal", "sea", "cedar", 300, "USD/20ft")
    for tariff in (land.tariff(), land.tariff(rate)):
        assert tariff.hub("transshipment", "cedar.port") == ()
        assert tariff.hub("handling", "cedar.port") == ()
        assert len(tariff.hub("handling", "cedar.rail")) == 1


def test_a_door_is_paid_by_the_box_and_for_wagons_by_the_truck(land):
    for text, loads in {"1x20": 1, "1x40": 1, "2x20,1x40": 3, "2 wagons": 6}.items():
        item = only(land.tariff(text=text).door("alder"))
        assert item.usd == pytest.approx(400 * loads * 1.2), text
    assert told(item) == (
        "collection or delivery",
        "assumed",
        "of-class:rate.door",
        2026,
        "alder",
        "class:rate.door value",
    )
    assert span(item) == pytest.approx((0.5, 1.75))


def test_boxes_are_returned_empty_and_wagons_are_not(land):
    item = only(land.tariff(text="2x20,1x40").whole())
    assert (item.item, item.usd, item.where) == (
        "return of the empty container",
        pytest.approx(250 * 3 * 1.2),
        "Dogwood",
    )
    assert span(item) == pytest.approx((0, 3.2))
    assert land.tariff(text="2 wagons").whole() == ()


@pytest.mark.parametrize("priced", ["generic", "published"])
def test_twenty_feet_never_pay_more_than_forty(land, priced):
    rates = [] if priced == "generic" else [
        land.rate("r", "segment", "rail", "alder>dogwood", 100, "USD/20ft"),
        land.rate("w", "segment", "sea", "alder>cedar", 100, "USD/TEU"),
        land.rate("h", "segment", "road", "alder>birch", 100, "USD/container"),
        land.rate("p", "terminal", "sea", "alder", 100, "USD/20ft"),
    ]  # fmt: skip

    def paid(text):
        t = land.tariff(*rates, text=text)
        return [
            sum(i.usd for i in items)
            for items in (
                t.rail("alder", "dogwood", KM),
                t.water(land.ship("sea.short"), "alder.port", "cedar.port", 400.0),
                t.road("alder", "birch", "AA", 250.0),
                border(t, "BB", "CC"),
                t.hub("transshipment", "alder.port"),
                t.hub("gauge change", "alder.rail"),
                t.hub("handling", "alder.rail"),
                t.door("alder"),
                t.whole(),
            )
        ]

    assert all(small <= large for small, large in zip(paid("1x20"), paid("1x40"), strict=True))
