"""Answers that a reader has already: an ETag on every GET, 304 where it still holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

__all__ = ["ConditionalRoute", "etag_of"]


def etag_of(request: Request) -> str:
    """Return the tag of an answer: it depends on the facts, the workspace, the day and the address alone."""
    asked = sorted(request.query_params.multi_items())
    text = json.dumps([request.app.state.services.tag(), request.url.path, asked])
    return f'W/"{hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32]}"'


def _holds(header: str | None, tag: str) -> bool:
    bare = tag.removeprefix("W/")
    return header is not None and any(t.strip().removeprefix("W/") == bare for t in header.split(","))


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
            if _holds(request.headers.get("if-none-match"), tag):
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=kept)
            response = await answer(request)
            if response.status_code == HTTPStatus.OK:
                response.headers.update(kept)
            return response

        return conditional
