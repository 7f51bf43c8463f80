"""The account of a chain as iLEAP 1.0 data, and iLEAP shipments as chains.

ShipmentFootprint, TOC, HOC and TAD of the iLEAP technical specifications 1.0.0. Masses are kilograms,
distances kilometres, activities tonne-kilometres, emissions kilograms of CO2e; numbers are strings; absent
fields are left out. Refrigerants have no place in the standard: they are inside the element's emissions, and
a remark says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from daliz.errors import DataError
from daliz.io.messages.decimals import decimal_text, read_decimal
from daliz.model.chain import ElementFootprint, Footprint, HubElement, TransportChain, TransportElement
from daliz.model.emissions import FactorSet
from daliz.notes import Note
from daliz.units import KG_PER_TONNE, MJ_PER_KWH

__all__ = ["chain_of_shipment", "ileap_data", "shipment_footprint"]

MODES = {
    "road": "Road",
    "rail": "Rail",
    "air": "Air",
    "sea": "Sea",
    "ferry": "Sea",
    "inland": "InlandWaterway",
}
MODES_BACK = {"Road": "road", "Rail": "rail", "Air": "air", "Sea": "sea", "InlandWaterway": "inland"}
HUB_TYPES = {
    "port": "MaritimeContainerTerminal",
    "transshipment": "MaritimeContainerTerminal",
    "bulk": "Transshipment",
}

#: Our carriers, the standard's, the fuel whose factor stands beside it, its feedstock.
CARRIERS = {
    "diesel": ("Diesel", "diesel", "Fossil"),
    "marine fuel": ("MGO", "mgo", "Fossil"),
    "jet fuel": ("Aviation fuel", "diesel", "Fossil"),
    "unstated": ("Diesel", "diesel", "Fossil"),
}

Say = Callable[[Note], str]

KIND_MARK = "data: "
FERRY_MARK = "ferry"


def ileap_data(footprint: Footprint, factors: FactorSet, say: Say) -> dict[str, Any]:
    """Return the account as a document of its shipment footprint, TOCs, HOCs and transport activity data.

    ``say`` tells a note in words.
    """
    return {
        "shipmentFootprint": shipment_footprint(footprint),
        "tocs": [_toc(footprint, e, factors, say) for e in footprint.elements if not e.is_hub],
        "hocs": [_hoc(footprint, e, factors, say) for e in footprint.elements if e.is_hub],
        "tads": [t for e in footprint.elements if (t := _tad(footprint, e)) is not None],
    }


def shipment_footprint(footprint: Footprint) -> dict[str, Any]:
    """Return the ShipmentFootprint: one TCE an element, in order."""
    chain = footprint.chain
    mass_t = chain.mass_t if chain.mass_t is not None else footprint.elements[0].mass_t
    tces: list[dict[str, Any]] = []
    for e in footprint.elements:
        tces.append(_tce(footprint, e, tces[-1]["tceId"] if tces else None))
    return {"mass": decimal_text(mass_t * KG_PER_TONNE), "shipmentId": chain.id, "tces": tces}


def _tce(footprint: Footprint, e: ElementFootprint, previous: str | None) -> dict[str, Any]:
    x = e.element
    km = x.distance_km if isinstance(x, TransportElement) else 0.0
    kind = "actual" if e.is_hub else e.distance_type
    found: dict[str, Any] = {"tceId": f"{footprint.chain.id}-{x.id}"}
    if previous is not None:
        found["prevTceIds"] = [previous]
    found["hocId" if e.is_hub else "tocId"] = _category_id(footprint, e)
    found |= {
        "shipmentId": footprint.chain.id,
        "mass": decimal_text(e.mass_t * KG_PER_TONNE),
        "distance": {kind: decimal_text(km)},
        "transportActivity": decimal_text(e.tkm),
        "co2eWTW": decimal_text(e.wtw_kg_co2e),
        "co2eTTW": decimal_text(e.ttw_kg_co2e),
    }
    for end, place in _ends(x):
        found[end] = place
    if x.departs:
        found["departureAt"] = x.departs
    if x.arrives:
        found["arrivalAt"] = x.arrives
    return found


def _category_id(footprint: Footprint, e: ElementFootprint) -> str:
    return f"{'hoc' if e.is_hub else 'toc'}-{footprint.chain.id}-{e.element.id}"


def _ends(x: TransportElement | HubElement) -> list[tuple[str, dict[str, str]]]:
    """Return the ends whose country is known; a location without a country is not allowed."""
    if isinstance(x, HubElement) or not x.stretches:
        return []
    first, last = x.stretches[0].country, x.stretches[-1].country
    ends = (("origin", x.origin, first), ("destination", x.destination, last))
    return [(name, {"city": city, "country": c}) for name, city, c in ends if city and len(c) == 2]  # noqa: PLR2004 - ISO 3166 alpha-2


def _energy_carriers(e: ElementFootprint, factors: FactorSet) -> list[dict[str, Any]]:
    """Return the carriers with their share of the energy; shares sum to 1."""
    rows: list[tuple[str, str, str, float, float, float]] = []
    for p in e.parts:
        if p.carrier in {"refrigerant", ""}:
            continue
        if p.carrier in {"electricity", "hub energy"}:
            grid, _ = factors.grid(p.country or "WORLD")
            kwh_kg = grid.delivered_kg_per_kwh
            diesel = factors.fuel("diesel")
            burnt_kg = p.ttw_kg_co2e / diesel.ttw if p.ttw_kg_co2e else 0.0
            rest = max(0.0, p.wtw_kg_co2e - burnt_kg * (diesel.wtw or diesel.ttw))
            rows.append(
                ("Electric", "kWh", "Grid", rest / kwh_kg * MJ_PER_KWH if kwh_kg else 0.0, kwh_kg, 0.0)
            )
            if burnt_kg:
                wtw = diesel.wtw or diesel.ttw
                rows.append(("Diesel", "kg", "Fossil", burnt_kg * diesel.lhv_mj, wtw, diesel.ttw))
            continue
        name, fuel_id, feedstock = CARRIERS.get(p.carrier, CARRIERS["unstated"])
        fuel = factors.fuel(fuel_id)
        wtw = fuel.wtw or fuel.ttw
        rows.append((name, "kg", feedstock, p.wtw_kg_co2e / wtw * fuel.lhv_mj, wtw, fuel.ttw))
    return _shared(rows)


def _shared(rows: list[tuple[str, str, str, float, float, float]]) -> list[dict[str, Any]]:
    merged: dict[tuple[str, str, str], list[float]] = {}
    for name, unit, feedstock, mj, wtw, ttw in rows or [("Diesel", "kg", "Fossil", 0.0, 0.0, 0.0)]:
        m = merged.setdefault((name, unit, feedstock), [0.0, 0.0, 0.0, 0.0])
        m[0] += mj
        m[1] += mj * wtw
        m[2] += mj * ttw
        m[3] += 1
    total = sum(m[0] for m in merged.values())
    shares = [m[0] / total if total else 1 / len(merged) for m in merged.values()]
    shares = [round(s, 6) for s in shares[:-1]]
    shares.append(round(1 - sum(shares), 6))
    return [
        {
            "energyCarrier": name,
            "feedstocks": [{"feedstock": feedstock}],
            "energyConsumptionUnit": unit,
            "emissionFactorWTW": decimal_text(m[1] / m[0] if m[0] else 0.0),
            "emissionFactorTTW": decimal_text(m[2] / m[0] if m[0] else 0.0),
            "relativeShare": decimal_text(share),
        }
        for ((name, unit, feedstock), m), share in zip(merged.items(), shares, strict=True)
    ]


def _description(e: ElementFootprint, say: Say) -> str:
    parts = [
        f"{KIND_MARK}{e.data_kind}",
        f"factors: {', '.join(e.factor_ids) or 'own'}",
        *map(say, e.fallbacks),
    ]
    if e.refrigerant_kg_co2e:
        parts.append(f"{e.refrigerant_kg_co2e:g} kg of it refrigerant")
    if e.mode == "ferry":
        parts.append(FERRY_MARK)
    return "; ".join(parts)


def _toc(footprint: Footprint, e: ElementFootprint, factors: FactorSet, say: Say) -> dict[str, Any]:
    x = e.element
    reefer = isinstance(x, TransportElement) and x.reefer
    return {
        "tocId": _category_id(footprint, e),
        "description": _description(e, say),
        "mode": MODES.get(e.mode, "Road"),
        "temperatureControl": "refrigerated" if reefer else "ambient",
        "energyCarriers": _energy_carriers(e, factors),
        "co2eIntensityWTW": decimal_text(e.wtw_kg_co2e / e.tkm if e.tkm else 0.0),
        "co2eIntensityTTW": decimal_text(e.ttw_kg_co2e / e.tkm if e.tkm else 0.0),
        "transportActivityUnit": "tkm",
    }


def _hoc(footprint: Footprint, e: ElementFootprint, factors: FactorSet, say: Say) -> dict[str, Any]:
    x = e.element
    operation = x.operation if isinstance(x, HubElement) else ""
    return {
        "hocId": _category_id(footprint, e),
        "description": _description(e, say),
        "hubType": HUB_TYPES.get(operation, "Transshipment"),
        "temperatureControl": "ambient",
        "energyCarriers": _energy_carriers(e, factors),
        "co2eIntensityWTW": decimal_text(e.wtw_kg_co2e / e.mass_t if e.mass_t else 0.0),
        "co2eIntensityTTW": decimal_text(e.ttw_kg_co2e / e.mass_t if e.mass_t else 0.0),
        "hubActivityUnit": "tonnes",
    }


def _tad(footprint: Footprint, e: ElementFootprint) -> dict[str, Any] | None:
    """Return the activity of a leg; only where both ends and both times are known, as is demanded."""
    x = e.element
    ends = dict(_ends(x))
    if not isinstance(x, TransportElement) or len(ends) != 2 or not (x.departs and x.arrives):  # noqa: PLR2004 - both ends
        return None
    return {
        "activityId": f"{footprint.chain.id}-{x.id}",
        "consignmentIds": [footprint.chain.id],
        "distance": {e.distance_type: decimal_text(x.distance_km)},
        "mass": decimal_text(e.mass_t * KG_PER_TONNE),
        "origin": ends["origin"],
        "destination": ends["destination"],
        "departureAt": x.departs,
        "arrivalAt": x.arrives,
        "mode": MODES.get(x.mode, "Road"),
        "temperatureControl": "refrigerated" if x.reefer else "ambient",
    }


def chain_of_shipment(document: Mapping[str, Any], where: str = "iLEAP") -> TransportChain:
    """Return the chain of a ShipmentFootprint, with its TOCs and HOCs where the document has them.

    Emissions become the elements' own intensities, so that the account gives back what was sent.

    Raises
    ------
    DataError
        If a field is missing or of the wrong form.
    """
    shipment = document.get("shipmentFootprint", document)
    tces = shipment.get("tces") if isinstance(shipment, Mapping) else None
    if not isinstance(tces, list) or not tces:
        raise DataError(f"{where}: the shipment has no TCEs.", "A ShipmentFootprint needs at least one.")
    categories = {
        c.get("tocId") or c.get("hocId"): c
        for key in ("tocs", "hocs")
        for c in document.get(key, ())
        if isinstance(c, Mapping)
    }
    return TransportChain(
        id=str(shipment["shipmentId"]),
        mass_t=read_decimal(shipment["mass"], f"{where}: mass") / KG_PER_TONNE,
        elements=tuple(_element(t, categories, f"{where}: TCE {i + 1}") for i, t in enumerate(tces)),
    )


def _element(
    tce: Mapping[str, Any], categories: Mapping[Any, Mapping[str, Any]], where: str
) -> TransportElement | HubElement:
    tce_id, mass_t, kind, km, wtw, ttw = _numbers(tce, where)
    category = categories.get(tce.get("tocId") or tce.get("hocId"), {})
    if tce.get("hocId"):
        return HubElement(
            id=tce_id,
            mass_t=mass_t,
            wtw_kg_per_t=wtw / mass_t if mass_t else 0.0,
            ttw_kg_per_t=ttw / mass_t if mass_t else 0.0,
            data_kind=_data_kind(category),
            departs=tce.get("departureAt"),
            arrives=tce.get("arrivalAt"),
        )
    tkm = mass_t * km
    return TransportElement(
        id=tce_id,
        mode=_mode(category),
        origin=str(tce.get("origin", {}).get("city", "")),
        destination=str(tce.get("destination", {}).get("city", "")),
        distance_km=km,
        distance_type=kind,
        mass_t=mass_t,
        wtw_kg_per_tkm=wtw / tkm if tkm else 0.0,
        ttw_kg_per_tkm=ttw / tkm if tkm else 0.0,
        data_kind=_data_kind(category),
        reefer=category.get("temperatureControl") == "refrigerated",
        departs=tce.get("departureAt"),
        arrives=tce.get("arrivalAt"),
    )


def _numbers(tce: Mapping[str, Any], where: str) -> tuple[str, float, str, float, float, float]:
    """Return id, tonnes, kind of distance, kilometres, and kilograms well to wheel and tank to wheel of a TCE."""
    try:
        mass_t = read_decimal(tce["mass"], f"{where}: mass") / KG_PER_TONNE
        wtw = read_decimal(tce["co2eWTW"], f"{where}: co2eWTW")
        ttw = read_decimal(tce["co2eTTW"], f"{where}: co2eTTW")
        kind, km = next(
            (k, read_decimal(v, f"{where}: distance"))
            for k, v in sorted(
                tce["distance"].items(), key=lambda item: ("sfd", "gcd", "actual").index(item[0])
            )
        )
        return str(tce["tceId"]), mass_t, kind, km, wtw, ttw
    except (KeyError, StopIteration, ValueError, AttributeError) as error:
        raise DataError(
            f"{where}: a required field is missing: {error}.", "See the iLEAP data model."
        ) from error


def _data_kind(category: Mapping[str, Any]) -> str | None:
    """Return the kind of data that the description of a TOC or HOC names."""
    description = str(category.get("description", ""))
    return next((k for k in ("primary", "modelled", "default") if f"{KIND_MARK}{k}" in description), None)


def _mode(category: Mapping[str, Any]) -> str:
    """Return our mode of a TOC; a ferry is Sea with a remark."""
    if str(category.get("description", "")).endswith(FERRY_MARK):
        return "ferry"
    return MODES_BACK.get(str(category.get("mode", "Road")), "road")
