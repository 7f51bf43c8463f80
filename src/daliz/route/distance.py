"""Great circles, and road lengths from them."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

__all__ = ["EARTH_RADIUS_KM", "great_circle_km"]

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG 1980


def great_circle_km(a_deg: tuple[float, float], b_deg: tuple[float, float]) -> float:
    """Return the length of the great circle between two (lat, lon) points, haversine formula.

    >>> round(great_circle_km((43.35, 76.95), (34.67, 135.18)))
    5019
    """
    lat_a, lon_a, lat_b, lon_b = (radians(v) for v in (*a_deg, *b_deg))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(h))
