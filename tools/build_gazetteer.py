"""Compile the gazetteer (GeoNames, CC BY 4.0): names that may be shown, and guesses that may only match."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

HEADER = [
    "geoname", "country", "lat_deg", "lon_deg", "population", "name_en", "name_ru", "name_kk", "name_ja",
    "other", "guess",
]  # fmt: skip
KANJI = re.compile(r"[\u3400-\u9fff]")


def row(p: dict[str, Any]) -> list[Any]:
    """Return one place: shown names, other spellings, and guesses that match and are never shown."""
    shown = {"en": p["en"]}
    guesses: list[str] = []
    other: list[str] = list(p.get("s", []))
    for lang in ("ru", "kk", "ja"):
        name = p.get(lang)
        if not name:
            continue
        # a Japanese name in Chinese characters of a place outside Japan and Korea may be the Chinese spelling
        doubtful = lang == "ja" and KANJI.search(name) and p["c"] not in {"JP", "KR", "TW"}
        if p.get(f"{lang}_g") or doubtful:
            guesses.append(name)
        else:
            shown[lang] = name
    if p.get("zh"):
        other.append(p["zh"])
    guesses = [g for g in guesses if g not in shown.values()]
    names = {*shown.values(), *guesses}
    other = [s for s in dict.fromkeys(other) if s not in names and "|" not in s]
    x, y = p["xy"]
    return [
        p["id"], p["c"], y, x, p["p"], shown["en"], shown.get("ru", ""), shown.get("kk", ""),
        shown.get("ja", ""), "|".join(other), "|".join(dict.fromkeys(guesses)),
    ]  # fmt: skip


def build(shared: Path, facts: Path) -> None:
    """Write gazetteer/places.csv, most populous first."""
    places = json.loads((shared / "network/places.json").read_text(encoding="utf-8"))
    out = facts / "gazetteer"
    out.mkdir(exist_ok=True)
    with (out / "places.csv").open("w", encoding="utf-8", newline="") as f:
        rows = csv.writer(f, lineterminator="\n")
        rows.writerow(HEADER)
        rows.writerows(row(p) for p in sorted(places, key=lambda p: (-p["p"], p["id"])))
