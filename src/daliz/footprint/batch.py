"""Many shipments at once: coefficients by kind of element, then arithmetic on arrays.

The readable twin is :func:`daliz.footprint.account.account_chain`; a test and the benchmark compare the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from daliz.footprint.account import account_leg
from daliz.footprint.coefficients import DEFAULT_DISTANCE_TYPE, class_of
from daliz.footprint.hub import account_hub
from daliz.model.chain import ElementFootprint, HubElement, Stretch, TransportChain, TransportElement
from daliz.model.emissions import FactorSet

__all__ = ["BatchResult", "ElementKind", "ElementTable", "account_table", "price_kind"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MEASURES = ("wtw", "ttw", "low", "high")


class ElementKind(NamedTuple):
    """All that decides an element's coefficient, without its mass, length and boxes."""

    hub: bool
    mode: str
    vehicle: str | None = None
    factor: str | None = None
    distance_type: str | None = None
    country: str | None = None
    traction: str = "unknown"
    boxed: bool = False
    reefer: bool = False
    wtw: float | None = None  # unit-ok: the carrier's own, kg/tkm, or kg/t at a hub
    ttw: float | None = None  # unit-ok: as wtw
    kwh_per_tkm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementTable:
    """Elements as columns: which shipment, which kind, how heavy, how far, how many boxes.

    ``shipment_idx`` and ``kind_idx`` point into ``shipments`` and ``kinds``; ``line_idx`` is the row's line in
    its file. ``containers_count`` is 0 where no boxes are counted.
    """

    shipments: tuple[str, ...]
    kinds: tuple[ElementKind, ...]
    shipment_idx: Ints
    kind_idx: Ints
    mass_t: Floats
    distance_km: Floats
    containers_count: Floats
    line_idx: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResult:
    """Kilograms by element and by shipment; columns wtw, ttw, low, high."""

    elements: Floats
    tkm: Floats
    sums: Floats
    tkm_sums: Floats

    @property
    def wtw_kg_co2e(self) -> float:
        """Well to wheel of everything."""
        return float(self.sums[:, 0].sum())


def account_table(table: ElementTable, factors: FactorSet) -> BatchResult:
    """Return the account of every element and every shipment.

    Each kind is priced twice by the account of a single element, at 1 and 2 km (a flight's adjustment makes
    it a line with an offset), and once a box; the rest is arithmetic on arrays. Sea legs without a class are
    split by distance first, as the account does.
    """
    kinds, kind_idx = _by_distance(table, factors)
    rows = np.array([price_kind(k, factors) for k in kinds], dtype=np.float64)  # (kinds, 3 bases, 4 measures)
    if not len(rows):
        rows = np.zeros((0, 3, 4))
    mass, km = table.mass_t[:, None], table.distance_km[:, None]
    boxes = table.containers_count[:, None]
    c = rows[kind_idx]
    elements = c[:, 0, :] * mass * km + c[:, 1, :] * mass + c[:, 2, :] * boxes
    hubs = np.array([k.hub for k in kinds], dtype=bool)
    tkm = np.where(hubs[kind_idx], 0.0, table.mass_t * table.distance_km)
    n = len(table.shipments)
    sums = np.stack(
        [np.bincount(table.shipment_idx, elements[:, i], n).astype(np.float64) for i in range(4)], axis=1
    )
    return BatchResult(
        elements=elements,
        tkm=tkm,
        sums=sums,
        tkm_sums=np.bincount(table.shipment_idx, tkm, n).astype(np.float64),
    )


