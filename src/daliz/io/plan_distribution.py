"""The counts of a plan's drawn durations, for its histogram."""

from __future__ import annotations

from typing import Any

from daliz.model.plan import Option

__all__ = ["distribution"]


def distribution(o: Option, bins_count: int = 24) -> dict[str, Any] | None:
    """Return counts of the drawn durations in equal steps from their first to their last hundredth."""
    import numpy as np  # noqa: PLC0415 - reading a saved plan needs no arrays

    if o.sample_days is None:
        return None
    finite = o.sample_days[np.isfinite(o.sample_days)]
    if not len(finite):
        return None
    ordered = np.sort(finite)
    low, high = _quantile(ordered, 0.01), _quantile(ordered, 0.99)
    edges = np.linspace(low, high + 1e-9, bins_count + 1)
    below = np.append(np.searchsorted(ordered, edges[:-1]), np.searchsorted(ordered, edges[-1], "right"))
    counts = np.diff(below)
    return {
        "from_days": round(low, 2),
        "to_days": round(high, 2),
        "counts": [int(c) for c in counts],
        "draws": len(o.sample_days),
    }


def _quantile(ordered: Any, share: float) -> float:  # noqa: ANN401 - sorted numbers # unit-ok: any measure
    """Return a quantile, linear between order statistics; from the nearer of the two, as numpy's own."""
    at = share * (len(ordered) - 1)
    below = int(at)
    low, high = float(ordered[below]), float(ordered[min(below + 1, len(ordered) - 1)])
    part = at - below
    return low + (high - low) * part if 2 * part < 1 else high - (high - low) * (1 - part)
