"""The pictures of a plan as inline SVG: map, timeline, distribution and bars. Colours and patterns come from the page's style."""

# ruff: noqa: E501
# Markup is easier to read unbroken.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape
from itertools import pairwise
from typing import Any

from daliz.io.basemap import Frame, frame_of, great_circle_line, land_paths
from daliz.io.plan_view import PlanView

__all__ = ["GROUP_OF", "distribution_svg", "map_svg", "timeline_svg"]

Option = Mapping[str, Any]
Point = tuple[float, float]
Box = tuple[float, float, float, float]

#: Kind of an element to the group that a reader tells apart.
GROUP_OF = {
    "run": "moving", "sea": "moving", "road": "moving", "yard": "waiting", "wait": "waiting", "unbooked": "waiting",
    "storm": "waiting", "border": "border", "gauge": "handling", "port": "handling", "terminal": "handling", "door": "handling",
}  # fmt: skip
MAP_WIDTH, MAP_HEIGHT = 1000.0, 520.0
LABEL_PX = 7.2  # rough width of a letter of a label


# ---------------------------------------------------------------- map
def map_svg(view: PlanView, option: Option, others: Sequence[Option]) -> str:
    """Return the map: the option drawn by mode, the others faint, hubs, gauge changes and borders marked."""
    lines = [[tuple(p) for p in leg["line"]] for leg in option["legs"] if leg.get("line")]
    points: list[Point] = [q for line in lines for q in great_circle_line(line)]
    if not points:
        return ""
    frame = frame_of(points, MAP_WIDTH, MAP_HEIGHT)
    land, borders = land_paths(frame)
    faint = "".join(
        f'<path d="{frame.path(great_circle_line([tuple(p) for p in leg["line"]]))}"/>'
        for o in others
        for leg in o["legs"]
        if len(leg.get("line") or ()) > 1
    )
    title = escape(f"{view.say('map')}: {view.corridor(option['corridor'])}")
    return (
        f'<svg class="map" viewBox="0 0 {MAP_WIDTH:.0f} {MAP_HEIGHT:.0f}" role="img" aria-label="{title}">'
        f'<title>{title}</title><path class="land" fill-rule="evenodd" d="{land}"/><path class="frontier" d="{borders}"/>'
        f'<g class="faint">{faint}</g>{_mode_lines(frame, option)}{_marks(view, frame, option)}</svg>'
    )


def _mode_lines(frame: Frame, option: Option) -> str:
    parts = []
    for leg in option["legs"]:
        if leg["kind"] != "transport" or len(leg.get("line") or ()) < 2:  # noqa: PLR2004
            continue
        d = frame.path(great_circle_line([tuple(p) for p in leg["line"]]))
        parts.append(f'<path class="leg {leg["mode"]}" d="{d}"/>')
        if leg["mode"] == "rail":
            parts.append(f'<path class="leg rail-core" d="{d}"/>')
    return "".join(parts)


def _marks(view: PlanView, frame: Frame, option: Option) -> str:
    """Return hubs, gauge changes and borders with their names."""
    found: dict[str, str] = {}
    ends = (option["legs"][0]["from"], option["legs"][-1]["to"])
    spots: dict[str, Point] = {}
    places = view.document["places"]
    for leg in option["legs"]:
        line = leg.get("line") or ()
        for end, at in ((leg["from"], line[:1]), (leg["to"], line[-1:])):
            name = view.place(end)
            if at:
                spots.setdefault(name, tuple(at[0]))
                kind = "gauge" if leg["mode"] == "gauge change" else "hub"
                if found.get(name) != "gauge":
                    found[name] = kind
        for pair in leg["borders"]:
            border = pair.rpartition("/")[2]
            if border in places:
                name = view.place(border)
                spots.setdefault(name, (places[border]["lon_deg"], places[border]["lat_deg"]))
                found.setdefault(name, "border")
    taken: list[Box] = []
    for name in found:  # labels keep off the marks of other places
        x, y = frame.xy(spots[name])
        taken.append((x - 6, y - 6, x + 6, y + 6))
    route = [q for leg in option["legs"] for q in _pixels(frame, leg)]
    order = sorted(found, key=lambda n: (n not in {view.place(e) for e in ends}, found[n] == "border"))
    return "".join(_mark(found[n], n, frame.xy(spots[n]), taken, route) for n in order)


def _pixels(frame: Frame, leg: Mapping[str, Any]) -> list[Point]:
    """Return pixels along a leg, about every five."""
    line = [frame.xy(q) for q in great_circle_line([tuple(p) for p in leg.get("line") or ()])]
    found = line[:1]
    for (ax, ay), (bx, by) in pairwise(line):
        steps = max(1, round((abs(bx - ax) + abs(by - ay)) / 5))
        found += [(ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps) for k in range(1, steps + 1)]
    return found


