"""Transport chains from JSON and CSV, and back."""

from __future__ import annotations

import csv
import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from daliz.errors import DataError
from daliz.model.chain import HubElement, Refrigerant, Stretch, TransportChain, TransportElement

__all__ = ["COLUMNS", "chain_dict", "chain_of", "chains_of", "read_chains", "read_json"]

#: Columns of a chain CSV, one row an element. ``shipment`` groups rows into chains.
TEXT_COLUMNS = (
    "shipment", "id", "kind", "mode", "operation", "from", "to", "place", "country", "traction",
    "distance_type", "vehicle", "factor", "intensity_distance_type", "data_kind", "departs", "arrives",
    "note",
)  # fmt: skip
NUMBER_COLUMNS = (
    "distance_km", "mass_t", "teu_count", "containers_count", "wtw_kg_per_tkm", "ttw_kg_per_tkm",
    "wtw_kg_per_t",
    "ttw_kg_per_t", "wtw_kg_per_container", "ttw_kg_per_container", "kwh_per_tkm", "kwh_per_t",
    "gross_train_t",
    "market_g_per_kwh", "distance_adjustment_factor",
)  # fmt: skip
COLUMNS: dict[str, str] = (
    dict.fromkeys(TEXT_COLUMNS, "text") | dict.fromkeys(NUMBER_COLUMNS, "number") | {"reefer": "boolean"}
)

LEG_FIELDS = {f.name for f in fields(TransportElement)}
HUB_FIELDS = {f.name for f in fields(HubElement)}
CHAIN_FIELDS = {f.name for f in fields(TransportChain)}
RENAMED = {"from": "origin", "to": "destination"}
#: Fields in their order, and how each is told.
TOLD = {v: k for k, v in RENAMED.items()}
LEG_NAMES = {f.name: TOLD.get(f.name, f.name) for f in fields(TransportElement)}
HUB_NAMES = {f.name: f.name for f in fields(HubElement)}
CHAIN_NAMES = [f.name for f in fields(TransportChain) if f.name != "elements"]


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return the content of a JSON file.

    Raises
    ------
    DataError
        If it cannot be read, is no JSON, or holds NaN or infinity.
    """

    def refuse(text: str) -> float:
        raise DataError(f"{path}: the number {text} is not allowed.", "Leave unknown values out.")

    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=refuse)
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: the file cannot be read.", "Check the path.") from error
    except json.JSONDecodeError as error:
        raise DataError(
            f"{path}:{error.lineno}: this is not JSON: {error.msg}.", "Correct the file."
        ) from error


def _flat(value: Stretch | Refrigerant) -> dict[str, Any]:
    """Return what ``asdict`` does, for an object that holds no other: without its deep copies."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _element_dict(e: TransportElement | HubElement) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": "hub" if isinstance(e, HubElement) else "leg"}
    for name, told in HUB_NAMES.items() if isinstance(e, HubElement) else LEG_NAMES.items():
        value = getattr(e, name)
        if value is None or value in ("", ()) or (name == "reefer" and not value):
            continue
        found[told] = [_flat(v) for v in value] if isinstance(value, tuple) else value
    return found


def chain_dict(chain: TransportChain) -> dict[str, Any]:
    """Return a chain as plain data, absent values left out: the ``chain`` object of the JSON format."""
    found = {
        name: value
        for name, value in ((n, getattr(chain, n)) for n in CHAIN_NAMES)
        if value is not None and value != "" and not (name == "cargo" and value == "average")
    }
    if chain.period:
        found["period"] = list(chain.period)
    return {**found, "elements": [_element_dict(e) for e in chain.elements]}


def _unknown(names: Iterable[str], known: Iterable[str], where: str) -> None:
    known = sorted(known)
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
            hint = f"Did you mean {near[0]!r}?" if near else f"The fields are {', '.join(known)}."
            raise DataError(f"{where}: there is no field {name!r}.", hint)


def _number(value: Any, name: str, where: str) -> Any:  # noqa: ANN401 - checked here
    if (name.endswith(("_km", "_t", "_count", "_tkm", "_kwh", "_factor", "_container")) or name == "km") and (
        isinstance(value, bool) or not isinstance(value, int | float)
    ):
        raise DataError(f"{where}: {name} is {value!r}.", "Write a number, without quotation marks.")
    return value


