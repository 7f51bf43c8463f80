"""The land outline of maps, projected and cut to a window."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from daliz.io.tables import built_in_facts

__all__ = ["Frame", "frame_of", "great_circle_line", "land_paths"]

Point = tuple[float, float]
FARTHEST_DEG = 125.0  # beyond it an azimuthal map is stretched out of shape
BORDERS_DEG = 95.0  # nor are borders drawn where the land around them may be left out
STEP_DEG = 1.5
BLEED_PX = 12.0  # land is drawn so far beyond the window, so that its cut edge is not seen


@cache
def _outline() -> tuple[tuple[tuple[Point, ...], ...], tuple[tuple[Point, ...], ...]]:
    """Return the rings of land and the lines between countries, longitude and latitude in degrees."""
    raw = json.loads((built_in_facts() / "basemap" / "land.json").read_text(encoding="utf-8"))

    def points(flat: Sequence[int]) -> tuple[Point, ...]:
        return tuple((flat[i] / 100, flat[i + 1] / 100) for i in range(0, len(flat), 2))

    return tuple(points(r) for r in raw["rings"]), tuple(points(b) for b in raw["borders"])


def great_circle_line(line: Sequence[Point]) -> list[Point]:
    """Return a line with points added so that its long stretches follow great circles."""
    found = [line[0]] if line else []
    for a, b in pairwise(line):
        va, vb = _vector(a), _vector(b)
        angle = math.acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(va, vb, strict=True)))))
        steps = math.ceil(math.degrees(angle) / STEP_DEG)
        for k in range(1, steps):
            u, w = math.sin((1 - k / steps) * angle), math.sin(k / steps * angle)
            x, y, z = (u * p + w * q for p, q in zip(va, vb, strict=True))
            found.append((math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))))
        found.append(b)
    return found


def _vector(p: Point) -> tuple[float, float, float]:
    lon, lat = math.radians(p[0]), math.radians(p[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A Lambert azimuthal equal-area map around a centre, fitted into a window of pixels."""

    centre: Point
    scale: float  # unit-ok: pixels a unit of the map
    shift: Point
    width: float  # unit-ok: pixels
    height: float  # unit-ok: pixels

    def far_deg(self, p: Point) -> float:
        """Return the angle between a point and the centre."""
        dot = sum(x * y for x, y in zip(_vector(p), _vector(self.centre), strict=True))
        return math.degrees(math.acos(max(-1.0, min(1.0, dot))))

    def xy(self, p: Point) -> Point:
        """Return the pixel of a point."""
        x, y = _azimuthal(p, self.centre)
        return self.scale * x + self.shift[0], self.shift[1] - self.scale * y

    def path(self, line: Sequence[Point]) -> str:
        """Return a line as an SVG path."""
        return _path([self.xy(p) for p in line])


def _path(pixels: Sequence[Point], *, close: bool = False) -> str:
    """Return pixels as an SVG path, those nearer than a pixel or so to the last left out."""
    parts: list[str] = []
    last: Point | None = None
    for x, y in pixels:
        if last is not None and abs(x - last[0]) + abs(y - last[1]) < 0.7:  # noqa: PLR2004 - of a pixel
            continue
        parts.append(f"{'L' if parts else 'M'}{x:.1f} {y:.1f}")
        last = (x, y)
    return "".join(parts) + ("Z" if close and parts else "")


def _azimuthal(p: Point, centre: Point) -> Point:
    lon, lat = math.radians(p[0] - centre[0]), math.radians(p[1])
    lat0 = math.radians(centre[1])
    cosine = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(lon)
    k = math.sqrt(2 / max(1e-9, 1 + cosine))
    x = k * math.cos(lat) * math.sin(lon)
    y = k * (math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(lon))
    return x, y


