"""The network that the search reads: nodes, arcs, and the arrays of the kernels.

Nodes: the origin ``O``, the destination ``D``, and for every terminal a place to arrive (``in``) and a place
to leave (``out``), a rail terminal having a pair for each gauge. Arcs: collection and delivery by road, rail
stages, sailings, truck services, and between ``in`` and ``out`` of one place the hub operations: handling,
transshipment, gauge change. A rail stage is a whole train journey between two platforms of one gauge, so that
its price may taper with length and cargo changes train only where something makes it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daliz.kernels.pareto import ALWAYS, NEVER, Network
from daliz.model.coefficients import Emissions, Prices
from daliz.model.corridor import Corridor
from daliz.model.network import HubTerminal
from daliz.model.plan import Leg, Query
from daliz.notes import Note
from daliz.route.rail import RailNetwork
from daliz.route.shut import Shut
from daliz.route.times import dwell_of

__all__ = ["LOCAL_KM", "Arc", "Builder", "Columns", "Graph", "Tokens", "finish", "platforms_of", "words_of"]

WORD_BITS = 62  # bits of a mask taken at a time
WORD = (1 << WORD_BITS) - 1
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

    def at(self, usd: int, kg: int) -> Arc:
        """Return the arc with another price and other emissions, whole dollars and kg CO2e."""
        return Arc(
            self.tail, self.head, self.minutes, usd, kg, self.transfers, self.mask, self.kind, self.ref,
            self.spread_min, self.profile, self.departures_min, self.open_from_min, self.open_to_min,
        )  # fmt: skip


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
    """The compiled network: arcs in order of their tails, node names, and the rail network behind the stages.

    Attributes
    ----------
    spread_min
        A rough spread of every arc, float64 (A).
    passing
        Which tokens an arc passes, int64 (words, A): the bits of its mask, ``WORD_BITS`` to a word.
    told
        Legs made of the trunk's arcs, kept between the plans that share it.
    stepped
        The hubs and countries that rail stages pass, kept likewise, by the identity of the stage.
    """

    nodes: tuple[str, ...]
    index: dict[str, int]
    arcs: tuple[Arc, ...]
    network: Network
    spread_min: NDArray[np.float64]
    passing: NDArray[np.int64]  # unit-ok: bits
    rail: RailNetwork
    tokens: Tokens
    shut: tuple[Shut, ...]
    origin_notes: tuple[Note, ...] = ()
    told: dict[tuple[Hashable, ...], tuple[Leg, ...]] = field(default_factory=dict)
    stepped: dict[int, Any] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Arcs as arrays, in the order in which they were added.

    Attributes
    ----------
    numbers
        int64 (8, A): tails, heads, minutes, USD, kg, transfers, open from, open to.
    spread_min
        float64 (A).
    passing
        int64 (words, A): the bits of the masks.
    profile, profiles
        int64 (A), row of ``profiles`` or -1; float64 (P, 13).
    departing_count, departures
        int64 (A), how many departures an arc has; all departures on end.
    """

    numbers: NDArray[np.int64]  # unit-ok: several
    spread_min: NDArray[np.float64]
    passing: NDArray[np.int64]  # unit-ok: bits
    profile: NDArray[np.int64]
    profiles: NDArray[np.float64]
    departing_count: NDArray[np.int64]
    departures: NDArray[np.int64]  # unit-ok: minutes

    @classmethod
    def of(cls, arcs: Sequence[Arc], tokens_count: int) -> Columns:
        """Return the columns of some arcs."""
        rows = [
            (a.tail, a.head, a.minutes, a.usd, a.kg, a.transfers, a.open_from_min, a.open_to_min)
            for a in arcs
        ]
        profiles = [a.profile for a in arcs if a.profile is not None]
        has_profile = np.array([a.profile is not None for a in arcs], bool)
        return cls(
            numbers=np.array(rows, np.int64).reshape(-1, 8).T,
            spread_min=np.array([a.spread_min for a in arcs], np.float64),
            passing=_passing([a.mask for a in arcs], tokens_count),
            profile=np.where(has_profile, np.cumsum(has_profile) - 1, -1),
            profiles=np.array(profiles or np.zeros((0, 13)), np.float64).reshape(-1, 13),
            departing_count=np.array([len(a.departures_min) for a in arcs], np.int64),
            departures=np.array([m for a in arcs for m in a.departures_min], np.int64),
        )

    def at(self, usd_kg: Sequence[tuple[int, int]]) -> Columns:
        """Return the same arcs with other prices and emissions."""
        numbers = self.numbers.copy()
        numbers[3:5] = np.array(usd_kg, np.int64).reshape(-1, 2).T
        return replace(self, numbers=numbers)

    def and_then(self, more: Columns) -> Columns:
        """Return these arcs and more after them."""
        later = np.where(more.profile >= 0, more.profile + len(self.profiles), -1)
        return Columns(
            numbers=np.concatenate([self.numbers, more.numbers], axis=1),
            spread_min=np.concatenate([self.spread_min, more.spread_min]),
            passing=np.concatenate([self.passing, more.passing], axis=1),
            profile=np.concatenate([self.profile, later]),
            profiles=np.concatenate([self.profiles, more.profiles]),
            departing_count=np.concatenate([self.departing_count, more.departing_count]),
            departures=np.concatenate([self.departures, more.departures]),
        )

    def in_order(self, order: NDArray[np.int64]) -> Columns:
        """Return the arcs in another order, their profiles and departures with them."""
        profile = self.profile[order]
        used = profile >= 0
        ends = np.cumsum(self.departing_count)
        kept = [self.departures[ends[i] - self.departing_count[i] : ends[i]] for i in self._leaving(order)]
        return Columns(
            numbers=np.ascontiguousarray(self.numbers[:, order]),
            spread_min=self.spread_min[order],
            passing=self.passing[:, order],
            profile=np.where(used, np.cumsum(used) - 1, -1),
            profiles=self.profiles[profile[used]],
            departing_count=self.departing_count[order],
            departures=np.concatenate(kept) if kept else self.departures,
        )

    def _leaving(self, order: NDArray[np.int64]) -> list[int]:
        found: list[int] = order[self.departing_count[order] > 0].tolist()
        return found


