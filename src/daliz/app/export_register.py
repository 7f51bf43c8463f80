"""The register written for others: JSON-LD, CSV, iCalendar, IATI, Frictionless."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from daliz import __version__
from daliz.app.brief_register import Register, list_records
from daliz.errors import DataError, QueryError
from daliz.io.records import read_passages
from daliz.io.tables import Row, read_table
from daliz.io.workspace import register_tables
from daliz.model.record import Listed, Record
from daliz.register.selection import Filter
from daliz.words import text

__all__ = ["FORMATS", "Exported", "export_register"]

FORMATS = ("jsonld", "csv", "ical", "iati", "frictionless")
#: Kind of record to its table and key column.
TABLE_OF = {
    "meeting": "meetings", "document": "documents", "commitment": "commitments", "project": "projects",
    "grant": "grants", "resolution": "resolutions", "institution": "institutions",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: a text or the files of a folder, and what was left out with the reason."""

    text: str | None
    files: tuple[Path, ...]
    left_out: tuple[tuple[str, str], ...]


def export_register(
    register: Register,
    wanted: Filter,
    *,
    form: str,
    now: datetime,
    lang: str = "en",
    folder: Path | None = None,
) -> Exported:
    """Return or write the records asked for in one form.

    ``now`` stamps the file and gives the day of the statuses.

    Raises
    ------
    QueryError
        If there is no such form, or a folder is needed and not given.
    """
    if form not in FORMATS:
        raise QueryError(f"There is no form {form!r}.", f"Choose one of {', '.join(FORMATS)}.")
    listed = list_records(register, wanted, as_of=now.date())
    if form in {"csv", "frictionless"}:
        if folder is None:
            raise QueryError(f"The form {form} is several files.", "Name a folder with --out.")
        return _tables(register, listed, folder, wanted, form, now)
    if form == "jsonld":
        return Exported(text=_linked_data(register, listed), files=(), left_out=())
    pairs = [(item.record, item.standing) for item in listed]
    urls = {r.id: next((u for s in r.sources if (u := register.sources[s].url)), None) for r, _ in pairs}
    instant = now.astimezone(UTC)
    if form == "ical":
        from daliz.io.exports.ical import calendar_of

        words = {key: text(lang, f"register.calendar.{key}") for key in ("name", "due", "inexact")}
        made = calendar_of(pairs, stamp=f"{instant:%Y%m%dT%H%M%SZ}", lang=lang, words=words, urls=urls)
        return Exported(text=made.text, files=(), left_out=made.left_out)
    from daliz.io.exports.iati import activities_of

    aid = [pair for pair in pairs if pair[0].kind == "grant"]
    found = activities_of(aid, generated=f"{instant:%Y-%m-%dT%H:%M:%SZ}", urls=urls)
    return Exported(text=found.text, files=(), left_out=found.left_out)


def _linked_data(register: Register, listed: Sequence[Listed]) -> str:
    from daliz.io.exports.linked_data import linked_data_of

    chosen = {item.record.id for item in listed}
    pairs = [(item.record, item.standing) for item in listed]
    events = [e for e in register.events if e.record in chosen]
    facts = [f for f in register.statements if f.subject in chosen or f.subject not in register.by_id]
    themes = {t for item in listed for t in item.record.themes}
    interview = [s for s in register.interview.statements if set(s.themes) & themes]
    used = {s for r, _ in pairs for s in r.sources} | {e.source_id for e in events}
    used |= {f.source_id for f in facts} | {s for statement in interview for s in statement.sources}
    used.add(register.interview.source_id)
    return linked_data_of(
        themes=list(register.themes.values()),
        sources=[register.sources[s] for s in sorted(used)],
        records=[(_inside(r, chosen), s) for r, s in pairs],
        events=events,
        facts=facts,
        interview=interview,
        passages={p.id: p for p in read_passages(register.folders)},
        text_source=register.interview.source_id,
    )


def _inside(record: Record, chosen: set[str]) -> Record:
    """Return the record without a parent that the export leaves out."""
    return record if record.parent in chosen or record.parent is None else replace(record, parent=None)


def _tables(
    register: Register, listed: Sequence[Listed], folder: Path, wanted: Filter, form: str, now: datetime
) -> Exported:
    from daliz.io.exports.package import export_tables, package_of

    names = sorted(register_tables())
    keep: dict[str, list[Row]] = {}
    if wanted != Filter():
        chosen = {item.record.id for item in listed}
        names = sorted(
            {TABLE_OF[item.record.kind] for item in listed} | {"status_events", "sources", "themes"}
        )
        for name in names:
            column = "record" if name == "status_events" else name[:-1]
            if name not in {"sources", "themes"}:
                rows = read_table(name, register.folders)
                keep[name] = [row for row in rows if row[column] in chosen]
    package = None
    if form == "frictionless":
        stamp = now.astimezone(UTC)
        package = package_of(names, version=__version__, created=f"{stamp:%Y-%m-%dT%H:%M:%SZ}")
    try:
        files = export_tables(names, register.folders, folder, keep=keep, package=package)
    except OSError as error:
        raise DataError(
            f"{folder}: it cannot be written ({error.strerror}).", "Name another folder."
        ) from error
    return Exported(text=None, files=tuple(files), left_out=())
