"""The question and the answer: a query, its options, and everything they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from daliz.errors import QueryError
from daliz.model.cargo import Cargo
from daliz.model.fact import Grade
from daliz.notes import Named, Note

__all__ = ["CostItem", "Element", "End", "Leg", "Option", "Plan", "Query", "Range", "Way"]

FIRST_YEAR, LAST_YEAR = 2000, 2100  # unit-ok: years; the tables of borders begin in 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Three quantiles of one measure: one in ten is below p10, one in two below p50, nine in ten below p90."""

    p10: float  # unit-ok: the owner names the unit
    p50: float  # unit-ok: the owner names the unit
    p90: float  # unit-ok: the owner names the unit

    def times(self, by: float) -> Range:  # unit-ok: a factor
        """Return the range multiplied."""
        return Range(p10=self.p10 * by, p50=self.p50 * by, p90=self.p90 * by)


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where a chain begins or ends: a hub, or a point that is reached by road from the hubs near it.

    ``names`` pairs a language with the name in it, where it is known.
    ``passing`` marks an end inside a longer journey, such as a border station: nothing is loaded or unloaded
    there.
    """

    name: str
    country: str
    lat_deg: float
    lon_deg: float
    tz: str
    hub: str | None = None
    passing: bool = False
    names: tuple[tuple[str, str], ...] = ()
    note: Note | None = None
    alternatives: tuple[Note, ...] = ()

    @property
    def named(self) -> Named:
        """The end with its names."""
        return Named.of(self.hub or self.name, {"en": self.name, **dict(self.names)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One freight question.

    Attributes
    ----------
    ready
        Local day on which the cargo stands ready at its origin (from 00:00 there).
    deadline
        Local day by whose end it should be at the destination; None for none.
    scope
        ``door`` counts collection and delivery, ``terminal`` runs from terminal to terminal.
    slot
        Whether places on block trains and their ships are booked; None lets the size decide.
    avoid, avoid_transit, require
        Tokens: ``country:RU``, a place id, ``mode:sea``, ``passage:suez``, ``sea:caspian``, ``corridor:…``,
        ``service:…``.
    """

    origin: End
    destination: End
    cargo: Cargo
    ready: date
    deadline: date | None = None
    scope: str = "door"
    slot: bool | None = None
    avoid: tuple[str, ...] = ()
    avoid_transit: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    scenario: str = "base"
    seed: int = 1
    draws_count: int = 2048

    def __post_init__(self) -> None:
        if self.scope not in {"door", "terminal"}:
            raise QueryError(f"scope is {self.scope!r}.", "Write door or terminal.")
        for day in (self.ready, self.deadline):
            if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise QueryError(
                    f"{day} is asked for.",
                    f"Ask for a day of the years {FIRST_YEAR} to {LAST_YEAR}: beyond them nothing is known.",
                    (
                        Note.of("error.day_beyond", day=day),
                        Note.of("error.years", first=str(FIRST_YEAR), last=str(LAST_YEAR)),
                    ),
                )
        if self.deadline is not None and self.deadline < self.ready:
            raise QueryError(
                f"The deadline {self.deadline} lies before the cargo is ready, {self.ready}.",
                "",
                (Note.of("error.deadline_before_ready", deadline=self.deadline, ready=self.ready),),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One stretch of time inside a chain: a run, a dwell or a wait.

    Attributes
    ----------
    kind
        run, yard, border, gauge, port, terminal, door, wait, unbooked, storm, sea, road.
    subject
        The fact its mean comes from, such as ``class:border.cn-kz``.
    key
        What it shares its chance with: two options that pass the same place draw the same value.
    mean_h, log_sd
        Mean duration and the standard deviation of its logarithm.
    shocked
        Whether a bad spell of the whole corridor lengthens it.
    gap_h, gap_cv, lots_count
        For waits: time between departures, its variation, and on how many departures the cargo goes.
    departures_s
        For waits on a real timetable: the departures, UTC seconds.
    share
        For storms: the share of time that is shut; ``mean_h`` is then the mean length of a closed spell.
    """

    kind: str
    subject: str
    key: str
    place: str
    mean_h: float
    log_sd: float
    shocked: bool
    grade: Grade
    gap_h: float | None = None
    gap_cv: float | None = None
    lots_count: int = 1
    departures_s: tuple[int, ...] = ()
    share: float | None = None
    note: Note | None = None

    @property
    def expected_h(self) -> float:
        """Mean hours that the element adds."""
        if self.share is not None:
            return self.share * self.mean_h
        return self.mean_h


@dataclass(frozen=True, slots=True, kw_only=True)
class CostItem:
    """One amount of a plan: what for, how much, how sure, where from."""

    item: str
    usd: float
    low_usd: float
    high_usd: float
    grade: Grade
    source_id: str
    price_year: int
    where: str
    note: Note | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leg:
    """One transport or hub element of a chain with its measures; known by its identity, for chains share their legs.

    Attributes
    ----------
    days
        How long the leg takes, its waits included.
    ends_days
        When the leg ends, counted from the day of readiness.
    element_days
        Mean of each element over the draws, in the order of ``elements``; they add up to the mean of the leg.
    plain
        The leg before its days were worked out, which many plans share; None for such a one.
    """

    kind: str  # transport or hub
    mode: str  # rail, sea, ferry, road; or the operation: handling, gauge change, transshipment
    origin: str
    destination: str
    distance_km: float
    elements: tuple[Element, ...]
    cost: tuple[CostItem, ...]
    wtw_kg_co2e: float
    ttw_kg_co2e: float
    wtw_low_kg_co2e: float
    wtw_high_kg_co2e: float
    service: str | None = None
    via: tuple[str, ...] = ()
    country_km: tuple[tuple[str, float], ...] = ()
    passages: tuple[str, ...] = ()
    borders: tuple[str, ...] = ()
    gauge_mm: int | None = None
    timetable: str | None = None
    timetable_grade: Grade | None = None
    links: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    at_door: bool = False
    days: Range | None = None
    ends_days: Range | None = None
    element_days: tuple[float, ...] = ()
    plain: Leg | None = None
    factor_ids: tuple[str, ...] = ()

    @property
    def usd(self) -> float:
        """Cost of the leg."""
        return sum(item.usd for item in self.cost)

    @property
    def expected_h(self) -> float:
        """Mean hours of the leg."""
        return sum(e.expected_h for e in self.elements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to do it, measured as far as a choice between ways needs: how long, how much, how sure, how green."""

    id: str
    corridor: str
    group: str
    why: tuple[str, ...]
    days: Range
    on_time_share: float | None
    cost_usd: Range
    cost_per_unit_usd: Range
    cost: tuple[CostItem, ...]
    sourced_cost_share: float
    wtw_kg_co2e: float
    ttw_kg_co2e: float
    wtw_low_kg_co2e: float
    wtw_high_kg_co2e: float
    legs: tuple[Leg, ...]
    notes: tuple[Note, ...]
    tokens: frozenset[str] = frozenset()
    through_rate: CostItem | None = None

    @property
    def distance_km(self) -> float:
        """Length of the whole way."""
        return sum(leg.distance_km for leg in self.legs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Way):
    """A way with all that is told of it: its legs with their days, when it arrives, what dominates its spread.

    ``days_with_slot`` is how long it would take with a place booked on every ship; None where none is waited for.
    """

    arrival: dict[str, str | None]  # None: after the last known departure
    arrival_local: dict[str, str | None]
    transfers_count: int
    gauge_changes_count: int
    hubs: tuple[str, ...]
    countries: tuple[str, ...]
    borders: tuple[str, ...]
    spread: tuple[tuple[str, float], ...]
    listed: tuple[Note, ...] = ()
    mean_days: float = 0.0
    days_with_slot: Range | None = None
    sample_days: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The answer to a query: options shown first, the others after them, and what closed the ways that are missing.

    ``options`` may be finished only when they are looked at: to count them, or to slice the first, costs little.
    """

    query: Query
    options: Sequence[Option]
    shown_count: int
    closed: tuple[Note, ...]
    warnings: tuple[Note, ...]
    provenance: dict[str, Any]
