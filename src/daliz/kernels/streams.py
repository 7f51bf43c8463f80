"""Named random streams: the same seed and name give the same numbers, whoever asks, in whatever order."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["normals", "own_normals", "stream", "uniforms"]

KEPT = 256  # streams of normal draws held: 4 MB at 2,048 draws


def stream(seed: int, *names: str) -> np.random.Generator:
    """Return the generator of a named stream (Philox counter-based, key from the seed and the names).

    Parameters
    ----------
    seed
        Any whole number from 0.
    names
        What the numbers are for, such as ``"port", "aktau", "wind"``.
    """
    digest = hashlib.blake2b("\x1f".join(names).encode(), digest_size=8).digest()
    # Philox4x64 takes a 128-bit key (Salmon et al. 2011); half of it is the seed, half the name
    return np.random.Generator(np.random.Philox(key=(seed % 2**64) << 64 | int.from_bytes(digest)))


@lru_cache(maxsize=KEPT)
def normals(seed: int, name: str, draws_count: int) -> NDArray[np.float64]:
    """Return standard normal draws of a named stream, shape (draws,), read-only: plans of one seed share them."""
    draws = own_normals(seed, name, draws_count)
    draws.flags.writeable = False
    return draws


def own_normals(seed: int, name: str, draws_count: int) -> NDArray[np.float64]:
    """Return the same draws, made anew and the caller's own: for streams that are not asked for twice."""
    return stream(seed, "normal", name).standard_normal(draws_count)


def uniforms(seed: int, name: str, draws_count: int) -> NDArray[np.float64]:
    """Return draws from (0, 1) of a named stream, shape (draws,)."""
    return stream(seed, "uniform", name).random(draws_count)
