"""What a promise or project may change in the planner's own facts, and what it is computed to change."""

from __future__ import annotations

from dataclasses import dataclass

from daliz.model.fact import Grade
from daliz.model.plan import Option

__all__ = ["Effect", "Lever", "LeverResult", "Shift"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One thing a lever does to one fact; ``low`` is the size of least effect, ``high`` that of greatest."""

    subject: str
    quantity: str
    how: str
    value: float | None  # unit-ok: the unit is a field
    low: float | None  # unit-ok: the unit is a field
    high: float | None  # unit-ok: the unit is a field
    unit: str
    curve: tuple[float, ...]
    evidence: str
    grade: Grade
    source_id: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """A promise of the co-operation, or a project of others, with what it acts on.

    Attributes
    ----------
    due, delivered
        The register's word on the day asked about.
    in_base
        Whether the facts of the base scenario already hold the effect; it is then told by taking it away.
    """

    id: str
    record: str
    names: dict[str, str]
    kind: str
    makers: dict[str, str]
    due: str | None
    delivered: bool
    in_base: bool
    effects: tuple[Effect, ...]

    @property
    def assumed(self) -> bool:
        """Whether any size is assumed."""
        return any(e.evidence == "assumed" for e in self.effects)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A mean change under common random numbers with its 95 % sampling interval; below 0 is less."""

    days: float
    low_days: float
    high_days: float
    usd: float
    kg_co2e: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverResult:
    """What one lever changes on one flow.

    Attributes
    ----------
    corridor
        The corridor whose best way it changes most; None where it touches none of the ways.
    shift, least, greatest
        The change on that corridor at the best size and at the two ends.
    overall_days
        Change of the best way of the flow over all corridors, at the best size.
    verdict
        ``shortens``, ``lengthens``, ``too small to tell``, ``not on these ways``, ``already there``.
    curve
        Size and change in days, where the size is unpublished.
    timing
        ``in effect``, ``no date published``, ``not yet there``, ``no evidence that it came`` or ``due about now``, on
        the day of readiness and if it comes ``late_months`` late.
    best
        The surest way of the flow, whether the lever touches it or not.
    touches_best
        Whether the lever acts on that way.
    without, with_it
        The way that was looked at, without the lever and with it; its draws are the same on both sides.
    """

    lever: Lever
    corridor: str | None
    shift: Shift | None
    least: Shift | None
    greatest: Shift | None
    overall_days: float | None
    verdict: str
    curve: tuple[tuple[float, float], ...]
    timing: str
    late_months: int = 0
    best: Option | None = None
    touches_best: bool = False
    without: Option | None = None
    with_it: Option | None = None
