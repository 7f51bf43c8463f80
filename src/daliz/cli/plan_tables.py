"""Plans as tables that fit the terminal: the options, and one option leg by leg."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from daliz.app.plan_words import PlanWords

__all__ = ["MARKS", "explain_option", "print_plan", "way"]

MARKS = {"official": "●", "press": "◐", "other": "○", "computed": "◇", "assumed": "◌"}
JOINS = {"rail": "═", "sea": "~", "ferry": "≈", "road": "·"}
BARS = "▁▂▃▄▅▆▇█"
WAY_COLUMNS = 72
TEXT_COLUMNS = 100  # longer lines of text are hard to read
RIGHT_MARGIN = 2

Option = Mapping[str, Any]


def spark(option: Option, bars_count: int = 8) -> str:
    """Return the distribution of days in a few bars, between its first and its last hundredth."""
    found = option["distribution"]
    if found is None:
        return ""
    counts = found["counts"]
    step = len(counts) // bars_count
    sums = [sum(counts[i * step : (i + 1) * step]) for i in range(bars_count)]
    most = max(1, *sums)
    return "".join(BARS[min(7, int(7 * s / most + 0.5))] for s in sums)


def way(words: PlanWords, option: Option) -> str:
    """Return a chain in one line: places joined by how the cargo moves between them."""
    parts: list[str] = []
    for leg in option["legs"]:
        if leg["kind"] != "transport":
            continue
        one, two = words.place(leg["from"]), words.place(leg["to"])
        if not parts:
            parts.append(one)
        if parts[-1] != two:
            parts += [JOINS[leg["mode"]], two]
    return " ".join(parts)


def _three(words: PlanWords, r: Mapping[str, float | None], digits: int = 0) -> str:
    return f"{words.number(r['p10'], digits)}–{words.number(r['p90'], digits)}"


def _short_usd(words: PlanWords, usd: float) -> str:  # unit-ok: the name is the unit
    """Return an amount in thousands, ``6.8k``, or in millions, ``4.7M``, to two or three figures."""
    by, mark = (1e6, "M") if usd >= 1e6 else (1e3, "k")  # noqa: PLR2004
    return f"{words.number(usd / by, 1 if usd < 100 * by else 0)}{mark}"


def print_plan(console: Console, words: PlanWords, *, everything: bool) -> None:
    """Print the question as understood, the options, what is shut and what to know."""
    document = words.document
    _print_question(console, words)
    options = document["options"]
    shown = options if everything else options[: document["shown"]]
    console.print()
    console.print(_options_table(words, shown))
    console.print()
    hidden = len(options) - len(shown) + document["left_out"]
    if hidden:
        console.print(words.say("more", count=hidden), style="dim")
    _lines(console, words.say("shut"), [words.note(n) for n in document["closed"]], style="dim")
    listed = dict.fromkeys(words.note(line) for o in shown for line in o["listed"])
    _lines(console, words.say("listed"), list(listed), style="yellow")
    _lines(console, words.say("note"), [words.note(n) for n in document["warnings"]], style="dim")


def _print_question(console: Console, words: PlanWords) -> None:
    q = words.document["query"]
    cargo = q["cargo"]
    label = cargo["containers"] or words.say("wagons", count=cargo["wagons"])
    console.print(
        Text(f"{words.place(q['from']['name'])} → {words.place(q['to']['name'])}", style="bold"),
    )
    parts = [
        f"{label}, {words.number(cargo['mass_t'])} t"
        if cargo["mass_t"] == int(cargo["mass_t"])
        else f"{label}, {cargo['mass_t']:g} t",
        words.say("ready", date=words.day(q["ready"])),
        *([] if q["deadline"] is None else [words.say("by", date=words.day(q["deadline"]))]),
        words.say(f"scope.{q['scope']}"),
        words.say("scenario", name=q["scenario"]),
        words.say("prices_of", year=words.document["price_year"]),
    ]
    for line in _fill(parts, console.width - RIGHT_MARGIN):
        console.print(Text(line, style="dim"))


def _options_table(words: PlanWords, shown: Sequence[Option]) -> Table:
    deadline = words.document["query"]["deadline"] is not None
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    table.add_column("", justify="right", style="dim", no_wrap=True)
    table.add_column(words.say("way"), overflow="fold", max_width=WAY_COLUMNS)
    table.add_column(words.say("days"), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    if deadline:
        table.add_column(words.say("on_time"), justify="right", no_wrap=True)
    table.add_column(words.say("usd"), justify="right", no_wrap=True)
    table.add_column(words.say("co2e"), justify="right", no_wrap=True)
    for i, o in enumerate(shown):
        table.add_row(*_option_cells(words, o, deadline=deadline))
        if i + 1 < len(shown):
            table.add_row()
    return table


def _option_cells(words: PlanWords, o: Option, *, deadline: bool) -> list[Text]:
    why = ", ".join(words.known("why", w) for w in o["why"])
    cost = o["cost_usd"]
    first = Text(words.corridor(o["corridor"]), style="bold")
    if o["listed"]:
        first.append("  !", style="yellow")
    first.append(f"\n{way(words, o)}", style="not bold")
    if why:
        first.append(f"\n{why}", style="not bold italic")
    if o["days_with_slot"] is not None:
        first.append(
            f"\n{words.say('with_slot', days=_three(words, o['days_with_slot']))}", style="not bold dim"
        )
    days = Text(_three(words, o["days"]))
    days.append(f"\n{words.number(o['days']['p50'])}", style="dim")
    usd = Text(words.number(cost["p50"]))
    usd.append(f"\n{_short_usd(words, cost['p10'])}–{_short_usd(words, cost['p90'])}", style="dim")
    cells = [Text(str(o["number"])), first, days, Text.assemble(spark(o), ("\np50", "dim"))]
    if deadline:
        share = o["on_time_share"]
        cells.append(Text("" if share is None else f"{100 * share:.0f} %"))
    return [*cells, usd, Text(words.number(o["wtw_kg_co2e"] / 1000, 1))]


def _lines(console: Console, label: str, lines: Sequence[str], *, style: str) -> None:
    """Print lines behind a label, each wrapped with its further lines indented, none against the right edge."""
    title = f"{label}: "
    indent = cell_len(title)
    width = min(console.width - RIGHT_MARGIN, TEXT_COLUMNS)
    for i, line in enumerate(lines):
        for j, part in enumerate(Text(line).wrap(console, max(20, width - indent))):
            head = title if i == j == 0 else " " * indent
            console.print(Text.assemble(head, part.plain.rstrip(), style=style), soft_wrap=True)


def _fill(parts: Sequence[str], width: int) -> Sequence[str]:  # unit-ok: columns
    """Return the parts joined by dots in as few lines as hold them, no part broken."""
    lines = [""]
    for part in parts:
        longer = f"{lines[-1]} · {part}" if lines[-1] else part
        if lines[-1] and cell_len(longer) > width:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


# ---------------------------------------------------------------- one option
def explain_option(console: Console, words: PlanWords, option: Option) -> None:
    """Print one option leg by leg: times and costs with their sources, what is uncertain and why."""
    console.print()
    title = Text.assemble(
        (f"{words.say('option', number=option['number'])}  ", "dim"),
        (words.corridor(option["corridor"]), "bold"),
        (f"  {way(words, option)}", ""),
    )
    console.print(title)
    console.print()
    console.print(_legs_table(words, option))
    console.print()
    _print_measures(console, words, option)
    _print_sources(console, words, option)


def _legs_table(words: PlanWords, option: Option) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("", justify="right", style="dim", no_wrap=True)
    table.add_column(words.say("leg"), overflow="fold", max_width=WAY_COLUMNS)
    for name in ("days_long", "usd", "kg_co2e"):
        table.add_column(words.say(name), justify="right", no_wrap=True)
    for leg in option["legs"]:
        table.add_row(
            str(leg["number"]),
            _leg_title(words, leg),
            "" if leg["days"] is None else _days(words, leg["days"]),
            words.number(leg["cost_usd"]["p50"]) if leg["cost"] else "",
            words.number(leg["wtw_kg_co2e"]),
        )
        for e in leg["elements"]:
            line = _marked(MARKS[e["grade"]], _element_text(words, e))
            # A dated line may have sailed its last before some of the shipments come: then there is no mean.
            mean = "–" if e["mean_h"] is None else words.number(e["mean_h"] / 24, 1)
            table.add_row("", line, Text(mean, style="dim"))
        for i in leg["cost"]:
            table.add_row(*_cost_cells(words, i))
        for note in leg["notes"]:
            table.add_row("", _marked(" ", words.note(note)))
    for i in option["chain_cost"]:
        table.add_row(*_cost_cells(words, i))
    total = option["cost_usd"]
    table.add_row()
    table.add_row(
        "",
        Text(words.say("total"), style="bold"),
        Text(_days(words, option["days"]), style="bold"),
        Text(
            f"{words.number(total['p50'])}\n{_short_usd(words, total['p10'])}–{_short_usd(words, total['p90'])}",
            style="bold",
        ),
        Text(words.number(option["wtw_kg_co2e"]), style="bold"),
    )
    return table


def _days(words: PlanWords, r: Mapping[str, float | None]) -> str:
    return f"{words.number(r['p50'], 1)} ({words.number(r['p10'], 1)}–{words.number(r['p90'], 1)})"


def _leg_title(words: PlanWords, leg: Mapping[str, Any]) -> Text:
    one, two = words.place(leg["from"]), words.place(leg["to"])
    ends = one if one == two else f"{one} → {two}"
    more = []
    if leg["distance_km"]:
        more.append(f"{words.number(leg['distance_km'])} {words.say('km')}")
    if leg["gauge_mm"]:
        more.append(f"{leg['gauge_mm']} mm")
    if leg["service"]:
        more.append(words.service(leg))
    if leg["passages"]:
        more.append(", ".join(leg["passages"]))
    text = Text.assemble((words.known("mode", leg["mode"]), "bold"), f" {ends}")
    if more:
        text.append(f"\n{' · '.join(more)}", style="dim")
    return text


def _cost_cells(words: PlanWords, i: Mapping[str, Any]) -> list[RenderableType]:
    amount = f"{words.number(i['usd'])}\n{_short_usd(words, i['low_usd'])}–{_short_usd(words, i['high_usd'])}"
    title = f"{words.known('item', i['item'])} [{i['source_id']}]"
    return ["", _marked(MARKS[i["grade"]], title), "", Text(amount, style="dim")]


def _marked(mark: str, line: str) -> Table:
    """Return a line behind a mark, its further lines indented."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(style="dim", overflow="fold")
    grid.add_row(f" {mark}", Text(line))
    return grid


