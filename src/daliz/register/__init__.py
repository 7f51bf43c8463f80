"""Placeholder docstring: register."""
