"""Names in kana: Japanese ones, and foreign ones as Japanese writes them."""

from __future__ import annotations

import pytest

from navicert.names import read_name
from navicert.names.kana import hepburn
from navicert.names.reading import uncompared
from navicert.screening import compare_names

FOUND = 0.7


@pytest.mark.parametrize(
    ("kana", "letters"),
    [
        ("シゲノブ", "shigenobu"),
        ("しげのぶ", "shigenobu"),
        ("ショウコウ", "shoukou"),
        ("ﾊﾞﾊﾞ", "baba"),
        ("イッペイ", "ippei"),
        ("ギャオ", "gyao"),
        ("ティムール", "timuru"),
        ("チェスワフ", "chesuwafu"),
    ],
)
def test_kana_keep_their_voicing_and_small_letters(kana: str, letters: str):
    assert hepburn(kana) == letters


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("ヤマグチ ケンジ", "Kenji Yamaguchi"),
        ("やまぐち けんじ", "YAMAGUCHI Kenji"),
        ("サトウ ユウジ", "Satoh Yuji"),
        ("アレクセイ・ナワリヌイ", "Aleksey Navalny"),
        ("ドミトリー・メドベージェフ", "Dmitry Medvedev"),
        ("ニコラス・マドゥロ", "Nicolas Maduro"),
        ("ロバート・ムガベ", "Robert Mugabe"),
        ("キム・ヨジョン", "Kim Yo Jong"),
        ("チョ・チュンリョン", "Jo Chun Ryong"),
        ("ファン・ビョンソ", "Hwang Pyong So"),
    ],
)
def test_names_in_kana_are_found_by_their_latin_spelling(kana: str, latin: str):
    assert compare_names(kana, latin) >= FOUND


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("ヤマグチ ケンジ", "Yamada Kenji"),
        ("サトウ ユウジ", "Saito Yuko"),
        ("キム・ヨジョン", "Kim Jong Chol"),
        ("ロバート・ムガベ", "Robert Mobutu"),
        ("ドミトリー・メドベージェフ", "Dmitry Mendeleev"),
    ],
)
def test_other_names_in_kana_are_not(kana: str, latin: str):
    assert compare_names(kana, latin) < FOUND


def test_a_korean_name_in_kana_falls_into_syllables():
    (reading,) = read_name("リ・ソルジュ")
    assert [token.native for token in reading.tokens] == ["リ", "ソル", "ジュ"]


@pytest.mark.parametrize(
    ("characters", "latin"),
    [
        ("山本太郎", "Taro Yamamoto"),
        ("鈴木 一朗", "Suzuki Ichiro"),
        ("高橋是清", "Takahashi Korekiyo"),
        ("森喜朗", "Yoshiro Mori"),
        ("佐々木 希", "Nozomi Sasaki"),
    ],
)
def test_japanese_names_in_characters_have_their_readings(characters: str, latin: str):
    assert compare_names(characters, latin) >= FOUND


def test_japanese_readings_are_not_mixed_with_chinese_ones():
    assert compare_names("山本太郎", "Yamaben Tailang") < FOUND
    assert compare_names("鈴木一朗", "Suzuki Yilang") < FOUND


@pytest.mark.parametrize("marks", ["ー", "ッ", "ゝ", "゛"])
def test_marks_without_a_sound_are_no_words(marks: str):
    for schema in ("Person", "Company"):
        assert [name.tokens for name in read_name(f"Kim {marks}", schema)] == [
            name.tokens for name in read_name("Kim", schema)
        ]
        assert uncompared(marks)


@pytest.mark.parametrize("name", ["霞ヶ関太郎", "茅ヶ崎商事", "Aーキム", "ア Aー"])
def test_every_word_of_a_name_with_marks_has_letters(name: str):
    for schema in ("Person", "Company"):
        readings = read_name(name, schema)
        assert readings
        assert all(token.text for reading in readings for token in reading.tokens)


def test_a_small_ke_between_characters_is_ga():
    assert "ga" in [token.text for token in read_name("霞ヶ関 太郎", "Person")[0].tokens]
