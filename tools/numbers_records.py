"""Observations, volumes, events, closures and regimes from the shared tables, in our own words."""

# ruff: noqa: E501 - a row of data stays on one line
from __future__ import annotations

import re
from typing import Any, Protocol

from numbers_events import CLOSURES, EVENTS, PLACES, REGIMES
from numbers_formulas import FIT

__all__ = ["closures", "events", "observations", "regimes", "volumes"]

Row = dict[str, Any]

KINDS = {
    "schedule": "schedule", "timetable": "schedule", "plan": "schedule", "service": "schedule", "product": "quote", "target": "target",
    "mean": "mean", "range": "range", "min": "single", "single train": "single", "single voyage": "single", "estimate": "claim",
    "mean (ADY chairman)": "claim", "range (KTZ Express)": "claim", "range (EBRD)": "range", "claim (best)": "claim", "press claim": "claim",
    "forwarder (DHL)": "quote", "CMA CGM quote": "quote", "ratio": "ratio", "claim": "claim", "claim (forwarder)": "claim",
    "observed": "mean", "current": "mean", "theoretical": "claim", "typical service": "mean", "extra days": "range", "press range": "claim",
    "sailing time": "single", "feeder round trip": "range", "westbound sailings/week": "range", "saving from bypass": "target",
    "multiplier": "ratio", "daily run": "speed", "queue": "single", "process time": "dwell", "pilot observation": "dwell",
    "days closed in month": "range", "days in month": "range", "max (one container)": "dwell",
}  # fmt: skip


class _Shared(Protocol):
    by_id: dict[str, tuple[str, str]]
    ids: dict[str, str]

    def read(self, name: str) -> list[Row]: ...


def _kind(row: Row) -> str:
    metric = row["metric"]
    if metric.startswith(("SWOD", "SWD")):
        return "speed"
    if row["category"] in {"border", "port"} and metric in {"mean", "range", "min"}:
        return "dwell"
    return KINDS.get(metric, "claim")


def observations(shared: _Shared) -> list[Row]:
    """Return every row of times and costs and the measured trials, but not the parameters of another model."""
    rows = []
    for r in shared.read("corridor/times"):
        source, grade = shared.by_id[r["time_id"]]
        rows.append({
            "observation": r["time_id"], "kind": _kind(r), "category": r["category"], "from_text": r["from"], "to_text": r["to"],
            "corridor": r["corridor"], "cargo": r["cargo"], "value": r["value"], "low": r["value_low"], "high": r["value_high"],
            "unit": r["unit"], "period": r["period"], "fit": FIT.get(r["time_id"], ""), "source_id": source, "locator": f"{r['metric']}",
            "grade": grade,
        })  # fmt: skip
    for r in shared.read("corridor/costs"):
        if "DisruptSC" in r["category"]:
            continue
        source, grade = shared.by_id[r["cost_id"]]
        rows.append({
            "observation": r["cost_id"], "kind": "ratio" if r["category"] == "ratio" else "price", "category": r["category"],
            "from_text": r["from"], "to_text": r["to"], "corridor": r["corridor"], "cargo": "", "value": r["value"], "low": r["value_low"],
            "high": r["value_high"], "unit": r["unit"], "period": r["period"], "fit": FIT.get(r["cost_id"], ""), "source_id": source,
            "locator": r["item"], "grade": grade,
        })  # fmt: skip
    for r in shared.read("cooperation/freight_links"):
        if r["id"] not in {"f1", "f2", "f3", "f4", "f5", "f6"}:
            continue
        low, _, high = r["value"].partition("-")
        rows.append({
            "observation": r["id"], "kind": {"f2": "ratio", "f3": "schedule"}.get(r["id"], "single"), "category": "trial",
            "from_text": r["where"], "to_text": "", "corridor": "middle", "cargo": "containers", "value": "" if high else low,
            "low": low if high else "", "high": high, "unit": r["unit"], "period": r["when"], "fit": FIT.get(r["id"], ""),
            "source_id": shared.ids[r["source_urls"].split()[0]], "locator": r["id"], "grade": "press",
        })  # fmt: skip
    for name, kind, a, b, period, value, low, high, source, what in MORE:
        rows.append({
            "observation": name, "kind": kind, "category": "end-to-end", "from_text": a, "to_text": b, "corridor": "northern",
            "cargo": "containers", "value": value, "low": low, "high": high, "unit": "days", "period": period, "fit": FIT.get(name, ""),
            "source_id": source, "locator": what, "grade": "press",
        })  # fmt: skip
    return rows


