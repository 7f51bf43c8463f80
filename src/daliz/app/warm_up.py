"""Compile the kernels once, so that the first long work of this machine need not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

__all__ = ["KERNELS", "warm_up"]

#: What is compiled, in order.
KERNELS = ("best chains under a rule", "four-criteria search")


def warm_up(step: Callable[[str], None] = lambda _: None) -> bool:
    """Compile every kernel, or read it from numba's cache; ``step`` is told what is done. False without numba."""
    try:
        for name in _compile():
            step(name)
    except ImportError:
        return False
    return True


def _compile() -> Iterator[str]:
    from daliz.kernels.constrained_compiled import best_chain_kernel
    from daliz.kernels.pareto_compiled import compiled

    best_chain_kernel()
    yield KERNELS[0]
    compiled()
    yield KERNELS[1]
