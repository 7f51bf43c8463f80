"""A through rate against the sum of parts known by hand: what it takes away, what it leaves, which one is taken."""

from dataclasses import replace
from datetime import date

import pytest

from daliz.model.plan import CostItem, Leg, Option, Range
from daliz.tariff.prices import Tariff
from daliz.tariff.through import with_through_rates


def item(name, usd, grade="assumed"):
    return CostItem(
        item=name, usd=usd, low_usd=usd / 2, high_usd=usd * 2, grade=grade, source_id="test", price_year=2026,
        where="",
    )  # fmt: skip


def leg(mode, *cost, at_door=False):
    return Leg(
        kind="hub" if mode == "handling" else "transport", mode=mode, origin="a", destination="b", distance_km=1.0,
        elements=(), cost=cost, wtw_kg_co2e=0, ttw_kg_co2e=0, wtw_low_kg_co2e=0, wtw_high_kg_co2e=0, at_door=at_door,
    )  # fmt: skip


EMPTY = item("return of the empty container", 7)
LEGS = (
    leg("road", item("road freight", 50), at_door=True),
    leg("handling", item("terminal handling", 20)),
    leg("rail", item("rail freight", 600), item("border fees", 30)),
    leg("handling", item("terminal handling", 20)),
    leg("road", item("collection or delivery", 11), at_door=True),
)


