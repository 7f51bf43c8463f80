"""The account of a chain: every element's activity, emissions, band, factor and fallback; and their sum."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from daliz.errors import DataError
from daliz.footprint.coefficients import (
    ADJUSTED,
    DEFAULT_DISTANCE_TYPE,
    class_of,
    element_wtw_ttw_kg_per_t,
)
from daliz.footprint.hub import account_hub, mass_of, refrigerant_kg
from daliz.footprint.method import distance_adjustment_factor, mass_t_of_teu
from daliz.footprint.rail import diesel_kg_per_tkm, electric_kg_per_tkm, rail_energy
from daliz.model.chain import (
    ElementFootprint,
    Footprint,
    Part,
    Stretch,
    TransportChain,
    TransportElement,
)
from daliz.model.emissions import FactorSet
from daliz.notes import Note

__all__ = ["account_chain", "account_leg", "with_provenance"]

#: What a mode burns where its factor does not say.
CARRIERS = {
    "road": "diesel",
    "sea": "marine fuel",
    "ferry": "marine fuel",
    "air": "jet fuel",
    "rail": "diesel",
}

#: Where a sea or air leg is run: in no country.
INTERNATIONAL = "international"


#: Fallbacks of an element that a reader of the whole report must be told.
TOLD = frozenset(
    f"footprint.note.{name}" for name in ("implausible_grid", "no_grid", "no_ttw", "factor_no_ttw")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amounts:
    """Kilograms of one element before refrigerants, and how they were found."""

    wtw_kg: float
    ttw_kg: float
    low_kg: float
    high_kg: float
    factor_ids: tuple[str, ...]
    factor_type: str
    daf_factor: float
    data_kind: str
    notes: tuple[Note, ...] = ()


def account_chain(chain: TransportChain, factors: FactorSet) -> Footprint:
    """Return the account of a chain under a factor set."""
    mass_t, mass_note = _chain_mass(chain)
    elements = tuple(
        account_leg(e, chain, mass_t, factors)
        if isinstance(e, TransportElement)
        else account_hub(e, chain, mass_t, factors)
        for e in chain.elements
    )
    return Footprint(
        chain=chain,
        elements=elements,
        deviations=_deviations(elements, mass_note, chain),
        provenance={
            "factor_set": factors.id,
            "factor_set_version": factors.version,
            "factor_files": factors.notes,
        },
    )


def _chain_mass(chain: TransportChain) -> tuple[float | None, Note | None]:
    if chain.mass_t is not None:
        return chain.mass_t, None
    if chain.teu_count is not None:
        mass_t = mass_t_of_teu(chain.teu_count, chain.cargo)
        return (
            mass_t,
            Note.of("footprint.note.mass", tonnes=mass_t / chain.teu_count) if chain.teu_count else None,
        )
    return None, None


def account_leg(
    leg: TransportElement, chain: TransportChain, mass_t: float | None, factors: FactorSet
) -> ElementFootprint:
    """Return the account of one leg."""
    mass = mass_of(leg, mass_t)
    distance_type = leg.distance_type or DEFAULT_DISTANCE_TYPE.get(leg.mode, "actual")
    stretches = leg.stretches or (Stretch(country="WORLD", km=leg.distance_km),)
    if leg.wtw_kg_per_tkm is not None:
        amounts = _own_intensity(leg, mass, distance_type, leg.wtw_kg_per_tkm)
    elif leg.factor is not None:
        amounts = _by_factor(leg, chain, mass, distance_type, factors)
    else:
        amounts = _by_class(leg, mass, stretches, distance_type, factors)
    parts = _parts(leg, mass, stretches, amounts, factors)
    cold = refrigerant_kg(leg.refrigerants, factors, f"Leg {leg.id}")
    return ElementFootprint(
        element=leg,
        mass_t=mass,
        tkm=mass * leg.distance_km,
        wtw_kg_co2e=amounts.wtw_kg + cold,
        ttw_kg_co2e=amounts.ttw_kg + cold,
        low_kg_co2e=amounts.low_kg + cold,
        high_kg_co2e=amounts.high_kg + cold,
        distance_type=distance_type,
        factor_distance_type=amounts.factor_type,
        distance_adjustment_factor=amounts.daf_factor,
        data_kind=leg.data_kind or amounts.data_kind,
        factor_ids=amounts.factor_ids,
        parts=parts
        if not cold
        else (*parts, Part(country="", carrier="refrigerant", wtw_kg_co2e=cold, ttw_kg_co2e=cold, tkm=0)),
        market_wtw_kg_co2e=_market_kg(leg, mass, parts, stretches, factors, cold),
        refrigerant_kg_co2e=cold,
        fallbacks=amounts.notes,
    )


def _own_intensity(
    leg: TransportElement, mass_t: float, distance_type: str, wtw: float
) -> _Amounts:  # unit-ok: kilograms a tonne-kilometre
    """Return the amounts by the carrier's own intensity; its distance type is the leg's by default."""
    factor_type = leg.intensity_distance_type or distance_type
    daf = distance_adjustment_factor(
        leg.mode,
        leg_type=distance_type,
        factor_type=factor_type,
        distance_km=leg.distance_km,
        given_factor=leg.distance_adjustment_factor,
    )
    scale = mass_t * leg.distance_km * daf
    ttw = wtw if leg.ttw_kg_per_tkm is None else leg.ttw_kg_per_tkm
    notes = () if leg.ttw_kg_per_tkm is not None else (Note.of("footprint.note.no_ttw"),)
    return _Amounts(
        wtw_kg=wtw * scale,
        ttw_kg=ttw * scale,
        low_kg=wtw * scale,
        high_kg=wtw * scale,
        factor_ids=("own",),
        factor_type=factor_type,
        daf_factor=daf,
        data_kind="primary",
        notes=notes,
    )


def _by_factor(
    leg: TransportElement, chain: TransportChain, mass_t: float, distance_type: str, factors: FactorSet
) -> _Amounts:
    """Return the amounts by a factor of the set, over tonne-kilometres or TEU-kilometres."""
    f = factors.factor(leg.factor or "", f"Leg {leg.id}")
    daf = distance_adjustment_factor(
        leg.mode,
        leg_type=distance_type,
        factor_type=f.distance_type,
        distance_km=leg.distance_km,
        given_factor=leg.distance_adjustment_factor,
    )
    amount = mass_t
    if f.unit == "kg/TEU.km":
        teu = chain.teu_count if leg.teu_count is None else leg.teu_count
        if teu is None:
            raise DataError(
                f"Leg {leg.id}: the factor {f.id} is by TEU, and no TEU are given.", "Give teu_count."
            )
        amount = teu
    elif f.unit != "kg/tkm":
        raise DataError(
            f"Leg {leg.id}: the factor {f.id} is {f.unit}, not by distance.", "Name another factor."
        )
    scale = amount * leg.distance_km * daf
    notes = () if f.ttw is not None else (Note.of("footprint.note.factor_no_ttw", factor=f.id),)
    return _Amounts(
        wtw_kg=f.wtw * scale,
        ttw_kg=f.ttw_or_all * scale,
        low_kg=(f.wtw if f.low is None else f.low) * scale,
        high_kg=(f.wtw if f.high is None else f.high) * scale,
        factor_ids=(f.id,),
        factor_type=f.distance_type,
        daf_factor=daf,
        data_kind=f.data_kind,
        notes=notes,
    )


def _by_class(
    leg: TransportElement,
    mass_t: float,
    stretches: tuple[Stretch, ...],
    distance_type: str,
    factors: FactorSet,
) -> _Amounts:
    """Return the amounts by the class of vehicle, or by train energy on rail: what a plan uses too."""
    c = element_wtw_ttw_kg_per_t(
        leg.mode,
        leg.distance_km,
        [(s.country, s.km, s.traction) for s in stretches],
        factors=factors,
        vehicle=leg.vehicle,
        distance_type=distance_type,
        reefer=leg.reefer,
        kwh_per_tkm=leg.kwh_per_tkm,
        gross_train_t=leg.gross_train_t,
    )
    by_energy = leg.mode == "rail" and leg.vehicle is None
    factor_type, daf, notes = distance_type, 1.0, list(c.notes)
    if by_energy:
        if any(s.traction == "unknown" for s in stretches):
            notes.append(Note.of("footprint.note.no_wire"))
    else:
        chosen = class_of(leg.mode, leg.distance_km, factors, vehicle=leg.vehicle)
        factor_type = factors.factor(chosen.factor).distance_type
        daf = distance_adjustment_factor(
            leg.mode, leg_type=distance_type, factor_type=factor_type, distance_km=leg.distance_km
        )
        key = "class" if leg.vehicle else "class_default"
        notes.append(Note.of(f"footprint.note.{key}", name=chosen.id))
    return _Amounts(
        wtw_kg=c.wtw_kg * mass_t,
        ttw_kg=c.ttw_kg * mass_t,
        low_kg=c.low_kg * mass_t,
        high_kg=c.high_kg * mass_t,
        factor_ids=c.factor_ids,
        factor_type=factor_type,
        daf_factor=daf,
        data_kind="modelled" if by_energy else "default",
        notes=tuple(n for n in notes if n.key != ADJUSTED),
    )


def _parts(
    leg: TransportElement,
    mass_t: float,
    stretches: tuple[Stretch, ...],
    amounts: _Amounts,
    factors: FactorSet,
) -> tuple[Part, ...]:
    """Return a leg's emissions by country and energy carrier; they add up to the leg."""
    total_km = sum(s.km for s in stretches)
    by_energy = (
        leg.mode == "rail" and leg.vehicle is None and leg.factor is None and leg.wtw_kg_per_tkm is None
    )
    if by_energy:
        return tuple(p for s in stretches for p in _rail_parts(leg, mass_t, s, factors))
    carrier = CARRIERS.get(leg.mode, "unstated")
    if leg.factor is not None or leg.wtw_kg_per_tkm is not None:
        carrier = (
            "electricity" if amounts.ttw_kg == 0 < amounts.wtw_kg else CARRIERS.get(leg.mode, "unstated")
        )
    if not leg.stretches or total_km == 0:
        place = INTERNATIONAL if leg.mode in {"sea", "ferry", "air"} else ""
        return (
            Part(
                country=place,
                carrier=carrier,
                wtw_kg_co2e=amounts.wtw_kg,
                ttw_kg_co2e=amounts.ttw_kg,
                tkm=mass_t * leg.distance_km,
            ),
        )
    return tuple(
        Part(
            country=s.country,
            carrier=carrier,
            wtw_kg_co2e=amounts.wtw_kg * s.km / total_km,
            ttw_kg_co2e=amounts.ttw_kg * s.km / total_km,
            tkm=mass_t * leg.distance_km * s.km / total_km,
        )
        for s in stretches
    )


