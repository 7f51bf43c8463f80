"""Placeholder docstring: footprint."""
