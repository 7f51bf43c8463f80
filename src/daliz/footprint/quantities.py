"""Names of quantities as published examples write them, read into words, a unit and an index.

``ef_wtw_kg_per_l`` is the words *ef, wtw* in kilograms a litre; ``tkm1`` is the first of several
tonne-kilometres; ``t_co2e`` is the word *co2e* in tonnes. Values are turned into base units: kg, km, MJ, l,
tkm, TEU-km.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Quantity", "read_quantity"]

#: Unit token to its dimension and its size in the base unit of that dimension.
UNIT_TOKENS: dict[str, tuple[str, float]] = {
    "mg": ("mass", 1e-6), "g": ("mass", 1e-3), "kg": ("mass", 1.0), "t": ("mass", 1e3), "kt": ("mass", 1e6),
    "tonne": ("mass", 1e3), "tonnes": ("mass", 1e3), "ton": ("mass", 1e3), "tons": ("mass", 1e3),
    "km": ("distance", 1.0), "m": ("distance", 1e-3), "nm": ("distance", 1.852), "nmi": ("distance", 1.852),
    "mi": ("distance", 1.609344), "miles": ("distance", 1.609344), "kms": ("distance", 1.0),
    "wh": ("energy", 3.6e-3), "kwh": ("energy", 3.6), "mwh": ("energy", 3.6e3), "gwh": ("energy", 3.6e6),
    "mj": ("energy", 1.0), "gj": ("energy", 1e3), "kj": ("energy", 1e-3), "tj": ("energy", 1e6),
    "l": ("volume", 1.0), "litre": ("volume", 1.0), "litres": ("volume", 1.0), "liter": ("volume", 1.0),
    "liters": ("volume", 1.0), "m3": ("volume", 1e3),
    "tkm": ("activity", 1.0), "tkms": ("activity", 1.0), "ntkm": ("activity", 1.0), "mtkm": ("activity", 1e6),
    "kgkm": ("activity", 1e-3), "gtkm": ("gross activity", 1.0), "grosstkm": ("gross activity", 1.0),
    "teukm": ("slot activity", 1.0), "teu": ("slots", 1.0), "teus": ("slots", 1.0), "feu": ("slots", 2.0),
    "container": ("boxes", 1.0), "containers": ("boxes", 1.0), "box": ("boxes", 1.0), "boxes": ("boxes", 1.0),
    "peq": ("equivalents", 1.0), "pkm": ("passenger activity", 1.0), "pax": ("passengers", 1.0),
}  # fmt: skip

PAIRS = {("t", "km"): "tkm", ("tonne", "km"): "tkm", ("ton", "km"): "tkm", ("teu", "km"): "teukm"}

#: Whole names of the exchange standards.
WHOLE: dict[str, tuple[tuple[str, ...], str]] = {
    "transportactivity": (("transport",), "tkm"),
    "unitaryproductamount": (("total",), "tkm"),
    "pcfexcludingbiogenic": (("total", "co2e"), "kg"),
    "pcfincludingbiogenic": (("total", "co2e"), "kg"),
    "co2ewtw": (("co2e", "wtw"), "kg"),
    "co2ettw": (("co2e", "ttw"), "kg"),
    "co2ewtt": (("co2e", "wtt"), "kg"),
    "co2eintensitywtw": (("intensity", "wtw"), "kg_per_tkm"),
    "co2eintensityttw": (("intensity", "ttw"), "kg_per_tkm"),
}

SHORT_WORD = 2  # unit-ok: letters; a word this short is never a beginning
PARTS = ("wtw", "ttw", "wtt")
INDEXED = {"share", "leg", "drop", "shipment", "stop", "consignment", "customer", "hub", "order"} | set(
    UNIT_TOKENS
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A name taken apart.

    ``unit`` and ``per`` are dimensions (``mass``, ``activity`` …) or empty; ``scale_factor`` turns a value
    into base units; ``index_count`` numbers the first of several as 1; ``per_token`` keeps how the
    denominator was written.
    """

    name: str
    words: tuple[str, ...]
    part: str | None
    unit: str
    per: str
    scale_factor: float
    index_count: int | None = None
    per_token: str = ""

    def has(self, *any_of: str) -> bool:
        """Tell whether one of the words, or a word that begins with it, is in the name."""
        return any(w == a or (len(a) > SHORT_WORD and w.startswith(a)) for w in self.words for a in any_of)


