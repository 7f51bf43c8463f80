"""Small networks written as text, and their plans as text."""
# ruff: noqa: ARG002 - flat prices answer a protocol whose arguments they need not read

from datetime import date
from types import SimpleNamespace

import pytest

from daliz.app.plan_chain import read_world
from daliz.model.cargo import CONTAINER_TYPES, Cargo
from daliz.model.coefficients import Intensity
from daliz.model.corridor import Corridor, State
from daliz.model.fact import Facts, Quantity
from daliz.model.network import (
    Closure,
    CorridorRule,
    Country,
    Crossing,
    Hub,
    HubTerminal,
    Passage,
    RailLink,
    SeaLane,
    Service,
)
from daliz.model.plan import CostItem, End, Query
from daliz.route.chain import Narrator
from daliz.route.compile import compile_graph
from daliz.route.limits import blocked_tokens, wanted_tokens
from daliz.route.options import Options, sketch_options
from daliz.route.sample import Sampler
from daliz.route.search import candidates

DAY = date(2026, 12, 1)

#: Round numbers that can be added by hand: 60 min a km, no spread, every stop a fixed number of hours.
NUMBERS = """
class:run.x speed 60 km/h
class:yard.x dwell 0 h/1000km
class:border.x dwell 5 h
class:gauge.x dwell 7 h
class:port.x dwell 3 h
class:terminal.x dwell 2 h
class:door dwell 1 h
class:road speed 30 km/h
class:sea.main speed 20 km/h
class:within share 0 share
class:shock log_sd 0 1
class:model log_sd 0 1
"""


def _day(text):
    return None if text in {"", "-"} else date.fromisoformat(text)


def _quantity(line):
    subject, quantity, value, unit, *more = line.split()
    return Quantity(
        subject=subject,
        quantity=quantity,
        value=float(value),
        unit=unit,
        grade="assumed",
        source_id="test",
        valid_from=_day(more[0]) if more else None,
    )


def _options(words):
    return dict(w.split("=", 1) for w in words if "=" in w)


def read_network(text, numbers=NUMBERS):
    """Read a network of lines: hub, rail, crossing, lane, passage, ship, truck, shut, rule, closure."""
    w = SimpleNamespace(
        hubs={}, terminals={}, rail=[], crossings={}, passages={}, lanes={}, services=[], states=[],
        closures=[], rules=[],
    )  # fmt: skip
    readers = {"hub": _hub, "rail": _rail, "crossing": _crossing, "lane": _lane, "passage": _passage,
               "ship": _ship, "truck": _ship, "shut": _shut, "closure": _closure, "rule": _rule}  # fmt: skip
    for line in text.strip().splitlines():
        words = line.split()
        if words:
            readers[words[0]](w, words)
    countries = {h.country for h in w.hubs.values()} | {
        c for link in w.rail for c in (link.country_a, link.country_b)
    }
    return Corridor(
        countries={
            c: Country(
                id=c,
                iso3=c,
                names={"en": f"Land {c}"},
                tz="UTC",
                run_class="run.x",
                yard_class="yard.x",
                road_circuity_factor=1.0,
                customs_union=None,
            )
            for c in countries
        },
        hubs=w.hubs,
        terminals=w.terminals,
        rail_links=tuple(w.rail),
        crossings={k: tuple(v) for k, v in w.crossings.items()},
        passages=w.passages,
        lanes={k: tuple(v) for k, v in w.lanes.items()},
        services=tuple(w.services),
        closures=tuple(w.closures),
        rates=(),
        rules=tuple(w.rules),
        states=tuple(w.states),
        facts=Facts.of(_quantity(line) for line in numbers.splitlines() if line.strip()),
        regions={},
        sources={},
        scenario="test",
        scenario_titles={"en": "Test"},
        as_of=DAY,
        price_year=2026,
        facts_hash=str(hash((text, numbers))),
    )


def _hub(w, words):
    """hub NAME COUNTRY LAT LON TERMINALS: ``rail:1520|1435 port road``."""
    _, name, country, lat, lon, *terminals = words
    w.hubs[name] = Hub(
        id=name, country=country, lat_deg=float(lat), lon_deg=float(lon), tz="UTC", names={"en": name}
    )
    for item in terminals:
        mode, _, gauges = item.partition(":")
        w.terminals[f"{name}.{mode}"] = HubTerminal(
            id=f"{name}.{mode}",
            place=name,
            mode=mode,
            gauges_mm=tuple(int(g) for g in gauges.split("|") if g),
            dwell_class="port.x" if mode == "port" else "terminal.x",
            gauge_class="gauge.x",
            containers=True,
            sea=None,
            valid_from=None,
            valid_to=None,
        )


