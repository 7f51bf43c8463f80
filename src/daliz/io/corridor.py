"""The facts tables and a scenario, read into one checked ``Corridor``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from daliz.errors import DataError
from daliz.io.rows import from_row
from daliz.io.scenarios import read_scenario
from daliz.io.sea import read_all_lanes
from daliz.io.tables import Row, facts_layers, layer_name, read_fields, read_table
from daliz.model.corridor import Corridor
from daliz.model.fact import Facts, Quantity, Source
from daliz.model.network import (
    Closure,
    CorridorRule,
    Country,
    Crossing,
    Exclave,
    Hub,
    HubTerminal,
    Passage,
    RailLink,
    Rate,
    Service,
)

__all__ = [
    "CorridorTables",
    "corridor_of",
    "read_corridor",
    "read_corridor_tables",
    "read_quantities",
    "read_sources",
]

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
    "exclaves",
    "rates",
    "corridors",
    "regions",
    "quantities",
)


def read_sources(layers: Sequence[Path]) -> dict[str, Source]:
    """Return every source by id."""
    return {r["source_id"]: from_row(Source, r, id=r["source_id"]) for r in read_table("sources", layers)}


def read_quantities(layers: Sequence[Path]) -> list[Quantity]:
    """Return the chosen quantities, in order of layers: those of a later one stand last and win."""
    order = {layer_name(folder): i for i, folder in enumerate(layers)}
    rows = sorted(read_table("quantities", layers), key=lambda r: order[r["_layer"]])
    return [from_row(Quantity, r) for r in rows if r["chosen"]]


def _service(r: Row, departures: dict[str, list[tuple[str, str | None]]]) -> Service:
    return from_row(
        Service,
        r,
        id=r["service"],
        origin=r["from_terminal"],
        destination=r["to_terminal"],
        departures=tuple(departures.get(r["service"], ())),
    )


def _rail_link(r: Row) -> RailLink:
    km = r["km_published"] if r["km_published"] is not None else r["km"] * r["length_factor"]
    return from_row(RailLink, r, id=r["link"], km=km, traction=r["traction"] or "unknown")


def _crossings(rows: Iterable[Row]) -> dict[tuple[str, str, str], tuple[Crossing, ...]]:
    found: dict[tuple[str, str, str], list[Crossing]] = {}
    for r in rows:
        crossing = from_row(Crossing, r, direction=r["direction"] or "both")
        found.setdefault((r["a"], r["b"], r["mode"]), []).append(crossing)
    return {key: tuple(sorted(rows, key=lambda c: c.valid_from or date.min)) for key, rows in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorridorTables:
    """The facts tables as every scenario finds them: what ``corridor_of`` makes corridors of, without reading again.

    Attributes
    ----------
    parts
        Fields of a corridor that no scenario changes.
    digest
        SHA-256 over the bytes of the tables, to which a scenario adds itself.
    """

    folders: tuple[Path, ...]
    parts: Mapping[str, Any]
    services: Mapping[str, Service]
    rates: Mapping[str, Rate]
    quantities: tuple[Quantity, ...]
    digest: Any


def _digest(layers: Sequence[Path]) -> Any:  # noqa: ANN401 - hashlib names no class of its own
    digest = hashlib.sha256()
    fields = read_fields()
    for folder in layers:
        for name in TABLES:
            path = folder / fields[name].path
            if path.is_file():
                digest.update(path.read_bytes())
    return digest


def read_corridor_tables(folders: Sequence[Path] = ()) -> CorridorTables:
    """Return the facts tables, a user's folders over the built-in ones.

    Raises
    ------
    DataError
        If a table is wrong: the first fault, with file, line and column.
    """
    layers = facts_layers(folders)
    tables = {name: read_table(name, layers) for name in TABLES if name != "sea_lanes"}
    departures: dict[str, list[tuple[str, str | None]]] = {}
    for r in tables["departures"]:
        departures.setdefault(r["service"], []).append((r["departs"], r["arrives"]))
    rules = (from_row(CorridorRule, r, id=r["corridor"]) for r in tables["corridors"])
    parts = {
        "countries": {r["country"]: _country(r) for r in tables["countries"]},
        "hubs": {r["place"]: from_row(Hub, r, id=r["place"]) for r in tables["places"]},
        "terminals": {r["terminal"]: _terminal(r) for r in tables["terminals"]},
        "rail_links": tuple(_rail_link(r) for r in (*tables["rail_links"], *tables["added_links"])),
        "crossings": _crossings(tables["border_crossings"]),
        "passages": {r["passage"]: from_row(Passage, r, id=r["passage"]) for r in tables["passages"]},
        "lanes": read_all_lanes(layers),
        "closures": tuple(from_row(Closure, r) for r in tables["closures"]),
        "exclaves": tuple(from_row(Exclave, r) for r in tables["exclaves"]),
        "rules": tuple(sorted(rules, key=attrgetter("rank"))),
        "regions": _regions(tables["regions"]),
        "sources": read_sources(layers),
    }
    return CorridorTables(
        folders=tuple(folders),
        parts=parts,
        services={r["service"]: _service(r, departures) for r in tables["services"]},
        rates={r["rate"]: from_row(Rate, r, id=r["rate"]) for r in tables["rates"] if r["chosen"]},
        quantities=tuple(read_quantities(layers)),
        digest=_digest(layers),
    )


def corridor_of(tables: CorridorTables, scenario: str) -> Corridor:
    """Return the corridor of a scenario over tables that were read before.

    Raises
    ------
    DataError
        If the scenario is wrong or unknown.
    """
    chosen = read_scenario(scenario, tables.folders)
    digest = tables.digest.copy()
    digest.update(repr(chosen).encode())
    return Corridor(
        **tables.parts,
        services=tuple(({**tables.services} | {s.id: s for s in chosen.services}).values()),
        rates=tuple(({**tables.rates} | {x.id: x for x in chosen.rates}).values()),
        states=chosen.states,
        facts=Facts.of([*tables.quantities, *chosen.facts]),
        scenario=scenario,
        scenario_titles=chosen.titles,
        as_of=chosen.as_of,
        price_year=chosen.price_year,
        facts_hash=digest.hexdigest(),
    )


def read_corridor(scenario: str = "base", folders: Sequence[Path] = ()) -> Corridor:
    """Return the corridor of a scenario: built-in facts, a user's folders over them, the scenario over both.

    Raises
    ------
    DataError
        If a table or the scenario is wrong: the first fault, with file, line and column.
    """
    return corridor_of(read_corridor_tables(folders), scenario)


def _regions(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for r in rows:
        found.setdefault(r["region"], set()).add(r["place"])
    return {region: frozenset(places) for region, places in found.items()}


def _country(r: Row) -> Country:
    return from_row(Country, r, id=r["country"], road_circuity_factor=r["road_circuity"])


def _terminal(r: Row) -> HubTerminal:
    try:
        gauges = tuple(int(g) for g in r["gauges"])
    except ValueError as error:
        raise DataError(
            f"{r['_where']}:gauges: found {'|'.join(r['gauges'])!r}.", "Write gauges in mm: 1435|1520."
        ) from error
    return from_row(HubTerminal, r, id=r["terminal"], gauges_mm=gauges)
