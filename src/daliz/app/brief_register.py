"""Questions to the register: list, show, search, timeline, due, conflicts, trade, forum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from daliz.errors import QueryError, UnknownIdError, look_up
from daliz.io.records import (
    Interview,
    read_events,
    read_interview,
    read_names,
    read_programmes,
    read_record_statements,
    read_records,
    read_sources,
)
from daliz.io.tables import Row, facts_layers, read_table
from daliz.model.record import (
    Conflict,
    InterviewStatement,
    Listed,
    Record,
    RecordStatement,
    SourceRef,
    Standing,
    StatusEvent,
)
from daliz.register.briefing import Briefing, NameForms, briefing_of
from daliz.register.conflicts import conflicts_among
from daliz.register.scopes import sum_of
from daliz.register.selection import (
    Filter,
    Hit,
    found_by_words,
    in_all_languages,
    in_time_order,
    passes,
    words_of,
)
from daliz.register.status import standings_of
from daliz.timeline import last_day

__all__ = [
    "DueItem",
    "RecordView",
    "Register",
    "ThemeView",
    "brief",
    "conflicts_of",
    "due_items",
    "forum_of",
    "list_records",
    "read_register",
    "search_register",
    "show_record",
    "theme_view",
    "timeline_of",
    "total_of",
    "trade_rows",
]

#: The directions of the business forum, as the interview names them.
FORUM_THEMES = ("transport", "green", "digital")


@dataclass(frozen=True, kw_only=True, eq=False)
class Register:
    """Everything the register holds, read once; known by its identity."""

    folders: tuple[Path, ...]
    records: tuple[Record, ...]
    events: tuple[StatusEvent, ...]
    sources: dict[str, SourceRef]
    themes: dict[str, Row]

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """Every record by its id."""
        return {r.id: r for r in self.records}

    @cached_property
    def statements(self) -> list[RecordStatement]:
        """What sources say of records."""
        return read_record_statements(self.folders)

    @cached_property
    def interview(self) -> Interview:
        """The interview the register began with."""
        return read_interview(self.folders)

    @cached_property
    def names(self) -> list[Row]:
        """Spellings of names in four languages."""
        return read_names(self.folders)

    def standings(self, as_of: date, known_by: date | None = None) -> Mapping[str, Standing]:
        """Where every record stands on a day."""
        return _standings(self, as_of, known_by)

    @cached_property
    def in_order(self) -> Sequence[Record]:
        """Every record, in time order."""
        return in_time_order(self.records)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """A theme with its records and statements; an empty one says what was searched."""

    theme: str
    row: Row
    listed: tuple[Listed, ...]
    statements: tuple[InterviewStatement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """All that is known of one record."""

    record: Record
    standing: Standing
    children: tuple[Listed, ...]
    conflicts: tuple[Conflict, ...]
    said_in_interview: tuple[InterviewStatement, ...]
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """A promise with its due state; ``days_late`` is negative before the day."""

    record: Record
    standing: Standing
    days_late: int | None


@lru_cache(maxsize=64)  # days; every list and count of the register asks where its records stand
def _standings(register: Register, as_of: date, known_by: date | None) -> Mapping[str, Standing]:
    return standings_of(register.records, register.events, as_of=as_of, known_by=known_by)


def read_register(layers: Sequence[Path] = ()) -> Register:
    """Return the register: the built-in facts with the reader's own layers over them."""
    folders = tuple(facts_layers(layers))
    return Register(
        folders=folders,
        records=tuple(read_records(folders)),
        events=tuple(read_events(folders)),
        sources=read_sources(folders),
        themes={row["theme"]: row for row in read_table("themes", folders)},
    )


def list_records(
    register: Register, wanted: Filter, *, as_of: date, known_by: date | None = None
) -> list[Listed]:
    """Return the records asked for, in time order, each with its standing on a day.

    Raises
    ------
    UnknownIdError
        If the theme asked for is none of the thirteen.
    """
    if wanted.theme is not None and wanted.theme not in register.themes:
        raise UnknownIdError.of("theme", wanted.theme, register.themes, "register/themes.csv")
    standings = register.standings(as_of, known_by)
    return [
        Listed(record=r, standing=standings[r.id])
        for r in register.in_order
        if passes(r, standings[r.id], wanted)
    ]


def theme_view(register: Register, theme: str, *, as_of: date, known_by: date | None = None) -> ThemeView:
    """Return one theme: its records, the statements of the interview under it, and what was searched."""
    listed = list_records(register, Filter(theme=theme), as_of=as_of, known_by=known_by)
    statements = tuple(s for s in register.interview.statements if theme in s.themes)
    return ThemeView(theme=theme, row=register.themes[theme], listed=tuple(listed), statements=statements)


