"""A claimed amount against the figures of the law on the day, or of the acts of the status claimed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from navicert.measures.claims.act_status import measures_of_status
from navicert.measures.claims.figures import Figure, best_fit, figures_of, figures_on, graces_of
from navicert.measures.claims.law import ClaimLaw, Reading
from navicert.measures.claims.model import Claim, FieldVerdict, Verdict
from navicert.measures.claims.status import day_of


def judge_amount(claim: Claim, law: ClaimLaw, reading: Reading) -> FieldVerdict:
    """The same as a figure of the law, rounded or a floor, one of another stage, or another one."""
    assert claim.amount is not None
    day = day_of(claim)
    figures = _figures(claim, law, day, reading)
    fit, figure = best_fit(claim.amount, claim.unit, figures, next(law.situations(day, reading)))
    if figure is None:
        if (other := _figure_on_other_days(claim, law, None)) is not None:
            verdict: Verdict = "correct" if claim.first or claim.until else "imprecise"
            return FieldVerdict("amount", verdict, f"the figure is {other}, on other days", (other.measure,))
        acting = tuple(row.rule.measure.id for row, _ in law.rows(day))
        return FieldVerdict("amount", "unverifiable", "the rulebook holds no figure for it here", acting)
    match fit:
        case "same":
            return FieldVerdict("amount", "correct", f"the figure is {figure}", (figure.measure,))
        case "rounded":
            words = f"the figure is {figure}, which the claim rounds"
            return FieldVerdict("amount", "imprecise", words, (figure.measure,))
        case "floor":
            return FieldVerdict("amount", "imprecise", f"the act says {figure}", (figure.measure,))
    measures = tuple(dict.fromkeys(each.measure for each in figures))
    told = "; ".join(dict.fromkeys(str(each) for each in figures))
    instruments = {row.rule.measure.instrument for row, _ in law.rows(day)}
    if (other := _figure_on_other_days(claim, law, instruments)) is not None:
        words = f"the figure is {told}; {other} belongs to {other.measure} on other days"
        return FieldVerdict("amount", "imprecise", words, (*measures, other.measure))
    return FieldVerdict("amount", "inaccurate", f"the figure is {told}", measures)


def _figures(claim: Claim, law: ClaimLaw, day: date, reading: Reading) -> list[Figure]:
    """The figures to compare with: of bills, of ended acts and the like where the claim says so, and of days the length
    of graces too; a reading speaks by what it adds."""
    if claim.measure_status in (None, "in_force"):
        main, read = figures_on(law, day), figures_on(law, day, reading)
        graces = _graces(law, day) if claim.unit == "days" else ()
        return [*([figure for figure in read if figure not in main] or read), *graces]
    situation = next(law.situations(day, reading))
    rules = measures_of_status(str(claim.measure_status), law, day)
    return [figure for rule in rules for figure in figures_of(rule.measure, situation)]


def _graces(law: ClaimLaw, day: date) -> Iterator[Figure]:
    for row, _ in law.rows(day):
        yield from graces_of(row.rule.measure, law.rulebook)


def _figure_on_other_days(claim: Claim, law: ClaimLaw, instruments: Collection[str] | None) -> Figure | None:
    """The amount claimed, as one of these instruments (None: any) names it for other days."""
    assert claim.amount is not None
    for other in law.days:
        for row, situation in law.rows(other):
            if instruments is None or row.rule.measure.instrument in instruments:
                fit, figure = best_fit(claim.amount, claim.unit, figures_of(row.rule.measure, situation), situation)
                if fit in ("same", "rounded"):
                    return figure
    return None


def measures_with(claim: Claim, law: ClaimLaw, reading: Reading) -> Iterator[str]:
    """The measures in force on the claim's day that name just the amount claimed."""
    if claim.amount is not None:
        for row, situation in law.rows(day_of(claim), reading):
            if best_fit(claim.amount, claim.unit, figures_of(row.rule.measure, situation), situation)[0] == "same":
                yield row.rule.measure.id
