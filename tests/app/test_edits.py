"""A corridor edited in memory answers as one rebuilt from files that say the same."""

import json
from dataclasses import replace
from datetime import date

import pytest

from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world
from daliz.app.plan_output import document_json, plan_document
from daliz.io.sea import read_all_lanes
from daliz.io.tables import built_in_facts, read_table
from daliz.model.fact import Quantity


def answer(world):
    query = make_query(
        world, "almaty", "poti", cargo=make_cargo(containers="1x40HC"), ready=date(2026, 12, 1)
    )
    document = json.loads(document_json(plan_document(world, plan_chain(world, query), drawn=())))
    return [
        {k: o[k] for k in ("corridor", "days", "cost_usd", "wtw_kg_co2e", "why")} for o in document["options"]
    ]


@pytest.fixture(scope="module")
def world():
    return read_world()


def test_an_edit_in_memory_equals_a_rebuild_from_a_folder(world, tmp_path):
    facts = next(t for t in ("dwell",) if any(q == t for _, q in world.corridor.facts.by_key))
    subject, _ = next(k for k in world.corridor.facts.by_key if k[1] == facts and k[0].startswith("class:"))
    old = world.corridor.facts.by_key[subject, facts][-1]
    row = {"subject": subject, "quantity": facts, "value": 2 * old.value, "unit": old.unit}
    row |= {"grade": "assumed", "source_id": "daliz"}
    edited = replace(
        world, corridor=world.corridor.with_changes(facts=[Quantity(**row, layer="edit")]), memo={}
    )
    columns = [*row, "chosen", "note"]
    cells = [*map(str, row.values()), "yes", "a test"]
    (tmp_path / "quantities.csv").write_text(",".join(columns) + "\n" + ",".join(cells) + "\n")
    rebuilt = answer(read_world(folders=[tmp_path]))
    assert answer(edited) == rebuilt
    assert rebuilt != answer(world)


def test_the_edit_shares_the_memory_of_its_world_without_mixing_answers(world):
    before = answer(world)
    edited = replace(
        world,
        corridor=world.corridor.with_changes(
            facts=[
                replace(f[-1], value=3 * f[-1].value, low=None, high=None, layer="edit")
                for k, f in world.corridor.facts.by_key.items()
                if k[1] == "dwell"
            ]
        ),
    )
    assert edited.memo is world.memo
    assert answer(edited) != before
    assert answer(world) == before


def test_lanes_read_as_lines_are_those_of_the_checked_reader(tmp_path):
    found = read_all_lanes([built_in_facts()])
    checked = {}
    for r in read_table("sea_lanes", [built_in_facts()]):
        checked.setdefault((r["a"], r["b"]), set()).add((r["passages"], r["km"]))
    assert {pair: {(x.passages, x.km) for x in lanes} for pair, lanes in found.items()} == checked
    assert all([x.km for x in lanes] == sorted(x.km for x in lanes) for lanes in found.values())
    (tmp_path / "sea").mkdir()
    (tmp_path / "sea" / "lanes.csv").write_text("a,b,passages,km\naktau.port,alat.port,,1\n")
    assert read_all_lanes([built_in_facts(), tmp_path])["aktau.port", "alat.port"][0].km == 1
