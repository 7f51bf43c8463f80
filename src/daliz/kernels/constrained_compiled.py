"""The compiled twin of :func:`daliz.kernels.constrained.best_chain_reference`: the same chains, in numba."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from daliz.kernels.constrained import Rule
from daliz.kernels.pareto import MINUTES_PER_YEAR, NEVER, Ints, Network

__all__ = ["MOST_TOKENS", "best_chain", "best_chain_kernel"]

MOST_TOKENS = 12  # wanted tokens of one rule: each doubles the states
ROOM = 1 << 12
FOUND, NO_ROOM, NONE = 0, 1, 2


def less(a: int, b: int, rank: Any) -> bool:  # noqa: ANN401 # unit-ok: integers of the search
    # weight with its bound, weight, minute, tokens and node, then the label made first
    for i in range(4):
        if rank[a, i] != rank[b, i]:
            return bool(rank[a, i] < rank[b, i])
    return a < b


@cache
def best_chain_kernel() -> Any:  # noqa: ANN401, C901, PLR0915 - one kernel with its order
    """Return the kernel: it takes the network, the rule, weights, bounds, ends, start, limit and room.

    It returns a status (0 found, 1 out of room, 2 no chain) and the arcs, last first.

    Raises
    ------
    ImportError
        Where numba is not installed: call the plain twin.
    """
    from numba import njit  # noqa: PLC0415 - heavy
    from numba.extending import register_jitable  # noqa: PLC0415 - heavy

    # A helper in the closure would make numba look for another cache entry in each process.
    for helper in (less,):
        register_jitable(inline="always")(helper)

    @njit(cache=True)
    def search(  # type: ignore[no-untyped-def]  # noqa: C901, PLR0912, PLR0915
        indptr,
        head,
        minutes,
        open_from,
        open_to,
        profile,
        profiles,
        dep_from,
        dep_to,
        departures,
        passes,
        barred,
        must,
        weights,
        bound,
        source,
        target,
        start,
        limit,
        room,
    ):
        count = len(indptr) - 1
        states = (must + 1) * count
        done = np.zeros(states, np.bool_)
        best = np.full((states, 2), NEVER, np.int64)
        rank = np.empty((room, 4), np.int64)  # of a label: as in less; its state is tokens * count + node
        before = np.empty((room, 2), np.int64)  # label and arc
        heap = np.empty(room, np.int64)
        rank[0] = (bound[source], 0, start, source)
        before[0] = (-1, -1)
        heap[0] = 0
        made, size = 1, 1
        while size > 0:
            label = heap[0]
            size -= 1
            moved, i = heap[size], 0
            while True:
                child = 2 * i + 1
                if child >= size:
                    break
                if child + 1 < size and less(heap[child + 1], heap[child], rank):
                    child += 1
                if not less(heap[child], moved, rank):
                    break
                heap[i] = heap[child]
                i = child
            heap[i] = moved
            value, at, here = rank[label, 1], rank[label, 2], rank[label, 3]
            if done[here]:
                continue
            done[here] = True
            got, node = here // count, here % count
            if node == target:
                if got == must:
                    length, walk = 0, label
                    while before[walk, 0] >= 0:
                        heap[length] = before[walk, 1]  # the queue is not needed any more
                        length += 1
                        walk = before[walk, 0]
                    return FOUND, heap[:length].copy()
                continue
            for arc in range(indptr[node], indptr[node + 1]):
                to = head[arc]
                if barred[arc] or bound[to] == NEVER:
                    continue
                through = value + weights[arc]
                if through + bound[to] > limit:
                    continue
                state = (got | passes[arc]) * count + to
                if done[state]:
                    continue
                moment = max(at, open_from[arc])
                if moment >= open_to[arc]:
                    continue
                if dep_to[arc] > dep_from[arc]:
                    low, high = dep_from[arc], dep_to[arc]
                    while low < high:
                        middle = (low + high) >> 1
                        if departures[middle] < moment:
                            low = middle + 1
                        else:
                            high = middle
                    if low == dep_to[arc]:
                        continue
                    moment = departures[low]
                extra = 0
                if profile[arc] >= 0:
                    months = (moment % MINUTES_PER_YEAR) * 12.0 / MINUTES_PER_YEAR
                    month = int(months)
                    one, two = profiles[profile[arc], month], profiles[profile[arc], month + 1]
                    extra = int(one + (two - one) * (months - month))
                arrives = moment + extra + minutes[arc]
                if best[state, 0] < through or (best[state, 0] == through and best[state, 1] <= arrives):
                    continue
                if made == room:
                    return NO_ROOM, heap[:0].copy()
                best[state] = (through, arrives)
                rank[made, 0], rank[made, 1] = through + bound[to], through
                rank[made, 2], rank[made, 3] = arrives, state
                before[made, 0], before[made, 1] = label, arc
                i = size
                size += 1
                while i > 0:
                    up = (i - 1) >> 1
                    if not less(made, heap[up], rank):
                        break
                    heap[i] = heap[up]
                    i = up
                heap[i] = made
                made += 1
        return NONE, heap[:0].copy()

    none = np.zeros(0, np.int64)  # a network of one node: numba compiles at the call
    start = np.zeros(2, np.int64)
    search(  # type: ignore[call-arg]  # numba: no signature
        start,
        *[none] * 5,
        np.zeros((0, 13)),
        *[none] * 4,
        np.zeros(0, np.bool_),
        0,
        none,
        start[:1],
        0,
        0,
        0,
        0,
        1,
    )
    return search


def best_chain(
    network: Network,
    rule: Rule,
    weights: Ints,
    bound: Ints,
    ends: tuple[int, int],
    start_min: int,
    limit: int,
) -> list[int] | None:
    """Return what :func:`daliz.kernels.constrained.best_chain_reference` returns, from the compiled kernel.

    Raises
    ------
    ValueError
        If the rule wants more than ``MOST_TOKENS`` tokens.
    """
    if rule.must >= 1 << MOST_TOKENS:
        raise ValueError(f"The rule wants more than {MOST_TOKENS} tokens.")
    kernel = best_chain_kernel()
    n = network
    room = ROOM
    while True:
        status, arcs = kernel(
            n.indptr, n.head, n.minutes, n.open_from, n.open_to, n.profile, n.profiles,
            n.dep_from, n.dep_to, n.departures,
            rule.passes, rule.barred, rule.must, weights, bound, *ends, start_min, limit, room,
        )  # fmt: skip
        if status != NO_ROOM:
            break
        room *= 4
    found: list[int] = arcs[::-1].tolist()
    return found if status == FOUND else None
