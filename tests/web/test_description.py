"""The OpenAPI description: complete, true, and the reference beside it."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from daliz.web.problems import CODES


@pytest.fixture(scope="module")
def description(client):
    return client.get("/api/v1/openapi.json").json()


def operations(description):
    return [
        (method, path, operation)
        for path, found in description["paths"].items()
        for method, operation in found.items()
    ]


def test_it_is_openapi_3_1_with_unique_operations(description):
    assert description["openapi"].startswith("3.1")
    names = [o["operationId"] for _, _, o in operations(description)]
    assert len(names) == len(set(names)) >= 50


def test_every_operation_has_words_an_example_and_problems(description):
    for method, path, o in operations(description):
        assert o["summary"], path
        assert o["description"], path
        for status in ("405", "421", "429", "500", *(("413", "415", "422") if "requestBody" in o else ())):
            assert o["responses"][status]["$ref"] == f"#/components/responses/Problem{status}", (path, status)
        for parameter in o.get("parameters", ()):
            assert parameter.get("description"), (method, path, parameter["name"])
        if "requestBody" in o:
            assert "example" in o["requestBody"]["content"]["application/json"], (method, path)
        for parameter in o.get("parameters", ()):
            if parameter.get("required"):
                assert "example" in parameter, (method, path, parameter["name"])
        for status, response in o["responses"].items():
            for kind, media in response.get("content", {}).items():
                if status.startswith("2") and kind in {"application/json", "application/geo+json"}:
                    assert "example" in media or "schema" not in media, (method, path)


def test_it_is_valid(description):
    assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []


def test_a_fault_planted_in_it_is_found(description):
    broken = json.loads(json.dumps(description))
    del broken["paths"]["/api/v1/plans"]["get"]["responses"]["200"]["description"]
    assert list(OpenAPIV31SpecValidator(broken).iter_errors())


def faulty(description, schema, example):
    whole = {**schema, "components": description["components"]}
    return [error.message for error in Draft202012Validator(whole).iter_errors(example)]


def test_every_example_is_of_the_form_that_it_shows(description):
    shown = 0
    for method, path, o in operations(description):
        media = [(p["name"], p["schema"], p) for p in o.get("parameters", ())]
        media += [(kind, m["schema"], m) for kind, m in o.get("requestBody", {}).get("content", {}).items()]
        media += [
            (k, m["schema"], m) for r in o["responses"].values() for k, m in r.get("content", {}).items()
        ]
        for name, schema, holder in media:
            if "example" in holder:
                assert faulty(description, schema, holder["example"]) == [], (method, path, name)
                shown += 1
    assert shown > 100
    problems = description["components"]["responses"]
    for problem in (p["content"]["application/problem+json"] for p in problems.values() if "content" in p):
        assert faulty(description, problem["schema"], problem["example"]) == []
    assert faulty(description, {"$ref": "#/components/schemas/Problem"}, {"title": 1})


def test_every_tag_is_described_and_every_get_of_facts_has_a_304(description):
    used = {tag for _, _, o in operations(description) for tag in o["tags"]}
    assert used == {t["name"] for t in description["tags"]}
    tagged = {o["operationId"] for _, _, o in operations(description) if "304" in o["responses"]}
    assert {"planByLink", "listFacts", "listRecords", "listProgrammes", "networkGeojson"} <= tagged
    assert not {"getJob", "getHealth", "plan"} & tagged


def address(path, given):
    """The path with its parameters in it, and those that belong behind the question mark."""
    query = {name: value for name, value in given.items() if f"{{{name}}}" not in path}
    return path.format(**{name: value for name, value in given.items() if name not in query}), query


def by_hand(root):
    text = (root / "src/daliz/web/examples.json").read_text(encoding="utf-8")
    return {name for name, found in json.loads(text).items() if found.get("answer_by_hand")}


def test_every_example_is_answered_as_the_description_shows(client, description, root):
    asked = 0
    for method, path, o in operations(description):
        if o["operationId"] in by_hand(root) | {"addRows", "editRow", "watchJob"}:
            continue
        given = {p["name"]: p["example"] for p in o.get("parameters", ()) if "example" in p}
        where, query = address(path, given)
        body = o.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
        answer = client.request(method.upper(), where, params=query, json=body)
        assert answer.is_success, (where, answer.text[:300])
        shown = o["responses"]["200"].get("content", {}).get("application/json", {}).get("example")
        if shown is not None:
            assert shown.keys() <= answer.json().keys(), path
        asked += 1
    assert asked > 40


def test_the_reference_names_every_operation_and_every_code(description, root):
    text = (root / "docs/reference/api.md").read_text(encoding="utf-8")
    missing = [
        path
        for path in description["paths"]
        if not re.search(re.escape(path.removeprefix("/api/v1").rpartition("/")[2]), text)
    ]
    assert missing == []
    assert [code for code in CODES if f"| `{code}` | {CODES[code][0]} |" not in text] == []


def test_the_manual_shows_every_operation_and_every_code(client, description):
    page = client.get("/docs").text
    assert [
        o["operationId"] for _, _, o in operations(description) if f'id="{o["operationId"]}"' not in page
    ] == []
    assert [code for code in CODES if f'id="problem-{code}"' not in page] == []
