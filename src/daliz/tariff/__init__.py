"""Placeholder docstring: tariff."""
