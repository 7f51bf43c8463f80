"""Answers at hand are given at once, and never where they rest on other facts."""

import pytest

from daliz.io import answers as files

KINDS = ("levers", "validation")


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_at_hand_tells_its_question(client, kind):
    found = client.get(f"/api/v1/answers/{kind}")
    assert found.status_code == 200
    assert found.json()["request"]
    assert found.json()["result"]
    assert found.headers["etag"]


def test_the_validation_of_the_built_in_facts_needs_no_job(client):
    found = client.get("/api/v1/validation").json()
    assert found["cases"]
    assert (found["job"], found["computed"]) == (None, None)


@pytest.mark.parametrize("address", ["/api/v1/validation", "/api/v1/answers/levers"])
def test_facts_of_ones_own_have_no_answer_at_hand(serve, tmp_path, address):
    (tmp_path / "own").mkdir()
    answer = serve(folders=(tmp_path / "own",)).get(address)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-computed")


@pytest.mark.parametrize("address", ["/api/v1/validation", "/api/v1/answers/levers"])
def test_an_answer_to_other_facts_is_none(serve, monkeypatch, address):
    monkeypatch.setattr(files, "built_in_digest", lambda: "0" * 64)
    answer = serve().get(address)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-computed")