def _by_distance(table: ElementTable, factors: FactorSet) -> tuple[list[ElementKind], Ints]:
    """Return kinds and indices in which every leg whose class hangs on its distance names its class."""
    kinds = list(table.kinds)
    idx = table.kind_idx.copy()
    for i, kind in enumerate(table.kinds):
        open_class = not kind.hub and kind.vehicle is None and kind.factor is None and kind.wtw is None
        if not open_class or kind.mode != "sea":
            continue
        classes = sorted(
            (c for c in factors.classes.values() if c.mode == kind.mode and c.from_km is not None),
            key=lambda c: c.from_km or 0.0,
        )
        rows = np.flatnonzero(table.kind_idx == i)
        starts = np.array([c.from_km for c in classes], dtype=np.float64)
        which = np.searchsorted(starts, table.distance_km[rows], side="right") - 1
        for j, c in enumerate(classes):
            here = rows[which == j]
            if len(here):
                idx[here] = len(kinds)
                kinds.append(kind._replace(vehicle=c.id))
    return kinds, idx


def price_kind(kind: ElementKind, factors: FactorSet) -> list[list[float]]:
    """Return kilograms a tonne-kilometre, a tonne and a box: wtw, ttw, low, high of each."""
    zero = [0.0] * 4
    if kind.hub:
        f = _hub(kind, factors)
        return [zero, zero, f] if kind.boxed and _counts_boxes(kind, factors) else [zero, f, zero]
    if kind.mode == "sea" and kind.vehicle is None and kind.factor is None and kind.wtw is None:
        return [zero, zero, zero]  # split by distance: no row points here any more
    if kind.vehicle is None and kind.factor is None and kind.wtw is None and kind.mode != "rail":
        class_of(kind.mode, 1.0, factors)  # raises the usual error for a mode without a class
    one, two = _leg(kind, 1000.0, factors), _leg(kind, 2000.0, factors)
    slope = [(b - a) / 1000.0 for a, b in zip(one, two, strict=True)]
    return [slope, [a - s * 1000.0 for a, s in zip(one, slope, strict=True)], zero]


def _measures(e: ElementFootprint) -> list[float]:
    return [e.wtw_kg_co2e, e.ttw_kg_co2e, e.low_kg_co2e, e.high_kg_co2e]


def _leg(kind: ElementKind, km: float, factors: FactorSet) -> list[float]:
    leg = TransportElement(
        id="one",
        mode=kind.mode,
        distance_km=km,
        mass_t=1.0,
        vehicle=kind.vehicle,
        factor=kind.factor,
        distance_type=kind.distance_type or DEFAULT_DISTANCE_TYPE.get(kind.mode),
        stretches=(Stretch(country=kind.country, km=km, traction=kind.traction),) if kind.country else (),
        reefer=kind.reefer,
        wtw_kg_per_tkm=kind.wtw,
        ttw_kg_per_tkm=kind.ttw,
        kwh_per_tkm=kind.kwh_per_tkm,
    )
    return _measures(account_leg(leg, TransportChain(id="one", elements=(leg,)), 1.0, factors))


def _hub_element(kind: ElementKind) -> HubElement:
    return HubElement(
        id="one",
        operation=kind.mode,
        country=kind.country,
        mass_t=1.0,
        containers_count=1.0 if kind.boxed else None,
        factor=kind.factor,
        wtw_kg_per_t=kind.wtw,
        ttw_kg_per_t=kind.ttw,
    )


def _hub(kind: ElementKind, factors: FactorSet) -> list[float]:
    hub = _hub_element(kind)
    return _measures(account_hub(hub, TransportChain(id="one", elements=(hub,)), 1.0, factors))


def _counts_boxes(kind: ElementKind, factors: FactorSet) -> bool:
    """Tell whether the hub's factor is by the box: then two boxes of one tonne emit twice as much as one."""
    if kind.wtw is not None:
        return False
    hub = _hub_element(kind)
    double = HubElement(
        id="two",
        operation=kind.mode,
        country=kind.country,
        mass_t=1.0,
        containers_count=2.0,
        factor=kind.factor,
    )
    one = account_hub(hub, TransportChain(id="one", elements=(hub,)), 1.0, factors)
    two = account_hub(double, TransportChain(id="two", elements=(double,)), 1.0, factors)
    return two.wtw_kg_co2e > one.wtw_kg_co2e