#: Spellings that would be cut apart at their capitals, or that stick unit and gas together.
SPELLINGS = (
    ("₂", "2"), ("kWh", "kwh"), ("MWh", "mwh"), ("GWh", "gwh"), ("Wh", "wh"), ("MJ", "mj"), ("GJ", "gj"), ("TEU", "teu"),
    ("CO2e", "_co2e"), ("co2eq", "co2e"), ("/", "_per_"),
)  # fmt: skip


def _tokens(name: str) -> list[str]:
    for odd, plain in SPELLINGS:
        name = name.replace(odd, plain)
    name = re.sub(r"(?<![a-z])(kg|g|t)(?=co2)", r"\1_", name)
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    spaced = re.sub(r"[\s\-./·*]+", "_", spaced.replace("%", "_pct_")).lower()
    return [t for t in spaced.split("_") if t]


def _merge_pairs(tokens: list[str]) -> list[str]:
    out: list[str] = []
    for t in tokens:
        if out and (out[-1], t) in PAIRS:
            out[-1] = PAIRS[out[-1], t]
        else:
            out.append(t)
    return out


def _indexed(tokens: list[str]) -> tuple[list[str], int | None]:
    """Split a number off the token that carries one: ``tkm1``, ``share_2``."""
    out: list[str] = []
    index: int | None = None
    for t in tokens:
        m = re.fullmatch(r"([a-z]+)(\d+)", t)
        if m and m[1] in INDEXED and t not in UNIT_TOKENS:
            out.append(m[1])
            index = int(m[2])
        elif t.isdigit() and out and out[-1] not in {"per", "plus"}:
            index = int(t)
        else:
            out.append(t)
    return out, index


def _unit_of(tokens: list[str]) -> tuple[str, float, str]:
    """Take the last unit token out of the list: its dimension, size and spelling."""
    for i in range(len(tokens) - 1, -1, -1):
        if tokens[i] in UNIT_TOKENS:
            token = tokens.pop(i)
            dimension, size = UNIT_TOKENS[token]
            return dimension, size, token
    return "", 1.0, ""


def read_quantity(name: str) -> Quantity:
    """Return the words, part, unit and index of a name.

    >>> q = read_quantity("ef_wtw_kg_per_l")
    >>> q.words, q.part, q.unit, q.per
    (('ef',), 'wtw', 'mass', 'volume')
    """
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    prefix: list[str] = []
    for whole, (words, unit) in WHOLE.items():
        if plain.endswith(whole):
            prefix = _tokens(name[: len(name) - len(whole)]) if len(name) > len(whole) else []
            tokens = [*prefix, *words, *unit.split("_")]
            break
    else:
        tokens = _tokens(name)
    tokens, index = _indexed(_merge_pairs(tokens))
    per, per_token, scale = "", "", 1.0
    if "per" in tokens:
        at = len(tokens) - 1 - tokens[::-1].index("per")
        below, tokens = tokens[at + 1 :], tokens[:at]
        hundred = [t for t in below if re.fullmatch(r"100(km)?", t)]
        if hundred:
            per, per_token, scale = "distance", "100km", 0.01
            below = [t for t in below if t not in {"100", "100km", "km"}]
        else:
            per, size, per_token = _unit_of(below)
            scale = 1 / size
        tokens = tokens + [f"per_{t}" for t in below]
    unit, size, _ = _unit_of(tokens)
    if "pct" in tokens or "percent" in tokens:
        tokens = [t for t in tokens if t not in {"pct", "percent"}]
        scale *= 0.01
        unit = unit or "share"
    part = next((p for p in PARTS if p in tokens), None)
    words = tuple(t for t in tokens if t not in PARTS)
    return Quantity(
        name=name,
        words=words,
        part=part,
        unit=unit,
        per=per,
        scale_factor=scale * size,
        index_count=index,
        per_token=per_token,
    )
