"""The fit of the time parameters: it gives the facts that ship and reads no row that a case repeats."""

import math
from pathlib import Path

import numpy as np
import pytest

from daliz.app.fit_formulas import Duration, read_formulas
from daliz.app.fit_times import (
    _gauss_newton,
    fit_times,
    held_out,
    learned_quantities,
    read_observed_h,
    repeated_cases,
    repeats,
)
from daliz.errors import DataError, UnknownIdError
from daliz.io.tables import built_in_facts, read_table

LAYERS = [built_in_facts()]
FIELDS = {"value": None, "low": None, "high": None, "unit": "days", "_where": "observations.csv:2"}


def row(**more):
    return {
        "observation": "X",
        "source_id": "s",
        "corridor": "middle",
        "from_text": "Xi'an",
        "to_text": "Baku",
        **FIELDS,
        **more,
    }


def case(**more):
    return {
        "val_id": "V",
        "kind": "observed",
        "origin": "Xi'an",
        "destination": "Baku",
        "route": "middle",
        "days": "17",
        "days_low": None,
        "days_high": None,
        "source_url": "https://a.example/1",
        "notes": None,
        "weight_in_test": "high",
        "year": "2025",
        **more,
    }


@pytest.fixture(scope="module")
def fit():
    return fit_times()


def test_the_fit_gives_the_values_that_ship(fit):
    shipped = {
        (r["subject"], r["quantity"]): r for r in read_table("quantities", LAYERS) if r["valid_from"] is None
    }
    for q in learned_quantities(fit):
        stands = shipped[q.subject, q.quantity]
        assert stands["value"] == pytest.approx(q.value, rel=0.011), q.subject
        assert stands["low"] == pytest.approx(q.low, rel=0.011)
        assert stands["high"] == pytest.approx(q.high, rel=0.011)
        assert stands["grade"] == "computed"


def test_the_feeder_of_aktau_sails_at_the_fitted_gap(fit):
    gaps = {r["service"]: r["gap_h"] for r in read_table("services", LAYERS)}
    assert gaps["aktau-alat-feeder"] == gaps["aktau-alat-feeder-unbooked"] == round(fit.value("gap_caspian"))


def test_no_row_of_the_fit_repeats_a_counted_case():
    observations = {r["observation"]: r for r in read_table("observations", LAYERS)}
    urls = {r["source_id"]: r["url"] for r in read_table("sources", LAYERS)}
    read = [observations[r["observation"]] for r in read_table("fit_readings", LAYERS)]
    assert held_out(read, read_table("cases_transit", LAYERS), urls) == set()


def test_rows_that_cases_repeat_are_found_among_all_observations():
    urls = {r["source_id"]: r["url"] for r in read_table("sources", LAYERS)}
    found = held_out(read_table("observations", LAYERS), read_table("cases_transit", LAYERS), urls)
    # by address: T014 (VAL01), T005 (VAL09); by ends and days: T029 = VAL01, T027 = VAL11, T010 = VAL09
    assert {"T014", "T005", "T029", "T027", "T010"} <= found
    assert "T031" not in found


def test_the_fit_refuses_a_row_that_a_case_repeats(tmp_path):
    (tmp_path / "fit").mkdir()
    (tmp_path / "fit" / "readings.csv").write_text(
        "observation,formula,reading,scenario,log_sd,why\nT014,xian-baku,mean,calm-2025,0.1,planted\n",
        encoding="utf-8",
    )
    with pytest.raises(DataError, match="T014 repeats a counted validation case"):
        fit_times(folders=[tmp_path])


def test_the_same_address_is_the_same_news():
    assert repeats(row(value=99.0), case(), {"s": "https://a.example/1"})
    assert not repeats(row(value=99.0), case(), {"s": "https://a.example/2"})
    assert not repeats(row(value=99.0), case(source_url=None), {"s": None})


def test_the_same_ends_and_days_are_the_same_news():
    assert repeats(row(value=17.0), case(), {})
    assert repeats(row(low=16.0, high=18.0), case(), {})
    assert repeats(row(value=20.0), case(days=None, days_low="15", days_high="20"), {})
    assert not repeats(row(value=16.0), case(), {})
    assert not repeats(row(value=17.0, to_text="Tehran"), case(), {})
    assert not repeats(row(value=17.0, corridor="northern"), case(), {})
    assert repeats(row(value=17.0, from_text="whole corridor", to_text=None), case(), {})


def test_cases_that_are_not_counted_hold_nothing_out():
    rows = [row(value=17.0)]
    assert held_out(rows, [case()], {}) == {"X"}
    assert held_out(rows, [case(kind="claim")], {}) == set()
    assert held_out(rows, [case(notes="do not fit to this")], {}) == set()


