"""Notes told in a language, and errors that carry notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

from daliz.errors import DalizError
from daliz.notes import Dated, Named, Note, Value, note_dict, read_note
from daliz.words.catalogue import read_catalogue, text
from daliz.words.figures import date_text, number_text, plural

__all__ = ["error_dict", "error_texts", "fault", "tell", "told_dict", "told_plain"]

Fault = TypeVar("Fault", bound=DalizError)


def tell(lang: str, value: Value | Mapping[str, Any]) -> str:  # noqa: PLR0911 - one for each kind of value
    """Return a note, its plain data, or one of its values in a language.

    A note with a ``count`` takes the plural of its key where the catalogues have one.

    >>> tell("ru", Note.of("note.lots", count=3))
    'груз занимает 3 отправления; он прибывает с последним'

    Raises
    ------
    UnknownIdError
        If no catalogue knows the key.
    """
    if isinstance(value, Mapping):
        value = read_note(value)
    if isinstance(value, Note):
        return _tell_note(lang, value)
    if isinstance(value, Named):
        names = dict(value.names)
        return names.get(lang) or names.get("en") or value.id
    if isinstance(value, tuple):
        joint = "note.join.clauses" if any(isinstance(one, Note) for one in value) else "note.join.items"
        return text(lang, joint).join(tell(lang, one) for one in value)
    if isinstance(value, date):
        return date_text(lang, value.isoformat())
    if isinstance(value, Dated):
        return date_text(lang, value.date)
    if isinstance(value, str):
        return value
    return number_text(lang, value)


def _tell_note(lang: str, note: Note) -> str:
    values = {name: tell(lang, value) for name, value in note.values}
    english = read_catalogue("en")
    if note.key not in english and f"{note.key}.other" in english:
        count = dict(note.values)["count"]
        if not isinstance(count, int | float):
            raise TypeError(note.key)
        del values["count"]
        return plural(lang, note.key, count, **values)
    return text(lang, note.key, **values)


def told_dict(note: Note, lang: str = "en") -> dict[str, Any]:
    """Return a note as plain data with its text: machines read the key and the values, people the text."""
    return {**note_dict(note), "text": tell(lang, note)}


def told_plain(value: Any, lang: str = "en") -> Any:  # noqa: ANN401 - anything a result holds
    """Return a result as dicts, lists and what else it holds, its notes with their text, things as id and names."""
    if isinstance(value, Note):
        return told_dict(value, lang)
    if isinstance(value, Named):
        return {"id": value.id, "names": dict(value.names)}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: told_plain(getattr(value, f.name), lang) for f in fields(value)}
    if isinstance(value, Mapping):
        return {key: told_plain(one, lang) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [told_plain(one, lang) for one in value]
    return value


def fault(kind: type[Fault], message: Note, *hints: Note) -> Fault:
    """Return an error with its notes; its own words are English, as all that goes to stderr."""
    return kind(tell("en", message), " ".join(tell("en", hint) for hint in hints), (message, *hints))


def error_texts(lang: str, message: str, hint: str, notes: Sequence[Note]) -> tuple[str, str]:
    """Return message and hint of an error in a language: those of its notes, else its own English words."""
    if not notes:
        return message, hint
    told, *hints = (tell(lang, note) for note in notes)
    return told, " ".join(hints)


def error_dict(error: DalizError, lang: str = "en") -> dict[str, Any]:
    """Return an error as plain data: its code, its message and hint in a language, and its notes."""
    detail, hint = error_texts(lang, error.message, error.hint, error.notes)
    return {
        "code": error.code,
        "detail": detail,
        "hint": hint,
        "notes": [note_dict(note) for note in error.notes],
    }
