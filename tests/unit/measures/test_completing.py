"""Absent facts: the bounds hold whatever they turn out to be, and nothing depends on the order of things."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.measures import InvalidFacts, assess, read_facts
from navicert.measures.assessment import SEVERITIES
from navicert.rulebook import load_rulebook
from navicert.rulebook.goods import HEADINGS, kinds_of
from navicert.rulebook.vocabulary import ABSENCE_HAS_A_MEANING, ACTIONS, AMOUNTS_AND_UNITS, KEYS

RULEBOOK = load_rulebook()
KNOWN_ON = date(2026, 11, 21)
SITUATIONS = [dict(case.facts) for measure in RULEBOOK.measures.values() for case in measure.cases]
EDGES = sorted({day for m in RULEBOOK.measures.values() for day in (m.first, m.until) if day})
STATES = ("KP", "CN", "RU", "US", "EU", "IN", "GB")
CODES = ("2701", "2709", "2710", "271111", "2711", "0307", "6203", "8704", "8902", "8803", "9703", "6702", "27", "84")
UNITS = dict(AMOUNTS_AND_UNITS)
# A fact that nobody asked for changes nothing; these are the ones whose silence has no meaning of its own anywhere.
ORDINARY = (
    "condition", "axle_count", "contract_term", "field", "right_kind", "permit_total_change", "knowing", "significant",
    "refugee", "host_national", "emergency_suspension", "distress", "account_type", "livelihood_undertaking",
)  # fmt: skip


def values_of(name):
    key = KEYS[name]
    match key.type:
        case "code":
            return st.sampled_from(key.codes)
        case "yes_no":
            return st.booleans()
        case "state" | "states":
            return st.sampled_from(STATES)
        case "hs":
            return st.sampled_from(CODES)
        case "date":
            return st.builds(
                lambda day, days: (day + timedelta(days=days)).isoformat(), st.sampled_from(EDGES), st.integers(-2, 2)
            )
        case "number":
            return st.sampled_from((0, 1, 44.1, 50, 60, 100, 10_000, 475_000, 500_000, 525_000, 4_000_000))
        case "integer":
            return st.sampled_from((0, 1, 5, 6, 8, 75, 95))
        case "imo":
            return st.sampled_from(("9353113", "9004700"))
        case "owners":
            return st.just([{"name": "Sun Wei", "share": 60}, {"name": "nobody listed", "share": 40}])
        case _:
            return st.sampled_from(("Sun Wei", "Foreign Trade Bank", "Jo Chun Ryong", "a firm of no list"))


def goods_value(key, told):
    """A kind that goods of the code told may be, or a code that goods of the kind told may bear."""
    if key == "goods_kind" and "hs" in told:
        return st.sampled_from(kinds_of(told["hs"]))
    if key == "hs" and "goods_kind" in told:
        stem = told.get("hs", "")
        codes = [*CODES, *HEADINGS.get(told["goods_kind"], ()), "8708", "9506", "8415"]
        return st.sampled_from([c for c in codes if c.startswith(stem) and told["goods_kind"] in kinds_of(c)] or [stem])
    return values_of(key)


def intervals(facts):
    answer = assess(facts, RULEBOOK, as_known_on=KNOWN_ON)
    return {f.regime: (f.lowest, f.highest, f) for f in answer.findings if f.lowest is not None}


def opens_relief(told, finding):
    """Relief is a door that opens only when stated; a finding that did not ask for the use was made without it."""
    return told.get("end_use") == "humanitarian" and "end_use" not in finding.missing


def within(inner, outer):
    low, high = SEVERITIES.index(outer[0]), SEVERITIES.index(outer[1])
    return low <= SEVERITIES.index(inner[0]) and SEVERITIES.index(inner[1]) <= high


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_completing_what_is_missing_never_leaves_the_bounds(data):
    situation = data.draw(st.sampled_from(SITUATIONS))
    dropped = data.draw(st.sets(st.sampled_from(sorted(set(situation) - {"activity"})), max_size=4))
    known = {key: value for key, value in situation.items() if key not in dropped}
    facts = read_facts({key: value for key, value in known.items() if UNITS.get(key, key) in known})
    if isinstance(facts, InvalidFacts):
        return
    before = intervals(facts)
    missing = sorted({key for *_, finding in before.values() for key in finding.missing} - facts.values.keys())
    completed = dict(facts.values)
    for key in missing:
        completed[key] = data.draw(
            goods_value(key, completed) if key in ("hs", "goods_kind") else values_of(key), label=key
        )
        if key in UNITS and UNITS[key] not in completed:
            completed[UNITS[key]] = data.draw(values_of(UNITS[key]), label=UNITS[key])
        if key == "action":
            completed[key] = data.draw(st.sampled_from(ACTIONS[completed["activity"]]))
    if isinstance(completed.get("owners"), tuple):
        del completed["owners"]
    told = read_facts(completed)
    if isinstance(told, InvalidFacts) or "owners" in facts.values:
        return
    after = intervals(told)
    for regime, (low, high, finding) in before.items():
        if opens_relief(completed, finding):
            continue
        if regime in after:
            assert within(after[regime][:2], (low, high)), (regime, finding.missing, after[regime][:2], (low, high))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_fact_that_nobody_asked_for_changes_nothing(data):
    situation = data.draw(st.sampled_from(SITUATIONS))
    facts = read_facts(situation)
    before = intervals(facts)
    asked = {key for *_, finding in before.values() for key in finding.missing}
    spoken = {"host_national"} if situation["activity"] == "travel" else set()  # a state's own national says so
    free = [key for key in ORDINARY if key not in situation and key not in asked | spoken]
    key = data.draw(st.sampled_from(free))
    after = intervals(read_facts({**situation, key: data.draw(values_of(key))}))
    assert {r: v[:2] for r, v in before.items()} == {r: v[:2] for r, v in after.items()}, key


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_order_of_keys_changes_nothing(data):
    situation = data.draw(st.sampled_from(SITUATIONS))
    shuffled = dict(data.draw(st.permutations(list(situation.items()))))
    first, second = (assess(read_facts(row), RULEBOOK, as_known_on=KNOWN_ON) for row in (situation, shuffled))
    assert first == second


@pytest.fixture(scope="module")
def backwards():
    return replace(RULEBOOK, measures=dict(reversed(list(RULEBOOK.measures.items()))))


def test_the_order_of_rules_changes_no_answer(backwards):
    for situation in SITUATIONS[::2]:
        facts = read_facts(situation)
        for rulebook_finding in assess(facts, RULEBOOK, as_known_on=KNOWN_ON).findings:
            other = assess(facts, backwards, as_known_on=KNOWN_ON).finding(rulebook_finding.regime)
            assert (other.status, other.lowest, other.highest) == (
                rulebook_finding.status,
                rulebook_finding.lowest,
                rulebook_finding.highest,
            )
            assert {m.id for m in other.measures if m.role != "checked"} == {
                m.id for m in rulebook_finding.measures if m.role != "checked"
            }


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_told_gets_an_answer(data):
    keys = data.draw(st.sets(st.sampled_from(sorted(KEYS)), max_size=9))
    told = {key: data.draw(values_of(key), label=key) for key in keys | {"activity"}}
    answer = assess(read_facts(told), RULEBOOK, as_known_on=KNOWN_ON)
    for finding in answer.findings:
        assert finding.because.endswith(".")
        if finding.status == "needs_information":
            assert finding.missing
            assert finding.lowest != finding.highest
        if finding.status == "permitted" and not finding.under:
            assert finding.measures or finding.regime, "silence says nothing"


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*KEYS, "colour"]),
        st.one_of(st.none(), st.integers(), st.text(max_size=8), st.booleans(), st.floats()),
    )
)
def test_malformed_facts_are_told_never_raised(told):
    facts = read_facts(told)
    if isinstance(facts, InvalidFacts):
        answer = assess(facts, RULEBOOK, as_known_on=KNOWN_ON)
        assert answer.invalid_fields
        assert [finding.status for finding in answer.findings] == ["invalid"]


def test_a_missing_fact_says_what_each_value_would_decide():
    facts = read_facts(
        {
            "activity": "procure",
            "action": "release",
            "bound_state": "CN",
            "origin": "KP",
            "hs": "2701",
            "goods_kind": "coal",
            "arrival_date": "2017-08-14",
        }
    )
    finding = assess(facts, RULEBOOK, as_known_on=KNOWN_ON).finding("CN-DPRK")
    told = {decider.when: (decider.lowest, decider.highest) for decider in finding.deciders}
    assert told["is from 2017-08-15 to 2017-09-04"] == ("permitted", "permitted")
    assert told["is from 2017-09-05 to 2017-12-31"] == ("prohibited", "prohibited")


def test_no_day_is_told_that_could_be_no_fact():
    told = {"activity": "supply", "action": "export", "bound_state": "CN", "destination": "KP", "hs": "270900"}
    told |= {f"{name}_amount": 100_000 for name in ("quantity", "reported_total", "previous_period_total")}
    told |= {f"{name}_unit": "t" for name in ("quantity", "reported_total", "previous_period_total")}
    finding = assess(read_facts(told), RULEBOOK, as_known_on=date.max).finding("UN-DPRK")
    days = [decider.when for decider in finding.deciders if decider.field == "loading_date"]
    assert days[-1] == "is from 2199-12-22 on"


def test_keys_whose_silence_speaks_are_never_asked_for():
    for situation in SITUATIONS[::4]:
        for key in situation:
            facts = read_facts({name: value for name, value in situation.items() if name not in (key, UNITS.get(key))})
            if isinstance(facts, InvalidFacts):
                continue
            for finding in assess(facts, RULEBOOK, as_known_on=KNOWN_ON).findings:
                asked = set(finding.missing) & ABSENCE_HAS_A_MEANING
                assert asked <= {"owners", "vessel_imo", "transit_port", "bbl_per_t", "previous_period_total_amount"}


def test_the_bounds_of_one_missing_fact_are_reached():
    """The interval is not only safe but exact: some value gives its least, some its most severe answer."""
    for situation in SITUATIONS[::3]:
        for finding in assess(read_facts(situation), RULEBOOK, as_known_on=KNOWN_ON).findings:
            if len({decider.field for decider in finding.deciders}) == 1:
                assert min(SEVERITIES.index(d.lowest) for d in finding.deciders) == SEVERITIES.index(finding.lowest)
                assert max(SEVERITIES.index(d.highest) for d in finding.deciders) == SEVERITIES.index(finding.highest)


def test_two_facts_that_only_tell_together_are_both_asked_for():
    facts = read_facts({"activity": "port_entry", "bound_state": "US", "distress": False, "licence": False})
    finding = assess(facts, RULEBOOK, as_known_on=KNOWN_ON).finding("US-DPRK")
    assert (finding.lowest, finding.highest) == ("permitted", "prohibited")
    assert {"activity_date", "last_kp_call"} <= set(finding.missing)


def test_bounds_reach_what_an_actor_bound_until_a_day_may_be_told_by_a_day():
    asked = {"activity": "maritime_service", "bound_state": "EU"}
    told = asked | {"origin": "RU", "hs": "2710", "goods_kind": "refined_petroleum"}
    told |= {"unit_price_amount": 120, "unit_price_unit": "USD/bbl"}
    open_one, bound, left = (
        assess(read_facts(facts), RULEBOOK, as_known_on=KNOWN_ON).finding("G7-RUS")
        for facts in (asked, told | {"arrival_date": "2025-09-02"}, told | {"arrival_date": "2025-09-03"})
    )
    assert (bound.status, left.status, left.under) == ("prohibited", "permitted", "not_bound")
    assert (open_one.status, open_one.lowest, open_one.highest) == ("needs_information", "permitted", "prohibited")


@pytest.mark.parametrize("days", [{}, {"activity_date": "2020-04-01", "arrival_date": "2023-04-01"}])
def test_an_actor_whom_a_law_left_before_its_rules_began_is_bound_by_none(days):
    told = {"activity": "maritime_service", "bound_state": "GB", "origin": "RU", "hs": "2710", "goods_kind": "diesel"}
    told |= {"unit_price_amount": 120, "unit_price_unit": "USD/bbl", **days}
    finding = assess(read_facts(told), RULEBOOK, as_known_on=KNOWN_ON).finding("EU-RUS")
    assert (finding.status, finding.under) == ("permitted", "not_bound")


def test_the_day_on_which_two_years_turn_apart_is_tried_where_the_day_is_unknown():
    told = {"activity": "supply", "action": "export", "bound_state": "CN", "origin": "CN", "destination": "KP",
            "hs": "2709", "goods_kind": "crude_oil", "end_use": "livelihood",
            "quantity_amount": 5000, "quantity_unit": "t",
            "reported_total_amount": 0, "reported_total_unit": "t", "quota_notice_percent": 0,
            "previous_period_total_amount": 525000, "previous_period_total_unit": "t"}  # fmt: skip
    on_that_day, open_one = (
        assess(read_facts(facts), RULEBOOK, as_known_on=KNOWN_ON).finding("CN-DPRK")
        for facts in (told | {"activity_date": "2018-12-22"}, told)
    )
    assert on_that_day.status == "needs_authorisation"
    assert (open_one.lowest, open_one.highest) == ("permitted", "needs_authorisation")
