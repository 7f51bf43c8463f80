"""The interview, question by question: each claim, the evidence, and the command that acts on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from daliz.errors import DataError
from daliz.io.records import Interview, read_interview, read_passages, read_sources
from daliz.io.tables import facts_layers
from daliz.model.record import Anchor, SourceRef

__all__ = ["NOT_YET", "InterviewReading", "read_the_interview", "resolve_passages"]

NOT_YET = "not yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewReading:
    """The interview with its sources; ``anchors`` where the reader's own copy was given, with its text."""

    interview: Interview
    sources: dict[str, SourceRef]
    anchors: dict[str, Anchor]
    document: str | None


def read_the_interview(layers: Sequence[Path] = (), *, document: Path | None = None) -> InterviewReading:
    """Return the interview; with a document at hand, each statement's passage is looked up in it."""
    folders = facts_layers(layers)
    text = None if document is None else _read_text(document)
    return InterviewReading(
        interview=read_interview(folders),
        sources=read_sources(folders),
        anchors={} if text is None else resolve_passages(text, folders),
        document=text,
    )


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise DataError(f"{path}: it cannot be read ({error.strerror}).", "Name a text file.") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: it is not UTF-8 text.", "Save it as UTF-8.") from error


def resolve_passages(document: str, layers: Sequence[Path]) -> dict[str, Anchor]:
    """Return where each passage of the interview stands in a document, by passage id."""
    from daliz.register.pointers import resolve

    return {p.id: resolve(document, p) for p in read_passages(layers) if p.text == "interview"}
