"""Small words, verbs and stretches of a sentence, as far as attributions need them."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from navicert.evidence.sentences import Word
from navicert.evidence.word_files import words_under

MARKS = frozenset(",;:—–-()[]“”\"‘’'«».!?…/")
OPENING = frozenset("“\"‘'«(")
DETERMINERS = frozenset(
    (
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "some",
        "any",
        "no",
        "both",
    )
)
SUBJECT_PRONOUNS = frozenset(
    ("he", "she", "it", "they", "we", "i", "you", "there", "who", "which", "what", "nobody", "everyone")
)
PERSONAL = frozenset(("he", "she", "it", "they", "him", "her", "them", "i", "we"))
POSSESSIVE = frozenset(("'s", "’s"))


_BEFORE_ADJECTIVES = frozenset(("and", "-", "most", "more", "so", "newly", "by", ",", "'s", "’s"))


def small(name: str) -> frozenset[str]:
    """Words of the grammar list under a heading."""
    return words_under(name, "grammar.txt")


def is_finite(words: Sequence[Word], position: int) -> bool:
    """Whether the word is surely a finite verb: an auxiliary, a modal, a verb of saying or a common past form."""
    text = words[position].text.lower()
    if text in small("auxiliaries") or (text in small("past_forms") and text not in small("nouns_too")):
        return True
    if text in small("past_forms"):
        return position > 0 and is_name_like(words[position - 1]) and words[position - 1].text not in POSSESSIVE
    if text in words_under("plain", "saying.txt") and not text.endswith("ing"):
        return text not in small("nouns_too") or (position > 0 and is_name_like(words[position - 1]))
    if words[position].text[0].isupper():  # "Khaled"
        return False
    return text.endswith("ed") and len(text) > 4 and position > 0 and not is_participle(words, position)


def is_participle(words: Sequence[Word], position: int) -> bool:
    """Whether a form in "-ed" only describes a noun ("a report published …", "the occupied region")."""
    before = words[position - 1].text.lower()
    after = words[position + 1].text.lower() if position + 1 < len(words) else ""
    if (
        before in DETERMINERS
        or before in small("prepositions")
        or before in ("and", "-", "most", "more", "so", "newly", "by", ",")
    ):
        return True
    return (
        after in ("by", "in", "on", "to", "as")
        and before not in SUBJECT_PRONOUNS
        and not is_name_like(words[position - 1])
    )


def is_preposition(words: Sequence[Word], position: int) -> bool:
    """ "in", but not the last syllable of "Moon Jae-in"."""
    if words[position].text.lower() not in small("prepositions"):
        return False
    return position == 0 or words[position - 1].text != "-" or words[position - 1].end < words[position].start


def is_name_like(word: Word) -> bool:
    return word.text[0].isupper() or word.text.lower() in SUBJECT_PRONOUNS or word.text in POSSESSIVE


def has_finite_verb(words: Sequence[Word]) -> bool:
    return any(is_finite(words, position) for position in range(len(words)))


@functools.cache
def _time_before() -> re.Pattern[str]:
    days = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    months = (
        "(?:January|February|March|April|May|June|July|August|September|October|November|December"
        "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?"
    )
    date = rf"(?:{days}|{months}(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?)"
    part = r"(?:\s+(?:morning|night|evening|afternoon))?"
    time = (
        rf"(?:(?:early|late|later|earlier)\s+)?(?:on\s+|in\s+|by\s+)?{date}{part}"
        r"|(?:last|this)\s+(?:week|month|year|night|morning)|yesterday|today"
        r"|earlier in the (?:day|week|month)|later in the day|the same day|a day (?:earlier|later)"
        r"|at the time|at length|in \d{4}|for years|earlier|later"
    )
    return re.compile(rf"(?:^|[\s,])(?:{time})\s*,?\s*$")


def without_time_at_end(text: str) -> int:
    """Length of the text without expressions of time at its end ("Gao on Thursday" counts 3)."""
    length = len(text.rstrip())
    for _ in range(3):
        found = _time_before().search(text[max(0, length - 60) : length])
        if not found:
            break
        length = len(text[: max(0, length - 60) + found.start()].rstrip(" ,"))
    return length


def after_adverbials(words: Sequence[Word], position: int, names: Mapping[int, int]) -> int:
    """Index of the word after when, where and in what way something was said ("on Friday in a statement")."""
    while position < len(words):
        text = words[position].text.lower()
        if text in small("adverbs") or text in small("calendar"):
            position += 1
        elif text in ("last", "this", "next", "the") and _is_time_noun(words, position + 1):
            position += 2
        elif _is_span_away(words, position):
            position += 3
        elif text == "(":
            position = _after_bracket(words, position)
        elif text in small("prepositions") and not _begins_count(words, position):
            if text in _CLAUSE_LINKS and _clause_follows(words, position + 1):
                return position
            position = _after_phrase(words, position + 1, names)
        elif text == "," and _interrupts(words, position):
            position = _after_comma(words, position + 1)
        else:
            return position
    return position


_CLAUSE_LINKS = frozenset(("as", "after", "before", "since", "until"))


_BEFORE_COUNTS = frozenset("about around over under between near".split())
_COUNTS = frozenset("two three four five six seven eight nine ten dozens hundreds thousands half".split())


def _begins_count(words: Sequence[Word], position: int) -> bool:
    """Whether a preposition belongs to a number that begins a clause ("said at least seven deliveries were made")."""
    text, following = (words[i].text.lower() if i < len(words) else "" for i in (position, position + 1))
    counts = text == "at" and following in ("least", "most")
    counts = counts or (text in _BEFORE_COUNTS and (following[:1].isdigit() or following in _COUNTS))
    ahead = range(position + 2, min(position + 12, len(words)))
    stop = next((i for i in ahead if words[i].text in (",", ";", ".")), ahead.stop)
    return counts and any(is_finite(words, i) for i in range(position + 2, stop))


def _clause_follows(words: Sequence[Word], position: int) -> bool:
    """Whether "as" or "after" begins a clause ("as he arrived"), not a phrase ("after the meeting")."""
    for index in range(position, min(position + 7, len(words))):
        text = words[index].text.lower()
        if text in (",", "that", "“", '"'):
            return False
        if text in SUBJECT_PRONOUNS or (index > position and is_finite(words, index)):
            return True
    return False


def _is_time_noun(words: Sequence[Word], position: int) -> bool:
    return position < len(words) and words[position].text.lower() in small("time_nouns")


def _is_span_away(words: Sequence[Word], position: int) -> bool:
    """ "a day earlier", "two weeks ago"."""
    count, unit, way = (words[i].text.lower() if i < len(words) else "" for i in range(position, position + 3))
    counts = count in ("a", "an", "one", "several") or count in _COUNTS or count.isdigit()
    spans = small("time_nouns") | small("time_nouns_plural")
    return counts and unit in spans and way in ("earlier", "later", "before", "ago")


def _after_bracket(words: Sequence[Word], position: int) -> int:
    for index in range(position, min(position + 12, len(words))):
        if words[index].text == ")":
            return index + 1
    return position + 1


def _interrupts(words: Sequence[Word], comma: int) -> bool:
    """Whether a further adverbial between commas follows: ", after the launch, …"."""
    following = words[comma + 1].text.lower() if comma + 1 < len(words) else ""
    closes = any(word.text == "," for word in words[comma + 2 : comma + 14])
    return closes and (following in small("prepositions") or following in ("however", "meanwhile", "too"))


def _after_comma(words: Sequence[Word], position: int) -> int:
    while position < len(words) and words[position].text != ",":
        position += 1
    return position + 1


def _after_phrase(words: Sequence[Word], position: int, names: Mapping[int, int]) -> int:
    """Index after the noun phrase of a preposition, where the next phrase or clause begins."""
    first = position
    while position < len(words):
        if words[position].text == "(":
            position = _after_bracket(words, position)
        elif _ends_phrase(words, position, first, names):
            return position
        else:
            position = after_name(words, position, names)
    return position


def after_name(words: Sequence[Word], position: int, names: Mapping[int, int]) -> int:
    """Index after the name that begins here, else after the word."""
    end = names.get(words[position].start, 0)
    position += 1
    while position < len(words) and words[position].start < end:
        position += 1
    return position


def _ends_phrase(words: Sequence[Word], position: int, first: int, names: Mapping[int, int]) -> bool:
    text, lower = words[position].text, words[position].text.lower()
    begun = any(word.text.lower() not in DETERMINERS for word in words[first:position])
    if (text in MARKS and text != "-") or lower == "that" or (lower in SUBJECT_PRONOUNS and (begun or lower != "it")):
        return True
    ends = (
        lower in DETERMINERS
        or lower in small("prepositions")
        or lower in small("calendar")
        or lower in small("adverbs")
    )
    return begun and (ends or _new_name(words, position, names))


def _new_name(words: Sequence[Word], position: int, names: Mapping[int, int]) -> bool:
    """A name after a common noun or a day begins something new ("in a statement Moscow …", "on Friday Russia …")."""
    before = words[position - 1].text
    lower = before.lower()
    if lower in words_under("kinds_of_organisation") | small("media") | small("people_nouns") | {"and", "of", "&", "-"}:
        return False
    if before in POSSESSIVE or lower in small("prepositions") or lower in DETERMINERS:
        return False
    starts = words[position].start in names or (words[position].text[0].isupper() and before.islower())
    return starts and (before.islower() or lower in small("calendar"))
