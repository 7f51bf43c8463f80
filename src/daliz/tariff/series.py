"""A published price between two of its dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from math import exp, log, sqrt

from daliz.model.fact import Facts
from daliz.model.network import Rate

__all__ = ["PUBLISHED_SD", "Z90", "rate_on"]

Z90 = 1.2816  # nine in ten of a normal law
YEAR_D = 365.25
PUBLISHED_SD = 0.2  # spread of what single consignments pay about a published price, assumed


def rate_on(rate: Rate, rates: Iterable[Rate], facts: Facts, on: date) -> Rate:
    """Return a dated rate as it stood on a day: between two dates of one lane it moves evenly in its logarithm.

    The money is then that of the day, not of the older date: an index is not carried on by consumer prices where its next
    value is known. What single consignments pay about it is wider the farther both dates are: a Brownian bridge whose
    strength a year is ``class:rate.MODE drift``. A rate whose next date is not known stays as it is.
    """
    if rate.valid_from is None or on <= rate.valid_from:
        return rate
    later = [(r.valid_from, r.id, r) for r in rates if r.valid_from is not None and _same_lane(r, rate)]
    coming = [x for x in later if x[0] > on]
    if not coming:
        return rate
    next_day, _, after = min(coming)
    whole = (next_day - rate.valid_from).days / YEAR_D
    gone = (on - rate.valid_from).days / YEAR_D
    value = exp(log(rate.value) + (log(after.value) - log(rate.value)) * gone / whole)
    drift = facts.value(f"class:rate.{rate.mode}", "drift", on, 0.0)
    sd = sqrt(PUBLISHED_SD**2 + drift**2 * gone * (whole - gone) / whole)
    return replace(
        rate,
        value=value,
        low=value * exp(-Z90 * sd),
        high=value * exp(Z90 * sd),
        price_year=on.year,
        grade="computed",
        note=f"{rate.note or ''} Between {rate.value:,.0f} of {rate.valid_from} and {after.value:,.0f} of "
        f"{next_day}.".strip(),
    )


def _same_lane(one: Rate, two: Rate) -> bool:
    return (one.scope, one.mode, one.from_id, one.to_id, one.unit, one.corridor) == (
        two.scope,
        two.mode,
        two.from_id,
        two.to_id,
        two.unit,
        two.corridor,
    )
