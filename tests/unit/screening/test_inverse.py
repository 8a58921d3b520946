"""The inverse question finds, for some entries, exactly what screening finds about them."""

import random

import pytest

from navicert.errors import InvalidInput
from navicert.screening import Party, Policy, build_index, party_from_ftm, screen
from navicert.screening.customers import Customer
from navicert.screening.inverse import InverseSearch, customer_batches, customer_table, queries_of, without_limit
from navicert.screening.kernel import library

from .made_parties import altered, made_list

Pairs = set[tuple[str, str, float]]


def made_customers(seed: int, count: int, parties: list[Party]) -> list[Customer]:
    """Customers of whom half are listed parties under altered names, some with two names or a birth date."""
    r = random.Random(seed)
    made = []
    for number in range(count):
        party = r.choice(parties)
        names = [altered(r, name.text) for name in party.names[: r.choice([1, 1, 2])]]
        properties = {"name": tuple(dict.fromkeys(name.strip() or "Nobody" for name in names))}
        if r.random() < 0.3:
            properties["birthDate"] = (f"195{r.randint(0, 5)}",)
        if r.random() < 0.2:
            properties["passportNumber"] = (f"PP{r.randint(10000, 10020)}",)
        made.append(Customer(f"k{number}", r.choice([party.schema, "LegalEntity", "Person"]), properties))
    return made


def asked_forward(customers: list[Customer], parties: list[Party], policy: Policy) -> Pairs:
    index = build_index(parties)
    return {
        (customer.id, match.party.id, match.score)
        for customer in customers
        for match in screen(party_from_ftm(customer.query, doubts=[]), index, without_limit(policy))
    }


def asked_inversely(customers: list[Customer], parties: list[Party], policy: Policy, rows: int = 64) -> Pairs:
    search = InverseSearch(parties, policy)
    batches = customer_batches([customers], rows)
    found = (one for batch in batches for one in search.found(search(batch)))
    return {(one.customer, parties[one.place].id, one.score) for one in found}


@pytest.mark.parametrize("cutoff", [0.6, 0.7, 0.85])
@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_about_some_entries_is_what_screening_against_all_finds_about_them(
    seed: int, cutoff: float
) -> None:
    parties = made_list(seed, 120)
    customers = made_customers(seed, 200, parties)
    touched = random.Random(seed).sample(parties, 30)
    ids = {party.id for party in touched}
    everything = asked_forward(customers, parties, Policy(cutoff=cutoff))
    expected = {pair for pair in everything if pair[1] in ids}
    assert expected, "there is something to find"
    assert asked_inversely(customers, touched, Policy(cutoff=cutoff)) == expected


def test_a_customer_with_many_matches_keeps_them_all() -> None:
    listed = {"schema": "Person", "properties": {"name": ["Kim Chol Su"]}}
    parties = [party_from_ftm({"id": f"p{number}", **listed}) for number in range(9)]
    found = asked_inversely([Customer("k", "Person", {"name": ("Kim Chol Su",)})], parties, Policy(limit=5))
    assert len(found) == 9


def test_without_the_compiled_search_the_same_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    if library() is None:
        pytest.skip("the compiled search was not built")
    parties = made_list(5, 60)
    customers = made_customers(5, 60, parties)
    compiled = asked_inversely(customers, parties, Policy())
    monkeypatch.setattr("navicert.screening.search.library", lambda: None)
    assert asked_inversely(customers, parties, Policy()) == compiled


def test_batches_hold_every_customer_once_and_as_given() -> None:
    customers = made_customers(1, 100, made_list(1, 20))
    batches = list(customer_batches([customers[:7], customers[7:70], customers[70:]], 32))
    assert [batch.num_rows for batch in batches] == [32, 32, 32, 4]
    assert [query for batch in batches for query in queries_of(batch)] == [customer.query for customer in customers]


def test_a_customer_that_cannot_be_asked_is_named() -> None:
    search = InverseSearch(made_list(1, 5), Policy())
    batch = customer_table([Customer("k7", "Person", {"name": ("Kim",), "birthDate": ("soon",)})])
    with pytest.raises(InvalidInput, match=r"customer k7.*soon"):
        list(search.found(search(batch)))
