"""What may come of each operation beside its answer: every status with its headers, as the description tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from daliz.web.problems import CODES, PROBLEM_JSON, problem_body

__all__ = ["components", "header_components", "outcomes_of"]

#: What a status means here, and the code of its example.
PROBLEMS: dict[int, tuple[str, str]] = {
    400: ("The request cannot be read.", "bad-request"),
    401: ("The bearer token is missing or wrong.", "token-needed"),
    403: ("A page of another site sent it, or writing is off here.", "cross-site"),
    404: ("Something that was named does not exist.", "unknown-id"),
    405: ("The address does not take the method; `Allow` says which it takes.", "method-not-allowed"),
    408: ("The body came too slowly.", "request-timeout"),
    409: ("The form is right; its parts contradict each other or the state of things.", "no-plan"),
    413: ("The body is too large.", "body-too-large"),
    415: ("The body is not JSON.", "media-type"),
    421: ("The Host is not one of this server's.", "host-not-allowed"),
    422: ("The request is not of the form described here.", "invalid-request"),
    429: ("Too much is asked at once; `Retry-After` says when to ask again.", "too-many"),
    500: ("The server made a mistake; its log has the cause under the request id.", "internal"),
    503: ("The answer took too long.", "too-slow"),
}
HEADERS: dict[str, tuple[str, Mapping[str, Any]]] = {
    "X-Request-Id": ("As it was sent, or made by the server.", {"type": "string"}),
    "ETag": ("To be sent as If-None-Match.", {"type": "string"}),
    "Retry-After": ("Seconds to wait.", {"type": "string", "pattern": "^[0-9]+$"}),
    "Allow": ("Methods of this address.", {"type": "string"}),
    "WWW-Authenticate": ("How to authenticate.", {"type": "string"}),
    "Location": ("Where to ask for the job.", {"type": "string", "format": "uri-reference"}),
}
#: Headers beside the request id, by status.
WITH = {401: ("WWW-Authenticate",), 405: ("Allow",), 429: ("Retry-After",), 503: ("Retry-After",)}
ALWAYS = (405, 421, 429, 500)


def header_components() -> dict[str, Any]:
    """Return every header as a component of the description."""
    return {name: {"description": text, "schema": dict(schema)} for name, (text, schema) in HEADERS.items()}


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("X-Request-Id", *names)}


def components() -> dict[str, Any]:
    """Return every problem and the empty answer 304 as components of the description."""
    found: dict[str, Any] = {
        "NotModified": {
            "description": "The reader holds the answer already (If-None-Match).",
            "headers": _headers("ETag"),
        }
    }
    for status, (text, code) in PROBLEMS.items():
        example = problem_body(
            code, f"{CODES[code][1]}: here in particular.", "What to do.", request_id="3f2a9c"
        )
        media = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
        found[f"Problem{status}"] = {
            "description": text,
            "headers": _headers(*WITH.get(status, ())),
            "content": {PROBLEM_JSON: media},
        }
    return found


def outcomes_of(
    operation: Mapping[str, Any], *, method: str, guarded: bool, conditional: bool
) -> dict[str, Any]:
    """Return the statuses that an operation may answer with beside success, and the headers of success put in."""
    may = {*ALWAYS}
    if operation.get("parameters") or "requestBody" in operation:
        may |= {404, 409, 422, 503}
    if "requestBody" in operation:
        may |= {400, 408, 413, 415}
    if method != "get":
        may |= {403}
    if guarded:
        may |= {401, 403, 404, 409}
    if operation["operationId"] in {"getValidation", "getBasemap"}:
        may |= {404}
    found: dict[str, Any] = {}
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            more = (
                ("ETag",) if conditional else ("Location",) if operation["operationId"] == "submitJob" else ()
            )
            found[status] = {**response, "headers": _headers(*more)}
    if conditional:
        found["304"] = {"$ref": "#/components/responses/NotModified"}
    found |= {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in sorted(may)}
    return found
