"""Chains and saved plans from files: what cannot be meant is refused with its place."""

import pytest

from daliz.errors import DataError, UnknownIdError
from daliz.io.chains import chain_of
from daliz.io.saved_plans import chain_of_option

LEG = {"mode": "road", "distance_km": 100}


def test_an_element_is_a_leg_or_a_hub():
    assert len(chain_of({"elements": [LEG, {"kind": "hub", "operation": "port"}]}).elements) == 2
    with pytest.raises(DataError, match=r"element 2: kind is 'ship'. Write leg or hub"):
        chain_of({"elements": [LEG, {**LEG, "kind": "ship"}]})


@pytest.mark.parametrize("option", [0, 2, -1])
def test_an_option_that_a_plan_does_not_have_is_refused(option):
    with pytest.raises(UnknownIdError, match="there is no option"):
        chain_of_option({"options": [{"legs": []}]}, option, {}, "plan.json")
