"""Checks of the whole register: tables, references, evidence, pointers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from daliz.app.brief_register import Register, read_register
from daliz.app.read_interview import resolve_passages
from daliz.io.documents import read_document
from daliz.io.tables import Problem, check_tables

__all__ = ["check_register"]


def check_register(layers: Sequence[Path] = (), *, document: Path | None = None) -> list[Problem]:
    """Return every fault: cells and references, then records without evidence, then pointers."""
    register = read_register(())
    folders = [*register.folders, *layers]
    own = "register/"
    problems = [p for p in check_tables(folders) if own in p.file]
    if problems:
        return problems
    problems += _without_evidence(read_register(layers))
    if document is not None:
        for anchor in resolve_passages(read_document(document), folders).values():
            if not anchor.accepted:
                found = f"{anchor.passage}: {anchor.state}" + (
                    f" ({', '.join(anchor.changes)})" if anchor.changes else ""
                )
                hint = "Look at the passage before relying on it."
                problems.append(Problem(file=document.name, line=1, column="", found=found, hint=hint))
    return problems


def _without_evidence(register: Register) -> list[Problem]:
    """Return records that no dated event speaks of, and events that speak of no record."""
    told = {e.record for e in register.events}
    problems = [
        Problem(
            file="register/status_events.csv",
            line=1,
            column="record",
            found=f"no event speaks of {r.id}.",
            hint="Add one: a status without a dated event is not shown.",
        )
        for r in register.records
        if r.id not in told and r.on is not None
    ]
    problems += [
        Problem(
            file="register/status_events.csv",
            line=1,
            column="record",
            found=f"{e.id} speaks of {e.record!r}, which is no record.",
            hint="Correct the id.",
        )
        for e in register.events
        if e.record not in register.by_id
    ]
    return problems
