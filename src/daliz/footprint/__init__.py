"""Greenhouse gases of transport chains, as ISO 14083 asks: coefficients, accounts, levers.

The package is also the function ``daliz.footprint(chain, …)``: calling it accounts for a chain, a file or an
option of a saved plan. It hands the call to the use case, which reads files; the package itself does no input
or output.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _CallableModule(ModuleType):
    """A package that can be called, because its name is also the name of what it does."""

    def __call__(self, chain: Any, **options: Any) -> Any:  # noqa: ANN401 - the use case checks them
        """Return the report of a chain; see ``daliz.app.account_footprint.account_chain_of``."""
        from importlib import import_module  # noqa: PLC0415 - the ladder: engines do not know their use cases

        return import_module("daliz.app.account_footprint").account_chain_of(chain, **options)


sys.modules[__name__].__class__ = _CallableModule
