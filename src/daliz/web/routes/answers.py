"""Answers at hand: what the package carries computed for its built-in facts."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path
from starlette.responses import Response

from daliz import __version__
from daliz.io.answers import read_answer
from daliz.web.dto import Document
from daliz.web.etags import ConditionalRoute
from daliz.web.plain import json_bytes, json_response
from daliz.web.problems import HttpProblem
from daliz.web.reach import Shared

__all__ = ["router"]

router = APIRouter(prefix="/answers", tags=["jobs"], route_class=ConditionalRoute)


@router.get(
    "/{kind}", operation_id="getAnswer", summary="Long work that comes computed", response_model=Document
)
def answer(
    services: Shared,
    kind: Annotated[Literal["levers", "validation"], Path(description="Which answer.")],
) -> Response:
    """Return what a job of this kind finds for the question told in `request`, as the package carries it.

    Facts of your own change answers: a server that was started with any has none at hand.
    """

    def work() -> bytes:
        found = None if services.folders else read_answer(kind, __version__)
        if found is None:
            raise HttpProblem(
                "not-computed",
                "The answer that comes with the package rests on other facts than these.",
                f'Compute it: POST /api/v1/jobs {{"kind": "{kind}", ...}}.',
            )
        return json_bytes(found)

    return json_response(services.kept(f"answer:{kind}", work))
