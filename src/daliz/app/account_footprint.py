"""Use cases of the greenhouse gas accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from daliz.model.emissions import FactorSet

__all__ = ["read_factor_set"]


def read_factor_set(layers: Sequence[Path] = (), *, files: Iterable[Path] = ()) -> FactorSet:
    """Return the factor set of the facts layers, built in where none are given, and the user's files."""
    from daliz.io.factor_sets import read_factor_set as read
    from daliz.io.tables import built_in_facts

    return read(list(layers) or [built_in_facts()], files=files)
