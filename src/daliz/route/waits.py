"""Waits before a sailing: for a place on board, for the departure, for the weather."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from daliz.model.corridor import Corridor
from daliz.model.fact import Facts
from daliz.model.network import Service, in_force
from daliz.model.plan import Element
from daliz.notes import Note
from daliz.route.sailings import Sailing, gap_factor

__all__ = ["closed_share", "gap_wait", "sailing_waits"]


def sailing_waits(corridor: Corridor, s: Sailing, *, ready: date, on: date) -> Iterable[Element]:
    """Yield the waits before a sailing.

    Parameters
    ----------
    ready
        Day of readiness, on which the facts are read.
    on
        Expected day at the port, on which the weather is.
    """
    facts, service = corridor.facts, s.service
    place = corridor.terminals[s.origin].place
    if s.unbooked is not None:
        yield _queue(facts, s.unbooked, place, ready)
    if s.departures_min:
        yield Element(
            kind="wait",
            subject=f"service:{service.id}",
            key=service.id,
            place=place,
            mean_h=0.0,
            log_sd=0.0,
            shocked=False,
            grade=service.timetable_grade,
            departures_s=tuple(60 * m for m in s.departures_min),
            lots_count=s.lots_count,
        )
    elif service.gap_h is not None:
        yield gap_wait(service, place, gap_factor(facts, service, ready), s.lots_count)
    yield from _storm(corridor, place, on)


def _queue(facts: Facts, subject: str, place: str, on: date) -> Element:
    fact = facts.get(subject, "wait", on)
    return Element(
        kind="unbooked",
        subject=subject,
        key=place,
        place=place,
        mean_h=fact.value * facts.value(subject, "dwell_factor", on, 1.0),
        log_sd=facts.value(subject, "log_sd", on, 0.0),
        shocked=True,
        grade=fact.grade,
        note=Note.of("note.unbooked"),
    )


def gap_wait(service: Service, place: str, factor: float, lots_count: int) -> Element:  # unit-ok: a ratio
    """Return the wait for a service whose departures are known by their mean gap."""
    gap_h, cv = (service.gap_h or 0.0) * factor, service.gap_cv or 0.0
    return Element(
        kind="wait",
        subject=f"service:{service.id}",
        key=service.id,
        place=place,
        mean_h=gap_h * (1 + cv**2) / 2 + (lots_count - 1) * gap_h,
        log_sd=0.0,
        shocked=True,
        grade=service.timetable_grade,
        gap_h=gap_h,
        gap_cv=cv,
        lots_count=lots_count,
    )


def _storm(corridor: Corridor, place: str, on: date) -> Iterable[Element]:
    facts = corridor.facts
    own = facts.find(f"terminal:{place}.port", "closed_spell", on)
    spell = own or facts.find("class:storm", "closed_spell", on)
    share = closed_share(corridor, place, on)
    if spell is None or share <= 0:
        return
    yield Element(
        kind="storm",
        subject=f"place:{place}",
        key=place,
        place=place,
        mean_h=spell.value,
        log_sd=0.0,
        shocked=False,
        grade=spell.grade,
        share=share,
        note=Note.of("note.storm", percent=round(100 * share)),
    )


def closed_share(corridor: Corridor, place: str, on: date) -> float:
    """Return the share of time that weather shuts a port at a day: a fact of the port, else the dated rows, else 0."""
    said = corridor.facts.find(f"terminal:{place}.port", "closed_share", on)
    if said is not None:
        return said.value
    subjects = {f"place:{place}", f"terminal:{place}.port"}
    rows = (c for c in corridor.closures if c.subject in subjects and c.share < 1)
    return max((c.share for c in rows if in_force(on, c.valid_from, c.valid_to)), default=0.0)
