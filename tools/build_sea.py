"""Compile the sea: the lane graph with its passages, and the shortest lanes between ports.

Made from searoute 1.6.0 (Apache-2.0). A *gate* is a line on the map:
an edge that crosses it uses its passage.
"""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

Point = tuple[float, float]
Gate = tuple[Point, Point]

#: Passage to the lines that any path through it must cross (longitude, latitude).
GATES: dict[str, list[Gate]] = {
    "babalmandab": [((43.75, 12.95), (43.1, 12.2))],
    "bering": [((-172.5, 65.75), (-166.0, 65.75)), ((187.5, 65.75), (194.0, 65.75))],
    "bosporus": [((28.85, 41.1), (29.35, 41.1))],
    "chili": [((-69.37, -50.0), (-69.37, -78.0)), ((290.63, -50.0), (290.63, -78.0))],
    "dardanelles": [((26.65, 39.9), (26.65, 40.75))],
    "gibraltar": [((-5.5, 35.6), (-5.5, 36.4))],
    "malacca": [((99.3, 3.1), (100.95, 4.15))],
    "northwest": [((-90.37, 65.0), (-90.37, 80.0)), ((-115.37, 67.5), (-115.37, 80.0))],
    "ormuz": [((56.35, 26.0), (57.05, 27.2))],
    "panama": [((-80.5, 9.1), (-79.0, 9.1))],
    "south_africa": [((20.37, -34.0), (20.37, -78.0))],
    "suez": [((31.8, 30.5), (33.0, 30.5))],
    "sunda": [((105.5, -5.65), (106.1, -6.15))],
    "volga-don": [((46.72, 46.5), (46.72, 49.5)), ((43.8, 47.0), (43.8, 50.0)), ((41.5, 46.8), (41.5, 49.0))],
    "kerch": [((36.2, 45.3), (37.1, 45.3))],
    "danish-straits": [
        ((10.3, 57.31), (12.5, 57.31)),
        ((9.0, 55.75), (11.75, 55.75)),
        ((12.3, 55.97), (13.1, 55.97)),
    ],
    "kiel": [((9.4, 54.4), (9.8, 53.9))],
    "northern-sea-route": [
        ((100.0, 70.0), (100.0, 85.0)),
        ((70.9, 69.0), (70.9, 85.0)),
        ((150.0, 68.0), (150.0, 85.0)),
    ],
}
#: Ports the source lacks: place, longitude, latitude.
ADDED_PORTS: dict[str, Point] = {
    "chornomorsk": (30.72, 46.33),
    "taicang": (121.25, 31.62),
    "gwangyang": (127.75, 34.85),
    "hiroshima": (132.42, 34.33),
    "sendai": (141.05, 38.25),
    "helsinki": (25.2, 60.15),
}
#: The hub or place at which a port of the source stands, where the names differ.
PLACE_OF = {"vostochny": "nakhodka", "tianjin": "tianjinport"}
DEFAULT_CLOSED = frozenset({"volga-don", "northern-sea-route", "northwest", "bering"})
CASPIAN = frozenset(
    {"aktau", "kuryk", "bautino", "alat", "turkmenbashi", "anzali", "amirabad", "makhachkala", "olya"}
)
LONGEST_RATIO = 4.0
KIEL_CANAL_KM = 98.6


def gc_km(a: Point, b: Point) -> float:
    """Great-circle distance."""
    la1, la2 = math.radians(a[1]), math.radians(b[1])
    h = math.sin((la2 - la1) / 2) ** 2
    h += math.cos(la1) * math.cos(la2) * math.sin(math.radians(b[0] - a[0]) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(h))


