"""Plan files: saved plans, options as CSV, and text written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from daliz.errors import DataError
from daliz.io.tables import built_in_facts, read_table
from daliz.model.cargo import Cargo, read_containers
from daliz.model.paper import Regime
from daliz.model.plan import End, Query
from daliz.notes import Note, quoted, read_note

__all__ = [
    "csv_text",
    "is_plan_document",
    "json_text",
    "option_rows",
    "query_of",
    "read_plan_file",
    "read_regimes",
    "write_text",
]


def read_regimes(layers: Sequence[Path] = ()) -> dict[str, Regime]:
    """Return which carriage agreements each country takes part in."""
    rows = read_table("consignment_regimes", list(layers) or [built_in_facts()])
    return {
        r["country"]: Regime(country=r["country"], smgs=r["smgs"], cim=r["cim"], cmr=r["cmr"], tir=r["tir"])
        for r in rows
    }


def json_text(data: Any, *, indent: int | None = 1) -> str:  # noqa: ANN401 - plain data # unit-ok: spaces
    """Return plain data as JSON that any reader takes: no NaN, no infinity, letters as they are."""
    return json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"


def _three(name: str, r: Mapping[str, Any] | None) -> dict[str, Any]:
    return {f"{name}_{q}": None if r is None else r[q] for q in ("p10", "p50", "p90")}


def option_rows(document: Mapping[str, Any], *, shown_only: bool = False) -> list[dict[str, Any]]:
    """Return one flat row an option of a plan document, for tables and frames."""
    options = document["options"][: document["shown"]] if shown_only else document["options"]
    return [
        {
            "option": o["number"],
            "id": o["id"],
            "corridor": o["corridor"],
            "why": "|".join(o["why"]),
            **_three("days", o["days"]),
            **_three("arrival", o["arrival"]),
            "on_time_share": o["on_time_share"],
            **_three("days_with_slot", o["days_with_slot"]),
            **_three("cost_usd", o["cost_usd"]),
            "cost_per_unit_usd_p50": o["cost_per_unit_usd"]["p50"],
            "price_year": document["price_year"],
            "sourced_cost_share": o["sourced_cost_share"],
            "wtw_kg_co2e": o["wtw_kg_co2e"],
            "ttw_kg_co2e": o["ttw_kg_co2e"],
            "transfers": o["transfers"],
            "gauge_changes": o["gauge_changes"],
            "hubs": "|".join(o["hubs"]),
            "countries": "|".join(o["countries"]),
            "borders": "|".join(o["borders"]),
            "papers": "|".join(p["name"] for p in o["papers"]),
            "listed": "|".join(n["text"] for n in o["listed"]),
        }
        for o in options
    ]


def csv_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV; the columns are those of the first row."""
    found = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(found[0]) if found else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue()


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all: a killed run leaves the old one.

    Raises
    ------
    DataError
        If the folder cannot be written.
    """
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as f:
            f.write(text)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(path)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise DataError(
            f"{path}: cannot be written ({error.strerror}).",
            "Choose a folder that exists and that you may write.",
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def is_plan_document(data: object) -> bool:
    """Tell whether plain data has the shape of a plan."""
    return (
        isinstance(data, dict)
        and isinstance(data.get("options"), list)
        and isinstance(data.get("query"), dict)
        and isinstance(data.get("provenance"), dict)
    )


def read_plan_file(path: Path) -> dict[str, Any]:
    """Return a saved plan.

    Raises
    ------
    DataError
        If the file is no plan of ours.
    """
    try:
        plan = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(
            f"{path}: cannot be read ({error.strerror}).", "Give a file made by daliz plan … --save."
        ) from error
    except ValueError as error:
        raise DataError(
            f"{path}: this is no JSON ({error}).", "Give a file made by daliz plan … --save."
        ) from error
    if not is_plan_document(plan):
        raise DataError(f"{path}: this is no plan.", "Make one with: daliz plan … --save PLAN.json")
    found: dict[str, Any] = plan
    return found


def query_of(data: Mapping[str, Any], where: str = "plan") -> Query:
    """Return the question of a saved plan, ready to be asked again.

    Raises
    ------
    DataError
        If a part is missing or of the wrong kind.
    """
    try:
        cargo = data["cargo"]
        return Query(
            origin=_end(data["from"]),
            destination=_end(data["to"]),
            cargo=Cargo(
                containers=read_containers(cargo["containers"]) if cargo["containers"] else (),
                wagons_count=cargo["wagons"] or 0,
                mass_t=cargo["mass_t"],
                mass_given=cargo["mass_given"],
                commodity=cargo["commodity"],
                dangerous=cargo.get("dangerous", False),
            ),
            ready=date.fromisoformat(data["ready"]),
            deadline=None if data["deadline"] is None else date.fromisoformat(data["deadline"]),
            scope=data["scope"],
            slot=data["slot"],
            avoid=tuple(data["avoid"]),
            avoid_transit=tuple(data["avoid_transit"]),
            require=tuple(data["require"]),
            scenario=data["scenario"],
            seed=data["seed"],
            draws_count=data.get("draws", 2048),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(
            f"{where}: the question in this plan cannot be read ({type(error).__name__}: {error}).",
            "Save the plan again with this version.",
        ) from error


def _note(data: Mapping[str, Any] | str) -> Note:
    """Return a note of a saved plan; plans of format 1 hold words instead."""
    return quoted(data) if isinstance(data, str) else read_note(data)


def _end(data: Mapping[str, Any]) -> End:
    known = {k: v for k, v in data.items() if k in End.__dataclass_fields__}
    known["alternatives"] = tuple(_note(n) for n in known.get("alternatives") or ())
    known["note"] = _note(known["note"]) if known.get("note") else None
    known["names"] = tuple(sorted((known.get("names") or {}).items()))
    return End(**known)
