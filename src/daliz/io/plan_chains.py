"""An option as an ISO 14083 transport chain, which the greenhouse gas accounts read."""

from __future__ import annotations

from functools import lru_cache

from daliz.model.chain import HubElement, Stretch, TransportChain, TransportElement
from daliz.model.corridor import Corridor
from daliz.model.plan import Leg, Option, Query

__all__ = ["chain_of_option"]


@lru_cache(maxsize=2048)  # plans share their legs
def _stretches(corridor: Corridor, leg: Leg) -> tuple[Stretch, ...]:
    """Return the kilometres of a rail leg by country and traction."""
    km_by: dict[tuple[str, str], float] = {}
    for name in leg.links:
        link = corridor.links_by_id.get(name)
        for country, km in () if link is None else link.country_km:
            key = (country, "unknown" if link is None else link.traction)
            km_by[key] = km_by.get(key, 0.0) + km
    if km_by:
        return tuple(Stretch(country=c, km=round(km, 3), traction=t) for (c, t), km in km_by.items())
    return tuple(Stretch(country=c, km=round(km, 3)) for c, km in leg.country_km)


def chain_of_option(corridor: Corridor, query: Query, o: Option) -> TransportChain:
    """Return an option as a chain; its account by ``daliz footprint`` gives the option's kg CO2e."""
    boxes = sum(n for n, _ in query.cargo.containers)
    elements: list[TransportElement | HubElement] = []
    for number, leg in enumerate(o.legs, 1):
        if leg.kind != "transport":
            place = corridor.hubs.get(leg.origin.partition(".")[0])
            hub = HubElement(
                id=str(number),
                place=leg.origin,
                country=None if place is None else place.country,
                operation=leg.mode,
                containers_count=boxes or None,
            )
            elements.append(hub)
            continue
        service = corridor.services_by_id.get(leg.service or "")
        vehicle = None
        if leg.mode == "ferry":
            vehicle = "ferry"
        elif leg.mode == "sea" and service is not None and service.run_class == "sea.caspian":
            vehicle = "sea.caspian"
        elements.append(
            TransportElement(
                id=str(number),
                mode=leg.mode,
                distance_km=leg.distance_km,
                origin=leg.origin,
                destination=leg.destination,
                stretches=_stretches(corridor, leg.plain or leg) if leg.mode in {"rail", "road"} else (),
                vehicle=vehicle,
                reefer=query.cargo.reefer and leg.mode != "rail",
            )
        )
    return TransportChain(
        id=o.id,
        elements=tuple(elements),
        mass_t=query.cargo.mass_t,
        teu_count=query.cargo.teu_count or None,
        containers_count=boxes or None,
        title=f"{query.origin.name} - {query.destination.name}, {o.corridor}",
    )
