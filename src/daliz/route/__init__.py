"""Placeholder docstring: route."""
