"""``daliz network`` as a person would call it."""

import json

import pytest
from click.testing import CliRunner

from daliz.cli.network import command
from daliz.errors import QueryError


def run(*words):
    found = CliRunner().invoke(command, list(words))
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


def test_stats_tell_counts_and_what_hangs_together():
    out = run("stats").output
    for words in (
        "Network of scenario base",
        "Hubs and terminals by country",
        "Track between hubs, km by gauge",
        "Services by timetable and its grade",
        "Facts by grade",
        "Parts of the rail network",
        "Ports that a sea lane joins",
        "dushanbe (TJ)",
    ):
        assert words in out


def test_stats_as_json_hold_the_same_numbers():
    found = json.loads(run("stats", "--json", "--date", "2026-12-01").output)
    assert found["on"] == "2026-12-01"
    assert found["hubs_count"] > 300
    assert sum(c["places_count"] for c in found["countries"]) == found["hubs_count"]


def test_gaps_are_listed_up_to_a_limit_and_whole_on_demand():
    short = run("gaps", "--only", "hubs-without-rail", "--limit", "2").output
    whole = run("gaps", "--only", "hubs-without-rail", "--all").output
    assert "… " in short
    assert "dushanbe" not in short
    assert "dushanbe" in whole
    assert "… " not in whole


def test_gaps_as_json_hold_all_items():
    found = {g["id"]: g for g in json.loads(run("gaps", "--json").output)["gaps"]}
    assert "dushanbe" in {name for name, _ in found["hubs-without-rail"]["items"]}


def test_a_gap_that_does_not_exist_is_refused_with_the_known_ones():
    with pytest.raises(QueryError, match="no gap 'hubs'") as error:
        run("gaps", "--only", "hubs")
    assert "hubs-without-rail" in error.value.hint


@pytest.mark.parametrize("suffix", ["svg", "html"])
def test_the_map_is_written_and_said_so(tmp_path, suffix):
    file = tmp_path / f"network.{suffix}"
    assert run("map", str(file)).output == f"Wrote {file}.\n"
    assert "<svg" in file.read_text(encoding="utf-8")


def test_a_map_of_another_kind_is_refused(tmp_path):
    with pytest.raises(QueryError, match=r"html or a \.svg"):
        run("map", str(tmp_path / "network.png"))
    assert list(tmp_path.iterdir()) == []


def test_exports_write_their_files(tmp_path):
    out = run("export", "gmns", str(tmp_path / "gmns")).output
    assert out.count("Wrote ") == 6
    assert (tmp_path / "gmns" / "link.csv").stat().st_size > 10_000
    run("export", "geojson", str(tmp_path / "network.geojson"))
    assert json.loads((tmp_path / "network.geojson").read_text(encoding="utf-8"))["features"]


def test_a_scenario_and_a_day_change_the_export(tmp_path):
    for name, words in {"base": (), "open": ("--scenario", "hormuz-suez-open")}.items():
        run("export", "geojson", str(tmp_path / name), *words)
    shut = [
        json.loads((tmp_path / n).read_text(encoding="utf-8"))["provenance"]["shut_passages"]
        for n in ("base", "open")
    ]
    assert "ormuz" in shut[0]
    assert "ormuz" not in shut[1]


def test_every_command_has_help():
    for words in (
        (),
        ("stats",),
        ("gaps",),
        ("map",),
        ("export",),
        ("export", "gmns"),
        ("export", "geojson"),
    ):
        out = run(*words, "--help").output
        assert out.startswith("Usage:")
