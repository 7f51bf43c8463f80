import re

import pytest

QUESTION = {"from": "Kobe", "to": "Almaty", "containers": "2x40HC", "ready": "2026-12-01", "options": "shown"}


def test_a_question_is_answered_with_ranges_costs_sources_and_its_address(client):
    answer = client.post("/api/v1/plans", json=QUESTION)
    plan = answer.json()
    assert answer.status_code == 200
    assert plan["format"] == "daliz-plan-2"
    assert plan["query"]["from"]["hub"] == "kobe"
    assert plan["query"]["ready"] == "2026-12-01"
    assert len(plan["options"]) == plan["shown"] >= 2
    for option in plan["options"]:
        assert 0 < option["days"]["p10"] <= option["days"]["p50"] <= option["days"]["p90"]
        assert option["cost_usd"]["p50"] > 0
        assert option["legs"][0]["line"]
    assert {i["source_id"] for o in plan["options"] for leg in o["legs"] for i in leg["cost"]} <= plan[
        "sources"
    ].keys()
    assert plan["links"]["self"] == answer.headers["content-location"]


def test_the_address_of_a_plan_gives_the_same_plan(client):
    plan = client.post("/api/v1/plans", json=QUESTION | {"avoid": ["RU", "IR"], "deadline": "2027-01-10"})
    link = plan.json()["links"]["self"]
    assert "avoid=RU&avoid=IR" in link
    assert client.get(link).json() == plan.json()


def test_a_question_without_a_day_gets_todays_in_its_address(client):
    plan = client.post(
        "/api/v1/plans", json={"from": "Aktau", "to": "Baku", "tonnes": 40, "options": "shown"}
    ).json()
    assert f"ready={plan['query']['ready']}" in plan["links"]["self"]


def test_all_options_hold_the_shown_ones_first(client):
    shown = client.post("/api/v1/plans", json=QUESTION).json()
    every = client.post("/api/v1/plans", json=QUESTION | {"options": "all", "lines": False}).json()
    assert [o["id"] for o in every["options"][: every["shown"]]] == [o["id"] for o in shown["options"]]
    assert "line" not in every["options"][0]["legs"][0]


def planned_count(client):
    text = client.get("/metrics").text
    return int(float(re.search(r"^daliz_plan_seconds_count (\S+)", text, re.MULTILINE)[1]))


def test_the_other_options_come_from_the_same_plan(client):
    asked = {"from": "Aktau", "to": "Hamburg", "tonnes": 33, "ready": "2026-12-01"}
    first, before = client.post("/api/v1/plans", json=asked).json(), planned_count(client)
    every = client.post("/api/v1/plans", json=asked | {"options": "all"}).json()
    assert planned_count(client) == before
    assert first["left_out"] == len(every["options"]) - len(first["options"]) > 0
    assert every["links"]["self"] == f"{first['links']['self']}&options=all"
    client.post("/api/v1/plans", json=asked | {"tonnes": 34}).raise_for_status()
    assert planned_count(client) == before + 1  # another question is another plan


