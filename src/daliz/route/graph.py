"""The network that the search reads: nodes, arcs, and the arrays of the kernels.

Nodes: the origin ``O``, the destination ``D``, and for every terminal a place to arrive (``in``) and a place
to leave (``out``), a rail terminal having a pair for each gauge. Arcs: collection and delivery by road, rail
stages, sailings, truck services, and between ``in`` and ``out`` of one place the hub operations: handling,
transshipment, gauge change. A rail stage is a whole train journey between two platforms of one gauge, so that
its price may taper with length and cargo changes train only where something makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from daliz.kernels.pareto import ALWAYS, NEVER, Network
from daliz.model.coefficients import Emissions, Prices
from daliz.model.corridor import Corridor
from daliz.model.network import HubTerminal
from daliz.model.plan import Query
from daliz.notes import Note
from daliz.route.rail import RailNetwork
from daliz.route.shut import Shut
from daliz.route.times import dwell_of

__all__ = ["LOCAL_KM", "Arc", "Builder", "Graph", "Tokens", "finish", "platforms_of"]

LOCAL_KM = 30.0  # collection inside a hub's own city: assumed


@dataclass(frozen=True, slots=True)
class Arc:
    """One step: its ends, its measures and what it stands for."""

    tail: int  # unit-ok: a node
    head: int  # unit-ok: a node
    minutes: int  # unit-ok: the name is the unit
    usd: int  # unit-ok: the name is the unit
    kg: int  # unit-ok: kg CO2e
    transfers: int  # unit-ok: a count
    mask: int  # unit-ok: bits
    kind: str
    ref: Any
    spread_min: float = 0.0
    profile: tuple[float, ...] | None = None
    departures_min: tuple[int, ...] = ()
    open_from_min: int = ALWAYS
    open_to_min: int = NEVER


class Tokens:
    """Bits for the tokens that a rule or the query asks about; other tokens have none."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self.bits = {token: 1 << i for i, token in enumerate(sorted(set(wanted)))}

    def mask(self, tokens: Iterable[str]) -> int:
        """Return the bits of the tokens that are asked about."""
        bits = self.bits
        found = 0
        for token in tokens:
            found |= bits.get(token, 0)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The compiled network: arcs in order of their tails, node names, and the rail network behind the stages."""

    nodes: tuple[str, ...]
    index: dict[str, int]
    arcs: tuple[Arc, ...]
    network: Network
    rail: RailNetwork
    tokens: Tokens
    shut: tuple[Shut, ...]
    origin_notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class Builder:
    """Collects nodes and arcs while the network is compiled."""

    corridor: Corridor
    query: Query
    prices: Prices
    emissions: Emissions
    tokens: Tokens
    blocked: frozenset[str]
    nodes: dict[str, int] = field(default_factory=dict)
    arcs: list[Arc] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def allowed(self, token: str) -> bool:
        """Tell whether a token may be passed."""
        return token not in self.blocked

    def node(self, name: str) -> int:
        """Return the number of a node, made now if it is new."""
        return self.nodes.setdefault(name, len(self.nodes))

    @property
    def on(self) -> date:
        """The day of readiness."""
        return self.query.ready

    def dwell_min(self, subject: str, own: str | None = None) -> float:
        """Return mean minutes of a dwell: the place's own where it is known, else its class's."""
        return 60 * dwell_of(self.corridor.facts, subject, own, self.on)[0]

    def sd_min(self, subject: str, minutes: float) -> float:
        """Return a rough spread of a dwell, to look for sure ways."""
        return minutes * self.corridor.facts.value(subject, "log_sd", self.on, 0.0)

    def add(self, tail: str, head: str, minutes: float, usd: float, kg: float, **more: Any) -> None:  # noqa: ANN401
        """Add an arc between two named nodes, its measures rounded to whole minutes, dollars and kilograms."""
        more.setdefault("transfers", 0)
        more.setdefault("mask", 0)
        self.arcs.append(
            Arc(
                self.node(tail),
                self.node(head),
                round(minutes),
                round(usd),
                round(kg),
                more.pop("transfers"),
                more.pop("mask"),
                **more,
            )
        )


def platforms_of(t: HubTerminal, side: str) -> list[str]:
    """Return the nodes of a terminal on one side, ``in`` or ``out``: one a gauge on rail."""
    return [f"{t.id}@{g}.{side}" for g in t.gauges_mm] if t.mode == "rail" else [f"{t.id}.{side}"]


def finish(b: Builder, rail: RailNetwork, shut: Sequence[Shut]) -> Graph:
    """Return the network with its arcs in order of their tails and their measures as arrays."""
    arcs = sorted(b.arcs, key=lambda a: (a.tail, a.head))
    count = len(b.nodes)
    tails = np.array([a.tail for a in arcs], dtype=np.int64)
    indptr = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(tails, minlength=count), out=indptr[1:])

    def column(values: Iterable[int]) -> Any:  # noqa: ANN401 - an int64 array
        return np.fromiter(values, dtype=np.int64, count=len(arcs))

    profiles = [a.profile for a in arcs if a.profile is not None]
    rows = iter(range(len(profiles)))
    departures: list[int] = []
    dep_from, dep_to = [], []
    for arc in arcs:
        dep_from.append(len(departures))
        departures.extend(arc.departures_min)
        dep_to.append(len(departures))
    network = Network(
        indptr=indptr,
        head=column(a.head for a in arcs),
        minutes=column(a.minutes for a in arcs),
        usd=column(a.usd for a in arcs),
        kg=column(a.kg for a in arcs),
        transfers=column(a.transfers for a in arcs),
        open_from=column(a.open_from_min for a in arcs),
        open_to=column(a.open_to_min for a in arcs),
        profile=column(-1 if a.profile is None else next(rows) for a in arcs),
        profiles=np.array(profiles or np.zeros((0, 13)), dtype=np.float64).reshape(-1, 13),
        dep_from=np.array(dep_from, dtype=np.int64),
        dep_to=np.array(dep_to, dtype=np.int64),
        departures=np.array(departures, dtype=np.int64),
    )
    return Graph(
        nodes=tuple(b.nodes),
        index=b.nodes,
        arcs=tuple(arcs),
        network=network,
        rail=rail,
        tokens=b.tokens,
        shut=tuple(shut),
        origin_notes=tuple(b.notes),
    )
