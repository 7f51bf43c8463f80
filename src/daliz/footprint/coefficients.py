"""What a tonne of cargo emits on one element of a chain: the coefficients a planner adds up.

Pure arithmetic on plain inputs and a frozen :class:`~daliz.model.emissions.FactorSet`. The full account
(:mod:`daliz.footprint.account`) uses the same functions, so a plan and a report cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from daliz.errors import QueryError
from daliz.footprint.method import distance_adjustment_factor
from daliz.footprint.rail import RailEnergy, diesel_kg_per_tkm, electric_kg_per_tkm, rail_energy
from daliz.model.emissions import EmissionClass, Factor, FactorSet
from daliz.notes import Note

__all__ = [
    "ADJUSTED",
    "DEFAULT_DISTANCE_TYPE",
    "HUB_CLASSES",
    "Coefficient",
    "class_of",
    "element_wtw_ttw_kg_per_t",
    "hub_wtw_ttw_kg",
    "rail_wtw_ttw_kg_per_t",
]

ADJUSTED = "footprint.note.adjusted"  # the note of a distance adjusted to that of the factor

#: What the distance of a leg means where the caller says nothing: shortest feasible on road and sea; the
#: track
#: that is run on rail; the line that is sailed by ferries, which run from quay to quay.
DEFAULT_DISTANCE_TYPE: dict[str, str] = {
    "road": "sfd", "rail": "actual", "sea": "sfd", "ferry": "actual", "air": "gcd", "inland": "sfd",
}  # fmt: skip

#: Hub operations in the planner's words, and the class of the factor set that prices them.
HUB_CLASSES: dict[str, str] = {
    "port": "hub.port",
    "rail": "hub.rail",
    "road": "hub.road",
    "gauge": "hub.gauge",
    "gauge change": "hub.gauge",
    "handling": "hub.rail",
    "terminal": "hub.rail",
    "transshipment": "hub.port",
    "bulk": "hub.bulk",
}

_CLASS_BY_MODE = {"road": "road.artic", "ferry": "ferry", "air": "air.long"}


class Coefficient(NamedTuple):
    """Kilograms of CO2e: well to wheel, tank to wheel, the ends of the band, and the factors used.

    The caller's function says what they are over: a tonne of cargo, or one hub operation of a consignment.
    """

    wtw_kg: float
    ttw_kg: float
    low_kg: float
    high_kg: float
    factor_ids: tuple[str, ...]
    notes: tuple[Note, ...] = ()


def class_of(
    mode: str, distance_km: float, factors: FactorSet, *, vehicle: str | None = None
) -> EmissionClass:
    """Return the class of a leg: the named one, else the mode's usual one; at sea by distance."""
    if vehicle is not None:
        return factors.emission_class(vehicle, f"{mode} leg")
    if mode in _CLASS_BY_MODE:
        return factors.emission_class(_CLASS_BY_MODE[mode], f"{mode} leg")
    for c in factors.classes.values():
        if (
            c.mode == mode
            and c.from_km is not None
            and c.from_km <= distance_km
            and (c.to_km is None or distance_km < c.to_km)
        ):
            return c
    raise QueryError(
        f"No factor ships for mode {mode!r}.",
        "Name a class, or load a factor file with --factors and name a factor.",
    )


def element_wtw_ttw_kg_per_t(
    mode: str,
    distance_km: float,
    stretches: Iterable[tuple[str, float, str]] = (),
    *,
    factors: FactorSet,
    vehicle: str | None = None,
    distance_type: str | None = None,
    reefer: bool = False,
    kwh_per_tkm: float | None = None,
    gross_train_t: float | None = None,
) -> Coefficient:
    """Return what one tonne of cargo emits on one transport element, in kilograms.

    Parameters
    ----------
    mode
        rail, road, sea, ferry or air.
    distance_km
        Its length; for rail the sum of the stretches counts where they are given.
    stretches
        Rail only: country, kilometres, traction (``electric``, ``diesel`` or ``unknown``).
    vehicle
        A class of ``classes.csv`` such as ``road.artic``, ``sea.caspian`` or ``ferry``; None for the mode's
        usual one.
    distance_type
        What the distance is (actual, sfd, gcd); None takes :data:`DEFAULT_DISTANCE_TYPE`.
    kwh_per_tkm, gross_train_t
        Rail only: the operator's own energy figure, or the mass of the train.
    """
    if not distance_km >= 0:
        raise QueryError(f"A leg of {distance_km} km cannot be.", "Give 0 or more.")
    if mode == "rail" and vehicle is None:
        return rail_wtw_ttw_kg_per_t(
            tuple(stretches) or (("WORLD", distance_km, "unknown"),),
            factors,
            energy=rail_energy(factors, gross_train_t=gross_train_t, operator_kwh_per_tkm=kwh_per_tkm),
        )
    if mode == "road" and reefer and vehicle is None:
        vehicle = "road.artic.reefer"
    c = class_of(mode, distance_km, factors, vehicle=vehicle)
    middle = factors.factor(c.factor)
    leg_type = distance_type or DEFAULT_DISTANCE_TYPE.get(mode, "actual")
    daf = distance_adjustment_factor(
        mode, leg_type=leg_type, factor_type=middle.distance_type, distance_km=distance_km
    )
    low, high = _ends(c, middle, factors)
    scale = distance_km * daf
    notes = () if daf == 1 else (Note.of(ADJUSTED, factor=float(f"{daf:.3g}")),)
    ids = tuple(dict.fromkeys(i for i in (c.factor, c.factor_low, c.factor_high) if i))
    return Coefficient(middle.wtw * scale, middle.ttw_or_all * scale, low * scale, high * scale, ids, notes)


