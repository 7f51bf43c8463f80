"""A plan as one self-contained document: the shape of ``daliz plan --json`` and of a saved plan."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, time, timedelta
from typing import Any

from daliz.io.chains import chain_dict
from daliz.io.plan_chains import chain_between
from daliz.io.plan_distribution import distribution
from daliz.io.plan_lines import LineDrawer, Point
from daliz.model.corridor import Corridor
from daliz.model.fact import Quantity
from daliz.model.paper import Paper, Regime, papers_of
from daliz.model.plan import CostItem, Element, End, Leg, Option, Plan, Query, Range
from daliz.notes import Note
from daliz.timeline import zone_of

__all__ = ["FORMAT", "NOTICE", "plan_document"]

#: What makes plain data of a note, its text among it.
Told = Callable[[Note], dict[str, Any]]

FORMAT = "daliz-plan-2"
NOTICE = (
    "Rail lines and lengths: © OpenStreetMap contributors, Open Database License 1.0 (ODbL). "
    "Place names: GeoNames, CC BY 4.0. Land outline: Natural Earth, public domain."
)
NOT_CHECKED = "not checked"
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


def _range(
    r: Range | None, digits: int = 2
) -> dict[str, float | None] | None:  # unit-ok: a count of decimals
    if r is None:
        return None
    return {"p10": rounded(r.p10, digits), "p50": rounded(r.p50, digits), "p90": rounded(r.p90, digits)}


def _co2e(of: Leg | Option) -> dict[str, Any]:
    return {
        "wtw_kg_co2e": rounded(of.wtw_kg_co2e, 1),
        "ttw_kg_co2e": rounded(of.ttw_kg_co2e, 1),
        "wtw_kg_co2e_band": [rounded(of.wtw_low_kg_co2e, 1), rounded(of.wtw_high_kg_co2e, 1)],
    }


def start_of(query: Query) -> datetime:
    """Return the instant at which the day of readiness begins at the origin."""
    return datetime.combine(query.ready, time(0), tzinfo=zone_of(query.origin.tz))


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


class _Writer:
    """Writes one plan; remembers the places and sources that it names."""

    def __init__(
        self,
        plan: Plan,
        corridor: Corridor,
        regimes: Mapping[str, Regime],
        drawn: Collection[int],
        told: Told,
    ) -> None:
        self.tell, self.told_notes = told, dict[Note, dict[str, Any]]()
        self.plan, self.corridor, self.regimes = plan, corridor, regimes
        self.query = plan.query
        self.start = start_of(plan.query)
        self.units_count = max(1, plan.query.cargo.units_count)
        self.drawer = LineDrawer(corridor, plan) if drawn else None
        self.drawn = drawn
        self.services = {s.id: s for s in corridor.services}
        self.run_classes = {s.id: s.run_class for s in corridor.services}
        self.links = {link.id: link for link in corridor.rail_links}
        self.hub_countries = {h.id: h.country for h in corridor.hubs.values()}
        self.unions = {c.id: c.customs_union for c in corridor.countries.values()}
        self.places: dict[str, None] = {}
        self.written: dict[tuple[int, bool], dict[str, Any]] = {}
        self.lines: dict[tuple[object, ...], tuple[list[Point], str]] = {}
        self.facts: dict[str, dict[str, Any]] = {}
        self.sources: dict[str, None] = {"osm": None, "geonames": None}

    def fact(self, e: Element) -> Quantity | None:
        """Return the fact that gives an element its mean."""
        facts, on = self.corridor.facts, self.query.ready
        names = [QUANTITY_OF[e.kind]] if e.kind in QUANTITY_OF else []
        for quantity in (*names, "dwell", "speed", "wait"):
            found = facts.find(e.subject, quantity, on)
            if found is not None:
                return found
        return None

    def remembered(self, fact: Quantity) -> str:
        """Keep a fact for the list of facts and return its name there."""
        name = f"{fact.subject} {fact.quantity}"
        self.facts[name] = {
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
        return name

    def told(self, note: Note) -> dict[str, Any]:
        """Return a note as plain data, with its text; many legs carry the same."""
        if note not in self.told_notes:
            self.told_notes[note] = self.tell(note)
        return self.told_notes[note]

    def note(self, note: Note | None) -> dict[str, Any] | None:
        """Return a note as plain data, with its text; None for none."""
        return None if note is None else self.told(note)

    def cost(self, i: CostItem) -> dict[str, Any]:
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
            "note": self.note(i.note),
        }

    def element(self, e: Element, mean_days: float | None) -> dict[str, Any]:
        fact = self.fact(e)
        source = None if fact is None else fact.source_id
        service = self.services.get(e.subject.removeprefix("service:"))
        if fact is None and service is not None:
            source = service.source_id
        if source is not None:
            self.sources[source] = None
        found: dict[str, Any] = {
            "kind": e.kind,
            "subject": e.subject,
            "place": e.place,
            "mean_h": rounded(e.expected_h if mean_days is None else 24 * mean_days),
            "log_sd": e.log_sd,
            "grade": e.grade,
            "source_id": source,
        }
        if fact is not None:
            found["fact"] = self.remembered(fact)
        elif service is not None:
            found["fact_note"] = service.note
        if e.gap_h is not None:
            found |= {"gap_h": rounded(e.gap_h), "gap_cv": e.gap_cv}
        if e.note:
            found["note"] = self.told(e.note)
        return found

    def remember(self, leg: Leg) -> None:
        """Keep the sources and places that a leg names."""
        for item in leg.cost:
            self.sources[item.source_id] = None
        crossed = (end for border in leg.borders for end in border.split("/"))
        for end in (leg.origin, leg.destination, *leg.via, *crossed):
            place = end.partition(".")[0]
            if place in self.corridor.hubs:
                self.places[place] = None

    def leg(self, leg: Leg, number: int, *, draw: bool) -> dict[str, Any]:  # unit-ok: an order
        """Return a leg; what options have in common is written once."""
        key = (id(leg), draw)
        if key not in self.written:
            self.written[key] = self._leg(leg, draw=draw)
        return {"number": number, **self.written[key]}

    def _leg(self, leg: Leg, *, draw: bool) -> dict[str, Any]:
        low, high = sum(i.low_usd for i in leg.cost), sum(i.high_usd for i in leg.cost)
        cost = Range(p10=low, p50=leg.usd, p90=high)
        self.remember(leg)
        service = self.services.get(leg.service or "")
        means = leg.element_days or (None,) * len(leg.elements)
        found = {
            "kind": leg.kind,
            "mode": leg.mode,
            "from": leg.origin,
            "to": leg.destination,
            "distance_km": rounded(leg.distance_km, 1),
            "service": leg.service,
            "service_names": None if service is None else dict(service.names),
            "via": list(leg.via),
            "days": _range(leg.days),
            "ends_days": _range(leg.ends_days),
            "arrival": _moments(leg.ends_days, self.start, "UTC"),
            "cost_usd": _range(cost),
            "cost_per_unit_usd": _range(_scaled(cost, 1 / self.units_count)),
            "cost": [self.cost(i) for i in leg.cost],
            **_co2e(leg),
            "factors": list(leg.factor_ids),
            "country_km": {c: rounded(km, 1) for c, km in leg.country_km},
            "passages": list(leg.passages),
            "borders": list(leg.borders),
            "gauge_mm": leg.gauge_mm,
            "links": list(leg.links),
            "timetable": leg.timetable,
            "timetable_grade": leg.timetable_grade,
            "notes": [self.told(n) for n in leg.notes],
            "elements": [self.element(e, m) for e, m in zip(leg.elements, means, strict=True)],
        }
        if draw and self.drawer is not None:
            found["line"], found["line_is"] = self._line(self.drawer, leg)
        return found

    def _line(self, drawer: LineDrawer, leg: Leg) -> tuple[list[Point], str]:
        key = (leg.kind, leg.mode, leg.origin, leg.destination, leg.links, leg.passages)
        if key not in self.lines:
            line, how = drawer.line(leg)
            self.lines[key] = list(line), how
        return self.lines[key]

    def chain_cost(self, o: Option) -> list[CostItem]:
        """Return what is paid once for the whole chain and belongs to no leg, such as the way of the empty box home."""
        in_legs = {id(i) for leg in o.legs for i in leg.cost}
        found = [i for i in o.cost if id(i) not in in_legs]
        self.sources.update(dict.fromkeys(i.source_id for i in found))
        return found

    def option(self, o: Option, number: int) -> dict[str, Any]:  # unit-ok: an order
        return {
            "number": number,
            "id": o.id,
            "corridor": o.corridor,
            "corridor_group": o.group,
            "why": list(o.why),
            "days": _range(o.days),
            "mean_days": rounded(o.mean_days),
            "days_with_slot": None if o.days_with_slot is None else _range(o.days_with_slot),
            "distribution": distribution(o),
            "arrival": o.arrival,
            "arrival_local": o.arrival_local,
            "on_time_share": o.on_time_share,
            "cost_usd": _range(o.cost_usd),
            "cost_per_unit_usd": _range(o.cost_per_unit_usd),
            "chain_cost": [self.cost(i) for i in self.chain_cost(o)],
            "sourced_cost_share": rounded(o.sourced_cost_share, 4),
            "through_rate": None if o.through_rate is None else self.cost(o.through_rate),
            **_co2e(o),
            "transfers": o.transfers_count,
            "gauge_changes": o.gauge_changes_count,
            "hubs": list(o.hubs),
            "countries": list(o.countries),
            "borders": list(o.borders),
            "spread": [{"element": name, "share_of_variance": rounded(s, 4)} for name, s in o.spread],
            "listed": [self.told(n) for n in o.listed],
            "papers": [_paper(p) for p in papers_of(o.legs, self.regimes, self.unions)],
            "limits": {"reefer": NOT_CHECKED, "dangerous_goods": NOT_CHECKED},
            "notes": [self.told(n) for n in o.notes],
            "legs": [self.leg(leg, i, draw=number in self.drawn) for i, leg in enumerate(o.legs, 1)],
            "chain": chain_dict(
                chain_between(self.query, o, self.run_classes, self.links, self.hub_countries)
            ),
        }

    def named_places(self) -> dict[str, Any]:
        """Return names and positions of the hubs that the plan names."""
        return {
            p: {
                "names": dict(self.corridor.hubs[p].names),
                "country": self.corridor.hubs[p].country,
                "lat_deg": self.corridor.hubs[p].lat_deg,
                "lon_deg": self.corridor.hubs[p].lon_deg,
            }
            for p in sorted(self.places)
        }

    def named_sources(self) -> dict[str, Any]:
        """Return the sources that the plan names."""
        return {
            s: {
                "publisher": self.corridor.sources[s].publisher,
                "title": self.corridor.sources[s].title,
                "url": self.corridor.sources[s].url,
                "published": self.corridor.sources[s].published,
            }
            for s in sorted(self.sources)
            if s in self.corridor.sources
        }


def _scaled(r: Range, by: float) -> Range:  # unit-ok: a factor
    return Range(p10=r.p10 * by, p50=r.p50 * by, p90=r.p90 * by)


def _paper(p: Paper) -> dict[str, Any]:
    return {
        "name": p.name,
        "mode": p.mode,
        "legs": [p.first_leg, p.last_leg],
        "countries": list(p.countries),
        "tir": p.tir,
        "grade": "assumed",
    }


def _end_dict(end: End, told: Told) -> dict[str, Any]:
    return {
        **asdict(end),
        "names": dict(end.names),
        "note": None if end.note is None else told(end.note),
        "alternatives": [told(n) for n in end.alternatives],
    }


def query_dict(q: Query, told: Told) -> dict[str, Any]:
    """Return a question as plain data, enough to ask it again."""
    return {
        "from": _end_dict(q.origin, told),
        "to": _end_dict(q.destination, told),
        "cargo": {
            "containers": q.cargo.label if q.cargo.containers else None,
            "wagons": q.cargo.wagons_count or None,
            "mass_t": q.cargo.mass_t,
            "mass_given": q.cargo.mass_given,
            "teu": q.cargo.teu_count,
            "commodity": q.cargo.commodity,
            "dangerous": q.cargo.dangerous,
        },
        "ready": q.ready.isoformat(),
        "deadline": None if q.deadline is None else q.deadline.isoformat(),
        "scope": q.scope,
        "slot": q.slot,
        "avoid": list(q.avoid),
        "avoid_transit": list(q.avoid_transit),
        "require": list(q.require),
        "scenario": q.scenario,
        "seed": q.seed,
        "draws": q.draws_count,
    }


def _corridors(corridor: Corridor, options: Iterable[Option]) -> dict[str, Any]:
    used = {o.corridor for o in options}
    return {r.id: dict(r.names) for r in corridor.rules if r.id in used}


def plan_document(
    plan: Plan,
    corridor: Corridor,
    regimes: Mapping[str, Regime],
    *,
    told: Told,
    drawn: Collection[int] = (),
    first: int | None = None,  # unit-ok: a count
    more_sources: Sequence[str] = (),
) -> dict[str, Any]:
    """Return a plan as plain data with the names, places and sources that it uses.

    ``told`` makes plain data of a note, its text among it. ``drawn`` numbers the options whose legs get their
    lines; ``first`` keeps that many options only.
    """
    writer = _Writer(plan, corridor, regimes, drawn, told)
    kept = plan.options if first is None else plan.options[:first]
    options = [writer.option(o, i) for i, o in enumerate(kept, 1)]
    writer.sources.update(dict.fromkeys(more_sources))
    return {
        "format": FORMAT,
        "query": query_dict(plan.query, writer.told),
        "price_year": corridor.price_year,
        "scenario": {"id": corridor.scenario, "titles": dict(corridor.scenario_titles)},
        "options": options,
        "shown": plan.shown_count,
        "left_out": len(plan.options) - len(kept),
        "closed": [writer.told(n) for n in plan.closed],
        "warnings": [writer.told(n) for n in plan.warnings],
        "places": writer.named_places(),
        "countries": {
            c: dict(corridor.countries[c].names)
            for c in sorted({c for o in kept for c in o.countries})
            if c in corridor.countries
        },
        "corridors": _corridors(corridor, kept),
        "facts": dict(sorted(writer.facts.items())),
        "sources": writer.named_sources(),
        "provenance": dict(plan.provenance),
        "licences": NOTICE,
    }