def frame_of(
    points: Sequence[Point], width: float, height: float, margin: float = 84
) -> Frame:  # unit-ok: pixels
    """Return the frame that shows all points, centred on them."""
    vectors = [_vector(p) for p in points]
    x, y, z = (sum(v[i] for v in vectors) for i in range(3))
    centre = (math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y))))
    for _ in range(3):  # the middle of the extent, not of the points: a few rounds settle it
        flat = [_azimuthal(p, centre) for p in points]
        west, east = min(p[0] for p in flat), max(p[0] for p in flat)
        south, north = min(p[1] for p in flat), max(p[1] for p in flat)
        centre = _inverse(((west + east) / 2, (south + north) / 2), centre)
    flat = [_azimuthal(p, centre) for p in points]
    west, east = min(p[0] for p in flat), max(p[0] for p in flat)
    south, north = min(p[1] for p in flat), max(p[1] for p in flat)
    scale = min(
        (width - 2 * margin) / max(0.05, east - west), (height - 2 * margin) / max(0.05, north - south)
    )
    shift = (width / 2 - scale * (west + east) / 2, height / 2 + scale * (south + north) / 2)
    return Frame(centre=centre, scale=scale, shift=shift, width=width, height=height)


def _inverse(xy: Point, centre: Point) -> Point:
    x, y = xy
    rho = math.hypot(x, y)
    if rho < 1e-9:  # noqa: PLR2004 - the centre itself
        return centre
    c = 2 * math.asin(min(1.0, rho / 2))
    lat0 = math.radians(centre[1])
    lat = math.asin(math.cos(c) * math.sin(lat0) + y * math.sin(c) * math.cos(lat0) / rho)
    lon = math.atan2(x * math.sin(c), rho * math.cos(lat0) * math.cos(c) - y * math.sin(lat0) * math.sin(c))
    return centre[0] + math.degrees(lon), math.degrees(lat)


def land_paths(frame: Frame) -> tuple[str, str]:
    """Return the land and the lines between countries inside a frame, each as one SVG path."""
    rings, borders = _outline()
    land = "".join(
        _path(_cut_ring([frame.xy(p) for p in r], frame), close=True) for r in rings if _near(frame, r)
    )
    lines = "".join(
        _path(piece) for b in borders if _near(frame, b, BORDERS_DEG) for piece in _cut_line(frame, b)
    )
    return land, lines


def _near(frame: Frame, line: Sequence[Point], most_deg: float = FARTHEST_DEG) -> bool:
    """Tell whether a line can be drawn: an azimuthal map stretches what is too far from its centre."""
    return max(frame.far_deg(p) for p in line[:: max(1, len(line) // 40)]) <= most_deg


def _cut_ring(ring: list[Point], frame: Frame) -> list[Point]:
    """Return a ring cut to a little more than the window (Sutherland and Hodgman 1974)."""
    for axis, limit, sign in (
        (0, -BLEED_PX, 1),
        (0, frame.width + BLEED_PX, -1),
        (1, -BLEED_PX, 1),
        (1, frame.height + BLEED_PX, -1),
    ):
        found: list[Point] = []
        for p, q in pairwise([*ring, *ring[:1]]):
            p_in, q_in = sign * (p[axis] - limit) >= 0, sign * (q[axis] - limit) >= 0
            if p_in:
                found.append(p)
            if p_in != q_in:
                t = (limit - p[axis]) / (q[axis] - p[axis])
                found.append((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])))
        ring = found
    return ring


def _cut_line(frame: Frame, line: Sequence[Point]) -> list[list[Point]]:
    """Return the pieces of a line that lie in the window, with one point more at each end."""
    pieces: list[list[Point]] = []
    going = False
    for p, q in pairwise([frame.xy(p) for p in line]):
        inside = any(-1 <= x <= frame.width + 1 and -1 <= y <= frame.height + 1 for x, y in (p, q))
        if inside and not going:
            pieces.append([p])
        if inside:
            pieces[-1].append(q)
        going = inside
    return pieces
