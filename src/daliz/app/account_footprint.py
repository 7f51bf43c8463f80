"""Use cases of the greenhouse gas accounts: one chain, many shipments, published cases, greener ways."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daliz import __version__
from daliz.errors import DataError, QueryError
from daliz.io.tables import facts_layers
from daliz.model.chain import Footprint, TransportChain
from daliz.model.emissions import FactorSet

if TYPE_CHECKING:
    from daliz.footprint.cases import CaseResult
    from daliz.model.greener import CarbonCost, Cut, LeverEffect

__all__ = [
    "FootprintReport",
    "account_chain_of",
    "account_file",
    "cheapest_cut_of",
    "place_names",
    "read_factor_set",
    "read_published_errors",
    "run_cases",
]


def read_factor_set(layers: Sequence[Path] = (), *, files: Iterable[Path] = ()) -> FactorSet:
    """Return the factor set of the facts layers, built in where none are given, and the user's files."""
    from daliz.io.factor_sets import read_factor_set as read

    return read(layers or facts_layers(), files=files)


@dataclass(frozen=True, slots=True, kw_only=True)
class FootprintReport:
    """The account of one chain with what was asked beside it; writes itself as data, CSV and HTML."""

    footprint: Footprint
    factors: FactorSet
    levers: tuple[LeverEffect, ...] = ()
    carbon: CarbonCost | None = None

    @property
    def wtw_kg_co2e(self) -> float:
        """Well to wheel."""
        return self.footprint.wtw_kg_co2e

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the report as plain data, unrounded; notes carry their text in ``lang``."""
        from daliz.footprint.report import summary
        from daliz.words import told_dict

        found = summary(self.footprint, self.factors)
        found["deviations"] = [told_dict(n, lang) for n in found["deviations"]]
        for element in found["elements"]:
            element["fallbacks"] = [told_dict(n, lang) for n in element["fallbacks"]]
        if self.levers:
            found["levers"] = [_lever_row(e, lang) for e in self.levers]
        if self.carbon is not None:
            c = self.carbon
            found["carbon_cost"] = {
                "series": c.price.series,
                "name": c.price.names["en"],
                "names": dict(c.price.names),
                "year": c.price.price_year,
                "currency": c.price.currency,
                "low": c.low,
                "central": c.central,
                "high": c.high,
                "source_id": c.price.source_id,
                "note": c.price.note,
            }
        return found

    def to_json(self) -> str:
        """Return the report as JSON text."""
        from daliz.io.footprints import report_json

        return report_json(self.to_dict())

    def to_csv(self) -> str:
        """Return the elements as CSV text."""
        from daliz.io.footprints import elements_csv

        return elements_csv([self.to_dict()])

    def to_html(self, lang: str = "en") -> str:
        """Return one self-contained page."""
        from daliz.footprint.report import significant
        from daliz.io.footprints import report_html
        from daliz.words import check_language, text

        check_language(lang)

        def words(key: str) -> str:
            return text(lang, f"footprint.{key}")

        def show(value: float | None) -> str:  # unit-ok: any measure
            plain = significant(value)
            return plain.replace(",", "\u00a0").replace(".", ",") if lang in {"ru", "kk"} else plain

        place = place_names(lang)
        return report_html(
            self.to_dict(lang),
            words=words,
            show=show,
            lang=lang,
            place=lambda p: place.get(p, p),
            country=lambda c: country_name(lang, c),
            carrier=lambda c: carrier_name(lang, c),
        )

    def _repr_html_(self) -> str:
        return self.to_html()


def _lever_row(e: LeverEffect, lang: str) -> dict[str, Any]:
    from daliz.words import told_dict

    total = e.acts_on_kg_co2e

    def share(kg: float | None) -> float | None:
        return None if kg is None or not total else kg / total

    return {
        "lever": e.lever.id,
        "names": dict(e.lever.names),
        "status": e.status,
        "acts_on_kg_co2e": total,
        "change_low_kg_co2e": e.change_low_kg_co2e,
        "change_kg_co2e": e.change_kg_co2e,
        "change_high_kg_co2e": e.change_high_kg_co2e,
        "change_share_low": share(e.change_low_kg_co2e),
        "change_share_high": share(e.change_high_kg_co2e),
        "basis": None if e.basis is None else told_dict(e.basis, lang),
        "source_id": e.lever.source_id,
        "note": e.lever.note,
    }


def account_chain_of(
    chain: TransportChain | Mapping[str, Any] | str | Path,
    *,
    option: int = 1,  # unit-ok: a place in a list
    factors: FactorSet | None = None,
    factor_files: Sequence[Path | str] = (),
    folders: Sequence[Path] = (),
    levers: bool = False,
    carbon_price: str | None = None,
    carbon_year: int = 2026,
) -> FootprintReport:
    """Return the account of one chain: an object, data, or a JSON or CSV file; of a saved plan, an option.

    Raises
    ------
    DataError
        If the input is wrong, or holds several chains; ``account_shipments`` takes those.
    """
    found = factors or read_factor_set(facts_layers(folders), files=[Path(f) for f in factor_files])
    chains = _chains(chain, option, folders)
    if len(chains) != 1:
        raise DataError(
            f"The file holds {len(chains)} chains.", "account_shipments and the command take them all."
        )
    return _report(
        chains[0], found, folders, levers=levers, carbon_price=carbon_price, carbon_year=carbon_year
    )


def account_file(
    path: Path, *, option: int = 1, factors: FactorSet, folders: Sequence[Path] = ()
) -> list[FootprintReport]:  # unit-ok: a place in a list
    """Return the accounts of every chain of a file."""
    return [_report(c, factors, folders) for c in _chains(path, option, folders)]


def _report(
    chain: TransportChain,
    factors: FactorSet,
    folders: Sequence[Path],
    *,
    levers: bool = False,
    carbon_price: str | None = None,
    carbon_year: int = 2026,
) -> FootprintReport:
    from daliz.footprint.account import account_chain, with_provenance
    from daliz.footprint.greener import carbon_cost, choose_price
    from daliz.footprint.levers import lever_effects
    from daliz.io.emission_tables import read_carbon_prices, read_levers

    footprint = with_provenance(
        account_chain(chain, factors), version=__version__, factors_sha256=factors.sha256
    )
    cost = None
    if carbon_price is not None:
        price = choose_price(read_carbon_prices(facts_layers(folders)), carbon_price, carbon_year)
        cost = carbon_cost(footprint.wtw_kg_co2e, price)
    return FootprintReport(
        footprint=footprint,
        factors=factors,
        levers=tuple(lever_effects(footprint, factors, read_levers(facts_layers(folders)))) if levers else (),
        carbon=cost,
    )


def _chains(
    source: TransportChain | Mapping[str, Any] | str | Path,
    option: int,  # unit-ok: a place in a list
    folders: Sequence[Path],
) -> list[TransportChain]:
    from daliz.io.chains import chains_of, read_chains, read_json
    from daliz.io.messages.pact import chain_of_exchange, is_exchange
    from daliz.io.saved_plans import chain_of_option, is_plan, read_link_tractions

    if isinstance(source, TransportChain):
        return [source]
    where = "chain"
    if isinstance(source, str | Path):
        path = Path(source)
        where = path.name
        if not path.is_file():
            raise DataError(f"There is no file {path}.", "Give a saved plan, or a chain as JSON or CSV.")
        if path.suffix.lower() == ".csv":
            return read_chains(path)
        source = read_json(path)
    if is_plan(source):
        tractions = read_link_tractions(facts_layers(folders))
        return [chain_of_option(_mapping(source), option, tractions, where)]
    if is_exchange(source):
        return [chain_of_exchange(source, where)]
    return chains_of(source, where)


def _mapping(data: Any) -> Mapping[str, Any]:  # noqa: ANN401 - JSON
    """Return what is known to be an object as one."""
    return dict(data)


def place_names(lang: str, folders: Sequence[Path] = ()) -> dict[str, str]:
    """Return the names of the built-in places, by id, terminal and English name; English where a language has none."""
    from daliz.io.tables import read_table

    found: dict[str, str] = {}
    for row in read_table("places", facts_layers(folders)):
        name = row[f"name_{lang}"] or row["name_en"]
        found |= {f"{row['place']}{end}": name for end in ("", ".rail", ".port", ".road")}
        found.setdefault(row["name_en"], name)  # an end at the door bears its name
    return found


def country_name(lang: str, code: str) -> str:
    """Return a country's name in a language; words for what is in no country."""
    from daliz.io.tables import read_table
    from daliz.words import in_language, text

    if code in {"international", "not stated"}:
        return text(lang, f"page.area.{code}")
    row = next((r for r in read_table("countries", facts_layers(())) if r["country"] == code), None)
    return code if row is None else in_language(lang, row, "name") or code


