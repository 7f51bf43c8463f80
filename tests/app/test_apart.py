"""Places that no freight way reaches are refused with the reason; their neighbours are not."""

from datetime import date

import pytest

from daliz.app.plan_chain import make_cargo, make_query, read_world
from daliz.errors import NoPlanError
from daliz.io.tables import built_in_facts, read_table

ONE = make_cargo(containers="1x40HC")


@pytest.fixture(scope="module")
def world():
    return read_world("base")


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Sevastopol", "Crimea"),
        ("Simferopol", "24 February 2022"),
        ("Donetsk, UA", "eastern Donbas"),
        ("Mariupol", "eastern Donbas"),
        ("Sukhumi", "reliefweb-2005"),
        ("Tskhinvali", "South Ossetia"),
        ("Pyongyang", "North Korea"),
    ],
)
def test_a_place_apart_is_refused_with_area_day_and_source(world, place, told):
    with pytest.raises(NoPlanError) as caught:
        make_query(world, place, "almaty", cargo=ONE, ready=date(2026, 12, 1))
    assert told in str(caught.value)


@pytest.mark.parametrize("place", ["Kramatorsk", "Zugdidi", "Gori", "Dandong", "Krasnodar", "poti", "kyiv"])
def test_a_place_beside_it_is_not(world, place):
    make_query(world, place, "almaty", cargo=ONE, ready=date(2026, 12, 1))


def test_before_the_line_was_drawn_the_place_was_reached(world):
    make_query(world, "Sevastopol", "almaty", cargo=ONE, ready=date(2022, 2, 1))


def test_no_hub_of_the_network_lies_in_an_area_apart(world):
    for row in read_table("apart", [built_in_facts()]):
        for hub in world.corridor.hubs.values():
            inside = (
                row["south_deg"] <= hub.lat_deg <= row["north_deg"]
                and row["west_deg"] <= hub.lon_deg <= row["east_deg"]
            )
            assert not (inside and hub.country == row["country"]), (row["area"], hub.id)


def test_a_users_folder_may_move_the_line(tmp_path):
    (tmp_path / "apart.csv").write_text(
        "area,part,name_en,name_ru,name_kk,name_ja,country,south_deg,north_deg,west_deg,east_deg,source_id,grade,note\n"
        "crimea,1,Crimea,Крым,Қырым,クリミア,UA,0,0,0,0,daliz,assumed,Of no size.\n",
        encoding="utf-8",
    )
    make_query(read_world("base", [tmp_path]), "Sevastopol", "almaty", cargo=ONE, ready=date(2026, 12, 1))
