"""A plan as one self-contained page: map, timeline, breakdowns, options, legs, sources. It asks nothing of the network."""

# ruff: noqa: E501
# Markup is easier to read unbroken.
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from daliz.io.plan_style import STYLE
from daliz.io.plan_svg import GROUP_OF, distribution_svg, map_svg, timeline_svg
from daliz.io.plan_view import PlanView

__all__ = ["plan_html"]

Option = Mapping[str, Any]
MARKS = {"official": "●", "press": "◐", "other": "○", "computed": "◇", "assumed": "◌"}
JOINS = {"rail": "═", "sea": "⋯", "ferry": "≈", "road": "–"}
GROUPS = ("moving", "waiting", "handling", "border")


def plan_html(view: PlanView, option: Option, grades: Mapping[str, str]) -> str:
    """Return the page of a plan that shows one option in full and the others in a table; ``grades`` names the grades."""
    document = view.document
    others = [o for o in document["options"][: document["shown"]] if o["number"] != option["number"]]
    title = f"{view.place(document['query']['from']['name'])} → {view.place(document['query']['to']['name'])}"
    body = "".join(
        (
            _head(view, option, title),
            f'<section class="wide">{map_svg(view, option, others)}{_key(view)}</section>',
            f'<section><h2>{_t(view, "timeline")}</h2><div class="wide">{timeline_svg(view, option)}</div>{_groups_key(view)}</section>',
            f'<div class="three">{_time(view, option)}{_cost(view, option)}{_co2e(view, option)}</div>',
            f'<div class="three">{_spread(view, option)}{_papers(view, option)}</div>',
            _options(view, option),
            _legs(view, option),
            _known(view),
            _sources(view, option, grades),
            _foot(view),
        )
    )
    return (
        f'<!doctype html><html lang="{view.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,"><style>{STYLE}</style></head><body><main>{body}</main></body></html>\n'
    )


def _t(view: PlanView, key: str, **values: object) -> str:
    return escape(view.say(key, **values))


def _span(view: PlanView, r: Mapping[str, Any], digits: int = 0) -> str:  # unit-ok: a count of decimals
    return f"{view.number(r['p10'], digits)}–{view.number(r['p90'], digits)}"


def _ends(view: PlanView, leg: Mapping[str, Any]) -> str:
    one, two = view.place(leg["from"]), view.place(leg["to"])
    return one if one == two else f"{one} → {two}"


def _way(view: PlanView, option: Option) -> str:
    parts: list[str] = []
    for leg in option["legs"]:
        if leg["kind"] == "transport":
            one, two = view.place(leg["from"]), view.place(leg["to"])
            parts = parts or [one]
            if parts[-1] != two:
                parts += [JOINS[leg["mode"]], two]
    return escape(" ".join(parts))


def _why(view: PlanView, option: Option) -> str:
    return escape(", ".join(view.known("why", w) for w in option["why"]))


def _head(view: PlanView, option: Option, title: str) -> str:
    document = view.document
    q, cargo = document["query"], document["query"]["cargo"]
    parts = [
        f"{cargo['containers'] or view.say('wagons', count=cargo['wagons'])}, {view.number(cargo['mass_t'], 0 if cargo['mass_t'] == int(cargo['mass_t']) else 1)} t",
        view.say("ready", date=view.day(q["ready"])),
        *([] if q["deadline"] is None else [view.say("by", date=view.day(q["deadline"]))]),
        view.say(f"scope.{q['scope']}"),
        view.say("scenario", name=q["scenario"]),
    ]
    days, arrival = option["days"], option["arrival_local"]
    facts = [
        (_span(view, days), f"{view.say('days_long')}, p50 {view.number(days['p50'])}"),
        (view.number(option["cost_usd"]["p50"]), f"{view.say('usd')}, {_span(view, option['cost_usd'])}"),
        (view.number(option["wtw_kg_co2e"] / 1000, 1), f"{view.say('co2e')}, {view.say('wtw')}"),
    ]
    if option["days_with_slot"] is not None:
        facts.insert(1, (_span(view, option["days_with_slot"]), view.say("with_slot_long")))
    if option["on_time_share"] is not None:
        facts.append((f"{100 * option['on_time_share']:.0f} %", view.say("on_time")))
    cells = "".join(f"<div><b>{escape(a)}</b><span>{escape(b)}</span></div>" for a, b in facts)
    moments = " · ".join(view.moment(arrival[x]) for x in ("p10", "p50", "p90"))
    why = _why(view, option)
    listed = "".join(f'<p class="warn">! {escape(view.note(line))}</p>' for line in option["listed"])
    return (
        f'<header><h1>{escape(title)}</h1><p class="sub">{escape(" · ".join(parts))}</p></header>'
        f'<div class="facts">{cells}</div>'
        f'<p class="way"><b>{escape(view.corridor(option["corridor"]))}</b>{f" · <i>{why}</i>" if why else ""}<br>{_way(view, option)}<br>'
        f'<span class="soft">{_t(view, "arrives")} {escape(moments)} ({_t(view, "local_time")})</span></p>{listed}'
    )


