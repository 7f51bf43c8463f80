"""A published price for a whole chain in place of the sum of its parts; never both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from daliz.model.corridor import Corridor
from daliz.model.network import Rate, in_force
from daliz.model.plan import CostItem, End, Query, Range, Way
from daliz.notes import Note
from daliz.tariff.prices import Tariff
from daliz.tariff.series import rate_on

__all__ = ["with_through_rates"]

KEPT = frozenset(
    {"collection or delivery", "return of the empty container"}
)  # what a terminal price leaves out
Some = TypeVar("Some", bound=Way)


def _names(corridor: Corridor, end: End) -> set[str]:
    """Return what an end may be called in a rate: its hub, its country, the regions that hold its hub."""
    names = {end.country, *(n.lower() for n in corridor.countries[end.country].names.values())}
    if end.hub is not None:
        names |= {end.hub, *(r for r, places in corridor.regions.items() if end.hub in places)}
    return names


def _between(corridor: Corridor, query: Query) -> list[Rate]:
    """Return the through rates for the ends and the day of a question."""
    one, two = _names(corridor, query.origin), _names(corridor, query.destination)
    return [
        r
        for r in corridor.rates
        if r.scope == "through"
        and in_force(query.ready, r.valid_from, r.valid_to)
        and ((r.from_id in one and r.to_id in two) or (r.both_ways and r.from_id in two and r.to_id in one))
    ]


def _fits(rate: Rate, option: Way) -> bool:
    modes = {leg.mode for leg in option.legs if leg.kind == "transport"}
    by_sea = bool(modes & {"sea", "ferry"})
    mode = (
        rate.mode in {None, "any"} or (rate.mode == "rail" and not by_sea) or (rate.mode == "sea" and by_sea)
    )
    return mode and rate.corridor in {None, option.corridor, option.group}


def with_through_rates(
    corridor: Corridor, query: Query, prices: Tariff, options: Sequence[Some]
) -> list[Some]:
    """Return the options, each priced by a through rate for its ends, corridor and day where one is published.

    The rate replaces the parts from terminal to terminal, and their legs carry no cost of their own any more; collection,
    delivery, however far, and the empty box stay. The difference
    from the sum of the parts is told in a note. Of several rates the one that names the ends most closely wins, then the
    latest.
    """
    rates = _between(corridor, query)
    found = []
    for option in options:
        fitting = [r for r in rates if _fits(r, option)]
        found.append(_by_one_rate(corridor, query, prices, option, fitting) if fitting else option)
    return found


def _by_one_rate(
    corridor: Corridor, query: Query, prices: Tariff, option: Some, fitting: Sequence[Rate]
) -> Some:
    hubs = {query.origin.hub, query.destination.hub}
    rate = max(fitting, key=lambda r: (len({r.from_id, r.to_id} & hubs), str(r.valid_from), r.id))
    item = prices.published(
        "through freight",
        rate_on(rate, corridor.rates, corridor.facts, query.ready),
        f"{query.origin.name}–{query.destination.name}",
    )
    legs = tuple(leg if leg.at_door else replace(leg, cost=()) for leg in option.legs)
    at_doors = {id(i) for leg in legs for i in leg.cost}
    kept = tuple(i for i in option.cost if i.item in KEPT or id(i) in at_doors)
    parts_usd = sum(i.usd for i in option.cost) - sum(i.usd for i in kept)
    priced = _priced(option, (item, *kept), item, parts_usd, max(1, query.cargo.units_count))
    return replace(priced, legs=legs)


def _priced(
    option: Some, cost: tuple[CostItem, ...], item: CostItem, parts_usd: float, units_count: int
) -> Some:
    total = Range(
        p10=sum(i.low_usd for i in cost), p50=sum(i.usd for i in cost), p90=sum(i.high_usd for i in cost)
    )
    whole_usd = sum(i.usd for i in cost)
    sourced_usd = sum(i.usd for i in cost if i.grade in {"official", "press", "other"})
    note = Note.of("note.through_rate", usd=round(item.usd), parts_usd=round(parts_usd))
    return replace(
        option,
        cost=cost,
        cost_usd=total,
        cost_per_unit_usd=Range(
            p10=total.p10 / units_count, p50=total.p50 / units_count, p90=total.p90 / units_count
        ),
        sourced_cost_share=sourced_usd / whole_usd if whole_usd else 0.0,
        through_rate=item,
        notes=(*option.notes, note),
    )
