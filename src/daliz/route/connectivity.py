"""What hangs together: places that reach each other by track of one gauge, by ship, or by any chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from daliz.model.cargo import CONTAINER_TYPES, Cargo
from daliz.model.coefficients import Intensity
from daliz.model.corridor import Corridor
from daliz.model.network import in_force
from daliz.model.plan import End, Query
from daliz.route.limits import blocked_tokens
from daliz.route.rail import RailNetwork, open_rail
from daliz.route.sailings import Sailing, sailings
from daliz.route.shut import is_shut

__all__ = ["Ways", "groups", "open_ways", "strong_groups"]

NOTHING = Intensity(wtw=0.0, ttw=0.0, low=0.0, high=0.0)
NOWHERE = End(name="", country="", lat_deg=0.0, lon_deg=0.0, tz="UTC")


class _NoEmissions:
    """Intensities of nothing: what hangs together does not depend on them."""

    def rail(self, country: str, traction: str) -> Intensity:
        del country, traction
        return NOTHING

    def water(self, run_class: str, mode: str, km: float) -> Intensity:
        del run_class, mode, km
        return NOTHING

    def road(self, country: str) -> Intensity:
        del country
        return NOTHING

    def hub(self, operation: str) -> Intensity:
        del operation
        return NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What may be used on a day.

    Attributes
    ----------
    trucks
        Pairs of places that a named truck service joins, each direction once.
    shut_passages
        Passages through which no sailing of the day goes.
    """

    rail: RailNetwork
    sailings: tuple[Sailing, ...]
    trucks: tuple[tuple[str, str], ...]
    shut_passages: frozenset[str]

    def steps(self, corridor: Corridor) -> dict[str, set[str]]:
        """Return the places that each place reaches in one step: a rail link, a sailing or a truck service.

        Inside a place cargo goes from any of its terminals to any other, so that places are enough as nodes.
        """
        found: dict[str, set[str]] = {place: set() for place in corridor.hubs}
        for (place, _), tracks in self.rail.tracks.items():
            found[place].update(track.head[0] for track in tracks)
        for s in self.sailings:
            found[corridor.terminals[s.origin].place].add(corridor.terminals[s.destination].place)
        for a, b in self.trucks:
            found[a].add(b)
        return found


def open_ways(corridor: Corridor, on: date) -> Ways:
    """Return what any cargo (boxes with and without a slot, wagons) may use on a day."""
    boxes = Cargo(containers=((1, CONTAINER_TYPES["40"]),), mass_t=10.0, mass_given=True)
    query = Query(origin=NOWHERE, destination=NOWHERE, cargo=boxes, ready=on, slot=False)
    blocked = blocked_tokens(corridor, query)

    def allowed(token: str) -> bool:
        return token not in blocked

    rail = open_rail(corridor, on, emissions=_NoEmissions(), mask_of=lambda _: 0, blocked=blocked)
    found: dict[tuple[str, str, str], Sailing] = {}
    for q in (
        query,
        replace(query, slot=True),
        replace(query, cargo=Cargo(wagons_count=1, mass_t=60.0, mass_given=True)),
    ):
        for s in sailings(corridor, q, allowed)[0]:
            if in_force(on, s.service.valid_from, s.service.valid_to):
                found.setdefault((s.service.id, s.origin, s.destination), s)
    trucks = []
    for service in corridor.services:
        if service.mode != "road" or not in_force(on, service.valid_from, service.valid_to):
            continue
        a, b = corridor.terminals[service.origin].place, corridor.terminals[service.destination].place
        ends = (a, b, *(f"country:{corridor.hubs[p].country}" for p in (a, b)))
        if all(allowed(t) for t in ends):
            trucks += [(a, b), (b, a)] if service.both_ways else [(a, b)]
    shut = frozenset(p for p in corridor.passages if is_shut(corridor, f"passage:{p}", on)[0])
    return Ways(rail=rail, sailings=tuple(found.values()), trucks=tuple(trucks), shut_passages=shut)


def groups(pairs: Iterable[tuple[str, str]], members: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """Return what is joined, directions aside, as sorted groups, the largest first.

    >>> groups([("a", "b"), ("c", "b")], ["d"])
    [('a', 'b', 'c'), ('d',)]
    """
    root: dict[str, str] = {m: m for m in members}

    def find(x: str) -> str:
        root.setdefault(x, x)
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for a, b in pairs:
        root[find(a)] = find(b)
    found: dict[str, list[str]] = {}
    for x in sorted(root):
        found.setdefault(find(x), []).append(x)
    return sorted((tuple(g) for g in found.values()), key=lambda g: (-len(g), g))


def strong_groups(steps: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the sets of nodes that all reach each other, the largest first (Kosaraju's two passes).

    >>> strong_groups({"a": ["b"], "b": ["a", "c"], "c": []})
    [('a', 'b'), ('c',)]
    """
    back: dict[str, list[str]] = {node: [] for node in steps}
    for node, heads in steps.items():
        for head in heads:
            back[head].append(node)
    order = [
        node for tree in _trees({n: sorted(h) for n, h in steps.items()}, sorted(steps)) for node in tree
    ]
    found = [tuple(sorted(tree)) for tree in _trees(back, order[::-1])]
    return sorted(found, key=lambda g: (-len(g), g))


def _trees(steps: Mapping[str, Iterable[str]], order: Iterable[str]) -> list[list[str]]:
    """Return the nodes newly reached from each root in turn, in order of finishing."""
    seen: set[str] = set()
    trees = []
    for root in order:
        if root in seen:
            continue
        seen.add(root)
        done: list[str] = []
        stack = [(root, iter(steps[root]))]
        while stack:
            node, heads = stack[-1]
            head = next((h for h in heads if h not in seen), None)
            if head is None:
                done.append(node)
                stack.pop()
            else:
                seen.add(head)
                stack.append((head, iter(steps[head])))
        trees.append(done)
    return trees
