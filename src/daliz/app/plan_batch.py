"""Plan every row of a file: bad rows are reported with their line and reason, the rest are done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from daliz.app.mark_listed import mark_listed
from daliz.app.plan_chain import World, plan_chain
from daliz.app.plan_output import plan_document
from daliz.app.plan_request import Request, query_of_request, world_of
from daliz.errors import DalizError, QueryError
from daliz.io.plan_requests import read_batch
from daliz.io.plans import csv_text, option_rows
from daliz.timeline import read_day

__all__ = ["BatchAnswer", "batch_csv", "plan_batch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAnswer:
    """Documents by line of the file, and the faults: line and reason."""

    plans: tuple[tuple[int, str, dict[str, Any]], ...]
    faults: tuple[tuple[int, str], ...]


def plan_batch(
    path: Path,
    defaults: Request,
    *,
    folders: Sequence[Path] = (),
    sanctions: Sequence[str] = (),
    step: Callable[[int, int], None] = lambda _done, _all: None,
) -> BatchAnswer:
    """Return the answers of all rows; an empty cell takes the value of ``defaults``.

    Raises
    ------
    DataError
        If the file as a whole cannot be used.
    """
    rows = read_batch(path)
    worlds: dict[str, World] = {}
    plans, faults = [], []
    for i, (line, row) in enumerate(rows):
        step(i, len(rows))
        try:
            request = request_of(row, defaults)
            world = world_of(request.scenario, folders, worlds)
            plan = plan_chain(world, query_of_request(world, request))
            if sanctions:
                plan = mark_listed(world, plan, sanctions)
            plans.append((line, row.get("id", str(line)), plan_document(world, plan, drawn=())))
        except DalizError as error:
            faults.append((line, str(error)))
    step(len(rows), len(rows))
    return BatchAnswer(plans=tuple(plans), faults=tuple(faults))


def request_of(row: dict[str, str], defaults: Request) -> Request:
    """Return the question of a row.

    Raises
    ------
    QueryError
        If a cell cannot be read.
    """
    for needed in ("from", "to"):
        if needed not in row:
            raise QueryError(f"{needed} is empty.", "Name a place.")
    changes: dict[str, Any] = {"origin": row["from"], "destination": row["to"]}
    if row.keys() & {"containers", "wagons", "tonnes"}:  # a row that says its cargo says all of it
        changes |= {"containers": None, "wagons": None, "tonnes": None}
    changes |= {column: read(column, row[column]) for column, read in READERS.items() if column in row}
    return replace(defaults, **changes)


def _text(_column: str, cell: str) -> str:
    return cell


def _words(_column: str, cell: str) -> tuple[str, ...]:
    return tuple(cell.replace("|", ",").split(","))


def _day(_column: str, cell: str) -> date:
    return read_day(cell)


def _whole(column: str, cell: str) -> int:
    number = _number(column, cell)
    if number != int(number):
        raise QueryError(f"{column}: found {cell!r}.", "Write a whole number.")
    return int(number)


def _number(column: str, cell: str) -> float:
    try:
        return float(cell)
    except ValueError as error:
        raise QueryError(f"{column}: found {cell!r}.", "Write a number.") from error


def _yes(column: str, cell: str) -> bool:
    if cell not in {"yes", "no"}:
        raise QueryError(f"{column}: found {cell!r}.", "Write yes or no.")
    return cell == "yes"


#: How each column of a batch is read.
READERS: dict[str, Callable[[str, str], Any]] = {
    **dict.fromkeys(("containers", "commodity", "scope", "scenario"), _text),
    **dict.fromkeys(("ready", "deadline"), _day),
    **dict.fromkeys(("avoid", "avoid_transit", "require"), _words),
    "wagons": _whole,
    "seed": _whole,
    "tonnes": _number,
    "slot": _yes,
}


def batch_csv(answer: BatchAnswer) -> str:
    """Return one CSV row for each shown option of each plan, the line and id of its question first."""
    return csv_text(
        {
            "line": line,
            "row_id": name,
            "from": document["query"]["from"]["name"],
            "to": document["query"]["to"]["name"],
            "ready": document["query"]["ready"],
            **option,
        }
        for line, name, document in answer.plans
        for option in option_rows(document, shown_only=True)
    )
