"""Draw ``docs/picture.svg``, the map of the README: rival ways between Japan, China, Central Asia and Europe.

Each line is a plan of ``daliz plan`` made to pass one corridor: ``python tools/build_picture.py``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any

from daliz.io.basemap import Frame, frame_of, great_circle_line, land_paths
from daliz.io.tables import built_in_facts, read_table

WIDTH, HEIGHT = 1200.0, 600.0
READY = "2026-12-01"
#: What the window shows, by its corners and edges: longitude, latitude.
WINDOW = [
    (-4.0, 44.0),
    (2.0, 58.0),
    (75.0, 66.0),
    (139.0, 53.0),
    (146.0, 33.0),
    (112.0, 18.0),
    (70.0, 14.0),
    (30.0, 27.0),
]
#: From, to, corridor, scenario, colour, dashes, label and where it stands.
WAYS = (
    (
        "chongqing",
        "duisburg",
        "sea-suez",
        "hormuz-suez-open",
        "#5b6770",
        "2 5",
        "Suez, once open again",
        (58.0, 20.5),
    ),
    ("chongqing", "duisburg", "northern-khorgos", "base", "#0072b2", "", "Northern Corridor", (62.5, 56.6)),
    ("kobe", "almaty", "sea-rail-vostochny", "base", "#7a4a9e", "", "Vostochny, then rail", (103.0, 57.6)),
    (
        "kobe",
        "almaty",
        "sea-rail-lianyungang",
        "base",
        "#00795b",
        "",
        "Lianyungang, then rail",
        (113.5, 40.3),
    ),
    ("chongqing", "istanbul", "middle-btk", "base", "#d55e00", "7 4", "", (0.0, 0.0)),
    ("chongqing", "duisburg", "middle-poti", "base", "#d55e00", "", "Middle Corridor", (64.5, 40.6)),
)
HUBS: dict[str, tuple[float, float, str]] = {
    "duisburg": (0, -9, "middle"),
    "malaszewicze": (0, -9, "middle"),
    "halkali": (-8, 14, "end"),
    "poti": (-2, 17, "middle"),
    "alat": (0, 20, "middle"),
    "aktau": (9, -6, "start"),
    "almaty": (4, 18, "middle"),
    "khorgos": (4, -9, "start"),
    "pavlodar": (0, -9, "middle"),
    "chongqing": (0, 19, "middle"),
    "lianyungang": (10, 0, "start"),
    "kobe": (8, 15, "start"),
    "nakhodka": (9, 4, "start"),
    "constanta": (-9, 5, "end"),
    "moscow": (10, -4, "start"),
}
STYLE = (
    ".land{fill:#f3efe6;stroke:#cfc8b8;stroke-width:.6}.border{fill:none;stroke:#d9d3c6;stroke-width:.6}"
    ".way{fill:none;stroke-width:3.2;stroke-linejoin:round;stroke-linecap:round}"
    ".halo{fill:none;stroke:#fff;stroke-width:5.6;stroke-linejoin:round}"
    "text{font-family:'DejaVu Sans','Noto Sans',sans-serif;paint-order:stroke;stroke:#fff;stroke-width:3px;"
    "stroke-linejoin:round}.hub{font-size:13px;fill:#222}.name{font-size:17px;font-weight:bold}"
    ".note{font-size:10.5px;fill:#555}"
)


def plan(origin: str, destination: str, corridor: str, scenario: str) -> dict[str, Any]:
    """Return the best option that passes a corridor."""
    words = [origin, destination, "--containers", "1x40HC", "--ready", READY, "--scenario", scenario]
    words += ["--require", f"corridor:{corridor}", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "daliz", "plan", *words], capture_output=True, text=True, check=True
    )
    options: list[dict[str, Any]] = json.loads(done.stdout)["options"]
    return options[0]


def lines_of(frame: Frame, option: dict[str, Any]) -> str:
    """Return the trunk of an option as one SVG path; the drives at its ends are left out."""
    legs = [leg for leg in option["legs"] if leg["kind"] == "transport" and leg["mode"] != "road"]
    return "".join(frame.path(great_circle_line([tuple(p) for p in leg["line"]])) for leg in legs)


def marks(frame: Frame) -> str:
    """Return the hubs with their names."""
    rows = {r["place"]: r for r in read_table("places", [built_in_facts()])}
    parts = []
    for place, (dx, dy, anchor) in HUBS.items():
        x, y = frame.xy((rows[place]["lon_deg"], rows[place]["lat_deg"]))
        name = escape(rows[place]["name_en"].partition(" (")[0])
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#fff" stroke="#222" stroke-width="1.6"/>'
            f'<text class="hub" x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="{anchor}">{name}</text>'
        )
    return "".join(parts)


def picture() -> str:
    """Return the map as SVG."""
    frame = frame_of(WINDOW, WIDTH, HEIGHT, margin=0)
    land, borders = land_paths(frame)
    ways, names = [], []
    for origin, destination, corridor, scenario, colour, dashes, label, spot in WAYS:
        d = lines_of(frame, plan(origin, destination, corridor, scenario))
        drawn = f'stroke="{colour}" stroke-dasharray="{dashes}"'
        ways.append(f'<path class="halo" d="{d}"/><path class="way" {drawn} d="{d}"/>')
        if label:
            x, y = frame.xy(spot)
            at = f'x="{x:.0f}" y="{y:.0f}" fill="{colour}" text-anchor="middle"'
            names.append(f'<text class="name" {at}>{label}</text>')
    note = (
        "Lines: plans of Daliz. Track © OpenStreetMap contributors, ODbL 1.0; sea lanes searoute; "
        "places GeoNames. Boundaries: Natural Earth; no position taken."
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" '
        f'aria-label="Rival ways between Japan, China, Central Asia and Europe"><style>{STYLE}</style>'
        f'<rect width="{WIDTH:.0f}" height="{HEIGHT:.0f}" fill="#e8f0f5"/>'
        f'<path class="land" fill-rule="evenodd" d="{land}"/><path class="border" d="{borders}"/>'
        f"{''.join(ways)}{marks(frame)}{''.join(names)}"
        f'<text class="note" x="10" y="{HEIGHT - 9:.0f}">{escape(note)}</text></svg>\n'
    )


def main() -> None:
    """Write the picture."""
    target = Path(__file__).parents[1] / "docs" / "picture.svg"
    target.write_text(picture(), encoding="utf-8")
    print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
