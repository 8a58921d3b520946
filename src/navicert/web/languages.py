"""In which language a name is most likely written, by its letters."""

from __future__ import annotations

from unicodedata import name as character_name

BY_SCRIPT = (
    ("HANGUL", "ko"),
    ("HIRAGANA", "ja"),
    ("KATAKANA", "ja"),
    ("CJK", "zh"),
    ("CYRILLIC", "ru"),
    ("ARABIC", "ar"),
    ("HEBREW", "he"),
    ("GREEK", "el"),
    ("THAI", "th"),
)


def language(text: str) -> str | None:
    """A language tag for text in another script than Latin; None for Latin and for what has no letters.

    >>> language("김정은"), language("ООО Ромашка"), language("Kim")
    ('ko', 'ru', None)
    """
    found = {
        tag
        for character in text
        if not character.isascii()
        for script, tag in BY_SCRIPT
        if character_name(character, "").startswith(script)
    }
    return next((tag for _, tag in BY_SCRIPT if tag in found), None)