def _element_text(words: PlanWords, e: Mapping[str, Any]) -> str:
    place = words.place(e["place"]) if e["place"] and "-" not in e["place"] else ""
    parts = [words.known("kind", e["kind"]), place]
    note = f": {words.note(e['note'])}" if e.get("note") else ""
    source = f" [{e['source_id']}]" if e["source_id"] else ""
    return f"{' '.join(p for p in parts if p)}{source}{note}"


def _print_measures(console: Console, words: PlanWords, option: Option) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    arrival = option["arrival_local"]
    moments = " · ".join(words.moment(arrival[q]) for q in ("p10", "p50", "p90"))
    grid.add_row(words.say("arrives"), Text.assemble(moments, (f"  {words.say('local_time')}", "dim")))
    grid.add_row(words.say("uncertain"), _spread_text(words, option))
    grid.add_row(words.say("cost_by"), _cost_text(words, option))
    grid.add_row("", words.say("sourced", share=f"{100 * option['sourced_cost_share']:.0f} %"))
    if option["through_rate"] is not None:
        rate = option["through_rate"]
        grid.add_row(
            "", f"{words.known('item', rate['item'])}: {words.number(rate['usd'])} [{rate['source_id']}]"
        )
    for i, paper in enumerate(option["papers"]):
        grid.add_row(words.say("papers") if i == 0 else "", paper_text(words, paper))
    grid.add_row("", Text(f"{MARKS['assumed']} {words.say('papers_note')}", style="dim"))
    not_checked = words.say("not_checked")
    grid.add_row(
        words.say("limits"), f"{words.say('reefer')}: {not_checked} · {words.say('dangerous')}: {not_checked}"
    )
    for line in option["listed"]:
        grid.add_row(Text(words.say("listed"), style="yellow"), Text(words.note(line), style="yellow"))
    for i, note in enumerate(option["notes"]):
        grid.add_row(words.say("note") if i == 0 else "", words.note(note))
    console.print(grid)


