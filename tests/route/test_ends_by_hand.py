"""How a chain begins and ends: which terminals serve an end, and that the search and the tale of a way agree."""

from dataclasses import replace

import pytest

from daliz.model.cargo import Cargo
from daliz.model.plan import End
from daliz.route.chain import Narrator
from daliz.route.compile import compile_graph
from daliz.route.ends import near_terminals
from daliz.route.graph import Builder, Tokens
from daliz.route.search import candidates

# on the equator a degree is 111.2 km
LAND = """
hub a AA 0 10 rail:1520 port
hub b AA 0 12 rail:1520 port
hub c AA 0 15 rail:1520 port
hub near BB 0 20 rail:1520
hub far CC 0 32 rail:1520
rail a b 300 1520
rail b c 400 1520
lane a c 900
ship line a c headway gap=20
"""


@pytest.fixture
def served(small):
    def found(lon_deg=None, *, country="AA", hub=None, wagons=0, scope="door", text=LAND):
        net = small.read(text)
        asked = small.query(net, hub or "a", "c", scope=scope)
        if wagons:
            asked = replace(asked, cargo=Cargo(wagons_count=wagons, mass_t=60.0, mass_given=True))
        end = asked.origin
        if hub is None:
            end = End(name="there", country=country, lat_deg=0.0, lon_deg=lon_deg, tz="UTC")
        b = Builder(
            corridor=net, query=asked, prices=small.prices(), emissions=small.emissions(), tokens=Tokens(()),
            blocked=frozenset(),
        )  # fmt: skip
        return {t.id: round(km, 1) for t, km in near_terminals(b, end, net.terminals)}

    return found


def test_a_hub_is_served_by_its_own_terminals(served):
    assert served(hub="a") == {"a.rail": 30.0, "a.port": 30.0}
    assert served(hub="a", scope="terminal") == {"a.rail": 0.0, "a.port": 0.0}


def test_what_a_hub_lacks_is_sought_within_a_trucks_reach(served):
    inland = LAND.replace("hub a AA 0 10 rail:1520 port", "hub a AA 0 10 rail:1520").replace("a c", "b c")
    assert served(hub="a", text=inland) == {"a.rail": 30.0, "b.port": 222.4}  # not b's rail, not c's port


def test_an_end_without_a_hub_takes_all_within_reach_at_home(served):
    assert served(13.0) == {"b.rail": 111.2, "b.port": 111.2, "c.rail": 222.4, "c.port": 222.4}
    assert served(12.1) == {"b.rail": 30.0, "b.port": 30.0, "a.rail": 233.5, "a.port": 233.5}


def test_beyond_reach_it_takes_the_two_nearest_of_each_kind_at_home(served):
    assert served(18.0) == {"c.rail": 333.6, "c.port": 333.6, "b.rail": 667.2, "b.port": 667.2}
    assert served(30.0) == {"far.rail": 222.4}, "1668 km are no collection: the next country is"


def test_wagons_are_loaded_on_rails_only(served):
    assert served(hub="a", wagons=1) == {"a.rail": 30.0}
    assert served(13.0, wagons=1) == {"b.rail": 111.2, "c.rail": 222.4}


def test_a_country_without_a_hub_looks_to_its_neighbours_not_twice_as_far_as_the_nearest(served):
    assert served(24.5, country="DD") == {"near.rail": 500.4, "far.rail": 834.0}
    assert served(22.0, country="DD") == {"near.rail": 222.4}


@pytest.fixture
def measured(small):
    class Prices(small.prices):
        def door(self, place):  # noqa: ARG002 - as everywhere
            return self._item("door", 40.0)

        def whole(self):
            return ()

    def found(text=LAND, *, ends=("a", "c"), moved=None):
        net = small.read(text)
        asked = small.query(net, *ends, scope="door")
        if moved is not None:
            asked = replace(asked, origin=replace(asked.origin, hub=None, lon_deg=moved))
        prices, emissions = Prices(), small.emissions()
        graph = compile_graph(
            net, asked, prices=prices, emissions=emissions, blocked=frozenset(), wanted=(), memo={}
        )
        narrator = Narrator(corridor=net, query=asked, graph=graph, prices=prices, emissions=emissions)
        return [(c.arcs, narrator.legs(c.arcs)) for c in candidates(net, asked, graph)]

    return found


