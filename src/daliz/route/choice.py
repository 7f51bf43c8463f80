"""The choice among ways: the few that are shown, each with its reason, and those that nobody would take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import prod
from typing import TypeVar

from daliz.model.plan import Way

__all__ = ["SHOWN", "choose", "is_idle", "retraced"]

SHOWN = 8
UNNAMED = "local"  # the group of ways outside the named corridors
WORSE = 1.15  # worse by less is as good: published figures about one lane scatter by that much (median)
DETOUR = 1.75  # a way three quarters as long again as a better one is a detour
MUCH_WORSE = 2.0  # between rivals of one group of corridors: ratios of days, cost and CO2e, multiplied

Some = TypeVar("Some", bound=Way)


def retraced(option: Way) -> bool:
    """Tell whether a chain comes back to a place that it had left: by truck out and by train back, say."""
    passed: list[str] = []
    for leg in option.legs:
        if leg.kind == "transport":
            for end in (leg.origin, *leg.via, leg.destination):
                place = end.partition(".")[0]
                if not passed or passed[-1] != place:
                    passed.append(place)
    return len(passed) != len(set(passed))


def _best_of(options: Sequence[Way], kind: str) -> list[list[Way]]:
    """Return for each corridor, or each group of corridors, the options that may stand for it, the best first.

    They are those whose p90 is not worse than the lowest by more than ``WORSE``. The one of lowest p90 is the best, unless
    another of them is cheaper by more than that.
    """
    held: dict[str, list[Way]] = {}
    for option in options:
        if option.group != UNNAMED:
            held.setdefault(option.corridor if kind == "corridor" else option.group, []).append(option)
    best = []
    for rivals in held.values():
        first = min(rivals, key=lambda o: (o.days.p90, o.cost_usd.p50, o.id))
        near = [o for o in rivals if o.days.p90 <= WORSE * first.days.p90]
        least = min(near, key=lambda o: (o.cost_usd.p50, o.days.p90, o.id), default=first)
        head = least if WORSE * least.cost_usd.p50 < first.cost_usd.p50 else first
        best.append([head, *(o for o in near if o is not head)])
    return sorted(best, key=lambda found: (found[0].days.p50, found[0].id))


def is_idle(option: Way, better: Way) -> bool:
    """Tell whether nobody would take an option because of a better one (decision 0110).

    Either it is worse in days, cost and CO2e alike and a detour; or the other is of the same group of corridors, no worse
    in anything, and on the whole twice as good: the three ratios multiplied.
    """
    ratios = [
        worse / least if least > 0 else 1.0
        for worse, least in (
            (option.days.p50, better.days.p50),
            (option.cost_usd.p50, better.cost_usd.p50),
            (option.wtw_kg_co2e, better.wtw_kg_co2e),
        )
    ]
    if min(ratios) > WORSE and option.distance_km > DETOUR * better.distance_km:
        return True
    return option.group == better.group and min(ratios) >= 1 and prod(ratios) > MUCH_WORSE


def choose(options: Sequence[Some]) -> list[Some]:
    """Return the options in order of showing, the first ``SHOWN`` or so with their reasons, the rest after them.

    Shown: fastest (least median), surest (highest on-time share; without a deadline the lowest p90),
    cheapest, greenest, then the best of each group of corridors, then of each corridor while there is room, but
    none that nobody would take (:func:`is_idle`).
    """
    if not options:
        return []
    why: dict[str, list[str]] = {}

    def give(option: Way, reason: str) -> None:
        why.setdefault(option.id, []).append(reason)

    give(min(options, key=lambda o: (o.days.p50, o.cost_usd.p50, o.id)), "fastest")
    give(min(options, key=lambda o: (-(o.on_time_share or 0.0), o.days.p90, o.cost_usd.p50, o.id)), "surest")
    give(min(options, key=lambda o: (o.cost_usd.p50, o.days.p50, o.id)), "cheapest")
    give(min(options, key=lambda o: (o.wtw_kg_co2e, o.days.p50, o.id)), "greenest")
    for kind in ("group", "corridor"):
        for best, *near in _best_of(options, kind):
            if any(o.id in why for o in (best, *near)) or any(is_idle(best, o) for o in options):
                continue
            if kind == "group" or len(why) < SHOWN:
                give(best, "best of its corridor")
    ordered = sorted(options, key=lambda o: (o.id not in why, o.days.p50, o.cost_usd.p50, o.id))
    return [replace(o, why=tuple(why.get(o.id, ()))) if o.id in why or o.why else o for o in ordered]
