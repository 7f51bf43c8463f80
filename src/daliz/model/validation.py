"""How wrong the model is: one result a published case, and their summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from daliz.model.fact import Source
from daliz.model.plan import Range
from daliz.notes import Note

__all__ = ["CaseBehind", "CaseResult", "Measure", "PublishedEnd", "Summary", "Validation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A published number beside the model's: a published range counts by its midpoint.

    ``bound`` is ``at most`` or ``at least`` where only a limit is published: it is shown and not counted.
    """

    published: float  # unit-ok: days or USD, by its owner
    low: float | None  # unit-ok: as published
    high: float | None  # unit-ok: as published
    model: Range
    bound: str | None = None

    @property
    def inside(self) -> bool:
        """Whether the published number lies between p10 and p90."""
        return self.model.p10 <= self.published <= self.model.p90

    @property
    def abs_rel_error_share(self) -> float:
        """Distance of p50 from the published number, over it."""
        return abs(self.model.p50 - self.published) / self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEnd:
    """An end of a case, or one of several, as its source names it; in other languages where that name is known."""

    text: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """One case: what was read, what came out.

    ``status`` is counted, lower bound, reported or not expressible. ``days_left_out`` is the answer of a fit without
    the rows that say the same as the case, where the fit uses any. ``origin`` and ``destination`` are as published.
    ``told``, ``remarks`` and ``reason_told`` say reading and reason to a reader of any language; a reason may have no notes.
    """

    val_id: str
    kind: str
    status: str
    reading: str
    reason: str | None
    used_in_fit: bool
    days: Measure | None
    usd: Measure | None
    corridor: str | None = None
    days_left_out: Measure | None = None
    told: Note | None = None
    remarks: tuple[Note, ...] = ()
    reason_told: tuple[Note, ...] = ()
    origin: tuple[PublishedEnd, ...] = ()
    destination: tuple[PublishedEnd, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBehind:
    """Where the numbers of a case come from: the published row, its source, and the plans that answer it.

    ``source`` is None where no source of the facts has the row's address. ``plan`` is the weightiest of the
    ``pairs_count`` x ``regimes_count`` plans, named as the API's plans name their parameters; None where the row cannot be
    read, for ``reason``. ``is_moving`` says that the case counts from departure to arrival, which a plan does not.
    """

    val_id: str
    table: str
    where: str
    row: Mapping[str, str | None]
    source: Source | None
    reading: str | None = None
    told: Note | None = None
    remarks: tuple[Note, ...] = ()
    reason: str | None = None
    reason_told: tuple[Note, ...] = ()
    pairs_count: int = 0
    regimes_count: int = 0
    is_moving: bool = False
    plan: Mapping[str, str | tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Coverage, error and width over a set of cases; None where the set is empty."""

    n_count: int
    coverage_share: float | None
    median_abs_rel_error_share: float | None
    median_p90_over_p10: float | None  # unit-ok: a ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """All cases and their summaries."""

    cases: tuple[CaseResult, ...]
    days: Summary
    usd: Summary
    by_kind: dict[str, dict[str, Summary]]
    lower_bounds_count: int
    at_or_below_p50_share: float | None