#: Where a label may stand beside its mark: shift in pixels and the end of the text that is held there.
SPOTS = (
    (10, 4, "start"), (-10, 4, "end"), (0, -11, "middle"), (0, 20, "middle"), (9, 17, "start"), (-9, -9, "end"),
    (9, -9, "start"), (-9, 17, "end"), (0, -24, "middle"), (0, 33, "middle"),
)  # fmt: skip


def _mark(kind: str, name: str, at: Point, taken: list[Box], route: Sequence[Point]) -> str:
    """Return a mark with its label where it hides no other label and as little of the way as can be."""
    x, y = at
    shape = {
        "hub": f'<circle class="hub" cx="{x:.1f}" cy="{y:.1f}" r="4.2"/>',
        "gauge": f'<path class="gauge" d="M{x:.1f} {y - 6.5:.1f}l6.5 6.5l-6.5 6.5l-6.5 -6.5Z"/>',
        "border": f'<rect class="border" x="{x - 1.8:.1f}" y="{y - 5:.1f}" width="3.6" height="10"/>',
    }[kind]
    width = LABEL_PX * sum(1.8 if ord(c) > 0x2E80 else 1 for c in name)  # noqa: PLR2004 - from there on, wide letters
    own = (x - 6, y - 6, x + 6, y + 6)
    best: tuple[int, Box, str] | None = None
    for dx, dy, anchor in SPOTS:
        left = x + dx - {"start": 0, "end": width, "middle": width / 2}[anchor]
        box = (left, y + dy - 11, left + width, y + dy + 3)
        inside = box[0] > 2 and box[2] < MAP_WIDTH - 2 and box[1] > 2 and box[3] < MAP_HEIGHT - 2  # noqa: PLR2004
        if not inside or any(_overlap(box, t) for t in taken if t != own):
            continue
        hidden = sum(box[0] < px < box[2] and box[1] < py < box[3] for px, py in route)
        if best is None or hidden < best[0]:
            text = f'<text x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="{anchor}">{escape(name)}</text>'
            best = (hidden, box, text)
    label = ""
    if best is not None:
        taken.append(best[1])
        label = best[2]
    return f"<g><title>{escape(name)}</title>{shape}{label}</g>"


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


# ---------------------------------------------------------------- timeline
ROW, TOP, LEFT, RIGHT, TIME_WIDTH = 26.0, 34.0, 262.0, 16.0, 1000.0


def timeline_svg(view: PlanView, option: Option) -> str:
    """Return one row a leg, its median stay split into moving, waiting, handling and border, with p10 to p90 of its end."""
    legs = [leg for leg in option["legs"] if leg["ends_days"] and leg["ends_days"]["p50"] is not None]
    drawn = (option["distribution"] or {}).get("to_days") or 0.0
    last = max(drawn, option["days"]["p90"] or 0.0, *(leg["ends_days"]["p90"] or 0.0 for leg in legs), 0.0)
    if not legs or last <= 0:
        return ""
    per_day = (TIME_WIDTH - LEFT - RIGHT) / (last * 1.02)
    height = TOP + ROW * len(legs) + 96
    parts = [_axis(view, last, per_day, height)]
    at = 0.0
    for i, leg in enumerate(legs):
        end = leg["ends_days"]["p50"]
        parts.append(_row(view, leg, TOP + ROW * i, at, end, per_day))
        at = max(at, end)
    parts.append(_arrival(view, option, TOP + ROW * len(legs) + 14, per_day))
    title = escape(view.say("timeline"))
    return (
        f'<svg class="timeline" viewBox="0 0 {TIME_WIDTH:.0f} {height:.0f}" role="img" aria-label="{title}">'
        f"<title>{title}</title>{''.join(parts)}</svg>"
    )


def _axis(view: PlanView, last: float, per_day: float, height: float) -> str:  # unit-ok: days and pixels
    step = next((s for s in (1, 2, 5, 7, 10, 14, 20, 30, 60) if last / s <= 9), 90)  # noqa: PLR2004 - marks on the axis
    ready = date.fromisoformat(view.document["query"]["ready"])
    parts = []
    for day in range(0, int(last) + 1, step):
        x = LEFT + day * per_day
        on = ready + timedelta(days=day)
        when = f"{on.day}.{on.month:02d}." if view.lang != "ja" else f"{on.month}/{on.day}"
        parts.append(
            f'<path class="grid" d="M{x:.1f} {TOP - 6}V{height - 22:.0f}"/>'
            f'<text class="tick" x="{x:.1f}" y="12" text-anchor="middle">{view.number(day)}</text>'
            f'<text class="tick soft" x="{x:.1f}" y="25" text-anchor="middle">{when}</text>'
        )
    label = escape(view.say("days"))
    return f'<text class="tick" x="{LEFT - 14:.0f}" y="12" text-anchor="end">{label}</text>{"".join(parts)}'


