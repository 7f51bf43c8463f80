"""The network: counts, gaps, places, terminals, links, services, and all of it as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from daliz.app.describe_network import network_stats
from daliz.app.draw_network import draw_network
from daliz.app.network_gaps import network_gaps
from daliz.errors import UnknownIdError
from daliz.io.network_geojson import joined_lines, network_geojson
from daliz.io.tables import Row, facts_layers, read_table
from daliz.web.dto import Day, Document, FeatureCollection, Name, Piece
from daliz.web.etags import ConditionalRoute
from daliz.web.paging import Paging, paged
from daliz.web.plain import json_bytes, json_response, plain
from daliz.web.reach import Shared
from daliz.web.state import Services

__all__ = ["router"]

router = APIRouter(prefix="/network", tags=["network"], route_class=ConditionalRoute)

Drawn = Literal["hub", "rail", "sea", "ferry", "road", "crossing"]
InScenario = Annotated[Name, Query(description="State of the world.")]
On = Annotated[Day | None, Query(description="The day; that of the scenario if left out.")]
Country = Annotated[str | None, Query(pattern="^[A-Z]{2}$", description="Country code.", examples=["KZ"])]


def _known(services: Services, scenario: str) -> str:
    if scenario not in services.scenarios():
        raise UnknownIdError.of("scenario", scenario, services.scenarios(), "scenario")
    return scenario


@router.get("/stats", operation_id="networkStats", summary="The network, counted", response_model=Document)
async def stats(services: Shared, scenario: InScenario = "base", on: On = None) -> Response:
    """Return counts by country, gauge, mode and grade, what hangs together, and what cannot be reached."""
    name = _known(services, scenario)

    def work() -> bytes:
        return json_bytes(plain(network_stats(name, on, services.folders, network=services.network)))

    return json_response(await services.worked_out(f"stats:{name}:{on}", work))


@router.get("/gaps", operation_id="networkGaps", summary="What the network lacks", response_model=Document)
async def gaps(services: Shared, scenario: InScenario = "base", on: On = None) -> Response:
    """Return what is missing, of how many, and where."""
    name = _known(services, scenario)

    def work() -> bytes:
        found = network_gaps(name, on, services.folders, network=services.network)
        rows = [{**plain(g), "missing_count": g.missing_count} for g in found.gaps]
        return json_bytes({"scenario": found.scenario, "on": found.on.isoformat(), "gaps": rows})

    return json_response(await services.worked_out(f"gaps:{name}:{on}", work))


class GeoJson(JSONResponse):
    """GeoJSON already written."""

    media_type = "application/geo+json"

    def render(self, content: bytes) -> bytes:
        """Return the content as it is."""
        return content


@router.get(
    "/geojson",
    response_class=GeoJson,
    operation_id="networkGeojson",
    summary="The network for a map",
    response_model=FeatureCollection,
)
async def geojson(
    services: Shared,
    *,
    scenario: InScenario = "base",
    on: On = None,
    kind: Annotated[
        list[Drawn] | None, Query(max_length=10, description="Only features of these kinds; all if left out.")
    ] = None,
    joined: Annotated[
        bool,
        Query(description="The lines of each kind as one feature, each stretch once: to draw them only."),
    ] = False,
) -> Response:
    """Return hubs, track, services and crossings as one collection; `kind` tells them apart."""
    name = _known(services, scenario)
    key = f"geojson:{name}:{on}:{sorted(kind or ())}:{joined}"

    def work() -> bytes:
        text = network_geojson(draw_network(name, on, services.folders))
        return text.encode() if kind is None and not joined else _chosen(text, kind, joined=joined)

    return GeoJson(await services.worked_out(key, work))


def _chosen(text: str, kinds: Sequence[str] | None, *, joined: bool) -> bytes:
    collection = json.loads(text)
    chosen = [f for f in collection["features"] if kinds is None or f["properties"].get("kind") in kinds]
    if joined:
        chosen = joined_lines(chosen)
    return json.dumps({**collection, "features": chosen}, ensure_ascii=False, separators=(",", ":")).encode()


def _rows(services: Services, table: str) -> list[Row]:
    return read_table(table, facts_layers(services.folders))


@router.get("/hubs", operation_id="listHubs", summary="Places of the network", response_model=Piece)
def hubs(request: Request, services: Shared, page: Paging, country: Country = None) -> Response:
    """Return the places where freight changes hands, with names in four languages."""
    rows = [r for r in _rows(services, "places") if country in {None, r["country"]}]
    return json_response(paged(request, rows, page))


@router.get("/terminals", operation_id="listTerminals", summary="Terminals", response_model=Piece)
def terminals(
    request: Request,
    services: Shared,
    page: Paging,
    country: Country = None,
    place: Annotated[Name | None, Query(description="Place id.", examples=["aktau"])] = None,
    mode: Annotated[Name | None, Query(description="rail, port or road.", examples=["port"])] = None,
) -> Response:
    """Return terminals with gauge, capacity, source and grade as far as known."""
    countries = {r["place"]: r["country"] for r in _rows(services, "places")}
    rows = [
        r
        for r in _rows(services, "terminals")
        if country in {None, countries.get(r["place"])}
        and place in {None, r["place"]}
        and mode in {None, r["mode"]}
    ]
    return json_response(paged(request, rows, page))


@router.get("/links", operation_id="listLinks", summary="Track between hubs", response_model=Piece)
def links(
    request: Request,
    services: Shared,
    page: Paging,
    scenario: InScenario = "base",
    country: Country = None,
    place: Annotated[Name | None, Query(description="Place id at either end.", examples=["aktau"])] = None,
) -> Response:
    """Return rail links with length, gauge and traction."""
    found = services.world(scenario).world.corridor.rail_links
    rows = [k for k in found if country in {None, k.country_a, k.country_b} and place in {None, k.a, k.b}]
    return json_response(paged(request, rows, page))


@router.get("/services", operation_id="listServices", summary="Services", response_model=Piece)
def list_services(
    request: Request,
    services: Shared,
    page: Paging,
    scenario: InScenario = "base",
    mode: Annotated[Name | None, Query(description="rail, sea, ferry or road.", examples=["ferry"])] = None,
    place: Annotated[Name | None, Query(description="Place id at either end.", examples=["aktau"])] = None,
) -> Response:
    """Return named services with their timetable, its grade and source."""
    corridor = services.world(scenario).world.corridor
    rows = [
        s
        for s in corridor.services
        if mode in {None, s.mode}
        and place in {None, corridor.terminals[s.origin].place, corridor.terminals[s.destination].place}
    ]
    return json_response(paged(request, rows, page))


@router.get("/borders", operation_id="listBorders", summary="Border crossings", response_model=Piece)
def borders(request: Request, services: Shared, page: Paging, country: Country = None) -> Response:
    """Return the dated states of border crossings with their sources."""
    countries = {r["place"]: r["country"] for r in _rows(services, "places")}
    rows = [
        r
        for r in _rows(services, "border_crossings")
        if country in {None, *(countries.get(r[end]) for end in ("a", "b"))}
    ]
    return json_response(paged(request, rows, page))
