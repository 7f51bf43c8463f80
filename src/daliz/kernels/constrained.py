"""The best chain of one criterion under a rule: what must be passed, and what must be kept out of.

A* over (node, which wanted tokens have been passed): the first to leave the queue at a state is kept, in order
of (weight with the bound to the target, weight, minute of arrival, tokens, node, label). The bound may be that of
smaller weights than those searched.

Arrays beside those of a ``Network`` with A arcs: ``weights`` int64 (A); ``bound`` int64 (N), least weight to the
target or ``NEVER``; ``passes`` int64 (A), bits of what is wanted that an arc passes, numbered from 0 (a wish for
one of several things is one bit); ``barred`` bool (A), true for an arc that passes what must be kept out of.
"""

from __future__ import annotations

import heapq
from typing import Any, NamedTuple

from daliz.kernels.pareto import NEVER, enter_reference

__all__ = ["Rule", "best_chain_reference"]


class Rule(NamedTuple):
    """What a chain must pass, all bits of ``must``, by arcs that are not barred."""

    passes: Any
    barred: Any
    must: int  # unit-ok: bits


def best_chain_reference(
    net: Any,  # noqa: ANN401 - a Network of lists
    rule: Rule,
    weights: Any,  # noqa: ANN401
    bound: Any,  # noqa: ANN401
    ends: tuple[int, int],
    start_min: int,
    limit: int,
) -> list[int] | None:
    """Return the arcs of the chain of least weight, at most ``limit``, that keeps a rule; None if there is none.

    Parameters
    ----------
    net
        A ``Network`` whose columns are lists.
    ends
        Source and target.
    """
    source, target = ends
    passes, barred, must = rule
    queue = [(bound[source], 0, start_min, 0, source, -1)]
    parents: list[tuple[int, int]] = []
    best: dict[tuple[int, int], tuple[int, int]] = {}  # the least (weight, minute) that has queued at a state
    done: set[tuple[int, int]] = set()
    while queue:
        _, value, at, got, node, label = heapq.heappop(queue)
        if (node, got) in done:
            continue
        done.add((node, got))
        if node == target:
            if got == must:
                return _unwind(parents, label)
            continue
        for arc in range(net.indptr[node], net.indptr[node + 1]):
            head = net.head[arc]
            if barred[arc] or bound[head] == NEVER:
                continue
            through = value + weights[arc]
            if through + bound[head] > limit:
                continue
            state = (head, got | passes[arc])
            if state in done:
                continue
            arrives = enter_reference(net, arc, at)
            if arrives < 0:
                continue
            reached = (through, arrives)
            if state in best and best[state] <= reached:  # that one leaves the queue before this one could
                continue
            best[state] = reached
            parents.append((label, arc))
            heapq.heappush(queue, (through + bound[head], through, arrives, state[1], head, len(parents) - 1))
    return None


def _unwind(parents: list[tuple[int, int]], label: int) -> list[int]:
    arcs = []
    while label >= 0:
        label, arc = parents[label]
        arcs.append(arc)
    return arcs[::-1]
