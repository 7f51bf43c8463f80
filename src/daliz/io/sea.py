"""The sea graph: paths for maps, and for ports that a user adds."""

from __future__ import annotations

import heapq
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from daliz.errors import DataError, UnknownIdError, look_up
from daliz.io.tables import built_in_facts, read_fields, read_table
from daliz.model.network import SeaLane
from daliz.model.place import great_circle_km

__all__ = ["SeaGraph", "SeaPath", "read_all_lanes", "read_lanes", "read_sea_graph", "sea_path"]

#: A port may be tied to the lanes over at most this distance.
LONGEST_TIE_KM = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaPath:
    """A path at sea: its line (longitude, latitude), its length and the passages in order."""

    line: tuple[tuple[float, float], ...]
    km: float
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaGraph:
    """Lanes of ships: nodes (longitude, latitude); for each node its neighbours, with length and passage."""

    nodes: tuple[tuple[float, float], ...]
    near: tuple[tuple[tuple[int, float, str | None], ...], ...]
    default_closed: frozenset[str]
    passages: tuple[str, ...]

    def nearest(self, lat_deg: float, lon_deg: float) -> tuple[int, float]:
        """Return the nearest node and its distance in km."""
        km, node = min((great_circle_km(lat_deg, lon_deg, y, x), i) for i, (x, y) in enumerate(self.nodes))
        return node, km

    def path(self, a: int, b: int, closed: Collection[str]) -> SeaPath | None:  # unit-ok: node numbers
        """Return the shortest path between two nodes that uses no closed passage, or None."""
        shut = frozenset(closed)
        far = {a: 0.0}
        before: dict[int, tuple[int, str | None]] = {}
        heap = [(0.0, a)]
        done: set[int] = set()
        while heap:
            km, node = heapq.heappop(heap)
            if node in done:
                continue
            if node == b:
                return self._walk(a, b, km, before)
            done.add(node)
            for other, length_km, passage in self.near[node]:
                if passage in shut:
                    continue
                total_km = km + length_km
                if total_km < far.get(other, float("inf")):
                    far[other] = total_km
                    before[other] = (node, passage)
                    heapq.heappush(heap, (total_km, other))
        return None

    def _walk(
        self, a: int, b: int, km: float, before: dict[int, tuple[int, str | None]]
    ) -> SeaPath:  # unit-ok: node numbers
        line = [self.nodes[b]]
        passages: list[str] = []
        node = b
        while node != a:
            node, passage = before[node]
            line.append(self.nodes[node])
            if passage is not None:
                passages.append(passage)
        return SeaPath(line=tuple(reversed(line)), km=km, passages=tuple(dict.fromkeys(reversed(passages))))


@cache
def read_sea_graph(folder: Path | None = None) -> SeaGraph:
    """Return the graph of ``sea/graph.json``: the built-in one, or that of a facts folder."""
    raw = json.loads(((folder or built_in_facts()) / "sea" / "graph.json").read_text(encoding="utf-8"))
    names = raw["passages"]
    near: list[list[tuple[int, float, str | None]]] = [[] for _ in raw["nodes"]]
    for i, j, km, passage in raw["edges"]:
        name = names[passage - 1] if passage else None
        near[i].append((j, km, name))
        near[j].append((i, km, name))
    return SeaGraph(
        nodes=tuple((x, y) for x, y in raw["nodes"]),
        near=tuple(tuple(n) for n in near),
        default_closed=frozenset(raw["default_closed"]),
        passages=tuple(names),
    )


def read_lanes(
    layers: Sequence[Path], pairs: Collection[tuple[str, str]]
) -> dict[tuple[str, str], tuple[SeaLane, ...]]:
    """Return the lanes of some pairs of ports, shortest first, without reading the rest of the table.

    A pair may be given in either order; the key is the order of the table, in which a comes before b.

    Raises
    ------
    DataError
        If a wanted row is not ``a,b,passages,km``.
    """
    wanted = {tuple(sorted(pair)) for pair in pairs}
    name = read_fields()["sea_lanes"].path
    found: dict[tuple[str, str], dict[str, SeaLane]] = {}
    for folder in layers:
        if not (folder / name).is_file():
            continue
        for number, line in enumerate(
            (folder / name).read_text(encoding="utf-8-sig").splitlines()[1:], start=2
        ):
            a, _, rest = line.partition(",")
            b, _, rest = rest.partition(",")
            if (a, b) not in wanted:
                continue
            passages, _, km = rest.partition(",")
            try:
                lane = SeaLane(a=a, b=b, passages=tuple(p for p in passages.split("|") if p), km=float(km))
            except ValueError as error:
                raise DataError(f"{name}:{number}: found {line!r}.", "Write a,b,passages,km.") from error
            found.setdefault((a, b), {})[passages] = lane
    return {pair: tuple(sorted(rows.values(), key=lambda lane: lane.km)) for pair, rows in found.items()}


