"""Long work whose answer the package carries: what was asked, and the work itself, to make or to check it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from daliz.app.jobs import KINDS

__all__ = ["AT_HAND", "make_answer"]

#: Kind of job to the question whose answer is at hand: the flow of the home page, and the whole validation.
AT_HAND: dict[str, dict[str, Any]] = {
    "levers": {
        "question": {
            "origin": "kobe",
            "destination": "almaty",
            "containers": "2x40HC",
            "ready": "2026-12-01",
        },
        "late_months": 0,
    },
    "validation": {"seed": 1},
}


def make_answer(kind: str) -> Mapping[str, Any]:
    """Return what the job of a kind finds for its question, on the built-in facts."""
    found: Mapping[str, Any] = KINDS[kind](AT_HAND[kind], (), lambda _done, _total: None)
    return found
