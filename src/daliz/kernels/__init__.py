"""Arithmetic on arrays, and draws. See README.md for the rules."""
