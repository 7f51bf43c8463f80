"""Candidates for a question: the exact Pareto set, the surest ways, and the best of every corridor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daliz.kernels.constrained import Rule, best_chain_reference
from daliz.kernels.constrained_compiled import MOST_TOKENS, best_chain
from daliz.kernels.pareto import NEVER, Network, lower_bounds_reference, pareto_reference
from daliz.kernels.pareto_compiled import is_loaded, pareto, towards
from daliz.model.corridor import Corridor
from daliz.model.plan import Query
from daliz.route.graph import Arc, Graph, words_of
from daliz.route.limits import asked_rules, avoided_rules, required_tokens
from daliz.route.rail import Stage
from daliz.timeline import instant_of, zone_of

__all__ = ["Candidate", "candidates", "start_of"]

WANTED_CANDIDATES = 40
MOST_TRIES = 120  # searches for neighbours
PENALTY = 1.12  # how much slower a leg is made that was used already
SLOWEST = 6.0  # a way this many times slower than the quickest stays only if it is among the cheapest
DEAREST = 2.0  # among the cheapest: at most this many times the least cost
SPREAD_WEIGHT = (
    1.28  # nine in ten under a normal law: the pass that looks for sure ways adds this many spreads
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chain of arcs and the first reason it was kept."""

    arcs: tuple[Arc, ...]
    pareto: bool


def candidates(corridor: Corridor, query: Query, graph: Graph) -> list[Candidate]:
    """Return chains worth looking at, without duplicates: Pareto first, then the surest, then each corridor's best."""
    start_min = start_of(query)
    required = graph.tokens.mask(required_tokens(corridor, query))
    asked = asked_rules(corridor, query)
    avoided = avoided_rules(corridor, query)
    rules = [r for r in (corridor.rules if asked is None else asked) if r.id not in avoided]
    # who names corridors gets the best of each, however slow
    unlimited = asked is not None or bool(avoided)
    chains: dict[tuple[int, ...], bool] = {}
    if asked is None:
        for chain in _pareto(graph, start_min, required):
            chains.setdefault(tuple(chain), True)
        sure = replace(graph, network=_with_spread(graph))
        for chain in _pareto(sure, start_min, required):
            chains.setdefault(tuple(chain), False)
    steps = _Steps(corridor, graph)
    finder = _Finder(graph, start_min)
    for rule in rules:
        must = graph.tokens.mask(rule.passes) | required
        some, none = graph.tokens.mask(rule.any_of), graph.tokens.mask(rule.none_of)
        kept = finder.rule(must, some, none)
        if kept is None:
            continue
        for weights, limit in finder.weightings:
            found = finder.best(weights, NEVER if unlimited else limit, kept)
            if found is not None:
                chains.setdefault(tuple(found), False)
    if asked is None:
        _add_neighbours(steps, graph, finder, chains, required)
    kept_chains = {
        c: p for c, p in chains.items() if not (avoided and _rule_of(corridor, graph, c) in avoided)
    }
    return _sensible(steps, graph, kept_chains)


def _rule_of(corridor: Corridor, graph: Graph, chain: Sequence[int]) -> str:
    """Return the corridor that a chain belongs to, told from the tokens of its arcs."""
    passed = 0
    for index in chain:
        passed |= graph.arcs[index].mask
    tokens = frozenset(t for t, bit in graph.tokens.bits.items() if passed & bit)
    return next((rule.id for rule in corridor.rules if rule.holds(tokens)), "")


def _add_neighbours(
    steps: _Steps, graph: Graph, finder: _Finder, chains: dict[tuple[int, ...], bool], required: int
) -> None:
    """Add ways beside those already found, until there are enough to look at.

    The quickest way is sought again and again, the legs of each way found being made a little slower for the
    next search (the penalty method): near and different ways come up in turn.
    """
    weights = finder.copy_of_minutes()
    rule = finder.rule(required, 0, 0)
    if rule is None:
        return
    straight = sum(not steps.returns(c) for c in chains)
    for chain in chains:
        _slow(graph, weights, chain)
    for _ in range(MOST_TRIES):
        if straight >= WANTED_CANDIDATES:
            return
        found = finder.best(weights, NEVER, rule)
        if found is None:
            return
        _slow(graph, weights, found)
        if tuple(found) not in chains:
            chains[tuple(found)] = False
            straight += not steps.returns(found)


