"""The command as a stranger types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from daliz.cli.footprint import command
from daliz.cli.main import main

CASES = Path(__file__).parents[1] / "footprint" / "public_cases.csv"
CHAIN = {
    "id": "c",
    "mass_t": 10,
    "elements": [{"mode": "road", "from": "a", "to": "b", "distance_km": 100, "distance_type": "actual"}],
}


def run(*words):
    return CliRunner().invoke(command, [str(w) for w in words])


@pytest.fixture
def chain(tmp_path):
    path = tmp_path / "chain.json"
    path.write_text(json.dumps(CHAIN))
    return path


def test_it_prints_the_account_and_writes_the_files(chain, tmp_path):
    files = {n: tmp_path / f"out.{n}" for n in ("csv", "html", "ileap", "pact")}
    got = run(chain, *[w for n, f in files.items() for w in (f"--{n}", f)])
    assert got.exit_code == 0, got.output
    assert "Well to wheel: 95 kg CO₂e   Range: 73.9 – 119" in got.output
    assert all(f.stat().st_size > 100 for f in files.values())
    assert json.loads(files["pact"].read_text())["data"][0]["specVersion"] == "3.0.3"
    for sent in ("ileap", "pact"):
        assert run("--check", files[sent]).output == "No faults.\n"
        assert "Well to wheel: 95 kg CO₂e" in run(files[sent]).output  # what was sent can be read again


def test_json_is_the_whole_report(chain):
    data = json.loads(
        run(chain, "--json", "--levers", "--carbon-price", "epa-scc", "--carbon-year", 2025).output
    )
    assert data["totals"]["wtw_kg_co2e"] == pytest.approx(95.02)
    assert data["carbon_cost"]["central"] == pytest.approx(0.09502 * 210)
    assert len(data["levers"]) == 23


def test_it_speaks_four_languages(chain):
    for lang, word in (("ru", "Отчёт"), ("kk", "Парниктік"), ("ja", "温室効果")):
        assert word in run(chain, "--lang", lang).output


def test_places_are_called_by_their_names(tmp_path):
    path = tmp_path / "chain.json"
    leg = {"mode": "rail", "from": "aktau.rail", "to": "nowhere.rail", "distance_km": 10}
    path.write_text(json.dumps({"id": "c", "mass_t": 1, "elements": [leg]}))
    assert "Актау – nowhere.rail" in run(path, "--lang", "ru").output


def test_the_cases_have_the_promised_shape():
    data = json.loads(run("--cases", CASES, "--json").output)
    assert data["summary"] == {"n": 24, "passed": 24, "failed": 0, "not_expressible": 0}
    assert set(data["cases"][0]) >= {"id", "expected", "got", "max_rel_error", "status"}


def test_many_shipments_come_from_one_file_and_bad_rows_go_to_stderr(tmp_path):
    path = tmp_path / "many.csv"
    path.write_text("shipment,mode,distance_km,mass_t\na,road,100,10\nb,rail,far,10\nc,road,100,5\n")
    got = run(path, "--csv", tmp_path / "out.csv")
    assert got.exit_code == 0
    assert "many.csv:3:distance_km: found 'far'." in got.stderr
    assert (tmp_path / "out.csv").read_text().count("\n") == 3


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ((), 2, "No file was given"),
        (("nowhere.json",), 4, "There is no file nowhere.json"),
        (("--cases", "nowhere.csv"), 4, "There is no file nowhere.csv"),
    ],
)
def test_errors_leave_with_their_status_and_no_traceback(words, status, says, capsys):
    with pytest.raises(SystemExit) as left:
        main(["footprint", *words])
    assert left.value.code == status
    err = capsys.readouterr().err
    assert says in err
    assert "Traceback" not in err


def test_an_empty_cases_file_is_an_error(tmp_path, capsys):
    path = tmp_path / "empty.csv"
    path.write_text("id,family,inputs_json,expected_json,tolerance_rel\n")
    with pytest.raises(SystemExit) as left:
        main(["footprint", "--cases", str(path)])
    assert left.value.code == 4
    assert "no cases" in capsys.readouterr().err


def test_faults_of_an_exchange_file_are_listed(tmp_path, capsys):
    path = tmp_path / "bad.json"
    path.write_text('{"mass": "40,0", "shipmentId": "s", "tces": []}')
    with pytest.raises(SystemExit) as left:
        main(["footprint", "--check", str(path)])
    assert left.value.code == 4
    assert "at least one TCE" in capsys.readouterr().err


def test_published_errors_are_listed_in_two_languages():
    assert "1692.62 → 1962.72" in run("--errors").output
    assert "Переставлены цифры" in run("--errors", "--lang", "ru").output
