"""The compiled twin of :func:`daliz.kernels.pareto.pareto_reference`: the same labels in the same order, in numba."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from daliz.kernels.pareto import MINUTES_PER_YEAR, NEVER, Network

__all__ = ["compiled", "is_loaded", "pareto"]

ROOM = 1 << 14  # labels at first; doubled when the kernel says that they ran out
FINISHED, NO_ROOM = 0, 1


@cache
def compiled() -> Any:  # noqa: ANN401, C901, PLR0915 - one kernel with its helpers: numba compiles them as one unit
    """Return the search kernel, compiled now or read from numba's cache.

    The kernel takes the columns of a ``Network``, source, target, start and room for labels; it returns a
    status (0 finished, 1 out of room) and, for the found labels, their measures int64 (F, 4), their label
    numbers, and for all labels the parent and the arc.

    Raises
    ------
    ImportError
        Where numba is not installed: call the plain twin.
    """
    from numba import njit  # noqa: PLC0415 - heavy

    @njit(cache=True)
    def less(a, b, at, usd, kg, transfers):  # type: ignore[no-untyped-def]
        if at[a] != at[b]:
            return at[a] < at[b]
        if usd[a] != usd[b]:
            return usd[a] < usd[b]
        if kg[a] != kg[b]:
            return kg[a] < kg[b]
        if transfers[a] != transfers[b]:
            return transfers[a] < transfers[b]
        return a < b

    @njit(cache=True)
    def bounds(indptr, tails, order, heads, weights, target, count):  # type: ignore[no-untyped-def]
        # arcs sorted by head (order, indptr by head); a lazy binary heap
        best = np.full(count, NEVER, np.int64)
        heap_v = np.empty(len(heads) + 1, np.int64)
        heap_n = np.empty(len(heads) + 1, np.int64)
        best[target] = 0
        heap_v[0], heap_n[0], size = 0, target, 1
        while size > 0:
            value, node = heap_v[0], heap_n[0]
            size -= 1
            v, n = heap_v[size], heap_n[size]
            i = 0
            while True:
                child = 2 * i + 1
                if child >= size:
                    break
                if child + 1 < size and heap_v[child + 1] < heap_v[child]:
                    child += 1
                if heap_v[child] >= v:
                    break
                heap_v[i], heap_n[i] = heap_v[child], heap_n[child]
                i = child
            heap_v[i], heap_n[i] = v, n
            if value > best[node]:
                continue
            for k in range(indptr[node], indptr[node + 1]):
                arc = order[k]
                tail = tails[arc]
                through = value + weights[arc]
                if through < best[tail]:
                    best[tail] = through
                    i = size
                    size += 1
                    while i > 0:
                        up = (i - 1) // 2
                        if heap_v[up] <= through:
                            break
                        heap_v[i], heap_n[i] = heap_v[up], heap_n[up]
                        i = up
                    heap_v[i], heap_n[i] = through, tail
        return best

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
        source,
        target,
        start,
        room,
    ):
        count = len(indptr) - 1
        arcs = len(head)
        tails = np.empty(arcs, np.int64)
        for node in range(count):
            for arc in range(indptr[node], indptr[node + 1]):
                tails[arc] = node
        into = np.zeros(count + 1, np.int64)
        for arc in range(arcs):
            into[head[arc] + 1] += 1
        for node in range(count):
            into[node + 1] += into[node]
        place = into[:-1].copy()
        order = np.empty(arcs, np.int64)
        for arc in range(arcs):
            order[place[head[arc]]] = arc
            place[head[arc]] += 1
        to_usd = bounds(into, tails, order, head, usd_of, target, count)
        to_kg = bounds(into, tails, order, head, kg_of, target, count)
        to_transfers = bounds(into, tails, order, head, transfers_of, target, count)

        at = np.empty(room, np.int64)
        usd = np.empty(room, np.int64)
        kg = np.empty(room, np.int64)
        transfers = np.empty(room, np.int64)
        node_of = np.empty(room, np.int64)
        parent = np.empty(room, np.int64)
        by_arc = np.empty(room, np.int64)
        after = np.empty(room, np.int64)  # next label of the same frontier
        first = np.full(count, -1, np.int64)
        heap = np.empty(room, np.int64)
        found = np.empty(room, np.int64)
        found_count = 0
        at[0], usd[0], kg[0], transfers[0], node_of[0], parent[0], by_arc[0] = start, 0, 0, 0, source, -1, -1
        labels = 1
        heap[0] = 0
        size = 1
        while size > 0:
            label = heap[0]
            size -= 1
            moved = heap[size]
            i = 0
            while True:
                child = 2 * i + 1
                if child >= size:
                    break
                if child + 1 < size and less(heap[child + 1], heap[child], at, usd, kg, transfers):
                    child += 1
                if not less(heap[child], moved, at, usd, kg, transfers):
                    break
                heap[i] = heap[child]
                i = child
            heap[i] = moved
            node = node_of[label]
            u, g, t = usd[label], kg[label], transfers[label]
            beaten = False
            other = first[node]
            while other >= 0:
                if usd[other] <= u and kg[other] <= g and transfers[other] <= t:
                    beaten = True
                    break
                other = after[other]
            if beaten:
                continue
            other = first[target]
            while other >= 0:
                if (
                    usd[other] <= u + to_usd[node]
                    and kg[other] <= g + to_kg[node]
                    and transfers[other] <= t + to_transfers[node]
                ):
                    beaten = True
                    break
                other = after[other]
            if beaten:
                continue
            after[label] = first[node]
            first[node] = label
            if node == target:
                found[found_count] = label
                found_count += 1
                continue
            for arc in range(indptr[node], indptr[node + 1]):
                to = head[arc]
                if to_usd[to] == NEVER:
                    continue
                moment = max(at[label], open_from[arc])
                if moment >= open_to[arc]:
                    continue
                if dep_to[arc] > dep_from[arc]:
                    low, high = dep_from[arc], dep_to[arc]
                    while low < high:
                        middle = (low + high) // 2
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
                u2, g2, t2 = u + usd_of[arc], g + kg_of[arc], t + transfers_of[arc]
                beaten = False
                other = first[to]
                while other >= 0:
                    if usd[other] <= u2 and kg[other] <= g2 and transfers[other] <= t2:
                        beaten = True
                        break
                    other = after[other]
                if beaten:
                    continue
                if labels == room:
                    return NO_ROOM, found[:0], at, usd, kg, transfers, parent, by_arc
                at[labels], usd[labels], kg[labels], transfers[labels] = arrives, u2, g2, t2
                node_of[labels], parent[labels], by_arc[labels] = to, label, arc
                i = size
                size += 1
                while i > 0:
                    up = (i - 1) // 2
                    if not less(labels, heap[up], at, usd, kg, transfers):
                        break
                    heap[i] = heap[up]
                    i = up
                heap[i] = labels
                labels += 1
        return FINISHED, found[:found_count], at, usd, kg, transfers, parent, by_arc

    return search


def is_loaded() -> bool:
    """Tell whether the kernel is compiled in this process, so that a call costs nothing but its work."""
    return compiled.cache_info().currsize > 0


def pareto(
    network: Network, source_idx: int, target_idx: int, start_min: int
) -> list[tuple[tuple[int, int, int, int], list[int]]]:
    """Return what :func:`daliz.kernels.pareto.pareto_reference` returns, from the compiled kernel.

    Raises
    ------
    ValueError
        If an index lies outside the network.
    """
    count = len(network.indptr) - 1
    for name, index in (("source_idx", source_idx), ("target_idx", target_idx)):
        if not 0 <= index < count:
            raise ValueError(f"{name} is {index}; the network has {count} nodes.")
    kernel = compiled()
    room = ROOM
    while True:
        status, found, at, usd, kg, transfers, parent, by_arc = kernel(
            *network, source_idx, target_idx, start_min, room
        )
        if status == FINISHED:
            break
        room *= 4
    answer = []
    for label in found.tolist():
        chain = []
        walk = label
        while by_arc[walk] >= 0:
            chain.append(int(by_arc[walk]))
            walk = int(parent[walk])
        measures = (int(at[label]), int(usd[label]), int(kg[label]), int(transfers[label]))
        answer.append((measures, chain[::-1]))
    return answer
