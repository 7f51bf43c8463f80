"""One criterion over one graph: our kernel beside scgraph and networkx, on the arcs that a plan searches.

    python -m benchmarks.single

Least minutes between stations of the real network, without departures or rules (the peers know neither). The
lengths are asserted equal on every query before anything is timed. What each library wants as its graph is built
before: only queries are timed. hum-router is a third peer where ``HUM_ROUTER_PYTHON`` names a Python that has it
(see ``benchmarks/hum.py``); elsewhere it is left out, and the row says so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.measure import Row, each_s, quantile
from benchmarks.report import print_rows
from daliz.kernels.constrained import Rule
from daliz.kernels.constrained_compiled import best_chain
from daliz.kernels.pareto import NEVER, Network
from daliz.kernels.pareto_compiled import compiled, towards
from daliz.kernels.streams import stream

QUERIES_COUNT = 200
SEED = 1


def real_network() -> tuple[Network, int, int]:
    """Return the network that a plan from Kobe to Almaty searches, without times of departure, and its ends."""
    from benchmarks.pareto import real_problem  # noqa: PLC0415
    from daliz.app.plan_chain import make_cargo, make_query, read_world  # noqa: PLC0415

    world = read_world()
    query = make_query(
        world, "kobe", "almaty", cargo=make_cargo(containers="2x40HC"), ready=date(2026, 12, 1)
    )
    network, source, target, _ = real_problem(world, query)
    none = np.zeros_like(network.dep_from)
    return network._replace(dep_from=none, dep_to=none), source, target


def by_hum_router(
    count: int, least: dict[tuple[int, int], int], queries: list[list[int]], ours_s: float
) -> str:
    """Return what hum-router, in a Python of its own, takes for the same queries; or why it was not run."""
    python = os.environ.get("HUM_ROUTER_PYTHON")
    if not python:
        return "hum-router: not run, HUM_ROUTER_PYTHON is not set"
    asked = {"count": count, "arcs": [[a, b, m] for (a, b), m in least.items()], "queries": queries}
    done = subprocess.run(
        [python, str(Path(__file__).with_name("hum.py"))],
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    told = json.loads(done.stdout)
    p50_s = quantile(told["seconds"], 0.5)
    return (
        f"hum-router {told['version']} p50 {1e6 * p50_s:.1f} µs ({p50_s / ours_s:.2f} times ours; its metric's "
        f"`query`, after its preprocessing, in Python {told['python']})"
    )


def rows() -> list[Row]:
    """Return the figures."""
    import networkx as nx  # noqa: PLC0415
    from scgraph import Graph  # noqa: PLC0415

    compiled()
    network, _, _ = real_network()
    count, arcs = len(network.indptr) - 1, len(network.head)
    tails = np.repeat(np.arange(count), np.diff(network.indptr)).tolist()
    least: dict[tuple[int, int], int] = {}
    for tail, head, minutes in zip(tails, network.head.tolist(), network.minutes.tolist(), strict=True):
        least[tail, head] = min(minutes, least.get((tail, head), NEVER))
    theirs = nx.DiGraph()
    theirs.add_nodes_from(range(count))
    theirs.add_weighted_edges_from((a, b, m) for (a, b), m in least.items())
    lists: list[dict[int, int]] = [{} for _ in range(count)]
    for (a, b), m in least.items():
        lists[a][b] = m
    scg = Graph(lists)
    free = Rule(np.zeros(arcs, np.int64), np.zeros(arcs, np.bool_), 0)
    flat = np.zeros(count, np.int64)  # no bound: Dijkstra, as theirs

    def ours(pair: Any) -> float:  # noqa: ANN401 # unit-ok: minutes
        chain = best_chain(network, free, network.minutes, flat, pair, 0, NEVER)
        return -1 if chain is None else int(network.minutes[chain].sum())

    def by_networkx(pair: Any) -> float:  # noqa: ANN401 # unit-ok: minutes
        return nx.bidirectional_dijkstra(theirs, *pair)[0]

    def by_scgraph(pair: Any) -> float:  # noqa: ANN401 # unit-ok: minutes
        return scg.dijkstra(origin_id=pair[0], destination_id=pair[1])["length"]

    chance = stream(SEED, "benchmark", "single")
    pairs: list[tuple[int, int]] = []
    while len(pairs) < QUERIES_COUNT:
        a, b = (int(x) for x in chance.integers(0, count, 2))
        if a != b and ours((a, b)) >= 0:
            pairs.append((a, b))
    for pair in pairs:
        assert ours(pair) == by_networkx(pair) == by_scgraph(pair), pair
        assert ours(pair) == towards(network._replace(kg=network.minutes), pair[1]).kg[pair[0]]
    figures = {f.__name__: quantile(each_s(f, pairs), 0.5) for f in (ours, by_networkx, by_scgraph)}
    queries = [[a, b, int(ours((a, b)))] for a, b in pairs]
    hum_router = by_hum_router(count, least, queries, figures["ours"])
    return [
        Row(
            what=f"least minutes between two stations with the path, {count:,} nodes / {len(least):,} arcs, "
            f"{QUERIES_COUNT} queries",
            value=f"p50 {1e6 * figures['ours']:.0f} µs",
            peer=f"networkx {version('networkx')} p50 {1e6 * figures['by_networkx']:.0f} µs "
            f"({figures['by_networkx'] / figures['ours']:.1f} times ours); scgraph {version('scgraph')} p50 "
            f"{1e6 * figures['by_scgraph']:.0f} µs ({figures['by_scgraph'] / figures['ours']:.1f} times ours); "
            f"{hum_router}",
        )
    ]


if __name__ == "__main__":
    sys.exit(print_rows(rows()))
