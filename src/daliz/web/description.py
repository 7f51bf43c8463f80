"""The OpenAPI 3.1 description: made from the operations, with the problems and examples put in."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import resources
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from daliz import __version__
from daliz.web.dto import Problem
from daliz.web.problems import PROBLEM_JSON

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
PROBLEM_TEXT = "A problem; its code says which."


def read_examples() -> dict[str, Any]:
    """Return examples by operation: ``parameters``, ``body`` and ``response``."""
    text = (resources.files("daliz.web") / "examples.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def describe(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """Return the function that describes an application; it works once and remembers."""

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title="Daliz",
                version=__version__,
                openapi_version="3.1.0",
                description=ABOUT,
                routes=app.routes,
            )
            schemas = made["components"]["schemas"]
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            made["components"]["securitySchemes"] = {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Needed beyond loopback, and wherever the server was given a token.",
                }
            }
            examples = read_examples()
            for path, operations in made["paths"].items():
                for operation in operations.values():
                    _complete(path, operation, examples.get(operation["operationId"], {}))
            app.openapi_schema = made
        return app.openapi_schema

    return description


def _complete(path: str, operation: dict[str, Any], example: dict[str, Any]) -> None:
    """Put the problems, the security and the examples into one operation."""
    responses = operation["responses"]
    responses.pop("422", None)
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    for status in ("4XX", "5XX"):
        responses[status] = {"description": PROBLEM_TEXT, "content": {PROBLEM_JSON: problem}}
    if path.startswith(("/api/v1/jobs", "/api/v1/register/changes")):
        operation["security"] = [{}, {"token": []}]
    if (
        operation.get("operationId")
        and path.startswith("/api/")
        and "get" in operation["operationId"].lower()
    ):
        responses.setdefault("304", {"description": "The reader holds the answer already (If-None-Match)."})
    for parameter in operation.get("parameters", ()):
        value = example.get("parameters", {}).get(parameter["name"])
        if value is not None:
            parameter["example"] = value
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if body is not None and "body" in example:
        body["example"] = example["body"]
    for status, response in responses.items():
        for kind, content in response.get("content", {}).items():
            if status.startswith("2") and kind.endswith("json") and "response" in example:
                content["example"] = example["response"]
