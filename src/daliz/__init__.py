"""Daliz: what was promised, what evidence there is, and what it changes in days, dollars and CO2e."""

__all__: list[str] = []

__version__ = "0.1.0"
