"""The model beside published outcomes: what counts, what is pooled, what is held out."""

import csv
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from daliz.app.fit_times import repeated_cases
from daliz.app.plan_case import Worlds, without_rates
from daliz.app.plan_chain import read_world
from daliz.app.validate_model import _case, _summary, _summed, read_cases, validate_model
from daliz.app.validation_output import validation_dict
from daliz.errors import DataError
from daliz.model.plan import Range
from daliz.model.validation import CaseResult, Measure

HEAD = (
    "val_id", "kind", "origin", "destination", "cargo", "route", "days", "days_low", "days_high", "usd", "usd_low",
    "usd_high", "cost_unit", "year", "notes", "source_url",
)  # fmt: skip


def write(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, HEAD, restval="")
        writer.writeheader()
        writer.writerows({"val_id": f"v{i}", "kind": "observed", **r} for i, r in enumerate(rows))
    return path


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    path = write(
        tmp_path_factory.mktemp("cases") / "cases.csv",
        {"origin": "Aktau", "destination": "Alat", "days": "5", "days_low": "3", "days_high": "9", "year": "2025-06"},
        {"origin": "Aktau", "destination": "Alat", "days_low": "4", "days_high": "6", "year": "2025-06"},
        {"origin": "Aktau", "destination": "Alat", "days": "900", "year": "2025-06"},
        {"origin": "Aktau", "destination": "Alat", "days": "1", "kind": "claim", "year": "2025-06"},
        {"origin": "Aktau", "destination": "Alat", "days": "1", "notes": "range check", "year": "2025-06"},
        {"origin": "Altynkol", "destination": "Brest", "usd": "2,000", "cost_unit": "USD/FEU", "year": "2023"},
        {"origin": "Atlantis", "destination": "Alat", "days": "5"},
        {"origin": "Aktau", "destination": "Alat", "days": "five"},
    )  # fmt: skip
    return validation_dict(validate_model(path))


def test_the_summary_counts_what_counts(answers):
    assert [c["status"] for c in answers["cases"]] == [
        "counted", "counted", "counted", "lower bound", "reported", "counted", "not expressible", "not expressible",
    ]  # fmt: skip
    days, usd = answers["summary"]["days"], answers["summary"]["usd"]
    assert (days["n"], usd["n"]) == (3, 1)
    inside = [c["inside"]["days"] for c in answers["cases"][:3]]
    assert days["coverage_share"] == pytest.approx(sum(inside) / 3)
    assert not inside[2], "nine hundred days are no answer"
    assert answers["summary"]["lower_bounds"] == {"n": 1, "at_or_below_p50_share": 1.0}
    assert answers["summary"]["by_kind"]["observed"]["days"]["n"] == 3
    assert set(answers["summary"]["by_kind"]) == {
        "observed",
        "forwarder/operator quote",
        "model or study result",
    }
    assert answers["summary"]["by_kind"]["model or study result"]["days"] == {
        "n": 0,
        "coverage_share": None,
        "median_abs_rel_error": None,
        "median_p90_over_p10": None,
    }


def test_errors_and_spreads_are_those_of_the_printed_cases(answers):
    counted = [c for c in answers["cases"] if c["status"] == "counted" and c["published"].get("days")]
    errors = [abs(c["days"]["p50"] / c["published"]["days"]["value"] - 1) for c in counted]
    spreads = [c["days"]["p90"] / c["days"]["p10"] for c in counted]
    days = answers["summary"]["days"]
    assert days["median_abs_rel_error"] == pytest.approx(median(errors), rel=1e-3)
    assert days["median_p90_over_p10"] == pytest.approx(median(spreads), rel=1e-3)


def test_a_range_counts_by_its_midpoint_and_prints_its_bounds(answers):
    assert answers["cases"][0]["published"]["days"] == {"value": 5.0, "low": 3.0, "high": 9.0}
    assert answers["cases"][1]["published"]["days"] == {"value": 5.0, "low": 4.0, "high": 6.0}


def test_what_cannot_be_expressed_says_why(answers):
    assert "Atlantis" in answers["cases"][6]["reason"]
    assert "five" in answers["cases"][7]["reason"]


