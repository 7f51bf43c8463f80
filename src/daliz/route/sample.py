"""The distribution of a chain's duration: draws that options share wherever they share a place or a bad spell.

``T = (run + sea + road + S * (dwell + wait)) * exp(sm * N)``: running is not hit by a bad spell of the
corridor, dwelling and waiting are; ``S`` is one draw a replication for all options, ``sm`` stands for what
the classes do not explain. Within a class, places are correlated (``rho``). Waits for an irregular departure
are length-biased gaps times a uniform.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from daliz.kernels.streams import normals, own_normals, stream, uniforms
from daliz.model.fact import Facts
from daliz.model.plan import Element

__all__ = ["Law", "Reached", "Sampler", "Spent", "element_h", "quantile_rows", "settle"]

Floats = NDArray[np.float64]
QUANTILES = (0.1, 0.5, 0.9)
KEPT, KEPT_WAITS, KEPT_LEGS = 2048, 256, 4096  # rows of draws held between plans: 16 kB each at 2,048 draws
AT_ONCE = 32  # rows sorted at once: they stay near the processor


@dataclass(frozen=True, slots=True)
class Law:
    """What the draws of a plan depend on besides its elements: under equal laws equal elements draw alike."""

    seed: int
    draws_count: int
    rho_share: float
    shock_sd: float
    model_sd: float


class Spent:
    """The hours that a leg takes in each draw, by element: ``rows_h``, shape (elements, draws).

    Attributes
    ----------
    quantiles_h
        p10, p50 and p90 of the whole leg, once :func:`settle` has been asked for them.
    """

    def __init__(self, rows_h: Floats) -> None:
        self.rows_h = rows_h
        self.quantiles_h: list[float] | None = None

    def means_h(self) -> list[float]:
        """Return the mean of each element over the draws."""
        found: list[float] = self.rows_h.mean(axis=1).tolist()
        return found

    def against(self, weights: Floats) -> list[float]:  # unit-ok: hours times what is given
        """Return for each element the sum over the draws of its hours times a weight."""
        found: list[float] = (self.rows_h @ weights).tolist()
        return found


class FreeSpent(Spent):
    """The same of a leg that nothing makes wait for its moment: what is asked of it is kept between plans."""

    def __init__(self, law: Law, label: str, elements: tuple[Element, ...]) -> None:
        self.law, self.label, self.elements = law, label, elements
        self.quantiles_h, self._means_h = _measures_h(law, label, elements)

    @cached_property
    def rows_h(self) -> Floats:  # type: ignore[override]
        """Hours of each element, shape (elements, draws)."""
        return _rows_h(self.law, self.label, self.elements)

    def means_h(self) -> list[float]:
        """Return the mean of each element over the draws."""
        return self._means_h

    def against(self, weights: Floats) -> list[float]:  # unit-ok: hours times what is given
        """Return for each element the sum over the draws of its hours times a weight."""
        free = weights * _stretch(self.law, self.label)
        hit = free * _shock(self.law)
        return [float(element_h(self.law, e) @ (hit if e.shocked else free)) for e in self.elements]


@dataclass(slots=True, eq=False)
class Reached:
    """When a leg ends, in each draw: ``anchor_h + stretch * since``.

    Attributes
    ----------
    before
        The end of the leg before; None for the first.
    anchor_h
        Hours from the start to the last departure by a timetable and what its leg took; None where there was none.
    since
        Hours moved, dwelt and waited after the anchor, before the model's own error; None right at the anchor.
    law, label
        What the draws depend on; the group of corridors that shares the model's own error, for all that is not on a
        timetable.
    waited
        What the leg took where that depends on when it began; None where it does not.
    finite
        False where some draw has missed its last known departure: its hours are without end.
    quantiles_h
        p10, p50 and p90, once :func:`settle` has been asked for them.
    """

    before: Reached | None
    elements: tuple[Element, ...]
    anchor_h: Floats | None
    since: Floats | None
    law: Law
    label: str
    waited: Spent | None
    finite: bool
    quantiles_h: list[float] | None = None
    _at_h: Floats | None = None
    _spent: Spent | None = None

    @property
    def at_h(self) -> Floats:
        """Hours from the start at which the leg ends, shape (draws,)."""
        if self._at_h is None:
            if self.since is None:
                self._at_h = np.zeros(self.law.draws_count) if self.anchor_h is None else self.anchor_h
            else:
                moved = self.since * _stretch(self.law, self.label)
                self._at_h = moved if self.anchor_h is None else np.add(self.anchor_h, moved, out=moved)
        return self._at_h

    @property
    def spent(self) -> Spent:
        """What the leg took; worked out only once somebody asks, for few do."""
        if self._spent is None:
            self._spent = self.waited or FreeSpent(self.law, self.label, self.elements)
        return self._spent


def settle(told: Iterable[Reached | Spent]) -> None:
    """Work out the quantiles of ends and of legs, each once, many in one pass."""
    open_yet = list({id(x): x for x in told if x.quantiles_h is None}.values())
    rows = [x.rows_h.sum(axis=0) if isinstance(x, Spent) else x.at_h for x in open_yet]
    for x, quantiles_h in zip(open_yet, quantile_rows(rows), strict=True):
        x.quantiles_h = quantiles_h


def quantile_rows(rows: Sequence[Floats]) -> list[list[float]]:  # unit-ok: any measure
    """Return p10, p50 and p90 of every row, linear between order statistics (numpy's own brings in a heavy module)."""
    found: list[list[float]] = []
    for first in range(0, len(rows), AT_ONCE):
        ordered = np.sort(np.array(rows[first : first + AT_ONCE]), axis=1)
        last = ordered.shape[1] - 1
        at = np.array(QUANTILES) * last
        below = at.astype(np.int64)
        low, high = ordered[:, below], ordered[:, np.minimum(below + 1, last)]
        part = at - below
        same = (part == 0) | (low == high)  # two draws without end too
        found += np.where(
            same, low, low + np.where(same, 0.0, high - np.where(same, 0.0, low)) * part
        ).tolist()
    return found


@dataclass(slots=True)
class Sampler:
    """Draws the chains of one plan.

    Attributes
    ----------
    sums
        Hours of legs after others, without the model's own error, by the identity of the sum before and of the leg's
        elements: chains of all corridors share them.
    reached, booked
        Legs worked out already, by the identity of their elements (which they hold) and what came before.
    """

    law: Law
    sums: dict[tuple[int, int], Floats] = field(default_factory=dict)
    reached: dict[tuple[int, int, str], Reached] = field(default_factory=dict)
    booked: dict[int, tuple[tuple[Element, ...], tuple[Element, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts, on: date, seed: int, draws_count: int) -> Sampler:
        """Return a sampler with the spread parameters that hold on a day."""
        return cls(
            Law(
                seed=seed,
                draws_count=draws_count,
                rho_share=facts.value("class:within", "share", on),
                shock_sd=facts.value("class:shock", "log_sd", on),
                model_sd=facts.value("class:model", "log_sd", on),
            )
        )

    def after(
        self, before: Reached | None, elements: tuple[Element, ...], *, start_s: int, label: str
    ) -> Reached:
        """Return when a leg of these elements ends that begins where another has ended; None for the start.

        Elements on a timetable wait for the first departure after the cargo has come; all others add their
        draw. Legs that share their elements (the same tuple), their corridors' label and all that came before
        are worked out once.
        """
        key = (id(before), id(elements), label)
        found = self.reached.get(key)
        if found is None:
            found = self.reached[key] = self._after(before, elements, start_s, label)
        return found

    def with_slot(self, elements: tuple[Element, ...]) -> tuple[Element, ...]:
        """Return the elements of a leg without the wait for a place on a ship; the same tuple for the same leg."""
        if all(e.kind != "unbooked" for e in elements):
            return elements
        if id(elements) not in self.booked:
            self.booked[id(elements)] = (elements, tuple(e for e in elements if e.kind != "unbooked"))
        return self.booked[id(elements)][1]

    def _after(
        self, before: Reached | None, elements: tuple[Element, ...], start_s: int, label: str
    ) -> Reached:
        if not (before is None or before.finite) or any(e.departures_s for e in elements):
            return self._after_departures(before, elements, start_s, label)
        anchor_h, since = (None, None) if before is None else (before.anchor_h, before.since)
        added = self._added(since, elements)
        return Reached(before, elements, anchor_h, added, self.law, label, None, finite=True)

    def _after_departures(
        self, before: Reached | None, elements: tuple[Element, ...], start_s: int, label: str
    ) -> Reached:
        """Return when a leg ends whose moments count: it leaves by a timetable, or after one whose end is known."""
        law = self.law
        end = np.zeros(law.draws_count) if before is None else before.at_h
        rows = []
        for e in elements:
            hours = _timetable_wait_h(end, e, start_s) if e.departures_s else _hours(law, label, e)
            end = end + hours
            rows.append(np.where(np.isinf(end), np.inf, hours))
        spent = Spent(np.array(rows).reshape(len(rows), law.draws_count))
        finite = bool(np.isfinite(end).all())
        return Reached(before, elements, end, None, law, label, spent, finite)

    def _added(self, since: Floats | None, elements: tuple[Element, ...]) -> Floats:
        """Return the hours of a leg after what came before, without the model's own error."""
        key = (id(since), id(elements))
        found = self.sums.get(key)
        if found is None:
            own = _sum_h(self.law, elements) if since is None else self._added(None, elements)
            found = self.sums[key] = own if since is None else since + own
        return found


# What plans of one seed draw alike is kept, read-only: equal arguments give equal draws, kept or not.


@lru_cache(maxsize=KEPT_LEGS)
def _sum_h(law: Law, elements: tuple[Element, ...]) -> Floats:
    """Return the hours of a leg, bad spells among them, without the model's own error."""
    free_h, hit_h = np.zeros(law.draws_count), np.zeros(law.draws_count)
    for e in elements:
        into = hit_h if e.shocked else free_h
        into += element_h(law, e)
    hit_h *= _shock(law)
    hit_h += free_h
    return _kept(hit_h)


@lru_cache(maxsize=KEPT_LEGS)
def _measures_h(law: Law, label: str, elements: tuple[Element, ...]) -> tuple[list[float], list[float]]:
    """Return p10, p50 and p90 of a leg, and the mean of each of its elements."""
    rows_h = _rows_h(law, label, elements)
    return quantile_rows([rows_h.sum(axis=0)])[0], rows_h.mean(axis=1).tolist()


def _rows_h(law: Law, label: str, elements: tuple[Element, ...]) -> Floats:
    return np.array([_hours(law, label, e) for e in elements]).reshape(len(elements), law.draws_count)


def _hours(law: Law, label: str, e: Element) -> Floats:
    hours = element_h(law, e) * _stretch(law, label)
    return hours * _shock(law) if e.shocked else hours


def element_h(law: Law, e: Element) -> Floats:
    """Return the hours of an element in each draw, shape (draws,), before any bad spell; the mean is the element's."""
    seed, count = law.seed, law.draws_count
    if e.share is not None:  # shut for a share of the time, for an exponential spell
        shut = uniforms(seed, f"storm|{e.key}", count) < e.share
        return np.where(shut, _spells_h(seed, e.key, e.mean_h, count), 0.0)
    if e.kind == "wait" and e.gap_h is not None:
        return _gap_wait_h(seed, e.key, e.gap_h, e.gap_cv or 0.0, e.lots_count, count)
    if e.log_sd == 0:
        return np.full(count, e.mean_h)
    return np.asarray(e.mean_h * _spread_of(seed, law.rho_share, e.subject, e.key, e.log_sd, count))


@lru_cache(maxsize=KEPT_WAITS)
def _stretch(law: Law, label: str) -> Floats:
    """Return the factors of the model's own error, by group of corridors."""
    return _kept(np.exp(law.model_sd * normals(law.seed, f"model|{label}", law.draws_count)))


@lru_cache(maxsize=KEPT_WAITS)
def _shock(law: Law) -> Floats:
    """Return the factors of a bad spell, for all chains."""
    return _kept(np.exp(law.shock_sd * normals(law.seed, "shock", law.draws_count) - law.shock_sd**2 / 2))


@lru_cache(maxsize=KEPT)
def _spread_of(
    seed: int,
    rho_share: float,
    subject: str,
    key: str,
    log_sd: float,
    count: int,  # unit-ok: a seed, a count
) -> Floats:
    """Return draws about 1 of an element's length: places of a class are correlated."""
    mixed = own_normals(seed, f"own|{subject}|{key}", count)
    mixed *= np.sqrt(1 - rho_share)
    mixed += np.sqrt(rho_share) * normals(seed, f"class|{subject}", count)
    mixed *= log_sd
    mixed -= log_sd**2 / 2
    return _kept(np.exp(mixed, out=mixed))


@lru_cache(maxsize=KEPT_WAITS)
def _spells_h(seed: int, key: str, mean_h: float, count: int) -> Floats:  # unit-ok: a seed, a count
    return _kept(stream(seed, "spell", key).exponential(mean_h, count))


@lru_cache(maxsize=KEPT_WAITS)
def _gap_wait_h(
    seed: int,
    key: str,
    gap_h: float,
    cv: float,
    lots_count: int,
    count: int,  # unit-ok: a seed, a ratio, a count
) -> Floats:
    """Return waits for the next departure of a gamma renewal process met at a random moment, and for further lots."""
    rng = stream(seed, "gap", key)
    uniform = rng.random(count)
    if cv == 0:
        return _kept(gap_h * (uniform + lots_count - 1))
    shape = 1 / cv**2
    biased = rng.gamma(shape + 1, gap_h * cv**2, count)  # the gap one falls into is longer than the mean gap
    more = rng.gamma(shape * (lots_count - 1), gap_h * cv**2, count) if lots_count > 1 else 0.0
    return _kept(uniform * biased + more)


def _kept(draws: Floats) -> Floats:
    draws.flags.writeable = False
    return draws


def _timetable_wait_h(at_h: Floats, e: Element, start_s: int) -> Floats:
    departures_h = (np.asarray(e.departures_s, dtype=np.float64) - start_s) / 3600
    index = np.searchsorted(departures_h, at_h, side="left") + e.lots_count - 1
    beyond = index >= len(departures_h)
    wait = departures_h[np.minimum(index, len(departures_h) - 1)] - at_h
    return np.asarray(np.where(beyond, np.inf, wait))
