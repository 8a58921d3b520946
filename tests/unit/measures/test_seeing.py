"""What a rule sees as the same, it judges the same."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from navicert.measures import read_facts
from navicert.measures.facts import Facts
from navicert.measures.naming import find_own_parties
from navicert.measures.questions import DATE_KEYS
from navicert.measures.recalling import keep
from navicert.measures.rules import Rule, rules_of
from navicert.measures.situation import Situation
from navicert.measures.trials import Trial, distinct_goods, goods_lists
from navicert.measures.verdicts import says
from navicert.rulebook import load_rulebook
from navicert.rulebook.vocabulary import ACTIONS, KEYS

RULEBOOK = load_rulebook()
KNOWN_ON = date(2026, 11, 21)
WORKED = [dict(case.facts) for measure in RULEBOOK.measures.values() for case in measure.cases]
EDGES = sorted({day for m in RULEBOOK.measures.values() for day in (m.first, m.until) if day is not None})


@st.composite
def situations(draw: st.DrawFn) -> tuple[Situation, tuple[Rule, ...]]:
    """A worked case with some of its facts taken away, and the rules that its activity asks."""
    told: dict[str, Any] = draw(st.sampled_from(WORKED))
    kept = draw(st.sets(st.sampled_from(sorted(told)))) | {"activity"}
    facts = read_facts({key: value for key, value in told.items() if key in kept})
    if not isinstance(facts, Facts):
        facts = read_facts({"activity": told["activity"]})
        assert isinstance(facts, Facts)
    situation = Situation(facts.values, RULEBOOK, KNOWN_ON, find_own_parties(facts, RULEBOOK, KNOWN_ON))
    return situation, tuple(r for regime in RULEBOOK.regimes for r in rules_of(RULEBOOK, regime, told["activity"]))


days = st.builds(lambda edge, more: edge + timedelta(days=more), st.sampled_from(EDGES), st.integers(-40, 40))


def outcome(rule: Rule, situation: Situation) -> object:
    value = rule.applies(situation)
    return value is not False and (value, says(rule, situation), set(rule.open_questions(situation)))


def compare(rule: Rule, situation: Situation, one: Trial, other: Trial) -> None:
    sight = rule.outlook_on(situation).sights.get(one.question)
    if sight is None or sight(one.value) == sight(other.value):
        fresh = Situation(situation.values, RULEBOOK, KNOWN_ON, situation.parties)
        assert outcome(rule, one.on(situation)) == outcome(rule, other.on(fresh)), rule.measure.id


@given(situations(), st.sampled_from(DATE_KEYS), days, days)
def test_days_that_a_rule_sees_as_one_are_judged_as_one(
    drawn: tuple[Situation, tuple[Rule, ...]], key: str, day: date, other: date
) -> None:
    situation, rules = drawn
    if key not in situation.values:
        for rule in rules:
            compare(rule, situation, Trial(key, day, ""), Trial(key, other, ""))


@given(situations(), st.data())
def test_goods_that_a_rule_sees_as_one_are_judged_as_one(
    drawn: tuple[Situation, tuple[Rule, ...]], data: st.DataObject
) -> None:
    situation, rules = drawn
    told = str(situation.values.get("hs") or ""), situation.values.get("goods_kind")
    pairs = distinct_goods(told[0], None if told[1] is None else str(told[1]), goods_lists(rules))
    if pairs:
        one, other = data.draw(st.sampled_from(pairs)), data.draw(st.sampled_from(pairs))
        for rule in rules:
            compare(rule, situation, Trial("goods", one, ""), Trial("goods", other, ""))


@given(situations(), st.sampled_from(["end_use", "origin", "destination", "field", "payment_purpose"]), st.data())
def test_codes_that_a_rule_sees_as_one_are_judged_as_one(
    drawn: tuple[Situation, tuple[Rule, ...]], key: str, data: st.DataObject
) -> None:
    situation, rules = drawn
    if key not in situation.values:
        named = sorted({str(v) for r in rules for a in r.atoms if getattr(a, "key", None) == key for v in a.values})
        one, other = (data.draw(st.sampled_from([*named, "~", "-"])) for _ in range(2))
        for rule in rules:
            compare(rule, situation, Trial(key, one, ""), Trial(key, other, ""))


states = (
    st.sets(st.sampled_from(["KP", "CN", "RU", "GB", "EU", "DE", "VN", "any", "~"]), min_size=1).map(sorted).map(tuple)
)


@given(situations(), states, states)
def test_states_that_a_rule_sees_as_one_are_judged_as_one(
    drawn: tuple[Situation, tuple[Rule, ...]], one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    situation, rules = drawn
    if "bound_state" not in situation.values:
        for rule in rules:
            compare(rule, situation, Trial("bound_state", one, ""), Trial("bound_state", other, ""))


@given(situations(), st.data())
def test_steps_and_ports_that_a_rule_sees_as_one_are_judged_as_one(
    drawn: tuple[Situation, tuple[Rule, ...]], data: st.DataObject
) -> None:
    situation, rules = drawn
    values = {
        "action": st.sampled_from(ACTIONS[str(situation.values["activity"])]),
        "transit_port": st.sampled_from(["Rajin", "RASON", "najin", "Dalian", "dandong", "-"]),
    }
    for key, among in values.items():
        if key not in situation.values:
            one, other = data.draw(among), data.draw(among)
            for rule in rules:
                compare(rule, situation, Trial(key, one, ""), Trial(key, other, ""))


class Read(dict[str, Any]):
    """Facts that remember which of them were read."""

    def __init__(self, values: Any) -> None:
        super().__init__(values)
        self.keys_read: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.keys_read.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        self.keys_read.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.keys_read.add(str(key))
        return super().__contains__(key)


@given(situations())
def test_a_rule_reads_no_fact_that_it_is_not_known_to_see(drawn: tuple[Situation, tuple[Rule, ...]]) -> None:
    situation, rules = drawn
    for rule in rules:
        read = Read(situation.values)
        asked = Situation(read, RULEBOOK, KNOWN_ON)
        assert len(asked.told) == len(KEYS)  # laid out once for all rules; what counts is read after that
        read.keys_read.clear()
        outcome(rule, asked)
        seen = set(rule.outlook.places) | {"activity", "hs", "goods_kind", "unit_price_unit"}
        assert read.keys_read <= seen, (rule.measure.id, read.keys_read - seen)


@given(situations(), st.data())
def test_situations_in_which_a_rule_sees_the_same_are_judged_as_one(
    drawn: tuple[Situation, tuple[Rule, ...]], data: st.DataObject
) -> None:
    situation, rules = drawn
    values = dict(situation.values)
    for key in [key for key in DATE_KEYS if key in values]:
        values[key] = data.draw(days)
    for key in data.draw(st.sets(st.sampled_from(sorted(values)))) - {"activity"}:
        del values[key]
    other = Situation(values, RULEBOOK, KNOWN_ON, situation.parties)
    situation = Situation(situation.values, RULEBOOK, KNOWN_ON, situation.parties)
    for rule in rules:
        if not rule.asks_of_parties and rule.sees(situation) == rule.sees(other):
            assert outcome(rule, situation) == outcome(rule, other), rule.measure.id


@given(situations(), st.sampled_from(DATE_KEYS), days)
def test_what_is_seen_after_an_answer_is_what_is_seen_of_the_facts_with_it(
    drawn: tuple[Situation, tuple[Rule, ...]], key: str, day: date
) -> None:
    situation, rules = drawn
    answered = situation.with_value(key, day)
    afresh = Situation({**situation.values, key: day}, RULEBOOK, KNOWN_ON, situation.parties)
    for rule in rules:
        assert rule.sees(answered) == rule.sees(afresh), rule.measure.id


def test_of_things_kept_the_older_half_is_forgotten_where_there_are_too_many() -> None:
    kept: dict[object, object] = {}
    for number in range(11):
        keep(kept, number, str(number), 10)
    assert kept == {number: str(number) for number in range(5, 11)}