def test_the_same_seed_gives_the_same_answer(tmp_path):
    path = write(
        tmp_path / "one.csv", {"origin": "Aktau", "destination": "Poti", "days": "9", "year": "2024-05"}
    )
    assert validation_dict(validate_model(path, seed=3)) == validation_dict(validate_model(path, seed=3))


def measure(published, p10, p50, p90):
    return Measure(published=published, low=None, high=None, model=Range(p10=p10, p50=p50, p90=p90))


def test_the_summary_by_hand():
    found = _summary([measure(10, 8, 12, 16), measure(10, 11, 12, 13), measure(20, 10, 20, 40)])
    assert found.n_count == 3
    assert found.coverage_share == pytest.approx(2 / 3)
    assert found.median_abs_rel_error_share == pytest.approx(0.2)
    assert found.median_p90_over_p10 == pytest.approx(2)


def result(status, days=None, usd=None, kind="observed"):
    return CaseResult(
        val_id="x", kind=kind, status=status, reading="", reason=None, used_in_fit=False, days=days, usd=usd
    )


def test_what_is_summed_by_hand():
    """Limits are shown and not counted; a plan is a lower bound: how often it promises no more than the median."""
    limit = replace(measure(10, 8, 12, 16), bound="at most")
    found = _summed(
        [
            result("counted", measure(10, 8, 12, 16), measure(100, 80, 90, 120)),
            result("counted", limit, kind="forwarder/operator quote"),
            result("counted", measure(10, 11, 12, 13), kind="forwarder/operator quote"),
            result("reported", measure(10, 1, 2, 3)),
            result("not expressible"),
            result("lower bound", measure(12, 8, 12, 16)),
            result("lower bound", measure(13, 8, 12, 16)),
            result("lower bound", measure(11, 8, 12, 16)),
            result("lower bound", limit),
        ]
    )
    assert (found.days.n_count, found.days.coverage_share, found.usd.n_count) == (2, 0.5, 1)
    assert found.usd.median_abs_rel_error_share == pytest.approx(0.1)
    assert (found.lower_bounds_count, found.at_or_below_p50_share) == (3, pytest.approx(2 / 3))
    counts = {kind: {what: s.n_count for what, s in of.items()} for kind, of in found.by_kind.items()}
    assert counts["observed"] == {"days": 1, "usd": 1}
    assert counts["forwarder/operator quote"] == {"days": 1, "usd": 0}
    assert _summed([]).at_or_below_p50_share is None


def test_a_case_that_the_fit_repeats_is_marked():
    row = {
        "val_id": "x",
        "kind": "observed",
        "origin": "Aktau",
        "destination": "Alat",
        "days": "5",
        "year": "2025-06",
    }
    worlds = Worlds.of(())
    assert _case(row, worlds, {"x": ()}, 1).used_in_fit
    assert not _case(row, worlds, {"y": ()}, 1).used_in_fit


def test_no_counted_case_is_repeated_by_a_row_of_the_fit():
    counted = [c for c in read_cases(None) if c["kind"] in {"observed", "forwarder/operator quote"}]
    used = repeated_cases(counted)
    assert not used, f"held out of every fit: {used}"


def test_a_price_from_the_source_of_a_case_does_not_answer_it():
    world = read_world()
    rate = next(r for r in world.corridor.rates if r.source_id in world.corridor.sources)
    url = world.corridor.sources[rate.source_id].url
    assert url
    left = without_rates(world, url).corridor.rates
    assert rate not in left
    assert len(left) < len(world.corridor.rates)
    assert without_rates(world, "https://example.org/other").corridor.rates == world.corridor.rates
    assert without_rates(world, None) == replace(world)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "columns"),
        ("val_id,kind\n", "columns"),
        ("val_id,kind,origin,destination\n", "no column of days"),
        ("val_id;kind;origin;destination;days\n1;2;3;4;5\n", "columns"),
        ("val_id,kind,origin,destination,days\n", "no case"),
        ("val_id,kind,origin,destination,days\n,,,,\n", "no case"),
        (None, "cannot be read"),
    ],
)
def test_a_file_without_cases_is_refused(tmp_path, text, why):
    path = tmp_path / "cases.csv"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=why):
        read_cases(path)


