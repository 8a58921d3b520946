"""Which words stand for one another, and how surely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.names.similarity import distance, token_likeness, word_likeness
from navicert.names.sound import sound
from navicert.names.tokens import latin_token
from navicert.screening import compare_names

WORDS = st.text(alphabet="abcdeghiklmnorstuvyz0135", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("martinez", "maritnez", id="two letters swapped"),
        pytest.param("martinez", "martlnez", id="letters that look alike"),
        pytest.param("hodwalker", "hidwalker", id="a neighbouring key"),
        pytest.param("muhammad", "mohammed", id="romanised otherwise"),
        pytest.param("martinez", "mrtnz", id="vowels dropped"),
        pytest.param("peregrina", "peregri", id="cut short"),
        pytest.param("assaad", "asad", id="doubled letters"),
        pytest.param("chekhov", "tchekov", id="French and English spelling"),
        pytest.param("artur", "4rtur", id="a digit for a letter"),
        pytest.param("yusuf", "iousouf", id="yu and iou"),
        pytest.param("tsvetkov", "cvetkov", id="ts and the Slavic c"),
        pytest.param("tsybulski", "cybulski", id="ts and the Polish c"),
        pytest.param("tzvetkov", "zwetkow", id="tz and the German z"),
        pytest.param("pototsky", "potocki", id="tsky and cki"),
        pytest.param("tsai", "cai", id="ts and the Mandarin c"),
        pytest.param("katz", "kac", id="tz and a Polish c at the end"),
    ],
)
def test_slips_and_spellings_stay_close(left, right):
    assert word_likeness(left, right) > 0.8


@pytest.mark.parametrize(
    ("left", "right"),
    [("martinez", "ricardo"), ("kim", "un"), ("12", "13"), ("ali", "omar"), ("hodwalker", "hutr"), ("al", "el")],
)
def test_other_words_have_nothing_in_common(left, right):
    assert word_likeness(left, right) == 0.0


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Ivan Tsvetkov", "Ivan Kvetkov"),
        ("Oleg Tsarev", "Oleg Karev"),
        ("Arieh Katz", "Arieh Kak"),
    ],
)
def test_ts_is_no_k(asked, listed):
    assert compare_names(asked, listed, "Person") < 0.7


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_one_for_equal_words_alone(left, right):
    likeness = word_likeness(left, right)
    assert likeness == pytest.approx(word_likeness(right, left))
    assert (likeness == 1.0) == (left == right)
    assert 0.0 <= likeness <= 1.0


@given(WORDS, WORDS)
def test_distance_is_symmetric(left, right):
    assert distance(left, right) == pytest.approx(distance(right, left))


def test_names_known_in_several_spellings_are_alike():
    william, bill = (latin_token(word, person=True) for word in ("william", "bill"))
    assert 0.8 < token_likeness(william, bill) < 0.95


def test_an_initial_stands_for_a_word_that_begins_with_it():
    initial, martin, david = (latin_token(word, person=True) for word in ("m", "martin", "david"))
    assert token_likeness(initial, martin) == 0.8
    assert token_likeness(initial, david) == 0.0


@pytest.mark.parametrize(("serbian", "otherwise"), [("lukic", "lukits"), ("mladic", "mladich"), ("vucic", "vutsits")])
def test_the_last_consonant_of_serbian_names_is_heard_in_other_spellings(serbian: str, otherwise: str):
    assert word_likeness(serbian, otherwise) >= 0.78
    assert word_likeness(serbian, otherwise) > word_likeness(serbian, otherwise[:-2] + "m")


def test_kh_is_heard_where_an_h_before_a_consonant_is_not():
    assert sound("akhras") != sound("aras")
    assert sound("ahmad") == sound("amad")
