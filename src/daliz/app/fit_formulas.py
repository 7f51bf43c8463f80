"""Formulas of durations: each is linear in what the fit learns, over the lengths of the network."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from daliz.errors import DataError, UnknownIdError
from daliz.io.corridor import read_quantities
from daliz.io.scenarios import read_scenario
from daliz.io.tables import Row, facts_layers, read_table
from daliz.model.fact import Facts

__all__ = ["Duration", "Formulas", "read_formulas"]

#: What a number is looked up under besides dwell: waits without a slot.
QUANTITY_OF = {"unbooked": "wait"}


@dataclass(slots=True)
class Duration:
    """Hours as a fixed part and a part that each parameter multiplies."""

    fixed_h: float = 0.0
    per_parameter: dict[str, float] = field(default_factory=dict)

    def add(self, other: Duration, factor: float = 1.0) -> None:
        """Add another duration, so many times."""
        self.fixed_h += factor * other.fixed_h
        for name, per in other.per_parameter.items():
            self.per_parameter[name] = self.per_parameter.get(name, 0.0) + factor * per

    def hours(self, values: Mapping[str, float]) -> float:
        """Return the hours that given values make."""
        return self.fixed_h + sum(factor * values[name] for name, factor in self.per_parameter.items())


@dataclass(frozen=True, slots=True)
class _Edge:
    to: str
    km: float
    country_km: tuple[tuple[str, float], ...]


@dataclass(slots=True)
class Formulas:
    """The formula table with all that it refers to."""

    rows: Mapping[str, Sequence[Row]]
    edges: Mapping[str, Sequence[_Edge]]
    regions: Mapping[tuple[str, str], Sequence[tuple[str, float]]]
    classes: Mapping[str, tuple[str, str]]
    gaps: Mapping[str, tuple[float, float]]
    drivers: Mapping[tuple[str, str], tuple[str, float]]
    facts: Facts
    scenarios: dict[str, Facts]
    folders: Sequence[Path]
    lengths: dict[tuple[str, str], dict[str, float]]

    def duration(self, formula: str, scenario: str) -> Duration:
        """Return the duration of a formula in a scenario: its ways pooled by weight.

        Raises
        ------
        UnknownIdError
            If there is no such formula.
        """
        if formula not in self.rows:
            raise UnknownIdError.of("formula", formula, self.rows.keys(), "fit/formulas.csv")
        total = Duration()
        for row in self.rows[formula]:
            for element in row["elements"]:
                name, _, count = element.partition("*")
                total.add(
                    self._element(name, scenario, row["_where"]), row["weight_share"] * float(count or 1)
                )
        return total

    def _element(self, name: str, scenario: str, where: str) -> Duration:
        kind, _, rest = name.partition(":")
        if kind == "rail":
            return self._rail(rest.split(">"), scenario, where)
        if kind.startswith("sea."):
            km = float(rest)
            found = Duration(fixed_h=km / self._fixed(kind, "speed", where))
            found.add(self._class(kind, "call", scenario, where), km / 1000)
            return found
        if kind == "gap":
            if rest not in self.gaps:
                raise UnknownIdError.of("service", rest, self.gaps.keys(), where)
            gap_h, cv = self.gaps[rest]
            return Duration(fixed_h=gap_h * (1 + cv**2) / 2)
        group, _, sea = name.partition(".")
        if group == "headway":
            return self._class(f"gap.{sea}", "dwell", scenario, where)
        if group == "gap":  # the mean wait for an exponential gap is the gap itself: H (1 + 1) / 2
            return self._class(name, "dwell", scenario, where)
        return self._class(name, QUANTITY_OF.get(group, "dwell"), scenario, where)

    def _fixed(self, name: str, quantity: str, where: str) -> float:
        found = self.facts.find(f"class:{name}", quantity, date.min)
        if found is None:
            raise DataError(
                f"{where}: class:{name} has no {quantity}.",
                "Add it to quantities.csv, or correct the formula.",
            )
        return found.value

    def _class(self, name: str, quantity: str, scenario: str, where: str) -> Duration:
        subject = f"class:{name}"
        if scenario not in self.scenarios:
            self.scenarios[scenario] = Facts.of(read_scenario(scenario, self.folders).facts)
        factor = self.scenarios[scenario].value(subject, "dwell_factor", date.max, 1.0)
        driver = self.drivers.get((subject, quantity))
        if driver is not None:
            parameter, times = driver
            return Duration(per_parameter={parameter: factor * times})
        return Duration(fixed_h=factor * self._fixed(name, quantity, where))

    def _rail(self, stops: Sequence[str], scenario: str, where: str) -> Duration:
        total = Duration()
        for start, end in pairwise(stops):
            for a, a_share in self._members(start, where):
                for b, b_share in self._members(end, where):
                    for country, km in self._country_km(a, b, where).items():
                        run, yard = self.classes[country]
                        total.fixed_h += a_share * b_share * km / self._fixed(run, "speed", where)
                        total.add(self._class(yard, "dwell", scenario, where), a_share * b_share * km / 1000)
        return total

    def _members(self, stop: str, where: str) -> Sequence[tuple[str, float]]:
        region, at, group = stop.partition("@")
        if not at:
            return ((stop, 1.0),)
        if (region, group) not in self.regions:
            raise UnknownIdError.of("region", stop, [f"{r}@{g}" for r, g in self.regions], where)
        return self.regions[region, group]

    def _country_km(self, a: str, b: str, where: str) -> dict[str, float]:
        """Return the kilometres by country of the shortest track between two hubs."""
        if (a, b) not in self.lengths:
            last = _shortest(self.edges, a, b)
            if a != b and b not in last:
                raise DataError(
                    f"{where}: there is no track from {a} to {b}.", "Correct the formula, or add the link."
                )
            found: dict[str, float] = {}
            here = b
            while here != a:
                here, edge = last[here]
                for country, km in edge.country_km:
                    found[country] = found.get(country, 0.0) + km
            self.lengths[a, b] = found
        return self.lengths[a, b]


def _shortest(edges: Mapping[str, Sequence[_Edge]], a: str, b: str) -> dict[str, tuple[str, _Edge]]:
    """Return the place before and the link to each place on the shortest ways from a (Dijkstra 1959)."""
    best = {a: 0.0}
    last: dict[str, tuple[str, _Edge]] = {}
    queue = [(0.0, a)]
    while queue:
        km, here = heapq.heappop(queue)
        if here == b:
            break
        if km > best[here]:
            continue
        for edge in edges.get(here, ()):
            if km + edge.km < best.get(edge.to, float("inf")):
                best[edge.to] = km + edge.km
                last[edge.to] = (here, edge)
                heapq.heappush(queue, (km + edge.km, edge.to))
    return last


def _edges(layers: Sequence[Path]) -> dict[str, list[_Edge]]:
    edges: dict[str, list[_Edge]] = {}
    for row in (*read_table("rail_links", layers), *read_table("added_links", layers)):
        km = row["km_published"] if row["km_published"] is not None else row["km"] * row["length_factor"]
        shares = ((row["country_a"], km * row["share_a"]), (row["country_b"], km * (1 - row["share_a"])))
        for a, b in ((row["a"], row["b"]), (row["b"], row["a"])):
            edges.setdefault(a, []).append(_Edge(b, km, shares))
    return edges


def _drivers(priors: Sequence[Row]) -> dict[tuple[str, str], tuple[str, float]]:
    drivers = {}
    for row in priors:
        for text in row["drives"]:
            subject, quantity, factor = text.split()
            drivers[subject, quantity] = (row["parameter"], float(factor))
    return drivers


def read_formulas(folders: Sequence[Path] = ()) -> Formulas:
    """Return the formulas of the built-in facts with the user's folders over them."""
    layers = facts_layers(folders)
    rows: dict[str, list[Row]] = {}
    for row in read_table("fit_formulas", layers):
        rows.setdefault(row["formula"], []).append(row)
    regions: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for row in read_table("regions", layers):
        regions.setdefault((row["region"], row["corridor_group"]), []).append(
            (row["place"], row["weight_share"])
        )
    return Formulas(
        rows=rows,
        edges=_edges(layers),
        regions=regions,
        classes={
            r["country"]: (r["run_class"], r["yard_class"])
            for r in read_table("countries", layers)
            if r["run_class"]
        },
        gaps={
            r["service"]: (r["gap_h"], r["gap_cv"] or 0.0)
            for r in read_table("services", layers)
            if r["gap_h"]
        },
        drivers=_drivers(read_table("fit_priors", layers)),
        facts=Facts.of(read_quantities(layers)),
        scenarios={},
        folders=folders,
        lengths={},
    )
