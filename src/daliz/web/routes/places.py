"""Places: suggestions while a name is typed, and what a text is taken to mean."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from daliz.app.find_place import find_place, suggest_places
from daliz.errors import DalizError, UnknownPlaceError
from daliz.model.place import PlaceMatch
from daliz.web.dto import Document, Language
from daliz.web.etags import ConditionalRoute
from daliz.web.plain import json_response, plain
from daliz.web.problems import HttpProblem
from daliz.web.reach import Shared
from daliz.web.state import Services

__all__ = ["router"]

router = APIRouter(prefix="/places", tags=["places"], route_class=ConditionalRoute)


def _place(services: Services, match: PlaceMatch) -> dict[str, Any]:
    return {
        **plain(match),
        "kind": "place" if match.place_id is None else "hub",
        "ref": _ref(services, match),
    }


def _ref(services: Services, match: PlaceMatch) -> str:
    """Return a text that names this place and no other: its hub, its name and country, or its coordinates."""
    if match.place_id is not None:
        return match.place_id
    name = f"{match.names.get('en', match.name)}, {match.country}"
    try:
        found = find_place(name, services.folders)
    except DalizError:
        found = None
    same = found is not None and (found.lat_deg, found.lon_deg) == (match.lat_deg, match.lon_deg)
    return name if same else f"{match.lat_deg:g},{match.lon_deg:g}"


@router.get("", operation_id="suggestPlaces", summary="Places whose name begins so", response_model=Document)
def suggest(
    services: Shared,
    q: Annotated[
        str, Query(min_length=1, max_length=100, description="The beginning of a name, in any script.")
    ],
    lang: Annotated[Language, Query(description="Language of `name`.")] = "en",
    limit: Annotated[int, Query(ge=1, le=50, description="How many at most.")] = 10,  # unit-ok: a count
) -> Response:
    """Return places, hubs first, then by population; `ref` is what a plan takes as `from` or `to`."""
    matches = suggest_places(q, limit, lang, services.folders)
    return json_response({"items": [_place(services, m) for m in matches]})


@router.get(
    "/{place}", operation_id="getPlace", summary="What a text is taken to mean", response_model=Document
)
async def get_place(
    services: Shared,
    place: Annotated[
        str,
        Path(min_length=1, max_length=200, description="Hub id, UN/LOCODE, name, `Name, CC` or `lat,lon`."),
    ],
) -> Response:
    """Return the place that a plan would take, with the other readings."""

    def work() -> dict[str, Any]:  # looking for the nearest spelling of an unknown name is heavy
        return _place(services, find_place(place, services.folders))

    try:
        return json_response(await services.gate.run(work))
    except UnknownPlaceError as error:
        raise HttpProblem("unknown-id", error.message, error.hint, notes=error.notes) from error
