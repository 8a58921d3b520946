"""Chinese characters as Hong Kong spells them."""

import pytest

from navicert.names.cantonese import spellings
from navicert.screening import compare_names


@pytest.mark.parametrize(
    ("jyutping", "spelled"),
    [
        pytest.param("zoeng", "cheung", id="another initial and final"),
        pytest.param("jyut", "yuet", id="as the whole syllable is spelled"),
        pytest.param("gwai", "kwai", id="a double initial"),
        pytest.param("ngo", "ngor", id="a second way"),
    ],
)
def test_a_syllable_is_spelled_as_in_hong_kong(jyutping, spelled):
    assert spelled in spellings(jyutping)


def test_what_is_no_syllable_has_no_spelling():
    assert spellings("xyz") == ()


@pytest.mark.parametrize(
    ("native", "spelled"),
    [
        pytest.param("黃志華", "Wong Chi-wah", id="traditional"),
        pytest.param("陳大文", "Chan Tai Man", id="each syllable of it a Mandarin one too, of other characters"),
        pytest.param("林正英", "Lam Ching Ying", id="one a Mandarin syllable of another character"),
        pytest.param("鄧偉文", "Tang Wai Man", id="surname and last syllable Mandarin ones of other characters"),
        pytest.param("梁國強", "Leung Kwok Keung", id="no syllable of it a Mandarin one"),
        pytest.param("黃錦輝", "Wong Kam-fai", id="a syllable that would fall into two Mandarin ones"),
        pytest.param("鄭若驊", "Cheng Yeuk-wah", id="syllables that Mandarin lacks"),
        pytest.param("周家明", "Chow Ka-ming", id="characters that are simplified ones of others too"),
        pytest.param("梁振英", "Leung Chun-ying", id="a short vowel spelled u"),
        pytest.param("陳美玲", "Chan Mei-ling", id="beside syllables that are Mandarin ones too"),
    ],
)
def test_persons_are_found_under_their_cantonese_names(native, spelled):
    assert compare_names(native, spelled, "Person") >= 0.7


def test_cantonese_names_of_others_are_not_found():
    assert compare_names("黃志華", "Wong Chi-keung", "Person") < 0.7
