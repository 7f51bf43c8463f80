"""The account of a chain: sums, properties, fallbacks."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from daliz.errors import DataError
from daliz.footprint.account import account_chain
from daliz.footprint.report import data_shares, significant, summary
from daliz.model.chain import HubElement, Refrigerant, Stretch, TransportChain, TransportElement
from daliz.notes import Note
from daliz.words import tell


def leg(**more):
    return TransportElement(**({"id": "1", "mode": "road", "distance_km": 100.0} | more))


def chain(*elements, **more):
    return TransportChain(**({"id": "c", "mass_t": 10.0, "elements": elements} | more))


STRETCH = st.builds(
    Stretch,
    country=st.sampled_from(["KZ", "AZ", "GE", "CN", "UZ", "XX"]),
    km=st.floats(0, 5000),
    traction=st.sampled_from(["electric", "diesel", "unknown"]),
)


@st.composite
def elements(draw):
    found = []
    for i in range(draw(st.integers(1, 6))):
        if draw(st.booleans()):
            mode = draw(st.sampled_from(["road", "rail", "sea", "ferry", "air"]))
            stretches = tuple(draw(st.lists(STRETCH, min_size=1, max_size=3))) if mode == "rail" else ()
            km = sum(s.km for s in stretches) if stretches else draw(st.floats(1, 20000))
            leaks = (
                (Refrigerant(gas="R-134a", leaked_kg=draw(st.floats(0, 2))),) if draw(st.booleans()) else ()
            )
            found.append(leg(id=str(i), mode=mode, distance_km=km, stretches=stretches, refrigerants=leaks))
        else:
            found.append(
                HubElement(
                    id=str(i),
                    operation=draw(st.sampled_from(["rail", "port", "gauge", "bulk"])),
                    country="KZ",
                )
            )
    return tuple(found)


@settings(deadline=None, max_examples=60)
@given(rows=elements(), mass_t=st.floats(0.1, 1000), boxes=st.sampled_from([None, 1.0, 3.0]))
def test_every_account_keeps_the_properties_of_the_method(factors, rows, mass_t, boxes):
    f = account_chain(chain(*rows, mass_t=mass_t, containers_count=boxes), factors)
    assert f.wtw_kg_co2e == pytest.approx(sum(e.wtw_kg_co2e for e in f.elements))
    assert f.wtw_kg_co2e == pytest.approx(f.wtt_kg_co2e + f.ttw_kg_co2e)
    assert f.tkm == pytest.approx(
        sum(mass_t * e.distance_km for e in rows if isinstance(e, TransportElement))
    )
    for e in f.elements:
        assert -1e-9 <= e.ttw_kg_co2e <= e.wtw_kg_co2e * (1 + 1e-9) + 1e-9
        assert e.low_kg_co2e <= e.wtw_kg_co2e * (1 + 1e-9) + 1e-9
        assert e.wtw_kg_co2e <= e.high_kg_co2e * (1 + 1e-9) + 1e-9
        assert e.wtw_kg_co2e == pytest.approx(sum(p.wtw_kg_co2e for p in e.parts), abs=1e-6)
        assert e.ttw_kg_co2e == pytest.approx(sum(p.ttw_kg_co2e for p in e.parts), abs=1e-6)
        assert sum(p.ttw_kg_co2e for p in e.parts if p.carrier == "electricity") == 0
        if e.is_hub:
            assert e.tkm == 0


@settings(deadline=None, max_examples=30)
@given(rows=elements(), mass_t=st.floats(0.1, 1000))
def test_twice_the_mass_emits_twice_as_much(factors, rows, mass_t):
    rows = tuple(
        e
        if isinstance(e, HubElement)
        else leg(id=e.id, mode=e.mode, distance_km=e.distance_km, stretches=e.stretches)
        for e in rows
    )
    one, two = (
        account_chain(chain(*rows, mass_t=m, containers_count=None), factors) for m in (mass_t, 2 * mass_t)
    )
    assert two.wtw_kg_co2e == pytest.approx(2 * one.wtw_kg_co2e)
    assert two.ttw_kg_co2e == pytest.approx(2 * one.ttw_kg_co2e)


def test_the_distance_adjustment_is_applied_once(factors):
    f = account_chain(chain(leg(distance_type="sfd")), factors).elements[0]
    assert f.distance_adjustment_factor == 1.05
    assert f.wtw_kg_co2e == pytest.approx(10 * 100 * 0.09502 * 1.05)
    same = account_chain(chain(leg(distance_type="actual")), factors).elements[0]
    assert same.distance_adjustment_factor == 1
    assert same.wtw_kg_co2e == pytest.approx(10 * 100 * 0.09502)
    own = account_chain(chain(leg(wtw_kg_per_tkm=0.1, distance_adjustment_factor=1.2)), factors).elements[0]
    assert own.wtw_kg_co2e == pytest.approx(100)  # the carrier's intensity is on the leg's own distance
    other = account_chain(
        chain(leg(wtw_kg_per_tkm=0.1, intensity_distance_type="actual", distance_type="sfd")), factors
    )
    assert other.wtw_kg_co2e == pytest.approx(105)


def test_without_a_mass_ten_tonnes_a_slot_are_taken_and_said(factors):
    f = account_chain(chain(leg(), mass_t=None, teu_count=4), factors)
    assert f.elements[0].mass_t == 40
    assert f.deviations[0] == Note.of("footprint.note.mass", tonnes=10.0)
    with pytest.raises(DataError, match="has no mass"):
        account_chain(chain(leg(), mass_t=None), factors)


def test_refrigerant_counts_by_its_potential_at_both_ends(factors):
    dry, cold = (
        account_chain(chain(leg(refrigerants=r)), factors)
        for r in ((), (Refrigerant(gas="r134a", leaked_kg=0.5),))
    )
    assert cold.wtw_kg_co2e - dry.wtw_kg_co2e == pytest.approx(765)
    assert cold.ttw_kg_co2e - dry.ttw_kg_co2e == pytest.approx(765)


def test_bought_power_stands_beside_the_grid_and_never_replaces_it(factors):
    rail = {"mode": "rail", "stretches": (Stretch(country="KZ", km=100, traction="electric"),)}
    plain, market = (account_chain(chain(leg(**rail, market_g_per_kwh=g)), factors) for g in (None, 0.0))
    assert market.wtw_kg_co2e == plain.wtw_kg_co2e
    assert market.market_wtw_kg_co2e == 0
    assert plain.market_wtw_kg_co2e is None


def test_offsets_are_reported_and_never_netted(factors):
    with_offsets = account_chain(chain(leg(), offsets_kg_co2e=50.0), factors)
    assert with_offsets.wtw_kg_co2e == account_chain(chain(leg()), factors).wtw_kg_co2e
    assert Note.of("footprint.note.offsets", kg=50) in with_offsets.deviations


def test_the_report_sums_by_mode_country_and_carrier_and_shares_its_data(factors):
    f = account_chain(
        chain(
            leg(wtw_kg_per_tkm=0.1, ttw_kg_per_tkm=0.08),
            leg(
                id="2",
                mode="rail",
                distance_km=50,
                stretches=(Stretch(country="GE", km=50, traction="electric"),),
            ),
            HubElement(id="3", place="poti", operation="port"),
            containers_count=1,
        ),
        factors,
    )
    s = summary(f)
    total = s["totals"]["wtw_kg_co2e"]
    for group in ("by_mode", "by_country", "by_carrier"):
        assert sum(r["wtw_kg_co2e"] for r in s[group]) == pytest.approx(total)
    shares = data_shares(f)["by_emissions"]
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["primary"] == pytest.approx(100 / total)
    assert data_shares(f)["by_tkm"]["default"] == 0  # the hub moves nothing
    assert s["totals"]["distance_types"] == ["actual", "sfd"]
    assert s["hubs"]["kg_per_t"] == pytest.approx(1)


def test_built_in_assumptions_are_deviations_with_their_weight(factors):
    rail = leg(mode="rail", stretches=(Stretch(country="KZ", km=100, traction="diesel"),))
    hub = HubElement(id="2", operation="rail")
    found = " | ".join(
        tell("en", n) for n in account_chain(chain(rail, hub, containers_count=1), factors).deviations
    )
    assert "one operator's figure, half to twice of it assumed: 22% of the emissions" in found
    assert "trains of 1,500 t assumed" in found
    own = leg(mode="rail", kwh_per_tkm=0.02, stretches=rail.stretches)
    assert account_chain(chain(own), factors).deviations == ()


def test_rounding_is_for_the_eye_only():
    assert [significant(v) for v in (1962.72, 0.00662, 0, None, 99.96)] == [
        "1,960",
        "0.00662",
        "0",
        "–",
        "100",
    ]


def test_wrong_elements_are_refused():
    with pytest.raises(DataError, match="no elements"):
        chain()
    with pytest.raises(DataError, match="two elements '1'"):
        chain(leg(), leg())
    with pytest.raises(DataError, match="exceeds"):
        leg(wtw_kg_per_tkm=0.1, ttw_kg_per_tkm=0.2)
    with pytest.raises(DataError, match="distance type 'crow'"):
        leg(distance_type="crow")
    with pytest.raises(DataError, match="nan"):
        leg(distance_km=float("nan"))
    with pytest.raises(DataError, match="traction 'steam'"):
        Stretch(country="KZ", km=1, traction="steam")


def test_a_hub_counts_its_refrigerant_and_the_power_of_its_own_country(factors):
    def hub(country, *leaks):
        element = HubElement(id="h", place="x", country=country, kwh_per_t=1000.0, refrigerants=leaks)
        return account_chain(chain(element, mass_t=1.0), factors)

    plain, cold = hub("KZ"), hub("KZ", Refrigerant(gas="r134a", leaked_kg=0.5))
    assert cold.wtw_kg_co2e - plain.wtw_kg_co2e == pytest.approx(765)
    assert plain.wtw_kg_co2e == pytest.approx(1000 * factors.grids["KZ"].delivered_kg_per_kwh)
    assert hub("GE").wtw_kg_co2e < plain.wtw_kg_co2e / 2
    stand_in = Note.of("footprint.note.no_grid", country="FR")
    assert (hub("FR").elements[0].fallbacks, plain.elements[0].fallbacks) == ((stand_in,), ())
