"""A comparison as a table: one row a side, the first the base."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from daliz.app.compare_plans import PICKS, Comparison, Side
from daliz.words import date_text, number_text, tell, text

__all__ = ["print_comparison"]


def print_comparison(console: Console, comparison: Comparison, lang: str) -> None:
    """Print the sides, and what changes against the first."""
    base = comparison.sides[0]
    q = base.query
    console.print(Text(f"{tell(lang, q.origin.named)} → {tell(lang, q.destination.named)}", style="bold"))
    parts = [
        f"{tell(lang, q.cargo.told)}, {number_text(lang, q.cargo.mass_t)} {text(lang, 'plan.t')}",
        text(lang, "plan.ready", date=date_text(lang, q.ready.isoformat())),
    ]
    if comparison.pick in PICKS:
        parts.append(text(lang, "plan.compare.pick", pick=text(lang, f"plan.why.{comparison.pick}")))
    elif comparison.pick != "option":
        parts.append(comparison.pick)
    console.print(Text(" · ".join(parts), style="dim"))
    console.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("", overflow="fold", max_width=60)
    for key in ("days", "usd", "co2e"):
        table.add_column(text(lang, f"plan.{key}"), justify="right", no_wrap=True)
    for i in range(len(comparison.sides)):
        if i:
            table.add_row()
        table.add_row(*_cells(comparison, i, lang))
    console.print(table)
    console.print()
    paired = all(s.difference is None or s.difference.paired for s in comparison.sides)
    console.print(Text(text(lang, "plan.compare.paired" if paired else "plan.compare.unpaired"), style="dim"))
    everywhere = set.intersection(*(set(s.closed) for s in comparison.sides))
    for side in comparison.sides:  # what is shut on every side tells none apart
        for line in side.closed:
            if line not in everywhere:
                console.print(
                    Text(f"{text(lang, 'plan.shut')}, {side.name}: {tell(lang, line)}", style="dim")
                )


def _cells(comparison: Comparison, i: int, lang: str) -> list[Text]:  # unit-ok: an order
    side = comparison.sides[i]
    o = side.option
    title = Text(side.name, style="bold")
    if o is None:
        title.append(f"\n{' '.join(tell(lang, n) for n in side.reason)}", style="not bold yellow")
        return [title]
    title.append(f"\n{_corridor(comparison, i, lang)}", style="not bold")
    title.append(f"\n{' · '.join(_place(comparison, i, h, lang) for h in o.hubs)}", style="not bold dim")
    days = Text(f"{o.days.p10:.0f}–{o.days.p90:.0f}")
    days.append(f"\np50 {o.days.p50:.0f}", style="dim")
    usd = Text(f"{number_text(lang, o.cost_usd.p50, 0)}\n")
    co2e = Text(f"{number_text(lang, o.wtw_kg_co2e / 1000, 1)}\n")
    if side.difference is not None:
        _add_difference(side, lang, title, days, usd, co2e)
    return [title, days, usd, co2e]


def _add_difference(side: Side, lang: str, title: Text, days: Text, usd: Text, co2e: Text) -> None:
    d = side.difference
    if d is None:
        return
    title.append(f"\n{text(lang, 'plan.compare.against')}", style="not bold italic")
    if d.small:
        title.append(f": {text(lang, 'plan.compare.small')}", style="not bold italic")
    days.append(
        f"\n{_signed(lang, d.mean_days, 1)}\n{_signed(lang, d.days.p10, 0)}…{_signed(lang, d.days.p90, 0)}"
    )
    usd.append(f"\n{_signed(lang, d.usd, 0)}")
    co2e.append(f"\n{_signed(lang, d.wtw_kg_co2e / 1000, 1)}")


def _signed(lang: str, value: float, digits: int) -> str:  # unit-ok: any measure and a count of decimals
    shown = number_text(lang, abs(value), digits)
    if not shown.strip("0.,"):
        return shown
    return f"{'+' if value > 0 else '−'}{shown}"


def _corridor(comparison: Comparison, i: int, lang: str) -> str:  # unit-ok: an order
    option = comparison.sides[i].option
    for rule in comparison.worlds[i].corridor.rules:
        if option is not None and rule.id == option.corridor:
            return rule.names.get(lang, rule.names["en"])
    return "" if option is None else option.corridor


def _place(comparison: Comparison, i: int, hub: str, lang: str) -> str:  # unit-ok: an order
    found = comparison.worlds[i].corridor.hubs.get(hub)
    return hub if found is None else found.names.get(lang, found.names["en"])
