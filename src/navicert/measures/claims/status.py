"""A claimed answer against the law's answer on the day that the claim speaks of."""

from __future__ import annotations

from datetime import date

from navicert.measures.claims.law import ClaimLaw, Reading, deciding
from navicert.measures.claims.model import Claim, FieldVerdict
from navicert.measures.claims.near import explained, forbidden_in

MOST_CHECKED = 5


def day_of(claim: Claim) -> date:
    """The day a claim speaks of: the first one claimed, else that of the claim, or the last claimed if earlier."""
    if claim.first:
        return claim.first.latest
    return min(claim.as_of, claim.until.latest) if claim.until else claim.as_of


def judge_status(status: str, claim: Claim, law: ClaimLaw, reading: Reading) -> FieldVerdict:
    """The claimed answer on the claim's day."""
    answer = law.on(day_of(claim))
    measures = tuple(dict.fromkeys(name for finding in answer.findings for name in deciding(finding)))
    if not measures:
        checked = (measure.id for finding in answer.findings for measure in finding.measures)
        measures = tuple(dict.fromkeys(checked))[:MOST_CHECKED]
    match answer.holds(status, reading):
        case "yes":
            return FieldVerdict("status", "correct", reason(law, answer.day), measures)
        case "uncovered":
            words = f"the rulebook does not cover this under {law.regime} on {answer.day}"
            return FieldVerdict("status", "unverifiable", words, measures)
        case "open":
            return _judge_open(status, claim, law, measures)
    near = explained(status, answer.day, law, reading)
    if near is None:
        return FieldVerdict("status", "inaccurate", reason(law, answer.day), measures)
    words = f"{reason(law, answer.day)}; {near.words}"
    return FieldVerdict("status", "imprecise", words, tuple(dict.fromkeys((*near.measures, *measures))))


def _judge_open(status: str, claim: Claim, law: ClaimLaw, measures: tuple[str, ...]) -> FieldVerdict:
    """Facts that the claim leaves out decide: it is right but for an exception, or cannot be told."""
    day = day_of(claim)
    missing = law.on(day).missing
    if status == "prohibited" and claim.amount is not None and set(missing) <= {"unit_price_amount"}:
        return FieldVerdict("status", "correct", "forbidden above a price", measures)
    if status == "prohibited" and forbidden_in(law, day):
        words = f"forbidden as a rule, with an exception that turns on {', '.join(missing)}"
        return FieldVerdict("status", "imprecise", words, measures, as_a_rule=True)
    words = f"it turns on facts that the claim leaves out: {', '.join(missing)}"
    return FieldVerdict("status", "unverifiable", words, measures)


def reason(law: ClaimLaw, day: date) -> str:
    """The engine's own sentence for the day."""
    return next((finding.because.rstrip(".") for finding in law.on(day).findings), "nothing was asked")