def _slow(graph: Graph, weights: Any, chain: Sequence[int]) -> None:  # noqa: ANN401
    for arc in chain:
        if graph.arcs[arc].transfers:
            weights[arc] = round(int(weights[arc]) * PENALTY) + 1


class _Steps:
    """What the arcs of a graph pass, each looked up once: hubs, and countries or customs unions."""

    def __init__(self, corridor: Corridor, graph: Graph) -> None:
        self.corridor, self.graph = corridor, graph
        self.known: dict[int, tuple[list[str], list[str]]] = {}
        self.judged: dict[tuple[int, ...], tuple[bool, bool]] = {}

    def returns(self, chain: Sequence[int]) -> bool:
        """Tell whether a chain comes back to a hub, a country or a customs union that it had left."""
        return any(self.comes_back(chain))

    def comes_back(self, chain: Sequence[int]) -> tuple[bool, bool]:
        """Tell whether a chain comes back to a hub, and to a country or a customs union, that it had left."""
        key = tuple(chain)
        if key not in self.judged:
            self.judged[key] = self._comes_back(key)
        return self.judged[key]

    def _comes_back(self, chain: Sequence[int]) -> tuple[bool, bool]:
        passed = [self.known.get(arc) or self._look(arc) for arc in chain]
        hubs, blocks = _runs([h for h, _ in passed]), _runs([b for _, b in passed])
        return len(hubs) != len(set(hubs)), len(blocks) != len(set(blocks))

    def _look(self, arc: int) -> tuple[list[str], list[str]]:  # unit-ok: an order
        a = self.graph.arcs[arc]
        if a.kind == "rail":  # the rail network, which outlives this question, tells each stage once
            known = self.graph.stepped
            if id(a.ref) not in known:
                known[id(a.ref)] = self._passed(a)
            self.known[arc] = known[id(a.ref)]
        else:
            self.known[arc] = self._passed(a)
        return self.known[arc]

    def _passed(self, arc: Arc) -> tuple[list[str], list[str]]:
        corridor = self.corridor
        crossed = [two for _, two in arc.ref.border_pairs] if isinstance(arc.ref, Stage) else []
        hubs = [corridor.hubs.get(self.graph.nodes[node].partition(".")[0]) for node in (arc.tail, arc.head)]
        countries = [hubs[0] and hubs[0].country, *crossed, hubs[1] and hubs[1].country]
        unions = {c: corridor.countries[c].customs_union for c in countries if c}
        # the way through Serbia leaves the EU and comes back; no such way leaves the Eurasian union
        blocks = [c if unions[c] in {None, "eu"} else str(unions[c]) for c in countries if c]
        return [hub.id for hub in hubs if hub is not None], blocks


def _runs(parts: Iterable[Sequence[str]]) -> list[str]:
    """Return the names of some lists one after another, a name that follows itself told once."""
    found: list[str] = []
    last = ""
    for part in parts:
        for name in part:
            if name != last:
                found.append(name)
                last = name
    return found


def _sensible(steps: _Steps, graph: Graph, chains: dict[tuple[int, ...], bool]) -> list[Candidate]:
    """Drop ways that nobody would take: back to what was left, or far slower and dearer than the rest.

    Back to a hub is never taken. Back into a country or a customs union is, where that is the quicker or the cheaper
    way: to Osh the railway leaves the Eurasian union for Uzbekistan, and from Yerevan every way does.
    """
    back = {c: steps.comes_back(c) for c in chains}
    minutes = {c: sum(graph.arcs[i].minutes for i in c) for c in chains if not back[c][0]}
    usd = {c: sum(graph.arcs[i].usd for i in c) for c in minutes}
    inside = [c for c in minutes if not back[c][1]]
    quickest, cheapest = (min((w[c] for c in inside), default=NEVER) for w in (minutes, usd))
    straight = [c for c in minutes if not back[c][1] or minutes[c] < quickest or usd[c] < cheapest]
    slowest, dearest = (
        SLOWEST * min((minutes[c] for c in straight), default=0),
        DEAREST * min((usd[c] for c in straight), default=0),
    )
    kept = [c for c in straight if minutes[c] <= slowest or usd[c] <= dearest]
    return [Candidate(tuple(graph.arcs[i] for i in c), chains[c]) for c in kept]


