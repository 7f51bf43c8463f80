"""The counts of a distribution are those of numpy's own quantiles and histogram, which are slower."""

from types import SimpleNamespace

import numpy as np
import pytest

from daliz.io.plan_distribution import distribution
from daliz.kernels.streams import stream


@pytest.mark.parametrize("count", [2, 3, 99, 101, 2048])
def test_a_distribution_counts_as_numpy_does(count):
    days = stream(count, "test", "distribution").gamma(2.0, 10.0, count)
    low, high = np.quantile(days, (0.01, 0.99))
    counts, _ = np.histogram(days, bins=24, range=(low, high + 1e-9))
    found = distribution(SimpleNamespace(sample_days=days))
    assert found["counts"] == counts.tolist()
    assert (found["from_days"], found["to_days"]) == (round(low, 2), round(high, 2))


def test_draws_without_end_are_counted_as_drawn_only():
    days = np.array([1.0, 2.0, 3.0, np.inf])
    found = distribution(SimpleNamespace(sample_days=days))
    assert (sum(found["counts"]), found["draws"]) == (1, 4)  # the outer hundredths are left out
    assert distribution(SimpleNamespace(sample_days=np.array([np.inf]))) is None
