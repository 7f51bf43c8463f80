"""The network tables: whole, joined up, shut where they must be, and true to what is known from elsewhere."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from daliz.io.corridor import read_corridor
from daliz.io.sea import read_lanes, read_sea_graph, sea_path
from daliz.io.tables import built_in_facts, check_tables, read_table
from daliz.model.network import in_force
from daliz.route.rail import crossing_on
from daliz.timeline import first_day

FACTS = built_in_facts()
TODAY = date(2026, 11, 24)
CASPIAN = {"aktau", "kuryk", "bautino", "alat", "turkmenbashi", "anzali", "amirabad", "makhachkala", "olya"}


def rows(table: str) -> list[dict]:
    return read_table(table, [FACTS])


def links() -> list[dict]:
    return [*rows("rail_links"), *rows("added_links")]


def day(text: str | None) -> date | None:
    return None if text is None else first_day(text)


def open_links(on: date) -> dict[tuple[str, str], dict]:
    """Links that stand on a day and, where they cross a border, whose last crossing row is not closed."""
    crossings = defaultdict(list)
    for c in rows("border_crossings"):
        if c["mode"] == "rail":
            crossings[c["a"], c["b"]].append((day(c["valid_from"]), c["state"]))
    found = {}
    for link in links():
        if not in_force(on, day(link["valid_from"]), day(link["valid_to"])):
            continue
        if link["country_a"] != link["country_b"]:
            dated = [x for x in sorted(crossings[link["a"], link["b"]]) if x[0] <= on]
            if not dated or dated[-1][1] == "closed":
                continue
        found[link["a"], link["b"]] = link
    return found


def reached(start: str, on: date = TODAY, *, without: frozenset[str] = frozenset()) -> set[str]:
    """Places that rail joins to the start on a day."""
    near = defaultdict(set)
    for a, b in open_links(on):
        if not {a, b} & without:
            near[a].add(b)
            near[b].add(a)
    seen, todo = {start}, [start]
    while todo:
        for other in near[todo.pop()] - seen:
            seen.add(other)
            todo.append(other)
    return seen


def lanes() -> dict[tuple[str, str], list[dict]]:
    found = defaultdict(list)
    for lane in rows("sea_lanes"):
        found[lane["a"], lane["b"]].append(lane)
    return found


def lane_km(a: str, b: str, *closed: str) -> float | None:
    """Length of the shortest stored lane that uses no closed passage."""
    key = tuple(sorted((f"{a}.port", f"{b}.port")))
    open_ones = [x["km"] for x in lanes()[key] if not set(x["passages"]) & set(closed)]
    return min(open_ones, default=None)


# ---------------------------------------------------------------- tables


def test_the_network_tables_have_no_fault():
    mine = (
        "countries",
        "places",
        "terminals",
        "aliases",
        "links",
        "border",
        "corridors",
        "regions",
        "osm",
        "sea",
        "gaz",
    )
    assert [str(p) for p in check_tables([FACTS]) if p.file.startswith(mine)] == []


def test_a_link_to_an_unknown_place_is_reported(tmp_path: Path):
    text = (FACTS / "osm/rail_links.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "osm").mkdir()
    spoilt = text[1].replace("aktau", "atlantis").replace(text[1].split(",")[1], "atlantis", 2)
    (tmp_path / "osm/rail_links.csv").write_text("\n".join([text[0], spoilt]), encoding="utf-8")
    assert any("atlantis" in str(p) for p in check_tables([FACTS, tmp_path]))


def test_every_place_has_an_english_and_a_russian_name_and_a_zone_that_exists():
    from zoneinfo import ZoneInfo

    for place in rows("places"):
        assert place["name_en"]
        assert place["name_ru"]
        assert not any("a" <= c.lower() <= "z" for c in place["name_ru"]), place["name_ru"]
        ZoneInfo(place["tz"])


def test_every_hub_of_kazakhstan_has_its_kazakh_name():
    assert [p["place"] for p in rows("places") if p["country"] == "KZ" and not p["name_kk"]] == []


def test_japanese_places_bear_their_japanese_names():
    names = {p["place"]: p["name_ja"] for p in rows("places")}
    assert (names["tokyo"], names["kobe"], names["yokohama"], names["hiroshima"]) == (
        "東京",
        "神戸",
        "横浜",
        "広島",
    )
    assert names["qingdao"] == "青島"  # Japanese form, not 青岛
    assert names["lianyungang"] == "連雲港"


def test_every_country_class_and_every_dwell_class_has_a_number():
    if not (FACTS / "quantities.csv").is_file():
        pytest.skip("quantities.csv is not compiled yet")
    known = {q["subject"] for q in rows("quantities")}
    used = {c[k] for c in rows("countries") for k in ("run_class", "yard_class")}
    used |= {t[k] for t in rows("terminals") for k in ("dwell_class", "gauge_class") if t[k]}
    used |= {c["dwell_class"] for c in rows("border_crossings")}
    assert {f"class:{name}" for name in used} - known == set()


def test_a_rail_terminal_has_a_platform_for_each_gauge_that_arrives():
    gauges = defaultdict(set)
    for link in links():
        for end in (link["a"], link["b"]):
            gauges[end].add(link["gauge_mm"])
    for terminal in rows("terminals"):
        if terminal["mode"] == "rail":
            there = {int(g) for g in terminal["gauges"]}
            assert gauges[terminal["place"]] <= there, terminal["terminal"]
            assert (len(there) > 1) == (terminal["gauge_class"] is not None), terminal["terminal"]


def test_1520_and_1524_are_one_gauge():
    assert {link["gauge_mm"] for link in links()} == {1067, 1435, 1520, 1668}
    helsinki = next(link for link in links() if link["link"] == "spb-helsinki")
    assert helsinki["gauge_mm"] == 1520


@pytest.mark.parametrize(
    "place", ["altynkol", "dostyk", "zabaikalsk", "erenhot", "malaszewicze", "akhalkalaki", "sarakhs"]
)
def test_the_known_places_of_a_gauge_change_hold_two_platforms(place: str):
    terminal = next(t for t in rows("terminals") if t["terminal"] == f"{place}.rail")
    assert set(terminal["gauges"]) == {"1435", "1520"}


def test_planned_terminals_and_lines_are_not_there_in_2026():
    anaklia = next(t for t in rows("terminals") if t["terminal"] == "anaklia.port")
    assert not in_force(TODAY, day(anaklia["valid_from"]), None)
    assert ("ayagoz", "bakhty") not in open_links(TODAY)
    assert ("ayagoz", "bakhty") in open_links(date(2028, 1, 1))
    assert ("moiynty", "kyzylzhar") not in open_links(TODAY)
    assert ("moiynty", "kyzylzhar") in open_links(date(2027, 1, 1))


def test_osm_lengths_are_lengthened_and_published_lengths_are_not():
    for link in rows("rail_links"):
        if link["km_published"] is not None:
            assert link["length_factor"] == 1
        else:
            china = link["country_a"] == link["country_b"] == "CN"
            assert link["length_factor"] == (1.05 if china else 1.02)


# ---------------------------------------------------------------- borders


def test_every_rail_link_over_a_border_has_a_crossing():
    known = {(c["a"], c["b"]) for c in rows("border_crossings") if c["mode"] == "rail"}
    missing = [
        x["link"] for x in links() if x["country_a"] != x["country_b"] and (x["a"], x["b"]) not in known
    ]
    assert missing == []


def test_a_link_whose_crossing_row_is_taken_away_is_no_way():
    assert ("dostyk", "alashankou") not in open_links(date(1999, 1, 1))
    assert ("alashankou", "dostyk") not in open_links(date(1999, 12, 31))
    assert ("alashankou", "dostyk") in open_links(date(2000, 1, 1))


def test_seoul_never_reaches_beijing_by_land():
    assert "busan" in reached("seoul")
    assert "beijing" not in reached("seoul")
    assert "beijing" not in reached("seoul", date(2031, 1, 1))


def test_yerevan_reaches_kars_only_through_georgia():
    assert ("yerevan", "kars") not in open_links(TODAY)
    assert "kars" in reached("yerevan")
    assert reached("yerevan", without=frozenset({"marabda"})) == {"yerevan"}


def test_ukraine_and_belarus_are_parted_since_2022():
    assert ("kyiv", "minsk") in open_links(date(2022, 1, 1))
    assert ("kyiv", "minsk") not in open_links(TODAY)


def test_poland_shut_belarus_out_for_thirteen_days():
    assert ("brest", "malaszewicze") not in open_links(date(2025, 9, 20))
    assert ("brest", "malaszewicze") in open_links(date(2025, 9, 25))


def test_almaty_reaches_duisburg_lianyungang_baku_by_the_trans_siberian_and_tehran_by_rail():
    assert {"duisburg", "lianyungang", "vladivostok", "tehran", "baku", "poti", "halkali"} <= reached(
        "almaty"
    )


def test_dushanbe_is_joined_to_nothing():
    assert reached("dushanbe") == {"dushanbe"}


# ---------------------------------------------------------------- sea


@pytest.mark.parametrize("table", ["lanes", "paths"])
def test_no_caspian_port_reaches_another_sea(table: str):
    if table == "lanes":
        for lane in rows("sea_lanes"):
            ends = {lane["a"].removesuffix(".port"), lane["b"].removesuffix(".port")}
            assert len(ends & CASPIAN) in {0, 2}
    else:
        assert sea_path("aktau", "poti") is None
        assert sea_path("olya", "shanghai") is None


def test_the_volga_don_canal_joins_the_caspian_only_when_it_is_opened():
    opened = read_sea_graph().default_closed - {"volga-don"}
    path = sea_path("aktau", "poti", closed=opened)
    assert path is not None
    assert path.passages == ("volga-don", "kerch")


def test_no_default_lane_passes_the_arctic():
    shut = read_sea_graph().default_closed
    assert {"northern-sea-route", "northwest", "volga-don"} <= shut
    assert not any(set(lane["passages"]) & shut for lane in rows("sea_lanes"))
    path = sea_path("yokohama", "hamburg")
    assert path is not None
    assert max(lat for _, lat in path.line) < 72


def test_the_arctic_is_a_way_when_it_is_opened():
    path = sea_path("yokohama", "hamburg", closed={"volga-don", "northwest"})
    assert path is not None
    assert "northern-sea-route" in path.passages
    assert max(lat for _, lat in path.line) > 72


PAIR_OF = {
    "babalmandab": ("shanghai", "rotterdam"),
    "bosporus": ("poti", "ambarli"),
    "chili": None,
    "danish-straits": None,
    "dardanelles": ("poti", "piraeus"),
    "gibraltar": ("piraeus", "rotterdam"),
    "kiel": ("gdansk", "hamburg"),
    "malacca": ("shanghai", "rotterdam"),
    "ormuz": ("jebelali", "mundra"),
    "panama": None,
    "south_africa": None,
    "suez": ("shanghai", "rotterdam"),
    "sunda": None,
}


@pytest.mark.parametrize("passage", sorted(PAIR_OF))
def test_a_shut_passage_is_used_by_no_lane_and_by_no_path(passage: str):
    used = [lane for lane in rows("sea_lanes") if passage in lane["passages"]]
    assert used, "the passage must occur in the table, or shutting it would prove nothing"
    shut = read_sea_graph().default_closed | {passage}
    for lane in used[:: max(1, len(used) // 3)]:
        path = sea_path(lane["a"], lane["b"], closed=shut)
        assert path is None or passage not in path.passages
    pair = PAIR_OF[passage]
    if pair is not None:
        shortest = sea_path(*pair)
        assert shortest is not None
        assert passage in shortest.passages
        other = lane_km(*pair, passage)
        assert other is None or other > shortest.km


@pytest.mark.parametrize(
    ("a", "b", "closed"),
    [
        ("poti", "ambarli", {"bosporus"}),
        ("poti", "piraeus", {"dardanelles"}),
        ("jebelali", "mundra", {"ormuz"}),
        ("piraeus", "rotterdam", {"gibraltar", "suez"}),
        ("gdansk", "hamburg", {"danish-straits", "kiel"}),
        ("shanghai", "rotterdam", {"suez", "south_africa", "panama", "chili"}),
        ((46.9, 37.5), "novorossiysk", {"kerch"}),
    ],
)
def test_where_no_other_way_is_the_shut_passage_ends_the_matter(a, b, closed: set[str]):
    shut = read_sea_graph().default_closed
    assert sea_path(a, b, closed=shut) is not None
    assert sea_path(a, b, closed=shut | closed) is None


def test_the_gate_of_each_passage_is_crossed_by_none_but_its_own_edges():
    gates = {
        "suez": ((31.8, 30.5), (33.0, 30.5)),
        "bosporus": ((28.85, 41.1), (29.35, 41.1)),
        "south_africa": ((20.37, -34.0), (20.37, -78.0)),
        "kerch": ((36.2, 45.3), (37.1, 45.3)),
        "northern-sea-route": ((100.0, 70.0), (100.0, 85.0)),
        "volga-don": ((43.8, 47.0), (43.8, 50.0)),
    }
    graph = read_sea_graph()

    def turn(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    for passage, (c, d) in gates.items():
        crossed = {
            tag
            for i, near in enumerate(graph.near)
            for j, _, tag in near
            if abs(graph.nodes[i][0] - graph.nodes[j][0]) < 180  # else it joins the two edges of the map
            and turn(graph.nodes[i], graph.nodes[j], c) * turn(graph.nodes[i], graph.nodes[j], d) < 0
            and turn(c, d, graph.nodes[i]) * turn(c, d, graph.nodes[j]) < 0
        }
        assert crossed == {passage}


@pytest.mark.parametrize(
    ("a", "b", "closed", "km"),
    [
        ("shanghai", "rotterdam", (), 19_610),
        ("shanghai", "rotterdam", ("suez", "panama"), 25_760),
        ("yokohama", "rotterdam", (), 20_957),
    ],
)
def test_known_distances_come_out_within_two_per_cent(a: str, b: str, closed: tuple[str, ...], km: float):
    found = lane_km(a, b, *closed)
    assert found == pytest.approx(km, rel=0.02)


def test_the_lane_table_and_a_fresh_search_agree():
    shut = read_sea_graph().default_closed
    for a, b, closed in [
        ("kobe", "poti", {"suez"}),
        ("busan", "bandarabbas", {"malacca"}),
        ("hamburg", "spb", {"kiel"}),
        ("ningbo", "trieste", {"suez", "panama"}),
        ("aktau", "alat", set()),
    ]:
        path = sea_path(a, b, closed=shut | closed)
        assert path is not None
        assert lane_km(a, b, *closed) == pytest.approx(path.km, abs=1.0)


def test_the_lanes_of_some_pairs_are_those_of_the_table():
    pairs = [("rotterdam.port", "shanghai.port"), ("alat.port", "aktau.port")]
    found = read_lanes([FACTS], pairs)
    assert set(found) == {("rotterdam.port", "shanghai.port"), ("aktau.port", "alat.port")}
    for pair, some in found.items():
        assert [(x.passages, x.km) for x in some] == sorted(
            ((x["passages"], x["km"]) for x in lanes()[pair]), key=lambda x: x[1]
        )


def test_a_users_lane_replaces_the_one_with_the_same_passages(tmp_path: Path):
    (tmp_path / "sea").mkdir()
    (tmp_path / "sea/lanes.csv").write_text("a,b,passages,km\naktau.port,alat.port,,500\n", encoding="utf-8")
    found = read_lanes([FACTS, tmp_path], [("aktau.port", "alat.port")])
    assert [x.km for x in found["aktau.port", "alat.port"]] == [500.0]


def test_every_port_terminal_stands_in_the_sea_graph_but_those_of_lake_van():
    placed = {p["terminal"] for p in rows("sea_ports")}
    ports = {t["terminal"] for t in rows("terminals") if t["mode"] == "port"}
    assert ports - placed == {"tatvan.port", "van.port"}
    assert placed - ports == set()


def test_passages_and_their_default_state_agree_with_the_graph():
    graph = read_sea_graph()
    passages = {p["passage"]: p["state"] for p in rows("passages")}
    assert set(passages) == set(graph.passages)
    assert {p for p, state in passages.items() if state == "closed"} == graph.default_closed


# ---------------------------------------------------------------- aliases, corridors, regions, licences


def test_every_alias_points_at_a_place_or_a_terminal():
    known = {p["place"] for p in rows("places")} | {t["terminal"] for t in rows("terminals")}
    assert [a["value"] for a in rows("aliases") if a["target"] not in known] == []


def test_the_alias_table_corrects_the_crosswalk():
    node = {a["value"]: a["target"] for a in rows("aliases") if a["scheme"] == "corridor_node"}
    assert node["KZ_KHG"] == "khorgosgateway"
    assert node["TR_AMR"] == "ambarli"
    assert node["UA_ILK"] == "chornomorsk"


def test_a_unlocode_names_one_place():
    seen = {}
    for alias in rows("aliases"):
        if alias["scheme"] == "unlocode":
            assert seen.setdefault(alias["value"], alias["target"]) == alias["target"]
    assert seen["KZAAU"] == "aktau"


def test_corridor_rules_name_only_things_that_exist():
    places = {p["place"] for p in rows("places")}
    country = {p["place"]: p["country"] for p in rows("places")}
    borders = {
        "/".join(sorted(pair))
        for c in rows("border_crossings")
        for pair in ((c["a"], c["b"]), (country[c["a"]], country[c["b"]]))
    }
    passages = {p["passage"] for p in rows("passages")}
    countries = {c["country"] for c in rows("countries")}
    seas = {s["run_class"].partition(".")[2] for s in rows("services") if s["mode"] in {"sea", "ferry"}}
    for rule in rows("corridors"):
        for token in (*rule["passes"], *rule["any_of"], *rule["none_of"]):
            kind, colon, name = token.partition(":")
            known = {
                "passage": passages,
                "country": countries,
                "sea": seas,
                "mode": {"sea", "rail", "road"},
                "border": borders,
            }
            assert (name in known[kind]) if colon else (token in places), (rule["corridor"], token)


def test_the_point_of_a_passage_lies_on_the_drawn_lanes_through_it():
    sea = json.loads((FACTS / "sea/graph.json").read_text(encoding="utf-8"))
    points = defaultdict(set)
    for one, two, _, passage, *_ in sea["edges"]:
        if passage:
            for node in (one, two):
                lon, lat = sea["nodes"][node]
                points[sea["passages"][passage - 1]].add((round(lat, 2), round((lon + 180) % 360 - 180, 2)))
    for p in rows("passages"):
        assert (p["lat_deg"], p["lon_deg"]) in points[p["passage"]], p["passage"]
    suez = next(p for p in rows("passages") if p["passage"] == "suez")
    assert (suez["lat_deg"], suez["lon_deg"]) not in points["panama"]


def test_the_ways_asked_for_have_stable_ids():
    ids = {c["corridor"] for c in rows("corridors")}
    middle = {"middle-poti", "middle-btk", "middle-turkmenbashi"}
    northern = {"northern-dostyk", "northern-khorgos", "northern-zabaikalsk", "northern-mongolia"}
    sea_rail = {
        f"sea-rail-{p}"
        for p in ("lianyungang", "qingdao", "vostochny", "bandarabbas", "poti", "mersin", "baltic")
    }
    assert (
        middle | northern | sea_rail | {"transsib-vostochny", "southern-iran", "sea-suez", "sea-cape"} <= ids
    )


def test_the_weights_of_a_region_add_to_one():
    weights = defaultdict(float)
    for r in rows("regions"):
        weights[r["region"], r["corridor_group"]] += r["weight_share"]
    assert all(w == pytest.approx(1) for w in weights.values())


def test_osm_shapes_carry_their_licence_and_cover_every_osm_link():
    shape = json.loads((FACTS / "osm/rail_geometry.json").read_text(encoding="utf-8"))
    assert "ODbL" in shape["licence"]
    assert "OpenStreetMap" in shape["credit"]
    assert set(shape["links"]) == {link["link"] for link in rows("rail_links")}


def test_no_road_distance_is_kept_over_a_shut_border():
    country = {p["place"]: p["country"] for p in rows("places")}
    shut = [{"KR", "CN"}, {"KR", "RU"}, {"RU", "UA"}, {"AM", "TR"}, {"AM", "AZ"}]
    with (FACTS / "osm/road_pairs.csv").open(encoding="utf-8", newline="") as f:
        pairs = [{country[r["a"]], country[r["b"]]} for r in csv.DictReader(f)]
    assert len(pairs) > 3000
    assert not any(pair in shut for pair in pairs)


def test_the_page_on_the_network_states_the_true_counts():
    page = (Path(__file__).parents[2] / "docs/explanation/network.md").read_text(encoding="utf-8")
    capacity = {a["link"] for a in rows("link_attributes") if a["attribute"] == "capacity"}
    terminals = [t for t in rows("terminals") if t["capacity_teu"] or t["capacity_mt"]]
    wires = [link for link in rows("rail_links") if link["traction"] == "electric"]
    read = [link for link in rows("rail_links") if link["km_published"] is not None]
    corrected = [
        a for a in rows("aliases") if a["scheme"] == "corridor_node" and "crosswalk" in (a["note"] or "")
    ]
    assert (len(terminals), len(capacity), len(wires), len(read)) == (6, 4, 6, 12)
    assert "six terminals and four links" in page
    assert "six links" in page
    assert "(12 links)" in page
    assert f"{len(rows('rail_links'))} links come from OpenStreetMap" in page
    assert f"{len(rows('added_links'))} more links" in page
    assert f"{len(corrected)} of its rows" in page
    assert f"each of {len(rows('passages'))} passages" in page
    known = [s for s in rows("services") if s["timetable_grade"] != "assumed"]
    assert f"published for {len(known)} of {len(rows('services'))} services" in page


def test_road_posts_change_with_their_dates():
    corridor = read_corridor("base")

    def post(a: str, b: str, on: date) -> str:
        return crossing_on(corridor, a, b, "road", on)[1]

    assert post("tashkent", "turkmenbashi", date(2021, 6, 1)) == "freight only"
    assert post("tashkent", "turkmenbashi", date(2023, 6, 1)) == "open"
    assert post("kashgar", "torugart", date(2023, 6, 1)) == "open"
    assert post("torugart", "kashgar", date(2023, 6, 1)) == "closed"
    assert post("torugart", "kashgar", date(2019, 6, 1)) == "open"