def start_of(query: Query) -> int:
    """Return the UTC minute at which the day of readiness begins at the origin."""
    local = datetime.combine(query.ready, time(0), tzinfo=zone_of(query.origin.tz))
    return instant_of(local) // 60


def _with_spread(graph: Graph) -> Network:
    extra = np.rint(SPREAD_WEIGHT * graph.spread_min).astype(np.int64)
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
    """Best chains of one criterion under rules, by the compiled kernel once it is loaded, else by its plain twin."""

    def __init__(self, graph: Graph, start_min: int) -> None:
        self.graph = graph
        self.compiled = is_loaded()
        net = graph.network
        self.net = net if self.compiled else Network(*(column.tolist() for column in net))
        self.ends = (graph.index["O"], graph.index["D"])
        self.start_min = start_min
        self.words = graph.passing
        self.tokens_count = len(graph.tokens.bits)
        self.somewhere = np.bitwise_or.reduce(self.words, axis=1).tolist()  # the tokens that any arc passes
        self.minutes, self.usd = self._column(net.minutes), self._column(net.usd)
        to_minutes, to_usd = self._bounds(net)
        self.bounds = {id(self.minutes): to_minutes, id(self.usd): to_usd}
        # a way beyond the limit would be dropped as not sensible: the search may stop there
        source = self.ends[0]
        slowest, dearest = round(SLOWEST * int(to_minutes[source])), round(DEAREST * int(to_usd[source]))
        # between the two a way that is good in both: a dollar as many minutes as the least of one buys of the other
        worth_min = max(1, round(int(to_minutes[source]) / max(1, int(to_usd[source]))))
        both = self._column(net.minutes + worth_min * net.usd)
        self.bounds[id(both)] = [m + worth_min * u for m, u in zip(to_minutes, to_usd, strict=True)]
        if self.compiled:
            self.bounds[id(both)] = np.array(self.bounds[id(both)], np.int64)
        self.weightings: list[tuple[Any, int]] = [
            (self.minutes, slowest),
            (self.usd, dearest),
            (both, slowest + worth_min * dearest),
        ]

    def _column(self, values: Any) -> Any:  # noqa: ANN401 - an array, or a list for the twin
        return values if self.compiled else values.tolist()

    def _bounds(self, net: Network) -> tuple[Any, Any]:
        if self.compiled:
            least = towards(net._replace(kg=net.minutes), self.ends[1])
            return least.kg, least.usd
        to_minutes, to_usd = (
            lower_bounds_reference(self.net, self.ends[1], w) for w in (self.minutes, self.usd)
        )
        return to_minutes, to_usd

    def copy_of_minutes(self) -> Any:  # noqa: ANN401
        """Return the minutes of the arcs, to be made slower by the caller; the bounds of the true ones still hold."""
        weights = self.minutes.copy()
        self.bounds[id(weights)] = self.bounds[id(self.minutes)]
        return weights

    def rule(self, must: int, some: int, none: int) -> Rule | None:
        """Return the rule: all of ``must``, one of ``some``, none of ``none`` (masks); None if no arcs keep it."""
        choices = [1 << i for i in _bits(must)] + ([some] if some else [])
        if not all(self._is_passed(choice) for choice in choices):
            return None
        passes = np.zeros(len(self.graph.arcs), np.int64)
        for i, choice in enumerate(choices):
            passes += np.left_shift(self._passing(choice), i, dtype=np.int64)
        return Rule(self._column(passes), self._column(self._passing(none)), (1 << len(choices)) - 1)

    def _is_passed(self, mask: int) -> bool:
        words = words_of(mask, self.tokens_count)
        return any(word & passed for word, passed in zip(words, self.somewhere, strict=True))

    def _passing(self, mask: int) -> NDArray[np.bool_]:
        """Return which arcs pass one of the tokens of a mask."""
        found = np.zeros(len(self.graph.arcs), bool)
        for word, passed in zip(words_of(mask, self.tokens_count), self.words, strict=True):
            if word:
                found |= (passed & word) != 0
        return found

    def best(self, weights: Any, limit: int, rule: Rule) -> list[int] | None:  # noqa: ANN401
        """Return the chain of least weight, at most ``limit``, that keeps a rule."""
        find = best_chain if self.compiled and rule.must < 1 << MOST_TOKENS else best_chain_reference
        return find(self.net, rule, weights, self.bounds[id(weights)], self.ends, self.start_min, limit)


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
