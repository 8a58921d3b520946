"""A claimed answer against the law's answer on the day that the claim speaks of."""

from __future__ import annotations

from datetime import date
from itertools import chain

from navicert.measures.claims.law import ClaimLaw, DayAnswer, Reading, deciding
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
            return FieldVerdict("status", "correct", reason(answer, bearing_out=status), measures)
        case "uncovered":
            words = f"the rulebook does not cover this under {law.regime} on {answer.day}"
            return FieldVerdict("status", "unverifiable", words, measures)
        case "open":
            return _judge_open(status, claim, law, measures)
    near = explained(status, answer.day, law, reading)
    if near is None:
        return FieldVerdict("status", "inaccurate", reason(answer, against=status), measures)
    words = f"{reason(answer)}; {near.words}"
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


def reason(answer: DayAnswer, *, bearing_out: str | None = None, against: str | None = None) -> str:
    """The engine's own sentence for the day: of the ways in which the claim was completed, that of one which bears a
    status out, or which speaks against one."""
    findings = answer.findings
    borne_out = (f for f in findings if bearing_out == f.status)
    perhaps = (f for f in findings if bearing_out and bearing_out in (f.lowest, f.highest))
    other = (f for f in findings if against is not None and against != f.status)
    told = next(chain(borne_out, perhaps, other, findings), None)
    return told.because.rstrip(".") if told is not None else "nothing was asked"
