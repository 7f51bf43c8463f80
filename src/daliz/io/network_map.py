"""The network as a picture: one SVG, or an HTML page that holds it, with nothing loaded from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from daliz.io.conic import Conic, chains, clip_ring, path_of
from daliz.io.tables import built_in_facts
from daliz.model.network_report import DrawnPlace, NetworkDrawing

__all__ = ["network_html", "network_svg"]

WIDTH_PX, HEIGHT_PX = 1800, 1045
BOX = (-28.0, -14.0, 178.0, 83.0)  # what of the land is drawn: west, south, east, north
NOTICE = (
    "Track © OpenStreetMap contributors, ODbL 1.0. Places GeoNames, CC BY 4.0. "
    "Sea lanes searoute, Apache-2.0."
)
BORDERS = "Boundaries: Natural Earth; no position taken."

CLOSE_SIZE = 4 / 10.5  # of the letters that come up when one zooms in

#: Gauge, its dashes and its colour: the pattern tells them apart without the colour (Okabe and Ito 2008).
GAUGES: tuple[tuple[int, str, str, float], ...] = (
    (1520, "", "#0072b2", 2.0),
    (1435, "7 2.6", "#d55e00", 2.0),
    (1067, "1.6 2.6", "#007a5a", 2.2),
    (1668, "8 2.5 1.6 2.5", "#a04a80", 2.2),
)
STYLE = """
.land{fill:#f4f1ea;stroke:#b9b29f;stroke-width:.6}.border{fill:none;stroke:#cfc8b8;stroke-width:.6}.sea{fill:#e6eef3}
.grid{fill:none;stroke:#fff;stroke-width:.6;opacity:.8}.rail{fill:none;stroke-linejoin:round}
.deep{fill:none;stroke:#6c8ca3;stroke-width:.8;opacity:.75}
.short{fill:none;stroke:#3d6b8a;stroke-width:1.1;opacity:.9}
.ferry{fill:none;stroke:#111;stroke-width:2;stroke-dasharray:.1 4.4;stroke-linecap:round}
.truck{fill:none;stroke:#5b5b5b;stroke-width:1.2;stroke-dasharray:3 2 .8 2}
.hub{fill:#fff;stroke:#333;stroke-width:.9}.port{fill:#fff;stroke:#0b3d5c;stroke-width:1.2}
.gauge{fill:#f0e442;stroke:#111;stroke-width:1.1}.open{fill:#fff;stroke:#111;stroke-width:1}
.half{fill:#111}.shut{stroke:#111;stroke-width:2.4;stroke-linecap:round}
text{font-family:'DejaVu Sans','Noto Sans','Noto Sans CJK JP',sans-serif;fill:#1b1b1b}
.label{font-size:10.5px;paint-order:stroke;stroke:#fff;stroke-width:2.6px;stroke-linejoin:round}
.more{font-size:4px;display:none;paint-order:stroke;stroke:#fff;stroke-width:1px}.near .more{display:inline}
.near .label{font-size:6px;stroke-width:1.5px}
.small{font-size:11px}.title{font-size:19px;font-weight:bold}.sub{font-size:12.5px}
""".strip().replace("\n", "")


CLEAR_PX = 3.6  # half a mark: no letter comes nearer, however small


def _beside(offset: float, size: float) -> float:  # unit-ok: pixels, and a share of the usual letters
    """Return an offset from a mark's middle for letters of another size."""
    away = CLEAR_PX + size * (abs(offset) - CLEAR_PX)
    return away if offset > 0 else -away if offset < 0 else 0.0


@dataclass(slots=True)
class _Labels:
    """Places texts where nothing else stands, the heaviest first."""

    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def block(self, box: tuple[float, float, float, float]) -> None:
        self.taken.append(box)

    def free(self, box: tuple[float, float, float, float]) -> bool:
        x, y, x2, y2 = box
        if x < 4 or y < 4 or x2 > WIDTH_PX - 4 or y2 > HEIGHT_PX - 4:  # noqa: PLR2004 - a margin in pixels
            return False
        return not any(x < tx2 and tx < x2 and y < ty2 and ty < y2 for tx, ty, tx2, ty2 in self.taken)

    def place(
        self, x: float, y: float, text: str, size: float = 1.0
    ) -> tuple[float, float, str] | None:  # unit-ok: pixels, and a share of the usual letters
        """Return the base point and anchor of a label beside a mark, or None where it finds no room."""
        wide = size * sum(10.8 if ord(c) > 0x2E7F else 6.3 for c in text)  # noqa: PLR2004 - CJK is square
        for dx, dy, anchor in (
            (7, 3.5, "start"), (-7, 3.5, "end"), (0, -7, "middle"), (0, 14, "middle"),
            (6, -5, "start"), (6, 12, "start"), (-6, -5, "end"), (-6, 12, "end"),
        ):  # fmt: skip
            base_x, base_y = (
                x + _beside(dx, size),
                y + (_beside(dy, size) if abs(dy) > CLEAR_PX else size * dy),
            )
            left = base_x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            box = (left - size, base_y - 9.5 * size, left + wide + size, base_y + 2.5 * size)
            if self.free(box):
                self.block(box)
                return base_x, base_y, anchor
        return None


def _view() -> Conic:
    """Return the projection whose frame runs from Iberia to Japan, from India to the Baltic."""
    bare = Conic(middle_deg=68.0, south_deg=20.0, north_deg=60.0, scale=1.0, left=0.0, top=0.0)
    left, right = bare.plane(-10.5, 38.0)[0], bare.plane(147.0, 37.0)[0]
    return replace(bare, scale=WIDTH_PX / (right - left), left=left, top=bare.plane(10.0, 60.5)[1])


def _degrees(flat: Sequence[int]) -> list[tuple[float, float]]:
    """Return points from hundredths of a degree, longitude and latitude in turn."""
    return [(x / 100, y / 100) for x, y in zip(flat[::2], flat[1::2], strict=True)]


def _ground(view: Conic) -> list[str]:
    parts = [f'<rect class="sea" width="{WIDTH_PX}" height="{HEIGHT_PX}"/>']
    land = json.loads((built_in_facts() / "basemap" / "land.json").read_text(encoding="utf-8"))
    rings = [clip_ring(_degrees(ring), BOX) for ring in land["rings"]]
    shape = "".join(path_of((view.pixel(*p) for p in ring), close=True) for ring in rings if len(ring) > 2)  # noqa: PLR2004
    parts.append(f'<path class="land" fill-rule="evenodd" d="{shape}"/>')
    borders = []
    for line in land["borders"]:
        points = [view.pixel(x, y) for x, y in _degrees(line) if BOX[0] < x < BOX[2] and y > BOX[1]]
        if len(points) > 1 and _seen(points):
            borders.append(path_of(points))
    parts.append(f'<path class="border" d="{"".join(borders)}"/>')
    grid = [path_of(view.pixel(lon, lat) for lat in range(0, 81, 5)) for lon in range(-30, 181, 15)]
    grid += [path_of(view.pixel(lon, lat) for lon in range(-30, 181, 5)) for lat in range(0, 81, 15)]
    parts.append(f'<path class="grid" d="{"".join(grid)}"/>')
    return parts


def _seen(points: Sequence[tuple[float, float]]) -> bool:
    return any(-60 < x < WIDTH_PX + 60 and -60 < y < HEIGHT_PX + 60 for x, y in points)  # noqa: PLR2004


def _lanes(drawing: NetworkDrawing, view: Conic) -> list[str]:
    """Return the sea lanes, each stretch once, then ferries and trucks one by one with their names."""
    parts = []
    for css, classes in (("deep", {"sea.main"}), ("short", {"sea.short", "sea.blacksea", "sea.caspian"})):
        lines = [s.line for s in drawing.services if s.mode == "sea" and s.run_class in classes and s.line]
        paths = []
        for chain in chains(lines):
            points = [view.pixel(*p) for p in chain]
            if _seen(points):
                paths.append(path_of(points))
        parts.append(f'<path class="{css}" d="{"".join(paths)}"/>')
    for s in drawing.services:
        if s.mode in {"ferry", "road"} and s.line:
            css = "ferry" if s.mode == "ferry" else "truck"
            title = escape(f"{s.names.get('en', s.id)} ({s.timetable}, timetable {s.timetable_grade})")
            data = path_of(view.pixel(*p) for p in s.line)
            parts.append(f'<path class="{css}" d="{data}"><title>{title}</title></path>')
    return parts


def _rails(drawing: NetworkDrawing, view: Conic) -> list[str]:
    parts = []
    for gauge_mm, dashes, colour, width in GAUGES:
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(f'<g class="rail" stroke="{colour}" stroke-width="{width}"{dash}>')
        for link in drawing.links:
            if link.gauge_mm != gauge_mm:
                continue
            one_way = "" if link.forward and link.backward else ", one way"
            title = escape(f"{link.id}: {link.km:.0f} km, {link.gauge_mm} mm, {link.grade}{one_way}")
            data = path_of(view.pixel(*p) for p in link.line)
            parts.append(f'<path d="{data}"><title>{title}</title></path>')
        parts.append("</g>")
    return parts


def _diamond(x: float, y: float, r: float) -> str:  # unit-ok: pixels
    return f"M{x:.1f} {y - r:.1f}L{x + r:.1f} {y:.1f}L{x:.1f} {y + r:.1f}L{x - r:.1f} {y:.1f}Z"


def _mark(place: DrawnPlace, x: float, y: float, name: str) -> str:  # unit-ok: pixels
    gauges = " and ".join(str(g) for g in place.gauges_mm)
    title = escape(f"{name} ({place.id}), {place.country}{', ' + gauges + ' mm' if gauges else ''}")
    if place.gauge_change:
        shape = f'<path class="gauge" d="{_diamond(x, y, 5.4)}"'
    elif place.port:
        shape = f'<rect class="port" x="{x - 2.7:.1f}" y="{y - 2.7:.1f}" width="5.4" height="5.4"'
    else:
        shape = f'<circle class="hub" cx="{x:.1f}" cy="{y:.1f}" r="1.9"'
    tag = shape[1:].partition(" ")[0]
    return f"{shape}><title>{title}</title></{tag}>"


def _crossing(x: float, y: float, state: str) -> str:  # unit-ok: pixels
    if state == "closed":
        return (
            f'<path class="shut" d="M{x - 4:.1f} {y - 4:.1f}L{x + 4:.1f} {y + 4:.1f}'
            f'M{x - 4:.1f} {y + 4:.1f}L{x + 4:.1f} {y - 4:.1f}"/>'
        )
    circle = f'<circle class="open" cx="{x:.1f}" cy="{y:.1f}" r="2.7"/>'
    if state == "open":
        return circle
    return circle + f'<path class="half" d="M{x:.1f} {y - 2.7:.1f}A2.7 2.7 0 0 1 {x:.1f} {y + 2.7:.1f}Z"/>'


def _marks(drawing: NetworkDrawing, view: Conic, labels: _Labels, language: str) -> list[str]:
    parts = []
    for c in drawing.crossings:
        x, y = view.pixel(c.lon_deg, c.lat_deg)
        title = escape(f"{c.a}-{c.b}: {c.state} ({c.why})")
        parts.append(f"<g>{_crossing(x, y, c.state)}<title>{title}</title></g>")
    spots = {p.id: view.pixel(p.lon_deg, p.lat_deg) for p in drawing.places}
    ordered = sorted(drawing.places, key=lambda p: (p.weight, p.id))
    parts += [_mark(p, *spots[p.id], p.names.get(language, p.names["en"])) for p in ordered]
    for p in drawing.places:
        x, y = spots[p.id]
        r = 4.5 if p.gauge_change else 2.5
        labels.block((x - r, y - r, x + r, y + r))
    names = {p.id: p.names.get(language, p.names["en"]) for p in ordered}
    wanted = [p for p in reversed(ordered) if p.weight >= 2]  # noqa: PLR2004 - ends of lines come closer up
    left_over = []
    for p in wanted + [p for p in reversed(ordered) if p not in wanted]:
        found = labels.place(*spots[p.id], names[p.id]) if p in wanted else None
        if found is None:
            left_over.append(p)
        else:
            parts.append(_text("label", found, names[p.id]))
    for p in left_over:
        found = labels.place(*spots[p.id], names[p.id], CLOSE_SIZE)
        if found is not None:
            parts.append(_text("more", found, names[p.id]))
    return parts


def _text(css: str, at: tuple[float, float, str], name: str) -> str:
    x, y, anchor = at
    return f'<text class="{css}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(name)}</text>'


def _legend(drawing: NetworkDrawing, x: float, y: float) -> list[str]:  # unit-ok: pixels
    """Return the key: patterns of lines, then shapes of marks."""
    shown = {k.gauge_mm for k in drawing.links}
    rows: list[tuple[str, str]] = []
    for gauge_mm, dashes, colour, width in GAUGES:
        if gauge_mm in shown:
            dash = f' stroke-dasharray="{dashes}"' if dashes else ""
            line = f'<path d="M0 0L44 0" stroke="{colour}" stroke-width="{width + 0.4}"{dash}/>'
            rows.append((line, f"Rail {gauge_mm} mm"))
    rows += [
        ('<path class="deep" d="M0 0L44 0"/>', "Sea lanes of container lines"),
        ('<path class="short" d="M0 0L44 0"/>', "Short sea, Caspian and Black Sea lines"),
        ('<path class="ferry" d="M0 0L44 0"/>', "Ferry"),
        ('<path class="truck" d="M0 0L44 0"/>', "Named truck service"),
        (f'<path class="gauge" d="{_diamond(22, 0, 5.4)}"/>', "Gauge change"),
        ('<rect class="port" x="19.3" y="-2.7" width="5.4" height="5.4"/>', "Port"),
        ('<circle class="hub" cx="22" cy="0" r="1.9"/>', "Other hub"),
        (_crossing(22, 0, "open"), "Border crossing by rail: open"),
        (_crossing(22, 0, "freight only"), "freight only, or one way"),
        (_crossing(22, 0, "closed"), "closed"),
    ]
    high = 20 * len(rows) + 18
    panel = 'rx="6" fill="#fff" opacity=".93" stroke="#bbb"'
    parts = [f'<g transform="translate({x} {y})"><rect x="-12" y="-16" width="322" height="{high}" {panel}/>']
    for i, (mark, text) in enumerate(rows):
        parts.append(f'<g transform="translate(0 {20 * i})">{mark}')
        parts.append(f'<text class="small" x="56" y="4">{text}</text></g>')
    parts.append("</g>")
    return parts


def _heading(drawing: NetworkDrawing, language: str) -> list[str]:
    title = drawing.titles.get(language) or drawing.titles.get("en", drawing.scenario)
    shut = ", ".join(drawing.shut_passages) or "none"
    return [
        '<rect x="648" y="12" width="700" height="66" rx="6" fill="#fff" opacity=".93" stroke="#bbb"/>',
        f'<text class="title" x="660" y="37">Daliz: the freight network on {drawing.on.isoformat()}</text>',
        f'<text class="sub" x="660" y="56">Scenario {escape(drawing.scenario)}: {escape(title)}</text>',
        f'<text class="sub" x="660" y="71">Passages shut to ships: {escape(shut)}</text>',
    ]


def _foot(texts: Iterable[str]) -> list[str]:
    text = " ".join(texts)
    wide = round(6.35 * len(text)) + 20
    x, y = WIDTH_PX - 18, HEIGHT_PX - 15
    panel = 'height="22" rx="4" fill="#fff" opacity=".93"'
    return [
        f'<rect x="{WIDTH_PX - wide - 8}" y="{y - 15}" width="{wide}" {panel}/>',
        f'<text class="small" x="{x}" y="{y}" text-anchor="end">{escape(text)}</text>',
    ]


def network_svg(drawing: NetworkDrawing, language: str = "en") -> str:
    """Return the map as one SVG document; hovering a line or mark names it."""
    view = _view()
    labels = _Labels()
    labels.block((640, 0, 1356, 86))
    legend_y = HEIGHT_PX - 300
    labels.block((0, legend_y - 24, 330, HEIGHT_PX))
    labels.block((WIDTH_PX - 1010, HEIGHT_PX - 34, WIDTH_PX, HEIGHT_PX))
    body = [
        *_ground(view),
        *_lanes(drawing, view),
        *_rails(drawing, view),
        *_marks(drawing, view, labels, language),
        *_heading(drawing, language),
        *_legend(drawing, 26, legend_y),
        *_foot((NOTICE, BORDERS)),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" role="img" '
        f'lang="{language}"><title>Daliz: the freight network, scenario {escape(drawing.scenario)}, '
        f"{drawing.on.isoformat()}</title><desc>{escape(NOTICE)} {escape(BORDERS)} Facts "
        f"{drawing.facts_hash[:12]}.</desc><style>{STYLE}</style>{''.join(body)}</svg>\n"
    )


#: Wheel and buttons zoom, dragging moves: the view box is all that changes.
SCRIPT = """
const s=document.querySelector('svg'),b=s.viewBox.baseVal,f=[b.x,b.y,b.width,b.height];let d=null;
function z(k,cx,cy){const w=Math.min(f[2],Math.max(60,b.width*k)),r=w/b.width;
b.x=cx-(cx-b.x)*r;b.y=cy-(cy-b.y)*r;b.height*=r;b.width=w;n()}
function n(){s.classList.toggle('near',b.width<f[2]/1.8)}
function at(e){const r=s.getBoundingClientRect();
return[b.x+(e.clientX-r.left)/r.width*b.width,b.y+(e.clientY-r.top)/r.height*b.height]}
s.addEventListener('wheel',e=>{e.preventDefault();z(e.deltaY>0?1.2:1/1.2,...at(e))},{passive:false});
s.addEventListener('pointerdown',e=>{d=at(e);s.setPointerCapture(e.pointerId)});
s.addEventListener('pointermove',e=>{if(d){const p=at(e);b.x-=p[0]-d[0];b.y-=p[1]-d[1]}});
s.addEventListener('pointerup',()=>{d=null});
for(const[i,k]of[['in',1/1.5],['out',1.5]])
document.getElementById(i).onclick=()=>z(k,b.x+b.width/2,b.y+b.height/2);
document.getElementById('all').onclick=()=>{[b.x,b.y,b.width,b.height]=f;n()};
""".strip()


def network_html(drawing: NetworkDrawing, language: str = "en") -> str:
    """Return the map as one HTML page that loads nothing: wheel or buttons zoom, dragging moves."""
    svg = network_svg(drawing, language)
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Daliz: the freight network, {escape(drawing.scenario)}, {drawing.on.isoformat()}</title>
<style>body{{margin:0;font-family:sans-serif;background:#fff}}svg{{width:100%;height:auto;display:block;touch-action:none}}
nav{{position:fixed;right:12px;top:12px}}button{{font-size:18px;min-width:36px;height:36px;margin:2px}}
footer{{padding:8px 14px;font-size:13px}}</style></head>
<body><main>{svg}</main>
<nav aria-label="Zoom"><button id="in" aria-label="Closer">+</button>
<button id="out" aria-label="Farther">−</button><button id="all" aria-label="Whole map">⤢</button></nav>
<footer>{escape(NOTICE)} {escape(BORDERS)} The track's lengths and lines are a database under the Open
Database Licence 1.0: whoever shares a database made from them shares it alike.</footer>
<script>{SCRIPT}</script></body></html>
"""
