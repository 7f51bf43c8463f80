"""Drafts from a document at hand: proposed, with exact spans, for a person to accept, edit or reject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from daliz.io.documents import read_document
from daliz.io.records import read_names
from daliz.io.rows import NAME_LANGUAGES
from daliz.io.tables import facts_layers
from daliz.model.draft import Draft
from daliz.register.dates import resolved
from daliz.register.drafts import drafts_of, language_of
from daliz.timeline import check_partial_date

__all__ = ["Drafting", "draft_records", "drafts_file", "spellings_of"]

#: What the file tells the person who decides.
DECISIONS = "accept, or leave empty; title and summary in English and Russian, in your own words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """The drafts of one document, with its text as it was read."""

    document: str
    lang: str
    text: str
    drafts: tuple[Draft, ...]


def spellings_of(layers: Sequence[Path] = ()) -> dict[str, tuple[str, ...]]:
    """Return every spelling of every name, by its first spelling in English (or in any language)."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_names(facts_layers(layers)):
        forms = [form for lang in ("en", "ru", "kk", "ja") for form in row[lang]]
        found[forms[0]] = tuple(dict.fromkeys(f.strip('"«»「」') for f in forms))
    return found


def draft_records(path: Path, *, lang: str | None = None, layers: Sequence[Path] = ()) -> Drafting:
    """Return what rules propose from a document.

    Raises
    ------
    DataError
        If the document cannot be read.
    """
    text = read_document(path)
    language = lang or language_of(text)
    return Drafting(
        document=path.name,
        lang=language,
        text=text,
        drafts=tuple(drafts_of(text, spellings_of(layers), language)),
    )


def drafts_file(found: Drafting, *, published: str | None, source: str | None, day: date) -> dict[str, Any]:
    """Return the drafts as a file to edit: each with a row to complete and a decision to take.

    ``published`` dates relative expressions; without it they stay open. The words of the document stand
    beside the row for the person who decides; the row itself holds none of them.
    """
    year = None if published is None else check_partial_date(published)[:4]
    return {
        "document": found.document,
        "language": found.lang,
        "decisions": DECISIONS,
        "drafts": [
            {
                "decision": "",
                "words": found.text[d.start : d.end],
                "found": asdict(d),
                "table": "commitments",
                "row": _row(d, year=year, source=source, day=day),
            }
            for d in found.drafts
        ],
    }


def _row(draft: Draft, *, year: str | None, source: str | None, day: date) -> dict[str, str]:
    dates = [v for s in draft.spans if s.kind == "date" if (v := resolved(s.value, year)) is not None]
    money = [s.value.split() for s in draft.spans if s.kind == "money"]
    acted = draft.status in {"signed", "delivered", "in progress", "postponed"}
    row = {
        "commitment": f"c-{draft.sha256[:8]}",
        "kind": "memorandum" if draft.kind == "document" else "intention",
        **{f"{column}_{lang}": "" for column in ("title", "summary") for lang in NAME_LANGUAGES},
        "themes": "|".join(draft.themes),
        "parties": "|".join(draft.parties),
        "made_on": dates[0] if acted and dates else "",
        "due": dates[-1] if not acted and dates else "",
        "amount": money[0][1] if money else "",
        "currency": money[0][0] if money else "",
        "source_id": source or "",
        "sources": source or "",
        "grade": "press",
        "certainty": "low",
        "note": f"Drafted by rules on {day}; passage {draft.start}–{draft.end}, SHA-256 {draft.sha256}.",
    }
    return (
        row if row["currency"] in {"", "JPY", "USD", "EUR", "KZT"} else row | {"amount": "", "currency": ""}
    )
