"""Areas that no freight road or line reaches: a place in one is refused, not served by a truck over the front."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from daliz.errors import NoPlanError
from daliz.io.tables import Row, facts_layers, read_table
from daliz.model.network import in_force
from daliz.model.plan import End
from daliz.notes import Dated, Named, Note
from daliz.timeline import first_day
from daliz.words import fault

__all__ = ["refuse_apart"]


def refuse_apart(end: End, on: date, folders: Sequence[Path] = ()) -> None:
    """Refuse an end that lies in an area apart on a day; a hub of the network is never apart.

    Raises
    ------
    NoPlanError
        If it does; the message names the area, since when, and who says so.
    """
    if end.hub is not None:
        return
    for row in read_table("apart", facts_layers(folders)):
        if row["country"] == end.country and _holds(row, end) and in_force(on, *_period(row)):
            area = Named.of(row["area"], {lang: row[f"name_{lang}"] for lang in ("en", "ru", "kk", "ja")})
            said = {"place": end.named, "area": area, "source": row["source_id"]}
            since = row["valid_from"]
            told = (
                Note.of("error.apart_since", **said, since=Dated(since))
                if since
                else Note.of("error.apart", **said, day=on)
            )
            raise fault(NoPlanError, told, Note.of("error.apart_hint"))


def _holds(row: Row, end: End) -> bool:
    return bool(
        row["south_deg"] <= end.lat_deg <= row["north_deg"]
        and row["west_deg"] <= end.lon_deg <= row["east_deg"]
    )


def _period(row: Row) -> tuple[date | None, date | None]:
    return (
        first_day(row["valid_from"]) if row["valid_from"] else None,
        first_day(row["valid_to"]) if row["valid_to"] else None,
    )
