"""What is told as shut in a small land: a strait shut by somebody, not one that no liner of ours uses."""

import pytest

from daliz.route.closed import closed_ways
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
