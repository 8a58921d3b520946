"""How OFAC writes dates, places and numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.lists.model import Place
from navicert.lists.sources.ofac_values import (
    MONTHS,
    Document,
    read_date,
    read_document,
    read_name,
    read_place,
    sort_title,
)
from navicert.terms import VagueDate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("14 Jun 1975", VagueDate.day(date(1975, 6, 14)), id="a day"),
        pytest.param("Apr 1962", VagueDate.month(1962, 4), id="a month"),
        pytest.param("1984", VagueDate.year(1984), id="a year"),
        pytest.param("circa 1960", VagueDate.year(1960, circa=True), id="about a year"),
        pytest.param("circa 01 Jan 1961", VagueDate.day(date(1961, 1, 1), circa=True), id="about a day"),
        pytest.param("1955 to 1957", VagueDate.years(1955, 1957), id="years"),
        pytest.param("circa 1979-1982", VagueDate.years(1979, 1982, circa=True), id="about years with a dash"),
        pytest.param("01 Jan 1948 to 31 Dec 1948", VagueDate.year(1948), id="the days of a year"),
        pytest.param("Mar 1962 to Feb 1963", VagueDate(date(1962, 3, 1), date(1963, 2, 28)), id="months"),
    ],
)
def test_a_date_keeps_the_precision_it_was_printed_with(text: str, expected: VagueDate) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize(
    "text", ["", "unknown", "31 Feb 1970", "10 October 1969", "1957 to 1955", "0000", "12 Foo 1990"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(min_value=date(1800, 1, 1)))
def test_every_day_in_ofacs_form_is_read_back(day: date) -> None:
    month = next(name for name, number in MONTHS.items() if number == day.month)
    assert read_date(f"{day.day:02} {month} {day.year:04}") == VagueDate.day(day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1084010 (Egypt)", Document("1084010", "EG", ()), id="country in brackets"),
        pytest.param(
            "KE155664 (Pakistan) issued 01 Jan 2001 expires 31 Dec 2006",
            Document("KE155664", "PK", ("issued 01 Jan 2001", "expires 31 Dec 2006")),
            id="both dates",
        ),
        pytest.param(
            "Z3079423 (India) expires 01 Jan 2026 to 31 Dec 2026",
            Document("Z3079423", "IN", ("expires 01 Jan 2026 to 31 Dec 2026",)),
            id="a span of days as date",
        ),
        pytest.param(
            "32071216470 (Texas) (United States)", Document("32071216470", "US", ("Texas",)), id="state first"
        ),
        pytest.param("D489833(9) (Hong Kong)", Document("D489833(9)", "HK", ()), id="brackets in the number"),
        pytest.param(
            "D000000483, Diplomatic (Syria)", Document("D000000483", "SY", ("Diplomatic",)), id="a word behind"
        ),
        pytest.param("AF465508 Colombia", Document("AF465508", "CO", ()), id="country without brackets"),
        pytest.param("Booklet: A5199819 (Pakistan)", Document("A5199819", "PK", ("Booklet",)), id="a word before"),
        pytest.param(
            "4117921 issued under the name Jon Doe",
            Document("4117921", None, ("issued under the name Jon Doe",)),
            id="prose behind",
        ),
        pytest.param("AABA 670850 Y", Document("AABA 670850 Y", None, ()), id="blanks in the number"),
        pytest.param("BE 454,419,759", Document("BE 454,419,759", None, ()), id="commas in the number"),
    ],
)
def test_a_documents_number_is_freed_of_what_stands_around_it(text: str, expected: Document) -> None:
    assert read_document(text) == expected


@given(st.text(min_size=1))
def test_any_text_can_be_a_documents(text: str) -> None:
    document = read_document(text)
    assert document.number or not text.strip()


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Pyongyang, Korea, North", "KP"),
        ("Prizren, Kosovo", "XK"),
        ("Egypt", "EG"),
        ("Drenovc", None),
        ("Road Town, Virgin Islands, British", "VG"),
    ],
)
def test_a_place_is_in_the_country_it_ends_with(text: str, country: str | None) -> None:
    assert read_place(text) == Place(text, country)


def test_a_person_has_a_family_name_before_the_comma_and_a_company_has_not() -> None:
    assert read_name("DOE, Jon", "alias", person=True).parts == (("family", "DOE"), ("given", "Jon"))
    assert read_name("EXAMPLE CO., LTD.", "alias", person=False).parts == ()
    assert read_name("ABU SAMPLE", "alias", person=True).parts == ()


def test_ranks_and_honorifics_are_titles_and_offices_are_positions() -> None:
    titles: list[str] = []
    positions: list[str] = []
    sort_title("Haji; Minister of Finance; Brigadier General; Lt. Col.; Director, Example Co.", titles, positions)
    assert titles == ["Haji", "Brigadier General", "Lt. Col."]
    assert positions == ["Minister of Finance", "Director, Example Co."]
