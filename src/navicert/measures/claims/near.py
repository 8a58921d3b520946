"""Claims that are not the law's words, but near: what the law explains, and what was not law yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from navicert.measures.claims.act_status import fits, in_words, status_of
from navicert.measures.claims.law import ClaimLaw, DayAnswer, Reading, deciding
from navicert.measures.claims.model import Claim, FieldVerdict, Verdict
from navicert.measures.exemptions import AUTHORISATION, exemption_met
from navicert.measures.rules import Rule, validity
from navicert.rulebook.goods import HEADINGS, kinds_of
from navicert.rulebook.model import NOT_LAW

LONG_AFTER = date(2199, 1, 1)


@dataclass(frozen=True, slots=True)
class Near:
    """Why a claim that is not the law's word is still near it, and the measures that it is true of."""

    words: str
    measures: tuple[str, ...] = ()


def explained(status: str, day: date, law: ClaimLaw, reading: Reading) -> Near | None:
    """Whether the law explains a status that does not hold on a day: a wind-down that still ran, a rule made and not
    yet begun, or goods near those that the law names, where the line between them is contested."""
    if status == "prohibited" and (names := list(_winding_down(law, day))):
        return Near(f"the ban stands, and {', '.join(dict.fromkeys(names))} runs out")
    return _yet_to_begin(status, day, law, reading) or _near_goods(status, day, law, reading)


def _yet_to_begin(status: str, day: date, law: ClaimLaw, reading: Reading) -> Near | None:
    """An act already made that restricts as claimed from a day still to come, where nothing restricts until then."""
    if status == "permitted" or law.on(day).holds("permitted", reading) != "yes":
        return None
    for later in (change for change in law.days if change > day):
        answer = law.on(later)
        if answer.holds(status, reading) == "yes":
            measures = (name for finding in answer.findings for name in deciding(finding))
            return Near(f"the rule was made, and begins {later}", tuple(dict.fromkeys(measures)))
    return None


def _winding_down(law: ClaimLaw, day: date) -> Iterator[str]:
    """Exceptions met on a day that will be shut, whatever the facts, long after."""
    later = {situation.values.get("end_use"): situation for situation in law.situations(LONG_AFTER)}
    for row, situation in law.rows(day):
        after = later[situation.values.get("end_use")]
        for exemption in row.rule.measure.exceptions:
            if exemption_met(exemption, situation) and exemption_met(exemption, after) is False:
                yield exemption.id


def forbidden_in(law: ClaimLaw, day: date) -> bool:
    """Whether some rule certainly applies and forbids, but for exceptions that the facts leave open."""
    return any(row.applies is True and row.says.high >= AUTHORISATION for row, _ in law.rows(day))


def _near_goods(status: str, day: date, law: ClaimLaw, reading: Reading) -> Near | None:
    """Goods of the same heading of which the claim would be true, where law is contested within the heading and no rule
    names the goods themselves."""
    heading, kind = _heading(law), law.given.get("goods_kind")
    if heading is None or any(row.applies is True for row, _ in law.rows(day, reading)):
        return None
    others = {other: _of_kind(law, heading, other, day) for other in kinds_of(heading) if other != kind}
    true_of = {other: answer for other, answer in others.items() if answer.holds(status, reading) == "yes"}
    points = {point for answer in (law.on(day), *others.values()) for point, _ in answer.readings}
    if not true_of or not points:
        return None
    named = ", ".join(other.replace("_", " ") for other in true_of)
    measures = (name for answer in true_of.values() for finding in answer.findings for name in deciding(finding))
    words = f"of heading {heading} it is true of {named}, and the line is contested ({', '.join(sorted(points))})"
    return Near(words, tuple(dict.fromkeys(measures)))


def _heading(law: ClaimLaw) -> str | None:
    """The four-digit heading of the goods, by their code or their kind."""
    hs, kind = law.given.get("hs"), law.given.get("goods_kind")
    if isinstance(hs, str) and len(hs) >= 4:
        return hs[:4]
    headings = {heading[:4] for heading in HEADINGS.get(str(kind), ())}
    return headings.pop() if len(headings) == 1 else None


def _of_kind(law: ClaimLaw, heading: str, kind: str, day: date) -> DayAnswer:
    return law.with_facts(hs=heading, goods_kind=kind).on(day)


def not_law_yet(claim: Claim, law: ClaimLaw, judged: Sequence[FieldVerdict]) -> FieldVerdict | None:
    """A bill, a proposal or an announcement, known on the day of the claim, that would forbid what the claim says is
    forbidden: it bound nobody. What may come of it nobody can verify; that it is the law already is wrong."""
    wrong = any(row.field == "status" and row.verdict == "inaccurate" for row in judged)
    forbidding = wrong and claim.status in ("prohibited", "needs_authorisation")
    rows = [
        rule.measure
        for rule in law.rules
        if rule.measure.status in NOT_LAW - {"unknown"}
        and (forbidding or (rule.measure.duty is not None and rule.measure.duty.percent == claim.amount))
        and fits(rule, law, claim.as_of)
        and _stood(rule, claim.as_of)
    ]
    if not rows:
        return None
    named = ", ".join(f"{measure.id} was {in_words(measure.status)}" for measure in rows)
    words = f"not law on {claim.as_of}: {named}, which bound nobody"
    to_come = claim.first is not None and claim.first.latest > claim.as_of
    verdict: Verdict = "unverifiable" if to_come or claim.measure_status in NOT_LAW else "inaccurate"
    return FieldVerdict("law", verdict, words, tuple(measure.id for measure in rows))


def _stood(rule: Rule, day: date) -> bool:
    """Whether a bill or proposal was before the public on a day."""
    first, until = validity(rule, day)
    return (first is None or first <= day) and (until is None or day < until) and status_of(rule, day) is not None
