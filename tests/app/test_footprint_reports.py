"""Reports: from data, files and saved plans; with the user's own factors; as CSV, JSON and HTML."""

import json
import re

import pytest

from daliz.app.account_footprint import account_chain_of, cheapest_cut_of, read_factor_set
from daliz.errors import DataError, UnknownIdError
from daliz.io.saved_plans import boxes_of, chain_of_option

LEG = {"mode": "road", "from": "a", "to": "b", "distance_km": 100, "distance_type": "actual"}
CHAIN = {"id": "c", "mass_t": 10, "elements": [LEG]}


def test_a_chain_is_accounted_from_data_json_and_csv_alike(tmp_path):
    (tmp_path / "c.json").write_text(json.dumps({"chain": CHAIN}))
    (tmp_path / "c.csv").write_text(
        "id,mode,from,to,distance_km,distance_type,mass_t\n1,road,a,b,100,actual,10\n"
    )
    reports = [account_chain_of(x) for x in (CHAIN, tmp_path / "c.json", str(tmp_path / "c.csv"))]
    assert [r.wtw_kg_co2e for r in reports] == pytest.approx([95.02] * 3)


def test_a_users_table_loads_from_the_columns_of_the_open_one_and_is_named(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text(
        "factor_id,mode,category,subcategory,size_or_load,fuel_or_traction,region,wtt,ttw,wtw,unit,data_year,source,source_url,"
        "retrieved_from,licence,note\n"
        "mine.road,road,Lorry,own,,diesel,KZ,20,60,80,g CO2e/t-km,2026,our fleet,,,own,\n"
        "mine.lane,sea,Lane,dry,,,,,,61.4,g CO₂e/TEU-km,2026,our carrier,,,own,\n"
    )
    road = account_chain_of(
        {**CHAIN, "elements": [{**LEG, "factor": "mine.road", "distance_type": "sfd"}]}, factor_files=[table]
    )
    assert road.wtw_kg_co2e == pytest.approx(80)
    assert road.footprint.ttw_kg_co2e == pytest.approx(60)
    assert road.footprint.elements[0].factor_ids == ("mine.road",)
    assert road.to_dict()["provenance"]["factor_files"] == ("2 factors from mine.csv",)
    sea = {"mode": "sea", "distance_km": 1000, "factor": "mine.lane", "teu_count": 4}
    lane = account_chain_of({**CHAIN, "elements": [sea]}, factor_files=[table])
    assert lane.wtw_kg_co2e == pytest.approx(4 * 1000 * 0.0614)
    assert "tank-to-wheel part" in " ".join(n["text"] for n in lane.to_dict()["deviations"])
    with pytest.raises(UnknownIdError, match=r"mine\.rod"):
        account_chain_of({**CHAIN, "elements": [{**LEG, "factor": "mine.rod"}]}, factor_files=[table])


def test_a_wrong_factor_table_says_where(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("factor_id,mode,unit,wtw\nx,road,kg/tkm,0,1\n")
    table.write_text("factor_id,mode,unit,wtw\nx,road,kg/tkm,much\n")
    with pytest.raises(DataError, match=r"mine\.csv:2:wtw: found 'much'"):
        read_factor_set(files=[table])
    table.write_text("factor_id,mode,unit,wtt,ttw,wtw\nx,road,kg/tkm,1,1,3\n")
    with pytest.raises(DataError, match="do not make wtw"):
        read_factor_set(files=[table])
    table.write_text("factor_id,unit,wtw\nx,kg/tkm,1\n")
    with pytest.raises(DataError, match="column mode is missing"):
        read_factor_set(files=[table])


def test_equal_sets_have_equal_versions_and_other_sets_other_ones(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("factor_id,mode,unit,wtw\nx,road,kg/tkm,0.1\n")
    assert read_factor_set().version == read_factor_set().version
    assert read_factor_set(files=[table]).version != read_factor_set().version


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        ({"elements": []}, "no elements"),
        ({"elements": [{"mode": "road"}]}, "needs distance_km"),
        ({"elements": [{**LEG, "distanse_km": 3}]}, "distanse_km"),
        ({"elements": [{**LEG, "distance_km": "100"}]}, "without quotation marks"),
        ({"elements": [{**LEG, "kind": "boat"}]}, "kind is 'boat'"),
        ({"weight": 3}, "no field 'weight'"),
    ],
)
def test_a_wrong_chain_says_where(spoil, says):
    with pytest.raises(DataError, match=re.escape(says)):
        account_chain_of({**CHAIN, **spoil})


def test_the_page_is_one_file_with_charts_in_every_language():
    report = account_chain_of({**CHAIN, "title": "<Almaty & co>"}, levers=True, carbon_price="epa-scc")
    for lang in ("en", "ru", "kk", "ja"):
        page = report.to_html(lang)
        assert page.startswith("<!doctype html>")
        assert f'<html lang="{lang}">' in page
        assert page.count("<svg") >= 4
        assert "@media print" in page
        for outside in ("http://", "https://", "<script"):
            assert outside not in page
        assert "&lt;Almaty &amp; co&gt;" in page
    assert "footprint." not in page


def test_csv_and_json_keep_every_digit():
    report = account_chain_of({**CHAIN, "mass_t": 1 / 3})
    wtw = report.wtw_kg_co2e
    assert json.loads(report.to_json())["totals"]["wtw_kg_co2e"] == wtw
    assert repr(wtw) in report.to_csv()


PLAN = {
    "query": {"cargo": {"containers": "2x40HC", "mass_t": 40, "teu": 4}},
    "options": [
        {
            "id": "1", "corridor": "middle", "cost_usd": {"p50": 9000}, "days": {"p50": 30},
            "wtw_kg_co2e": 5000,
            "legs": [
                {
                    "kind": "transport", "mode": "rail", "from": "x", "to": "aktau", "distance_km": 300,
                    "country_km": {"KZ": 300}, "links": ["l1", "l2"],
                },
                {"kind": "hub", "mode": "transshipment", "from": "aktau", "to": "aktau", "distance_km": 0},
                {
                    "kind": "transport", "mode": "sea", "from": "aktau", "to": "alat", "distance_km": 480,
                    "elements": [{"subject": "class:sea.caspian"}],
                },
            ],
        },
        {
            "id": "2", "corridor": "own", "chain": {**CHAIN, "id": "own"}, "cost_usd": {"p50": 9500},
            "days": {"p50": 40}, "wtw_kg_co2e": 3000,
        },
    ],
}  # fmt: skip
TRACTIONS = {"l1": (("KZ", 50.0, "electric"),), "l2": (("KZ", 150.0, "diesel"),)}


def test_a_saved_plan_becomes_a_chain_with_the_traction_of_its_links():
    chain = chain_of_option(PLAN, 1, TRACTIONS)
    rail, hub, sea = chain.elements
    assert [(s.country, s.km, s.traction) for s in rail.stretches] == [
        ("KZ", 75, "electric"),
        ("KZ", 225, "diesel"),
    ]
    assert (hub.operation, chain.containers_count, sea.vehicle) == ("transshipment", 2, "sea.caspian")


def test_an_options_own_chain_wins_and_a_missing_option_is_named():
    assert chain_of_option(PLAN, 2, {}).id == "own"
    with pytest.raises(UnknownIdError, match="'3'"):
        chain_of_option(PLAN, 3, {})


def test_boxes_are_counted_from_a_label():
    assert [boxes_of(x) for x in ("2x40HC", "1x20, 2x40", None, "", "many", 3)] == [2, 3, None, None, None, 3]


def test_the_cheapest_cut_of_a_plan():
    cut = cheapest_cut_of(PLAN, option=1, cut_share=0.3)
    assert (cut.second.id, cut.extra_cost_usd, cut.extra_days, cut.usd_per_t) == ("2", 500, 10, 250)
