"""What is told about the network itself: counts, what hangs together, what is missing, how it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from daliz.notes import Note, Value

__all__ = [
    "Component",
    "CountryCount",
    "DrawnCrossing",
    "DrawnLink",
    "DrawnPlace",
    "DrawnService",
    "Gap",
    "NetworkDrawing",
    "NetworkGaps",
    "NetworkStats",
    "RailCount",
    "ServiceCount",
    "TableGrades",
    "Unreached",
]

Line = tuple[tuple[float, float], ...]
"""Points (longitude, latitude), degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCount:
    """How many places and terminals of each mode a country has."""

    country: str
    places_count: int
    rail_count: int
    port_count: int
    road_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RailCount:
    """Track between hubs of one gauge in one country."""

    country: str
    gauge_mm: int
    links_count: int
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCount:
    """How many services of a mode run in a way, and how well that is known."""

    mode: str
    timetable: str
    timetable_grade: str
    services_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableGrades:
    """How many rows of a table have each grade."""

    table: str
    rows_count: int
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Places that reach each other: by track of one gauge, or by ship."""

    name: str
    places: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """A hub that some hubs cannot be reached from or by, in any scenario, and why."""

    place: str
    country: str
    apart_count: int
    reason: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkStats:
    """The network of a scenario on a day, counted."""

    scenario: str
    on: date
    countries: tuple[CountryCount, ...]
    rail: tuple[RailCount, ...]
    links_count: int
    links_published_count: int
    links_km: float
    links_published_km: float
    services: tuple[ServiceCount, ...]
    services_open_count: int
    grades: tuple[TableGrades, ...]
    terminals_count: int
    capacity_count: int
    crossings: Mapping[str, int]
    rail_components: tuple[Component, ...]
    sea_components: tuple[Component, ...]
    scenarios: tuple[str, ...]
    hubs_count: int
    joined_pairs_share: float
    unreached: tuple[Unreached, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that is missing: what, of how many, and where."""

    id: str
    title: Note
    total_count: int
    items: tuple[tuple[str, Value], ...]

    @property
    def missing_count(self) -> int:
        """How many are missing."""
        return len(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkGaps:
    """What the network lacks in a scenario on a day."""

    scenario: str
    on: date
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPlace:
    """A hub with its terminals; a rail terminal stands once for each gauge: ``dostyk.rail@1520``."""

    id: str
    country: str
    names: Mapping[str, str]
    lat_deg: float
    lon_deg: float
    gauges_mm: tuple[int, ...]
    port: bool
    sea: str | None
    platforms: tuple[str, ...]
    weight: float  # unit-ok: a rank for labels

    @property
    def gauge_change(self) -> bool:
        """Whether cargo changes between gauges here."""
        return len(self.gauges_mm) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLink:
    """Track with its line, and whether it may be run from a to b (``forward``) and back that day."""

    id: str
    a: str
    b: str
    gauge_mm: int
    km: float
    length_published: bool
    traction: str
    grade: str
    source_id: str
    line: Line
    from_osm: bool
    border: bool
    forward: bool
    backward: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnService:
    """A service with the line it takes that day; a line of none has no way open."""

    id: str
    names: Mapping[str, str]
    mode: str
    run_class: str
    origin: str
    destination: str
    both_ways: bool
    timetable: str
    timetable_grade: str
    gap_h: float | None
    capacity_teu: float | None
    cargo: tuple[str, ...]
    grade: str
    source_id: str
    km: float | None
    passages: tuple[str, ...]
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCrossing:
    """A border crossing by rail, where it is drawn, its state that day (open, one way or closed) and why, by language."""

    a: str
    b: str
    state: str
    why: Mapping[str, str]
    lat_deg: float
    lon_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkDrawing:
    """Everything that a map or an export needs."""

    scenario: str
    titles: Mapping[str, str]
    on: date
    places: tuple[DrawnPlace, ...]
    links: tuple[DrawnLink, ...]
    services: tuple[DrawnService, ...]
    crossings: tuple[DrawnCrossing, ...]
    shut_passages: tuple[str, ...]
    facts_hash: str
