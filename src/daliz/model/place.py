"""Places as a reader names them: a hub of the network, a place of the gazetteer, or a bare point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from daliz.notes import Note

__all__ = ["GazetteerPlace", "PlaceMatch"]


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
