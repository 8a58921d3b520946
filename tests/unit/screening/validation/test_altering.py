"""Names get altered in the ways in which people and machines alter them."""

import unicodedata
from random import Random

import pytest

from navicert.screening.validation import organisations, slips, writing

NAMES = [
    "KIM, Jong Sik",
    "Dmitri Sergeyevich PETROV",
    "Abu Bakr al-Baghdadi",
    "Maria de la Cruz-Lopez",
    "Ali",
    "X",
    "김정은",
    "",
]
BY_HAND = [
    value
    for name, value in vars(slips).items()
    if callable(value) and value.__module__ == slips.__name__ and not name.startswith("_")
]


@pytest.mark.parametrize("alter", BY_HAND, ids=lambda alter: alter.__name__)
def test_an_altered_name_is_another_one_and_the_same_for_the_same_chance(alter):
    altered = {(name, seed): alter(Random(seed), name) for name in NAMES for seed in range(20)}
    assert altered == {(name, seed): alter(Random(seed), name) for name in NAMES for seed in range(20)}
    changed = [(name, other) for (name, _), other in altered.items() if other is not None]
    assert changed
    assert all(other != name and other.strip() for name, other in changed)


@pytest.mark.parametrize(
    ("alter", "name", "possible"),
    [
        pytest.param(slips.letter_swapped, "Petrov", {"Pterov", "Pertov", "Petorv", "Petrvo"}, id="neighbours swap"),
        pytest.param(slips.letter_lost, "Anna", {"nna", "Ana", "Ann"}, id="a letter is lost"),
        pytest.param(slips.letter_doubled, "Omar", {"OOmar", "Ommar", "Omaar", "Omarr"}, id="a letter twice"),
        pytest.param(slips.vowels_dropped, "Li Petrov", {"Li Ptrv"}, id="a word without its vowels"),
        pytest.param(slips.order_changed, "KIM, Jong", {"Jong KIM"}, id="the other order"),
        pytest.param(slips.written_together, "KIM, Jong", {"KIMjong"}, id="two words as one"),
        pytest.param(slips.all_together, "Kim Jong Un", {"KimJongUn"}, id="all words as one"),
        pytest.param(slips.initial, "Ivan Petrov", {"I. Petrov"}, id="the first name as an initial"),
        pytest.param(slips.initial, "PETROV, Ivan", {"PETROV I."}, id="the first name, where the last stands first"),
        pytest.param(
            slips.word_left_out, "Jose Luis Lopez", {"Jose Luis", "Jose Lopez", "Luis Lopez"}, id="one left out"
        ),
        pytest.param(slips.particle_dropped, "Osama bin Laden", {"Osama Laden"}, id="no particle"),
        pytest.param(slips.hyphenated, "Al-Qaida", {"Al Qaida"}, id="a space for a hyphen"),
        pytest.param(slips.full_width, "KIM", {"ＫＩＭ"}, id="wide letters"),
        pytest.param(slips.misread_by_machine, "om", {"0m", "orn"}, id="misread"),
        pytest.param(organisations.form_changed, "Red Pine Corp", {"Red Pine Corporation"}, id="a form spelled out"),
        pytest.param(organisations.form_left_out, "Red Pine Co., Ltd.", {"Red Pine"}, id="no form"),
        pytest.param(organisations.abbreviated, "Red Pine Trading", {"Red Pine Trdg"}, id="abbreviated"),
        pytest.param(organisations.acronym, "Korea Mining and Development Trading Corp", {"KMDT"}, id="acronym"),
    ],
)
def test_what_a_name_may_become(alter, name, possible):
    found = {alter(Random(seed), name) for seed in range(60)}
    assert found == possible


@pytest.mark.parametrize(
    ("alter", "name", "possible"),
    [
        pytest.param(slips.initial, "Ali", {None}, id="one word keeps its letters"),
        pytest.param(slips.word_left_out, "Ivan Petrov", {None}, id="two words stay two"),
        pytest.param(slips.cut_short, "Ivan Petrov", {None}, id="a short name fits"),
        pytest.param(organisations.acronym, "Korea Mining Corp", {None}, id="two words make no acronym"),
        pytest.param(organisations.form_added, "Red Pine Ltd", {None}, id="a form is there"),
    ],
)
def test_an_alteration_that_does_not_apply_is_none(alter, name, possible):
    assert {alter(Random(seed), name) for seed in range(20)} == possible


def test_look_alike_letters_look_the_same_and_are_others():
    altered = slips.look_alike(Random(1), "Petrov")
    assert altered != "Petrov"
    assert any(unicodedata.name(c).startswith("CYRILLIC") for c in altered)


@pytest.mark.parametrize(
    ("write", "name", "countries", "expected"),
    [
        pytest.param(writing.in_cyrillic, "Zhukov, Ivan", "RU", {"Жуков Иван"}, id="Cyrillic"),
        pytest.param(writing.in_cyrillic, "Kim Jong Un", "KP", {None}, id="Korean names have their own Cyrillic"),
        pytest.param(writing.in_greek, "Andreas Bambas", "CY", {"Αντρεας Μπαμπας"}, id="Greek"),
        pytest.param(writing.in_arabic, "Mohammed al-Masri", "SY", {"محمد المسري"}, id="Arabic letter by letter"),
        pytest.param(writing.in_arabic, "Ivan Petrov", "RU", {None}, id="no tie to Arabic"),
        pytest.param(writing.in_hangul, "PAK, Yong Sik", "KP", {"박영식"}, id="Hangul"),
        pytest.param(writing.in_hangul, "Ahmed Ali", "KP", {None}, id="syllables that are not Korean"),
        pytest.param(writing.other_korean, "Ri Su", "KP", {"Lee Soo", "Yi Soo", "Rhee Soo"}, id="Korean, otherwise"),
        pytest.param(writing.wade_giles, "Zhang, Qiang", "CN", {"Chang Chiang"}, id="Wade-Giles"),
        pytest.param(writing.wade_giles, "Imirbaki Arken", "CN", {None}, id="no pinyin"),
    ],
)
def test_names_are_written_as_their_countries_write_them(write, name, countries, expected):
    assert {write(Random(seed), name, frozenset([countries])) for seed in range(40)} == expected


def test_another_custom_spells_the_same_sounds():
    found = {writing.other_custom(Random(seed), "Zhukov", frozenset()) for seed in range(40)}
    assert {"Schukow", "Joukov"} <= found
