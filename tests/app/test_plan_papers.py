"""Consignment notes follow from the modes and the agreements of the countries."""

from __future__ import annotations

import pytest

from daliz.io.plans import read_regimes
from daliz.model.paper import papers_of
from daliz.model.plan import Leg

UNIONS = {"KZ": "eaeu", "RU": "eaeu", "BY": "eaeu", "PL": "eu", "DE": "eu"}


def leg(mode, *countries, kind="transport"):
    return Leg(
        kind=kind,
        mode=mode,
        origin="a",
        destination="b",
        distance_km=1.0,
        elements=(),
        cost=(),
        wtw_kg_co2e=0.0,
        ttw_kg_co2e=0.0,
        wtw_low_kg_co2e=0.0,
        wtw_high_kg_co2e=0.0,
        country_km=tuple((c, 1.0) for c in countries),
    )


@pytest.mark.parametrize(
    ("legs", "papers"),
    [
        ([leg("rail", "CN", "KZ")], ["SMGS"]),
        ([leg("rail", "DE", "CH")], ["CIM"]),
        ([leg("rail", "KZ", "RU", "BY", "PL", "DE")], ["CIM/SMGS"]),
        ([leg("rail", "CN"), leg("gauge change", kind="hub"), leg("rail", "KZ")], ["SMGS"]),
        ([leg("rail", "KZ"), leg("sea"), leg("rail", "AZ", "GE")], ["domestic", "bill of lading", "SMGS"]),
        ([leg("road", "KZ")], ["domestic"]),
        ([leg("road", "KZ", "UZ")], ["CMR"]),
        ([leg("road", "JP", "KZ")], ["unknown"]),
        ([leg("rail", "JP", "KZ")], ["unknown"]),
    ],
)
def test_a_part_of_the_chain_goes_under_its_note(legs, papers):
    assert [p.name for p in papers_of(legs, read_regimes(), UNIONS)] == papers


def test_a_tir_carnet_is_possible_only_between_customs_territories():
    regimes = read_regimes()
    assert [p.tir for p in papers_of([leg("road", "KZ", "UZ")], regimes, UNIONS)] == [True]
    assert [p.tir for p in papers_of([leg("road", "KZ", "RU")], regimes, UNIONS)] == [False]
    assert [p.tir for p in papers_of([leg("rail", "KZ", "UZ")], regimes, UNIONS)] == [False]
