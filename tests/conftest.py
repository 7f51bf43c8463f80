"""What every test may ask for, and the one setting of hypothesis."""

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every run, and no stopwatch: a slow machine is not a wrong answer.
settings.register_profile("daliz", deadline=None, derandomize=True)
settings.load_profile("daliz")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def source(root) -> Path:
    """The folder of the package."""
    return root / "src" / "daliz"