@pytest.mark.parametrize(
    ("changes", "status", "code", "said"),
    [
        ({"to": "Almatty"}, 404, "unknown-place", "Almaty"),
        ({"containers": None}, 409, "query", "cargo"),
        ({"containers": "2x99"}, 409, "query", "99"),
        ({"avoid": ["xyzzy"]}, 409, "query", "xyzzy"),
        ({"avoid": ["mode:rail", "mode:road", "mode:sea", "mode:ferry"]}, 409, "no-plan", ""),
        ({"to": "Kobe"}, 409, "query", "two different places"),
        ({"ready": "2026-13-01"}, 422, "invalid-request", "ready"),
        ({"ready": "9999-12-31"}, 422, "invalid-request", "ready"),
        ({"ready": "2026-02-29"}, 422, "invalid-request", "ready"),
        ({"ready": 1_764_547_200}, 422, "invalid-request", "ready"),
        ({"tonnes": 5e-324}, 422, "invalid-request", "tonnes"),
        ({"seed": True}, 422, "invalid-request", "seed"),
        ({"dangerous": "yes"}, 422, "invalid-request", "dangerous"),
        ({"tonnes": -1}, 422, "invalid-request", "tonnes"),
        ({"colour": "red"}, 422, "invalid-request", "colour"),
        ({"scenario": "basse"}, 404, "unknown-id", "base"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why_and_what_to_do(client, changes, status, code, said):
    answer = client.post("/api/v1/plans", json=QUESTION | changes)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in problem["detail"] + problem["hint"]


def test_the_options_leave_as_csv_and_the_legs_as_geojson(client):
    asked = QUESTION | {"form": "csv"}
    rows = client.get("/api/v1/plans/export", params=asked)
    assert rows.headers["content-type"].startswith("text/csv")
    assert rows.text.startswith("option,id,corridor")
    drawn = client.get("/api/v1/plans/export", params=asked | {"form": "geojson", "option": 1, "lang": "ru"})
    assert drawn.headers["content-type"] == "application/geo+json"
    assert {f["properties"]["option"] for f in drawn.json()["features"]} == {1}


def test_scenarios_stand_side_by_side_and_one_without_an_answer_says_so(client):
    asked = {"from": "Moscow", "to": "Almaty", "containers": "1x40", "ready": "2026-12-01"}
    sides = client.get("/api/v1/compare", params={**asked, "scenarios": ["base", "kazakhstan-shut"]}).json()[
        "scenarios"
    ]
    assert [s["scenario"] for s in sides] == ["base", "kazakhstan-shut"]
    assert sides[0]["options"][0]["days_p50"] > 0
    assert client.get(sides[0]["link"]).status_code == 200
    for side in sides:
        assert (side["problem"] is None) == bool(side["options"])


def test_a_comparison_tells_the_difference_to_the_first_scenario(client):
    asked = {
        "from": "Kobe",
        "to": "Almaty",
        "containers": "2x40HC",
        "ready": "2026-12-01",
        "pick": "cheapest",
    }
    found = client.get("/api/v1/compare", params={**asked, "scenarios": ["base", "calm-2025"]}).json()
    assert found["comparison"]["pick"] == "cheapest"
    first, second = found["comparison"]["sides"]
    assert "difference" not in first
    assert second["difference"]["mean_days"] < 0


def test_more_scenarios_than_four_are_refused(client):
    asked = {"from": "Kobe", "to": "Almaty", "tonnes": 20, "scenarios": ["base"] * 5}
    assert client.get("/api/v1/compare", params=asked).json()["code"] == "invalid-request"


def test_a_question_without_an_answer_is_told_in_the_language_of_the_reader(client):
    asked = {
        "from": "kobe",
        "to": "almaty",
        "containers": "1x40HC",
        "ready": "2026-12-01",
        "avoid_transit": ["CN", "RU", "UZ", "TM", "KG", "AZ", "IR"],
    }
    address = "/api/v1/plans"
    told = {}
    for accepted in ("ru-RU,ru;q=0.9,en;q=0.5", "xx,kk;q=0.4,ja;q=0.8", "de", "q=;;,,"):
        answer = client.get(address, params=asked, headers={"Accept-Language": accepted})
        assert answer.status_code == 409
        told[answer.headers["content-language"]] = answer.json()
    assert list(told) == ["ru", "ja", "en"]
    assert told["ru"]["detail"] == "Нет цепочки, соединяющей пункты Кобе и Алматы."
    assert "Исключено: Китай, Россия" in told["ru"]["hint"]
    assert "神戸" in told["ja"]["detail"]
    assert told["en"]["detail"] == "No chain joins Kobe and Almaty."
    assert [n["key"] for n in told["en"]["notes"]][:2] == ["no_plan", "no_plan.avoided"]
