"""Which rate stands for a part on a day."""

from datetime import date

import pytest

from daliz.tariff.rates import known_rates

JAN = {year: date(year, 1, 1) for year in range(2020, 2030)}


def haul(land, *rates, on=None, key=("rail", "alder", "cedar"), **more):
    found = known_rates(land.read(*rates, **more), on or land.day).hauls.get(key)
    return None if found is None else found.id


def test_each_scope_stands_for_its_own_part(land):
    known = known_rates(
        land.read(
            land.rate("s", "segment", "rail", "alder>cedar", 1),
            land.rate("t", "through", "sea", "alder>elm", 2),
            land.rate("b", "border", "road", "AA", 3, "USD/crossing"),
            land.rate("any", "border", None, "BB", 4, "USD/crossing"),
            land.rate("port", "terminal", "sea", "alder", 5),
            land.rate("yard", "terminal", "rail", "alder.rail", 6),
            land.rate("g", "gauge", "rail", "alder", 7, "USD/operation"),
            land.rate("u", "unit", "road", "AA", 8),
        ),
        land.day,
    )
    assert {k: r.id for k, r in known.hauls.items()} == {
        ("rail", "alder", "cedar"): "s", ("sea", "alder", "elm"): "t",
    }  # fmt: skip
    assert {k: r.id for k, r in known.borders.items()} == {("AA", "road"): "b", ("BB", "any"): "any"}
    assert {k: r.id for k, r in known.terminals.items()} == {"alder": "port", "alder.rail": "yard"}
    assert {k: r.id for k, r in known.gauges.items()} == {"alder": "g"}
    assert {k: r.id for k, r in known.units.items()} == {("road", "AA"): "u"}


def test_what_prices_no_part_stands_for_none(land):
    known = known_rates(
        land.read(
            land.rate("any", "segment", "any", "alder>cedar", 1),
            land.rate("one end", "segment", "rail", "alder", 1),
            land.rate("surcharge", "surcharge", "rail", "alder>cedar", 1),
            land.rate("unit of a haul", "unit", "rail", "alder>cedar", 1),
            land.rate("one corridor", "through", "rail", "alder>elm", 1, corridor="northern"),
        ),
        land.day,
    )
    assert not any((known.hauls, known.borders, known.terminals, known.gauges, known.units))


@pytest.mark.parametrize(
    ("on", "stands"),
    [
        ("2019-06-01", "old"),
        ("2021-06-01", "old"),
        ("2023-12-31", "old"),
        ("2024-01-01", "new"),
        ("2026-06-01", "new"),
    ],
)
def test_the_latest_known_on_the_day_stands_and_before_the_first_the_first(land, on, stands):
    old = land.rate("old", "segment", "rail", "alder>cedar", 1, valid_from=JAN[2021])
    new = land.rate("new", "segment", "rail", "alder>cedar", 2, valid_from=JAN[2024])
    for rates in ((old, new), (new, old)):
        assert haul(land, *rates, on=date.fromisoformat(on)) == stands


def test_a_rate_that_ended_gives_way_to_one_in_force_and_else_is_the_last_known(land):
    always = land.rate("always", "segment", "rail", "alder>cedar", 1, valid_from=JAN[2020])
    spell = land.rate("spell", "segment", "rail", "alder>cedar", 2, valid_from=JAN[2024], valid_to=JAN[2025])
    assert haul(land, always, spell, on=date(2024, 12, 31)) == "spell"
    assert haul(land, always, spell, on=date(2025, 1, 1)) == "always"
    assert haul(land, spell, on=date(2025, 1, 1)) == "spell"


@pytest.mark.parametrize(
    ("on", "stands"), [("2023-12-31", None), ("2024-01-01", "t"), ("2024-12-31", "t"), ("2025-01-01", None)]
)
def test_a_through_rate_stands_from_its_first_day_to_before_its_last(land, on, stands):
    through = land.rate("t", "through", "rail", "alder>cedar", 1, valid_from=JAN[2024], valid_to=JAN[2025])
    assert haul(land, through, on=date.fromisoformat(on)) == stands


@pytest.mark.parametrize(
    ("scope", "part"),
    [("border", "borders"), ("terminal", "terminals"), ("gauge", "gauges"), ("unit", "units")],
)
def test_fees_begin_on_their_day_and_the_last_known_stays(land, scope, part):
    old = land.rate("old", scope, "rail", "AA", 1, valid_from=JAN[2021], valid_to=JAN[2023])
    new = land.rate("new", scope, "rail", "AA", 2, valid_from=JAN[2024])

    def on(day):
        return [r.id for r in getattr(known_rates(land.read(new, old), day), part).values()]

    days = ("2020-12-31", "2021-01-01", "2023-06-01", "2024-01-01")
    assert [on(date.fromisoformat(d)) for d in days] == [[], ["old"], ["old"], ["new"]]


def test_both_ways_is_the_way_back_too_and_the_latest_of_them(land):
    one = land.rate("one", "segment", "rail", "alder>cedar", 1)
    assert haul(land, one, key=("rail", "cedar", "alder")) is None
    old = land.rate("old", "segment", "rail", "alder=cedar", 1, valid_from=JAN[2020])
    new = land.rate("new", "segment", "rail", "alder=cedar", 2, valid_from=JAN[2024])
    for key in (("rail", "alder", "cedar"), ("rail", "cedar", "alder")):
        assert haul(land, old, new, key=key) == "new"


def test_a_rate_of_just_this_direction_wins_over_one_of_both(land):
    back = land.rate("back", "segment", "rail", "cedar>alder", 1, valid_from=JAN[2020])
    both = land.rate("both", "segment", "rail", "alder=cedar", 2, valid_from=JAN[2024])
    for rates in ((back, both), (both, back)):
        assert haul(land, *rates, key=("rail", "cedar", "alder")) == "back"
        assert haul(land, *rates) == "both"


def test_a_border_region_is_its_places_and_the_stations_that_face_them(land):
    regions = {"aa-border": frozenset({"alder", "birch"}), "bb": frozenset({"cedar"})}
    crossings = [("birch", "cedar", "rail"), ("alder", "birch", "rail"), ("alder", "dogwood", "road")]
    index = land.rate("index", "through", "rail", "aa-border=elm", 1)
    inner = land.rate("inner", "through", "rail", "bb>fir", 1)
    known = known_rates(land.read(index, inner, regions=regions, crossings=crossings), land.day)
    one_way = {("rail", p, "elm") for p in ("alder", "birch", "cedar")}
    other = {("rail", "elm", p) for p in ("alder", "birch", "cedar")}
    # a region of another kind is no set of stations: its rate prices whole chains only
    assert set(known.hauls) == one_way | other | {("rail", "bb", "fir")}


def test_between_two_dates_the_rate_is_that_of_the_day(land):
    old = land.rate("old", "segment", "sea", "alder>cedar", 1000, valid_from=JAN[2022])
    new = land.rate("new", "segment", "sea", "alder>cedar", 4000, valid_from=JAN[2024])
    found = known_rates(land.read(old, new), JAN[2023]).hauls["sea", "alder", "cedar"]
    assert (found.id, found.price_year, found.grade) == ("old", 2023, "computed")
    assert found.value == pytest.approx(2000, rel=2e-3)  # 365 of 730 days
