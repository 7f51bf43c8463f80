"""Records of the register: what was said and promised, where it stands, and what the evidence says.

A record holds our own words and pointers, never a passage. Dates keep the precision their source gave them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from daliz.errors import DataError
from daliz.timeline import check_partial_date

__all__ = [
    "Anchor",
    "Conflict",
    "InterviewStatement",
    "Listed",
    "Passage",
    "Question",
    "Record",
    "RecordStatement",
    "SourceRef",
    "Standing",
    "StatusEvent",
    "Text",
]

#: Statuses that an event may carry; a search that found nothing leaves the last of the others standing.
STATUSES = (
    "proposed", "announced", "signed", "in force", "in progress", "delivered", "lapsed", "superseded",
    "postponed", "no evidence found",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text in the languages it exists in; English is what the others fall back to."""

    en: str
    ru: str | None = None
    kk: str | None = None
    ja: str | None = None

    def of(self, lang: str) -> str:
        """Return the text in a language, or in English."""
        value: str | None = getattr(self, lang, None)
        return value or self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """A source as the register shows it."""

    id: str
    publisher: str
    url: str | None
    published: str | None
    accessed: str | None
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A pointer to a passage of a text we do not ship: where it stands, and digests to know it again by.

    Offsets and lengths count Unicode code points.
    """

    id: str
    text: str
    start: int  # unit-ok: code points
    end: int  # unit-ok: code points
    sha256: str
    normal_char_count: int
    normal_sha256: str
    prefix_char_count: int
    prefix_sha256: str
    suffix_char_count: int
    suffix_sha256: str
    numbers_sha256: str
    names_sha256: str
    negations_sha256: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise DataError(
                f"Passage {self.id}: it runs from {self.start} to {self.end}.", "End must follow start."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a passage stands in a document at hand.

    ``state``: ``exact`` byte for byte in place; ``moved`` byte for byte elsewhere; ``same words`` but for
    case, spaces, quotes, dashes or ё; ``changed`` its place is found and its words differ (``changes`` says
    what: numbers, names, negations, wording); ``lost``. Only the first three are accepted without a person.
    """

    passage: str
    state: str
    start: int | None = None  # unit-ok: code points
    end: int | None = None  # unit-ok: code points
    changes: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """True where the words are the same."""
        return self.state in {"exact", "moved", "same words"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEvent:
    """A dated event with its evidence; ``on`` is when it was so, ``known`` when it could first be known."""

    id: str
    record: str
    on: str
    known: str
    status: str
    kind: str
    summary: Text
    source_id: str
    grade: str

    def __post_init__(self) -> None:
        for value in (self.on, self.known):
            check_partial_date(value)
        if self.status not in STATUSES:
            raise DataError(
                f"Event {self.id}: unknown status {self.status!r}.", f"Use one of {', '.join(STATUSES)}."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A meeting, document, commitment, project, grant, resolution or institution."""

    id: str
    kind: str
    subkind: str | None
    title: Text
    summary: Text | None
    themes: tuple[str, ...]
    parties: tuple[str, ...]
    places: tuple[str, ...]
    on: str | None
    due: str | None
    made_by: Text | None
    made_to: Text | None
    sources: tuple[str, ...]
    grade: str
    parent: str | None = None
    details: tuple[tuple[str, str], ...] = ()
    amount: float | None = None  # unit-ok: in its own currency
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a record stands on a day, computed from its events and its due date.

    ``status`` is the headline; ``last`` the last status an event gave. ``due_state``: ``no date published``,
    ``not yet due``, ``overdue``, ``met`` or ``closed``. ``searched`` is the day of our last search that found
    nothing.
    """

    record: str
    as_of: date
    status: str
    last: str | None
    since: str | None
    due: str | None
    due_state: str
    silent_months: int | None  # unit-ok: whole months
    searched: str | None
    events: tuple[StatusEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A record and where it stands."""

    record: Record
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStatement:
    """Source A says that property P of record R is V, as of D, for a scope."""

    id: str
    subject: str
    property: str
    kind: str
    value: str
    unit: str | None
    bound: str
    scope: str | None
    as_of: str | None
    said_by: str
    source_id: str
    grade: str
    note: str | None = None
    property_ru: str | None = None
    property_kk: str | None = None
    property_ja: str | None = None
    value_ru: str | None = None
    value_kk: str | None = None
    value_ja: str | None = None
    scope_ru: str | None = None
    scope_kk: str | None = None
    scope_ja: str | None = None
    said_by_ru: str | None = None
    said_by_kk: str | None = None
    said_by_ja: str | None = None

    def of(self, lang: str, column: str) -> str | None:
        """Return property, value, scope or said_by in a language, or in English."""
        own: str | None = getattr(self, f"{column}_{lang}", None)
        plain: str | None = getattr(self, column)
        return own or plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Statements about one thing that do not say the same, side by side, and how they differ."""

    subject: str
    property: str
    reading: str
    statements: tuple[RecordStatement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of an interview."""

    id: str
    number: int  # unit-ok: its place
    summary: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewStatement:
    """One statement of the interview in our own words, with the evidence beside it."""

    id: str
    question: str
    themes: tuple[str, ...]
    kind: str
    modality: str
    verdict: str
    summary: Text
    evidence: Text
    evidence_on: str | None
    sources: tuple[str, ...]
    act: str
    passage: str
    grade: str = field(default="press")
