"""Published worked examples: read the names, work the numbers out, compare; say so where one is out of reach.

Nothing here knows a case by its id. The vocabulary is in docs/reference/footprint-cases.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from daliz.errors import DalizError
from daliz.footprint.case_inputs import GENERIC_WORDS
from daliz.footprint.case_rules import solve
from daliz.footprint.case_solution import Output, Solution, same_scope
from daliz.footprint.quantities import Quantity, read_quantity
from daliz.model.emissions import FactorSet

__all__ = ["CaseResult", "KnownError", "run_case", "summarise"]

#: Rounding of binary arithmetic, allowed on top of the published tolerance.
EPSILON_FACTOR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownError:
    """A figure that somebody published and that is wrong, with what the rule gives."""

    id: str
    published: float  # unit-ok: any quantity
    right: float  # unit-ok: any quantity
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """One case: what was expected, what the rules give, how far apart, and the verdict."""

    id: str
    family: str
    expected: Mapping[str, float]
    got: Mapping[str, float]
    max_rel_error: float | None  # unit-ok: a ratio
    status: str
    reason: str | None = None
    notes: tuple[str, ...] = ()


def run_case(
    case_id: str,
    family: str,
    inputs: Mapping[str, Any],
    expected: Mapping[str, Any],
    tolerance: float,  # unit-ok: a ratio
    factors: FactorSet,
    known_errors: Sequence[KnownError] = (),
) -> CaseResult:
    """Return the verdict on one case: passed, failed or not_expressible."""
    wanted = {
        k: float(v) for k, v in expected.items() if isinstance(v, int | float) and not isinstance(v, bool)
    }
    got, reason = _work_out(inputs, wanted, factors)
    errors = {k: _relative(got[k], wanted[k]) for k in got}
    worst = max(errors.values(), default=0.0)
    passed = bool(got) and worst <= tolerance + EPSILON_FACTOR
    notes = tuple(
        f"the published {k} {wanted[k]:g} is wrong ({e.id}): {e.note}"
        for k in got
        for e in known_errors
        if errors[k] > tolerance and _is_known(wanted[k], got[k], e, tolerance)
    )
    if reason is not None and (passed or not got):
        status = "not_expressible"
    else:
        status = "passed" if passed else "failed"
        reason = None if passed else "; ".join(notes) or "the figures differ"
    return CaseResult(
        id=case_id,
        family=family,
        expected=wanted,
        got=got,
        max_rel_error=None if status == "not_expressible" else worst,
        status=status,
        reason=reason,
        notes=notes,
    )


def _work_out(
    inputs: Mapping[str, Any], wanted: Mapping[str, float], factors: FactorSet
) -> tuple[dict[str, float], str | None]:
    """Return the figures that the rules give for the names wanted, and why some are missing."""
    if not wanted:
        return {}, "no number is expected"
    try:
        solution = solve(inputs, factors)
    except (DalizError, KeyError, ValueError, ZeroDivisionError) as error:
        return {}, f"the inputs cannot be read: {error}"
    found = {name: _find(name, list(wanted), solution) for name in wanted}
    missing = [name for name, value in found.items() if value is None]
    reason = f"no rule gives {', '.join(missing)} from {', '.join(inputs)}" if missing else None
    return {name: value for name, value in found.items() if value is not None}, reason


def _is_known(
    published: float,  # unit-ok: any quantity
    got: float,  # unit-ok: any quantity
    error: KnownError,
    tolerance: float,  # unit-ok: a ratio
) -> bool:
    """Tell whether a figure is the published one of a known error, and ours the right one."""
    near_factor = max(tolerance, 1e-4)
    return (
        _relative(published, error.published) <= EPSILON_FACTOR and _relative(got, error.right) <= near_factor
    )


def _relative(got: float, wanted: float) -> float:  # unit-ok: any quantity
    return abs(got - wanted) / abs(wanted) if wanted else abs(got)


def _find(name: str, siblings: list[str], solution: Solution) -> float | None:
    """Return the value of one expected name, in the unit that the name writes."""
    letters = sorted(siblings)
    if all(len(n) == 1 and n.isalpha() for n in siblings):
        index = letters.index(name) + 1
        hit = next((o for o in solution.outputs if o.index_count == index and o.part is None), None)
        return None if hit is None else hit.value
    q = read_quantity(name)
    words = frozenset(w for w in q.words if w not in GENERIC_WORDS and w != "share")
    candidates = _candidates(q, solution)
    if q.index_count is not None and q.unit != "slots":
        candidates = [o for o in candidates if o.index_count == q.index_count]
    elif q.unit == "slots" and q.index_count is not None:
        candidates = [o for o in candidates if o.index_count == q.index_count] or candidates
    best = _best(q, words, candidates)
    return None if best is None else best.value / q.scale_factor


def _candidates(q: Quantity, solution: Solution) -> list[Output]:
    """Return the results of the dimension and part that a name asks for."""
    unit = q.unit
    wanted = [(unit, q.per)]
    if (
        unit == "mass"
        and not q.per
        and not any(o.unit == "mass" and not o.per and o.part for o in solution.outputs)
    ):
        wanted += [("mass", "activity")]  # grams of a tonne-kilometre, written as grams
    if unit == "mass" and not q.per and q.has("leak", "leakage", "leaked") and "co2e" not in q.words:
        wanted = [("gas", "")]
    if unit == "mass" and not q.per and q.has("mass", "weight", "load"):
        wanted = [("cargo mass", "")]
    if unit in {"", "share"} and not q.per:
        wanted += [("", ""), ("share", "")]
    if not unit and "intensity" in q.words:
        wanted = [("mass", "activity")]
    if not unit and q.part is not None:
        wanted = [("mass", ""), ("mass", "activity")]
    part = q.part or "wtw"
    found = [o for o in solution.outputs if (o.unit, o.per) in wanted]
    return [o for o in found if o.part in {None, part}]


def _best(q: Quantity, words: frozenset[str], candidates: list[Output]) -> Output | None:
    """Return the result whose words fit best; a name with words that fit nothing finds nothing."""
    total = bool(set(q.words) & {"total", "sum", "chain", "overall"})
    toc = bool(set(q.words) & {"toc", "hoc", "fleet", "annual", "operation"})
    scored: list[tuple[float, int, Output]] = []
    for o in candidates:
        hits = sum(same_scope({w}, o.words) for w in words)
        if words and hits < len(words):
            continue
        if "share" in q.words and "share" not in o.words and o.unit != "share":
            continue
        if q.index_count is None and o.index_count is not None and not words:
            continue
        bonus = (-3 if total and "total" in o.words else 0) + (-4 if toc and "toc" in o.words else 0)
        extra = len(o.words - words - GENERIC_WORDS) if words else 0
        scored.append((o.rank + bonus + 0.1 * extra, len(scored), o))
    return min(scored)[2] if scored else None


def summarise(results: Sequence[CaseResult]) -> dict[str, Any]:
    """Return the counts and the cases as plain data: the shape of ``daliz footprint --cases FILE --json``."""
    counts = {s: sum(r.status == s for r in results) for s in ("passed", "failed", "not_expressible")}
    return {
        "summary": {"n": len(results), **counts},
        "cases": [
            {
                "id": r.id,
                "family": r.family,
                "expected": dict(r.expected),
                "got": dict(r.got),
                "max_rel_error": r.max_rel_error,
                "status": r.status,
            }
            | ({"reason": r.reason} if r.reason else {})
            | ({"notes": list(r.notes)} if r.notes else {})
            for r in results
        ],
    }
