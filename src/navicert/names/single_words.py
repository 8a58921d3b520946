"""Words read by themselves, for who reads names word by word: which have the same tokens in every name."""

from __future__ import annotations

from typing import NamedTuple

from navicert.names import arabic
from navicert.names.alphabets import FORM_MARK, arabic_pieces
from navicert.names.business import cut
from navicert.names.eastern import WORD_LENGTHS
from navicert.names.numerals import with_digits
from navicert.names.organisations import begins_phrase, meanings
from navicert.names.scripts import latin
from navicert.names.tokens import Token, latin_token
from navicert.names.word_tokens import DOCTORATE, LANGUAGES, are_glued_initials, run_of, run_tokens, words_of
from navicert.names.words import OTHER_NAME, SHIPS, STATE_WORDS, STATES_WITHIN

NAMED_AFTER = frozenset({"named", "имени", "им", "імені", "ім", "імя"})
"""Words in small letters behind which stands whom an organisation is named after."""
_NOT_ALONE = frozenset(first for first, _ in SHIPS) | STATE_WORDS | STATES_WITHIN | NAMED_AFTER
"""Words of names that are no persons', which neighbours may change."""
NEIGHBOURLY = _NOT_ALONE | OTHER_NAME | {DOCTORATE[0]}
"""Words of small Latin letters that neighbours may change in one name or another, but for compounds and numbers."""
_LONGEST_ABBREVIATION = 5


def is_bare_hangul(script: str, word: str) -> bool:
    """Whether a word in Hangul is short and holds no word of business.

    >>> is_bare_hangul("hangul", "금강산"), is_bare_hangul("hangul", "무역회사")
    (True, False)
    """
    return script == "hangul" and len(word) in WORD_LENGTHS and not any(english for _, english in cut(script, word))


def is_abbreviation(script: str, word: str) -> bool:
    """Whether a word in Cyrillic abbreviates others, and is no legal form.

    >>> [is_abbreviation("cyrillic", word) for word in ("ФСБ", "НПО", "ООО", "Банк")]
    [True, True, False, False]
    """
    if script != "cyrillic" or len(word) > _LONGEST_ABBREVIATION or not word.isupper():
        return False
    english = meanings(script, word)
    return bool(english) and " " in english[0] and not english[0].startswith(FORM_MARK)


class WordReading(NamedTuple):
    """One word by itself: its tokens in each of `LANGUAGES` (only Chinese characters differ; None where one cannot read
    them, or neighbours matter), and whether it has them in every name of its script that is not read by syllables.

    What an Arabic word for servant makes of an article behind it, and what `arabic.one_form`, `as_father` and
    `as_surname` make of words and tokens, is left to who reads word by word.
    """

    languages: tuple[tuple[Token, ...] | None, ...]
    alone: bool


def read_word(script: str, word: str, *, person: bool) -> WordReading:
    """A word by itself, for who reads names word by word; names with words that do not stand alone are for `read_name`.

    >>> [read_word("latin", word, person=False).alone for word in ("martinez", "abdul", "ivanovich", "seven")]
    [True, True, True, False]
    """
    if not _stands_alone(script, word, person=person):
        return WordReading((None,) * len(LANGUAGES), alone=False)
    if script == "latin" and word.isascii():
        return WordReading(((latin_token(word, person=person),),) * len(LANGUAGES), alone=True)
    run = run_of(script, word, person=person)
    languages = LANGUAGES if script == "han" else LANGUAGES[:1]
    read = [run_tokens(run, [word], person=person, han=way) for way in languages]
    found = tuple(None if tokens is None else tuple(tokens) for tokens in read)
    return WordReading(found if script == "han" else found * len(LANGUAGES), alone=True)


def _stands_alone(script: str, word: str, *, person: bool) -> bool:
    """Whether no neighbour changes the word."""
    if are_glued_initials(word) if person else begins_phrase(script, word):
        return False
    if script == "arab":
        return all(fixed in ("", "abd", "al", "bin", "ibn", "abu") for _, fixed in arabic_pieces(word))
    if script not in ("latin", "cyrillic", "greek"):
        return person or not is_bare_hangul(script, word)
    words = [word] if words_of(word) == [word] else words_of(latin(word))
    if not OTHER_NAME.isdisjoint(words):
        return False
    if not person:
        if is_abbreviation(script, word) or word.casefold() in NAMED_AFTER:
            return False
        return len(words) == 1 and with_digits(words) == words and words[0] not in _NOT_ALONE
    if DOCTORATE[0] in words:
        return False
    if words == [word]:
        return True
    among = ["hamid", *words, "al", *words, *words]
    return arabic.one_form(among) == among
