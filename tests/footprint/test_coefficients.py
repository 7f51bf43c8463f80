"""What a tonne emits on one element: against hand arithmetic from the shipped rows."""

import pytest

from daliz.errors import QueryError, UnknownIdError
from daliz.footprint.coefficients import element_wtw_ttw_kg_per_t, hub_wtw_ttw_kg
from daliz.footprint.method import (
    distance_adjustment_factor,
    mass_t_of_teu,
    passenger_equivalents_count,
)
from daliz.footprint.rail import gross_wh_per_tkm
from daliz.notes import Note


def test_the_train_formula_reproduces_the_five_printed_values(factors):
    for gross_t, printed_wh in ((500, 25.5), (1000, 16.6), (1500, 12.9), (2000, 10.8), (3000, 10.0)):
        assert gross_wh_per_tkm(gross_t, factors.rail) == pytest.approx(printed_wh, rel=0.005)


def test_electric_rail_is_train_energy_times_the_delivered_grid_of_the_country(factors):
    # 1200 x 1500^-0.62 x 1.94 Wh/tkm, 821.391 g/kWh generated, 7 % lost
    kwh = 1200 * 1500**-0.62 * 1.94 / 1000
    got = element_wtw_ttw_kg_per_t("rail", 1000, [("KZ", 1000, "electric")], factors=factors)
    assert got.wtw_kg == pytest.approx(1000 * kwh * 0.821391 / 0.93)
    assert got.ttw_kg == 0
    assert got.factor_ids == ("rail.electric.KZ",)


def test_diesel_rail_is_the_same_train_over_the_drive_ratio_times_the_fuel(factors):
    mj = 1200 * 1500**-0.62 * 1.94 / 1000 * 3.6 / 0.345
    got = element_wtw_ttw_kg_per_t("rail", 1, [("KZ", 1, "diesel")], factors=factors)
    assert got.wtw_kg == pytest.approx(mj / 42.7 * (0.74383524 + 3.206))
    assert got.ttw_kg == pytest.approx(mj / 42.7 * 3.206)
    assert got.high_kg == pytest.approx(1200 * 1000**-0.62 * 1.94 / 1000 * 3.6 / 0.286 / 42.7 * 3.94983524)


def test_an_operators_own_energy_replaces_the_formula(factors):
    got = element_wtw_ttw_kg_per_t("rail", 10, [("GE", 10, "electric")], factors=factors, kwh_per_tkm=0.02)
    assert got.wtw_kg == pytest.approx(10 * 0.02 * 0.167594 / 0.9)


def test_a_line_without_a_sourced_wire_is_diesel_where_its_country_publishes_no_share(factors):
    unknown = element_wtw_ttw_kg_per_t("rail", 100, [("KZ", 100, "unknown")], factors=factors)
    diesel = element_wtw_ttw_kg_per_t("rail", 100, [("KZ", 100, "diesel")], factors=factors)
    electric = element_wtw_ttw_kg_per_t("rail", 100, [("KZ", 100, "electric")], factors=factors)
    assert unknown.wtw_kg == diesel.wtw_kg
    assert unknown.low_kg == min(diesel.low_kg, electric.low_kg)
    assert "traction.none" in unknown.factor_ids


def test_a_line_without_a_sourced_wire_takes_its_countrys_published_share(factors):
    unknown, diesel, electric = (
        element_wtw_ttw_kg_per_t("rail", 100, [("CN", 100, t)], factors=factors).wtw_kg
        for t in ("unknown", "diesel", "electric")
    )
    assert unknown == pytest.approx(0.733 * electric + 0.267 * diesel)


def test_a_border_crossing_leg_is_the_sum_of_its_countries(factors):
    whole = element_wtw_ttw_kg_per_t(
        "rail", 300, [("AZ", 200, "electric"), ("GE", 100, "electric")], factors=factors
    )
    parts = [
        element_wtw_ttw_kg_per_t("rail", km, [(c, km, "electric")], factors=factors)
        for c, km in (("AZ", 200), ("GE", 100))
    ]
    assert whole.wtw_kg == pytest.approx(sum(p.wtw_kg for p in parts))


def test_a_published_grid_value_that_cannot_be_is_flagged(factors):
    got = element_wtw_ttw_kg_per_t("rail", 1, [("UZ", 1, "electric")], factors=factors)
    assert got.notes == (Note.of("footprint.note.implausible_grid", country="UZ"),)
    assert element_wtw_ttw_kg_per_t("rail", 1, [("KZ", 1, "electric")], factors=factors).notes == ()


