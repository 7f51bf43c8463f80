"""The drawn line of a leg: stored track for rail, the lanes of ships for sea, straight for road."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path

from daliz.errors import DalizError
from daliz.io.sea import read_sea_graph, sea_path
from daliz.io.tables import built_in_facts
from daliz.model.corridor import Corridor
from daliz.model.plan import End, Leg, Plan

__all__ = ["Line", "LineDrawer", "Point"]

Point = tuple[float, float]
Line = tuple[Point, ...]
"""Points (longitude, latitude) in degrees, first to last, to a thousandth."""
DIGITS = 3


@cache
def _rail_lines() -> dict[str, Line]:
    path = Path(built_in_facts()) / "osm" / "rail_geometry.json"
    raw = json.loads(path.read_text(encoding="utf-8"))["links"]
    return {link: tuple(_drawn(x, y) for x, y in line) for link, line in raw.items()}


def _drawn(lon_deg: float, lat_deg: float) -> Point:
    """Return a point as it is drawn: to a thousandth of a degree, 100 m."""
    return round(float(lon_deg), DIGITS), round(float(lat_deg), DIGITS)


def _away(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


class LineDrawer:
    """Draws the legs of one plan; tracks and sea lanes are remembered."""

    def __init__(self, corridor: Corridor, plan: Plan) -> None:
        self.corridor = corridor
        self.ends: dict[str, End] = {e.name: e for e in (plan.query.origin, plan.query.destination)}

    def point(self, end: str) -> Point | None:
        """Return where a terminal, a hub or an end of the question lies; None where it is unknown."""
        hub = self.corridor.hubs.get(end.partition(".")[0])
        if hub is not None and end not in self.ends:
            return _drawn(hub.lon_deg, hub.lat_deg)
        named = self.ends.get(end)
        return None if named is None else _drawn(named.lon_deg, named.lat_deg)

    def line(self, leg: Leg) -> tuple[Line, str]:
        """Return the line of a leg and how it came about: ``track``, ``lane``, ``straight`` or ``point``."""
        start, end = self.point(leg.origin), self.point(leg.destination)
        if start is None or end is None:
            return (), "unknown"
        if leg.kind != "transport":
            return (start,), "point"
        if leg.mode == "rail" and leg.links:
            return _track(self.corridor, leg.plain or leg, start)
        if leg.mode in {"sea", "ferry"}:
            return self._lane(leg, start, end)
        return (start, end), "straight"

    def _lane(self, leg: Leg, start: Point, end: Point) -> tuple[Line, str]:
        line = _lane_line(leg.origin, leg.destination, leg.passages)
        return ((start, end), "straight") if line is None else ((start, *line, end), "lane")


@lru_cache(maxsize=2048)
def _track(corridor: Corridor, leg: Leg, start: Point) -> tuple[Line, str]:
    points: list[Point] = [start]
    kind = "track"
    at = leg.origin.partition(".")[0]
    for name in leg.links:
        link = corridor.links_by_id.get(name)
        line = _rail_lines().get(name, ())
        if link is not None:
            at = link.b if link.a == at else link.a
        if not line:
            kind = "partly straight"
            hub = corridor.hubs.get(at)
            line = () if hub is None else (_drawn(hub.lon_deg, hub.lat_deg),)
        elif _away(points[-1], line[-1]) < _away(points[-1], line[0]):
            line = line[::-1]
        points.extend(p for p in line if p != points[-1])
    return tuple(points), kind


@lru_cache(maxsize=1024)
def _lane_line(origin: str, destination: str, passages: tuple[str, ...]) -> Line | None:
    """Return the lane between two ports that uses just these passages; None where there is none."""
    closed = set(read_sea_graph().passages) - set(passages)
    try:
        path = sea_path(origin, destination, closed=closed)
    except DalizError:  # a port of the user's own facts that the drawn lanes do not know
        return None
    return None if path is None else tuple(_drawn(x, y) for x, y in path.line)
