"""What a report shows: sums and intensities by element, mode, country, hub and energy; data shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from daliz.model.chain import ElementFootprint, Footprint, Part
from daliz.model.emissions import FactorSet

__all__ = ["METHOD", "data_shares", "factor_rows", "significant", "summary"]

METHOD = "ISO 14083:2023 as the GLEC Framework v3.0 explains it; GWP100 of IPCC AR6 for refrigerants"


def significant(value: float | None, digits: int = 3) -> str:  # unit-ok: any number, for display only
    """Return a number rounded for display; what is stored keeps every digit.

    >>> significant(1962.72)
    '1,960'
    >>> significant(0.0066)
    '0.0066'
    """
    if value is None:
        return "–"
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits}g}")
    if abs(rounded) >= 10 ** (digits - 1):
        return f"{rounded:,.0f}"
    return f"{rounded:.{digits}g}"


def _group(rows: Iterable[tuple[str, float, float, float]]) -> list[dict[str, Any]]:
    """Return sums by name, greatest first."""
    sums: dict[str, list[float]] = {}
    for name, wtw, ttw, tkm in rows:
        s = sums.setdefault(name, [0.0, 0.0, 0.0])
        s[0] += wtw
        s[1] += ttw
        s[2] += tkm
    return [
        {
            "name": name,
            "wtw_kg_co2e": wtw,
            "ttw_kg_co2e": ttw,
            "wtt_kg_co2e": wtw - ttw,
            "tkm": tkm,
            "kg_per_tkm": wtw / tkm if tkm else None,
        }
        for name, (wtw, ttw, tkm) in sorted(sums.items(), key=lambda item: (-item[1][0], item[0]))
    ]


def _by_element(footprint: Footprint, key: Callable[[ElementFootprint], str]) -> list[dict[str, Any]]:
    return _group((key(e), e.wtw_kg_co2e, e.ttw_kg_co2e, e.tkm) for e in footprint.elements)


def _by_part(footprint: Footprint, key: Callable[[Part], str]) -> list[dict[str, Any]]:
    return _group((key(p), p.wtw_kg_co2e, p.ttw_kg_co2e, p.tkm) for e in footprint.elements for p in e.parts)


def data_shares(footprint: Footprint) -> dict[str, dict[str, float]]:
    """Return the share of primary, modelled and default data, by emissions and by tonne-kilometres."""
    shares: dict[str, dict[str, float]] = {}
    measures: dict[str, Callable[[ElementFootprint], float]] = {
        "by_emissions": lambda e: e.wtw_kg_co2e,
        "by_tkm": lambda e: e.tkm,
    }
    for measure, of in measures.items():
        total = sum(of(e) for e in footprint.elements)
        shares[measure] = {
            kind: (sum(of(e) for e in footprint.elements if e.data_kind == kind) / total if total else 0.0)
            for kind in ("primary", "modelled", "default")
        }
    return shares


def element_row(e: ElementFootprint) -> dict[str, Any]:
    """Return one element as plain values."""
    x = e.element
    place = getattr(x, "place", None)
    return {
        "id": x.id,
        "kind": "hub" if e.is_hub else "leg",
        "mode": e.mode,
        "operation": getattr(x, "operation", None),
        "from": place if place is not None else getattr(x, "origin", ""),
        "to": place if place is not None else getattr(x, "destination", ""),
        "mass_t": e.mass_t,
        "distance_km": getattr(x, "distance_km", 0.0),
        "distance_type": e.distance_type,
        "factor_distance_type": e.factor_distance_type,
        "distance_adjustment": e.distance_adjustment_factor,
        "tkm": e.tkm,
        "wtw_kg_co2e": e.wtw_kg_co2e,
        "ttw_kg_co2e": e.ttw_kg_co2e,
        "wtt_kg_co2e": e.wtt_kg_co2e,
        "low_kg_co2e": e.low_kg_co2e,
        "high_kg_co2e": e.high_kg_co2e,
        "market_wtw_kg_co2e": e.market_wtw_kg_co2e,
        "kg_per_tkm": e.kg_per_tkm,
        "refrigerant_kg_co2e": e.refrigerant_kg_co2e,
        "data_kind": e.data_kind,
        "factors": list(e.factor_ids),
        "fallbacks": list(e.fallbacks),
    }


def factor_rows(footprint: Footprint, factors: FactorSet) -> list[dict[str, Any]]:
    """Return every factor used, once: name, value, region, year, source, licence, grade."""
    used = dict.fromkeys(i for e in footprint.elements for i in e.factor_ids)
    rows: list[dict[str, Any]] = []
    for factor_id in used:
        found = factors.factors.get(factor_id)
        if found is not None:
            rows.append(
                {
                    "id": factor_id,
                    "names": dict(found.names),
                    "wtw": found.wtw,
                    "ttw": found.ttw,
                    "unit": found.unit,
                    "distance_type": found.distance_type,
                    "region": found.region,
                    "year": found.data_year,
                    "licence": found.licence,
                    "source_id": found.source_id,
                    "grade": found.grade,
                    "note": found.note,
                }
            )
        else:
            rows.append({"id": factor_id, **_composed(factor_id, factors)})
    return rows


def _composed(factor_id: str, factors: FactorSet) -> dict[str, Any]:
    """Return what stands behind a factor that is computed from several facts."""
    kind, _, country = factor_id.rpartition(".")
    grid = factors.grids.get(country)
    if kind in {"rail.electric", "grid"} and grid is not None:
        return {
            "names": {
                "en": f"Electricity delivered in {country}",
                "ru": f"Электроэнергия у потребителя, {country}",
                "kk": f"Тұтынушыға жеткен электр энергиясы, {country}",
                "ja": f"需要端の電力、{country}",
            },
            "wtw": grid.delivered_kg_per_kwh,
            "ttw": 0.0,
            "unit": "kg/kWh",
            "region": country,
            "year": grid.data_year,
            "source_id": f"{grid.source_id}; losses: {grid.loss_source_id}",
            "note": grid.note,
        }
    traction = factors.tractions.get(country)
    if kind == "traction" and traction is not None:
        return {
            "names": {
                "en": f"Electric share of rail, {country}",
                "ru": f"Доля электротяги, {country}",
                "kk": f"Электр тартымының үлесі, {country}",
                "ja": f"鉄道の電気運転の割合、{country}",
            },
            "value": traction.electric_share,
            "unit": "share",
            "region": country,
            "source_id": traction.source_id,
            "note": traction.note,
        }
    return {"names": COMPOSED.get(factor_id, {"en": factor_id})}


#: What we name ourselves: factors put together of others.
COMPOSED: dict[str, dict[str, str]] = {
    "rail.diesel": {
        "en": "Train energy by the open formula, over the drive ratio, times the fuel",
        "ru": "Энергия поезда по открытой формуле, делённая на отношение тяг, на выбросы топлива",
        "kk": "Ашық формула бойынша пойыз энергиясы, тарту қатынасына бөлініп, отын шығарындысына көбейтілген",
        "ja": "公開式による列車エネルギーを駆動効率比で割り、燃料係数を掛けたもの",
    },
    "traction.none": {
        "en": "No wire sourced and no share published: diesel",
        "ru": "Нет сведений об электрификации и доле: дизель",
        "kk": "Электрлендіру де, үлесі де жарияланбаған: дизель",
        "ja": "電化の出典も電化率もなし：ディーゼル",
    },
    "own": {
        "en": "The carrier's or the operator's own figure",
        "ru": "Собственные данные перевозчика или оператора",
        "kk": "Тасымалдаушының не оператордың өз дерегі",
        "ja": "運送人または事業者自身の数値",
    },
}


def summary(footprint: Footprint, factors: FactorSet | None = None) -> dict[str, Any]:
    """Return the whole report as plain values, unrounded: what JSON, CSV and HTML are written from."""
    f = footprint
    hubs = [e for e in f.elements if e.is_hub]
    handled_t = sum(e.mass_t for e in hubs)
    hub_wtw = sum(e.wtw_kg_co2e for e in hubs)
    types = sorted({e.distance_type for e in f.elements if not e.is_hub})
    return {
        "chain": f.chain.id,
        "title": f.chain.title,
        "shipper": f.chain.shipper,
        "period": list(f.chain.period) if f.chain.period else None,
        "method": METHOD,
        "totals": {
            "wtw_kg_co2e": f.wtw_kg_co2e,
            "ttw_kg_co2e": f.ttw_kg_co2e,
            "wtt_kg_co2e": f.wtt_kg_co2e,
            "low_kg_co2e": f.low_kg_co2e,
            "high_kg_co2e": f.high_kg_co2e,
            "market_wtw_kg_co2e": f.market_wtw_kg_co2e,
            "tkm": f.tkm,
            "kg_per_tkm": f.kg_per_tkm,
            "distance_types": types,
            "offsets_kg_co2e": f.chain.offsets_kg_co2e,
        },
        "hubs": {
            "wtw_kg_co2e": hub_wtw,
            "handled_t": handled_t,
            "kg_per_t": hub_wtw / handled_t if handled_t else None,
        },
        "elements": [element_row(e) for e in f.elements],
        "by_mode": _by_element(f, lambda e: e.mode),
        "by_hub": _group(
            (str(getattr(e.element, "place", "")), e.wtw_kg_co2e, e.ttw_kg_co2e, 0.0) for e in hubs
        ),
        "by_country": _by_part(f, lambda p: p.country or "not stated"),
        "by_carrier": _by_part(f, lambda p: p.carrier),
        "data_shares": data_shares(f),
        "deviations": list(f.deviations),
        "factors": [] if factors is None else factor_rows(f, factors),
        "provenance": dict(f.provenance),
    }
