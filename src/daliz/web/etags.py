"""Answers that a reader has already: an ETag on every GET, 304 where it still holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

__all__ = ["ConditionalRoute", "etag_of", "holds"]


def etag_of(request: Request) -> str:
    """Return the tag of an answer: it depends on the facts, the workspace, the day and the address alone."""
    asked = sorted(request.query_params.multi_items())
    text = json.dumps([request.app.state.services.tag(), request.url.path, asked])
    return f'W/"{hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32]}"'


def holds(header: str | None, tag: str) -> bool:
    """Return whether an If-None-Match names a tag, or any by ``*``.

    >>> holds('"x", W/"y"', '"y"'), holds("*", '"y"'), holds(None, '"y"')
    (True, True, False)
    """
    bare = tag.removeprefix("W/")
    named = [t.strip().removeprefix("W/") for t in (header or "").split(",")]
    return bare in named or named == ["*"]


class ConditionalRoute(APIRoute):
    """A route whose GET answers 304, before any work, to a reader who holds the answer."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler."""
        answer = super().get_route_handler()
        if "GET" not in (self.methods or ()):
            return answer

        async def conditional(request: Request) -> Response:
            tag = etag_of(request)
            kept = {"ETag": tag, "Cache-Control": "private, no-cache"}
            held = request.headers.get("if-none-match")
            if held != "*" and holds(held, tag):
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=kept)
            response = await answer(request)
            if response.status_code == HTTPStatus.OK:
                response.headers.update(kept)
                if held == "*":  # whatever there is, the reader has it: known only once there is something
                    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=kept)
            return response

        return conditional
