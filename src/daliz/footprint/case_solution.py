"""What the rules for published examples have worked out so far, and how names are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from daliz.footprint.case_inputs import GENERIC_WORDS, Parts, filled
from daliz.footprint.quantities import Quantity

__all__ = ["Output", "Solution", "added", "same_scope", "scaled", "scope_of"]


@dataclass(frozen=True, slots=True)
class Output:
    """One result: its words, part, dimension, value in base units, index; a lower rank is preferred."""

    words: frozenset[str]
    part: str | None
    unit: str
    per: str
    value: float  # unit-ok: the unit is a field
    index_count: int | None = None
    rank: int = 5  # unit-ok: an order


@dataclass(slots=True)
class Solution:
    """What was worked out."""

    outputs: list[Output] = field(default_factory=list)
    activity_tkm: float | None = None
    operation_tkm: float | None = None
    freight_share: float | None = None
    equivalents_count: float | None = None
    slot_teukm: float | None = None  # unit-ok: the name is the unit
    consignment: Parts = field(default_factory=dict)
    energy: Parts = field(default_factory=dict)

    def add(
        self,
        words: Iterable[str],
        part: str | None,
        unit: str,
        per: str,
        value: float,  # unit-ok: by unit and per
        *,
        index: int | None = None,  # unit-ok: an order
        rank: int = 5,  # unit-ok: an order
    ) -> None:
        """Keep a result."""
        self.outputs.append(Output(frozenset(words), part, unit, per, value, index, rank))

    def add_parts(
        self,
        words: Iterable[str],
        parts: Mapping[str, float],
        unit: str,
        per: str,
        *,
        index: int | None = None,  # unit-ok: an order
        rank: int = 5,  # unit-ok: an order
    ) -> None:
        """Keep the parts of a result."""
        names = frozenset(words)
        for part, value in filled(parts).items():
            self.add(names, part, unit, per, value, index=index, rank=rank)


def scope_of(q: Quantity) -> frozenset[str]:
    """Return the words of a name that tell it from its neighbours."""
    return frozenset(w for w in q.words if w not in GENERIC_WORDS)


def same_scope(a: Iterable[str], b: Iterable[str]) -> bool:
    """Tell whether two names share a word, or a word of one begins one of the other (*el*, *electricity*)."""
    return any(
        x == y or (min(len(x), len(y)) > 1 and (x.startswith(y) or y.startswith(x))) for x in a for y in b
    )


def scaled(parts: Mapping[str, float], by: float) -> Parts:  # unit-ok: a multiplier
    """Return the parts times a number."""
    return {k: v * by for k, v in parts.items()}


def added(sums: Iterable[Mapping[str, float]]) -> Parts:
    """Return the sum of parts; a part is in the sum only where all have it."""
    rows = [filled(p) for p in sums if p]
    keys = set.intersection(*(set(r) for r in rows)) if rows else set()
    return {k: sum(r[k] for r in rows) for k in keys}
