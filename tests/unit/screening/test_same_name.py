"""A listed name asked about letter for letter is always a hit, whatever kind of party the question says."""

import random

import pytest

from navicert.screening import Party, PartyName, Policy, build_index, compare, kernel, party_from_ftm, screen

NAMES = [
    "SUN Wei", "Li Hong Ri", "Kim Jong Un", "Gao Feng", "Wei Li", "Yu Xi", "Mai Ei", "Ali Hasan", "Maria Garcia",
    "O'Neil", "Al-Hassan bin Omar", "Иванов Пётр Сергеевич", "王伟", "김철수", "محمد علي", "John Smith", "Nguyen Van A",
    "Lee", "X Y", "Air Koryo", "Bank of Dandong", "Global Trading Co", "General Trading Corporation", "A B Trading LLC",
    "ООО Восток", "Tokyo Shoji KK", "First National Bank", "M.V. Star 3", "P-632", "7 Star Shipping",
]  # fmt: skip
COMPARABLE = [
    ("LegalEntity", "Person"), ("LegalEntity", "Company"), ("LegalEntity", "Organization"),
    ("LegalEntity", "LegalEntity"),
    ("Person", "Person"), ("Person", "LegalEntity"), ("Company", "Organization"), ("Organization", "Company"),
    ("Company", "LegalEntity"), ("Vessel", "Vessel"),
]  # fmt: skip


def named(name, schema):
    return {"id": "x", "schema": schema, "properties": {"name": [name]}}


@pytest.mark.parametrize("schemas", COMPARABLE, ids=" asked of a listed ".join)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_name_is_above_the_cutoff(name, schemas):
    query, entry = schemas
    assert compare(named(name, query), named(name, entry)) >= Policy().cutoff


@pytest.mark.parametrize("schemas", COMPARABLE, ids=" asked of a listed ".join)
def test_the_same_name_is_found(schemas):
    query, entry = schemas
    index = build_index([party_from_ftm(named(name, entry) | {"id": str(n)}) for n, name in enumerate(NAMES)])
    for number, name in enumerate(NAMES):
        found = screen(party_from_ftm(named(name, query)), index, Policy(limit=50))
        assert str(number) in [match.party.id for match in found], name


@pytest.mark.skipif(kernel.library() is None, reason="the compiled search was not built here")
@pytest.mark.parametrize("limit", [1, 3, 10], ids="{} wanted".format)
def test_of_many_with_one_name_the_reference_and_the_compiled_search_tell_the_same(limit):
    """Parties of one evidence stand by id and source, wherever they are listed and whatever else they are called."""
    r = random.Random(11)
    others = ["Star", "STAR", "Star Trading", "Morning Star", "Estar", "Polaris Shipping"]
    parties = [
        Party(
            id=f"{r.randrange(30)}",
            schema="Organization",
            names=(PartyName(r.choice(others[:2])), *(PartyName(name) for name in r.sample(others, r.randrange(3)))),
            source=r.choice("ab"),
        )
        for _ in range(80)
    ]
    query, policy = Party(id="q", schema="Organization", names=(PartyName("Star"),)), Policy(limit=limit)
    expected, found = (screen(query, build_index(parties, compiled=way), policy) for way in (False, True))
    told = [[(match.party.id, match.party.source, match.score) for match in matches] for matches in (expected, found)]
    assert told[0] == told[1]
    assert len(told[0]) == limit
