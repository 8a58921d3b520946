"""Titles in the scripts of the names they stand with, alone and written to them."""

from __future__ import annotations

import pytest

from navicert.names import read_name
from navicert.screening import compare_names

FOUND = 0.7


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("조용원 비서", "Jo Yong Won"),
        ("조용원위원장", "Jo Yong Won"),
        ("王岐山副主席", "Wang Qishan"),
        ("李鸿忠先生", "Li Hongzhong"),
        ("الشيخ أحمد ياسين", "Ahmad Yasin"),
        ("الدكتور رمضان شلح", "Ramadan Shallah"),
        ("اللواء سهيل الحسن", "Suhayl al-Hasan"),
        ("נשיא ד״ר אביגדור ליברמן", "Avigdor Lieberman"),
        ("นายทักษิณ ชินวัตร", "Thaksin Shinawatra"),
        ("генерал-полковник Иван Сидорчук", "Ivan Sidorchuk"),
        ("Ing. Pavel Dvořáček, Ph.D.", "Pavel Dvoracek"),
        ("Lic. Juan Orlando Funes", "Juan Orlando Funes"),
    ],
)
def test_a_title_takes_nothing_from_a_name(asked: str, listed: str):
    assert compare_names(asked, listed) >= FOUND


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("김철수 위원장", "Kim Yong Nam"),
        ("الشيخ أحمد ياسين", "Ahmad al-Shaykh"),
        ("王伟先生", "Wang Fang"),
        ("Dr. Hans Sommer, Ph.D.", "Dr. Hans Winter, Ph.D."),
    ],
)
def test_a_title_in_common_finds_nobody(asked: str, listed: str):
    assert compare_names(asked, listed) < FOUND


def test_a_name_that_is_a_title_alone_is_compared_as_a_name():
    (reading,) = read_name("شيخ")
    assert [token.kind for token in reading.tokens] == ["word"]


@pytest.mark.parametrize("name", ["رائد", "이장군", "안군"])
def test_names_that_look_like_titles_stay_names(name: str):
    assert all(token.kind == "word" for reading in read_name(name) for token in reading.tokens)


def test_a_given_name_is_no_title():
    assert [token.kind for token in read_name("Donna Otto", "Person")[0].tokens] == ["word", "word"]
