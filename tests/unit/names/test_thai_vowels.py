"""Thai words in Latin letters, with the vowels that are not written."""

import pytest

from navicert.names.thai_vowels import LONGEST, spellings
from navicert.screening import compare_names


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        pytest.param("มานพ", "manop", id="an o between two consonants"),
        pytest.param("เสรี", "seri", id="a vowel written before its consonant"),
        pytest.param("สุรชัย", "surchai", id="a final consonant as it is written"),
        pytest.param("ธรรม", "tham", id="a double r"),
        pytest.param("ศักดิ์", "sak", id="a silent consonant"),
        pytest.param("พงษ์", "phong", id="a silent end"),
    ],
)
def test_a_word_is_spelled_as_it_is_heard(word, spelled):
    assert spelled in spellings(word)


def test_other_letters_and_long_words_have_no_spelling():
    assert spellings("abc") == spellings("ก" * (LONGEST + 1)) == ()


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        pytest.param("วิชัย บุญมาก", "Wichai Bunmak", id="as the institute spells"),
        pytest.param("นายสุรพล เกตุแก้ว", "Surapon Ketkaew", id="with a title, as people spell"),
    ],
)
def test_persons_are_found(native, latin):
    assert compare_names(native, latin, "Person") >= 0.7


def test_others_are_not_found():
    assert compare_names("วิชัย บุญมาก", "Somsak Ketkaew", "Person") < 0.7
