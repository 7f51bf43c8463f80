"""What a number, a zone or a clock of the facts can be: no negative hours, no service without its timetable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from daliz.io.tables import Problem, Row, problem_at, read_fields

__all__ = ["VALUE_CHECKS"]

Tables = Mapping[str, Sequence[Row]]

#: Units of a column of which no value is below nothing.
SIZES = frozenset({"km", "h", "mm", "TEU", "TEU/a", "Mt/a", "kg", "count", "g/kWh"})
#: Columns of which zero is no value either: a way of no length, a train that never leaves.
ABOVE_ZERO = {
    "services": ("gap_h", "duration_h", "km", "capacity_teu"),
    "added_links": ("km",),
    "rail_links": ("km",),
}
#: Degrees on Earth.
DEGREES = {
    "lat_deg": 90.0,
    "south_deg": 90.0,
    "north_deg": 90.0,
    "lon_deg": 180.0,
    "west_deg": 180.0,
    "east_deg": 180.0,
}
#: Tables whose ``value`` is a size by its own unit: a wait, a price, a speed.
VALUES = ("quantities", "rates")


def numbers_are_possible(tables: Tables) -> Iterator[Problem]:
    """Check that no size is negative, that no way has no length, and that every point lies on Earth."""
    for name, rows in tables.items():
        fields = read_fields()[name].fields
        sizes = [f.column for f in fields if f.type in {"number", "integer"} and f.unit in SIZES]
        sizes += [c for c in ("value", "low", "high") if name in VALUES]
        above = ABOVE_ZERO.get(name, ())
        points = [f.column for f in fields if f.column in DEGREES]
        for row in rows:
            for column in sizes:
                found = row[column]
                if found is not None and (found < 0 or (found == 0 and column in above)):
                    least = "more than 0" if column in above else "0 or more"
                    yield problem_at(row["_where"], column, f"found {found:g}.", f"Write {least}.")
            for column in points:
                if row[column] is not None and abs(row[column]) > DEGREES[column]:
                    most = DEGREES[column]
                    yield problem_at(
                        row["_where"], column, f"found {row[column]:g}.", f"Write -{most:g} to {most:g}."
                    )


def zones_exist(tables: Tables) -> Iterator[Problem]:
    """Check that every time zone is one that the machine knows."""
    for name in ("countries", "places"):
        for row in tables[name]:
            try:
                ZoneInfo(row["tz"])
            except (OSError, ValueError, KeyError):
                hint = "Write a zone of the tz database, such as Asia/Almaty."
                yield problem_at(row["_where"], "tz", f"found {row['tz']!r}.", hint)


def services_have_their_timetable(tables: Tables) -> Iterator[Problem]:
    """Check that a calendar has its days and that any other service but one on demand has its gap."""
    dated = {row["service"] for row in tables["departures"]}
    for row in tables["services"]:
        kind = row["timetable"]
        if kind == "calendar" and not row["weekdays"] and row["service"] not in dated:
            hint = "Name weekdays, or give its runs in departures.csv."
            yield problem_at(row["_where"], "weekdays", "it is empty for a calendar.", hint)
        if kind in {"headway", "irregular"} and row["gap_h"] is None:
            hint = "Write the mean hours from one departure to the next."
            yield problem_at(row["_where"], "gap_h", f"it is empty for timetable {kind}.", hint)
        if row["departs"] is not None and not _is_clock(row["departs"]):
            yield problem_at(
                row["_where"], "departs", f"found {row['departs']!r}.", "Write local time, HH:MM."
            )


def _is_clock(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return True


def departures_run_forward(tables: Tables) -> Iterator[Problem]:
    """Check that dated runs are local times, and that none arrives before it leaves."""
    zone_of_place = {r["place"]: r["tz"] for r in tables["places"]}
    zones = {r["terminal"]: zone_of_place.get(r["place"]) for r in tables["terminals"]}
    ends = {
        r["service"]: (zones.get(r["from_terminal"]), zones.get(r["to_terminal"])) for r in tables["services"]
    }
    for row in tables["departures"]:
        moments = {}
        for column in ("departs", "arrives"):
            if row[column] is not None:
                try:
                    moments[column] = datetime.fromisoformat(row[column])
                except ValueError:
                    hint = "Write local time, 2026-12-05T18:00."
                    yield problem_at(row["_where"], column, f"found {row[column]!r}.", hint)
        origin, destination = ends.get(row["service"], (None, None))
        if len(moments) == 2 and origin and destination:  # noqa: PLR2004 - both ends
            leaves = moments["departs"].replace(tzinfo=ZoneInfo(origin))
            arrives = moments["arrives"].replace(tzinfo=ZoneInfo(destination))
            if arrives <= leaves:
                found = f"{row['arrives']} is not after {row['departs']}, each in local time."
                yield problem_at(row["_where"], "arrives", found, "Swap or correct them.")


VALUE_CHECKS = (numbers_are_possible, zones_exist, services_have_their_timetable, departures_run_forward)
