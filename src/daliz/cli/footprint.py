"""``daliz footprint``: greenhouse gases of plans, chains and shipments; cases; exchange files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from daliz.cli.options import shared_options
from daliz.errors import QueryError

if TYPE_CHECKING:
    from daliz.app.account_footprint import FootprintReport
    from daliz.app.account_shipments import ShipmentAccounts

__all__ = ["command"]

Word = Callable[[str], str]

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("footprint", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", required=False, type=FILE)
@click.option(
    "--option", default=1, show_default=True, type=click.IntRange(min=1), help="Which option of a saved plan."
)
@click.option(
    "--factors", "factor_files", multiple=True, type=FILE, help="Your own factor table (CSV); it wins."
)
@shared_options("facts", "json")
@click.option("--csv", "csv_file", type=FILE, help="Write the elements, or the shipments, as CSV.")
@click.option("--html", "html_file", type=FILE, help="Write one self-contained page.")
@click.option(
    "--ileap",
    "ileap_file",
    type=FILE,
    help="Write iLEAP 1.0 data (shipment, TOCs, HOCs, activities) as JSON.",
)
@click.option("--pact", "pact_file", type=FILE, help="Write PACT footprints as JSON.")
@click.option(
    "--pact-version",
    default="3",
    show_default=True,
    type=click.Choice(["2", "3"]),
    help="Which PACT data model.",
)
@click.option("--levers", is_flag=True, help="Show what each lever would change here.")
@click.option("--cut", type=float, help="Cheapest way in a saved plan to emit this many percent less.")
@click.option("--mix", is_flag=True, help="With --cut: two options may share the cargo.")
@click.option("--carbon-price", metavar="SERIES", help="Add the cost of carbon: wb-hlccp, epa-scc, eu-ets, …")
@click.option("--carbon-year", type=int, help="Year of the carbon price; this year if not given.")
@click.option("--cases", "cases_file", type=FILE, help="Run published examples from a CSV.")
@click.option("--errors", is_flag=True, help="List published figures that are wrong.")
@click.option("--check", "check_file", type=FILE, help="Check an iLEAP or PACT JSON file by our own rules.")
@shared_options("lang")
def command(**options: Any) -> None:
    """Greenhouse gases of FILE: a saved plan, a chain (JSON or CSV), or a CSV of many shipments."""
    if options["cases_file"] is not None:
        _cases(options)
    elif options["errors"]:
        _errors(options)
    elif options["check_file"] is not None:
        _check(options)
    elif options["file"] is None:
        raise QueryError(
            "No file was given.", "Give a plan, a chain or a CSV; or --cases, --errors, --check."
        )
    elif options["cut"] is not None:
        _cut(options)
    else:
        _account(options)


def _factor_set(options: dict[str, Any]) -> Any:
    from daliz.app.account_footprint import read_factor_set
    from daliz.io.tables import facts_layers

    return read_factor_set(facts_layers(options["folders"]), files=options["factor_files"])


def _write(path: Path | None, text: str) -> None:
    if path is None:
        return
    if str(path) == "-":
        click.echo(text, nl=False)
        return
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{path} cannot be written: {error.strerror}.", "Check the folder.") from error
    click.echo(f"{path} written.", err=True)


def _account(options: dict[str, Any]) -> None:
    from daliz.app.account_footprint import account_chain_of
    from daliz.app.account_shipments import count_shipments

    path: Path = options["file"]
    if path.suffix.lower() == ".csv" and path.is_file() and count_shipments(path) != 1:
        _shipments(options)
        return
    report = account_chain_of(
        path,
        option=options["option"],
        factors=_factor_set(options),
        folders=options["folders"],
        levers=options["levers"],
        carbon_price=options["carbon_price"],
        carbon_year=options["carbon_year"] or datetime.now(UTC).year,  # noqa: TID251 - the command line reads the clock
    )
    _write(options["csv_file"], report.to_csv())
    _write(options["html_file"], report.to_html(options["lang"]) if options["html_file"] else "")
    _exchange(options, report)
    if options["as_json"]:
        click.echo(report.to_json(), nl=False)
    else:
        _print(report, options["lang"])


def _exchange(options: dict[str, Any], report: FootprintReport) -> None:
    if options["ileap_file"] is None and options["pact_file"] is None:
        return
    from daliz.app.exchange_footprint import ileap_document, pact_document

    created = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: TID251 - the command line reads the clock
    if options["ileap_file"] is not None:
        _write(options["ileap_file"], ileap_document(report))
    if options["pact_file"] is not None:
        _write(options["pact_file"], pact_document(report, created=created, version=options["pact_version"]))


def _print(report: FootprintReport, lang: str) -> None:
    from daliz.app.account_footprint import place_names
    from daliz.words import text

    def word(key: str) -> str:
        return text(lang, f"footprint.{key}")

    data = report.to_dict(lang)
    _print_totals(data, word, text(lang, "plan.kg_co2e"))
    _print_elements(data, word, place_names(lang))
    _print_groups(data, word, lang)
    shares = data["data_shares"]["by_emissions"]
    kinds = ", ".join(f"{word('data.' + k)} {v:.0%}" for k, v in shares.items())
    click.echo(f"{word('data')} ({word('by_emissions')}): {kinds}")
    if data["deviations"]:
        click.echo(f"{word('deviations')}:")
        for d in data["deviations"]:
            click.echo(f"  - {d['text']}")
    _print_levers(data, word, lang)
    p = data["provenance"]
    click.echo(
        f"{word('provenance')}: {p['factor_set']} {p['factor_set_version']}{''.join(f', {f}' for f in p['factor_files'])}"
    )
    click.echo(word("rounding"))


def _print_totals(data: dict[str, Any], word: Word, kg: str) -> None:
    from daliz.footprint.report import significant as show

    t = data["totals"]
    click.echo(f"{word('title')}: {data['title'] or data['chain']}")
    click.echo(
        f"  {word('wtw')}: {show(t['wtw_kg_co2e'])} {kg}   "
        f"{word('band')}: {show(t['low_kg_co2e'])} – {show(t['high_kg_co2e'])}"
    )
    click.echo(f"  {word('wtt')}: {show(t['wtt_kg_co2e'])}   {word('ttw')}: {show(t['ttw_kg_co2e'])}")
    types = ", ".join(word(f"distance.{d}") for d in t["distance_types"])
    per_tkm = None if t["kg_per_tkm"] is None else 1000 * t["kg_per_tkm"]
    click.echo(
        f"  {word('intensity')}: {show(per_tkm)} g/tkm ({word('distance_type')}: {types})   "
        f"{show(t['tkm'])} tkm"
    )
    if t["market_wtw_kg_co2e"] is not None:
        click.echo(f"  {word('market')}: {show(t['market_wtw_kg_co2e'])} {kg}")
    click.echo("")


def _print_elements(data: dict[str, Any], word: Word, places: dict[str, str]) -> None:
    from daliz.footprint.report import significant as show

    for e in data["elements"]:
        one, two = (places.get(e[end], e[end]) for end in ("from", "to"))
        ends = one if e["kind"] == "hub" else f"{one} – {two}"
        km = "" if e["kind"] == "hub" else f"{show(e['distance_km'])} km"
        click.echo(
            f"  {word('mode.' + e['mode']):<16}{ends:<34}{km:>10} {show(e['wtw_kg_co2e']):>9} kg"
            f"  ({show(e['low_kg_co2e'])} – {show(e['high_kg_co2e'])})  "
            f"{word('data.' + e['data_kind'])}: {_first(e['factors'])}"
        )


def _first(factors: list[str]) -> str:
    """Return the first factor and how many more there are; the files name them all."""
    more = f" +{len(factors) - 1}" if len(factors) > 1 else ""
    return f"{factors[0]}{more}" if factors else ""


def _print_levers(data: dict[str, Any], word: Word, lang: str) -> None:
    from daliz.footprint.report import significant as show

    for e in data.get("levers", ()):
        low, high = e["change_share_low"], e["change_share_high"]
        change = "" if low is None else f"{100 * low:+.0f} … {100 * high:+.0f} %"
        name = e["names"].get(lang, e["names"]["en"])
        click.echo(f"  {e['lever']} {name}: {change} {word('status.' + e['status'])}")
    if "carbon_cost" in data:
        c = data["carbon_cost"]
        click.echo(
            f"{word('carbon_cost')} {c['names'].get(lang, c['name'])} {c['year']}: "
            f"{show(c['low'])} – {show(c['central'])} – {show(c['high'])} {c['currency']}"
        )


def _print_groups(data: dict[str, Any], word: Any, lang: str) -> None:
    from daliz.app.account_footprint import carrier_name, country_name
    from daliz.footprint.report import significant as show

    click.echo("")
    named: dict[str, Callable[[str], str]] = {
        "by_mode": lambda name: word(f"mode.{name}"),
        "by_country": lambda name: country_name(lang, name),
        "by_carrier": lambda name: carrier_name(lang, name),
    }
    for key, name in named.items():
        rows = data[key]
        names = [name(r["name"]) for r in rows]
        click.echo(
            f"{word(key)}: "
            + ", ".join(f"{n} {show(r['wtw_kg_co2e'])}" for n, r in zip(names, rows, strict=True))
        )


def _shipments(options: dict[str, Any]) -> None:
    from daliz.app.account_shipments import account_shipments

    def progress(rows: int) -> None:
        click.echo(f"{rows:,} rows", err=True)

    found: ShipmentAccounts = account_shipments(
        options["file"], factors=_factor_set(options), folders=options["folders"], progress=progress
    )
    for p in found.problems:
        click.echo(str(p), err=True)
    _write(options["csv_file"], found.to_csv())
    if options["as_json"]:
        import json

        click.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=1))
        return
    from daliz.footprint.report import significant as show
    from daliz.words import text

    data = found.to_dict()
    t = data["totals"]
    lang = options["lang"]
    click.echo(f"{text(lang, 'footprint.shipments')}: {len(data['shipments']):,}")
    click.echo(
        f"{text(lang, 'footprint.wtw')}: {show(t['wtw_kg_co2e'])} {text(lang, 'plan.kg_co2e')} "
        f"({show(t['low_kg_co2e'])} – {show(t['high_kg_co2e'])})"
    )
    click.echo(f"{text(lang, 'footprint.activity')}: {show(t['tkm'])} tkm")
    click.echo(f"{text(lang, 'footprint.bad_rows')}: {len(data['problems'])}")


def _cases(options: dict[str, Any]) -> None:
    from daliz.app.account_footprint import run_cases
    from daliz.footprint.cases import summarise

    results = run_cases(options["cases_file"], factors=_factor_set(options), folders=options["folders"])
    data = summarise(results)
    if options["as_json"]:
        import json

        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    from daliz.words import text

    for c in data["cases"]:
        error = "" if c["max_rel_error"] is None else f"{c['max_rel_error']:.2g}"
        status = text(options["lang"], f"footprint.cases.{c['status']}")
        click.echo(f"{c['id']:<8}{c['family']:<16}{status:<18}{error:<10}{c.get('reason', '')}")
    s = data["summary"]
    click.echo(
        f"{s['n']}: "
        + ", ".join(
            f"{text(options['lang'], 'footprint.cases.' + k)} {s[k]}"
            for k in ("passed", "failed", "not_expressible")
        )
    )


def _errors(options: dict[str, Any]) -> None:
    from daliz.app.account_footprint import read_published_errors

    rows = read_published_errors(options["folders"])
    if options["as_json"]:
        import json

        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    russian = options["lang"] in {"ru", "kk"}
    for r in rows:
        numbers = "" if r["published"] is None else f" {r['published']:g} → {r['should_be']:g}."
        where, note = (r["where_ru"], r["note_ru"]) if russian else (r["where_en"], r["note"])
        click.echo(f"{r['error']:<5}{where}: {r['quantity']}.{numbers} {note}")


def _check(options: dict[str, Any]) -> None:
    from daliz.app.exchange_footprint import check_exchange_file

    problems = check_exchange_file(options["check_file"])
    for p in problems:
        click.echo(p, err=True)
    click.echo(f"{len(problems)} faults." if problems else "No faults.")
    if problems:
        raise SystemExit(4)


def _cut(options: dict[str, Any]) -> None:
    from daliz.app.account_footprint import cheapest_cut_of
    from daliz.footprint.report import significant as show
    from daliz.io.chains import read_json
    from daliz.io.saved_plans import is_plan
    from daliz.words import text

    plan = read_json(options["file"])
    if not is_plan(plan):
        raise QueryError(
            f"{options['file']} is not a saved plan.", "Make one with daliz plan … --save PLAN.json."
        )
    cut = cheapest_cut_of(plan, option=options["option"], cut_share=options["cut"] / 100, mix=options["mix"])
    if options["as_json"]:
        import json
        from dataclasses import asdict

        click.echo(json.dumps(asdict(cut) | {"usd_per_t": cut.usd_per_t}, ensure_ascii=False, indent=1))
        return
    share = cut.share_of_second
    ways = (
        cut.second.label
        if share == 1
        else f"{1 - share:.0%} {cut.first.label} + {share:.0%} {cut.second.label}"
    )
    kg = text(options["lang"], "plan.kg_co2e")
    click.echo(f"{text(options['lang'], 'footprint.cut', share=format(options['cut'] / 100, '.0%'))}: {ways}")
    click.echo(f"  {-cut.saved_kg_co2e:+,.0f} {kg}, {cut.extra_cost_usd:+,.0f} USD, {cut.extra_days:+.1f} d")
    if cut.usd_per_t is not None:
        click.echo(f"  {show(cut.usd_per_t)} USD/{text(options['lang'], 'plan.co2e')}")
