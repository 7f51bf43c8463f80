"""The tokens that a chain passes: what rules of corridors and questions speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from daliz.model.corridor import Corridor
from daliz.model.network import Service
from daliz.model.plan import Leg, Query
from daliz.notes import Named, Note

__all__ = ["border_tokens", "chain_tokens", "operator_tokens", "token_title"]


def border_tokens(places: tuple[str, str], countries: tuple[str, str]) -> tuple[str, ...]:
    """Return what a crossing is called: by its two stations and by its two countries; none inside one country."""
    if countries[0] == countries[1]:
        return ()
    return tuple(f"border:{'/'.join(sorted(pair))}" for pair in (places, countries))


def operator_tokens(query: Query, service: Service) -> tuple[str, ...]:
    """Return the operators that a question speaks of and that the name or note of a service names."""
    asked = (*query.avoid, *query.avoid_transit, *query.require)
    return tuple(t for t in asked if t.startswith("operator:") and service.is_of(t.removeprefix("operator:")))


def chain_tokens(corridor: Corridor, legs: Sequence[Leg]) -> frozenset[str]:
    """Return every token that a chain passes: places, countries, borders, modes, passages, basins, services."""
    return frozenset().union(*[_leg_tokens(corridor, leg) for leg in legs])


@lru_cache(maxsize=16384)  # chains of many questions share their legs
def _leg_tokens(corridor: Corridor, leg: Leg) -> frozenset[str]:
    tokens: set[str] = set()
    hubs = corridor.hubs
    if leg.kind == "transport":
        # a truck that only collects or delivers does not make a chain a road chain
        if not leg.at_door:
            tokens.add(f"mode:{leg.mode}")
        tokens.update(f"country:{c}" for c, _ in leg.country_km)
        tokens.update(leg.via)
        tokens.update(f"passage:{p}" for p in leg.passages)
        for border in leg.borders:
            a, b = border.split("/")
            tokens.update(border_tokens((a, b), (hubs[a].country, hubs[b].country)))
        if leg.service is not None:
            tokens.add(f"service:{leg.service}")
    if leg.kind == "hub" and leg.mode == "gauge change":
        tokens.add(f"gauge:{leg.origin.partition('.')[0]}")
    for end in (leg.origin, leg.destination):
        place = end.partition(".")[0]
        if end in corridor.terminals:
            tokens.add(place)
            tokens.add(f"country:{hubs[place].country}")
    service = corridor.services_by_id.get(leg.service or "")
    if service is not None and leg.mode in {"sea", "ferry"}:
        tokens.add(f"sea:{service.run_class.partition('.')[2]}")
    return frozenset(tokens)


def token_title(corridor: Corridor, token: str) -> Named | Note:
    """Return what a token names, with its names."""
    kind, _, name = token.partition(":")
    if kind == "mode":
        return Note.of(f"plan.mode.{name}")
    known: dict[str, Iterable[tuple[str, Mapping[str, str]]]] = {
        "country": ((c.id, c.names) for c in corridor.countries.values()),
        "passage": ((p, x.names) for p, x in corridor.passages.items()),
        "corridor": ((r.id, r.names) for r in corridor.rules),
        "service": ((s.id, s.names) for s in corridor.services),
    }
    if kind == "border":
        names_of: dict[str, Mapping[str, str]] = {h.id: h.names for h in corridor.hubs.values()}
        names_of |= {c.id: c.names for c in corridor.countries.values()}
        one, two = (Named.of(end, names_of.get(end, {})) for end in name.split("/"))
        return Note.of("note.between", one=one, two=two)
    names = dict(known.get(kind, ())).get(name)
    if names is None and token in corridor.hubs:
        names = corridor.hubs[token].names
    return Named.of(name or token, names or {})
