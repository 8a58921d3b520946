"""Values of entries as an analyst reads them."""

from datetime import date

import pytest

from navicert.lists.model import Address, Detail, Identifier, Listing, Name, Place, Relation
from navicert.lists.words import in_words
from navicert.terms import VagueDate


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Name("PAK, Yong Sik"), "PAK, Yong Sik"),
        (Name("The Surgeon", kind="weak_alias"), "The Surgeon (weak alias)"),
        (Identifier("swift_bic", "HAVIGB2L"), "swift bic HAVIGB2L"),
        (Identifier("passport", "A1", "KP", "expires 2030"), "passport A1 KP expires 2030"),
        (Listing("UNSC", "DPRK", date(2016, 11, 30), reference="KPi.038"), "UNSC DPRK KPi.038 listed 2016-11-30"),
        (Relation("linked_to", "Second Bank"), "linked to Second Bank"),
        (Detail("vessel type", "General Cargo"), "vessel type: General Cargo"),
        (Place("Nampo", "KP"), "Nampo"),
        (Address("1 Main Street", "CN", "as of 2016"), "1 Main Street as of 2016"),
        (VagueDate.year(1948, circa=True), "circa 1948"),
        (("a", Name("b")), "a, b"),
        (None, "None"),
    ],
)
def test_a_value_reads_as_one_line(value, words):
    assert in_words(value) == words
