"""Claims that one reading of contested law bears out and another does not."""

from __future__ import annotations

from collections.abc import Iterator

from navicert.measures.claims.act_status import judge_measure_status
from navicert.measures.claims.amounts import judge_amount
from navicert.measures.claims.days import judge_status_and_days
from navicert.measures.claims.figures import figures_on
from navicert.measures.claims.law import ClaimLaw, Reading
from navicert.measures.claims.model import Claim, FieldVerdict
from navicert.measures.claims.status import day_of
from navicert.measures.situation import MAIN_READING

TOLD = frozenset({"correct", "imprecise", "inaccurate"})


def judge_fields(claim: Claim, law: ClaimLaw, reading: Reading = MAIN_READING) -> Iterator[FieldVerdict]:
    """The verdict on each thing claimed, under one reading of the law."""
    yield from judge_status_and_days(claim, law, reading)
    if claim.measure_status:
        yield judge_measure_status(claim.measure_status, law, day_of(claim))
    if claim.amount is not None:
        yield judge_amount(claim, law, reading)


def judge_readings(claim: Claim, law: ClaimLaw, main: list[FieldVerdict]) -> FieldVerdict | None:
    """Another reading under which a claim that is not the law's word is, or the other way about; else None."""
    for reading, text in _readings(claim, law).items():
        other = list(judge_fields(claim, law, reading))
        if not {row.verdict for row in (*main, *other)} <= TOLD:
            continue
        words = f"contested ({reading[0]}), it may be read otherwise: {text.rstrip('.')}"
        if _is_the_laws_word(main) is not _is_the_laws_word(other):
            return FieldVerdict("readings", "disputed", words)
        if not _is_the_laws_word(main) and _sides_differ(claim, law, reading):
            return FieldVerdict("readings", "disputed", f"{words}; one reading allows it, the other forbids it")
    return None


def _is_the_laws_word(rows: list[FieldVerdict]) -> bool:
    return all(row.is_the_laws_word for row in rows)


def _readings(claim: Claim, law: ClaimLaw) -> dict[Reading, str]:
    """The readings that change an answer on a day that the claim speaks of, or the figures of that day."""
    day = day_of(claim)
    days = {day, *(law.days if claim.first or claim.until else ())}
    found = {reading: text for each in sorted(days) for reading, text in law.on(each).readings.items()}
    if claim.amount is not None:
        main = figures_on(law, day)
        for point in sorted({point for rule in law.rules for point in rule.ambiguities}):
            for name, text in law.rulebook.ambiguities[point].readings[1:]:
                if figures_on(law, day, (point, name)) != main:
                    found.setdefault((point, name), text)
    return found


def _sides_differ(claim: Claim, law: ClaimLaw, reading: Reading) -> bool:
    """Whether one reading forbids what another allows, be it within a quota."""
    answer = law.on(day_of(claim))
    sides = [answer.holds("prohibited", each) for each in (MAIN_READING, reading)]
    return claim.status is not None and "yes" in sides and "no" in sides