def carrier_name(lang: str, carrier: str) -> str:
    """Return an energy carrier in a language; one that a user named stands as written."""
    from daliz.words import text

    known = {"diesel", "marine fuel", "jet fuel", "electricity", "hub energy", "refrigerant", "unstated"}
    return text(lang, f"footprint.carrier.{carrier}") if carrier in known else carrier


def read_published_errors(folders: Sequence[Path] = ()) -> list[dict[str, Any]]:
    """Return the list of published figures that are wrong."""
    from daliz.io.emission_tables import read_published_errors as read

    return read(facts_layers(folders))


def run_cases(
    path: Path, *, factors: FactorSet | None = None, folders: Sequence[Path] = ()
) -> list[CaseResult]:
    """Return the verdicts on the cases of a CSV with the columns of the published examples.

    Raises
    ------
    DataError
        If the file has no cases or lacks a column.
    """
    from daliz.footprint.cases import KnownError, run_case

    found = factors or read_factor_set(facts_layers(folders))
    errors = [
        KnownError(id=r["error"], published=r["published"], right=r["should_be"], note=r["note"] or "")
        for r in read_published_errors(folders)
        if r["published"] is not None and r["should_be"] is not None
    ]
    results: list[CaseResult] = []
    for where, row in _case_rows(path):
        try:
            inputs, expected = (
                json.loads(row["inputs_json"] or "{}"),
                json.loads(row["expected_json"] or "{}"),
            )
            tolerance = float(row.get("tolerance_rel") or 0)
        except ValueError as error:
            raise DataError(
                f"{where}: a cell cannot be read: {error}.", "Write JSON objects and a number."
            ) from error
        if not isinstance(inputs, dict) or not isinstance(expected, dict):
            raise DataError(f"{where}: inputs_json and expected_json must be objects.", "Write {…}.")
        results.append(
            run_case(
                row["id"], row.get("family") or "", inputs, expected, tolerance, found, known_errors=errors
            )
        )
    if not results:
        raise DataError(f"{path.name}: the file holds no cases.", "Add rows.")
    return results


