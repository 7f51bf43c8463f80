"""Exports and the map: whole, by the book of each format, with their licences, and true to the day."""

import csv
import io
import json
import re
from datetime import date
from itertools import chain, pairwise
from xml.etree import ElementTree as ET

import pytest

from daliz.app.draw_network import draw_network
from daliz.io.conic import Conic, chains, clip_ring
from daliz.io.gmns import gmns_tables, write_gmns
from daliz.io.network_geojson import joined_lines, network_geojson
from daliz.io.network_map import network_html, network_svg

DAY = date(2026, 12, 1)
#: Columns that the specification's schemas list, in their order; a table must have all and may have more.
GMNS = {
    "node.csv": "node_id name x_coord y_coord z_coord node_type ctrl_type zone_id parent_node_id",
    "link.csv": "link_id name from_node_id to_node_id directed geometry_id geometry parent_link_id dir_flag "
    "length grade facility_type capacity free_speed lanes bike_facility ped_facility parking allowed_uses "
    "toll jurisdiction row_width",
    "geometry.csv": "geometry_id geometry",
    "use_definition.csv": "use persons_per_vehicle pce special_conditions description",
    "config.csv": "dataset_name short_length long_length speed crs geometry_field_format currency "
    "version_number id_type",
}
GMNS_REQUIRED = {
    "node.csv": ("node_id", "x_coord", "y_coord"),
    "link.csv": ("link_id", "from_node_id", "to_node_id", "directed"),
    "geometry.csv": ("geometry_id",),
    "use_definition.csv": ("use", "persons_per_vehicle", "pce"),
}


@pytest.fixture(scope="module")
def drawing():
    return draw_network("base", DAY)


@pytest.fixture(scope="module")
def tables(drawing):
    return {
        name: list(csv.DictReader(io.StringIO(text)))
        for name, text in gmns_tables(drawing).items()
        if name.endswith(".csv")
    }


# ---------------------------------------------------------------- GMNS
@pytest.mark.parametrize("name", sorted(GMNS))
def test_a_gmns_table_has_every_column_of_its_schema(tables, name):
    wanted = GMNS[name].split()
    assert list(tables[name][0])[: len(wanted)] == wanted
    for column in GMNS_REQUIRED.get(name, ()):
        assert all(row[column] != "" for row in tables[name]), column


def test_gmns_keys_are_unique_and_every_reference_resolves(tables):
    nodes = [r["node_id"] for r in tables["node.csv"]]
    links = [r["link_id"] for r in tables["link.csv"]]
    assert len(set(nodes)) == len(nodes)
    assert len(set(links)) == len(links)
    known = set(nodes)
    geometry = {r["geometry_id"] for r in tables["geometry.csv"]}
    uses = {r["use"] for r in tables["use_definition.csv"]}
    for row in tables["node.csv"]:
        assert row["parent_node_id"] in known | {""}
    for row in tables["link.csv"]:
        assert {row["from_node_id"], row["to_node_id"]} <= known, row["link_id"]
        assert row["geometry_id"] in geometry | {""}
        assert row["directed"] in {"true", "false"}
        assert set(row["allowed_uses"].split(",")) <= uses
        assert row["length"] == "" or float(row["length"]) >= 0


def test_gmns_config_is_one_row_with_units_and_coordinates(tables):
    (config,) = tables["config.csv"]
    assert (config["long_length"], config["speed"], config["crs"]) == ("km", "km/h", "EPSG:4326")
    assert config["geometry_field_format"] == "WKT"
    assert config["id_type"] == "string"
    assert all(re.fullmatch(r"LINESTRING \(.+\)", r["geometry"]) for r in tables["geometry.csv"])


def test_in_gmns_a_train_changes_gauge_only_over_a_gauge_change(tables):
    gauge = {r["node_id"]: r["gauge_mm"] for r in tables["node.csv"]}
    kinds = set()
    for row in tables["link.csv"]:
        one, two = gauge[row["from_node_id"]], gauge[row["to_node_id"]]
        if row["facility_type"] == "rail":
            assert one == two == row["gauge_mm"]
        if one and two and one != two:
            kinds.add(row["facility_type"])
    assert kinds == {"gauge_change"}


