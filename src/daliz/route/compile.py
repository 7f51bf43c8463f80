"""A corridor and a question, compiled into the network that the search reads."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

from daliz.model.coefficients import Emissions, Prices
from daliz.model.corridor import Corridor
from daliz.model.plan import Query
from daliz.route.ends import add_ends, near_terminals
from daliz.route.graph import Builder, Graph, Tokens, finish
from daliz.route.rail import RailNetwork, open_rail
from daliz.route.trunk import Trunk, add_stages, compile_trunk, priced, shape_of

__all__ = ["Memo", "compile_graph"]

Memo = dict[Hashable, Any]
"""Trunks kept between questions: a second one of the same cargo and limits, for a like day, need not compile them again."""

KEPT = 64


def compile_graph(
    corridor: Corridor,
    query: Query,
    *,
    prices: Prices,
    emissions: Emissions,
    blocked: frozenset[str],
    wanted: Sequence[str],
    memo: Memo,
) -> Graph:
    """Return the search network of a question.

    Parameters
    ----------
    blocked
        Tokens that may not be passed: what the query avoids and what is shut.
    wanted
        Tokens whose passing the search must know.
    memo
        Trunks of earlier questions under the same factor set.
    """
    tokens = Tokens(wanted)
    b = Builder(corridor, query, prices, emissions, tokens, blocked)
    trunk = _trunk(b, memo)
    b = replace(b, nodes=dict(trunk.nodes), arcs=list(trunk.arcs), notes=[])
    reached = trunk.rail.platforms
    served = {
        t.id: t
        for t in trunk.terminals.values()
        if t.mode != "rail" or any((t.place, g) in reached for g in t.gauges_mm)
    }
    near = {
        "O": near_terminals(b, query.origin, served),
        "D": near_terminals(b, query.destination, served),
    }
    add_ends(b, near)
    if b.allowed("mode:rail"):
        _join_ends(b, trunk, near)
    return replace(finish(b, trunk.rail, trunk.shut, trunk.columns), told=trunk.told, stepped=trunk.stepped)


def _trunk(b: Builder, memo: Memo) -> Trunk:
    q = replace(b.query, ready=b.corridor.like_day(b.query.ready), deadline=None)
    b = replace(b, query=q)
    facts = (b.corridor.facts_hash, b.corridor.price_year, q.ready, b.blocked, tuple(sorted(b.tokens.bits)))
    rail: RailNetwork = _kept(
        memo,
        ("rail", *facts),
        lambda: open_rail(b.corridor, b.on, emissions=b.emissions, mask_of=b.tokens.mask, blocked=b.blocked),
    )
    shape = ("shape", *facts, *shape_of(q, b.corridor.services))
    key = ("trunk", *facts, q.cargo, q.slot, q.scope, q.require)
    trunk: Trunk = _kept(memo, key, lambda: priced(b, _kept(memo, shape, lambda: compile_trunk(b, rail))))
    return trunk


def _kept(memo: Memo, key: Hashable, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the key is of
    if key not in memo:
        while len(memo) >= KEPT:
            memo.pop(next(iter(memo)))
        memo[key] = work()
    return memo[key]


def _join_ends(b: Builder, trunk: Trunk, near: dict[str, list[Any]]) -> None:
    """Add the stages from the origin's platforms and to the destination's that are no junctions already."""
    known = set(trunk.junctions)
    ends = {
        name: [
            (t.place, g)
            for t, _ in rows
            if t.mode == "rail"
            for g in t.gauges_mm
            if (t.place, g) not in known
        ]
        for name, rows in near.items()
    }
    for source in ends["O"]:
        add_stages(b, trunk.rail.stages(source, [*trunk.junctions, *ends["D"]]))
    if ends["D"]:
        for source in trunk.junctions:
            add_stages(b, trunk.rail.stages(source, ends["D"]))
