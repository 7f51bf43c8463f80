"""Published outcomes read as questions, in words that no test of ours has used."""

from datetime import date

import pytest

from daliz.app.plan_chain import read_world
from daliz.app.read_case import number_of, read_case
from daliz.errors import UnreadableCaseError
from daliz.io.tables import built_in_facts, read_table


@pytest.fixture(scope="module")
def corridor():
    return read_world().corridor


@pytest.fixture(scope="module")
def regions():
    return read_table("regions", (built_in_facts(),))


@pytest.fixture
def read(corridor, regions):
    def reading(origin="Xi'an", destination="Baku", **columns):
        row = {"val_id": "x", "kind": "observed", "origin": origin, "destination": destination, "days": "17"}
        return read_case(row | columns, corridor, regions)

    return reading


@pytest.mark.parametrize(
    ("route", "group", "require"),
    [
        ("", None, ()),
        ("middle via Altynkol-Aktau", "middle", ("altynkol", "aktau")),
        ("TITR", "middle", ()),
        ("TMTM through Aktau port", "middle", ("aktau",)),
        ("Trans-Caspian", "middle", ()),
        ("over the Caspian Sea", None, ()),
        ("northern via Khorgos", "northern", ("khorgos",)),
        ("via Riga", None, ("riga",)),
        ("by rail to Poti, then sea", None, ("mode:sea", "poti")),
        ("Qingdao–Xi'an–Poti", None, ("qingdao", "poti")),
        ("BTK rail", None, ("akhalkalaki",)),
        ("sea", "sea", ()),
        ("sea Suez", "sea", ("passage:suez",)),
        ("ocean round the Cape", "sea", ("passage:south_africa",)),
        ("northern KZ-RU", "northern", ("country:KZ", "country:RU")),
        ("INSTC", "southern", ()),
    ],
)
def test_a_route_names_a_corridor_and_what_the_way_passes(read, route, group, require):
    reading = read("Xi'an", "Budapest", route=route)
    assert (reading.group, reading.require) == (group, tuple(t for t in require if t != "xian"))


@pytest.mark.parametrize("route", ["air", "by road", "TIR trucks"])
def test_a_way_wholly_by_air_or_road_cannot_be_expressed(read, route):
    with pytest.raises(UnreadableCaseError, match="all the way"):
        read(route=route)


@pytest.mark.parametrize(
    ("year", "dates"),
    [
        ("", []),
        ("Dec 2025", [date(2025, 12, 15)]),
        ("December (2024 or 2025)", [date(2024, 12, 15), date(2025, 12, 15)]),
        ("2022-03", [date(2022, 3, 15)]),
        ("spring 2022", [date(2022, 4, 15)]),
    ],
)
def test_a_year_picks_the_days(read, year, dates):
    assert list(read(year=year).dates) == dates


def test_a_bare_year_pools_its_months(read):
    assert [d.month for d in read(year="2024").dates] == list(range(1, 13))
    assert {d.year for d in read(year="2025-26").dates} == {2025, 2026}


def test_vague_ends_pool_their_members_by_weight(read):
    reading = read("China", "Poti/Batumi", route="middle")
    assert len(reading.origins) > 1
    for side in (reading.origins, reading.destinations):
        assert sum(e.weight_share for e in side) == pytest.approx(1)
    assert [(e.place, e.weight_share) for e in reading.destinations] == [("poti", 0.5), ("batumi", 0.5)]


def test_words_in_an_end_set_scope_and_hubs(read):
    assert read("China", "Europe door to door").scope == "door"
    assert read("China", "Germany terminal-terminal").scope == "terminal"
    assert read("China", "Europe via Constanta").require == ("constanta",)


def test_border_stations_pass_and_ports_load(read):
    assert [e.passing for e in read("Altynkol", "Poti").origins] == [True]
    assert [e.passing for e in read("Altynkol", "Poti").destinations] == [False]


@pytest.mark.parametrize(
    ("columns", "counted"),
    [
        ({}, "counted"),
        ({"kind": "forwarder/operator quote"}, "counted"),
        ({"kind": "published schedule/plan"}, "lower bound"),
        ({"kind": "claim"}, "lower bound"),
        ({"kind": "capacity check"}, "reported"),
        ({"notes": "do not fit: no stock figure"}, "reported"),
    ],
)
def test_kind_and_notes_decide_what_counts(read, columns, counted):
    assert read(**columns).counted == counted


@pytest.mark.parametrize("cell", ["7,31", "about 9", "-3", "0", "1e3", "nan"])
def test_a_cell_that_is_no_number_is_not_read_as_another(read, cell):
    with pytest.raises(UnreadableCaseError, match="days is"):
        read(days=cell)


def test_numbers_with_and_without_thousands():
    assert [number_of({"usd": x}, "usd") for x in ("", None, "2550", "2,550", "7.31")] == [
        None,
        None,
        2550,
        2550,
        7.31,
    ]


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"days": ""}, "neither days nor a price"),
        ({"destination": ""}, "only one end"),
        ({"destination": "Atlantis"}, "no place"),
        ({"origin": "Mumbai"}, "not one of our hubs"),
    ],
)
def test_what_cannot_be_read_says_why(read, columns, why):
    with pytest.raises(UnreadableCaseError, match=why):
        read(**columns)
