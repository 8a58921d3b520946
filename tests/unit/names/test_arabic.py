"""Arabic compound names have one form however they are written."""

import cProfile
import pstats

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.names import arabic_vowels, read_name
from navicert.names.arabic import consonants, one_form, pieces, plain
from navicert.screening import compare_names


def texts(name):
    return [token.text for token in read_name(name)[0].tokens]


@pytest.mark.parametrize(
    "written", ["Abd al-Rahman", "Abdul Rahman", "Abdulrahman", "Abdurrahman", "Abd ur-Rahman", "عبد الرحمن"]
)
def test_the_servant_of_the_merciful_is_one_name(written):
    assert texts(f"{written} Qasim" if written.isascii() else f"{written} قاسم")[0] == "abdul"
    assert texts(written)[1].startswith("r")
    assert len(texts(written)) == 2


@pytest.mark.parametrize("written", ["Saif al-Din", "Saif ud Din", "Saifuddin", "Saifeddine", "Saif Aldeen"])
def test_the_sword_of_the_faith_is_one_name(written):
    assert texts(written) == ["saifuddin"]


def test_names_of_god_are_joined():
    assert texts("Rahmat Ullah") == ["rahmatullah"]
    assert texts("رحمت الله")[0].endswith("ullah")


@pytest.mark.parametrize("name", ["Abdi Warsame", "Din Ali", "Bernardine Dohrn", "Al Capone"])
def test_other_names_stay_as_they_are(name):
    assert texts(name) == name.casefold().split()


def test_an_unvowelled_word_keeps_every_way_its_consonants_may_sound():
    assert consonants("ذو") >= {"d", "z", "dv", "zv"}
    assert len(consonants("ظثقضذهوح" * 3)) <= 32


def test_marks_that_writers_leave_out_do_not_count():
    assert plain("أحمد") == plain("احمد") == plain("احـمد")
    assert pieces("الجبوري") == [("ال", "al"), ("جبوري", "")]


@given(st.lists(st.sampled_from(["abd", "al", "abdul", "rahman", "ud", "din", "ullah", "saif", "ali", "abdurrahman"])))
def test_reading_in_one_form_loses_no_whole_name_and_never_fails(words):
    read = one_form(words)
    assert len(read) <= 2 * len(words)
    assert bool(read) == bool(words)


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        pytest.param("مملوك", "mamluk", id="two consonants at the beginning"),
        pytest.param("فيض", "fayd", id="a diphthong"),
        pytest.param("عمري", "omri", id="a vowel that the silent letter hides"),
        pytest.param("ضیا", "zaya", id="a Persian consonant"),
    ],
)
def test_a_word_no_table_knows_is_spelled_with_likely_vowels(word, spelled):
    assert spelled in arabic_vowels.spellings(word)


def test_names_written_together_after_a_letter_that_joins_no_other_are_set_apart():
    together, apart = (read_name(name)[0].tokens for name in ("ياسرعزيزعباس", "ياسر عزيز عباس"))
    assert together == apart


@pytest.mark.parametrize(
    ("native", "spelled"),
    [
        pytest.param("جورج شاوي", "George Chaoui", id="French spelling"),
        pytest.param("ذوالفقار رضایی", "Zulfiqar Rezaei", id="possessor of"),
        pytest.param("غلامعلی رشید", "Gholam Ali Rashid", id="Persian names written together"),
        pytest.param("عبدربه منصور", "Abd Rabbuh Mansur", id="servant of his lord"),
        pytest.param("فريد فوز", "Farid Foz", id="a name that the table knows of one bearer alone"),
    ],
)
def test_people_are_found_whatever_the_country_spells(native, spelled):
    assert compare_names(native, spelled, "Person") >= 0.7


def test_two_common_names_written_together_are_two_words():
    (read,) = {tuple(token.text for token in name.tokens) for name in read_name("محمدعلی کریمی", "Person")}
    assert read == ("muhammad", "ali", "karimi")


def test_a_name_in_its_own_script_weighs_what_its_commonest_spelling_does():
    native = read_name("محسن", "Person")[0].tokens[0]
    assert native.weight == read_name("Mohsen", "Person")[0].tokens[0].weight < 0.7


@pytest.mark.parametrize("part", ["محمدأحمد", "نزار", "عبدرضا"])
def test_a_word_of_a_thousand_letters_is_read_in_bounded_steps(part):
    with cProfile.Profile() as steps:
        read_name((part * 500)[:990] + "ظظظ", "Person")
    assert pstats.Stats(steps).total_calls < 100_000


def test_four_names_written_together_are_set_apart():
    names = ("عبدالعزيزعبدالقادرمحمدعلي", "عبدالعزيز عبدالقادر محمد علي")
    together, apart = ([token.text for token in read_name(name, "Person")[0].tokens] for name in names)
    assert together == apart
