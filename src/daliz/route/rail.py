"""The rail network on one day: which links and crossings are open, how long they take, and the shortest stages."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from daliz.model.coefficients import Emissions
from daliz.model.corridor import Corridor, State
from daliz.model.network import RailLink, in_force
from daliz.notes import Note
from daliz.route.shut import Shut, source_since
from daliz.route.times import delay_h, dwell_of
from daliz.route.tokens import border_tokens

__all__ = ["RailNetwork", "Stage", "Track", "crossing_on", "open_rail"]

Node = tuple[str, int]
"""A place and a gauge, mm."""


@dataclass(frozen=True, slots=True)
class Track:
    """One link in one direction, with its coefficients on the day."""

    link: RailLink
    head: Node
    minutes: float  # unit-ok: the name is the unit
    kg_per_t: float
    country_km: tuple[tuple[str, float], ...]
    mask: int  # unit-ok: bits
    border_class: str | None
    border: str | None
    border_countries: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Stage:
    """The quickest open way between two platforms of one gauge."""

    origin: Node
    destination: Node
    minutes: float  # unit-ok: the name is the unit
    km: float
    kg_per_t: float
    mask: int  # unit-ok: bits
    border_pairs: tuple[tuple[str, str], ...]


Tree = tuple[dict[Node, float], dict[Node, tuple[Node, Track]]]
Sum = tuple[float, float, int, tuple[tuple[str, str], ...]]
"""Kilometres, kg of CO2e a tonne, tokens and borders of the way to a platform."""


@dataclass(frozen=True, slots=True)
class RailNetwork:
    """Open tracks by platform, and why others are shut; quickest ways and stages are found once, when they are asked for."""

    tracks: dict[Node, tuple[Track, ...]]
    shut: tuple[Shut, ...]
    trees: dict[Node, Tree] = field(default_factory=dict)
    sums: dict[Node, dict[Node, Sum]] = field(default_factory=dict)
    told: dict[tuple[Node, Node], Stage] = field(default_factory=dict)

    @property
    def platforms(self) -> set[Node]:
        """Platforms at which some open track begins or ends."""
        return set(self.tracks) | {t.head for tracks in self.tracks.values() for t in tracks}

    def tree(self, source: Node) -> Tree:
        """Return minutes to every platform reached and the last track of the quickest way to it, found once."""
        if source not in self.trees:
            self.trees[source] = self._tree(source)
        return self.trees[source]

    def _tree(self, source: Node) -> Tree:
        minutes: dict[Node, float] = {source: 0.0}
        last: dict[Node, tuple[Node, Track]] = {}
        queue: list[tuple[float, Node]] = [(0.0, source)]
        done: set[Node] = set()
        while queue:
            at, node = heapq.heappop(queue)
            if node in done:
                continue
            done.add(node)
            for track in self.tracks.get(node, ()):
                through = at + track.minutes
                if track.head not in minutes or through < minutes[track.head]:
                    minutes[track.head] = through
                    last[track.head] = (node, track)
                    heapq.heappush(queue, (through, track.head))
        return minutes, last

    def stages(self, source: Node, targets: Iterable[Node]) -> list[Stage]:
        """Return the quickest stage from a platform to each target that can be reached, each told once."""
        minutes, _ = self.tree(source)
        found = []
        for target in targets:
            if target in minutes and target != source:
                key = source, target
                if key not in self.told:
                    self.told[key] = self._stage(source, target)
                found.append(self.told[key])
        return found

    def _stage(self, source: Node, target: Node) -> Stage:
        minutes, last = self.tree(source)
        summed = self.sums.setdefault(source, {source: (0.0, 0.0, 0, ())})
        waiting, node = [], target
        while node not in summed:
            waiting.append(node)
            node = last[node][0]
        for step in reversed(waiting):
            before, track = last[step]
            km, kg, mask, pairs = summed[before]
            if track.border_countries is not None:
                pairs = (*pairs, track.border_countries)
            summed[step] = (km + track.link.km, kg + track.kg_per_t, mask | track.mask, pairs)
        return Stage(source, target, minutes[target], *summed[target])

    def path(self, source: Node, target: Node) -> list[Track]:
        """Return the tracks of the quickest way."""
        _, last = self.tree(source)
        tracks: list[Track] = []
        node = target
        while node != source:
            node, track = last[node]
            tracks.append(track)
        return tracks[::-1]


def crossing_on(corridor: Corridor, a: str, b: str, mode: str, on: date) -> tuple[str | None, str, Note]:
    """Return the dwell class of a crossing from a to b if it may be used on a day, its state, and who says so."""
    rows = corridor.crossings.get((a, b, mode))
    reverse = rows is None
    if rows is None:
        rows = corridor.crossings.get((b, a, mode), ())
    current = None
    for row in rows:
        if row.valid_from is None or row.valid_from <= on:
            current = row
    if current is None:
        return None, "none known", Note.of("why.source", source="border_crossings.csv")
    said = _said(corridor, a, b, mode, on) or _said(corridor, b, a, mode, on)
    state = said.state if said is not None else current.state
    shut = next(
        (
            c
            for c in corridor.closures_of.get(f"crossing:{a}/{b}/{mode}", ())
            if c.share >= 1 and in_force(on, c.valid_from, c.valid_to)
        ),
        None,
    )
    if shut is not None and said is None:
        return None, "closed", source_since(shut.source_id, shut.valid_from)
    way = {"both": True, "a_to_b": not reverse, "b_to_a": reverse}[current.direction]
    if state == "closed" or not way:
        why = said.told if said is not None else source_since(current.source_id, current.valid_from)
        return None, "closed", why
    return current.dwell_class, state, Note.of("why.source", source=current.source_id)


def _said(corridor: Corridor, a: str, b: str, mode: str, on: date) -> State | None:
    return corridor.state_of(f"crossing:{a}/{b}/{mode}", on)


def open_rail(
    corridor: Corridor,
    on: date,
    *,
    emissions: Emissions,
    mask_of: Callable[[Sequence[str]], int],
    blocked: frozenset[str],
) -> RailNetwork:
    """Return the rail network of a day.

    Parameters
    ----------
    mask_of
        Bits of a list of tokens.
    blocked
        Tokens (``country:KZ``, a place id) that may not be passed.
    """
    paces = _paces(corridor, on)
    tracks: dict[Node, list[Track]] = {}
    shut: list[Shut] = []
    for link in corridor.rail_links:
        if not in_force(on, link.valid_from, link.valid_to):
            continue
        borders = border_tokens((link.a, link.b), (link.country_a, link.country_b))
        if blocked & {f"country:{link.country_a}", f"country:{link.country_b}", link.a, link.b, *borders}:
            continue
        if link.country_a not in paces or link.country_b not in paces:
            continue
        minutes = sum(km * paces[c] for c, km in link.country_km) + 60 * delay_h(corridor.facts, link.id, on)
        kg = sum(km * emissions.rail(c, link.traction).wtw for c, km in link.country_km)
        for backwards in (False, True):
            track = _track(
                corridor, link, on, backwards=backwards, minutes=max(0.0, minutes), kg=kg, mask_of=mask_of
            )
            if isinstance(track, Track):
                tail = link.b if backwards else link.a
                tracks.setdefault((tail, link.gauge_mm), []).append(track)
            elif track is not None and not backwards:
                shut.append(track)
    return RailNetwork({node: tuple(found) for node, found in tracks.items()}, tuple(shut))


def _paces(corridor: Corridor, on: date) -> dict[str, float]:
    """Return minutes a kilometre of running and standing in yards, by country."""
    facts = corridor.facts
    paces: dict[str, float] = {}
    for country in corridor.countries.values():
        if country.run_class is None or country.yard_class is None:
            continue
        speed = facts.value(f"class:{country.run_class}", "speed", on)
        yard, _ = dwell_of(facts, f"class:{country.yard_class}", None, on)
        paces[country.id] = 60 / speed + 60 * yard / 1000
    return paces


def _track(
    corridor: Corridor,
    link: RailLink,
    on: date,
    *,
    backwards: bool,
    minutes: float,  # unit-ok: the name is the unit
    kg: float,
    mask_of: Callable[[Sequence[str]], int],
) -> Track | Shut | None:
    """Return a link in one direction with its border, or what shuts it (nothing to say where no crossing is known)."""
    a, b = (link.b, link.a) if backwards else (link.a, link.b)
    one, two = (link.country_b, link.country_a) if backwards else (link.country_a, link.country_b)
    border_class = None
    if one != two:
        border_class, state, why = crossing_on(corridor, a, b, "rail", on)
        if border_class is None:
            return (f"crossing:{a}/{b}/rail", why) if state == "closed" else None
        minutes += 60 * dwell_of(corridor.facts, f"class:{border_class}", f"crossing:{a}/{b}/rail", on)[0]
    return Track(
        link,
        (b, link.gauge_mm),
        minutes,
        kg,
        link.country_km[::-1] if backwards else link.country_km,
        mask_of((a, b, f"country:{one}", f"country:{two}", *border_tokens((a, b), (one, two)))),
        border_class,
        f"{a}/{b}" if border_class is not None else None,
        (one, two) if border_class is not None else None,
    )
