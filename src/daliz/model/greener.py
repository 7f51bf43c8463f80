"""Ways to emit less: levers, what each changes on a chain, prices of carbon, cheaper mixes of options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from daliz.notes import Note

__all__ = ["CarbonCost", "CarbonPrice", "Choice", "Cut", "Lever", "LeverEffect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One lever: where it acts and how its effect is computed.

    ``low`` and ``high`` are, for claims and multipliers, what remains of the emissions it acts on.
    """

    id: str
    names: Mapping[str, str]
    method: str
    modes: tuple[str, ...] = ()
    country: str | None = None
    low: float | None = None  # unit-ok: a ratio
    high: float | None = None  # unit-ok: a ratio
    source_id: str = ""
    grade: str = "computed"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverEffect:
    """What a lever changes on one chain: kilograms it acts on, and the change as a range (negative is less).

    ``status`` is computed, claim (somebody's promise applied), ``market`` (market-based figure only), ``not
    here`` (nothing on the chain to act on) or ``unknown`` (no open figure).
    """

    lever: Lever
    status: str
    acts_on_kg_co2e: float
    change_low_kg_co2e: float | None = None
    change_kg_co2e: float | None = None
    change_high_kg_co2e: float | None = None
    basis: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarbonPrice:
    """A price of a tonne of CO2e in one year of one series."""

    series: str
    names: Mapping[str, str]
    use: str
    price_year: int
    low: float | None  # unit-ok: the currency is a field
    central: float | None  # unit-ok: the currency is a field
    high: float | None  # unit-ok: the currency is a field
    currency: str
    source_id: str = ""
    grade: str = "other"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarbonCost:
    """An optional cost item: a chain's tonnes at a named price. Unknown ends stay None."""

    price: CarbonPrice
    low: float | None  # unit-ok: the currency is the price's
    central: float | None  # unit-ok: the currency is the price's
    high: float | None  # unit-ok: the currency is the price's


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option as the greener question sees it."""

    id: str
    label: str
    cost_usd: float
    days: float
    wtw_kg_co2e: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The cheapest way to emit so much less: one option for all, or two options with a share each.

    ``share_of_second`` is 0 or 1 for a single option.
    """

    base: Choice
    target_kg_co2e: float
    first: Choice
    second: Choice
    share_of_second: float  # unit-ok: a share of the cargo
    extra_cost_usd: float
    extra_days: float
    saved_kg_co2e: float

    @property
    def usd_per_t(self) -> float | None:  # unit-ok: dollars a tonne of CO2e saved
        """Dollars a tonne saved; None where nothing is saved."""
        return self.extra_cost_usd / (self.saved_kg_co2e / 1000) if self.saved_kg_co2e > 0 else None
