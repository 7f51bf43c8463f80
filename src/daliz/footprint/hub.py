"""The account of one hub operation: by tonne or by container, no tonne-kilometres."""

from __future__ import annotations

from daliz.errors import DataError
from daliz.footprint.coefficients import Coefficient, hub_wtw_ttw_kg
from daliz.footprint.method import mass_t_of_teu
from daliz.model.chain import (
    ElementFootprint,
    HubElement,
    Part,
    Refrigerant,
    TransportChain,
    TransportElement,
)
from daliz.model.emissions import FactorSet
from daliz.notes import Note

__all__ = ["account_hub", "mass_of", "refrigerant_kg"]


def mass_of(element: TransportElement | HubElement, mass_t: float | None) -> float:
    """Return the tonnes of an element: its own, the chain's, or ten a slot."""
    found = mass_t if element.mass_t is None else element.mass_t
    if found is None and isinstance(element, TransportElement) and element.teu_count is not None:
        found = mass_t_of_teu(element.teu_count)
    if found is None:
        raise DataError(
            f"Element {element.id} has no mass.", "Give mass_t or teu_count, on it or on the chain."
        )
    return found


def refrigerant_kg(leaks: tuple[Refrigerant, ...], factors: FactorSet, where: str) -> float:
    """Return the kilograms of CO2e of refrigerants lost."""
    return sum(r.leaked_kg * factors.gwp(r.gas, where) for r in leaks)


def account_hub(
    hub: HubElement, chain: TransportChain, mass_t: float | None, factors: FactorSet
) -> ElementFootprint:
    """Return the account of one hub operation: per tonne or per container, no tonne-kilometres."""
    mass = mass_of(hub, mass_t)
    boxes = chain.containers_count if hub.containers_count is None else hub.containers_count
    c, kind, notes = _hub_kg(hub, mass, boxes, factors)
    cold = refrigerant_kg(hub.refrigerants, factors, f"Hub {hub.id}")
    carrier = "electricity" if c.ttw_kg == 0 < c.wtw_kg else "hub energy"
    part = Part(
        country=hub.country or "", carrier=carrier, wtw_kg_co2e=c.wtw_kg, ttw_kg_co2e=c.ttw_kg, tkm=0.0
    )
    leak = Part(country=hub.country or "", carrier="refrigerant", wtw_kg_co2e=cold, ttw_kg_co2e=cold, tkm=0.0)
    return ElementFootprint(
        element=hub,
        mass_t=mass,
        tkm=0.0,
        wtw_kg_co2e=c.wtw_kg + cold,
        ttw_kg_co2e=c.ttw_kg + cold,
        low_kg_co2e=c.low_kg + cold,
        high_kg_co2e=c.high_kg + cold,
        distance_type="none",
        factor_distance_type="none",
        distance_adjustment_factor=1.0,
        data_kind=hub.data_kind or kind,
        factor_ids=c.factor_ids,
        parts=(part, leak) if cold else (part,),
        refrigerant_kg_co2e=cold,
        fallbacks=notes,
    )


def _hub_kg(
    hub: HubElement, mass_t: float, boxes_count: float | None, factors: FactorSet
) -> tuple[Coefficient, str, tuple[Note, ...]]:
    """Return the kilograms, the kind of data and the fallback: own figure, own energy, named factor, default."""
    if hub.wtw_kg_per_container is not None:
        if boxes_count is None:
            raise DataError(f"Hub {hub.id}: kilograms a container, and no containers_count.", "Give it.")
        return _own_hub(hub.wtw_kg_per_container, hub.ttw_kg_per_container, boxes_count), "primary", ()
    if hub.wtw_kg_per_t is not None:
        return _own_hub(hub.wtw_kg_per_t, hub.ttw_kg_per_t, mass_t), "primary", ()
    if hub.kwh_per_t is not None:
        country = hub.country or "WORLD"
        stands_in = country not in factors.grids
        notes = (Note.of("footprint.note.no_grid", country=country),) if stands_in else ()
        return _by_power(hub.kwh_per_t * mass_t, country, factors), "primary", notes
    if hub.factor is not None:
        f = factors.factor(hub.factor, f"Hub {hub.id}")
        amount = boxes_count if f.unit == "kg/container" else mass_t
        if amount is None or f.unit not in {"kg/container", "kg/t"}:
            raise DataError(
                f"Hub {hub.id}: the factor {f.id} is {f.unit}.", "Give what it counts, or another factor."
            )
        return _own_hub(f.wtw, f.ttw, amount)._replace(factor_ids=(f.id,)), f.data_kind, ()
    c = hub_wtw_ttw_kg(hub.operation, factors, mass_t=mass_t, containers_count=boxes_count)
    return (
        c,
        "default",
        (Note.of("footprint.note.hub_factor", factor=c.factor_ids[0]),) if c.factor_ids else (),
    )


def _by_power(kwh: float, country: str, factors: FactorSet) -> Coefficient:
    """Return the kilograms of a hub's electricity on its country's grid."""
    grid, _ = factors.grid(country)
    return Coefficient(
        kwh * grid.delivered_kg_per_kwh,
        0.0,
        kwh * grid.delivered_low_kg_per_kwh,
        kwh * grid.delivered_high_kg_per_kwh,
        (f"grid.{grid.country}",),
    )


def _own_hub(
    wtw: float,  # unit-ok: kilograms a tonne or a box
    ttw: float | None,
    amount: float,
) -> Coefficient:
    """Return kilograms by the hub's own figure; without a tank-to-wheel part the whole is its upper bound."""
    tank = wtw if ttw is None else ttw
    return Coefficient(wtw * amount, tank * amount, wtw * amount, wtw * amount, ("own",))