def words_of(mask: int, tokens_count: int) -> list[int]:  # unit-ok: bits
    """Return the words of a mask, which may be longer than a machine word."""
    return [mask >> low & WORD for low in range(0, tokens_count, WORD_BITS)]


def _passing(masks: Sequence[int], tokens_count: int) -> NDArray[np.int64]:  # unit-ok: bits
    rows = np.array([words_of(m, tokens_count) for m in masks], np.int64)
    return np.ascontiguousarray(rows.reshape(len(masks), len(words_of(0, tokens_count))).T)


def finish(b: Builder, rail: RailNetwork, shut: Sequence[Shut], trunk: Columns) -> Graph:
    """Return the network with its arcs in order of their tails; the first arcs are those of the trunk's columns."""
    more = Columns.of(b.arcs[trunk.numbers.shape[1] :], len(b.tokens.bits))
    found = trunk.and_then(more)
    order = np.lexsort((found.numbers[1], found.numbers[0]))  # by tail, then head, then as they were added
    found = found.in_order(order)
    count = len(b.nodes)
    tails, head, minutes, usd, kg, transfers, open_from, open_to = found.numbers
    indptr = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(tails, minlength=count), out=indptr[1:])
    dep_to = np.cumsum(found.departing_count)
    network = Network(
        indptr=indptr,
        head=head,
        minutes=minutes,
        usd=usd,
        kg=kg,
        transfers=transfers,
        open_from=open_from,
        open_to=open_to,
        profile=found.profile,
        profiles=found.profiles,
        dep_from=dep_to - found.departing_count,
        dep_to=dep_to,
        departures=found.departures,
    )
    arcs = b.arcs
    return Graph(
        nodes=tuple(b.nodes),
        index=b.nodes,
        arcs=tuple([arcs[i] for i in order.tolist()]),
        network=network,
        spread_min=found.spread_min,
        passing=found.passing,
        rail=rail,
        tokens=b.tokens,
        shut=tuple(shut),
        origin_notes=tuple(b.notes),
    )
