"""The network told: counts that add up, parts that hang together, and gaps that are true."""

from collections import Counter
from dataclasses import fields
from datetime import date

import pytest

from daliz.app.describe_network import Network, network_stats
from daliz.app.network_gaps import network_gaps
from daliz.errors import DataError
from daliz.io.corridor import corridor_of, read_corridor, read_corridor_tables
from daliz.route.connectivity import open_ways

DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def corridor():
    return read_corridor("base")


@pytest.fixture(scope="module")
def stats():
    return network_stats("base", DAY)


@pytest.fixture(scope="module")
def gaps():
    return {g.id: g for g in network_gaps("base", DAY).gaps}


# ---------------------------------------------------------------- counts
def test_counts_by_country_add_up_to_the_tables(stats, corridor):
    assert sum(c.places_count for c in stats.countries) == len(corridor.hubs) == stats.hubs_count
    assert sum(c.rail_count + c.port_count + c.road_count for c in stats.countries) == len(corridor.terminals)
    kz = next(c for c in stats.countries if c.country == "KZ")
    assert kz.places_count == sum(h.country == "KZ" for h in corridor.hubs.values())


def test_km_by_country_and_gauge_add_up_to_the_links_in_force(stats):
    assert sum(r.km for r in stats.rail) == pytest.approx(stats.links_km)
    assert {r.gauge_mm for r in stats.rail} == {1067, 1435, 1520, 1668}
    assert {r.gauge_mm for r in stats.rail if r.country == "JP"} == {1067}
    assert {r.gauge_mm for r in stats.rail if r.country == "MN"} == {1520}


def test_kazakhstan_has_the_longest_1520_network_after_russia(stats):
    km = Counter({r.country: r.km for r in stats.rail if r.gauge_mm == 1520})
    assert [c for c, _ in km.most_common(2)] == ["RU", "KZ"]
    assert 12_000 < km["KZ"] < 17_000, "about 16,000 km of public track; hub to hub is less"


def test_services_and_grades_count_every_row(stats, corridor):
    assert sum(s.services_count for s in stats.services) == len(corridor.services)
    assert 0 < stats.services_open_count < len(corridor.services)
    for table in stats.grades:
        assert sum(table.grades.values()) == table.rows_count, table.table
    assert {t.table for t in stats.grades} >= {"places", "terminals", "rail_links", "services", "quantities"}


def test_every_crossing_is_open_or_has_another_state(stats, corridor):
    rail = [k for k in corridor.crossings if k[2] == "rail"]
    assert sum(stats.crossings.values()) == len(rail)
    assert stats.crossings["closed"] > 0
    assert stats.crossings["open"] > stats.crossings["closed"]


# ---------------------------------------------------------------- what hangs together
def test_the_1520_network_reaches_from_the_baltic_to_the_pacific_but_no_other_gauge(stats):
    largest = max((c for c in stats.rail_components if c.name == "1520"), key=lambda c: len(c.places))
    assert {"klaipeda", "vladivostok", "almaty", "poti", "ulaanbaatar", "tashkent"} <= set(largest.places)
    china = next(c for c in stats.rail_components if "xian" in c.places)
    assert china.name == "1435"
    assert "duisburg" not in china.places
    assert "almaty" not in china.places


def test_the_caspian_is_a_sea_of_its_own(stats):
    caspian = next(c for c in stats.sea_components if "aktau" in c.places)
    assert {"aktau", "kuryk", "alat", "turkmenbashi", "anzali", "amirabad"} <= set(caspian.places)
    assert not {"poti", "novorossiysk", "bandarabbas"} & set(caspian.places)
    ocean = next(c for c in stats.sea_components if "shanghai" in c.places)
    assert {"rotterdam", "poti", "mersin", "vladivostok", "klaipeda"} <= set(ocean.places)


def test_the_ferry_joins_the_two_shores_of_lake_van_and_no_other_sea(stats):
    van = next(c for c in stats.sea_components if "van" in c.places)
    assert set(van.places) == {"van", "tatvan"}


def test_hormuz_shut_leaves_the_gulf_apart_and_open_joins_it(stats):
    gulf = next(c for c in stats.sea_components if "bandarabbas" in c.places)
    assert set(gulf.places) == {"bandarabbas", "jebelali"}
    opened = network_stats("hormuz-suez-open", DAY)
    assert "shanghai" in next(c for c in opened.sea_components if "bandarabbas" in c.places).places


