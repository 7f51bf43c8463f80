"""What one consignment pays for each element of a chain.

Order of trust: a published rate for just these ends, else the generic rate of the mode, fitted on published
unit costs, else an assumption with its range. A through rate for the whole chain is set against the sum of
the parts by :mod:`daliz.tariff.through`. Amounts are in US dollars of the scenario's price year, by the price
index.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from math import exp

from daliz.errors import DataError
from daliz.model.corridor import Corridor
from daliz.model.fact import Facts, Grade, Quantity
from daliz.model.network import Rate, Service
from daliz.model.plan import CostItem, Leg, Query
from daliz.notes import Note, quoted
from daliz.tariff.boxes import FEU_T, feu_of, units_of
from daliz.tariff.rates import KnownRates, known_rates
from daliz.tariff.series import PUBLISHED_SD, Z90
from daliz.tariff.taper import tapered_legs

__all__ = ["Tariff"]

REFERENCE_LANE = ("shanghai", "rotterdam")
LONG_DEG = 15.0  # east or west matters to prices beyond this many degrees


@dataclass(slots=True, kw_only=True)
class Tariff:
    """Prices for one question. ``daliz.model.coefficients.Prices`` is its protocol."""

    corridor: Corridor
    query: Query
    on: date
    facts: Facts
    rates: KnownRates
    share_20ft: float
    feu_count: float
    boxes_count: int
    exponent: float  # unit-ok: a power
    rail_feu_usd: float
    levels: dict[int, float] = field(default_factory=dict)
    done: dict[tuple[str, ...], tuple[CostItem, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, corridor: Corridor, query: Query, rates: KnownRates | None = None) -> Tariff:
        """Return the prices of a corridor for a question; ``rates`` are those of its day, if they are at hand."""
        facts, on = corridor.facts, query.ready
        share = facts.value("class:rate.rail", "unit_20ft", on)
        tariff = cls(
            corridor=corridor,
            query=query,
            on=on,
            facts=facts,
            rates=known_rates(corridor, on) if rates is None else rates,
            share_20ft=share,
            feu_count=feu_of(query.cargo, share),
            boxes_count=max(1, query.cargo.units_count),
            exponent=facts.value("class:rate.rail", "exponent", on),
            rail_feu_usd=0.0,
        )
        generic = facts.value("class:rate.rail", "value", on)
        tariff.rail_feu_usd = generic * tariff._from_its_year("class:rate.rail")
        return tariff

    # ---------------------------------------------------------------- money
    def index(self, year: int) -> float:
        """Return the factor from US dollars of a year to the scenario's price year; the last known year holds on."""
        return self._level(self.corridor.price_year) / self._level(year)

    def _level(self, year: int) -> float:
        if year not in self.levels:
            self.levels[year] = self.facts.value("index:price", "value", date(year, 7, 1))
        return self.levels[year]

    def _generic(
        self,
        item: str,
        usd: float,
        fact: Quantity,
        where: str,
        *,
        sd: float | None = None,
    ) -> CostItem:
        """Return an item from a fact: its own range, or that of a price spread."""
        if sd is not None:
            low, high = usd * exp(-Z90 * sd), usd * exp(Z90 * sd)
        else:
            low = usd * (fact.value if fact.low is None else fact.low) / fact.value if fact.value else usd
            high = usd * (fact.value if fact.high is None else fact.high) / fact.value if fact.value else usd
        return CostItem(
            item=item,
            usd=usd,
            low_usd=low,
            high_usd=high,
            grade=fact.grade,
            source_id=fact.source_id,
            price_year=self.corridor.price_year,
            where=where,
            note=None if fact.note is None else quoted(fact.note),
            fact=f"{fact.subject} {fact.quantity}",
        )

    def published(self, item: str, rate: Rate, where: str) -> CostItem:
        """Return the item of a published rate, with its own range or that of a price of a moment."""
        usd = self._rate_usd(rate)
        scale = usd / rate.value if rate.value else 0.0
        # a price of a moment on a lane: what one consignment pays differs even so
        sd = self.facts.value("class:rate.published", "log_sd", self.on, PUBLISHED_SD)
        return CostItem(
            item=item,
            usd=usd,
            low_usd=usd * exp(-Z90 * sd) if rate.low is None else rate.low * scale,
            high_usd=usd * exp(Z90 * sd) if rate.high is None else rate.high * scale,
            grade=rate.grade,
            source_id=rate.source_id,
            price_year=rate.price_year,
            where=where,
            note=None if rate.note is None else quoted(rate.note),
            fact=f"rate:{rate.id}",
        )

    def _rate_usd(self, rate: Rate) -> float:
        """Return what the consignment pays by a rate, in the money of the scenario."""
        units_count = units_of(self.query.cargo, rate.unit, self.share_20ft)
        return rate.value * units_count * self.index(rate.price_year)

    def _from_its_year(self, subject: str) -> float:
        """Return the index from the year of a generic price to the scenario's."""
        found = self.facts.find(subject, "price_year", self.on)
        return 1.0 if found is None else self.index(round(found.value))

    # ---------------------------------------------------------------- transport
    def _direction(self, origin: str, destination: str) -> float:
        hubs = self.corridor.hubs
        if origin not in hubs or destination not in hubs:
            return 1.0
        east = hubs[destination].lon_deg - hubs[origin].lon_deg
        if abs(east) < LONG_DEG:
            return 1.0
        return self.facts.value(
            "class:rate.rail", "eastbound_factor" if east > 0 else "westbound_factor", self.on, 1.0
        )

    def rail_usd(self, origin: str, destination: str, km: float) -> float:
        """Return the price of a rail stage: a published rate of its ends, else the tapered generic rate."""
        rate = self.rates.hauls.get(("rail", origin, destination))
        if rate is not None:
            return self._rate_usd(rate)
        generic = self.rail_feu_usd * (max(km, 1.0) / 500) ** self.exponent
        return float(generic * self.feu_count * self._direction(origin, destination))

    def rail(
        self, origin: str, destination: str, country_km: tuple[tuple[str, float], ...]
    ) -> tuple[CostItem, ...]:
        """Return the freight of a rail stage; the generic rate contains the border fees on its way."""
        where = f"{origin}–{destination}"
        rate = self.rates.hauls.get(("rail", origin, destination))
        if rate is not None:
            return (self.published("rail freight", rate, where),)
        km = sum(x for _, x in country_km)
        fact = self.facts.get("class:rate.rail", "value", self.on)
        sd = self.facts.value("class:rate.rail", "log_sd", self.on, 0.35)
        return (self._generic("rail freight", self.rail_usd(origin, destination, km), fact, where, sd=sd),)

    def water(self, service: Service, origin: str, destination: str, km: float) -> tuple[CostItem, ...]:
        """Return the freight of a sailing: a published rate, a dated ocean price by distance, or an assumption."""
        a, b = origin.partition(".")[0], destination.partition(".")[0]
        where = f"{a}–{b}"
        rate = self.rates.hauls.get((service.mode, a, b)) or self.rates.hauls.get(("sea", a, b))
        if rate is not None:
            return (self.published("sea freight", rate, where),)
        if service.run_class == "sea.main":
            return (self._ocean(a, b, km, where),)
        subject = f"class:rate.{service.run_class}"
        base = self.facts.get(subject, "base", self.on)
        per_km = self.facts.value(subject, "per_km", self.on, 0.0)
        usd = (base.value + per_km * km) * self.feu_count * self._from_its_year(subject)
        return (
            self._generic("ferry freight" if service.mode == "ferry" else "sea freight", usd, base, where),
        )

    def _ocean(self, a: str, b: str, km: float, where: str) -> CostItem:
        rate = self.rates.hauls.get(("sea", *REFERENCE_LANE))
        if rate is None:
            raise DataError(
                "rates.csv: there is no ocean price Shanghai–Rotterdam on that day.",
                "Add one with scope segment and mode sea.",
            )
        power = self.facts.value("class:rate.sea.main", "exponent", self.on)
        hubs = self.corridor.hubs
        reference_km = self.facts.value("class:rate.sea.main", "reference_km", self.on, 19610.0)
        usd = self._rate_usd(rate) * (km / reference_km) ** power
        note = None if rate.note is None else quoted(rate.note)
        if hubs[a].lon_deg < hubs[b].lon_deg - LONG_DEG:
            usd *= self.facts.value("class:rate.sea.backhaul", "value", self.on)
            note = Note.of("note.backhaul")
        sd = self.facts.value("class:rate.sea.main", "log_sd", self.on, 0.35)
        grade: Grade = "computed"
        return CostItem(
            item="sea freight",
            usd=usd,
            low_usd=usd * exp(-Z90 * sd),
            high_usd=usd * exp(Z90 * sd),
            grade=grade,
            source_id=rate.source_id,
            price_year=rate.price_year,
            where=where,
            note=note,
            fact=f"rate:{rate.id}",
        )

    def _trucks(self) -> float:
        """Return the trucks that the consignment fills, each with what CAREC prices; at least one."""
        return max(1.0, self.query.cargo.mass_t / FEU_T, self.query.cargo.teu_count / 2)

    def road(self, origin: str, destination: str, country: str, km: float) -> tuple[CostItem, ...]:
        """Return the freight of a truck haul: the country's price, else the region's."""
        rate = self.rates.hauls.get(("road", origin, destination))
        if rate is not None:
            return (self.published("road freight", rate, f"{origin}–{destination}"),)
        trucks = self._trucks()
        sd = self.facts.value("class:rate.road", "log_sd", self.on, 0.35)
        where = f"{origin}–{destination}"
        unit = self.rates.units.get(("road", country))
        if unit is not None:
            usd = unit.value * km / 500 * trucks * self.index(unit.price_year)
            return (
                CostItem(
                    item="road freight",
                    usd=usd,
                    low_usd=usd * exp(-Z90 * sd),
                    high_usd=usd * exp(Z90 * sd),
                    grade="computed",
                    source_id=unit.source_id,
                    price_year=unit.price_year,
                    where=where,
                    note=None if unit.note is None else quoted(unit.note),
                    fact=f"rate:{unit.id}",
                ),
            )
        fact = self.facts.get("class:rate.road", "value", self.on)
        return (
            self._generic(
                "road freight",
                fact.value * km / 500 * trucks * self._from_its_year("class:rate.road"),
                fact,
                where,
                sd=sd,
            ),
        )

    # ---------------------------------------------------------------- borders, hubs, doors
    def border(
        self, country_from: str, country_to: str, mode: str, place: str, *, stage: tuple[str, str]
    ) -> tuple[CostItem, ...]:
        """Return fees and documents on both sides of a crossing; none inside a customs union.

        CAREC's unit costs, on which the generic rates of rail and road rest, count payments at borders in:
        where such a rate pays for the haul, the fee is inside it and no item of its own. So it is in a through rate
        such as a rail index, whose makers count customs and agents in.
        """
        rate = self.rates.hauls.get((mode, *stage))
        if rate is None or rate.scope == "through":
            return ()
        key = ("border", country_from, country_to, mode, place)
        if key not in self.done:
            self.done[key] = self._border(country_from, country_to, mode, place)
        return self.done[key]

    def _border(self, country_from: str, country_to: str, mode: str, place: str) -> tuple[CostItem, ...]:
        unions = {self.corridor.countries[c].customs_union for c in (country_from, country_to)}
        if len(unions) == 1 and None not in unions:
            return ()
        items = [
            self.published(f"border fees {country}", rate, place)
            for country in (country_from, country_to)
            if (rate := self.rates.borders.get((country, mode)) or self.rates.borders.get((country, "any")))
            is not None
        ]
        if items:
            return tuple(items)
        subject = f"class:rate.border.{mode}"
        fact = self.facts.get(subject, "value", self.on)
        return (
            self._generic(
                "border fees", fact.value * self.boxes_count * self._from_its_year(subject), fact, place
            ),
        )

    def hub(self, operation: str, terminal: str) -> tuple[CostItem, ...]:
        """Return what a hub operation costs; Caspian ports are inside the price of the crossing."""
        key = ("hub", operation, terminal)
        if key not in self.done:
            self.done[key] = self._hub(operation, terminal)
        return self.done[key]

    def _hub(self, operation: str, terminal: str) -> tuple[CostItem, ...]:
        place, _, kind = terminal.partition(".")
        known = self.corridor.terminals.get(terminal)
        if operation == "gauge change":
            return self._operation("gauge change", self.rates.gauges.get(place), "class:rate.gauge", place)
        if kind == "port":
            if known is not None and known.dwell_class == "port.caspian":
                return ()
            rate = self.rates.terminals.get(terminal) or self.rates.terminals.get(place)
            return self._operation("port handling", rate, "class:rate.thc", place)
        return self._operation(
            "terminal handling", self.rates.terminals.get(terminal), "class:rate.thc.rail", place
        )

    def _operation(self, item: str, rate: Rate | None, subject: str, place: str) -> tuple[CostItem, ...]:
        if rate is not None:
            return (self.published(item, rate, place),)
        fact = self.facts.get(subject, "value", self.on)
        return (
            self._generic(item, fact.value * self.boxes_count * self._from_its_year(subject), fact, place),
        )

    def door(self, place: str) -> tuple[CostItem, ...]:
        """Return collection or delivery inside a hub's city: a box each, and what wagons hold by the truck."""
        fact = self.facts.get("class:rate.door", "value", self.on)
        loads_count = self.boxes_count if self.query.cargo.containers else self._trucks()
        return (
            self._generic(
                "collection or delivery",
                fact.value * loads_count * self._from_its_year("class:rate.door"),
                fact,
                place,
            ),
        )

    def tapered(self, legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
        """Return the legs with the generic rail freight tapering over whole hauls, gauge changes inside (decision 0025).

        A through journey by rail costs ``value * (L / 500)^exponent`` of its whole length L; the search
        prices each stage by itself, which is dearer.
        """
        return tapered_legs(legs, self.exponent)

    def whole(self) -> tuple[CostItem, ...]:
        """Return what is paid once a chain: the return of the empty box."""
        if not self.query.cargo.containers:
            return ()
        fact = self.facts.get("class:rate.empty", "value", self.on)
        usd = fact.value * self.boxes_count * self._from_its_year("class:rate.empty")
        return (self._generic("return of the empty container", usd, fact, self.query.destination.name),)
