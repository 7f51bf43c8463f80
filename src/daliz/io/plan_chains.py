"""An option as an ISO 14083 transport chain, which the greenhouse gas accounts read."""

from __future__ import annotations

from collections.abc import Mapping

from daliz.model.chain import HubElement, Stretch, TransportChain, TransportElement
from daliz.model.corridor import Corridor
from daliz.model.network import RailLink
from daliz.model.plan import Leg, Option, Query

__all__ = ["chain_between", "chain_of_option"]


def _stretches(leg: Leg, links: Mapping[str, RailLink]) -> tuple[Stretch, ...]:
    """Return the kilometres of a rail leg by country and traction."""
    km_by: dict[tuple[str, str], float] = {}
    for name in leg.links:
        link = links.get(name)
        for country, km in () if link is None else link.country_km:
            key = (country, "unknown" if link is None else link.traction)
            km_by[key] = km_by.get(key, 0.0) + km
    if km_by:
        return tuple(Stretch(country=c, km=round(km, 3), traction=t) for (c, t), km in km_by.items())
    return tuple(Stretch(country=c, km=round(km, 3)) for c, km in leg.country_km)


def chain_of_option(corridor: Corridor, query: Query, o: Option) -> TransportChain:
    """Return an option as a chain; its account by ``daliz footprint`` gives the option's kg CO2e."""
    run_classes = {s.id: s.run_class for s in corridor.services}
    links = {link.id: link for link in corridor.rail_links}
    return chain_between(query, o, run_classes, links, {h.id: h.country for h in corridor.hubs.values()})


def chain_between(
    query: Query,
    o: Option,
    run_classes: Mapping[str, str],
    links: Mapping[str, RailLink],
    countries: Mapping[str, str],
) -> TransportChain:
    """Return the chain of an option; classes of services, rail links and countries of hubs are given by id."""
    boxes = sum(n for n, _ in query.cargo.containers)
    elements: list[TransportElement | HubElement] = []
    for number, leg in enumerate(o.legs, 1):
        if leg.kind != "transport":
            hub = HubElement(
                id=str(number),
                place=leg.origin,
                country=countries.get(leg.origin.partition(".")[0]),
                operation=leg.mode,
                containers_count=boxes or None,
            )
            elements.append(hub)
            continue
        vehicle = None
        if leg.mode == "ferry":
            vehicle = "ferry"
        elif leg.mode == "sea" and run_classes.get(leg.service or "") == "sea.caspian":
            vehicle = "sea.caspian"
        elements.append(
            TransportElement(
                id=str(number),
                mode=leg.mode,
                distance_km=leg.distance_km,
                origin=leg.origin,
                destination=leg.destination,
                stretches=_stretches(leg, links) if leg.mode in {"rail", "road"} else (),
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
