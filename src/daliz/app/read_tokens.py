"""What ``--avoid`` and ``--require`` name: countries, hubs, modes, passages, borders, corridors, services, operators."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from daliz.errors import QueryError
from daliz.model.corridor import Corridor
from daliz.notes import Note
from daliz.route.tokens import border_tokens
from daliz.words import fault

__all__ = ["tokens_of"]

MODES = frozenset({"rail", "sea", "ferry", "road"})
SHOWN = 30  # known names listed in an error


def tokens_of(corridor: Corridor, words: Iterable[str]) -> tuple[str, ...]:
    """Return the tokens for words of ``--avoid`` and ``--require``, each once.

    Raises
    ------
    QueryError
        If a word names nothing.
    """
    each = (word.strip() for text in words for word in text.split(","))
    return tuple(dict.fromkeys(_token(corridor, word) for word in each if word))


def _token(corridor: Corridor, word: str) -> str:
    kind, colon, name = word.partition(":")
    kind, name = kind.strip().casefold(), name.strip()
    if colon and kind == "border":
        return _border(corridor, name)
    if colon and kind == "operator":
        return _operator(corridor, name)
    if colon and kind in {"place", "hub"}:
        kind, colon, word = "", "", name
    kinds = _kinds(corridor)
    if colon and kind in kinds:
        if name.casefold() in kinds[kind]:
            return _of_kind(kind, name)
        known = difflib.get_close_matches(name.casefold(), kinds[kind], n=SHOWN, cutoff=0.5)
        raise fault(
            QueryError,
            Note.of("error.no_token", kind=Note.of(f"error.kind.{kind}"), name=name),
            Note.of("error.known", names=tuple((known or sorted(kinds[kind]))[:SHOWN])),
        )
    found = _by_name(corridor, word, kinds)
    if found is not None:
        return found
    if "/" in word:
        return _border(corridor, word)
    raise fault(QueryError, Note.of("error.unknown_word", word=word), *_near(corridor, word, kinds))


def _kinds(corridor: Corridor) -> dict[str, set[str]]:
    water = [s for s in corridor.services if s.mode in {"sea", "ferry"}]
    return {
        "country": {c.lower() for c in corridor.countries},
        "mode": set(MODES),
        "passage": set(corridor.passages),
        "corridor": {r.id for r in corridor.rules} | {r.group for r in corridor.rules},
        "service": {s.id for s in corridor.services},
        "sea": {s.run_class.partition(".")[2] for s in water},
    }


def _of_kind(kind: str, name: str) -> str:
    return f"{kind}:{name.upper() if kind == 'country' else name.casefold()}"


def _by_name(corridor: Corridor, word: str, kinds: dict[str, set[str]]) -> str | None:
    """Return the token of a word without its kind: an id first, then a name in any of the languages."""
    low = word.casefold()
    if low in corridor.hubs:
        return low
    for kind, names in kinds.items():
        if low in names:
            return _of_kind(kind, low)
    for country in corridor.countries.values():
        if low in {n.casefold() for n in country.names.values()} | {country.iso3.casefold()}:
            return f"country:{country.id}"
    called = {h.id: h.names for h in corridor.hubs.values()}
    called |= {f"passage:{p.id}": p.names for p in corridor.passages.values()}
    for token, words in called.items():
        if low in {n.casefold() for n in words.values()}:
            return token
    return None


def _near(corridor: Corridor, word: str, kinds: dict[str, set[str]]) -> list[Note]:
    called = [h.names for h in corridor.hubs.values()] + [c.names for c in corridor.countries.values()]
    names = {n.casefold(): n for words in called for n in words.values()}
    names |= {n: n for known in kinds.values() for n in known if len(n) > 2}  # noqa: PLR2004 - no country codes
    near = [names[n] for n in difflib.get_close_matches(word.casefold(), names, n=3, cutoff=0.7)]
    hint = Note.of("error.write_word")
    return [Note.of("place.near", names=tuple(near)), hint] if near else [hint]


def _border(corridor: Corridor, text: str) -> str:
    """Return the token of a border, named by two stations or by two countries, in either order."""
    kinds = {"country": {c.lower() for c in corridor.countries}}
    ends = [_by_name(corridor, part.strip(), kinds) for part in text.split("/")]
    hubs = corridor.hubs
    known = {
        token
        for a, b, _ in corridor.crossings
        for token in border_tokens((a, b), (hubs[a].country, hubs[b].country))
    }
    if len(ends) == 2:  # noqa: PLR2004 - a border has two sides
        token = f"border:{'/'.join(sorted(str(e).removeprefix('country:') for e in ends))}"
        if token in known:
            return token
    names = sorted(t.removeprefix("border:") for t in known)
    near = difflib.get_close_matches(text.casefold(), names, n=3, cutoff=0.5)
    raise fault(
        QueryError,
        Note.of("error.no_border", words=text),
        Note.of("error.write_border", names=tuple(near or names[:SHOWN])),
    )


def _operator(corridor: Corridor, name: str) -> str:
    if not name or not any(s.is_of(name) for s in corridor.services):
        raise fault(QueryError, Note.of("error.no_operator", name=name), Note.of("error.operators"))
    return f"operator:{name.casefold()}"
