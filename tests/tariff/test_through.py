"""A through rate replaces its parts, for its ends, corridor and time, and is told; the sum of both never stands."""

from datetime import date

import pytest

from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world
from daliz.app.plan_output import plan_document
from daliz.errors import DataError

HEAD = (
    "rate,scope,mode,from_id,to_id,both_ways,corridor,value,low,high,unit,price_year,valid_from,valid_to,chosen,"
    "source_id,grade,note"
)


@pytest.fixture
def world_with(tmp_path):
    def make(row, table="rates.csv", head=HEAD):
        (tmp_path / table).write_text(f"{head}\n{row}\n", encoding="utf-8")
        return read_world("base", [tmp_path])

    return make


def plan(world, scope="door"):
    cargo = make_cargo(containers="2x40HC")
    return plan_chain(
        world, make_query(world, "Kobe", "Almaty", cargo=cargo, ready=date(2026, 12, 1), scope=scope)
    )


QUOTE = "q1,through,any,kobe,almaty,no,{corridor},3000,2800,3300,USD/FEU,2026,2026-11-01,{until},yes,daliz,other,a quote"


def test_it_replaces_the_parts_and_keeps_collection_and_the_empty_box(world_with):
    options = plan(world_with(QUOTE.format(corridor="sea-rail-lianyungang", until="2027-01-01"))).options
    priced = [o for o in options if o.corridor == "sea-rail-lianyungang"]
    assert priced
    for o in priced:
        assert {i.item for i in o.cost} == {
            "through freight",
            "collection or delivery",
            "return of the empty container",
        }
        assert o.through_rate.usd == pytest.approx(6000)
        assert (o.through_rate.low_usd, o.through_rate.high_usd) == (pytest.approx(5600), pytest.approx(6600))
        assert any(note.key == "note.through_rate" for note in o.notes)
        assert o.cost_usd.p50 == pytest.approx(sum(i.usd for i in o.cost))
    assert all(o.through_rate is None for o in options if o.corridor != "sea-rail-lianyungang")


def test_the_parts_that_it_replaces_stand_nowhere_beside_it(world_with):
    world = world_with(QUOTE.format(corridor="sea-rail-lianyungang", until="2027-01-01"))
    made = plan(world)
    document = plan_document(world, made, drawn=())
    for o, d in zip(made.options, document["options"], strict=True):
        legs_usd = sum(leg["cost_usd"]["p50"] for leg in d["legs"])
        once_usd = sum(i["usd"] for i in d["chain_cost"])
        assert legs_usd + once_usd == pytest.approx(d["cost_usd"]["p50"], abs=0.1)
        paid = {i["item"] for leg in d["legs"] for i in leg["cost"]}
        if o.through_rate is not None:
            assert paid == {"collection or delivery"}
            assert "through freight" in {i["item"] for i in d["chain_cost"]}
        else:
            assert "rail freight" in paid


def test_collection_from_far_away_is_no_part_of_it(world_with):
    row = QUOTE.format(corridor="", until="2027-01-01").replace("kobe,almaty,no", "kobe,KZ,no")
    world = world_with(row)
    far = plan_chain(
        world,
        make_query(
            world, "Kobe", "44.5,77.9", cargo=make_cargo(containers="2x40HC"), ready=date(2026, 12, 1)
        ),
    )
    priced = [o for o in far.options if o.through_rate is not None]
    assert priced
    for o in priced:
        assert any(i.item == "road freight" for i in o.cost)


def test_out_of_its_time_it_does_nothing(world_with):
    options = plan(world_with(QUOTE.format(corridor="sea-rail-lianyungang", until="2026-12-01"))).options
    assert all(o.through_rate is None for o in options)


def test_the_other_way_needs_to_be_said(world_with):
    row = QUOTE.format(corridor="", until="2027-01-01").replace("kobe,almaty,no", "almaty,kobe,no")
    assert all(o.through_rate is None for o in plan(world_with(row)).options)


def test_a_later_departure_that_overtakes_is_refused(tmp_path):
    head = "service,departs,arrives,source_id,grade"
    rows = (
        "aktau-alat-feeder,2026-12-05T18:00,2026-12-08T16:00,daliz,other\n"
        "aktau-alat-feeder,2026-12-06T18:00,2026-12-07T16:00,daliz,other"
    )
    (tmp_path / "departures.csv").write_text(f"{head}\n{rows}\n", encoding="utf-8")
    with pytest.raises(DataError, match="arrives before the one leaving"):
        read_world("base", [tmp_path])
