"""A case of the validation tells its row, its source, how it was read and a plan that answers it."""

import pytest


def test_a_case_tells_its_row_its_source_and_a_plan(client):
    found = client.get("/api/v1/validation/cases/VAL01").json()
    assert found["row"]["days"] == "17"
    assert found["where"] == "cases/transit.csv:2"
    assert found["source"]["url"] == found["row"]["source_url"]
    assert found["plan"]["from"] == "xian"
    assert (found["pairs_count"], found["regimes_count"], found["reason"]) == (1, 1, None)


def test_the_plan_of_a_case_can_be_asked_for(client):
    plan = client.get("/api/v1/validation/cases/VAL01").json()["plan"]
    answer = client.get("/api/v1/plans", params={**plan, "options": "shown", "lines": "false"})
    assert answer.status_code == 200
    assert answer.json()["query"]["scenario"] == plan["scenario"]


def test_a_case_whose_address_no_source_has_tells_none(client):
    found = client.get("/api/v1/validation/cases/O01").json()
    assert found["source"] is None
    assert found["row"]["source_url"].startswith("https://")


def test_a_case_that_cannot_be_read_says_why_and_has_no_plan(client):
    rows = client.get("/api/v1/facts?table=cases_transit&limit=100").json()["items"]
    names = [row["key"] for row in rows]
    unread = [f for n in names if (f := client.get(f"/api/v1/validation/cases/{n}").json())["plan"] is None]
    assert unread
    assert all(f["reason"] and f["row"]["val_id"] for f in unread)


@pytest.mark.parametrize("name", ["VAL01x", "aktau"])
def test_an_unknown_case_is_refused_with_the_nearest(client, name):
    answer = client.get(f"/api/v1/validation/cases/{name}")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-id")
