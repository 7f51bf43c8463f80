"""Daliz: what was promised, what evidence there is, and what it changes in days, dollars and CO2e."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from daliz.app.plan_answer import Answer, plan
    from daliz.errors import DalizError, DataError, NoPlanError, QueryError

__all__ = ["Answer", "DalizError", "DataError", "NoPlanError", "QueryError", "footprint", "plan"]

__version__ = "0.1.0"

_HOMES = {
    "Answer": "daliz.app.plan_answer",
    "DalizError": "daliz.errors",
    "DataError": "daliz.errors",
    "NoPlanError": "daliz.errors",
    "QueryError": "daliz.errors",
    "plan": "daliz.app.plan_answer",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Return a public name, its module imported only now."""
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415 - importing the package must cost nothing

        return getattr(import_module(_HOMES[name]), name)
    if name == "footprint":  # the package is the function too: daliz.footprint(chain)
        from importlib import import_module  # noqa: PLC0415 - as above

        return import_module("daliz.footprint")
    raise AttributeError(f"module 'daliz' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, for completion."""
    return [*__all__, "__version__"]