def _case_rows(path: Path) -> Iterable[tuple[str, dict[str, str]]]:
    if not path.is_file():
        raise DataError(f"There is no file {path}.", "Give a CSV of cases.")
    with path.open(encoding="utf-8-sig", newline="") as f:
        lines = csv.DictReader(f)
        missing = {"id", "inputs_json", "expected_json"} - set(lines.fieldnames or ())
        if missing:
            raise DataError(
                f"{path.name}:1: the column {min(missing)} is missing.", "See the cases reference."
            )
        for row in lines:
            yield f"{path.name}:{lines.line_num}", row


def cheapest_cut_of(
    plan: Mapping[str, Any], *, option: int, cut_share: float, mix: bool = False
) -> Cut:  # unit-ok: a place in a list
    """Return the cheapest way among a saved plan's options to emit ``cut_share`` less than one of them."""
    from daliz.footprint.greener import cheapest_cut
    from daliz.io.saved_plans import options_of
    from daliz.model.greener import Choice

    def middle(value: Any) -> float:  # noqa: ANN401 - JSON; unit-ok: any measure
        return float(value["p50"] if isinstance(value, Mapping) else value)

    options = options_of(plan, "plan")
    if not 1 <= option <= len(options):
        raise QueryError(f"The plan has no option {option}.", f"It has {len(options)}.")
    choices = [
        Choice(
            id=str(o.get("id", i + 1)),
            label=f"{i + 1} ({o.get('corridor', '')})",
            cost_usd=middle(o["cost_usd"]),
            days=middle(o["days"]),
            wtw_kg_co2e=float(o["wtw_kg_co2e"]),
        )
        for i, o in enumerate(options)
    ]
    return cheapest_cut(choices, choices[option - 1].id, cut_share, mix=mix)
