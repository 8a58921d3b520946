"""What sort of act the law behind a claim is on a day: in force, ended, proposed, a bill, only announced."""

from __future__ import annotations

from datetime import date

from navicert.measures.claims.law import ClaimLaw
from navicert.measures.claims.model import FieldVerdict
from navicert.measures.rules import Rule, validity
from navicert.rulebook.model import NOT_LAW

WORDS = {
    "in_force": "in force",
    "ended": "ended",
    "proposed": "only proposed",
    "announced": "only announced",
    "bill": "a bill",
    "never_applied": "never applied",
    "unknown": "of unknown content",
}


def in_words(status: str) -> str:
    return WORDS[status]


def fits(rule: Rule, law: ClaimLaw, day: date) -> bool:
    """Whether a rule, law or not, speaks of the facts; what they leave open counts for it."""
    parts = ("bound", "step", "place", "goods", "where")
    return any(
        all(rule.part(part, situation) is not False for part in parts)  # type: ignore[arg-type]
        for situation in law.situations(day)
    )


def status_of(rule: Rule, day: date) -> str | None:
    """How a rule stands on a day; None before it was made and between its making and its first day."""
    measure = rule.measure
    if measure.adopted is not None and measure.adopted > day:
        return None
    if measure.status in NOT_LAW:
        return measure.status
    first, until = validity(rule, day)
    if first is not None and until is not None and until <= first:
        return "never_applied"
    if until is not None and until <= day:
        return "ended"
    return "in_force" if first is None or first <= day else None


def measures_of_status(status: str, law: ClaimLaw, day: date) -> list[Rule]:
    """The rules about the facts that stand so on a day."""
    return [rule for rule in law.rules if status_of(rule, day) == status and fits(rule, law, day)]


def judge_measure_status(status: str, law: ClaimLaw, day: date) -> FieldVerdict:
    """Whether some act about the facts stands as claimed."""
    if rules := measures_of_status(status, law, day):
        named = tuple(rule.measure.id for rule in rules)
        return FieldVerdict("measure_status", "correct", f"{', '.join(named)}: {in_words(status)} on {day}", named)
    others = [
        (rule.measure.id, found) for rule in law.rules if fits(rule, law, day) and (found := status_of(rule, day))
    ]
    if not others:
        return FieldVerdict("measure_status", "unverifiable", "the rulebook holds no act about these facts")
    told = ", ".join(f"{name} {in_words(found)}" for name, found in others)
    return FieldVerdict(
        "measure_status", "inaccurate", f"not {in_words(status)}: {told}", tuple(name for name, _ in others)
    )
