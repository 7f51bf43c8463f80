"""A conic projection of Eurasia, clipping to a box, and lines drawn as paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, log, pi, radians, sin, tan

__all__ = ["Conic", "chains", "clip_ring", "path_of"]

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conic:
    """Lambert's conformal conic projection on the sphere (Snyder 1987, USGS PP 1395, eq. 15-1 to 15-5).

    Attributes
    ----------
    scale
        Pixels per radius of the sphere; ``left`` and ``top`` are the projection's coordinates of the corner.
    """

    middle_deg: float
    south_deg: float
    north_deg: float
    scale: float  # unit-ok: pixels per radius
    left: float  # unit-ok: radii
    top: float  # unit-ok: radii

    @property
    def cone(self) -> float:
        """Snyder's n."""
        one, two = radians(self.south_deg), radians(self.north_deg)
        return log(cos(one) / cos(two)) / log(tan(pi / 4 + two / 2) / tan(pi / 4 + one / 2))

    def plane(self, lon_deg: float, lat_deg: float) -> Point:
        """Return the point in radii, y upwards."""
        n, one = self.cone, radians(self.south_deg)
        f = cos(one) * tan(pi / 4 + one / 2) ** n / n
        rho = f / tan(pi / 4 + radians(max(-75.0, min(89.5, lat_deg))) / 2) ** n
        theta = n * radians(lon_deg - self.middle_deg)
        return (rho * sin(theta), -rho * cos(theta))

    def pixel(self, lon_deg: float, lat_deg: float) -> Point:
        """Return the point in pixels, y downwards."""
        x, y = self.plane(lon_deg, lat_deg)
        return ((x - self.left) * self.scale, (self.top - y) * self.scale)


def path_of(points: Iterable[Point], *, close: bool = False) -> str:
    """Return the data of an SVG path through pixels, one decimal.

    >>> path_of([(0, 0), (1.25, 2)])
    'M0 0L1.2 2'
    """
    text = "L".join(f"{_short(x)} {_short(y)}" for x, y in points)
    return f"M{text}Z" if close else f"M{text}"


def _short(value: float) -> str:  # unit-ok: pixels
    return f"{value:.1f}".removesuffix(".0").replace("-0.0", "0")


def clip_ring(ring: Sequence[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """Return the part of a ring inside a box (west, south, east, north), Sutherland and Hodgman 1974."""
    west, south, east, north = box
    points = list(ring)
    for axis, bound, side in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        if not points:
            break
        clipped: list[Point] = []
        before = points[-1]
        for here in points:
            if (side * (here[axis] - bound) >= 0) != (side * (before[axis] - bound) >= 0):
                share = (bound - before[axis]) / (here[axis] - before[axis])
                clipped.append(
                    (before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1]))
                )
            if side * (here[axis] - bound) >= 0:
                clipped.append(here)
            before = here
        points = clipped
    return points


def chains(lines: Iterable[Sequence[Point]]) -> list[list[Point]]:
    """Return lines that draw every stretch of the given lines once, as long as they can be made.

    >>> chains([[(0, 0), (1, 0), (2, 0)], [(1, 0), (2, 0), (3, 0)]])
    [[(0, 0), (1, 0), (2, 0), (3, 0)]]
    """
    near: dict[Point, set[Point]] = {}
    for line in lines:
        for a, b in pairwise(line):
            if a != b:
                near.setdefault(a, set()).add(b)
                near.setdefault(b, set()).add(a)
    drawn = []
    starts = sorted(p for p, others in near.items() if len(others) != 2)  # noqa: PLR2004 - a line's inside
    for start in (*starts, *sorted(near)):
        while near[start]:
            chain = [start]
            while near[chain[-1]]:
                here = chain[-1]
                following = min(near[here])
                near[here].discard(following)
                near[following].discard(here)
                chain.append(following)
                if following in starts:
                    break
            drawn.append(chain)
    return drawn
