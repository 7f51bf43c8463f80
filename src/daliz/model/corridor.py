"""Facts and a scenario, cross-checked and frozen: the one object that every engine takes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from daliz.errors import UnknownIdError
from daliz.model.fact import Facts, Quantity, Source
from daliz.model.network import (
    Closure,
    CorridorRule,
    Country,
    Crossing,
    Exclave,
    Hub,
    HubTerminal,
    Passage,
    RailLink,
    Rate,
    SeaLane,
    Service,
)
from daliz.notes import Named, Note

__all__ = ["Corridor", "State"]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a scenario or a user says about something being open or shut: it wins over every dated fact."""

    subject: str
    state: str
    why: str
    source: str
    whys: tuple[tuple[str, str], ...] = ()  # the same in other languages
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def told(self) -> Note:
        """Who says so: the scenario or the user, in their words."""
        return Note.of("why.said", words=Named("", (("en", self.why), *self.whys)))


Said = TypeVar("Said", Closure, State)


def _by_subject(rows: Iterable[Said]) -> Mapping[str, Sequence[Said]]:
    found: dict[str, list[Said]] = {}
    for row in rows:
        found.setdefault(row.subject, []).append(row)
    return found


@dataclass(frozen=True, kw_only=True, eq=False)
class Corridor:
    """Everything a plan is made from; known by its identity, and by ``facts_hash``.

    Attributes
    ----------
    facts_hash
        SHA-256 over the tables read, the scenario and the changes made since: equal hashes give equal
        answers.
    """

    countries: Mapping[str, Country]
    hubs: Mapping[str, Hub]
    terminals: Mapping[str, HubTerminal]
    rail_links: tuple[RailLink, ...]
    crossings: Mapping[tuple[str, str, str], tuple[Crossing, ...]]
    passages: Mapping[str, Passage]
    lanes: Mapping[tuple[str, str], tuple[SeaLane, ...]]
    services: tuple[Service, ...]
    closures: tuple[Closure, ...]
    exclaves: tuple[Exclave, ...] = ()
    rates: tuple[Rate, ...]
    rules: tuple[CorridorRule, ...]
    regions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    states: tuple[State, ...]
    facts: Facts
    sources: Mapping[str, Source]
    scenario: str
    scenario_titles: Mapping[str, str]
    as_of: date
    price_year: int
    facts_hash: str

    def __post_init__(self) -> None:
        for service in self.services:
            for end in (service.origin, service.destination):
                if end not in self.terminals:
                    raise UnknownIdError.of(
                        "terminal", end, self.terminals.keys(), f"services.csv: {service.id}"
                    )

    def with_changes(
        self,
        *,
        facts: Iterable[Quantity] = (),
        states: Iterable[State] = (),
        services: Iterable[Service] = (),
        rates: Iterable[Rate] = (),
        rail_links: Iterable[RailLink] = (),
        label: str = "edit",
    ) -> Corridor:
        """Return a new corridor in which the given facts, states, services, rates and rail links win.

        A service, rate or link with the id of an existing one replaces it. The result equals one rebuilt from
        files that say the same.
        """
        new_services = {s.id: s for s in self.services} | {s.id: s for s in services}
        new_rates = {r.id: r for r in self.rates} | {r.id: r for r in rates}
        new_links = {link.id: link for link in self.rail_links} | {link.id: link for link in rail_links}
        changed = (tuple(facts), tuple(states), tuple(services), tuple(rates), tuple(rail_links))
        import hashlib  # noqa: PLC0415 - only edits need it

        digest = hashlib.sha256(f"{self.facts_hash}|{label}|{changed!r}".encode()).hexdigest()
        return replace(
            self,
            facts=self.facts.with_quantities(changed[0]) if changed[0] else self.facts,
            states=(*self.states, *changed[1]),
            services=tuple(new_services.values()),
            rates=tuple(new_rates.values()),
            rail_links=tuple(new_links.values()),
            facts_hash=digest,
        )

    @cached_property
    def services_by_id(self) -> Mapping[str, Service]:
        """Services by their ids."""
        return {s.id: s for s in self.services}

    @cached_property
    def road_ends(self) -> frozenset[str]:
        """Terminals at which a truck service begins or ends."""
        return frozenset(e for s in self.services if s.mode == "road" for e in (s.origin, s.destination))

    @cached_property
    def links_by_id(self) -> Mapping[str, RailLink]:
        """Rail links by their ids."""
        return {link.id: link for link in self.rail_links}

    @cached_property
    def links_at(self) -> Mapping[str, Sequence[RailLink]]:
        """Rail links by the places that they join, whatever the day."""
        found: dict[str, list[RailLink]] = {}
        for link in self.rail_links:
            for place in {link.a, link.b}:
                found.setdefault(place, []).append(link)
        return found

    @cached_property
    def closures_of(self) -> Mapping[str, Sequence[Closure]]:
        """Closures by what they shut."""
        return _by_subject(self.closures)

    @cached_property
    def states_of(self) -> Mapping[str, Sequence[State]]:
        """What was stated of each subject, in its order."""
        return _by_subject(self.states)

    @cached_property
    def _days_of_change(self) -> list[date]:
        """Days on which something begins or ends to hold, sorted."""
        dated = (
            self.facts.quantities(),
            self.terminals.values(),
            self.rail_links,
            (row for rows in self.crossings.values() for row in rows),
            self.services,
            self.closures,
            self.rates,
            self.states,
        )
        days = (
            day for rows in dated for row in rows for day in (row.valid_from, getattr(row, "valid_to", None))
        )
        return sorted({day for day in days if day is not None})

    @cached_property
    def _last_rate(self) -> date:
        """The day from which on no dated price is still to come."""
        return max((r.valid_from for r in self.rates if r.valid_from is not None), default=date.min)

    def like_day(self, on: date) -> date:
        """Return the earliest day of the same month on which all that is dated stood as it does on a day.

        Prices between two of their dates move from day to day: such a day is like itself alone.
        """
        if on < self._last_rate:
            return on
        changes = self._days_of_change
        at = bisect_right(changes, on)
        first = on.replace(day=1)
        return max(first, changes[at - 1]) if at else first

    def state_of(self, subject: str, on: date) -> State | None:
        """Return the last stated state of a subject that holds on a day, or None."""
        found = None
        for state in self.states_of.get(subject, ()):
            if (state.valid_from is None or state.valid_from <= on) and (
                state.valid_to is None or on < state.valid_to
            ):
                found = state
        return found
