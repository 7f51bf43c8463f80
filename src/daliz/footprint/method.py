"""Rules of the method: distance adjustment, mass, equivalents. Each constant names its page.

The constants are the method's parameters, not emission factors; they are few, and each stands in the public
text of the GLEC Framework v3.0 (updated 2 April 2024), which states that it follows ISO 14083:2023.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from daliz.errors import QueryError, UnknownIdError

__all__ = [
    "AIR_EXTRA_KM",
    "DISTANCE_ADJUSTMENTS",
    "MASS_PER_TEU",
    "PASSENGER_EQUIVALENTS",
    "PASSENGER_MASS_KG",
    "TEU_BY_CONTAINER",
    "distance_adjustment_factor",
    "mass_t_of_teu",
    "passenger_equivalents_count",
]

#: Actual over shortest feasible distance, where a default exists: road (pp. 143, 147, 150), sea (Clean
#: Cargo, p. 51).
#: Rail and inland waterway have none (pp. 46, 43).
DISTANCE_ADJUSTMENTS: Mapping[str, float] = MappingProxyType({"road": 1.05, "sea": 1.15})

#: Added to the great circle of a flight (p. 38).
AIR_EXTRA_KM = 95.0

#: Cargo of a TEU where only the slots are known (p. 51).
MASS_PER_TEU: Mapping[str, float] = MappingProxyType({"average": 10.0, "light": 6.0, "heavy": 14.5})

#: A passenger with luggage (p. 31).
PASSENGER_MASS_KG = 100.0

#: Slots by container length (iLEAP 1.0.0: 45 feet count 2.25).
TEU_BY_CONTAINER: Mapping[str, float] = MappingProxyType(
    {"20": 1.0, "20ft": 1.0, "40": 2.0, "40ft": 2.0, "40HC": 2.0, "45": 2.25, "45ft": 2.25}
)

#: Passenger equivalents of what a ferry carries (p. 51). A rail wagon is not in the list.
PASSENGER_EQUIVALENTS: Mapping[str, float] = MappingProxyType(
    {
        "passenger": 1.0,
        "car": 1.3,
        "bus": 10.0,
        "coach": 10.0,
        "caravan_small": 1.1,
        "caravan_medium": 2.3,
        "caravan_large": 3.5,
        "motorcycle": 0.3,
        "small_van": 1.3,
        "large_van": 3.5,
        "rigid_truck": 10.0,
        "articulated_truck": 18.0,
        "unaccompanied_trailer": 14.0,
    }
)


def distance_adjustment_factor(
    mode: str, *, leg_type: str, factor_type: str, distance_km: float = 0.0, given_factor: float | None = None
) -> float:
    """Return what the distance of a leg is multiplied by so that it fits the distance behind the factor.

    1 where the two are of the same type, where the factor counts no distance, or where no default exists. A
    value the user gives wins, but never where the types are equal: an adjustment is applied once or not at
    all.
    """
    if factor_type in {"none", leg_type}:
        return 1.0
    if given_factor is not None:
        if not given_factor > 0:
            raise QueryError(f"The distance adjustment is {given_factor}.", "Give a number above 0.")
        return given_factor
    if mode == "air":
        if "sfd" in {leg_type, factor_type}:
            return 1.0
        circle_km = distance_km if leg_type == "gcd" else distance_km - AIR_EXTRA_KM
        longer = (circle_km + AIR_EXTRA_KM) / circle_km if circle_km > 0 else 1.0
    else:
        longer = DISTANCE_ADJUSTMENTS.get(mode, 1.0)
    if factor_type == "actual":
        return longer
    return 1 / longer if leg_type == "actual" else 1.0


def mass_t_of_teu(teu_count: float, cargo: str = "average") -> float:
    """Return the tonnes of cargo of container slots: 10 a TEU, 6 for light and 14.5 for heavy cargo."""
    if cargo not in MASS_PER_TEU:
        raise UnknownIdError.of("kind of cargo", cargo, MASS_PER_TEU, "mass by TEU")
    return teu_count * MASS_PER_TEU[cargo]


def passenger_equivalents_count(counts: Mapping[str, float]) -> float:
    """Return the passenger equivalents of what stands on a ferry.

    >>> passenger_equivalents_count({"passenger": 100, "articulated_truck": 10})
    280.0
    """
    total = 0.0
    for kind, count in counts.items():
        if kind not in PASSENGER_EQUIVALENTS:
            raise UnknownIdError.of("ferry unit", kind, PASSENGER_EQUIVALENTS, "passenger equivalents")
        total += PASSENGER_EQUIVALENTS[kind] * count
    return total
