"""Long work: submitted, watched, cancelled, its result fetched; it survives a reload and a restart."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Header, Path, Query, Request
from starlette.responses import Response, StreamingResponse

from daliz.errors import QueryError
from daliz.io.jobs import Job
from daliz.web.clock import today
from daliz.web.dto import Document, JobKind, JobRequest, JobView, LeversJob, Piece, PlanQuestion, PlansJob
from daliz.web.paging import Paging, paged
from daliz.web.plain import json_response
from daliz.web.problems import HttpProblem
from daliz.web.reach import Shared
from daliz.web.security import check_token
from daliz.web.state import Services

__all__ = ["router"]

router = APIRouter(prefix="/jobs", tags=["jobs"], dependencies=[Depends(check_token)])

#: One event as it is described; a stream is many of them.
EVENT = {
    "type": "object",
    "required": ["event", "data"],
    "properties": {
        "id": {"type": "string", "description": "What to send as Last-Event-ID."},
        "event": {"type": "string", "enum": ["progress", "end"]},
        "data": {"type": "string", "description": "The job as JSON."},
    },
}
LOOK_EVERY_S = 0.25
SIGN_OF_LIFE_S = 15.0
Ident = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="Id of a job.")]


def _view(job: Job) -> dict[str, Any]:
    """Return a job as its readers see it."""
    here = f"/api/v1/jobs/{job.id}"
    links = {"self": here, "events": f"{here}/events"}
    if job.state == "done":
        links["result"] = f"{here}/result"
    problem = None if job.reason is None else {"code": job.code, "detail": job.reason, "hint": job.hint}
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "done": job.done_count,
        "total": job.total_count,
        "created": job.created,
        "started": job.started,
        "ended": job.ended,
        "problem": problem,
        "links": links,
    }


def _question(q: PlanQuestion) -> dict[str, Any]:
    """Return a question as a job keeps it: with its day, for it may run tomorrow."""
    return {
        "origin": q.origin,
        "destination": q.destination,
        **q.model_dump(mode="json", exclude={"origin", "destination"}, exclude_defaults=True),
        "ready": (q.ready or today()).isoformat(),
    }


def _kept(asked: JobRequest) -> dict[str, Any]:
    """Return what was asked as a job keeps it."""
    if isinstance(asked, PlansJob):
        return {"questions": [_question(q) for q in asked.questions]}
    if isinstance(asked, LeversJob):
        return {"question": _question(asked.question), "late_months": asked.late_months}
    return asked.model_dump(mode="json", exclude={"kind"})


def _job(services: Services, ident: str) -> Job:
    job = services.store.find(ident)
    if job is None:
        raise HttpProblem("unknown-id", f"There is no job {ident}.", "GET /api/v1/jobs lists them.")
    return job


@router.post(
    "", operation_id="submitJob", summary="Submit long work", status_code=202, response_model=JobView
)
def submit(services: Shared, asked: Annotated[JobRequest, Body()]) -> Response:
    """Accept a job. Once this is answered no crash loses it; `Location` says where to ask for it."""
    try:
        job = services.runner.submit(
            asked.kind, _kept(asked), waiting_most_count=services.settings.jobs_waiting_count
        )
    except QueryError as error:
        raise HttpProblem("too-many", error.message, error.hint, {"Retry-After": "30"}) from error
    return json_response(_view(job), {"Location": f"/api/v1/jobs/{job.id}"}, 202)


@router.get("", operation_id="listJobs", summary="Jobs, the latest first", response_model=Piece)
def list_jobs(
    request: Request,
    services: Shared,
    page: Paging,
    kind: Annotated[JobKind | None, Query(description="Only jobs of this kind.")] = None,
    state: Annotated[
        Literal["queued", "running", "done", "failed", "cancelled", "interrupted"] | None,
        Query(description="Only jobs in this state."),
    ] = None,
) -> Response:
    """Return jobs with their states."""
    return json_response(
        paged(request, [_view(j) for j in services.store.jobs(kind=kind, state=state)], page)
    )


@router.get("/{job}", operation_id="getJob", summary="How far a job is", response_model=JobView)
def get_job(services: Shared, job: Ident) -> Response:
    """Return a job's state and progress."""
    return json_response(_view(_job(services, job)), {"Cache-Control": "no-store"})


@router.get("/{job}/result", operation_id="getJobResult", summary="What a job found", response_model=Document)
def result(services: Shared, job: Ident) -> Response:
    """Return the result of a finished job."""
    found = _job(services, job)
    text = services.store.result(job)
    if text is None:
        raise HttpProblem(
            "not-finished",
            f"Job {job} is {found.state}; it has no result. {found.reason or ''}".strip(),
            found.hint or "Watch its events, or ask again later.",
        )
    return json_response(text.encode())


@router.post("/{job}/cancel", operation_id="cancelJob", summary="Cancel a job", response_model=JobView)
def cancel(services: Shared, job: Ident) -> Response:
    """Cancel a job that is not over; one that is over stays as it is. It stays listed."""
    _job(services, job)
    services.runner.cancel(job)
    return json_response(_view(_job(services, job)))


@router.delete("/{job}", operation_id="removeJob", summary="Cancel and remove a job", response_model=JobView)
def remove(services: Shared, job: Ident) -> Response:
    """Cancel a job that is not over, remove it with its result, and return it as it was at its end."""
    _job(services, job)
    services.runner.cancel(job)
    last = _job(services, job)
    services.store.remove(job)
    return json_response(_view(last))


@router.get(
    "/{job}/events",
    operation_id="watchJob",
    summary="Progress as it happens",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": EVENT}}}},
)
def events(
    request: Request,
    services: Shared,
    job: Ident,
    last_event_id: Annotated[
        str | None, Header(max_length=100, description="Id of the last event seen; it is not sent again.")
    ] = None,
) -> StreamingResponse:
    """Send an event `progress` at every change, with the job as data, and `end` when it is over.

    A reader that comes back with `Last-Event-ID` gets what is new; an end is always told.
    """
    known = _job(services, job)  # it may be removed before the stream begins: its end is told all the same
    if services.streams_count >= services.settings.streams_count:
        raise HttpProblem(
            "too-many", "Too many readers are watching.", "Ask for the job itself.", {"Retry-After": "5"}
        )
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(
        _stream(request, services, known, last_event_id), media_type="text/event-stream", headers=headers
    )


async def _stream(request: Request, services: Services, known: Job, seen: str | None) -> AsyncIterator[str]:
    services.streams_count += 1
    try:
        silent_s, watched_s = 0.0, 0.0
        yield "retry: 2000\n\n"
        # Who watches long must come back, which costs a browser nothing: a reader that is gone without a word is let go.
        while watched_s < services.settings.stream_most_s and not await request.is_disconnected():
            job = await asyncio.to_thread(services.store.find, known.id) or replace(known, state="cancelled")
            known, number = job, f"{job.state}-{job.done_count}-{job.total_count}"
            if number != seen or job.is_ended:
                seen, silent_s = number, 0.0
                data = json.dumps(_view(job), ensure_ascii=True)
                yield f"id: {number}\nevent: {'end' if job.is_ended else 'progress'}\ndata: {data}\n\n"
            elif silent_s >= SIGN_OF_LIFE_S:
                silent_s = 0.0
                yield ": still there\n\n"
            if job.is_ended:
                return
            await asyncio.sleep(LOOK_EVERY_S)
            silent_s, watched_s = silent_s + LOOK_EVERY_S, watched_s + LOOK_EVERY_S
    finally:
        services.streams_count -= 1
