"""The taper of rail freight over a whole haul."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from daliz.model.plan import Leg

__all__ = ["GENERIC_RAIL", "tapered_legs"]

GENERIC_RAIL = "class:rate.rail value"
LEAST_SHARE = 0.2  # a stage beside published ones costs at least this share of its price by itself: assumed


def _is_generic(leg: Leg) -> bool:
    return any(item.fact == GENERIC_RAIL for item in leg.cost)


def tapered_legs(legs: tuple[Leg, ...], exponent: float) -> tuple[Leg, ...]:  # unit-ok: a power
    """Return the legs with the generic freight of each haul scaled so that it tapers over the whole haul.

    A haul is a run of rail legs with nothing between them but gauge changes. With stages of l_i km the sum of
    ``l_i^e`` becomes ``(sum l_i)^e``. A stage with a published rate keeps it, and the others cost what they add to it:
    ``(sum l_i)^e`` less the published stages' own ``l_i^e``, but not less than ``LEAST_SHARE`` of their stand-alone price.
    """
    found = list(legs)
    haul: list[int] = []
    for i, leg in enumerate([*legs, None]):
        if leg is not None and leg.mode == "rail" and leg.kind == "transport":
            haul.append(i)
        elif leg is None or leg.mode != "gauge change":
            if len(haul) > 1:  # one stage tapers by itself
                whole = tuple([legs[i] for i in haul])
                for at, scaled in zip(haul, _tapered(whole, exponent), strict=True):
                    found[at] = scaled
            haul = []
    return tuple(found)


@lru_cache(maxsize=2048)  # chains have their hauls in common, and so have questions
def _tapered(haul: tuple[Leg, ...], exponent: float) -> tuple[Leg, ...]:  # unit-ok: a power
    lengths = [max(1.0, leg.distance_km) for leg in haul]
    is_generic = [_is_generic(leg) for leg in haul]
    powers = [km**exponent for km in lengths]
    generic = sum(x for x, alike in zip(powers, is_generic, strict=True) if alike)
    if not generic:
        return haul
    by = max(LEAST_SHARE, (sum(lengths) ** exponent - (sum(powers) - generic)) / generic)
    return tuple(_scaled(leg, by) if alike else leg for leg, alike in zip(haul, is_generic, strict=True))


def _scaled(leg: Leg, by: float) -> Leg:  # unit-ok: a factor
    cost = tuple(
        replace(c, usd=c.usd * by, low_usd=c.low_usd * by, high_usd=c.high_usd * by)
        if c.fact == GENERIC_RAIL
        else c
        for c in leg.cost
    )
    return replace(leg, cost=cost)
