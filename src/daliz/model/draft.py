"""Drafts: what rules propose from a document, for a person to accept, edit or reject. Never records by themselves."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Draft", "Span"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of a document: what it is and how it reads; offsets in Unicode code points."""

    kind: str
    start: int  # unit-ok: code points
    end: int  # unit-ok: code points
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sentence that may hold a promise or an event, with what was found in it."""

    id: str
    start: int  # unit-ok: code points
    end: int  # unit-ok: code points
    sha256: str
    kind: str
    status: str
    cue: str
    spans: tuple[Span, ...]
    themes: tuple[str, ...]
    parties: tuple[str, ...]
