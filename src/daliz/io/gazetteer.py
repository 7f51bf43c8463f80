"""Place names: how spellings fold to one key, and the gazetteer, searched without being parsed."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from daliz.errors import DataError
from daliz.io.rows import names_of
from daliz.io.tables import read_fields
from daliz.model.place import GazetteerPlace, great_circle_km

__all__ = ["Gazetteer", "fold", "key_of", "open_gazetteer"]

#: Accents, apostrophes and full stops go; the voicing marks of kana (U+3099, U+309A) stay.
DROPPED = re.compile("[\u0300-\u036f'’‘ʻʼ`´ʹʺ.«»“”„]+")
REPLACED = {
    "-": " ",
    "‑": " ",
    "–": " ",
    "—": " ",
    "·": " ",
    "・": " ",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
}


def fold(text: str) -> str:
    """Return the key under which spellings of a name meet; the key is never shown.

    >>> fold("Алма-Ата"), fold("Łódź"), fold("Xi’an")
    ('алма ата', 'lodz', 'xian')
    """
    key = DROPPED.sub("", unicodedata.normalize("NFKD", text.casefold()))
    for mark, put in REPLACED.items():
        key = key.replace(mark, put)
    return key


def key_of(text: str) -> str:
    """Return the folded name with single blanks: what the indexes of names hold."""
    return " ".join(fold(text).split())


class Gazetteer:
    """The gazetteer as folded text; only the lines that hold a name are parsed.

    Lines stand in the file's order: most populous first.
    """

    def __init__(self, text: str, where: str) -> None:
        lines = text.split("\n")
        self.header = lines[0].split(",") if lines else []
        self.lines = lines[1:]
        self.where = where
        self.folded = fold(text).split("\n")[1:]
        if len(self.folded) != len(self.lines):
            raise DataError(
                f"{where}: a name changes the number of lines when folded.", "Remove line breaks from names."
            )

    def __len__(self) -> int:
        return sum(1 for line in self.lines if line)

    def place(self, i: int) -> GazetteerPlace:  # unit-ok: a line index
        """Return the place of one line."""
        cells = next(csv.reader([self.lines[i]]))
        if len(cells) != len(self.header):
            raise DataError(
                f"{self.where}:{i + 2}: found {len(cells)} cells.", f"The header has {len(self.header)}."
            )
        row = dict(zip(self.header, cells, strict=True))
        return GazetteerPlace(
            id=row["geoname"],
            country=row["country"],
            lat_deg=float(row["lat_deg"]),
            lon_deg=float(row["lon_deg"]),
            population_count=float(row["population"]),
            names=names_of(row),
            other=tuple(s for s in row["other"].split("|") if s),
            guesses=tuple(s for s in row["guess"].split("|") if s),
        )

    def find(self, key: str) -> list[GazetteerPlace]:
        """Return the places of which some spelling folds to the key, most populous first."""
        found = [self.place(i) for i, line in enumerate(self.folded) if key in line]
        return [p for p in found if any(key_of(s) == key for s in (*p.names.values(), *p.other, *p.guesses))]

    def begin(self, key: str, limit: int) -> list[GazetteerPlace]:  # unit-ok: a count
        """Return places of which a spelling begins with the key, most populous first."""
        found: list[GazetteerPlace] = []
        for i, line in enumerate(self.folded):
            if len(found) >= limit:
                break
            if key in line:
                p = self.place(i)
                if any(key_of(s).startswith(key) for s in (*p.names.values(), *p.other, *p.guesses)):
                    found.append(p)
        return found

    def nearest(self, lat_deg: float, lon_deg: float) -> tuple[GazetteerPlace, float] | None:
        """Return the nearest place and its distance in km."""
        best: tuple[float, int] | None = None
        at = [self.header.index(c) for c in ("lat_deg", "lon_deg")]
        for i, line in enumerate(self.lines):
            if line:
                cells = line.split(",", 4)  # the columns before the names hold no comma
                d = great_circle_km(lat_deg, lon_deg, float(cells[at[0]]), float(cells[at[1]]))
                if best is None or d < best[0]:
                    best = (d, i)
        return None if best is None else (self.place(best[1]), best[0])

    def english_names(self) -> list[str]:
        """Return every English name."""
        return [self.place(i).names["en"] for i, line in enumerate(self.lines) if line]


@cache
def _read(paths: tuple[Path, ...]) -> Gazetteer:
    header = ""
    parts: list[str] = []
    for path in paths:
        head, _, body = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").partition("\n")
        if header and head != header:
            raise DataError(
                f"{path.name}: the columns differ from the built-in gazetteer's.", f"Write {header}."
            )
        header = header or head
        parts.append(body.rstrip("\n"))
    return Gazetteer("\n".join([header, *reversed(parts)]), "gazetteer/places.csv")


def open_gazetteer(layers: Sequence[Path]) -> Gazetteer:
    """Return the gazetteer of all layers; a later layer's places come first."""
    name = read_fields()["gazetteer"].path
    return _read(tuple(folder / name for folder in layers if (folder / name).is_file()))