def _element_of(
    data: Any,  # noqa: ANN401 - JSON
    number: int,  # unit-ok: an order
    where: str,
) -> TransportElement | HubElement:
    if not isinstance(data, Mapping):
        raise DataError(f"{where}: an element must be an object.", "See the chain file reference.")
    row: dict[str, Any] = {RENAMED.get(str(k), str(k)): v for k, v in data.items() if v is not None}
    kind = row.pop("kind", "leg")
    where = f"{where}, element {number + 1}"
    if kind not in {"leg", "hub"}:
        raise DataError(f"{where}: kind is {kind!r}.", "Write leg or hub.")
    row.setdefault("id", f"{number + 1}")
    row["id"] = str(row["id"])
    if "refrigerants" in row:
        row["refrigerants"] = tuple(Refrigerant(**r) for r in row["refrigerants"])
    if kind == "hub":
        if "mode" in row and "operation" not in row:
            row["operation"] = row.pop("mode")
        end = row.pop("destination", None)
        row["place"] = row.get("place") or row.pop("origin", None) or end or ""
        row.pop("origin", None)
        _unknown(row, HUB_FIELDS, where)
        return HubElement(**{k: _number(v, k, where) for k, v in row.items()})
    if "stretches" in row:
        row["stretches"] = tuple(
            Stretch(**{k: _number(v, k, where) for k, v in s.items()}) for s in row["stretches"]
        )
    row.pop("containers_count", None)  # a leg counts tonnes; only its hubs count boxes
    country, traction = row.pop("country", None), row.pop("traction", "unknown")
    _unknown(row, LEG_FIELDS, where)
    for needed in ("mode", "distance_km"):
        if needed not in row:
            raise DataError(f"{where}: a leg needs {needed}.", "Add it.")
    if country is not None and "stretches" not in row:
        row["stretches"] = (Stretch(country=country, km=float(row["distance_km"]), traction=traction),)
    return TransportElement(**{k: _number(v, k, where) for k, v in row.items()})


def chain_of(data: Any, where: str = "chain") -> TransportChain:  # noqa: ANN401 - JSON
    """Return a chain from plain data.

    Raises
    ------
    DataError
        If a field is unknown, missing or of the wrong kind.
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("elements"), list):
        raise DataError(f"{where}: no list of elements.", "Give an object with elements, or a saved plan.")
    head = {k: v for k, v in data.items() if k != "elements" and v is not None}
    _unknown(head, CHAIN_FIELDS - {"elements"}, where)
    if "period" in head:
        head["period"] = tuple(head["period"])
    head.setdefault("id", "chain")
    return TransportChain(
        **{k: _number(v, k, where) for k, v in head.items()},
        elements=tuple(_element_of(e, i, where) for i, e in enumerate(data["elements"])),
    )


def chains_of(data: Any, where: str = "chain") -> list[TransportChain]:  # noqa: ANN401 - JSON
    """Return the chains of a JSON document: one chain, ``{"chain": …}``, ``{"chains": […]}`` or a list."""
    if isinstance(data, Mapping):
        if "chain" in data:
            return [chain_of(data["chain"], where)]
        if isinstance(data.get("chains"), list):
            data = data["chains"]
    if isinstance(data, list):
        return [chain_of(d, f"{where} {i + 1}") for i, d in enumerate(data)]
    return [chain_of(data, where)]


def read_chains(path: Path) -> list[TransportChain]:
    """Return the chains of a JSON or CSV file; in CSV, rows with one ``shipment`` make one chain.

    Raises
    ------
    DataError
        At the first fault, with its line. ``read_element_table`` reports all faults and keeps the sound rows.
    """
    if path.suffix.lower() != ".csv":
        return chains_of(read_json(path), path.name)
    groups: dict[str, list[dict[str, Any]]] = {}
    with path.open(encoding="utf-8-sig", newline="") as f:
        lines = csv.DictReader(f)
        _unknown(lines.fieldnames or (), COLUMNS, f"{path.name}:1")
        for row in lines:
            where = f"{path.name}:{lines.line_num}"
            typed = {k: _typed(k, v, where) for k, v in row.items() if v not in (None, "")}
            groups.setdefault(str(typed.pop("shipment", "1")), []).append(typed)
    if not groups:
        raise DataError(f"{path.name}: the file has no rows.", "Add at least one leg.")
    return [chain_of({"id": name, "elements": rows}, f"{path.name}: {name}") for name, rows in groups.items()]


def _typed(column: str, text: str, where: str) -> Any:  # noqa: ANN401 - by the column
    kind = COLUMNS.get(column, "text")
    if kind == "number":
        try:
            return float(text)
        except ValueError as error:
            raise DataError(f"{where}:{column}: found {text!r}.", "Write a number with a dot.") from error
    if kind == "boolean":
        if text not in {"yes", "no"}:
            raise DataError(f"{where}:{column}: found {text!r}.", "Write yes or no.")
        return text == "yes"
    return text
