import pytest

from daliz.app.account_footprint import read_factor_set


@pytest.fixture(scope="session")
def factors():
    return read_factor_set()
