"""Acronyms stand for names to the letter, and ordinary words are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.names import Token, align, read_name
from navicert.names.acronym import BEGINNINGS, INITIALS, INITIALS_OF_THREE, acronym_likeness, starts


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
        pytest.param("ZHGW", "Zeta Holm of the Gravel and Works", INITIALS, id="small words may be left out"),
        pytest.param("ZHOGW", "Zeta Holm of Gravel Works", INITIALS, id="or give their letters"),
        pytest.param("ZHGSA", "Zeta Holm Gravel, S.A.", INITIALS, id="a legal form may give all of its own"),
        pytest.param("ZHGW", "OAO Zeta Holm Gravel Works", INITIALS, id="a legal form may stand before it"),
        pytest.param("ZHGW", "Zeta Holm Gravel Works Tashkent", INITIALS, id="four letters may leave a word over"),
        pytest.param("ZHG", "Zeta Holm Gravel Tashkent", 0, id="three letters may not"),
        pytest.param("SZHG", "Second Zeta Holm Gravel", INITIALS, id="a number as its word begins"),
        pytest.param("GENBANK", "General Bank", BEGINNINGS, id="beginnings of two words, three letters of each"),
        pytest.param("PROMZETBANK", "Promyshlennaya Zeta Bank", BEGINNINGS, id="beginnings of three words"),
        pytest.param("Z" + "A" * 9, "Zeta " + "al " * 39, 0, id="small words alone make none, however many"),
    ],
)
def test_an_acronym_stands_for_a_name_to_the_letter(acronym, name, expected):
    assert likeness(acronym, name) == expected


@pytest.mark.parametrize("spelled", ["Z.H.G.W.", "z. h. g. w.", "Z H G W"])
def test_letters_one_by_one_are_an_acronym(spelled):
    assert likeness(spelled, "Zeta Holm Gravel Works") == INITIALS


def test_a_word_of_business_beside_an_acronym_is_paired_with_its_like():
    several = read_name("zhgw trading", "Company")[0]
    listed = read_name("Zeta Holm Gravel Works Trading Co", "Company")[0]
    assert [(pair.left, pair.right, pair.acronym) for pair in align(several, listed)] == [
        ((0,), (0, 1, 2, 3), True),
        ((1,), (4,), False),
    ]


names = st.lists(st.sampled_from("zeta holm gravel works of the and al co s a trading llc".split()), max_size=9)


@given(names, st.text("zhgwotac", min_size=3, max_size=6))
def test_every_acronym_of_a_name_begins_as_its_starts_say(words, letters):
    tokens = read_name(" ".join(words), "Company")[0].tokens if words else ()
    asked = Token(letters, "word", 1.0)
    if acronym_likeness(asked, tokens):
        assert letters[:3] in starts(tokens)
