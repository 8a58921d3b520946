"""Lines of a page, with their numbers and extents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.evidence.layout.lines import content_words, copy_key, is_english, text_lines, word_count


@given(st.text(alphabet=st.sampled_from("ab \n\t\r\u00a0数.")))
def test_lines_quote_the_text_and_leave_out_blanks_only(text):
    lines = text_lines(text)
    assert all(text[line.start : line.end] == line.text == line.text.strip() for line in lines)
    assert " ".join(line.text for line in lines).split() == text.split()
    assert [line.number for line in lines] == [text.count("\n", 0, line.start) + 1 for line in lines]


def test_blank_lines_before_a_line_are_counted():
    assert [line.gap for line in text_lines("a\n\n \nb\nc")] == [0, 2, 0]


def test_copies_differ_in_case_spacing_and_marks_only():
    assert copy_key("The  Port’s “gate”.") == copy_key("the port’s gate")


def test_endings_do_not_hide_that_lines_speak_of_the_same():
    assert content_words("Inspectors boarded ships") & content_words("The ship's inspector") == {"inspe", "ship"}


def test_chinese_is_counted_by_characters():
    assert word_count("朝鲜外务省发言人说") == 4


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (
            "The port was closed after a storm and it is not known when it will open, said the harbour master.",
            True,
        ),
        (
            "Порт закрыт после шторма, и неизвестно, когда он откроется, сообщил начальник порта "
            "в понедельник утром на встрече с прессой в городе.",
            False,
        ),
        ("港口在暴风雨后关闭，目前尚不清楚何时开放，港口负责人周一表示。", False),
        ("Port closed", True),
    ],
    ids=["English", "Russian", "Chinese", "too short to tell"],
)
def test_the_language_is_told_by_common_words(text, english):
    assert is_english(text) is english
