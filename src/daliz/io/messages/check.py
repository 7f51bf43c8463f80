"""Our own checks of iLEAP and PACT data: what the published schemas let pass.

Schemas pass unknown keys, nulls, a TOC together with a HOC, an empty list of TCEs, wrong dates, and every sum
that does not add up. Each function yields one line a fault: where, what, what it should be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from daliz.errors import DataError
from daliz.io.messages.decimals import read_decimal

__all__ = ["check_document"]

TOLERANCE_FACTOR = 1e-6
CARRIERS = frozenset(
    [
        "Diesel",
        "HVO",
        "Petrol",
        "CNG",
        "LNG",
        "LPG",
        "HFO",
        "MGO",
        "Aviation fuel",
        "Hydrogen",
        "Methanol",
        "Electric",
    ]
)
MODES = frozenset({"Road", "Rail", "Air", "Sea", "InlandWaterway"})
HUBS = frozenset(
    {
        "Transshipment",
        "StorageAndTransshipment",
        "Warehouse",
        "LiquidBulkTerminal",
        "MaritimeContainerTerminal",
    }
)

#: Keys of each object: needed, and allowed besides.
KEYS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "ShipmentFootprint": (frozenset({"mass", "shipmentId", "tces"}), frozenset({"volume", "numberOfItems",
    "typeOfItems"})),
    "TCE": (
        frozenset({"tceId", "shipmentId", "mass", "distance", "transportActivity", "co2eWTW", "co2eTTW"}),
        frozenset(
            ["prevTceIds", "tocId", "hocId", "consignmentId", "packagingOrTrEqType",
            "packagingOrTrEqAmount", "origin", "destination", "departureAt", "arrivalAt", "flightNo",
            "voyageNo", "incoterms", "noxTTW", "soxTTW", "ch4TTW", "pmTTW"]
        ),
    ),
    "TOC": (
        frozenset({"tocId", "mode", "energyCarriers", "co2eIntensityWTW", "co2eIntensityTTW",
                   "transportActivityUnit"}),
        frozenset(
            ["description", "loadFactor", "emptyDistanceFactor", "temperatureControl",
            "truckLoadingSequence", "airShippingOption", "flightLength", "certifications", "comment"]
        ),
    ),
    "HOC": (
        frozenset({"hocId", "hubType", "energyCarriers", "co2eIntensityWTW", "co2eIntensityTTW",
                   "hubActivityUnit"}),
        frozenset(
            ["description", "temperatureControl", "hubLocation", "inboundTransportMode",
            "outboundTransportMode", "packagingOrTrEqType", "packagingOrTrEqAmount", "certifications",
            "comment"]
        ),
    ),
    "TAD": (
        frozenset({"activityId", "consignmentIds", "distance", "origin", "destination",
                   "departureAt", "arrivalAt",
                   "mode"}),
        frozenset(
            ["mass", "loadFactor", "emptyDistanceFactor", "packagingOrTrEqType", "packagingOrTrEqAmount",
            "energyCarriers", "temperatureControl"]
        ),
    ),
    "EnergyCarrier": (
        frozenset({"energyCarrier", "emissionFactorWTW", "emissionFactorTTW", "relativeShare"}),
        frozenset({"feedstocks", "energyConsumption", "energyConsumptionUnit"}),
    ),
    "Feedstock": (frozenset({"feedstock"}), frozenset({"feedstockShare", "feedstockPercentage",
    "regionProvenance"})),
    "Location": (frozenset({"city", "country"}), frozenset({"street", "zip", "iata", "locode", "uic", "lat",
    "lng"})),
}  # fmt: skip

DECIMALS = frozenset(
    [
        "mass",
        "transportActivity",
        "co2eWTW",
        "co2eTTW",
        "noxTTW",
        "soxTTW",
        "ch4TTW",
        "pmTTW",
        "co2eIntensityWTW",
        "co2eIntensityTTW",
        "loadFactor",
        "emptyDistanceFactor",
        "emissionFactorWTW",
        "emissionFactorTTW",
        "relativeShare",
        "energyConsumption",
        "feedstockShare",
        "volume",
    ]
)
TIMES = frozenset({"departureAt", "arrivalAt"})
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def check_document(data: Any) -> list[str]:  # noqa: ANN401 - JSON
    """Return the faults of an iLEAP document, a single iLEAP object, or a list of PACT footprints."""
    if isinstance(data, list):
        return [f for i, x in enumerate(data) for f in _any(x, f"[{i}]", {})]
    if isinstance(data, Mapping) and isinstance(data.get("data"), list):
        return check_document(data["data"])
    return list(_any(data, "", _intensities(data)))


def _intensities(data: Any) -> dict[str, tuple[float, float]]:  # noqa: ANN401 - JSON
    """Return the intensities of the TOCs and HOCs of a document, by id."""
    found: dict[str, tuple[float, float]] = {}
    if not isinstance(data, Mapping):
        return found
    for key, name in (("tocs", "tocId"), ("hocs", "hocId")):
        for row in data.get(key) or ():
            wtw, ttw = _number(row.get("co2eIntensityWTW")), _number(row.get("co2eIntensityTTW"))
            if wtw is not None and ttw is not None and isinstance(row.get(name), str):
                found[row[name]] = (wtw, ttw)
    return found


def _any(data: Any, where: str, intensities: Mapping[str, tuple[float, float]]) -> Iterator[str]:  # noqa: ANN401 - JSON
    if not isinstance(data, Mapping):
        yield f"{where or 'document'}: not an object."
    elif "shipmentFootprint" in data:
        yield from _shipment(data["shipmentFootprint"], f"{where}shipmentFootprint", intensities)
        for key, check in (("tocs", _toc), ("hocs", _hoc), ("tads", _tad)):
            for i, row in enumerate(data.get(key) or ()):
                yield from check(row, f"{where}{key}[{i}]")
    elif "pcf" in data:
        yield from _pact(data, where)
    else:
        checks: dict[str, Callable[[Any, str], Iterator[str]]] = {
            "tocId": _toc,
            "hocId": _hoc,
            "activityId": _tad,
        }
        kind = next((c for k, c in checks.items() if k in data), None)
        yield from kind(data, where) if kind is not None else _shipment(data, where, intensities)


def _number(text: Any) -> float | None:  # noqa: ANN401 - JSON; unit-ok: any quantity
    try:
        return read_decimal(text, "")
    except DataError:
        return None


def _object(kind: str, row: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Check the keys, nulls, decimals and times of one object."""
    if not isinstance(row, Mapping):
        yield f"{where}: not an object."
        return
    needed, allowed = KEYS[kind]
    for key in sorted(needed - row.keys()):
        yield f"{where}: {key} is missing."
    for key, value in row.items():
        if key not in needed | allowed:
            yield f"{where}: {key} is not a field of a {kind}."
        elif value is None:
            yield f"{where}: {key} is null; leave absent fields out."
        elif key in DECIMALS and _number(value) is None:
            yield f"{where}: {key} {value!r} is not a decimal string with a dot."
        elif key in TIMES and not _is_time(value):
            yield f"{where}: {key} {value!r} is not an instant of RFC 3339."


