"""Faults that carry no sentence of their own in a language are told in it all the same."""

import re

import pytest

from daliz.errors import UnknownIdError
from daliz.words import error_texts

LATIN = re.compile(r"[A-Za-z]{3,} [a-z]{2,}")


@pytest.mark.parametrize(("lang", "told"), [("ru", "«nothing»"), ("kk", "«nothing»"), ("ja", "「nothing」")])
def test_an_unknown_record_is_told_in_the_language_of_the_request(client, lang, told):
    answer = client.get(f"/api/v1/register/records/nothing?lang={lang}")
    assert answer.status_code == 404
    body = answer.json()
    assert told in body["detail"]
    assert LATIN.search(body["detail"] + body["hint"]) is None
    assert answer.headers["content-language"] == lang


def test_in_english_it_says_what_it_said_before(client):
    body = client.get("/api/v1/register/records/nothing").json()
    assert body["detail"] == "register: there is no record 'nothing'."
    assert LATIN.search(body["detail"]) is not None


@pytest.mark.parametrize("lang", ["ru", "kk", "ja"])
def test_a_request_of_the_wrong_form_names_the_part_and_keeps_the_reason(client, lang):
    answer = client.get(f"/api/v1/plans?from=kobe&to=almaty&ready=never&lang={lang}")
    assert answer.status_code == 422
    body = answer.json()
    assert "ready" in body["detail"]
    assert LATIN.search(body["detail"]) is None
    assert body["errors"][0]["message"]


@pytest.mark.parametrize("near", [["one"], ["one", "ones"], ["one", "ones", "onex"]])
def test_near_names_are_offered_in_each_language_and_in_english_as_before(near):
    error = UnknownIdError.of("hub", "onee", near, "here")
    assert error_texts("en", error.message, error.hint, error.notes) == (error.message, error.hint)
    for lang in ("ru", "kk", "ja"):
        _, hint = error_texts(lang, error.message, error.hint, error.notes)
        assert all(name in hint for name in near)
