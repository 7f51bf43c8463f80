"""Which corridors a question cannot use, and what shuts them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from daliz.model.corridor import Corridor
from daliz.model.plan import Leg, Query
from daliz.notes import Named, Note
from daliz.route.graph import Graph
from daliz.route.rail import crossing_on
from daliz.route.shut import BY_DEFAULT, is_shut

__all__ = ["closed_ways", "shut_on_the_way"]

OURS = Note.of("why.source", source="daliz")  # what we assume
LEADS_TO = {"babalmandab": "passage:suez"}  # who names a corridor after one passage means the other too


def closed_ways(corridor: Corridor, query: Query, graph: Graph) -> list[Note]:
    """Return one note for each thing shut on the day of readiness that some corridor's rule names: what, why, since when."""
    named: dict[str, Named] = {}
    for part in ("passes", "any_of"):  # what a rule cannot do without says more than what it may use
        for rule in corridor.rules:
            for token in getattr(rule, part):
                named.setdefault(token, Named.of(rule.id, rule.names))
    lines: dict[Note, None] = {}
    for subject, why in graph.shut:
        kind, _, name = subject.partition(":")
        if kind == "passage" and why != BY_DEFAULT:
            way = named.get(subject) or named.get(LEADS_TO.get(name, ""))
            lines[_shut(corridor, subject, why, way)] = None
        elif kind == "crossing":
            a, b, _mode = name.split("/")
            countries = {corridor.hubs[p].country for p in (a, b)}
            if not countries & {query.origin.country, query.destination.country}:
                continue
            touched = next(
                (t for t in (a, b, *(f"country:{c}" for c in sorted(countries))) if t in named), None
            )
            if touched is not None:
                lines[_shut(corridor, subject, why, named[touched])] = None
    ends = {f"country:{query.origin.country}", f"country:{query.destination.country}"}
    subjects = dict.fromkeys(
        [s.subject for s in corridor.states] + [c.subject for c in corridor.closures if c.share >= 1]
    )
    for subject in subjects:
        if subject.startswith(("passage:", "crossing:")):
            continue
        shut, why = is_shut(corridor, subject, query.ready)
        token = subject.removeprefix("place:").removeprefix("terminal:").partition(".")[0]
        if shut and (
            subject in ends or token in named or subject in named or corridor.state_of(subject, query.ready)
        ):
            way = named.get(subject) or named.get(token)
            lines[_shut(corridor, subject, why, way)] = None
    return list(lines)


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


def shut_on_the_way(
    corridor: Corridor, query: Query, legs: Sequence[Leg], known: dict[tuple[str, date], tuple[bool, Note]]
) -> tuple[Named | Note, Note, date] | None:
    """Return what will be shut when the cargo is expected there, who says so and the day; None if nothing is.

    The network is that of the day of readiness; what is known to shut later, and before the cargo would pass, rules the
    chain out here. The expected day is that of the mean times. ``known`` keeps what was looked up for other chains.
    """
    passed_h = 0.0
    for leg in legs:
        on = query.ready + timedelta(hours=passed_h)
        for subject in _subjects(leg):
            if (subject, on) not in known:
                known[subject, on] = is_shut(corridor, subject, on)
            shut, why = known[subject, on]
            if shut:
                return _title(corridor, subject), why, on
        for border in leg.borders:
            a, _, b = border.partition("/")
            open_class, state, why = crossing_on(corridor, a, b, "rail", on)
            if open_class is None and state == "closed":
                return _title(corridor, f"crossing:{border}/rail"), why, on
        passed_h += leg.expected_h
    return None


def _subjects(leg: Leg) -> list[str]:
    subjects = [f"passage:{p}" for p in leg.passages] + [f"country:{c}" for c, _ in leg.country_km]
    if leg.mode in {"sea", "ferry"}:
        subjects += [f"terminal:{leg.origin}", f"terminal:{leg.destination}"]
    if leg.service is not None:
        subjects.append(f"service:{leg.service}")
    return subjects
