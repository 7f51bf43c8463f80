"""Published outcomes read as questions, in words that no test of ours has used."""

import csv
from datetime import date
from pathlib import Path

import pytest

from daliz.app.case_dates import dates_of
from daliz.app.case_ends import Atlas
from daliz.app.case_numbers import container_of, number_of, published_of
from daliz.app.plan_chain import read_world
from daliz.app.read_case import kind_of, published_ends, read_case
from daliz.errors import UnreadableCaseError
from daliz.io.tables import built_in_facts, read_table

WORDS = Path(__file__).with_name("cases_in_other_words.csv")


@pytest.fixture(scope="module")
def atlas():
    return Atlas(read_world().corridor, read_table("regions", (built_in_facts(),)))


@pytest.fixture
def read(atlas):
    def reading(origin="Xi'an", destination="Baku", **columns):
        row = {"val_id": "x", "kind": "observed", "origin": origin, "destination": destination, "days": "17"}
        return read_case(row | columns, atlas)

    return reading


def test_cases_in_other_words_are_read_as_a_person_would(atlas):
    """Each row was read by a person once; a change of its reading is a change to look at."""
    with WORDS.open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    assert len(rows) > 100
    for row in rows:
        status, reading = row.pop("status"), row.pop("reading")
        if status == "refused":
            with pytest.raises(UnreadableCaseError) as caught:
                read_case(row, atlas)
            assert str(caught.value) == reading
        else:
            found = read_case(row, atlas)
            assert (found.counted, found.text) == (status, reading), row


@pytest.mark.parametrize(
    ("route", "group", "require"),
    [
        ("", None, ()),
        ("middle via Altynkol-Aktau", "middle", ("altynkol", "aktau")),
        ("TITR", "middle", ()),
        ("TMTM through Aktau port", "middle", ("aktau",)),
        ("Trans-Caspian", "middle", ()),
        ("over the Caspian Sea", None, ("sea:caspian",)),
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
    with pytest.raises(UnreadableCaseError, match="goes by"):
        read(route=route)


@pytest.mark.parametrize(
    ("year", "dates"),
    [
        ("", []),
        ("Dec 2025", [date(2025, 12, 15)]),
        ("December (2024 or 2025)", [date(2024, 12, 15), date(2025, 12, 15)]),
        ("2022-03", [date(2022, 3, 15)]),
        ("spring 2022", [date(2022, m, 15) for m in (3, 4, 5)]),
        ("15 Jul 2024", [date(2024, 7, 15)]),
        ("2025-10-23", [date(2025, 10, 23)]),
        ("Dec 2025-Jan 2026", [date(2025, 12, 15), date(2026, 1, 15)]),
        ("10.2025", [date(2025, 10, 15)]),
        ("H1 2025", [date(2025, m, 15) for m in range(1, 7)]),
        ("2026 Q1", [date(2026, m, 15) for m in (1, 2, 3)]),
        ("late 2022", [date(2022, m, 15) for m in (10, 11, 12)]),
        ("winter 2024", [date(2024, m, 15) for m in (1, 2, 12)]),
        ("декабрь 2025", [date(2025, 12, 15)]),
        ("no time given", []),
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
    assert [e.passing for e in read("Moscow", "Riga").destinations] == [False], (
        "a border station with a port loads"
    )


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


def test_years_in_short_are_years_and_no_months():
    assert {d.year for d in dates_of("2022-23")} == {2022, 2023}
    assert {d.year for d in dates_of("2022/23")} == {2022, 2023}
    assert {d.month for d in dates_of("2022-03")} == {3}
    assert {d.year for d in dates_of("2023 market overview")} == {2023}
    assert len(dates_of("2023 market overview")) == 12, "market is not March"


@pytest.mark.parametrize("cell", ["-3", "0", "1e3", "nan", "five", "12-", "3 of 4"])
def test_a_cell_that_is_no_number_is_not_read_as_another(read, cell):
    with pytest.raises(UnreadableCaseError, match="days is"):
        read(days=cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("", None),
        (None, None),
        ("2550", 2550),
        ("2,550", 2550),
        ("2 550", 2550),
        ("7.31", 7.31),
        ("7,31", 7.31),
        ("~18", 18),
        ("about 9", 9),
        ("$1,200", 1200),
        ("USD 1 200", 1200),
        ("5.4k", 5400),
        ("5350-5400", 5375),
        ("12,250,000", 12250000),
    ],
)
def test_numbers_as_people_write_them(cell, number):
    assert number_of({"usd": cell}, "usd") == number


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("12-14", "", ""), (13, 12, 14, None)),
        (("12–14", "", ""), (13, 12, 14, None)),
        (("14 to 12 days", "", ""), (13, 12, 14, None)),
        (("", "15", "20"), (17.5, 15, 20, None)),
        (("17", "15", "20"), (17, 15, 20, None)),
        (("<10", "", ""), (10, None, None, "at most")),
        (("up to 60", "", ""), (60, None, None, "at most")),
        ((">30", "", ""), (30, None, None, "at least")),
        (("60+", "", ""), (60, None, None, "at least")),
        (("", "30", ""), (30, 30, None, "at least")),
        (("34 h", "", ""), (34 / 24, None, None, None)),
        (("2 weeks", "", ""), (14, None, None, None)),
        (("9 суток", "", ""), (9, None, None, None)),
    ],
)
def test_ranges_limits_and_units_of_days(cells, found):
    row = dict(zip(("days", "days_low", "days_high"), cells, strict=True))
    days = published_of(row, "days")
    assert (days.value, days.low, days.high, days.bound) == pytest.approx(found)


