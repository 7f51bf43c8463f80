"""What a published example gives, sorted by what it is: masses, distances, energies, factors, modifiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from daliz.footprint.quantities import Quantity, read_quantity

__all__ = ["FUEL_WORDS", "GENERIC_WORDS", "PASSENGER_WORDS", "Given", "Parts", "filled", "read_given"]

Parts = dict[str, float]
"""Kilograms, or kilograms over something, by part: wtw, ttw, wtt; what is missing is unknown."""

#: Words that say nothing about which of several amounts is meant.
GENERIC_WORDS = frozenset(
    {
        "co2e", "co2", "ghg", "total", "sum", "toc", "hoc", "intensity", "emission", "emissions", "ef",
        "factor", "chain",
        "transport", "activity", "result", "overall", "wtw", "of", "the", "for", "annual", "fleet",
        "shipment", "consignment",
        "cargo", "tce", "leg", "value", "by", "element", "well", "wheel", "tank", "wake", "amount", "all",
        "elements", "distance",
    }
)  # fmt: skip

FUEL_WORDS = frozenset(
    {
        "fuel", "diesel", "gasoil", "petrol", "gasoline", "hfo", "vlsfo", "ulsfo", "lsfo", "ifo", "mgo",
        "mdo", "lng", "cng", "lpg",
        "hvo", "biodiesel", "bio", "fame", "electricity", "electric", "el", "power", "kerosene", "jet",
        "methanol", "ammonia",
        "hydrogen", "h2", "ethanol", "adblue", "heat", "steam", "biomethane", "biogas", "bunker", "energy",
        "saf", "rme", "naphtha",
    }
)  # fmt: skip

MASS_WORDS = (
    "mass", "cargo", "weight", "load", "payload", "goods", "freight", "consignment", "shipment", "net",
    "chargeable", "order",
    "loaded", "delivered", "average",
)  # fmt: skip
EQUIPMENT_WORDS = ("tare", "pallet", "equipment", "carrier")
TONNE_KG = 1000.0
REFRIGERANT_WORDS = (
    "refrigerant",
    "leak",
    "leakage",
    "leaked",
    "charge",
    "r134a",
    "r404a",
    "r452a",
    "refill",
    "coolant",
)
THROUGHPUT_WORDS = ("throughput", "handled", "outbound", "turnover")
EMISSION_WORDS = ("co2e", "co2", "emission", "ghg", "emissions")
COUNT_WORDS = (
    "trips",
    "journeys",
    "trip",
    "times",
    "vehicles",
    "trucks",
    "units",
    "flights",
    "voyages",
    "roundtrips",
)

#: Ferry units as examples call them, and as :mod:`daliz.footprint.method` does.
PASSENGER_WORDS: Mapping[str, str] = {
    "passenger": "passenger", "passengers": "passenger", "pax": "passenger", "car": "car", "cars": "car",
    "passenger_car": "car", "passenger_cars": "car", "bus": "bus", "buses": "bus", "coach": "coach",
    "coaches": "coach",
    "motorcycle": "motorcycle", "motorcycles": "motorcycle", "motorbikes": "motorcycle",
    "small_van": "small_van",
    "small_vans": "small_van", "large_van": "large_van", "large_vans": "large_van", "vans": "small_van",
    "rigid_truck": "rigid_truck", "rigid_trucks": "rigid_truck", "rigids": "rigid_truck",
    "rigid": "rigid_truck",
    "articulated_truck": "articulated_truck", "articulated_trucks": "articulated_truck",
    "articulated": "articulated_truck",
    "articulated_lorries": "articulated_truck", "artics": "articulated_truck", "artic": "articulated_truck",
    "unaccompanied_trailer": "unaccompanied_trailer", "unaccompanied_trailers": "unaccompanied_trailer",
    "trailers": "unaccompanied_trailer", "trailer": "unaccompanied_trailer", "caravan_small": "caravan_small",
    "caravan_medium": "caravan_medium", "caravan_large": "caravan_large", "small_caravan": "caravan_small",
    "medium_caravan": "caravan_medium", "large_caravan": "caravan_large",
}  # fmt: skip


@dataclass(slots=True)
class Given:
    """The inputs of a case, sorted; values are in base units: kg, km, MJ, l."""

    masses: list[tuple[Quantity, float]] = field(default_factory=list)
    distances: list[tuple[Quantity, float]] = field(default_factory=list)
    activities: list[tuple[Quantity, float]] = field(default_factory=list)
    amounts: list[tuple[Quantity, float]] = field(default_factory=list)
    emissions: list[tuple[Quantity, float]] = field(default_factory=list)
    factors: list[tuple[Quantity, str, float]] = field(default_factory=list)
    intensities: list[tuple[Quantity, float]] = field(default_factory=list)
    consumptions: list[tuple[Quantity, float]] = field(default_factory=list)
    refrigerants: list[tuple[Quantity, float]] = field(default_factory=list)
    shares: list[tuple[Quantity, float]] = field(default_factory=list)
    heating: list[tuple[Quantity, float]] = field(default_factory=list)
    densities: list[tuple[Quantity, float]] = field(default_factory=list)
    plain: list[tuple[Quantity, float]] = field(default_factory=list)
    vectors: list[tuple[Quantity, list[float]]] = field(default_factory=list)
    children: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    passengers: dict[str, float] = field(default_factory=dict)
    containers: list[tuple[str, float]] = field(default_factory=list)
    throughput_kg: float | None = None
    slots_teu: float | None = None
    boxes_count: float | None = None
    gross_train_t: float | None = None
    trips_count: float = 1.0

    def number(self, *words: str) -> float | None:  # unit-ok: a bare number of the case
        """Return the first bare number whose name has one of the words."""
        return next((v for q, v in self.plain if q.has(*words)), None)


def filled(parts: Mapping[str, float]) -> Parts:
    """Return the parts with the third one worked out where two are known."""
    found = dict(parts)
    if "wtw" not in found and {"wtt", "ttw"} <= found.keys():
        found["wtw"] = found["wtt"] + found["ttw"]
    if "wtw" in found and "ttw" in found:
        found.setdefault("wtt", found["wtw"] - found["ttw"])
    if "wtw" in found and "wtt" in found:
        found.setdefault("ttw", found["wtw"] - found["wtt"])
    return found


def read_given(inputs: Mapping[str, Any]) -> Given:
    """Return the inputs of a case, sorted."""
    g = Given()
    for name, value in _with_units(inputs).items():
        _read(g, str(name), value)
    if g.activities and not g.distances and all(not q.words for q, _ in g.masses):
        g.emissions += g.masses  # bare kilograms beside an activity are what it emitted
        g.masses = []
    return g


def _with_units(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the inputs with ``{"amount": 5, "unit": "l"}`` written as one name, ``fuel_l``."""
    unit = inputs.get("unit")
    found = dict(inputs)
    if isinstance(unit, str):
        for key in ("amount", "quantity", "value", "consumption"):
            if key in found:
                carrier = str(
                    found.get("fuel") or found.get("carrier") or found.get("energyCarrier") or "fuel"
                )
                found[f"{carrier}_{unit}"] = found.pop(key)
    return found


