"""The closed vocabulary of units, and the only place where one unit becomes another."""

from __future__ import annotations

from daliz.errors import UnitError

__all__ = [
    "HOURS_PER_DAY",
    "KG_PER_TONNE",
    "KM_PER_NAUTICAL_MILE",
    "MJ_PER_KWH",
    "NAME_SUFFIXES",
    "SECONDS_PER_DAY",
    "SECONDS_PER_HOUR",
    "SECONDS_PER_MINUTE",
    "UNITS",
    "check_unit",
]

KM_PER_NAUTICAL_MILE = 1.852  # by definition, International Hydrographic Conference 1929
MJ_PER_KWH = 3.6
KG_PER_TONNE = 1000.0
HOURS_PER_DAY = 24.0
SECONDS_PER_MINUTE = 60
SECONDS_PER_HOUR = 3600
SECONDS_PER_DAY = 86_400

#: Every unit that a fact may carry. ``1`` is a pure number, ``share`` a number from 0 to 1.
UNITS: frozenset[str] = frozenset(
    {
        "1", "share", "text", "date", "count", "m", "mm", "km", "km/h", "km/d", "min", "h", "h/1000km", "d", "a",
        "d/month", "t", "kt/a", "Mt", "Mt/a", "t/a", "TEU", "TEU/a", "TEU/month", "FEU", "train/d", "train", "voyage/week",
        "wagon/d", "truck/a", "container", "USD", "EUR", "JPY", "KZT", "USD/FEU", "USD/TEU", "USD/20ft", "USD/km",
        "USD/FEU.km", "USD/20ft.km", "USD/TEU.km", "USD/t", "USD/t.km", "USD/500km.20t", "USD/crossing", "USD/operation",
        "USD/container", "USD/voyage", "EUR/vehicle", "USD/h",
        "kWh", "MJ", "Wh/tkm", "kWh/tkm", "g/kWh", "g/MJ", "g/tkm", "kg/tkm", "kg/t", "kg/container", "kg/TEU.km",
        "kg/kg", "kg/l", "kg", "l", "%", "tCO2e", "USD/tCO2e", "EUR/tCO2e",
    }
)  # fmt: skip

#: Endings that a numeric name in the code must carry, so that a reader sees its unit.
NAME_SUFFIXES: tuple[str, ...] = (
    "_km", "_mm", "_m", "_h", "_s", "_min", "_d", "_days", "_a", "_t", "_kg", "_usd", "_jpy", "_teu", "_feu", "_share",
    "_count", "_kg_co2e", "_km_per_h", "_deg", "_ms", "_tkm", "_mj", "_kwh", "_year", "_idx", "_sd", "_per_km",
    "_per_t", "_per_tkm", "_per_kwh", "_per_mj", "_factor", "_km2",
)  # fmt: skip


def check_unit(unit: str, where: str) -> str:
    """Return the unit if the vocabulary has it.

    Raises
    ------
    UnitError
        If it does not.
    """
    if unit not in UNITS:
        raise UnitError(f"{where}: unknown unit {unit!r}.", "The vocabulary is daliz.units.UNITS.")
    return unit