def _key(view: PlanView) -> str:
    def line(kind: str) -> str:
        core = '<path class="leg rail-core" d="M1 7H37"/>' if kind == "rail" else ""
        return f'<span><svg viewBox="0 0 38 14"><path class="leg {kind}" d="M1 7H37"/>{core}</svg>{escape(view.known("mode", kind))}</span>'

    marks = (
        f'<span><svg viewBox="0 0 38 14"><circle class="hub" cx="19" cy="7" r="4.2"/></svg>{_t(view, "hub_mark")}</span>'
        f'<span><svg viewBox="0 0 38 14"><path class="gauge" d="M19 1l6 6l-6 6l-6 -6Z"/></svg>{_t(view, "gauge_mark")}</span>'
        f'<span><svg viewBox="0 0 38 14"><rect class="border" x="17" y="2" width="4" height="10"/></svg>{_t(view, "border_mark")}</span>'
    )
    return f'<div class="key">{"".join(line(m) for m in ("rail", "sea", "ferry", "road"))}{marks}</div>'


def _groups_key(view: PlanView) -> str:
    cells = "".join(
        f'<span><svg viewBox="0 0 38 14"><rect class="bar {g}" x="1" y="1" width="36" height="12"/></svg>{escape(view.known("group", g))}</span>'
        for g in GROUPS
    )
    return f'<div class="key">{cells}<span>├─┤ p10–p90</span></div>'


def _bars(title: str, rows: Iterable[tuple[str, float, str, str]], note: str = "") -> str:
    """Return a list of bars: label, value, the value as written, and a class."""
    found = list(rows)
    most = max((v for _, v, _, _ in found), default=0.0) or 1.0
    lines = "".join(
        f'<tr class="{kind}"><td>{escape(label)}<i style="width:{100 * value / most:.1f}%"></i></td><td>{escape(shown)}</td></tr>'
        for label, value, shown, kind in found
    )
    return f'<section><h2>{title}</h2><table class="bars">{lines}</table>{note}</section>'


def _time(view: PlanView, option: Option) -> str:
    hours = dict.fromkeys(GROUPS, 0.0)
    for leg in option["legs"]:
        for e in leg["elements"]:
            hours[GROUP_OF.get(e["kind"], "handling")] += e["mean_h"] or 0.0
    rows = [
        (view.known("group", g), h, f"{view.number(h / 24, 1)} {view.say('days')}", f"b-{g}")
        for g, h in hours.items()
        if h
    ]
    return _bars(_t(view, "time_by"), rows)


def _cost(view: PlanView, option: Option) -> str:
    sums: dict[str, float] = {}
    for i in (*(i for leg in option["legs"] for i in leg["cost"]), *option["chain_cost"]):
        name = view.known("item", i["item"])
        sums[name] = sums.get(name, 0.0) + i["usd"]
    rows = [(n, v, f"USD {view.number(v)}", "") for n, v in sorted(sums.items(), key=lambda kv: -kv[1])]
    share = f"{100 * option['sourced_cost_share']:.0f} %"
    note = f'<p class="soft">{_t(view, "sourced", share=share)} · {_t(view, "prices_of", year=view.document["price_year"])}</p>'
    if option["through_rate"] is not None:
        rate = option["through_rate"]
        note += f'<p class="soft">{escape(view.known("item", rate["item"]))}: USD {view.number(rate["usd"])} [{escape(rate["source_id"])}]</p>'
    return _bars(_t(view, "cost_by"), rows, note)


