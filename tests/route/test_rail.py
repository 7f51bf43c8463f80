"""The rail network of a day: shortest stages against every path, and what is told of shut borders."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daliz.notes import Note
from daliz.route.rail import RailNetwork, Track, crossing_on
from daliz.words import tell

DAY = date(2026, 12, 1)


def network(edges, gauges=(1520,)):
    """Build a network from (a, b, minutes, gauge) with track both ways."""
    from daliz.model.network import RailLink

    tracks = {}
    for a, b, minutes, gauge in edges:
        link = RailLink(
            id=f"{a}{b}{gauge}", a=a, b=b, km=float(minutes), gauge_mm=gauge, country_a="AA", country_b="AA",
            share_a=1.0, traction="unknown", valid_from=None, valid_to=None, grade="assumed",
        )  # fmt: skip
        for one, two in ((a, b), (b, a)):
            tracks.setdefault((one, gauge), []).append(
                Track(
                    link=link,
                    head=(two, gauge),
                    minutes=float(minutes),
                    kg_per_t=0.1,
                    country_km=(("AA", float(minutes)),),
                    mask=0,
                    border_class=None,
                    border=None,
                    border_countries=None,
                )
            )
    return RailNetwork({k: tuple(v) for k, v in tracks.items()}, ())


def shortest_by_hand(edges, a, z, gauge):
    best = None
    places = sorted({p for e in edges for p in e[:2]} - {a, z})
    minutes = {}
    for x, y, m, g in edges:
        if g == gauge:
            for pair in ((x, y), (y, x)):
                minutes[pair] = min(m, minutes.get(pair, m))
    for count in range(len(places) + 1):
        for middle in itertools.permutations(places, count):
            way = (a, *middle, z)
            if all(p in minutes for p in itertools.pairwise(way)):
                total = sum(minutes[p] for p in itertools.pairwise(way))
                best = total if best is None else min(best, total)
    return best


EDGES = st.lists(
    st.tuples(
        st.sampled_from("abcde"),
        st.sampled_from("abcde"),
        st.integers(1, 99),
        st.sampled_from([1520, 1435]),
    ).filter(lambda e: e[0] != e[1]),
    min_size=1,
    max_size=8,
)


@given(EDGES)
def test_a_stage_is_the_quickest_of_all_ways_on_its_gauge(edges):
    rail = network(edges)
    for gauge in (1520, 1435):
        for z in "bcde":
            expected = shortest_by_hand(edges, "a", z, gauge)
            found = rail.stages(("a", gauge), [(z, gauge)])
            if expected is None:
                assert found == []
                continue
            (stage,) = found
            assert stage.minutes == expected
            path = rail.path(stage.origin, stage.destination)
            assert sum(t.minutes for t in path) == expected == stage.km
            assert path[-1].head == (z, gauge)


def test_a_stage_sums_what_its_tracks_say():
    rail = network([("a", "b", 60, 1520), ("b", "c", 30, 1520)])
    (stage,) = rail.stages(("a", 1520), [("c", 1520)])
    assert (stage.minutes, stage.km, round(stage.kg_per_t, 3)) == (90, 90, 0.2)


def test_no_stage_leads_from_one_gauge_to_another():
    rail = network([("a", "b", 60, 1520), ("b", "c", 30, 1435)])
    assert rail.stages(("a", 1520), [("c", 1520), ("c", 1435), ("b", 1435)]) == []


TWO = """
hub a AA 50 10 rail:1520
hub b BB 50 20 rail:1520
rail a b 60 1520
"""


def test_what_is_known_of_a_crossing_comes_with_who_says_it(small):
    net = small.read(f"{TWO}\ncrossing a b open\ncrossing a b closed from=2026-06-01")
    assert crossing_on(net, "a", "b", "rail", date(2026, 5, 31)) == (
        "border.x",
        "open",
        Note.of("why.source", source="test"),
    )
    since = Note.of("why.source_since", source="test", date=date(2026, 6, 1))
    assert crossing_on(net, "a", "b", "rail", DAY) == (None, "closed", since)
    assert crossing_on(net, "a", "b", "road", DAY)[:2] == (None, "none known")
    assert crossing_on(net, "a", "x", "rail", DAY)[:2] == (None, "none known")


def test_a_scenario_opens_a_closed_crossing_and_says_why(small):
    from daliz.model.corridor import State

    net = small.read(f"{TWO}\ncrossing a b closed")
    opened = net.with_changes(
        states=[State(subject="crossing:a/b/rail", state="open", why="Peace.", source="test")]
    )
    assert crossing_on(opened, "b", "a", "rail", DAY)[0] == "border.x"
    shut = small.read(f"{TWO}\ncrossing a b open\nshut crossing:b/a/rail")
    found = crossing_on(shut, "a", "b", "rail", DAY)
    assert (found[0], found[1], tell("en", found[2])) == (None, "closed", "the test says so")


@pytest.mark.parametrize("state", ["open", "freight only"])
def test_freight_crosses_where_only_travellers_are_shut_out(worlds, state):
    corridor = worlds("base").corridor
    seen = {crossing_on(corridor, a, b, mode, DAY)[1] for a, b, mode in corridor.crossings if mode == "rail"}
    assert state in seen
    for a, b, mode in corridor.crossings:
        if mode == "rail" and crossing_on(corridor, a, b, mode, DAY)[1] == "freight only":
            assert crossing_on(corridor, a, b, mode, DAY)[0] is not None