def test_road_carries_the_published_lorry_and_its_band(factors):
    got = element_wtw_ttw_kg_per_t("road", 100, factors=factors, distance_type="actual")
    assert (got.wtw_kg, got.ttw_kg) == (pytest.approx(9.502), pytest.approx(7.703))
    assert (got.low_kg, got.high_kg) == (pytest.approx(7.391), pytest.approx(11.856))


def test_a_ferry_is_a_band_from_open_rows(factors):
    got = element_wtw_ttw_kg_per_t("ferry", 480, factors=factors)
    assert (got.low_kg, got.wtw_kg, got.high_kg) == (
        pytest.approx(480 * 0.0246), pytest.approx(480 * 0.07489), pytest.approx(480 * 0.4614),
    )  # fmt: skip


def test_the_ship_grows_with_the_distance(factors):
    near, far = (element_wtw_ttw_kg_per_t("sea", km, factors=factors) for km in (800, 20000))
    assert near.wtw_kg / 800 > far.wtw_kg / 20000


def test_a_refrigerated_lorry_takes_the_refrigerated_row(factors):
    cold = element_wtw_ttw_kg_per_t("road", 100, factors=factors, reefer=True, distance_type="actual")
    assert cold.wtw_kg == pytest.approx(10.994)


def test_hubs_count_boxes_where_there_are_boxes_and_tonnes_where_there_are_none(factors):
    assert hub_wtw_ttw_kg("port", factors, containers_count=3).wtw_kg == 30
    assert hub_wtw_ttw_kg("gauge change", factors, containers_count=2).wtw_kg == 14
    assert hub_wtw_ttw_kg("port", factors, mass_t=100).wtw_kg == pytest.approx(70)
    with pytest.raises(QueryError, match="how many"):
        hub_wtw_ttw_kg("port", factors)


def test_unknown_words_are_refused(factors):
    with pytest.raises(QueryError, match="mode 'warp'"):
        element_wtw_ttw_kg_per_t("warp", 1, factors=factors)
    with pytest.raises(UnknownIdError, match=r"road\.artik"):
        element_wtw_ttw_kg_per_t("road", 1, factors=factors, vehicle="road.artik")
    with pytest.raises(QueryError, match="traction 'steam'"):
        element_wtw_ttw_kg_per_t("rail", 1, [("KZ", 1, "steam")], factors=factors)
    with pytest.raises(QueryError, match="-1 km"):
        element_wtw_ttw_kg_per_t("road", -1, factors=factors)
    with pytest.raises(QueryError, match="nan km"):
        element_wtw_ttw_kg_per_t("road", float("nan"), factors=factors)


def test_distance_is_adjusted_only_where_the_types_differ():
    def daf(mode, leg, factor, **more):
        return distance_adjustment_factor(mode, leg_type=leg, factor_type=factor, **more)

    assert daf("road", "sfd", "actual") == 1.05
    assert daf("road", "actual", "actual") == 1
    assert daf("road", "sfd", "sfd") == 1
    assert daf("road", "actual", "sfd") == pytest.approx(1 / 1.05)
    assert daf("sea", "sfd", "actual") == 1.15
    assert daf("rail", "sfd", "actual") == 1  # no default for rail
    assert daf("air", "gcd", "actual", distance_km=950) == pytest.approx(1.1)
    assert daf("air", "actual", "gcd", distance_km=1045) == pytest.approx(950 / 1045)
    assert daf("road", "sfd", "actual", given_factor=1.2) == 1.2
    assert daf("road", "sfd", "sfd", given_factor=1.2) == 1  # never where the types are equal
    assert daf("road", "sfd", "none") == 1


def test_mass_comes_from_slots_by_kind_of_cargo_and_ferries_count_passenger_equivalents():
    assert [mass_t_of_teu(2, k) for k in ("average", "light", "heavy")] == [20, 12, 29]
    assert passenger_equivalents_count({"articulated_truck": 2, "passenger": 10}) == 46
    with pytest.raises(UnknownIdError, match="rail_wagon"):
        passenger_equivalents_count({"rail_wagon": 1})


def test_no_built_in_factor_comes_from_the_tables_that_may_not_ship(factors):
    for f in factors.factors.values():
        assert "glec" not in f"{f.id} {f.source_id} {f.licence}".lower(), f.id
        assert "smart-freight" not in f.source_id, f.id
