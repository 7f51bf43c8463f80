"""Answers at hand are given at once, and never where they rest on other facts."""

import pytest

from daliz import __version__
from daliz.io import answers as files

KINDS = ("levers", "validation")


@pytest.fixture(autouse=True)
def at_hand(tmp_path, monkeypatch):
    """Answers made for these very facts, whatever is kept in the package."""
    folder = tmp_path / "answers"
    folder.mkdir()
    for kind in KINDS:
        files.write_answer(kind, __version__, {"asked": kind}, {"cases": [1], "levers": [1]}, folder)
    monkeypatch.setattr(files, "_folder", lambda: folder)


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_at_hand_tells_its_question(serve, kind):
    found = serve().get(f"/api/v1/answers/{kind}")
    assert found.status_code == 200
    assert found.json()["request"] == {"asked": kind}
    assert found.json()["result"]["levers"] == [1]
    assert found.headers["etag"]


def test_the_validation_of_the_built_in_facts_needs_no_job(serve):
    found = serve().get("/api/v1/validation").json()
    assert found["cases"] == [1]
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
