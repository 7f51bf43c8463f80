"""A number that somebody published, computed or assumed, and who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from daliz.errors import DataError, UnknownIdError

__all__ = ["Facts", "Grade", "Quantity", "Source"]

KEPT = 1 << 14  # look-ups remembered: some days of plans
Grade = Literal["official", "press", "other", "computed", "assumed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who published something: one row of ``sources.csv``."""

    id: str
    publisher: str
    title: str | None
    url: str | None
    published: str | None
    tier: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One value of one quantity of one subject, with its range, validity, source and grade.

    ``layer`` names what supplied it: ``facts`` (built in), a user's folder or a scenario; ``why`` is the
    scenario's.
    """

    subject: str
    quantity: str
    value: float  # unit-ok: the unit is a field
    unit: str
    grade: Grade
    source_id: str
    low: float | None = None  # unit-ok: the unit is a field
    high: float | None = None  # unit-ok: the unit is a field
    valid_from: date | None = None
    valid_to: date | None = None
    locator: str | None = None
    note: str | None = None
    layer: str = "facts"
    where: str = ""

    def __post_init__(self) -> None:
        if self.low is not None and not self.low <= self.value:
            raise DataError(
                f"{self.where}: low {self.low} of {self.subject} {self.quantity} is above {self.value}."
            )
        if self.high is not None and not self.high >= self.value:
            raise DataError(
                f"{self.where}: high {self.high} of {self.subject} {self.quantity} is below {self.value}."
            )

    def holds(self, on: date) -> bool:
        """Tell whether the value holds on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on < self.valid_to
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The chosen quantities, by subject and quantity, later layers last."""

    by_key: Mapping[tuple[str, str], tuple[Quantity, ...]]
    _found: dict[tuple[str, str, date], Quantity | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @classmethod
    def of(cls, quantities: Iterable[Quantity]) -> Facts:
        """Group quantities, in the order given: later ones win where several hold on a day."""
        grouped: dict[tuple[str, str], list[Quantity]] = {}
        for q in quantities:
            grouped.setdefault((q.subject, q.quantity), []).append(q)
        return cls(by_key={key: tuple(rows) for key, rows in grouped.items()})

    def quantities(self) -> Iterator[Quantity]:
        """Yield every quantity, whatever the day."""
        for rows in self.by_key.values():
            yield from rows

    def find(self, subject: str, quantity: str, on: date) -> Quantity | None:
        """Return the value that holds on a day; beyond the last known day, the last state.

        Within one layer the value with the latest start wins; a later layer wins over an earlier one.
        """
        key = (subject, quantity, on)
        if key not in self._found:
            if len(self._found) >= KEPT:
                self._found.clear()
            self._found[key] = self._last(subject, quantity, on)
        return self._found[key]

    def _last(self, subject: str, quantity: str, on: date) -> Quantity | None:
        rows = self.by_key.get((subject, quantity), ())
        best: Quantity | None = None
        for row in rows:
            if row.holds(on) and (
                best is None
                or row.layer != best.layer
                or (row.valid_from or date.min) >= (best.valid_from or date.min)
            ):
                best = row
        return best

    def get(self, subject: str, quantity: str, on: date) -> Quantity:
        """Return the value that holds on a day.

        Raises
        ------
        DataError
            If the facts have none.
        """
        found = self.find(subject, quantity, on)
        if found is None:
            known = sorted({s for s, q in self.by_key if q == quantity})
            if known and subject not in known:
                raise UnknownIdError.of(f"{quantity} of", subject, known, "quantities.csv")
            raise DataError(
                f"quantities.csv: {subject} has no {quantity} on {on.isoformat()}.", "Add a row for it."
            )
        return found

    def value(
        self, subject: str, quantity: str, on: date, default: float | None = None
    ) -> float:  # unit-ok: as the fact
        """Return the bare number that holds on a day, or the default where there is none."""
        found = self.find(subject, quantity, on)
        if found is None:
            if default is not None:
                return default
            return self.get(subject, quantity, on).value
        return found.value

    def with_quantities(self, quantities: Iterable[Quantity]) -> Facts:
        """Return new facts in which the given values win."""
        grouped = dict(self.by_key)
        for q in quantities:
            grouped[q.subject, q.quantity] = (*grouped.get((q.subject, q.quantity), ()), q)
        return replace(self, by_key=grouped)
