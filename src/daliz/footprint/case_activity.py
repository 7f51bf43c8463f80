"""Masses, distances and activities of published examples."""

from __future__ import annotations

from daliz.footprint.case_inputs import Given
from daliz.footprint.case_solution import Solution, same_scope, scope_of
from daliz.footprint.method import (
    AIR_EXTRA_KM,
    PASSENGER_EQUIVALENTS,
    PASSENGER_MASS_KG,
    TEU_BY_CONTAINER,
    distance_adjustment_factor,
    mass_t_of_teu,
)
from daliz.footprint.quantities import Quantity
from daliz.footprint.rail import gross_wh_per_tkm
from daliz.model.emissions import FactorSet
from daliz.units import MJ_PER_KWH

__all__ = [
    "DISTANCE_WORDS",
    "activity_distance",
    "add_activity",
    "add_equivalents",
    "cargo_mass_t",
    "count_slots",
    "given_adjustment",
    "train_energy",
]


#: Distances from the one that activity counts to the ones it does not.
DISTANCE_RANK = (
    "sfd",
    "shortest",
    "direct",
    "notional",
    "gcd",
    "planned",
    "transport",
    "distance",
    "",
    "actual",
    "driven",
)


DISTANCE_WORDS = frozenset(
    {"sfd", "gcd", "actual", "planned", "driven", "km", "distance", "shortest", "laden"}
)


EXTRA_WORDS = ("add", "added", "extra", "additional")
NOT_ACTIVITY = (*EXTRA_WORDS, "empty", "ballast", "positioning", "total", "vehicle", "return")


def train_energy(g: Given, s: Solution, factors: FactorSet) -> None:
    """Train energy: the open formula, and net over gross by kind of goods."""
    kinds = ("bulk", "average", "volume")
    goods = next(
        (v.lower() for k, v in g.texts.items() if k in {"goods", "freight", "cargo", "freight_type"}),
        "average",
    )
    goods = next((k for k in kinds if k in goods), "average")
    given = next((v / (MJ_PER_KWH / 1000) for q, v in g.consumptions if q.per == "gross activity"), None)
    if g.gross_train_t is None and given is None:
        return
    gross = given if given is not None else gross_wh_per_tkm(g.gross_train_t or 1.0, factors.rail)
    mj = gross * MJ_PER_KWH / 1000
    s.add({"gross", "specific", "energy"}, None, "energy", "gross activity", mj, rank=1)
    for k in kinds:
        ratio = factors.parameter(f"net_over_gross_{k}").value
        s.add({"net", "over", "gross", "ratio", k}, None, "", "", ratio, rank=0 if k == goods else 4)
        s.add(
            {"net", "specific", "energy", k},
            None,
            "energy",
            "activity",
            mj * ratio,
            rank=0 if k == goods else 4,
        )
    if not any(q.unit == "energy" and q.per == "activity" for q, _ in g.consumptions):
        from_formula = Quantity(
            name="formula", words=("electricity",), part=None, unit="energy", per="activity", scale_factor=1.0
        )
        g.consumptions.append((from_formula, mj * factors.parameter(f"net_over_gross_{goods}").value))


def count_slots(g: Given, s: Solution) -> None:
    """Container slots by length: 45 feet count 2.25."""
    total = 0.0
    for length, count in g.containers:
        teu = TEU_BY_CONTAINER.get(length, TEU_BY_CONTAINER.get(length.removesuffix("ft"), 1.0)) * count
        digits = int("".join(c for c in length if c.isdigit()))
        s.add({"teu", length, str(digits)}, None, "slots", "", teu, index=digits, rank=1)
        total += teu
    if g.containers:
        s.add({"total"}, None, "slots", "", total, rank=0)
        g.slots_teu = total if g.slots_teu is None else g.slots_teu
        g.boxes_count = sum(n for _, n in g.containers) if g.boxes_count is None else g.boxes_count