def _is_time(value: Any) -> bool:  # noqa: ANN401 - JSON
    if not isinstance(value, str) or not RFC_3339.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _ordered(row: Mapping[str, Any], where: str) -> Iterator[str]:
    start, end = row.get("departureAt"), row.get("arrivalAt")
    if _is_time(start) and _is_time(end):
        one, two = (datetime.fromisoformat(str(t)) for t in (start, end))
        if one > two:
            yield f"{where}: it arrives before it departs."


def _places(row: Mapping[str, Any], where: str) -> Iterator[str]:
    for key in ("origin", "destination", "hubLocation"):
        if key in row:
            yield from _object("Location", row[key], f"{where}.{key}")
            country = row[key].get("country") if isinstance(row[key], Mapping) else None
            if country is not None and not re.fullmatch(r"[A-Z]{2}", str(country)):
                yield f"{where}.{key}: country {country!r} is not ISO 3166-1 alpha-2."


def _distance_km(row: Mapping[str, Any], where: str) -> Iterator[str]:
    distance = row.get("distance")
    if not isinstance(distance, Mapping) or not distance:
        yield f"{where}: distance must name actual, sfd or gcd."
        return
    for key, value in distance.items():
        if key not in {"actual", "sfd", "gcd"}:
            yield f"{where}: there is no distance {key!r}."
        elif _number(value) is None:
            yield f"{where}: distance {value!r} is not a decimal string with a dot."


