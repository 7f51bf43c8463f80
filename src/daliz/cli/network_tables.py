"""Tables of ``daliz network``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from daliz.model.network_report import Component, NetworkGaps, NetworkStats
from daliz.notes import Note
from daliz.words import date_text, number_text, tell, text

__all__ = ["print_gaps", "print_stats"]

NAMES_SHOWN = 8
GRADES = ("official", "press", "other", "computed", "assumed")

Say = Callable[..., str]


def _say(lang: str) -> Say:
    """Return what tells ``network.KEY`` in a language; numbers among the values as the language writes them."""

    def say(key: str, **values: object) -> str:
        shown = {n: number_text(lang, v, 0) if isinstance(v, int | float) else v for n, v in values.items()}
        return text(lang, f"network.{key}", **shown)

    return say


def _few(say: Say, items: Sequence[str], most: int = NAMES_SHOWN) -> str:  # unit-ok: a count
    few = ", ".join(items[:most])
    return say("and_more", items=few, count=len(items) - most) if len(items) > most else few


def _table(console: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for i, column in enumerate(columns):
        numeric = bool(rows) and all(_is_number(r[i]) for r in rows)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table)
    console.print()


def _is_number(cell: str) -> bool:
    return not cell or cell.rstrip("%").replace(",", "").replace("\u00a0", "").isdigit()


def _share(say: Say, part: float, whole: float) -> str:  # unit-ok: any like numbers
    return f"{part / whole:.0%}" if whole > 0 else say("none")


def print_stats(console: Console, s: NetworkStats, lang: str) -> None:
    """Print the counts."""
    say = _say(lang)
    console.print(say("of", scenario=f"[bold]{s.scenario}[/]", date=date_text(lang, s.on.isoformat())) + "\n")
    _table(
        console,
        say("by_country"),
        [say(f"head.{k}") for k in ("country", "hubs", "rail", "ports", "road")],
        [
            (c.country, str(c.places_count), str(c.rail_count), str(c.port_count), str(c.road_count))
            for c in s.countries
        ],
    )
    gauges = sorted({r.gauge_mm for r in s.rail})
    by = {(r.country, r.gauge_mm): r.km for r in s.rail}
    countries = sorted({r.country for r in s.rail})

    def km(value: float) -> str:  # unit-ok: the name is the unit
        return number_text(lang, value, 0)

    rows = [(c, *(km(by[c, g]) if (c, g) in by else "" for g in gauges)) for c in countries]
    rows.append((say("all"), *(km(sum(v for (_, h), v in by.items() if h == g)) for g in gauges)))
    _table(console, say("by_gauge"), (say("head.country"), *(f"{g} mm" for g in gauges)), rows)
    share = _share(say, s.links_published_km, s.links_km)
    console.print(
        say("lengths", links=s.links_count, km=s.links_km, published=s.links_published_count, share=share)
        + "\n"
    )
    _table(
        console,
        say("by_timetable"),
        [say(f"head.{k}") for k in ("mode", "timetable", "grade", "services")],
        [
            (
                text(lang, f"plan.mode.{x.mode}"),
                say(f"timetable.{x.timetable}"),
                text(lang, f"grade.{x.timetable_grade}"),
                str(x.services_count),
            )
            for x in s.services
        ],
    )
    states = ", ".join(f"{say(f'state.{state}')} {n}" for state, n in s.crossings.items())
    open_ones = say(
        "open", services=s.services_open_count, known=s.capacity_count, terminals=s.terminals_count
    )
    console.print(f"{open_ones} {say('crossings', states=states)}\n")
    _print_grades(console, s, lang)
    _print_connectivity(console, s, lang)


def _print_grades(console: Console, s: NetworkStats, lang: str) -> None:
    say = _say(lang)
    rows = [
        (t.table, str(t.rows_count), *(_share(say, t.grades.get(g, 0), t.rows_count) for g in GRADES))
        for t in s.grades
        if t.rows_count
    ]
    whole = sum(t.rows_count for t in s.grades)
    sums = (_share(say, sum(t.grades.get(g, 0) for t in s.grades), whole) for g in GRADES)
    heads = (say("head.table"), say("head.rows"), *(text(lang, f"grade.{g}") for g in GRADES))
    _table(console, say("by_grade"), heads, [*rows, (say("all"), str(whole), *sums)])


def _component(say: Say, c: Component) -> tuple[str, str, str]:
    places = _few(say, c.places) if len(c.places) <= 2 * NAMES_SHOWN else ""
    return str(len(c.places)), _few(say, c.countries, 16), places


def _print_connectivity(console: Console, s: NetworkStats, lang: str) -> None:
    say = _say(lang)
    _table(
        console,
        say("rail_parts"),
        [say(f"head.{k}") for k in ("gauge", "places", "countries", "which")],
        [(c.name, *_component(say, c)) for c in s.rail_components],
    )
    _table(
        console,
        say("sea_parts"),
        [say(f"head.{k}") for k in ("sea", "ports", "countries", "which")],
        [(c.name, *_component(say, c)) for c in s.sea_components],
    )
    share = f"{number_text(lang, 100 * s.joined_pairs_share, 1)}%"
    counts = {"hubs": s.hubs_count, "scenarios": len(s.scenarios), "apart": len(s.unreached)}
    console.print(say("joined", share=share, **counts))
    reasons: dict[Note, list[str]] = {}
    for u in s.unreached:
        reasons.setdefault(u.reason, []).append(f"{u.place} ({u.country})")
    for reason, places in sorted(reasons.items(), key=lambda kv: -len(kv[1])):
        console.print(f"  {tell(lang, reason)}: {', '.join(places)}")


def print_gaps(
    console: Console, found: NetworkGaps, lang: str, *, limit: int | None
) -> None:  # unit-ok: a count
    """Print each gap with its count and the first of its list."""
    say = _say(lang)
    day = date_text(lang, found.on.isoformat())
    console.print(say("missing_from", scenario=f"[bold]{found.scenario}[/]", date=day) + "\n")
    for gap in found.gaps:
        share = _share(say, gap.missing_count, gap.total_count)
        counts = say("of_total", missing=f"[bold]{gap.missing_count}[/]", total=gap.total_count)
        console.print(f"{counts} ({share})  {tell(lang, gap.title)}  [dim]{gap.id}[/]")
        shown = gap.items if limit is None else gap.items[:limit]
        for name, note in shown:
            console.print(f"    {name}" + (f"  [dim]{tell(lang, note)}[/]" if note else ""), soft_wrap=True)
        if len(shown) < gap.missing_count:
            more = say("more", count=gap.missing_count - len(shown))
            console.print(f"    [dim]… {more}: --all --only {gap.id}[/]")