@pytest.mark.parametrize("moved", [None, 11.0], ids=["in its city", "111 km away"])
def test_the_search_and_the_tale_of_a_way_give_the_same_sums(measured, moved):
    ways = measured(moved=moved)
    assert {leg.mode for _, legs in ways for leg in legs} >= {"rail", "sea", "road"}
    for arcs, legs in ways:
        assert sum(a.usd for a in arcs) == pytest.approx(sum(leg.usd for leg in legs), abs=len(arcs))
        assert sum(a.kg for a in arcs) == pytest.approx(sum(leg.wtw_kg_co2e for leg in legs), abs=len(arcs))
        assert sum(a.minutes for a in arcs) == pytest.approx(
            60 * sum(leg.expected_h for leg in legs), abs=len(arcs)
        )


def test_a_truck_all_the_way_has_two_doors_and_no_terminal(measured):
    (truck,) = [(arcs, legs) for arcs, legs in measured() if len(arcs) == 1]
    arcs, (leg,) = truck
    km = 5 * 111.195
    assert leg.distance_km == pytest.approx(km, rel=1e-4)
    assert leg.usd == pytest.approx(2 * km, rel=1e-4)
    assert arcs[0].minutes == pytest.approx(60 * (2 + km / 30), abs=1)


BORDER = """
hub a AA 0 10 road
hub m AA 0 11 rail:1520 road
hub z BB 0 14 rail:1520|1435 road
hub end BB 0 20 rail:1435
crossing m z open mode=road
rail z end 700 1435
truck haul m z headway gap=10 h=9
truck feed a m headway gap=4 h=3
"""


def test_a_truck_over_a_border_is_sought_and_told_with_the_same_hours(measured):
    ways = measured(BORDER, ends=("a", "end"))
    assert ways
    for arcs, legs in ways:
        hours = sum(leg.expected_h for leg in legs)
        assert sum(a.minutes for a in arcs) == pytest.approx(60 * hours, abs=len(arcs))
        (over,) = [leg for leg in legs if leg.service == "haul"]
        # half a gap, nine hours, five at the border
        assert over.expected_h == pytest.approx(5 + 9 + 5)


def test_boxes_use_no_terminal_that_takes_none(small):
    net = small.read(LAND)
    bare = {**net.terminals, "a.rail": replace(net.terminals["a.rail"], containers=False)}
    shut = replace(net, terminals=bare)
    modes = [
        {
            leg.mode
            for o in small.options(n, small.query(n, "a", "c"))
            for leg in o.legs
            if leg.kind == "transport"
        }
        for n in (net, shut)
    ]
    assert modes == [{"rail", "sea"}, {"sea"}]
    asked = replace(small.query(shut, "a", "c"), cargo=Cargo(wagons_count=1, mass_t=60.0, mass_given=True))
    assert {leg.mode for o in small.options(shut, asked) for leg in o.legs} >= {"rail"}


def test_collection_waits_at_the_door_then_drives_and_delivery_the_other_way_round(measured):
    kinds = [[[e.kind for e in leg.elements] for leg in legs if leg.at_door] for _, legs in measured()]
    by_hubs = [k for k in kinds if len(k) == 2]  # the truck all the way has one leg
    assert by_hubs
    assert all(k == [["door", "road"], ["road", "door"]] for k in by_hubs)


def test_a_gauge_change_of_no_hours_is_told_as_inside_the_border(small):
    text = """
    hub a AA 0 10 rail:1520
    hub m AA 0 12 rail:1520|1435
    hub z AA 0 14 rail:1435
    rail a m 200 1520
    rail m z 200 1435
    """
    for hours, told in ((0, "note.inside_border"), (7, None)):
        numbers = small.numbers.replace("class:gauge.x dwell 7 h", f"class:gauge.x dwell {hours} h")
        net = small.read(text, numbers)
        (option,) = small.options(net, small.query(net, "a", "z"))
        (change,) = [leg for leg in option.legs if leg.mode == "gauge change"]
        notes = [e.note.key if e.note else None for e in change.elements]
        assert notes == [told]
