"""Plans: a question, its options; the same by a permanent address; scenarios side by side."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response

from daliz.app.compare_plans import compare_scenarios, comparison_dict
from daliz.app.plan_chain import World, plan_chain
from daliz.app.plan_output import document_csv, document_geojson, plan_document
from daliz.app.plan_request import Request as Question
from daliz.app.plan_request import query_of_request
from daliz.errors import NoPlanError
from daliz.io.plans import option_rows
from daliz.model.plan import Plan
from daliz.web.clock import today
from daliz.web.dto import CompareQuery, Document, ExportQuery, PlanDocument, PlanLinkQuery
from daliz.web.etags import ConditionalRoute
from daliz.web.plain import json_bytes, json_response, plain
from daliz.web.reach import Shared
from daliz.web.state import Services
from daliz.words import error_dict

__all__ = ["permalink", "router"]

router = APIRouter(tags=["plans"], route_class=ConditionalRoute)


def _asked(question: PlanLinkQuery) -> PlanLinkQuery:
    """Return the question with its day: an address must mean the same tomorrow."""
    return question if question.ready is not None else question.model_copy(update={"ready": today()})


def _request(question: PlanLinkQuery) -> Question:
    return Question(
        origin=question.origin,
        destination=question.destination,
        ready=question.ready or today(),
        containers=question.containers,
        wagons=question.wagons,
        tonnes=question.tonnes,
        commodity=question.commodity,
        dangerous=question.dangerous,
        deadline=question.deadline,
        scope=question.scope,
        slot=question.slot,
        avoid=tuple(question.avoid),
        avoid_transit=tuple(question.avoid_transit),
        require=tuple(question.require),
        scenario=question.scenario,
        seed=question.seed,
    )


def permalink(question: PlanLinkQuery) -> str:
    """Return the address that gives this answer again; what has its usual value is left out."""
    given = question.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    pairs = [
        (name, "true" if v is True else "false" if v is False else v)
        for name, value in given.items()
        for v in (value if isinstance(value, list) else [value])
    ]
    return f"/api/v1/plans?{urlencode(pairs)}"


def _plan(services: Services, question: PlanLinkQuery) -> tuple[World, Plan]:
    shared = services.world(question.scenario)
    key = permalink(question.model_copy(update={"options": "shown", "lines": True}))
    with shared.lock:  # the memo of a world is for one planner at a time
        plan = services.plans.find(key)
        if plan is None:
            began_s = time.perf_counter()
            query = query_of_request(shared.world, _request(question))
            plan = plan_chain(shared.world, query)
            services.metrics.plans.add(time.perf_counter() - began_s)
            services.plans.keep(key, plan)
    return shared.world, plan


def _document(services: Services, question: PlanLinkQuery) -> dict[str, Any]:
    world, plan = _plan(services, question)
    count = plan.shown_count if question.options == "shown" else len(plan.options)
    document = plan_document(world, plan, range(1, count + 1), lines=question.lines, first=count)
    return {**document, "links": {"self": permalink(question)}}


def _answer(services: Services, question: PlanLinkQuery) -> Callable[[], bytes]:
    return lambda: services.kept(permalink(question), lambda: json_bytes(_document(services, question)))


async def _json(services: Services, question: PlanLinkQuery) -> Response:
    asked = _asked(question)
    key = permalink(asked)
    began_s, body = time.perf_counter(), services.answers.find(key)
    how = "kept" if body is not None else "plan"
    if body is None:
        body = await services.gate.run(_answer(services, asked), key=key)
    headers = {
        "Content-Location": key.encode("ascii", "replace").decode(),
        "Server-Timing": f"{how};dur={1000 * (time.perf_counter() - began_s):.1f}",
    }
    return json_response(body, headers)


@router.post("/plans", operation_id="plan", summary="Plan a freight question", response_model=PlanDocument)
async def post_plan(services: Shared, question: PlanLinkQuery) -> Response:
    """Answer a question; `links.self` is the address that gives the same answer to GET."""
    return await _json(services, question)


@router.get(
    "/plans", operation_id="planByLink", summary="The same by its address", response_model=PlanDocument
)
async def get_plan(services: Shared, question: Annotated[PlanLinkQuery, Query()]) -> Response:
    """Answer a question that stands in the address; lists repeat their name: `avoid=RU&avoid=IR`."""
    return await _json(services, question)


@router.get(
    "/plans/export",
    operation_id="exportPlan",
    summary="A plan as CSV or GeoJSON",
    responses={
        200: {
            "content": {
                "text/csv": {"schema": {"type": "string"}},
                "application/geo+json": {
                    "schema": {"$ref": "#/components/schemas/FeatureCollection"},
                    "example": {"type": "FeatureCollection", "features": []},
                },
            }
        }
    },
    response_class=Response,
)
async def export_plan(services: Shared, question: Annotated[ExportQuery, Query()]) -> Response:
    """Return the options as CSV rows, or the legs of one or all shown options as GeoJSON."""
    asked = PlanLinkQuery.model_validate(
        {n: getattr(_asked(question), n) for n in PlanLinkQuery.model_fields}, by_name=True
    )
    document = json.loads(await services.gate.run(_answer(services, asked), key=permalink(asked)))
    if question.form == "csv":
        return Response(document_csv(document), media_type="text/csv")
    text = document_geojson(document, question.option, question.lang)
    return Response(text, media_type="application/geo+json")


@router.get(
    "/compare", operation_id="compareScenarios", summary="Scenarios side by side", response_model=Document
)
async def compare(services: Shared, question: Annotated[CompareQuery, Query()]) -> Response:
    """Answer one question in up to four scenarios: rows of the shown options, or why there are none.

    `comparison` sets the picked option of each against the first, draw by draw.
    """
    asked = _asked(question)
    names = list(dict.fromkeys(question.scenarios))

    def work() -> dict[str, Any]:
        sides = [_side(services, asked, name) for name in names]
        differences = None
        if len(names) > 1:
            found = compare_scenarios(_request(asked), names, pick=question.pick, folders=services.folders)
            differences = plain(comparison_dict(found))
        return {"scenarios": sides, "comparison": differences}

    key = f"compare:{names}:{question.pick}:{permalink(asked)}"
    return json_response(await services.gate.run(work, key=key))


def _side(services: Services, asked: PlanLinkQuery, scenario: str) -> dict[str, Any]:
    fields = {n: getattr(asked, n) for n in PlanLinkQuery.model_fields}
    question = PlanLinkQuery.model_validate(
        {**fields, "scenario": scenario, "options": "shown", "lines": False}, by_name=True
    )
    side: dict[str, Any] = {"scenario": scenario, "link": permalink(question)}
    try:
        document = json.loads(_answer(services, question)())
    except NoPlanError as error:
        return side | {
            "options": [],
            "problem": error_dict(error),
        }
    return side | {
        "titles": document["scenario"]["titles"],
        "options": option_rows(document),
        "closed": document["closed"],
        "warnings": document["warnings"],
        "problem": None,
    }
