"""Which published rate stands for each part of a chain on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from daliz.model.corridor import Corridor
from daliz.model.network import Rate, in_force
from daliz.tariff.series import rate_on

__all__ = ["KnownRates", "known_rates"]

ANY_MODE = frozenset({None, "any"})
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRates:
    """The rate of each part that has one.

    Attributes
    ----------
    hauls
        By mode, origin and destination.
    borders
        By country and mode.
    terminals
        By terminal, or by place for its port.
    gauges
        By place.
    units
        By mode and country.
    """

    hauls: dict[tuple[str, str, str], Rate]
    borders: dict[tuple[str, str], Rate]
    terminals: dict[str, Rate]
    gauges: dict[str, Rate]
    units: dict[tuple[str, str], Rate]


def known_rates(corridor: Corridor, on: date) -> KnownRates:
    """Return the rates that stand on a day.

    Of several for one part: one in force wins over one that has ended, which stands as the last known; one that names the
    direction over one that holds both ways; then the latest. A haul without any of these takes its first rate to come;
    a through rate stands only while it is in force, and for hauls only where it is not of one corridor alone.
    """
    best: dict[Key, tuple[tuple[int, bool, int, str], Rate]] = {}
    for rate in corridor.rates:
        for key, direct in _parts(corridor, rate):
            weight = _weight(rate, on, direct=direct)
            if weight is not None and (key not in best or weight > best[key][0]):
                best[key] = (weight, rate)
    found = {key: rate for key, (_, rate) in best.items()}
    return KnownRates(
        hauls={
            (m, a, z): rate_on(found[s, m, a, z], corridor.rates, corridor.facts, on)
            for s, m, a, z in _of(found, "haul")
        },
        borders={(c, m): found[s, c, m] for s, c, m in _of(found, "border")},
        terminals={t: found[s, t] for s, t in _of(found, "terminal")},
        gauges={p: found[s, p] for s, p in _of(found, "gauge")},
        units={(m, c): found[s, m, c] for s, m, c in _of(found, "unit")},
    )


def _of(found: dict[Key, Rate], scope: str) -> list[Key]:
    return [key for key in found if key[0] == scope]


def _parts(corridor: Corridor, rate: Rate) -> Iterator[tuple[Key, bool]]:
    """Yield the parts that a rate prices, each with whether it names them in their direction."""
    one, two, mode = rate.from_id, rate.to_id, rate.mode
    if one is None:
        return
    if rate.scope in {"segment", "through"} and two is not None and mode is not None and mode not in ANY_MODE:
        if rate.scope == "through" and rate.corridor is not None:
            return
        for a in _places(corridor, one):
            for z in _places(corridor, two):
                yield ("haul", mode, a, z), True
                if rate.both_ways:
                    yield ("haul", mode, z, a), False
    elif rate.scope == "border":
        yield ("border", one, mode or "any"), True
    elif rate.scope == "unit" and mode is not None and two is None:
        yield ("unit", mode, one), True
    elif rate.scope in {"terminal", "gauge"}:
        yield (rate.scope, one), True


def _weight(rate: Rate, on: date, *, direct: bool) -> tuple[int, bool, int, str] | None:
    """Return how well a rate stands on a day, the greatest best; None where it does not."""
    start = (rate.valid_from or date.min).toordinal()
    if in_force(on, rate.valid_from, rate.valid_to):
        return (2, direct, start, rate.id)
    if rate.scope == "through":
        return None
    if rate.valid_from is None or rate.valid_from <= on:
        return (1, direct, start, rate.id)
    return (0, direct, -start, rate.id) if rate.scope == "segment" else None


def _places(corridor: Corridor, name: str) -> set[str]:
    """Return the places of an end of a rate: itself, or a border region's members and the stations facing them."""
    if name not in corridor.regions or not name.endswith("-border"):
        return {name}
    places = set(corridor.regions[name])
    facing = {
        b if a in places else a
        for a, b, mode in corridor.crossings
        if mode == "rail" and (a in places) != (b in places)
    }
    home = {corridor.hubs[p].country for p in places}
    return places | {p for p in facing if corridor.hubs[p].country not in home}