def test_every_hub_with_a_link_in_use_or_a_service_reaches_every_other_in_some_scenario(stats, corridor):
    apart = {u.place for u in stats.unreached}
    assert not {"almaty", "kobe", "duisburg", "tehran", "kyiv", "seoul", "van", "bandarabbas"} & apart
    assert len(apart) < 60
    # what is left of the pairs is the pairs with those hubs, and no other
    n, m = len(corridor.hubs), len(apart)
    assert stats.joined_pairs_share == pytest.approx(
        1 - (n * (n - 1) - (n - m) * (n - m - 1)) / (n * (n - 1))
    )


def test_a_hub_apart_comes_with_its_reason(stats):
    reasons = {u.place: u.reason.key for u in stats.unreached}
    assert reasons["dushanbe"] == "network.apart.nothing"
    assert reasons["bautino"] == "network.apart.port"
    assert reasons["makmal"] == "network.apart.shut"


# ---------------------------------------------------------------- gaps
def test_the_gaps_known_from_the_material_are_listed(gaps):
    def names(gap):
        return {name for name, _ in gaps[gap].items}

    assert "dushanbe" in names("hubs-without-rail")
    assert "VN" in names("countries-without-hubs")
    assert "bautino" in names("ports-without-services")
    assert "aktau" not in names("ports-without-services")
    assert "kashgar-makmal" in names("links-without-crossing")


def test_each_gap_counts_at_most_what_there_is(gaps):
    for gap in gaps.values():
        assert 0 <= gap.missing_count <= gap.total_count, gap.id
        assert gap.missing_count == len(gap.items)


def test_nothing_can_never_be_used(gaps):
    assert gaps["links-without-platform"].items == ()
    assert gaps["services-without-lane"].items == ()


def test_a_users_folder_fills_a_gap(tmp_path, gaps):
    assert "aktobe-iletsk" in {n for n, _ in gaps["links-unpublished-length"].items}
    (tmp_path / "osm").mkdir()
    (tmp_path / "osm" / "rail_links.csv").write_text(
        "link,a,b,km,km_published,length_factor,gauge_mm,country_a,country_b,share_a,traction,source_id,grade\n"
        "aktobe-iletsk,aktobe,iletsk,193.7,195,1.02,1520,KZ,RU,0.69,diesel,osm,official\n",
        encoding="utf-8",
    )
    own = {g.id: g for g in network_gaps("base", DAY, [tmp_path]).gaps}
    assert "aktobe-iletsk" not in {n for n, _ in own["links-unpublished-length"].items}


def test_tables_read_once_serve_every_scenario_and_day():
    """The lanes stand for all tables: what is shared must change no answer and must be shared."""
    tables = read_corridor_tables()
    one, other = corridor_of(tables, "base"), corridor_of(tables, "red-sea-shut")
    assert one.lanes is other.lanes
    alone = read_corridor("red-sea-shut")
    assert {f.name: getattr(other, f.name) for f in fields(other)} == {
        f.name: getattr(alone, f.name) for f in fields(alone)
    }
    assert (one.facts_hash, other.facts_hash) == (
        read_corridor("base").facts_hash,
        read_corridor("red-sea-shut").facts_hash,
    )


def test_a_second_question_reuses_what_hangs_together_elsewhere(monkeypatch, stats):
    asked = []
    monkeypatch.setattr(
        "daliz.app.describe_network.open_ways", lambda c, on: asked.append(c.scenario) or open_ways(c, on)
    )
    network = Network(tables=read_corridor_tables())
    assert network_stats("base", DAY, network=network) == stats
    assert Counter(asked) == Counter(stats.scenarios), "each scenario once"
    network_stats("base", date(2026, 12, 2), network=network)
    assert asked[len(stats.scenarios) :] == ["base"], "the day asked for, nothing else"


def test_stats_of_no_scenario_are_refused():
    with pytest.raises(DataError):
        network_stats("no-such-scenario")


# ---------------------------------------------------------------- negative controls of what hangs together
def test_groups_and_strong_groups_tell_one_way_from_both():
    from daliz.route.connectivity import groups, strong_groups

    assert groups([("a", "b"), ("c", "d"), ("b", "e")]) == [("a", "b", "e"), ("c", "d")]
    ring = {"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}
    assert strong_groups(ring) == [("a", "b", "c"), ("d",)]
    assert strong_groups({**ring, "c": []}) == [("a",), ("b",), ("c",), ("d",)]
