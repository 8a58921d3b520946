"""Parties whose names agree equally well are told apart by small evidence, never by their ids."""

import pytest

from navicert.screening import Policy, build_index, compare_names, party_from_ftm, screen


def listed(key, name, *aliases, schema="Person"):
    return party_from_ftm({"id": key, "schema": schema, "properties": {"name": [name], "alias": list(aliases)}})


def asked(name, schema="Person"):
    return party_from_ftm({"id": "q", "schema": schema, "properties": {"name": [name]}})


def ranked(name, *parties, schema="Person"):
    return [(m.party.id, m.score) for m in screen(asked(name, schema), build_index(parties), Policy(cutoff=0.0))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            ("z", "Tarek Bolmani"), ("a", "Samir Kadri", "Tarek Bolmani"), id="its name before another's alias"
        ),
        pytest.param(("z", "Tarek Bol-Mani"), ("a", "Tarek Bol Mani"), id="printed with the hyphen as asked"),
        pytest.param(
            ("z", "Tarek Bolmani", "Tarik Bolmany"),
            ("a", "Tarek Bolmani", "Samir Kadri"),
            id="other names alike as well",
        ),
    ],
)
def test_of_two_parties_of_one_name_the_likelier_stands_first(first, second):
    name = "Tarek Bol-Mani" if "-" in first[1] else "Tarek Bolmani"
    (one, high), (other, low) = ranked(name, listed(*second), listed(*first))
    assert (one, other) == (first[0], second[0])
    assert high > low


def test_traces_are_small_beside_all_other_evidence():
    exact, slip = compare_names("Tarek Bolmani", "Tarek Bolmani"), compare_names("Tarek Bolmani", "Tarek Bolmami")
    ((_, with_aliases),) = ranked("Tarek Bolmani", listed("a", "Samir Kadri", "Tarek Bolmani", "Omar Seif"))
    assert 0 < exact - with_aliases < (exact - slip) / 2


def test_where_more_share_a_name_than_are_told_the_told_ones_are_the_first_of_all():
    crowd = [listed(f"p{i:02}", *["Ostro " + chr(97 + i) * i] * (i % 3 > 0), "Tarek Bolmani") for i in range(24)]
    everybody = screen(asked("Tarek Bolmani"), build_index(crowd), Policy(limit=len(crowd)))
    assert len(everybody) == len(crowd)
    for limit in (1, 3, 9):
        assert screen(asked("Tarek Bolmani"), build_index(crowd), Policy(limit=limit)) == everybody[:limit]


@pytest.mark.parametrize(
    ("name", "acronym", "hit"),
    [
        pytest.param("ZHNT", "ZHNT", True, id="equal"),
        pytest.param("ZHNTA", "ZHNTO", True, id="five letters, one other"),
        pytest.param("zhnt", "ZHNA", False, id="one other letter"),
        pytest.param("TOUGH", "TGG", False, id="a word that sounds like its consonants"),
    ],
)
def test_a_short_acronym_is_equal_or_another(name, acronym, hit):
    party = listed("a", "Ostern Combine", acronym, schema="Organization")
    assert (dict(ranked(name, party, schema="LegalEntity")).get("a", 0.0) >= 0.7) == hit
