"""The reason of a finding in one sentence that can be read aloud to a trader.

It is built from the measures, exceptions and days that made the finding; it decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from navicert.measures.arithmetic import judge_quota
from navicert.measures.assessment import SEVERITIES, Finding
from navicert.measures.exemptions import through_door
from navicert.measures.explaining import state_names
from navicert.measures.judging import truth
from navicert.measures.questions import DATE_KEYS
from navicert.measures.situation import Situation
from navicert.measures.verdicts import Judged, Verdict
from navicert.measures.wording import listed, together
from navicert.rulebook.model import AllOf, Condition, DayIs, Exemption, Measure, Regime, Rulebook
from navicert.rulebook.vocabulary import KEYS

UNDIVIDED = frozenset({"-", "all"})
_NUMBERED = re.compile(r"(?!\d+ CFR)\(?(\d|[IVX]+\b|[a-z]\))")
_SEVERAL = re.compile(r"[\dIVX(][^ ,]*(-|, )[\dIVX(]")
NAMES = frozenset({"Russian", "China's", "Dandong", "Sun", "Union"})
SPOKEN = {
    "quota_dependent": "allowed within a quota",
    "needs_authorisation": "forbidden without an authorisation",
    "needs_information": "open",
    "not_covered": "not covered",
}
SPOKEN_DAYS = {"last_kp_call": "last call in the DPRK", "committee_notification_date": "notice to the Committee"}
DOORS = {
    "committee_approved": "the 1718 Committee approves",
    "committee_notified": "the 1718 Committee is told beforehand",
    "licence": "a licence is given",
    "open": "an exception holds",
}


def because(finding: Finding, regime: Regime, verdict: Verdict, situation: Situation) -> str:
    """One sentence to read aloud to a trader: whose rule, which paragraph, the days tested, what is missing."""
    words = _reason(finding, regime, verdict, situation)
    if finding.readings:
        others = [reading for reading in finding.readings if not reading.main]
        words += f"; the law is contested here, and read otherwise it would be {_spoken(others[0].status)}"
    sentence = words[0].upper() + words[1:]
    return sentence.rstrip(".") + "."


def _reason(finding: Finding, regime: Regime, verdict: Verdict, situation: Situation) -> str:
    if finding.status == "not_covered":
        return f"the rulebook does not hold {regime.title} on this in full, so it gives no answer"
    if finding.under == "not_bound":
        return f"an actor of {state_names(situation)} is not bound by {regime.title}"
    if not verdict.rows:
        return _nothing_applies(finding, regime, situation)
    row = _deciding(finding, verdict, situation)
    whose, days = _cited_inside(row.rule.measure, situation.rulebook), _days(row, situation)
    match finding.status:
        case "needs_information":
            return f"under {whose} {_turns_on(finding)}{days}"
        case "quota_dependent":
            return f"{whose} allows it only within its cap: {_room(row, situation)}{days}"
        case "permitted":
            return f"{whose} would forbid it, but an exception holds{_exception(row, situation)}{days}"
        case "needs_authorisation":
            return f"{whose} forbids it unless {_key(row, situation)}{days}"
        case _:
            why = f"{_inside(row.rule.measure.summary)}{_over(row, situation)}{_too_late(row, situation)}"
            return f"{whose} forbids it: {why}{days}"


def _deciding(finding: Finding, verdict: Verdict, situation: Situation) -> Judged:
    """The row to speak of: one that gives the finding's answer by itself, else the most severe, the certain before the
    possible, with the fewest questions, the newest, the first by its id; in whatever order the rules stand."""
    answer = [row for row in verdict.rows if row.says.certain and SEVERITIES[row.says.low] == finding.status]
    rows = answer or verdict.rows
    weights = [(row.interval.high, row.interval.low, row.applies is True) for row in rows]
    heaviest = max(weights)
    first = [row for row, weight in zip(rows, weights, strict=True) if weight == heaviest]
    if len(first) == 1:
        return first[0]
    return max(
        sorted(first, key=lambda row: row.rule.measure.id),
        key=lambda row: (-len(set(row.rule.open_questions(situation))), row.rule.measure.first or date.min),
    )


def cited_measure(measure: Measure, rulebook: Rulebook) -> str:
    """Instrument and paragraph: "UNSCR 2397, paragraph 5", "EU Regulation 2017/1509, Article 34"."""
    act = rulebook.instruments[measure.instrument]
    if measure.paragraph in UNDIVIDED:
        return act.short
    if ";" in measure.paragraph:
        return f"{act.short} ({measure.paragraph})"
    return f"{act.short}, {_paragraph(measure.paragraph, act.division)}"


def _cited_inside(measure: Measure, rulebook: Rulebook) -> str:
    """The same inside a sentence: closed by a comma where the paragraph is told."""
    cited = cited_measure(measure, rulebook)
    return cited if measure.paragraph in UNDIVIDED or ";" in measure.paragraph else f"{cited},"


def _paragraph(paragraph: str, division: str) -> str:
    """A paragraph as it is read: numbers get their word, "Annex XIV.B" and "31 CFR part 510" have one of their own.

    >>> _paragraph("8(a)", "paragraph"), _paragraph("Annex XIV.B", "article"), _paragraph("35-37", "article")
    ('paragraph 8(a)', 'Annex XIV.B', 'Articles 35-37')
    """
    paragraph = paragraph.removeprefix("arts ")
    if not _NUMBERED.match(paragraph):
        return f"the {paragraph}" if paragraph == "list" else paragraph
    word = "Article" if division == "article" else division
    return f"{word}{'s' if _SEVERAL.match(paragraph) else ''} {paragraph}"


def _inside(sentence: str) -> str:
    """A sentence as it stands inside another: without its full stop, small at the start unless a name leads it."""
    first = sentence.split(" ", 1)[0].strip(",;:")
    small = sentence[0].lower() + sentence[1:]
    return (sentence if first in NAMES or first[1:2].isupper() else small).rstrip(".")


def _nothing_applies(finding: Finding, regime: Regime, situation: Situation) -> str:
    words = f"nothing in {regime.title} forbids it"
    if finding.status == "needs_information":
        turning = listed([KEYS[field].meaning for field in finding.missing], "and")
        return f"{words} that the rulebook holds, but whether it holds all depends on {turning}"
    nearest = next((measure for measure in finding.measures if measure.role == "checked"), None)
    if nearest is None:
        return words
    cited = _cited_inside(situation.rulebook.measures[nearest.id], situation.rulebook)
    return f"{words}; the nearest is {cited.rstrip(',')}, which {_third_person(nearest.why)}"


def _third_person(why: str) -> str:
    """ "begins 2017-10-01" stays; "these goods are not on its list" needs a verb of its own."""
    first = why.split(" ", 1)[0]
    return why if first in ("begins", "ended", "rules", "lists", "does", "never") else f"stays away: {why}"


def _turns_on(finding: Finding) -> str:
    """Between which answers, on which facts, and one value for each end."""
    fields = dict.fromkeys(decider.field for decider in finding.deciders) or dict.fromkeys(finding.missing)
    named = listed([KEYS[field].meaning for field in list(fields)[:3] if field in KEYS], "and")
    alone = len(fields) == 1
    ends = [end for severity in (finding.lowest, finding.highest) if (end := _end(finding, str(severity), alone))]
    hint = f" ({'; '.join(ends)})" if ends else ""
    return f"it is {_spoken(str(finding.lowest))} or {_spoken(str(finding.highest))}, depending on {named}{hint}"


def _end(finding: Finding, severity: str, alone: bool) -> str | None:
    """When the answer is this one, by the last fact that tells it; the fact is "it" where no other is in question."""
    certain = [decider for decider in finding.deciders if decider.lowest == decider.highest == severity]
    if not certain:
        return None
    field = certain[-1].field
    when = together(field, [decider.when for decider in certain if decider.field == field])
    if when in ("is true", "is false"):
        asked = KEYS[field].meaning.removeprefix("whether ")
        if alone:
            return f"{_spoken(severity)} if {'so' if when == 'is true' else 'not'}"
        return f"{_spoken(severity)} {'if' if when == 'is true' else 'unless'} {asked}"
    fact = "it" if alone and field != "owners" else f"the {field.replace('_', ' ')}"
    return f"{_spoken(severity)} if {fact} {when}"


def _spoken(status: str) -> str:
    return SPOKEN.get(status, status)


def _key(row: Judged, situation: Situation) -> str:
    """What opens the door of the exception that makes the answer."""
    exemption = _used(row, situation)
    return f"{DOORS[exemption.door]}{_exception(row, situation)}" if exemption else "an authority agrees"


def _exception(row: Judged, situation: Situation) -> str:
    exemption = _used(row, situation)
    if exemption is None:
        return ""
    act = situation.rulebook.instruments[row.rule.measure.instrument]
    where = "" if exemption.paragraph == "-" else f"{_paragraph(exemption.paragraph, act.division)}: "
    last = "".join(f", which is {day}" for day in _last_days(exemption))
    return f" ({where}{exemption.text.rstrip('.')}{last})"


def _last_days(exemption: Exemption) -> Iterator[date]:
    """The last day that an exception allows, where its text counts days instead of naming one."""
    if " days " in exemption.text or " months " in exemption.text:
        yield from (part.until - timedelta(days=1) for part in _ends(exemption) if part.until is not None)


def _too_late(row: Judged, situation: Situation) -> str:
    """The last day of a grace that the act comes after."""
    graces = (
        exemption for _, exemption in row.rule.doors if exemption.door == "open" and _is_past(exemption, situation)
    )
    lasts = (last for grace in graces for last in _last_days(grace))
    return next((f"; its grace ended on {last}" for last in lasts), "")


def _is_past(exemption: Exemption, situation: Situation) -> bool:
    """Whether nothing but the day is against it."""
    unmet = [part for part in _parts(exemption) if truth(part, situation) is False]
    return bool(unmet) and unmet == _ends(exemption)


def _parts(exemption: Exemption) -> tuple[Condition, ...]:
    """What has to hold together for the exception."""
    if exemption.when is None:
        return ()
    return exemption.when.parts if isinstance(exemption.when, AllOf) else (exemption.when,)


def _ends(exemption: Exemption) -> list[DayIs]:
    """The conditions by which an exception ends on a day; that a contract is older is another matter."""
    days = (part for part in _parts(exemption) if isinstance(part, DayIs) and part.until is not None)
    return [day for day in days if day.clock != "contract_date"]


def _used(row: Judged, situation: Situation) -> Exemption | None:
    """The exception that makes the answer: met, with the door that stands widest."""
    met = [exemption for is_met, exemption in row.rule.doors if is_met(situation)]
    doors = [(through_door(exemption, situation), exemption) for exemption in met]
    open_ones = [(door, exemption) for door, exemption in doors if door is not None]
    return min(open_ones, key=lambda pair: pair[0])[1] if open_ones else None


def _room(row: Judged, situation: Situation) -> str:
    state = judge_quota(row.rule.measure, situation)
    drawn, more = state.total or "an unknown total", state.delivery or "this delivery"
    return f"{drawn} is drawn, {more} more stays within {state.cap}"


def _over(row: Judged, situation: Situation) -> str:
    if row.rule.measure.quota is None:
        return ""
    state = judge_quota(row.rule.measure, situation)
    unmet = [c.text for c in row.rule.measure.quota.conditions if truth(c.when, situation) is False]
    if unmet and state.fits is not False:
        return f"; a condition is not met ({'; '.join(unmet)})"
    if state.stopped:
        return f"; {state.total or 'an unknown total'} is drawn and the stop was notified"
    if state.delivery is None:
        drawn = f"{state.total} is drawn already, and " if state.total else ""
        return f"; {drawn}the cap is {state.cap}" if state.cap else ""
    return f"; {state.total or 'an unknown total'} is drawn, and {state.delivery} more passes {state.cap}"


def _days(row: Judged, situation: Situation) -> str:
    """The days that the rule was tested on, by their keys."""
    mentions, values = row.rule.mentions, situation.values
    ordered = [key for key in DATE_KEYS if key in values and key in mentions]
    told = (f"{SPOKEN_DAYS.get(key, key.removesuffix('_date'))} {situation.values[key]}" for key in ordered)
    return f" (tested on {', '.join(told)})" if ordered else ""