def read_all_lanes(layers: Sequence[Path]) -> dict[tuple[str, str], tuple[SeaLane, ...]]:
    """Return the lanes of every pair of ports, shortest first.

    The built-in table has thousands of plain rows, which the tests check: it is read as lines. A user's table
    goes through the reader that checks every cell.

    Raises
    ------
    DataError
        If a row is wrong.
    """
    name = read_fields()["sea_lanes"].path
    found: dict[tuple[str, str], dict[tuple[str, ...], SeaLane]] = {}
    own = [folder for folder in layers if folder != built_in_facts()]
    if len(own) < len(layers):
        lines = (built_in_facts() / name).read_text(encoding="utf-8").splitlines()[1:]
        for number, line in enumerate(lines, start=2):
            try:
                a, b, text, km = line.split(",")
                passages = tuple(text.split("|")) if text else ()
                found.setdefault((a, b), {})[passages] = SeaLane(a=a, b=b, passages=passages, km=float(km))
            except ValueError as error:
                raise DataError(f"{name}:{number}: found {line!r}.", "Write a,b,passages,km.") from error
    for r in read_table("sea_lanes", own):
        lane = SeaLane(a=r["a"], b=r["b"], passages=r["passages"], km=r["km"])
        found.setdefault((lane.a, lane.b), {})[lane.passages] = lane
    return {pair: tuple(sorted(rows.values(), key=lambda lane: lane.km)) for pair, rows in found.items()}


def _node(graph: SeaGraph, end: str | tuple[float, float], layers: Sequence[Path]) -> tuple[int, float]:
    """Return a node and the tie to it: of a port by its terminal id, or of a point (latitude, longitude)."""
    if isinstance(end, tuple):
        node, km = graph.nearest(*end)
        if km > LONGEST_TIE_KM:
            raise DataError(
                f"{end[0]:g},{end[1]:g} lies {km:.0f} km from the nearest sea lane.",
                "Give a port by the sea.",
            )
        return node, km
    ports = {row["terminal"]: row["node"] for row in read_table("sea_ports", layers)}
    terminal = end if end.endswith(".port") else f"{end}.port"
    return int(look_up(ports, terminal, kind="port", where="sea/ports.csv")), 0.0


def sea_path(
    a: str | tuple[float, float],
    b: str | tuple[float, float],
    closed: Collection[str] | None = None,
    layers: Sequence[Path] = (),
) -> SeaPath | None:
    """Return the shortest path between two ports that uses no closed passage, or None where there is none.

    An end is a port (``poti`` or ``poti.port``) or a point ``(latitude, longitude)``, which is tied to the
    nearest lane by a great circle. ``closed`` is every shut passage; None shuts those shut by default.

    Raises
    ------
    DataError
        If a port or a passage is unknown, or a point lies far from every lane.
    """
    graph = read_sea_graph()
    shut = graph.default_closed if closed is None else frozenset(closed)
    for passage in sorted(shut):
        if passage not in graph.passages:
            raise UnknownIdError.of("passage", passage, graph.passages, "sea/graph.json")
    where = layers or [built_in_facts()]
    (na, ka), (nb, kb) = _node(graph, a, where), _node(graph, b, where)
    path = graph.path(na, nb, shut)
    if path is None:
        return None
    head = ((a[1], a[0]),) if isinstance(a, tuple) else ()
    tail = ((b[1], b[0]),) if isinstance(b, tuple) else ()
    return SeaPath(line=(*head, *path.line, *tail), km=path.km + ka + kb, passages=path.passages)
