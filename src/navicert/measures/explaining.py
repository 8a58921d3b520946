"""The reasons of a finding: measures with their part in it, exceptions with their state, one sentence to read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from navicert.measures.assessment import ExceptionState, Finding, NamedMeasure, Role
from navicert.measures.rules import Interval, Judged, Rule, Verdict, exemption_met
from navicert.measures.situation import Situation


def named_measures(verdict: Verdict, bounds: Interval, situation: Situation) -> tuple[NamedMeasure, ...]:
    """The measures that apply or may apply, those that decide first."""
    rows = sorted(verdict.rows, key=lambda row: (-row.interval.high, -row.interval.low))
    return tuple(_named(row, bounds, situation) for row in rows)


def _named(row: Judged, bounds: Interval, situation: Situation) -> NamedMeasure:
    decides = row.interval.high >= bounds.high
    return _measure(row.rule, "decides" if decides else "applies", "", situation)


def _measure(rule: Rule, role: Role, why: str, situation: Situation) -> NamedMeasure:
    measure = rule.measure
    instrument = situation.rulebook.instruments[measure.instrument]
    return NamedMeasure(
        id=measure.id,
        instrument=instrument.title,
        paragraph=measure.paragraph,
        role=role,
        summary=measure.summary,
        why=why,
        confidence=measure.confidence,
        unconfirmed=measure.unconfirmed,
    )


def checked_measures(rules: Sequence[Rule], situation: Situation) -> tuple[NamedMeasure, ...]:
    return tuple(_measure(rule, "checked", "", situation) for rule in rules)


def exception_states(verdict: Verdict, situation: Situation) -> tuple[ExceptionState, ...]:
    """Every exception of the measures that apply or may apply, with its state."""
    rows = []
    for row in verdict.rows:
        for exemption in row.rule.measure.exceptions:
            value = exemption_met(exemption, situation)
            state = "unknown" if value is None else "met" if value else "not_met"
            rows.append(
                ExceptionState(
                    exemption.id, state, exemption.paragraph, row.rule.measure.id, exemption.text, exemption.duties
                )
            )
    return tuple(rows)


def because(finding: Finding, verdict: Verdict, situation: Situation) -> str:
    return ""
