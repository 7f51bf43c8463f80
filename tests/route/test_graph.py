"""Small networks as text, and the plans a reader would make of them by hand."""

import pytest

from daliz.errors import QueryError

# Numbers of conftest: rail 60 km/h, sea 20 km/h, border 5 h, gauge change 7 h, terminal 2 h, port 3 h.

LINE = """
hub a AA 50 10 rail:1520
hub b AA 50 20 rail:1520
hub c AA 50 30 rail:1520
rail a b 600 1520
rail b c 300 1520
"""


def test_a_through_train_is_one_leg_without_a_stop_in_between(small):
    # 2 h loading + 900 km at 60 km/h + 2 h unloading; 900 km + 2 x 100 USD
    assert small.plans(LINE, "a", "c") == [
        "(handling a) a -rail 1520 via b-> c (handling c) | 19.0 h | 1100 USD"
    ]


def test_a_required_hub_on_the_way_changes_nothing(small):
    assert set(small.plans(LINE, "a", "c", require=("b",))) == set(small.plans(LINE, "a", "c"))


def test_a_hub_to_avoid_leaves_no_way_on_a_single_line(small):
    assert small.plans(LINE, "a", "c", avoid=("b",)) == []


def test_an_end_cannot_be_avoided(small):
    with pytest.raises(QueryError, match="cannot be avoided"):
        small.plans(LINE, "a", "c", avoid=("c",))


GAUGE = """
hub a AA 50 10 rail:1520
hub b AA 50 20 rail:1520|1435
hub c AA 50 30 rail:1435
rail a b 600 1520
rail b c 300 1435
"""


def test_a_gauge_change_is_a_stop_at_a_hub_between_two_trains(small):
    # 2 + 10 + 7 + 5 + 2 h; 600 + 100 + 300 + 2 x 100 USD
    assert small.plans(GAUGE, "a", "c") == [
        "(handling a) a -rail 1520-> b (gauge change b) b -rail 1435-> c (handling c) | 26.0 h | 1200 USD"
    ]


def test_without_a_platform_of_the_other_gauge_no_train_goes_on(small):
    assert small.plans(GAUGE.replace("rail:1520|1435", "rail:1520"), "a", "c") == []


BORDER = """
hub a AA 50 10 rail:1520
hub b BB 50 20 rail:1520
rail a b 600 1520
"""


def test_a_link_over_a_border_without_a_crossing_does_not_exist(small):
    assert small.plans(BORDER, "a", "b") == []


def test_an_open_crossing_costs_its_hours_and_its_fee(small):
    # 2 + 10 + 5 + 2 h; 600 + 30 + 200 USD
    assert small.plans(f"{BORDER}\ncrossing a b open", "a", "b") == [
        "(handling a) a -rail 1520-> b (handling b) | 19.0 h | 830 USD"
    ]


def test_a_closed_crossing_is_no_crossing(small):
    assert small.plans(f"{BORDER}\ncrossing a b closed", "a", "b") == []


def test_the_last_dated_state_of_a_crossing_holds(small):
    opened_later = f"{BORDER}\ncrossing a b closed from=2020-01-01\ncrossing a b open from=2026-11-01"
    closed_later = f"{BORDER}\ncrossing a b open from=2020-01-01\ncrossing a b closed from=2026-11-01"
    not_yet = f"{BORDER}\ncrossing a b open from=2027-01-01"
    assert len(small.plans(opened_later, "a", "b")) == 1
    assert small.plans(closed_later, "a", "b") == []
    assert small.plans(not_yet, "a", "b") == []


def test_a_crossing_may_be_open_one_way_only(small):
    one_way = f"{BORDER}\ncrossing a b open direction=a_to_b"
    assert len(small.plans(one_way, "a", "b")) == 1
    assert small.plans(one_way, "b", "a") == []
    other_way = f"{BORDER}\ncrossing a b open direction=b_to_a"
    assert small.plans(other_way, "a", "b") == []
    assert len(small.plans(other_way, "b", "a")) == 1


def test_a_word_of_a_scenario_wins_over_a_dated_crossing(small):
    shut = f"{BORDER}\ncrossing a b open\nshut crossing:a/b/rail"
    assert small.plans(shut, "a", "b") == []
    assert small.plans(shut, "b", "a") == [], "a border is shut from both sides"


def test_a_dated_closure_of_a_crossing_shuts_its_own_direction(small):
    text = f"{BORDER}\ncrossing a b open\nclosure crossing:a/b/rail 1 from=2026-11-01 to=2027-01-01"
    assert small.plans(text, "a", "b") == []
    assert len(small.plans(text, "b", "a")) == 1


def test_a_country_shut_to_transit_is_not_crossed(small):
    text = """
    hub a AA 50 10 rail:1520
    hub b BB 50 20 rail:1520
    hub c CC 50 30 rail:1520
    rail a b 600 1520
    rail b c 300 1520
    crossing a b open
    crossing b c open
    """
    assert len(small.plans(text, "a", "c")) == 1
    assert small.plans(f"{text}\nshut country:BB", "a", "c") == []
    assert small.plans(text, "a", "c", avoid_transit=("country:BB",)) == []
    assert len(small.plans(text, "a", "b", avoid_transit=("country:BB",))) == 1, "its own end is no transit"


def test_track_not_yet_built_or_taken_up_is_not_used(small):
    assert small.plans(LINE.replace("rail b c 300 1520", "rail b c 300 1520 from=2030-01-01"), "a", "c") == []
    assert small.plans(LINE.replace("rail b c 300 1520", "rail b c 300 1520 to=2026-12-01"), "a", "c") == []
    assert len(small.plans(LINE.replace("b c 300 1520", "b c 300 1520 from=2026-12-01"), "a", "c")) == 1