def test_gmns_joins_almaty_to_duisburg_and_not_without_its_hub_operations(tables):
    def reached(skip):
        near = {}
        for row in tables["link.csv"]:
            if row["facility_type"] not in skip:
                near.setdefault(row["from_node_id"], []).append(row["to_node_id"])
                if row["directed"] == "false":
                    near.setdefault(row["to_node_id"], []).append(row["from_node_id"])
        seen, todo = {"almaty.rail@1520"}, ["almaty.rail@1520"]
        while todo:
            for other in near.get(todo.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return seen

    assert "duisburg.rail@1435" in reached(())
    assert "duisburg.rail@1435" not in reached({"gauge_change", "transshipment", "handling"})


def test_the_gmns_folder_carries_the_notice(drawing, tmp_path):
    written = write_gmns(drawing, tmp_path / "made" / "here")
    assert {p.name for p in written} == {*GMNS, "LICENCE.txt"}
    notice = (tmp_path / "made" / "here" / "LICENCE.txt").read_text(encoding="utf-8")
    for words in ("Open", "ODbL", "© OpenStreetMap contributors", "GeoNames, CC BY 4.0"):
        assert words in notice


def test_gmns_of_another_day_holds_other_links(tables):
    before = gmns_tables(draw_network("base", date(2025, 9, 15)))["link.csv"]
    assert "brest-malaszewicze" in {r["link_id"] for r in tables["link.csv"]}
    assert "brest-malaszewicze" not in {r["link_id"] for r in csv.DictReader(io.StringIO(before))}


# ---------------------------------------------------------------- GeoJSON
@pytest.fixture(scope="module")
def collection(drawing):
    return json.loads(network_geojson(drawing))


def test_the_geojson_is_a_collection_with_licences_and_provenance(collection, drawing):
    assert collection["type"] == "FeatureCollection"
    assert "© OpenStreetMap contributors" in collection["licence"]
    assert {row["licence"] for row in collection["licences"]} == {"ODbL-1.0", "CC-BY-4.0", "Apache-2.0"}
    assert collection["provenance"]["facts_sha256"] == drawing.facts_hash
    assert collection["provenance"]["on"] == "2026-12-01"


def test_each_feature_is_valid_and_says_its_licence(collection):
    kinds = set()
    ids = [f["id"] for f in collection["features"]]
    assert len(set(ids)) == len(ids)
    for f in collection["features"]:
        assert set(f) == {"type", "id", "geometry", "properties"}
        kinds.add(f["properties"]["kind"])
        assert f["properties"]["licence"] in {"ODbL-1.0", "CC-BY-4.0", "Apache-2.0"}
        shape, at = f["geometry"]["type"], f["geometry"]["coordinates"]
        points = {
            "Point": lambda c: [c],
            "LineString": lambda c: c,
            "MultiLineString": lambda c: list(chain(*c)),
        }[shape](at)
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points)
        if shape == "LineString":
            assert len(at) > 1
    assert kinds == {"hub", "rail", "sea", "ferry", "road", "crossing"}


def test_rail_lines_from_openstreetmap_say_odbl_and_begin_and_end_at_their_hubs(collection, drawing):
    at = {p.id: (round(p.lon_deg, 4), round(p.lat_deg, 4)) for p in drawing.places}
    rails = [f for f in collection["features"] if f["properties"]["kind"] == "rail"]
    assert len(rails) > 250
    for f in rails:
        line, p = f["geometry"]["coordinates"], f["properties"]
        assert tuple(line[0]) == at[p["from"]]
        assert tuple(line[-1]) == at[p["to"]]
        if p["source_id"] == "osm":
            assert p["licence"] == "ODbL-1.0"


def test_no_sea_line_on_a_day_goes_through_a_passage_shut_on_it(collection):
    shut = set(collection["provenance"]["shut_passages"])
    assert {"ormuz", "babalmandab"} <= shut
    for f in collection["features"]:
        assert not shut & set(f["properties"].get("passages", ()))


def test_ships_round_the_cape_are_drawn_round_the_cape(drawing):
    line = next(s for s in drawing.services if s.id == "shanghai-rotterdam-liner").line
    assert min(y for _, y in line) < -30
    opened = draw_network("hormuz-suez-open", DAY)
    by_suez = next(s for s in opened.services if s.id == "shanghai-rotterdam-liner")
    assert min(y for _, y in by_suez.line) > -10
    assert "suez" in by_suez.passages


# ---------------------------------------------------------------- the map
@pytest.fixture(scope="module")
def svg(drawing):
    return network_svg(drawing)


def test_the_svg_is_well_formed_and_loads_nothing(svg):
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    links = set(re.findall(r"https?://[^\s\"'<]+", svg))
    assert links == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"href=|url\(|@import|<image", svg)


def test_the_page_loads_nothing_either(drawing):
    page = network_html(drawing)
    assert not re.search(r"<link|<img|src=|@import|url\(", page)
    assert page.count("<svg") == 1


def test_the_map_carries_its_notices_and_tells_scenario_and_day(svg):
    for words in (
        "© OpenStreetMap contributors",
        "ODbL 1.0",
        "GeoNames",
        "Boundaries: Natural Earth; no position taken.",
        "2026-12-01",
        "Scenario base",
    ):
        assert words in svg


def test_gauges_differ_by_pattern_and_not_by_colour_alone(svg):
    groups = re.findall(
        r'<g class="rail" stroke="(#\w+)" stroke-width="[\d.]+"( stroke-dasharray="[^"]+")?>', svg
    )
    assert len(groups) == 4
    assert len({dash for _, dash in groups}) == 4
    assert len({colour for colour, _ in groups}) == 4


