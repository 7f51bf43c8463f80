"""List the facts, show all that they say about a thing, and check them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from daliz.app.fact_names import ABOUT, columns_of, fact_names
from daliz.errors import QueryError, UnknownIdError
from daliz.io.corridor import read_sources
from daliz.io.facts_check import check_facts
from daliz.io.scenarios import read_scenario, scenario_names
from daliz.io.tables import Problem, Row, Table, facts_layers, read_fields, read_table
from daliz.model.explanation import FactRow, Mention, Subject
from daliz.model.fact import Source

__all__ = ["check_folder", "count_tables", "list_facts", "show_subject"]

SHOWN_KEYS = 6


def check_folder(folders: Sequence[Path]) -> list[Problem]:
    """Return every fault of the facts, the user's folders laid over the built-in ones."""
    return check_facts(facts_layers(folders))


def count_tables(folders: Sequence[Path] = ()) -> list[tuple[str, str, int, int]]:
    """Return each table's name, file, number of rows and of assumed rows."""
    layers = facts_layers(folders)
    found = []
    for name, table in sorted(read_fields().items()):
        rows = read_table(name, layers)
        found.append((name, table.path, len(rows), sum(row.get("grade") == "assumed" for row in rows)))
    return found


def list_facts(
    table: str | None = None,
    *,
    subject: str | None = None,
    grade: str | None = None,
    folders: Sequence[Path] = (),
) -> list[FactRow]:
    """Return rows, of one table or of all, whose key or subject matches a pattern and whose grade fits.

    Raises
    ------
    QueryError
        If there is no such table.
    """
    tables = read_fields()
    if table is not None and table not in tables:
        near = difflib.get_close_matches(table, tables, n=3)
        hint = (
            f"Did you mean {' or '.join(near)}?" if near else f"The tables are {', '.join(sorted(tables))}."
        )
        raise QueryError(f"There is no table {table!r}.", hint)
    layers = facts_layers(folders)
    sources = read_sources(layers)
    return [
        row
        for name in ([table] if table is not None else sorted(tables))
        for row in _fact_rows(tables[name], layers, sources)
        if (grade is None or row.values.get("grade") == grade)
        and (subject is None or _matches(row, subject.casefold()))
    ]


def _matches(row: FactRow, pattern: str) -> bool:
    words = [row.key, *(str(row.values[c]) for c in ABOUT if row.values.get(c)), *row.key.split("/")]
    bare = [w.partition(":")[2] for w in words if ":" in w]
    return any(fnmatchcase(w.casefold(), pattern) for w in (*words, *bare))


def _fact_rows(table: Table, layers: Sequence[Path], sources: dict[str, Source]) -> Iterable[FactRow]:
    return (_fact_row(table, row, sources) for row in read_table(table.name, layers))


def _fact_row(table: Table, row: Row, sources: dict[str, Source]) -> FactRow:
    return FactRow(
        table=table.name,
        key=_key(table, row),
        where=row["_where"],
        layer=row["_layer"],
        values={f.column: row[f.column] for f in table.fields},
        used=row.get("chosen"),
        source=sources.get(row.get("source_id") or ""),
    )


def _key(table: Table, row: Row) -> str:
    cells = [row[c] for c in table.key] or [row["_where"]]
    return "/".join("|".join(v) if isinstance(v, tuple) else str(v or "") for v in cells)


def show_subject(wanted: str, folders: Sequence[Path] = ()) -> Subject:
    """Return every row about a thing, and which tables mention it.

    The thing is named by its id, ``aktau.port``, ``C028``, ``cpmm-carecprogram-2020``, or as a subject,
    ``terminal:aktau.port``.

    Raises
    ------
    UnknownIdError
        If no row is about it; the hint names the nearest ids.
    """
    if wanted.removeprefix("scenario:") in scenario_names(folders):
        return _show_scenario(wanted.removeprefix("scenario:"), folders)
    layers = facts_layers(folders)
    bare = wanted.partition(":")[2] or wanted
    asked = {wanted, bare, wanted.rpartition(":")[2]}
    known = fact_names(layers)
    told = {name for word in asked for name in known.told.get(word, ())}
    sources = read_sources(layers) if told else {}
    rows: list[FactRow] = []
    mentions: list[Mention] = []
    for table in read_fields().values():
        about, other = columns_of(table)
        hits: dict[str, list[str]] = {}
        for row in read_table(table.name, layers) if table.name in told else ():
            names = {str(row[c]) for c in about}
            if not asked.isdisjoint(names | {n.partition(":")[2] for n in names if ":" in n}):
                rows.append(_fact_row(table, row, sources))
                continue
            for column in other:
                value = row[column]
                if bare in (value if isinstance(value, tuple) else (value,)):
                    hits.setdefault(column, []).append(_key(table, row))
        mentions.extend(
            Mention(table=table.name, column=column, count=len(keys), keys=tuple(keys[:SHOWN_KEYS]))
            for column, keys in hits.items()
        )
    if not rows and not mentions:
        raise UnknownIdError.of("fact", wanted, known.things, "facts")
    return Subject(id=wanted, rows=tuple(rows), mentions=tuple(mentions))


def _show_scenario(name: str, folders: Sequence[Path]) -> Subject:
    """Return what a scenario says: its head, then each fact, state, service and rate with its why."""
    scenario = read_scenario(name, folders)
    sources = read_sources(facts_layers(folders))
    file = f"scenarios/{name}/scenario.toml"
    head: dict[str, Any] = {"title_en": scenario.titles["en"], "title_ru": scenario.titles["ru"]}
    head |= {"extends": scenario.extends, "as_of": scenario.as_of, "price_year": scenario.price_year}
    rows = [_said("scenario", name, {**head, "note": scenario.why}, file)]
    for fact in scenario.facts:
        source = sources.get(fact.source_id)
        rows.append(_said("facts", f"{fact.subject} {fact.quantity}", asdict(fact), fact.where, source))
    rows += [
        _said("states", s.subject, {**asdict(s), "note": s.why, "why": None}, file) for s in scenario.states
    ]
    for kind, offers in (("services", scenario.services), ("rates", scenario.rates)):
        rows += [_said(kind, x.id, asdict(x), file, sources.get(x.source_id)) for x in offers]
    return Subject(id=name, rows=tuple(rows), mentions=())


def _said(table: str, key: str, values: dict[str, Any], where: str, source: Source | None = None) -> FactRow:
    shown = {k: v for k, v in values.items() if not isinstance(v, dict) and k not in {"where", "layer"}}
    layer = str(values.get("layer", "facts"))
    return FactRow(table=table, key=key, where=where, layer=layer, values=shown, used=None, source=source)
