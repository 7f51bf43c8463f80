"""The server itself: whether it lives, what it counted, its description, a page of it for people."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from daliz import __version__
from daliz.web.dto import Document
from daliz.web.manual import MANUAL_CSS, manual_html
from daliz.web.plain import json_response
from daliz.web.reach import Shared

__all__ = ["router"]

router = APIRouter(tags=["server"])


@router.get("/healthz", operation_id="getHealth", summary="Whether the server lives", response_model=Document)
def healthz(services: Shared) -> Response:
    """Return `ok`, the version and the state of the facts."""
    return json_response(
        {"status": "ok", "version": __version__, "facts": services.files_tag}, {"Cache-Control": "no-store"}
    )


@router.get(
    "/metrics",
    operation_id="getMetrics",
    summary="Counts for Prometheus",
    response_class=PlainTextResponse,
)
def metrics(services: Shared) -> Response:
    """Return requests, durations, jobs and what is running, in the text format of Prometheus."""
    return Response(services.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> Response:
    """Return the manual of the API."""
    return HTMLResponse(manual_html(request.app.openapi()))


@router.get("/docs/manual.css", include_in_schema=False)
def docs_css() -> Response:
    """Return the manual's style."""
    return Response(MANUAL_CSS, media_type="text/css")
