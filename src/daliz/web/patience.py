"""How long a body is waited for."""

from __future__ import annotations

import asyncio

from fastapi import HTTPException
from starlette.types import Message, Receive

from daliz.web.settings import Settings

__all__ = ["timed"]


def timed(receive: Receive, settings: Settings) -> Receive:
    """Return a receiver that gives a body up where a piece of it, or all of it, takes too long.

    Once the body is there it waits as long as it is asked to: for the client to leave.
    """
    deadline_s: float | None = None
    whole = False

    async def timing() -> Message:
        nonlocal deadline_s, whole
        if whole:
            return await receive()
        now_s = asyncio.get_running_loop().time()
        if deadline_s is None:
            deadline_s = now_s + settings.body_most_s
        patience_s = min(settings.piece_most_s, deadline_s - now_s)
        try:
            message = await asyncio.wait_for(receive(), patience_s)
        except TimeoutError as error:  # FastAPI lets only its own class through while it reads
            raise HTTPException(408, "the body came too slowly", {"Connection": "close"}) from error
        whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    return timing
