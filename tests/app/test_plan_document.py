"""A plan as a document: its keys, its sums, its chain, and what is read back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world
from daliz.app.plan_output import (
    document_csv,
    document_geojson,
    document_html,
    document_json,
    option_of,
    plan_document,
    read_plan,
    save_document,
)
from daliz.app.plan_words import PlanWords
from daliz.app.replan import plan_again
from daliz.errors import DataError, QueryError
from daliz.footprint.account import account_chain
from daliz.io.chains import chains_of
from daliz.words import tell


@pytest.fixture(scope="module")
def world():
    return read_world("base")


@pytest.fixture(scope="module")
def plan(world):
    query = make_query(
        world,
        "Kobe",
        "Almaty",
        cargo=make_cargo(containers="2x40HC"),
        ready=date(2026, 12, 1),
        deadline=date(2027, 1, 5),
    )
    return plan_chain(world, query)


@pytest.fixture(scope="module")
def document(world, plan):
    return plan_document(world, plan)


def test_every_option_has_the_keys_that_were_promised(document):
    keys = {
        "corridor",
        "why",
        "days",
        "arrival",
        "cost_usd",
        "wtw_kg_co2e",
        "ttw_kg_co2e",
        "transfers",
        "on_time_share",
    }
    keys |= {"sourced_cost_share", "legs"}
    leg_keys = {
        "kind",
        "mode",
        "from",
        "to",
        "distance_km",
        "days",
        "arrival",
        "cost_usd",
        "wtw_kg_co2e",
        "ttw_kg_co2e",
    }
    for option in document["options"]:
        assert keys <= option.keys()
        for measure in ("days", "cost_usd", "arrival"):
            assert list(option[measure]) == ["p10", "p50", "p90"]
        for leg in option["legs"]:
            assert leg_keys <= leg.keys()
            assert list(leg["arrival"]) == ["p10", "p50", "p90"]


def test_the_last_leg_arrives_when_the_option_does(document):
    for option in document["options"]:
        assert option["legs"][-1]["arrival"]["p50"] == option["arrival"]["p50"]
        assert option["legs"][-1]["ends_days"] == option["days"]


def test_costs_and_emissions_of_the_legs_add_up_to_the_option(document):
    for option in document["options"]:
        once = sum(i["usd"] for i in option["chain_cost"])
        assert once + sum(leg["cost_usd"]["p50"] for leg in option["legs"]) == pytest.approx(
            option["cost_usd"]["p50"], abs=0.1
        )
        assert sum(leg["wtw_kg_co2e"] for leg in option["legs"]) == pytest.approx(
            option["wtw_kg_co2e"], abs=1
        )


def test_the_mean_stays_of_the_elements_add_up_to_the_mean_of_the_option(document):
    option = document["options"][0]
    hours = sum(e["mean_h"] for leg in option["legs"] for e in leg["elements"])
    assert hours / 24 == pytest.approx(option["mean_days"], abs=0.02)


def test_the_chain_in_an_option_gives_the_accounts_the_same_emissions(world, document):
    for option in document["options"][:8]:
        account = account_chain(chains_of({"chain": option["chain"]})[0], world.factors)
        assert account.wtw_kg_co2e == pytest.approx(option["wtw_kg_co2e"], abs=0.1)
        assert account.ttw_kg_co2e == pytest.approx(option["ttw_kg_co2e"], abs=0.1)


def test_every_source_named_in_a_leg_stands_in_the_list_of_sources(document):
    named = {i["source_id"] for o in document["options"] for leg in o["legs"] for i in leg["cost"]}
    named |= {e["source_id"] for o in document["options"] for leg in o["legs"] for e in leg["elements"]} - {
        None
    }
    assert named <= document["sources"].keys()
    assert all(s["publisher"] for s in document["sources"].values())


def test_every_fact_named_in_an_element_stands_in_the_list_of_facts(document):
    named = {
        e["fact"] for o in document["options"] for leg in o["legs"] for e in leg["elements"] if "fact" in e
    }
    assert named
    assert named <= document["facts"].keys()


def test_reefer_and_dangerous_goods_are_said_to_be_unchecked(document):
    assert {tuple(o["limits"].values()) for o in document["options"]} == {("not checked", "not checked")}


def test_json_knows_no_infinity(world, plan):
    option = plan.options[0]
    endless = replace(option, days=replace(option.days, p90=float("inf")))
    text = document_json(plan_document(world, replace(plan, options=(endless,), shown_count=1), drawn=()))
    assert json.loads(text)["options"][0]["days"]["p90"] is None
    assert "Infinity" not in text


def test_an_arrival_after_the_last_known_departure_is_null_in_json_and_words_on_paper(world, plan):
    option = plan.options[0]
    missed = replace(
        option, arrival={**option.arrival, "p90": None}, arrival_local={**option.arrival_local, "p90": None}
    )
    document = plan_document(world, replace(plan, options=(missed,), shown_count=1), drawn={1})
    assert json.loads(document_json(document))["options"][0]["arrival"]["p90"] is None
    assert "after the last known departure" in document_html(document, 1, "en")
    assert "после последнего известного отправления" in document_html(document, 1, "ru")
    assert PlanWords(document, "en").moment("2026-12-05T10:00+00:00") == "5 December 2026"


def test_a_saved_plan_asked_again_gives_the_same_answer(world, plan, document, tmp_path):
    save_document(document, tmp_path / "plan.json")
    _, query, changed = plan_again(read_plan(tmp_path / "plan.json"))
    assert changed == ()
    assert query == plan.query
    assert plan_document(world, plan_chain(world, query)) == document


def test_changed_facts_are_told_when_a_plan_is_asked_again(document):
    old = {**document, "provenance": {**document["provenance"], "facts_sha256": "0" * 64}}
    _, _, changed = plan_again(old)
    assert len(changed) == 1
    assert tell("en", changed[0]).startswith("The facts changed since the plan was saved: 000000000000, now ")
    assert tell("ja", changed[0]).startswith("保存後に事実表が変わりました")


def test_a_file_that_is_no_plan_is_refused(tmp_path):
    path = tmp_path / "x.json"
    for text in ("{}", "[1]", "no json", '{"options": [], "query": {}}'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(DataError):
            read_plan(path)
    with pytest.raises(DataError, match="cannot be read"):
        read_plan(tmp_path / "missing.json")


def test_a_plan_cannot_be_written_where_there_is_no_folder(document, tmp_path):
    with pytest.raises(DataError, match="cannot be written"):
        save_document(document, tmp_path / "no" / "plan.json")
    assert list(tmp_path.iterdir()) == []


def test_csv_has_one_row_an_option(document):
    rows = document_csv(document).splitlines()
    assert rows[0].startswith("option,id,corridor,why,days_p10,days_p50,days_p90,arrival_p10")
    assert len(rows) == 1 + len(document["options"])


def test_geojson_draws_rail_on_the_track_and_sea_on_the_lanes(document):
    number = next(
        o["number"] for o in document["options"] if {"rail", "sea"} <= {x["mode"] for x in o["legs"]}
    )
    features = json.loads(document_geojson(document, number))["features"]
    by_mode = {f["properties"]["mode"]: f for f in features if f["geometry"]["type"] == "LineString"}
    assert by_mode["rail"]["properties"]["line_is"] in {"track", "partly straight"}
    assert by_mode["sea"]["properties"]["line_is"] == "lane"
    assert len(by_mode["rail"]["geometry"]["coordinates"]) > 10
    for feature in features:
        flat = feature["geometry"]["coordinates"]
        points = [flat] if feature["geometry"]["type"] == "Point" else flat
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points)


def test_legs_are_drawn_from_the_place_they_leave_to_the_place_they_reach(document):
    places = document["places"]
    for option in document["options"][: document["shown"]]:
        for leg in option["legs"]:
            if leg["kind"] == "transport" and leg["mode"] != "road":
                for end, point in ((leg["from"], leg["line"][0]), (leg["to"], leg["line"][-1])):
                    place = places[end.partition(".")[0]]
                    assert abs(point[0] - place["lon_deg"]) < 0.6
                    assert abs(point[1] - place["lat_deg"]) < 0.6


def test_geojson_names_the_licences(document):
    data = json.loads(document_geojson(document))
    assert "OpenStreetMap" in data["licences"]
    assert "GeoNames" in data["licences"]


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "ja"])
def test_the_page_asks_nothing_of_the_network(document, lang):
    page = document_html(document, 1, lang)
    assert f'<html lang="{lang}">' in page
    for outside in ("<script", " src=", "@import", "url(", '<link rel="stylesheet'):
        assert outside not in page
    for needed in ("OpenStreetMap", "GeoNames", '<svg class="map"', '<svg class="timeline"'):
        assert needed in page


def test_the_page_escapes_what_a_user_wrote(document):
    bad = json.loads(json.dumps(document))
    bad["query"]["from"]["name"] = "<b>x</b>"
    bad["query"]["from"]["names"] = {"en": "<i>y</i>"}
    bad["warnings"].append("<script>alert(1)</script>")
    page = document_html(bad, 1)
    assert "<script" not in page
    assert "<i>y</i>" not in page
    assert "&lt;i&gt;y" in page


def test_an_option_that_is_not_there_is_refused(document):
    with pytest.raises(QueryError, match="no option 99"):
        option_of(document, 99)
