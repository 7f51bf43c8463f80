"""One page before a meeting: promised last time, due since, silent for months, the other side, names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from daliz.errors import QueryError
from daliz.model.record import Conflict, Listed, Record, Standing
from daliz.register.selection import FIVE, words_of
from daliz.timeline import first_day, last_day

__all__ = ["Briefing", "NameForms", "briefing_of"]

AROUND_DAYS = 14  # papers of a meeting carry dates of the days around it; our choice
SOON_DAYS = 183  # half a year ahead; our choice
LEVELS = ("leaders", "foreign ministers", "senior officials")
OPEN = frozenset({"overdue", "not yet due", "no date published"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForms:
    """One name with its preferred spelling first, in each language; empty where none was attested."""

    kind: str
    en: tuple[str, ...]
    ru: tuple[str, ...]
    kk: tuple[str, ...]
    ja: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The page: what to know before a meeting of a party on a day."""

    party: str
    as_of: date
    last_meetings: tuple[Listed, ...]
    promised: tuple[Listed, ...]
    since: tuple[Listed, ...]
    overdue: tuple[Listed, ...]
    due_soon: tuple[Listed, ...]
    silent: tuple[Listed, ...]
    conflicts: tuple[Conflict, ...]
    names: tuple[NameForms, ...]


def _concerns(record: Record, party: str) -> bool:
    return party in record.parties or (party in FIVE and "CA5" in record.parties)


def _day_of(record: Record) -> date:
    return (last_day(record.on) if record.on else None) or date.min


def briefing_of(
    records: Sequence[Record],
    standings: Mapping[str, Standing],
    conflicts: Sequence[Conflict],
    names: Sequence[NameForms],
    *,
    party: str,
    as_of: date,
    silent_months: int,  # unit-ok: whole months
    theme: str | None = None,
) -> Briefing:
    """Return the page for one party; promises are those of the co-operation, projects of others stay out.

    Raises
    ------
    QueryError
        If no record concerns the party.
    """
    own = [r for r in records if _concerns(r, party) and (theme is None or theme in r.themes)]
    if not own:
        raise QueryError(
            f"No record concerns {party!r}.", "Write a country code of the register, such as KZ or JP."
        )
    entries = [Listed(record=r, standing=standings[r.id]) for r in own]
    meetings = [
        e
        for e in entries
        if e.record.kind == "meeting" and _day_of(e.record) <= as_of and e.standing.last == "delivered"
    ]
    held = sorted(meetings, key=lambda e: (_day_of(e.record), e.record.id), reverse=True)
    last = [
        e for level in LEVELS if (e := next((m for m in held if m.record.subkind == level), None)) is not None
    ]
    made = sorted(
        (e for e in entries if e.record.kind == "commitment" and e.standing.last is not None),
        key=lambda e: (_day_of(e.record), e.record.id),
    )
    top = _day_of(last[0].record) if last else date.min
    around = timedelta(days=AROUND_DAYS)
    still = [e for e in made if e.standing.due_state in OPEN]
    return Briefing(
        party=party,
        as_of=as_of,
        last_meetings=tuple(last),
        promised=tuple(e for e in made if abs(_day_of(e.record) - top) <= around),
        since=tuple(e for e in made if _day_of(e.record) - top > around),
        overdue=tuple(e for e in still if e.standing.due_state == "overdue"),
        due_soon=tuple(e for e in still if _falls_due(e, as_of)),
        silent=tuple(
            sorted(
                (e for e in still if (e.standing.silent_months or 0) >= silent_months),
                key=lambda e: (-(e.standing.silent_months or 0), e.record.id),
            )
        ),
        conflicts=tuple(c for c in conflicts if c.subject in {r.id for r in own}),
        names=_named(names, [*last, *made]),
    )


def _falls_due(entry: Listed, as_of: date) -> bool:
    due = entry.standing.due
    start, end = (None, None) if due is None else (first_day(due), last_day(due))
    if start is None or end is None:
        return False
    return end >= as_of and start <= as_of + timedelta(days=SOON_DAYS)


def _named(names: Sequence[NameForms], entries: Sequence[Listed]) -> tuple[NameForms, ...]:
    """Return the names that the page's records mention, and all people."""
    told = " ".join(words_of(e.record) for e in entries).casefold()
    return tuple(
        n
        for n in names
        if n.kind == "person" or any(form.casefold() in told for form in (*n.en, *n.ru) if len(form) > 2)  # noqa: PLR2004
    )
