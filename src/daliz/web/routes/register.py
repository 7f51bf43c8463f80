"""The register, read: records, timeline, themes, what is due, conflicts, a briefing, the interview."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from daliz.app import brief_register as register
from daliz.app.export_register import export_register
from daliz.app.rank_levers import read_levers
from daliz.app.read_interview import read_the_interview
from daliz.errors import UnknownIdError
from daliz.io.tables import facts_layers, read_table
from daliz.model.record import STATUSES
from daliz.register.selection import Filter
from daliz.timeline import first_day, last_day
from daliz.web.clock import now, today
from daliz.web.dto import Day, Document, Language, Name, PartialDate, Piece
from daliz.web.etags import ConditionalRoute
from daliz.web.paging import Paging, paged
from daliz.web.plain import json_response, plain
from daliz.web.reach import Shared

__all__ = ["router"]

router = APIRouter(prefix="/register", tags=["register"], route_class=ConditionalRoute)

AsOf = Annotated[Day | None, Query(description="The day asked about; today if left out.")]
KnownBy = Annotated[Day | None, Query(description="Only what could be known by this day.")]
Kind = Literal["meeting", "document", "commitment", "project", "grant", "resolution", "institution"]


class Wanted:
    """The filters that lists of records share."""

    def __init__(
        self,
        kind: Annotated[Kind | None, Query(description="Kind of record.")] = None,
        theme: Annotated[
            Name | None, Query(description="A theme; see /register/themes.", examples=["transport"])
        ] = None,
        party: Annotated[
            str | None, Query(pattern="^[A-Z0-9]{2,4}$", description="Country code.", examples=["KZ"])
        ] = None,
        place: Annotated[Name | None, Query(description="Place id.", examples=["aktau"])] = None,
        status: Annotated[
            Name | None, Query(description=f"Status or due state: {', '.join(STATUSES)}, overdue, ….")
        ] = None,
        since: Annotated[
            PartialDate | None, Query(alias="from", description="From 2024, 2024-05 or 2024-05-03 on.")
        ] = None,
        until: Annotated[PartialDate | None, Query(alias="to", description="Up to this date.")] = None,
    ) -> None:
        self.filter = Filter(
            kind=kind,
            theme=theme,
            party=party,
            place=place,
            status=status,
            since=None if since is None else first_day(since),
            until=None if until is None else last_day(until),
        )


Chosen = Annotated[Wanted, Depends()]


@router.get("/records", operation_id="listRecords", summary="Records, filtered", response_model=Piece)
def records(
    request: Request,
    services: Shared,
    page: Paging,
    wanted: Chosen,
    as_of: AsOf = None,
    known_by: KnownBy = None,
) -> Response:
    """Return records in time order, each with its standing on a day."""
    found = register.list_records(
        services.register(), wanted.filter, as_of=as_of or today(), known_by=known_by
    )
    return json_response(paged(request, found, page))


@router.get("/records/{record}", operation_id="getRecord", summary="One record", response_model=Document)
def record(
    services: Shared,
    record: Annotated[Name, Path(description="Id of a record.")],
    as_of: AsOf = None,
    known_by: KnownBy = None,
) -> Response:
    """Return a record with its dated evidence, children, conflicts, what the interview said, and sources."""
    return json_response(
        register.show_record(services.register(), record, as_of=as_of or today(), known_by=known_by)
    )


@router.get(
    "/search", operation_id="searchRegister", summary="Search in four languages", response_model=Piece
)
async def search(
    request: Request,
    services: Shared,
    page: Paging,
    q: Annotated[
        str,
        Query(min_length=1, max_length=200, description="Words in any of the languages.", examples=["Актау"]),
    ],
) -> Response:
    """Return records, statements and programmes that hold the words, best first."""
    hits = await services.gate.run(lambda: register.search_register(services.register(), q))
    return json_response(paged(request, hits, page))


@router.get("/timeline", operation_id="getTimeline", summary="What happened, in order", response_model=Piece)
def timeline(
    request: Request, services: Shared, page: Paging, wanted: Chosen, as_of: AsOf = None
) -> Response:
    """Return dated meetings, documents, promises, grants and resolutions in time order."""
    found = register.timeline_of(services.register(), wanted.filter, as_of=as_of or today())
    return json_response(paged(request, found, page))


@router.get("/due", operation_id="listDue", summary="What is overdue or falls due", response_model=Piece)
def due(
    request: Request, services: Shared, page: Paging, as_of: AsOf = None, known_by: KnownBy = None
) -> Response:
    """Return open promises and projects: overdue first, then by due date, those without one last."""
    found = register.due_items(services.register(), as_of=as_of or today(), known_by=known_by)
    return json_response(paged(request, found, page))


@router.get(
    "/conflicts", operation_id="listConflicts", summary="Where sources disagree", response_model=Piece
)
def conflicts(
    request: Request,
    services: Shared,
    page: Paging,
    subject: Annotated[Name | None, Query(description="Id of a record or a thing.")] = None,
) -> Response:
    """Return statements about one thing that do not say the same, side by side."""
    return json_response(paged(request, register.conflicts_of(services.register(), subject), page))


@router.get("/trade", operation_id="listTrade", summary="Trade as stated", response_model=Piece)
def trade(
    request: Request,
    services: Shared,
    page: Paging,
    flow: Annotated[Name | None, Query(description="One series.", examples=["turnover"])] = None,
) -> Response:
    """Return trade and investment by flow and period; what conflicts stands side by side."""
    return json_response(paged(request, register.trade_rows(services.register(), flow), page))


@router.get(
    "/themes", operation_id="listThemes", summary="The themes of the co-operation", response_model=Document
)
def themes(
    services: Shared,
    as_of: AsOf = None,
    records: Annotated[bool, Query(description="Without them, only how many there are.")] = True,  # noqa: FBT002 - a parameter of the address
) -> Response:
    """Return every theme with its records, statements and what was searched.

    `counts` tells how many records a theme has, and how many of them are overdue.
    """
    known = services.register()
    items = []
    for name in known.themes:
        view = register.theme_view(known, name, as_of=as_of or today())
        counts = {
            "records": len(view.listed),
            "overdue": sum(one.standing.status == "overdue" for one in view.listed),
        }
        told = plain(view if records else replace(view, listed=()))
        if not records:
            told.pop("listed")
        items.append({**told, "counts": counts})
    return json_response({"items": items, "total": len(items)})


@router.get("/themes/{theme}", operation_id="getTheme", summary="One theme", response_model=Document)
def theme(
    services: Shared, theme: Annotated[Name, Path(description="Id of a theme.")], as_of: AsOf = None
) -> Response:
    """Return a theme with its records and statements; an empty one says what was searched."""
    known = services.register()
    if theme not in known.themes:
        raise UnknownIdError.of("theme", theme, known.themes, "register/themes.csv")
    return json_response(register.theme_view(known, theme, as_of=as_of or today()))


@router.get(
    "/forum", operation_id="getForum", summary="The business forum's directions", response_model=Document
)
def forum(
    services: Shared,
    as_of: AsOf = None,
    theme: Annotated[
        Literal["transport", "green", "digital"] | None, Query(description="Only this direction.")
    ] = None,
) -> Response:
    """Return the three directions of the forum with the commitments under each."""
    views = register.forum_of(services.register(), as_of=as_of or today(), theme=theme)
    return json_response({"items": plain(views), "total": len(views)})


@router.get(
    "/briefing", operation_id="getBriefing", summary="One page before a meeting", response_model=Document
)
def briefing(
    services: Shared,
    party: Annotated[
        str, Query(pattern="^[A-Z0-9]{2,4}$", description="Country code.", examples=["KZ"])
    ] = "KZ",
    theme: Annotated[Name | None, Query(description="Only this theme.")] = None,
    months: Annotated[
        int, Query(ge=0, le=600, description="Silence worth naming.")
    ] = 6,  # unit-ok: whole months
    as_of: AsOf = None,
    known_by: KnownBy = None,
) -> Response:
    """Return what was promised last time, is due since, is silent for months, what the others say, names."""
    return json_response(
        register.brief(
            services.register(),
            party=party,
            as_of=as_of or today(),
            known_by=known_by,
            silent_months=months,
            theme=theme,
        )
    )


@router.get(
    "/interview",
    operation_id="getInterview",
    summary="The interview beside its evidence",
    response_model=Document,
)
def interview(services: Shared) -> Response:
    """Return the five questions and their statements, each with verdict, evidence and what acts on it."""
    found = read_the_interview(services.layers())
    used = {s for statement in found.interview.statements for s in statement.sources}
    used.add(found.interview.source_id)
    sources = {s: plain(found.sources[s]) for s in sorted(used) if s in found.sources}
    return json_response({"interview": plain(found.interview), "sources": sources})


@router.get(
    "/places", operation_id="listRegisterPlaces", summary="Places that records touch", response_model=Document
)
def places(services: Shared, as_of: AsOf = None) -> Response:
    """Return every place that a record names, where it lies, and its records with their status."""
    known = services.register()
    standings = known.standings(as_of or today())
    rows = {r["place"]: r for r in read_table("places", facts_layers(services.folders))}
    touched: dict[str, list[dict[str, Any]]] = {}
    for r in known.records:
        for place in r.places:
            s = standings[r.id]
            touched.setdefault(place, []).append(
                {
                    "record": r.id,
                    "kind": r.kind,
                    "title": plain(r.title),
                    "status": s.status,
                    "due_state": s.due_state,
                }
            )
    items = [
        {
            "place": p,
            "names": {k[5:]: v for k, v in rows[p].items() if k.startswith("name_")} if p in rows else {},
            "country": rows[p]["country"] if p in rows else None,
            "lat_deg": rows[p]["lat_deg"] if p in rows else None,
            "lon_deg": rows[p]["lon_deg"] if p in rows else None,
            "records": found,
        }
        for p, found in sorted(touched.items())
    ]
    return json_response({"items": items, "total": len(items)})


@router.get(
    "/levers",
    operation_id="listLevers",
    summary="What of the register acts on freight",
    response_model=Document,
)
def levers(services: Shared) -> Response:
    """Return the promises and projects that a plan can be asked without and with; a job of levers ranks them."""
    found = read_levers(services.layers(), today())
    return json_response({"items": plain(found), "total": len(found)})


@router.get(
    "/calendar.ics",
    operation_id="getCalendar",
    summary="Meetings and due dates to subscribe to",
    response_class=Response,
    responses={200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}},
)
def calendar(
    services: Shared,
    wanted: Chosen,
    lang: Annotated[Language, Query(description="Language of the titles.")] = "en",
) -> Response:
    """Return an iCalendar feed, RFC 5545; what has no exact day is left out or marked."""
    made = export_register(services.register(), wanted.filter, form="ical", now=_midnight(), lang=lang)
    return Response(made.text or "", media_type="text/calendar; charset=utf-8")


@router.get(
    "/export",
    operation_id="exportRegister",
    summary="The register as linked data or IATI",
    response_class=Response,
    responses={
        200: {
            "content": {
                "application/ld+json": {"schema": {"type": "object"}},
                "application/xml": {"schema": {"type": "string"}},
            }
        }
    },
)
def export(
    services: Shared,
    wanted: Chosen,
    form: Annotated[Literal["jsonld", "iati"], Query(description="jsonld: all records; iati: the grants.")],
) -> Response:
    """Return the records asked for in a form that others read."""
    made = export_register(services.register(), wanted.filter, form=form, now=_midnight())
    kind = {"jsonld": "application/ld+json", "iati": "application/xml"}[form]
    return Response(made.text or "", media_type=kind)


def _midnight() -> Any:  # noqa: ANN401 - a datetime
    """Return the beginning of today: an answer must not change while its tag does not."""
    return now().replace(hour=0, minute=0, second=0, microsecond=0)
