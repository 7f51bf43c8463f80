"""Programmes of study and exchange, their rules one by one, and the answer to one person."""

from __future__ import annotations

from dataclasses import dataclass

from daliz.model.record import Text

__all__ = ["Answer", "Programme", "Rule", "RuleResult"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme as its sources describe it; what they do not say is None."""

    id: str
    name: Text
    open_to_kz: str
    open_why: Text | None
    who: Text | None
    seats: Text | None
    allowance_jpy: Text | None
    duration: Text | None
    deadline: str | None
    deadline_why: Text | None
    sources: tuple[str, ...]
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: a field of the person, a comparison, and the intake year it was published for (None: all)."""

    id: str
    programme: str
    field: str
    op: str
    value: str
    intake: str | None
    published: bool
    hard: bool
    text: Text
    sources: tuple[str, ...]
    last_intake: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """One rule held against one person; ``given`` is None where the person did not say."""

    rule: Rule
    verdict: str
    given: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The rules together; ``needed`` are the hard ones that would have to turn."""

    programme: Programme
    intake: str
    verdict: str
    published: bool
    results: tuple[RuleResult, ...]
    reasons: tuple[str, ...]
    needed: tuple[RuleResult, ...]
