"""How long a connection is held for a client that asks slowly or does not read."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from uvicorn.protocols.http.h11_impl import H11Protocol

from daliz.web.plain import json_bytes
from daliz.web.problems import PROBLEM_JSON, problem_body
from daliz.web.settings import Settings

__all__ = ["patient_protocol"]


def _last_words(code: str, detail: str) -> bytes:
    """Return a whole answer with a problem, for a connection that no request came through."""
    body = problem_body(code, detail, "", request_id=None)
    status = HTTPStatus(body["status"])
    told = json_bytes(body)
    lines = [
        f"HTTP/1.1 {status.value} {status.phrase}",
        "Connection: close",
        f"Content-Type: {PROBLEM_JSON}",
        f"Content-Length: {len(told)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + told


class Patient(H11Protocol):
    """A connection that ends where it would stay for ever.

    uvicorn ends one that is idle after an answer. It waits without end for the rest of a request's head, and for
    a client that does not read what was sent.
    """

    settings: Settings
    head_timer: asyncio.TimerHandle | None = None
    unread_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Expect the head of a request."""
        super().connection_made(transport)
        self._expect_a_head()

    def data_received(self, data: bytes) -> None:
        """Take what came; time runs until the head is whole."""
        super().data_received(data)
        if self._answering():
            self._expect_no_head()
        else:
            self._expect_a_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._expect_no_head()
        self._expect_no_reading()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Stop writing to who does not read, and let go of them after a while."""
        super().pause_writing()
        self.unread_timer = self.loop.call_later(self.settings.unread_most_s, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on writing."""
        self._expect_no_reading()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP request."""
        self.transport.write(_last_words("bad-request", f"{msg.rstrip('.')}."))
        self.transport.close()
        self._leave_no_rest()

    def on_response_complete(self) -> None:
        """End an answer."""
        super().on_response_complete()
        self._leave_no_rest()

    def timeout_keep_alive_handler(self) -> None:
        """End an idle connection."""
        super().timeout_keep_alive_handler()
        self._leave_no_rest()

    def _answering(self) -> bool:
        cycle = self.cycle  # None before the first request, whatever uvicorn declares
        return bool(cycle) and not cycle.response_complete

    def _expect_a_head(self) -> None:
        if self.head_timer is None:
            self.head_timer = self.loop.call_later(self.settings.head_most_s, self._give_the_head_up)

    def _expect_no_head(self) -> None:
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None

    def _expect_no_reading(self) -> None:
        if self.unread_timer is not None:
            self.unread_timer.cancel()
            self.unread_timer = None

    def _give_the_head_up(self) -> None:
        self.head_timer = None
        if not self._answering() and not self.transport.is_closing():
            self.transport.write(_last_words("request-timeout", "The head of the request came too slowly."))
            self.transport.close()
            self._leave_no_rest()

    def _leave_no_rest(self) -> None:
        """Drop what a closed connection still holds, if nobody fetches it: closing alone would wait for ever."""
        if self.transport.is_closing():
            self.loop.call_later(self.settings.unread_most_s, self.transport.abort)


def patient_protocol(settings: Settings) -> type[Patient]:
    """Return the protocol of a server's connections, with its patience."""
    return type("PatientHere", (Patient,), {"settings": settings})
