"""Names against the rulebook's own listings."""

from datetime import date

import pytest

from navicert.measures import find_own_parties, read_facts
from navicert.measures.naming import name_key
from navicert.rulebook import load_rulebook

RULEBOOK = load_rulebook()
KNOWN_ON = date(2026, 11, 21)


def lists_of(**told):
    found = find_own_parties(read_facts({"activity": "payment", **told}), RULEBOOK, KNOWN_ON)
    return {(party.list, party.listed_on) for party in found.listed}


@pytest.mark.parametrize(
    ("told", "listed"),
    [
        ({"person": "Jo Chun Ryong"}, {("UN", date(2016, 11, 30)), ("EU", date(2016, 11, 30))}),
        ({"person": "Pak Jong Chon"}, {("EU", date(2016, 5, 20))}),
        ({"party": "DALIAN GLOBAL UNITY SHIPPING"}, {("US", date(2017, 6, 29))}),
        ({"bank": "Bank of Dandong Co., Ltd."}, {("US-311", date(2017, 12, 8))}),
        ({"bank": "Foreign Trade Bank"}, {("UN", date(2017, 8, 5)), ("EU", date(2017, 8, 4))}),
        ({"vessel_imo": "8628597"}, {("UN-VESSELS", date(2017, 10, 3))}),
        ({"party": "Kavya"}, set()),
        ({"person": "Kim Il Nobody"}, set()),
    ],
)
def test_names_are_found_however_documents_write_them(told, listed):
    assert lists_of(**told) == listed


def test_owners_are_asked_one_by_one():
    told = [{"name": "Sun Wei", "share": 30}, {"name": "nobody", "share": 70}]
    found = find_own_parties(read_facts({"activity": "payment", "owners": told}), RULEBOOK, KNOWN_ON)
    assert [(party.field, party.caption) for party in found.listed] == [("owners:Sun Wei", "Sun Wei")]
    assert found.asked == (("owners", "Sun Wei"), ("owners", "nobody"))


def test_a_listing_of_tomorrow_is_not_known_today():
    facts = read_facts({"activity": "payment", "person": "Sun Wei"})
    assert find_own_parties(facts, RULEBOOK, date(2017, 6, 28)).listed == ()
    assert find_own_parties(facts, RULEBOOK, date(2017, 6, 29)).listed != ()


def test_the_words_of_a_name_count_not_their_order_or_marks():
    assert name_key("PAK Jong-chon") == name_key("Jong Chon Pak")
    assert name_key("Müller & Co. KG") == name_key("muller kg")
    assert name_key("Ltd") == "ltd", "a name made of form words alone keeps them"


def test_the_silence_of_a_list_held_in_part_says_nothing():
    facts = read_facts({"activity": "port_entry", "vessel_imo": "9004700"})
    assert set(find_own_parties(facts, RULEBOOK, KNOWN_ON).silence) == {"EU-XLII-VESSELS"}
    assert find_own_parties(read_facts({"activity": "travel", "person": "X Y"}), RULEBOOK, KNOWN_ON).silence == {}
