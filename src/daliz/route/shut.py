"""What is shut on a day, and who says so."""

from __future__ import annotations

from datetime import date

from daliz.model.corridor import Corridor
from daliz.notes import Note

__all__ = ["BY_DEFAULT", "Shut", "is_shut", "source_since"]

#: A subject that is shut, and who says so.
Shut = tuple[str, Note]

BY_DEFAULT = Note.of("why.by_default")  # a passage that no liner of ours uses unless somebody opens it
NOTHING = Note.of("note.quoted", words="")


def is_shut(corridor: Corridor, subject: str, on: date) -> tuple[bool, Note]:
    """Tell whether a subject is shut all the time on a day, and who says so: a scenario's word wins over dated facts."""
    said = corridor.state_of(subject, on)
    if said is not None:
        return said.state == "closed", said.told
    for closure in corridor.closures_of.get(subject, ()):
        if closure.share < 1 or closure.cargo not in {None, "container"}:
            continue
        if (closure.valid_from is None or closure.valid_from <= on) and (
            closure.valid_to is None or on < closure.valid_to
        ):
            return True, source_since(closure.source_id, closure.valid_from)
    kind, _, name = subject.partition(":")
    if kind == "passage" and name in corridor.passages:
        return corridor.passages[name].state == "closed", BY_DEFAULT
    return False, NOTHING


def source_since(source_id: str, since: date | None) -> Note:
    """Return who says that something is shut, and since when where that is known."""
    if since is None:
        return Note.of("why.source", source=source_id)
    return Note.of("why.source_since", source=source_id, date=since)
