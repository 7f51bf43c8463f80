"""Prices of the parts of a chain, and of the whole where a through rate is published."""
