"""What was allowed when: the answer to one set of facts on every day, by asking the engine itself.

The day of the act (`activity_date`, on which every clock falls back that the facts leave unset) runs over all days. An
answer can change only on a day on which a measure, a condition on a clock, a listing, a quota period, the reach or the
coverage of a regime begins or ends. The engine is asked on each of those days: timeline and check cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from navicert.errors import InvalidInput
from navicert.measures.assess import assess
from navicert.measures.assessment import Assessment, Finding
from navicert.measures.change_days import DAY_OF_THE_ACT, change_days
from navicert.measures.exemptions import exemption_met
from navicert.measures.facts import Facts, FactValue
from navicert.measures.naming import find_own_parties
from navicert.measures.parties import PartyFindings
from navicert.measures.questions import DATE_KEYS
from navicert.measures.quota import QuotaUse
from navicert.measures.rules import rules_of
from navicert.measures.situation import Situation
from navicert.rulebook.model import Exemption, Measure, QuotaRule, Rulebook

Ask = Callable[[Facts], Assessment]
ONE_DAY = timedelta(days=1)
LONG_AFTER = timedelta(days=3653)


@dataclass(frozen=True, slots=True)
class QuotaPeriod:
    """The period that a cap counts: its first and last day; `last` None where no end is known."""

    measure: str
    cap: str | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Span:
    """Days with one answer for the same reasons, both included; None leaves that side open.

    `finding` is the engine's answer on one of these days. `winding_down` names the exceptions, met or possibly met,
    that run out by date: transitional periods for what was begun before.
    """

    first: date | None
    last: date | None
    finding: Finding
    winding_down: tuple[str, ...] = ()
    quota: QuotaPeriod | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Lane:
    """One regime's spans, without gap or overlap."""

    regime: str
    title: str
    spans: tuple[Span, ...]

    def at(self, day: date) -> Span:
        """The span that holds a day."""
        return next(span for span in self.spans if day in span)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Answers over all days, regime by regime, under one rulebook, as the law was known on a day.

    Quota years are told apart up to the one of the last change of the law or of the day of knowledge, whichever is
    later; the last span stands for the years after it.
    """

    facts: Mapping[str, FactValue]
    lanes: tuple[Lane, ...]
    not_asked: tuple[str, ...]
    ruleset: str
    as_known_on: date
    ledger_notes: tuple[str, ...] = ()

    def lane(self, regime: str) -> Lane | None:
        return next((lane for lane in self.lanes if lane.regime == regime), None)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts on which some span turns."""
        spans = (span for lane in self.lanes for span in lane.spans)
        return tuple(dict.fromkeys(key for span in spans for key in span.finding.missing))

    @property
    def fixed_days(self) -> tuple[str, ...]:
        """The date keys that the facts fix: clocks that read them do not run."""
        return tuple(key for key in DATE_KEYS if key in self.facts)


def timeline(
    facts: Facts,
    rulebook: Rulebook,
    *,
    as_known_on: date,
    ledger: QuotaUse | None = None,
    listed: PartyFindings | None = None,
    ask: Ask | None = None,
    further_days: Iterable[date] = (),
) -> Timeline:
    """The answers on all days to facts that leave the day of the act open; InvalidInput when they give it.

    `ask` answers the facts of one day where more than the rulebook bears on them (a ledger whose totals grow from day
    to day); `further_days` are the days on which that may change the answer.
    """
    if DAY_OF_THE_ACT in facts.values:
        raise InvalidInput(
            "a timeline runs over the day of the act", where=DAY_OF_THE_ACT, next="leave the key out, or use check"
        )
    parties = find_own_parties(facts, rulebook, as_known_on) if listed is None else listed
    question = _Question(facts, rulebook, as_known_on, ledger, parties, ask)
    days = sorted({*change_days(question.situation(as_known_on)), *further_days})
    first_day = (days[0] if days else as_known_on) - ONE_DAY
    answers = [(day, question.ask(day)) for day in (first_day, *days)]
    regimes = list(dict.fromkeys(finding.regime for _, answer in answers for finding in answer.findings))
    lanes = (
        Lane(regime, rulebook.regimes[regime].title, tuple(_spans(regime, answers, question)))
        for regime in rulebook.regimes
        if regime in regimes
    )
    return Timeline(facts.values, tuple(lanes), answers[-1][1].not_asked, rulebook.digest, as_known_on)


