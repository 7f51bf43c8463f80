"""The taper of rail freight over a whole haul."""

from __future__ import annotations

from dataclasses import replace

from daliz.model.plan import Leg

__all__ = ["GENERIC_RAIL", "tapered_legs"]

GENERIC_RAIL = "class:rate.rail value"
LEAST_SHARE = 0.2  # a stage beside published ones costs at least this share of its price by itself: assumed


def _is_generic(leg: Leg) -> bool:
    return any(item.fact == GENERIC_RAIL for item in leg.cost)


def tapered_legs(
    legs: tuple[Leg, ...],
    exponent: float,  # unit-ok: a power
    done: dict[tuple[int, float], tuple[Leg, Leg]] | None = None,
) -> tuple[Leg, ...]:
    """Return the legs with the generic freight of each haul scaled so that it tapers over the whole haul.

    A haul is a run of rail legs with nothing between them but gauge changes. With stages of l_i km the sum of
    ``l_i^e`` becomes ``(sum l_i)^e``. A stage with a published rate keeps it, and the others cost what they add to it:
    ``(sum l_i)^e`` less the published stages' own ``l_i^e``, but not less than ``LEAST_SHARE`` of their stand-alone price.
    ``done`` keeps the legs that were scaled, for chains have them in common.
    """
    found = list(legs)
    done = {} if done is None else done
    haul: list[int] = []
    for i, leg in enumerate([*legs, None]):
        if leg is not None and leg.mode == "rail" and leg.kind == "transport":
            haul.append(i)
        elif leg is None or leg.mode != "gauge change":
            _scale(found, haul, exponent, done)
            haul = []
    return tuple(found)


def _scale(
    legs: list[Leg],
    haul: list[int],
    exponent: float,  # unit-ok: a power
    done: dict[tuple[int, float], tuple[Leg, Leg]],
) -> None:
    if len(haul) < 2:  # noqa: PLR2004 - one stage tapers by itself
        return
    powers = {i: max(1.0, legs[i].distance_km) ** exponent for i in haul}
    whole = sum(max(1.0, legs[i].distance_km) for i in haul) ** exponent
    generic = sum(x for i, x in powers.items() if _is_generic(legs[i]))
    if not generic:
        return
    by = max(LEAST_SHARE, (whole - (sum(powers.values()) - generic)) / generic)
    for i in haul:
        if _is_generic(legs[i]):
            key = (id(legs[i]), by)
            if key not in done:
                done[key] = legs[i], _scaled(legs[i], by)
            legs[i] = done[key][1]


def _scaled(leg: Leg, by: float) -> Leg:  # unit-ok: a factor
    cost = tuple(
        replace(c, usd=c.usd * by, low_usd=c.low_usd * by, high_usd=c.high_usd * by)
        if c.fact == GENERIC_RAIL
        else c
        for c in leg.cost
    )
    return replace(leg, cost=cost)
