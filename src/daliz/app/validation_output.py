"""A validation as plain data: the shape of ``daliz validate --json``."""

from __future__ import annotations

from typing import Any

from daliz.model.validation import Measure, PublishedEnd, Summary, Validation
from daliz.notes import note_dict

__all__ = ["validation_dict"]


def _summary_dict(s: Summary) -> dict[str, Any]:
    return {
        "n": s.n_count,
        "coverage_share": s.coverage_share,
        "median_abs_rel_error": s.median_abs_rel_error_share,
        "median_p90_over_p10": s.median_p90_over_p10,
    }


def _measure_dict(m: Measure | None) -> dict[str, float] | None:
    return (
        None
        if m is None
        else {"p10": round(m.model.p10, 3), "p50": round(m.model.p50, 3), "p90": round(m.model.p90, 3)}
    )


def _end_dict(e: PublishedEnd) -> dict[str, Any]:
    return {"text": e.text, "names": dict(e.names)}


def validation_dict(v: Validation) -> dict[str, Any]:
    """Return a validation as plain data: the shape of ``daliz validate --json``."""
    return {
        "summary": {
            "days": _summary_dict(v.days),
            "usd": _summary_dict(v.usd),
            "by_kind": {
                kind: {k: _summary_dict(s) for k, s in both.items()} for kind, both in v.by_kind.items()
            },
            "lower_bounds": {"n": v.lower_bounds_count, "at_or_below_p50_share": v.at_or_below_p50_share},
        },
        "cases": [
            {
                "val_id": r.val_id,
                "kind": r.kind,
                "status": r.status,
                "from": [_end_dict(e) for e in r.origin],
                "to": [_end_dict(e) for e in r.destination],
                "reading": r.reading,
                "told": None if r.told is None else note_dict(r.told),
                "remarks": [note_dict(one) for one in r.remarks],
                "reason": r.reason,
                "reason_told": [note_dict(one) for one in r.reason_told],
                "used_in_fit": r.used_in_fit,
                "corridor": r.corridor,
                "days": _measure_dict(r.days),
                "usd": _measure_dict(r.usd),
                "days_left_out": _measure_dict(r.days_left_out),
                "published": {
                    name: {"value": m.published, "low": m.low, "high": m.high}
                    | ({"limit": m.bound} if m.bound else {})
                    for name, m in (("days", r.days), ("usd", r.usd))
                    if m is not None
                },
                "inside": {
                    name: m.inside
                    for name, m in (("days", r.days), ("usd", r.usd))
                    if m is not None and m.bound is None
                },
            }
            for r in v.cases
        ],
    }
