"""Hebrew words with the vowels that are not written."""

import pytest

from navicert.names.hebrew_vowels import LONGEST, spellings
from navicert.screening import compare_names


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        pytest.param("יריב", "yariv", id="a vowel between consonants"),
        pytest.param("ברוך", "baruch", id="a letter that is a vowel"),
        pytest.param("עינב", "einav", id="a silent letter before a vowel"),
        pytest.param("אמנה", "amana", id="a vowel at the end"),
    ],
)
def test_vowels_are_put_in(word, spelled):
    assert spelled in spellings(word)


def test_other_letters_and_long_words_have_no_spelling():
    assert spellings("abc") == spellings("ב" * (LONGEST + 1)) == ()


@pytest.mark.parametrize(
    ("native", "latin"), [("עינב שגיא", "Einav Sagi"), ("חי בראל", "Chai Barel")], ids=["two names", "a short name"]
)
def test_persons_are_found(native, latin):
    assert compare_names(native, latin, "Person") >= 0.7
