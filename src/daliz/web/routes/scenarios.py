"""Scenarios, corridors, words: what the page needs to name things."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from daliz.errors import DataError, UnknownIdError
from daliz.io.scenarios import read_scenario
from daliz.io.tables import built_in_facts
from daliz.web.dto import Document, Language, Name, Scenario
from daliz.web.etags import ConditionalRoute
from daliz.web.plain import json_response, plain
from daliz.web.problems import HttpProblem
from daliz.web.reach import Shared
from daliz.web.state import Services
from daliz.words.catalogue import read_catalogue

__all__ = ["router"]

router = APIRouter(route_class=ConditionalRoute)


def _scenario(services: Services, name: str, *, full: bool) -> dict[str, Any]:
    if name not in services.scenarios():
        raise UnknownIdError.of("scenario", name, services.scenarios(), "scenarios")
    found: dict[str, Any] = plain(read_scenario(name, services.folders))
    counts = {part: len(found[part]) for part in ("facts", "states", "services", "rates")}
    if not full:
        found = {k: v for k, v in found.items() if k not in {*counts, "whys"}}
    return {**found, "counts": counts}


@router.get(
    "/scenarios",
    operation_id="listScenarios",
    tags=["scenarios"],
    summary="All states of the world",
    response_model=Document,
)
def list_scenarios(services: Shared) -> Response:
    """Return every scenario with its title, reason and day."""
    names = services.scenarios()
    return json_response({"items": [_scenario(services, n, full=False) for n in names], "total": len(names)})


@router.get(
    "/scenarios/{scenario}",
    operation_id="getScenario",
    tags=["scenarios"],
    summary="One state of the world",
    response_model=Scenario,
)
def get_scenario(
    services: Shared, scenario: Annotated[Name, Path(description="Id of a scenario.")]
) -> Response:
    """Return a scenario with every fact, state, service and rate that it sets, each with its why."""
    return json_response(_scenario(services, scenario, full=True))


@router.get(
    "/corridors",
    operation_id="listCorridors",
    tags=["scenarios"],
    summary="Corridors and their names",
    response_model=Document,
)
def list_corridors(services: Shared) -> Response:
    """Return the corridors that plans are named by, with the rule that tells each."""
    rules = services.world("base").world.corridor.rules
    return json_response({"items": [plain(r) for r in rules], "total": len(rules)})


@router.get(
    "/words/{lang}",
    operation_id="getWords",
    tags=["words"],
    summary="Texts in one language",
    response_model=Document,
)
def get_words(lang: Annotated[Language, Path(description="en, ru, kk or ja.")]) -> Response:
    """Return every text by its key; what a language lacks is given in English and listed in `in_english`."""
    english, own = read_catalogue("en"), read_catalogue(lang)
    missing = sorted(english.keys() - own.keys())
    return json_response({"lang": lang, "texts": {**english, **own}, "in_english": missing})


@router.get(
    "/basemap",
    operation_id="getBasemap",
    tags=["network"],
    summary="Land outline for a map",
    response_model=Document,
)
def get_basemap() -> Response:
    """Return the land as it ships with the facts: GeoJSON or TopoJSON of the public domain."""
    folder = built_in_facts() / "basemap"
    path = next(iter(sorted(folder.glob("*.json"))), None) if folder.is_dir() else None
    if path is None:
        raise HttpProblem("not-found", "This installation has no land outline.", "The page brings its own.")
    try:
        return json_response(path.read_bytes())
    except OSError as error:
        raise DataError(f"{path.name}: it cannot be read.", "Install the package again.") from error
