"""Facts: tables, rows, all about a thing, and why a number is what it is."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from daliz.app.explain_fact import explain_fact
from daliz.app.list_facts import count_tables, list_facts, show_subject
from daliz.errors import UnknownIdError
from daliz.io.tables import facts_layers, read_fields, read_table
from daliz.web.clock import today
from daliz.web.dto import Day, Document, Name, Piece
from daliz.web.etags import ConditionalRoute
from daliz.web.paging import Paging, paged
from daliz.web.plain import json_bytes, json_response, plain
from daliz.web.reach import Shared

__all__ = ["router"]

router = APIRouter(prefix="/facts", tags=["facts"], route_class=ConditionalRoute)

Subject = Annotated[
    str,
    Path(
        min_length=1,
        max_length=200,
        description="Id of a thing: `aktau.port`, `terminal:aktau.port`, a rate.",
    ),
]


@router.get("", operation_id="listFacts", summary="Rows of the facts", response_model=Piece)
async def list_rows(
    request: Request,
    services: Shared,
    page: Paging,
    table: Annotated[
        Name | None, Query(description="One table; all if left out.", examples=["rates"])
    ] = None,
    subject: Annotated[Name | None, Query(description="Pattern of key or subject: `aktau*`.")] = None,
    grade: Annotated[Name | None, Query(description="official, press, other, computed or assumed.")] = None,
) -> Response:
    """Return rows with where each stands, its source and grade."""
    rows = await services.gate.run(
        lambda: list_facts(table, subject=subject, grade=grade, folders=services.folders)
    )
    return json_response(paged(request, rows, page))


@router.get("/tables", operation_id="listTables", summary="Tables and their columns", response_model=Document)
async def list_tables(services: Shared) -> Response:
    """Return every table with its columns, number of rows and of assumed rows."""

    def work() -> bytes:
        fields = read_fields()
        rows = [
            {
                "table": name,
                "file": file,
                "rows": count,
                "assumed": assumed,
                "columns": [plain(f) for f in fields[name].fields],
            }
            for name, file, count, assumed in count_tables(services.folders)
        ]
        return json_bytes({"items": rows, "total": len(rows)})

    return json_response(await services.worked_out("tables", work))


@router.get("/sources", operation_id="listSources", summary="Sources", response_model=Piece)
def list_sources(
    request: Request,
    services: Shared,
    page: Paging,
    id: Annotated[list[Name] | None, Query(max_length=100, description="Only these.")] = None,  # noqa: A002 - its name in the address
) -> Response:
    """Return who published what, when, where, and the day it was read."""
    rows = [
        r for r in read_table("sources", facts_layers(services.folders)) if id is None or r["source_id"] in id
    ]
    return json_response(paged(request, rows, page))


@router.get("/sources/{source}", operation_id="getSource", summary="One source", response_model=Document)
def get_source(services: Shared, source: Annotated[Name, Path(description="Id of a source.")]) -> Response:
    """Return one source."""
    rows = {r["source_id"]: r for r in read_table("sources", facts_layers(services.folders))}
    if source not in rows:
        raise UnknownIdError.of("source", source, rows, "sources.csv")
    return json_response(plain(rows[source]))


@router.get(
    "/why/{subject}",
    operation_id="explainFact",
    summary="Why a number is what it is",
    response_model=Document,
)
async def why(
    services: Shared,
    subject: Subject,
    quantity: Annotated[
        Name | None, Query(description="One quantity; all if left out.", examples=["dwell"])
    ] = None,
    scenario: Annotated[Name, Query(description="State of the world.")] = "base",
    on: Annotated[Day | None, Query(description="The day; today if left out.")] = None,
) -> Response:
    """Return, for each quantity, the value in use with source and grade, why it won, and what it won over."""

    def work() -> dict[str, Any]:
        if scenario not in services.scenarios():
            raise UnknownIdError.of("scenario", scenario, services.scenarios(), "scenario")
        found = explain_fact(subject, quantity, on=on or today(), scenario=scenario, folders=services.folders)
        return {"items": [plain(e) for e in found], "total": len(found)}

    key = f"why:{json.dumps([subject, quantity, scenario, (on or today()).isoformat()])}"
    return json_response(await services.gate.run(work, key=key))


@router.get("/{subject}", operation_id="showFact", summary="All about a thing", response_model=Document)
async def show(services: Shared, subject: Subject) -> Response:
    """Return every row about a thing, and which tables mention it."""

    def work() -> Any:  # noqa: ANN401 - plain data
        return plain(show_subject(subject, services.folders))

    return json_response(await services.gate.run(work, key=f"fact:{subject}"))
