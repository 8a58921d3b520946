"""Korean and Chinese names with a slip of hand or eye, or with titles around them."""

from __future__ import annotations

import random

import pytest

from navicert.names import chinese, korean, read_name
from navicert.names.slips import may_be_slip_of_surname, slip_of_surname
from navicert.screening import Party, PartyName, Policy
from navicert.screening.scoring import weigh


def score(asked: str, listed: str) -> float:
    mine, theirs = (Party(id="p", schema="Person", names=(PartyName(name),)) for name in (asked, listed))
    match = weigh(mine, theirs, Policy(cutoff=0.0))
    return match.score if match else 0.0


def words(name: str) -> list[str]:
    return [token.text for token in read_name(name)[0].tokens]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("K1M Tong Su", "Kim Tong Su"),
        ("Pak I1-Nam", "Pak Il-Nam"),
        ("Kirn Tong Su", "Kim Tong Su"),
        ("Rl Tong Su", "Ri Tong Su"),
        ("YUN Cliol-su", "YUN Chol-su"),
        ("H0 Tong-min", "Ho Tong-min"),
        ("Zhang We1", "Zhang Wei"),
    ],
)
def test_a_name_by_syllables_that_a_machine_misread_is_read_as_printed(read: str, printed: str) -> None:
    assert words(read) == words(printed)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("Ri Man Fon", "Ri Man Gon"), ("Choe Tong Xun", "Choe Tong Hun"), ("Kjm Tong Su", "Kim Tong Su")],
)
def test_a_syllable_with_a_slip_still_finds_the_name(slip: str, meant: str) -> None:
    assert 0.65 < score(slip, meant) < score(meant, meant)


def test_a_syllable_that_is_another_is_no_slip() -> None:
    assert score("Ri Hong Sol", "Ri Hong Sop") < 0.5


@pytest.mark.parametrize("name", ["Kim Novak", "Lee Ann Womack", "Yang Kirk", "Kim Ann Lork"])
def test_names_of_other_languages_are_not_cut_into_syllables(name: str) -> None:
    assert words(name) == name.lower().split()


def test_a_slip_of_a_surname_is_told_as_by_comparing_the_word_with_all_of_them() -> None:
    r, languages = random.Random(7), (korean, chinese)
    surnames = sorted({name for language in languages for name in language.surname_spellings() if len(name) > 1})
    words = set(surnames)
    for surname in surnames * 5:
        at, letter = r.randrange(len(surname)), r.choice("abcdefghijklmnopqrstuvwxyz0")
        before, after = surname[:at], surname[at + 1 :]
        words |= {before + letter + after, surname + letter, before + letter + surname[at:], before + after}
        words |= {before + after[:1] + surname[at] + after[1:], before + letter + after + letter}
    told = {word: may_be_slip_of_surname(word) for word in words}
    assert told == {word: any(slip_of_surname(word, language) for language in languages) for word in words}
    assert set(told.values()) == {True, False}


@pytest.mark.parametrize(
    "title", ["Mr. {}", "General {}", "Colonel General {}", "{} Jr.", "Dr. {} PhD", "Marshal {} Esq."]
)
def test_titles_around_a_korean_name_leave_it_one(title: str) -> None:
    plain = score("Lee Young-gil", "Ri Yong Gil")
    assert plain > 0.7
    assert score(title.format("Lee Young-gil"), "Ri Yong Gil") == pytest.approx(plain, abs=0.03)


def test_a_title_that_is_a_surname_in_china_is_one() -> None:
    assert score("Tuan Li Min", "Duan Limin") > 0.65


@pytest.mark.parametrize(("read", "printed"), [("Hussein Qaicl", "Hussein Qaid"), ("As'acl Hasan", "As'ad Hasan")])
def test_a_d_read_as_c_and_l_is_a_d_where_no_name_has_those(read: str, printed: str) -> None:
    assert words(read) == words(printed)


def test_c_and_l_alone_are_initials() -> None:
    assert words("CL Marwat") == words("C. L. Marwat") == ["c", "l", "marwat"]


def test_c_and_l_before_a_vowel_stay() -> None:
    assert words("Claude Barclay") == ["claude", "barclay"]


def test_n_for_ng_still_finds_the_name() -> None:
    assert score("Kim Jon Su", "Kim Yong Su") < 0.3 < 0.65 < score("Kim Jon Su", "Kim Jong Su") < 0.75


@pytest.mark.parametrize("name", ["Pk Mn Il", "Kng Mn Kl", "Hssn Ml Rd"])
def test_short_words_of_a_name_without_its_vowels_are_no_initials(name: str) -> None:
    assert words(name) == name.lower().split()
