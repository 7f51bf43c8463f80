"""The facts tables and a scenario, read into one checked ``Corridor``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from daliz.errors import DataError
from daliz.io.scenarios import read_scenario
from daliz.io.sea import read_all_lanes
from daliz.io.tables import Row, built_in_facts, layer_name, read_fields, read_table
from daliz.model.corridor import Corridor
from daliz.model.fact import Facts, Quantity, Source
from daliz.model.network import (
    Closure,
    CorridorRule,
    Country,
    Crossing,
    Hub,
    HubTerminal,
    Passage,
    RailLink,
    Rate,
    Service,
)
from daliz.timeline import first_day

__all__ = ["facts_layers", "read_corridor", "read_quantities", "read_rate", "read_service", "read_sources"]

TABLES = (
    "countries",
    "places",
    "terminals",
    "rail_links",
    "added_links",
    "border_crossings",
    "passages",
    "sea_lanes",
    "services",
    "departures",
    "closures",
    "rates",
    "corridors",
    "regions",
    "quantities",
)
LANGUAGES = ("en", "ru", "kk", "ja")


def facts_layers(folders: Sequence[Path] = ()) -> list[Path]:
    """Return the built-in facts and the user's folders, last winning.

    Raises
    ------
    DataError
        If a folder does not exist.
    """
    for folder in folders:
        if not folder.is_dir():
            raise DataError(
                f"{folder}: there is no such folder of facts.",
                "Give a folder that holds tables such as rates.csv.",
            )
    return [built_in_facts(), *folders]


def _day(text: str | None) -> date | None:
    return None if text is None else first_day(text)


def _names(row: Row) -> dict[str, str]:
    return {lang: row[f"name_{lang}"] for lang in LANGUAGES if row.get(f"name_{lang}")}


def read_sources(layers: Sequence[Path]) -> dict[str, Source]:
    """Return every source by id."""
    return {
        r["source_id"]: Source(
            id=r["source_id"],
            publisher=r["publisher"],
            title=r["title"],
            url=r["url"],
            published=r["published"],
            tier=r["tier"],
        )
        for r in read_table("sources", layers)
    }


def read_quantities(layers: Sequence[Path]) -> list[Quantity]:
    """Return the chosen quantities, in order of layers: those of a later one stand last and win."""
    order = {layer_name(folder): i for i, folder in enumerate(layers)}
    rows = sorted(read_table("quantities", layers), key=lambda r: order[r["_layer"]])
    return [
        Quantity(
            subject=r["subject"],
            quantity=r["quantity"],
            value=r["value"],
            low=r["low"],
            high=r["high"],
            unit=r["unit"],
            grade=r["grade"],
            source_id=r["source_id"],
            valid_from=_day(r["valid_from"]),
            valid_to=_day(r["valid_to"]),
            locator=r["locator"],
            note=r["note"],
            layer=r["_layer"],
            where=r["_where"],
        )
        for r in rows
        if r["chosen"]
    ]


def read_service(r: Row, departures: dict[str, list[tuple[str, str | None]]] | None = None) -> Service:
    """Return a service from its row."""
    return Service(
        id=r["service"],
        names=_names(r),
        mode=r["mode"],
        origin=r["from_terminal"],
        destination=r["to_terminal"],
        both_ways=r["both_ways"],
        run_class=r["run_class"],
        timetable=r["timetable"],
        gap_h=r["gap_h"],
        gap_cv=r["gap_cv"],
        weekdays=r["weekdays"],
        departs=r["departs"],
        duration_h=r["duration_h"],
        km=r["km"],
        cargo=r["cargo"],
        slot=r["slot"],
        capacity_teu=r["capacity_teu"],
        valid_from=_day(r["valid_from"]),
        valid_to=_day(r["valid_to"]),
        timetable_grade=r["timetable_grade"],
        grade=r["grade"],
        source_id=r["source_id"],
        note=r["note"],
        departures=tuple((departures or {}).get(r["service"], ())),
    )


def read_rate(r: Row) -> Rate:
    """Return a rate from its row."""
    return Rate(
        id=r["rate"],
        scope=r["scope"],
        mode=r["mode"],
        from_id=r["from_id"],
        to_id=r["to_id"],
        both_ways=r["both_ways"],
        corridor=r["corridor"],
        value=r["value"],
        low=r["low"],
        high=r["high"],
        unit=r["unit"],
        price_year=r["price_year"],
        valid_from=_day(r["valid_from"]),
        valid_to=_day(r["valid_to"]),
        source_id=r["source_id"],
        grade=r["grade"],
        note=r["note"],
    )


def _rail_link(r: Row) -> RailLink:
    km = r["km_published"] if r["km_published"] is not None else r["km"] * r["length_factor"]
    return RailLink(
        id=r["link"],
        a=r["a"],
        b=r["b"],
        km=km,
        gauge_mm=r["gauge_mm"],
        country_a=r["country_a"],
        country_b=r["country_b"],
        share_a=r["share_a"],
        traction=r["traction"] or "unknown",
        valid_from=_day(r["valid_from"]),
        valid_to=_day(r["valid_to"]),
        grade=r["grade"],
    )


def _crossings(rows: Iterable[Row]) -> dict[tuple[str, str, str], tuple[Crossing, ...]]:
    found: dict[tuple[str, str, str], list[Crossing]] = {}
    for r in rows:
        crossing = Crossing(
            a=r["a"],
            b=r["b"],
            mode=r["mode"],
            state=r["state"],
            direction=r["direction"] or "both",
            dwell_class=r["dwell_class"],
            valid_from=_day(r["valid_from"]),
            source_id=r["source_id"],
            note=r["note"],
        )
        found.setdefault((r["a"], r["b"], r["mode"]), []).append(crossing)
    return {key: tuple(sorted(rows, key=lambda c: c.valid_from or date.min)) for key, rows in found.items()}


def _hash(layers: Sequence[Path], parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    fields = read_fields()
    for folder in layers:
        for name in TABLES:
            path = folder / fields[name].path
            if path.is_file():
                digest.update(path.read_bytes())
    for part in parts:
        digest.update(part.encode())
    return digest.hexdigest()


def read_corridor(scenario: str = "base", folders: Sequence[Path] = ()) -> Corridor:
    """Return the corridor of a scenario: built-in facts, a user's folders over them, the scenario over both.

    Raises
    ------
    DataError
        If a table or the scenario is wrong: the first fault, with file, line and column.
    """
    layers = facts_layers(folders)
    tables = {name: read_table(name, layers) for name in TABLES if name != "sea_lanes"}
    chosen = read_scenario(scenario, folders)
    departures: dict[str, list[tuple[str, str | None]]] = {}
    for r in tables["departures"]:
        departures.setdefault(r["service"], []).append((r["departs"], r["arrives"]))
    keyed: Callable[[str, Callable[[Row], Any], str], dict[str, Any]] = lambda name, make, key: {  # noqa: E731
        r[key]: make(r) for r in tables[name]
    }
    return Corridor(
        countries=keyed("countries", _country, "country"),
        hubs=keyed("places", _hub, "place"),
        terminals=keyed("terminals", _terminal, "terminal"),
        rail_links=tuple(_rail_link(r) for r in (*tables["rail_links"], *tables["added_links"])),
        crossings=_crossings(tables["border_crossings"]),
        passages={
            r["passage"]: Passage(id=r["passage"], names=_names(r), state=r["state"])
            for r in tables["passages"]
        },
        lanes=read_all_lanes(layers),
        services=tuple(
            (
                {r["service"]: read_service(r, departures) for r in tables["services"]}
                | {s.id: s for s in chosen.services}
            ).values()
        ),
        closures=tuple(_closure(r) for r in tables["closures"]),
        rates=tuple(
            (
                {r["rate"]: read_rate(r) for r in tables["rates"] if r["chosen"]}
                | {x.id: x for x in chosen.rates}
            ).values()
        ),
        rules=tuple(sorted((_rule(r) for r in tables["corridors"]), key=lambda c: c.rank)),
        regions=_regions(tables["regions"]),
        states=chosen.states,
        facts=Facts.of([*read_quantities(layers), *chosen.facts]),
        sources=read_sources(layers),
        scenario=scenario,
        scenario_titles=chosen.titles,
        as_of=chosen.as_of,
        price_year=chosen.price_year,
        facts_hash=_hash(layers, [repr(chosen)]),
    )


def _regions(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for r in rows:
        found.setdefault(r["region"], set()).add(r["place"])
    return {region: frozenset(places) for region, places in found.items()}


def _country(r: Row) -> Country:
    return Country(
        id=r["country"],
        iso3=r["iso3"],
        names=_names(r),
        tz=r["tz"],
        run_class=r["run_class"],
        yard_class=r["yard_class"],
        road_circuity_factor=r["road_circuity"],
        customs_union=r["customs_union"],
    )


def _hub(r: Row) -> Hub:
    return Hub(
        id=r["place"],
        country=r["country"],
        lat_deg=r["lat_deg"],
        lon_deg=r["lon_deg"],
        tz=r["tz"],
        names=_names(r),
    )


def _terminal(r: Row) -> HubTerminal:
    try:
        gauges = tuple(int(g) for g in r["gauges"])
    except ValueError as error:
        raise DataError(
            f"{r['_where']}:gauges: found {'|'.join(r['gauges'])!r}.", "Write gauges in mm: 1435|1520."
        ) from error
    return HubTerminal(
        id=r["terminal"],
        place=r["place"],
        mode=r["mode"],
        gauges_mm=gauges,
        dwell_class=r["dwell_class"],
        gauge_class=r["gauge_class"],
        containers=r["containers"],
        sea=r["sea"],
        valid_from=_day(r["valid_from"]),
        valid_to=_day(r["valid_to"]),
    )


def _closure(r: Row) -> Closure:
    return Closure(
        subject=r["subject"],
        share=r["share"],
        valid_from=_day(r["valid_from"]),
        valid_to=_day(r["valid_to"]),
        cargo=r["cargo"],
        source_id=r["source_id"],
        grade=r["grade"],
        note=r["note"],
    )


def _rule(r: Row) -> CorridorRule:
    return CorridorRule(
        id=r["corridor"],
        names=_names(r),
        group=r["group"],
        passes=r["passes"],
        any_of=r["any_of"],
        none_of=r["none_of"],
        rank=r["rank"],
    )
