"""People by title ("Mr", "Foreign Minister"), by given name, and by the shape of Korean and Chinese names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from navicert.evidence.naming.candidate import Candidate, is_capitalised
from navicert.evidence.naming.places import is_known_place
from navicert.evidence.sentences import Word
from navicert.evidence.word_files import demonym_words, organisation_names, surnames, word_set, words_under

COURTESY = words_under("courtesy")
RANKS = words_under("ranks")
"""Capitalised words that stand right before a name."""
ROLES = words_under("roles")
"""Words in small letters that stand right before a name."""
_BEFORE_RANK = words_under("before_rank")
_PARTICLES = words_under("particles")
_SMALL_SURNAMES = words_under("small_surnames")
_KOREAN_SYLLABLE = re.compile(
    r"(?:kk|tt|pp|ch|sh|th|kh|ph|[kgndtrlmbpsjhcyw])?h?"
    r"(?:yae|yeo|yoo|you|wae|ae|eo|eu|oo|ee|ou|oe|oi|ui|wi|we|wo|wa|ya|ye|yo|yu|a|e|i|o|u)"
    r"(?:ng|k|g|n|t|l|m|p|b|r|h|ck)?",
    re.IGNORECASE,
)
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|e|i|o|u)){1,2}",
    re.IGNORECASE,
)


def persons_in(words: Sequence[Word]) -> Iterator[Candidate]:
    """People among the words of a paragraph."""
    given = word_set("given_names.txt")
    for position, word in enumerate(words):
        if not is_capitalised(word):
            continue
        korean = korean_name(words, position)
        if korean:
            yield Candidate.over(words[position:korean], "person", 0.93, "Korean name")
        if word.text in given and not (position and words[position - 1].text in given):
            yield from _with_given_name(words, position)
        if position:
            yield from _titled(words, position)


def korean_name(words: Sequence[Word], position: int) -> int:
    """Index after a Korean name of surname and two syllables ("Kim Il Sung", "Moon Jae-in"), 0 where none begins."""
    if words[position].text not in surnames("korean") or position + 2 >= len(words):
        return 0
    if position and words[position - 1].text == "-":
        return 0
    first, second = words[position + 1], words[position + 2]
    if not is_capitalised(first) or not _KOREAN_SYLLABLE.fullmatch(first.text):
        return 0
    if second.text == "-" and position + 3 < len(words):
        tail = words[position + 3]
        return position + 4 if _KOREAN_SYLLABLE.fullmatch(tail.text) and first.end == second.start else 0
    begins_sentence = not position or words[position - 1].text in '.!?”“"'
    if begins_sentence and words[position].text in _SMALL_SURNAMES:
        return 0
    spaced = is_capitalised(second) and len(second.text) < 7 and _KOREAN_SYLLABLE.fullmatch(second.text)
    return position + 3 if spaced and not is_known_place(first.text) else 0


def is_chinese_name(name: str) -> bool:
    """Surname first, then one or two syllables in pinyin ("Wang Yi", "Geng Shuang")."""
    family, *given = name.split()
    return family in surnames("chinese") and len(given) in (1, 2) and all(_PINYIN.fullmatch(part) for part in given)


def is_korean_name(name: str) -> bool:
    family, *given = name.replace("-", " ").split()
    return family in surnames("korean") and len(given) == 2 and all(_KOREAN_SYLLABLE.fullmatch(part) for part in given)


def _with_given_name(words: Sequence[Word], position: int) -> Iterator[Candidate]:
    end = _name_end(words, position + 1)
    if end > position + 1:
        yield Candidate.over(words[position:end], "person", 0.85, "given name")


def _titled(words: Sequence[Word], position: int) -> Iterator[Candidate]:
    before = words[position - 1]
    word = words[position].text
    if before.text == "." and position > 1 and words[position - 2].text in RANKS | COURTESY:
        before = words[position - 2]
    if word in RANKS | _BEFORE_RANK or word in COURTESY or not _may_be_name(words[position]):
        return
    end = _name_end(words, position)
    if end == position:
        return
    if before.text in COURTESY:
        yield Candidate.over(words[position:end], "person", 0.96, "courtesy title")
    elif before.text in RANKS and (end - position > 1 or not is_known_place(word)):
        yield Candidate.over(words[position:end], "person", 0.9, "rank")
    elif before.text in ROLES and end - position > 1 and not is_known_place(word):
        yield Candidate.over(words[position:end], "person", 0.85, "role")


def _name_end(words: Sequence[Word], position: int) -> int:
    """Index after the words from here on that can be one person's name, at most five."""
    end = position
    while end < len(words) and end - position < 5:
        taken = _part_of_name(words, end, position)
        if not taken:
            break
        end += taken
    return end


def _part_of_name(words: Sequence[Word], at: int, first: int) -> int:
    """How many words the next part of a name takes: a capitalised word, "-ho", "bin Salman", "al-Thani"; 0 for none."""
    text = words[at].text
    following = words[at + 1] if at + 1 < len(words) else None
    if _may_be_name(words[at]):
        return 1
    if text == "-" and at > first and following and following.text.isalpha() and _tight(words, at):
        return 2
    if text in _PARTICLES and following and _may_be_name(following):
        return 2
    hyphenated = text in _PARTICLES and following is not None and following.text == "-" and at + 2 < len(words)
    return 3 if hyphenated and _may_be_name(words[at + 2]) else 0


def _tight(words: Sequence[Word], hyphen: int) -> bool:
    return words[hyphen - 1].end == words[hyphen].start and words[hyphen].end == words[hyphen + 1].start


def _may_be_name(word: Word) -> bool:
    text = word.text
    if not is_capitalised(word) or text in RANKS or text in COURTESY or text in demonym_words() or text in _NEVER:
        return False
    if len(text) > 3 and text.isupper() and not text.endswith("."):
        return False
    return text not in word_set("organisation_heads.txt") and text not in organisation_names()


_NEVER = words_under("never")
