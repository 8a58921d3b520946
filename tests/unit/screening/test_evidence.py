"""What is known beyond the name: what decides, what speaks against, and how it is told."""

import pytest

from navicert.screening import Policy, party_from_ftm
from navicert.screening.scoring import weigh


@pytest.mark.parametrize(
    ("asked", "listed", "decides"),
    [
        pytest.param(("callSign", "HMYN"), "HMYN", True, id="a call sign of four characters"),
        pytest.param(("callSign", "4125"), "4125", False, id="a number is no call sign"),
        pytest.param(("swiftBic", "KKBCKPPY"), "KKBCKPPYXXX", True, id="a bank and its head office"),
        pytest.param(("swiftBic", "KKBCKPPY001"), "KKBCKPPY002", False, id="two branches"),
        pytest.param(("idNumber", "12345678"), "12345678", False, id="digits in order stand in for a number"),
        pytest.param(("idNumber", "not available"), "Not available", False, id="no number at all"),
        pytest.param(("passportNumber", "(booklet)"), "Booklet", False, id="a word that stands beside a number"),
        pytest.param(("callSign", "none"), "NONE", False, id="a word of four letters is no call sign"),
        pytest.param(("swiftBic", "UNAVAILABLE"), "Unavailable", False, id="a word as long as a bank's code"),
        pytest.param(("registrationNumber", "EP-MMH"), "EPMMH", True, id="an aircraft's registration in letters"),
        pytest.param(("kppCode", "770501001"), "770501001", False, id="what a tax office gives to all its firms"),
        pytest.param(("passportNumber", "A-654 233"), "A654233", True, id="punctuation of a passport number"),
    ],
)
def test_an_equal_identifier_decides_where_it_is_well_formed(asked, listed, decides):
    kind, value = asked
    schemata = {
        "callSign": "Vessel",
        "swiftBic": "Organization",
        "kppCode": "Company",
        "registrationNumber": "Airplane",
    }
    schema = schemata.get(kind, "Person")
    query, entry = (
        party_from_ftm({"id": "", "schema": schema, "properties": {"name": [name], kind: [number]}})
        for name, number in (("Qwor Zbelf", value), ("Umber Kost", listed))
    )
    assert (weigh(query, entry, Policy()) is not None) == decides


def test_why_an_equal_identifier_does_not_decide_is_told():
    query, entry = (
        party_from_ftm(
            {"id": "", "schema": "Vessel", "properties": {"name": ["Wise Honest"], "imoNumber": ["8905491"]}}
        )
        for _ in range(2)
    )
    match = weigh(query, entry, Policy())
    assert match is not None
    assert "the same IMO number 8905491, which is malformed, or its check digit is wrong" in [
        r.text for r in match.reasons
    ]


@pytest.mark.parametrize(("asked", "listed"), [("SU", "RU"), ("RS", "YU"), ("HK", "CN")])
def test_a_state_that_is_gone_is_no_other_country_than_its_successors(asked: str, listed: str):
    query, entry = (
        party_from_ftm({"id": "", "schema": "Person", "properties": {"name": ["Umber Kost"], "nationality": [code]}})
        for code in (asked, listed)
    )
    match = weigh(query, entry, Policy())
    assert match is not None
    assert [reason.weight for reason in match.reasons if reason.kind == "country"] == [Policy().country]
