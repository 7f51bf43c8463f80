"""iLEAP 1.0 and PACT 2 and 3: both ways, decimals as strings, absent fields left out, our own checks."""

import copy
import json

import pytest

from daliz.app.account_footprint import account_chain_of
from daliz.app.exchange_footprint import (
    chain_of_exchange_file,
    check_exchange_file,
    ileap_document,
    pact_document,
)
from daliz.errors import DataError
from daliz.io.messages.check import check_document
from daliz.io.messages.decimals import decimal_text, read_decimal
from daliz.io.messages.ileap import chain_of_shipment

CHAIN = {
    "id": "s1",
    "mass_t": 40,
    "containers_count": 2,
    "shipper": "Example",
    "period": ["2026-01-01", "2027-01-01"],
    "elements": [
        {"mode": "road", "from": "Almaty", "to": "Almaty-1", "distance_km": 30, "country": "KZ"},
        {"kind": "hub", "place": "Almaty-1", "country": "KZ", "operation": "rail"},
        {
            "mode": "rail", "from": "Almaty-1", "to": "Aktau", "distance_km": 3100,
            "stretches": [
                {"country": "KZ", "km": 700, "traction": "electric"},
                {"country": "KZ", "km": 2400, "traction": "diesel"},
            ],
            "departs": "2026-12-01T00:00:00Z", "arrives": "2026-12-12T06:00:00+05:00",
        },
        {"mode": "ferry", "from": "Aktau", "to": "Alat", "distance_km": 480},
    ],
}  # fmt: skip


@pytest.fixture
def report(factors):
    return account_chain_of(CHAIN, factors=factors)


@pytest.fixture
def ileap(report):
    return json.loads(ileap_document(report))


def walk(value):
    yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(child)


def test_decimals_are_strings_with_a_dot_and_no_exponent():
    assert [decimal_text(v) for v in (1e-7, 12.5, 3.0, 1e21)] == [
        "0.0000001",
        "12.5",
        "3",
        "1000000000000000000000",
    ]
    assert read_decimal("8.42769", "x") == 8.42769
    for wrong in ("8,42769", "1e3", " 1", "", 1.0, None):
        with pytest.raises(DataError, match="not a decimal"):
            read_decimal(wrong, "x")


def test_our_own_documents_have_no_faults_and_no_nulls(report, ileap):
    assert check_document(ileap) == []
    assert None not in list(walk(ileap))
    assert len(ileap["tads"]) == 1  # the only leg whose ends and times are known
    for version in ("2", "3"):
        pact = json.loads(pact_document(report, created="2026-11-24T00:00:00Z", version=version))
        assert check_document(pact) == []
        assert None not in list(walk(pact))


@pytest.mark.parametrize("version", ["ileap", "2", "3"])
def test_the_account_comes_back_as_it_was_sent(version, report, tmp_path, factors):
    path = tmp_path / "x.json"
    text = (
        ileap_document(report)
        if version == "ileap"
        else pact_document(report, created="2026-11-24T00:00:00Z", version=version)
    )
    path.write_text(text)
    back = account_chain_of(chain_of_exchange_file(path), factors=factors).footprint
    sent = report.footprint
    assert back.wtw_kg_co2e == pytest.approx(sent.wtw_kg_co2e, rel=1e-12)
    assert back.ttw_kg_co2e == pytest.approx(sent.ttw_kg_co2e, rel=1e-12)
    assert back.tkm == pytest.approx(sent.tkm)
    assert [e.mode for e in back.elements] == [e.mode for e in sent.elements]
    assert [e.data_kind for e in back.elements] == [e.data_kind for e in sent.elements]


def test_the_wrapper_follows_the_mapping(report, ileap):
    two, three = (
        json.loads(pact_document(report, created="2026-11-24T00:00:00Z", version=v))["data"][0]
        for v in ("2", "3")
    )
    wtw = sum(float(t["co2eWTW"]) for t in ileap["shipmentFootprint"]["tces"])
    assert float(two["pcf"]["pCfExcludingBiogenic"]) == pytest.approx(wtw)
    assert three["pcf"]["pcfExcludingBiogenicUptake"] == two["pcf"]["pCfExcludingBiogenic"]
    assert (two["pcf"]["declaredUnit"], two["productCategoryCpc"]) == ("ton kilometer", "83117")
    assert two["pcf"]["packagingEmissionsIncluded"] is False
    assert two["productIds"] == ["urn:pathfinder:product:customcode:vendor-assigned:shipment:s1"]
    assert (three["pcf"]["exemptedEmissionsPercent"], two["pcf"]["exemptedEmissionsPercent"]) == ("0", 0)
    assert two["pcf"]["referencePeriodStart"] == "2026-01-01T00:00:00Z"
    again = json.loads(pact_document(report, created="2026-11-24T00:00:00Z", version="3"))["data"][0]
    assert again["id"] == three["id"]  # the same account is the same footprint


