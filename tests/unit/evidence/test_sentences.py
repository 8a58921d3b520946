from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.evidence.sentences import LONGEST_SENTENCE, sentences_of, within, words_of


def texts(line: str) -> list[str]:
    return [sentence.text for sentence in sentences_of(line)]


def test_a_full_stop_before_a_capital_ends_a_sentence():
    assert texts("The port is shut. No ship left.") == ["The port is shut.", "No ship left."]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Mr. Brown met Gen. Dost on Sept. 3 in Oslo.", id="titles and months"),
        pytest.param("The U.S. President spoke for J. Doe.", id="initials"),
        pytest.param("Acme Corp. shares rose 3.5 percent.", id="companies and decimals"),
        pytest.param("See harbour24.com for more.", id="addresses"),
    ],
)
def test_a_dot_of_an_abbreviation_ends_nothing(line):
    assert texts(line) == [line]


def test_an_abbreviation_may_end_a_sentence_when_a_new_one_begins():
    assert texts("They sailed to the U.S. The trip was long.") == ["They sailed to the U.S.", "The trip was long."]


def test_a_lost_blank_between_sentences_is_seen():
    assert texts("They left the harbour.Later they came back.") == ["They left the harbour.", "Later they came back."]


def test_who_shouted_stays_with_what_was_shouted():
    assert texts("“Stop the ship!” Okoro shouted.") == ["“Stop the ship!” Okoro shouted."]


def test_a_possessive_and_a_hyphen_are_words_of_their_own():
    assert [word.text for word in words_of("Mali's Niamey-based N.G.O.")] == [
        "Mali",
        "'s",
        "Niamey",
        "-",
        "based",
        "N.G.O.",
    ]


def test_offsets_count_from_the_given_character():
    (sentence,) = sentences_of("  A ship. ", offset=100)
    assert (sentence.start, sentence.end) == (102, 109)
    assert [(word.start, word.end) for word in sentence.words] == [(102, 103), (104, 108), (108, 109)]


def test_a_line_without_a_sentence_end_is_cut_at_a_blank():
    pieces = sentences_of("word " * 2_000)
    assert len(pieces) > 1
    assert all(piece.end - piece.start <= LONGEST_SENTENCE for piece in pieces)


@given(st.text(alphabet=st.sampled_from("aB .“”'\"!?\n漢。א0-é"), max_size=300))
def test_every_word_and_sentence_stands_where_it_says(line):
    for sentence in sentences_of(line):
        assert line[sentence.start : sentence.end] == sentence.text
        for word in sentence.words:
            assert line[word.start : word.end] == word.text


def test_only_stretches_near_the_range_are_looked_at():
    stretches = [SimpleNamespace(start=n * 10, end=n * 10 + 5) for n in range(10)]
    assert [s.start for s in within(stretches, 32, 41)] == [30, 40]
    assert within(stretches, 32, 41, reach=20)[0].start <= 10
