"""Validation: the model beside published outcomes, as the package carries it or as the last finished job found it."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from daliz import __version__
from daliz.app.explain_case import explain_case
from daliz.io.answers import read_answer
from daliz.web.dto import Document, Name
from daliz.web.plain import json_bytes, json_response, plain
from daliz.web.problems import HttpProblem
from daliz.web.reach import Shared

__all__ = ["router"]

router = APIRouter(prefix="/validation", tags=["validation"])


@router.get(
    "", operation_id="getValidation", summary="Model against published outcomes", response_model=Document
)
def validation(services: Shared) -> Response:
    """Return coverage, errors and every case with its reading: of the last job, else what comes with built-in facts."""
    done = services.store.jobs(kind="validation", state="done")
    text = services.store.result(done[0].id) if done else None
    at_hand = read_answer("validation", __version__) if text is None and not services.folders else None
    if at_hand is not None:
        return json_response({**at_hand["result"], "job": None, "computed": None})
    if text is None:
        raise HttpProblem(
            "not-computed",
            "The validation was not computed on this server yet.",
            'Submit it, about half a minute of work: POST /api/v1/jobs {"kind": "validation"}.',
        )
    return json_response({**json.loads(text), "job": done[0].id, "computed": done[0].ended})


@router.get(
    "/cases/{case}",
    operation_id="explainCase",
    summary="Where a case's numbers come from",
    response_model=Document,
)
async def case_behind(
    services: Shared, case: Annotated[Name, Path(description="Id of a case.", examples=["VAL01"])]
) -> Response:
    """Return the published row of a case, its source, how it was read, and a plan that answers it."""

    def work() -> bytes:
        found = explain_case(case, get=lambda name: services.world(name).world, folders=services.folders)
        return json_bytes(plain(found))

    return json_response(await services.gate.run(lambda: services.kept(f"case:{case}", work)))
