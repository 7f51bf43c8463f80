"""Where a record stands on any day: computed from dated events and the due date, never typed.

Two clocks. An event counts from the last day that its date covers ("2025-12" from the 31st), and only if it
could be known by the day of knowledge. A search that found nothing changes no status; it is shown beside it,
and becomes the headline only where nothing more than an announcement stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from daliz.model.record import Record, Standing, StatusEvent
from daliz.timeline import last_day

__all__ = ["NO_DATE", "standing_of", "standings_of"]

NO_DATE = "no date published"
NOTHING_FOUND = "no evidence found"
CLOSED = frozenset({"lapsed", "superseded"})
MET = frozenset({"delivered"})
#: Statuses under which nothing was agreed yet: a fruitless search is then the most that can be said.
WORDS_ONLY = frozenset({"proposed", "announced"})
MONTHS_PER_YEAR = 12


def counts_from(value: str) -> date:
    """Return the day from which an event with a partial date is sure to have happened."""
    return last_day(value) or date.max


def months_between(start: date, end: date) -> int:  # unit-ok: whole months
    """Return the whole months from one day to another."""
    months = MONTHS_PER_YEAR * (end.year - start.year) + end.month - start.month
    return max(0, months - (end.day < start.day))


def standing_of(
    record: str,
    events: Iterable[StatusEvent],
    *,
    as_of: date,
    due: str | None = None,
    known_by: date | None = None,
) -> Standing:
    """Return where a record stands on a day, as far as could be known by another day."""
    knowable = [
        e for e in events if e.record == record and (known_by is None or counts_from(e.known) <= known_by)
    ]
    # A search looks back: what it did not find had not come by any earlier day either.
    searches = [e for e in knowable if e.kind == "search"]
    acts = sorted(
        (e for e in knowable if e.kind != "search" and counts_from(e.on) <= as_of),
        key=lambda e: (counts_from(e.on), e.id),
    )
    last = acts[-1] if acts else None
    searched = max((e.on for e in searches), default=None)
    due_state = _due_state(due, last, as_of)
    return Standing(
        record=record,
        as_of=as_of,
        status=_headline(last, due_state, searched=searched is not None),
        last=None if last is None else last.status,
        since=None if last is None else last.on,
        due=due,
        due_state=due_state,
        silent_months=None if last is None else months_between(counts_from(last.on), as_of),
        searched=searched,
        events=tuple(sorted((*acts, *searches), key=lambda e: (counts_from(e.on), e.id))),
    )


def _due_state(due: str | None, last: StatusEvent | None, as_of: date) -> str:
    if last is not None and last.status in MET:
        return "met"
    if last is not None and last.status in CLOSED:
        return "closed"
    end = None if due is None else last_day(due)
    if end is None:
        return NO_DATE
    return "overdue" if end < as_of else "not yet due"


def _headline(last: StatusEvent | None, due_state: str, *, searched: bool) -> str:
    if due_state == "overdue":
        return "overdue"
    if last is None:
        return NOTHING_FOUND
    if searched and last.status in WORDS_ONLY:
        return NOTHING_FOUND
    return last.status


def standings_of(
    records: Sequence[Record], events: Sequence[StatusEvent], *, as_of: date, known_by: date | None = None
) -> dict[str, Standing]:
    """Return the standing of every record, by id."""
    by_record: dict[str, list[StatusEvent]] = {}
    for event in events:
        by_record.setdefault(event.record, []).append(event)
    return {
        r.id: standing_of(r.id, by_record.get(r.id, ()), as_of=as_of, due=r.due, known_by=known_by)
        for r in records
    }
