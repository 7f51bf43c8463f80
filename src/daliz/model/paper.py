"""Which consignment note covers which part of a chain, by its modes and the agreements of its countries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from daliz.model.plan import Leg

__all__ = ["Paper", "Regime", "papers_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """What a country takes part in: SMGS and CIM by rail, CMR by road, the TIR carnet."""

    country: str
    smgs: bool
    cim: bool
    cmr: bool
    tir: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document of carriage.

    Attributes
    ----------
    name
        ``SMGS``, ``CIM``, ``CIM/SMGS``, ``bill of lading``, ``CMR``, ``domestic`` or ``unknown``.
    first_leg, last_leg
        Places of the legs in the option, counted from 1.
    tir
        Whether a TIR carnet can cover the customs transit of that part.
    """

    name: str
    mode: str
    first_leg: int  # unit-ok: an order
    last_leg: int  # unit-ok: an order
    countries: tuple[str, ...]
    tir: bool


def papers_of(
    legs: Sequence[Leg], regimes: Mapping[str, Regime], unions: Mapping[str, str | None]
) -> tuple[Paper, ...]:
    """Return the documents of a chain: one for rail legs in a row, one for each sea or road leg."""
    groups: list[tuple[str, list[int]]] = []
    for number, leg in enumerate(legs, 1):
        if leg.kind != "transport":
            continue
        if leg.mode == "rail" and groups and groups[-1][0] == "rail":
            groups[-1][1].append(number)
        else:
            groups.append((leg.mode, [number]))
    papers = []
    for mode, numbers in groups:
        countries = tuple(dict.fromkeys(c for n in numbers for c, _ in legs[n - 1].country_km))
        papers.append(
            Paper(
                name=_name(mode, countries, regimes),
                mode=mode,
                first_leg=numbers[0],
                last_leg=numbers[-1],
                countries=countries,
                tir=mode == "road" and _tir(countries, regimes, unions),
            )
        )
    return tuple(papers)


def _name(mode: str, countries: Sequence[str], regimes: Mapping[str, Regime]) -> str:
    if mode in {"sea", "ferry"}:
        return "bill of lading"
    if len(countries) == 1:
        return "domestic"
    known = [regimes[c] for c in countries if c in regimes]
    if not known or len(known) < len(countries):
        return "unknown"
    if mode == "road":
        return "CMR" if all(r.cmr for r in known) else "unknown"
    return _rail_name(known)


def _rail_name(known: Sequence[Regime]) -> str:
    if all(r.smgs for r in known):
        return "SMGS"
    if all(r.cim for r in known):
        return "CIM"
    return "CIM/SMGS" if all(r.smgs or r.cim for r in known) else "unknown"


def _tir(countries: Iterable[str], regimes: Mapping[str, Regime], unions: Mapping[str, str | None]) -> bool:
    """Tell whether the countries lie in more than one customs territory and all take part in TIR."""
    rows = list(countries)
    territories = {unions.get(c) or c for c in rows}
    return len(territories) > 1 and all(c in regimes and regimes[c].tir for c in rows)
