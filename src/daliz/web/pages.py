"""The built page: its files, and one document for every address inside it."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from functools import lru_cache
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response

from daliz.web.etags import holds
from daliz.web.manual import unbuilt_html
from daliz.web.problems import APART

__all__ = ["add_pages"]

#: Files whose name changes with what they hold, as Vite names them.
HASHED = re.compile(r"assets/.+-[A-Za-z0-9_-]{8}\.\w+")
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".webmanifest": "application/manifest+json", ".pbf":
         "application/x-protobuf", ".woff2": "font/woff2", ".geojson": "application/geo+json"}  # fmt: skip
#: Kinds of files that grow smaller by it.
PACKED = ("text/", "application/json", "application/geo+json", "application/manifest+json", "image/svg")


def add_pages(app: FastAPI, static: Path) -> None:
    """Serve the built page: files by their name, ``index.html`` for every other address without a dot."""

    @app.get("/{path:path}", include_in_schema=False)
    def page(request: Request, path: str) -> Response:
        if f"/{path}".startswith(APART):
            raise HTTPException(404, "there is nothing here")
        index = static / "index.html"
        found = _inside(static, path) if path else None
        if found is not None:
            return _file(request, found, forever=HASHED.fullmatch(path) is not None)
        if "." in path.rpartition("/")[2]:
            raise HTTPException(404, "the page has no such file")
        if not index.is_file():
            return HTMLResponse(unbuilt_html(), 200 if not path else 404)
        return _file(request, index, forever=False)


def _inside(static: Path, path: str) -> Path | None:
    """Return the file of a path inside the folder, or None: no way leads out of it."""
    try:
        found = (static / path).resolve()
        return found if found.is_relative_to(static.resolve()) and found.is_file() else None
    except (OSError, ValueError):  # a name too long, or with a null byte
        return None


def _file(request: Request, path: Path, *, forever: bool) -> Response:
    stat = path.stat()
    tag = f'W/"{hashlib.sha256(f"{path.name}{stat.st_size}{stat.st_mtime_ns}".encode()).hexdigest()[:24]}"'
    kept = "public, max-age=31536000, immutable" if forever else "no-cache"
    headers = {"ETag": tag, "Cache-Control": kept, "Accept-Ranges": "none"}
    if holds(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    # Nobody asks for a piece of a file, and a server may give the whole; pieces would pass through gzip wrongly.
    request.scope["headers"] = [(k, v) for k, v in request.scope["headers"] if k != b"range"]
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind.startswith(PACKED) and "gzip" in request.headers.get("accept-encoding", ""):
        body = _packed(path, stat.st_size, stat.st_mtime_ns)
        return Response(body, 200, {**headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}, kind)
    return FileResponse(path, media_type=kind, headers=headers)


@lru_cache(maxsize=128)
def _packed(path: Path, size: int, changed_ns: int) -> bytes:  # noqa: ARG001 # unit-ok: bytes, and what tells a changed file
    """Return a file compressed: once, for all who open the page."""
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)
