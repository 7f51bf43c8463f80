"""A published outcome read as questions: which ends, corridor, dates and scope its words stand for.

The columns are those of ``cases/transit.csv``. The reading is printed beside every result, and what cannot be
read is said with the reason. Nothing here knows a case by its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from daliz.app.case_dates import dates_of
from daliz.app.case_ends import Atlas, Member, fold, hub_named, split_end, split_pair
from daliz.app.case_numbers import Published, container_of, published_of
from daliz.app.case_route import Route, read_route
from daliz.errors import UnreadableCaseError
from daliz.model.corridor import Corridor
from daliz.model.validation import PublishedEnd
from daliz.notes import Note, Value
from daliz.words import fault, tell

__all__ = ["COUNTED_KINDS", "CaseEnd", "Reading", "counted_as", "kind_of", "published_ends", "read_case"]

Row = Mapping[str, str | None]
OBSERVED, QUOTE, STUDY = "observed", "forwarder/operator quote", "model or study result"
COUNTED_KINDS = (OBSERVED, QUOTE, STUDY)
KIND_KEYS = {
    OBSERVED: "note.case.kind.observed",
    QUOTE: "note.case.kind.forwarder/operator quote",
    STUDY: "note.case.kind.model or study result",
}
LOWER = "published schedule/plan"
#: What the table calls figures that are neither days nor a price, with the end of their key.
FIGURES = {
    "CO2": "co2",
    "CO2 factor": "co2_factor",
    "CO2 ratio": "co2_ratio",
    "calibration target (DisruptSC ECA)": "calibration",
    "capacity check": "capacity",
    "model scenario delta (DisruptSC/GTAP tables)": "other_model",
    "share check": "share",
    "train size": "train",
}
#: Kinds in other words than the table's, first match wins; a plan's forecast is a plan before it is a study.
KIND_WORDS = (
    (
        LOWER,
        r"schedul|\bplan|timetable|target|claim|announc|expect|forecast|promis|\bgoal|\bestimate\b|распис|план|заявл",
    ),
    (QUOTE, r"quot|forwarder|operator|carrier|\boffer|tariff|\brate\b|ставк|тариф"),
    (OBSERVED, r"observ|measur|actual|record|tracked|\baverage\b|\bmean\b|trial|single train|наблюд|факт"),
    (STUDY, r"model|stud(?:y|ies)|analys|simulat|calculat|исслед|расч"),
)
UNCOUNTED = re.compile(
    r"\b(?:no|without|excl\w*) (?:any )?(?:port )?calls\b|range check|(?:do|does|should) not (?:be )?fit|don'?t fit"
    r"|not (?:to be )?(?:used|fitted)\b"
)
NOT_CARGO = re.compile(r"\btrucks?\b|\bvehicles?\b|\bcars?\b(?! parts)|\bpassenger|\bair\b", re.IGNORECASE)
WAGONS = re.compile(r"\bwagons?\b|вагон", re.IGNORECASE)
BOX = re.compile(r"contain|feu|teu|\b[24]0|\b45|box|конт", re.IGNORECASE)
DOOR = re.compile(r"\bdoor\b|\bdtd\b|\bd2d\b|от двери|дверь", re.IGNORECASE)
FAR_DEG = 5.0  # ends this far apart in longitude have an east and a west


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEnd:
    """One of the places that an end of a case stands for, with its weight; ``passing`` where nothing is loaded."""

    place: str
    weight_share: float
    passing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a case asks.

    Attributes
    ----------
    group
        Group of corridors that the route names, None for any.
    require
        Tokens that every way must pass.
    ways
        What each of the alternatives that the route leaves open must pass besides; pooled with equal weight.
    moving
        Whether the time is that of the vehicle, from departure to arrival, without terminals and the wait for it.
    at_sea
        Whether the whole way is by ship, port to port.
    slot
        Whether the box has a booked slot; None where the scope decides.
    dates
        Dates pooled, each with equal weight; none means the base scenario's own date.
    text
        How it was read, in ids.
    remarks
        What a reader must know of what was not read, or read as something else.
    """

    origins: tuple[CaseEnd, ...]
    destinations: tuple[CaseEnd, ...]
    group: str | None
    require: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]
    scope: str
    moving: bool
    at_sea: bool
    by_road: bool
    slot: bool | None
    dates: tuple[date, ...]
    container: str | None
    kind: str
    counted: str
    text: str
    remarks: tuple[Note, ...]


