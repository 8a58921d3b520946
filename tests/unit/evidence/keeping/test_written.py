"""A reading that was written comes back exactly."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.evidence.keeping.written import reading_from_text, reading_to_text
from navicert.evidence.reading import read_page

PIECES = (
    "The ministry said on Monday that Tarn Steel Ltd had shipped more than 1,200 tonnes of coal (1,323 tons) in May. ",
    "“We deny it,” said Ana Kowal, the firm's director, who lives in Warsaw. ",
    "It fell 3.5% to $1.46 per kg within 120 days of the Sept. 11 approval. ",
    "By Ada Ferreira\n\nPublished: May 6, 2019\n\n",
    "Reporters could not independently verify the account.\n\n",
    "A Headline About Ships\n\n",
    "조선 사람 ܐܒ ",
)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.none() | st.dates())
def test_every_reading_comes_back(pieces, published):
    reading = read_page("".join([*pieces, "\x00"]), published=published)
    assert reading_from_text(reading.page, reading_to_text(reading)) == reading


def test_a_reading_of_another_form_asks_to_be_read_again():
    reading = read_page(PIECES[0], published=date(2020, 1, 1))
    plain = json.loads(reading_to_text(reading))
    plain["claims"][0]["mood"] = "odd"
    for text in (json.dumps(plain), '{"claims": 7}', '{"unknown": []}', "{"):
        with pytest.raises(InvalidInput, match="reread"):
            reading_from_text(reading.page, text)