def _read(g: Given, name: str, value: Any) -> None:  # noqa: ANN401 - JSON
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        try:
            _number(g, name, float(value))
        except ValueError:
            g.texts[name.lower()] = value
    elif isinstance(value, int | float):
        _number(g, name, float(value))
    elif isinstance(value, Mapping):
        _mapping(g, name, value)
    elif isinstance(value, Sequence):
        _sequence(g, name, value)


def _mapping(g: Given, name: str, value: Mapping[str, Any]) -> None:
    """Read an object: factors by part, numbers by carrier, or named elements."""
    if value and all(isinstance(v, Mapping) for v in value.values()):
        g.children.extend((name.lower(), str(k), v) for k, v in value.items())
        return
    if {"km", "distance_km", "sfd_km"} & value.keys():
        g.children.append((name.lower(), name.lower(), value))
        return
    for key, v in value.items():
        _read(g, f"{name}_{key}" if key in {"wtw", "ttw", "wtt"} else f"{key}_{name}", v)


def _sequence(g: Given, name: str, value: Sequence[Any]) -> None:
    if all(isinstance(v, Mapping) for v in value):
        for i, v in enumerate(value):
            label = (
                v.get("name") or v.get("id") or v.get("mode") or v.get("fuel") or v.get("type") or f"{i + 1}"
            )
            g.children.append((name.lower(), str(label), v))
    elif all(isinstance(v, int | float) and not isinstance(v, bool) for v in value):
        g.vectors.append((read_quantity(name), [float(v) for v in value]))


def _number(g: Given, name: str, value: float) -> None:  # unit-ok: the name carries the unit
    """Put one number where it belongs."""
    q = read_quantity(name)
    low = name.lower()
    base = value * q.scale_factor
    if low in PASSENGER_WORDS or low.removesuffix("_count") in PASSENGER_WORDS or q.unit == "passengers":
        g.passengers[PASSENGER_WORDS.get(low.removesuffix("_count"), "passenger")] = value
    elif any(w in {"20ft", "40ft", "45ft", "20", "40", "45", "40hc"} for w in q.words) and not q.unit:
        g.containers.append((next(w for w in q.words if w[0].isdigit()), value))
    elif q.per:
        _ratio(g, q, base)
    elif q.unit == "share" or (not q.unit and q.has("share", "fraction", "portion")):
        g.shares.append((q, base))
    elif q.unit:
        _with_unit(g, q, base)
    else:
        _bare(g, q, value)


