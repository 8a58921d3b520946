"""Where a noun phrase begins, going left from its last word, by the kinds of words that may stand in one."""

from __future__ import annotations

from collections.abc import Sequence

from navicert.evidence.sentences import Word
from navicert.evidence.speech.grammar import (
    DETERMINERS,
    MARKS,
    POSSESSIVE,
    SUBJECT_PRONOUNS,
    is_finite,
    is_participle,
    is_preposition,
    small,
)
from navicert.evidence.word_files import words_under

_NO_SUBJECTS = frozenset(("which", "what", "there", "nobody"))


def noun_phrase_start(words: Sequence[Word], start: int, end: int) -> int | None:
    """Where the noun phrase that ends before `end` begins; None where no noun phrase ends there."""
    last = words[end - 1]
    if last.text.lower() in SUBJECT_PRONOUNS:
        return None if last.text.lower() in _NO_SUBJECTS else end - 1
    if (last.text in MARKS and last.text not in ("”", '"', ")")) or is_preposition(words, end - 1):
        return None
    position = end
    while position > start and _goes_on(words, start, position - 1, end):
        position -= 1
        if words[position].text.lower() in DETERMINERS and not _attached(words, start, position):
            break
    while position < end and _cannot_begin(words[position]):
        position += 1
    return position if position < end else None


def _cannot_begin(word: Word) -> bool:
    return word.text.lower() in small("prepositions") | {"and", "also"} or word.text in MARKS


def _goes_on(words: Sequence[Word], start: int, position: int, end: int) -> bool:
    """Whether the word at `position` still belongs to the noun phrase that ends before `end`."""
    text, lower = words[position].text, words[position].text.lower()
    after = words[position + 1] if position + 1 < end else None
    if text in POSSESSIVE or text == "-" or is_abbreviation_dot(words, position):
        return True
    if after is not None and _is_first_half(words, position, end):
        return True
    if text in MARKS or lower in small("subordinators") or lower in SUBJECT_PRONOUNS or lower in small("calendar"):
        return False
    if lower == "and":
        return _joins_people(words, start, position)
    if is_preposition(words, position):
        return after is not None and lower in small("within_phrases") and position > start
    if is_finite(words, position) or (lower.endswith("ed") and position > start and is_participle(words, position)):
        return lower.endswith("ed") and position > start and _describes_people(words, position)
    return not (after is not None and _name_begins(words, position, after))


def _is_first_half(words: Sequence[Word], position: int, end: int) -> bool:
    """Whether a hyphen without blanks ties the word to the next one ("think-tank")."""
    if position + 2 >= end or words[position + 1].text != "-" or not words[position].text.isalpha():
        return False
    return words[position].end == words[position + 1].start and words[position + 1].end == words[position + 2].start


def _describes_people(words: Sequence[Word], position: int) -> bool:
    """Whether a form in "-ed" only describes ("sources briefed on …", "a state-owned …")."""
    before = words[position - 1].text.lower()
    described = before in DETERMINERS or before == "-"
    return before in small("people_nouns") or (described and is_participle(words, position))


def is_abbreviation_dot(words: Sequence[Word], position: int) -> bool:
    """The dot of "Mr." and "Gen."."""
    if words[position].text != "." or not position:
        return False
    return words[position - 1].text in words_under("courtesy") or words[position - 1].text in words_under("ranks")


def _name_begins(words: Sequence[Word], position: int, after: Word) -> bool:
    """A common noun right before a name is part of it only where it says what is named ("spokesman Lu")."""
    word = words[position]
    if not after.text[0].isupper() or word.text[0].isupper() or not word.text[0].isalpha():
        return False
    lower = word.text.lower()
    if lower in words_under("particles") and position and words[position - 1].text[0].isupper():
        return False  # "Lotte van Dam"
    describes = small("people_nouns") | small("prepositions") | small("before_names") | DETERMINERS
    return lower not in describes and word.text not in POSSESSIVE


def _attached(words: Sequence[Word], start: int, position: int) -> bool:
    """Whether a preposition before this article ties it to a noun further left ("spokesman for the ministry")."""
    return position > start and words[position - 1].text.lower() in small("within_phrases")


def _joins_people(words: Sequence[Word], start: int, position: int) -> bool:
    before = words[position - 1] if position > start else None
    if before is None or before.text in MARKS or before.text.lower() in small("calendar"):
        return False
    return before.text[0].isupper() or before.text.lower() in small("people_nouns")
