"""Units, currencies and counted nouns have one name each."""

import pytest

from navicert.evidence.figures.nouns import counted_name, is_plural, noun_after
from navicert.evidence.figures.units import CURRENCY_WORD, MEASURE, currency_name, measure_name, sign_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kilometres", "km"), ("nautical miles", "nautical mile"), ("metric tons", "tonne"), ("tons", "ton"),
        ("bpd", "barrel/day"), ("barrels per day", "barrel/day"), ("percentage points", "percentage point"),
        ("years", "year"), ("m", "m"),
    ],
)  # fmt: skip
def test_a_unit_has_one_name(text, name):
    assert measure_name(MEASURE.match(text)) == name


@pytest.mark.parametrize("text", ["kilometre-long", "daylight", "tonsure", "mighty"])
def test_a_unit_is_a_whole_word(text):
    found = MEASURE.match(text)
    assert found is None or found.end() < len(text)
    assert found is None or not text[found.end()].isalnum()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("US dollars", "USD"),
        ("Hong Kong dollars", "HKD"),
        ("won", "KRW"),
        ("roubles", "RUB"),
        ("EUR", "EUR"),
        ("yuan", "CNY"),
    ],
)
def test_a_currency_is_named_by_its_code(text, code):
    assert currency_name(CURRENCY_WORD.match(text)) == code


def test_a_sign_is_a_currency():
    assert [sign_name(sign) for sign in ("$", "HK$", "€ ", "Rs")] == ["USD", "HKD", "EUR", "INR"]


@pytest.mark.parametrize("word", ["missiles", "people", "companies", "Iraqis", "aircraft", "buses"])
def test_plurals(word):
    assert is_plural(word)


@pytest.mark.parametrize("word", ["was", "its", "Paris’s", "serious", "house"])
def test_no_plurals(word):
    assert not is_plural(word)


def test_a_possessive_is_not_what_is_counted():
    assert noun_after(" minister's proposals", 0).word == "proposals"
    assert noun_after(" of its harbours", 7).word == "harbours"


def test_people_of_all_sorts_are_persons():
    assert {counted_name(word) for word in ("workers", "soldiers", "women", "Iraqis", "Russians")} == {"person"}
