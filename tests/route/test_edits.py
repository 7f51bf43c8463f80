"""An edit in memory and the same words in a user's folder give one corridor and one answer."""

from datetime import date

import pytest

from daliz.app.plan_chain import World, make_cargo, make_query, plan_chain, read_world
from daliz.io.corridor import read_corridor
from daliz.model.corridor import State
from daliz.model.fact import Quantity

READY = date(2026, 12, 1)


def answer(world):
    plan = plan_chain(
        world, make_query(world, "almaty", "constanta", cargo=make_cargo(containers="2x40HC"), ready=READY)
    )
    return [(o.corridor, o.hubs, round(o.days.p50, 6), round(o.cost_usd.p50, 4)) for o in plan.options]


@pytest.fixture(scope="module")
def base():
    return read_world("base")


def test_a_number_changed_in_memory_equals_the_number_in_a_folder(base, tmp_path):
    row = {
        "subject": "class:port.caspian",
        "quantity": "dwell",
        "valid_from": "",
        "source_id": "daliz",
        "value": "300",
        "unit": "h",
        "chosen": "yes",
        "grade": "assumed",
        "note": "A test.",
    }
    own = tmp_path / "quantities.csv"
    own.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", encoding="utf-8")
    rebuilt = read_world("base", [tmp_path])
    edited = base.corridor.with_changes(
        facts=[
            Quantity(
                subject="class:port.caspian",
                quantity="dwell",
                value=300.0,
                unit="h",
                grade="assumed",
                source_id="daliz",
            )
        ]
    )
    assert rebuilt.corridor.facts.value("class:port.caspian", "dwell", READY) == 300.0
    assert edited.facts.value("class:port.caspian", "dwell", READY) == 300.0
    new = answer(World(corridor=edited, factors=base.factors))
    assert new == answer(rebuilt)
    assert new != answer(base)


def test_a_state_said_in_memory_equals_a_scenario_in_a_folder(base, tmp_path):
    folder = tmp_path / "scenarios" / "mine"
    folder.mkdir(parents=True)
    (folder / "scenario.toml").write_text(
        'title_en = "Mine"\ntitle_ru = "Моё"\nextends = "base"\nwhy = "A test."\n'
        '[[states]]\nsubject = "place:poti"\nstate = "closed"\nwhy = "The test says so."\n',
        encoding="utf-8",
    )
    rebuilt = read_world("mine", [tmp_path])
    edited = base.corridor.with_changes(
        states=[State(subject="place:poti", state="closed", why="The test says so.", source="test")]
    )
    new = answer(World(corridor=edited, factors=base.factors))
    assert new == answer(rebuilt)
    assert not any("poti" in hubs for _, hubs, _, _ in new)
    assert any("poti" in hubs for _, hubs, _, _ in answer(base))


def test_a_sailing_and_a_price_added_in_memory_equal_those_in_a_folder(base, tmp_path):
    from dataclasses import replace

    old = next(s for s in base.corridor.services if s.id == "aktau-alat-feeder-unbooked")
    columns = (
        "service,name_en,name_ru,mode,from_terminal,to_terminal,both_ways,run_class,timetable,gap_h,gap_cv,"
        "km,cargo,slot,capacity_teu,timetable_grade,source_id,grade"
    )
    cells = (
        "my-feeder,My feeder,Мой фидер,sea,aktau.port,alat.port,yes,sea.caspian,irregular,12,1,"
        "508,container,without,237,assumed,daliz,assumed"
    )
    (tmp_path / "services.csv").write_text(f"{columns}\n{cells}\n", encoding="utf-8")
    (tmp_path / "rates.csv").write_text(
        "rate,scope,mode,from_id,to_id,both_ways,value,low,high,unit,price_year,chosen,source_id,grade\n"
        "my-price,segment,sea,aktau,alat,yes,100,90,110,USD/FEU,2026,yes,daliz,assumed\n",
        encoding="utf-8",
    )
    rebuilt = read_world("base", [tmp_path])
    mine = next(s for s in rebuilt.corridor.services if s.id == "my-feeder")
    service = replace(
        old,
        id="my-feeder",
        names={"en": "My feeder", "ru": "Мой фидер"},
        gap_h=12.0,
        gap_cv=1.0,
        timetable_grade="assumed",
        source_id="daliz",
        grade="assumed",
        note=None,
    )
    assert service == mine
    price = next(r for r in rebuilt.corridor.rates if r.id == "my-price")
    edited = base.corridor.with_changes(services=[service], rates=[price])
    new = answer(World(corridor=edited, factors=base.factors))
    assert new == answer(rebuilt)
    assert new != answer(base)


def test_a_line_built_in_memory_equals_one_in_a_folder(base, tmp_path):
    (tmp_path / "links.csv").write_text(
        "link,a,b,km,length_factor,gauge_mm,country_a,country_b,share_a,traction,source_id,grade\n"
        "my-line,almaty,aktau,2000,1,1520,KZ,KZ,1,diesel,daliz,assumed\n",
        encoding="utf-8",
    )
    rebuilt = read_world("base", [tmp_path])
    line = next(k for k in rebuilt.corridor.rail_links if k.id == "my-line")
    edited = base.corridor.with_changes(rail_links=[line])
    new = answer(World(corridor=edited, factors=base.factors))
    assert new == answer(rebuilt)
    assert new != answer(base)


def test_an_edit_has_a_hash_of_its_own_and_leaves_the_old_corridor_alone(base):
    states = [State(subject="place:poti", state="closed", why="x", source="test")]
    one, two = (base.corridor.with_changes(states=states) for _ in range(2))
    assert one.facts_hash == two.facts_hash != base.corridor.facts_hash
    assert base.corridor.state_of("place:poti", READY) is None


def test_the_same_files_have_the_same_hash():
    assert read_corridor("base").facts_hash == read_corridor("base").facts_hash
    assert read_corridor("base").facts_hash != read_corridor("red-sea-shut").facts_hash
