"""Decimals as strings: written without exponent, read with a dot only."""

from __future__ import annotations

import re
from decimal import Decimal

from daliz.errors import DataError

__all__ = ["decimal_text", "read_decimal"]

PATTERN = re.compile(r"-?\d+(\.\d+)?")


def decimal_text(value: float) -> str:  # unit-ok: any quantity
    """Return a number as the standards write it; every digit that the number needs, no exponent.

    >>> decimal_text(1962.72), decimal_text(1e-7), decimal_text(3.0)
    ('1962.72', '0.0000001', '3')
    """
    text = format(Decimal(repr(float(value))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_decimal(text: object, where: str) -> float:  # unit-ok: any quantity
    """Return the number of a decimal string.

    Raises
    ------
    DataError
        If it is no string, or has a comma, an exponent or blanks: a comma is not read as a dot.
    """
    if not isinstance(text, str) or not PATTERN.fullmatch(text):
        raise DataError(
            f"{where}: {text!r} is not a decimal.", 'Write a string of digits with a dot, such as "8.42769".'
        )
    return float(text)
