"""The legs of options as GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from daliz.io.plan_view import PlanView

__all__ = ["plan_geojson"]

#: Measures of a leg that become properties of its feature.
KEPT = (
    *("number", "kind", "mode", "from", "to", "distance_km", "service", "days", "ends_days", "arrival"),
    *("cost_usd", "wtw_kg_co2e", "ttw_kg_co2e", "gauge_mm", "borders", "passages", "timetable"),
    "line_is",
)


def plan_geojson(view: PlanView, options: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a feature a leg: lines for transport, points for hubs, measures as properties."""
    features = []
    for option in options:
        for leg in option["legs"]:
            line = leg.get("line") or []
            if not line:
                continue
            if leg["kind"] == "transport" and len(line) > 1:
                geometry: dict[str, Any] = _geometry(line)
            else:
                geometry = {"type": "Point", "coordinates": list(line[0])}
            features.append(
                {
                    "type": "Feature",
                    "id": f"{option['id']}.{leg['number']}",
                    "geometry": geometry,
                    "properties": {
                        "option": option["number"],
                        "corridor": option["corridor"],
                        "corridor_name": view.corridor(option["corridor"]),
                        "from_name": view.place(leg["from"]),
                        "to_name": view.place(leg["to"]),
                        **{name: leg[name] for name in KEPT if name in leg},
                        "notes": [view.note(n) for n in leg["notes"]],
                    },
                }
            )
    return {
        "type": "FeatureCollection",
        "features": features,
        "query": view.document["query"],
        "provenance": view.document["provenance"],
        "licences": view.document["licences"],
    }


def _geometry(line: Sequence[Sequence[float]]) -> dict[str, Any]:
    """Return a line, cut in two where it crosses the 180th meridian, as RFC 7946 asks."""
    parts: list[list[list[float]]] = [[list(line[0])]]
    for a, b in pairwise(line):
        if abs(a[0] - b[0]) > 180:  # noqa: PLR2004 - degrees
            side = 180.0 if a[0] > 0 else -180.0
            other = b[0] + (360 if side > 0 else -360)
            lat = a[1] + (b[1] - a[1]) * (side - a[0]) / (other - a[0]) if other != a[0] else a[1]
            parts[-1].append([side, round(lat, 3)])
            parts.append([[-side, round(lat, 3)]])
        parts[-1].append(list(b))
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}
