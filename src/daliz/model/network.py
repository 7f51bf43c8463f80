"""What the corridor is made of: links, crossings, passages, services, rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from daliz.errors import DataError
from daliz.model.fact import Grade

__all__ = [
    "Closure",
    "CorridorRule",
    "Country",
    "Crossing",
    "Exclave",
    "Hub",
    "HubTerminal",
    "Passage",
    "RailLink",
    "Rate",
    "SeaLane",
    "Service",
    "in_force",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclave:
    """A part of a country that no road joins to the rest of it; a box in degrees, and where its roads lead."""

    country: str
    south_deg: float
    north_deg: float
    west_deg: float
    east_deg: float
    neighbours: tuple[str, ...]

    def holds(self, lat_deg: float, lon_deg: float) -> bool:
        """Tell whether a point lies in the box."""
        return self.south_deg <= lat_deg <= self.north_deg and self.west_deg <= lon_deg <= self.east_deg


def in_force(on: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Tell whether a day lies in [valid_from, valid_to); None is open."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on < valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country: names, zone and the classes its railway belongs to."""

    id: str
    iso3: str
    names: dict[str, str]
    tz: str
    run_class: str | None
    yard_class: str | None
    road_circuity_factor: float | None
    customs_union: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """A place where cargo changes hands or mode."""

    id: str
    country: str
    lat_deg: float
    lon_deg: float
    tz: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HubTerminal:
    """A facility at a place: ``place.rail`` with a platform for each gauge, ``place.port`` or ``place.road``."""

    id: str
    place: str
    mode: str
    gauges_mm: tuple[int, ...]
    dwell_class: str
    gauge_class: str | None
    containers: bool
    sea: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RailLink:
    """Track between two hubs, of one gauge, without a hub between."""

    id: str
    a: str
    b: str
    km: float
    gauge_mm: int
    country_a: str
    country_b: str
    share_a: float
    traction: str
    valid_from: date | None
    valid_to: date | None
    grade: Grade

    def __post_init__(self) -> None:
        if not self.km > 0:
            raise DataError(f"Rail link {self.id}: km is {self.km}; it must be more than 0.")

    @property
    def country_km(self) -> tuple[tuple[str, float], ...]:
        """Kilometres by country."""
        if self.country_a == self.country_b:
            return ((self.country_a, self.km),)
        return ((self.country_a, self.km * self.share_a), (self.country_b, self.km * (1 - self.share_a)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Who may cross a border between two places, from one day on."""

    a: str
    b: str
    mode: str
    state: str
    direction: str
    dwell_class: str
    valid_from: date | None
    source_id: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A strait or canal that can be shut."""

    id: str
    names: dict[str, str]
    state: str
    lat_deg: float | None = None
    lon_deg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaLane:
    """The shortest sea path between two ports that uses just these passages."""

    a: str
    b: str
    passages: tuple[str, ...]
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A repeated offer from one terminal to another, and what is known of its departures."""

    id: str
    names: dict[str, str]
    mode: str
    origin: str
    destination: str
    both_ways: bool
    run_class: str
    timetable: str
    gap_h: float | None
    gap_cv: float | None
    weekdays: tuple[str, ...]
    departs: str | None
    duration_h: float | None
    km: float | None
    cargo: tuple[str, ...]
    slot: str
    capacity_teu: float | None
    valid_from: date | None
    valid_to: date | None
    timetable_grade: Grade
    grade: Grade
    source_id: str
    note: str | None
    departures: tuple[tuple[str, str | None], ...] = ()

    def is_of(self, words: str) -> bool:
        """Tell whether the name or the note speaks of an operator; a table of operators there is none."""
        said = f"{' '.join(self.names.values())} {self.note or ''}".casefold()
        return words.casefold() in said

    def __post_init__(self) -> None:
        if self.timetable in {"headway", "irregular"} and not (self.gap_h is not None and self.gap_h > 0):
            raise DataError(
                f"services.csv: {self.id} is {self.timetable} and has no gap_h.",
                "Give the hours between departures.",
            )
        if self.timetable == "calendar" and not self.weekdays and not self.departures:
            raise DataError(
                f"services.csv: {self.id} has a calendar without days.",
                "Name weekdays, or add departures.csv rows.",
            )
        timed = sorted((d, a) for d, a in self.departures if a is not None)
        for (first, early), (second, late) in pairwise(timed):
            if late < early:
                raise DataError(
                    f"departures.csv: {self.id} leaving {second} arrives before the one leaving {first}.",
                    "A later departure must not overtake an earlier one: make it a service of its own.",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A share of days on which something is shut."""

    subject: str
    share: float
    valid_from: date | None
    valid_to: date | None
    cargo: str | None
    source_id: str
    grade: Grade
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A published or assumed price."""

    id: str
    scope: str
    mode: str | None
    from_id: str | None
    to_id: str | None
    both_ways: bool
    corridor: str | None
    value: float  # unit-ok: the unit is a field
    low: float | None  # unit-ok: the unit is a field
    high: float | None  # unit-ok: the unit is a field
    unit: str
    price_year: int
    valid_from: date | None
    valid_to: date | None
    source_id: str
    grade: Grade
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorridorRule:
    """How a chain is told to belong to a corridor: by tokens it passes."""

    id: str
    names: dict[str, str]
    group: str
    passes: tuple[str, ...]
    any_of: tuple[str, ...]
    none_of: tuple[str, ...]
    rank: int  # unit-ok: an order

    def holds(self, tokens: frozenset[str]) -> bool:
        """Tell whether a chain with these tokens belongs."""
        return (
            tokens.issuperset(self.passes)
            and (not self.any_of or not tokens.isdisjoint(self.any_of))
            and tokens.isdisjoint(self.none_of)
        )
