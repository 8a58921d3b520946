"""What was said about the law against the law, on both sides of the edge."""

from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.measures.claims import InvalidClaim, judge_together, read_claims
from navicert.measures.claims.law import law_of
from navicert.measures.questions import DATE_KEYS
from navicert.rulebook import load_rulebook

RULEBOOK = load_rulebook()
OIL_TO_DPRK = {"activity": "supply", "bound_state": "CN", "origin": "CN", "destination": "KP"}
CRUDE = {**OIL_TO_DPRK, "goods_kind": "crude_oil", "hs": "2709"}
REFINED = {**OIL_TO_DPRK, "goods_kind": "refined_petroleum", "hs": "2710"}
GASOLINE = {**OIL_TO_DPRK, "goods_kind": "gasoline", "hs": "2710"}
LNG = {**OIL_TO_DPRK, "goods_kind": "lng", "hs": "271111"}
PIPELINE_GAS = {**OIL_TO_DPRK, "goods_kind": "pipeline_gas", "hs": "271121"}
TRUCK = {**OIL_TO_DPRK, "goods_kind": "truck", "hs": "8704"}
FROM_DPRK = {"activity": "procure", "bound_state": "CN", "origin": "KP", "destination": "CN"}
COAL = {**FROM_DPRK, "goods_kind": "coal", "hs": "2701"}
LEAD = {**FROM_DPRK, "goods_kind": "lead_ore", "hs": "2607"}
APPAREL = {**FROM_DPRK, "goods_kind": "apparel", "hs": "61"}
LANDED = {**COAL, "action": "release", "release_date": "2017-08-20"}
VENTURE = {
    "activity": "joint_venture", "action": "operate", "bound_state": "CN", "counterparty_state": "KP",
    "venture_type": "equity_jv",
}  # fmt: skip
WORKER = {"activity": "employ", "action": "employ", "bound_state": "RU", "counterparty_state": "KP"}
DANDONG = {
    "activity": "account", "bound_state": "US", "counterparty_state": "CN", "bank": "Bank of Dandong",
    "account_type": "correspondent",
}  # fmt: skip
DALIAN = {"activity": "dealing_in_property", "bound_state": "US", "party": "Dalian Global Unity Shipping Co Ltd"}
DUTY = {"activity": "import_with_tariff", "bound_state": "US", "destination": "US", "origin": "IN"}
SHIPPED_CRUDE = {
    "activity": "maritime_service", "bound_state": "EU", "origin": "RU", "goods_kind": "crude_oil", "hs": "2709",
}  # fmt: skip
EU_CRUDE = {
    "activity": "procure", "bound_state": "EU", "origin": "RU", "destination": "EU", "goods_kind": "crude_oil",
    "hs": "2709",
}  # fmt: skip
EU_LNG = {**EU_CRUDE, "goods_kind": "lng", "hs": "271111", "contract_term": "long"}
EU_PIPED = {**EU_LNG, "goods_kind": "pipeline_gas", "hs": "271121", "contract_date": "2012-01-01"}
UN, CN, US, EU = "UN-DPRK", "CN-DPRK", "US-DPRK", "EU-DPRK"
USED_UP = {
    **REFINED, "end_use": "livelihood", "reported_to_committee": True, "quantity_amount": 1000,
    "quantity_unit": "bbl",
    "reported_total_amount": 150000, "reported_total_unit": "bbl", "estimated_total_amount": 759793,
    "estimated_total_unit": "bbl", "quota_notice_percent": 0,
}  # fmt: skip


def judged(as_of, facts, **claimed):
    if "first" in claimed:
        claimed["from"] = claimed.pop("first")
    read = read_claims({"id": "c", "as_of": as_of, "claimed": claimed, "facts": facts})
    assert not isinstance(read, InvalidClaim), read
    return judge_together(read, RULEBOOK)


