"""Tables of ``daliz network``."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from daliz.model.network_report import Component, NetworkGaps, NetworkStats

__all__ = ["print_gaps", "print_stats"]

NAMES_SHOWN = 8


def _few(items: Sequence[str], most: int = NAMES_SHOWN) -> str:  # unit-ok: a count
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more


def _table(console: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for i, column in enumerate(columns):
        numeric = bool(rows) and all(r[i].replace(",", "").rstrip("%").isdigit() or not r[i] for r in rows)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table)
    console.print()


def _share(part: float, whole: float) -> str:  # unit-ok: any like numbers
    return f"{part / whole:.0%}" if whole > 0 else "none"


def print_stats(console: Console, s: NetworkStats) -> None:
    """Print the counts."""
    console.print(f"Network of scenario [bold]{s.scenario}[/] on {s.on.isoformat()}\n")
    _table(
        console,
        "Hubs and terminals by country",
        ("country", "hubs", "rail", "ports", "road"),
        [
            (c.country, str(c.places_count), str(c.rail_count), str(c.port_count), str(c.road_count))
            for c in s.countries
        ],
    )
    gauges = sorted({r.gauge_mm for r in s.rail})
    by = {(r.country, r.gauge_mm): r.km for r in s.rail}
    countries = sorted({r.country for r in s.rail})
    rows = [(c, *(f"{by[c, g]:,.0f}" if (c, g) in by else "" for g in gauges)) for c in countries]
    rows.append(("all", *(f"{sum(v for (_, h), v in by.items() if h == g):,.0f}" for g in gauges)))
    _table(console, "Track between hubs, km by gauge", ("country", *(f"{g} mm" for g in gauges)), rows)
    console.print(
        f"{s.links_count} links in force, {s.links_km:,.0f} km; length published for "
        f"{s.links_published_count} ({_share(s.links_published_km, s.links_km)} of the km), measured on the "
        "map for the others.\n"
    )
    _table(
        console,
        "Services by timetable and its grade",
        ("mode", "timetable", "grade", "services"),
        [(x.mode, x.timetable, x.timetable_grade, str(x.services_count)) for x in s.services],
    )
    console.print(
        f"{s.services_open_count} sea services and ferries can be used that day. Terminals with a published "
        f"capacity: {s.capacity_count} of {s.terminals_count} rail terminals and ports. Rail crossings: "
        f"{', '.join(f'{n} {state}' for state, n in s.crossings.items())}.\n"
    )
    _print_grades(console, s)
    _print_connectivity(console, s)


def _print_grades(console: Console, s: NetworkStats) -> None:
    grades = ("official", "press", "other", "computed", "assumed")
    rows = [
        (t.table, str(t.rows_count), *(_share(t.grades.get(g, 0), t.rows_count) for g in grades))
        for t in s.grades
        if t.rows_count
    ]
    whole = sum(t.rows_count for t in s.grades)
    sums = (_share(sum(t.grades.get(g, 0) for t in s.grades), whole) for g in grades)
    _table(console, "Facts by grade", ("table", "rows", *grades), [*rows, ("all", str(whole), *sums)])


def _component(c: Component) -> tuple[str, str, str]:
    places = _few(c.places) if len(c.places) <= 2 * NAMES_SHOWN else ""
    return str(len(c.places)), _few(c.countries, 16), places


def _print_connectivity(console: Console, s: NetworkStats) -> None:
    _table(
        console,
        "Parts of the rail network, by gauge: a train reaches every place of its part",
        ("gauge", "places", "countries", "which"),
        [(c.name, *_component(c)) for c in s.rail_components],
    )
    _table(
        console,
        "Ports that a sea lane joins",
        ("sea", "ports", "countries", "which"),
        [(c.name, *_component(c)) for c in s.sea_components],
    )
    console.print(
        f"Of all ordered pairs of {s.hubs_count} hubs, {s.joined_pairs_share:.1%} are joined by rail, ship "
        f"or a named truck service in at least one of {len(s.scenarios)} scenarios. These {len(s.unreached)} "
        f"hubs are not joined to most others:"
    )
    reasons: dict[str, list[str]] = {}
    for u in s.unreached:
        reasons.setdefault(u.reason, []).append(f"{u.place} ({u.country})")
    for reason, places in sorted(reasons.items(), key=lambda kv: -len(kv[1])):
        console.print(f"  {reason}: {', '.join(places)}")


def print_gaps(console: Console, found: NetworkGaps, *, limit: int | None) -> None:  # unit-ok: a count
    """Print each gap with its count and the first of its list."""
    console.print(f"Missing from scenario [bold]{found.scenario}[/] on {found.on.isoformat()}\n")
    for gap in found.gaps:
        share = _share(gap.missing_count, gap.total_count)
        console.print(
            f"[bold]{gap.missing_count}[/] of {gap.total_count} ({share})  {gap.title}  [dim]{gap.id}[/]"
        )
        shown = gap.items if limit is None else gap.items[:limit]
        for name, note in shown:
            console.print(f"    {name}" + (f"  [dim]{note}[/]" if note else ""), soft_wrap=True)
        if len(shown) < gap.missing_count:
            console.print(f"    [dim]… {gap.missing_count - len(shown)} more: --all --only {gap.id}[/]")
