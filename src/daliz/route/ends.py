"""How a chain begins and ends: collection and delivery by road, or passing a border station inside a longer journey."""

from __future__ import annotations

from collections.abc import Iterable

from daliz.model.corridor import Corridor
from daliz.model.network import HubTerminal
from daliz.model.place import great_circle_km
from daliz.model.plan import End
from daliz.notes import Named, Note
from daliz.route.graph import LOCAL_KM, Builder, platforms_of
from daliz.route.rail import crossing_on

__all__ = ["add_ends", "near_terminals"]

NEAR_KM = 250.0  # how far a truck collects or delivers without being asked
OVERSEAS = frozenset({"GB", "JP", "KR", "TW"})  # no truck of another country drives to their hubs
COUNTRIES_ABROAD = 3  # in so many countries a hub is sought for an end whose own country has none
FAR_KM = 1500.0  # a truck all the way inside one country


def near_terminals(
    b: Builder, end: End, terminals: dict[str, HubTerminal]
) -> list[tuple[HubTerminal, float]]:
    """Return the terminals that serve an end with the road km to each: its own, else those a truck can reach."""
    hubs = b.corridor.hubs
    at_home = [t for t in terminals.values() if t.place == end.hub or hubs[t.place].country == end.country]
    away = _away(b, end, at_home)
    if (end.passing or b.query.scope == "terminal") and end.hub is not None:
        return [(t, 0.0) for _, _, t in away if t.place == end.hub]
    own = {
        t.mode for _, _, t in away if t.place == end.hub
    }  # what the end's own hub offers need not be sought elsewhere
    chosen = [
        (t, km) for gc_km, km, t in away if t.place == end.hub or (gc_km <= NEAR_KM and t.mode not in own)
    ]
    for mode in ("rail", "port"):
        if end.hub is None and not any(t.mode == mode for t, _ in chosen):
            nearest = sorted((x for x in away if x[2].mode == mode), key=lambda x: x[0])[:2]
            chosen.extend((t, km) for gc_km, km, t in nearest if gc_km < FAR_KM)
    if chosen:
        return chosen
    reached = [
        x for x in _away(b, end, terminals.values()) if _joined(b, end.country, hubs[x[2].place].country)
    ]
    return _abroad(b, end, reached) if reached else []


def _away(b: Builder, end: End, terminals: Iterable[HubTerminal]) -> list[tuple[float, float, HubTerminal]]:
    """Return the terminals of use to the cargo that roads join to an end: great-circle km, road km, terminal."""
    corridor = b.corridor
    here = (end.lat_deg, end.lon_deg)
    found = []
    to_place_km: dict[str, float | None] = {}
    for t in terminals:
        if t.mode not in {"rail", "port"} and not (t.place == end.hub and t.id in corridor.road_ends):
            continue
        if t.mode != "rail" and b.query.cargo.kind == "wagon":
            continue  # wagons are loaded and emptied on rails, a ferry's too
        hub = corridor.hubs[t.place]
        if t.place not in to_place_km:  # a hub has several terminals
            there = (hub.lat_deg, hub.lon_deg)
            joined = t.place == end.hub or _has_road(corridor, end.country, here, hub.country, there)
            to_place_km[t.place] = great_circle_km(*here, *there) if joined else None
        gc_km = to_place_km[t.place]
        if gc_km is None:
            continue
        country = corridor.countries[hub.country]
        km = (
            LOCAL_KM
            if t.place == end.hub or gc_km < LOCAL_KM
            else gc_km * (country.road_circuity_factor or 1.3)
        )
        found.append((gc_km, km, t))
    return found


def _abroad(
    b: Builder, end: End, away: list[tuple[float, float, HubTerminal]]
) -> list[tuple[HubTerminal, float]]:
    """Return the nearest terminal of each of the nearest countries: which border is the better is for the plan to say."""
    hubs = b.corridor.hubs
    driven = [x for x in away if hubs[x[2].place].country not in OVERSEAS] or away
    places: dict[str, tuple[float, str]] = {}
    for gc_km, _, t in sorted(driven, key=lambda x: (x[0], x[2].id)):
        places.setdefault(hubs[t.place].country, (gc_km, t.place))
    near = list(places.values())[:COUNTRIES_ABROAD]
    chosen = {place for gc_km, place in near if gc_km <= 2 * near[0][0]}
    found = sorted(((km, t.place, t) for _, km, t in driven if t.place in chosen), key=lambda x: x[:2])
    shown = dict.fromkeys((round(km), place) for km, place, _ in found)
    b.notes.append(
        Note.of(
            "note.no_hub_here",
            end=end.named,
            country=_named(b, end.country),
            hubs=tuple(
                Note.of("note.hub_away", hub=Named.of(place, hubs[place].names), km=km) for km, place in shown
            ),
        )
    )
    return [(t, km) for km, _, t in found]


