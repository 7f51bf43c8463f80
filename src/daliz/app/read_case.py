"""A published outcome read as questions: which ends, corridor, dates and scope its words stand for.

The columns are those of ``cases/transit.csv``. The reading is printed beside every result, and what cannot be
read is said with the reason. Nothing here knows a case by its id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daliz.app.find_place import find_place
from daliz.errors import QueryError, UnreadableCaseError
from daliz.model.corridor import Corridor

__all__ = ["CaseEnd", "Reading", "number_of", "read_case"]

MONTHS = {
    m: i
    for i, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
MEASURES = ("days", "days_low", "days_high", "usd", "usd_low", "usd_high")
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
COUNTED_KINDS = ("observed", "forwarder/operator quote", "model or study result")
LOWER_KINDS = ("published schedule/plan", "published schedule", "schedule", "plan", "target", "claim")
UNCOUNTED_NOTES = ("no calls", "range check", "do not fit")
SHORT, LAST_MONTH = 3, 12  # letters of a month's short name; months of a year
#: What a route says, as patterns over its lower-case words. The inner seas make no ocean voyage.
GROUP_WORDS = {
    "middle": r"\bmiddle\b|\btitr\b|\btmtm\b|\bтмтм\b|trans-?\s?caspian",
    "northern": r"\bnorthern\b",
    "southern": r"\bsouthern\b|\binstc\b",
}
PASSED_WORDS = {
    r"\bbtk\b|baku-tbilisi-kars": "akhalkalaki",
    r"\bsuez\b": "passage:suez",
    r"\bcape\b": "passage:south_africa",
    r"manchuria|zabai": "zabaikalsk",
}
MODE_WORDS = {
    "air": r"\bair\b|\bplane\b|\bflight",
    "rail": r"\brail|\btrains?\b|\bblock train|\bbtk\b",
    "road": r"\broad\b|\btrucks?\b|\btrucking\b",
    "sea": r"\bsea\b|\bocean\b",
}
INNER_SEAS = re.compile(r"\b(?:black|caspian|baltic|azov)\s+sea\b")
BETWEEN_HUBS = re.compile(r"[-–—/,+()]|\b(?:via|to|by|through|over|and|then)\b", re.IGNORECASE)
WAY_WORDS = re.compile(r"\b(?:port|rail|railway|ferry|sea|border|crossing|of|the)\b", re.IGNORECASE)
SEASONS = {"early": 2, "spring": 4, "summer": 7, "autumn": 10, "late": 11, "winter": 1, "end": 12}


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
        Tokens that the way must pass.
    dates
        Dates pooled, each with equal weight; none means the base scenario's own date.
    """

    origins: tuple[CaseEnd, ...]
    destinations: tuple[CaseEnd, ...]
    group: str | None
    require: tuple[str, ...]
    scope: str
    dates: tuple[date, ...]
    container: str
    counted: str
    text: str


