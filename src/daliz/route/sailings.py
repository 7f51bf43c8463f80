"""Sea services and ferries on one day: their open lanes, durations, waits and departures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from math import ceil
from zoneinfo import ZoneInfo

from daliz.kernels.pareto import ALWAYS, NEVER
from daliz.model.corridor import Corridor
from daliz.model.fact import Facts
from daliz.model.network import SeaLane, Service
from daliz.model.plan import Query
from daliz.route.shut import Shut, is_shut
from daliz.route.tokens import operator_tokens
from daliz.timeline import zone_of

__all__ = [
    "SLOT_TEU",
    "Sailing",
    "departures_of",
    "gap_factor",
    "has_slot",
    "lots_of",
    "mean_wait_h",
    "open_lane",
    "sailings",
]

#: A block train carries 50 to 55 forty-foot boxes (press, 2025): cargo of that size books its own train and
#: slots.
SLOT_TEU = 100.0
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HORIZON_DAYS = 431  # from the first of the month on: 400 days from any day of it
MINUTES_PER_DAY = 1440


@dataclass(frozen=True, slots=True)
class Sailing:
    """One service in one direction with its coefficients on the day."""

    service: Service
    origin: str
    destination: str
    km: float
    passages: tuple[str, ...]
    basin: str
    minutes: float  # unit-ok: the name is the unit
    wait_min: float
    spread_min: float
    profile: tuple[float, ...] | None
    departures_min: tuple[int, ...]
    tokens: tuple[str, ...]
    open_from_min: int
    open_to_min: int
    unbooked: str | None
    lots_count: int


def has_slot(query: Query) -> bool:
    """Tell whether the consignment travels with booked slots: as asked, else by its size or as a terminal product."""
    if query.slot is not None:
        return query.slot
    return query.cargo.teu_count >= SLOT_TEU or query.scope == "terminal"


def lots_of(query: Query, capacity_teu: float | None) -> int:
    """Return on how many departures the cargo goes."""
    if capacity_teu is None or not query.cargo.teu_count:
        return 1
    return max(1, ceil(query.cargo.teu_count / capacity_teu))


def mean_wait_h(gap_h: float, gap_cv: float, lots_count: int = 1) -> float:
    """Return the mean wait of cargo that comes at a random moment, for the last of its departures.

    E W = E[H^2] / 2 E[H] = H (1 + c^2) / 2 (the inspection paradox), and one more mean gap for each further
    lot.
    """
    return gap_h * (1 + gap_cv**2) / 2 + (lots_count - 1) * gap_h


def open_lane(corridor: Corridor, a: str, b: str, closed: Callable[[str], bool]) -> SeaLane | None:
    """Return the shortest lane between two ports through no closed passage, its passages in order from a; None if none."""
    lanes = corridor.lanes.get((a, b))
    if lanes is not None:
        return next((lane for lane in lanes if not any(closed(p) for p in lane.passages)), None)
    back = next(
        (lane for lane in corridor.lanes.get((b, a), ()) if not any(closed(p) for p in lane.passages)), None
    )
    return None if back is None else SeaLane(a=a, b=b, passages=back.passages[::-1], km=back.km)


def sailings(
    corridor: Corridor, query: Query, allowed: Callable[[str], bool]
) -> tuple[list[Sailing], list[Shut]]:
    """Return the sea services and ferries that the cargo may use, and what is shut among passages and services."""
    on = query.ready
    shut_passages = {
        p: why for p in corridor.passages for shut, why in [is_shut(corridor, f"passage:{p}", on)] if shut
    }

    def closed(passage: str) -> bool:
        return passage in shut_passages or not allowed(f"passage:{passage}")

    @cache
    def calls(place: str) -> bool:
        return _callable(corridor, place, on, allowed)

    found: list[Sailing] = []
    shut: list[Shut] = [(f"passage:{p}", why) for p, why in sorted(shut_passages.items())]
    for service in corridor.services:
        if (
            service.mode not in {"sea", "ferry"}
            or not _carries(service, query)
            or not allowed(f"mode:{service.mode}")
        ):
            continue
        stopped, why = is_shut(corridor, f"service:{service.id}", on)
        if stopped or not allowed(f"service:{service.id}"):
            shut.append((f"service:{service.id}", why))
            continue
        ends = [(service.origin, service.destination)]
        if service.both_ways:
            ends.append((service.destination, service.origin))
        for a, b in ends:
            sailing = _sailing(corridor, query, service, a, b, closed, allowed, calls)
            if sailing is not None:
                found.append(sailing)
    return found, shut


def _carries(service: Service, query: Query) -> bool:
    if query.cargo.kind not in service.cargo:
        return False
    if service.slot == "any":
        return True
    return (service.slot == "needed") == has_slot(query)


def _sailing(
    corridor: Corridor,
    query: Query,
    service: Service,
    a: str,
    b: str,
    closed: Callable[[str], bool],
    allowed: Callable[[str], bool],
    calls: Callable[[str], bool],
) -> Sailing | None:
    places = (corridor.terminals[a].place, corridor.terminals[b].place)
    basin = service.run_class.partition(".")[2]
    operators = operator_tokens(query, service)
    if not (allowed(f"sea:{basin}") and all(map(calls, places)) and all(map(allowed, operators))):
        return None
    lane = _lane(corridor, service, a, b, closed)
    if lane is None:
        return None
    km = service.km or lane.km
    facts, on = corridor.facts, query.ready
    subject = f"class:{service.run_class}"
    per_km_h = 1 / facts.value(subject, "speed", on) + facts.value(subject, "call", on, 0.0) / 1000
    zones = [corridor.hubs[p].tz for p in places]
    hours = service.duration_h or _timetable_h(service, *zones) or km * per_km_h
    lots = lots_of(query, service.capacity_teu)
    unbooked = f"class:unbooked.{basin}" if service.slot == "without" else None
    wait_h = _wait_h(facts, service, unbooked, lots, on)
    calendar = service.timetable == "calendar"
    return Sailing(
        service=service,
        origin=a,
        destination=b,
        km=km,
        passages=lane.passages,
        basin=basin,
        minutes=60 * hours,
        wait_min=60 * wait_h,
        spread_min=60 * (0.1 * hours + 0.6 * wait_h),  # rough: only to look for sure ways
        profile=None,
        departures_min=departures_of(service, on, zones[0]) if calendar else (),
        tokens=(
            f"mode:{service.mode}",
            f"sea:{basin}",
            f"service:{service.id}",
            *places,
            *(f"country:{corridor.hubs[p].country}" for p in places),
            *(f"passage:{p}" for p in lane.passages),
            *operators,
        ),
        open_from_min=_minute(service.valid_from, ALWAYS),
        open_to_min=_minute(service.valid_to, NEVER),
        unbooked=unbooked,
        lots_count=lots,
    )


def _callable(corridor: Corridor, place: str, on: date, allowed: Callable[[str], bool]) -> bool:
    """Tell whether ships may call at a place."""
    if not (allowed(place) and allowed(f"country:{corridor.hubs[place].country}")):
        return False
    return not any(
        is_shut(corridor, subject, on)[0] for subject in (f"place:{place}", f"terminal:{place}.port")
    )


def _lane(
    corridor: Corridor, service: Service, a: str, b: str, closed: Callable[[str], bool]
) -> SeaLane | None:
    if (a, b) in corridor.lanes or (b, a) in corridor.lanes:
        return open_lane(corridor, a, b, closed)
    return None if service.km is None else SeaLane(a=a, b=b, passages=(), km=service.km)


def gap_factor(facts: Facts, service: Service, on: date) -> float:
    """Return what the gaps between departures are multiplied by: the service's own factor, else its sea's, else 1."""
    basin = service.run_class.partition(".")[2]
    sea = facts.value(f"class:gap.{basin}", "dwell_factor", on, 1.0)
    return facts.value(f"service:{service.id}", "dwell_factor", on, sea)


def _wait_h(facts: Facts, service: Service, unbooked: str | None, lots_count: int, on: date) -> float:
    wait_h = 0.0
    if service.gap_h is not None and service.timetable in {"headway", "irregular"}:
        wait_h = gap_factor(facts, service, on) * mean_wait_h(
            service.gap_h, service.gap_cv or 0.0, lots_count
        )
    if unbooked is not None:
        wait_h += facts.value(unbooked, "wait", on) * facts.value(unbooked, "dwell_factor", on, 1.0)
    return wait_h


def _timetable_h(service: Service, zone_from: str, zone_to: str) -> float | None:
    """Return the mean hours from departure to arrival of the departures that name both, local times; None if none does."""
    if not any(arrives is not None for _, arrives in service.departures):
        return None
    one, two = zone_of(zone_from), zone_of(zone_to)
    minutes = [
        _utc_min(datetime.fromisoformat(arrives), two) - _utc_min(datetime.fromisoformat(departs), one)
        for departs, arrives in service.departures
        if arrives is not None
    ]
    return sum(minutes) / len(minutes) / 60


def _minute(day: date | None, otherwise: int) -> int:  # unit-ok: a minute
    return otherwise if day is None else (day - date(1970, 1, 1)).days * MINUTES_PER_DAY


def departures_of(service: Service, start: date, zone: str) -> tuple[int, ...]:
    """Return the departures of a calendar service from a day on, UTC minutes since 1970, sorted, over 431 days.

    Weekdays and hours are local: a sailing at 18:00 stays at 18:00 over a clock change.
    """
    here = zone_of(zone)
    moments: set[int] = {_utc_min(datetime.fromisoformat(text), here) for text, _ in service.departures}
    hour = time.fromisoformat(service.departs) if service.departs else time(12)
    wanted = {WEEKDAYS.index(d) for d in service.weekdays}
    for offset in range(-1, HORIZON_DAYS):
        day = start + timedelta(days=offset)
        if day.weekday() not in wanted:
            continue
        if (service.valid_from is not None and day < service.valid_from) or (
            service.valid_to is not None and day >= service.valid_to
        ):
            continue
        moments.add(_utc_min(datetime.combine(day, hour), here))
    return tuple(sorted(moments))


def _utc_min(local: datetime, zone: ZoneInfo) -> int:
    aware = local if local.tzinfo is not None else local.replace(tzinfo=zone)
    return int(aware.timestamp()) // 60
