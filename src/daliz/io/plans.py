"""Plans as JSON, CSV rows and GeoJSON, and back."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from daliz.errors import DataError
from daliz.model.corridor import Corridor
from daliz.model.plan import CostItem, Element, Leg, Option, Plan, Range

__all__ = ["OSM_NOTICE", "option_rows", "plan_csv", "plan_dict", "read_plan_file", "write_text"]

OSM_NOTICE = (
    "Rail lengths and lines: © OpenStreetMap contributors, ODbL 1.0. Place names: GeoNames, CC BY 4.0."
)


def _range(r: Range | None, digits: int) -> dict[str, float] | None:
    if r is None:
        return None
    return {name: _rounded(value, digits) for name, value in (("p10", r.p10), ("p50", r.p50), ("p90", r.p90))}


def _rounded(value: float, digits: int) -> float:
    return round(float(value), digits)


def _element(e: Element) -> dict[str, Any]:
    found = {
        "kind": e.kind,
        "subject": e.subject,
        "place": e.place,
        "mean_h": _rounded(e.expected_h, 2),
        "log_sd": e.log_sd,
        "grade": e.grade,
    }
    if e.gap_h is not None:
        found |= {"gap_h": _rounded(e.gap_h, 2), "gap_cv": e.gap_cv}
    if e.note:
        found["note"] = e.note
    return found


def _cost(i: CostItem) -> dict[str, Any]:
    return {
        "item": i.item,
        "where": i.where,
        "usd": _rounded(i.usd, 2),
        "low_usd": _rounded(i.low_usd, 2),
        "high_usd": _rounded(i.high_usd, 2),
        "price_year": i.price_year,
        "currency": "USD",
        "grade": i.grade,
        "source_id": i.source_id,
        "fact": i.fact,
        "note": i.note,
    }


def _leg(leg: Leg, units_count: int) -> dict[str, Any]:
    low, high = sum(i.low_usd for i in leg.cost), sum(i.high_usd for i in leg.cost)
    cost = Range(p10=low, p50=leg.usd, p90=high)
    return {
        "kind": leg.kind,
        "mode": leg.mode,
        "from": leg.origin,
        "to": leg.destination,
        "distance_km": _rounded(leg.distance_km, 1),
        "service": leg.service,
        "via": list(leg.via),
        "days": _range(leg.days, 2),
        "cost_usd": _range(cost, 2),
        "cost_per_unit_usd": _range(
            Range(p10=low / units_count, p50=leg.usd / units_count, p90=high / units_count), 2
        ),
        "cost": [_cost(i) for i in leg.cost],
        "wtw_kg_co2e": _rounded(leg.wtw_kg_co2e, 1),
        "ttw_kg_co2e": _rounded(leg.ttw_kg_co2e, 1),
        "wtw_kg_co2e_band": [_rounded(leg.wtw_low_kg_co2e, 1), _rounded(leg.wtw_high_kg_co2e, 1)],
        "factors": list(leg.factor_ids),
        "country_km": {c: _rounded(km, 1) for c, km in leg.country_km},
        "passages": list(leg.passages),
        "borders": list(leg.borders),
        "gauge_mm": leg.gauge_mm,
        "links": list(leg.links),
        "timetable": leg.timetable,
        "timetable_grade": leg.timetable_grade,
        "notes": list(leg.notes),
        "elements": [_element(e) for e in leg.elements],
    }


def option_dict(o: Option, units_count: int) -> dict[str, Any]:
    """Return one option as plain data."""
    return {
        "id": o.id,
        "corridor": o.corridor,
        "corridor_group": o.group,
        "why": list(o.why),
        "days": _range(o.days, 2),
        "mean_days": _rounded(o.mean_days, 2),
        "arrival": o.arrival,
        "arrival_local": o.arrival_local,
        "on_time_share": o.on_time_share,
        "cost_usd": _range(o.cost_usd, 2),
        "cost_per_unit_usd": _range(o.cost_per_unit_usd, 2),
        "sourced_cost_share": _rounded(o.sourced_cost_share, 4),
        "through_rate": None if o.through_rate is None else _cost(o.through_rate),
        "wtw_kg_co2e": _rounded(o.wtw_kg_co2e, 1),
        "ttw_kg_co2e": _rounded(o.ttw_kg_co2e, 1),
        "wtw_kg_co2e_band": [_rounded(o.wtw_low_kg_co2e, 1), _rounded(o.wtw_high_kg_co2e, 1)],
        "transfers": o.transfers_count,
        "gauge_changes": o.gauge_changes_count,
        "hubs": list(o.hubs),
        "countries": list(o.countries),
        "borders": list(o.borders),
        "spread": [{"element": name, "share_of_variance": _rounded(share, 4)} for name, share in o.spread],
        "notes": list(o.notes),
        "legs": [_leg(leg, units_count) for leg in o.legs],
    }


def plan_dict(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain data: the shape of ``daliz plan --json``."""
    q = plan.query
    units = max(1, q.cargo.units_count)
    return {
        "query": {
            "from": asdict(q.origin),
            "to": asdict(q.destination),
            "cargo": {
                "containers": q.cargo.label if q.cargo.containers else None,
                "wagons": q.cargo.wagons_count or None,
                "mass_t": q.cargo.mass_t,
                "mass_given": q.cargo.mass_given,
                "teu": q.cargo.teu_count,
                "commodity": q.cargo.commodity,
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
        },
        "options": [option_dict(o, units) for o in plan.options],
        "shown": plan.shown_count,
        "closed": list(plan.closed),
        "warnings": list(plan.warnings),
        "provenance": plan.provenance,
        "licences": OSM_NOTICE,
    }


def option_rows(plan: Plan) -> list[dict[str, Any]]:
    """Return one flat row an option, for tables and frames."""
    return [
        {
            "option": o.id,
            "corridor": o.corridor,
            "why": "|".join(o.why),
            "days_p10": _rounded(o.days.p10, 2),
            "days_p50": _rounded(o.days.p50, 2),
            "days_p90": _rounded(o.days.p90, 2),
            "arrival_p50": o.arrival["p50"],
            "on_time_share": o.on_time_share,
            "cost_usd_p10": _rounded(o.cost_usd.p10, 2),
            "cost_usd_p50": _rounded(o.cost_usd.p50, 2),
            "cost_usd_p90": _rounded(o.cost_usd.p90, 2),
            "sourced_cost_share": _rounded(o.sourced_cost_share, 4),
            "wtw_kg_co2e": _rounded(o.wtw_kg_co2e, 1),
            "ttw_kg_co2e": _rounded(o.ttw_kg_co2e, 1),
            "transfers": o.transfers_count,
            "gauge_changes": o.gauge_changes_count,
            "hubs": "|".join(o.hubs),
            "countries": "|".join(o.countries),
        }
        for o in plan.options
    ]


def plan_csv(plan: Plan) -> str:
    """Return the options as CSV text."""
    rows = option_rows(plan)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _polyline(
    corridor: Corridor, leg: Leg, lines: Mapping[str, Sequence[Sequence[float]]]
) -> list[list[float]]:
    """Return the drawn line of a leg, lon and lat: stored rail geometry where there is one, else straight between hubs."""
    points: list[list[float]] = []
    for link in leg.links:
        line = [list(map(float, p)) for p in lines.get(link, ())]
        if points and line and _away(points[-1], line[-1]) < _away(points[-1], line[0]):
            line.reverse()
        points.extend(line)
    if points:
        return points
    for end in (leg.origin, leg.destination):
        hub = corridor.hubs.get(end.partition(".")[0])
        if hub is not None:
            points.append([hub.lon_deg, hub.lat_deg])
    return points


def _away(a: Sequence[float], b: Sequence[float]) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all: a killed run leaves the old one.

    Raises
    ------
    DataError
        If the folder cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as f:
            f.write(text)
        Path(name).replace(path)
    except OSError as error:
        raise DataError(
            f"{path}: cannot be written ({error.strerror}).",
            "Choose a folder that exists and that you may write.",
        ) from error


def read_plan_file(path: Path) -> dict[str, Any]:
    """Return a saved plan.

    Raises
    ------
    DataError
        If the file is no plan of ours.
    """
    try:
        plan: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise DataError(f"{path}: this is no JSON ({error}).") from error
    if not isinstance(plan, dict) or "options" not in plan or "query" not in plan:
        raise DataError(f"{path}: this is no plan.", "Make one with: daliz plan … --save PLAN.json")
    return plan
