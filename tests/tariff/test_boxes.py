"""How many of each unit a consignment is."""

import pytest

from daliz.errors import DataError
from daliz.tariff.boxes import units_of

# a twenty-foot box at half the price of a forty-foot one; a wagon of 60 t is three prices for 20 t
COUNTS = {
    #                 1x20  1x40  1x45   2x20,1x40  2 wagons
    "USD/FEU":       (0.5,  1,    1.125, 2,         6),
    "USD/20ft":      (1,    2,    2.25,  4,         12),
    "USD/TEU":       (1,    2,    2.25,  4,         12),
    "USD/container": (1,    1,    1,     3,         2),
    "USD/crossing":  (1,    1,    1,     3,         2),
    "USD/operation": (1,    1,    1,     3,         2),
    "USD/t":         (10,   20,   21,    40,        120),
    "USD":           (1,    1,    1,     1,         1),
}  # fmt: skip
CARGOES = ("1x20", "1x40", "1x45", "2x20,1x40", "2 wagons")


@pytest.mark.parametrize("unit", COUNTS)
def test_a_consignment_in_every_unit(land, unit):
    assert [units_of(land.cargo(c), unit, 0.5) for c in CARGOES] == pytest.approx(list(COUNTS[unit]))


def test_the_share_is_of_prices_and_a_slot_is_a_slot(land):
    small, large = land.cargo("1x20"), land.cargo("1x40")
    assert units_of(small, "USD/FEU", 0.62) == pytest.approx(0.62)
    assert units_of(large, "USD/20ft", 0.62) == pytest.approx(1 / 0.62)
    assert (units_of(small, "USD/TEU", 0.62), units_of(large, "USD/TEU", 0.62)) == (1, 2)


@pytest.mark.parametrize("unit", COUNTS)
@pytest.mark.parametrize("share", [0.5, 0.62, 1.0])
def test_twenty_feet_never_cost_more_than_forty(land, unit, share):
    assert units_of(land.cargo("1x20"), unit, share) <= units_of(land.cargo("1x40"), unit, share)


def test_another_unit_is_refused_with_those_there_are(land):
    with pytest.raises(DataError, match="USD/voyage") as told:
        units_of(land.cargo("1x20"), "USD/voyage", 0.5)
    assert all(unit in told.value.hint for unit in COUNTS)