#: Rows that the shared tables lack: id, kind, ends, period, value, low, high, source, what
MORE = (
    (
        "N001",
        "schedule",
        "Nakhodka-Vostochnaya",
        "Moscow",
        "2004",
        10,
        "",
        "",
        "ria-2004",
        "accelerated container trains, at least 900 km a day",
    ),
    (
        "N002",
        "single",
        "Nakhodka-Vostochnaya",
        "Moscow",
        "May (2012-14)",
        8,
        "",
        "",
        "fbc-ost-2014",
        "first train, 1 to 9 May",
    ),
    (
        "N003",
        "range",
        "Far East ports",
        "Moscow",
        "before 2014",
        "",
        11,
        14,
        "fbc-ost-2014",
        "accelerated trains until then",
    ),
)

UNITS = {
    "trains since 2019": "train",
    "trains": "train",
    "trains/day": "train/d",
    "containers": "container",
    "containers/TEU": "TEU",
    "Mt increment": "Mt",
    "% of rail shipments": "%",
    "Mt/yr": "Mt/a",
}


def _scope(r: Row) -> str:
    text = f"{r['series']} {r['place']} {r['notes']}".lower()
    if "seaports definition" in text or "seaports" in text:
        return "titr-seaports"
    if r["series"].startswith("TITR tonnage (KTZ") or "rail (ktz)" in text:
        return "titr-ktz"
    if "plan" in text or "plan" in r["period"] or "forecast" in text:
        return "plan"
    if r["series"].startswith("TITR"):
        return "titr-containers" if r["unit"] == "TEU" else "titr-ministry"
    return re.sub(r"[^a-z0-9]+", "-", f"{r['series']} {r['place']}".lower()).strip("-")


def volumes(shared: _Shared) -> list[Row]:
    """Return the volume series, each with the scope it counts: unlike scopes are never added."""
    rows = []
    for r in shared.read("corridor/volumes"):
        source, grade = shared.by_id[r["vol_id"]]
        rows.append({
            "volume": r["vol_id"], "series": r["series"], "place": r["place"],
            "scope": _scope(r) + "".join(f"|{r[c]}" for c in ("direction", "commodity") if r[c] and r[c] != "all"),
            "period": r["period"], "value": r["value"], "unit": UNITS.get(r["unit"], r["unit"]), "change_pct": r["change_pct"],
            "source_id": source, "locator": r["vol_id"], "grade": grade,
        })  # fmt: skip
    return rows


def events(shared: _Shared) -> list[Row]:
    """Return the dated events, in our own words; the hazard curve of another model is left out."""
    rows = []
    for r in shared.read("corridor/events"):
        if r["event_id"] not in EVENTS:
            continue
        source, grade = shared.by_id[r["event_id"]]
        name_en, name_ru = EVENTS[r["event_id"]]
        rows.append({
            "event": r["event_id"], "name_en": name_en, "name_ru": name_ru, "valid_from": r["date_start"], "valid_to": r["date_end"],
            "places": "|".join(PLACES[r["event_id"]]), "value": r["effect_value"], "unit": r["effect_unit"], "source_id": source,
            "locator": r["event_id"], "grade": grade,
        })  # fmt: skip
    return rows


def closures(shared: _Shared) -> list[Row]:
    """Return what was shut, and for which share of the days."""
    rows = []
    for subject, start, end, share, cargo, origin, note in CLOSURES:
        source, grade = shared.by_id.get(origin, ("daliz", "assumed"))
        rows.append({
            "subject": subject, "valid_from": start, "valid_to": end, "share": share, "cargo": cargo, "source_id": source,
            "locator": origin if origin in shared.by_id else "", "grade": grade, "note": note,
        })  # fmt: skip
    return rows


#: Scenarios of times without block trains
NO_SLOTS = frozenset({"no-block-trains-2023", "congested-2022"})


def regimes(shared: _Shared) -> list[Row]:
    """Return which scenario held when, by group of corridors."""
    rows = []
    for group, start, end, scenario, origin, note in REGIMES:
        source = shared.by_id.get(origin.split(",")[0], ("daliz", ""))[0]
        rows.append({
            "corridor_group": group, "valid_from": start, "valid_to": end, "scenario": scenario,
            "slots": "no" if scenario in NO_SLOTS else "yes", "source_id": source, "locator": origin,
            "grade": "assumed", "note": note,
        })  # fmt: skip
    return rows
