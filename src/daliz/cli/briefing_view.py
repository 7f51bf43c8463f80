"""The page before a meeting, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from daliz.cli.record_view import console, due_text, standing_text, table
from daliz.cli.register_view import print_conflict
from daliz.model.record import Listed
from daliz.register.briefing import Briefing
from daliz.words import date_text, plural, text

__all__ = ["print_briefing"]


def print_briefing(lang: str, page: Briefing, months: int) -> None:  # unit-ok: whole months
    """Print the page: each part with its records, or that it is empty."""
    out = console()
    day = date_text(lang, page.as_of.isoformat())
    out.print(text(lang, "register.briefing.title", party=page.party, date=day), style="bold", markup=False)
    for key, entries in (
        ("last_meetings", page.last_meetings),
        ("promised", page.promised),
        ("since", page.since),
        ("overdue", page.overdue),
        ("due_soon", page.due_soon),
    ):
        _print_part(lang, text(lang, f"register.briefing.{key}"), entries)
    silence = text(lang, "register.briefing.silent", months=plural(lang, "count.month", months))
    _print_part(lang, silence, page.silent)
    out.print(text(lang, "register.briefing.conflicts"), style="bold", markup=False)
    for conflict in page.conflicts:
        print_conflict(out, lang, conflict)
    if not page.conflicts:
        out.print("  –")
    out.print(text(lang, "register.briefing.names"), style="bold", markup=False)
    made = table(lang, "en", "ru", "kk", "ja")
    for name in page.names:
        made.add_row(*(", ".join(forms) or "–" for forms in (name.en, name.ru, name.kk, name.ja)))
    out.print(made)


def _print_part(lang: str, heading: str, entries: Sequence[Listed]) -> None:
    out = console()
    out.print(heading, style="bold", markup=False)
    if not entries:
        out.print("  –")
        return
    made = table(lang, "id", "title", "status", "due", "silent")
    for e in entries:
        promise = e.record.kind == "commitment"
        silent = e.standing.silent_months
        made.add_row(
            e.record.id,
            e.record.title.of(lang)
            if promise
            else f"{date_text(lang, e.record.on)}: {e.record.title.of(lang)}",
            standing_text(lang, e.standing, e.record.kind),
            due_text(lang, e.standing) if promise else "–",
            "–" if not promise or silent is None else str(silent),
        )
    out.print(made)
