"""The fit of the time parameters: MAP least squares on logarithms, from tables that ship with the package."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daliz.app.case_numbers import number_of
from daliz.app.fit_formulas import Duration, Formulas, read_formulas
from daliz.app.read_case import counted_as
from daliz.errors import DataError, UnknownIdError, UnreadableCaseError
from daliz.io.tables import Row, facts_layers, read_table
from daliz.model.fact import Quantity
from daliz.model.fit import FittedParameter, FittedRow, TimesFit

__all__ = ["fit_times", "held_out", "learned_quantities", "read_observed_h", "repeated_cases", "repeats"]

Floats = NDArray[np.float64]
Case = Mapping[str, str | None]
Model = Callable[[Floats], tuple[Floats, Floats]]
HOURS = {"hours": 1.0, "days": 24.0, "minutes": 1 / 60}
STEPS = 200
SCHEDULE = "schedule"
CALM = "calm-2025"
#: Ends of a row that may mean any end of its corridor
VAGUE = ("whole corridor", "titr", "georgia")
PRINTED_DAYS = 0.05  # days are printed to a tenth at most
Z90 = 1.2816  # nine in ten of a normal law
SETTLED = 1e-10  # log units: far below any printed digit
SMALLEST_STEP = 1e-6


def read_observed_h(row: Row) -> float:
    """Return what an observation says, in hours: its value, else the middle of its range.

    Raises
    ------
    DataError
        If it has no number or no unit of time.
    """
    value = _middle(row["value"], row["low"], row["high"])
    if value is None:
        raise DataError(
            f"{row['_where']}: {row['observation']} has no value.", "A row without a number cannot be fitted."
        )
    if row["unit"] == "voyages/week":
        return 168.0 / value
    if row["unit"] not in HOURS:
        raise DataError(
            f"{row['_where']}:unit: found {row['unit']!r}.",
            f"The fit reads {', '.join(HOURS)} and voyages/week.",
        )
    return value * HOURS[row["unit"]]


def _middle(
    value: float | None,  # unit-ok: in the unit of the row
    low: float | None,  # unit-ok: as value
    high: float | None,  # unit-ok: as value
) -> float | None:
    if value is not None:
        return value
    ends = [x for x in (low, high) if x is not None]
    return sum(ends) / len(ends) if ends else None


def fit_times(*, leave_out: Collection[str] = (), folders: Sequence[Path] = ()) -> TimesFit:
    """Return the fit of all class parameters to the rows that ``fit/readings.csv`` names.

    ``log observed = log T(theta) + [schedule] log k + N(0, tau)``, with log-normal priors, solved by
    Gauss-Newton with halved steps; the posterior spread is that of the linearised problem at its end.

    Parameters
    ----------
    leave_out
        Observations not to read: for figures of what the fit says without them.

    Raises
    ------
    DataError
        If a table is wrong or a counted validation case repeats a row.
    """
    layers = facts_layers(folders)
    observations = {r["observation"]: r for r in read_table("observations", layers)}
    every = read_table("fit_readings", layers)
    for name in leave_out:
        if name not in {r["observation"] for r in every}:
            raise UnknownIdError.of(
                "row of the fit", name, [r["observation"] for r in every], "fit/readings.csv"
            )
    readings = [r for r in every if r["observation"] not in leave_out]
    priors = read_table("fit_priors", layers)
    urls = {r["source_id"]: r["url"] for r in read_table("sources", layers)}
    read = [observations[r["observation"]] for r in readings]
    cases = [c for table in ("cases_transit", "cases_outside") for c in read_table(table, layers)]
    repeated = held_out(read, cases, urls)
    if repeated:
        raise DataError(
            f"fit/readings.csv: {', '.join(sorted(repeated))} repeats a counted validation case.",
            "Remove the row.",
        )
    formulas = read_formulas(folders)
    durations = [formulas.duration(r["formula"], r["scenario"]) for r in readings]
    observed_h = [read_observed_h(observations[r["observation"]]) for r in readings]
    return _solved(priors, readings, durations, observed_h, formulas)


def _solved(
    priors: Sequence[Row],
    readings: Sequence[Row],
    durations: Sequence[Duration],
    observed_h: Sequence[float],
    formulas: Formulas,
) -> TimesFit:
    names = [r["parameter"] for r in priors]
    model = _model(names, readings, durations)
    tau = np.array([r["log_sd"] for r in readings])
    width = np.array([r["log_sd"] for r in priors])
    x, steps_count = _gauss_newton(
        model, np.log(observed_h), tau, np.log([r["median"] for r in priors]), width
    )
    at, slope = model(x)
    covariance = np.linalg.inv((slope.T / tau**2) @ slope + np.diag(1 / width**2))
    sd = np.sqrt(np.diag(covariance))
    values = dict(zip(names, np.exp(x).tolist(), strict=True))
    return TimesFit(
        parameters=tuple(_parameter(p, values[names[i]], float(sd[i])) for i, p in enumerate(priors)),
        rows=tuple(_row(r, observed_h[i], float(np.exp(at[i]))) for i, r in enumerate(readings)),
        formulas_h={name: formulas.duration(name, CALM).hours(values) for name in formulas.rows},
        correlations=_correlations(names, covariance, sd),
        steps_count=steps_count,
    )


def _model(names: Sequence[str], readings: Sequence[Row], durations: Sequence[Duration]) -> Model:
    """Return what gives the logarithm of every row and its slopes at a point in log parameters."""
    index = {name: i for i, name in enumerate(names)}
    per = np.zeros((len(readings), len(names)))
    for row, duration in enumerate(durations):
        for name, factor in duration.per_parameter.items():
            per[row, index[name]] = factor
    fixed = np.array([d.fixed_h for d in durations])
    is_schedule = np.array([r["reading"] == SCHEDULE for r in readings], dtype=np.float64)

    def model(x: Floats) -> tuple[Floats, Floats]:
        hours = fixed + per @ np.exp(x)
        slope = per * np.exp(x) / hours[:, None]
        slope[:, index[SCHEDULE]] = is_schedule
        return np.log(hours) + is_schedule * x[index[SCHEDULE]], slope

    return model


def _row(reading: Row, observed_h: float, fitted_h: float) -> FittedRow:
    return FittedRow(
        observation=reading["observation"],
        formula=reading["formula"],
        reading=reading["reading"],
        observed_h=observed_h,
        fitted_h=fitted_h,
        log_sd=reading["log_sd"],
    )


def _gauss_newton(
    model: Model, wanted: Floats, tau: Floats, centre: Floats, width: Floats
) -> tuple[Floats, int]:
    def loss(x: Floats) -> float:
        return float(np.sum(((wanted - model(x)[0]) / tau) ** 2) + np.sum(((x - centre) / width) ** 2))

    x = centre.copy()
    for step in range(1, STEPS + 1):
        at, slope = model(x)
        matrix = (slope.T / tau**2) @ slope + np.diag(1 / width**2)
        ahead = np.linalg.solve(matrix, slope.T @ ((wanted - at) / tau**2) - (x - centre) / width**2)
        length, before = 1.0, loss(x)
        while length > SMALLEST_STEP and loss(x + length * ahead) > before:
            length /= 2
        x = x + length * ahead
        if float(np.max(np.abs(length * ahead))) < SETTLED:
            return x, step
    raise DataError(
        f"fit/: the fit did not settle in {STEPS} steps.",
        "Look for a formula without a parameter, or a prior too wide.",
    )


def _parameter(
    prior: Row,
    median: float,  # unit-ok: in the unit of the prior
    log_sd: float,
) -> FittedParameter:
    drives = tuple((s, q, float(f)) for s, q, f in (text.split() for text in prior["drives"]))
    return FittedParameter(
        id=prior["parameter"],
        median=median,
        log_sd=log_sd,
        prior_median=prior["median"],
        prior_log_sd=prior["log_sd"],
        learned_share=1 - log_sd**2 / prior["log_sd"] ** 2,
        unit=prior["unit"],
        drives=drives,
    )


def _correlations(names: Sequence[str], covariance: Floats, sd: Floats) -> tuple[tuple[str, str, float], ...]:
    matrix = covariance / np.outer(sd, sd)
    pairs = [(names[i], names[j], float(matrix[i, j])) for i in range(len(names)) for j in range(i)]
    return tuple(sorted(pairs, key=lambda p: -abs(p[2]))[:8])


def held_out(observations: Iterable[Row], cases: Iterable[Case], urls: Mapping[str, str | None]) -> set[str]:
    """Return the observations that a counted validation case repeats: no fit may read them.

    Parameters
    ----------
    urls
        Address of each source, by id.
    """
    counted = [c for c in cases if counted_as(c) == "counted"]
    return {r["observation"] for r in observations if any(repeats(r, c, urls) for c in counted)}


def repeats(row: Row, case: Case, urls: Mapping[str, str | None]) -> bool:
    """Tell whether an observation and a case are the same news: the same address, or the same ends and days.

    A vague end (the whole corridor, the end of the route) is the same as any end; a number of days is the
    same when it is the middle or a bound of the case. Corridors must agree.
    """
    address = urls.get(row["source_id"])
    return (address is not None and address == case.get("source_url")) or (
        row["unit"] == "days" and _same(row, case)
    )


def repeated_cases(cases: Iterable[Case], folders: Sequence[Path] = ()) -> dict[str, tuple[str, ...]]:
    """Return the cases that a row of the fit repeats, by ``val_id``, with those rows.

    Leaving these rows out of ``fit_times`` gives a fair figure for the case.

    No counted case of the package is among them; schedules are, and a user's own cases may be.
    """
    layers = facts_layers(folders)
    observations = {r["observation"]: r for r in read_table("observations", layers)}
    urls = {r["source_id"]: r["url"] for r in read_table("sources", layers)}
    read = [observations[r["observation"]] for r in read_table("fit_readings", layers)]
    found = {}
    for case in cases:
        rows = tuple(r["observation"] for r in read if repeats(r, case, urls))
        if rows:
            found[str(case.get("val_id"))] = rows
    return found


def learned_quantities(fit: TimesFit) -> tuple[Quantity, ...]:
    """Return the facts that a fit sets, with p10 and p90 of the mean, to stand in for the built-in ones."""
    found = []
    for p in fit.parameters:
        span = math.exp(Z90 * p.log_sd)
        for subject, quantity, factor in p.drives:
            value = factor * p.median
            part = (
                ""
                if factor == 1
                else f" {factor:g} of the fitted {p.median:.3g} {p.unit}, a split that is assumed."
            )
            found.append(
                Quantity(
                    subject=subject,
                    quantity=quantity,
                    value=_digits(value),
                    low=_digits(value / span),
                    high=_digits(value * span),
                    unit=p.unit,
                    grade="computed",
                    source_id="daliz",
                    locator="fit/priors.csv",
                    note=f"Joint fit of {len(fit.rows)} rows (daliz.app.fit_times), parameter {p.id}: "
                    f"{p.prior_median:g} before the rows were read; they took away {p.learned_share:.0%} of "
                    f"its variance.{part} Low and high are p10 and p90 of the mean.",
                    layer="fit",
                )
            )
    return tuple(found)


def _digits(value: float) -> float:  # unit-ok: any unit
    return float(f"{value:.3g}")


def _same(row: Row, case: Case) -> bool:
    try:
        numbers = [x for c in ("days", "days_low", "days_high") if (x := number_of(case, c)) is not None]
    except UnreadableCaseError:  # what is no number repeats nothing; reading the case refuses it
        return False
    middle = _middle(row["value"], row["low"], row["high"])
    if not numbers or middle is None:
        return False
    numbers.append((numbers[0] + numbers[-1]) / 2)
    return (
        any(abs(middle - n) < PRINTED_DAYS for n in numbers)
        and _word(row["corridor"]) in {"", _word(case.get("route"))}
        and _ends_agree(row["from_text"], case.get("origin"))
        and _ends_agree(row["to_text"], case.get("destination"))
    )


def _word(text: str | None) -> str:
    return re.split(r"[ ,;(]", (text or "").strip().lower(), maxsplit=1)[0]


def _ends_agree(one: str | None, two: str | None) -> bool:
    if not one or not two or any(v in f"{one} {two}".lower() for v in VAGUE):
        return True
    return _word(one) == _word(two)
