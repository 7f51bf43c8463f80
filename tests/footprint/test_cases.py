"""Published worked examples, and near relatives of ours, by rules that know no case by its id.

``public_cases.csv`` quotes single published numbers with their page: test input, not part of the package.
"""

import csv
import json
from pathlib import Path

import pytest

from daliz.app.account_footprint import run_cases
from daliz.footprint.cases import KnownError, run_case, summarise
from daliz.footprint.quantities import read_quantity

HERE = Path(__file__).parent


def rows_of(file):
    with (HERE / file).open(encoding="utf-8") as f:
        return list(csv.DictReader(f))


@pytest.mark.parametrize("file", ["public_cases.csv", "own_cases.csv"])
def test_all_examples_pass(file, factors):
    results = run_cases(HERE / file, factors=factors)
    assert [(r.id, r.status, r.reason) for r in results if r.status != "passed"] == []
    assert len(results) == len(rows_of(file))


def test_the_verdict_does_not_hang_on_the_id_or_the_family(factors):
    for row in rows_of("public_cases.csv"):
        inputs, expected = json.loads(row["inputs_json"]), json.loads(row["expected_json"])
        got = run_case("anything", "", inputs, expected, float(row["tolerance_rel"]), factors)
        assert got.status == "passed", row["id"]


def test_a_wrong_expectation_fails(factors):
    for row in rows_of("public_cases.csv"):
        expected = {
            k: 2 * v + 1 for k, v in json.loads(row["expected_json"]).items()
        }  # never close, not even to 0
        got = run_case(
            row["id"], "", json.loads(row["inputs_json"]), expected, float(row["tolerance_rel"]), factors
        )
        assert got.status == "failed", row["id"]


def test_a_published_error_is_named_instead_of_matched(factors):
    swapped = KnownError(id="E01", published=1692.62, right=1962.72, note="digits swapped")
    inputs = {"mass_kg": 40000, "distance_km": 423, "wtw": 0.116}
    got = run_case("x", "ileap", inputs, {"co2eWTW": 1692.62}, 1e-6, factors, [swapped])
    assert (got.status, got.got) == ("failed", {"co2eWTW": pytest.approx(1962.72)})
    assert "E01" in (got.reason or "")
    other = run_case("x", "ileap", inputs, {"co2eWTW": 1000}, 1e-6, factors, [swapped])
    assert other.notes == ()


def test_what_no_rule_reaches_says_so(factors):
    for inputs, expected in (
        ({"rain_mm": 3}, {"sun_h": 1}),
        ({"mass_t": 10, "km": 5}, {"co2e_kg": 1}),
        ({"mass_t": 10, "km": 5}, {"tkm": 50, "noise_db": 3}),
        ({"mass_t": 10}, {"text": "only words"}),
    ):
        got = run_case("x", "", inputs, expected, 0.1, factors)
        assert got.status == "not_expressible", (inputs, expected)
        assert got.reason


def test_names_are_read_into_words_units_and_indices():
    q = read_quantity("ef_wtw_kg_per_l")
    assert (q.words, q.part, q.unit, q.per) == (("ef",), "wtw", "mass", "volume")
    assert read_quantity("t_co2e").scale_factor == 1000
    assert (read_quantity("tkm2").unit, read_quantity("tkm2").index_count) == ("activity", 2)
    assert read_quantity("g_per_teu_km").per == "slot activity"
    assert read_quantity("l_per_100km").scale_factor == 0.01
    assert read_quantity("co2eWTW").part == "wtw"
    assert read_quantity("empty_pct").scale_factor == 0.01


def test_the_summary_counts_every_case_once(factors):
    data = summarise(run_cases(HERE / "own_cases.csv", factors=factors))
    s = data["summary"]
    assert s["n"] == s["passed"] + s["failed"] + s["not_expressible"] == len(data["cases"])
    assert set(data["cases"][0]) >= {"id", "expected", "got", "max_rel_error", "status"}
