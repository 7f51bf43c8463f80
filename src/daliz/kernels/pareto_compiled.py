"""The compiled twin of :func:`daliz.kernels.pareto.pareto_reference`: the same answers in the same order, in numba.

What the kernel does otherwise, and why the answers stay equal:

- A label stands in the queue under one number, ``(minutes since the start) << 32 | USD``; equal numbers are
  told apart by the full order. Parts too large for their bits are cut to the largest number, which keeps the
  order.
- The frontier of a node is a contiguous block of (USD, kg, transfers). What a newer label beats leaves it:
  whatever the older one would have beaten, the newer one beats too. The one that beat last is asked first.
- The bounds may be those of an earlier search to the same target.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from daliz.kernels.constrained_compiled import best_chain_kernel
from daliz.kernels.pareto import MINUTES_PER_YEAR, NEVER, Ints, Network, lower_bounds_reference

__all__ = ["Towards", "compiled", "is_loaded", "pareto", "towards"]

ROOM = 1 << 13  # labels at first; four times as many when the kernel says that they ran out
FINISHED, NO_ROOM = 0, 1
FIRST_BLOCK = 4  # members of a frontier before its block is moved
NODE_BITS = 20  # a node's number in the queue of the bounds
MOST_MINUTES, MOST_USD = (1 << 31) - 1, (1 << 32) - 1


class Towards(NamedTuple):
    """Least USD, kg and transfers from every node to one target: good for every search to it."""

    usd: Ints
    kg: Ints
    transfers: Ints


def less(key_a: int, a: int, key_b: int, b: int, labels: Any) -> bool:  # noqa: ANN401 # unit-ok: integers of the search
    # time, USD, kg, transfers, then the label made first
    if key_a != key_b:
        return key_a < key_b
    for i in range(4):
        if labels[a, i] != labels[b, i]:
            return bool(labels[a, i] < labels[b, i])
    return a < b


def beaten(front: Any, begin: int, size: int, usd: int, kg: int, transfers: int) -> bool:  # noqa: ANN401 # unit-ok: integers of the search
    # whether a member of a frontier is no worse; the one that is comes to the front
    for i in range(begin, begin + size):
        if front[i, 0] <= usd and front[i, 1] <= kg and front[i, 2] <= transfers:
            if i > begin:
                for j in range(3):
                    front[i, j], front[begin, j] = front[begin, j], front[i, j]
            return True
    return False


@cache
def compiled() -> Any:  # noqa: ANN401, C901, PLR0915 - one kernel with its helpers: numba compiles them as one unit
    """Return the two kernels, ``bounds`` and ``search``, compiled now or read from numba's cache, as all kernels are.

    ``bounds`` takes ``indptr``, ``head``, three columns of weights and the target, and returns three arrays.
    ``search`` takes the columns of a ``Network``, three arrays of bounds, source, target, start and room for
    labels; it returns a status (0 finished, 1 out of room), the measures of what it found, int64 (F, 4), and
    the arcs of the chains on end with where each begins, int64 (F + 1).

    Raises
    ------
    ImportError
        Where numba is not installed: call the plain twin.
    """
    from numba import njit  # noqa: PLC0415 - heavy
    from numba.extending import register_jitable  # noqa: PLC0415 - heavy

    # A helper in the closure would make numba look for another cache entry in each process.
    for helper in (less, beaten):
        register_jitable(inline="always")(helper)

    @njit(cache=True)
    def bounds(indptr, head, usd_of, kg_of, transfers_of, target):  # type: ignore[no-untyped-def]  # noqa: C901, PLR0912
        # arcs by their heads, then a search backwards a criterion; the queue holds value << NODE_BITS | node
        count, arcs = len(indptr) - 1, len(head)
        into = np.zeros(count + 1, np.int64)
        for arc in range(arcs):
            into[head[arc] + 1] += 1
        for node in range(count):
            into[node + 1] += into[node]
        place = into[:-1].copy()
        tails = np.empty(arcs, np.int64)
        weights = np.empty((3, arcs), np.int64)
        for node in range(count):
            for arc in range(indptr[node], indptr[node + 1]):
                at = place[head[arc]]
                place[head[arc]] += 1
                tails[at] = node
                weights[0, at], weights[1, at], weights[2, at] = usd_of[arc], kg_of[arc], transfers_of[arc]
        best = np.full((3, count), NEVER, np.int64)
        heap = np.empty(arcs + 1, np.int64)
        for which in range(3):
            least, weight = best[which], weights[which]
            least[target] = 0
            heap[0], size = target, 1
            while size > 0:
                top = heap[0]
                size -= 1
                moved, i = heap[size], 0
                while True:
                    child = 2 * i + 1
                    if child >= size:
                        break
                    if child + 1 < size and heap[child + 1] < heap[child]:
                        child += 1
                    if heap[child] >= moved:
                        break
                    heap[i] = heap[child]
                    i = child
                heap[i] = moved
                value, node = top >> NODE_BITS, top & ((1 << NODE_BITS) - 1)
                if value > least[node]:
                    continue
                for at in range(into[node], into[node + 1]):
                    through, tail = value + weight[at], tails[at]
                    if through < least[tail]:
                        least[tail] = through
                        entry, i = through << NODE_BITS | tail, size
                        size += 1
                        while i > 0 and heap[(i - 1) >> 1] > entry:
                            heap[i] = heap[(i - 1) >> 1]
                            i = (i - 1) >> 1
                        heap[i] = entry
        return best[0], best[1], best[2]

    @njit(cache=True)
    def search(  # type: ignore[no-untyped-def]  # noqa: C901, PLR0912, PLR0915
        indptr,
        head,
        minutes,
        usd_of,
        kg_of,
        transfers_of,
        open_from,
        open_to,
        profile,
        profiles,
        dep_from,
        dep_to,
        departures,
        to_usd,
        to_kg,
        to_transfers,
        source,
        target,
        start,
        room,
    ):
        count = len(indptr) - 1
        # a label: minute, USD, kg, transfers, node, label before, arc
        labels = np.empty((room, 7), np.int64)
        keys = np.empty(room, np.int64)
        heap = np.empty(room, np.int64)
        pool = FIRST_BLOCK * count + 4 * room
        front = np.empty((pool, 3), np.int64)
        begin = np.arange(count) * FIRST_BLOCK
        sizes = np.zeros(count, np.int64)
        blocks = np.full(count, FIRST_BLOCK, np.int64)
        used = FIRST_BLOCK * count
        found = np.empty(room, np.int64)
        found_count = 0
        labels[0] = (start, 0, 0, 0, source, -1, -1)
        keys[0], heap[0] = 0, 0
        made, size = 1, 1
        while size > 0:
            key, label = keys[0], heap[0]
            size -= 1
            moved_key, moved, i = keys[size], heap[size], 0
            while True:
                child = 2 * i + 1
                if child >= size:
                    break
                if child + 1 < size and less(
                    keys[child + 1], heap[child + 1], keys[child], heap[child], labels
                ):
                    child += 1
                if not less(keys[child], heap[child], moved_key, moved, labels):
                    break
                keys[i], heap[i] = keys[child], heap[child]
                i = child
            keys[i], heap[i] = moved_key, moved

            at, usd, kg, transfers, node = (
                labels[label, 0],
                labels[label, 1],
                labels[label, 2],
                labels[label, 3],
                labels[label, 4],
            )
            if beaten(front, begin[node], sizes[node], usd, kg, transfers):
                continue
            if beaten(
                front,
                begin[target],
                sizes[target],
                usd + to_usd[node],
                kg + to_kg[node],
                transfers + to_transfers[node],
            ):
                continue
            first, members = begin[node], sizes[node]
            kept = first
            for i in range(first, first + members):  # what the new member beats leaves
                if front[i, 0] < usd or front[i, 1] < kg or front[i, 2] < transfers:
                    for j in range(3):
                        front[kept, j] = front[i, j]
                    kept += 1
            members = kept - first
            if members == blocks[node]:  # the block is full: a new one, twice as long
                if used + 2 * members > pool:
                    return NO_ROOM, np.empty((0, 4), np.int64), found[:0], found[:0]
                for i in range(members):
                    for j in range(3):
                        front[used + i, j] = front[first + i, j]
                first = begin[node] = used
                blocks[node] = 2 * members
                used += 2 * members
            front[first + members, 0] = usd
            front[first + members, 1] = kg
            front[first + members, 2] = transfers
            sizes[node] = members + 1
            if node == target:
                found[found_count] = label
                found_count += 1
                continue

            for arc in range(indptr[node], indptr[node + 1]):
                to = head[arc]
                if to_usd[to] == NEVER:
                    continue
                usd2, kg2, transfers2 = usd + usd_of[arc], kg + kg_of[arc], transfers + transfers_of[arc]
                if beaten(front, begin[to], sizes[to], usd2, kg2, transfers2):
                    continue
                if beaten(
                    front,
                    begin[target],
                    sizes[target],
                    usd2 + to_usd[to],
                    kg2 + to_kg[to],
                    transfers2 + to_transfers[to],
                ):
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
                if made == room:
                    return NO_ROOM, np.empty((0, 4), np.int64), found[:0], found[:0]
                labels[made, 0], labels[made, 1], labels[made, 2] = arrives, usd2, kg2
                labels[made, 3], labels[made, 4], labels[made, 5] = transfers2, to, label
                labels[made, 6] = arc
                key = min(arrives - start, MOST_MINUTES) << 32
                key |= MOST_USD if arrives - start >= MOST_MINUTES else min(usd2, MOST_USD)
                i = size
                size += 1
                while i > 0:
                    up = (i - 1) >> 1
                    if not less(key, made, keys[up], heap[up], labels):
                        break
                    keys[i], heap[i] = keys[up], heap[up]
                    i = up
                keys[i], heap[i] = key, made
                made += 1

        steps = np.zeros(found_count + 1, np.int64)
        measures = np.empty((found_count, 4), np.int64)
        for i in range(found_count):
            walk = found[i]
            measures[i] = labels[walk, :4]
            steps[i + 1] = steps[i]
            while labels[walk, 5] >= 0:
                steps[i + 1] += 1
                walk = labels[walk, 5]
        chains = np.empty(steps[found_count], np.int64)
        for i in range(found_count):
            walk, place = found[i], steps[i + 1]
            while labels[walk, 5] >= 0:
                place -= 1
                chains[place] = labels[walk, 6]
                walk = labels[walk, 5]
        return FINISHED, measures, chains, steps

    one, none = (
        np.zeros(1, np.int64),
        np.zeros(0, np.int64),
    )  # a network of one node: numba compiles at the call
    start = np.zeros(2, np.int64)
    least = bounds(start, none, none, none, none, 0)
    nones = (none, none, none, none, none, none, none, none)
    net = Network(start, *nones, np.zeros((0, 13)), none, none, none)
    search(*net, *least, 0, 0, 0, len(one))  # type: ignore[call-arg]  # numba: no signature
    best_chain_kernel()
    return bounds, search


def is_loaded() -> bool:
    """Tell whether the kernel is compiled in this process, so that a call costs nothing but its work."""
    return compiled.cache_info().currsize > 0


def towards(network: Network, target_idx: int) -> Towards:
    """Return the bounds of every search to a target in a network of these arcs and costs, whatever its times."""
    bounds, _ = compiled()
    n = network
    longest = max(int(w.max(initial=0)) for w in (n.usd, n.kg, n.transfers)) * (len(n.indptr) - 1)
    if longest >= 1 << (62 - NODE_BITS):
        plain = Network(*(column.tolist() for column in n))
        return Towards(
            *(
                np.array(lower_bounds_reference(plain, target_idx, w), np.int64)
                for w in (plain.usd, plain.kg, plain.transfers)
            )
        )
    return Towards(*bounds(n.indptr, n.head, n.usd, n.kg, n.transfers, target_idx))


def pareto(
    network: Network, source_idx: int, target_idx: int, start_min: int, known: Towards | None = None
) -> list[tuple[tuple[int, int, int, int], list[int]]]:
    """Return what :func:`daliz.kernels.pareto.pareto_reference` returns, from the compiled kernel.

    Parameters
    ----------
    known
        What :func:`towards` gave for this target, to be used by many searches.

    Raises
    ------
    ValueError
        If an index lies outside the network.
    """
    count = len(network.indptr) - 1
    for name, index in (("source_idx", source_idx), ("target_idx", target_idx)):
        if not 0 <= index < count:
            raise ValueError(f"{name} is {index}; the network has {count} nodes.")
    if count >= 1 << NODE_BITS:
        raise ValueError(f"The network has {count} nodes; the compiled search takes {(1 << NODE_BITS) - 1}.")
    _, search = compiled()
    least = known or towards(network, target_idx)
    room = ROOM
    while True:
        status, measures, chains, steps = search(*network, *least, source_idx, target_idx, start_min, room)
        if status == FINISHED:
            break
        room *= 4
    arcs, cuts = chains.tolist(), steps.tolist()
    return [
        ((at, usd, kg, transfers), arcs[cuts[i] : cuts[i + 1]])
        for i, (at, usd, kg, transfers) in enumerate(measures.tolist())
    ]
