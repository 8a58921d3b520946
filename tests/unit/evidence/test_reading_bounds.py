"""Bad input: any text is read in bounded time, and every record quotes the characters it names."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BAD = {
    "no sentence ends": "the minister said that the ship left and " * 400,
    "verbs of saying only": "said " * 3_000,
    "capitals only": "Aaa Bbb Ccc " * 1_500,
    "commas": "Kim, " * 2_000 + "said he left.",
    "quotations": '"a said b" ' * 1_500,
    "Chinese": "外交部发言人表示，导弹试验违反了决议。" * 500,
    "Arabic": "قال المتحدث إن العقوبات لا أساس لها. " * 300,
    "Hebrew with marks": "\u202bאמר הדובר\u202c " * 500,
    "combining marks": "e\u0301" * 5_000,
    "possessives": "Kim's " * 3_000,
    "controls": "\x00\u200b\ufeff said " * 1_000,
    "one word": "x" * 20_000,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_bad_input_is_read_in_bounded_time(reading, text):
    started = time.process_time()
    found = reading(text)
    assert time.process_time() - started < 20
    assert_exact(found, text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["Peru", "said", "that", "Ana", "Flores", ",", "“", "”", '"', "denied", "it", "he", "and", "would", "close",
             "the", "port", "on", "Friday", ".", "according", "to", "'s", "which", "—", "(", ")", "\n", "not",
             "missile"]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_any_order_of_words_is_read(reading, parts):
    text = " ".join(parts)
    assert_exact(reading(text), text)


def assert_exact(found, text):
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert (claim.speaker or "").lower() not in {"he", "she", "it", "they"}
        for span in filter(None, (claim.cue, claim.speaker_mention)):
            assert text[span.start : span.end] == span.text
    for event in found.events:
        assert text[event.trigger.start : event.trigger.end] == event.trigger.text
