"""What tells situations apart, and how an answer to one row becomes the answer to another."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.measures import Facts, assess, read_facts
from navicert.measures.assessment import finding_to_json
from navicert.measures.batch.deciding import NotShared, decide, words_of_amounts
from navicert.measures.batch.marks import Marks, marks_of
from navicert.measures.batch.plan import plan_for
from navicert.measures.batch.possible import may_apply, may_fit
from navicert.measures.batch.quoting import QuotedDay, QuotedNumber, QuotedWord, Slot, Template, is_fillable
from navicert.measures.rules import rules_of
from navicert.measures.situation import Situation
from navicert.rulebook import load_rulebook
from navicert.rulebook.model import AnyOf, FactIs, Given, NumberIs

RULEBOOK = load_rulebook()
KNOWN_ON = date(2026, 11, 21)
LAW = (RULEBOOK, KNOWN_ON)
COAL = {
    "activity": "procure", "action": "release", "bound_state": "CN", "hs": "2701", "goods_kind": "coal",
    "end_use": "civilian", "origin": "KP", "arrival_date": "2017-08-20", "release_date": "2017-08-21",
}  # fmt: skip
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def facts(**told):
    read = read_facts(COAL | told)
    assert isinstance(read, Facts)
    return read


def regime_marks(regime="CN-DPRK", activity="procure", answers=True):
    rules = rules_of(RULEBOOK, regime, activity)
    return marks_of(LAW, RULEBOOK.regimes[regime], activity, rules, answers=answers)


@given(DAYS, DAYS, st.integers(-400, 400))
def test_a_quoted_day_counts_like_the_day_it_stands_for(day, other, days):
    quoted, span = QuotedDay.under("arrival_date", day), timedelta(days=days)
    assert (quoted == day, quoted < other, quoted >= other) == (True, day < other, day >= other)
    assert quoted - other == day - other
    assert other - quoted == other - day
    assert quoted + span == day + span
    assert hash(quoted) == hash(day)


def test_what_is_quoted_writes_itself_as_a_mark_wherever_it_is_told():
    day = QuotedDay.under("arrival_date", date(2017, 8, 10))
    number, word = QuotedNumber.under("axle_count", Decimal(3)), QuotedWord.under("transit_port", "Rajin")
    text = f"on {day}, from {day + timedelta(days=1)}, with {number}, by {word}"
    filled = {
        Slot("day", "arrival_date"): "A", Slot("day", "arrival_date+1"): "B", Slot("number", "axle_count"): "C",
        Slot("word", "transit_port"): "D",
    }  # fmt: skip
    assert Template.of(text).fill(filled) == "on A, from B, with C, by D"
    assert frozenset({"Rajin"}) >= {word}
    assert number == 3


@pytest.mark.parametrize("told", [f"{date(2017, 8, 10):%d %B}", "{:%B}", "{:,.1f}"])
def test_what_would_be_reformatted_is_not_fillable(told):
    day, number = QuotedDay.under("arrival_date", date(2017, 8, 10)), QuotedNumber.under("axle_count", Decimal(3))
    text = told.format(number if "f" in told else day)
    assert is_fillable(text) is ("{" not in told)


def test_the_answer_to_one_row_filled_with_anothers_days_is_the_others_answer():
    first, second = facts(), facts(arrival_date="2018-01-05", release_date="2018-01-07")
    shared = decide(first, "CN-DPRK", plan_for(regime_marks(), frozenset(first.values)), LAW)
    slots = {slot: str(second.values[slot.of]) for slot in shared.because.slots}
    expected = assess(second, RULEBOOK, as_known_on=KNOWN_ON).finding("CN-DPRK")
    assert shared.because.slots
    assert shared.because.fill(slots) == expected.because
    assert finding_to_json(expected)["measures"] == shared.finding["measures"]


def test_a_cap_that_is_the_rows_own_amount_is_not_shared():
    crude = facts(
        activity="supply", action="export", hs="2709", goods_kind="crude_oil", destination="KP", bound_state="RU",
        activity_date="2017-11-01", quantity_amount=5, quantity_unit="t", reported_total_amount=7,
        reported_total_unit="t", baseline_amount=100, baseline_unit="t", origin="RU",
    )  # fmt: skip
    plan = plan_for(regime_marks("UN-DPRK", "supply"), frozenset(crude.values))
    with pytest.raises(NotShared):
        decide(crude, "UN-DPRK", plan, LAW)


def test_codes_that_no_rule_tells_apart_are_one_class():
    marks = regime_marks()
    assert marks.class_of("origin", "BR") == marks.class_of("origin", "SE") != marks.class_of("origin", "KP")
    assert marks.class_of("bound_state", ("SE",)) == marks.class_of("bound_state", ("BR",))
    assert marks.class_of("bound_state", ("CN",)) != marks.class_of("bound_state", ("BR",))
    assert marks.class_of("licence", None) is None
    assert marks.goods_class("2701", "coal") != marks.goods_class("9403", "other_goods")


def test_the_days_that_count_are_those_on_which_something_changes():
    moved = frozenset({"loading_date", "arrival_date", "declaration_date", "release_date", "contract_date"})
    plan = plan_for(regime_marks(), moved)
    assert date(2017, 8, 15) in plan.days["arrival_date"]
    assert plan.ordered == ()
    without_arrival = plan_for(regime_marks(), moved - {"arrival_date"})
    assert without_arrival.ordered == ("loading_date", "declaration_date", "release_date")


def test_a_condition_that_the_marks_do_not_know_is_admitted():
    marks = Marks(RULEBOOK, "procure", KNOWN_ON)
    marks.add_condition(AnyOf((NumberIs("axle_count", low=Decimal(3)), Given("licence"))))
    marks.add_condition(Given("venture_name"))
    assert marks.is_complete
    marks.add_condition(FactIs("vessel_name", frozenset({"Chon Ma San"})))
    assert not marks.is_complete


def test_rules_that_apply_are_among_those_that_may():
    """Every worked case of the rulebook: what is left open may only add rules."""
    for measure in RULEBOOK.measures.values():
        for case in measure.cases:
            read = read_facts(case.facts)
            if not isinstance(read, Facts):
                continue
            situation = Situation(read.values, RULEBOOK, KNOWN_ON)
            for regime in RULEBOOK.regimes:
                for rule in rules_of(RULEBOOK, regime, str(read.values["activity"])):
                    if rule.is_law(situation) and rule.applies(situation) is not False:
                        assert may_apply(rule, situation), (case.name, rule.measure.id)
                        assert may_fit(rule, situation), (case.name, rule.measure.id)


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [("8000", "kg", "8 t"), ("520000.5", "bbl", "520,000.5 bbl"), ("5.00", "t", "5 t"), ("0.04", "t", "0 t")],
)
def test_amounts_are_told_as_findings_tell_them(amount, unit, words):
    pairs = (("quantity_amount", "quantity_unit"),)
    assert words_of_amounts(pairs, {"quantity_amount": Decimal(amount), "quantity_unit": unit}) == words
