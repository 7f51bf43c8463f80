"""A freight question as a person or a program gives it: words and days, before any place is looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from daliz.app.plan_chain import World, make_cargo, make_query, read_world
from daliz.model.plan import Query

__all__ = ["Request", "query_of_request", "scenario_choices", "world_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One freight question in words; ``daliz plan`` takes the same as options."""

    origin: str
    destination: str
    ready: date
    containers: str | None = None
    wagons: int | None = None  # unit-ok: a count
    tonnes: float | None = None  # unit-ok: the name is the unit
    commodity: str = "general"
    dangerous: bool = False
    deadline: date | None = None
    scope: str = "door"
    slot: bool | None = None
    avoid: tuple[str, ...] = ()
    avoid_transit: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    scenario: str = "base"
    seed: int = 1


def world_of(scenario: str, folders: Sequence[Path] = (), worlds: dict[str, World] | None = None) -> World:
    """Return the world of a scenario, from those read already where it is among them."""
    if worlds is None:
        return read_world(scenario, folders)
    if scenario not in worlds:
        worlds[scenario] = read_world(scenario, folders)
    return worlds[scenario]


def scenario_choices(folders: Sequence[Path] = ()) -> list[str]:
    """Return the names of the scenarios at hand."""
    from daliz.io.scenarios import scenario_names

    return scenario_names(folders)


def query_of_request(world: World, request: Request) -> Query:
    """Return the checked question.

    Raises
    ------
    QueryError
        If a place, a container or a word is unknown, or the parts contradict each other.
    """
    cargo = make_cargo(
        containers=request.containers,
        wagons=request.wagons,
        tonnes=request.tonnes,
        commodity=request.commodity,
        dangerous=request.dangerous,
    )
    return make_query(
        world,
        request.origin,
        request.destination,
        cargo=cargo,
        ready=request.ready,
        deadline=request.deadline,
        scope=request.scope,
        slot=request.slot,
        avoid=request.avoid,
        avoid_transit=request.avoid_transit,
        require=request.require,
        seed=request.seed,
    )
