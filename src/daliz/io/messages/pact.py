"""PACT product footprints around iLEAP data: version 2, which iLEAP 1.0 extends, and version 3."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from daliz.errors import DataError
from daliz.io.messages.decimals import decimal_text, read_decimal
from daliz.io.messages.ileap import chain_of_shipment
from daliz.model.chain import TransportChain

__all__ = ["Company", "chain_of_exchange", "ileap_of_pact", "is_exchange", "pact_footprints"]

SCHEMAS = {"shipment": "shipment-footprint", "toc": "toc", "hoc": "hoc"}
SCHEMA_HOST = "https://api.ileap.sine.dev/"
CPC = "83117"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who owns the data: a name and a URN."""

    name: str = "Not stated"
    urn: str = "urn:pathfinder:company:customcode:vendor-assigned:not-stated"


def pact_footprints(
    document: Mapping[str, Any],
    *,
    created: str,
    period: tuple[str, str],
    version: str = "3",
    company: Company | None = None,
    primary_share: float | None = None,  # unit-ok: a share
    comment: str = "",
) -> list[dict[str, Any]]:
    """Return one product footprint for the shipment, each TOC and each HOC of an iLEAP document.

    ``version`` is 2 or 3; the numbers are the same in both. ``period`` holds two instants, RFC 3339.
    """
    if version not in {"2", "3"}:
        raise DataError(f"There is no PACT version {version!r} here.", "Choose 2 or 3.")
    whose = company or Company()
    rows: list[tuple[str, str, Mapping[str, Any]]] = [
        ("shipment", document["shipmentFootprint"]["shipmentId"], document["shipmentFootprint"])
    ]
    rows += [("toc", t["tocId"], t) for t in document.get("tocs", ())]
    rows += [("hoc", h["hocId"], h) for h in document.get("hocs", ())]
    wrap = _version_2 if version == "2" else _version_3
    found = []
    for kind, name, data in rows:
        unit, amount, kg = _measures(kind, data)
        head = {
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"daliz:{version}:{kind}:{name}:{decimal_text(kg)}")),
            "created": created,
            "status": "Active",
            "companyName": whose.name,
            "companyIds": [whose.urn],
            "productDescription": f"Logistics: {kind} {name}",
            "productIds": [f"urn:pathfinder:product:customcode:vendor-assigned:{kind}:{name}"],
            "productNameCompany": f"{kind} {name}",
            "comment": comment,
            "extensions": [
                {
                    "specVersion": "2.0.0",
                    "dataSchema": f"{SCHEMA_HOST}{SCHEMAS[kind]}.json",
                    "data": dict(data),
                }
            ],
        }
        found.append(wrap(head, unit, amount, kg, period, primary_share))
    return found


def _measures(kind: str, data: Mapping[str, Any]) -> tuple[str, float, float]:
    """Return declared unit, its amount and the kilograms over it."""
    if kind == "shipment":
        tces = data["tces"]
        return (
            "ton kilometer",
            sum(read_decimal(t["transportActivity"], "TCE") for t in tces),
            sum(read_decimal(t["co2eWTW"], "TCE") for t in tces),
        )
    kg = read_decimal(data["co2eIntensityWTW"], kind)
    return ("ton kilometer", 1.0, kg) if kind == "toc" else ("kilogram", 1000.0, kg)


