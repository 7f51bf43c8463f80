"""A corridor edited while its world's memo is warm answers as one whose memo is empty, for each kind of edit."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world
from daliz.app.plan_output import document_json, plan_document
from daliz.model.corridor import State

FEEDER = "aktau-alat-feeder-unbooked"


def answer(world):
    query = make_query(
        world, "almaty", "poti", cargo=make_cargo(containers="1x40HC"), ready=date(2026, 12, 1)
    )
    document = json.loads(document_json(plan_document(world, plan_chain(world, query), drawn=())))
    del document["provenance"]
    return document


@pytest.fixture(scope="module")
def warm():
    world = read_world()
    return world, answer(world)


def closed(subject):
    return [State(subject=subject, state="closed", why="A test.", source="test")]


EDITS = {
    "a hub shut": lambda _: {"states": closed("place:poti")},
    "a service edited": lambda c: {"services": [replace(c.services_by_id[FEEDER], gap_h=400.0)]},
    "rail links longer": lambda c: {
        "rail_links": [replace(k, km=1.5 * k.km) for k in c.rail_links if "KZ" in (k.country_a, k.country_b)]
    },
    "prices doubled": lambda c: {
        "rates": [replace(r, value=2 * r.value, low=None, high=None) for r in c.rates]
    },
    "speeds halved": lambda c: {
        "facts": [
            replace(rows[-1], value=rows[-1].value / 2, low=None, high=None, layer="edit")
            for (_, quantity), rows in c.facts.by_key.items()
            if "speed" in quantity
        ]
    },
}


@pytest.mark.parametrize("kind", EDITS)
def test_a_warm_edit_equals_a_cold_one_and_leaves_the_base_alone(warm, kind):
    world, before = warm
    corridor = world.corridor.with_changes(**EDITS[kind](world.corridor))
    edited = answer(replace(world, corridor=corridor))
    assert edited == answer(replace(world, corridor=corridor, memo={}))
    assert edited != before
    assert answer(world) == before


def test_a_memo_that_does_not_see_the_edit_is_caught(warm):
    world, _ = warm
    corridor = world.corridor.with_changes(**EDITS["rail links longer"](world.corridor))
    blind = replace(corridor, facts_hash=world.corridor.facts_hash)
    assert answer(replace(world, corridor=blind)) != answer(replace(world, corridor=blind, memo={}))


@settings(max_examples=8, derandomize=True, deadline=None)
@given(kinds=st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=4))
def test_edits_upon_edits_answer_as_a_cold_corridor_of_the_same(kinds):
    world = read_world()
    for kind in kinds:  # each is asked before the next, so that the memo holds every step
        world = replace(world, corridor=world.corridor.with_changes(**EDITS[kind](world.corridor)))
        warm = answer(world)
    assert warm == answer(replace(world, memo={}))
