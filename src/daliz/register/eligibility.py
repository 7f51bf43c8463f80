"""Whether a programme is open to a person, rule by rule: eligible, not eligible or unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from daliz.errors import QueryError
from daliz.model.programme import Answer, Programme, Rule, RuleResult

__all__ = ["answer_of", "intakes_of"]

ELIGIBLE, NOT_ELIGIBLE, UNKNOWN = "eligible", "not eligible", "unknown"


def intakes_of(rules: Iterable[Rule]) -> list[str]:
    """Return the intake years that any rule was published or continued for, sorted."""
    return sorted({r.intake for r in rules if r.intake is not None})


def answer_of(
    programme: Programme, rules: Sequence[Rule], person: Mapping[str, str], *, intake: str
) -> Answer:
    """Return the answer for one person and one intake year: each rule, and what they make together.

    The whole is not eligible if a hard rule or the country shuts it, unknown if a hard rule cannot be
    decided, and eligible otherwise.
    """
    results = tuple(_result(rule, person) for rule in _rules_for(rules, intake))
    hard = [r for r in results if r.rule.hard]
    reasons: list[str] = []
    if programme.open_to_kz == "no":
        verdict = NOT_ELIGIBLE
        reasons.append("country")
    elif any(r.verdict == NOT_ELIGIBLE for r in hard):
        verdict = NOT_ELIGIBLE
    elif programme.open_to_kz != "yes" or not hard or any(r.verdict == UNKNOWN for r in hard):
        verdict = UNKNOWN
        if programme.open_to_kz != "yes":
            reasons.append("country")
        if not hard:
            reasons.append("no rules read")
    else:
        verdict = ELIGIBLE
    return Answer(
        programme=programme,
        intake=intake,
        verdict=verdict,
        published=all(r.rule.published for r in results),
        results=results,
        reasons=tuple(reasons),
        needed=tuple(r for r in hard if r.verdict != ELIGIBLE),
    )


def _rules_for(rules: Sequence[Rule], intake: str) -> list[Rule]:
    """Return the rules of one intake: those of the year, those for all, and fields not told for it."""
    chosen = [r for r in rules if r.intake in {None, intake}]
    had = {r.field for r in chosen}
    dated = sorted((r for r in rules if r.field not in had), key=lambda r: r.intake or "")
    missing = {r.field: r for r in dated}
    return chosen + [
        Rule(
            id=r.id,
            programme=r.programme,
            field=r.field,
            op="not known",
            value=r.value,
            intake=intake,
            published=False,
            hard=r.hard,
            text=r.text,
            sources=r.sources,
            last_intake=r.intake,
        )
        for r in missing.values()
    ]


def _result(rule: Rule, person: Mapping[str, str]) -> RuleResult:
    given = person.get(rule.field)
    if rule.op == "not known" or given is None:
        return RuleResult(rule=rule, verdict=UNKNOWN, given=given)
    return RuleResult(rule=rule, verdict=ELIGIBLE if _holds(rule, given) else NOT_ELIGIBLE, given=given)


def _holds(rule: Rule, given: str) -> bool:
    wanted = rule.value.split("|")
    match rule.op:
        case "on or after":
            return given >= rule.value
        case "at least":
            return _number(rule, given) >= float(rule.value)
        case "in":
            return given in wanted
        case "not in":
            return given not in wanted
        case "is":
            return given == rule.value
        case _:
            raise QueryError(
                f"Rule {rule.id}: there is no comparison {rule.op!r}.", "Correct programme_rules.csv."
            )


def _number(rule: Rule, given: str) -> float:  # unit-ok: in the unit of the field
    try:
        return float(given)
    except ValueError as error:
        raise QueryError(f"{rule.field} is {given!r}.", "Write a number.") from error
