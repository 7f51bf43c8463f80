"""The nearest spellings among many: what ``difflib`` finds, without comparing the word with each in full."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

__all__ = ["near_spellings"]


def near_spellings(
    word: str, known: Iterable[str], *, limit: int = 3, cutoff_share: float = 0.6
) -> list[str]:
    """Return the known words most like a word, the nearest first: as ``difflib.get_close_matches``, sooner.

    Every known word first gets a bound, from the letters that both hold. The comparison goes from the highest
    bound down, passes over what a second, narrower bound rules out, and ends where no bound reaches the worst
    of those found.

    >>> near_spellings("aktua", ["aktau", "baku", "atyrau", "aktobe"], limit=2)
    ['aktau', 'baku']
    """
    matcher = SequenceMatcher(None, "", word)
    best: list[tuple[float, str]] = []
    at = {letter: sum(1 << i for i, x in enumerate(word) if x == letter) for letter in word}
    for bound, other in _bounded(word, known, cutoff_share):
        full = len(best) == limit
        if full and bound < best[0][0]:
            break
        least = best[0][0] if full else cutoff_share
        total = len(word) + len(other)
        if total and 2.0 * _in_order(at, len(word), other) / total < least:
            continue
        matcher.set_seq1(other)
        ratio = matcher.ratio()
        if ratio >= cutoff_share:
            insort(best, (ratio, other))
            del best[:-limit]
    return [other for _, other in reversed(best)]


def _bounded(word: str, known: Iterable[str], cutoff_share: float) -> list[tuple[float, str]]:
    """Return the words whose likeness may reach the cutoff, by what the letters of both allow at most."""
    letters = tuple(Counter(word).items())
    found = []
    for other in known:
        total = len(word) + len(other)
        if total and 2.0 * min(len(word), len(other)) / total < cutoff_share:
            continue
        shared = 0
        for letter, here in letters:
            there = other.count(letter)
            shared += here if here < there else there  # noqa: FURB136 - min() is a call for each letter
        bound = 2.0 * shared / total if total else 1.0
        if bound >= cutoff_share:
            found.append((bound, other))
    found.sort(reverse=True)
    return found


def _in_order(at: dict[str, int], size: int, other: str) -> int:
    """Return how many letters two words share in order (bit-parallel, Hyyrö 2004); likeness counts no more.

    ``at`` holds the places of each letter in the one word, as bits.
    """
    left = every = (1 << size) - 1
    for letter in other:
        met = left & at.get(letter, 0)
        left = ((left + met) | (left - met)) & every
    return size - left.bit_count()
