"""Placeholder docstring: words."""
