"""The network in the General Modeling Network Specification (GMNS 0.97): tables that other models read.

Nodes are terminals, a rail terminal once for each gauge, below a node for their place. Links are track,
services and the operations inside a place; a train changes gauge only over a link of that kind. Every column
of the specification is written in its order, then ours.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

from daliz.errors import DataError
from daliz.io.licences import DATABASE_NOTICE
from daliz.model.network_report import DrawnLink, DrawnPlace, DrawnService, NetworkDrawing

__all__ = ["GMNS_VERSION", "LINK_COLUMNS", "NODE_COLUMNS", "gmns_tables", "write_gmns"]

#: Version of the specification whose schemas these columns follow.
GMNS_VERSION = "0.97"
NODE_COLUMNS = (
    "node_id", "name", "x_coord", "y_coord", "z_coord", "node_type", "ctrl_type", "zone_id", "parent_node_id",
    "country", "gauge_mm",
)  # fmt: skip
LINK_COLUMNS = (
    "link_id", "name", "from_node_id", "to_node_id", "directed", "geometry_id", "geometry", "parent_link_id",
    "dir_flag", "length", "grade", "facility_type", "capacity", "free_speed", "lanes", "bike_facility",
    "ped_facility", "parking", "allowed_uses", "toll", "jurisdiction", "row_width",
    "gauge_mm", "traction", "timetable", "timetable_grade", "headway_h", "capacity_teu", "fact_grade",
    "source_id",
)  # fmt: skip
GEOMETRY_COLUMNS = ("geometry_id", "geometry")
USE_COLUMNS = ("use", "persons_per_vehicle", "pce", "special_conditions", "description")
CONFIG_COLUMNS = (
    "dataset_name", "short_length", "long_length", "speed", "crs", "geometry_field_format", "currency",
    "version_number", "id_type",
)  # fmt: skip
USES = {
    "container": "Boxes on wagons, ships or trucks",
    "wagon": "Rail wagons, on track or on a rail ferry",
    "truck": "Lorries, on the road or on a ferry",
    "bulk": "Loose cargo in ships",
}

Row = Mapping[str, Any]


def gmns_tables(drawing: NetworkDrawing) -> dict[str, str]:
    """Return the files of the export by name: CSV tables and the licence notice."""
    links = [
        *(_rail(k) for k in drawing.links),
        *(_service(s) for s in drawing.services if s.line),
        *(row for p in drawing.places for row in _operations(p)),
    ]
    geometry = [{"geometry_id": k.id, "geometry": _wkt(k.line)} for k in drawing.links]
    geometry += [{"geometry_id": s.id, "geometry": _wkt(s.line)} for s in drawing.services if s.line]
    uses = [
        {"use": use, "persons_per_vehicle": 0, "pce": 0, "special_conditions": "", "description": text}
        for use, text in USES.items()
    ]
    config = {
        "dataset_name": f"Daliz network, scenario {drawing.scenario}, {drawing.on.isoformat()}",
        "short_length": "m",
        "long_length": "km",
        "speed": "km/h",
        "crs": "EPSG:4326",
        "geometry_field_format": "WKT",
        "currency": "USD",
        "version_number": GMNS_VERSION,
        "id_type": "string",
    }
    return {
        "node.csv": _csv(NODE_COLUMNS, (row for p in drawing.places for row in _nodes(p))),
        "link.csv": _csv(LINK_COLUMNS, links),
        "geometry.csv": _csv(GEOMETRY_COLUMNS, geometry),
        "use_definition.csv": _csv(USE_COLUMNS, uses),
        "config.csv": _csv(CONFIG_COLUMNS, [config]),
        "LICENCE.txt": _notice(drawing),
    }


def write_gmns(drawing: NetworkDrawing, folder: Path) -> list[Path]:
    """Write the export into a folder, made if it is missing, and return the files.

    Raises
    ------
    DataError
        If the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name, text in gmns_tables(drawing).items():
            path = folder / name
            path.write_text(text, encoding="utf-8", newline="")
            written.append(path)
    except OSError as error:
        raise DataError(
            f"{folder}: cannot be written ({error.strerror}).", "Give a folder you may write to."
        ) from error
    return written


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _nodes(place: DrawnPlace) -> Iterable[Row]:
    base = {
        "name": place.names["en"],
        "x_coord": place.lon_deg,
        "y_coord": place.lat_deg,
        "country": place.country,
    }
    yield {"node_id": place.id, "node_type": "place", **base}
    for platform in place.platforms:
        terminal, _, gauge_mm = platform.partition("@")
        yield {
            "node_id": platform,
            "node_type": {"rail": "rail_terminal", "port": "port", "road": "road_terminal"}[
                terminal.rpartition(".")[2]
            ],
            "parent_node_id": place.id,
            "gauge_mm": gauge_mm,
            **base,
        }


