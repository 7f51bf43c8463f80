"""Explain a case of the validation: the published row with its source, how it was read, a plan that answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from daliz.app.case_ends import Atlas
from daliz.app.case_words import reading_note
from daliz.app.list_facts import list_facts
from daliz.app.plan_case import Worlds, passes_of, regimes_of
from daliz.app.plan_chain import World
from daliz.app.read_case import Reading, read_case
from daliz.errors import DalizError, UnknownIdError
from daliz.io.corridor import read_sources
from daliz.io.tables import facts_layers, read_table
from daliz.model.explanation import FactRow
from daliz.model.fact import Source
from daliz.model.validation import CaseBehind

__all__ = ["explain_case"]

TABLES = ("cases_transit", "cases_trials", "cases_outside")


def explain_case(name: str, *, get: Callable[[str], World], folders: Sequence[Path] = ()) -> CaseBehind:
    """Return where the numbers of a case come from; ``get`` returns the world of a scenario.

    Raises
    ------
    UnknownIdError
        If no table of cases has it.
    """
    rows = {row.key: row for table in TABLES for row in list_facts(table, folders=folders)}
    if name not in rows:
        raise UnknownIdError.of("case", name, rows, "cases")
    found = rows[name]
    row = {column: None if value is None else str(value) for column, value in found.values.items()}
    layers = facts_layers(folders)
    behind = _bare(found, row, _source_of(row.get("source_url"), read_sources(layers)))
    base = get("base").corridor
    worlds = Worlds(
        tuple(folders), get, read_table("regimes", layers), Atlas(base, read_table("regions", layers))
    )
    try:
        reading = read_case(row, worlds.atlas)
    except DalizError as error:  # a row that cannot be read still has its source
        return replace(behind, reason=str(error), reason_told=error.notes)
    return _read(behind, reading, worlds)


def _bare(found: FactRow, row: Mapping[str, str | None], source: Source | None) -> CaseBehind:
    return CaseBehind(val_id=found.key, table=found.table, where=found.where, row=row, source=source)


def _source_of(url: str | None, sources: Mapping[str, Source]) -> Source | None:
    """Return the source with an address; the tables of cases name no other."""
    return next((s for s in sources.values() if s.url == url), None) if url else None


def _read(behind: CaseBehind, reading: Reading, worlds: Worlds) -> CaseBehind:
    regimes = regimes_of(reading, worlds)
    regime = max(regimes, key=lambda one: one.share)
    one, two = (max(ends, key=lambda e: e.weight_share) for ends in (reading.origins, reading.destinations))
    require, avoid = passes_of(reading, reading.ways[0])
    corridor = worlds.get(regime.scenario).corridor
    slot = reading.slot if regime.has_slots or reading.slot is not None else False
    cargo = {"wagons": "1"} if reading.container is None else {"containers": reading.container}
    return replace(
        behind,
        reading=reading.text,
        told=reading_note(reading, worlds.atlas.corridor),
        remarks=reading.remarks,
        pairs_count=len(reading.origins) * len(reading.destinations) * len(reading.ways),
        regimes_count=len(regimes),
        is_moving=reading.moving,
        plan={
            "from": one.place,
            "to": two.place,
            **cargo,
            "ready": (corridor.as_of if regime.on is None else regime.on).isoformat(),
            "scope": reading.scope,
            "scenario": regime.scenario,
            **({} if slot is None else {"slot": str(slot).lower()}),
            "require": require,
            "avoid": avoid,
        },
    )
