"""The operations that read: each answers with what its name promises."""

import pytest


def get(client, path, **asked):
    answer = client.get(f"/api/v1{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("typed", ["Акт", "Ақт", "akt", "アクタ"])
def test_a_place_is_suggested_in_four_scripts(client, typed):
    assert "aktau" in [p["ref"] for p in get(client, "/places", q=typed)["items"]]


def test_what_is_suggested_can_be_planned_from(client):
    for place in get(client, "/places", q="al", limit=12)["items"]:
        found = get(client, f"/places/{place['ref']}")
        assert (found["lat_deg"], found["lon_deg"]) == (place["lat_deg"], place["lon_deg"])


def test_a_click_on_the_map_is_a_place(client):
    found = get(client, "/places/43.2,76.9")
    assert (found["place_id"], found["country"], found["lat_deg"]) == (None, "KZ", 43.2)


def test_a_place_that_is_none_is_404_with_the_nearest_spelling(client):
    answer = client.get("/api/v1/places/Almatty")
    assert answer.status_code == 404
    assert "Almaty" in answer.json()["hint"]


def test_every_scenario_tells_what_it_sets_and_why(client):
    for item in get(client, "/scenarios")["items"]:
        full = get(client, f"/scenarios/{item['id']}")
        assert full["why"]
        assert item["counts"] == {k: len(full[k]) for k in ("facts", "states", "services", "rates")}


def test_corridors_and_words_are_named_in_four_languages(client):
    assert {"en", "ru", "kk", "ja"} <= get(client, "/corridors")["items"][0]["names"].keys()
    texts = {lang: get(client, f"/words/{lang}")["texts"] for lang in ("en", "ru", "kk", "ja")}
    assert all(texts["en"].keys() <= found.keys() for found in texts.values())
    assert texts["ru"]["register.kind.meeting"] != texts["en"]["register.kind.meeting"]


def test_the_network_is_counted_listed_and_drawn(client):
    stats = get(client, "/network/stats")
    assert stats["links_count"] > 200
    drawn = get(client, "/network/geojson", kind=["hub", "crossing"])
    kinds = {f["properties"]["kind"] for f in drawn["features"]}
    assert kinds == {"hub", "crossing"}
    crossings = [f["properties"] for f in drawn["features"] if f["properties"]["kind"] == "crossing"]
    assert all(c[f"why_{lang}"] for c in crossings for lang in ("en", "ru", "kk", "ja"))
    assert any("から" in c["why_ja"] for c in crossings)
    assert get(client, "/network/hubs")["total"] == sum(
        f["properties"]["kind"] == "hub" for f in drawn["features"]
    )
    assert {t["place"] for t in get(client, "/network/terminals", place="aktau")["items"]} == {"aktau"}
    assert {s["mode"] for s in get(client, "/network/services", mode="ferry")["items"]} == {"ferry"}
    assert all("aktau" in {k["a"], k["b"]} for k in get(client, "/network/links", place="aktau")["items"])
    assert get(client, "/network/borders", country="KZ")["total"] > 3
    assert all(g["missing_count"] == len(g["items"]) for g in get(client, "/network/gaps")["gaps"])


def test_a_fact_shows_its_source_and_why_it_is_used(client):
    row = get(client, "/facts", table="rates", limit=1)["items"][0]
    assert row["source"]["id"] == row["values"]["source_id"]
    assert get(client, f"/facts/sources/{row['source']['id']}")["url"].startswith("http")
    explained = get(client, "/facts/why/aktau.port")["items"]
    assert all(sum(c["used"] for c in e["candidates"]) <= 1 for e in explained)
    assert get(client, "/facts/aktau.port")["rows"]
    assert {t["table"] for t in get(client, "/facts/tables")["items"]} >= {"rates", "terminals", "sources"}


def test_records_are_filtered_and_each_opens(client):
    listed = get(client, "/register/records", theme="transport", party="KZ", **{"from": "2024"})
    assert listed["total"] > 3
    assert all("transport" in item["record"]["themes"] for item in listed["items"])
    ident = listed["items"][0]["record"]["id"]
    assert get(client, f"/register/records/{ident}")["record"]["id"] == ident


@pytest.mark.parametrize("words", ["Aktau scanner", "Актау", "アクタウ"])
def test_the_register_is_searched_in_several_languages(client, words):
    assert "c-aktau" in [hit["id"] for hit in get(client, "/register/search", q=words)["items"]]


def test_what_is_overdue_comes_first_and_conflicts_stand_side_by_side(client):
    states = [item["standing"]["due_state"] for item in get(client, "/register/due", limit=1000)["items"]]
    assert states == sorted(states, key=["overdue", "not yet due", "no date published"].index)
    assert all(len(c["statements"]) > 1 for c in get(client, "/register/conflicts")["items"])


def test_what_was_known_by_a_day_is_less_than_what_is_known_now(client):
    early = get(client, "/register/records/c-aktau", as_of="2026-01-01", known_by="2026-01-01")
    late = get(client, "/register/records/c-aktau")
    assert len(early["standing"]["events"]) <= len(late["standing"]["events"])
    assert early["standing"]["as_of"] == "2026-01-01"


def test_themes_forum_briefing_interview_trade_and_places_are_told(client):
    themes = [t["theme"] for t in get(client, "/register/themes")["items"]]
    assert len(themes) == 13
    assert get(client, f"/register/themes/{themes[0]}")["theme"] == themes[0]
    whole, brief = (
        get(client, "/register/themes")["items"],
        get(client, "/register/themes", records="false")["items"],
    )
    assert [{k: v for k, v in t.items() if k != "listed"} for t in whole] == brief
    assert [t["counts"]["records"] for t in brief] == [len(t["listed"]) for t in whole]
    overdue = [sum(x["standing"]["status"] == "overdue" for x in t["listed"]) for t in whole]
    assert [t["counts"]["overdue"] for t in brief] == overdue
    assert len(get(client, "/register/forum")["items"]) == 3
    assert get(client, "/register/briefing", party="KZ")["party"] == "KZ"
    assert len(get(client, "/register/interview")["interview"]["questions"]) == 5
    assert get(client, "/register/trade")["total"] > 3
    assert get(client, "/register/timeline")["total"] > 50
    aktau = next(p for p in get(client, "/register/places")["items"] if p["place"] == "aktau")
    assert aktau["lat_deg"] > 40
    assert "c-aktau" in [r["record"] for r in aktau["records"]]


def test_the_register_leaves_as_calendar_linked_data_and_iati(client):
    calendar = client.get("/api/v1/register/calendar.ics", params={"lang": "ru"})
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert calendar.text.startswith("BEGIN:VCALENDAR\r\n")
    assert calendar.text == client.get("/api/v1/register/calendar.ics", params={"lang": "ru"}).text
    assert "@context" in get(client, "/register/export", form="jsonld")
    assert "<iati-activities" in client.get("/api/v1/register/export", params={"form": "iati"}).text


def test_programmes_are_listed_compared_and_held_against_a_person(client):
    listed = get(client, "/programmes")
    ident = listed["items"][0]["id"]
    one = get(client, f"/programmes/{ident}")
    assert one["programme"]["id"] == ident
    assert {r["programme"] for r in one["rules"]} == {ident}
    assert [r["programme"]["id"] for r in get(client, "/programmes/compare", programme=ident)["items"]] == [
        ident
    ]
    assert get(client, "/programmes/learners")["total"] > 3
    person = {"birth_date": "1950-01-01", "programmes": ["mext-research"]}
    answer = client.post("/api/v1/programmes/find", json=person).json()["items"][0]
    assert answer["verdict"] == "not eligible"
    assert "not eligible" in [r["verdict"] for r in answer["results"]]
    assert (
        client.post("/api/v1/programmes/find", json={"programmes": ["none"]}).json()["code"] == "unknown-id"
    )


def test_a_plans_chain_is_accounted_as_the_plan_says(client):
    question = {
        "from": "Kobe",
        "to": "Almaty",
        "containers": "2x40HC",
        "ready": "2026-12-01",
        "options": "shown",
    }
    option = client.post("/api/v1/plans", json=question).json()["options"][0]
    report = client.post("/api/v1/footprint", json={"chain": option["chain"], "levers": True}).json()
    assert report["totals"]["wtw_kg_co2e"] == pytest.approx(option["wtw_kg_co2e"], rel=0.01)
    assert report["levers"]
    assert get(client, "/footprint/factors")["factors"]


def test_a_chain_is_never_the_name_of_a_file(client):
    answer = client.post("/api/v1/footprint", json={"chain": "/etc/passwd"})
    assert answer.json()["code"] == "invalid-request"


def test_the_server_tells_that_it_lives_and_what_it_counted(client):
    assert client.get("/healthz").json()["status"] == "ok"
    client.get("/api/v1/scenarios")
    text = client.get("/metrics").text
    assert 'daliz_requests_total{method="GET",operation="listScenarios",status="200"}' in text
    assert "daliz_request_seconds_bucket" in text
    assert 'daliz_jobs{state="queued"} 0' in text
