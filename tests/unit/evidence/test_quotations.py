from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.evidence.quotations import quotations_of


def quoted(line: str) -> list[str]:
    return [line[q.start : q.end] for q in quotations_of(line)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("He said “it is done” today.", id="curly"),
        pytest.param('He said "it is done" today.', id="straight"),
        pytest.param("He said ‘it is done’ today.", id="single curly"),
        pytest.param("He said 'it is done' today.", id="single straight"),
        pytest.param("He said «it is done» today.", id="guillemets"),
        pytest.param('He said “it is done" today.', id="mixed by scraping"),
    ],
)
def test_words_between_marks_are_quoted(line):
    assert quoted(line) == ["it is done"]


def test_an_apostrophe_is_no_mark():
    assert quoted("The company's ships didn't leave Peru’s port.") == []


def test_a_plural_possessive_does_not_close_a_quotation():
    assert quoted("'Our allies' ships left,' she said.") == ["Our allies' ships left,"]


def test_a_paragraph_that_goes_on_quoting_stays_open():
    (quotation,) = quotations_of("“We shall see. It is late.")
    assert quotation.open_ended


def test_a_lone_mark_within_a_line_opens_nothing():
    assert quoted("a 5” pipe") == []


@given(st.text(alphabet=st.sampled_from("a “”\"‘’'s."), max_size=200))
def test_quotations_never_overlap(line):
    found = quotations_of(line)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= q.start < q.end <= len(line) for q in found)
