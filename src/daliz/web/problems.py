"""Faults as RFC 9457 problems: what is wrong, where, and what the caller can do about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from daliz.errors import DalizError
from daliz.notes import Note, note_dict
from daliz.web.plain import json_bytes
from daliz.words import LANGUAGES, error_texts

__all__ = [
    "APART",
    "CODES",
    "PROBLEM_JSON",
    "HttpProblem",
    "add_problem_handlers",
    "problem_body",
    "problem_response",
]

PROBLEM_JSON = "application/problem+json"

#: Addresses that are never the page's own.
APART = ("/api/", "/docs", "/metrics", "/healthz")
#: Addresses among those which the description leaves out.
OUTSIDE = ("/api/v1/openapi.json", "/docs", "/docs/manual.css")

#: Every code that a problem may carry: its status and its title. The pages of ``/docs`` list them. A form that the
#: description forbids is 422; what a form cannot tell is 404 where a thing is unknown, else 409 (decision 0140).
CODES: dict[str, tuple[int, str]] = {
    "query": (409, "The question cannot be read or contradicts itself"),
    "unknown-place": (404, "A place name matches nothing"),
    "unknown-id": (404, "There is nothing of that name"),
    "no-plan": (409, "The question is clear and has no answer"),
    "data": (409, "The data given is wrong"),
    "changed-meanwhile": (409, "The row was changed after its editor had read it"),
    "unit": (409, "A unit is not in the vocabulary"),
    "invalid-request": (422, "The request is not of the described form"),
    "bad-cursor": (409, "The cursor does not belong to this list"),
    "bad-request": (400, "The request cannot be read"),
    "token-needed": (401, "This needs a bearer token"),
    "token-wrong": (401, "The bearer token is not the right one"),
    "cross-site": (403, "A request from another site is refused"),
    "writing-off": (403, "Writing is off on this server"),
    "not-found": (404, "There is no such address"),
    "not-computed": (404, "This was not computed yet"),
    "method-not-allowed": (405, "This address does not take that method"),
    "request-timeout": (408, "The request came too slowly"),
    "not-finished": (409, "The job is not finished"),
    "body-too-large": (413, "The body is too large"),
    "media-type": (415, "The body must be JSON"),
    "host-not-allowed": (421, "The request names a host that this server is not"),
    "too-many": (429, "Too much is asked at once"),
    "internal": (500, "The server made a mistake"),
    "too-slow": (503, "The answer took too long"),
    "error": (500, "The server made a mistake"),
}


class HttpProblem(Exception):  # noqa: N818 - it is a problem in the sense of RFC 9457
    """A fault with a code of ``CODES``, said where it is found and rendered once."""

    def __init__(
        self,
        code: str,
        detail: str,
        hint: str = "",
        headers: Mapping[str, str] | None = None,
        notes: tuple[Note, ...] = (),
    ) -> None:
        super().__init__(code, detail, hint, headers, notes)
        self.code, self.detail, self.hint, self.headers = code, detail, hint, dict(headers or {})
        self.notes = notes


def problem_body(
    code: str, detail: str, hint: str, *, request_id: str | None, errors: list[dict[str, str]] | None = None
) -> dict[str, Any]:
    """Return a problem as plain data."""
    status, title = CODES[code]
    body: dict[str, Any] = {
        "type": f"/docs#problem-{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        "hint": hint,
        "request_id": request_id,
    }
    if errors is not None:
        body["errors"] = errors
    return body


def problem_response(body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """Return the response of a problem."""
    return Response(json_bytes(body), body["status"], dict(headers or {}), PROBLEM_JSON)


def _request_id(request: Request) -> str | None:
    found: str | None = request.scope.get("daliz_request_id")
    return found


async def _of_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HttpProblem)  # noqa: S101 - registered for this class
    return _told(request, error.code, error.detail, error.hint, error.notes, error.headers)


def _told(
    request: Request,
    code: str,
    detail: str,
    hint: str,
    notes: tuple[Note, ...],
    headers: Mapping[str, str] | None = None,
    errors: list[dict[str, str]] | None = None,
) -> Response:
    """Return a problem in the language of the request, as far as it carries notes; the notes go with it."""
    if not notes:
        return problem_response(problem_body(code, detail, hint, request_id=_request_id(request)), headers)
    lang = language_of(request)
    told, told_hint = error_texts(lang, detail, hint, notes)
    body = problem_body(code, told, told_hint, request_id=_request_id(request), errors=errors)
    body["notes"] = [note_dict(note) for note in notes]
    return problem_response(body, {**(headers or {}), "Content-Language": lang, "Vary": "Accept-Language"})


def language_of(request: Request) -> str:
    """Return the language of a request: ``lang`` of its address, else the first known one that it accepts."""
    wanted = [request.query_params.get("lang", "")]
    accepted = []
    for part in request.headers.get("accept-language", "").split(","):
        name, _, weight = part.partition(";")
        share = weight.strip().removeprefix("q=")
        accepted.append((float(share) if share.replace(".", "", 1).isdecimal() else 1.0, name.strip()))
    wanted += [name for _, name in sorted(accepted, key=lambda x: -x[0])]
    return next((name for w in wanted if (name := w.partition("-")[0].lower()) in LANGUAGES), "en")


async def _of_ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, DalizError)  # noqa: S101 - registered for this class
    code = error.code if error.code in CODES else "error"
    return _told(request, code, error.message, error.hint, error.notes)


async def _of_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
    errors = [
        {"where": ".".join(str(p) for p in e["loc"]), "message": str(e["msg"])} for e in error.errors()
    ][:20]
    first = errors[0] if errors else {"where": "request", "message": "not readable"}
    notes = (Note.of("error.form", **first), Note.of("error.form_hint"))
    return _told(request, "invalid-request", "", "", notes, errors=errors)


def _methods(request: Request) -> list[str]:
    """Return the methods that an address takes, by the description; none where there is no such address."""
    path = request.url.path
    paths: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    found = {method.upper() for method in paths.get(path, ())}
    if not found:
        forms = [p for p in paths if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(p)), path)]
        found = {method.upper() for form in forms for method in paths[form]}
    if not found and (path in OUTSIDE or not path.startswith(APART)):
        found = {"GET"}
    if found:
        found |= {"OPTIONS"} | ({"HEAD"} if "GET" in found else set())
    return sorted(found)


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    if error.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}:
        error = _as_it_is(request, error)
        if request.method == "OPTIONS" and error.headers:
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=error.headers)
    code = {
        HTTPStatus.NOT_FOUND: "not-found",
        HTTPStatus.METHOD_NOT_ALLOWED: "method-not-allowed",
        HTTPStatus.REQUEST_TIMEOUT: "request-timeout",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "body-too-large",
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "media-type",
    }.get(HTTPStatus(error.status_code), "bad-request")
    hint = {
        "not-found": "The addresses are listed at /docs.",
        "request-timeout": "Send it in one go.",
        "method-not-allowed": f"Allowed: {(error.headers or {}).get('Allow', 'see /docs')}.",
    }.get(code, "")
    detail = f"{request.method} {request.url.path}: {error.detail}."
    body = problem_body(code, detail, hint, request_id=_request_id(request))
    return problem_response(body, error.headers)


def _as_it_is(request: Request, error: HTTPException) -> HTTPException:
    """Return what is true of an address that was not found or did not take a method: routes know themselves only."""
    methods = _methods(request)
    if request.method in methods and request.method != "OPTIONS":
        return error
    if not methods:
        return HTTPException(HTTPStatus.NOT_FOUND, "there is nothing here")
    return HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": ", ".join(methods)})


async def _of_anything(request: Request, error: Exception) -> Response:
    del error
    body = problem_body(
        "internal",
        "Something failed that should not.",
        "Report it with this request_id; the server's log holds the cause.",
        request_id=_request_id(request),
    )
    return problem_response(body)


def add_problem_handlers(app: FastAPI) -> None:
    """Make an application answer every fault with a problem."""
    app.add_exception_handler(HttpProblem, _of_problem)
    app.add_exception_handler(DalizError, _of_ours)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _of_anything)