def _rail_parts(leg: TransportElement, mass_t: float, stretch: Stretch, factors: FactorSet) -> list[Part]:
    energy = rail_energy(factors, gross_train_t=leg.gross_train_t, operator_kwh_per_tkm=leg.kwh_per_tkm)
    share = _electric_share(stretch, factors)
    tkm = mass_t * stretch.km
    country = "" if stretch.country == "WORLD" else stretch.country
    parts = []
    if share > 0:
        wtw = electric_kg_per_tkm(stretch.country, energy, factors).value * tkm * share
        parts.append(
            Part(country=country, carrier="electricity", wtw_kg_co2e=wtw, ttw_kg_co2e=0.0, tkm=tkm * share)
        )
    if share < 1:
        diesel, ttw = diesel_kg_per_tkm(energy, factors)
        rest = tkm * (1 - share)
        parts.append(
            Part(
                country=country,
                carrier="diesel",
                wtw_kg_co2e=diesel.value * rest,
                ttw_kg_co2e=ttw * rest,
                tkm=rest,
            )
        )
    return parts


def _electric_share(stretch: Stretch, factors: FactorSet) -> float:
    if stretch.traction != "unknown":
        return 1.0 if stretch.traction == "electric" else 0.0
    known = factors.tractions.get(stretch.country)
    return 0.0 if known is None else known.electric_share