def kind_of(text: str) -> str:
    """Return the table's word for a kind: one of the three that count, a plan, or the text itself."""
    low = text.strip().casefold()
    if low in COUNTED_KINDS or low == LOWER:
        return low
    return next((kind for kind, words in KIND_WORDS if re.search(words, low)), text.strip())


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the ends and the route of a row ask together."""

    sides: tuple[Sequence[Member], Sequence[Member]]
    route: Route
    group: str | None
    ways: tuple[tuple[str, ...], ...]
    scope: str
    moving: bool
    at_sea: bool


def read_case(row: Row, atlas: Atlas) -> Reading:
    """Return the reading of a case over the places of an atlas.

    Raises
    ------
    UnreadableCaseError
        If an end, the cargo or the measure cannot be expressed.
    """
    days, usd = published_of(row, "days"), published_of(row, "usd")
    kind, cargo = (row.get("kind") or "").strip(), (row.get("cargo") or "").strip()
    if days is None and usd is None:
        raise fault(UnreadableCaseError, Note.of("error.case.neither", kind=_figure(kind)))
    if NOT_CARGO.search(cargo) and not BOX.search(cargo):
        raise fault(UnreadableCaseError, Note.of("error.case.cargo", cargo=cargo))
    notes: list[Note] = []
    asked = _asked(row, cargo, atlas, notes)
    route, dates = asked.route, dates_of(row.get("year") or "")
    ends = [_passing_ends(m, atlas.corridor, asked.scope, moving=asked.moving) for m in asked.sides]
    places = {e.place for side in ends for e in side}
    ways = tuple(dict.fromkeys(tuple(t for t in way if t not in places) for way in asked.ways))
    common = tuple(t for t in ways[0] if all(t in way for way in ways))
    reading = Reading(
        origins=ends[0],
        destinations=ends[1],
        group=asked.group,
        require=common,
        ways=tuple(tuple(t for t in way if t not in common) for way in ways),
        scope=asked.scope,
        moving=asked.moving,
        at_sea=asked.at_sea,
        by_road="road" in route.modes or "country:KG" in common,
        slot=route.slot,
        dates=dates,
        container=_box(row, cargo, priced=usd is not None),
        kind=kind_of(kind),
        counted=counted_as(row) if any(p is not None and not p.bound for p in (days, usd)) else "reported",
        text="",
        remarks=(*notes, *_remarks(row, route, dates, (days, usd))),
    )
    return replace(reading, text=_text(reading))


def _asked(row: Row, cargo: str, atlas: Atlas, notes: list[Note]) -> _Asked:
    origin, destination = _two_ends(row)
    route = read_route((row.get("route") or "").strip(), atlas)
    one, two = split_end(origin), split_end(destination)
    more = read_route(" - ".join(v for v in (one.via, two.via) if v), atlas)
    ways = tuple(tuple(dict.fromkeys((*a, *b))) for a in route.ways for b in more.ways)
    names, group = (one.name, two.name), route.group or more.group
    index = _is_index(row, names, atlas, group)
    if index:
        names, ways = _index_ends(names, group or "", atlas), ((),)
    sides = [atlas.end(name, group, notes) for name in names]
    if group == "sea" or route.vehicle == "ship":
        sides = [atlas.with_port(members, notes) for members in sides]
    if len({m.place for members in sides for m in members}) == 1:
        place = hub_named(atlas.corridor, sides[0][0].place)
        raise fault(UnreadableCaseError, Note.of("error.case.one_place", place=place))
    if _is_turned(sides, route.direction, atlas.corridor):
        notes.append(Note.of(f"note.case.turned.{route.direction}"))
        sides.reverse()
    scope = "door" if DOOR.search(f"{origin} {destination} {row.get('route') or ''} {cargo}") else "terminal"
    at_sea = _at_sea(sides, group, route, atlas.corridor, scope)
    train = route.vehicle == "train" and group is None and not index
    return _Asked(
        sides=(sides[0], sides[1]),
        route=route,
        group=group,
        ways=ways,
        scope=scope,
        moving=scope == "terminal" and (at_sea or train),
        at_sea=at_sea,
    )


def _remarks(
    row: Row, route: Route, dates: Sequence[date], measures: Iterable[Published | None]
) -> list[Note]:
    """Return what a reader must know of what was not read, or read as something else."""
    when, kind = (row.get("year") or "").strip(), (row.get("kind") or "").strip()
    notes = [Note.of("note.case.unread", words=route.unread)] if route.unread else []
    bounds = [p.bound for p in measures if p is not None and p.bound]
    notes += [Note.of(f"note.case.limit.{bound.replace(' ', '_')}") for bound in bounds]
    notes += [Note.of("note.case.no_year", time=when)] if when and not dates else []
    if kind_of(kind) != kind.casefold() and kind_of(kind) in COUNTED_KINDS:
        notes.append(Note.of("note.case.kind_read", kind=kind, read=Note.of(KIND_KEYS[kind_of(kind)])))
    return notes


def _figure(kind: str) -> Value:
    """Return what a figure is that is neither days nor a price; the table's own words where they are unknown."""
    if not kind:
        return Note.of("note.case.what.none")
    return Note.of(f"note.case.what.{FIGURES[kind]}") if kind in FIGURES else kind


def _two_ends(row: Row) -> tuple[str, str]:
    origin, destination = (row.get("origin") or "").strip(), (row.get("destination") or "").strip()
    if origin and destination:
        return origin, destination
    pair = split_pair(origin or destination)
    if pair is None:
        raise fault(
            UnreadableCaseError,
            Note.of("error.case.one_end" if origin or destination else "error.case.no_ends"),
        )
    return pair


