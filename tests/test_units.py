"""The vocabulary of units is closed, and the endings of names are of it."""

import pytest

from daliz.errors import UnitError
from daliz.units import NAME_SUFFIXES, UNITS, check_unit


def test_a_unit_of_the_vocabulary_passes_and_another_is_refused_with_its_place():
    assert check_unit("USD/FEU", "rates.csv:3") == "USD/FEU"
    with pytest.raises(UnitError, match=r"rates.csv:3: unknown unit 'USD/feu'"):
        check_unit("USD/feu", "rates.csv:3")


def test_no_unit_is_spelt_twice():
    assert len({u.casefold() for u in UNITS}) == len(UNITS)
    assert len(set(NAME_SUFFIXES)) == len(NAME_SUFFIXES)
