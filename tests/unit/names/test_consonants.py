"""Hebrew and Thai names, whose vowels are not written or not heard; readings that only surnames have."""

from __future__ import annotations

import pytest

from navicert.screening import compare_names

FOUND = 0.7


@pytest.mark.parametrize(
    ("asked", "latin"),
    [
        ("רומן אברמוביץ", "Roman Abramovich"),
        ("מרואן ברגותי", "Marwan Barghouti"),
        ("יגאל עמיר", "Yigal Amir"),
        ("ברוך מרזל", "Baruch Marzel"),
        ("สมชาย วงศ์สวัสดิ์", "Somchai Wongsawat"),
        ("ประวิตร วงษ์สุวรรณ", "Prawit Wongsuwan"),
        ("เศรษฐา ทวีสิน", "Srettha Thavisin"),
        ("พิธา ลิ้มเจริญรัตน์", "Pita Limjaroenrat"),
        ("曾庆红", "Zeng Qinghong"),
        ("曾慶紅", "Tseng Ch'ing-hung"),
        ("朴永植", "Piao Yongzhi"),
        ("仇和", "Qiu He"),
    ],
)
def test_a_name_is_found_by_its_latin_spelling(asked: str, latin: str):
    assert compare_names(asked, latin) >= FOUND


@pytest.mark.parametrize(
    ("asked", "latin"),
    [
        ("רומן כהן", "Ramon Kahane"),
        ("דוד גרטלר", "Dan Gertler"),
        ("สมชาย วงศ์สวัสดิ์", "Suthep Thaugsuban"),
        ("สมชาย วงศ์สวัสดิ์", "Somchai Jitprasert"),
        ("พิธา ลิ้มเจริญรัตน์", "Prawit Wongsuwan"),
        ("曾庆红", "Chen Qinghong"),
    ],
)
def test_another_name_is_not(asked: str, latin: str):
    assert compare_names(asked, latin) < FOUND
