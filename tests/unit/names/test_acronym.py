"""Acronyms stand for names to the letter, and ordinary words are none."""

import pytest

from navicert.names import align, read_name
from navicert.names.acronym import BEGINNINGS, INITIALS, INITIALS_OF_THREE, acronym_likeness


def likeness(acronym, name):
    (token,) = read_name(acronym, "Company")[0].tokens
    return acronym_likeness(token, read_name(name, "Company")[0].tokens)


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        pytest.param("ZHG", "Zeta Holm Gravel Co Ltd", INITIALS_OF_THREE, id="three initials"),
        pytest.param("ZHGW", "Zeta Holm Gravel Works", INITIALS, id="four initials"),
        pytest.param("ZEHOGRA", "Zeta Holm Gravel Trading Corporation", BEGINNINGS, id="beginnings of words"),
        pytest.param("ZHGV", "Zeta Holm Gravel Works", 0, id="one letter is another"),
        pytest.param("ZHGA", "Zeta Holm Gravel Co Ltd", 0, id="one letter too many"),
        pytest.param("ZEHOLM", "Zeta Holmes", 0, id="beginnings of two words"),
        pytest.param("ALI", "Alpha Lorry Import", 0, id="a common name is no acronym"),
    ],
)
def test_an_acronym_stands_for_a_name_to_the_letter(acronym, name, expected):
    assert likeness(acronym, name) == expected


def test_a_word_among_others_is_no_acronym():
    several = read_name("zhgw works", "Company")[0]
    listed = read_name("Zeta Holm Gravel Works", "Company")[0]
    assert all(len(pair.right) == 1 for pair in align(several, listed))
