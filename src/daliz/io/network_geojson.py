"""The network as GeoJSON (RFC 7946), with its licences as a member of the collection."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from daliz.io.licences import CREDITS, DATABASE_NOTICE
from daliz.model.network_report import DrawnCrossing, DrawnLink, DrawnPlace, DrawnService, NetworkDrawing

__all__ = ["joined_lines", "network_geojson"]

Item = dict[str, Any]
Point = tuple[float, float]


def network_geojson(drawing: NetworkDrawing) -> str:
    """Return one FeatureCollection: hubs, track, services, crossings; ``kind`` tells them apart.

    RFC 7946 lets a collection have members of its own: ``licence``, ``licences`` and ``provenance``.
    """
    features = [
        *(_place(p) for p in drawing.places),
        *(_link(k) for k in drawing.links),
        *(_service(s) for s in drawing.services if s.line),
        *(_crossing(c) for c in drawing.crossings),
    ]
    collection = {
        "type": "FeatureCollection",
        "licence": DATABASE_NOTICE,
        "licences": [{"part": part, "licence": name, "credit": credit} for part, name, credit in CREDITS],
        "provenance": {
            "scenario": drawing.scenario,
            "on": drawing.on.isoformat(),
            "facts_sha256": drawing.facts_hash,
            "shut_passages": list(drawing.shut_passages),
        },
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"


def joined_lines(features: Iterable[Mapping[str, Any]]) -> list[Item]:
    """Return the features with the lines of each kind as one, each stretch once; what is no line stays as it is.

    Services sail the same sea: of 34,500 stretches of the lanes 800 differ. For a map that only draws them.
    """
    found: list[Item] = []
    stretches: dict[str, dict[frozenset[Point], None]] = {}
    for f in features:
        shape, kind = f["geometry"], f["properties"]["kind"]
        if shape["type"] == "Point":
            found.append(dict(f))
            continue
        lines = [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
        pairs = (frozenset((tuple(a), tuple(b))) for line in lines for a, b in pairwise(line) if a != b)
        stretches.setdefault(kind, {}).update(dict.fromkeys(pairs))
    for kind, joined in stretches.items():
        lines = [list(map(list, line)) for line in _chained(joined)]
        found.append(
            _feature(f"lines:{kind}", {"type": "MultiLineString", "coordinates": lines}, {"kind": kind})
        )
    return found


def _chained(stretches: Iterable[frozenset[Point]]) -> list[list[Point]]:
    """Return lines that pass each stretch once; they end where not just two stretches meet."""
    at: dict[Point, dict[Point, None]] = {}
    for a, b in stretches:
        at.setdefault(a, {})[b] = None
        at.setdefault(b, {})[a] = None

    def walk(start: Point) -> list[Point]:
        line = [start]
        while at[line[-1]]:
            step = next(iter(at[line[-1]]))
            del at[line[-1]][step], at[step][line[-1]]
            line.append(step)
            if step in ends:
                break
        return line

    ends = {p for p, others in at.items() if len(others) != 2}  # noqa: PLR2004 - a line goes on
    found = []
    for start in (*[p for p in at if p in ends], *at):  # the ends first: what is left then are rings
        while at[start]:
            found.append(walk(start))
    return found


def _feature(ident: str, geometry: Item, properties: Item) -> Item:
    return {"type": "Feature", "id": ident, "geometry": geometry, "properties": properties}


def _line(points: Sequence[tuple[float, float]]) -> Item:
    """Return a line, cut where it crosses the antimeridian (RFC 7946, 3.1.9)."""
    parts: list[list[list[float]]] = [[]]
    for x, y in points:
        if parts[-1] and abs(x - parts[-1][-1][0]) > 180:  # noqa: PLR2004 - half the globe
            parts.append([])
        parts[-1].append([round(x, 4), round(y, 4)])
    whole = [p for p in parts if len(p) > 1]
    if len(whole) == 1:
        return {"type": "LineString", "coordinates": whole[0]}
    return {"type": "MultiLineString", "coordinates": whole}


def _point(lon_deg: float, lat_deg: float) -> Item:
    return {"type": "Point", "coordinates": [round(lon_deg, 4), round(lat_deg, 4)]}


def _place(p: DrawnPlace) -> Item:
    return _feature(
        p.id,
        _point(p.lon_deg, p.lat_deg),
        {
            "kind": "hub",
            "country": p.country,
            **{f"name_{language}": name for language, name in p.names.items()},
            "terminals": list(p.platforms),
            "gauges_mm": list(p.gauges_mm),
            "gauge_change": p.gauge_change,
            "port": p.port,
            "licence": "CC-BY-4.0",
        },
    )


def _link(k: DrawnLink) -> Item:
    return _feature(
        k.id,
        _line(k.line),
        {
            "kind": "rail",
            "from": k.a,
            "to": k.b,
            "gauge_mm": k.gauge_mm,
            "km": round(k.km, 1),
            "length_published": k.length_published,
            "traction": k.traction,
            "border": k.border,
            "forward": k.forward,
            "backward": k.backward,
            "grade": k.grade,
            "source_id": k.source_id,
            "licence": "ODbL-1.0" if k.from_osm else "Apache-2.0",
        },
    )


def _service(s: DrawnService) -> Item:
    return _feature(
        s.id,
        _line(s.line),
        {
            "kind": s.mode,
            "from": s.origin,
            "to": s.destination,
            "both_ways": s.both_ways,
            **{f"name_{language}": name for language, name in s.names.items()},
            "km": None if s.km is None else round(s.km, 1),
            "passages": list(s.passages),
            "timetable": s.timetable,
            "timetable_grade": s.timetable_grade,
            "gap_h": s.gap_h,
            "capacity_teu": s.capacity_teu,
            "cargo": list(s.cargo),
            "grade": s.grade,
            "source_id": s.source_id,
            "licence": "Apache-2.0",
        },
    )


def _crossing(c: DrawnCrossing) -> Item:
    return _feature(
        f"crossing:{c.a}/{c.b}",
        _point(c.lon_deg, c.lat_deg),
        {
            "kind": "crossing",
            "from": c.a,
            "to": c.b,
            "state": c.state,
            **{f"why_{lang}": told for lang, told in c.why.items()},
            "licence": "Apache-2.0",
        },
    )
