"""The register's tables read into its model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daliz.errors import look_up
from daliz.io.rows import NAME_LANGUAGES, from_row
from daliz.io.tables import Row, read_table
from daliz.model.programme import Programme, Rule
from daliz.model.record import (
    InterviewStatement,
    Passage,
    Question,
    Record,
    RecordStatement,
    SourceRef,
    StatusEvent,
    Text,
)

__all__ = [
    "RECORD_KINDS",
    "Interview",
    "read_events",
    "read_interview",
    "read_names",
    "read_passages",
    "read_programmes",
    "read_record_statements",
    "read_records",
    "read_rules",
    "read_sources",
    "text_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """An interview: its questions, its statements and its source, without its text."""

    id: str
    title: Text
    source_id: str
    sha256: str
    questions: tuple[Question, ...]
    statements: tuple[InterviewStatement, ...]


def text_of(row: Row, column: str) -> Text | None:
    """Return ``COLUMN_en``, ``COLUMN_ru``, … of a row as one text; None where the English is empty."""
    english = row.get(f"{column}_en")
    if english is None:
        return None
    return Text(
        en=english, ru=row.get(f"{column}_ru"), kk=row.get(f"{column}_kk"), ja=row.get(f"{column}_ja")
    )


def _title(row: Row, column: str = "title") -> Text:
    return text_of(row, column) or Text(en=str(row["_where"]))


def _told_in(column: str) -> tuple[str, ...]:
    """Return the columns that hold one text by language."""
    return tuple(f"{column}_{lang}" for lang in NAME_LANGUAGES)


def _details(row: Row, *columns: str) -> tuple[tuple[str, str], ...]:
    """Return the filled columns as name and value, for display."""
    found = []
    for column in columns:
        value = row.get(column)
        if isinstance(value, tuple):
            value = ", ".join(value)
        if value not in {None, ""}:
            found.append((column, str(value)))
    return tuple(found)


def _record(row: Row, kind: str, *, title: Text, details: tuple[str, ...] = (), **given: object) -> Record:
    values: dict[str, Any] = {
        "id": row[kind],
        "kind": kind,
        "subkind": row.get("kind"),
        "title": title,
        "summary": text_of(row, "summary"),
        "themes": row.get("themes") or (),
        "parties": row.get("parties") or (),
        "places": row.get("places") or (),
        "on": row.get("date"),
        "due": None,
        "made_by": None,
        "made_to": None,
        "sources": row.get("sources") or (row["source_id"],),
        "grade": row["grade"],
        "details": _details(row, *details),
    }
    values.update(given)
    return Record(**values)


def _meeting(row: Row) -> Record:
    return _record(
        row,
        "meeting",
        title=_title(row),
        subkind=row["level"],
        details=("series", "number", "level", "format", *_told_in("place"), "documents"),
    )


def _document(row: Row) -> Record:
    return _record(
        row, "document", title=_title(row), on=row["signed"], details=("kind", "signed", "in_force", "ended")
    )


def _commitment(row: Row) -> Record:
    return _record(
        row,
        "commitment",
        title=_title(row),
        on=row["made_on"],
        due=row["due"],
        made_by=text_of(row, "made_by"),
        made_to=text_of(row, "made_to"),
        parent=row["parent"],
        amount=row["amount"],
        currency=row["currency"],
        details=("kind", *_told_in("target"), *_told_in("planner"), "certainty", "parent"),
    )


def _project(row: Row) -> Record:
    return _record(
        row,
        "project",
        title=_title(row, "name"),
        summary=text_of(row, "effect"),
        themes=("transport",),
        parties=row["countries"],
        on=row["start"],
        due=row["due"],
        made_by=text_of(row, "maker"),
        details=("kind", "corridor", "length_km", "cost", "before", "after", "start", "due_stated"),
    )


def _grant(row: Row) -> Record:
    return _record(
        row,
        "grant",
        title=_title(row),
        summary=text_of(row, "state"),
        amount=row["amount_jpy"],
        currency=None if row["amount_jpy"] is None else "JPY",
        parent=row["commitment"],
        details=("kind", *_told_in("place"), "commitment"),
    )


def _resolution(row: Row) -> Record:
    columns = (
        "number",
        "session",
        "stage",
        "yes_count",
        "no_count",
        "abstain_count",
        "japan",
        "kazakhstan",
        "sponsor_count",
    )
    return _record(
        row,
        "resolution",
        title=_title(row),
        summary=text_of(row, "note"),
        subkind=row["stage"],
        details=columns,
    )


def _institution(row: Row) -> Record:
    japan, kazakhstan = _title(row, "japan"), _title(row, "kazakhstan")
    pair = Text(**{lang: f"{japan.of(lang)} – {kazakhstan.of(lang)}" for lang in NAME_LANGUAGES})
    return _record(row, "institution", title=pair, on=row["since"], details=("since", "latest"))


READERS: dict[str, tuple[str, Callable[[Row], Record]]] = {
    "meeting": ("meetings", _meeting),
    "document": ("documents", _document),
    "commitment": ("commitments", _commitment),
    "project": ("projects", _project),
    "grant": ("grants", _grant),
    "resolution": ("resolutions", _resolution),
    "institution": ("institutions", _institution),
}
RECORD_KINDS: tuple[str, ...] = tuple(READERS)


def read_records(layers: Sequence[Path]) -> list[Record]:
    """Return every record of the register, by kind and then in the order of its table."""
    return [build(row) for table, build in READERS.values() for row in read_table(table, layers)]


def read_events(layers: Sequence[Path]) -> list[StatusEvent]:
    """Return every dated event that a status is computed from."""
    return [
        from_row(StatusEvent, row, id=row["event"], on=row["date"], summary=_title(row, "summary"))
        for row in read_table("status_events", layers)
    ]


def read_sources(layers: Sequence[Path]) -> dict[str, SourceRef]:
    """Return every source by its id."""
    grades = {"A": "official", "B": "press", "C": "other"}
    return {
        row["source_id"]: from_row(
            SourceRef, row, id=row["source_id"], grade=grades.get(row["tier"] or "C", "other")
        )
        for row in read_table("sources", layers)
    }


def read_interview(layers: Sequence[Path], text: str = "interview") -> Interview:
    """Return an interview with its questions and statements.

    Raises
    ------
    UnknownIdError
        If there is no such text.
    """
    texts = {row["text"]: row for row in read_table("texts", layers)}
    wanted = look_up(texts, text, kind="text", where="register/texts.csv")
    return Interview(
        id=text,
        title=_title(wanted),
        source_id=wanted["source_id"],
        sha256=wanted["sha256"],
        questions=tuple(
            from_row(Question, row, id=row["question"], summary=_title(row, "summary"))
            for row in read_table("questions", layers)
            if row["text"] == text
        ),
        statements=tuple(_statement(row) for row in read_table("statements", layers) if row["text"] == text),
    )


def _statement(row: Row) -> InterviewStatement:
    return from_row(
        InterviewStatement,
        row,
        id=row["statement"],
        summary=_title(row, "summary"),
        evidence=_title(row, "evidence"),
    )


def read_passages(layers: Sequence[Path]) -> list[Passage]:
    """Return the pointers to passages, in the order of the table."""
    return [from_row(Passage, row, id=row["passage"]) for row in read_table("pointers", layers)]


def read_record_statements(layers: Sequence[Path]) -> list[RecordStatement]:
    """Return what sources say of records, and the trade and learner series in the same form."""
    found = [
        from_row(RecordStatement, row, id=row["fact"]) for row in read_table("record_statements", layers)
    ]
    return found + [_trade_statement(row) for row in read_table("trade", layers)]


def _trade_statement(row: Row) -> RecordStatement:
    """Return a row of the trade series as a statement about the trade of the two countries."""
    return RecordStatement(
        id=row["row"],
        subject="trade-jp-kz",
        property=f"{row['flow']}, {row['period']}",
        kind="number",
        value=f"{row['value']:.12g}",
        unit=row["unit"],
        bound=row["bound"],
        scope=row["scope"],
        as_of=row["period"],
        said_by=row["reporter"] or row["source_id"],
        source_id=row["source_id"],
        grade=row["grade"],
        **_trade_words(row),
    )


def _trade_words(row: Row) -> dict[str, str]:
    """Return what a row of the trade series says in the languages other than English, as far as it does."""
    words: dict[str, str] = {}
    for lang in (one for one in NAME_LANGUAGES if one != "en"):
        told = {
            "property": row[f"text_{lang}"] and f"{row[f'text_{lang}']}, {row['period']}",
            "scope": row[f"scope_{lang}"],
            "said_by": row[f"reporter_{lang}"],
        }
        words |= {f"{column}_{lang}": text for column, text in told.items() if text}
    return words


def read_programmes(layers: Sequence[Path]) -> list[Programme]:
    """Return every programme."""
    return [
        from_row(
            Programme,
            row,
            id=row["programme"],
            name=_title(row, "name"),
            open_why=text_of(row, "open"),
            who=text_of(row, "who"),
            seats=text_of(row, "seats"),
            allowance_jpy=text_of(row, "allowance_jpy"),
            duration=text_of(row, "duration"),
            deadline_why=text_of(row, "deadline"),
        )
        for row in read_table("programmes", layers)
    ]


def read_rules(layers: Sequence[Path]) -> list[Rule]:
    """Return every rule of every programme."""
    return [
        from_row(Rule, row, id=row["rule"], text=_title(row, "text"), last_intake=None)
        for row in read_table("programme_rules", layers)
    ]


def read_names(layers: Sequence[Path]) -> list[Row]:
    """Return the gazetteer: each row the spellings of one name in four languages, the first preferred."""
    return read_table("names", layers)