@dataclass(frozen=True, slots=True)
class _Question:
    """All that is asked but the day."""

    facts: Facts
    rulebook: Rulebook
    known_on: date
    ledger: QuotaUse | None
    parties: PartyFindings
    answer: Ask | None = None

    def on(self, day: date) -> dict[str, FactValue]:
        return {**self.facts.values, DAY_OF_THE_ACT: day}

    def situation(self, day: date) -> Situation:
        return Situation(self.on(day), self.rulebook, self.known_on, self.parties, self.ledger)

    def ask(self, day: date) -> Assessment:
        facts = Facts(self.on(day))
        if self.answer is not None:
            return self.answer(facts)
        return assess(facts, self.rulebook, as_known_on=self.known_on, ledger=self.ledger, listed=self.parties)

    def long_after(self, day: date) -> Situation:
        """The same question about business begun long after a day: old contracts and cargoes are out of it."""
        later = dict.fromkeys(DATE_KEYS, day + LONG_AFTER)
        values = {**later, **self.facts.values, DAY_OF_THE_ACT: day + LONG_AFTER}
        return Situation(values, self.rulebook, self.known_on, self.parties, self.ledger)


def _spans(regime: str, answers: list[tuple[date, Assessment]], question: _Question) -> Iterator[Span]:
    last_change = answers[-1][0]
    open_span: Span | None = None
    for day, answer in answers:
        finding = answer.finding(regime) or Finding(
            regime=regime, status="not_covered", because="Not in question here."
        )
        span = Span(
            day if open_span else None,
            None,
            finding,
            _winding_down(finding, question, last_change),
            _quota_period(finding, question.situation(day)),
        )
        if open_span is None:
            open_span = span
        elif reasons(open_span) != reasons(span):
            yield replace(open_span, last=day - ONE_DAY)
            open_span = span
    if open_span is not None:
        yield open_span


def reasons(span: Span) -> tuple[object, ...]:
    """What makes a span one: the answer, and the measures, exceptions, facts and readings behind it."""
    finding = span.finding
    return (
        (finding.status, finding.lowest, finding.highest, finding.under),
        tuple((measure.id, measure.role) for measure in finding.measures if measure.role != "checked"),
        tuple((e.id, e.measure, e.state) for e in finding.exceptions if e.state != "not_met"),
        finding.missing,
        tuple((reading.id, reading.reading, reading.status) for reading in finding.readings),
        span.winding_down,
        span.quota,
    )


def _winding_down(finding: Finding, question: _Question, last_change: date) -> tuple[str, ...]:
    """Exceptions that soften the answer now and are certainly shut to business begun long after the last change."""
    if finding.status == "prohibited":
        return ()
    later = question.long_after(last_change)
    exemptions = _exemptions(question, finding.regime)
    return tuple(
        dict.fromkeys(
            state.id
            for state in finding.exceptions
            if state.state != "not_met" and exemption_met(exemptions[state.measure, state.id], later) is False
        )
    )


def _exemptions(question: _Question, regime: str) -> dict[tuple[str, str], Exemption]:
    activity = str(question.facts.values["activity"])
    rules = rules_of(question.rulebook, regime, activity)
    return {(rule.measure.id, exemption.id): exemption for rule in rules for exemption in rule.measure.exceptions}


def _quota_period(finding: Finding, situation: Situation) -> QuotaPeriod | None:
    """The period of the cap that bears on the answer on a day."""
    if finding.quota is None:
        return None
    measure = situation.rulebook.measures[finding.quota.measure]
    day = situation.values[DAY_OF_THE_ACT]
    assert measure.quota is not None
    assert isinstance(day, date)
    first, last = period_of(measure, measure.quota, day)
    return QuotaPeriod(measure.id, finding.quota.cap, first, last)


def period_of(measure: Measure, quota: QuotaRule, day: date) -> tuple[date | None, date | None]:
    """First and last day of the quota period that holds a day."""
    if quota.period == "span":
        return measure.first, measure.until - ONE_DAY if measure.until else None
    turn = quota.month_day or (1, 1)
    year = day.year if (day.month, day.day) >= turn else day.year - 1
    return date(year, *turn), date(year + 1, *turn) - ONE_DAY


def side_of_shipment(rulebook: Rulebook, origin: str | None, destination: str | None) -> str:
    """At which end of a shipment rules look: `procure` or `supply`; InvalidInput where that does not follow."""
    ends = {key: value for key, value in (("origin", origin), ("destination", destination)) if value}
    sides = [side for side in ("procure", "supply") if ends and _is_ruled(rulebook, {"activity": side, **ends})]
    if len(sides) != 1:
        raise InvalidInput(
            "it does not follow whether the goods are bought or sold" if ends else "what is done is not said",
            where="activity",
            next="say the activity, such as procure, supply or joint_venture",
        )
    return sides[0]


def _is_ruled(rulebook: Rulebook, values: Mapping[str, FactValue]) -> bool:
    """Whether some measure of one direction, about the activity, certainly looks at these places."""
    situation = Situation(values, rulebook, date.max)
    rules = (rule for regime in rulebook.regimes for rule in rules_of(rulebook, regime, str(values["activity"])))
    return any(
        rule.measure.place is not None and rule.measure.direction != "both_kp" and rule.part("place", situation)
        for rule in rules
    )