def cargo_mass_t(g: Given, s: Solution) -> float | None:
    """Return the cargo's tonnes: packaging in, equipment out; without a mass, by TEU."""
    if g.masses:
        filled_factor = _load_factor(g) if any(q.has("payload", "capacity") for q, _ in g.masses) else 1.0
        return sum(kg for q, kg in g.masses) / 1000 * g.trips_count * filled_factor
    if g.slots_teu is not None:
        s.add({"mass"}, None, "cargo mass", "", 1000 * _teu_t(g, g.slots_teu), rank=1)
    if g.slots_teu is not None and not any(q.per in {"slot activity", "slots"} for q, _ in g.intensities):
        return _teu_t(g, g.slots_teu)
    if g.slots_teu is not None and any(q.per == "slots" for q, _ in g.plain):
        return _teu_t(g, g.slots_teu)
    return None


def _teu_t(g: Given, teu_count: float) -> float:
    """Return the tonnes taken for container slots: light, average or heavy cargo."""
    given = next((v for q, v in g.plain if q.per == "slots"), None)
    if given is not None:
        return teu_count * given
    names = {"cargo", "load", "cargo_type", "weight", "density", "load_type"}
    kind = next((v.lower() for k, v in g.texts.items() if k in names), "average")
    return mass_t_of_teu(teu_count, next((k for k in ("light", "heavy") if k in kind), "average"))


def _load_factor(g: Given) -> float:
    """Return how full a vehicle runs, by mass; 1 where the case does not say."""
    for q, v in (*g.plain, *g.shares):
        if q.has("utilisation", "utilization") or {"load", "factor"} <= set(q.words):
            return v
    return 1.0


def activity_distance(g: Given, s: Solution) -> tuple[float | None, float]:
    """Return the distance that activity counts, and the adjustment that the intensity needs."""
    ranked = sorted(
        (
            (min((DISTANCE_RANK.index(r) for r in DISTANCE_RANK if r and q.has(r)), default=8), v, q)
            for q, v in g.distances
        ),
        key=lambda row: row[0],
    )
    usable = [(r, v, q) for r, v, q in ranked if not q.has(*NOT_ACTIVITY) or len(ranked) == 1]
    if not usable:
        return None, given_adjustment(g)
    best = usable[0][0]
    same = [v for r, v, q in usable if r == best]
    distance = sum(same) if best in {7, 8} and len(same) > 1 else same[0]
    daf = given_adjustment(g)
    air = "gcd" in usable[0][2].words or g.texts.get("mode") == "air"
    if air:
        s.add({"daf", "adjustment"}, None, "", "", (distance + AIR_EXTRA_KM) / distance, rank=2)
        s.add(
            {"actual", "flown", "adjusted", "gcd", "plus", "95", "corrected"},
            None,
            "distance",
            "",
            distance + AIR_EXTRA_KM,
            rank=3,
        )
        if _on_actual(g) and not any("daf" in q.words for q, _ in g.plain):
            daf = distance_adjustment_factor(
                "air", leg_type="gcd", factor_type="actual", distance_km=distance
            )
    extra = next((v for q, v in g.distances if q.has(*EXTRA_WORDS)), None)
    if extra is not None and distance:
        daf *= (distance + extra) / distance
    actual = next((v for r, v, q in ranked if q.has("actual", "driven")), None)
    if actual is not None and actual != distance:
        s.add({"daf", "adjustment"}, None, "", "", actual / distance, rank=1)
    s.add(set(), None, "distance", "", distance, rank=4)
    return distance, daf


def _on_actual(g: Given) -> bool:
    return any(
        "actual" in v.lower() for k, v in g.texts.items() if "distance" in k or "basis" in k or "type" in k
    )


def given_adjustment(g: Given) -> float:
    """Return the adjustments and uplifts that the case gives, multiplied; 5 % is 1.05."""
    found = 1.0
    for q, v in (*g.plain, *g.shares):
        if q.has("daf", "adjustment", "uplift", "surcharge") or (q.has("distance") and q.has("correction")):
            found *= v if v >= 0.5 else 1 + v  # noqa: PLR2004 - below one half it is a surcharge
    return found


