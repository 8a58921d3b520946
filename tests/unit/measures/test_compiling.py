"""Conditions worked out beforehand judge and ask as the conditions themselves do."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from navicert.measures import read_facts
from navicert.measures.compiling import asking, compiled
from navicert.measures.exemptions import exemption_met
from navicert.measures.facts import Facts
from navicert.measures.judging import open_questions, truth
from navicert.measures.naming import find_own_parties
from navicert.measures.questions import whole_conditions
from navicert.measures.rules import Rule, rules_of
from navicert.measures.situation import Situation
from navicert.rulebook import load_rulebook

RULEBOOK = load_rulebook()
KNOWN_ON = date(2026, 11, 21)
WORKED = [dict(case.facts) for measure in RULEBOOK.measures.values() for case in measure.cases]


@st.composite
def situations(draw: st.DrawFn) -> tuple[Situation, tuple[Rule, ...]]:
    """A worked case with some of its facts taken away, and the rules that its activity asks."""
    told: dict[str, Any] = draw(st.sampled_from(WORKED))
    kept = draw(st.sets(st.sampled_from(sorted(told)))) | {"activity"}
    facts = read_facts({key: value for key, value in told.items() if key in kept})
    if not isinstance(facts, Facts):
        facts = read_facts({"activity": told["activity"]})
        assert isinstance(facts, Facts)
    parties = find_own_parties(facts, RULEBOOK, KNOWN_ON)
    situation = Situation(facts.values, RULEBOOK, KNOWN_ON, parties)
    return situation, tuple(r for regime in RULEBOOK.regimes for r in rules_of(RULEBOOK, regime, told["activity"]))


@given(situations())
def test_a_compiled_condition_is_as_true_as_the_condition(drawn: tuple[Situation, tuple[Rule, ...]]) -> None:
    situation, rules = drawn
    for rule in rules:
        for condition in whole_conditions(rule.measure):
            assert compiled(condition)(situation) is truth(condition, situation)


@given(situations())
def test_asking_judges_and_asks_at_once(drawn: tuple[Situation, tuple[Rule, ...]]) -> None:
    situation, rules = drawn
    for rule in rules:
        for condition in whole_conditions(rule.measure):
            questions: list[str] = []
            assert asking(condition)(situation, questions) is truth(condition, situation)
            assert questions == list(open_questions(condition, situation))


@given(situations())
def test_a_compiled_exemption_is_met_when_the_exemption_is(drawn: tuple[Situation, tuple[Rule, ...]]) -> None:
    situation, rules = drawn
    for rule in rules:
        for is_met, exemption in rule.doors:
            assert is_met(situation) is exemption_met(exemption, situation)
