"""A ranking of levers as plain data: the shape of ``daliz register levers --json``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from daliz.model.lever import Effect, LeverResult, Shift
from daliz.model.plan import Option

__all__ = ["levers_dict"]

BINS_COUNT = 24


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


def _way(o: Option | None) -> dict[str, Any] | None:
    """Return a way and its days in a few words."""
    if o is None:
        return None
    days = {name: round(getattr(o.days, name), 2) for name in ("p10", "p50", "p90")}
    return {"id": o.id, "corridor": o.corridor, "group": o.group, "hubs": list(o.hubs), "days": days}


def _spread(r: LeverResult) -> dict[str, Any] | None:
    """Return the draws without and with a lever, counted in the same steps of days."""
    if r.without is None or r.with_it is None:
        return None
    both = [o.sample_days[np.isfinite(o.sample_days)] for o in (r.without, r.with_it)]
    low, high = (float(v) for v in np.quantile(np.concatenate(both), (0.01, 0.99)))
    counts = [np.histogram(days, bins=BINS_COUNT, range=(low, high + 1e-9))[0] for days in both]
    return {
        "from_days": round(low, 2),
        "to_days": round(high, 2),
        "without": [int(c) for c in counts[0]],
        "with": [int(c) for c in counts[1]],
        "draws": len(both[0]),
    }


def levers_dict(results: Sequence[LeverResult], jointly: dict[str, Shift]) -> dict[str, Any]:
    """Return a ranking and the joint effect as plain data."""
    return {
        "best": _way(results[0].best) if results else None,
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
                "touches_best": r.touches_best,
                "without": _way(r.without),
                "with": _way(r.with_it),
                "distribution": _spread(r),
                "effects": [_effect(e) for e in r.lever.effects],
            }
            for r in results
        ],
        "together": {group: _shift(s) for group, s in jointly.items()},
    }
