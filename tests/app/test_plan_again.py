"""Plan again: legs kept or dropped, the latest day of readiness, batches, lists of sanctions, comparisons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from daliz.app.compare_plans import compare_documents, compare_scenarios, difference_of, pick_of
from daliz.app.mark_listed import mark_listed
from daliz.app.plan_batch import batch_csv, plan_batch
from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world
from daliz.app.plan_output import plan_document, save_document
from daliz.app.plan_request import Request
from daliz.app.replan import ArriveBy, latest_ready, leg_choice, plan_with_legs, read_arrive_by
from daliz.errors import DataError, NoPlanError, QueryError, UnknownIdError
from daliz.words import tell

READY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def world():
    return read_world("base")


@pytest.fixture(scope="module")
def query(world):
    return make_query(world, "Kobe", "Almaty", cargo=make_cargo(containers="2x40HC"), ready=READY)


@pytest.fixture(scope="module")
def plan(world, query):
    return plan_chain(world, query)


@pytest.fixture(scope="module")
def document(world, plan):
    return plan_document(world, plan, lines=False)


def sea_leg(document, number=1):
    leg = next(x for x in document["options"][number - 1]["legs"] if x["mode"] == "sea")
    return f"{number}:{leg['number']}"


# ---------------------------------------------------------------- legs kept and dropped
def test_every_option_keeps_a_pinned_leg(world, query, plan, document):
    choice = leg_choice(document, sea_leg(document, 3))
    found = plan_with_legs(world, query, keep=[choice])
    assert all(any(choice.is_leg(leg) for leg in o.legs) for o in found.options)
    assert not all(any(choice.is_leg(leg) for leg in o.legs) for o in plan.options)
    assert found.options[0].why
    assert found.shown_count <= len(found.options)


def test_no_option_takes_a_leg_that_is_replaced(world, query, plan, document):
    choice = leg_choice(document, sea_leg(document, 1))
    found = plan_with_legs(world, query, drop=[choice])
    assert any(choice.is_leg(leg) for o in plan.options for leg in o.legs)
    assert not any(choice.is_leg(leg) for o in found.options for leg in o.legs)


def test_a_leg_both_kept_and_dropped_is_refused(world, query, document):
    choice = leg_choice(document, sea_leg(document))
    with pytest.raises(QueryError, match="both required and to be avoided"):
        plan_with_legs(world, query, keep=[choice], drop=[choice])


@pytest.mark.parametrize("text", ["3", "a:b", "0:1", "999:1", "1:999"])
def test_a_leg_that_is_not_there_is_refused(document, text):
    with pytest.raises(QueryError):
        leg_choice(document, text)


def test_a_hub_operation_cannot_be_pinned(document):
    hub = next(x["number"] for x in document["options"][0]["legs"] if x["kind"] == "hub")
    with pytest.raises(QueryError, match="hub operation"):
        leg_choice(document, f"1:{hub}")


# ---------------------------------------------------------------- latest day of readiness
@pytest.mark.parametrize(
    ("text", "share"), [("2027-02-10", 0.9), ("2027-02-10@0.5", 0.5), ("2027-02-10@80%", 0.8)]
)
def test_a_wish_to_arrive_is_read(text, share):
    assert read_arrive_by(text) == ArriveBy(day=date(2027, 2, 10), share=share)


@pytest.mark.parametrize("text", ["soon", "2027-02-30", "2027-02-10@2", "2027-02-10@x", "2027-02-10@0"])
def test_a_wish_that_says_nothing_is_refused(text):
    with pytest.raises(QueryError):
        read_arrive_by(text)


def test_the_latest_day_keeps_the_wish_and_the_next_day_does_not(world, query):
    wish = ArriveBy(day=date(2027, 1, 31), share=0.9)
    found = latest_ready(world, query, wish)
    assert found.query.ready > READY
    assert max(o.on_time_share for o in found.options) >= 0.9
    after = plan_chain(world, replace(query, ready=found.query.ready + timedelta(days=1), deadline=wish.day))
    assert max(o.on_time_share for o in after.options) < 0.9


def test_a_wish_that_no_day_keeps_leaves_no_plan(world, query):
    with pytest.raises(NoPlanError, match="not in 90%"):
        latest_ready(world, query, ArriveBy(day=READY + timedelta(days=3), share=0.9))


def test_a_wanted_day_before_the_earliest_one_is_refused(world, query):
    with pytest.raises(QueryError):
        latest_ready(world, query, ArriveBy(day=READY - timedelta(days=1), share=0.9))


# ---------------------------------------------------------------- batches
DEFAULTS = Request(origin="", destination="", ready=READY, containers="1x40HC")


def test_bad_rows_of_a_batch_are_reported_and_the_rest_done(tmp_path):
    path = tmp_path / "b.csv"
    path.write_text(
        "id,from,to,containers,wagons,ready,slot\n"
        "a,Almaty,Tashkent,2x20,,,\n"
        "b,Almaty,Nowhereville,,,,\n"
        "c,Almaty,Tashkent,3x99,,,\n"
        "d,Almaty,,,,,\n"
        "e,Almaty,Tashkent,,2,2026-12-05,yes\n"
        "f,Almaty,Tashkent,,x,,\n"
        "g,Almaty,Tashkent,,,2026-13-05,\n"
        "h,Almaty,Tashkent,,,,maybe\n",
        encoding="utf-8",
    )
    answer = plan_batch(path, DEFAULTS)
    assert [(line, name) for line, name, _ in answer.plans] == [(2, "a"), (6, "e")]
    assert [line for line, _ in answer.faults] == [3, 4, 5, 7, 8, 9]
    assert "Nowhereville" in answer.faults[0][1]
    assert "99" in answer.faults[1][1]
    first, second = (d["query"] for _, _, d in answer.plans)
    assert (first["cargo"]["containers"], first["ready"]) == ("2x20", "2026-12-01")
    assert (second["cargo"]["wagons"], second["cargo"]["containers"], second["ready"]) == (
        2,
        None,
        "2026-12-05",
    )
    rows = batch_csv(answer).splitlines()
    assert rows[0].startswith("line,row_id,from,to,ready,option,id,corridor")
    assert len(rows) == 1 + sum(d["shown"] for _, _, d in answer.plans)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no rows"),
        ("from,to\n", "no rows"),
        ("from,to\n,\n", "no rows"),
        ("from,too\na,b\n", "no column 'too'"),
        ("from,ready\na,2026-12-01\n", "'to' is missing"),
    ],
)
def test_a_batch_that_cannot_be_used_is_refused(tmp_path, text, said):
    path = tmp_path / "b.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        plan_batch(path, DEFAULTS)


def test_a_missing_batch_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        plan_batch(tmp_path / "missing.csv", DEFAULTS)


# ---------------------------------------------------------------- sanctions
HEAD = "subject,listed_by,since,source,note\n"


def test_options_that_pass_a_listed_country_are_marked_and_none_is_removed(world, plan, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEAD}country:CN,Somebody,2020,a list,mind this\n", encoding="utf-8")
    found = mark_listed(world, plan, [str(path)])
    assert [o.id for o in found.options] == [o.id for o in plan.options]
    for o in found.options:
        assert bool(o.listed) == ("CN" in o.countries)
    lines = {tell("en", line) for o in found.options for line in o.listed}
    assert lines == {"China is listed by Somebody since 2020 (a list): mind this"}


def test_a_listing_that_begins_later_marks_nothing(world, plan, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEAD}country:CN,Somebody,2030,a list,\n", encoding="utf-8")
    assert not any(o.listed for o in mark_listed(world, plan, [str(path)]).options)


def test_hubs_services_and_operators_can_be_listed(world, plan, tmp_path):
    service = next(leg.service for leg in plan.options[0].legs if leg.service)
    hub = plan.options[0].hubs[1]
    name = next(s.names["en"] for s in world.corridor.services if s.id == service)
    path = tmp_path / "mine.csv"
    path.write_text(
        f'{HEAD}{hub},A,,x,\nservice:{service},B,,x,\n"operator:{name}",C,,x,\n', encoding="utf-8"
    )
    listed = mark_listed(world, plan, [str(path)]).options[0].listed
    assert [dict(line.values)["by"] for line in listed] == ["A", "B", "C"]


def test_the_shipped_profile_lists_nothing_and_says_so(world, plan):
    found = mark_listed(world, plan, ["example"])
    assert not any(o.listed for o in found.options)
    assert any(w.key == "note.profile_empty" for w in found.warnings)


def test_an_unknown_or_broken_profile_is_refused(world, plan, tmp_path):
    with pytest.raises(UnknownIdError):
        mark_listed(world, plan, ["exampel"])
    path = tmp_path / "bad.csv"
    for text in ("subject\ncountry:IR\n", f"{HEAD}planet:X,A,,b,\n", f"{HEAD}country:IR,,,b,\n"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(DataError, match=r"bad\.csv:"):
            mark_listed(world, plan, [str(path)])


# ---------------------------------------------------------------- comparisons
REQUEST = Request(origin="Kobe", destination="Almaty", ready=READY, containers="2x40HC")


def test_a_scenario_against_itself_is_too_small_to_tell():
    one, two = compare_scenarios(REQUEST, ["base", "base"]).sides
    assert one.difference is None
    assert two.difference.small
    assert (two.difference.mean_days, two.difference.usd, two.difference.wtw_kg_co2e) == (0, 0, 0)


def test_a_difference_is_taken_draw_by_draw(plan):
    base = plan.options[0]
    noise = np.random.default_rng(1).permutation(base.sample_days)
    later = replace(base, sample_days=base.sample_days + 3)
    found = difference_of(base, later, paired=True)
    assert (found.days.p10, found.days.p90) == pytest.approx((3, 3))
    assert not found.small
    shuffled = difference_of(base, replace(base, sample_days=noise), paired=True)
    assert shuffled.small
    assert shuffled.days.p10 < -1 < 1 < shuffled.days.p90


def test_a_scenario_without_a_way_keeps_its_column_and_says_why():
    request = replace(REQUEST, require=("RU",))
    sides = compare_scenarios(request, ["base", "northern-shut"]).sides
    assert sides[0].option is not None
    assert sides[1].option is None
    assert sides[1].reason[0].key == "no_plan"


def test_one_scenario_is_no_comparison():
    with pytest.raises(QueryError):
        compare_scenarios(REQUEST, ["base"])


def test_saved_plans_are_compared(world, document, tmp_path):
    save_document(document, tmp_path / "a.json")
    other = plan_chain(
        world,
        make_query(world, "Kobe", "Almaty", cargo=make_cargo(containers="2x40HC"), ready=date(2026, 12, 8)),
    )
    save_document(plan_document(world, other, lines=False), tmp_path / "b.json")
    found = compare_documents([tmp_path / "a.json", tmp_path / "b.json"])
    assert [s.name for s in found.sides] == ["a", "b"]
    assert found.sides[1].difference.paired


def test_a_pick_takes_the_option_that_is_shown_so(plan):
    assert pick_of(plan, "cheapest").cost_usd.p50 == min(o.cost_usd.p50 for o in plan.options)
    with pytest.raises(QueryError):
        pick_of(plan, "nicest")
    with pytest.raises(NoPlanError):
        pick_of(plan, "corridor:nowhere")
