"""Lists of sanctions: CSV files that a user keeps, one listed subject a row."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from daliz.errors import DataError, UnknownIdError
from daliz.io.tables import built_in_facts

__all__ = ["Listing", "read_sanctions", "sanctions_names"]

COLUMNS = ("subject", "listed_by", "since", "source", "note")
KINDS = ("country", "place", "service", "operator", "passage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One listed subject, such as ``country:IR``, ``service:ID`` or ``operator:NAME``."""

    subject: str
    listed_by: str
    since: str | None
    source: str
    note: str | None


def _folders(folders: Sequence[Path]) -> list[Path]:
    return [*(f / "sanctions" for f in reversed(folders)), built_in_facts() / "sanctions"]


def sanctions_names(folders: Sequence[Path] = ()) -> list[str]:
    """Return the names of the profiles at hand, sorted."""
    return sorted({p.stem for folder in _folders(folders) if folder.is_dir() for p in folder.glob("*.csv")})


def read_sanctions(name: str, folders: Sequence[Path] = ()) -> tuple[Listing, ...]:
    """Return a profile: a file by its path, or a name in a ``sanctions`` folder, the user's own first.

    Raises
    ------
    UnknownIdError
        If there is no such profile.
    DataError
        If a row is wrong: with line, column and what to do.
    """
    path = Path(name)
    if path.suffix.lower() != ".csv":
        found = [p for folder in _folders(folders) if (p := folder / f"{name}.csv").is_file()]
        if not found:
            raise UnknownIdError.of("sanctions profile", name, sanctions_names(folders), "--sanctions")
        path = found[0]
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            lines = csv.DictReader(f)
            missing = [c for c in ("subject", "listed_by", "source") if c not in (lines.fieldnames or ())]
            if missing:
                raise DataError(
                    f"{path.name}:1: the column {missing[0]} is missing.",
                    f"The columns are {', '.join(COLUMNS)}.",
                )
            return tuple(_listing(row, f"{path.name}:{lines.line_num}") for row in lines)
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: the file cannot be read.", "Check the path.") from error


def _listing(row: dict[str, str | None], where: str) -> Listing:
    subject = (row.get("subject") or "").strip()
    kind, colon, rest = subject.partition(":")
    if not subject or (colon and (kind not in KINDS or not rest)):
        raise DataError(
            f"{where}:subject: found {subject!r}.",
            "Write country:IR, a hub id, service:ID, operator:NAME or passage:ID.",
        )
    for column in ("listed_by", "source"):
        if not (row.get(column) or "").strip():
            raise DataError(
                f"{where}:{column}: it is empty.", "Say who lists it, and where that can be read."
            )
    return Listing(
        subject=subject if colon else f"place:{subject}",
        listed_by=(row["listed_by"] or "").strip(),
        since=(row.get("since") or "").strip() or None,
        source=(row["source"] or "").strip(),
        note=(row.get("note") or "").strip() or None,
    )
