"""Texts by key, and the plural forms of the four languages."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from daliz.errors import DataError, QueryError, UnknownIdError

__all__ = ["LANGUAGES", "PLURAL_FORMS", "check_language", "plural_form", "read_catalogue", "text"]

LANGUAGES: tuple[str, ...] = ("en", "ru", "kk", "ja")

#: The plural forms that each language tells apart (Unicode CLDR, cardinal).
PLURAL_FORMS: dict[str, tuple[str, ...]] = {
    "en": ("one", "other"),
    "ru": ("one", "few", "many", "other"),
    "kk": ("one", "other"),
    "ja": ("other",),
}


def check_language(lang: str) -> str:
    """Return the language code if the product speaks it.

    Raises
    ------
    QueryError
        If it does not.
    """
    if lang not in LANGUAGES:
        raise QueryError(f"There is no language {lang!r}.", f"Choose one of {', '.join(LANGUAGES)}.")
    return lang


@cache
def read_catalogue(lang: str) -> dict[str, str]:
    """Return every text of one language, from ``LANG.json`` and all ``AREA.LANG.json``.

    Raises
    ------
    DataError
        If two files hold the same key.
    """
    texts: dict[str, str] = {}
    folder = resources.files("daliz.words")
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name == f"{lang}.json" or path.name.endswith(f".{lang}.json"):
            found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
            twice = sorted(texts.keys() & found.keys())
            if twice:
                raise DataError(
                    f"words/{path.name}: the key {twice[0]!r} stands in another file.", "Keep one of the two."
                )
            texts.update(found)
    return texts


def text(lang: str, key: str, **values: object) -> str:
    """Return the text of a key in a language, with ``{name}`` filled in; English where the language lacks it.

    >>> text("en", "date.from", date="2026")
    'from 2026'

    Raises
    ------
    UnknownIdError
        If English lacks the key too.
    """
    catalogue = read_catalogue(check_language(lang))
    pattern = catalogue.get(key)
    if pattern is None:
        english = read_catalogue("en")
        if key not in english:
            raise UnknownIdError.of("text", key, english, "words")
        pattern = english[key]
    return pattern.format(**values) if values else pattern


def plural_form(lang: str, count: float) -> str:
    """Return the CLDR plural form that a count takes: one, few, many or other.

    >>> [plural_form("ru", n) for n in (1, 2, 5, 11, 21, 1.5)]
    ['one', 'few', 'many', 'many', 'one', 'other']
    """
    if lang == "ja":
        return "other"
    if lang != "ru":
        return "one" if count == 1 else "other"
    if count != int(count):
        return "other"
    tens, ones = int(abs(count)) % 100, int(abs(count)) % 10
    if ones == 1 and tens != 11:  # noqa: PLR2004
        return "one"
    return "few" if ones in {2, 3, 4} and tens not in {12, 13, 14} else "many"
