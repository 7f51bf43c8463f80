"""A user's own file of votes in the General Assembly: how two countries voted, text by text."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from daliz.errors import DataError, QueryError
from daliz.io.tables import WANTED

__all__ = ["COLUMNS", "Vote", "VoteComparison", "compare_votes"]

#: The columns read, with what they hold; others are ignored. Those of the UN Digital Library's voting data.
COLUMNS: dict[str, str] = {
    "ms_code": "Member state, ISO 3166-1 alpha-3.",
    "ms_vote": "Y yes, N no, A abstained, X or empty: not voting.",
    "date": f"Day of the vote. {WANTED['date']}",
    "resolution": "Number of the resolution.",
    "title": "Title of the text.",
}
CAST = {"Y": "yes", "N": "no", "A": "abstain", "X": None, "": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """How two countries voted on one text; None where one did not vote."""

    resolution: str
    date: str
    title: str
    first: str | None
    second: str | None

    @property
    def alike(self) -> bool | None:
        """Whether they voted alike; None where one did not vote."""
        return None if self.first is None or self.second is None else self.first == self.second


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteComparison:
    """Votes of two countries, with how many were alike among those that both cast."""

    first: str
    second: str
    votes: tuple[Vote, ...]
    alike_count: int
    both_count: int


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            reader = csv.DictReader(f)
            missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
            if missing:
                raise DataError(
                    f"{path}:1: the columns {', '.join(missing)} are missing.",
                    f"The columns are {', '.join(COLUMNS)}.",
                )
            return [{c: (row[c] or "").strip() for c in COLUMNS} for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: it cannot be read ({error}).", "Name a CSV file in UTF-8.") from error


def compare_votes(
    path: Path, *, first: str = "JPN", second: str = "KAZ", word: str | None = None, year: str | None = None
) -> VoteComparison:
    """Return how two countries voted, of texts whose title holds a word, in one year or all.

    Raises
    ------
    DataError
        If the file has other columns, or a vote that is none.
    QueryError
        If neither country is in it.
    """
    cast: dict[tuple[str, str, str], dict[str, str | None]] = {}
    for line, row in enumerate(_rows(path), 2):
        if row["ms_code"] not in {first, second}:
            continue
        if row["ms_vote"] not in CAST:
            raise DataError(f"{path}:{line}:ms_vote: found {row['ms_vote']!r}.", "Write Y, N, A or X.")
        if word is not None and word.casefold() not in row["title"].casefold():
            continue
        if year is not None and not row["date"].startswith(year):
            continue
        key = (row["date"], row["resolution"], row["title"])
        cast.setdefault(key, {})[row["ms_code"]] = CAST[row["ms_vote"]]
    if not cast:
        raise QueryError(
            f"{path}: no vote of {first} or {second} fits.", "Try another word or year, or other codes."
        )
    votes = tuple(
        Vote(date=date, resolution=number, title=title, first=by.get(first), second=by.get(second))
        for (date, number, title), by in sorted(cast.items())
    )
    both = [v for v in votes if v.alike is not None]
    return VoteComparison(
        first=first,
        second=second,
        votes=votes,
        alike_count=sum(bool(v.alike) for v in both),
        both_count=len(both),
    )
