"""Exact Pareto search over time, cost, CO2e and transfers on a network with departures.

Label setting in lexicographic order of (time, cost, CO2e, transfers). Arrival is monotone in departure on
every arc ("earlier is never worse"), and labels leave the queue in order of time, so that a label is
dominated at its node exactly when an earlier one there is no worse in the other three criteria
(dimensionality reduction: Pulido, Mandow and Perez de la Cruz 2015). Lower bounds to the target in each
criterion prune what the target has already beaten.

Arrays of a network with N nodes, A arcs, P wait profiles and D departures
-------------------------------------------------------------------------
``indptr`` int64 (N + 1), arcs of node i are ``indptr[i]:indptr[i + 1]``; ``head`` int64 (A); ``minutes``,
``usd``, ``kg``, ``transfers`` int64 (A), none negative; ``open_from``, ``open_to`` int64 (A), minutes since
1970 between which an arc may be entered (one that opens later is waited for); ``profile`` int64 (A), row of
``profiles`` or -1; ``profiles`` float64 (P, 13), extra minutes when entered at the start of each month, the
13th equal to the first, interpolated between; ``dep_from``, ``dep_to`` int64 (A), slice of ``departures``
int64 (D) (sorted minutes) or an empty one for an arc that leaves at any time.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["ALWAYS", "NEVER", "Network", "enter_reference", "lower_bounds_reference", "pareto_reference"]

Ints = NDArray[np.int64]
ALWAYS = -(2**40)
NEVER = 2**40
MINUTES_PER_YEAR = 525_949  # mean Gregorian year, 365.2425 days


class Network(NamedTuple):
    """The arrays that the module describes."""

    indptr: Ints
    head: Ints
    minutes: Ints
    usd: Ints
    kg: Ints
    transfers: Ints
    open_from: Ints
    open_to: Ints
    profile: Ints
    profiles: NDArray[np.float64]
    dep_from: Ints
    dep_to: Ints
    departures: Ints


def enter_reference(net: Any, arc_idx: int, at_min: int) -> int:  # noqa: ANN401 - a Network of arrays or of lists
    """Return the minute at which an arc entered at ``at_min`` delivers, or -1 if it cannot be used any more."""
    start = max(at_min, net.open_from[arc_idx])
    if start >= net.open_to[arc_idx]:
        return -1
    first, last = net.dep_from[arc_idx], net.dep_to[arc_idx]
    if last > first:
        position = bisect_left(net.departures, start, first, last)
        if position == last:
            return -1
        start = net.departures[position]
    extra = 0
    row = net.profile[arc_idx]
    if row >= 0:
        months = (start % MINUTES_PER_YEAR) * 12.0 / MINUTES_PER_YEAR
        month = int(months)
        low, high = net.profiles[row][month], net.profiles[row][month + 1]
        extra = int(low + (high - low) * (months - month))
    return int(start + extra + net.minutes[arc_idx])


def lower_bounds_reference(net: Any, target_idx: int, weights: Any) -> list[int]:  # noqa: ANN401
    """Return the least sum of ``weights`` from every node to the target, or ``NEVER`` where there is no way."""
    count = len(net.indptr) - 1
    into: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for tail in range(count):
        for arc in range(net.indptr[tail], net.indptr[tail + 1]):
            into[net.head[arc]].append((tail, weights[arc]))
    best = [NEVER] * count
    best[target_idx] = 0
    queue = [(0, target_idx)]
    while queue:
        value, node = heapq.heappop(queue)
        if value > best[node]:
            continue
        for tail, weight in into[node]:
            through = value + weight
            if through < best[tail]:
                best[tail] = through
                heapq.heappush(queue, (through, tail))
    return best


def pareto_reference(
    network: Network, source_idx: int, target_idx: int, start_min: int
) -> list[tuple[tuple[int, int, int, int], list[int]]]:
    """Return every efficient (arrival minute, USD, kg, transfers) at the target, each with one chain of arcs.

    Among chains of equal measures the one whose labels were made first stays: by time, cost, CO2e, transfers,
    then the order of arcs. Sorted by that order. Empty if the target cannot be reached; one empty chain if it
    is the source.

    Raises
    ------
    ValueError
        If an index lies outside the network.
    """
    # lists are several times quicker than arrays to read one by one
    net = Network(*(column.tolist() for column in network))
    count = len(net.indptr) - 1
    for name, index in (("source_idx", source_idx), ("target_idx", target_idx)):
        if not 0 <= index < count:
            raise ValueError(f"{name} is {index}; the network has {count} nodes.")
    to_usd, to_kg, to_transfers = (
        lower_bounds_reference(net, target_idx, w) for w in (net.usd, net.kg, net.transfers)
    )
    frontier: list[list[tuple[int, int, int]]] = [[] for _ in range(count)]
    parent: list[int] = [-1]
    by_arc: list[int] = [-1]
    queue = [(start_min, 0, 0, 0, 0, source_idx)]
    found: list[tuple[tuple[int, int, int, int], list[int]]] = []
    while queue:
        at, usd, kg, transfers, label, node = heapq.heappop(queue)
        front = frontier[node]
        if any(u <= usd and k <= kg and t <= transfers for u, k, t in front):
            continue
        if any(
            u <= usd + to_usd[node] and k <= kg + to_kg[node] and t <= transfers + to_transfers[node]
            for u, k, t in frontier[target_idx]
        ):
            continue
        front.append((usd, kg, transfers))
        if node == target_idx:
            found.append(((at, usd, kg, transfers), _chain(parent, by_arc, label)))
            continue
        for arc in range(net.indptr[node], net.indptr[node + 1]):
            head = net.head[arc]
            if to_usd[head] == NEVER:
                continue
            after = (usd + net.usd[arc], kg + net.kg[arc], transfers + net.transfers[arc])
            # every label kept so far came earlier: what it beats at the head, or at the target, need not queue
            if any(u <= after[0] and k <= after[1] and t <= after[2] for u, k, t in frontier[head]):
                continue
            least = (after[0] + to_usd[head], after[1] + to_kg[head], after[2] + to_transfers[head])
            if any(u <= least[0] and k <= least[1] and t <= least[2] for u, k, t in frontier[target_idx]):
                continue
            arrives = enter_reference(net, arc, at)
            if arrives < 0:
                continue
            parent.append(label)
            by_arc.append(arc)
            heapq.heappush(queue, (arrives, *after, len(parent) - 1, head))
    return found


def _chain(parent: list[int], by_arc: list[int], label: int) -> list[int]:
    """Return the arcs that lead to a label, first to last."""
    arcs: list[int] = []
    while by_arc[label] >= 0:
        arcs.append(by_arc[label])
        label = parent[label]
    return arcs[::-1]
