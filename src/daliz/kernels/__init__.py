"""Placeholder docstring: kernels."""