def way(*, legs=LEGS, corridor="northern", group="land", once=(EMPTY,)):
    cost = (*(i for x in legs for i in x.cost), *once)
    none = Range(p10=0, p50=0, p90=0)
    return Option(
        id="one", corridor=corridor, group=group, why=(), days=none, arrival={}, arrival_local={}, on_time_share=None,
        cost_usd=Range(p10=369, p50=738, p90=1476), cost_per_unit_usd=none, cost=cost, sourced_cost_share=0.0,
        wtw_kg_co2e=0, ttw_kg_co2e=0, wtw_low_kg_co2e=0, wtw_high_kg_co2e=0, transfers_count=0, gauge_changes_count=0,
        legs=legs, hubs=(), countries=(), borders=(), spread=(), notes=(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def priced(land):
    def make(*rates, option=None, text="2x40", regions=None, ready=None):
        made = land.read(*rates, regions=regions)
        query = land.ask(made, text, ready=ready or land.day)
        return with_through_rates(made, query, Tariff.of(made, query), [option or way()])[0]

    return make


def test_the_rate_takes_the_place_of_the_parts_and_the_note_tells_their_sum(land, priced):
    quote = land.rate("q", "through", "rail", "alder>dogwood", 200, low=150, high=300, price_year=2020)
    o = priced(quote)
    # 200 a box, two boxes, money of 2020; beside it the truck from afar, the delivery and the empty box
    assert [(i.item, i.usd) for i in o.cost] == [
        ("through freight", pytest.approx(480)), ("road freight", 50), ("collection or delivery", 11),
        ("return of the empty container", 7),
    ]  # fmt: skip
    assert o.cost_usd.p50 == pytest.approx(480 + 68)
    assert o.cost_usd.p10 == pytest.approx(360 + 34)
    assert o.cost_usd.p90 == pytest.approx(720 + 136)
    assert o.cost_per_unit_usd.p50 == pytest.approx(548 / 2)
    assert o.cost_per_unit_usd.p90 == pytest.approx(856 / 2)
    assert o.sourced_cost_share == pytest.approx(480 / 548)
    assert [leg.usd for leg in o.legs] == [50, 0, 0, 0, 11]
    (note,) = o.notes
    # the parts that it replaces: 20 + 600 + 30 + 20, not what stays
    assert (note.key, dict(note.values)) == ("note.through_rate", {"usd": 480, "parts_usd": 670})
    rate = o.through_rate
    assert (rate.fact, rate.grade, rate.source_id, rate.price_year) == ("rate:q", "press", "source-q", 2020)
    assert rate.where == "Alder–Dogwood"


def test_without_one_the_parts_stay(priced):
    option = way()
    assert priced(option=option) is option


@pytest.mark.parametrize(
    ("ends", "fits"),
    [
        ("alder>dogwood", True), ("dogwood>alder", False), ("dogwood=alder", True), ("AA>CC", True),
        ("land aa>dogwood", True), ("coast>dogwood", True), ("alder>coast", False), ("birch>dogwood", False),
        ("alder>DD", False),
    ],
)  # fmt: skip
def test_its_ends_are_hubs_countries_or_regions_in_its_direction(land, priced, ends, fits):
    regions = {"coast": frozenset({"alder", "birch"})}
    o = priced(land.rate("q", "through", "any", ends, 200), regions=regions)
    assert (o.through_rate is not None) == fits


SEA = (leg("sea", item("sea freight", 100)), leg("rail", item("rail freight", 100)))
FERRY = (leg("rail", item("rail freight", 100)), leg("ferry", item("ferry freight", 100)))


@pytest.mark.parametrize(
    ("mode", "fits"),
    [("rail", (True, False, False)), ("sea", (False, True, True)), ("any", (True, True, True)), (None, (True, True, True)),
     ("road", (False, False, False))],
)  # fmt: skip
def test_a_rate_by_sea_is_for_ways_by_water_and_one_by_rail_for_the_others(land, priced, mode, fits):
    quote = land.rate("q", "through", mode, "alder>dogwood", 200)
    found = [priced(quote, option=way(legs=legs)).through_rate for legs in (LEGS, SEA, FERRY)]
    assert tuple(x is not None for x in found) == fits


@pytest.mark.parametrize(
    ("corridor", "fits"), [(None, True), ("northern", True), ("land", True), ("middle", False)]
)
def test_a_rate_of_a_corridor_is_for_it_or_its_group(land, priced, corridor, fits):
    quote = land.rate("q", "through", "rail", "alder>dogwood", 200, corridor=corridor)
    assert (priced(quote).through_rate is not None) == fits


@pytest.mark.parametrize(
    ("ready", "fits"),
    [("2024-02-29", False), ("2024-03-01", True), ("2024-06-30", True), ("2024-07-01", False)],
)
def test_it_holds_from_its_first_day_to_before_its_last(land, priced, ready, fits):
    quote = land.rate(
        "q", "through", "rail", "alder>dogwood", 200, valid_from=date(2024, 3, 1), valid_to=date(2024, 7, 1)
    )
    assert (priced(quote, ready=date.fromisoformat(ready)).through_rate is not None) == fits


def test_the_closest_ends_win_then_the_latest(land, priced):
    wide = land.rate("wide", "through", "any", "AA>CC", 1, valid_from=date(2026, 6, 1))
    half = land.rate("half", "through", "any", "alder>CC", 2, valid_from=date(2026, 1, 1))
    old = land.rate("old", "through", "any", "alder>dogwood", 3, valid_from=date(2024, 1, 1))
    new = land.rate("new", "through", "any", "alder>dogwood", 4, valid_from=date(2025, 1, 1))
    for rates, taken in (
        ([wide], "wide"),
        ([half, wide], "half"),
        ([old, half, wide], "old"),
        ([new, old, half], "new"),
    ):
        assert priced(*rates).through_rate.fact == f"rate:{taken}"
        assert priced(*rates[::-1]).through_rate.fact == f"rate:{taken}"


def test_between_two_of_its_dates_it_is_that_of_the_day(land, priced):
    old = land.rate(
        "old", "through", "any", "alder>dogwood", 100, valid_from=date(2022, 1, 1), valid_to=date(2024, 1, 1)
    )
    new = land.rate("new", "through", "any", "alder>dogwood", 400, valid_from=date(2024, 1, 1))
    found = priced(old, new, text="1x40", ready=date(2023, 1, 1)).through_rate
    assert found.usd == pytest.approx(200 * 1.2, rel=2e-3)
    assert found.grade == "computed"


def test_a_segment_is_no_through_rate(land, priced):
    assert priced(land.rate("s", "segment", "rail", "alder>dogwood", 200)).through_rate is None


def test_by_terminal_nothing_stands_beside_it(land, priced):
    bare = tuple(x for x in LEGS if not x.at_door)
    o = priced(land.rate("q", "through", "rail", "alder>dogwood", 200), option=way(legs=bare, once=()))
    assert [i.item for i in o.cost] == ["through freight"]
    assert dict(o.notes[0].values)["parts_usd"] == 670
    assert o.sourced_cost_share == 1
    free = priced(land.rate("q", "through", "rail", "alder>dogwood", 0), option=replace(o, notes=()))
    assert free.sourced_cost_share == 0