SHIP = """
hub a AA 50 10 rail:1520
hub p AA 50 20 rail:1520 port
hub q BB 40 30 port
rail a p 600 1520
lane p q 400
ship line p q headway gap=10
"""


def test_rail_and_ship_meet_at_a_transshipment(small):
    # 2 + 10 + 3 + 5 (half of a regular gap) + 20 + 3 h; 600 + 100 + 200 + 2 x 100 USD
    (only,) = small.plans(SHIP, "a", "q")
    way, hours, usd = only.split(" | ")
    assert way == "(handling a) a -rail 1520-> p (transshipment p) p -line-> q (handling q)"
    assert usd == "1100 USD"
    assert float(hours.split()[0]) == pytest.approx(43.0, abs=0.3)


def test_a_ship_without_a_lane_does_not_sail(small):
    assert small.plans(SHIP.replace("lane p q 400", ""), "a", "q") == []


def test_a_shut_passage_sends_the_ship_the_long_way(small):
    text = f"{SHIP.replace('lane p q 400', 'lane p q 400 strait')}\nlane p q 900 cape\npassage strait open"
    text += "\npassage cape open"
    (short,) = small.options(net := small.read(text), small.query(net, "p", "q"))
    assert short.legs[1].passages == ("strait",)
    (long,) = small.options(net := small.read(f"{text}\nshut passage:strait"), small.query(net, "p", "q"))
    assert long.legs[1].passages == ("cape",)
    assert long.legs[1].distance_km == 900
    both = f"{text}\nshut passage:strait\nshut passage:cape"
    assert small.plans(both, "p", "q") == []
    (avoided,) = small.options(net := small.read(text), small.query(net, "p", "q", avoid=("passage:strait",)))
    assert avoided.legs[1].passages == ("cape",)


def test_a_service_out_of_force_on_the_day_is_not_used(small):
    assert small.plans(SHIP.replace("gap=10", "gap=10 to=2026-12-01"), "a", "q") == []
    assert len(small.plans(SHIP.replace("gap=10", "gap=10 from=2026-12-01"), "a", "q")) == 1


def test_a_shut_port_is_not_called_at(small):
    assert small.plans(f"{SHIP}\nshut terminal:p.port", "a", "q") == []
    assert small.plans(f"{SHIP}\nclosure terminal:p.port 1 from=2026-11-30 to=2026-12-05", "a", "q") == []
    assert len(small.plans(f"{SHIP}\nclosure terminal:p.port 1 from=2026-12-05", "a", "q")) == 1


TRUCK = """
hub a AA 50 10 rail:1520 road
hub b BB 50 12 road port
hub c BB 50 40 port
lane b c 400
ship line b c headway gap=10
truck lorry a b on_demand h=6
crossing a b open mode=road
"""


def test_a_named_truck_service_carries_over_a_border(small):
    # 2 (terminal) + 6 (drive) + 5 (border) + 3 (port) + 5 (wait) + 20 (sail) + 3 h
    (only,) = small.plans(TRUCK, "a", "c")
    way, hours, _ = only.split(" | ")
    assert way == "(handling a) a -lorry-> b (transshipment b) b -line-> c (handling c)"
    assert float(hours.split()[0]) == pytest.approx(44.0, abs=0.3)


def test_no_truck_drives_between_hubs_without_a_named_service(small):
    text = TRUCK.replace("truck lorry a b on_demand h=6", "")
    assert small.plans(text, "a", "c") == []


def test_a_truck_service_stops_at_a_shut_border(small):
    text = TRUCK.replace("a b open mode=road", "a b closed mode=road")
    assert small.plans(text, "a", "c") == []


RIVALS = """
hub a AA 50 10 rail:1520 port
hub m AA 52 20 rail:1520|1435
hub z AA 50 30 rail:1435 port
rail a m 600 1520
rail m z 600 1435
lane a z 1000
ship line a z headway gap=20
"""


def test_quick_and_dear_stands_beside_slow_and_cheap(small):
    ways = small.plans(RIVALS, "a", "z")
    assert ways[0] == (
        "(handling a) a -rail 1520-> m (gauge change m) m -rail 1435-> z (handling z) | 31.0 h | 1500 USD"
    )
    assert ways[1].endswith("| 700 USD")
    assert "a -line-> z" in ways[1]


def test_what_only_loses_is_not_offered_first(small):
    worse = f"{RIVALS}\nlane z a 5000\nship slowboat a z headway gap=400 h=400"
    assert small.plans(worse, "a", "z")[:2] == small.plans(RIVALS, "a", "z")[:2]


def test_door_to_door_adds_collection_and_delivery(small):
    terminal = small.plans(LINE, "a", "c")
    # two doors of 1 h and 30 km of city streets at 30 km/h on either side: 4 h more
    door = small.plans(LINE, "a", "c", scope="door")
    assert terminal[0].split(" | ")[1] == "19.0 h"
    assert door[0].split(" | ")[1] == "23.0 h"
    assert door[0].startswith("a -road-> a (handling a)")


def test_the_first_rule_that_holds_names_the_chain(small):
    text = f"{GAUGE}\nrule by-b b\nrule any mode:rail"
    (only,) = small.options(net := small.read(text), small.query(net, "a", "c"))
    assert only.corridor == "by-b"
    assert "gauge:b" in only.tokens
