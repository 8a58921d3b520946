"""What a finding says: whose rule, how far it is known, what was not asked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from navicert.measures import ListedParty, PartyFindings, assess, assessment_to_json, read_facts
from navicert.rulebook import load_rulebook
from navicert.rulebook.model import Coverage, NotOf, OwnedBy, PartyListed

RULEBOOK = load_rulebook()
KNOWN_ON = date(2026, 11, 21)
DIESEL = {
    "activity": "supply",
    "action": "export",
    "bound_state": "CN",
    "origin": "CN",
    "destination": "KP",
    "hs": "2710",
    "goods_kind": "diesel",
    "end_use": "livelihood",
    "activity_date": "2018-02-01",
    "quantity_amount": 10,
    "quantity_unit": "bbl",
    "reported_total_amount": 600_000,
    "reported_total_unit": "bbl",
    "reported_to_committee": True,
    "programme_revenue": False,
}


COAL_FROM_KP = {"activity": "procure", "action": "import", "origin": "KP", "hs": "2701", "goods_kind": "coal",
                "end_use": "civilian", "arrival_date": "2019-01-01"}  # fmt: skip


def ask(known_on=KNOWN_ON, listed=None, **told):
    return assess(read_facts(told), RULEBOOK, as_known_on=known_on, listed=listed)


def test_one_cargo_may_have_two_answers():
    squid = {
        "activity": "procure",
        "action": "release",
        "bound_state": "CN",
        "origin": "KP",
        "destination": "CN",
        "hs": "0307",
        "goods_kind": "seafood",
        "end_use": "civilian",
        "contract_date": "2017-07-01",
        "arrival_date": "2017-08-25",
        "release_date": "2017-08-28",
    }
    answer = ask(**squid)
    assert answer.finding("UN-DPRK").status == "permitted"
    assert answer.finding("CN-DPRK").status == "prohibited"


def test_law_is_asked_as_it_was_known():
    assert ask(**DIESEL).finding("UN-DPRK").status == "prohibited"
    before = ask(date(2017, 10, 1), **DIESEL).finding("UN-DPRK")
    assert before.status == "quota_dependent", "in October 2017 the cap of 2018 stood at 2,000,000 barrels"
    assert before.measures[0].id == "UN-2375-14-REFINED-YR"


def test_a_listing_is_known_with_the_act_that_makes_it():
    account = {"activity": "account", "action": "maintain", "bound_state": "US", "counterparty_state": "CN",
               "bank": "Bank of Dandong", "account_type": "correspondent", "activity_date": "2017-12-20"}  # fmt: skip
    known = {day: ask(date(2017, 11, day), **account).finding("US-DPRK").status for day in (7, 8)}
    assert known == {7: "permitted", 8: "prohibited"}


def test_a_law_that_does_not_bind_the_actor_says_so():
    finding = ask(**DIESEL).finding("US-DPRK")
    assert (finding.status, finding.under) == ("permitted", "not_bound")
    assert "is not bound by" in finding.because


def test_states_are_named_as_in_a_sentence():
    assert (
        "an actor of the united states is" in ask(**{**DIESEL, "bound_state": "US"}).finding("CN-DPRK").because.lower()
    )


TEXTILES = {
    "activity": "procure", "action": "import", "bound_state": "any", "origin": "KP", "hs": "6203",
    "goods_kind": "apparel", "end_use": "civilian", "contract_date": "2017-09-10", "committee_approved": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"arrival_date": "2017-12-10"}, "within 90 days of it, the last day included, which is 2017-12-10"),
        ({"arrival_date": "2017-12-11"}, "its grace ended on 2017-12-10"),
        ({"arrival_date": "2017-09-10"}, "the nearest is UN resolution 2375, paragraph 16, which begins 2017-09-11"),
        ({}, "permitted if it is before 2017-12-11; prohibited if it is from 2017-12-11 on"),
    ],
)
def test_the_sentence_tells_the_days_on_which_it_turns(facts, told):
    assert told in ask(**TEXTILES, **facts).finding("UN-DPRK").because


def test_a_full_cap_is_told_with_what_is_drawn():
    unsized = {key: value for key, value in DIESEL.items() if not key.startswith("quantity")}
    because = ask(**unsized).finding("UN-DPRK").because
    assert "600,000 bbl is drawn already, and the cap is 500,000 bbl" in because


def test_the_united_kingdom_was_bound_by_union_law_until_the_end_of_2020():
    diesel = {**DIESEL, "bound_state": "GB"}
    assert ask(**{**diesel, "activity_date": "2020-12-31"}).finding("EU-DPRK").status == "prohibited"
    assert ask(**{**diesel, "activity_date": "2021-01-01"}).finding("EU-DPRK").under == "not_bound"


PRODUCTS = {
    "activity": "maritime_service",
    "origin": "RU",
    "hs": "271019",
    "goods_kind": "diesel",
    "unit_price_amount": 150,
    "unit_price_unit": "USD/bbl",
}


@pytest.mark.parametrize(
    ("state", "days", "regime", "status"),
    [
        ("EU", {"activity_date": "2025-09-02"}, "G7-RUS", "prohibited"),
        ("EU", {"activity_date": "2025-09-03"}, "G7-RUS", "permitted"),
        ("EU", {"arrival_date": "2025-09-02"}, "G7-RUS", "prohibited"),
        ("EU", {"arrival_date": "2025-09-03"}, "G7-RUS", "permitted"),
        ("EU", {"loading_date": "2025-09-03"}, "G7-RUS", "permitted"),
        ("GB", {"arrival_date": "2023-05-01"}, "EU-RUS", "permitted"),
        ("GB", {}, "EU-RUS", "permitted"),
        ("GB", {"arrival_date": "2023-05-01"}, "G7-RUS", "prohibited"),
    ],
)
def test_a_state_that_a_law_left_is_judged_by_the_day_of_the_act_or_of_the_cargo(state, days, regime, status):
    finding = ask(**PRODUCTS, **days, bound_state=state).finding(regime)
    assert (finding.status, finding.under) == (status, "not_bound" if status == "permitted" else None)


def test_of_a_state_that_a_law_left_the_day_is_asked_where_none_is_told():
    finding = ask(**PRODUCTS, bound_state="EU").finding("G7-RUS")
    assert (finding.status, finding.lowest, finding.highest) == ("needs_information", "permitted", "prohibited")
    assert "from 2025-09-03 on" in finding.because
    coal = {"activity": "procure", "origin": "KP", "hs": "2701", "goods_kind": "coal", "bound_state": "GB"}
    assert "prohibited if it is from 2017-09-15 to 2020-12-31" in ask(**coal).finding("EU-DPRK").because


def test_a_member_state_stands_under_union_law():
    assert ask(**{**DIESEL, "bound_state": "DE"}).finding("EU-DPRK").status == "prohibited"


@pytest.mark.parametrize("territory", ["AX", "GF", "GP", "MF", "MQ", "RE", "YT"])
def test_a_territory_of_the_union_with_a_code_of_its_own_stands_under_union_law(territory):
    told = {**COAL_FROM_KP, "bound_state": territory, "destination": territory}
    assert ask(**told).finding("EU-DPRK").status == "prohibited"


@pytest.mark.parametrize("territory", ["AS", "GU", "MP", "PR", "UM", "VI"])
def test_a_territory_of_the_united_states_stands_under_their_law(territory):
    told = {**COAL_FROM_KP, "bound_state": territory, "destination": territory}
    assert ask(**told).finding("US-DPRK").status == "needs_authorisation"


@pytest.mark.parametrize(("territory", "status"), [("PR", "prohibited"), ("GU", "permitted")])
def test_a_duty_is_due_within_the_customs_territory(territory, status):
    told = {"activity": "import_with_tariff", "action": "enter", "bound_state": territory, "destination": territory,
            "origin": "IN", "hs": "6109", "activity_date": "2025-10-01", "loading_date": "2025-09-01"}  # fmt: skip
    assert ask(**told).finding("US-RUS").status == status


def test_hong_kong_is_not_under_the_mainlands_orders():
    assert ask(**{**DIESEL, "bound_state": "HK"}).finding("CN-DPRK").under == "not_bound"


def test_any_state_asks_no_national_law():
    answer = ask(**{**DIESEL, "bound_state": "any"})
    assert [finding.regime for finding in answer.findings] == ["UN-DPRK"]
    assert any("national law" in text for text in answer.not_asked)


def test_a_fact_that_matters_only_after_another_is_asked_for_too():
    ore = {"activity": "procure", "origin": "KP", "hs": "2601", "goods_kind": "iron_ore", "end_use": "civilian"}
    finding = ask(**ore, bound_state="any").finding("UN-DPRK")
    assert {"arrival_date", "contract_date"} <= set(finding.missing)
    assert "contract_date" in ask(**ore, bound_state="any", arrival_date="2017-09-04").finding("UN-DPRK").missing
    assert "contract_date" not in ask(**ore, bound_state="any", arrival_date="2017-09-05").finding("UN-DPRK").missing


def test_the_notice_is_asked_for_beside_the_delivery_where_the_total_is_near_the_cap():
    told = {**DIESEL, "bound_state": "any", "activity_date": "2018-11-01", "end_use": "livelihood"}
    told |= {"reported_total_amount": 476000, "reported_total_unit": "bbl", "reported_to_committee": True}
    told = {
        key: value for key, value in told.items() if not key.startswith("quantity") and key != "quota_notice_percent"
    }
    finding = ask(**told | {"programme_revenue": False}).finding("UN-DPRK")
    assert {"quantity_amount", "quota_notice_percent"} <= set(finding.missing)


def test_a_service_of_no_single_state_that_only_national_law_rules_is_not_permitted():
    answer = ask(activity="maritime_service", bound_state="any", origin="RU", hs="2709", activity_date="2025-11-10")
    assert [(finding.regime, finding.status) for finding in answer.findings] == [("UN-DPRK", "not_covered")]


def test_what_the_rulebook_does_not_hold_is_not_permitted():
    finding = ask(activity="account", action="open", bound_state="CN", counterparty_state="KP", account_type="deposit",
                  activity_date="2018-02-01").finding("CN-DPRK")  # fmt: skip
    assert finding.status == "not_covered"
    assert finding.lowest is None


def test_an_unknown_vessel_is_not_clear():
    told = {"activity": "port_entry", "bound_state": "EU", "distress": False, "activity_date": "2025-11-01"}
    finding = ask(**told, vessel_imo="9004700").finding("EU-RUS")
    assert (finding.status, finding.missing) == ("needs_information", ("vessel_imo",))
    assert "EU-XLII-VESSELS (the rulebook holds one vessel of its hundreds)" in finding.because
    assert ask(**told, vessel_imo="9353113").finding("EU-RUS").status == "prohibited"


def test_cover_below_the_cap_for_a_ship_that_may_be_listed_is_not_permitted():
    told = {"activity": "maritime_service", "action": "insure", "bound_state": "DE", "origin": "RU", "hs": "2709",
            "goods_kind": "crude_oil", "transport_mode": "sea", "unit_price_amount": 40, "unit_price_unit": "USD/bbl",
            "distress": False, "activity_date": "2025-10-01"}  # fmt: skip
    assert ask(**told).finding("EU-RUS").status == "permitted"
    finding = ask(**told, vessel_imo="9004700").finding("EU-RUS")
    assert (finding.status, finding.missing) == ("needs_information", ("vessel_imo",))


DIESEL_OF_RUSSIAN_CRUDE = {"activity": "procure", "action": "import", "bound_state": "EU", "feedstock_origin": "RU",
                           "destination": "DE", "hs": "2710", "goods_kind": "diesel",
                           "arrival_date": "2026-03-01"}  # fmt: skip


def test_an_answer_that_would_not_be_covered_is_not_told_as_permitted():
    finding = ask(**DIESEL_OF_RUSSIAN_CRUDE).finding("EU-RUS")
    told = {decider.when: (decider.lowest, decider.highest) for decider in finding.deciders}
    assert told["is CA"] == ("permitted", "permitted")
    assert told["is HU (not held in full)"] == ("permitted", "prohibited")
    assert "Hungary" not in finding.because.split("prohibited if")[0]


def test_what_decides_whether_the_law_is_held_in_full_is_asked_for():
    without = {key: value for key, value in DIESEL_OF_RUSSIAN_CRUDE.items() if key != "feedstock_origin"}
    finding = ask(**without, origin="HU").finding("EU-RUS")
    assert (finding.status, finding.lowest, finding.highest) == ("needs_information", "permitted", "prohibited")
    assert finding.missing == ("feedstock_origin",)
    assert "depends on the origin of the crude oil" in finding.because
    assert ask(**without, origin="HU", feedstock_origin="NO").finding("EU-RUS").status == "permitted"


def test_a_law_that_the_facts_do_not_touch_asks_nothing_to_tell_whether_it_is_held_in_full():
    told = {"activity": "procure", "action": "import", "bound_state": "EU", "origin": "RU"}
    assert ask(**told).finding("EU-RUS").status == "needs_information"
    assert "EU-DPRK" not in [finding.regime for finding in ask(**told).findings]


@pytest.mark.parametrize(
    ("condition", "told", "missing"),
    [
        (NotOf(PartyListed("EU-XLII-VESSELS", ("vessel_imo",))), {"vessel_imo": "9004700"}, ("vessel_imo",)),
        (OwnedBy("UN", Decimal(50)), {"owners": [{"name": "Somebody"}]}, ("owners",)),
    ],
    ids=["a list that is held in part", "owners whose shares nobody told"],
)
def test_what_is_held_may_turn_on_who_is_listed(condition, told, missing):
    regime = RULEBOOK.regimes["EU-RUS"]
    held = replace(regime, coverage=(Coverage(("port_entry",), date(2022, 1, 1), where=condition),))
    rulebook = replace(RULEBOOK, regimes={**RULEBOOK.regimes, "EU-RUS": held})
    call = {"activity": "port_entry", "bound_state": "DE", "activity_date": "2022-02-01"} | told
    finding = assess(read_facts(call), rulebook, as_known_on=KNOWN_ON).finding("EU-RUS")
    assert (finding.status, finding.missing) == ("needs_information", missing)


def test_a_port_that_nobody_asked_the_flag_at_says_so():
    told = {"activity": "port_entry", "bound_state": "EU", "vessel_imo": "9353113", "activity_date": "2023-06-01"}
    said = "ports closed to a flag: vessel_flag not stated"
    assert said in ask(**told).not_asked
    assert said not in ask(**told, vessel_flag="RU").not_asked


def test_a_vessels_name_alone_asks_for_its_number():
    finding = ask(
        activity="port_entry", bound_state="EU", distress=False, activity_date="2025-11-01", vessel_name="Kavya"
    ).finding("EU-RUS")
    assert (finding.status, finding.missing) == ("needs_information", ("vessel_imo",))


def test_no_name_no_list():
    payment = {"activity": "payment", "bound_state": "EU", "activity_date": "2023-09-12", "payment_purpose": "other"}
    assert "party lists: no party named" in ask(**payment).not_asked
    answer = ask(**payment, person="Pak Jong Chon")
    assert "party lists: no party named" not in answer.not_asked
    assert answer.finding("EU-DPRK").status == "prohibited"
    assert answer.finding("UN-DPRK").status == "permitted"
    assert answer.parties[0].listings[0][0] == "EU"


def test_listings_that_others_found_count_from_their_day():
    found = ListedParty(
        field="party",
        name="Acme",
        list="US",
        entry_id="ofac-1",
        caption="ACME",
        listed_on=date(2020, 1, 1),
        measure="US-EO13722",
    )
    listed = PartyFindings((found,), (("party", "Acme"),))
    told = {"activity": "payment", "bound_state": "US", "party": "Acme", "licence": False}
    assert ask(listed=listed, **told, activity_date="2020-01-01").finding("US-DPRK").status == "prohibited"
    before = ask(listed=listed, **told, activity_date="2019-12-31").finding("US-DPRK")
    assert before.status == "permitted"
    assert any("lists ACME from 2020-01-01" in measure.why for measure in before.measures)


@pytest.mark.parametrize(
    ("notified", "status"), [(True, "permitted"), (False, "needs_authorisation"), (None, "needs_authorisation")]
)
def test_a_notice_can_still_be_given(notified, status):
    coal = {
        "activity": "procure",
        "action": "load",
        "bound_state": "any",
        "hs": "2701",
        "goods_kind": "coal",
        "end_use": "civilian",
        "origin": "RU",
        "transit_state": "KP",
        "transit_port": "Rason",
        "loading_date": "2017-10-20",
        "programme_revenue": False,
        "committee_notified": notified,
    }
    assert ask(**coal).finding("UN-DPRK").status == status


@pytest.mark.parametrize(
    ("approved", "status"), [(True, "permitted"), (False, "prohibited"), (None, "needs_authorisation")]
)
def test_an_approval_is_in_hand_refused_or_unheard_of(approved, status):
    statue = {
        "activity": "procure",
        "bound_state": "any",
        "origin": "KP",
        "hs": "9703",
        "goods_kind": "statue",
        "end_use": "civilian",
        "activity_date": "2017-03-01",
        "committee_approved": approved,
    }
    assert ask(**statue).finding("UN-DPRK").status == status


def test_contested_law_shows_both_readings():
    boat = {
        "activity": "supply",
        "bound_state": "any",
        "destination": "KP",
        "hs": "8902",
        "goods_kind": "vessel",
        "condition": "used",
        "end_use": "civilian",
        "activity_date": "2018-03-01",
    }
    finding = ask(**boat).finding("UN-DPRK")
    assert [(reading.id, reading.status, reading.main) for reading in finding.readings] == [
        ("A23", "needs_authorisation", True),
        ("A23", "prohibited", False),
    ]
    assert finding.status == "needs_authorisation"


def test_relief_opens_a_door_only_when_it_is_stated():
    truck = {
        "activity": "supply",
        "bound_state": "any",
        "destination": "KP",
        "hs": "8704",
        "goods_kind": "truck",
        "axle_count": 3,
        "activity_date": "2018-03-01",
    }
    assert ask(**truck).finding("UN-DPRK").status == "prohibited"
    assert ask(**truck, end_use="humanitarian").finding("UN-DPRK").status == "needs_authorisation"


def test_an_exception_of_the_measure_comes_with_its_duties():
    ore = {
        "activity": "procure",
        "bound_state": "any",
        "origin": "KP",
        "hs": "2601",
        "goods_kind": "iron_ore",
        "end_use": "civilian",
        "contract_date": "2017-07-01",
        "arrival_date": "2017-09-04",
    }
    finding = ask(**ore).finding("UN-DPRK")
    grace = next(exception for exception in finding.exceptions if exception.state == "met")
    assert finding.under == "exception"
    assert "2017-09-19" in grace.duties[0]


def test_the_record_has_the_keys_that_others_rely_on():
    record = assessment_to_json(ask(**DIESEL), "T-1")
    assert list(record) == ["id", "findings", "parties", "not_asked", "ruleset", "as_known_on"]
    finding = record["findings"][0]
    assert finding["regime"] == "UN-DPRK"
    assert {
        "status",
        "lowest",
        "highest",
        "measures",
        "exceptions",
        "missing",
        "quota",
        "readings",
        "because",
    } <= finding.keys()
    assert {"id", "instrument", "paragraph"} <= finding["measures"][0].keys()
    assert record["ruleset"] == RULEBOOK.digest


def test_invalid_facts_are_never_evaluated():
    record = assessment_to_json(ask(activity="supply", hs=2710))
    assert record["invalid_fields"] == ["hs"]
    assert [finding["status"] for finding in record["findings"]] == ["invalid"]
    assert record["findings"][0]["invalid_fields"] == ["hs"]


def test_a_code_too_short_for_every_rule_still_tells_of_the_quota_that_decides():
    crude = {"goods_kind": "crude_oil", "hs": "27", "destination": "KP", "end_use": "livelihood"}
    amounts = {"quantity_amount": 1_000_000, "reported_total_amount": 3_000_000}
    units = {"quantity_unit": "bbl", "reported_total_unit": "bbl", "quota_notice_percent": 0}
    finding = ask(
        activity="supply", action="export", bound_state="CN", transport_mode="pipeline", activity_date="2018-11-21",
        **crude, **amounts, **units,
    ).finding("CN-DPRK")  # fmt: skip
    assert finding.status == "quota_dependent"
    assert "3,000,000 bbl is drawn" in finding.because


def test_a_delivery_of_unknown_size_is_told_by_the_condition_that_it_does_not_meet():
    facts = {key: value for key, value in DIESEL.items() if not key.startswith(("quantity", "reported_total"))}
    found = ask(**facts | {"programme_revenue": True}).finding("UN-DPRK")
    assert found.status == "prohibited"
    assert "a condition is not met (no listed party and no revenue for the programmes)" in found.because
    assert "None" not in found.because


def test_a_part_that_stays_away_is_named_with_its_whole():
    jet_fuel = {**DIESEL, "goods_kind": "aviation_fuel", "end_use": "civilian", "activity_date": "2016-04-04"}
    named = [measure.id for measure in ask(**jet_fuel).finding("CN-DPRK").measures]
    assert named[:2] == ["CN-2016-11-AVFUEL", "CN-2016-11"]


def test_what_leaves_the_dprk_is_never_permitted_because_its_seller_asks():
    coal = {"activity": "supply", "bound_state": "any", "origin": "KP", "destination": "VN", "hs": "2701",
            "goods_kind": "coal", "end_use": "civilian", "activity_date": "2018-10-01"}  # fmt: skip
    assert ask(**coal).finding("UN-DPRK").status == "not_covered"
    assert ask(**{**coal, "end_use": "military"}).finding("UN-DPRK").status == "needs_authorisation"
    assert ask(**{**coal, "activity": "procure"}).finding("UN-DPRK").status == "prohibited"


def test_a_product_refined_elsewhere_names_the_cap_that_it_escapes():
    cargo = {"activity": "maritime_service", "bound_state": "US", "origin": "IN", "feedstock_origin": "RU",
             "hs": "2710", "goods_kind": "diesel", "transport_mode": "sea", "activity_date": "2024-10-01",
             "unit_price_amount": 120, "unit_price_unit": "USD/bbl"}  # fmt: skip
    finding = ask(**cargo).finding("G7-RUS")
    assert (finding.status, finding.measures[0].id) == ("permitted", "RU-CAP-PRODUCTS")


def test_of_goods_that_nobody_told_the_kind_is_asked_and_each_sort_has_a_name_of_its_own():
    export = {
        "activity": "supply",
        "bound_state": "US",
        "destination": "KP",
        "activity_date": "2012-01-01",
        "licence": False,
    }
    finding = ask(**export).finding("US-DPRK")
    assert finding.missing[:2] == ("goods_kind", "hs")
    said = [decider.when for decider in finding.deciders]
    assert len(set(said)) == len(said) > 1


def test_an_actor_whom_a_rule_does_not_mean_is_told_by_name():
    service = {
        "activity": "maritime_service",
        "action": "broker",
        "origin": "RU",
        "hs": "2709",
        "transport_mode": "pipeline",
    }
    service |= {"goods_kind": "crude_oil", "activity_date": "2024-01-05", "bound_state": "IN"}
    service |= {"unit_price_amount": "50", "unit_price_unit": "USD/bbl"}
    told = assess(read_facts(service), load_rulebook(), as_known_on=date(2026, 11, 21))
    whys = [measure.why for finding in told.findings for measure in finding.measures]
    assert any("not with an actor of India" in why for why in whys)
    assert not any("('" in why for why in whys)
