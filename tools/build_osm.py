"""Compile what comes from OpenStreetMap (ODbL 1.0): rail links with geometry, and road distances."""

from __future__ import annotations

import csv
import itertools
import json
import math
from pathlib import Path
from typing import Any

from build_sea import gc_km

Point = tuple[float, float]

#: The gauge of a link whose ends differ in the source: the break lies at the end that holds two platforms.
BREAK_GAUGE_MM = {
    "alashankou-dostyk": 1435,
    "khorgos-altynkol": 1435,
    "manzhouli-zabaikalsk": 1435,
    "suifenhe-grodekovo": 1435,
    "erenhot-zamynuud": 1520,
    "brest-malaszewicze": 1520,
    "etrek-incheborun": 1520,
    "serakhs-sarakhs": 1520,
    "zahony-chop": 1520,
    "lyon-barcelona": 1435,
    "spb-helsinki": 1520,
}
HEADER = [
    "link", "a", "b", "km", "km_published", "length_factor", "gauge_mm", "country_a", "country_b", "share_a",
    "valid_from", "valid_to", "traction", "source_id", "locator", "grade", "note",
]  # fmt: skip
#: Pairs of countries whose road distances the source draws over a shut border or through North Korea.
NO_ROAD = {
    frozenset(pair)
    for pair in (
        *(("KR", other) for other in ("CN", "RU", "MN", "JP")),
        ("RU", "UA"), ("BY", "UA"), ("AM", "AZ"), ("AM", "TR"), ("AZ", "TR"),
    )
}  # fmt: skip
FACTOR, FACTOR_CN = 1.02, 1.05


class Countries:
    """Which country a point lies in, told by the nearest known place."""

    def __init__(self, shared: Path) -> None:
        self.cells: dict[tuple[int, int], list[tuple[Point, str]]] = {}
        for place in json.loads((shared / "network/places.json").read_text(encoding="utf-8")):
            self._add((place["xy"][0], place["xy"][1]), place["c"])
        for hub in json.loads((shared / "network/rail_hubs.geojson").read_text(encoding="utf-8"))["features"]:
            x, y = hub["geometry"]["coordinates"]
            self._add((x, y), hub["properties"]["c"])

    def _add(self, xy: Point, country: str) -> None:
        self.cells.setdefault((math.floor(xy[0]), math.floor(xy[1])), []).append((xy, country))

    def of(self, xy: Point, allowed: set[str]) -> str | None:
        """Return the country, one of those allowed, of the nearest place within about four degrees."""
        x, y = math.floor(xy[0]), math.floor(xy[1])
        near = [
            (gc_km(xy, p), c)
            for i in range(x - 4, x + 5)
            for j in range(y - 4, y + 5)
            for p, c in self.cells.get((i, j), ())
            if c in allowed
        ]
        return min(near)[1] if near else None


def share_of_a(line: list[Point], ca: str, cb: str, countries: Countries) -> float:
    """Return the share of the drawn line that lies in country a."""
    total = in_a = 0.0
    for p, q in itertools.pairwise(line):
        length = gc_km(p, q)
        steps = max(1, round(length / 5))
        for k in range(steps):
            t = (k + 0.5) / steps
            point = (p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t)
            total += length / steps
            in_a += length / steps if countries.of(point, {ca, cb}) == ca else 0.0
    return round(in_a / total, 2) if total else 0.5


def electric_links(facts: Path) -> set[str]:
    """Return the links that link_attributes.csv, kept by hand, says are electric."""
    with (facts / "link_attributes.csv").open(encoding="utf-8", newline="") as f:
        return {
            r["link"] for r in csv.DictReader(f) if r["attribute"] == "traction" and r["value"] == "electric"
        }


def link_row(feature: dict[str, Any], countries: Countries, electric: set[str]) -> list[Any]:
    """Return one row of osm/rail_links.csv."""
    p = feature["properties"]
    link = f"{p['a']}-{p['b']}"
    gauge = BREAK_GAUGE_MM.get(link, p["ga"])
    gauge = 1520 if gauge == 1524 else gauge
    seen = p.get("pub_src") == "seen"
    factor = 1 if seen else FACTOR_CN if p["ca"] == p["cb"] == "CN" else FACTOR
    share = (
        1.0
        if p["ca"] == p["cb"]
        else share_of_a(feature["geometry"]["coordinates"], p["ca"], p["cb"], countries)
    )
    notes = []
    if p["km_filled"]:
        notes.append(f"{p['km_filled']} km of gaps closed by estimate.")
    if link == "mangystau-kuryk":
        notes.append("The length is an estimate.")
    if link in BREAK_GAUGE_MM and link != "spb-helsinki":
        notes.append("Gauge changes inside the end hub that holds two platforms.")
    if link == "spb-helsinki":
        notes.append("1520 and 1524 interoperate: no break.")
    if p["ca"] != p["cb"]:
        notes.append("Share by the nearest known place.")
    return [
        link, p["a"], p["b"], p["km"], p["km_pub"] if seen else "", factor, gauge, p["ca"], p["cb"], share,
        "", "", "electric" if link in electric else "unknown", "osm", p["id"], "computed", " ".join(notes),
    ]  # fmt: skip


def build(shared: Path, facts: Path) -> None:
    """Write facts/osm."""
    out = facts / "osm"
    out.mkdir(exist_ok=True)
    features = json.loads((shared / "network/rail_links.geojson").read_text(encoding="utf-8"))["features"]
    countries = Countries(shared)
    electric = electric_links(facts)
    with (out / "rail_links.csv").open("w", encoding="utf-8", newline="") as f:
        rows = csv.writer(f, lineterminator="\n")
        rows.writerow(HEADER)
        rows.writerows(sorted(link_row(feature, countries, electric) for feature in features))
    lines = {
        f"{x['properties']['a']}-{x['properties']['b']}": [
            [round(c[0], 2), round(c[1], 2)] for c in x["geometry"]["coordinates"]
        ]
        for x in features
    }
    shape = {
        "licence": "ODbL 1.0",
        "credit": "© OpenStreetMap contributors",
        "links": dict(sorted(lines.items())),
    }
    (out / "rail_geometry.json").write_text(
        json.dumps(shape, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    hubs = json.loads((shared / "network/rail_hubs.geojson").read_text(encoding="utf-8"))["features"]
    country = {h["properties"]["id"]: h["properties"]["c"] for h in hubs}
    pairs = json.loads((shared / "network/road_pairs.json").read_text(encoding="utf-8"))["pairs"]
    with (out / "road_pairs.csv").open("w", encoding="utf-8", newline="") as f:
        rows = csv.writer(f, lineterminator="\n")
        rows.writerow(["a", "b", "km"])
        rows.writerows(
            sorted(
                [min(a, b), max(a, b), km]
                for a, b, km in pairs
                if a in country and b in country and frozenset((country[a], country[b])) not in NO_ROAD
            )
        )