def test_a_bad_row_is_told_with_its_line_and_the_others_are_answered(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text(
        "val_id,kind,origin,destination,route,days,usd,cost_unit\n"
        "a,observed,Aktau,Alat,feeder,2,,\n"
        "b,observed,Aktau,Alat,feeder,2,,,more,cells\n"
        "\n"
        ",observed,Aktau\n"
        "d,observed,Aktau,Alat,feeder,,900,EUR/FEU\n"
        "e,observed,Aktau,Alat,feeder,<3,,\n",
        encoding="utf-8",
    )
    found = validate_model(path)
    assert [r.status for r in found.cases] == ["counted", *["not expressible"] * 3, "reported"]
    assert [r.reason.partition(": ")[0] for r in found.cases[1:4]] == [
        "cases.csv:3",
        "cases.csv:5",
        "cases.csv:6",
    ]
    assert found.cases[2].val_id == "cases.csv:5", "a case without a name is called by its line"
    assert found.days.n_count == 1, "a limit is shown and not counted"


def test_a_case_before_all_known_prices_leaves_the_others_their_answers(tmp_path):
    path = write(
        tmp_path / "cases.csv",
        {"origin": "Aktau", "destination": "Alat", "days": "2", "year": "1991", "route": "feeder"},
        {"origin": "Aktau", "destination": "Alat", "days": "2", "year": "2024-05", "route": "feeder"},
    )
    assert [r.status for r in validate_model(path).cases] == ["not expressible", "counted"]


def test_the_sailing_of_a_sea_case_has_no_wait_and_no_terminal(tmp_path):
    ends = {"origin": "Shanghai", "destination": "Rotterdam", "days": "35", "year": "2019"}
    path = write(
        tmp_path / "cases.csv",
        {**ends, "route": "sea Suez"},
        {**ends, "route": "sea Suez", "destination": "Rotterdam door to door"},
    )
    sailing, door = validate_model(path).cases
    assert sailing.days.model.p50 < door.days.model.p50 - 5, "two ports, two doors and half a week of waiting"


def test_a_bare_year_is_not_read_by_its_worst_quarter(tmp_path):
    """The Chinese border stood three times as long from May to July 2024: a quarter of that year."""
    ends = {"origin": "Xi'an", "destination": "Almaty", "days": "9"}
    year, june, september = validate_model(
        write(tmp_path / "c.csv", *({**ends, "year": y} for y in ("2024", "Jun 2024", "Sep 2024")))
    ).cases
    p50 = [r.days.model.p50 for r in (september, year, june)]
    assert p50[0] < p50[1] < p50[2]
    assert p50[1] - p50[0] < (p50[2] - p50[0]) / 2


def test_from_the_chinese_border_to_aktau_nothing_crosses_the_caspian(tmp_path):
    case = {
        "origin": "China border",
        "destination": "Aktau",
        "route": "middle",
        "days": "6",
        "year": "2024-10",
    }
    assert validate_model(write(tmp_path / "c.csv", case)).cases[0].days.model.p90 < 12


def test_before_2024_no_box_had_a_slot(tmp_path):
    """The same way with and without block trains: three weeks of waiting lie between."""
    ends = {"origin": "China border", "destination": "Poti", "route": "middle", "days": "20"}
    before, after = validate_model(
        write(tmp_path / "c.csv", {**ends, "year": "2023-06"}, {**ends, "year": "2025-06"})
    ).cases
    assert before.days.model.p50 > after.days.model.p50 + 10


def test_the_outside_set_is_in_no_fit_and_not_in_the_built_in_set():
    outside = read_cases(Path("outside"))
    assert len(outside) > 60
    assert not repeated_cases(outside), "a row of the fit repeats an outside case"
    addresses = {c["source_url"] for c in read_cases(None)}
    assert not addresses & {c["source_url"] for c in outside}