def _named(b: Builder, code: str) -> Named:
    country = b.corridor.countries.get(code)
    return Named.of(code, {} if country is None else country.names)


def _has_road(
    corridor: Corridor, one: str, here: tuple[float, float], two: str, there: tuple[float, float]
) -> bool:
    """Tell whether roads can join two points: one in an exclave reaches its neighbours, not the rest of its country."""
    for e in corridor.exclaves:
        inside = (e.country == one and e.holds(*here), e.country == two and e.holds(*there))
        if inside in {(True, False), (False, True)} and (two if inside[0] else one) not in e.neighbours:
            return False
    return True


def _joined(b: Builder, one: str, two: str) -> bool:
    """Tell whether a truck may cross from one country into another: neither is shut, and their border is not known shut."""
    if not (b.allowed(f"country:{one}") and b.allowed(f"country:{two}")):
        return False
    if one == two:
        return True
    hubs = b.corridor.hubs
    rows = [key for key in b.corridor.crossings if {hubs[key[0]].country, hubs[key[1]].country} == {one, two}]
    return not rows or any(crossing_on(b.corridor, x, y, mode, b.on)[0] is not None for x, y, mode in rows)


def add_ends(b: Builder, ends: dict[str, list[tuple[HubTerminal, float]]]) -> None:
    """Add collection at the origin and delivery at the destination, and the truck all the way where it is sensible."""
    query = b.query
    for name, near in ends.items():
        end = query.origin if name == "O" else query.destination
        for t, km in near:
            if end.passing:
                _add_passing(b, name, t)
                continue
            subject = f"class:{t.dwell_class}"
            minutes = b.dwell_min(subject, f"terminal:{t.id}")
            usd = sum(i.usd for i in b.prices.hub("handling", t.id))
            kg = query.cargo.mass_t * b.emissions.hub("handling").wtw
            if query.scope == "door":
                minutes += b.dwell_min("class:door") + 60 * km / b.corridor.facts.value(
                    "class:road", "speed", b.on
                )
                usd += sum(i.usd for i in b.prices.door(t.place)) if km <= LOCAL_KM else 0
                usd += (
                    sum(i.usd for i in b.prices.road(end.name, t.place, end.country, km))
                    if km > LOCAL_KM
                    else 0
                )
                kg += query.cargo.mass_t * km * b.emissions.road(end.country).wtw
            mask = b.tokens.mask((t.place, f"country:{b.corridor.hubs[t.place].country}"))
            for platform in platforms_of(t, "out" if name == "O" else "in"):
                ends_of = ("O", platform) if name == "O" else (platform, "D")
                b.add(
                    *ends_of,
                    minutes,
                    usd,
                    kg,
                    kind="first" if name == "O" else "last",
                    ref=(t, km),
                    mask=mask,
                )
    _add_road_all_the_way(b)


def _add_passing(b: Builder, name: str, t: HubTerminal) -> None:
    mask = b.tokens.mask((t.place, f"country:{b.corridor.hubs[t.place].country}"))
    for platform in platforms_of(t, "out" if name == "O" else "in"):
        ends = ("O", platform) if name == "O" else (platform, "D")
        b.add(*ends, 0, 0, 0, kind="passing", ref=t, mask=mask)


def _add_road_all_the_way(b: Builder) -> None:
    query = b.query
    one, two = query.origin, query.destination
    if one.country != two.country or query.scope != "door" or not b.allowed("mode:road"):
        return
    if query.cargo.kind != "container":
        return  # wagons run on rails; a truck only brings cargo to them
    here, there = (one.lat_deg, one.lon_deg), (two.lat_deg, two.lon_deg)
    if not _has_road(b.corridor, one.country, here, two.country, there):
        return
    gc_km = great_circle_km(*here, *there)
    if gc_km > FAR_KM or not b.allowed(f"country:{one.country}"):
        return
    km = gc_km * (b.corridor.countries[one.country].road_circuity_factor or 1.3)
    minutes = 2 * b.dwell_min("class:door") + 60 * km / b.corridor.facts.value("class:road", "speed", b.on)
    usd = sum(i.usd for i in b.prices.road(one.name, two.name, one.country, km))
    kg = query.cargo.mass_t * km * b.emissions.road(one.country).wtw
    b.add(
        "O",
        "D",
        minutes,
        usd,
        kg,
        kind="road-all",
        ref=km,
        mask=b.tokens.mask(("mode:road", f"country:{one.country}")),
        transfers=1,
    )