def _off(got: float, wanted: float) -> bool:  # unit-ok: any quantity
    return abs(got - wanted) > TOLERANCE_FACTOR * max(abs(wanted), 1e-9)


def _tce(
    tce: Mapping[str, Any],
    where: str,
    shipment: str,
    seen: set[str],
    intensities: Mapping[str, tuple[float, float]],
) -> Iterator[str]:
    """Check one TCE: one category, one shipment, known predecessors, activity and emissions by the rule."""
    if ("tocId" in tce) == ("hocId" in tce):
        yield f"{where}: exactly one of tocId and hocId must be there."
    if tce.get("shipmentId") != shipment:
        yield f"{where}: shipmentId {tce.get('shipmentId')!r} is not the shipment's."
    for previous in tce.get("prevTceIds") or ():
        if previous not in seen:
            yield f"{where}: prevTceIds names {previous!r}, which does not stand before it."
    if tce.get("tceId") in seen:
        yield f"{where}: tceId {tce.get('tceId')!r} stands twice."
    yield from _sums(tce, where, intensities)


def _sums(
    tce: Mapping[str, Any], where: str, intensities: Mapping[str, tuple[float, float]]
) -> Iterator[str]:
    """Check that activity is mass x distance, and emissions are activity x intensity."""
    mass, wtw, ttw = (_number(tce.get(k)) for k in ("mass", "co2eWTW", "co2eTTW"))
    activity = _number(tce.get("transportActivity"))
    distance = tce.get("distance")
    kms = [_number(v) for v in distance.values()] if isinstance(distance, Mapping) else []
    if "tocId" in tce and mass is not None and activity is not None and kms and None not in kms:
        options = [mass / 1000 * (km or 0.0) for km in kms]
        if all(_off(activity, o) for o in options):
            yield f"{where}: transportActivity {activity:g} is not mass x distance, {options[0]:.10g} tkm."
    if "hocId" in tce and activity not in {None, 0.0}:
        yield f"{where}: a hub moves nothing; transportActivity must be 0."
    if wtw is not None and ttw is not None and ttw > wtw * (1 + TOLERANCE_FACTOR):
        yield f"{where}: co2eTTW {ttw:g} exceeds co2eWTW {wtw:g}."
    rate = intensities.get(str(tce.get("tocId") or tce.get("hocId")))
    counted = activity if "tocId" in tce else (None if mass is None else mass / 1000)
    if rate is not None and counted is not None:
        yield from _by_intensity((("co2eWTW", wtw, rate[0]), ("co2eTTW", ttw, rate[1])), counted, where)


def _by_intensity(
    rows: Iterable[tuple[str, float | None, float]],
    counted: float,
    where: str,  # unit-ok: tkm or t
) -> Iterator[str]:
    for name, value, per in rows:
        if value is not None and _off(value, counted * per):
            yield f"{where}: {name} {value:.10g} is not activity x intensity, {counted * per:.10g}."


def _shipment(row: Any, where: str, intensities: Mapping[str, tuple[float, float]]) -> Iterator[str]:  # noqa: ANN401 - JSON
    yield from _object("ShipmentFootprint", row, where)
    tces = row.get("tces") if isinstance(row, Mapping) else None
    if not isinstance(tces, list) or not tces:
        yield f"{where}: tces must hold at least one TCE."
        return
    seen: set[str] = set()
    for i, tce in enumerate(tces):
        at = f"{where}.tces[{i}]"
        yield from _object("TCE", tce, at)
        if not isinstance(tce, Mapping):
            continue
        yield from _distance_km(tce, at)
        yield from _places(tce, at)
        yield from _ordered(tce, at)
        yield from _tce(tce, at, str(row.get("shipmentId")), seen, intensities)
        seen.add(str(tce.get("tceId")))


