"""Accounts as JSON, CSV and a self-contained HTML page that prints well."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

__all__ = ["ELEMENT_COLUMNS", "elements_csv", "report_html", "report_json", "rows_csv"]

ELEMENT_COLUMNS = (
    "chain", "id", "kind", "mode", "operation", "from", "to", "mass_t", "distance_km", "distance_type",
    "distance_adjustment", "tkm",
    "wtw_kg_co2e", "ttw_kg_co2e", "wtt_kg_co2e", "low_kg_co2e", "high_kg_co2e", "market_wtw_kg_co2e",
    "kg_per_tkm",
    "refrigerant_kg_co2e", "data_kind", "factors", "fallbacks",
)  # fmt: skip

Words = Callable[[str], str]
"""Text of a catalogue key of this area, such as ``total``."""

Show = Callable[[float | None], str]
"""A number as a reader sees it."""


def report_json(report: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> str:
    """Return a report, or several, as JSON text with every digit."""
    return json.dumps(report, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def rows_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return rows as CSV text; lists are joined by a bar, absent values stay empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {k: "|".join(map(str, v)) if isinstance(v, list) else v for k, v in row.items() if v is not None}
        )
    return out.getvalue()


def elements_csv(reports: Iterable[Mapping[str, Any]]) -> str:
    """Return the elements of reports as CSV text, one row an element."""
    return rows_csv(({"chain": r["chain"], **e} for r in reports for e in r["elements"]), ELEMENT_COLUMNS)


STYLE = """
:root { color-scheme: light; --ink: #1b2733; --line: #d5dbe1; --wtt: #e0a458; --ttw: #33658a; --soft:
#f4f6f8; }
body { font: 15px/1.5 system-ui, "Noto Sans", "Noto Sans JP", sans-serif; color: var(--ink); margin: 2rem
auto; max-width: 62rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0 0 .2rem } h2 { font-size: 1.1rem; margin: 1.8rem 0 .5rem; border-bottom:
1px solid var(--line) }
table { border-collapse: collapse; width: 100%; font-size: .86rem } th, td { text-align: left; padding: .3rem
.5rem; border-bottom: 1px solid var(--line); vertical-align: top }
td:last-child, .ids td { overflow-wrap: anywhere }
td.n, th.n { white-space: nowrap }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
.big { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem; margin: 1rem 0
}
.big div { background: var(--soft); border-radius: 6px; padding: .7rem .9rem } .big b { display: block;
font-size: 1.35rem }
svg { max-width: 100%; height: auto; display: block; margin: .4rem 0 } svg text { font: 12px system-ui, "Noto
Sans", sans-serif; fill: var(--ink) }
.small { font-size: .82rem; color: #4b5a68 } ul { padding-left: 1.2rem }
svg { print-color-adjust: exact }
@media print { body { margin: 0; max-width: none; font-size: 10.5pt } h2 { break-after: avoid } tr, svg, .big
div { break-inside: avoid } @page { margin: 15mm } }
"""


def _e(value: object) -> str:
    return html.escape(str(value), quote=True)


def bar_chart(
    rows: Sequence[tuple[str, float, float, float | None, float | None]], show: Show, label: str
) -> str:
    """Return an inline SVG of horizontal bars: operation and provision stacked, with the range as a line.

    Each row is name, tank to wheel, well to tank, low, high.
    """
    if not rows:
        return ""
    most = max(max(ttw + wtt, high or 0.0) for _, ttw, wtt, _, high in rows) or 1.0
    name_px, bar_px, row_px = 340, 400, 24
    scale = bar_px / most
    height = row_px * len(rows) + 8
    parts = [f'<svg role="img" aria-label="{_e(label)}" viewBox="0 0 {name_px + bar_px + 110} {height}">']
    for i, (name, ttw, wtt, low, high) in enumerate(rows):
        y = 4 + i * row_px
        short = name if len(name) <= 38 else name[:37] + "…"  # noqa: PLR2004 - what fits
        parts.append(f'<text x="{name_px - 8}" y="{y + 15}" text-anchor="end">{_e(short)}</text>')
        parts.append(
            f'<rect x="{name_px}" y="{y + 3}" width="{ttw * scale:.1f}" height="15" fill="#33658a"/>'
        )
        parts.append(
            f'<rect x="{name_px + ttw * scale:.1f}" y="{y + 3}" width="{wtt * scale:.1f}" height="15" '
            'fill="#e0a458"/>'
        )
        if low is not None and high is not None and high > low:
            x1, x2, ym = name_px + low * scale, name_px + high * scale, y + 10.5
            parts.append(
                f'<path d="M{x1:.1f} {ym}H{x2:.1f}M{x1:.1f} {ym - 4}v8M{x2:.1f} {ym - 4}v8" '
                'stroke="#1b2733" fill="none"/>'
            )
        parts.append(f'<text x="{name_px + bar_px + 8}" y="{y + 15}">{_e(show(ttw + wtt))} kg</text>')
    parts.append("</svg>")
    return "".join(parts)


def _table(head: Sequence[tuple[str, bool]], rows: Iterable[Sequence[str]]) -> str:
    cells = "".join(f"<th{' class=n' if n else ''}>{_e(name)}</th>" for name, n in head)
    body = "".join(
        "<tr>"
        + "".join(f"<td{' class=n' if n else ''}>{_e(c)}</td>" for c, (_, n) in zip(row, head, strict=True))
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"


def _group(
    title: str, rows: Sequence[Mapping[str, Any]], words: Words, show: Show, name: Callable[[str], str]
) -> str:
    if not rows:
        return ""
    chart = bar_chart(
        [(name(r["name"]), r["ttw_kg_co2e"], r["wtt_kg_co2e"], None, None) for r in rows], show, title
    )
    head = [(title, False), (words("kg_co2e"), True), (words("ttw"), True), ("tkm", True), ("g/tkm", True)]
    body = [
        (
            name(r["name"]),
            show(r["wtw_kg_co2e"]),
            show(r["ttw_kg_co2e"]),
            show(r["tkm"]) if r["tkm"] else "–",
            show(None if r["kg_per_tkm"] is None else 1000 * r["kg_per_tkm"]),
        )
        for r in rows
    ]
    return f"<h2>{_e(title)}</h2>{chart}{_table(head, body)}"


def _elements(report: Mapping[str, Any], words: Words, show: Show, mode: Callable[[str], str]) -> str:
    rows = report["elements"]
    names = [
        f"{mode(r['mode'])}: {r['from']}"
        if r["kind"] == "hub"
        else f"{mode(r['mode'])}: {r['from']} – {r['to']}"
        for r in rows
    ]
    chart = bar_chart(
        [
            (n, r["ttw_kg_co2e"], r["wtt_kg_co2e"], r["low_kg_co2e"], r["high_kg_co2e"])
            for n, r in zip(names, rows, strict=True)
        ],
        show,
        words("by_element"),
    )
    head = [
        (words("mode"), False), ("km", True), (words("distance_type"), False), ("t", True), (words("kg_co2e"), True),
        (words("band"), True), ("g/tkm", True), (words("data"), False), (words("factors"), False),
    ]  # fmt: skip
    body = [
        (
            n,
            show(r["distance_km"]) if r["kind"] == "leg" else "–",
            words(f"distance.{r['distance_type']}")
            + ("" if r["distance_adjustment"] == 1 else f" × {r['distance_adjustment']:.3g}"),
            show(r["mass_t"]),
            show(r["wtw_kg_co2e"]),
            f"{show(r['low_kg_co2e'])} – {show(r['high_kg_co2e'])}",
            show(None if r["kg_per_tkm"] is None else 1000 * r["kg_per_tkm"]),
            words(f"data.{r['data_kind']}"),
            "; ".join([*r["factors"], *(n["text"] for n in r["fallbacks"])]),
        )
        for n, r in zip(names, rows, strict=True)
    ]
    return f"<h2>{_e(words('by_element'))}</h2>{_legend(words)}{chart}{_table(head, body)}"


def _legend(words: Words) -> str:
    """Return what the colours and the line of the charts mean."""
    keys = (("#33658a", "ttw"), ("#e0a458", "wtt"))
    squares = "".join(f'<span style="color:{c}">■</span> {_e(words(k))} &nbsp; ' for c, k in keys)
    return f"<p class=small>{squares}├──┤ {_e(words('band'))}</p>"


def _factors(report: Mapping[str, Any], words: Words, show: Show, lang: str) -> str:
    """Return the table of factors: value, unit, region, year, source, licence."""
    if not report.get("factors"):
        return ""
    head = [
        (words("factors"), False), ("WTW", True), ("TTW", True),
        ("", False), ("", False), ("", False), ("", False),
    ]  # fmt: skip
    body = [
        (
            f"{r['id']}: {r['names'].get(lang, r['names']['en'])}",
            show(r.get("wtw", r.get("value"))),
            show(r.get("ttw")),
            r.get("unit", ""),
            " ".join(str(r[k]) for k in ("region", "year") if r.get(k)),
            r.get("source_id", ""),
            r.get("licence", ""),
        )
        for r in report["factors"]
    ]
    return _table(head, body).replace("<table>", "<table class=ids>", 1)


def _totals(report: Mapping[str, Any], words: Words, show: Show) -> str:
    t = report["totals"]
    types = ", ".join(words(f"distance.{d}") for d in t["distance_types"])
    tiles = [
        (
            words("wtw"),
            f"{show(t['wtw_kg_co2e'])} {words('kg_co2e')}",
            f"{words('band')}: {show(t['low_kg_co2e'])} – {show(t['high_kg_co2e'])}",
        ),
        (
            words("ttw"),
            f"{show(t['ttw_kg_co2e'])} {words('kg_co2e')}",
            f"{words('wtt')}: {show(t['wtt_kg_co2e'])}",
        ),
        (
            words("intensity"),
            f"{show(None if t['kg_per_tkm'] is None else 1000 * t['kg_per_tkm'])} g/tkm",
            f"{words('distance_type')}: {types}",
        ),
        (words("activity"), f"{show(t['tkm'])} tkm", ""),
    ]
    if t["market_wtw_kg_co2e"] is not None:
        tiles.append(
            (
                words("market"),
                f"{show(t['market_wtw_kg_co2e'])} {words('kg_co2e')}",
                f"{words('location')}: {show(t['wtw_kg_co2e'])}",
            )
        )
    cells = "".join(f"<div>{_e(a)}<b>{_e(b)}</b><span class=small>{_e(c)}</span></div>" for a, b, c in tiles)
    return f"<div class=big>{cells}</div>"


def _shares(report: Mapping[str, Any], words: Words) -> str:
    rows = [
        (words(measure), *(f"{100 * shares[k]:.0f} %" for k in ("primary", "modelled", "default")))
        for measure, shares in report["data_shares"].items()
    ]
    head = [(words("data"), False), *((words(f"data.{k}"), True) for k in ("primary", "modelled", "default"))]
    return f"<h2>{_e(words('data'))}</h2>{_table(head, rows)}"


def _levers(report: Mapping[str, Any], words: Words, show: Show, lang: str) -> str:
    rows = [r for r in report.get("levers", ()) if r["status"] != "not here"]
    if not rows:
        return ""
    head = [
        (words("lever"), False),
        (words("change"), True),
        (words("kg_co2e"), True),
        (words("method"), False),
    ]
    body = [
        (
            r["names"].get(lang, r["names"]["en"]),
            "–"
            if r["change_share_low"] is None
            else f"{100 * r['change_share_low']:+.0f} … {100 * r['change_share_high']:+.0f} %",
            "–"
            if r["change_low_kg_co2e"] is None
            else f"{show(r['change_low_kg_co2e'])} … {show(r['change_high_kg_co2e'])}",
            words(f"status.{r['status']}") + (f": {r['basis']['text']}" if r["basis"] else ""),
        )
        for r in rows
    ]
    return f"<h2>{_e(words('levers'))}</h2>{_table(head, body)}"


def report_html(
    report: Mapping[str, Any],
    *,
    words: Words,
    show: Show,
    lang: str,
    place: Callable[[str], str] = str,
    country: Callable[[str], str] = str,
    carrier: Callable[[str], str] = str,
) -> str:
    """Return one self-contained page: totals, inline SVG charts, tables, data shares, provenance.

    ``place``, ``country`` and ``carrier`` name such a thing in the language.
    """

    def mode(m: str) -> str:
        return words(f"mode.{m}")

    report = {
        **report,
        "elements": [{**r, "from": place(r["from"]), "to": place(r["to"])} for r in report["elements"]],
    }
    head = [f"{words('chain')}: {report['chain']}", report["title"], report["shipper"] or ""]
    if report["period"]:
        head.append(f"{words('period')}: {report['period'][0]} – {report['period'][1]}")
    deviations = (
        "".join(f"<li>{_e(d['text'])}</li>" for d in report["deviations"]) or f"<li>{_e(words('none'))}</li>"
    )
    provenance = "".join(f"<li>{_e(k)}: {_e(v)}</li>" for k, v in report["provenance"].items() if v)
    body = [
        f"<h1>{_e(words('title'))}</h1><p class=small>{_e(' · '.join(h for h in head if h))}</p>",
        f"<p class=small>{_e(words('method'))}: {_e(words('method_text'))}. {_e(words('offsets'))}</p>",
        _totals(report, words, show),
        _elements(report, words, show, mode),
        _group(words("by_mode"), report["by_mode"], words, show, mode),
        _group(words("by_country"), report["by_country"], words, show, country),
        _group(words("by_carrier"), report["by_carrier"], words, show, carrier),
        _group(words("by_hub"), report["by_hub"], words, show, place),
        _levers(report, words, show, lang),
        _shares(report, words),
        f"<h2>{_e(words('deviations'))}</h2><ul>{deviations}</ul>",
        f"<h2>{_e(words('provenance'))}</h2><ul class=small>{provenance}</ul>",
        _factors(report, words, show, lang),
        f"<p class=small>{_e(words('rounding'))}</p>",
    ]
    return (
        f'<!doctype html><html lang="{_e(lang)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{_e(words("title"))}</title>'
        f"<style>{STYLE}</style></head><body>{''.join(body)}</body></html>\n"
    )