def _version_2(
    head: dict[str, Any],
    unit: str,
    amount: float,
    kg: float,
    period: tuple[str, str],
    primary: float | None,  # unit-ok: the unit stands beside it
) -> dict[str, Any]:
    pcf: dict[str, Any] = {
        "declaredUnit": unit,
        "unitaryProductAmount": decimal_text(amount),
        "pCfExcludingBiogenic": decimal_text(kg),
        "fossilGhgEmissions": decimal_text(kg),
        "fossilCarbonContent": "0",
        "biogenicCarbonContent": "0",
        "characterizationFactors": "AR6",
        "ipccCharacterizationFactorsSources": ["AR6"],
        "crossSectoralStandardsUsed": ["GHG Protocol Product standard"],
        "boundaryProcessesDescription": "Well to wheel, as ISO 14083 draws it",
        "referencePeriodStart": period[0],
        "referencePeriodEnd": period[1],
        "exemptedEmissionsPercent": 0,
        "exemptedEmissionsDescription": "",
        "packagingEmissionsIncluded": False,
    }
    if primary is not None:
        pcf["primaryDataShare"] = round(100 * primary, 6)
    return {**head, "specVersion": "2.1.0", "version": 1, "productCategoryCpc": CPC, "pcf": pcf}


def _version_3(
    head: dict[str, Any],
    unit: str,
    amount: float,
    kg: float,
    period: tuple[str, str],
    primary: float | None,  # unit-ok: the unit stands beside it
) -> dict[str, Any]:
    pcf: dict[str, Any] = {
        "declaredUnitOfMeasurement": unit,
        "declaredUnitAmount": decimal_text(amount),
        "productMassPerDeclaredUnit": "0" if unit == "ton kilometer" else decimal_text(amount),
        "referencePeriodStart": period[0],
        "referencePeriodEnd": period[1],
        "pcfExcludingBiogenicUptake": decimal_text(kg),
        "pcfIncludingBiogenicUptake": decimal_text(kg),
        "fossilGhgEmissions": decimal_text(kg),
        "fossilCarbonContent": "0",
        "packagingEmissionsIncluded": False,
        "boundaryProcessesDescription": "Well to wheel, as ISO 14083 draws it",
        "ipccCharacterizationFactors": ["AR6"],
        "crossSectoralStandards": ["ISO14083"],
        "exemptedEmissionsPercent": "0",
    }
    if primary is not None:
        pcf["primaryDataShare"] = decimal_text(round(100 * primary, 6))
    classes = [f"urn:pact:productclassification:un-cpc:{CPC}"]
    return {**head, "specVersion": "3.0.3", "productClassifications": classes, "pcf": pcf}


def ileap_of_pact(footprints: Sequence[Mapping[str, Any]], where: str = "PACT") -> dict[str, Any]:
    """Return the iLEAP document inside product footprints of either version.

    Raises
    ------
    DataError
        If none of them holds a shipment.
    """
    found: dict[str, Any] = {"tocs": [], "hocs": [], "tads": []}
    for f in footprints:
        for extension in f.get("extensions") or ():
            schema = str(extension.get("dataSchema", ""))
            data = extension.get("data")
            if schema.endswith("shipment-footprint.json"):
                found["shipmentFootprint"] = data
            elif schema.endswith("/toc.json"):
                found["tocs"].append(data)
            elif schema.endswith("/hoc.json"):
                found["hocs"].append(data)
    if "shipmentFootprint" not in found:
        raise DataError(f"{where}: no shipment footprint inside.", "An extension must carry the iLEAP data.")
    return found


def is_exchange(data: Any) -> bool:  # noqa: ANN401 - JSON
    """Tell whether a JSON document is iLEAP or PACT data."""
    if isinstance(data, Mapping) and isinstance(data.get("data"), list):
        data = data["data"]
    if isinstance(data, list):
        return bool(data) and isinstance(data[0], Mapping) and "pcf" in data[0]
    return isinstance(data, Mapping) and ("tces" in data or "shipmentFootprint" in data or "pcf" in data)


def chain_of_exchange(data: Any, where: str = "exchange file") -> TransportChain:  # noqa: ANN401 - JSON
    """Return the chain inside an iLEAP document, a PACT footprint or a list of them."""
    if isinstance(data, Mapping) and isinstance(data.get("data"), list):
        data = data["data"]
    if isinstance(data, Mapping) and "pcf" in data:
        data = [data]
    if isinstance(data, list):
        data = ileap_of_pact(data, where)
    return chain_of_shipment(data, where)
