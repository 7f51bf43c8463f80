"""Plans as tables that fit the terminal."""

from __future__ import annotations

from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from daliz.model.plan import Leg, Option, Plan, Range

__all__ = ["explain_option", "print_plan"]

MARKS = {"official": "●", "press": "◐", "other": "○", "computed": "◇", "assumed": "◌"}


def _days(r: Range) -> str:
    return f"{r.p10:.0f}–{r.p90:.0f}"


def _usd(r: Range) -> str:
    return f"{r.p50:,.0f}"


def _spark(option: Option) -> str:
    """Return eight bars of the arrival distribution between its first and last hundredth."""
    import numpy as np

    days = option.sample_days
    if days is None:
        return ""
    finite = days[np.isfinite(days)]
    low, high = np.quantile(finite, (0.01, 0.99))
    counts, _ = np.histogram(finite, bins=8, range=(float(low), float(high) + 1e-9))
    return "".join("▁▂▃▄▅▆▇█"[int(7 * c / max(1, counts.max()))] for c in counts)


def way(option: Option) -> str:
    """Return a chain in one line: hubs joined by how the cargo moves between them."""
    parts: list[str] = []
    joins = {"rail": "═", "sea": "~", "ferry": "≈", "road": "·"}
    for leg in option.legs:
        if leg.kind != "transport":
            continue
        one, two = leg.origin.partition(".")[0], leg.destination.partition(".")[0]
        if not parts:
            parts.append(one)
        if parts[-1].lower() != two.lower():
            parts += [joins[leg.mode], two]
    return " ".join(parts)


def print_plan(console: Console, plan: Plan, *, everything: bool) -> None:
    """Print the question as understood, the options, what is shut and what to know."""
    q = plan.query
    console.print(
        Text.assemble(
            (f"{q.origin.name} → {q.destination.name}", "bold"),
            f"   {q.cargo.label}, {q.cargo.mass_t:g} t · ready {q.ready} · scenario {q.scenario} · {q.scope} to {q.scope}",
            "" if q.deadline is None else f" · by {q.deadline}",
        )
    )
    shown = plan.options if everything else plan.options[: plan.shown_count]
    table = Table(box=None, pad_edge=False, header_style="dim", expand=False)
    table.add_column("", justify="right", style="dim")
    table.add_column("corridor, way", overflow="fold", ratio=1)
    table.add_column("days\np10–p90", justify="right", no_wrap=True)
    table.add_column("p50", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    if q.deadline is not None:
        table.add_column("on time", justify="right", no_wrap=True)
    table.add_column("USD\np50", justify="right", no_wrap=True)
    table.add_column("t CO2e\nWTW", justify="right", no_wrap=True)
    for i, o in enumerate(shown, 1):
        cells: list[str | Text] = [
            str(i),
            Text.assemble(
                (o.corridor, "bold"),
                (f"  {', '.join(o.why)}" if o.why else "", "italic"),
                "\n",
                (way(o), "dim"),
            ),
            _days(o.days),
            f"{o.days.p50:.0f}",
            _spark(o),
        ]
        if q.deadline is not None:
            cells.append("–" if o.on_time_share is None else f"{o.on_time_share:.0%}")
        cells += [_usd(o.cost_usd), f"{o.wtw_kg_co2e / 1000:.1f}"]
        table.add_row(*cells)
    console.print(table)
    hidden = len(plan.options) - len(shown)
    if hidden:
        console.print(f"{hidden} more with --all; legs, sources and grades with --explain.", style="dim")
    for line in plan.closed:
        console.print(Text(f"shut: {line}", style="dim"))
    for line in plan.warnings:
        console.print(Text(f"note: {line}", style="dim"))


def explain_option(console: Console, option: Option) -> None:
    """Print one option leg by leg: times with their facts, costs with their sources, emissions with their factors."""
    console.rule(Text(f"{option.corridor}: {way(option)}"), align="left", style="dim")
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name, justify in (
        ("leg", "left"),
        ("km", "right"),
        ("days p10–p50–p90", "right"),
        ("USD", "right"),
        ("kg CO2e", "right"),
    ):
        table.add_column(name, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for leg in option.legs:
        d = leg.days
        table.add_row(
            _leg_title(leg),
            f"{leg.distance_km:,.0f}" if leg.distance_km else "",
            "" if d is None else f"{d.p10:.1f}–{d.p50:.1f}–{d.p90:.1f}",
            f"{leg.usd:,.0f}" if leg.usd else "",
            f"{leg.wtw_kg_co2e:,.0f}",
        )
        for e in leg.elements:
            mark = MARKS[e.grade]
            note = f" ({e.note})" if e.note else ""
            table.add_row(
                Text(f"   {mark} {e.kind} {e.place}{note}  {e.subject}", style="dim"),
                "",
                Text(f"{e.expected_h / 24:.2f}", style="dim"),
                "",
                "",
            )
        for i in leg.cost:
            text = f"   {MARKS[i.grade]} {i.item}  {i.source_id}, USD of {i.price_year}"
            table.add_row(
                Text(text, style="dim"),
                "",
                "",
                Text(f"{i.usd:,.0f} ({i.low_usd:,.0f}–{i.high_usd:,.0f})", style="dim"),
                "",
            )
    console.print(table)
    arrival = option.arrival_local
    if arrival["p50"][:1].isdigit():
        console.print(
            f"arrives {_moment(arrival['p10'])} – {_moment(arrival['p50'])} – {_moment(arrival['p90'])} local time (p10, p50, p90)"
        )
    console.print(
        "uncertain because of: "
        + ", ".join(f"{name} {share:.0%}" for name, share in option.spread if share > 0.01)
    )
    console.print(f"cost resting on published prices: {option.sourced_cost_share:.0%}", style="dim")
    console.print("● official ◐ press ○ other ◇ computed ◌ assumed", style="dim")


def _leg_title(leg: Leg) -> Text:
    ends = leg.origin if leg.origin == leg.destination else f"{leg.origin} → {leg.destination}"
    more = f" [{leg.gauge_mm} mm]" if leg.gauge_mm else ""
    service = f" by {leg.service}" if leg.service else ""
    timetable = f", timetable {leg.timetable} ({leg.timetable_grade})" if leg.service else ""
    return Text.assemble((leg.mode, "bold"), f" {ends}{more}{service}{timetable}")


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).strftime("%d %b %Y") if text[:1].isdigit() else text
