"""Greenhouse gases of transport chains, as ISO 14083 asks: coefficients, accounts, levers."""
