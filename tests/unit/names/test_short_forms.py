"""Short and pet forms of given names, and how forms abbreviate them."""

from __future__ import annotations

import pytest

from navicert.screening import compare_names

FOUND = 0.7


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Zhenya Sidorchuk", "Yevgeniy Sidorchuk"),
        ("Slava Tarnovsky", "Vyacheslav Tarnovsky"),
        ("Slava Tarnovsky", "Stanislav Tarnovsky"),
        ("Оля Тарновская", "Olga Tarnovskaya"),
        ("Pancho Villalobos Prieto", "Francisco Villalobos Prieto"),
        ("Beppe Scalfaro", "Giuseppe Scalfaro"),
        ("Sepp Hintermoser", "Josef Hintermoser"),
        ("Mohd Sarwar Barakzai", "Mohammad Sarwar Barakzai"),
        ("Muhd Zulkifli", "Mohammed Zulkifli"),
        ("Chas Worthington", "Charles Worthington"),
        ("Koby Rabinowitz", "Yaakov Rabinowitz"),
    ],
)
def test_a_short_form_stands_for_the_name(asked: str, listed: str):
    assert compare_names(asked, listed) >= FOUND


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Zhenya Sidorchuk", "Yevgeniy Tarnovsky"),
        ("Dima Sidorchuk", "Denis Tarnovsky"),
        ("Pancho Villalobos", "Pablo Escobedo"),
        ("Misha Petrov", "Maksim Orlov"),
        ("Beto Quiroga", "Bernardo Salgado"),
    ],
)
def test_a_short_form_alone_finds_nobody(asked: str, listed: str):
    assert compare_names(asked, listed) < FOUND