def published_ends(row: Row, atlas: Atlas) -> tuple[tuple[PublishedEnd, ...], tuple[PublishedEnd, ...]]:
    """Return the ends of a row in its own words, also of a row that cannot be read; none where it names none."""
    try:
        origin, destination = _two_ends(row)
    except UnreadableCaseError:
        origin, destination = (row.get("origin") or "").strip(), (row.get("destination") or "").strip()
    return (atlas.told(origin) if origin else (), atlas.told(destination) if destination else ())


def _box(row: Row, cargo: str, *, priced: bool) -> str | None:
    """Return the box of a case, None for wagons."""
    if WAGONS.search(cargo) and not BOX.search(cargo):
        return None
    return container_of(row.get("cost_unit") or "", cargo, priced=priced)


def _text(reading: Reading) -> str:
    """Return a reading as a line of ids, its remarks in English."""
    dates = reading.dates
    months = dict.fromkeys(f"{d:%Y-%m}" if len(dates) <= 2 else f"{d:%Y}" for d in dates)  # noqa: PLR2004 - bare years
    choices = [",".join(way) for way in reading.ways if way]
    by = ",".join(reading.require) + (
        f"{',' if reading.require else ''}{'|'.join(choices)}" if choices else ""
    )
    scope = (
        "port to port"
        if reading.at_sea and reading.moving
        else "departure to arrival"
        if reading.moving
        else reading.scope
    )
    remarks = [tell("en", note) for note in reading.remarks]
    slot = {None: "", True: ", with a slot", False: ", without a slot"}[reading.slot]
    return (
        f"{'+'.join(e.place for e in reading.origins)} to {'+'.join(e.place for e in reading.destinations)}, {scope}, "
        f"{reading.group or 'any corridor'}{f' by {by}' if by else ''}{slot}, "
        f"{'/'.join(months) or 'base'}, {reading.container or 'wagon'}"
        f"{''.join(f'; {told}' for told in remarks)}"
    )


#: What a study's price between China and Europe covers on each group of corridors: the carriage from border
#: to border, as the railway indices publish it (decision 0071).
INDEX_ENDS = {"northern": ("China border", "EU border"), "middle": ("China border", "Black Sea ports")}


def _is_index(row: Row, names: tuple[str, str], atlas: Atlas, group: str | None) -> bool:
    """Tell whether a row is a study's price between whole regions: an index, not a quotation for a city."""
    if kind_of(row.get("kind") or "") != STUDY or published_of(row, "days") is not None:
        return False
    regions = {atlas.region_of.get(fold(name)) for name in names}
    return (
        group in INDEX_ENDS and regions == {"china", "europe"} and bool(atlas.region("china-border", group))
    )


def _index_ends(names: tuple[str, str], group: str, atlas: Atlas) -> tuple[str, str]:
    east, west = INDEX_ENDS[group]
    return (east, west) if atlas.region_of.get(fold(names[0])) == "china" else (west, east)


def counted_as(row: Row) -> str:
    """Return ``counted``, ``lower bound`` or ``reported``."""
    notes = f"{row.get('notes') or ''} {row.get('year') or ''} {row.get('weight_in_test') or ''}".casefold()
    if UNCOUNTED.search(notes):
        return "reported"
    known = kind_of(row.get("kind") or "")
    return "counted" if known in COUNTED_KINDS else "lower bound" if known == LOWER else "reported"


def _mean_lon_deg(members: Sequence[Member], corridor: Corridor) -> float:
    return sum(corridor.hubs[m.place].lon_deg * m.weight_share for m in members)


def _is_turned(sides: Sequence[Sequence[Member]], direction: str | None, corridor: Corridor) -> bool:
    """Tell whether the ends stand against the direction that the route names."""
    east_deg = _mean_lon_deg(sides[1], corridor) - _mean_lon_deg(sides[0], corridor)
    return (direction == "eastbound" and east_deg < -FAR_DEG) or (
        direction == "westbound" and east_deg > FAR_DEG
    )


def _at_sea(
    found: Sequence[Sequence[Member]], group: str | None, route: Route, corridor: Corridor, scope: str
) -> bool:
    """Tell whether the whole way is by ship: a sea route, or a named ship, between ports."""
    ports = all(f"{m.place}.port" in corridor.terminals for side in found for m in side)
    named = group == "sea" or (route.vehicle == "ship" and group is None)
    return ports and named and scope == "terminal" and "rail" not in route.modes


def _passing_ends(
    members: Sequence[Member], corridor: Corridor, scope: str, *, moving: bool
) -> tuple[CaseEnd, ...]:
    return tuple(
        CaseEnd(
            place=m.place,
            weight_share=m.weight_share,
            passing=moving or (scope == "terminal" and _passes(m.place, corridor)),
        )
        for m in members
    )


def _passes(place: str, corridor: Corridor) -> bool:
    """Tell whether an end is a border station: trains pass it, nothing is loaded there."""
    terminal = corridor.terminals.get(f"{place}.rail")
    at_border = any(place in key[:2] and key[2] == "rail" for key in corridor.crossings)
    changes = terminal is not None and len(terminal.gauges_mm) > 1
    has_port = f"{place}.port" in corridor.terminals
    return (changes or at_border) and not has_port