def _co2e(view: PlanView, option: Option) -> str:
    rows = []
    handling = 0.0
    for leg in option["legs"]:
        if leg["kind"] == "transport":
            label = f"{view.known('mode', leg['mode'])}: {_ends(view, leg)}"
            rows.append((label, leg["wtw_kg_co2e"], f"{view.number(leg['wtw_kg_co2e'])} kg", ""))
        else:
            handling += leg["wtw_kg_co2e"]
    rows.append((view.known("group", "handling"), handling, f"{view.number(handling)} kg", ""))
    note = (
        f'<p class="soft">{_t(view, "wtw")} {view.number(option["wtw_kg_co2e"])} kg · '
        f"{_t(view, 'ttw')} {view.number(option['ttw_kg_co2e'])} kg</p>"
    )
    return _bars(_t(view, "co2e_by"), rows, note)


def _spread(view: PlanView, option: Option) -> str:
    rows = []
    for part in option["spread"]:
        kind, _, place = part["element"].partition(" ")
        where = "–".join(view.place(p) for p in place.split("-")) if place else ""
        share = part["share_of_variance"]
        rows.append(
            (f"{view.known('kind', kind)} {where}".strip(), max(0.0, share), f"{100 * share:.0f} %", "")
        )
    draws = (option["distribution"] or {}).get("draws", 0)
    note = f'<p class="soft">{_t(view, "spread_note", draws=view.number(draws))}</p>'
    return _bars(_t(view, "uncertain"), rows, note)


def _papers(view: PlanView, option: Option) -> str:
    lines = []
    for paper in option["papers"]:
        first, last = paper["legs"]
        legs = view.say("legs_one" if first == last else "legs_range", first=first, last=last)
        tir = f", {view.say('tir')}" if paper["tir"] else ""
        lines.append(f"<li>{escape(view.known('paper', paper['name']))} ({escape(legs)}){escape(tir)}</li>")
    not_checked = view.say("not_checked")
    notes = "".join(f"<li>{escape(view.note(n))}</li>" for n in option["notes"])
    return (
        f"<section><h2>{_t(view, 'papers')}</h2><ul>{''.join(lines)}</ul>"
        f'<p class="soft">{MARKS["assumed"]} {_t(view, "papers_note")}</p><h2>{_t(view, "limits")}</h2><ul>'
        f"<li>{_t(view, 'reefer')}: {escape(not_checked)}</li><li>{_t(view, 'dangerous')}: {escape(not_checked)}</li>{notes}</ul></section>"
    )


def _options(view: PlanView, chosen: Option) -> str:
    document = view.document
    deadline = document["query"]["deadline"] is not None
    rows = []
    for o in document["options"][: document["shown"]]:
        cls = ' class="this"' if o["number"] == chosen["number"] else ""
        share = "" if o["on_time_share"] is None else f"{100 * o['on_time_share']:.0f} %"
        on_time = f'<td class="n" data-k="{_t(view, "on_time")}">{share}</td>' if deadline else ""
        why = _why(view, o)
        rows.append(
            f'<tr{cls}><td class="n">{o["number"]}</td><td class="full"><b>{escape(view.corridor(o["corridor"]))}</b>'
            f"{'<span class=warn> !</span>' if o['listed'] else ''}<small>{_way(view, o)}</small>{f'<small><i>{why}</i></small>' if why else ''}</td>"
            f'<td class="n" data-k="{_t(view, "days")}">{_span(view, o["days"])}<small>p50 {view.number(o["days"]["p50"])}</small></td>'
            f"<td>{distribution_svg(o)}</td>{on_time}"
            f'<td class="n" data-k="{_t(view, "usd")}">{view.number(o["cost_usd"]["p50"])}<small>{_span(view, o["cost_usd"])}</small></td>'
            f'<td class="n" data-k="{_t(view, "co2e")}">{view.number(o["wtw_kg_co2e"] / 1000, 1)}</td></tr>'
        )
    heads = ["", _t(view, "way"), f"{_t(view, 'days_long')}", ""]
    heads += [_t(view, "on_time")] if deadline else []
    heads += [_t(view, "usd"), _t(view, "co2e")]
    head = "".join(f'<th class="{"n" if i > 1 else ""}">{h}</th>' for i, h in enumerate(heads))
    return (
        f'<section><h2>{_t(view, "options")}</h2><table class="list stack"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></section>"
    )


