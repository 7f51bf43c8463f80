"""Pointers to passages: byte for byte where nothing changed, re-anchored where only the typing did.

The register ships no passage, only its place and digests. A document at hand is searched for the digest of
the normalised passage (case, spaces, quotes, dashes and ё do not count). Where that fails, the digests of
what stood before and after find the place, and digests of the numbers, names and negations say what changed;
nothing changed is accepted.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from daliz.model.record import Anchor, Passage

__all__ = ["digest_of", "normalise", "resolve"]

CONTEXT_CHARS = 32  # unit-ok: code points kept on each side
LEAST_CONTEXT = 8  # unit-ok: a shorter context stands in too many places
LONGEST_RATIO = 2  # unit-ok: a pure number; a changed passage may grow to twice its length
QUOTES = frozenset("\"'«»„“”‚‘’‹›「」『』`´")
DASHES = frozenset("-‐‑‒–—―−－")
FOLDED = {"ё": "е"}
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NEGATIONS = frozenset(
    ("не", "нет", "ни", "без", "никогда", "нельзя", "никто", "ничего", "вряд", "not", "no", "never",
    "without", "nor", "none", "cannot", "emes", "емес", "жоқ", "ешқашан")
)  # fmt: skip
NEGATIONS_JA = ("ない", "なかった", "ません", "不", "未", "無")


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def normalise(text: str) -> tuple[str, list[int]]:
    """Return the text without what an editor changes idly, and where each character stood.

    >>> normalise("Ещё «Да» – 5")[0]
    'ещеда-5'
    """
    kept: list[str] = []
    places: list[int] = []
    for i, char in enumerate(text):
        if char.isspace() or char in QUOTES or unicodedata.category(char) == "Cf":
            continue
        plain = "-" if char in DASHES else unicodedata.normalize("NFKC", char).casefold()
        for part in plain:
            kept.append(FOLDED.get(part, part))
            places.append(i)
    return "".join(kept), places


def _numbers(text: str) -> str:
    return "|".join(NUMBER.findall(unicodedata.normalize("NFKC", text)))


def _names(text: str) -> str:
    """Capitalised words after the first: names, as far as typing shows them."""
    words = WORD.findall(text)[1:]
    return "|".join(w.casefold().replace("ё", "е") for w in words if w[0].isupper())


def _negations(text: str) -> str:
    found = [
        w.casefold() for w in WORD.findall(text) if w.casefold() in NEGATIONS or w.casefold().endswith("n't")
    ]
    return "|".join(found + [mark for mark in NEGATIONS_JA for _ in range(text.count(mark))])


def digest_of(
    text: str, start: int, end: int, *, passage: str = "", name: str = ""
) -> Passage:  # unit-ok: code points
    """Return the pointer to ``text[start:end]``: digests only."""
    quote = text[start:end]
    normal = normalise(quote)[0]
    before = normalise(text[max(0, start - 4 * CONTEXT_CHARS) : start])[0][-CONTEXT_CHARS:]
    after = normalise(text[end : end + 4 * CONTEXT_CHARS])[0][:CONTEXT_CHARS]
    return Passage(
        id=passage,
        text=name,
        start=start,
        end=end,
        sha256=_sha(quote),
        normal_char_count=len(normal),
        normal_sha256=_sha(normal),
        prefix_char_count=len(before),
        prefix_sha256=_sha(before),
        suffix_char_count=len(after),
        suffix_sha256=_sha(after),
        numbers_sha256=_sha(_numbers(quote)),
        names_sha256=_sha(_names(quote)),
        negations_sha256=_sha(_negations(quote)),
    )


def _places_of(normal: str, size: int, digest: str) -> list[int]:  # unit-ok: code points
    """Return every place of a normalised text where a window of ``size`` has the digest."""
    if size == 0:
        return []
    return [i for i in range(len(normal) - size + 1) if _sha(normal[i : i + size]) == digest]


def resolve(document: str, pointer: Passage) -> Anchor:
    """Return where a passage stands in a document, and whether its words are still the same."""
    if _sha(document[pointer.start : pointer.end]) == pointer.sha256:
        return Anchor(passage=pointer.id, state="exact", start=pointer.start, end=pointer.end)
    normal, places = normalise(document)
    size = pointer.normal_char_count
    found = _places_of(normal, size, pointer.normal_sha256)
    if found:
        at = min(found, key=lambda i: _far(normal, i, pointer, places))
        start, end = places[at], places[at + size - 1] + 1
        # Characters that normalising drops may belong to either edge: try the raw digest with a few more of
        # them.
        for first in range(start, max(-1, start - 4), -1):
            for last in range(end, min(len(document), end + 4) + 1):
                if _sha(document[first:last]) == pointer.sha256:
                    return Anchor(passage=pointer.id, state="moved", start=first, end=last)
        return Anchor(passage=pointer.id, state="same words", start=start, end=end)
    return _by_context(document, normal, places, pointer)


def _far(
    normal: str, at: int, pointer: Passage, places: list[int]
) -> tuple[bool, int]:  # unit-ok: code points
    """How unlikely a match is: one whose context also matches first, then the nearest to the old place."""
    before = normal[max(0, at - pointer.prefix_char_count) : at]
    return _sha(before) != pointer.prefix_sha256, abs(places[at] - pointer.start)


def _by_context(document: str, normal: str, places: list[int], pointer: Passage) -> Anchor:
    """Find the place of a passage whose words changed by what stands before and after it."""
    size = pointer.normal_char_count
    starts, ends = [], []
    if pointer.prefix_char_count >= LEAST_CONTEXT:
        starts = [
            i + pointer.prefix_char_count
            for i in _places_of(normal, pointer.prefix_char_count, pointer.prefix_sha256)
        ]
    if pointer.suffix_char_count >= LEAST_CONTEXT:
        ends = _places_of(normal, pointer.suffix_char_count, pointer.suffix_sha256)
    pairs = [(a, b) for a in starts for b in ends if size / LONGEST_RATIO <= b - a <= size * LONGEST_RATIO]
    if pairs:
        first, last = min(pairs, key=lambda pair: abs(pair[1] - pair[0] - size))
    elif starts:
        first, last = starts[0], min(len(normal), starts[0] + size)
    elif ends:
        first, last = max(0, ends[0] - size), ends[0]
    else:
        return Anchor(passage=pointer.id, state="lost")
    if first >= last:
        return Anchor(passage=pointer.id, state="lost", changes=("removed",))
    start, end = places[first], places[last - 1] + 1
    if not pairs:
        start, end = _whole_words(document, start, end)
    changes = _changes(document[start:end], pointer)
    return Anchor(passage=pointer.id, state="changed", start=start, end=end, changes=changes)


def _whole_words(document: str, start: int, end: int) -> tuple[int, int]:  # unit-ok: code points
    """Widen a guessed passage to the words it cuts."""
    while start > 0 and document[start - 1].isalnum():
        start -= 1
    while end < len(document) and document[end].isalnum():
        end += 1
    return start, end


def _changes(quote: str, pointer: Passage) -> tuple[str, ...]:
    found = [
        name
        for name, text, digest in (
            ("numbers", _numbers(quote), pointer.numbers_sha256),
            ("names", _names(quote), pointer.names_sha256),
            ("negations", _negations(quote), pointer.negations_sha256),
        )
        if _sha(text) != digest
    ]
    return tuple(found) or ("wording",)
