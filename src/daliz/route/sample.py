"""The distribution of a chain's duration: draws that options share wherever they share a place or a bad spell.

``T = (run + sea + road + S * (dwell + wait)) * exp(sm * N)``: running is not hit by a bad spell of the
corridor, dwelling and waiting are; ``S`` is one draw a replication for all options, ``sm`` stands for what
the classes do not explain. Within a class, places are correlated (``rho``). Waits for an irregular departure
are length-biased gaps times a uniform.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from daliz.kernels.streams import normals, stream, uniforms
from daliz.model.fact import Facts
from daliz.model.plan import Element

__all__ = ["Sampler", "element_draws_h"]

Floats = NDArray[np.float64]
MOVING = frozenset({"run", "sea", "road"})


@dataclass(slots=True)
class Sampler:
    """Draws by name, kept while one plan is made.

    Attributes
    ----------
    cache
        Element draws by key: two options that pass the same element see the same hours.
    """

    seed: int
    draws_count: int
    rho_share: float
    shock_sd: float
    model_sd: float
    cache: dict[tuple[object, ...], Floats]

    @classmethod
    def of(cls, facts: Facts, on: date, seed: int, draws_count: int) -> Sampler:
        """Return a sampler with the spread parameters that hold on a day."""
        return cls(
            seed=seed,
            draws_count=draws_count,
            rho_share=facts.value("class:within", "share", on),
            shock_sd=facts.value("class:shock", "log_sd", on),
            model_sd=facts.value("class:model", "log_sd", on),
            cache={},
        )

    def named(self, name: str) -> Floats:
        """Return the standard normal draws of a name."""
        key = ("normal", name)
        if key not in self.cache:
            self.cache[key] = normals(self.seed, name, self.draws_count)
        return self.cache[key]

    def element_h(self, e: Element) -> Floats:
        """Return the hours of an element in each draw, shape (draws,)."""
        key = (e.kind, e.subject, e.key, e.mean_h, e.log_sd, e.gap_h, e.gap_cv, e.lots_count, e.share)
        if key not in self.cache:
            self.cache[key] = element_draws_h(self, e)
        return self.cache[key]

    def _spells(self, label: str) -> tuple[Floats, Floats]:
        """Return the factors of a bad spell, for all chains, and of the model's own error, by group of corridors."""
        if ("shock",) not in self.cache:
            self.cache["shock",] = np.exp(self.shock_sd * self.named("shock") - self.shock_sd**2 / 2)
        key = ("model", label)
        if key not in self.cache:
            self.cache[key] = np.exp(self.model_sd * self.named(f"model|{label}"))
        return self.cache["shock",], self.cache[key]

    def chain_h(
        self, elements: Sequence[Element], *, start_s: int, label: str
    ) -> tuple[Floats, list[Floats]]:
        """Return the total hours of a chain in each draw and the hours at which each element ends.

        Elements on a timetable wait for the first departure after the cargo has come; all others add their
        draw.
        """
        shock, stretch = self._spells(label)
        at = np.zeros(self.draws_count)
        ends: list[Floats] = []
        for e in elements:
            if e.departures_s:
                at = at + _timetable_wait_h(at, e, start_s)
            else:
                hours = self.element_h(e) * stretch
                at = at + (hours * shock if e.shocked else hours)
            ends.append(at)
        return at, ends


def element_draws_h(sampler: Sampler, e: Element) -> Floats:
    """Return the draws of one element, hours, before the shock; the mean is the element's, whatever the spread."""
    if e.share is not None:  # shut for a share of the time, for an exponential spell
        shut = uniforms(sampler.seed, f"storm|{e.key}", sampler.draws_count) < e.share
        spell = stream(sampler.seed, "spell", e.key).exponential(e.mean_h, sampler.draws_count)
        return np.where(shut, spell, 0.0)
    if e.kind == "wait" and e.gap_h is not None:
        return _gap_wait_h(sampler, e)
    if e.log_sd == 0:
        return np.full(sampler.draws_count, e.mean_h)
    z = sampler.named(f"class|{e.subject}")
    own = sampler.named(f"own|{e.subject}|{e.key}")
    mixed = np.sqrt(sampler.rho_share) * z + np.sqrt(1 - sampler.rho_share) * own
    return np.asarray(e.mean_h * np.exp(e.log_sd * mixed - e.log_sd**2 / 2))


def _gap_wait_h(sampler: Sampler, e: Element) -> Floats:
    """Return waits for the next departure of a gamma renewal process met at a random moment, and for further lots."""
    gap_h, cv = e.gap_h or 0.0, e.gap_cv or 0.0
    rng = stream(sampler.seed, "gap", e.key)
    count = sampler.draws_count
    uniform = rng.random(count)
    if cv == 0:
        return gap_h * (uniform + e.lots_count - 1)
    shape = 1 / cv**2
    biased = rng.gamma(shape + 1, gap_h * cv**2, count)  # the gap one falls into is longer than the mean gap
    more = rng.gamma(shape * (e.lots_count - 1), gap_h * cv**2, count) if e.lots_count > 1 else 0.0
    return np.asarray(uniform * biased + more)


def _timetable_wait_h(at_h: Floats, e: Element, start_s: int) -> Floats:
    departures_h = (np.asarray(e.departures_s, dtype=np.float64) - start_s) / 3600
    index = np.searchsorted(departures_h, at_h, side="left") + e.lots_count - 1
    beyond = index >= len(departures_h)
    wait = departures_h[np.minimum(index, len(departures_h) - 1)] - at_h
    return np.asarray(np.where(beyond, np.inf, wait))
