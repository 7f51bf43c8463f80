"""Placeholder docstring: model."""
