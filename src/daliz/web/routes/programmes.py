"""Programmes: which study or exchange programme is open to whom, rule by rule."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from daliz.app.find_programme import (
    DEFAULT_INTAKE,
    compare_programmes,
    find_programmes,
    learner_rows,
    read_all_programmes,
)
from daliz.errors import UnknownIdError
from daliz.web.dto import Document, Name, Person, Piece
from daliz.web.etags import ConditionalRoute
from daliz.web.paging import Paging, paged
from daliz.web.plain import json_response, plain
from daliz.web.reach import Shared

__all__ = ["router"]

router = APIRouter(prefix="/programmes", tags=["programmes"], route_class=ConditionalRoute)


@router.get("", operation_id="listProgrammes", summary="Every programme", response_model=Document)
def list_programmes(services: Shared) -> Response:
    """Return the programmes, whether Kazakhstan may take part, and their sources."""
    known = read_all_programmes(services.layers())
    used = sorted({s for p in known.programmes for s in p.sources})
    return json_response(
        {
            "items": plain(known.programmes),
            "total": len(known.programmes),
            "sources": {s: plain(known.sources[s]) for s in used if s in known.sources},
            "latest_intake": DEFAULT_INTAKE,
        }
    )


@router.get(
    "/compare", operation_id="compareProgrammes", summary="Programmes side by side", response_model=Document
)
def compare(
    services: Shared,
    programme: Annotated[list[Name] | None, Query(max_length=20, description="Ids; all if left out.")] = None,
) -> Response:
    """Return programmes with their rules and the intakes these were published for."""
    found = compare_programmes(read_all_programmes(services.layers()), programme or ())
    rows = [{"programme": plain(p), "rules": plain(rules), "intakes": intakes} for p, rules, intakes in found]
    return json_response({"items": rows, "total": len(rows)})


@router.get("/learners", operation_id="listLearners", summary="Learners of Japanese", response_model=Piece)
def learners(request: Request, services: Shared, page: Paging) -> Response:
    """Return counts of learners and test takers by measure and year; what was not found is null."""
    return json_response(paged(request, learner_rows(services.layers()), page))


@router.post(
    "/find", operation_id="findProgrammes", summary="What is open to a person", response_model=Document
)
def find(services: Shared, person: Person) -> Response:
    """Hold each rule against what one says of oneself: eligible, not eligible or unknown, with reasons."""
    known = read_all_programmes(services.layers())
    answers = find_programmes(
        known, _said(person), intake=person.intake or DEFAULT_INTAKE, wanted=person.programmes
    )
    return json_response({"items": plain(answers), "total": len(answers)})


def _said(person: Person) -> dict[str, str]:
    """Return what was said, as the rules read it."""

    def cell(value: Any) -> str:  # noqa: ANN401 - a cell of several kinds
        if isinstance(value, bool):
            return "yes" if value else "no"
        return f"{value:g}" if isinstance(value, float) else str(value)

    given = person.model_dump(exclude={"intake", "programmes"}, exclude_none=True)
    return {name: cell(value) for name, value in given.items()}


@router.get("/{programme}", operation_id="getProgramme", summary="One programme", response_model=Document)
def get_programme(
    services: Shared, programme: Annotated[Name, Path(description="Id of a programme.")]
) -> Response:
    """Return a programme with its rules and sources."""
    known = read_all_programmes(services.layers())
    by_id = {p.id: p for p in known.programmes}
    if programme not in by_id:
        raise UnknownIdError.of("programme", programme, by_id, "register/programmes.csv")
    found = by_id[programme]
    rules = [r for r in known.rules if r.programme == programme]
    used = dict.fromkeys((*found.sources, *(s for r in rules for s in r.sources)))
    return json_response(
        {
            "programme": plain(found),
            "rules": plain(rules),
            "sources": {s: plain(known.sources[s]) for s in used if s in known.sources},
        }
    )
