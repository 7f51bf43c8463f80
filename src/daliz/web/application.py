"""The application: the operations under ``/api/v1``, the page, and what stands before them."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from daliz import __version__
from daliz.io.jobs import STATES
from daliz.web.description import describe
from daliz.web.discretion import Discretion
from daliz.web.etags import ConditionalRoute
from daliz.web.observe import Observe, log
from daliz.web.pages import add_pages
from daliz.web.problems import add_problem_handlers
from daliz.web.routes import (
    answers,
    changes,
    facts,
    footprint,
    jobs,
    meta,
    network,
    places,
    plans,
    programmes,
    register,
    scenarios,
    validation,
)
from daliz.web.security import Guard
from daliz.web.settings import Settings
from daliz.web.state import Services

__all__ = ["create_app"]

#: ``changes`` before ``register``: the more particular address first.
OPERATIONS = (
    plans, places, scenarios, network, facts, changes, register, programmes, footprint, validation, jobs, answers,
)  # fmt: skip


def create_app(settings: Settings) -> FastAPI:
    """Return an application that serves the API and the page."""
    services = Services(settings)
    app = FastAPI(
        title="Daliz",
        version=__version__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.services = services
    add_problem_handlers(app)
    api = APIRouter(prefix="/api/v1")
    for part in OPERATIONS:
        api.include_router(part.router)
    app.include_router(api)
    app.include_router(meta.router)
    add_pages(app, settings.static)
    conditional = {
        r.operation_id or ""
        for part in OPERATIONS
        for r in part.router.routes
        if isinstance(r, ConditionalRoute) and "GET" in (r.methods or ())
    }
    app.openapi = describe(app, conditional)  # type: ignore[method-assign]  # FastAPI's own way to extend it
    app.add_middleware(Discretion, settings=settings)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=1)
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(Observe, metrics=services.metrics, in_flight_most_count=settings.in_flight_count)
    services.metrics.add_gauge("daliz_jobs", "Jobs by state.", lambda: _jobs_by_state(services))
    services.metrics.add_gauge(
        "daliz_heavy_work",
        "Answers being worked out or waiting for it.",
        lambda: [("", services.gate.held_count)],
    )
    return app


def _jobs_by_state(services: Services) -> Iterable[tuple[str, float]]:
    found = [j.state for j in services.store.jobs()]
    return [(f'state="{s}"', found.count(s)) for s in STATES]


def _warm(services: Services) -> None:
    try:
        services.warm()
    except Exception:  # noqa: BLE001 - a courtesy: the first question meets the cause and says it
        log.exception("the warm start failed")


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    services.runner.start()  # jobs that were accepted before a restart go on
    if services.settings.warm:
        threading.Thread(target=_warm, args=(services,), name="daliz-warm", daemon=True).start()
    try:
        yield
    finally:
        services.close()
