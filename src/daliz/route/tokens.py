"""The tokens that a chain passes: what rules of corridors and questions speak of."""

from __future__ import annotations

from collections.abc import Sequence

from daliz.model.corridor import Corridor
from daliz.model.plan import Leg

__all__ = ["chain_tokens"]


def chain_tokens(corridor: Corridor, legs: Sequence[Leg]) -> frozenset[str]:
    """Return every token that a chain passes: places, countries, modes, passages, basins, services."""
    tokens: set[str] = set()
    for leg in legs:
        if leg.kind == "transport":
            # a truck that only collects or delivers does not make a chain a road chain
            if not (set(leg.notes) & {"collection", "delivery"}):
                tokens.add(f"mode:{leg.mode}")
            tokens.update(f"country:{c}" for c, _ in leg.country_km)
            tokens.update(leg.via)
            tokens.update(f"passage:{p}" for p in leg.passages)
            if leg.service is not None:
                tokens.add(f"service:{leg.service}")
        if leg.kind == "hub" and leg.mode == "gauge change":
            tokens.add(f"gauge:{leg.origin.partition('.')[0]}")
        for end in (leg.origin, leg.destination):
            place = end.partition(".")[0]
            if end in corridor.terminals:
                tokens.add(place)
                tokens.add(f"country:{corridor.hubs[place].country}")
    by_id = {s.id: s for s in corridor.services}
    for leg in legs:
        if leg.service in by_id and leg.mode in {"sea", "ferry"}:
            tokens.add(f"sea:{by_id[leg.service].run_class.partition('.')[2]}")
    return frozenset(tokens)