def _carriers(row: Mapping[str, Any], where: str) -> Iterator[str]:
    carriers = row.get("energyCarriers")
    if not isinstance(carriers, list) or not carriers:
        yield f"{where}: energyCarriers must hold at least one."
        return
    shares = []
    for i, c in enumerate(carriers):
        at = f"{where}.energyCarriers[{i}]"
        yield from _object("EnergyCarrier", c, at)
        if not isinstance(c, Mapping):
            continue
        if c.get("energyCarrier") not in CARRIERS:
            yield f"{at}: there is no energy carrier {c.get('energyCarrier')!r}."
        for j, f in enumerate(c.get("feedstocks") or ()):
            yield from _object("Feedstock", f, f"{at}.feedstocks[{j}]")
        shares.append(_number(c.get("relativeShare")))
    if None not in shares and _off(sum(s or 0.0 for s in shares), 1.0):
        yield f"{where}: the relative shares sum to {sum(s or 0.0 for s in shares):g}, not 1."


def _category(kind: str, row: Any, where: str, units: frozenset[str], unit_key: str) -> Iterator[str]:  # noqa: ANN401 - JSON
    yield from _object(kind, row, where)
    if not isinstance(row, Mapping):
        return
    yield from _carriers(row, where)
    if row.get(unit_key) not in units:
        yield f"{where}: {unit_key} {row.get(unit_key)!r} is not one of {', '.join(sorted(units))}."
    wtw, ttw = _number(row.get("co2eIntensityWTW")), _number(row.get("co2eIntensityTTW"))
    if wtw is not None and ttw is not None and ttw > wtw * (1 + TOLERANCE_FACTOR):
        yield f"{where}: co2eIntensityTTW {ttw:g} exceeds co2eIntensityWTW {wtw:g}."


def _toc(row: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - JSON
    yield from _category("TOC", row, where, frozenset({"tkm", "TEUkm"}), "transportActivityUnit")
    if isinstance(row, Mapping) and row.get("mode") not in MODES:
        yield f"{where}: there is no mode {row.get('mode')!r}."


def _hoc(row: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - JSON
    yield from _category("HOC", row, where, frozenset({"tonnes", "TEU"}), "hubActivityUnit")
    if isinstance(row, Mapping) and row.get("hubType") not in HUBS:
        yield f"{where}: there is no hub type {row.get('hubType')!r}."


def _tad(row: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - JSON
    yield from _object("TAD", row, where)
    if not isinstance(row, Mapping):
        return
    yield from _distance_km(row, where)
    yield from _places(row, where)
    yield from _ordered(row, where)
    if row.get("mode") not in MODES:
        yield f"{where}: there is no mode {row.get('mode')!r}."


def _pact(row: Mapping[str, Any], where: str) -> Iterator[str]:
    """Check a product footprint: one extension, its data, and that the wrapper sums it."""
    pcf = row["pcf"]
    extensions: Sequence[Any] = row.get("extensions") or ()
    if len(extensions) != 1:
        yield f"{where}: exactly one extension is wanted, {len(extensions)} found."
        return
    if not isinstance(pcf, Mapping):
        yield f"{where}.pcf: not an object."
        return
    for key, value in pcf.items():
        if value is None:
            yield f"{where}.pcf: {key} is null; leave absent fields out."
    if pcf.get("packagingEmissionsIncluded", False) is not False:
        yield f"{where}.pcf: packagingEmissionsIncluded must be false."
    data = extensions[0].get("data") if isinstance(extensions[0], Mapping) else None
    yield from _any(data, f"{where}.data", {})
    if isinstance(data, Mapping) and isinstance(data.get("tces"), list):
        sums = [sum(_number(t.get(k)) or 0.0 for t in data["tces"]) for k in ("transportActivity", "co2eWTW")]
        names = (
            ("unitaryProductAmount", "declaredUnitAmount"),
            ("pCfExcludingBiogenic", "pcfExcludingBiogenicUptake"),
        )
        for keys, total in zip(names, sums, strict=True):
            for key in keys:
                value = _number(pcf.get(key))
                if key in pcf and (value is None or _off(value, total)):
                    yield f"{where}.pcf: {key} {pcf[key]!r} is not the sum of the TCEs, {total:.10g}."
