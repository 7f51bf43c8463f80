"""A plan as one self-contained document: the shape of ``daliz plan --json`` and of a saved plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, time
from typing import Any

from daliz.io.chains import chain_dict
from daliz.io.plan_chains import chain_of_option
from daliz.io.plan_distribution import distribution
from daliz.io.plan_legs import Told, co2e_dict, cost_dict, leg_dict, range_dict, rounded, what_is_told
from daliz.io.plan_lines import LineDrawer, Point
from daliz.model.corridor import Corridor
from daliz.model.paper import Paper, Regime, papers_of
from daliz.model.plan import CostItem, End, Leg, Option, Plan, Query
from daliz.notes import Note
from daliz.timeline import zone_of

__all__ = ["FORMAT", "NOTICE", "plan_document"]

FORMAT = "daliz-plan-2"
NOTICE = (
    "Rail lines and lengths: © OpenStreetMap contributors, Open Database License 1.0 (ODbL). "
    "Place names: GeoNames, CC BY 4.0. Land outline: Natural Earth, public domain."
)
NOT_CHECKED = "not checked"


def start_of(query: Query) -> datetime:
    """Return the instant at which the day of readiness begins at the origin."""
    return datetime.combine(query.ready, time(0), tzinfo=zone_of(query.origin.tz))


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
        self.day = corridor.like_day(plan.query.ready)
        self.units_count = max(1, plan.query.cargo.units_count)
        self.drawer = LineDrawer(corridor, plan) if drawn else None
        self.drawn = drawn
        self.unions = {c.id: c.customs_union for c in corridor.countries.values()}
        self.places: dict[str, None] = {}
        self.written: dict[tuple[int, bool], dict[str, Any]] = {}
        self.lines: dict[tuple[object, ...], tuple[list[Point], str]] = {}
        self.facts: dict[str, Mapping[str, Any]] = {}
        self.sources: dict[str, None] = {"osm": None, "geonames": None}

    def told(self, note: Note) -> dict[str, Any]:
        """Return a note as plain data, with its text; many legs carry the same."""
        if note not in self.told_notes:
            self.told_notes[note] = self.tell(note)
        return self.told_notes[note]

    def leg(self, leg: Leg, number: int, *, draw: bool) -> dict[str, Any]:  # unit-ok: an order
        """Return a leg; what options have in common is written once."""
        key = (id(leg), draw)
        if key not in self.written:
            self.written[key] = self._leg(leg, draw=draw)
        return {"number": number, **self.written[key]}

    def _leg(self, leg: Leg, *, draw: bool) -> dict[str, Any]:
        told = what_is_told(self.corridor, leg.plain or leg, self.day, self.units_count, self.tell)
        self.facts.update(told.facts)
        self.sources.update(dict.fromkeys(told.sources))
        self.places.update(dict.fromkeys(told.places))
        found = leg_dict(leg, told, self.start)
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
            "days": range_dict(o.days),
            "mean_days": rounded(o.mean_days),
            "days_with_slot": None if o.days_with_slot is None else range_dict(o.days_with_slot),
            "distribution": distribution(o),
            "arrival": o.arrival,
            "arrival_local": o.arrival_local,
            "on_time_share": o.on_time_share,
            "cost_usd": range_dict(o.cost_usd),
            "cost_per_unit_usd": range_dict(o.cost_per_unit_usd),
            "chain_cost": [cost_dict(i, self.told) for i in self.chain_cost(o)],
            "sourced_cost_share": rounded(o.sourced_cost_share, 4),
            "through_rate": None if o.through_rate is None else cost_dict(o.through_rate, self.told),
            **co2e_dict(o),
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
            "chain": chain_dict(chain_of_option(self.corridor, self.query, o)),
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
