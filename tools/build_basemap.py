"""Make the land outline of maps from the npm package world-atlas (Natural Earth, public domain).

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/build_basemap.py package src/daliz/facts/basemap/land.json

The outline is simplified to about 10 km and small islands are left out; it is a backdrop, not a border claim.
Coordinates are hundredths of a degree, longitude and latitude in turn.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
TOLERANCE_DEG = 0.1
BORDER_TOLERANCE_DEG = 0.15
SMALLEST_DEG2 = 0.06


def decoded_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs of a quantised TopoJSON file in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def simplified(points: list[Point], tolerance_deg: float) -> list[Point]:
    """Return the line with points nearer than the tolerance to it left out (Douglas and Peucker 1973)."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        a, b = stack.pop()
        (ax, ay), (bx, by) = points[a], points[b]
        dx, dy = bx - ax, by - ay
        norm = (dx * dx + dy * dy) ** 0.5
        worst, at = tolerance_deg, -1
        for i in range(a + 1, b):
            px, py = points[i][0] - ax, points[i][1] - ay
            far = abs(px * dy - py * dx) / norm if norm else (px * px + py * py) ** 0.5
            if far > worst:
                worst, at = far, i
        if at >= 0:
            keep.add(at)
            stack += [(a, at), (at, b)]
    return [points[i] for i in sorted(keep)]


def ring_of(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Return a closed ring from arc numbers; a negative number is an arc backwards."""
    ring: list[Point] = []
    for i in indices:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        ring += arc[1:] if ring else arc
    return ring


def area_deg2(ring: list[Point]) -> float:
    """Return the area of a ring in square degrees."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def flat(points: list[Point]) -> list[int]:
    """Return points as hundredths of a degree in one list."""
    return [round(100 * value) for point in points for value in point]


def main(package: Path, target: Path) -> None:
    """Write the outline."""
    land = json.loads((package / "land-50m.json").read_text(encoding="utf-8"))
    arcs = decoded_arcs(land)
    rings = []
    for shape in land["objects"]["land"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            group = [ring_of(r, arcs) for r in polygon]
            if max(y for _, y in group[0]) < -60:
                continue
            kept = [simplified(r, TOLERANCE_DEG) for r in group if area_deg2(r) >= SMALLEST_DEG2]
            rings += [flat(r) for r in kept if len(r) > 3]
    countries = json.loads((package / "countries-50m.json").read_text(encoding="utf-8"))
    used: Counter[int] = Counter()
    for shape in countries["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        for polygon in polygons:
            for ring in polygon:
                used.update({i if i >= 0 else ~i for i in ring})
    lines = decoded_arcs(countries)
    borders = [
        flat(simplified(lines[i], BORDER_TOLERANCE_DEG))
        for i, n in sorted(used.items())
        if n > 1 and len(lines[i]) > 1
    ]
    data = {
        "credit": "Natural Earth, public domain, by way of the npm package world-atlas 2.0.2 (ISC)",
        "unit": "hundredths of a degree, longitude and latitude in turn",
        "rings": rings,
        "borders": borders,
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(rings)} rings, {len(borders)} borders, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