def test_a_users_case_that_the_fit_read_is_named_with_its_rows():
    own = case(val_id="own-1", origin="Altynkol", destination="Absheron", days="9")
    assert repeated_cases([own, case(val_id="own-2", days="44")]) == {"own-1": ("T001",)}


def test_leaving_a_row_out_changes_the_fit_and_only_that_row(fit):
    without = fit_times(leave_out=["T049"])
    assert {r.observation for r in fit.rows} - {r.observation for r in without.rows} == {"T049"}
    assert without.value("unbooked") < fit.value("unbooked")


def test_every_parameter_says_how_much_the_rows_taught(fit):
    for p in fit.parameters:
        assert 0 <= p.learned_share < 1, p.id
        assert p.log_sd <= p.prior_log_sd + 1e-12
    learned = {p.id: p.learned_share for p in fit.parameters}
    assert learned["unbooked"] > 0.8
    assert learned["border_west"] < 0.3


def test_least_squares_on_logs_meets_its_closed_form():
    # one parameter x = log theta, rows log y = x: the posterior is the mean weighted by precision
    wanted = np.log([10.0, 20.0])
    tau, centre, width = np.array([0.1, 0.2]), np.log([5.0]), np.array([0.5])
    x, _ = _gauss_newton(lambda at: (np.array([at[0], at[0]]), np.ones((2, 1))), wanted, tau, centre, width)
    weights = np.array([1 / 0.01, 1 / 0.04, 1 / 0.25])
    expected = (weights @ np.array([*wanted, centre[0]])) / weights.sum()
    assert x[0] == pytest.approx(expected)


def test_a_formula_adds_runs_dwell_and_waits_of_its_ways():
    formulas = read_formulas()
    found = formulas.duration("tm-border", "calm-2025")
    assert found == Duration(fixed_h=0.0, per_parameter={"border_inner": 0.5})
    sea = formulas.duration("shanghai-rotterdam-suez", "calm-2025")
    assert sea.fixed_h == pytest.approx(19631 / 29.6)
    assert sea.per_parameter == {"call": pytest.approx(19.631)}


def test_a_scenario_multiplies_the_dwell_of_its_classes():
    formulas = read_formulas()
    calm = formulas.duration("altynkol-absheron", "calm-2025")
    congested = formulas.duration("altynkol-absheron", "congested-2022")
    assert congested.per_parameter["port_caspian"] == pytest.approx(1.5 * calm.per_parameter["port_caspian"])
    assert congested.fixed_h == pytest.approx(calm.fixed_h)


def test_a_formula_that_is_not_there_names_the_nearest():
    with pytest.raises(UnknownIdError, match="Did you mean 'xian-baku'"):
        read_formulas().duration("xian-bakku", "calm-2025")


def test_a_week_of_voyages_is_a_gap_and_a_month_is_refused():
    assert read_observed_h(row(low=3.0, high=4.0, unit="voyages/week")) == pytest.approx(48)
    assert read_observed_h(row(value=2.0)) == 48
    with pytest.raises(DataError, match="found 'months'"):
        read_observed_h(row(value=2.0, unit="months"))
    with pytest.raises(DataError, match="has no value"):
        read_observed_h(row())


def test_means_lie_above_the_schedules_of_the_same_way(fit):
    assert 0.6 < fit.value("schedule") < 0.9
    by_reading = {r.reading: r.fitted_h for r in fit.rows if r.formula == "xian-baku"}
    assert by_reading["schedule"] == pytest.approx(fit.value("schedule") * by_reading["mean"])
    assert math.isfinite(sum(fit.formulas_h.values()))


def test_the_page_prints_what_the_fit_says(fit):
    page = Path(__file__).parents[2] / "docs" / "explanation" / "time-model.md"
    text = page.read_text(encoding="utf-8")
    for p in fit.parameters:
        line = next(x for x in text.splitlines() if x.startswith(f"| `{p.id}` |"))
        assert f"| {p.median:.3g} ({p.log_sd:.2f}) |" in line
        assert f"| {p.learned_share:.0%} |" in line


def test_without_slots_a_box_waits_as_long_on_every_line(fit):
    from daliz.io.scenarios import read_scenario

    gaps = {f"service:{r['service']}": r["gap_h"] for r in read_table("services", LAYERS)}
    factors = {
        f.subject: f.value
        for f in read_scenario("no-block-trains-2023").facts
        if f.subject.startswith("service:")
    }
    assert len(factors) == 4
    for service, factor in factors.items():
        waited_h = (factor - 1) * gaps[service]
        assert waited_h == pytest.approx(fit.value("unbooked"), rel=0.02), service