@pytest.mark.parametrize(
    "cells", [("25", "15", "20"), ("", "20", "15"), ("10", "15", "20")], ids=["above", "turned", "below"]
)
def test_a_number_outside_its_own_range_is_refused(cells):
    with pytest.raises(UnreadableCaseError, match=r"outside its own range|lies above"):
        published_of(dict(zip(("days", "days_low", "days_high"), cells, strict=True)), "days")


@pytest.mark.parametrize(
    ("unit", "cargo", "box"),
    [
        ("USD/FEU", "", "1x40"),
        ("USD/TEU", "", "1x20"),
        ("USD per 40ft", "", "1x40"),
        ("USD/40HC", "", "1x40HC"),
        ("USD/20ft", "FEU container", "1x20"),
        ("USD", "20ft container", "1x20"),
        ("USD per container", "FEU", "1x40"),
        ("", "", "1x40"),
        ("USD/FEU", "reefer", "1x40"),
    ],
)
def test_a_price_is_for_the_box_of_its_unit(unit, cargo, box):
    assert container_of(unit, cargo, priced=True) == box


@pytest.mark.parametrize("unit", ["EUR/FEU", "USD/t", "USD per tonne", "%", "CNY", "USD/FEU-km"])
def test_a_price_that_is_for_no_box_or_in_no_dollars_is_refused(unit):
    with pytest.raises(UnreadableCaseError, match="Its price is in"):
        container_of(unit, "FEU", priced=True)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Observed", "observed"),
        ("observed mean", "observed"),
        ("forwarder quote", "forwarder/operator quote"),
        ("World Bank study", "model or study result"),
        ("timetable", "published schedule/plan"),
        ("press claim", "published schedule/plan"),
        ("capacity check", "capacity check"),
    ],
)
def test_kinds_in_other_words(words, kind):
    assert kind_of(words) == kind


def test_a_sea_case_is_from_port_to_port_and_a_train_from_departure_to_arrival(read):
    by_sea = read("Shanghai", "Rotterdam", route="sea")
    assert (by_sea.at_sea, by_sea.moving, by_sea.origins[0].passing) == (True, True, True)
    ferry = read("Turkmenbashi", "Baku", route="ferry")
    assert [e.place for e in ferry.destinations] == ["alat"]
    train = read("Poti", "Baku", route="block train")
    assert (train.at_sea, train.moving, train.slot) == (False, True, True)
    assert not read("Shanghai", "Rotterdam door to door", route="sea").moving
    assert not read("Shanghai", "Prague", route="sea to Hamburg + rail").at_sea
    assert not read("Shanghai", "Rotterdam", route="sea by the Suez Canal and rail").at_sea


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"days": ""}, "neither days nor a price"),
        ({"destination": ""}, "only one end"),
        ({"destination": "Atlantis"}, "no place"),
        ({"origin": "Reykjavik"}, "is no place|not one of our hubs"),
        ({"destination": "Xian"}, "Both its ends"),
        ({"route": "air"}, "goes by air"),
        ({"cargo": "trucks"}, "cargo is trucks"),
    ],
)
def test_what_cannot_be_read_says_why(read, columns, why):
    with pytest.raises(UnreadableCaseError, match=why):
        read(**columns)


def test_a_station_of_a_town_is_its_hub_and_said_so(read):
    found = read("Nakhodka-Vostochnaya", "Moscow")
    assert [e.place for e in found.origins] == ["nakhodka"]
    assert "Nakhodka-Vostochnaya is read as Vostochny" in found.text


def test_a_studys_price_between_regions_is_an_index_from_border_to_border(read):
    """Where it gives days too, or is no study, its ends are cities."""
    study = {"kind": "model or study result", "usd": "3000", "cost_unit": "USD/FEU", "days": ""}

    def ends(origin, destination, **columns):
        found = read(origin, destination, **(study | columns))
        return [{e.place for e in side} for side in (found.origins, found.destinations)]

    border = {"altynkol", "dostyk"}
    assert ends("China", "Europe", route="northern") == [border, {"brest", "kaliningrad"}]
    assert ends("Europe", "China", route="middle") == [{"poti", "batumi"}, border]
    for other in ({"days": "17"}, {"kind": "observed"}, {"route": "southern"}):
        assert border.isdisjoint(ends("China", "Europe", **({"route": "northern"} | other))[0]), other
    assert ends("Xi'an", "Europe", route="northern")[0] == {"xian"}


def ends(atlas, origin, destination=""):
    sides = published_ends({"origin": origin, "destination": destination}, atlas)
    return tuple([(e.text, e.names.get("ru")) for e in side] for side in sides)


def test_ends_are_told_as_published_in_the_readers_language(atlas):
    assert ends(atlas, "Xi'an", "Europe door to door") == ([("Xi'an", "Сиань")], [("Europe", None)])
    assert ends(atlas, "China", "AZ") == ([("China", "Китай")], [("AZ", "Азербайджан")])
    assert ends(atlas, "Aktau->Alat") == ([("Aktau", "Актау")], [("Alat", "Алят")])
    assert ends(atlas, "Dostyk/Altynkol", "Poti/Nowhere") == (
        [("Dostyk", "Достык"), ("Altynkol", "Алтынколь")],
        [("Poti", "Поти"), ("Nowhere", None)],
    )
    assert ends(atlas, "Kobe") == ([("Kobe", "Кобе")], [])
    assert ends(atlas, "") == ([], [])


def test_what_a_reading_makes_of_an_end_is_not_told_as_published(atlas):
    """Nakhodka is read as Vostochny, the Black Sea ports as those of Georgia: the source said neither."""
    assert ends(atlas, "Nakhodka", "Black Sea ports") == ([("Nakhodka", None)], [("Black Sea ports", None)])
