"""A word that many bear, a title, a legal form: names that say too little."""

import pytest

from navicert.names.lone import says_too_little


@pytest.mark.parametrize(
    "name", ["Kim", " pak ", "Lee.", "Mr Kim", "DR. Lee", "Muhammad", "Ким", "Ivanov", "Ｋｉｍ", "Mr\u00a0Kim"]
)
@pytest.mark.parametrize("schema", ["Person", "LegalEntity"])
def test_a_common_name_alone_says_too_little(name: str, schema: str):
    assert says_too_little(name, schema)


@pytest.mark.parametrize("name", ["Mr", "mrs.", "Ltd", "GmbH", "Dr"])
@pytest.mark.parametrize("schema", ["Person", "LegalEntity", "Company", "Vessel"])
def test_a_title_or_a_legal_form_alone_says_too_little(name: str, schema: str):
    assert says_too_little(name, schema)


@pytest.mark.parametrize(
    "name", ["Prigozhin", "Suharto", "Kim Il", "김정은", "金英男", "Jean-Paul", "Mr Haddad", "", "..."]
)
def test_a_rare_name_or_one_of_several_words_does_not(name: str):
    assert says_too_little(name, "Person") is None


def test_a_ship_may_be_called_by_one_common_word():
    assert says_too_little("Maria", "Vessel") is None
