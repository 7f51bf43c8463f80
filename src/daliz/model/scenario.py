"""A scenario: facts, states, services and rates that win, each with its why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from daliz.model.corridor import State
from daliz.model.fact import Quantity
from daliz.model.network import Rate, Service

__all__ = ["Scenario"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What a scenario says: what it takes over from those it extends, then its own word.

    Attributes
    ----------
    why_in
        The same by language.
    extends
        Names from the nearest parent to the root.
    as_of
        The day on which a question without a date is answered in this scenario.
    whys
        Why each extra service and rate is there, by its id.
    """

    id: str
    titles: Mapping[str, str]
    why: str
    why_in: Mapping[str, str]
    extends: tuple[str, ...]
    as_of: date
    price_year: int
    facts: tuple[Quantity, ...]
    states: tuple[State, ...]
    services: tuple[Service, ...]
    rates: tuple[Rate, ...]
    whys: Mapping[str, str]