def _legs(view: PlanView, option: Option) -> str:
    rows = []
    for leg in option["legs"]:
        ends = _ends(view, leg)
        more = [f"{view.number(leg['distance_km'])} {view.say('km')}"] if leg["distance_km"] else []
        more += [f"{leg['gauge_mm']} mm"] if leg["gauge_mm"] else []
        more += [view.service(leg)] if leg["service"] else []
        days = leg["days"]
        rows.append(
            f'<tr class="leg-row"><td class="n">{leg["number"]}</td><td><b>{escape(view.known("mode", leg["mode"]))}</b> {escape(ends)}'
            f'<small>{escape(" · ".join(more))}</small></td><td class="n">{view.number(days["p50"], 1)}<small>{_span(view, days, 1)}</small></td>'
            f'<td class="n">{view.number(leg["cost_usd"]["p50"]) if leg["cost"] else ""}</td><td class="n">{view.number(leg["wtw_kg_co2e"])}</td></tr>'
        )
        for e in leg["elements"]:
            place = view.place(e["place"]) if e["place"] and "-" not in e["place"] else ""
            label = f"{MARKS[e['grade']]} {view.known('kind', e['kind'])} {place} {_ref(e['source_id'])}"
            rows.append(_detail(label, view.number((e["mean_h"] or 0.0) / 24, 1), ""))
        rows += [_cost_row(view, i) for i in leg["cost"]]
    rows += [_cost_row(view, i) for i in option["chain_cost"]]
    heads = "".join(
        f'<th class="{cls}">{_t(view, key) if key else ""}</th>'
        for key, cls in (("", ""), ("leg", ""), ("days_long", "n"), ("usd", "n"), ("kg_co2e", "n"))
    )
    return (
        f'<section class="legs"><h2>{_t(view, "legs")}</h2><div class="scroll"><table class="list"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></section>"
    )


def _cost_row(view: PlanView, i: Mapping[str, Any]) -> str:
    label = f"{MARKS[i['grade']]} {view.known('item', i['item'])} {_ref(i['source_id'])}"
    return _detail(
        label, "", f"{view.number(i['usd'])} ({view.number(i['low_usd'])}–{view.number(i['high_usd'])})"
    )


def _ref(source_id: str | None) -> str:
    return "" if source_id is None else f"[{source_id}]"


def _detail(label: str, days: str, usd: str) -> str:
    return (
        f'<tr class="detail"><td></td><td>{escape(label)}</td><td class="n">{escape(days)}</td>'
        f'<td class="n">{escape(usd)}</td><td></td></tr>'
    )


def _known(view: PlanView) -> str:
    document = view.document
    lines = [f"{view.say('shut')}: {view.note(x)}" for x in document["closed"]]
    lines += [view.note(x) for x in document["warnings"]]
    if not lines:
        return ""
    return f"<section><h2>{_t(view, 'note')}</h2><ul>{''.join(f'<li>{escape(x)}</li>' for x in lines)}</ul></section>"


def _sources(view: PlanView, option: Option, grades: Mapping[str, str]) -> str:
    used: dict[str, set[str]] = {}
    for i in option["chain_cost"]:
        used.setdefault(i["source_id"], set()).add(i["grade"])
    for leg in option["legs"]:
        for x in (*leg["elements"], *leg["cost"]):
            if x["source_id"]:
                used.setdefault(x["source_id"], set()).add(x["grade"])
    rows = []
    for name in sorted(used):
        source = view.document["sources"].get(name)
        if source is None:
            continue
        marks = "".join(MARKS[g] for g in MARKS if g in used[name])
        title = escape(view.title(name) or source["url"] or name)
        linked = f'<a href="{escape(source["url"])}">{title}</a>' if _is_web(source["url"]) else title
        when = view.day(source["published"]) if source["published"] else view.say("undated")
        rows.append(
            f"<li>{marks} [{escape(name)}] {escape(source['publisher'])}: {linked}, {escape(when)}</li>"
        )
    legend = " · ".join(f"{mark} {escape(grades[g])}" for g, mark in MARKS.items())
    return f'<section><h2>{_t(view, "sources")}</h2><p class="soft">{legend}</p><ol class="sources">{"".join(rows)}</ol></section>'


def _is_web(url: str | None) -> bool:
    return url is not None and url.startswith(("https://", "http://"))


def _foot(view: PlanView) -> str:
    p = view.document["provenance"]
    made = view.say(
        "made", version=p["version"], scenario=p["scenario"], seed=p["seed"], hash=str(p["facts_sha256"])[:12]
    )
    lines: Sequence[str] = (made, view.say("as_of", date=view.day(p["as_of"])), view.document["licences"])
    return f"<footer>{''.join(f'<p>{escape(x)}</p>' for x in lines)}</footer>"