def _rail(w, words):
    """rail A B KM GAUGE [from=DAY] [to=DAY]."""
    _, a, b, km, gauge, *more = words
    o = _options(more)
    w.rail.append(
        RailLink(
            id=f"{a}-{b}-{gauge}",
            a=a,
            b=b,
            km=float(km),
            gauge_mm=int(gauge),
            country_a=w.hubs[a].country,
            country_b=w.hubs[b].country,
            share_a=0.5,
            traction="electric",
            valid_from=_day(o.get("from", "")),
            valid_to=_day(o.get("to", "")),
            grade="assumed",
        )
    )


def _crossing(w, words):
    """crossing A B STATE [from=DAY] [direction=both|a_to_b|b_to_a] [mode=rail]."""
    _, a, b, state, *more = words
    o = _options(more)
    mode = o.get("mode", "rail")
    w.crossings.setdefault((a, b, mode), []).append(
        Crossing(
            a=a,
            b=b,
            mode=mode,
            state=state,
            direction=o.get("direction", "both"),
            dwell_class="border.x",
            valid_from=_day(o.get("from", "")),
            source_id="test",
            note=None,
        )
    )


def _lane(w, words):
    """lane A B KM [PASSAGE,PASSAGE]."""
    _, a, b, km, *passages = words
    w.lanes.setdefault((f"{a}.port", f"{b}.port"), []).append(
        SeaLane(
            a=f"{a}.port",
            b=f"{b}.port",
            passages=tuple(passages[0].split(",")) if passages else (),
            km=float(km),
        )
    )
    w.lanes[f"{a}.port", f"{b}.port"].sort(key=lambda lane: lane.km)


def _passage(w, words):
    w.passages[words[1]] = Passage(id=words[1], names={"en": words[1].title()}, state=words[2])


def _ship(w, words):
    """ship|truck NAME A B TIMETABLE [gap=H] [cv=C] [days=mon,thu] [at=HH:MM] [teu=N] [slot=any] [h=HOURS]."""
    mode, name, a, b, timetable, *more = words
    o = _options(more)
    end = "road" if mode == "truck" else "port"
    w.services.append(
        Service(
            id=name,
            names={"en": name},
            mode="road" if mode == "truck" else "sea",
            origin=f"{a}.{end}",
            destination=f"{b}.{end}",
            both_ways=True,
            run_class="road" if mode == "truck" else "sea.main",
            timetable=timetable,
            gap_h=float(o["gap"]) if "gap" in o else None,
            gap_cv=float(o["cv"]) if "cv" in o else None,
            weekdays=tuple(o["days"].split(",")) if "days" in o else (),
            departs=o.get("at"),
            duration_h=float(o["h"]) if "h" in o else None,
            km=None,
            cargo=("container", "wagon"),
            slot=o.get("slot", "any"),
            capacity_teu=float(o["teu"]) if "teu" in o else None,
            valid_from=_day(o.get("from", "")),
            valid_to=_day(o.get("to", "")),
            timetable_grade="assumed",
            grade="assumed",
            source_id="test",
            note=None,
            departures=tuple((d, None) for d in o.get("departs", "").split(",") if d),
        )
    )


def _shut(w, words):
    w.states.append(State(subject=words[1], state="closed", why="the test says so", source="test"))


def _closure(w, words):
    """closure SUBJECT SHARE [from=DAY] [to=DAY]."""
    o = _options(words)
    w.closures.append(
        Closure(
            subject=words[1],
            share=float(words[2]),
            valid_from=_day(o.get("from", "")),
            valid_to=_day(o.get("to", "")),
            cargo=None,
            source_id="test",
            grade="assumed",
            note=None,
        )
    )


def _rule(w, words):
    """rule NAME TOKEN,TOKEN."""
    w.rules.append(
        CorridorRule(
            id=words[1],
            names={"en": words[1]},
            group=words[1],
            passes=tuple(words[2].split(",")),
            any_of=(),
            none_of=(),
            rank=len(w.rules),
        )
    )