def _market_kg(
    leg: TransportElement,
    mass_t: float,
    parts: tuple[Part, ...],
    stretches: tuple[Stretch, ...],
    factors: FactorSet,
    cold_kg: float,
) -> float | None:
    """Return the leg's emissions with the power that was bought, beside the location-based figure."""
    if leg.market_g_per_kwh is None:
        return None
    energy = rail_energy(factors, gross_train_t=leg.gross_train_t, operator_kwh_per_tkm=leg.kwh_per_tkm)
    electric_tkm = sum(mass_t * s.km * _electric_share(s, factors) for s in stretches)
    other_kg = sum(p.wtw_kg_co2e for p in parts if p.carrier not in {"electricity", "refrigerant"})
    return electric_tkm * energy.kwh_per_tkm.value * leg.market_g_per_kwh / 1000 + other_kg + cold_kg


def _deviations(
    elements: tuple[ElementFootprint, ...], mass_note: Note | None, chain: TransportChain
) -> tuple[Note, ...]:
    """Return what a reader of an ISO 14083 report must be told, once each."""
    found: dict[Note, None] = {}
    if mass_note is not None:
        found[mass_note] = None
    for e in elements:
        for note in e.fallbacks:
            if note.key in TOLD:
                found[Note.of("footprint.note.at", element=e.element.id, note=note)] = None
        if e.mode == "ferry":
            found[Note.of("footprint.note.ferry")] = None
    found |= dict.fromkeys(_assumed(elements))
    modes = {(e.distance_type, e.factor_distance_type) for e in elements if not e.is_hub}
    if any(leg != factor and "none" not in {leg, factor} for leg, factor in modes):
        found[Note.of("footprint.note.types_meet")] = None
    if chain.offsets_kg_co2e is not None:
        found[Note.of("footprint.note.offsets", kg=chain.offsets_kg_co2e)] = None
    return tuple(found)


def _assumed(elements: tuple[ElementFootprint, ...]) -> list[Note]:
    """Return the built-in assumptions that the account rests on, each with the share of emissions it bears."""
    total = sum(e.wtw_kg_co2e for e in elements)
    if not total:
        return []
    hubs = sum(e.wtw_kg_co2e for e in elements if e.is_hub and e.data_kind == "default")
    trains = sum(
        e.wtw_kg_co2e
        for e in elements
        if isinstance(e.element, TransportElement)
        and e.data_kind == "modelled"
        and e.element.gross_train_t is None
        and e.element.kwh_per_tkm is None
    )
    rows = ((hubs, "footprint.note.hubs"), (trains, "footprint.note.trains"))
    return [Note.of(key, percent=round(100 * kg / total)) for kg, key in rows if kg]


def with_provenance(footprint: Footprint, **more: Any) -> Footprint:  # noqa: ANN401 - free fields of a record
    """Return the account with further fields in its provenance."""
    return replace(footprint, provenance={**footprint.provenance, **more})
