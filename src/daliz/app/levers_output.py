"""A ranking of levers as plain data: the shape of ``daliz register levers --json``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from daliz.model.lever import Effect, LeverResult, Shift

__all__ = ["levers_dict"]


def _shift(s: Shift | None) -> dict[str, float] | None:
    return None if s is None else {k: round(v, 4) for k, v in asdict(s).items()}


def _effect(e: Effect) -> dict[str, Any]:
    kept = (
        "subject",
        "quantity",
        "how",
        "value",
        "low",
        "high",
        "unit",
        "evidence",
        "source_id",
        "grade",
        "note",
    )
    return {name: getattr(e, name) for name in kept}


def levers_dict(results: Sequence[LeverResult], jointly: dict[str, Shift]) -> dict[str, Any]:
    """Return a ranking and the joint effect as plain data."""
    return {
        "levers": [
            {
                "lever": r.lever.id,
                "record": r.lever.record,
                "name": r.lever.names,
                "kind": r.lever.kind,
                "maker": r.lever.makers,
                "due": r.lever.due,
                "delivered": r.lever.delivered,
                "timing": r.timing,
                "late_months": r.late_months,
                "corridor": r.corridor,
                "verdict": r.verdict,
                "shift": _shift(r.shift),
                "least": _shift(r.least),
                "greatest": _shift(r.greatest),
                "overall_days": r.overall_days,
                "curve": [{"size": size, "days": round(days, 4)} for size, days in r.curve],
                "effects": [_effect(e) for e in r.lever.effects],
            }
            for r in results
        ],
        "together": {group: _shift(s) for group, s in jointly.items()},
    }
