"""States in names of organisations: in full, in short, and others of like names."""

from __future__ import annotations

import pytest

from navicert.screening import compare_names

FOUND = 0.7


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Foreign Trade Bank of the Democratic People's Republic of Korea", "Foreign Trade Bank of DPRK"),
        ("Foreign Trade Bank of the DPRK", "FOREIGN TRADE BANK OF THE DEMOCRATIC PEOPLES REPUBLIC OF KOREA"),
        ("Customs Board of the Islamic Republic of Iran", "Customs Board of Iran"),
        ("Ministry of Mines, Russian Federation", "Ministry of Mines of Russia"),
        ("Korea Kumgang Bkg Corp", "Korea Kumgang Banking Corporation"),
    ],
)
def test_a_state_in_short_is_the_state_in_full(asked: str, listed: str):
    assert compare_names(asked, listed, "Organization") >= FOUND


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("National Bank of Iran", "National Bank of Iraq"),
        ("First Eastern Export Bank", "First Western Export Bank"),
        ("North Harbour Lines", "South Harbour Lines"),
        ("Mining Board of Zambia", "Mining Board of Gambia"),
        ("Bank of Niger", "Bank of Nigeria"),
        ("Mining Board of Guinea", "Mining Board of Guinea-Bissau"),
        ("Mining Board of Guinea", "Mining Board of Equatorial Guinea"),
        ("Bank of Dominica", "Dominican Bank"),
        ("Bank of Sudan", "Bank of South Sudan"),
        ("Trading Bank of Congo", "Trading Bank of DR Congo"),
    ],
)
def test_places_of_like_names_are_others(asked: str, listed: str):
    assert compare_names(asked, listed, "Organization") < FOUND


LISTED = "Korea Zeta Holm Gravel Works"


@pytest.mark.parametrize("asked", ["KOZEHOGRA Korea", "KOZEHOGRA DPRK", "KOZEHOGRA Asia", "KZHGW Korea"])
def test_a_place_beside_an_acronym_tells_no_more_than_a_word_of_business(asked: str):
    beside_business = f"{asked.split()[0]} Trading"
    found = compare_names(asked, LISTED, "Company")
    assert found >= FOUND
    assert found == pytest.approx(compare_names(beside_business, LISTED, "Company"), abs=0.02)


@pytest.mark.parametrize("other", ["Japan", "Nigeria", "Iran"])
def test_another_state_beside_an_acronym_stays_a_doubt(other: str):
    same, others = (compare_names(f"KOZEHOGRA {place}", LISTED, "Company") for place in ("Korea", other))
    assert others < same - 0.02


def test_an_acronym_of_three_letters_has_no_place_beside_it():
    assert compare_names("ZHG Korea", "Zeta Holm Gravel", "Company") < FOUND


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Huber Stahlbau", "Huber Stahlbau Gesellschaft mit beschränkter Haftung"),
        ("Kowalski Handel", "KOWALSKI HANDEL SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ"),
        ("Iranian Cement Works", "Iran Cement Works"),
        ("Bank of China", "Chinese Bank"),
        ("Trading Bank of the D.R. Congo", "Trading Bank of the Democratic Republic of the Congo"),
        ("Bank of Nigeri", "Bank of Nigeria"),
        ("PT Sinar Jaya", "Perseroan Terbatas Sinar Jaya"),
    ],
)
def test_legal_forms_in_full_and_adjectives_of_places_are_no_other_words(asked: str, listed: str):
    assert compare_names(asked, listed, "Organization") >= FOUND