def crosses(a: Point, b: Point, gate: Gate) -> bool:
    """Tell whether the segment a-b crosses a gate; a segment over the 180th meridian crosses none."""
    if abs(a[0] - b[0]) > 180:
        return False

    def turn(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    c, d = gate
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def passage_of(a: Point, b: Point, tag: str | None) -> str | None:
    """Return the passage an edge goes through."""
    for name, gates in GATES.items():
        if any(crosses(a, b, g) for g in gates):
            return name
    if tag == "northwest" and ((a[0] % 360) + (b[0] % 360)) / 2 < 190.3:
        return "northern-sea-route"  # the source gives both ways out of the Bering Strait one name
    if tag is not None and tag != "dardanelles":
        return tag  # the source tags the Sea of Marmara too as dardanelles: there the gate alone tells
    north = min(a[1], b[1]) > 71 or max(a[1], b[1]) > 72
    if not north:
        return None
    return "northwest" if 190 <= (a[0] % 360) < 310 else "northern-sea-route"


def load(path: Path) -> dict[str, Any]:
    """Return nodes, edges with passage names, and ports by place."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    nodes: list[Point] = [(float(x), float(y)) for x, y in raw["nodes"]]
    names = raw["meta"]["passages"]
    edges: list[tuple[int, int, float, str | None]] = []
    for i, j, km, tag, _added in raw["edges"]:
        edges.append((i, j, float(km), passage_of(nodes[i], nodes[j], names[tag - 1] if tag else None)))
    ports = {PLACE_OF.get(k, k): v["node"] for k, v in raw["ports"].items()}
    _add_kiel(nodes, edges)
    for place, xy in ADDED_PORTS.items():
        ports[place] = _tie(nodes, edges, xy)
    return {"nodes": nodes, "edges": edges, "ports": ports}


def _nearest(
    nodes: list[Point], xy: Point, n: int, box: tuple[float, float, float, float] | None = None
) -> list[int]:
    inside = [
        (gc_km(p, xy), k)
        for k, p in enumerate(nodes)
        if box is None or (box[0] <= p[0] <= box[2] and box[1] <= p[1] <= box[3])
    ]
    return [k for _, k in sorted(inside)[:n]]


def _tie(nodes: list[Point], edges: list[tuple[int, int, float, str | None]], xy: Point) -> int:
    """Add a port and tie it to the three nearest lane nodes."""
    near = _nearest(nodes, xy, 3)
    nodes.append(xy)
    edges.extend(
        (len(nodes) - 1, k, round(gc_km(nodes[k], xy), 1), passage_of(xy, nodes[k], None)) for k in near
    )
    return len(nodes) - 1


def _add_kiel(nodes: list[Point], edges: list[tuple[int, int, float, str | None]]) -> None:
    """Add the Kiel canal, which the source lacks, from the Elbe to the Kiel fjord."""
    elbe = _nearest(nodes, (9.14, 53.89), 1)[0]
    holtenau: Point = (10.17, 54.40)
    near = _nearest(nodes, holtenau, 3, (10.2, 54.0, 12.6, 54.9))
    nodes.append(holtenau)
    edges.append((elbe, len(nodes) - 1, KIEL_CANAL_KM, "kiel"))
    edges.extend((len(nodes) - 1, k, round(gc_km(nodes[k], holtenau), 1), None) for k in near)


class Paths:
    """Shortest paths with some passages shut, remembered."""

    def __init__(self, sea: dict[str, Any]) -> None:
        self.n = len(sea["nodes"])
        best: dict[tuple[int, int], tuple[float, str | None]] = {}
        for i, j, km, passage in sea["edges"]:
            key = (min(i, j), max(i, j))
            if key not in best or km < best[key][0]:
                best[key] = (max(km, 0.1), passage)
        self.keys = list(best)
        self.km = np.array([best[k][0] for k in self.keys])
        self.passage = [best[k][1] for k in self.keys]
        self.edge_passage = {k: p for k, (_, p) in best.items() if p is not None}
        self.graphs: dict[frozenset[str], csr_matrix] = {}
        self.trees: dict[tuple[int, frozenset[str]], tuple[Any, Any]] = {}

    def graph(self, closed: frozenset[str]) -> csr_matrix:
        """Return the graph without the closed passages."""
        if closed not in self.graphs:
            keep = [k for k, p in enumerate(self.passage) if p not in closed]
            rows = [self.keys[k][0] for k in keep]
            cols = [self.keys[k][1] for k in keep]
            self.graphs[closed] = csr_matrix((self.km[keep], (rows, cols)), shape=(self.n, self.n))
        return self.graphs[closed]

    def path(self, a: int, b: int, closed: frozenset[str]) -> tuple[float, tuple[str, ...]] | None:
        """Return length and passages, in order, of the shortest path."""
        if (a, closed) not in self.trees:
            self.trees[a, closed] = dijkstra(
                self.graph(closed), directed=False, indices=a, return_predecessors=True
            )
        far, before = self.trees[a, closed]
        if not math.isfinite(far[b]):
            return None
        used: list[str] = []
        k = b
        while k != a:
            j = int(before[k])
            passage = self.edge_passage.get((min(j, k), max(j, k)))
            if passage is not None and (not used or used[-1] != passage):
                used.append(passage)
            k = j
        used.reverse()
        return float(far[b]), tuple(dict.fromkeys(used))

    def lanes(self, a: int, b: int) -> dict[tuple[str, ...], float]:
        """Return every distinct lane that is shortest for some set of shut passages."""
        found: dict[tuple[str, ...], float] = {}
        first = self.path(a, b, DEFAULT_CLOSED)
        if first is None:
            return found
        seen: set[frozenset[str]] = set()
        todo = [DEFAULT_CLOSED]
        while todo:
            closed = todo.pop()
            if closed in seen:
                continue
            seen.add(closed)
            got = self.path(a, b, closed)
            if got is None or got[0] > LONGEST_RATIO * max(first[0], 250.0):
                continue
            km, passages = got
            found[passages] = min(km, found.get(passages, math.inf))
            todo.extend(closed | {p} for p in passages)
        return found


def write(sea: dict[str, Any], facts: Path) -> None:
    """Write sea/graph.json, sea/ports.csv and sea/lanes.csv."""
    out = facts / "sea"
    names = sorted(GATES)
    graph = {
        "source": "searoute-py 1.6.0 marnet (Apache-2.0), straight-water edges added; changed by Daliz",
        "passages": names,
        "default_closed": sorted(DEFAULT_CLOSED),
        "nodes": [[round(x, 2), round(y, 2)] for x, y in sea["nodes"]],
        "edges": [[i, j, round(km, 1), names.index(p) + 1 if p else 0] for i, j, km, p in sea["edges"]],
    }
    (out / "graph.json").write_text(json.dumps(graph, separators=(",", ":")) + "\n", encoding="utf-8")
    with (out / "ports.csv").open("w", encoding="utf-8", newline="") as f:
        rows = csv.writer(f, lineterminator="\n")
        rows.writerow(["terminal", "node", "source_id", "locator", "grade", "note"])
        for place, node in sorted(sea["ports"].items()):
            ours = place in ADDED_PORTS
            note = "Added by us: tied to the three nearest lane nodes." if ours else ""
            rows.writerow(
                [
                    f"{place}.port",
                    node,
                    "daliz" if ours else "searoute",
                    "",
                    "computed" if ours else "other",
                    note,
                ]
            )
    paths = Paths(sea)
    ports = sorted(sea["ports"].items())
    with (out / "lanes.csv").open("w", encoding="utf-8", newline="") as f:
        rows = csv.writer(f, lineterminator="\n")
        rows.writerow(["a", "b", "passages", "km"])
        for i, (a, na) in enumerate(ports):
            for b, nb in ports[i + 1 :]:
                if (a in CASPIAN) != (b in CASPIAN):
                    continue
                for passages, km in sorted(paths.lanes(na, nb).items(), key=lambda item: item[1]):
                    rows.writerow([f"{a}.port", f"{b}.port", "|".join(passages), round(km)])
            paths.trees = {k: v for k, v in paths.trees.items() if k[0] != na}