def _with_unit(g: Given, q: Quantity, base: float) -> None:  # unit-ok: by the quantity
    """Put a number with a plain unit where it belongs."""
    if q.unit == "mass":
        _mass(g, q, base)
    elif q.unit == "distance":
        g.distances.append((q, base))
    elif q.unit == "activity":
        g.activities.append((q, base))
    elif q.unit in {"energy", "volume"}:
        (g.refrigerants if q.has(*REFRIGERANT_WORDS) else g.amounts).append((q, base))
    elif q.unit == "slots":
        g.slots_teu = base if g.slots_teu is None else g.slots_teu + base
    elif q.unit == "boxes":
        g.boxes_count = base
    else:
        g.plain.append((q, base))


def _mass(g: Given, q: Quantity, kg: float) -> None:
    if q.has("train") or (q.has("gross") and not q.has("cargo", "mass")):
        g.gross_train_t = kg / 1000
    elif q.has(*REFRIGERANT_WORDS):
        g.refrigerants.append((q, kg))
    elif q.part is not None or q.has(*EMISSION_WORDS):
        g.emissions.append((q, kg))
    elif q.has(*THROUGHPUT_WORDS):
        g.throughput_kg = kg
    elif set(q.words) & FUEL_WORDS:
        g.amounts.append((q, kg))
    elif q.has(*EQUIPMENT_WORDS):
        return  # the carrier's equipment is not cargo
    elif not q.words or q.has("packaging", *MASS_WORDS):
        g.masses.append((q, kg))
    else:
        g.amounts.append((q, kg))


def _ratio(g: Given, q: Quantity, value: float) -> None:  # unit-ok: by the quantity
    """Sort a quantity over another."""
    pair = (q.unit, q.per)
    if pair == ("mass", "slots") and q.scale_factor == TONNE_KG:
        g.plain.append((q, value / TONNE_KG))  # tonnes a slot is a load
    elif pair in {("energy", "mass"), ("energy", "volume")} or (
        q.has("lhv", "heating", "calorific") and q.unit == "energy"
    ):
        g.heating.append((q, value))
    elif pair == ("mass", "volume") and q.has("density"):
        g.densities.append((q, value))
    elif (
        pair == ("mass", "activity")
        and (set(q.words) & FUEL_WORDS)
        and not q.has(*EMISSION_WORDS)
        and q.part is None
    ):
        g.consumptions.append((q, value))
    elif (
        q.unit == "mass" and q.per in {"activity", "slot activity", "boxes", "slots", "passenger activity"}
    ) or (
        pair == ("mass", "mass")
        and q.per_token.startswith("t")
        and not (set(q.words) & (FUEL_WORDS | {"ef"}))
    ):
        g.intensities.append((q, value))
    elif q.unit == "mass" and q.per in {"volume", "mass", "energy"}:
        g.factors.append((q, q.per, value))
    elif q.unit in {"volume", "energy", "mass"} and q.per in {
        "activity",
        "gross activity",
        "distance",
        "mass",
    }:
        g.consumptions.append((q, value))
    else:
        g.plain.append((q, value))


def _bare(g: Given, q: Quantity, value: float) -> None:  # unit-ok: a bare number
    """Sort a number whose name has no unit: the unit that is usual for such a name."""
    if q.has("lhv", "heating", "ncv"):
        g.heating.append((q, value))
    elif q.has("density"):
        g.densities.append((q, value))
    elif (
        q.has("ef", "factor") and (q.part is not None or set(q.words) & FUEL_WORDS or q.words == ("ef",))
    ) or "ef" in q.words:
        g.factors.append((q, "", value))
    elif q.part is not None:
        g.intensities.append((q, value))
    elif (q.words and q.words[-1] in {"distance", "sfd", "gcd"}) or q.words == ("actual",):
        g.distances.append((q, value))  # without a unit: kilometres
    elif q.words in {("mass",), ("weight",)}:
        g.masses.append((q, value))  # without a unit: kilograms, as in the exchange standards
    elif q.has(*COUNT_WORDS) and not q.has("empty", "factor", "share"):
        g.trips_count *= value
    else:
        g.plain.append((q, value))