def _norm(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")


def number_of(row: Mapping[str, str | None], column: str) -> float | None:
    """Return the number in a cell, None where it is empty; ``2,550`` has a thousands comma, ``7,31`` is refused.

    Raises
    ------
    UnreadableCaseError
        If the cell holds anything but a positive number.
    """
    text = (row.get(column) or "").strip()
    if not text:
        return None
    number = float(text.replace(",", "")) if NUMBER.fullmatch(text) else 0.0
    if number <= 0:
        raise UnreadableCaseError(f"{column} is {text!r}.", "Write a positive number with a decimal point.")
    return number


def read_case(
    row: Mapping[str, str | None], corridor: Corridor, regions: Sequence[Mapping[str, object]]
) -> Reading:
    """Return the reading of a case.

    Raises
    ------
    UnreadableCaseError
        If an end, the cargo or the measure cannot be expressed.
    """
    kind = (row.get("kind") or "").strip()
    if all(number_of(row, c) is None for c in MEASURES):
        raise UnreadableCaseError(f"It gives neither days nor a price ({kind or 'no kind'}).")
    origin, destination = (row.get("origin") or "").strip(), (row.get("destination") or "").strip()
    if not origin or not destination:
        raise UnreadableCaseError("It names only one end.")
    route = (row.get("route") or "").strip()
    notes = f"{row.get('notes') or ''} {row.get('year') or ''} {row.get('weight_in_test') or ''}".lower()
    group, require = _route(route, corridor)
    scope = "door" if "door" in f"{origin} {destination} {route}".lower() else "terminal"
    origin, more_a = _strip(origin, corridor)
    destination, more_b = _strip(destination, corridor)
    require = tuple(dict.fromkeys((*require, *more_a, *more_b)))
    if _is_index(row, origin, destination, regions, group):
        origin, destination, require = *_index_ends(origin, group or ""), ()
    one = _ends(origin, corridor, regions, group, scope)
    two = _ends(destination, corridor, regions, group, scope)
    places = {e.place for e in (*one, *two)}
    require = tuple(t for t in require if t not in places)
    dates = _dates(row.get("year") or "")
    container = (
        "1x20"
        if "20" in f"{row.get('cost_unit') or ''} {row.get('cargo') or ''}"
        and "FEU" not in (row.get("cargo") or "")
        else "1x40"
    )
    counted = _counted(kind, notes)
    months = dict.fromkeys(f"{d:%Y-%m}" if len(dates) <= 2 else f"{d:%Y}" for d in dates)  # noqa: PLR2004 - bare years
    text = (
        f"{'+'.join(e.place for e in one)} to {'+'.join(e.place for e in two)}, {scope}, "
        f"{group or 'any corridor'}{' by ' + ','.join(require) if require else ''}, "
        f"{'/'.join(months) or 'base'}, {container}"
    )
    return Reading(
        origins=one,
        destinations=two,
        group=group,
        require=require,
        scope=scope,
        dates=dates,
        container=container,
        counted=counted,
        text=text,
    )


#: What a study's price between China and Europe covers on each group of corridors: the carriage from border
#: to border,
#: as the railway indices publish it (decision 0071).
INDEX_ENDS = {"northern": ("China border", "EU border"), "middle": ("China border", "Black Sea ports")}


def _is_index(
    row: Mapping[str, str | None],
    origin: str,
    destination: str,
    regions: Sequence[Mapping[str, object]],
    group: str | None,
) -> bool:
    """Tell whether a row is a study's price between whole regions: an index, not a quotation for a city."""
    if row.get("kind") != "model or study result" or any(
        row.get(c) for c in ("days", "days_low", "days_high")
    ):
        return False
    names = {_norm(origin), _norm(destination)}
    return (
        group in INDEX_ENDS and names == {"china", "europe"} and bool(_region("china-border", regions, group))
    )


def _index_ends(origin: str, group: str) -> tuple[str, str]:
    east, west = INDEX_ENDS[group]
    return (east, west) if _norm(origin) == "china" else (west, east)


def _counted(kind: str, notes: str) -> str:
    """Return ``counted``, ``lower bound`` or ``reported``."""
    if any(mark in notes for mark in UNCOUNTED_NOTES):
        return "reported"
    if kind in COUNTED_KINDS:
        return "counted"
    return (
        "lower bound"
        if kind in LOWER_KINDS or any(word in kind for word in ("schedule", "plan", "target", "claim"))
        else "reported"
    )


def _strip(text: str, corridor: Corridor) -> tuple[str, tuple[str, ...]]:
    """Return an end without its scope words and parentheses, and the hubs it says it passes (``via Constanta``)."""
    text = re.sub(r"\([^)]*definition\)", "", text)
    text = re.sub(
        r"door[- ]to[- ]door|terminal[- ]to[- ]terminal|terminal-terminal|fast train",
        "",
        text,
        flags=re.IGNORECASE,
    )
    match = re.search(r"\bvia\s+(.+)$", text, flags=re.IGNORECASE)
    passed: tuple[str, ...] = ()
    if match is not None:
        passed = tuple(
            h for part in re.split(r"[-/,+]| and ", match[1]) if (h := _hub(part, corridor)) is not None
        )
        text = text[: match.start()]
    inner = re.search(r"\(([^)]*)\)", text)
    if inner is not None and _hub(inner[1], corridor) is None:
        text = text.replace(inner[0], "")
    return text.strip(" ,"), passed


def _hub(text: str, corridor: Corridor) -> str | None:
    name = _norm(text)
    if name.replace("-", "") in corridor.hubs:
        return name.replace("-", "")
    for hub in corridor.hubs.values():
        if _norm(hub.names["en"]) == name:
            return hub.id
    return None


def _ends(
    text: str, corridor: Corridor, regions: Sequence[Mapping[str, object]], group: str | None, scope: str
) -> tuple[CaseEnd, ...]:
    found: list[tuple[str, float]] = []
    parts = _region(_norm(text), regions, group)
    if parts:
        found = parts
    else:
        pieces = [p for p in re.split(r"\s*/\s*|\s*\+\s*", text) if p.strip()]
        for piece in pieces:
            inside = _region(_norm(piece), regions, group)
            if inside:
                found.extend((place, weight / len(pieces)) for place, weight in inside)
                continue
            found.append((_place(piece, corridor), 1 / len(pieces)))
    return tuple(
        CaseEnd(place=p, weight_share=w, passing=scope == "terminal" and _passing(p, corridor))
        for p, w in found
    )


def _place(text: str, corridor: Corridor) -> str:
    text = re.sub(r"\(.*\)", "", text).strip() or text
    hub = _hub(text, corridor)
    if hub is not None:
        return hub
    try:
        match = find_place(text)
    except QueryError as error:
        raise UnreadableCaseError(f"{text!r} is no place, region or country of ours.", error.hint) from error
    if match.place_id is None:
        raise UnreadableCaseError(f"{text!r} is not one of our hubs.")
    return match.place_id


def _region(name: str, regions: Sequence[Mapping[str, object]], group: str | None) -> list[tuple[str, float]]:
    rows = [r for r in regions if r["region"] == name or _norm(str(r["name_en"])) == name]
    if not rows:
        return []
    kinds = {r["corridor_group"] for r in rows}
    kind = (
        group
        if group in kinds
        else "any"
        if "any" in kinds
        else "northern"
        if "northern" in kinds
        else min(map(str, kinds))
    )
    chosen = [(str(r["place"]), float(str(r["weight_share"]))) for r in rows if r["corridor_group"] == kind]
    total = sum(w for _, w in chosen)
    return [(p, w / total) for p, w in chosen]


def _passing(place: str, corridor: Corridor) -> bool:
    """Tell whether an end is a border station: trains pass it, nothing is loaded there."""
    terminal = corridor.terminals.get(f"{place}.rail")
    at_border = any(place in key[:2] and key[2] == "rail" for key in corridor.crossings)
    changes = terminal is not None and len(terminal.gauges_mm) > 1
    has_port = f"{place}.port" in corridor.terminals
    return (changes or at_border) and not has_port


def _route(text: str, corridor: Corridor) -> tuple[str | None, tuple[str, ...]]:
    """Return the group of corridors that a route names, None for any, and what the way must pass."""
    low = text.lower()
    modes = {mode for mode, words in MODE_WORDS.items() if re.search(words, INNER_SEAS.sub("", low))}
    if modes and modes <= {"air", "road"}:
        raise UnreadableCaseError(f"Its route {text!r} goes by {' and '.join(sorted(modes))} all the way.")
    group = next((g for g, words in GROUP_WORDS.items() if re.search(words, low)), None)
    require = [token for words, token in PASSED_WORDS.items() if re.search(words, low)]
    if any(token.startswith("passage:") for token in require) or (group is None and modes == {"sea"}):
        group = "sea"
    if {"sea", "rail"} <= modes:
        require.append("mode:sea")
    require += [f"country:{c}" for c in re.findall(r"\b([A-Z]{2})\b", text) if c in corridor.countries]
    parts = [WAY_WORDS.sub("", part) for part in BETWEEN_HUBS.split(text)]
    require += [hub for part in parts if (hub := _hub(part, corridor)) is not None]
    return group, tuple(dict.fromkeys(require))


def _dates(text: str) -> tuple[date, ...]:
    """Return the middles of the months that the text names: one of a month, twelve of a bare year."""
    low = text.lower()
    years = [int(y) for y in re.findall(r"\b(20[0-3]\d)\b", low)]
    short = re.search(r"\b(20[0-3]\d)-(\d\d)\b", low)
    month = next(
        (
            n
            for word in re.findall(r"[a-z]+", low)
            if len(word) >= SHORT and (n := MONTHS.get(word[:SHORT])) is not None
        ),
        None,
    )
    if short is not None and int(short[2]) > LAST_MONTH:  # 2025-26: two years, no month
        years.append(int(short[1][:2] + short[2]))
    elif short is not None and month is None:
        month = int(short[2])
    if month is None:
        month = next((n for word, n in SEASONS.items() if word in low), None)
    months = range(1, LAST_MONTH + 1) if month is None else (month,)
    return tuple(date(year, m, 15) for year in dict.fromkeys(years) for m in months)
