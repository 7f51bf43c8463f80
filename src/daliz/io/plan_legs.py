"""A leg as plain data: what is told of it in every plan, and what belongs to one."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from daliz.model.corridor import Corridor
from daliz.model.fact import Quantity
from daliz.model.plan import CostItem, Element, Leg, Option, Range
from daliz.notes import Note
from daliz.timeline import zone_of

__all__ = ["Told", "co2e_dict", "cost_dict", "leg_dict", "range_dict", "rounded", "what_is_told"]

#: What makes plain data of a note, its text among it; the same object for the same language.
Told = Callable[[Note], dict[str, Any]]

QUANTITY_OF = {
    "run": "speed",
    "sea": "speed",
    "road": "speed",
    "unbooked": "wait",
    "storm": "closed_spell",
}


def rounded(value: float | None, digits: int = 2) -> float | None:  # unit-ok: any measure
    """Return a rounded number; None where it is absent or endless (JSON knows no infinity)."""
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), digits)


def range_dict(r: Range | None) -> dict[str, float | None] | None:
    """Return a range as plain data, to the second decimal."""
    if r is None:
        return None
    return {"p10": rounded(r.p10), "p50": rounded(r.p50), "p90": rounded(r.p90)}


def co2e_dict(of: Leg | Option) -> dict[str, Any]:
    """Return the emissions of a leg or an option as plain data."""
    return {
        "wtw_kg_co2e": rounded(of.wtw_kg_co2e, 1),
        "ttw_kg_co2e": rounded(of.ttw_kg_co2e, 1),
        "wtw_kg_co2e_band": [rounded(of.wtw_low_kg_co2e, 1), rounded(of.wtw_high_kg_co2e, 1)],
    }


def cost_dict(i: CostItem, told: Told) -> dict[str, Any]:
    """Return an amount as plain data."""
    return {
        "item": i.item,
        "where": i.where,
        "usd": rounded(i.usd),
        "low_usd": rounded(i.low_usd),
        "high_usd": rounded(i.high_usd),
        "price_year": i.price_year,
        "currency": "USD",
        "grade": i.grade,
        "source_id": i.source_id,
        "fact": i.fact,
        "note": None if i.note is None else told(i.note),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLeg:
    """What plans tell of a leg alike.

    Attributes
    ----------
    fields, elements
        The leg and its elements as plain data, what belongs to one plan still open.
    facts, sources, places
        What they name, to be listed in the plan.
    """

    fields: Mapping[str, Any]
    elements: tuple[Mapping[str, Any], ...]
    facts: Mapping[str, Mapping[str, Any]]
    sources: tuple[str, ...]
    places: tuple[str, ...]


@lru_cache(maxsize=4096)  # plans share their legs, and their readers what is told of them
def what_is_told(corridor: Corridor, leg: Leg, on: date, units_count: int, told: Told) -> ToldLeg:
    """Return what plans that are ready on a day tell of a leg.

    Parameters
    ----------
    leg
        Without its days.
    units_count
        Containers or wagons of the cargo, 1 or more.
    """
    facts: dict[str, Mapping[str, Any]] = {}
    sources = dict.fromkeys([i.source_id for i in leg.cost])
    elements = tuple([_element(corridor, e, on, told, facts, sources) for e in leg.elements])
    crossed = (end for border in leg.borders for end in border.split("/"))
    ends = [end.partition(".")[0] for end in (leg.origin, leg.destination, *leg.via, *crossed)]
    return ToldLeg(
        fields=_fields(corridor, leg, units_count, told),
        elements=elements,
        facts=facts,
        sources=tuple(sources),
        places=tuple(dict.fromkeys([p for p in ends if p in corridor.hubs])),
    )


def _fields(corridor: Corridor, leg: Leg, units_count: int, told: Told) -> dict[str, Any]:
    low, high = sum(i.low_usd for i in leg.cost), sum(i.high_usd for i in leg.cost)
    cost = Range(p10=low, p50=leg.usd, p90=high)
    service = corridor.services_by_id.get(leg.service or "")
    return {
        "kind": leg.kind,
        "mode": leg.mode,
        "from": leg.origin,
        "to": leg.destination,
        "distance_km": rounded(leg.distance_km, 1),
        "service": leg.service,
        "service_names": None if service is None else dict(service.names),
        "via": list(leg.via),
        "days": None,
        "ends_days": None,
        "arrival": None,
        "cost_usd": range_dict(cost),
        "cost_per_unit_usd": range_dict(cost.times(1 / units_count)),
        "cost": [cost_dict(i, told) for i in leg.cost],
        **co2e_dict(leg),
        "factors": list(leg.factor_ids),
        "country_km": {c: rounded(km, 1) for c, km in leg.country_km},
        "passages": list(leg.passages),
        "borders": list(leg.borders),
        "gauge_mm": leg.gauge_mm,
        "links": list(leg.links),
        "timetable": leg.timetable,
        "timetable_grade": leg.timetable_grade,
        "notes": [told(n) for n in leg.notes],
        "elements": [],
    }


def _element(
    corridor: Corridor,
    e: Element,
    on: date,
    told: Told,
    facts: dict[str, Mapping[str, Any]],
    sources: dict[str, None],
) -> dict[str, Any]:
    """Return an element as plain data; its fact and source are added to those given."""
    fact = _fact(corridor, e, on)
    source = None if fact is None else fact.source_id
    service = corridor.services_by_id.get(e.subject.removeprefix("service:"))
    if fact is None and service is not None:
        source = service.source_id
    if source is not None:
        sources[source] = None
    found: dict[str, Any] = {
        "kind": e.kind,
        "subject": e.subject,
        "place": e.place,
        "mean_h": rounded(e.expected_h),
        "log_sd": e.log_sd,
        "grade": e.grade,
        "source_id": source,
    }
    if fact is not None:
        found["fact"] = name = f"{fact.subject} {fact.quantity}"
        facts[name] = _fact_dict(fact)
    elif service is not None:
        found["fact_note"] = service.note
    if e.gap_h is not None:
        found |= {"gap_h": rounded(e.gap_h), "gap_cv": e.gap_cv}
    if e.note:
        found["note"] = told(e.note)
    return found


def _fact(corridor: Corridor, e: Element, on: date) -> Quantity | None:
    """Return the fact that gives an element its mean."""
    names = [QUANTITY_OF[e.kind]] if e.kind in QUANTITY_OF else []
    for quantity in (*names, "dwell", "speed", "wait"):
        found = corridor.facts.find(e.subject, quantity, on)
        if found is not None:
            return found
    return None


def _fact_dict(fact: Quantity) -> dict[str, Any]:
    return {
        "value": fact.value,
        "low": fact.low,
        "high": fact.high,
        "unit": fact.unit,
        "grade": fact.grade,
        "source_id": fact.source_id,
        "locator": fact.locator,
        "note": fact.note,
        "layer": fact.layer,
    }


def leg_dict(leg: Leg, found: ToldLeg, start: datetime) -> dict[str, Any]:
    """Return a leg of one plan as plain data, with its days; ``start`` is the instant at which they begin."""
    elements: Sequence[Mapping[str, Any]] = found.elements
    if leg.element_days:
        elements = [
            {**e, "mean_h": rounded(24 * days)} for e, days in zip(elements, leg.element_days, strict=True)
        ]
    return {
        **found.fields,
        "days": range_dict(leg.days),
        "ends_days": range_dict(leg.ends_days),
        "arrival": _moments(leg.ends_days, start, "UTC"),
        "elements": list(elements),
    }


def _moments(ends_days: Range | None, start: datetime, zone: str) -> dict[str, str | None] | None:
    if ends_days is None:
        return None
    tz = zone_of(zone)
    return {
        name: (start + timedelta(minutes=round(1440 * days))).astimezone(tz).isoformat(timespec="minutes")
        if math.isfinite(days)
        else None
        for name, days in (("p10", ends_days.p10), ("p50", ends_days.p50), ("p90", ends_days.p90))
    }
