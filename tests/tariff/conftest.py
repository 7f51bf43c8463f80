"""A made-up land whose prices can be added by hand: money of 2026 is 1.2 times that of 2020."""

from datetime import date
from types import SimpleNamespace

import pytest

from daliz.model.cargo import Cargo, read_containers
from daliz.model.corridor import Corridor
from daliz.model.fact import Facts, Quantity
from daliz.model.network import Country, Crossing, Hub, HubTerminal, Rate, Service
from daliz.model.plan import End, Query
from daliz.tariff.prices import Tariff

DAY = date(2026, 12, 1)

#: SUBJECT QUANTITY VALUE [LOW HIGH]; each of its own grade and source, so that no two can be taken for each other.
NUMBERS = """
class:rate.rail value 500 400 1000
class:rate.rail price_year 2020
class:rate.rail exponent 1
class:rate.rail unit_20ft 0.5
class:rate.rail eastbound_factor 0.9
class:rate.rail westbound_factor 1.1
class:rate.rail log_sd 0.5
class:rate.sea.short base 300 150 600
class:rate.sea.short per_km 0.5
class:rate.sea.short price_year 2020
class:rate.sea.main exponent 0.5
class:rate.sea.main reference_km 10000
class:rate.sea.main log_sd 0.4
class:rate.sea.backhaul value 0.25
class:rate.road value 1000
class:rate.road price_year 2020
class:rate.road log_sd 0.3
class:rate.border.rail value 210 180 220
class:rate.border.rail price_year 2020
class:rate.border.road value 205
class:rate.thc value 200 100 400
class:rate.thc price_year 2020
class:rate.thc.rail value 110
class:rate.gauge value 230
class:rate.gauge price_year 2020
class:rate.door value 400 200 700
class:rate.door price_year 2020
class:rate.empty value 250 0 800
class:rate.empty price_year 2020
"""
# name: country, longitude; alder and birch lie near each other
HUBS = {
    "alder": ("AA", 0), "birch": ("AA", 10), "cedar": ("BB", 40), "dogwood": ("CC", 60), "elm": ("DD", 80),
    "shanghai": ("CC", 121), "rotterdam": ("DD", 4), "fir": ("DD", -60),
}  # fmt: skip
UNIONS = {"AA": "union", "BB": "union", "CC": None, "DD": None}


def rate(identity, scope, mode, ends, value, unit="USD/FEU", **more):
    """A rate, ``ends`` as ``a>b``, ``a=b`` (both ways) or ``a``."""
    both = "=" in ends
    one, _, two = ends.partition("=" if both else ">")
    told = {
        "corridor": None, "low": None, "high": None, "price_year": 2026, "valid_from": None, "valid_to": None,
        "source_id": f"source-{identity}", "grade": "press", "note": None,
    }  # fmt: skip
    return Rate(
        id=identity, scope=scope, mode=mode, from_id=one, to_id=two or None, both_ways=both, value=value,
        unit=unit, **(told | more),
    )  # fmt: skip


def quantity(subject, name, value, low=None, high=None, year=2000):
    return Quantity(
        subject=subject, quantity=name, value=float(value), unit="1", grade="assumed", source_id=f"of-{subject}",
        low=None if low is None else float(low), high=None if high is None else float(high),
        valid_from=date(year, 1, 1),
    )  # fmt: skip


def read_land(*rates, numbers="", regions=None, crossings=(), price_year=2026):
    facts = [quantity(*line.split()) for line in (NUMBERS + numbers).splitlines() if line.strip()]
    facts += [quantity("index:price", "value", v, year=y) for y, v in ((2000, 100), (2026, 120))]
    terminals = [
        HubTerminal(
            id=f"{place}.{mode}", place=place, mode=mode, gauges_mm=(1520,) if mode == "rail" else (),
            dwell_class="port.caspian" if (place, mode) == ("cedar", "port") else f"{mode}.x",
            gauge_class=None, containers=True, sea=None, valid_from=None, valid_to=None,
        )
        for place in HUBS for mode in ("rail", "port")
    ]  # fmt: skip
    return Corridor(
        countries={
            c: Country(
                id=c, iso3=c * 2, names={"en": f"Land {c}"}, tz="UTC", run_class=None, yard_class=None,
                road_circuity_factor=1.0, customs_union=union,
            )
            for c, union in UNIONS.items()
        },
        hubs={
            h: Hub(id=h, country=c, lat_deg=0.0, lon_deg=float(lon), tz="UTC", names={"en": h.title()})
            for h, (c, lon) in HUBS.items()
        },
        terminals={t.id: t for t in terminals}, rail_links=(), passages={}, lanes={}, services=(), closures=(),
        crossings={
            (a, b, mode): (
                Crossing(
                    a=a, b=b, mode=mode, state="open", direction="both", dwell_class="border.x", valid_from=None,
                    source_id="test", note=None,
                ),
            )
            for a, b, mode in crossings
        },
        rates=tuple(rates), rules=(), regions=regions or {}, states=(), facts=Facts.of(facts), sources={},
        scenario="test", scenario_titles={"en": "Test"}, as_of=DAY, price_year=price_year, facts_hash="",
    )  # fmt: skip


def cargo(text):
    """``1x20``, ``2x40 of 4 t``, ``2 wagons`` of 60 t."""
    if text.endswith("wagons"):
        number = int(text.split()[0])
        return Cargo(wagons_count=number, mass_t=60.0 * number, mass_given=False)
    words = text.split()
    boxes = read_containers(words[0])
    mass_t = float(words[2]) if len(words) > 1 else sum(n * c.payload_t for n, c in boxes)
    return Cargo(containers=boxes, mass_t=mass_t, mass_given=len(words) > 1)


def ask(land, text="1x40", *, ends=("alder", "dogwood"), ready=DAY, scope="door"):
    made = [
        End(name=land.hubs[h].names["en"], country=land.hubs[h].country, lat_deg=0.0, lon_deg=land.hubs[h].lon_deg,
            tz="UTC", hub=h)
        for h in ends
    ]  # fmt: skip
    return Query(origin=made[0], destination=made[1], cargo=cargo(text), ready=ready, scope=scope)


def ship(run_class, mode="sea"):
    return Service(
        id="line", names={"en": "line"}, mode=mode, origin="alder.port", destination="cedar.port", both_ways=True,
        run_class=run_class, timetable="headway", gap_h=24.0, gap_cv=0.0, weekdays=(), departs=None, duration_h=None,
        km=None, cargo=("container",), slot="any", capacity_teu=None, valid_from=None, valid_to=None,
        timetable_grade="assumed", grade="assumed", source_id="test", note=None,
    )  # fmt: skip


@pytest.fixture(scope="session")
def land():
    """Rates of a made-up land, its questions and its prices."""

    def tariff(*rates, text="1x40", ready=DAY, **more):
        made = read_land(*rates, **more)
        return Tariff.of(made, ask(made, text, ready=ready))

    return SimpleNamespace(rate=rate, read=read_land, ask=ask, cargo=cargo, tariff=tariff, ship=ship, day=DAY)