def add_activity(g: Given, s: Solution, mass_t: float | None, distance_km: float | None) -> None:
    """Work out tonne-kilometres and TEU-kilometres: by leg, by list, whole, and by name."""
    s.activity_tkm = _listed(g, s, mass_t) or s.activity_tkm
    if s.activity_tkm is None and mass_t is not None and distance_km is not None:
        s.activity_tkm = mass_t * distance_km
    for q, km in g.distances:
        if mass_t is not None and scope_of(q) - DISTANCE_WORDS:
            s.add(scope_of(q), None, "activity", "", mass_t * km, rank=3)
    _given_activities(g, s, mass_t)
    if g.slots_teu is not None and distance_km is not None:
        s.slot_teukm = g.slots_teu * distance_km
        s.add({"teu"}, None, "slot activity", "", s.slot_teukm, rank=1)
    if s.activity_tkm is not None:
        s.add({"total"}, None, "activity", "", s.activity_tkm, rank=0)


def _listed(g: Given, s: Solution, mass_t: float | None) -> float | None:
    """Return the activity of lists: legs of one cargo, or tonne-kilometres; ballast carries none."""
    legs = next((v for q, v in g.vectors if q.unit == "distance"), None)
    if legs is not None and mass_t is not None:
        for i, km in enumerate(legs):
            s.add({"leg"}, None, "activity", "", mass_t * km, index=i + 1, rank=1)
        return mass_t * sum(legs)
    lists = [(q, v) for q, v in g.vectors if q.unit == "activity" and not q.has("ballast", "empty")]
    for q, values in lists:
        for i, v in enumerate(values):
            s.add(scope_of(q), None, "activity", "", v, index=i + 1, rank=3)
    return sum(sum(v) for _, v in lists) if lists else None


def _given_activities(g: Given, s: Solution, mass_t: float | None) -> None:
    """Take tonne-kilometres that the case gives: of the operation, or of something named."""
    plain = [v for q, v in g.activities if not scope_of(q) - {"laden"}]
    scoped = [(scope_of(q), v) for q, v in g.activities if scope_of(q) - {"laden"}]
    for words, v in scoped:
        s.add(words, None, "activity", "", v, rank=3)
        for q, kg in g.emissions:
            if same_scope(scope_of(q), words):
                s.add(words, q.part or "wtw", "mass", "activity", kg / v, rank=2)
    if plain:
        s.operation_tkm = sum(plain)
    if s.activity_tkm is None and plain:
        s.activity_tkm = sum(plain)
    if s.activity_tkm is None and scoped and mass_t is None:
        s.activity_tkm = sum(v for words, v in scoped if not words & {"ballast", "empty"})


def _belly(g: Given, s: Solution) -> None:
    """Share a vehicle between passengers, 100 kg each, and freight by mass."""
    freight_kg = sum(kg for _, kg in g.masses)
    people_kg = g.passengers["passenger"] * PASSENGER_MASS_KG
    share = freight_kg / (freight_kg + people_kg)
    s.add({"freight", "cargo", "share"}, None, "", "", share, rank=0)
    s.add({"passenger", "share"}, None, "", "", 1 - share, rank=1)
    s.add({"passenger", "mass"}, None, "cargo mass", "", people_kg, rank=2)
    s.freight_share = share


def add_equivalents(g: Given, s: Solution) -> None:
    """Work out the passenger equivalents of a ferry, and the share of each kind."""
    if not g.passengers:
        return
    if set(g.passengers) == {"passenger"} and g.masses:
        _belly(g, s)
        return
    by_kind = {k: PASSENGER_EQUIVALENTS[k] * n for k, n in g.passengers.items()}
    total = sum(by_kind.values())
    freight = sum(
        v
        for k, v in by_kind.items()
        if k in {"rigid_truck", "articulated_truck", "unaccompanied_trailer", "large_van"}
    )
    s.add({"total", "peq", "passenger", "equivalents"}, None, "equivalents", "", total, rank=0)
    s.add({"total", "peq", "passenger", "equivalents"}, None, "", "", total, rank=0)
    s.add({"freight", "share"}, None, "", "", freight / total, rank=0)
    s.freight_share = freight / total
    s.equivalents_count = total
    s.add({"passenger", "share"}, None, "", "", 1 - freight / total, rank=1)
    s.add({"freight", "peq"}, None, "", "", freight, rank=1)
    for k, v in by_kind.items():
        s.add({"share", *k.split("_")}, None, "", "", v / total, rank=2)
        s.add({"peq", *k.split("_")}, None, "", "", v, rank=2)