def paper_text(words: PlanWords, paper: Mapping[str, Any]) -> str:
    """Return one document of carriage in words: its name, the legs it covers, a possible TIR carnet."""
    first, last = paper["legs"]
    legs = words.say("legs_one" if first == last else "legs_range", first=first, last=last)
    tir = f", {words.say('tir')}" if paper["tir"] else ""
    return f"{words.known('paper', paper['name'])} ({legs}){tir}"


def _spread_text(words: PlanWords, option: Option) -> Text:
    text = Text()
    for i, part in enumerate(s for s in option["spread"] if s["share_of_variance"] > 0.01):  # noqa: PLR2004
        kind, _, place = part["element"].partition(" ")
        name = words.known("kind", kind)
        if place:
            name += (
                " " + "–".join(words.place(p) for p in place.split("-"))
                if "-" in place
                else f" {words.place(place)}"
            )
        bar = "█" * max(1, round(part["share_of_variance"] * 10))
        text.append("\n" if i else "")
        text.append(f"{bar:<11}", style="dim")
        text.append(f"{name} {100 * part['share_of_variance']:.0f} %")
    return text


def _cost_text(words: PlanWords, option: Option) -> Text:
    sums: dict[str, float] = {}
    for item in (*(i for leg in option["legs"] for i in leg["cost"]), *option["chain_cost"]):
        name = words.known("item", item["item"])
        sums[name] = sums.get(name, 0.0) + item["usd"]
    text = Text()
    most = max(sums.values(), default=0.0) or 1.0
    for i, (name, usd) in enumerate(sorted(sums.items(), key=lambda pair: -pair[1])):
        text.append("\n" if i else "")
        text.append(f"{'█' * max(1, round(usd / most * 10)):<11}", style="dim")
        text.append(f"{name} {words.number(usd)}")
    return text


def _print_sources(console: Console, words: PlanWords, option: Option) -> None:
    used = {i["source_id"] for leg in option["legs"] for i in leg["cost"]}
    used |= {i["source_id"] for i in option["chain_cost"]}
    used |= {e["source_id"] for leg in option["legs"] for e in leg["elements"] if e["source_id"]}
    console.print()
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", overflow="fold", max_width=28)
    grid.add_column(style="dim", overflow="fold")
    for name in sorted(used):
        source = words.document["sources"].get(name)
        if source is None:
            continue
        when = words.day(source["published"]) if source["published"] else words.say("undated")
        title = f", {words.title(name)}" if source["title"] else ""
        grid.add_row(name, Text(f"{source['publisher']}{title}, {when}"))
    console.print(grid)
    from daliz.words import text

    marks = "  ".join(f"{mark} {text(words.lang, f'grade.{grade}')}" for grade, mark in MARKS.items())
    console.print(Text(f"\n{marks}", style="dim"))
