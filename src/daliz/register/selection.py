"""Choosing records: by kind, theme, party, place, status and date, and by words in four languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from daliz.model.record import Record, Standing, Text
from daliz.register.pointers import normalise
from daliz.timeline import first_day, last_day

__all__ = ["Filter", "Hit", "found_by_words", "in_all_languages", "in_time_order", "passes", "words_of"]

FIVE = frozenset({"KZ", "KG", "TJ", "TM", "UZ"})
LONGEST_ENDING = 4  # unit-ok: letters that a case ending may add
SHORTEST_FUZZY = 5  # unit-ok: letters; shorter words must stand as typed
NEAR_ENOUGH_SHARE = 0.8  # a typing slip or a case ending; our choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a reader asks for; None asks nothing."""

    kind: str | None = None
    theme: str | None = None
    party: str | None = None
    place: str | None = None
    status: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found by words, with how well it fits (1 is every word as typed)."""

    id: str
    kind: str
    title: Text
    fit_share: float


def passes(record: Record, standing: Standing, wanted: Filter) -> bool:
    """Return whether a record is asked for."""
    parties = set(record.parties) | (FIVE if "CA5" in record.parties else frozenset())
    start = None if record.on is None else first_day(record.on)
    end = None if record.on is None else last_day(record.on) or start
    return (
        wanted.kind in {None, record.kind}
        and (wanted.theme is None or wanted.theme in record.themes)
        and (wanted.party is None or wanted.party in parties)
        and (wanted.place is None or wanted.place in record.places)
        and wanted.status in {None, standing.status, standing.due_state}
        and (wanted.since is None or (end is not None and end >= wanted.since))
        and (wanted.until is None or (start is not None and start <= wanted.until))
    )


def in_time_order(records: Iterable[Record]) -> list[Record]:
    """Return records by the first day of their date; those without one last, then by id."""
    return sorted(records, key=lambda r: ((first_day(r.on) if r.on else None) or date.max, r.id))


def words_of(record: Record) -> str:
    """Return all text of a record in all languages, for searching."""
    told = in_all_languages(record.title, record.summary, record.made_by, record.made_to)
    return " ".join(
        [record.id, told, *(value for _, value in record.details), *record.places, *record.parties]
    )


def in_all_languages(*texts: Text | None) -> str:
    """Return texts in every language they exist in, as one string to search."""
    found = [t for t in texts if t is not None]
    return " ".join(part for t in found for part in (t.en, t.ru, t.kk, t.ja) if part)


def found_by_words(
    words: str, texts: Mapping[str, tuple[str, Text, str]], synonyms: Sequence[Sequence[str]] = ()
) -> list[Hit]:
    """Return what holds every word asked for, best first; names count in all their spellings.

    ``texts`` maps an id to kind, title and searchable text. A word may miss its ending (Russian and Kazakh
    cases).
    """
    asked = [w for w in words.split() if normalise(w)[0]]
    whole = normalise(words)[0]
    groups = [g for g in synonyms if any(normalise(s)[0] == whole for s in g)]
    hits = []
    for key, (kind, title, text) in texts.items():
        plain = normalise(text)[0]
        tokens = {normalise(t)[0].strip(".,;:()") for t in text.split()}
        fits = [_fit(normalise(w)[0], plain, tokens) for w in asked]
        best = min(fits, default=0.0)
        if any(normalise(s)[0] in plain for g in groups for s in g):
            best = 1.0
        if best > 0:
            hits.append(Hit(id=key, kind=kind, title=title, fit_share=best))
    return sorted(hits, key=lambda h: (-h.fit_share, h.id))


def _fit(word: str, plain: str, tokens: set[str]) -> float:
    if word in plain:
        return 1.0
    if len(word) < SHORTEST_FUZZY:
        return 0.0
    near = max(
        (
            SequenceMatcher(None, word, t).ratio()
            for t in tokens
            if t[:2] == word[:2] and abs(len(t) - len(word)) <= LONGEST_ENDING
        ),
        default=0.0,
    )
    return near if near >= NEAR_ENOUGH_SHARE else 0.0
