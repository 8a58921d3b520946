"""Ships as papers print them, and several names of one party in one text."""

from __future__ import annotations

import pytest

from navicert.screening import compare_names

FOUND = 0.7


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("M/V Amber Lantern (IMO 9074729)", "AMBER LANTERN"),
        ("m/t AMBER LANTERN", "Amber Lantern"),
        ("т/х Сириус", "SIRIUS"),
        ("тх Сириус", "SIRIUS"),
        ("JI SONG SAN", "Chi Song San"),
        ("Baek Yang San 7", "PAEK YANG SAN 7"),
        ("Kum Un San No. 3", "KUM UN SAN 3"),
        ("Shang Yuan Bao (ex Hua Fu)", "HUA FU"),
        ("AMBER LANTERN aka COLD HARBOUR", "Cold Harbour"),
    ],
)
def test_a_ship_is_found_as_papers_print_it(asked: str, listed: str):
    assert compare_names(asked, listed, "Vessel") >= FOUND


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("KUM UN SAN 3", "KUM UN SAN 5"),
        ("CHON MA SAN", "CHON UN SAN"),
        ("M/V Amber Lantern", "M/V Amber Horizon"),
        ("JI SONG SAN", "JI MYONG SAN"),
        ("Ex Libris", "Ex Machina"),
    ],
)
def test_another_ship_is_not(asked: str, listed: str):
    assert compare_names(asked, listed, "Vessel") < FOUND


def test_a_persons_other_name_in_one_text_is_a_name_of_its_own():
    assert compare_names("Hernan Quiroga alias Comandante Salgado Prieto", "Salgado Prieto") >= FOUND
    assert compare_names("Factory 17", "Factory 71", "Company") < FOUND
