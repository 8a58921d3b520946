"""Burmese names in the Latin letters of their bearers."""

import pytest

from navicert.names import read_name
from navicert.names.burmese import syllables
from navicert.screening import compare_names


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        pytest.param("အောင်", "aung", id="a closed syllable without a consonant before it"),
        pytest.param("ထွန်း", "tun", id="a rounded vowel"),
        pytest.param("ညွန့်", "nyunt", id="a creaky nasal"),
        pytest.param("ရွှေ", "shwe", id="a breathed consonant"),
        pytest.param("ကြည်", "kyi", id="a palatal consonant"),
        pytest.param("သိန်း", "thein", id="a diphthong"),
    ],
)
def test_a_syllable_is_spelled_as_in_names(word, spelled):
    [(_, ways)] = syllables(word)
    assert spelled in ways


def test_what_is_not_burmese_has_no_syllables():
    assert syllables("abc") == ()


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        pytest.param("ထွန်းထွန်းနောင်", "Tun Tun Naung", id="three syllables"),
        pytest.param("ဦးတင်မောင်ဝင်း", "Tin Maung Win", id="with a title"),
        pytest.param("စန္ဒာမြင့်", "Sandar Myint", id="a stacked consonant"),
    ],
)
def test_persons_are_found_under_their_latin_names(native, latin):
    assert compare_names(native, latin, "Person") >= 0.7


def test_a_person_of_another_name_is_not_found():
    assert compare_names("ထွန်းထွန်းနောင်", "Tin Maung Win", "Person") < 0.7


def test_an_unknown_word_of_a_firm_is_one_word():
    assert [token.text for token in read_name("ပုသိမ်ဘဏ်", "Company")[0].tokens] == ["puthein", "bank"]
