"""Candidates for a question: the exact Pareto set, the surest ways, and the best of every corridor."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from daliz.errors import QueryError
from daliz.kernels.pareto import NEVER, Network, enter_reference, lower_bounds_reference, pareto_reference
from daliz.kernels.pareto_compiled import is_loaded, pareto
from daliz.model.corridor import Corridor
from daliz.model.network import CorridorRule
from daliz.model.plan import Query
from daliz.route.graph import Arc, Graph
from daliz.route.rail import Stage
from daliz.route.sailings import is_shut
from daliz.timeline import instant_of

__all__ = ["Candidate", "blocked_tokens", "candidates", "wanted_tokens"]

WANTED_CANDIDATES = 40
MOST_TRIES = 120  # searches for neighbours
PENALTY = 1.12  # how much slower a leg is made that was used already
SLOWEST = 5.0  # a way this many times slower than the quickest stays only if it is among the cheapest
DEAREST = 2.0  # among the cheapest: at most this many times the least cost
SPREAD_WEIGHT = (
    1.28  # nine in ten under a normal law: the pass that looks for sure ways adds this many spreads
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chain of arcs and the first reason it was kept."""

    arcs: tuple[Arc, ...]
    pareto: bool


def blocked_tokens(corridor: Corridor, query: Query) -> frozenset[str]:
    """Return the tokens that may not be passed: what the query avoids, and what is shut on the day of readiness.

    Raises
    ------
    QueryError
        If the country or hub of an end is to be avoided: only its transit can be.
    """
    ends = {f"country:{query.origin.country}", f"country:{query.destination.country}"}
    ends |= {e.hub for e in (query.origin, query.destination) if e.hub is not None}
    for token in query.avoid:
        if token in ends:
            raise QueryError(
                f"The chain begins or ends in {token.removeprefix('country:')}, so it cannot be avoided.",
                "To keep out of it in between only, use --avoid-transit.",
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
    blocked = set(query.avoid) | (set(query.avoid_transit) - ends) | {s.removeprefix("place:") for s in now}
    return frozenset(blocked)


def wanted_tokens(corridor: Corridor, query: Query) -> list[str]:
    """Return the tokens whose passing the search must know: those of corridor rules and of the query."""
    wanted = set(query.require)
    for rule in corridor.rules:
        wanted.update(rule.passes, rule.any_of, rule.none_of)
    return sorted(wanted)


def candidates(corridor: Corridor, query: Query, graph: Graph) -> list[Candidate]:
    """Return chains worth looking at, without duplicates: Pareto first, then the surest, then each corridor's best."""
    start_min = start_of(query)
    required = graph.tokens.mask(t for t in query.require if not t.startswith("corridor:"))
    rules = _wanted_rules(corridor, query)
    chains: dict[tuple[int, ...], bool] = {}
    if rules is None:
        for chain in _pareto(graph, start_min, required):
            chains.setdefault(tuple(chain), True)
        sure = replace(graph, network=_with_spread(graph))
        for chain in _pareto(sure, start_min, required):
            chains.setdefault(tuple(chain), False)
    finder = _Finder(graph, start_min)
    for rule in corridor.rules if rules is None else rules:
        must = graph.tokens.mask(rule.passes) | required
        some, none = graph.tokens.mask(rule.any_of), graph.tokens.mask(rule.none_of)
        if not finder.possible(must, some):
            continue
        for weights, limit in finder.weightings:
            most = limit if rules is None else NEVER  # who asks for a corridor gets it, however slow
            found = finder.best(weights, most, must, some, none)
            if found is not None:
                chains.setdefault(tuple(found), False)
    if rules is None:
        _add_neighbours(corridor, graph, finder, chains, required)
    return _sensible(corridor, graph, chains)


def _add_neighbours(
    corridor: Corridor, graph: Graph, finder: _Finder, chains: dict[tuple[int, ...], bool], required: int
) -> None:
    """Add ways beside those already found, until there are enough to look at.

    The quickest way is sought again and again, the legs of each way found being made a little slower for the
    next search (the penalty method): near and different ways come up in turn.
    """
    weights = finder.copy_of_minutes()
    straight = sum(not _returns(corridor, graph, c) for c in chains)
    for chain in chains:
        _slow(graph, weights, chain)
    for _ in range(MOST_TRIES):
        if straight >= WANTED_CANDIDATES:
            return
        found = finder.best(weights, NEVER, required, 0, 0)
        if found is None:
            return
        _slow(graph, weights, found)
        if tuple(found) not in chains:
            chains[tuple(found)] = False
            straight += not _returns(corridor, graph, found)


def _slow(graph: Graph, weights: list[int], chain: Sequence[int]) -> None:
    for arc in chain:
        if graph.arcs[arc].transfers:
            weights[arc] = round(weights[arc] * PENALTY) + 1


def _returns(corridor: Corridor, graph: Graph, chain: Sequence[int]) -> bool:
    """Tell whether a chain comes back to a hub, a country or a customs union that it had left."""
    seen: list[str] = []
    places: list[str] = []
    for index in chain:
        arc = graph.arcs[index]
        crossed = [two for _, two in arc.ref.border_pairs] if isinstance(arc.ref, Stage) else []
        hubs = [corridor.hubs.get(graph.nodes[node].partition(".")[0]) for node in (arc.tail, arc.head)]
        for hub in hubs:
            if hub is not None and (not places or places[-1] != hub.id):
                places.append(hub.id)
        countries = [hubs[0] and hubs[0].country, *crossed, hubs[1] and hubs[1].country]
        for country in countries:
            if not country:
                continue
            union = corridor.countries[country].customs_union
            # the way through Serbia leaves the EU and comes back; no such way leaves the Eurasian union
            block = country if union in {None, "eu"} else union
            if not seen or seen[-1] != block:
                seen.append(block)
    return len(seen) != len(set(seen)) or len(places) != len(set(places))


def _sensible(corridor: Corridor, graph: Graph, chains: dict[tuple[int, ...], bool]) -> list[Candidate]:
    """Drop ways that nobody would take: back into a country once left, or far slower and dearer than the rest."""
    straight = [c for c in chains if not _returns(corridor, graph, c)]
    minutes = {c: sum(graph.arcs[i].minutes for i in c) for c in straight}
    usd = {c: sum(graph.arcs[i].usd for i in c) for c in straight}
    slowest, dearest = SLOWEST * min(minutes.values(), default=0), DEAREST * min(usd.values(), default=0)
    kept = [c for c in straight if minutes[c] <= slowest or usd[c] <= dearest]
    return [Candidate(tuple(graph.arcs[i] for i in c), chains[c]) for c in kept]


def start_of(query: Query) -> int:
    """Return the UTC minute at which the day of readiness begins at the origin."""
    from datetime import datetime, time  # noqa: PLC0415
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    local = datetime.combine(query.ready, time(0), tzinfo=ZoneInfo(query.origin.tz))
    return instant_of(local) // 60


def _wanted_rules(corridor: Corridor, query: Query) -> list[CorridorRule] | None:
    asked = [t.removeprefix("corridor:") for t in query.require if t.startswith("corridor:")]
    if not asked:
        return None
    chosen = [r for r in corridor.rules if r.id in asked or r.group in asked]
    if not chosen:
        known = ", ".join(r.id for r in corridor.rules)
        raise QueryError(f"There is no corridor {asked[0]!r}.", f"Corridors: {known}.")
    return chosen


def _with_spread(graph: Graph) -> Network:
    extra = np.fromiter(
        (round(SPREAD_WEIGHT * a.spread_min) for a in graph.arcs), dtype=np.int64, count=len(graph.arcs)
    )
    return graph.network._replace(minutes=graph.network.minutes + extra)


def _pareto(graph: Graph, start_min: int, required: int) -> Iterable[list[int]]:
    if required == 0:
        yield from (
            chain for _, chain in _search(graph.network, graph.index["O"], graph.index["D"], start_min)
        )
        return
    expanded, arc_of, source, target = _expand(graph, required)
    for _, chain in _search(expanded, source, target, start_min):
        yield [arc_of[i] for i in chain]


def _search(
    net: Network, source: int, target: int, start_min: int
) -> list[tuple[tuple[int, int, int, int], list[int]]]:
    """Search with the compiled kernel once it is loaded, else with its plain twin: the answers are equal."""
    if is_loaded():
        return pareto(net, source, target, start_min)
    return pareto_reference(net, source, target, start_min)


def _expand(graph: Graph, required: int) -> tuple[Network, list[int], int, int]:
    """Return the network whose nodes also know which required tokens have been passed."""
    bits = [1 << i for i in range(required.bit_length()) if required >> i & 1]
    states = 1 << len(bits)

    def after(state: int, mask: int) -> int:
        for i, bit in enumerate(bits):
            if mask & bit:
                state |= 1 << i
        return state

    count = len(graph.nodes)
    order: list[int] = []
    heads: list[int] = []
    indptr = [0]
    for state in range(states):
        for node in range(count):
            for i in range(graph.network.indptr[node], graph.network.indptr[node + 1]):
                arc = graph.arcs[i]
                order.append(i)
                heads.append(after(state, arc.mask) * count + arc.head)
            indptr.append(len(order))
    picked = np.array(order, dtype=np.int64)
    net = graph.network
    expanded = Network(
        indptr=np.array(indptr, dtype=np.int64),
        head=np.array(heads, dtype=np.int64),
        **{
            f: getattr(net, f)[picked]
            for f in (
                "minutes",
                "usd",
                "kg",
                "transfers",
                "open_from",
                "open_to",
                "profile",
                "dep_from",
                "dep_to",
            )
        },
        profiles=net.profiles,
        departures=net.departures,
    )
    return expanded, order, graph.index["O"], (states - 1) * count + graph.index["D"]


class _Finder:
    """Best chains of one criterion under rules, by A* on nodes that know which tokens they have passed."""

    def __init__(self, graph: Graph, start_min: int) -> None:
        self.net = Network(*(column.tolist() for column in graph.network))
        self.masks = [a.mask for a in graph.arcs]
        self.source, self.target = graph.index["O"], graph.index["D"]
        self.start_min = start_min
        self.union = 0
        for mask in self.masks:
            self.union |= mask
        self.bounds = {}
        self.weightings: list[tuple[Any, int]] = []
        for weights, slack in ((self.net.minutes, SLOWEST), (self.net.usd, DEAREST)):
            bound = lower_bounds_reference(self.net, self.target, weights)
            self.bounds[id(weights)] = bound
            # a way beyond the limit would be dropped as not sensible: the search may stop there
            self.weightings.append((weights, round(slack * bound[self.source])))

    def copy_of_minutes(self) -> list[int]:
        """Return the minutes of the arcs, to be made slower by the caller; the bounds of the true ones still hold."""
        weights = list(self.net.minutes)
        self.bounds[id(weights)] = self.bounds[id(self.net.minutes)]
        return weights

    def possible(self, must: int, some: int) -> bool:
        """Tell whether the arcs offer what a rule asks for."""
        return self.union & must == must and (some == 0 or self.union & some != 0)

    def best(
        self,
        weights: Any,  # noqa: ANN401
        limit: int,
        must: int,
        some: int,
        none: int,
    ) -> list[int] | None:
        """Return the chain of least weight, at most ``limit``, by the tokens of a rule.

        It passes all of ``must``, one of ``some`` and none of ``none``.
        """
        net, bound, masks = self.net, self.bounds[id(weights)], self.masks
        wanted = must | some
        queue = [(bound[self.source], 0, self.start_min, 0, self.source, -1)]
        parents: list[tuple[int, int]] = []
        seen: set[tuple[int, int]] = set()
        while queue:
            _, value, at, got, node, label = heapq.heappop(queue)
            if (node, got) in seen:
                continue
            seen.add((node, got))
            if node == self.target:
                if got & must == must and (some == 0 or got & some):
                    return _unwind(parents, label)
                continue
            for arc in range(net.indptr[node], net.indptr[node + 1]):
                head = net.head[arc]
                if masks[arc] & none or bound[head] == NEVER:
                    continue
                reached = got | (masks[arc] & wanted)
                if (head, reached) in seen:
                    continue
                arrives = enter_reference(net, arc, at)
                if arrives < 0:
                    continue
                through = value + weights[arc]
                if through + bound[head] > limit:
                    continue
                parents.append((label, arc))
                heapq.heappush(
                    queue, (through + bound[head], through, arrives, reached, head, len(parents) - 1)
                )
        return None


def _unwind(parents: list[tuple[int, int]], label: int) -> list[int]:
    arcs = []
    while label >= 0:
        label, arc = parents[label]
        arcs.append(arc)
    return arcs[::-1]
