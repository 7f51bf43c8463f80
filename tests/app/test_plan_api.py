"""The planner from Python."""

from __future__ import annotations

import json
from datetime import date

import pytest

import daliz


@pytest.fixture(scope="module")
def answer():
    return daliz.plan("Kobe", "Almaty", containers="2x40HC", ready="2026-12-01")


def test_an_answer_has_options_a_frame_json_geojson_and_a_page(answer):
    assert answer.options[0].why
    frame = answer.to_frame()
    assert len(frame) == len(answer.options)
    assert {"corridor", "days_p50", "cost_usd_p50", "wtw_kg_co2e"} <= set(frame.columns)
    assert answer.to_geojson()["type"] == "FeatureCollection"
    assert json.loads(answer.to_json())["format"] == "daliz-plan-2"
    assert answer._repr_html_().startswith("<iframe srcdoc=")
    assert repr(answer).startswith("<Answer Kobe to Almaty: ")


def test_the_same_seed_gives_the_same_answer_cold_or_warm(answer):
    again = daliz.plan("神戸", "Алматы", containers="2x40HC", ready=date(2026, 12, 1))
    assert [o.days for o in again.options] == [o.days for o in answer.options]


def test_another_seed_gives_another_draw(answer):
    other = daliz.plan("Kobe", "Almaty", containers="2x40HC", ready="2026-12-01", seed=2)
    assert [o.days for o in other.options] != [o.days for o in answer.options]


def test_an_answer_is_saved_and_read_by_the_command_line(answer, tmp_path):
    answer.save(tmp_path / "p.json")
    assert json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))["shown"] == answer.plan.shown_count


def test_a_word_may_stand_alone_or_in_a_list():
    one = daliz.plan("Almaty", "Tashkent", containers="1x40", ready="2026-12-01", avoid="mode:road")
    two = daliz.plan("Almaty", "Tashkent", containers="1x40", ready="2026-12-01", avoid=["mode:road"])
    assert one.plan.query.avoid == two.plan.query.avoid == ("mode:road",)


def test_errors_say_what_to_do():
    with pytest.raises(daliz.QueryError) as unknown:
        daliz.plan("Almatty", "Kobe", containers="1x40", ready="2026-12-01")
    assert "Almaty" in unknown.value.hint
    with pytest.raises(daliz.QueryError):
        daliz.plan("Almaty", "Kobe", containers="1x40", ready=20261201)
    with pytest.raises(daliz.QueryError):
        daliz.plan("Almaty", "Kobe", ready="2026-12-01")
