"""Customers as they are asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.screening import party_from_ftm
from navicert.screening.customers import (
    Customer,
    ValueChange,
    changes,
    customer_from_content,
    customer_from_query,
    identity_of,
)


def query(id_: str = "7", **properties: object) -> dict[str, object]:
    return {"id": id_, "schema": "Person", "properties": {"name": ["Kim Chol"], **properties}}


WORDS = ["Kim Chol", "김정은", "O'Brien-Ng", "  ", "a\x00b", "\ud800", "x" * 1001, "1974-02-30", "1974-02", "c. 1950"]
TEXTS = st.one_of(st.text(max_size=12), st.sampled_from(WORDS))
QUERIES = st.fixed_dictionaries(
    {
        "id": st.just("7"),
        "schema": st.sampled_from(["Person", "Company", "Ghost"]),
        "properties": st.dictionaries(
            st.sampled_from(["name", "alias", "firstName", "birthDate", "nationality", "gender", "imoNumber", "title"]),
            st.lists(TEXTS, max_size=2),
            max_size=4,
        ),
    }
)


def is_broken(properties: dict[str, list[str]]) -> bool:
    """Whether a value holds what no store can hold: NUL, half a surrogate pair."""
    return any(
        "\0" in text or text != text.encode("utf-8", "ignore").decode() for v in properties.values() for text in v
    )


@given(QUERIES)
def test_a_customer_is_taken_exactly_where_screening_can_ask_it(asked: dict[str, object]) -> None:
    doubts: list[str] = []
    try:
        party = party_from_ftm(asked, doubts=doubts)
        can_be_asked = bool(party.names or party.identifiers) and not is_broken(asked["properties"])
    except InvalidInput:
        can_be_asked = False
    told: list[str] = []
    try:
        customer_from_query(asked, doubts=told)
        taken = True
    except InvalidInput:
        taken = False
    assert taken == can_be_asked
    assert not taken or told == doubts


@given(QUERIES)
def test_a_customer_is_asked_as_it_was_given(asked: dict[str, object]) -> None:
    try:
        customer = customer_from_query(asked)
    except InvalidInput:
        return
    assert customer_from_content("7", customer.content) == customer
    given, kept = party_from_ftm(asked, doubts=[]), party_from_ftm(customer.query, doubts=[])
    assert set(kept.names) == set(given.names)
    assert (kept.birth_dates, kept.countries, kept.gender) == (
        tuple(dict.fromkeys(given.birth_dates)),
        given.countries,
        given.gender,
    )


def test_a_part_of_a_name_that_is_given_twice_counts_once() -> None:
    asked = {"id": "7", "schema": "Person", "properties": {"firstName": ["Anna", "Anna"], "lastName": ["Kim"]}}
    assert [name.text for name in party_from_ftm(asked).names] == ["Anna Kim"]


@pytest.mark.parametrize("id_", ["", "  ", "a\x01b", "two\nlines"])
def test_a_customer_has_an_id_of_its_own(id_: str) -> None:
    with pytest.raises(InvalidInput, match="id is text"):
        customer_from_query(query(id_))


def test_the_order_of_values_makes_no_other_customer() -> None:
    one = customer_from_query(query(country=["kp", "cn"], nationality=["kp"]))
    other = customer_from_query(query(nationality=["kp"], country=["cn", "kp"]))
    assert one.digest == other.digest
    assert one.digest != customer_from_query(query(country=["kp"], nationality=["kp"])).digest


def test_a_decision_rests_on_what_bears_on_who_the_customer_is() -> None:
    plain = identity_of("Person", {"name": ["Kim Chol"]})
    assert identity_of("Person", {"name": [" Kim Chol "], "title": ["Dr"]}) == plain
    assert identity_of("Person", {"name": ["Kim Chol"], "birthDate": ["1960"]}) != plain
    assert identity_of("Company", {"name": ["Kim Chol"]}) != plain


def test_the_fields_that_differ_are_named() -> None:
    was = Customer("7", "Person", {"name": ("Kim",), "address": ("Minsk",)})
    now = Customer("7", "Person", {"name": ("Kim", "Gim"), "birthDate": ("1960",)})
    assert changes(was, now) == (
        ValueChange("name", (), ("Gim",)),
        ValueChange("address", ("Minsk",), ()),
        ValueChange("birthDate", (), ("1960",)),
    )