class FlatPrices:
    """One dollar a km of rail, half a dollar at sea, two on the road; 100 a hub operation; 30 a border."""

    def _item(self, what, usd):
        return (
            CostItem(
                item=what, usd=usd, low_usd=usd, high_usd=usd, grade="assumed", source_id="test",
                price_year=2026, where="",
            ),
        )  # fmt: skip

    def rail(self, origin, destination, country_km):
        return self._item("rail", sum(km for _, km in country_km))

    def rail_usd(self, origin, destination, km):
        return km

    def water(self, service, origin, destination, km):
        return self._item("sea", 0.5 * km)

    def road(self, origin, destination, country, km):
        return self._item("road", 2.0 * km)

    def border(self, country_from, country_to, mode, place, stage=None):
        return self._item("border", 30.0)

    def hub(self, operation, terminal):
        return self._item(operation, 100.0)

    def door(self, place):
        return self._item("door", 0.0)

    def tapered(self, legs):
        return legs

    def whole(self):
        return ()


class FlatEmissions:
    """Ten grams a tonne-kilometre of everything, nothing at hubs."""

    def _of(self, kg):
        return Intensity(wtw=kg, ttw=kg, low=kg, high=kg)

    def rail(self, country, traction):
        return self._of(0.01)

    def water(self, run_class, mode, km):
        return self._of(0.01)

    def road(self, country):
        return self._of(0.01)

    def hub(self, operation):
        return self._of(0.0)


def query(corridor, origin, destination, *, boxes=1, scope="terminal", **more):
    ends = []
    for name in (origin, destination):
        h = corridor.hubs[name]
        ends.append(
            End(name=name, country=h.country, lat_deg=h.lat_deg, lon_deg=h.lon_deg, tz="UTC", hub=name)
        )
    more.setdefault("ready", DAY)
    more.setdefault("slot", False)
    return Query(
        origin=ends[0],
        destination=ends[1],
        cargo=Cargo(containers=((boxes, CONTAINER_TYPES["20"]),), mass_t=10.0 * boxes, mass_given=True),
        scope=scope,
        **more,
    )


def options(corridor, asked):
    prices, emissions = FlatPrices(), FlatEmissions()
    graph = compile_graph(
        corridor,
        asked,
        prices=prices,
        emissions=emissions,
        blocked=blocked_tokens(corridor, asked),
        wanted=wanted_tokens(corridor, asked),
        memo={},
    )
    narrator = Narrator(corridor=corridor, query=asked, graph=graph, prices=prices, emissions=emissions)
    sampler = Sampler.of(corridor.facts, asked.ready, asked.seed, asked.draws_count)
    found = candidates(corridor, asked, graph)
    made = Options(corridor, asked, sampler, sketch_options(corridor, asked, narrator, sampler, found))
    return sorted(made, key=lambda o: (o.days.p50, o.cost_usd.p50, o.id))


def told(option):
    """An option as one line: places and what joins them, hours, dollars."""
    words = []
    for leg in option.legs:
        place = leg.origin.partition(".")[0]
        if leg.kind == "hub":
            words.append(f"({leg.mode} {place})")
        else:
            how = f"rail {leg.gauge_mm}" if leg.mode == "rail" else leg.service or leg.mode
            via = f" via {' '.join(leg.via)}" if leg.via else ""
            words.append(f"{place} -{how}{via}-> {leg.destination.partition('.')[0]}")
    return f"{' '.join(words)} | {24 * option.days.p50:.1f} h | {option.cost_usd.p50:.0f} USD"


def plans(text, origin, destination, numbers=NUMBERS, **more):
    net = read_network(text, numbers)
    return [told(o) for o in options(net, query(net, origin, destination, **more))]


@pytest.fixture(scope="session")
def small():
    """Read, ask and tell of small networks."""
    return SimpleNamespace(
        read=read_network,
        query=query,
        options=options,
        prices=FlatPrices,
        emissions=FlatEmissions,
        told=told,
        numbers=NUMBERS,
        plans=plans,
    )


@pytest.fixture(scope="session")
def worlds():
    """The real network by scenario, each read once."""
    known = {}

    def world(name="base"):
        if name not in known:
            known[name] = read_world(name)
        return known[name]

    return world