def _ends(c: EmissionClass, middle: Factor, factors: FactorSet) -> tuple[float, float]:
    """Return the two ends of a class's band."""
    low = factors.factor(c.factor_low).wtw if c.factor_low else middle.low
    high = factors.factor(c.factor_high).wtw if c.factor_high else middle.high
    return (
        middle.wtw if low is None else min(low, middle.wtw),
        middle.wtw if high is None else max(high, middle.wtw),
    )


def rail_wtw_ttw_kg_per_t(
    stretches: Iterable[tuple[str, float, str]], factors: FactorSet, *, energy: RailEnergy | None = None
) -> Coefficient:
    """Return the kilograms one tonne emits over stretches of track of a country and a traction.

    ``electric`` is energy times the delivered grid of the country. ``diesel`` is the same train's fuel. Where
    the line is ``unknown``, the country's published share of electric traffic mixes the two; where there is
    no share either, it is diesel. The band of an unknown line reaches over both.
    """
    energy = energy or rail_energy(factors)
    diesel, diesel_ttw = diesel_kg_per_tkm(energy, factors)
    wtw = ttw = low = high = 0.0
    ids: dict[str, None] = {}
    notes: dict[Note, None] = {}
    for country, km, traction in stretches:
        grid, stands_in = factors.grid(country)
        electric = electric_kg_per_tkm(country, energy, factors)
        share = 1.0 if traction == "electric" else 0.0
        if traction not in {"electric", "diesel", "unknown"}:
            raise QueryError(
                f"A rail stretch has traction {traction!r}.", "Write electric, diesel or unknown."
            )
        if traction == "unknown":
            known = factors.tractions.get(country)
            share = 0.0 if known is None else known.electric_share
            ids[f"traction.{country}" if known is not None else "traction.none"] = None
            low += km * min(diesel.low, electric.low)
            high += km * max(diesel.high, electric.high)
        else:
            low += km * (electric.low if share else diesel.low)
            high += km * (electric.high if share else diesel.high)
        wtw += km * (share * electric.value + (1 - share) * diesel.value)
        ttw += km * (1 - share) * diesel_ttw
        if share:
            ids[f"rail.electric.{grid.country}"] = None
            if stands_in:
                notes[Note.of("footprint.note.no_grid", country=country)] = None
            if grid.implausible:
                notes[Note.of("footprint.note.implausible_grid", country=country)] = None
        if share < 1:
            ids["rail.diesel"] = None
    return Coefficient(wtw, ttw, low, high, tuple(ids), tuple(notes))


def hub_wtw_ttw_kg(
    operation: str, factors: FactorSet, *, mass_t: float | None = None, containers_count: float | None = None
) -> Coefficient:
    """Return what one operation at a hub emits for a consignment, in kilograms.

    ``operation`` is a key of :data:`HUB_CLASSES` or a class id. Boxes are counted where the cargo has boxes
    (kilograms a container), else tonnes (kilograms a tonne, class ``hub.bulk``).
    """
    if operation == "none":
        return Coefficient(0.0, 0.0, 0.0, 0.0, ())
    class_id = HUB_CLASSES.get(operation, operation)
    if not containers_count and class_id in HUB_CLASSES.values():
        class_id = "hub.bulk"
    c = factors.emission_class(class_id, "hub operation")
    f = factors.factor(c.factor)
    amount = containers_count if f.unit == "kg/container" else mass_t
    if amount is None:
        raise QueryError(
            f"The hub factor {f.id} is {f.unit}, and the consignment does not say how many.",
            "Give containers_count or mass_t.",
        )
    low, high = _ends(c, f, factors)
    return Coefficient(f.wtw * amount, f.ttw_or_all * amount, low * amount, high * amount, (f.id,))
