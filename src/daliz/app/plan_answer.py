"""The planner from Python: ``daliz.plan(...)`` and the answer it gives."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daliz.app.mark_listed import mark_listed
from daliz.app.plan_chain import World, plan_chain
from daliz.app.plan_output import (
    document_csv,
    document_geojson,
    document_html,
    document_json,
    plan_document,
    write_output,
)
from daliz.app.plan_request import Request, query_of_request, world_of
from daliz.errors import DataError, QueryError
from daliz.model.plan import Option, Plan
from daliz.timeline import read_day

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Answer", "plan"]

#: Worlds read in this process, by scenario: a second question of the same scenario reads no files again.
_WORLDS: dict[str, World] = {}


class Answer:
    """The options of one question, and every form in which they can leave.

    Attributes
    ----------
    plan
        The plan itself: query, options, what is shut, warnings, provenance.
    """

    def __init__(self, world: World, plan: Plan) -> None:
        self.plan = plan
        self._world = world

    def __repr__(self) -> str:
        q = self.plan.query
        return f"<Answer {q.origin.name} to {q.destination.name}: {len(self.plan.options)} options>"

    @cached_property
    def document(self) -> dict[str, Any]:
        """The plan as plain data: what ``daliz plan --json`` prints."""
        return plan_document(self._world, self.plan, range(1, len(self.plan.options) + 1))

    @property
    def options(self) -> Sequence[Option]:
        """The options, those shown first at the front."""
        return self.plan.options

    def to_frame(self) -> pd.DataFrame:
        """Return one row an option as a pandas data frame.

        Raises
        ------
        DataError
            If pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise DataError("pandas is not installed.", "pip install 'daliz[frames]'") from error
        from daliz.io.plans import option_rows

        return pd.DataFrame(option_rows(self.document))

    def to_geojson(self, option: int | None = None) -> dict[str, Any]:  # unit-ok: an order
        """Return the legs of one option, or of all shown ones, as a GeoJSON object."""
        found: dict[str, Any] = json.loads(document_geojson(self.document, option))
        return found

    def to_json(self) -> str:
        """Return the plan as JSON text."""
        return document_json(self.document)

    def to_csv(self) -> str:
        """Return the options as CSV text."""
        return document_csv(self.document)

    def to_html(self, option: int = 1, lang: str = "en") -> str:  # unit-ok: an order
        """Return a page that stands alone: map, timeline, breakdowns, sources."""
        return document_html(self.document, option, lang)

    def save(self, path: str | Path) -> None:
        """Write the plan to a file that ``daliz plan --again`` and ``daliz compare`` read."""
        write_output(Path(path), self.to_json())

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the page in a frame of its own, so that its style stays inside."""
        from html import escape

        q = self.plan.query
        title = escape(f"{q.origin.name} - {q.destination.name}")
        page = escape(self.to_html())
        return f'<iframe srcdoc="{page}" style="width:100%;height:760px;border:0" title="{title}"></iframe>'


def plan(
    origin: str,
    destination: str,
    *,
    ready: date | str,
    containers: str | None = None,
    wagons: int | None = None,  # unit-ok: a count
    tonnes: float | None = None,  # unit-ok: the name is the unit
    commodity: str = "general",
    deadline: date | str | None = None,
    scope: str = "door",
    slot: bool | None = None,
    avoid: str | Sequence[str] = (),
    avoid_transit: str | Sequence[str] = (),
    require: str | Sequence[str] = (),
    scenario: str = "base",
    sanctions: str | Sequence[str] = (),
    facts: Sequence[str | Path] = (),
    seed: int = 1,
) -> Answer:
    """Return every sensible way between two places: when, how much, how sure, how green, from which sources.

    ``ready`` is needed, since a library does not read the clock. Places are names in English, Russian, Kazakh
    or Japanese, UN/LOCODE, hub ids or ``"lat,lon"``; cargo and the rest as in ``daliz plan``.

    Raises
    ------
    QueryError
        If the question cannot be read or contradicts itself.
    NoPlanError
        If no chain joins the places.
    DataError
        If a fact, a scenario or a list is wrong.
    """
    request = Request(
        origin=origin,
        destination=destination,
        ready=_day(ready, "ready"),
        containers=containers,
        wagons=wagons,
        tonnes=tonnes,
        commodity=commodity,
        deadline=None if deadline is None else _day(deadline, "deadline"),
        scope=scope,
        slot=slot,
        avoid=_words(avoid),
        avoid_transit=_words(avoid_transit),
        require=_words(require),
        scenario=scenario,
        seed=seed,
    )
    folders = tuple(Path(f) for f in facts)
    world = world_of(scenario, folders, None if folders else _WORLDS)
    found = plan_chain(world, query_of_request(world, request))
    if sanctions:
        found = mark_listed(world, found, _words(sanctions))
    return Answer(world, found)


def _day(value: date | str, name: str) -> date:
    if isinstance(value, str):
        return read_day(value)
    if not isinstance(value, date):
        raise QueryError(f"{name} is {value!r}.", 'Give a date or "2026-12-01".')
    return value


def _words(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