def _row(
    view: PlanView, leg: Mapping[str, Any], y: float, start: float, end: float, per_day: float
) -> str:  # unit-ok: pixels and days
    one, two = view.place(leg["from"]), view.place(leg["to"])
    mode = view.known("mode", leg["mode"])
    ends = one if one == two else f"{one} → {two}"
    letters = int((LEFT - 20) / {"en": 6.6, "ja": 12.0}.get(view.lang, 7.4))
    told = f'<tspan class="soft">{escape(mode)} </tspan>{escape(ends)}'
    if len(ends) + len(mode) + 1 > letters:
        told = escape(ends if len(ends) <= letters else f"{ends[: letters - 1]}…")
    weights = [(GROUP_OF.get(e["kind"], "handling"), max(0.0, e["mean_h"] or 0.0)) for e in leg["elements"]]
    total = sum(w for _, w in weights) or 1.0
    x = LEFT + start * per_day
    width = max(0.0, (end - start) * per_day)
    parts = []
    for group, weight in weights:
        part = width * weight / total
        if part > 0.2:  # noqa: PLR2004 - of a pixel
            parts.append(
                f'<rect class="bar {group}" x="{x:.1f}" y="{y + 5:.1f}" width="{part:.1f}" height="13"/>'
            )
        x += part
    days = leg["ends_days"]
    low = LEFT + (days["p10"] or 0.0) * per_day
    high = LEFT + (days["p90"] if days["p90"] is not None else end) * per_day
    middle = y + 11.5
    detail = f"{mode} {ends}: {view.number(leg['days']['p10'], 1)}–{view.number(leg['days']['p50'], 1)}–{view.number(leg['days']['p90'], 1)}"
    return (
        f"<g><title>{escape(detail)}</title>"
        f'<text class="row" x="{LEFT - 14:.0f}" y="{y + 15:.1f}" text-anchor="end">{told}</text>'
        f"{''.join(parts)}"
        f'<path class="whisker" d="M{low:.1f} {middle:.1f}H{high:.1f}M{low:.1f} {middle - 3:.1f}v6M{high:.1f} {middle - 3:.1f}v6"/></g>'
    )


def _arrival(view: PlanView, option: Option, y: float, per_day: float) -> str:  # unit-ok: pixels
    found = option["distribution"]
    if found is None:
        return ""
    floor, tall = y + 50, 40.0
    most = max(1, *found["counts"])
    step = (found["to_days"] - found["from_days"]) / len(found["counts"])
    bars = "".join(
        f'<rect class="hump" x="{LEFT + (found["from_days"] + i * step) * per_day:.1f}" y="{floor - tall * c / most:.1f}" '
        f'width="{max(0.5, step * per_day - 0.8):.1f}" height="{tall * c / most:.1f}"/>'
        for i, c in enumerate(found["counts"])
    )
    marks = []
    for name in ("p10", "p50", "p90"):
        days = option["days"][name]
        if days is not None:
            x = LEFT + days * per_day
            marks.append(
                f'<path class="quantile" d="M{x:.1f} {floor + 3:.1f}V{TOP - 4}"/>'
                f'<text class="tick" x="{x:.1f}" y="{floor + 17:.1f}" text-anchor="middle">{name} {view.number(days, 0)}</text>'
            )
    label = escape(view.say("arrives"))
    return (
        f'<text class="row strong" x="{LEFT - 14:.0f}" y="{floor:.1f}" text-anchor="end">{label}</text>'
        f"{bars}{''.join(marks)}"
    )


def distribution_svg(option: Option) -> str:
    """Return the distribution of days as a small picture for a table."""
    found = option["distribution"]
    if found is None:
        return ""
    counts = found["counts"]
    most = max(1, *counts)
    bars = "".join(
        f'<rect x="{4 * i}" y="{22 - 20 * c / most:.1f}" width="3.2" height="{20 * c / most:.1f}"/>'
        for i, c in enumerate(counts)
    )
    return f'<svg class="spark" viewBox="0 0 {4 * len(counts)} 22" aria-hidden="true">{bars}</svg>'
