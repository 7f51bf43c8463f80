"""What is told as shut in a small land: a strait shut by somebody, not one that no liner of ours uses."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from daliz.model.place import great_circle_km
from daliz.model.plan import Element, Leg
from daliz.route.closed import closed_ways, shut_on_the_way
from daliz.route.compile import compile_graph

LAND = """
hub a AA 50 10 port rail:1520
hub m BB 50 20 rail:1520
hub z CC 50 30 port rail:1520
rail a m 700 1520
rail m z 700 1520
crossing a m open
crossing m z STATE
passage narrow OPEN
lane a z 1000 narrow
lane a z 9000
ship line a z headway gap=20
rule strait passage:narrow
rule plain mode:rail
"""


@pytest.fixture
def told(small):
    def found(*, crossing="open", passage="open", more=""):
        text = LAND.replace("STATE", crossing).replace("OPEN", passage) + more
        net = small.read(text)
        asked = small.query(net, "a", "z")
        graph = compile_graph(
            net,
            asked,
            prices=small.prices(),
            emissions=small.emissions(),
            blocked=frozenset(),
            wanted=(),
            memo={},
        )
        return [(n.key, dict(n.values)) for n in closed_ways(net, asked, graph, ())]

    return found


def test_nothing_is_told_where_nothing_is_shut(told):
    assert told() == []


def test_a_passage_shut_by_somebody_is_told_and_one_shut_by_default_is_not(told):
    assert told(passage="closed") == []
    ((key, values),) = told(more="closure passage:narrow 1")
    assert key == "note.shut_way"
    assert (values["shut"].key, str(values["way"].id)) == ("note.shut", "strait")


def test_a_shut_border_on_the_shortest_track_is_told(told):
    ((key, values),) = told(crossing="closed")
    assert key == "note.shut"
    assert values["what"].key == "note.border.rail"
    aside = "hub s DD 50 40 rail:1520\nrail z s 700 1520\ncrossing z s closed"
    assert told(more=aside) == [], "a border beyond the end bears on nothing"


BY_KM = great_circle_km(0, 10, 15, 20) + great_circle_km(
    15, 20, 0, 30
)  # by the strait, 15° north of the middle


@pytest.mark.parametrize(
    ("lengths", "reached"),
    [((0.7,), True), ((0.6,), False), ((0.5, 1.05), True), ((0.5, 0.95), False)],
)
def test_what_lies_out_of_the_way_of_all_that_is_shown_is_not_told(small, lengths, reached):
    """It is told where the way by it is no longer than the longest shown, or than one and a half times the shortest."""
    net = small.read(LAND.replace("STATE", "open").replace("OPEN", "open") + "closure passage:narrow 1")
    flat = {h: replace(net.hubs[h], lat_deg=0.0) for h in net.hubs}
    there = {p: replace(x, lat_deg=0.0, lon_deg=20.0) for p, x in net.passages.items()}
    narrow = {"narrow": replace(there["narrow"], lat_deg=15.0)}
    net = replace(net, hubs=flat, passages=narrow)
    asked = small.query(net, "a", "z")
    graph = compile_graph(
        net,
        asked,
        prices=small.prices(),
        emissions=small.emissions(),
        blocked=frozenset(),
        wanted=(),
        memo={},
    )
    shown = [SimpleNamespace(distance_km=share * BY_KM) for share in lengths]
    assert bool(closed_ways(net, asked, graph, shown)) == reached


def leg(mode, origin, destination, hours, **more):
    run = Element(
        kind="run", subject="x", key="x", place="x", mean_h=hours, log_sd=0, shocked=False, grade="assumed"
    )
    return Leg(
        kind="transport", mode=mode, origin=origin, destination=destination, distance_km=1, elements=(run,), cost=(),
        wtw_kg_co2e=0, ttw_kg_co2e=0, wtw_low_kg_co2e=0, wtw_high_kg_co2e=0, **more,
    )  # fmt: skip


WAY = (
    leg("rail", "a.rail", "m.rail", 30.0, borders=("a/m",), country_km=(("AA", 1.0), ("BB", 1.0))),
    leg("rail", "m.rail", "z.rail", 20.0, borders=("m/z",), country_km=(("BB", 1.0), ("CC", 1.0))),
    leg("sea", "z.port", "a.port", 50.0, passages=("narrow",), service="line"),
    leg("rail", "a.rail", "m.rail", 1.0, country_km=(("AA", 1.0),)),
)


@pytest.mark.parametrize(
    ("shut", "day"),
    [
        ("closure country:BB 1 from=2026-12-01", 1),
        ("closure country:CC 1 from=2026-12-02", 2),  # 30 h on the way
        ("closure country:CC 1 from=2026-12-03", None),
        ("crossing m z closed from=2026-12-02", 2),
        ("crossing m z closed from=2026-12-03", None),
        ("closure crossing:m/z/rail 1 from=2026-12-02", 2),
        ("closure passage:narrow 1 from=2026-12-03", 3),  # 50 h
        ("closure passage:narrow 1 from=2026-12-04", None),
        ("closure service:line 1 from=2026-12-03", 3),
        ("closure terminal:z.port 1 from=2026-12-03", 3),
        ("closure terminal:a.port 1 from=2026-12-03", 3),
        ("closure terminal:m.rail 1 from=2026-12-01", None),  # trains pass
        ("closure country:AA 1 from=2026-12-05", 5),  # 100 h
    ],
)
def test_a_way_meets_what_is_shut_on_the_day_on_which_it_comes(small, shut, day):
    net = small.read(LAND.replace("STATE", "open").replace("OPEN", "open") + shut)
    found = shut_on_the_way(net, small.query(net, "a", "z"), WAY)
    assert (None if found is None else found[2].day) == day
