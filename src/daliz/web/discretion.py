"""No answer tells where on the server's disk something lies: paths are cut to the names of their folders."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from daliz.web.settings import Settings

__all__ = ["Discretion", "hidden_paths"]

#: Addresses whose answers the application writes itself; the page's files hold no path.
WRITTEN = ("/api/", "/docs", "/metrics", "/healthz")


def hidden_paths(settings: Settings) -> list[tuple[str, str]]:
    """Return what may stand in a message and must not leave, with what stands for it, the longest first."""
    package = Path(str(resources.files("daliz")))
    names = {
        package: "daliz",
        settings.workspace: settings.workspace.name,
        settings.jobs: settings.jobs.name,
        **{folder: folder.name for folder in settings.folders},
    }
    found: dict[str, str] = {}
    for path, name in names.items():
        for spelling in (path, path.absolute(), path.resolve()):
            if (
                spelling.is_absolute()
            ):  # "own/rates.csv" was said by whoever started the server, and tells nothing
                found |= {spelling.as_posix(): name, str(spelling): name}
    return sorted(found.items(), key=lambda item: -len(item[0]))


def _as_written(pairs: Sequence[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    """Return the pairs as they stand in answers: plain, and as JSON writes them, with and without other letters."""
    found: dict[bytes, bytes] = {}
    for path, name in pairs:
        found.setdefault(path.encode("utf-8", "surrogateescape"), name.encode("utf-8", "surrogateescape"))
        for ascii_only in (False, True):
            written, short = (json.dumps(x, ensure_ascii=ascii_only)[1:-1] for x in (path, name))
            found.setdefault(written.encode("utf-8", "replace"), short.encode("utf-8", "replace"))
    return list(found.items())


class Discretion:
    """Cuts the paths of this server out of every answer that is written."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.pairs = app, _as_written(hidden_paths(settings))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or not scope["path"].startswith(WRITTEN):
            await self.app(scope, receive, send)
            return
        begun: Message | None = None

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = message  # its length is known with the body
                return
            if message["type"] == "http.response.body":
                message = {**message, "body": self._cut(message.get("body", b""))}
                if begun is not None:
                    headers = MutableHeaders(scope=begun)
                    if "content-length" in headers and not message.get("more_body", False):
                        headers["content-length"] = str(len(message["body"]))
                    await send(begun)
                    begun = None
            await send(message)

        await self.app(scope, receive, sending)

    def _cut(self, body: bytes) -> bytes:
        for path, name in self.pairs:
            body = body.replace(path, name)
        return body
