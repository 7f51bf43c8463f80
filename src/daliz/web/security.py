"""Who may ask: Host, site, size of what is sent, token; and what a browser may load."""

from __future__ import annotations

import hmac
import re

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from daliz.web.patience import timed
from daliz.web.problems import HttpProblem, problem_body, problem_response
from daliz.web.settings import LOOPBACK_NAMES, Settings, is_loopback

__all__ = ["HEADERS", "Guard", "check_token", "host_name"]

SAFE = frozenset({"GET", "OPTIONS"})

#: No inline script or style, nothing from elsewhere; the map's worker is a file of ours (decision 0081).
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>\d{1,5}))?", re.IGNORECASE)


def host_name(host: str | None) -> str | None:
    """Return the name in a Host header, lower case, without its port; None where it is no host.

    >>> host_name("LocalHost:8008"), host_name("[::1]:80"), host_name("a b")
    ('localhost', '[::1]', None)
    """
    found = HOST.fullmatch(host or "")
    return None if found is None else found["name"].lower()


class Guard:
    """Refuses, before anything is read, what does not belong here; adds the security headers to every answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        bare = scope["method"] == "HEAD"  # answered as GET is, without the body
        if bare:
            scope["method"] = "GET"

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            elif bare and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            self._check(scope)
        except HttpProblem as error:
            body = problem_body(
                error.code, error.detail, error.hint, request_id=scope.get("daliz_request_id")
            )
            await problem_response(body, error.headers)(scope, receive, sending)
            return
        receive = _counted(timed(receive, self.settings), self._most_bytes(scope))
        await self.app(scope, receive, sending)

    def _most_bytes(self, scope: Scope) -> int:
        for_jobs = scope["path"] == "/api/v1/jobs"
        return self.settings.job_body_most_bytes if for_jobs else self.settings.body_most_bytes

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        self._check_host(headers)
        if scope["method"] in SAFE:
            return
        self._check_site(headers)
        self._check_body(headers, self._most_bytes(scope))

    def _check_host(self, headers: Headers) -> None:
        name = host_name(headers.get("host"))
        if len(headers.getlist("host")) != 1 or name not in self.settings.hosts:
            raise HttpProblem(
                "host-not-allowed",
                f"This server does not answer as {headers.get('host', '')[:100]!r}.",
                "Ask it as localhost, or start it with --allow-host NAME.",
            )

    def _check_site(self, headers: Headers) -> None:
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        same = origin is None or origin.lower().partition("://")[2] == headers.get("host", "").lower()
        if site in {"cross-site", "same-site"} or not same:
            raise HttpProblem(
                "cross-site",
                "The request was sent by a page of another site.",
                "Send it from this server's own page, or from a program, without Origin.",
            )

    @staticmethod
    def _check_body(headers: Headers, most_bytes: int) -> None:  # unit-ok: bytes
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > len(str(most_bytes)) or int(length) > most_bytes:
            raise _too_large(most_bytes)
        kind = headers.get("content-type", "application/json").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise HttpProblem("media-type", f"The body is {kind[:80]!r}.", "Send application/json.")


def _counted(receive: Receive, most_bytes: int) -> Receive:  # unit-ok: bytes
    """Return a receiver that ends the request once its body has grown too large."""
    so_far_bytes = 0  # unit-ok: bytes

    async def counting() -> Message:
        nonlocal so_far_bytes
        message = await receive()
        so_far_bytes += len(message.get("body", b""))
        if so_far_bytes > most_bytes:  # FastAPI lets only its own class through while it reads
            raise HTTPException(413, f"the body has more than {most_bytes:,} bytes")
        return message

    return counting


def _too_large(most_bytes: int) -> HttpProblem:  # unit-ok: bytes
    return HttpProblem(
        "body-too-large",
        f"The body has more than {most_bytes:,} bytes.",
        "Send less at once, or as several jobs.",
    )


def check_token(request: Request) -> None:
    """Refuse a request that needs a token and lacks it; for ``Depends``.

    None is needed where the server listens on loopback alone, is asked by a loopback name, and no token was
    set: then only programs of this machine get through.

    Raises
    ------
    HttpProblem
        If the token is missing or wrong, or none was set and the request comes from beyond.
    """
    settings: Settings = request.app.state.services.settings
    near = is_loopback(settings.host) and host_name(request.headers.get("host")) in LOOPBACK_NAMES
    if settings.token is None:
        if near:
            return
        raise HttpProblem(
            "writing-off",
            "This server is reached from beyond loopback and has no token.",
            "Start it with --token-file FILE, or with DALIZ_TOKEN set.",
        )
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not given:
        raise HttpProblem(
            "token-needed",
            "No bearer token was sent.",
            "Send the header Authorization: Bearer TOKEN.",
            {"WWW-Authenticate": 'Bearer realm="daliz"'},
        )
    if not hmac.compare_digest(given.strip().encode(), settings.token.encode()):
        raise HttpProblem(
            "token-wrong",
            "The bearer token is not the one this server was started with.",
            "Ask whoever runs the server.",
            {"WWW-Authenticate": 'Bearer realm="daliz", error="invalid_token"'},
        )
