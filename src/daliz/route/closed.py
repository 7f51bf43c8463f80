"""Which corridors a question cannot use, and what shuts them."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from math import inf

from daliz.model.corridor import Corridor
from daliz.model.network import RailLink, in_force
from daliz.model.place import great_circle_km
from daliz.model.plan import End, Leg, Query, Way
from daliz.notes import Named, Note
from daliz.route.graph import Graph
from daliz.route.rail import crossing_on
from daliz.route.shut import BY_DEFAULT, is_shut
from daliz.route.tokens import border_tokens

__all__ = ["Later", "closed_ways", "shut_on_the_way"]

OURS = Note.of("why.source", source="daliz")  # what we assume
DETOUR = 1.5  # the straight way by what is shut, to the shortest way shown
FAR_DETOUR = 2.5  # where there is no way at all, what may have been one
LEADS_TO = {"babalmandab": "passage:suez"}  # who names a corridor after one passage means the other too


def closed_ways(corridor: Corridor, query: Query, graph: Graph, shown: Sequence[Way]) -> list[Note]:
    """Return one note for each thing shut on the day of readiness: what, why, since when, and which corridor it shuts.

    Told is what some corridor's rule names and what is not out of the way: a way by it, were it straight, would be no longer
    than the longest that is shown, nor half as long again as the shortest. Panama is nothing to a train inside Kazakhstan.
    """
    named = _named(corridor)
    reach_km = _reach_km(query, shown)
    lines: dict[Note, None] = {}
    for subject, why, way in (*_in_graph(corridor, query, graph, named), *_by_facts(corridor, query, named)):
        if _via_km(corridor, query, subject) <= reach_km:
            lines[_shut(corridor, subject, why, way)] = None
    return list(lines)


def _named(corridor: Corridor) -> dict[str, Named]:
    """Return for each token the one corridor that cannot do without it; none where several cannot, as without Russia."""
    found: dict[str, Named] = {}
    for part in ("passes", "any_of"):  # what a rule cannot do without says more than what it may use
        needing: dict[str, list[Named]] = {}
        for rule in corridor.rules:
            for token in getattr(rule, part):
                needing.setdefault(token, []).append(Named.of(rule.id, rule.names))
        found = {t: ways[0] for t, ways in needing.items() if len(ways) == 1} | found
    return found


Found = tuple[str, Note, Named | None]
"""What is shut, who says so, the corridor that needs it."""


def _in_graph(corridor: Corridor, query: Query, graph: Graph, named: dict[str, Named]) -> Iterator[Found]:
    """Yield the passages that the network found shut, and the borders among them that the shortest track crosses."""
    crossed = _on_shortest_track(corridor, query)
    for subject, why in graph.shut:
        kind, _, name = subject.partition(":")
        if kind == "passage" and why != BY_DEFAULT:
            yield subject, why, named.get(subject) or named.get(LEADS_TO.get(name, ""))
        elif kind == "crossing":
            a, b, _mode = name.split("/")
            sides = (corridor.hubs[a].country, corridor.hubs[b].country)
            way = next((t for t in border_tokens((a, b), sides) if t in named), None)
            if frozenset((a, b)) in crossed:
                yield subject, why, None if way is None else named[way]


def _on_shortest_track(corridor: Corridor, query: Query) -> set[frozenset[str]]:
    """Return the links, as pairs of places, of the shortest track between the ends, borders and gauges taken as open.

    From an end without a hub, and from overseas, the track begins at the nearest place that it joins to the other end.
    """
    near, on = corridor.links_at, query.ready
    served = {p for p, links in near.items() if any(in_force(on, x.valid_from, x.valid_to) for x in links)}
    one, two = (_nearest(corridor, end, served) for end in (query.origin, query.destination))
    if one is None or two is None:
        return set()
    root, goal, last = two, one, _towards(near, two, on)
    if one not in last:  # a sea lies between them: the track on the side where more of it is
        other = _towards(near, one, on)
        if len(other) > len(last):
            root, goal, last = one, _nearest(corridor, query.destination, other) or one, other
        else:
            goal = _nearest(corridor, query.origin, last) or two
    found = set()
    while goal != root:
        found.add(frozenset((goal, last[goal])))
        goal = last[goal]
    return found


def _towards(near: Mapping[str, Sequence[RailLink]], root: str, on: date) -> dict[str, str]:
    """Return for every place that tracks join to the root on a day the next place on the shortest way there."""
    km, last = {root: 0.0}, {root: root}
    queue = [(0.0, root)]
    while queue:
        at_km, place = heapq.heappop(queue)
        if at_km > km[place]:
            continue
        for link in near[place]:
            other, through_km = link.b if link.a == place else link.a, at_km + link.km
            if through_km < km.get(other, inf) and in_force(on, link.valid_from, link.valid_to):
                km[other], last[other] = through_km, place
                heapq.heappush(queue, (through_km, other))
    return last


def _nearest(corridor: Corridor, end: End, places: Collection[str]) -> str | None:
    if end.hub in places:
        return end.hub
    hubs = corridor.hubs
    away = ((great_circle_km(end.lat_deg, end.lon_deg, hubs[p].lat_deg, hubs[p].lon_deg), p) for p in places)
    return min(away, default=(0.0, None))[1]


def _by_facts(corridor: Corridor, query: Query, named: dict[str, Named]) -> Iterator[Found]:
    """Yield the countries, places and services that closures and the scenario shut."""
    ends = {f"country:{query.origin.country}", f"country:{query.destination.country}"}
    told = {t for rule in corridor.rules for t in (*rule.passes, *rule.any_of)}
    subjects = dict.fromkeys(
        [s.subject for s in corridor.states] + [c.subject for c in corridor.closures if c.share >= 1]
    )
    for subject in subjects:
        if subject.startswith(("passage:", "crossing:")):
            continue
        shut, why = is_shut(corridor, subject, query.ready)
        token = subject.removeprefix("place:").removeprefix("terminal:").partition(".")[0]
        if shut and (subject in ends or {token, subject} & told or corridor.state_of(subject, query.ready)):
            yield subject, why, named.get(subject) or named.get(token)


def _straight_km(query: Query) -> float:
    one, two = query.origin, query.destination
    return great_circle_km(one.lat_deg, one.lon_deg, two.lat_deg, two.lon_deg)


def _reach_km(query: Query, shown: Sequence[Way]) -> float:
    lengths = [o.distance_km for o in shown]
    return max(DETOUR * min(lengths), *lengths) if lengths else FAR_DETOUR * _straight_km(query)


def _via_km(corridor: Corridor, query: Query, subject: str) -> float:
    """Return the length of the straight way by what is shut; 0 where its place is not known, for it may lie anywhere."""
    kind, _, name = subject.partition(":")
    hubs = corridor.hubs
    places: list[str] = []
    if kind == "country":
        places = [h.id for h in hubs.values() if h.country == name]
    elif kind in {"place", "terminal"}:
        places = [name.partition(".")[0]]
    points = [(hubs[p].lat_deg, hubs[p].lon_deg) for p in places if p in hubs]
    passage = corridor.passages.get(name) if kind == "passage" else None
    if passage is not None and passage.lat_deg is not None and passage.lon_deg is not None:
        points = [(passage.lat_deg, passage.lon_deg)]
    ends = [(e.lat_deg, e.lon_deg) for e in (query.origin, query.destination)]
    return min((sum(great_circle_km(*e, *p) for e in ends) for p in points), default=0.0)


def _shut(corridor: Corridor, subject: str, why: Note, way: Named | None) -> Note:
    what = Note.of("note.left_out", what=_title(corridor, subject))
    if why != OURS:
        what = Note.of("note.shut", what=_title(corridor, subject), why=why)
    return what if way is None else Note.of("note.shut_way", shut=what, way=way)


def _title(corridor: Corridor, subject: str) -> Named | Note:
    kind, _, name = subject.partition(":")
    if kind == "passage" and name in corridor.passages:
        return Named.of(name, corridor.passages[name].names)
    if kind == "country" and name in corridor.countries:
        return Named.of(name, corridor.countries[name].names)
    if kind in {"place", "terminal"} and name.partition(".")[0] in corridor.hubs:
        place = name.partition(".")[0]
        return Named.of(place, corridor.hubs[place].names)
    if kind == "crossing":
        a, b, mode = name.split("/")
        one, two = (Named.of(p, corridor.hubs[p].names) for p in (a, b))
        return Note.of(f"note.border.{mode}", one=one, two=two)
    return Named.of(subject, {})


Later = tuple[Named | Note, Note, date]
"""What will be shut, who says so, and the day on which the cargo is expected there."""


def shut_on_the_way(corridor: Corridor, query: Query, legs: Sequence[Leg]) -> Later | None:
    """Return what will be shut when the cargo is expected there; None if nothing is.

    The network is that of the day of readiness; what is known to shut later, and before the cargo would pass, rules the
    chain out here. The expected day is that of the mean times.
    """
    passed_h = 0.0
    for leg in legs:
        on = query.ready + timedelta(days=int(passed_h // 24))
        found, hours = _shut_on(corridor, leg, corridor.like_day(on))
        if found is not None:
            return *found, on
        passed_h += hours
    return None


@lru_cache(maxsize=16384)  # chains of many questions share their legs
def _shut_on(corridor: Corridor, leg: Leg, on: date) -> tuple[tuple[Named | Note, Note] | None, float]:
    """Return what of a leg is shut on a day and who says so, None if nothing is, and the mean hours of the leg."""
    return _what_shuts(corridor, leg, on), leg.expected_h


def _what_shuts(corridor: Corridor, leg: Leg, on: date) -> tuple[Named | Note, Note] | None:
    for subject in _subjects(leg):
        shut, why = is_shut(corridor, subject, on)
        if shut:
            return _title(corridor, subject), why
    for border in leg.borders:
        a, _, b = border.partition("/")
        open_class, state, why = crossing_on(corridor, a, b, "rail", on)
        if open_class is None and state == "closed":
            return _title(corridor, f"crossing:{border}/rail"), why
    return None


def _subjects(leg: Leg) -> list[str]:
    subjects = [f"passage:{p}" for p in leg.passages] + [f"country:{c}" for c, _ in leg.country_km]
    if leg.mode in {"sea", "ferry"}:
        subjects += [f"terminal:{leg.origin}", f"terminal:{leg.destination}"]
    if leg.service is not None:
        subjects.append(f"service:{leg.service}")
    return subjects
