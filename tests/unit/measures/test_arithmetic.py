"""Quotas in exact numbers: units, conversions, thresholds, the ledger, the period."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.measures import QuotaTotal, QuotaUse, assess, read_facts
from navicert.measures.arithmetic import BARRELS_PER_TONNE, judge_quota, period_first
from navicert.measures.situation import Situation
from navicert.rulebook import load_rulebook
from navicert.terms import Quantity

RULEBOOK = load_rulebook()
REFINED, CRUDE, COAL = (
    RULEBOOK.measures[name] for name in ("UN-2397-5-REFINED", "UN-2397-4-CRUDE", "UN-2321-26-COALCAP")
)
KNOWN_ON = date(2026, 11, 21)


def situation(ledger=None, **told):
    return Situation(read_facts({"activity": "supply", **told}).values, RULEBOOK, KNOWN_ON, ledger=ledger)


def delivery(amount, unit, total, total_unit, **told):
    return {
        "quantity_amount": amount,
        "quantity_unit": unit,
        "reported_total_amount": total,
        "reported_total_unit": total_unit,
        **told,
    }


@pytest.mark.parametrize(
    ("told", "fits"),
    [
        (delivery(20_000, "bbl", 480_000, "bbl", quota_notice_percent=90), True),
        (delivery(20_001, "bbl", 480_000, "bbl", quota_notice_percent=90), False),
        (delivery(60_000, "t", 0, "bbl"), True),
        (delivery(60_001, "t", 0, "bbl"), False),
        (delivery(60_000_000, "kg", 0, "bbl"), True),
        (delivery(1, "bbl", 475_000, "bbl"), None),
        (delivery(1, "bbl", 475_000, "bbl", quota_notice_percent=95), False),
        (delivery(1, "bbl", 474_999, "bbl", quota_notice_percent=95), True),
        (delivery(600_000, "bbl", 0, "bbl"), False),
        ({"reported_total_amount": 476_000, "reported_total_unit": "bbl", "quota_notice_percent": 95}, False),
        ({"reported_total_amount": 476_000, "reported_total_unit": "bbl", "quota_notice_percent": 90}, None),
        ({"reported_total_amount": 500_001, "reported_total_unit": "bbl"}, False),
    ],
    ids=["up to the cap exactly", "one barrel over", "tonnes by the exact ratio", "one tonne over", "kilograms",
         "at 95 percent, notice unknown", "stopped by notice", "below the threshold", "over by itself",
         "stopped by notice, whatever is delivered", "not stopped, and nobody says what is delivered",
         "used up, whatever is delivered"],
)  # fmt: skip
def test_a_cap_counts_what_was_shipped_before(told, fits):
    assert judge_quota(REFINED, situation(goods_kind="diesel", **told)).fits is fits


def test_where_the_cap_states_the_deliverys_own_unit_that_unit_is_compared():
    """520,000 t of crude are 99 percent of 525,000 t; a rounded 7.62 barrels a tonne would put 525,000 t over it."""
    for amount, fits in ((520_000, True), (525_000, True), (525_001, False)):
        assert (
            judge_quota(
                CRUDE, situation(goods_kind="crude_oil", quota_notice_percent=0, **delivery(amount, "t", 0, "t"))
            ).fits
            is fits
        )
    barrels = situation(goods_kind="crude_oil", quota_notice_percent=0, **delivery(1, "bbl", 525_000, "t"))
    assert judge_quota(CRUDE, barrels).fits is False


def test_the_cargos_own_ratio_prevails():
    told = delivery(60_000, "t", 0, "bbl", bbl_per_t=8.5)
    assert judge_quota(REFINED, situation(goods_kind="diesel", **told)).fits is False


def test_a_code_of_one_kind_has_the_ratio_of_that_kind():
    by_code, by_kind = (
        judge_quota(REFINED, situation(**told, **delivery(40_518, "t", 0, "bbl")))
        for told in ({"hs": "271112"}, {"hs": "271112", "goods_kind": "lpg"})
    )
    assert by_code.fits is by_kind.fits is True
    assert judge_quota(REFINED, situation(hs="271112", **delivery(40_520, "t", 0, "bbl"))).fits is False


def test_goods_without_a_ratio_ask_for_one():
    judged = judge_quota(REFINED, situation(goods_kind="natural_gas_liquids", hs="2711", **delivery(10, "t", 0, "bbl")))
    assert judged.fits is None
    assert judged.missing == ("bbl_per_t",)


COAL_SHIP = {
    "quantity_amount": 10_000,
    "quantity_unit": "t",
    "value_amount": 600_000,
    "value_currency": "USD",
    "reported_total_amount": 160_000_000,
    "reported_total_unit": "USD",
    "reported_total_alt_amount": 3_000_000,
    "reported_total_alt_unit": "t",
}


@pytest.mark.parametrize(
    ("changes", "fits", "missing"),
    [
        ({}, True, ()),
        ({"reported_total_amount": 400_270_018, "quota_notice_percent": 0}, True, ()),
        ({"reported_total_amount": 400_270_019}, False, ()),
        ({"reported_total_alt_amount": 7_490_001}, False, ()),
        ({"value_currency": "CNY"}, None, ("value_amount",)),
        ({"reported_total_alt_amount": None, "reported_total_alt_unit": None}, None, ("reported_total_alt_amount",)),
    ],
    ids=[
        "room in both",
        "the value exactly",
        "a dollar over",
        "a tonne over",
        "value in another currency",
        "one total untold",
    ],
)
def test_two_caps_bind_and_the_one_reached_first_decides(changes, fits, missing):
    judged = judge_quota(COAL, situation(**{**COAL_SHIP, **changes}))
    assert (judged.fits, judged.missing) == (fits, missing)


def test_the_ledger_answers_where_the_facts_are_silent():
    total = QuotaTotal("UN-2397-5-REFINED", date(2018, 1, 1), (Quantity(Decimal(490_000), "bbl"),), notice_percent=75)
    ledger = QuotaUse({(total.quota, total.period_first): total})
    told = {"goods_kind": "diesel", "quantity_amount": 20_000, "quantity_unit": "bbl", "activity_date": "2018-11-01"}
    judged = judge_quota(REFINED, situation(ledger, **told))
    assert (judged.fits, judged.source) == (False, "ledger")
    stated = judge_quota(REFINED, situation(ledger, reported_total_amount=0, reported_total_unit="bbl", **told))
    assert (stated.fits, stated.source) == (True, "facts")
    next_year = judge_quota(REFINED, situation(ledger, **{**told, "activity_date": "2019-01-01"}))
    assert (next_year.fits, next_year.missing) == (None, ("reported_total_amount",))


def test_an_estimate_never_decides_alone_but_makes_the_case_contested():
    facts = {
        "activity": "supply",
        "bound_state": "any",
        "destination": "KP",
        "hs": "2710",
        "goods_kind": "diesel",
        "end_use": "livelihood",
        "activity_date": "2018-06-01",
        "reported_to_committee": True,
        "programme_revenue": False,
        "quota_notice_percent": 0,
        "estimated_total_amount": 759_793,
        "estimated_total_unit": "bbl",
        **delivery(1000, "bbl", 30_000, "bbl"),
    }
    finding = assess(read_facts(facts), RULEBOOK, as_known_on=KNOWN_ON).finding("UN-DPRK")
    assert finding.status == "quota_dependent"
    assert {(reading.reading, reading.status) for reading in finding.readings} == {
        ("reported", "quota_dependent"),
        ("estimated", "prohibited"),
    }


@pytest.mark.parametrize(
    ("measure", "day", "first"),
    [
        ("UN-2397-5-REFINED", "2018-12-31", date(2018, 1, 1)),
        ("UN-2397-4-CRUDE", "2018-12-21", date(2017, 12, 22)),
        ("UN-2397-4-CRUDE", "2018-12-22", date(2018, 12, 22)),
        ("CN-2018-4-CRUDE", "2018-12-22", date(2017, 12, 23)),
    ],
)
def test_a_quota_year_turns_on_its_own_day(measure, day, first):
    assert period_first(RULEBOOK.measures[measure], situation(activity_date=day)) == first


def test_another_readings_year_leaves_the_total_of_the_act_that_counts_by_its_own():
    crude = {
        "activity": "supply",
        "bound_state": "CN",
        "origin": "CN",
        "destination": "KP",
        "hs": "2709",
        "goods_kind": "crude_oil",
        "end_use": "livelihood",
        "activity_date": "2018-12-22",
        **delivery(2000, "t", 1000, "t"),
    }
    answer = assess(read_facts(crude), RULEBOOK, as_known_on=KNOWN_ON)
    assert [(r.reading, r.status) for r in answer.finding("UN-DPRK").readings] == [
        ("as_written", "quota_dependent"),
        ("beijing", "needs_information"),
    ]
    chinese = answer.finding("CN-DPRK")
    assert chinese.status == "quota_dependent"
    assert not chinese.readings, "how the UN's year turns, and an estimate nobody told, change nothing here"


@given(st.sampled_from(sorted(BARRELS_PER_TONNE)), st.integers(0, 10**9))
def test_barrels_and_tonnes_convert_without_loss(kind, tonnes):
    ratio = BARRELS_PER_TONNE[kind]
    assert Fraction(tonnes) * ratio / ratio == tonnes


@pytest.mark.parametrize("told", [{"hs": "2707"}, {"hs": "2714"}, {"hs": "2715", "goods_kind": "other_goods"}])
def test_refined_products_without_a_kind_of_their_own_convert_like_refined_products(told):
    shipped = delivery(60_000, "t", 0, "bbl", destination="KP", activity_date="2019-01-15", **told)
    assert judge_quota(REFINED, situation(**shipped)).fits is True
    assert judge_quota(REFINED, situation(**{**shipped, "quantity_amount": 60_001})).fits is False


@pytest.mark.parametrize(("previous", "fits"), [(525_000, None), (0, True)])
def test_an_unknown_day_may_draw_on_the_year_before(previous, fits):
    cap = RULEBOOK.measures["CN-2018-4-CRUDE"]
    told = delivery(5_000, "t", 0, "t", previous_period_total_amount=previous, previous_period_total_unit="t")
    assert judge_quota(cap, situation(goods_kind="crude_oil", quota_notice_percent=0, **told)).fits is fits
