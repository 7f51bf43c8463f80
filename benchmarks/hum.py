"""hum-router over a graph of ours: run by ``benchmarks.single`` with a Python that has it (it needs 3.12 or later).

    HUM_ROUTER_PYTHON=PYTHON python -m benchmarks.single

where PYTHON is the interpreter of an environment made for it (``pip install hum-router``). Imports nothing of ours.
Reads from its standard input ``{"count", "arcs": [[tail, head, minutes]], "queries": [[from, to, minutes]]}``,
writes the graph in the Parquet tables that hum-router reads (every node and arc is "road"), asserts the length of
every answer, times the queries, and prints ``{"version", "python", "seconds"}``.

Nodes lie on a square grid in the order of their numbers: its node order wants coordinates, and the nodes of a plan
have none. Answers do not depend on them; its speed may.
"""

from __future__ import annotations

import json
import math
import platform
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any


def write_graph(at: Path, count: int, arcs: list[list[int]]) -> None:
    """Write the four tables that its engine opens."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    side = math.isqrt(count) + 1
    text = pa.string()
    nodes = {
        "x": pa.array([0.01 * (i % side) for i in range(count)], pa.float64()),
        "y": pa.array([0.01 * (i // side) for i in range(count)], pa.float64()),
        "domain": pa.array(["road"] * count, text),
        "name": pa.nulls(count, text),
    }
    # it cuts hours * 3600 down to whole seconds: half a second more keeps every minute whole
    hours = [(60 * minutes + 0.5) / 3600 for _, _, minutes in arcs]
    edges = {
        "tail": pa.array([a for a, _, _ in arcs], pa.int32()),
        "head": pa.array([b for _, b, _ in arcs], pa.int32()),
        "mode": pa.array(["road"] * len(arcs), text),
        "distance_km": pa.array(hours, pa.float64()),
        "time_hours": pa.array(hours, pa.float64()),
        "crossing_id": pa.nulls(len(arcs), pa.int32()),
        "transfer_kind": pa.nulls(len(arcs), text),
        "geometry_wkt": pa.nulls(len(arcs), text),
    }
    tables = {"nodes": nodes, "edges": edges, "gateways": {"vertex": []}, "crossings": {"crossing_id": []}}
    for name, columns in tables.items():
        pq.write_table(pa.table(columns), at / f"unified_{name}.parquet")


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Build the graph, assert the lengths, time the queries."""
    from multimodal_router.engine import MetricProfile, RoutingEngine  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        write_graph(Path(folder), asked["count"], asked["arcs"])
        engine = RoutingEngine(folder)
        metric = engine.metric(MetricProfile(impedance="time", modes=frozenset({"road"})))
    for a, b, minutes in asked["queries"]:
        length_s, _, arcs = metric.query(a, b)
        assert length_s == 60 * minutes, (a, b, minutes, length_s)
        assert sum(asked["arcs"][arc][2] for arc in arcs) == minutes, (a, b, minutes)
    seconds = []
    for a, b, _ in asked["queries"]:
        start = time.perf_counter()
        metric.query(a, b)
        seconds.append(time.perf_counter() - start)
    return {"version": version("hum-router"), "python": platform.python_version(), "seconds": seconds}


if __name__ == "__main__":
    print(json.dumps(answer(json.load(sys.stdin))))