def _rail(link: DrawnLink) -> Row:
    both = link.forward and link.backward
    ends = (link.a, link.b) if link.forward else (link.b, link.a)
    return {
        "link_id": link.id,
        "from_node_id": f"{ends[0]}.rail@{link.gauge_mm}",
        "to_node_id": f"{ends[1]}.rail@{link.gauge_mm}",
        "directed": "false" if both else "true",
        "geometry_id": link.id,
        "dir_flag": 1 if link.forward else -1,
        "length": round(link.km, 1),
        "facility_type": "rail",
        "allowed_uses": "container,wagon",
        "gauge_mm": link.gauge_mm,
        "traction": link.traction,
        "fact_grade": link.grade,
        "source_id": link.source_id,
    }


def _service(service: DrawnService) -> Row:
    return {
        "link_id": service.id,
        "name": service.names.get("en", service.id),
        "from_node_id": service.origin,
        "to_node_id": service.destination,
        "directed": "false" if service.both_ways else "true",
        "geometry_id": service.id,
        "dir_flag": 1,
        "length": "" if service.km is None else round(service.km, 1),
        "facility_type": {"sea": "sea_service", "ferry": "ferry", "road": "truck_service"}[service.mode],
        "allowed_uses": ",".join(c for c in service.cargo if c in USES),
        "timetable": service.timetable,
        "timetable_grade": service.timetable_grade,
        "headway_h": "" if service.gap_h is None else service.gap_h,
        "capacity_teu": "" if service.capacity_teu is None else service.capacity_teu,
        "fact_grade": service.grade,
        "source_id": service.source_id,
    }


def _operations(place: DrawnPlace) -> Iterable[Row]:
    """Yield a link for each way cargo may go between two platforms of a place."""
    for one, two in permutations(place.platforms, 2):
        modes = {p.partition("@")[0].rpartition(".")[2] for p in (one, two)}
        if modes == {"rail"}:
            kind = "gauge_change"
        elif "port" in modes:
            kind = "transshipment"
        else:
            kind = "handling"
        yield {
            "link_id": f"{one}>{two}",
            "from_node_id": one,
            "to_node_id": two,
            "directed": "true",
            "dir_flag": 0,
            "length": 0,
            "facility_type": kind,
            "allowed_uses": "container",
        }


def _wkt(line: Sequence[tuple[float, float]]) -> str:
    return f"LINESTRING ({', '.join(f'{x:g} {y:g}' for x, y in line)})"


def _notice(drawing: NetworkDrawing) -> str:
    return (
        f"Daliz network, scenario {drawing.scenario}, {drawing.on.isoformat()}, facts "
        f"{drawing.facts_hash[:12]}.\n\n{DATABASE_NOTICE}\n"
        "What the export cannot hold: times and prices (they depend on cargo and day: run daliz plan);\n"
        "closures by weather; slots. A link of no capacity has none published. persons_per_vehicle and pce\n"
        "are required by the specification and mean nothing for freight: they are 0.\n"
    )
