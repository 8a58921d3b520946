"""A name that is like a listed one leaves the answer open; a name like no other's does not."""

from datetime import date

import pytest

from navicert.measures import assess, find_own_parties, read_facts
from navicert.rulebook import load_rulebook

RULEBOOK = load_rulebook()
PAYMENT = {
    "activity": "payment", "action": "pay", "bound_state": "any", "payment_purpose": "trade",
    "activity_date": "2018-07-10",
}  # fmt: skip


def found(**names):
    parties = find_own_parties(read_facts({**PAYMENT, **names}), RULEBOOK, date(2026, 1, 1))
    return [(party.list, party.sure) for party in parties.listed if party.list in ("UN", "US")]


@pytest.mark.parametrize(
    "name",
    [
        "Foriegn Trade Bank",  # two letters changed about
        "Foreing Trade Bank",
        "Forein Trade Bank",  # a letter less
        "Foreign Trrade Bank",  # a letter more
        "Foreign Trede Bank",  # another letter
        "Foreign Trade Bank of the DPRK",
        "Foreign Trade Bank of the Democratic People's Republic of Korea",
    ],
)
def test_a_name_like_a_listed_one_is_a_candidate(name):
    assert found(party=name) == [("UN", False)]
    finding = assess(read_facts({**PAYMENT, "party": name}), RULEBOOK, as_known_on=date(2026, 1, 1)).finding("UN-DPRK")
    assert (finding.status, finding.missing) == ("needs_information", ("party",))
    assert "FOREIGN TRADE BANK" in finding.because
    assert "somebody else" in finding.because


@pytest.mark.parametrize(
    "name",
    [
        "Foreign Bank",  # a word less
        "Foreign Trade Bank of Cuba",
        "Forin Trede Bank",  # two slips
        "Wagner Group",
        "DPRK bank (unnamed)",
        "Trading company of the DPRK army",
        "Korea",
    ],
)
def test_another_name_is_nobody(name):
    assert found(party=name) == []


def test_short_korean_names_that_differ_by_a_letter_are_other_people():
    assert found(person="Pak Jong Chon") == []
    assert found(person="Ri Pyong Chun") == []


def test_the_very_name_is_certain_and_nothing_like_it_is_told_beside():
    assert found(party="FOREIGN TRADE BANK") == [("UN", True)]


def test_an_owner_like_a_listed_party_leaves_the_share_open():
    facts = {
        "activity": "dealing_in_property", "bound_state": "US", "activity_date": "2017-07-05", "licence": False,
        "owners": [{"name": "Dalian Global Unity Shiping", "share": 60}, {"name": "others", "share": 40}],
    }  # fmt: skip
    finding = assess(read_facts(facts), RULEBOOK, as_known_on=date(2026, 1, 1)).finding("US-DPRK")
    assert (finding.status, finding.lowest, finding.highest) == ("needs_information", "permitted", "prohibited")
