"""What a question keeps out of and what it asks for, as tokens and corridors."""

from __future__ import annotations

from daliz.errors import QueryError
from daliz.model.corridor import Corridor
from daliz.model.network import CorridorRule
from daliz.model.plan import Query
from daliz.notes import Note
from daliz.route.shut import is_shut
from daliz.route.tokens import token_title

__all__ = ["asked_rules", "avoided_rules", "blocked_tokens", "required_tokens", "wanted_tokens"]

MOST_REQUIRED = 6  # each doubles the states of the search


def blocked_tokens(corridor: Corridor, query: Query) -> frozenset[str]:
    """Return the tokens that may not be passed: what the query avoids, and what is shut on the day of readiness.

    Raises
    ------
    QueryError
        If the country or hub of an end is to be avoided, where only its transit can be, or something is also required.
    """
    ends = {f"country:{query.origin.country}", f"country:{query.destination.country}"}
    ends |= {e.hub for e in (query.origin, query.destination) if e.hub is not None}
    for token in query.avoid:
        if token in ends:
            what = token_title(corridor, token)
            raise QueryError(
                f"The chain begins or ends in {token.removeprefix('country:')}, so it cannot be avoided.",
                "To keep out of it in between only, use --avoid-transit.",
                (Note.of("error.avoided_end", what=what), Note.of("error.avoid_transit")),
            )
    shut = {s.subject for s in corridor.states if s.state == "closed"}
    now = {
        s
        for s in shut
        if (found := corridor.state_of(s, query.ready)) is not None and found.state == "closed"
    }
    now |= {
        c.subject
        for c in corridor.closures
        if c.subject.startswith("country:") and is_shut(corridor, c.subject, query.ready)[0]
    }
    both = [t for t in query.require if t in query.avoid or t in query.avoid_transit]
    if both:
        titles = tuple(token_title(corridor, t) for t in both)
        raise QueryError(
            f"{', '.join(both)}: both required and to be avoided.",
            "Leave it out of one of them.",
            (Note.of("error.both", what=titles), Note.of("error.leave_one")),
        )
    blocked = set(query.avoid) | (set(query.avoid_transit) - ends) | {s.removeprefix("place:") for s in now}
    return frozenset(blocked)


def wanted_tokens(corridor: Corridor, query: Query) -> list[str]:
    """Return the tokens whose passing the search must know: those of corridor rules and of the query."""
    wanted = set(query.require)
    for rule in corridor.rules:
        wanted.update(rule.passes, rule.any_of, rule.none_of)
    return sorted(wanted)


def required_tokens(corridor: Corridor, query: Query) -> list[str]:
    """Return the required tokens that the search must watch for: those that no end and no other of them implies.

    Raises
    ------
    QueryError
        If they are too many: each doubles the work.
    """
    hubs = corridor.hubs
    implied = {query.origin.hub, query.destination.hub}
    implied |= {f"country:{e.country}" for e in (query.origin, query.destination) if e.hub is not None}
    services = {f"service:{s.id}": s for s in corridor.services}
    for token in query.require:
        kind, _, name = token.partition(":")
        places = [token] if token in hubs else []
        if token in services:
            service = services[token]
            places = [corridor.terminals[t].place for t in (service.origin, service.destination)]
            implied |= {*places, f"mode:{service.mode}"}
        elif kind == "border":
            implied |= {f"country:{c}" for c in name.split("/")}
            places = [p for p in name.split("/") if p in hubs]
            implied.update(places)
        implied |= {f"country:{hubs[p].country}" for p in places}
    found = [t for t in query.require if t not in implied and not t.startswith("corridor:")]
    if len(found) > MOST_REQUIRED:
        raise QueryError(
            f"{len(found)} things are required that do not follow from each other: {', '.join(found)}.",
            f"Require at most {MOST_REQUIRED}.",
            (
                Note.of("error.many_required", names=tuple(token_title(corridor, t) for t in found)),
                Note.of("error.require_fewer", most=MOST_REQUIRED),
            ),
        )
    return found


def asked_rules(corridor: Corridor, query: Query) -> list[CorridorRule] | None:
    """Return the rules of the corridors that a question asks for; None if it asks for none.

    Raises
    ------
    QueryError
        If there is no such corridor.
    """
    asked = [t.removeprefix("corridor:") for t in query.require if t.startswith("corridor:")]
    if not asked:
        return None
    chosen = [r for r in corridor.rules if r.id in asked or r.group in asked]
    if not chosen:
        known = tuple(r.id for r in corridor.rules)
        raise QueryError(
            f"There is no corridor {asked[0]!r}.",
            f"Corridors: {', '.join(known)}.",
            (Note.of("error.no_corridor", name=asked[0]), Note.of("error.corridors", names=known)),
        )
    return chosen


def avoided_rules(corridor: Corridor, query: Query) -> frozenset[str]:
    """Return the ids of the corridors that a question keeps out of."""
    said = {
        t.removeprefix("corridor:") for t in (*query.avoid, *query.avoid_transit) if t.startswith("corridor:")
    }
    return frozenset(r.id for r in corridor.rules if r.id in said or r.group in said)
