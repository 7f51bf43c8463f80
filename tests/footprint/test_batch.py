"""Many shipments on arrays against the account of each alone."""

import numpy as np
import pytest

from daliz.app.account_shipments import account_shipments
from daliz.footprint.account import account_chain
from daliz.io.chains import read_chains

HEADER = (
    "shipment,kind,mode,operation,from,to,country,traction,distance_km,mass_t,teu_count,containers_count,"
    "reefer,vehicle,wtw_kg_per_tkm\n"
)
ROWS = """\
a,leg,road,,x,y,KZ,,120,10,,2,,,
a,hub,,rail,y,,KZ,,,10,,2,,,
a,leg,rail,,y,z,KZ,diesel,3000,10,,2,,,
b,leg,sea,,y,z,,,900,20,,,,,
b,leg,sea,,z,w,,,21000,20,,,,,
b,hub,,port,w,,,,,20,,,,,
c,leg,air,,y,z,,,5600,1.5,,,,,
c,leg,road,,z,q,DE,,80,1.5,,,yes,,
d,leg,ferry,,y,z,,,480,,3,,,,
d,leg,sea,,y,z,,,480,30,,,,sea.caspian,
d,leg,road,,y,z,,,55,30,,,,,0.1
"""


def test_the_arrays_equal_the_single_accounts(tmp_path, factors):
    path = tmp_path / "many.csv"
    path.write_text(HEADER + ROWS)
    found = account_shipments(path, factors=factors)
    assert not found.problems
    for i, c in enumerate(read_chains(path)):
        one = account_chain(c, factors)
        assert found.table.shipments[i] == c.id
        expected = (one.wtw_kg_co2e, one.ttw_kg_co2e, one.low_kg_co2e, one.high_kg_co2e)
        assert found.result.sums[i] == pytest.approx(expected, rel=1e-12)
        assert found.result.tkm_sums[i] == pytest.approx(one.tkm)
    assert found.result.elements.shape == (11, 4)
    assert np.all(found.result.elements[:, 2] <= found.result.elements[:, 0] + 1e-9)


def test_a_bad_row_is_reported_with_its_line_and_the_rest_is_done(tmp_path, factors):
    path = tmp_path / "bad.csv"
    path.write_text(
        "shipment,mode,distance_km,mass_t\na,road,100,10\nb,rail,far,10\nc,warp,10,10\nd,road,-5,1\ne,road,10,\nf,road,100,5\n"
    )
    found = account_shipments(path, factors=factors)
    assert [(p.line, p.column) for p in found.problems] == [
        (3, "distance_km"),
        (4, "factor"),
        (5, "distance_km"),
        (6, "mass_t"),
    ]
    assert [r["shipment"] for r in found.rows()] == ["a", "f"]
    assert found.rows()[0]["wtw_kg_co2e"] == pytest.approx(2 * found.rows()[1]["wtw_kg_co2e"])


def test_a_wrong_header_is_refused(tmp_path, factors):
    from daliz.errors import DataError

    path = tmp_path / "bad.csv"
    path.write_text("shipment,mode,distanse_km,mass_t\na,road,100,10\n")
    with pytest.raises(DataError, match="distanse_km"):
        account_shipments(path, factors=factors)


def test_a_leg_without_a_length_is_a_fault_of_its_line(tmp_path, factors):
    path = tmp_path / "short.csv"
    path.write_text(HEADER + "a,leg,road,,x,y,KZ,,,10,,2,,,\n" + "a,hub,,rail,y,,KZ,,,10,,2,,,\n")
    (problem,) = account_shipments(path, factors=factors).problems
    assert (problem.line, problem.column) == (2, "distance_km")
