"""Lists in pieces: a limit, and an opaque cursor that leads to the next piece."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from daliz.web.plain import plain
from daliz.web.problems import HttpProblem

__all__ = ["Paging", "paged"]

LIMIT_MOST = 1000


class Page:
    """What a request says about the piece it wants."""

    def __init__(
        self,
        limit: Annotated[
            int, Query(ge=1, le=LIMIT_MOST, description="How many items at most.", examples=[20])
        ] = 100,  # unit-ok: a count
        cursor: Annotated[
            str | None,
            Query(
                pattern="^[A-Za-z0-9_-]{18,40}$",
                description="Where to go on: the `cursor` of the piece before.",
            ),
        ] = None,
    ) -> None:
        self.limit, self.cursor = limit, cursor


Paging = Annotated[Page, Depends()]


def paged(request: Request, items: Sequence[Any], page: Page, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return one piece of a list: ``items``, ``total``, ``cursor`` and ``next``, the address of the next piece.

    Raises
    ------
    HttpProblem
        If the cursor is none of this list.
    """
    mark = _mark(request)
    start = 0 if page.cursor is None else _start(page.cursor, mark)
    if start > len(items):
        raise _bad_cursor()
    end = start + page.limit
    cursor = None if end >= len(items) else _cursor(end, mark)
    following = None
    if cursor is not None:
        url = request.url.include_query_params(cursor=cursor)
        following = f"{url.path}?{url.query}"
    return {
        "items": [plain(item) for item in items[start:end]],
        "total": len(items),
        "cursor": cursor,
        "next": following,
        **more,
    }


def _mark(request: Request) -> str:
    """Return what tells one list from another: its address, its filters and the state of the facts."""
    asked = sorted((k, v) for k, v in request.query_params.multi_items() if k not in {"cursor", "limit"})
    text = json.dumps([request.url.path, asked, request.app.state.services.tag()])
    return hashlib.sha256(text.encode()).hexdigest()


def _cursor(start: int, mark: str) -> str:  # unit-ok: an index
    seal = hashlib.sha256(f"{mark}.{start}".encode()).hexdigest()[:12]
    return base64.urlsafe_b64encode(f"{seal}.{start}".encode()).decode().rstrip("=")


def _start(cursor: str, mark: str) -> int:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        number = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii").rpartition(".")[2]
        if number.isdecimal() and _cursor(int(number), mark) == cursor:
            return int(number)
    except (binascii.Error, ValueError) as error:
        raise _bad_cursor() from error
    raise _bad_cursor()


def _bad_cursor() -> HttpProblem:
    return HttpProblem(
        "bad-cursor",
        "The cursor belongs to another list, or the list has changed.",
        "Begin without a cursor.",
    )
