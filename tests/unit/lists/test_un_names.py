"""Names as the UN prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.lists.sources.un_names import is_acronym, names_in, names_in_note


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        pytest.param("Jon Doe", ["Jon Doe"], id="one name"),
        pytest.param("Fazel Rahim; Fazil Rahim", ["Fazel Rahim", "Fazil Rahim"], id="a list"),
        pytest.param("Mohammad Sabet b) M. Sabet", ["Mohammad Sabet", "M. Sabet"], id="a lettered list"),
        pytest.param("Jin Tiesan (金铁三)", ["Jin Tiesan", "金铁三"], id="another script in brackets"),
        pytest.param("Abubakar (original script: Абубакар)", ["Abubakar", "Абубакар"], id="and said to be so"),
        pytest.param("جبهة (the Front; Jabhat)", ["جبهة", "the Front", "Jabhat"], id="Latin in brackets"),
        pytest.param(
            "Hay’at (HTS) (هيئة (original script); Hayat; Assembly)",
            ["Hay’at (HTS)", "هيئة", "Hayat", "Assembly"],
            id="brackets in brackets",
        ),
        pytest.param("OCEAN TRADE LIMITED (OTL)", ["OCEAN TRADE LIMITED", "OTL"], id="an acronym"),
        pytest.param("HARAKAT UL-MUJAHIDIN / HUM", ["HARAKAT UL-MUJAHIDIN", "HUM"], id="an acronym behind a stroke"),
        pytest.param("UGANDA IMPEX (UI) LTD", ["UGANDA IMPEX LTD", "UI"], id="an acronym in the middle"),
        pytest.param("FOUNDATION (KENYA)", ["FOUNDATION (KENYA)"], id="a place in brackets is no acronym"),
        pytest.param("LEADER (HONG KONG) LTD", ["LEADER (HONG KONG) LTD"], id="a place in the middle"),
        pytest.param("Encep Nurjaman (birth name)", ["Encep Nurjaman"], id="a remark in brackets"),
        pytest.param("Jon Doe, born 1 Jan. 1953 (Oman passport)", ["Jon Doe"], id="a birth date behind"),
        pytest.param('"KOMID"', ["KOMID"], id="in quotation marks"),
        pytest.param("“General” Sidiki", ["“General” Sidiki"], id="quotation marks around a part"),
        pytest.param(") Abdelrahman", ["Abdelrahman"], id="a stray bracket"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_field_holds_these_names(printed: str, names: list[str]) -> None:
    assert names_in(printed) == names


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("KKBC", "KOREA KWANGSON BANKING CORPORATION"),
        ("SAPICO", "SAHAND ALUMINUM PARTS INDUSTRIAL COMPANY"),
        ("JAK-T", "JUND AL-KHILAFAH IN TUNISIA"),
        ("JuA", "JAMAAT-UL-AHRAR"),
    ],
)
def test_an_acronym_abbreviates_its_name(short: str, name: str) -> None:
    assert is_acronym(short, name)


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("NGO", "TOUS POUR LA PAIX ET LE DEVELOPPEMENT"),
        ("TANZANIA", "AL-HARAMAYN FOUNDATION"),
        ("Sheikh", "Musa Hilal"),
        ("III", "Hilarion Santos"),
        ("X", "X-RAY"),
    ],
)
def test_other_words_in_brackets_are_no_acronym(short: str, name: str) -> None:
    assert not is_acronym(short, name)


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("original script: Абу Ясир", ["Абу Ясир"]),
        ("Previously listed as. In Arabic: رياض محمد", ["رياض محمد"]),
        ("Yunis al-Mauritani; Shaykh\nYunis the Mauritanian", ["Yunis al-Mauritani", "Shaykh Yunis the Mauritanian"]),
        ("DOB: 1948; POB: Anefif (Kidal), Mali", []),
        ("nom de guerre", []),
    ],
)
def test_a_note_may_give_further_spellings(note: str, names: list[str]) -> None:
    assert names_in_note(note) == names


@given(st.text())
def test_any_text_gives_names_without_blanks_around_them(text: str) -> None:
    assert all(name and name == name.strip() for name in names_in(text))


@given(st.text(st.characters(categories=["Lu", "Ll"]), min_size=1))
def test_a_single_word_is_its_own_name(word: str) -> None:
    assert names_in(word) == [word]
