"""What must hold of the facts beyond types and references: choice, ranges, ends of services, scenarios."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from daliz.errors import DataError
from daliz.io.facts_values import VALUE_CHECKS
from daliz.io.scenarios import read_scenario, scenario_names
from daliz.io.tables import Problem, Row, check_tables, problem_at, read_fields
from daliz.timeline import first_day

__all__ = ["check_facts"]

Tables = Mapping[str, Sequence[Row]]

#: Prefix of a quantity's or closure's subject to the tables that hold what it names; None: names of its own.
SUBJECTS: dict[str, tuple[str, ...] | None] = {
    "class": None,
    "country": ("countries",),
    "corridor": ("corridors",),
    "crossing": None,
    "index": None,
    "link": ("rail_links", "added_links"),
    "passage": ("passages",),
    "place": ("places",),
    "rail": None,
    "regime": None,
    "service": ("services",),
    "terminal": ("terminals",),
}
#: Tables whose ``low`` is a weak and whose ``high`` a strong effect, which may be the smaller number.
EFFECTS = {"planner_levers"}
#: Mode of a service to the kind of terminal where it calls.
CALLS_AT = {"rail": "rail", "sea": "port", "ferry": "port", "road": "road"}


def check_facts(layers: Sequence[Path]) -> list[Problem]:
    """Return every fault of the facts in the layers and of the scenarios in them, by file and line.

    Cells, keys and references first (``check_tables``), then what the tables mean together.
    """
    tables: dict[str, list[Row]] = {}
    problems = check_tables(layers, tables)
    for check in (*CHECKS, *VALUE_CHECKS):
        problems.extend(check(tables))
    problems.extend(_scenarios(layers[1:], tables))
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.column, p.found))


def _near(wanted: str, known: Collection[str], otherwise: str) -> str:
    near = difflib.get_close_matches(wanted, known, n=1)
    return f"Did you mean {near[0]!r}?" if near else otherwise


def one_value_is_chosen(tables: Tables) -> Iterator[Problem]:
    """Check that a layer chooses one of the values that a quantity of a subject has from one day on."""
    chosen: dict[tuple[str, ...], Row] = {}
    kept: dict[tuple[str, str], list[Row]] = {}
    for row in tables["quantities"]:
        kept.setdefault((row["subject"], row["quantity"]), []).append(row)
        if not row["chosen"]:
            continue
        key = (row["subject"], row["quantity"], row["valid_from"] or "", row["_layer"])
        if key in chosen:
            found = f"{key[0]} {key[1]} has a chosen value already at {chosen[key]['_where']}."
            yield problem_at(row["_where"], "chosen", found, "Write no in one of the two.")
        chosen.setdefault(key, row)
    for (subject, quantity), rows in kept.items():
        if not any(row["chosen"] for row in rows):
            found = f"no value of {subject} {quantity} is chosen."
            yield problem_at(rows[0]["_where"], "chosen", found, "Write yes in the one to use.")


def assumptions_say_why(tables: Tables) -> Iterator[Problem]:
    """Check that a row graded ``assumed`` has a note."""
    for name, rows in tables.items():
        if not {"grade", "note"} <= {f.column for f in read_fields()[name].fields}:
            continue
        for row in rows:
            if row["grade"] == "assumed" and row["note"] is None:
                yield problem_at(row["_where"], "note", "it is empty for an assumed value.", "Write why.")


def numbers_have_a_source(tables: Tables) -> Iterator[Problem]:
    """Check that a row with a number names its source, where its table can."""
    for name, rows in tables.items():
        fields = read_fields()[name].fields
        numeric = [f.column for f in fields if f.type == "number"]
        if "source_id" not in {f.column for f in fields}:
            continue
        for row in rows:
            if row["source_id"] is None and any(row[c] is not None for c in numeric):
                hint = "Name a row of sources.csv; for a computation or an assumption of yours, add one."
                yield problem_at(row["_where"], "source_id", "it is empty beside a number.", hint)


def ranges_hold_their_value(tables: Tables) -> Iterator[Problem]:
    """Check that low <= value <= high, 0 <= share <= 1, and no period ends before it begins."""
    for name, rows in tables.items():
        fields = {f.column: f for f in read_fields()[name].fields}
        shares = [c for c, f in fields.items() if f.unit == "share" and not c.startswith("change")]
        for row in rows:
            low, value, high = (row.get(c) for c in ("low", "value", "high"))
            if name in EFFECTS and isinstance(low, float) and isinstance(high, float) and low > high:
                low, high = high, low
            bounds = (("low", low, value), ("high", value, high))
            for column, least, most in bounds:
                if isinstance(least, float) and isinstance(most, float) and least > most:
                    hint = "Let low <= value <= high."
                    yield problem_at(row["_where"], column, f"{row[column]:g} is beyond {value:g}.", hint)
            for column in shares:
                if row[column] is not None and not 0 <= row[column] <= 1:
                    hint = "A share runs from 0 to 1."
                    yield problem_at(row["_where"], column, f"found {row[column]:g}.", hint)
            yield from _period(row)


def _period(row: Row) -> Iterator[Problem]:
    start, end = row.get("valid_from"), row.get("valid_to")
    if start and end and "valid_to" in row:
        first, last = first_day(start), first_day(end)
        if first is not None and last is not None and last < first:
            yield problem_at(row["_where"], "valid_to", f"{end} is before {start}.", "Swap or correct them.")


def aliases_lead_somewhere(tables: Tables) -> Iterator[Problem]:
    """Check that the target of an alias is a place or a terminal."""
    known = {r["place"] for r in tables["places"]} | {r["terminal"] for r in tables["terminals"]}
    for row in tables["aliases"]:
        if row["target"] not in known:
            found = f"there is no place or terminal {row['target']!r}."
            yield problem_at(row["_where"], "target", found, _near(row["target"], known, "Add it first."))


def services_call_where_they_can(tables: Tables) -> Iterator[Problem]:
    """Check that both ends of a service are terminals of its mode, and not the same."""
    modes = {r["terminal"]: r["mode"] for r in tables["terminals"]}
    for row in tables["services"]:
        for column in ("from_terminal", "to_terminal"):
            mode = modes.get(row[column])
            if mode is not None and mode != CALLS_AT[row["mode"]]:
                found = f"{row[column]} is a {mode} terminal; a {row['mode']} service cannot call there."
                yield problem_at(row["_where"], column, found, f"Write a {CALLS_AT[row['mode']]} terminal.")
        if row["from_terminal"] == row["to_terminal"]:
            yield problem_at(row["_where"], "to_terminal", "it equals from_terminal.", "Name the other end.")


def subjects_exist(tables: Tables) -> Iterator[Problem]:
    """Check that the subject of a quantity or a closure is of a known kind and stands in its table."""
    for name in ("quantities", "closures"):
        for row in tables[name]:
            fault = _subject_fault(row["subject"], tables)
            if fault is not None:
                yield problem_at(row["_where"], "subject", *fault)


def _subject_fault(subject: str, tables: Tables) -> tuple[str, str] | None:
    kind, colon, name = subject.partition(":")
    if not colon or kind not in SUBJECTS:
        return f"found {subject!r}.", f"Write kind:id; the kinds are {', '.join(SUBJECTS)}."
    holders = SUBJECTS[kind]
    if holders is None:
        return None
    known = {str(r[read_fields()[h].key[0]]) for h in holders for r in tables[h]}
    # A subject may be narrowed, country:IR/rail, and a line may be named by two places along it.
    if name in known or name.partition("/")[0] in known:
        return None
    places = {r["place"] for r in tables["places"]}
    if kind == "link" and any(name[:i] in places and name[i + 1 :] in places for i in _hyphens(name)):
        return None
    return f"there is no {kind} {name!r}.", _near(name, known, f"Add it to {holders[0]}.csv first.")


def _hyphens(text: str) -> list[int]:
    return [i for i, letter in enumerate(text) if letter == "-"]


def rates_join_known_ends(tables: Tables) -> Iterator[Problem]:
    """Check that the ends of a rate are places, terminals, regions or countries; its corridor is known."""
    known = {
        str(row[column])
        for table, column in (
            ("places", "place"),
            ("terminals", "terminal"),
            ("regions", "region"),
            ("countries", "country"),
        )
        for row in tables[table]
    }
    corridors = {r["corridor"] for r in tables["corridors"]} | {r["group"] for r in tables["corridors"]}
    for row in tables["rates"]:
        for column in ("from_id", "to_id"):
            if row[column] is not None and row[column] not in known:
                hint = _near(row[column], known, "Name a place, terminal, region or country.")
                yield problem_at(row["_where"], column, f"there is no {row[column]!r}.", hint)
        if row["corridor"] is not None and row["corridor"] not in corridors:
            hint = _near(row["corridor"], corridors, "Name a corridor or a group of corridors.csv.")
            yield problem_at(row["_where"], "corridor", f"there is no {row['corridor']!r}.", hint)


CHECKS: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    one_value_is_chosen,
    assumptions_say_why,
    numbers_have_a_source,
    ranges_hold_their_value,
    aliases_lead_somewhere,
    services_call_where_they_can,
    subjects_exist,
    rates_join_known_ends,
)


def _scenarios(folders: Sequence[Path], tables: Tables) -> Iterator[Problem]:
    """Yield the faults of every scenario: it can be read, and what it names exists."""
    names = scenario_names(folders)
    terminals = {r["terminal"] for r in tables["terminals"]}
    for name in names:
        file = f"scenarios/{name}/scenario.toml"
        try:
            scenario = read_scenario(name, folders)
        except DataError as error:
            where, _, found = error.message.partition(": ")
            column = where.removeprefix(file).strip(":")
            yield Problem(file=file, line=1, column=column, found=found or error.message, hint=error.hint)
            continue
        for fact in scenario.facts:
            fault = _subject_fault(fact.subject, tables)
            if fault is not None and fact.layer == f"scenario {name}":
                yield Problem(file=file, line=1, column="subject", found=fault[0], hint=fault[1])
        for service in scenario.services:
            for end in (service.origin, service.destination):
                if end not in terminals:
                    hint = _near(end, terminals, "Add it to terminals.csv first.")
                    yield Problem(
                        file=file, line=1, column=service.id, found=f"there is no {end!r}.", hint=hint
                    )
    for row in tables["regimes"]:
        if row["scenario"] not in names:
            found = f"there is no scenario {row['scenario']!r}."
            yield problem_at(row["_where"], "scenario", found, _near(row["scenario"], names, "Add it first."))
