"""Places as a reader names them: a hub of the network, a place of the gazetteer, or a bare point; how far apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from daliz.notes import Note

__all__ = ["GazetteerPlace", "PlaceMatch", "great_circle_km"]

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG 1980


@lru_cache(maxsize=1 << 16)  # a plan asks for the same few thousand pairs again and again
def great_circle_km(lat_a_deg: float, lon_a_deg: float, lat_b_deg: float, lon_b_deg: float) -> float:
    """Return the length of the great circle between two points, by the haversine formula.

    >>> round(great_circle_km(43.35, 76.95, 34.67, 135.18))
    5019
    """
    lat_a, lon_a, lat_b, lon_b = (radians(v) for v in (lat_a_deg, lon_a_deg, lat_b_deg, lon_b_deg))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, h)))  # rounding can lift h of two antipodes over 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """One row of the gazetteer. ``guesses`` are names that match and are never shown."""

    id: str
    country: str
    lat_deg: float
    lon_deg: float
    population_count: float
    names: Mapping[str, str]
    other: tuple[str, ...]
    guesses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMatch:
    """What a text was taken to mean, and what else it could have meant.

    Attributes
    ----------
    place_id
        The hub's id, or None for a place of the gazetteer or a bare point.
    alternatives
        Other readings, best first, each told as one line that a reader can tell apart.
    note
        What the reader must know about the choice, or None.
    """

    place_id: str | None
    lat_deg: float
    lon_deg: float
    country: str
    name: str
    names: Mapping[str, str]
    alternatives: tuple[Note, ...] = ()
    note: Note | None = None