def test_the_main_hubs_are_named_and_no_two_labels_overlap(svg):
    labels = re.findall(
        r'<text class="label" x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)">([^<]+)</text>', svg
    )
    names = {name for *_, name in labels}
    assert {"Aktau", "Almaty", "Dostyk", "Constanta", "Xi&#x27;an", "Duisburg"} & names >= {"Aktau", "Almaty"}
    assert len(labels) > 100
    boxes = []
    for x, y, anchor, name in labels:
        wide = 6.3 * len(name.replace("&#x27;", "'"))
        left = float(x) - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        boxes.append((left, float(y) - 9.5, left + wide, float(y) + 2.5))
    for i, (ax, ay, ax2, ay2) in enumerate(boxes):
        for bx, by, bx2, by2 in boxes[i + 1 :]:
            assert not (ax < bx2 and bx < ax2 and ay < by2 and by < ay2)


def test_every_other_hub_is_named_too_in_small_letters_that_come_up_closer(svg, drawing):
    small = re.findall(r'<text class="more"[^>]*>([^<]+)</text>', svg)
    large = re.findall(r'<text class="label"[^>]*>([^<]+)</text>', svg)
    assert "Dushanbe" in small
    assert ".more{font-size:4px;display:none" in svg
    assert len(small) + len(large) > 0.85 * len(drawing.places)
    assert len(small) + len(large) <= len(drawing.places)


def test_closed_borders_are_marked(svg, drawing):
    closed = [c for c in drawing.crossings if c.state == "closed"]
    assert {frozenset((c.a, c.b)) for c in closed} >= {frozenset(("yerevan", "kars"))}
    assert svg.count('class="shut"') == len(closed) + 1, "and one in the legend"


def test_place_names_come_in_the_language_asked_for(drawing):
    assert ">Алматы</text>" in network_svg(drawing, "ru")
    assert ">東京</text>" in network_svg(drawing, "ja")


# ---------------------------------------------------------------- drawing by hand
def test_the_projection_keeps_its_middle_meridian_straight_and_its_scale_on_both_parallels():
    view = Conic(middle_deg=70.0, south_deg=25.0, north_deg=58.0, scale=1000.0, left=0.0, top=0.0)
    assert view.plane(70.0, 30.0)[0] == 0.0
    for parallel in (25.0, 58.0):
        one, two = view.plane(70.0, parallel), view.plane(70.01, parallel)
        import math

        drawn = math.dist(one, two)
        true = math.radians(0.01) * math.cos(math.radians(parallel))
        assert drawn == pytest.approx(true, rel=1e-6)


def test_a_ring_is_clipped_to_a_box():
    square = [(-1.0, -1.0), (3.0, -1.0), (3.0, 3.0), (-1.0, 3.0)]
    clipped = clip_ring(square, (0.0, 0.0, 2.0, 2.0))
    assert {(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)} == set(clipped)
    assert clip_ring(square, (5.0, 5.0, 6.0, 6.0)) == []


def test_a_stretch_that_many_ships_share_is_drawn_once():
    lines = [[(0, 0), (1, 0), (2, 0)], [(9, 9), (1, 0), (2, 0)]]
    drawn = chains(lines)
    stretches = [frozenset(pair) for c in drawn for pair in pairwise(c)]
    assert len(stretches) == len(set(stretches)) == 3


def stretches(features):
    found = []
    for f in features:
        shape = f["geometry"]
        if shape["type"] != "Point":
            for line in [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]:
                found += [
                    (f["properties"]["kind"], frozenset((tuple(a), tuple(b))))
                    for a, b in pairwise(line)
                    if a != b
                ]
    return found


def test_joined_lines_pass_each_stretch_once_and_no_other():
    features = json.loads(network_geojson(draw_network("base", date(2026, 12, 1), ())))["features"]
    joined = joined_lines(features)
    once = stretches(joined)
    assert len(once) == len(set(once)) < len(stretches(features)) / 4
    assert set(once) == set(stretches(features))
    assert [f for f in joined if f["geometry"]["type"] == "Point"] == [
        f for f in features if f["geometry"]["type"] == "Point"
    ]
    lines = [
        line for f in joined if f["geometry"]["type"] != "Point" for line in f["geometry"]["coordinates"]
    ]
    assert max(map(len, lines)) > 20, "stretches are chained, not left alone"


@pytest.mark.parametrize("ring", [True, False])
def test_a_ring_and_a_fork_are_joined_whole(ring):
    paths = [[[0, 0], [1, 0], [1, 1], [0, 0]]] if ring else [[[0, 0], [1, 0], [2, 0]], [[1, 0], [1, 1]]]
    made = [
        {"geometry": {"type": "LineString", "coordinates": p}, "properties": {"kind": "sea"}} for p in paths
    ]
    (joined,) = joined_lines([*made, *made])
    assert len(joined["geometry"]["coordinates"]) == (1 if ring else 3)
    assert set(stretches([joined])) == set(stretches(made))
