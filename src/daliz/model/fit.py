"""What a fit learned, and how well the rows fix it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FittedParameter", "FittedRow", "TimesFit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedParameter:
    """One learned number.

    Attributes
    ----------
    log_sd
        Posterior spread of its logarithm.
    learned_share
        1 - posterior variance / prior variance: 0 says that the rows told nothing.
    drives
        Subject, quantity and factor of each fact it sets.
    """

    id: str
    median: float  # unit-ok: the unit is a field
    log_sd: float
    prior_median: float  # unit-ok: the unit is a field
    prior_log_sd: float
    learned_share: float
    unit: str
    drives: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedRow:
    """One observation beside what the fit says of it, hours; a schedule is compared with its best case."""

    observation: str
    formula: str
    reading: str
    observed_h: float
    fitted_h: float
    log_sd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesFit:
    """The joint fit of the class parameters.

    Attributes
    ----------
    formulas_h
        Mean hours that the fit gives to every formula, those without an observation too.
    correlations
        Largest posterior correlations of two parameters, strongest first.
    """

    parameters: tuple[FittedParameter, ...]
    rows: tuple[FittedRow, ...]
    formulas_h: dict[str, float]
    correlations: tuple[tuple[str, str, float], ...]
    steps_count: int

    def value(self, parameter: str) -> float:
        """Return the posterior median of a parameter, in its unit."""
        return next(p.median for p in self.parameters if p.id == parameter)
