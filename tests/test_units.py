"""The vocabulary of units is closed; every conversion is what an independent library says."""

import pint
import pytest

from daliz import units
from daliz.errors import UnitError
from daliz.footprint.quantities import UNIT_TOKENS
from daliz.units import NAME_SUFFIXES, UNITS, check_unit

REFEREE = pint.UnitRegistry()
#: Our constant to the two units it joins.
CONVERSIONS = {
    "KM_PER_NAUTICAL_MILE": ("nautical_mile", "km"),
    "MJ_PER_KWH": ("kWh", "MJ"),
    "KG_PER_TONNE": ("tonne", "kg"),
    "HOURS_PER_DAY": ("day", "hour"),
    "SECONDS_PER_MINUTE": ("minute", "second"),
    "SECONDS_PER_HOUR": ("hour", "second"),
    "SECONDS_PER_DAY": ("day", "second"),
}
BASES = {"mass": "kg", "distance": "km", "energy": "MJ", "volume": "litre"}
#: Tokens that the referee reads as something else, or not at all; a ton of freight is metric.
SPELT = {
    **dict.fromkeys(("ton", "tons", "tonnes"), "tonne"),
    "kt": "kilotonne",
    "nm": "nautical_mile",
    "nmi": "nautical_mile",
    "kms": "km",
    "m3": "m**3",
    "wh": "Wh",
    "kwh": "kWh",
    "mwh": "MWh",
    "gwh": "GWh",
    "mj": "MJ",
    "gj": "GJ",
    "kj": "kJ",
    "tj": "TJ",
}


def test_a_unit_of_the_vocabulary_passes_and_another_is_refused_with_its_place():
    assert check_unit("USD/FEU", "rates.csv:3") == "USD/FEU"
    with pytest.raises(UnitError, match=r"rates.csv:3: unknown unit 'USD/feu'"):
        check_unit("USD/feu", "rates.csv:3")


def test_no_unit_is_spelt_twice():
    assert len({u.casefold() for u in UNITS}) == len(UNITS)
    assert len(set(NAME_SUFFIXES)) == len(NAME_SUFFIXES)


def test_every_conversion_is_that_of_the_referee():
    assert sorted(CONVERSIONS) == sorted(n for n in units.__all__ if "_PER_" in n)
    found = {name: REFEREE(one).to(two).magnitude for name, (one, two) in CONVERSIONS.items()}
    assert found == pytest.approx({name: getattr(units, name) for name in CONVERSIONS})


def test_every_unit_that_a_case_may_be_written_in_is_as_large_as_the_referee_says():
    sizes = {token: size for token, (kind, size) in UNIT_TOKENS.items() if kind in BASES}
    found = {t: REFEREE(SPELT.get(t, t)).to(BASES[UNIT_TOKENS[t][0]]).magnitude for t in sizes}
    assert found == pytest.approx(sizes)


def test_the_referee_tells_a_short_ton_from_a_tonne():
    assert REFEREE("ton").to("kg").magnitude != pytest.approx(1000)
