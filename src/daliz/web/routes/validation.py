"""Validation: the model beside published outcomes, as the package carries it or as the last finished job found it."""

from __future__ import annotations

import json

from fastapi import APIRouter
from starlette.responses import Response

from daliz import __version__
from daliz.io.answers import read_answer
from daliz.web.dto import Document
from daliz.web.plain import json_response
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
