"""Korean and Chinese names, whatever the letters and the system of romanisation."""

import pytest

from navicert.names import read_name
from navicert.names.chinese import wade_giles
from navicert.names.korean import russian_classes, spellings


def keys(name, position):
    return read_name(name)[0].tokens[position].keys


@pytest.mark.parametrize(
    ("names", "syllables"),
    [
        pytest.param(["Kim", "Gim", "김", "金", "Ким"], "ko:김", id="Kim"),
        pytest.param(["Ri", "Lee", "Yi", "Rhee", "Li", "리", "이", "李", "Ли"], "ko:리", id="Ri"),
        pytest.param(["Pak", "Park", "Bak", "박", "朴", "Пак"], "ko:박", id="Pak"),
        pytest.param(["Choe", "Choi", "Ch'oe", "최", "崔", "Цой"], "ko:최", id="Choe"),
    ],
)
def test_a_surname_is_one_class_in_every_spelling(names, syllables):
    for name in names:
        given = (
            " Jong Su" if name.isascii() else " Чен Су" if "а" <= name[-1] <= "я" else "정수" if name > "가" else "正秀"
        )
        assert syllables in keys(name + given, 0), name


@pytest.mark.parametrize("spelled", ["jong", "jeong", "chong", "jung", "chung"])
def test_the_systems_agree_on_a_syllable(spelled):
    assert spelled in spellings("정")


def test_a_syllable_has_no_spelling_of_another():
    assert "yong" not in spellings("정")
    assert "jong" not in spellings("영")


def test_russian_spellings_of_korean_names():
    assert "정" in russian_classes()["чен"]
    assert [token.text for token in read_name("Ким Чен Ын")[0].tokens] == ["kim", "chen", "yn"]


@pytest.mark.parametrize(
    ("pinyin", "wade"), [("xiao", "hsiao"), ("zhou", "chou"), ("qing", "ching"), ("jiang", "chiang")]
)
def test_wade_giles(pinyin, wade):
    assert wade_giles(pinyin) == wade


def test_western_names_do_not_fall_into_syllables():
    assert [token.text for token in read_name("Maria Lopez")[0].tokens] == ["maria", "lopez"]
    assert [token.text for token in read_name("Lee Harvey Oswald")[0].tokens] == ["lee", "harvey", "oswald"]


def test_simplified_and_traditional_characters_are_the_same_name():
    assert [t.native for t in read_name("张伟")[-1].tokens] == [t.native for t in read_name("張偉")[-1].tokens]


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        pytest.param("Чжан Сяомин", "Zhang Xiaoming", id="Russian"),
        pytest.param("Лю Цзинь", "Liu Jin", id="one syllable"),
        pytest.param("Сюй Вейцзе", "Xu Weijie", id="e for э"),
        pytest.param("Сунь Лішань", "Sun Lishan", id="Ukrainian"),
    ],
)
def test_a_chinese_name_in_cyrillic_is_read_by_the_palladius_system(cyrillic, latin):
    tokens, wanted = (read_name(name)[0].tokens for name in (cyrillic, latin))
    assert all(one.keys & other.keys for one, other in zip(tokens, wanted, strict=True))


def test_a_russian_name_is_no_chinese_one():
    assert [token.text for token in read_name("Ли Наталья")[0].tokens] == ["li", "natalya"]
