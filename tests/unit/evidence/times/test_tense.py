"""The words around a time tell whether it is past or to come."""

import pytest

from navicert.evidence.times.tense import tense


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry said on XX that it", "past"),
        ("The order takes effect on XX.", "future"),
        ("Talks will resume on XX.", "future"),
        ("They are expected to leave on XX.", "future"),
        ("They were expected to leave on XX.", "past"),
        ("It may have entered the port on XX.", "past"),
        ("On XX, talks will resume.", "future"),
        ("On XX, he told reporters that it will rain.", "past"),
        ("He arrived ahead of talks on XX.", "future"),
        ("He came at 2.5 knots on XX.", "past"),
        ("A report that a tanker had sold oil to a ship in XX", "past"),
        ("The tanker had sold oil to Peru in XX.", "past"),
        ("The bank has sent money to foreign firms in XX.", "past"),
        ("The firm has three weeks to leave by sea on XX.", "future"),
        ("XX", "unknown"),
    ],
)
def test_the_nearest_telling_word_decides(text, expected):
    at = text.index("XX")
    assert tense(text, at, at + 2) == expected
