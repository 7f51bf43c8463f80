"""The taper of rail freight over a whole haul."""

from __future__ import annotations

from dataclasses import replace

from daliz.model.plan import Leg

__all__ = ["GENERIC_RAIL", "tapered_legs"]

GENERIC_RAIL = "class:rate.rail value"


def _is_generic(leg: Leg) -> bool:
    return any(item.fact == GENERIC_RAIL for item in leg.cost)


def tapered_legs(legs: tuple[Leg, ...], exponent: float) -> tuple[Leg, ...]:  # unit-ok: a power
    """Return the legs with the generic freight of each haul scaled so that it tapers over the whole haul.

    A haul is a run of rail legs with nothing between them but gauge changes. With stages of l_i km the sum of
    ``l_i^e`` becomes ``(sum l_i)^e``; a stage with a published rate keeps it, and its length counts all the same.
    """
    done = list(legs)
    haul: list[int] = []
    for i, leg in enumerate([*legs, None]):
        if leg is not None and leg.mode == "rail" and leg.kind == "transport":
            haul.append(i)
        elif leg is None or leg.mode != "gauge change":
            _scale(done, haul, exponent)
            haul = []
    return tuple(done)


def _scale(legs: list[Leg], haul: list[int], exponent: float) -> None:  # unit-ok: a power
    if len(haul) < 2:  # noqa: PLR2004 - one stage tapers by itself
        return
    lengths = [max(1.0, legs[i].distance_km) for i in haul]
    by = sum(lengths) ** exponent / sum(x**exponent for x in lengths)
    for i in haul:
        if not _is_generic(legs[i]):
            continue
        cost = tuple(
            replace(c, usd=c.usd * by, low_usd=c.low_usd * by, high_usd=c.high_usd * by)
            if c.fact == GENERIC_RAIL
            else c
            for c in legs[i].cost
        )
        legs[i] = replace(legs[i], cost=cost)
