"""The OpenAPI 3.1 description: made from the operations, with the problems and examples put in."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from importlib import resources
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from daliz import __version__
from daliz.web.dto import Problem
from daliz.web.outcomes import components, header_components, outcomes_of

__all__ = ["ABOUT", "describe"]

ABOUT = (
    "Freight plans between Japan, Central Asia and Europe, the register of what was promised, programmes, "
    "greenhouse gas accounts, and the facts behind every number.\n\n"
    "Faults are problems of RFC 9457 with a code and a hint. Every GET carries an ETag; send it as "
    "If-None-Match and an unchanged answer is 304. Lists come in pieces: limit, cursor, next. Long work is a "
    "job: submit it, "
    "watch its events, fetch its result. Beyond loopback, writing and jobs need a bearer token.\n\n"
    "A reader must pass over members that it does not know: new ones are no change of the contract."
)
#: What each group of operations is about, in the order of the manual.
TAGS = {
    "plans": "A freight question, its options, the same in other states of the world.",
    "places": "Names in four languages and what they are taken to mean.",
    "scenarios": "States of the world, and the corridors that plans are named by.",
    "network": "Hubs, terminals, track, services, border crossings, and what is missing.",
    "facts": "Every number with its source, date and grade.",
    "register": "What was said and promised, beside its evidence; the user's own records.",
    "programmes": "Study and exchange programmes, rule by rule.",
    "footprint": "Greenhouse gases of a chain, ISO 14083.",
    "validation": "The model beside published outcomes.",
    "jobs": "Long work: submitted, watched, cancelled, its result fetched.",
    "words": "Texts of the page.",
    "server": "The server itself.",
}
#: Where the id that an answer holds leads to: operation, and the parameter that takes it.
LINKS = {
    "submitJob": [(name, "job", "$response.body#/id") for name in ("getJob", "watchJob", "cancelJob")],
    "addRows": [("undoChange", "number", "$response.body#/changes/0")],
    "editRow": [("undoChange", "number", "$response.body#/changes/0")],
}
GUARDED = ("/api/v1/jobs", "/api/v1/register/changes")


def read_examples() -> dict[str, Any]:
    """Return examples by operation: ``parameters``, ``body`` and ``response``."""
    text = (resources.files("daliz.web") / "examples.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def describe(app: FastAPI, conditional: Collection[str]) -> Callable[[], dict[str, Any]]:
    """Return the function that describes an application; it works once and remembers.

    ``conditional`` names the operations whose answers carry a tag.
    """

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title="Daliz",
                version=__version__,
                openapi_version="3.1.0",
                description=ABOUT,
                routes=app.routes,
            )
            made["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
            made["servers"] = [{"url": "/", "description": "The server that gave this description."}]
            made["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
            schemas = made["components"]["schemas"]
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            made["components"] |= {"responses": components(), "headers": header_components()}
            made["components"]["securitySchemes"] = {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Needed beyond loopback, and wherever the server was given a token.",
                }
            }
            examples = read_examples()
            for path, operations in made["paths"].items():
                for method, operation in operations.items():
                    name = operation["operationId"]
                    guarded = path.startswith(GUARDED)
                    operation["responses"] = outcomes_of(
                        operation, method=method, guarded=guarded, conditional=name in conditional
                    )
                    if guarded:
                        operation["security"] = [{}, {"token": []}]
                    _link(operation)
                    _exemplify(operation, examples.get(name, {}))
            app.openapi_schema = made
        return app.openapi_schema

    return description


def _link(operation: dict[str, Any]) -> None:
    """Say where the id in the answer of an operation leads."""
    for name, parameter, expression in LINKS.get(operation["operationId"], ()):
        for status, response in operation["responses"].items():
            if status.startswith("2"):
                link = {"operationId": name, "parameters": {parameter: expression}}
                response.setdefault("links", {})[name] = link


def _exemplify(operation: dict[str, Any], example: dict[str, Any]) -> None:
    """Put the examples into one operation."""
    for parameter in operation.get("parameters", ()):
        value = example.get("parameters", {}).get(parameter["name"])
        if value is not None:
            parameter["example"] = value
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if body is not None and "body" in example:
        body["example"] = example["body"]
    for status, response in operation["responses"].items():
        for kind, content in response.get("content", {}).items():
            if status.startswith("2") and kind.endswith("json") and "response" in example:
                content["example"] = example["response"]