def first_leg(document):
    return document["shipmentFootprint"]["tces"][0]


def first_hub(document):
    return document["shipmentFootprint"]["tces"][1]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda d: first_leg(d).update(hocId="h"), "exactly one of tocId and hocId"),
        (lambda d: d["shipmentFootprint"].update(tces=[]), "at least one TCE"),
        (lambda d: first_leg(d).update(departureAt="yesterday"), "RFC 3339"),
        (lambda d: first_leg(d).update(departureAt="2026-13-01T00:00:00Z"), "RFC 3339"),
        (lambda d: first_leg(d).update(flightNo=None), "is null"),
        (lambda d: first_leg(d).update(colour="red"), "not a field"),
        (lambda d: first_leg(d).update(co2eWTW="1692.62"), "activity x intensity"),
        (lambda d: first_leg(d).update(transportActivity="3.6801"), "mass x distance"),
        (lambda d: first_leg(d).update(mass="40,000"), "decimal string with a dot"),
        (lambda d: first_leg(d).update(co2eTTW="99999"), "exceeds co2eWTW"),
        (lambda d: first_leg(d).update(prevTceIds=["nobody"]), "does not stand before"),
        (lambda d: first_leg(d).update(shipmentId="other"), "not the shipment's"),
        (lambda d: first_leg(d).update(distance={}), "actual, sfd or gcd"),
        (lambda d: first_hub(d).update(transportActivity="5"), "a hub moves nothing"),
        (lambda d: first_hub(d).pop("mass"), "mass is missing"),
        (lambda d: d["tocs"][0]["energyCarriers"][0].update(relativeShare="0.5"), "sum to 0.5"),
        (lambda d: d["tocs"][0].update(energyCarriers=[]), "at least one"),
        (lambda d: d["tocs"][0].update(mode="Cable"), "no mode 'Cable'"),
        (lambda d: d["hocs"][0].update(hubType="Tavern"), "no hub type"),
        (lambda d: d["tads"][0].update(arrivalAt="2026-11-01T00:00:00Z"), "arrives before it departs"),
        (lambda d: d["tads"][0]["origin"].update(country="KAZ"), "alpha-2"),
    ],
)
def test_what_the_published_schemas_let_pass_is_caught(spoil, says, ileap):
    spoiled = copy.deepcopy(ileap)
    spoil(spoiled)
    faults = check_document(spoiled)
    assert any(says in f for f in faults), faults


def test_a_wrapper_that_does_not_sum_is_caught(report):
    data = json.loads(pact_document(report, created="2026-11-24T00:00:00Z", version="2"))
    data["data"][0]["pcf"].update(pCfExcludingBiogenic="3131.06", packagingEmissionsIncluded=True)
    faults = check_document(data)
    assert any("not the sum of the TCEs" in f for f in faults)
    assert any("packagingEmissionsIncluded must be false" in f for f in faults)


def test_the_swapped_digits_of_the_demo_data_are_named(tmp_path):
    tce = {
        "tceId": "t", "tocId": "toc", "shipmentId": "s", "mass": "40000", "distance": {"actual": "423"},
        "transportActivity": "16920", "co2eWTW": "1692.62", "co2eTTW": "1505.88",
    }  # fmt: skip
    path = tmp_path / "demo.json"
    path.write_text(json.dumps({"mass": "40000", "shipmentId": "s", "tces": [tce]}))
    assert any("E01" in f for f in check_exchange_file(path))


def test_a_comma_decimal_is_refused_on_reading():
    with pytest.raises(DataError, match="not a decimal"):
        chain_of_shipment({"mass": "40,000", "shipmentId": "s", "tces": [{}]})
    with pytest.raises(DataError, match="no TCEs"):
        chain_of_shipment({"mass": "40", "shipmentId": "s", "tces": []})
