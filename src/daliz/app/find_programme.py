"""Which programme is open to whom, rule by rule; side by side; and the learner statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from daliz.errors import look_up
from daliz.io.records import read_programmes, read_rules, read_sources
from daliz.io.tables import Row, facts_layers, read_table
from daliz.model.programme import Answer, Programme, Rule
from daliz.model.record import SourceRef
from daliz.register.eligibility import answer_of, intakes_of
from daliz.timeline import read_day

__all__ = [
    "DEFAULT_INTAKE",
    "Programmes",
    "compare_programmes",
    "find_programmes",
    "learner_rows",
    "read_all_programmes",
]

DEFAULT_INTAKE = "2026"  # the latest intake whose cut-offs were seen published


@dataclass(frozen=True, slots=True, kw_only=True)
class Programmes:
    """Every programme with its rules and sources."""

    programmes: tuple[Programme, ...]
    rules: tuple[Rule, ...]
    sources: dict[str, SourceRef]


def read_all_programmes(layers: Sequence[Path] = ()) -> Programmes:
    """Return every programme with its rules and sources."""
    folders = facts_layers(layers)
    return Programmes(
        programmes=tuple(read_programmes(folders)),
        rules=tuple(read_rules(folders)),
        sources=read_sources(folders),
    )


def chosen(known: Programmes, wanted: Sequence[str]) -> list[Programme]:
    """Return the programmes named, or all.

    Raises
    ------
    UnknownIdError
        If one is unknown.
    """
    by_id = {p.id: p for p in known.programmes}
    where = "register/programmes.csv"
    found = [look_up(by_id, name, kind="programme", where=where) for name in wanted]
    return found if wanted else list(known.programmes)


def find_programmes(
    known: Programmes, person: Mapping[str, str], *, intake: str = DEFAULT_INTAKE, wanted: Sequence[str] = ()
) -> list[Answer]:
    """Return the answer of each programme to one person.

    Raises
    ------
    QueryError
        If the birth date is no day.
    """
    if "birth_date" in person:
        read_day(person["birth_date"])
    return [
        answer_of(p, [r for r in known.rules if r.programme == p.id], person, intake=intake)
        for p in chosen(known, wanted)
    ]


def compare_programmes(
    known: Programmes, wanted: Sequence[str] = ()
) -> list[tuple[Programme, tuple[Rule, ...], list[str]]]:
    """Return programmes side by side: each with its rules and the intakes they were published for."""
    found = []
    for p in chosen(known, wanted):
        rules = tuple(r for r in known.rules if r.programme == p.id)
        found.append((p, rules, intakes_of(r for r in rules if r.published)))
    return found


def learner_rows(layers: Sequence[Path] = ()) -> list[Row]:
    """Return the counts of learners and test takers, by measure and year."""
    rows = read_table("learners", facts_layers(layers))
    return sorted(rows, key=lambda r: (r["measure"], r["year"]))