def show_record(
    register: Register, record_id: str, *, as_of: date, known_by: date | None = None
) -> RecordView:
    """Return everything about one record.

    Raises
    ------
    UnknownIdError
        If there is no such record.
    """
    record = look_up(register.by_id, record_id, kind="record", where="register")
    standings = register.standings(as_of, known_by)
    mentions = f" {record_id}"
    used = dict.fromkeys((*record.sources, *(e.source_id for e in standings[record_id].events)))
    return RecordView(
        record=record,
        standing=standings[record_id],
        children=tuple(
            Listed(record=r, standing=standings[r.id]) for r in register.records if r.parent == record_id
        ),
        conflicts=tuple(c for c in conflicts_among(register.statements) if c.subject == record_id),
        said_in_interview=tuple(s for s in register.interview.statements if s.act.endswith(mentions)),
        sources=tuple(register.sources[s] for s in used if s in register.sources),
    )


def search_register(register: Register, words: str) -> list[Hit]:
    """Return records, interview statements and programmes that hold the words, in any of the four languages.

    Raises
    ------
    QueryError
        If there is no word.
    """
    if not words.strip():
        raise QueryError("There is no word to search for.", "Write one, such as Aktau or 査証.")
    texts = {r.id: (r.kind, r.title, words_of(r)) for r in register.records}
    for s in register.interview.statements:
        texts[s.id] = ("statement", s.summary, in_all_languages(s.summary, s.evidence))
    for p in read_programmes(register.folders):
        texts[p.id] = ("programme", p.name, in_all_languages(p.name))
    spellings = [[s for lang in ("en", "ru", "kk", "ja") for s in row[lang]] for row in register.names]
    return found_by_words(words, texts, spellings)


def timeline_of(
    register: Register, wanted: Filter, *, as_of: date, known_by: date | None = None
) -> list[Listed]:
    """Return what happened in order: meetings, documents and promises, as far as the filter asks."""
    kinds = (
        {"meeting", "document", "commitment", "grant", "resolution"} if wanted.kind is None else {wanted.kind}
    )
    listed = list_records(register, wanted, as_of=as_of, known_by=known_by)
    return [item for item in listed if item.record.kind in kinds and item.record.on is not None]


def due_items(register: Register, *, as_of: date, known_by: date | None = None) -> list[DueItem]:
    """Return every open promise and project with its due state: overdue first, undated last."""
    order = {"overdue": 0, "not yet due": 1, "no date published": 2}
    standings = register.standings(as_of, known_by)
    found = []
    for record in register.records:
        standing = standings[record.id]
        if record.kind not in {"commitment", "project"} or standing.due_state not in order:
            continue
        end = None if standing.due is None else last_day(standing.due)
        found.append(
            DueItem(record=record, standing=standing, days_late=None if end is None else (as_of - end).days)
        )
    return sorted(
        found, key=lambda d: (order[d.standing.due_state], -(d.days_late or 0), d.record.kind, d.record.id)
    )


def conflicts_of(register: Register, subject: str | None = None) -> list[Conflict]:
    """Return every conflict among statements, or those of one subject."""
    return [c for c in conflicts_among(register.statements) if subject in {None, c.subject}]


def total_of(register: Register, facts: Sequence[str]) -> float:  # unit-ok: in the unit of the statements
    """Return the sum of statements named by id.

    Raises
    ------
    UnknownIdError
        If one is unknown.
    QueryError
        If their units or scopes differ, or two count the same thing.
    """
    by_id = {s.id: s for s in register.statements}
    where = "register/record_statements.csv"
    return sum_of([look_up(by_id, name, kind="statement", where=where) for name in facts])


def trade_rows(register: Register, flow: str | None = None) -> list[Row]:
    """Return trade and investment as stated, by flow and period; what conflicts stands side by side."""
    rows = read_table("trade", register.folders)
    return sorted(
        (r for r in rows if flow in {None, r["flow"]}), key=lambda r: (r["flow"], r["period"], r["row"])
    )


def forum_of(
    register: Register, *, as_of: date, known_by: date | None = None, theme: str | None = None
) -> list[ThemeView]:
    """Return the directions of the business forum, with the commitments under each.

    Raises
    ------
    QueryError
        If the theme is none of the three.
    """
    if theme is not None and theme not in FORUM_THEMES:
        raise QueryError(
            f"{theme!r} is no direction of the forum.", f"Choose one of {', '.join(FORUM_THEMES)}."
        )
    views = [
        theme_view(register, t, as_of=as_of, known_by=known_by) for t in FORUM_THEMES if theme in {None, t}
    ]
    return [
        replace(v, listed=tuple(item for item in v.listed if item.record.kind in {"commitment", "grant"}))
        for v in views
    ]


def brief(
    register: Register,
    *,
    party: str,
    as_of: date,
    known_by: date | None = None,
    silent_months: int = 6,  # unit-ok: whole months
    theme: str | None = None,
) -> Briefing:
    """Return one page before a meeting with a party on a day.

    Raises
    ------
    QueryError
        If no record concerns the party.
    """
    names = [
        NameForms(kind=row["kind"], en=row["en"], ru=row["ru"], kk=row["kk"], ja=row["ja"])
        for row in register.names
    ]
    return briefing_of(
        register.records,
        register.standings(as_of, known_by),
        conflicts_among(register.statements),
        names,
        party=party,
        as_of=as_of,
        silent_months=silent_months,
        theme=theme,
    )
