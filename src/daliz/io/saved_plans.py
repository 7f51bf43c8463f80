"""The transport chain of an option of a saved plan: its own ``chain`` object, else made from its legs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from daliz.errors import DataError, UnknownIdError
from daliz.io.chains import chain_of
from daliz.io.tables import read_table
from daliz.model.chain import HubElement, Stretch, TransportChain, TransportElement

__all__ = ["LinkTraction", "chain_of_option", "is_plan", "options_of", "read_link_tractions"]

#: Kilometres of one rail link by country and traction.
LinkTraction = Mapping[str, tuple[tuple[str, float, str], ...]]


def is_plan(data: Any) -> bool:  # noqa: ANN401 - JSON
    """Tell whether a JSON document is a saved plan."""
    return isinstance(data, Mapping) and isinstance(data.get("options"), list)


def options_of(data: Mapping[str, Any], where: str) -> list[Mapping[str, Any]]:
    """Return the options of a plan.

    Raises
    ------
    DataError
        If it has none.
    """
    options = [o for o in data["options"] if isinstance(o, Mapping)]
    if not options:
        raise DataError(f"{where}: the plan has no options.", "Save one with daliz plan … --save PLAN.json.")
    return options


def read_link_tractions(layers: Sequence[Path]) -> LinkTraction:
    """Return kilometres by country and traction of every rail link."""
    found: dict[str, tuple[tuple[str, float, str], ...]] = {}
    for r in read_table("rail_links", layers):
        traction = r["traction"] or "unknown"
        one, two, share = r["country_a"], r["country_b"], r["share_a"]
        if one == two or share is None:
            found[r["link"]] = ((one, r["km"], traction),)
        else:
            found[r["link"]] = ((one, r["km"] * share, traction), (two, r["km"] * (1 - share), traction))
    return found


def chain_of_option(
    data: Mapping[str, Any],
    option: int,
    tractions: LinkTraction,
    where: str = "plan",  # unit-ok: a place in a list
) -> TransportChain:
    """Return the chain of the option at a place in the list (1 is the first).

    Raises
    ------
    UnknownIdError
        If there is no such option.
    """
    options = options_of(data, where)
    if not 1 <= option <= len(options):
        known = [str(i + 1) for i in range(len(options))]
        raise UnknownIdError.of("option", str(option), known, where)
    chosen = options[option - 1]
    if isinstance(chosen.get("chain"), Mapping):
        return chain_of(chosen["chain"], f"{where}: option {option}")
    cargo = (data.get("query") or {}).get("cargo") or {}
    legs = chosen.get("legs")
    if not isinstance(legs, list) or not legs:
        raise DataError(f"{where}: option {option} has no legs.", "Save the plan again.")
    return TransportChain(
        id=str(chosen.get("id", option)),
        title=str(chosen.get("corridor") or ""),
        mass_t=cargo.get("mass_t"),
        teu_count=cargo.get("teu"),
        containers_count=boxes_of(cargo.get("containers")),
        elements=tuple(
            _element(i + 1, leg, tractions, reefer="RF" in str(cargo.get("containers")))
            for i, leg in enumerate(legs)
        ),
    )


def boxes_of(label: Any) -> float | None:  # noqa: ANN401 - JSON
    """Return how many boxes a label such as ``2x40HC,1x20`` names; None where there are none."""
    if isinstance(label, int | float):
        return float(label)
    if not isinstance(label, str) or not label.strip():
        return None
    total = 0.0
    for part in label.replace("+", ",").split(","):
        number = part.strip().lower().replace("×", "x").partition("x")[0].strip()
        if not number.isdigit():
            return None
        total += float(number)
    return total or None


def _element(
    number: int,  # unit-ok: an order
    leg: Mapping[str, Any],
    tractions: LinkTraction,
    *,
    reefer: bool,
) -> TransportElement | HubElement:
    if leg.get("kind") == "hub":
        return HubElement(
            id=str(number), place=str(leg.get("from") or ""), operation=str(leg.get("mode") or "rail")
        )
    mode = str(leg["mode"])
    subjects = [str(e.get("subject", "")) for e in leg.get("elements") or () if isinstance(e, Mapping)]
    caspian = mode == "sea" and any("caspian" in s for s in subjects)
    return TransportElement(
        id=str(number),
        mode=mode,
        origin=str(leg.get("from") or ""),
        destination=str(leg.get("to") or ""),
        distance_km=float(leg["distance_km"]),
        stretches=_stretches(leg, tractions),
        vehicle="sea.caspian" if caspian else None,
        reefer=reefer,
    )


def _stretches(leg: Mapping[str, Any], tractions: LinkTraction) -> tuple[Stretch, ...]:
    """Return a leg's kilometres by country and traction: the links say which, the leg how many."""
    by_country: Any = leg.get("country_km") or {}
    if not isinstance(by_country, Mapping):
        return ()
    shares: dict[str, dict[str, float]] = {}
    for link in leg.get("links") or ():
        for country, km, traction in tractions.get(str(link), ()):
            own = shares.setdefault(country, {})
            own[traction] = own.get(traction, 0.0) + km
    found: list[Stretch] = []
    for country, km in by_country.items():
        own = shares.get(country) or {"unknown": 1.0}
        total = sum(own.values())
        found += [Stretch(country=country, km=float(km) * v / total, traction=t) for t, v in own.items()]
    return tuple(found)