def check(verdict, as_of, facts, claimed):
    judgement = judged(as_of, facts, **claimed)
    assert judgement.verdict == verdict, judgement.because
    assert judgement.because
    return judgement


STATUS = {
    "crude was no concern of the UN in July 2017": ("correct", "2017-07-05", CRUDE, UN, "permitted"),
    "crude was under a cap in September": ("inaccurate", "2017-09-28", CRUDE, UN, "permitted"),
    "a cap is no ban": ("inaccurate", "2018-09-28", GASOLINE, UN, "prohibited"),
    "a cap is a cap whatever is left": ("correct", "2018-09-28", GASOLINE, UN, "quota_dependent"),
    "what needs leave is forbidden": ("correct", "2018-02-01", VENTURE, CN, "prohibited"),
    "what is forbidden does not just need leave": ("inaccurate", "2017-09-28", LNG, CN, "needs_authorisation"),
    "the textile ban, old contracts aside": ("correct", "2017-09-28", APPAREL, UN, "prohibited"),
    "a ban that was still being voted on": ("inaccurate", "2017-09-06", APPAREL, UN, "prohibited"),
    "workers may stay in July 2017": ("inaccurate", "2017-07-05", WORKER, UN, "prohibited"),
    "a blocked firm": ("correct", "2017-06-30", DALIAN, US, "prohibited"),
    "a blocked firm, to whom the law does not speak": (
        "inaccurate", "2017-06-30", {**DALIAN, "bound_state": "CN"}, US, "prohibited",
    ),
    "coal landed before China's day, by China's order": (
        "correct", "2017-09-28", {**LANDED, "arrival_date": "2017-08-10"}, CN, "permitted",
    ),
    "the same coal by the UN's own day": (
        "inaccurate", "2017-09-28", {**LANDED, "arrival_date": "2017-08-10"}, UN, "permitted",
    ),
    "a cargo without its axles": ("unverifiable", "2017-07-05", TRUCK, UN, "permitted"),
    "a truck of three axles": ("correct", "2017-07-05", {**TRUCK, "axle_count": 3}, UN, "permitted"),
    "the Union on transfers of funds is not held": (
        "unverifiable", "2018-07-15",
        {"activity": "payment", "bound_state": "EU", "counterparty_state": "KP", "payment_purpose": "trade"}, EU,
        "prohibited",
    ),
    "a law that is not held here": ("unverifiable", "2018-07-15", CRUDE, "JP-DPRK", "prohibited"),
    "a proposal is not law": ("inaccurate", "2017-06-30", DANDONG, US, "prohibited"),
    "the wind-down of a ban": ("imprecise", "2017-09-28", VENTURE, UN, "prohibited"),
    "a ban but for livelihood": (
        "imprecise", "2017-07-05", {**FROM_DPRK, "goods_kind": "iron_ore", "hs": "2601"}, UN, "prohibited",
    ),
    "a ban but for pipelines": ("imprecise", "2025-07-15", EU_CRUDE, "EU-RUS", "prohibited"),
    "a cap that was made and begins in three days": ("imprecise", "2017-09-28", GASOLINE, UN, "quota_dependent"),
    "a cap that was not made yet": ("inaccurate", "2017-09-06", GASOLINE, UN, "quota_dependent"),
    "a ban that was made, in its transition": (
        "imprecise", "2025-07-30",
        {"activity": "procure", "bound_state": "EU", "origin": "IN", "feedstock_origin": "RU", "destination": "EU",
         "goods_kind": "diesel", "hs": "2710"}, "EU-RUS", "prohibited",
    ),
    "a final rule in the month before it binds": ("imprecise", "2017-11-10", DANDONG, US, "prohibited"),
    "what is free until a cap begins": ("correct", "2017-09-28", GASOLINE, UN, "permitted"),
    "natural gas for natural gas liquids": ("imprecise", "2017-09-28", PIPELINE_GAS, UN, "prohibited"),
    "gasoline for jet fuel is just wrong": ("inaccurate", "2017-09-28", GASOLINE, UN, "prohibited"),
    "crude for condensate is just wrong": ("inaccurate", "2017-09-28", CRUDE, UN, "prohibited"),
    "whether LNG is a natural gas liquid": ("disputed", "2017-09-28", LNG, UN, "prohibited"),
    "whether landing or release counts": (
        "disputed", "2017-09-28", {**LANDED, "arrival_date": "2017-08-04"}, UN, "permitted",
    ),
    "whether unreported deliveries count": ("disputed", "2018-07-15", USED_UP, UN, "prohibited"),
    "whether exposure is prohibition": (
        "disputed", "2018-10-01",
        {"activity": "payment", "bound_state": "CN", "counterparty_state": "KP", "payment_purpose": "trade",
         "knowing": True, "significant": True}, US, "prohibited",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("verdict", "as_of", "facts", "regime", "status"), STATUS.values(), ids=STATUS)
def test_a_status_is_judged_on_its_day(verdict, as_of, facts, regime, status):
    check(verdict, as_of, facts, {"regime": regime, "status": status})


DAYS = {
    "the first day": ("correct", "2017-09-28", LEAD, CN, "prohibited", "2017-08-15", None),
    "the day the grace ended": ("imprecise", "2017-09-28", LEAD, CN, "prohibited", "2017-09-05", None),
    "the month in which the grace ended": ("imprecise", "2017-09-28", LEAD, CN, "prohibited", "2017-09-01", None),
    "another regime's first day": ("inaccurate", "2017-09-28", LEAD, CN, "prohibited", "2017-08-05", None),
    "a suspension with both its days": (
        "correct", "2017-07-05", COAL, CN, "prohibited", "2017-02-19", "2017-12-31",
    ),
    "the day an order was made": ("imprecise", "2017-07-05", COAL, CN, "prohibited", "2017-02-18", None),
    "a suspension that went on after all": ("imprecise", "2017-09-28", COAL, CN, "prohibited", None, "2017-12-31"),
    "the second stage of an order": ("imprecise", "2017-09-28", REFINED, CN, "quota_dependent", "2018-01-01", None),
    "a ban at once, said for January": ("inaccurate", "2017-09-28", LNG, CN, "prohibited", "2018-01-01", None),
    "allowed until the end of the year, which it is not": (
        "inaccurate", "2017-09-28", LNG, CN, "permitted", None, "2017-12-31",
    ),
    "the day after a wind-down": ("correct", "2017-09-28", VENTURE, CN, "prohibited", "2018-01-10", None),
    "by January": ("imprecise", "2017-09-28", VENTURE, CN, "prohibited", "2018-01-01", None),
    "allowed from the day on which it is forbidden": (
        "inaccurate", "2017-09-28", VENTURE, CN, "permitted", "2018-01-10", None,
    ),
    "in January": ("correct", "2017-09-28", VENTURE, CN, "prohibited", "2018-01", None),
    "the last day of a wind-down": ("correct", "2017-09-28", VENTURE, UN, "permitted", None, "2018-01-09"),
    "wholly owned firms, on which orders are silent": (
        "disputed", "2017-09-28", {**VENTURE, "venture_type": "wholly_dprk_owned"}, CN, "prohibited", "2018-01-10",
        None,
    ),
    "release of coal landed before": (
        "correct", "2017-09-28", {**LANDED, "arrival_date": "2017-08-10"}, CN, "permitted", None, "2017-09-04",
    ),
    "workers until the end of 2019": ("correct", "2019-06-01", WORKER, UN, "permitted", None, "2019-12-22"),
    "law that came five days later": ("unverifiable", "2017-09-06", APPAREL, UN, "prohibited", "2017-09-11", None),
    "a plan for 2027": ("unverifiable", "2025-07-15", EU_LNG, "EU-RUS", "prohibited", "2027-01-01", None),
    "a law for 2027": ("correct", "2026-03-15", EU_LNG, "EU-RUS", "prohibited", "2027-01-01", None),
    "the later of two disputed days": ("disputed", "2026-03-15", EU_PIPED, "EU-RUS", "prohibited", "2027-11-01",
    None),
    "what turns on a fact that was not told": (
        "unverifiable", "2017-09-06", {**WORKER, "action": "grant_permit"}, UN, "prohibited", "2017-08-05", None,
    ),
    "as a rule, since its first day": ("imprecise", "2025-07-15", EU_CRUDE, "EU-RUS", "prohibited", "2022-12-05",
    None),
    "what was never otherwise": (
        "inaccurate", "2018-10-01", {**OIL_TO_DPRK, "goods_kind": "medicine", "hs": "30"}, CN, "permitted",
        "2019-01-01", None,
    ),
    "before the rulebook reaches": (
        "unverifiable", "2018-10-01", {**OIL_TO_DPRK, "goods_kind": "medicine", "hs": "30"}, CN, "permitted",
        "2010-01-01", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("verdict", "as_of", "facts", "regime", "status", "first", "until"), DAYS.values(), ids=DAYS)
def test_days_are_judged_against_the_run_of_days(verdict, as_of, facts, regime, status, first, until):
    claimed = {"regime": regime, "status": status, "first": first, "until": until}
    check(verdict, as_of, facts, {key: value for key, value in claimed.items() if value})


AMOUNTS = {
    "the cap": ("correct", "2018-09-28", REFINED, {"regime": UN, "amount": 500000}),
    "the cap, with its own first day": (
        "correct", "2018-09-28", REFINED, {"regime": UN, "status": "quota_dependent", "amount": 500000,
        "first": "2018-01-01"},
    ),
    "the cap of the last quarter with both days": (
        "correct", "2017-09-28", REFINED,
        {"regime": CN, "status": "quota_dependent", "amount": 60000, "first": "2017-10-01", "until": "2017-12-31"},
    ),
    "the cap in tonnes, converted": ("correct", "2018-02-03", REFINED, {"regime": UN, "amount": 60000, "unit": "t"}),
    "the cap that never applied, while it was to come": (
        "correct", "2017-09-28", REFINED, {"regime": UN, "status": "quota_dependent", "amount": 2000000,
        "first": "2018-01-01"},
    ),
    "the cap that never applied, after": ("inaccurate", "2018-09-28", REFINED, {"regime": UN, "amount": 2000000}),
    "the cap that never applied, called so": (
        "correct", "2018-09-28", REFINED, {"regime": UN, "measure_status": "never_applied", "amount": 2000000},
    ),
    "a cap that had ended, called so": (
        "correct", "2018-03-01", REFINED, {"regime": CN, "measure_status": "ended", "amount": 2000000},
    ),
    "the days of a wind-down": ("correct", "2017-09-28", VENTURE, {"regime": UN, "amount": 120, "unit": "days"}),
    "the days of a wind-down, counted from the act that an order carries out": (
        "correct", "2017-09-28", VENTURE, {"regime": CN, "amount": 120, "unit": "days"},
    ),
    "the days of a grace": ("correct", "2017-09-28", APPAREL, {"regime": UN, "amount": 90, "unit": "days"}),
    "the days of another grace": ("inaccurate", "2017-09-28", APPAREL, {"regime": UN, "amount": 30, "unit": "days"}),
    "the cap that stood five days in China": ("correct", "2018-01-03", REFINED, {"regime": CN, "amount": 2000000}),
    "the yearly cap for the first quarter": (
        "imprecise", "2017-09-28", REFINED, {"regime": CN, "status": "quota_dependent", "amount": 2000000,
        "first": "2017-10-01"},
    ),
    "a rounded cap": ("imprecise", "2017-02-10", COAL, {"regime": UN, "amount": 400000000}),
    "the other limit of a double cap": ("correct", "2017-02-10", COAL, {"regime": UN, "amount": 7500000}),
    "a base amount that nobody published": ("unverifiable", "2017-10-28", CRUDE, {"regime": UN, "amount": 520000}),
    "a price cap": ("correct", "2025-09-15", SHIPPED_CRUDE, {"regime": "EU-RUS", "status": "prohibited",
    "amount": 47.6}),
    "a price cap with its first day": (
        "correct", "2025-09-15", SHIPPED_CRUDE,
        {"regime": "EU-RUS", "status": "prohibited", "amount": 47.6, "first": "2025-09-03"},
    ),
    "the price cap of before": ("inaccurate", "2025-09-15", SHIPPED_CRUDE, {"regime": "EU-RUS", "amount": 60}),
    "an American's price cap": (
        "correct", "2025-09-15", {**SHIPPED_CRUDE, "bound_state": "US"}, {"regime": "G7-RUS", "amount": 60}),
    "the British price cap said of an American": (
        "inaccurate", "2025-09-15", {**SHIPPED_CRUDE, "bound_state": "US"}, {"regime": "G7-RUS", "amount": 47.6}),
    "the British price cap": (
        "correct", "2025-09-15", {**SHIPPED_CRUDE, "bound_state": "GB"}, {"regime": "G7-RUS", "amount": 47.6}),
    "a price cap under review": ("disputed", "2026-09-15", SHIPPED_CRUDE, {"regime": "EU-RUS", "amount": 44.1}),
    "the rate of a duty": ("correct", "2025-09-15", DUTY, {"regime": "US-RUS", "status": "prohibited", "amount": 25}),
    "the rate of a duty with the day of the order": (
        "imprecise", "2025-08-10", DUTY, {"regime": "US-RUS", "status": "prohibited", "amount": 25,
        "first": "2025-08-06"},
    ),
    "twice the rate": ("inaccurate", "2025-09-10", DUTY, {"regime": "US-RUS", "status": "prohibited", "amount": 50}),
    "a bill, its floor as its rate": (
        "imprecise", "2025-07-15", DUTY, {"regime": "US-RUS", "status": "permitted", "measure_status": "bill",
        "amount": 500},
    ),
    "a threat, called one": (
        "correct", "2025-07-15", DUTY, {"regime": "US-RUS", "status": "permitted", "measure_status": "announced",
        "amount": 100},
    ),
    "a threat, called law": ("inaccurate", "2025-07-15", DUTY, {"regime": "US-RUS", "status": "prohibited",
    "amount": 100}),
    "a threat of what is to come": (
        "unverifiable", "2025-07-15", DUTY, {"regime": "US-RUS", "status": "prohibited", "amount": 100,
        "first": "2025-09-02"},
    ),
    "a threat, in the word of a page": (
        "correct", "2025-07-15", DUTY, {"regime": "US-RUS", "status": "permitted", "measure_status": "threat",
        "amount": 100},
    ),
    "a bill, said to be in force": (
        "inaccurate", "2025-07-15", DUTY, {"regime": "US-RUS", "measure_status": "in_force"},
    ),
    "180 days since a call": (
        "correct", "2018-07-01", {"activity": "port_entry", "bound_state": "US", "destination": "US",
        "last_kp_call": "2018-05-01"},
        {"regime": US, "status": "prohibited", "amount": 180},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("verdict", "as_of", "facts", "claimed"), AMOUNTS.values(), ids=AMOUNTS)
def test_amounts_are_judged_against_the_figures_of_the_law(verdict, as_of, facts, claimed):
    check(verdict, as_of, facts, dict(claimed))


def test_what_is_left_out_is_not_judged():
    judgement = judged("2017-09-20", COAL, regime=UN, first="2017-08-05")
    assert [(row.field, row.verdict) for row in judgement.fields] == [("from", "correct")]


def test_a_claim_that_names_no_law_cannot_be_verified():
    judgement = judged("2017-09-20", COAL, status="prohibited")
    assert judgement.verdict == "unverifiable"
    assert "whose law" in judgement.because


def test_several_claims_are_as_good_as_the_weakest():
    parts = [
        {"claimed": {"regime": UN, "status": "prohibited"}, "facts": PIPELINE_GAS},
        {"claimed": {"regime": CN, "status": "prohibited", "from": "2018-01-01"}, "facts": LNG},
    ]
    judgement = judge_together(read_claims({"id": "c", "as_of": "2017-09-28", "claims": parts}), RULEBOOK)
    assert judgement.verdict == "inaccurate"
    assert "CN-2017-52-GAS" in judgement.measures
    assert [row.field for row in judgement.fields] == ["1.status", "2.status", "2.from"]


def test_the_measures_behind_the_verdict_are_named():
    assert judged("2017-09-28", LNG, regime=CN, status="permitted").measures == ("CN-2017-52-GAS",)
    assert "UN-2375-13-NGL" in judged("2017-09-28", PIPELINE_GAS, regime=UN, status="prohibited").measures


@pytest.mark.parametrize(
    ("status", "verdict", "said"),
    [
        ("quota_dependent", "correct", "allowed within a quota or prohibited"),
        ("prohibited", "inaccurate", "within a quota"),
    ],
)
def test_the_reason_is_that_of_the_use_which_bears_the_verdict_out(status, verdict, said):
    diesel = {"activity": "supply", "bound_state": "any", "destination": "KP", "hs": "2710", "goods_kind": "diesel"}
    found = judged("2018-02-01", diesel, regime="UN-DPRK", status=status)
    assert found.verdict == verdict
    assert said in found.because


def test_what_was_assumed_is_told_where_it_bears_on_the_answer():
    assert dict(judged("2017-07-05", CRUDE, regime=UN, status="permitted").assumed) == {
        "end_use": "civilian or livelihood"
    }
    assert judged("2018-02-01", VENTURE, regime=CN, status="prohibited").assumed == ()


@pytest.mark.shared
def test_the_statements_of_the_pages_are_judged_as_lawyers_judged_them(shared):
    text = (shared / "law" / "claim-checks-dev.yaml").read_text(encoding="utf-8")
    wrong = []
    for check in yaml.safe_load(text)["claim_checks"]:
        read = read_claims({"id": check["id"], "as_of": check["as_of"], "claims": check["claims"]})
        judgement = judge_together(read, RULEBOOK)
        if judgement.verdict != check["verdict"] or not set(check["measures"]) & set(judgement.measures):
            wrong.append((check["id"], check["verdict"], judgement.verdict, judgement.because))
    assert wrong == []


CASES = [
    {key: value for key, value in case.facts.items() if key not in DATE_KEYS}
    for measure in RULEBOOK.measures.values()
    for case in measure.cases
]


@settings(max_examples=60, deadline=None)
@given(
    facts=st.sampled_from(CASES),
    regime=st.sampled_from(sorted(RULEBOOK.regimes)),
    as_of=st.dates(date(2016, 1, 1), date(2026, 11, 21)),
    status=st.sampled_from(["permitted", "quota_dependent", "prohibited"]),
)
def test_what_the_law_says_of_itself_is_never_wrong(facts, regime, as_of, status):
    read = read_claims({"as_of": as_of, "claimed": {"regime": regime, "status": status}, "facts": facts})
    law = law_of(read[0], regime, RULEBOOK)
    runs = [run for run in law.runs(lambda day: law.on(day).holds(status)) if run.meets(as_of, as_of)]
    for run in runs:
        claimed = {"regime": regime, "status": status}
        claimed |= {"from": run.first.isoformat()} if run.first and run.after != "uncovered" else {}
        claimed |= {"until": run.last.isoformat()} if run.last else {}
        judgement = judged(as_of.isoformat(), facts, **claimed)
        assert judgement.verdict in ("correct", "disputed"), judgement.because
