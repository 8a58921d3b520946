"""Which script and language a printed name is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.lists.sources.scripts import language_of, script_of


@pytest.mark.parametrize(
    ("text", "script", "language"),
    [
        ("KIM Jong Un", "Latn", None),
        ("ESTÊVÃO", "Latn", None),
        ("김정은", "Hang", "kor"),
        ("李勇浩", "Hani", None),
        ("かな漢字", "Jpan", "jpn"),
        ("Абу Ясир", "Cyrl", None),
        ("Ельмир Їжак", "Cyrl", "ukr"),
        ("صدام حسين التكريتي", "Arab", "ara"),
        ("پاسداران", "Arab", "fas"),
        ("טבע", "Hebr", "heb"),
        ("ไทย", "Thai", "tha"),
        ("12-34", None, None),
        ("", None, None),
    ],
)
def test_letters_tell_script_and_language(text: str, script: str | None, language: str | None) -> None:
    assert (script_of(text), language_of(text)) == (script, language)


def test_most_letters_decide() -> None:
    assert script_of("ООО Wagner Обещание") == "Cyrl"


@given(st.text())
def test_any_text_has_a_script_of_four_letters_or_none(text: str) -> None:
    script = script_of(text)
    assert script is None or len(script) == 4
