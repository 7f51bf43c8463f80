"""What is told as shut: what bears on the question, and nothing else."""

from datetime import date

import pytest

from daliz.app.plan_chain import make_cargo, make_query, plan_chain
from daliz.errors import NoPlanError
from daliz.words.notes import tell

READY = date(2026, 12, 1)
BOXES = make_cargo(containers="2x40HC")


def closed(world, origin, destination, ready=READY, **more):
    query = make_query(world, origin, destination, cargo=BOXES, ready=ready, **more)
    return [tell("en", line) for line in plan_chain(world, query).closed]


@pytest.mark.parametrize(
    ("pair", "told", "untold"),
    [
        (("almaty", "kostanay"), (), ("Panama", "Suez", "Hormuz", "Iran")),
        (("almaty", "duisburg"), ("Iran",), ("Panama", "Bab el-Mandeb", "Helsinki")),
        (("kobe", "almaty"), (), ("Panama", "Bab el-Mandeb", "border")),
        (("kobe", "rotterdam"), ("Bab el-Mandeb", "Panama"), ()),
        (("tashkent", "mersin"), ("Iran", "Hormuz"), ("Panama",)),
        (("almaty", "helsinki"), ("Saint Petersburg–Helsinki",), ("Panama",)),
        (("moscow", "baku"), (), ("Helsinki", "Panama", "Bab el-Mandeb")),
    ],
    ids=lambda x: "-".join(x) if x and x[0].islower() else None,
)
def test_only_what_bears_on_the_question_is_told_as_shut(worlds, pair, told, untold):
    text = " ".join(closed(worlds("base"), *pair))
    assert [w for w in told if w not in text] == []
    assert [w for w in untold if w in text] == []


@pytest.mark.parametrize(
    "pair", [("almaty", "duisburg"), ("duisburg", "almaty"), ("kobe", "duisburg"), ("duisburg", "kobe")]
)
def test_while_poland_shut_its_border_every_plan_over_it_says_so(worlds, pair):
    world = worlds("base")
    assert any("Brest–Malaszewicze is shut" in line for line in closed(world, *pair, ready=date(2025, 9, 15)))
    assert not any("Malaszewicze" in line for line in closed(world, *pair, ready=date(2025, 10, 15)))


def test_a_country_that_many_corridors_need_is_told_without_the_name_of_one(worlds):
    lines = closed(
        worlds("northern-shut"), "almaty", "duisburg", ready=worlds("northern-shut").corridor.as_of
    )
    (russia,) = [line for line in lines if line.startswith("Russia is shut")]
    assert "Vostochny" not in russia
    (iran,) = [line for line in lines if line.startswith("Iran is shut")]
    assert iran.endswith("Southern corridor by Iran")


def test_where_no_way_is_left_what_shuts_it_is_told_and_panama_is_not(worlds):
    query = make_query(worlds("base"), "ashgabat", "tehran", cargo=BOXES, ready=READY)
    with pytest.raises(NoPlanError) as error:
        plan_chain(worlds("base"), query)
    assert "Iran is shut" in str(error.value)
    assert "Panama" not in str(error.value)
