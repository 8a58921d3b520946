"""Answers read aloud: whose rule, its paragraph in that law's own word, the days, what is missing."""

from datetime import date

import pytest

from navicert.measures import assess, find_own_parties, read_facts
from navicert.measures.telling import cited_measure
from navicert.rulebook import load_rulebook

RULEBOOK = load_rulebook()
TODAY = date(2026, 11, 21)


def said(regime, **facts):
    read = read_facts(facts)
    listed = find_own_parties(read, RULEBOOK, TODAY)
    return assess(read, RULEBOOK, as_known_on=TODAY, listed=listed).finding(regime).because


@pytest.mark.parametrize(
    ("measure", "cited"),
    [
        ("UN-1718-8d-FREEZE", "UN resolution 1718, paragraph 8(d)"),
        ("UN-1874-18-FINSERV", "UN resolution 1874, paragraphs 18-20"),
        ("EU-34-FREEZE", "EU Regulation 2017/1509, Article 34"),
        ("EU-XIV-VESSELS", "EU Regulation 2017/1509, Annex XIV.B"),
        ("US-EO13722", "Executive Order 13722, sections 1-3"),
        ("US-CFR510", "the North Korea Sanctions Regulations, section 510.201"),
        ("US-SDN-20170629", "OFAC's action of 29 June 2017 (EO 13382; EO 13722)"),
        ("CN-2017-12", "China's Announcement 12 of 2017"),
    ],
)
def test_an_act_is_cited_by_what_it_is_divided_into(measure, cited):
    assert cited_measure(RULEBOOK.measures[measure], RULEBOOK) == cited


def test_a_regulation_of_its_own_code_is_no_paragraph_number():
    words = said(
        "US-DPRK", activity="payment", action="pay", bound_state="US", party="Dalian Global Unity Shipping",
        activity_date="2017-06-30",
    )  # fmt: skip
    assert "(31 CFR part 510: What OFAC licenses" in words


def test_several_missing_facts_are_told_in_words_not_in_keys():
    words = said("UN-DPRK", activity="employ", action="employ", bound_state="RU", counterparty_state="KP",
                 activity_date="2019-12-23")  # fmt: skip
    assert "permitted if law forbids returning the worker" in words
    assert "refugee" not in words


def test_a_minority_owner_who_is_listed_is_not_what_keeps_the_rule_away():
    owners = [{"name": "Sun Wei", "share": 49}, {"name": "Nobody Known", "share": 51}]
    facts = {"activity": "dealing_in_property", "action": "deal", "bound_state": "US", "party": "Widget Ltd"}
    assert "lists Sun Wei from 2017-06-29" in said("US-DPRK", **facts, owners=owners, activity_date="2017-06-28")
    after = said("US-DPRK", **facts, owners=owners, activity_date="2018-06-01")
    assert "lists Sun Wei" not in after
    assert "forbids it; the nearest is" in after


def test_where_nobody_is_named_that_is_said():
    words = said("UN-DPRK", activity="invest", action="invest", bound_state="US", destination="KP",
                 activity_date="2016-06-01")  # fmt: skip
    assert "no party is named" in words


def test_the_days_tested_are_told_in_words():
    words = said("US-DPRK", activity="port_entry", action="enter", bound_state="US", vessel_flag="PA",
                 last_kp_call="2018-01-01", activity_date="2018-05-01")  # fmt: skip
    assert "last call in the DPRK 2018-01-01" in words
