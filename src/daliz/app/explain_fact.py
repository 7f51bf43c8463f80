"""Explain a number: the value in use on a day in a scenario, why it won, its source, and what it won over."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from daliz.app.fact_names import CLASSES, fact_names, key_of_row, numbers_of
from daliz.app.list_facts import list_facts
from daliz.errors import UnknownIdError
from daliz.io.corridor import read_sources
from daliz.io.scenarios import read_scenario
from daliz.io.tables import Row, built_in_facts, facts_layers, read_fields, read_table
from daliz.model.explanation import Candidate, Explanation, FactRow
from daliz.model.fact import Facts, Quantity, Source
from daliz.model.network import Rate, Service
from daliz.model.scenario import Scenario
from daliz.timeline import first_day

__all__ = ["explain_fact"]

#: Source of the tables that were made whole from one source and name it nowhere else.
TABLE_SOURCES = {"gazetteer": "geonames", "road_pairs": "osm", "sea_lanes": "searoute"}
#: Locator of a value that was fitted to observations.
FITTED = "fit/priors.csv"
#: Numbers of a service that a scenario may bring.
OF_SERVICE = ("gap_h", "gap_cv", "duration_h", "km", "capacity_teu")


class Value(NamedTuple):
    """A value and whether its table chooses it."""

    fact: Quantity
    chosen: bool


def explain_fact(
    subject: str,
    quantity: str | None = None,
    *,
    on: date,
    scenario: str = "base",
    folders: Sequence[Path] = (),
) -> list[Explanation]:
    """Return, for each quantity of a subject, the value in use on a day in a scenario and what it won over.

    A subject is that of ``quantities.csv``, with or without its kind, or the id of any row with a number: a
    rate, a service, a rail link, a factor. What takes numbers from a class, as a terminal does, is
    answered by the class as well.

    Raises
    ------
    UnknownIdError
        If the subject, the quantity or the scenario is unknown.
    """
    layers = facts_layers(folders)
    chosen = read_scenario(scenario, folders)
    bare = subject.partition(":")[2] or subject
    steps = _classes_of(bare, layers)
    known = fact_names(layers).numbered
    tables = {name for word in (subject, *steps) for name in known.get(word, ())}
    values = [
        v
        for v in (*_published(layers, tables), *_of_scenario(chosen))
        if v.fact.subject in steps or v.fact.subject == subject or v.fact.subject.partition(":")[2] == subject
    ]
    if not any(quantity in {None, v.fact.quantity} for v in values):
        raise _unknown(subject, quantity, values, layers)
    sources = read_sources(layers)
    observations = {r.key: r for r in list_facts("observations", folders=folders)}
    found = []
    for name, what in sorted({(v.fact.subject, v.fact.quantity) for v in values}):
        if quantity in {None, what}:
            rivals = [v for v in values if (v.fact.subject, v.fact.quantity) == (name, what)]
            found.append(
                Explanation(
                    asked=subject,
                    subject=name,
                    quantity=what,
                    on=on,
                    scenario=scenario,
                    via=steps.get(name, ()),
                    candidates=(made := _candidates(rivals, on, sources)),
                    behind=_behind(made, observations),
                )
            )
    return sorted(found, key=lambda e: (bool(e.via), e.subject, e.quantity))


def _unknown(
    subject: str, quantity: str | None, values: Sequence[Value], layers: Sequence[Path]
) -> UnknownIdError:
    if values and quantity is not None:
        names = sorted({v.fact.quantity for v in values})
        return UnknownIdError.of(f"quantity of {subject}", quantity, names, "facts")
    return UnknownIdError.of("subject with a number", subject, fact_names(layers).subjects, "facts")


def _classes_of(subject: str, layers: Sequence[Path]) -> dict[str, tuple[str, ...]]:
    """Return the classes that a thing takes its numbers from, each with the cell that says so."""
    found: dict[str, tuple[str, ...]] = {}
    tables = read_fields()
    for name in fact_names(layers).keyed.get(subject, ()):
        columns = [f.column for f in tables[name].fields if f.column in CLASSES]
        for row in read_table(name, layers):
            if key_of_row(tables[name], row) == subject:
                for column in columns:
                    if row[column] is not None:
                        found.setdefault(
                            f"class:{row[column]}", (f"{row['_where']}: {column} = {row[column]}",)
                        )
    return found


def _published(layers: Sequence[Path], tables: Collection[str]) -> Iterator[Value]:
    """Yield every number of some tables in every layer, also those that a later layer replaces."""
    live = {row["_where"] for row in read_table("quantities", layers)} if "quantities" in tables else set()
    for folder in layers:
        for name, table in sorted(read_fields().items(), key=lambda item: item[0] != "quantities"):
            for row in read_table(name, [folder]) if name in tables else ():
                for subject, field in numbers_of(table, row):
                    if name == "quantities":
                        yield _value(row, subject, row["quantity"], "value", live=row["_where"] in live)
                    else:
                        yield _value(row, subject, field.column, field.column, field.unit)


def _value(
    row: Row, subject: str, quantity: str, column: str, unit: str | None = None, *, live: bool = True
) -> Value:
    own = column in {"value", "wtw"}  # a range stands beside the main number of a row
    low, high = (row.get("low"), row.get("high")) if own else (None, None)
    if low is not None and high is not None and low > high:  # the weak and the strong end of an effect
        low, high = high, low
    day: Callable[[str], date | None] = lambda c: first_day(row[c]) if row.get(c) else None  # noqa: E731
    return Value(
        Quantity(
            subject=subject,
            quantity=quantity,
            value=float(row[column]),
            unit=unit or row.get("unit") or "1",
            low=low,
            high=high,
            grade=row.get("grade") or "computed",
            source_id=row.get("source_id") or TABLE_SOURCES.get(subject.partition(":")[0], "daliz"),
            valid_from=day("valid_from"),
            valid_to=day("valid_to"),
            locator=row.get("locator"),
            note=row.get("note"),
            layer=row["_layer"],
            where=row["_where"],
        ),
        chosen=live and row.get("chosen", True) is True,
    )


def _of_scenario(scenario: Scenario) -> Iterator[Value]:
    """Yield every number that a scenario brings."""
    for fact in scenario.facts:
        yield Value(fact, chosen=True)
    for rate in scenario.rates:
        yield Value(_offered(scenario, rate, f"rate:{rate.id}", "value", rate.value, rate.unit), chosen=True)
    for service in scenario.services:
        for name in OF_SERVICE:
            number = getattr(service, name)
            if number is not None:
                unit = next(f.unit for f in read_fields()["services"].fields if f.column == name)
                fact = _offered(scenario, service, f"service:{service.id}", name, number, unit or "1")
                yield Value(fact, chosen=True)


def _offered(
    scenario: Scenario, offer: Rate | Service, subject: str, quantity: str, value: float, unit: str
) -> Quantity:  # unit-ok: the unit is a parameter
    return Quantity(
        subject=subject,
        quantity=quantity,
        value=value,
        unit=unit,
        low=offer.low if isinstance(offer, Rate) else None,
        high=offer.high if isinstance(offer, Rate) else None,
        grade=offer.grade,
        source_id=offer.source_id,
        valid_from=offer.valid_from,
        valid_to=offer.valid_to,
        note=offer.note,
        layer=f"scenario {scenario.id}",
        where=f"scenarios/{scenario.id}/scenario.toml",
    )


def _candidates(values: Sequence[Value], on: date, sources: dict[str, Source]) -> tuple[Candidate, ...]:
    """Return the value in use first, then the others, each with the reason."""
    key = (values[0].fact.subject, values[0].fact.quantity)
    used = Facts.of([v.fact for v in values if v.chosen]).find(*key, on)
    made = []
    for v in values:
        reason = _why_used(v, values) if v.fact is used else _why_not(v, used, on)
        source = sources.get(v.fact.source_id)
        made.append(Candidate(fact=v.fact, source=source, used=v.fact is used, reason=reason))
    return tuple(sorted(made, key=lambda c: not c.used))


def _behind(candidates: Sequence[Candidate], observations: Mapping[str, FactRow]) -> tuple[FactRow, ...]:
    """Return the published observations that the value in use was made from."""
    used = next((c.fact for c in candidates if c.used), None)
    if used is None:
        return ()
    named = _named_in(f"{used.locator or ''} {used.note or ''}")
    if used.locator == FITTED:
        named += _fitted_to(used.subject.partition(":")[2])
    return tuple(observations[n] for n in dict.fromkeys(named) if n in observations and n != used.subject)


def _named_in(words: str) -> list[str]:
    """Return the observation ids in a text, ranges written out: C047-C049 is C047, C048, C049.

    >>> _named_in("as T013, C047-C049")
    ['T013', 'C047', 'C048', 'C049']
    """
    found = []
    for kind, first, last in re.findall(r"\b([A-Z])(\d{3})(?:\s*[-–]\s*[A-Z](\d{3}))?\b", words):
        found += [f"{kind}{n:03d}" for n in range(int(first), int(last or first) + 1)]
    return found


def _fitted_to(name: str) -> list[str]:
    """Return the observations whose formula contains a class; a way by rail contains runs and yards."""
    formulas = {
        row["formula"]
        for row in read_table("fit_formulas", [built_in_facts()])
        for element in row["elements"]
        if element.partition("*")[0] in {name, name.replace("gap.", "gap:")}
        or (element.startswith("rail:") and name.startswith(("run.", "yard.")))
    }
    return [
        r["observation"] for r in read_table("fit_readings", [built_in_facts()]) if r["formula"] in formulas
    ]


def _why_used(value: Value, values: Sequence[Value]) -> str:
    others = [v for v in values if v is not value]
    if not others:
        return "only"
    if value.fact.layer.startswith("scenario "):
        return "scenario"
    if any(v.fact.layer != value.fact.layer for v in others):
        return "layer"
    if any(v.chosen and v.fact.valid_from != value.fact.valid_from for v in others):
        return "latest"
    return "marked"


def _why_not(value: Value, used: Quantity | None, on: date) -> str:
    fact = value.fact
    if fact.valid_from is not None and on < fact.valid_from:
        return "not_yet"
    if fact.valid_to is not None and fact.valid_to <= on:
        return "ended"
    if not value.chosen:
        return "not_marked"
    if used is not None and fact.layer != used.layer:
        return "overruled"
    return "earlier"
