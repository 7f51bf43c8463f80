"""The cheapest way to cut a chain's emissions, and what carbon would cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from daliz.errors import NoPlanError, QueryError, UnknownIdError
from daliz.model.greener import CarbonCost, CarbonPrice, Choice, Cut

__all__ = ["carbon_cost", "cheapest_cut", "choose_price"]


def cheapest_cut(choices: Sequence[Choice], base_id: str, cut_share: float, *, mix: bool = False) -> Cut:
    """Return the cheapest way to emit at least ``cut_share`` less than the base option.

    One option for the whole cargo; with ``mix``, also two options that share it (the cheapest mix of any
    number of options under one limit needs at most two). Ties go to fewer days, then to the id.

    Raises
    ------
    NoPlanError
        If no option emits so little; the message names the greenest.
    """
    if not 0 < cut_share <= 1:
        raise QueryError(
            f"A cut of {cut_share:.0%} is not possible.", "Give a percentage above 0, at most 100."
        )
    base = next((c for c in choices if c.id == base_id), None)
    if base is None:
        raise UnknownIdError.of("option", base_id, [c.id for c in choices], "options")
    target = base.wtw_kg_co2e * (1 - cut_share)
    cuts = [_cut(base, target, c, c, 1.0) for c in choices if c.wtw_kg_co2e <= target]
    if not cuts:
        best = min(choices, key=lambda c: (c.wtw_kg_co2e, c.id))
        share = 1 - best.wtw_kg_co2e / base.wtw_kg_co2e if base.wtw_kg_co2e else 0.0
        raise NoPlanError(
            f"No option emits {cut_share:.0%} less than {base.label}: "
            f"the greenest, {best.label}, emits {share:.0%} less.",
            "Ask for a smaller cut, allow more ways, or look at the levers.",
        )
    if mix:
        cuts += [
            _cut(base, target, a, b, (a.wtw_kg_co2e - target) / (a.wtw_kg_co2e - b.wtw_kg_co2e))
            for a in choices
            for b in choices
            if a.wtw_kg_co2e > target >= b.wtw_kg_co2e
        ]
    return min(
        cuts, key=lambda c: (round(c.extra_cost_usd, 6), round(c.extra_days, 6), c.second.id, c.first.id)
    )


def _cut(base: Choice, target_kg: float, a: Choice, b: Choice, share: float) -> Cut:
    cost = a.cost_usd * (1 - share) + b.cost_usd * share
    kg = a.wtw_kg_co2e * (1 - share) + b.wtw_kg_co2e * share
    days = b.days if a is b else max(a.days, b.days)
    return Cut(
        base=base,
        target_kg_co2e=target_kg,
        first=a,
        second=b,
        share_of_second=share,
        extra_cost_usd=cost - base.cost_usd,
        extra_days=days - base.days,
        saved_kg_co2e=base.wtw_kg_co2e - kg,
    )


def choose_price(
    prices: Iterable[CarbonPrice], series: str, year: int
) -> CarbonPrice:  # unit-ok: a calendar year
    """Return the price of a series in the latest year not after the one asked for, else its first.

    Raises
    ------
    UnknownIdError
        If there is no such series.
    """
    rows = list(prices)
    own = sorted((p for p in rows if p.series == series), key=lambda p: p.price_year)
    if not own:
        raise UnknownIdError.of(
            "carbon price series", series, sorted({p.series for p in rows}), "carbon_prices.csv"
        )
    before = [p for p in own if p.price_year <= year]
    return before[-1] if before else own[0]


def carbon_cost(wtw_kg_co2e: float, price: CarbonPrice) -> CarbonCost:
    """Return a chain's emissions in money at one price; no currency is converted."""

    def at(value: float | None) -> float | None:  # unit-ok: money a tonne
        return None if value is None else value * wtw_kg_co2e / 1000

    return CarbonCost(price=price, low=at(price.low), central=at(price.central), high=at(price.high))
