"""Mean hours of dwells from the facts: what is known of one place wins over its class."""

from __future__ import annotations

from datetime import date

from daliz.model.fact import Facts, Quantity

__all__ = ["delay_h", "dwell_of"]


def dwell_of(facts: Facts, subject: str, own: str | None, on: date) -> tuple[float, Quantity]:
    """Return the mean dwell in hours on a day and the fact behind it.

    Parameters
    ----------
    subject
        The class, such as ``class:port.caspian``.
    own
        The place, such as ``terminal:aktau.port`` or ``crossing:alashankou/dostyk/rail``: its own ``dwell``
        replaces the class's, its own ``dwell_factor`` multiplies on top of the class's.
    """
    fact = (None if own is None else facts.find(own, "dwell", on)) or facts.get(subject, "dwell", on)
    factor = facts.value(subject, "dwell_factor", on, 1.0)
    if own is not None:
        factor *= facts.value(own, "dwell_factor", on, 1.0)
    return fact.value * factor, fact


def delay_h(facts: Facts, link: str, on: date) -> float:
    """Return hours that a rail link adds to (or, below 0, saves against) what its class says; 0 where none is known."""
    return facts.value(f"link:{link}", "delay", on, 0.0)
