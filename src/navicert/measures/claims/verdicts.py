"""From a claim and the law to a verdict: correct, imprecise, disputed, unverifiable or inaccurate, and why.

Each thing claimed is judged by itself under the main reading of the law; the verdict is the weakest of them. Where
another reading of contested law would turn a wrong claim into a right one, or a right one into a wrong one, it is
disputed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from navicert.measures.claims.contested import judge_fields, judge_readings
from navicert.measures.claims.law import ClaimLaw, law_of
from navicert.measures.claims.model import Claim, FieldVerdict, Verdict, weakest
from navicert.measures.claims.near import not_law_yet
from navicert.measures.claims.status import day_of
from navicert.rulebook.model import Rulebook

RIGHT = ("correct", "imprecise")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a claim, the measures behind it, and each thing claimed with its own verdict."""

    id: object
    verdict: Verdict
    measures: tuple[str, ...]
    because: str
    fields: tuple[FieldVerdict, ...] = ()
    assumed: tuple[tuple[str, str], ...] = ()
    ruleset: str = ""


def judge_claim(claim: Claim, rulebook: Rulebook) -> Judgement:
    """A claim against the rulebook, as the law was known on the day of the claim."""
    if claim.regime is None or claim.regime not in rulebook.regimes:
        return _without_regime(claim, rulebook)
    law = law_of(claim, claim.regime, rulebook)
    fields = list(judge_fields(claim, law))
    verdict = weakest(row.verdict for row in fields)
    if (contested := judge_readings(claim, law, fields)) is not None:
        verdict, fields = "disputed", [*fields, contested]
    elif verdict == "inaccurate" and (row := not_law_yet(claim, law, fields) or _later(claim, law)) is not None:
        verdict, fields = row.verdict, [row, *fields]
    return Judgement(
        claim.id,
        verdict,
        tuple(dict.fromkeys(name for row in fields for name in row.measures)),
        _because(claim, fields),
        tuple(fields),
        tuple(law.assumed_on(day_of(claim)).items()),
        rulebook.digest,
    )


def judge_together(claims: Sequence[Claim], rulebook: Rulebook) -> Judgement:
    """Several claims made in one breath: the weakest verdict of all."""
    each = [judge_claim(claim, rulebook) for claim in claims]
    if len(each) == 1:
        return each[0]
    verdict = weakest(judgement.verdict for judgement in each)
    return Judgement(
        each[0].id,
        verdict,
        tuple(dict.fromkeys(name for judgement in each for name in judgement.measures)),
        " ".join(f"({number}) {judgement.verdict}: {judgement.because}" for number, judgement in enumerate(each, 1)),
        tuple(
            replace(row, field=f"{number}.{row.field}")
            for number, judgement in enumerate(each, 1)
            for row in judgement.fields
        ),
        tuple(dict.fromkeys(pair for judgement in each for pair in judgement.assumed)),
        rulebook.digest,
    )


def _without_regime(claim: Claim, rulebook: Rulebook) -> Judgement:
    known = ", ".join(rulebook.regimes)
    said = (
        "the claim does not say whose law it speaks of" if claim.regime is None else f"{claim.regime} is not held here"
    )
    row = FieldVerdict("regime", "unverifiable", f"{said}; the rulebook holds {known}")
    return Judgement(claim.id, "unverifiable", (), _because(claim, [row]), (row,), (), rulebook.digest)


def _later(claim: Claim, law: ClaimLaw) -> FieldVerdict | None:
    """A claim about days to come that only law made after it bears out."""
    days = [edge.latest for edge in (claim.first, claim.until) if edge is not None]
    if not any(day > claim.as_of for day in days):
        return None
    later = law.known(_last_lesson(law.rulebook))
    rows = list(judge_fields(claim, later))
    if weakest(row.verdict for row in rows) not in RIGHT:
        return None
    measures = tuple(dict.fromkeys(name for row in rows for name in row.measures))
    words = f"no law of {claim.as_of} says so; {', '.join(measures)} did later"
    return FieldVerdict("law", "unverifiable", words, measures)


def _last_lesson(rulebook: Rulebook) -> date:
    """The last day on which the rulebook learned of a law made or ended."""
    measures = rulebook.measures.values()
    days = [day for measure in measures for day in (measure.adopted, measure.until_known_on) if day is not None]
    return max(days, default=date.min)


def _because(claim: Claim, fields: Sequence[FieldVerdict]) -> str:
    """One sentence for each thing judged, as known on the day of the claim."""
    parts = [f"{row.field}: {row.words}" for row in fields]
    return f"{'. '.join(part[0].upper() + part[1:] for part in parts)}. (As known on {claim.as_of}.)"
