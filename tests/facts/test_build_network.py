"""The compiled tables come out of the tool again, byte for byte, where the shared material is at hand."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path

import pytest


@pytest.fixture
def shared(root: Path) -> Path:
    folder = root.parent / "shared" / "data"
    if not (folder / "network/rail_links.geojson").is_file():
        pytest.skip("the shared material is not beside the repository")
    pytest.importorskip("scipy", reason="the tool needs scipy")
    return folder


def tool(name: str, root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(root / "tools"))
    return importlib.import_module(name)


def test_osm_tables_and_gazetteer_are_made_again_byte_for_byte(
    shared: Path, root: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.copy(source / "facts/link_attributes.csv", tmp_path)
    tool("build_osm", root, monkeypatch).build(shared, tmp_path)
    tool("build_gazetteer", root, monkeypatch).build(shared, tmp_path)
    for name in (
        "osm/rail_links.csv",
        "osm/rail_geometry.json",
        "osm/road_pairs.csv",
        "gazetteer/places.csv",
    ):
        assert (tmp_path / name).read_bytes() == (source / "facts" / name).read_bytes(), name


def test_sampled_lanes_are_made_again(
    shared: Path, root: Path, source: Path, monkeypatch: pytest.MonkeyPatch
):
    build = tool("build_sea", root, monkeypatch)
    sea = build.load(shared / "network/sea_graph.json")
    paths = build.Paths(sea)
    stored = (source / "facts/sea/lanes.csv").read_text(encoding="utf-8").splitlines()
    for a, b in [("aktau", "alat"), ("rotterdam", "shanghai"), ("kobe", "poti"), ("gdansk", "hamburg")]:
        made = {
            f"{a}.port,{b}.port,{'|'.join(passages)},{round(km)}"
            for passages, km in paths.lanes(sea["ports"][a], sea["ports"][b]).items()
        }
        assert made == {line for line in stored if line.startswith(f"{a}.port,{b}.port,")}


def test_a_gate_is_crossed_by_a_line_through_it_and_by_no_other(
    shared: Path, root: Path, monkeypatch: pytest.MonkeyPatch
):
    build = tool("build_sea", root, monkeypatch)
    gate = ((31.8, 30.5), (33.0, 30.5))
    assert build.crosses((32.5, 29.9), (32.3, 31.2), gate)
    assert not build.crosses((32.5, 29.9), (32.3, 30.2), gate)
    assert not build.crosses((180.0, 30.0), (-180.0, 31.0), gate), "over the 180th meridian"
    assert build.passage_of((32.5, 29.9), (32.3, 31.2), None) == "suez"
    assert build.passage_of((28.978, 40.972), (28.502, 40.822), "dardanelles") is None, "the Sea of Marmara"
