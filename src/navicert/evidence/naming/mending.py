"""The usual mistakes of a trained recogniser, mended: titles inside names, inhabitants as places, kinds mixed up."""

from __future__ import annotations

from collections.abc import Sequence

from navicert.evidence.naming.candidate import Candidate, is_capitalised
from navicert.evidence.naming.persons import (
    COURTESY,
    RANKS,
    ROLES,
    is_chinese_name,
    is_korean_name,
    korean_name,
)
from navicert.evidence.naming.places import is_city, is_known_place
from navicert.evidence.sentences import Word
from navicert.evidence.word_files import (
    country_names,
    demonym_words,
    organisation_names,
    surnames,
    word_set,
    words_under,
)

_BARE = words_under("bare")
_NO_NAMES = words_under("no_names")
_DROP_BEFORE = words_under("drop_before")
_MARKS_AT_ENDS = frozenset("'’\"“”‘()[],.-–—:;'s’s")


_COMPANY_ENDINGS = tuple(sorted(words_under("company_endings")))


def mended(words: Sequence[Word], kind: str, confidence: float) -> Candidate | None:
    """What remains of a recogniser's find over these words: its right extent and kind, or None where it is no name."""
    words = _trimmed(words)
    if not words:
        return None
    text = _text(words)
    if kind == "equipment" or _is_no_name(words, text) or _is_several(words) or "/" in text:
        return None
    words = _without_people(words)
    text = _text(words)
    fixed = _kind(text, words, kind)
    if fixed == "person":
        words = () if any(word.text in ("'s", "’s") for word in words) else _bare_name(words)
        if not words or _is_no_name(words, _text(words)):
            return None
    return Candidate.over(words, fixed, confidence, "recogniser")  # type: ignore[arg-type]


def _trimmed(words: Sequence[Word]) -> Sequence[Word]:
    first, end = 0, len(words)
    while first < end and (words[first].text in _MARKS_AT_ENDS or words[first].text.lower() in _DROP_BEFORE):
        first += 1
    while end > first and (
        (words[end - 1].text in _MARKS_AT_ENDS and not words[end - 1].text[-1].isalnum())
        or words[end - 1].text in ("'s", "’s")
    ):
        end -= 1
    return words[first:end]


def _text(words: Sequence[Word]) -> str:
    """The words as a name: single blanks, none around hyphens and before marks."""
    text = ""
    for before, word in zip((None, *words), words, strict=False):
        text += (" " if before is not None and before.end < word.start else "") + word.text
    return text


def _is_no_name(words: Sequence[Word], text: str) -> bool:
    if text in _BARE or text in _NO_NAMES or not any(is_capitalised(word) for word in words):
        return True
    if all(word.text in demonym_words() or not word.text[0].isalpha() for word in words):
        return text not in country_names()
    return len(text) < 2 or not any(character.isalpha() for character in text)


def _is_several(words: Sequence[Word]) -> bool:
    """Whether the recogniser ran names of the lists together, which the lists then give one by one."""
    owners = [index for index, word in enumerate(words) if word.text in ("'s", "’s")]
    owned = _text(words[owners[-1] + 1 :]) if owners else ""
    if is_known_place(owned) or owned in organisation_names():
        return True
    last = words[-1].text
    if last in words_under("texts_and_events"):
        return True
    names = [word.text for word in words if word.text[0].isalpha()]
    known = [is_known_place(name) or name in organisation_names() for name in names]
    whole = _text(words)
    return len(names) > 1 and all(known) and whole not in organisation_names() and not is_known_place(whole)


def _without_people(words: Sequence[Word]) -> Sequence[Word]:
    """ "British Daesh" is Daesh."""
    rest = _text(words[1:])
    return words[1:] if words[0].text in demonym_words() and rest in organisation_names() else words


def _kind(text: str, words: Sequence[Word], kind: str) -> str:
    """The kind by word lists and shape where they know better, else the recogniser's."""
    if text in organisation_names():
        return "organisation"
    if text in country_names() or text in word_set("regions.txt") or _title_case(text) in country_names():
        return "place"
    if len(words) == 1 and text.endswith(_COMPANY_ENDINGS):
        return "organisation"
    if is_korean_name(text) and len(words) > 2:
        return "person"
    if is_city(text) or is_city(_title_case(text)):
        return "place"
    last = words[-1].text
    if kind != "organisation" and last in word_set("organisation_heads.txt") and len(words) > 1:
        return "organisation"
    if kind == "place" and text in word_set("given_names.txt") and text not in word_set("regions.txt"):
        return "person"
    if kind in ("organisation", "place") and is_chinese_name(text):
        return "person"
    if kind != "person" and len(words) in (2, 3) and words[0].text in word_set("given_names.txt") and last.istitle():
        return kind if last in word_set("organisation_heads.txt") else "person"
    return kind


def _title_case(text: str) -> str:
    return text.title() if text.isupper() and len(text) > 3 else text


def _bare_name(words: Sequence[Word]) -> Sequence[Word]:
    """A person's name without the title before it."""
    if words[-1].text in demonym_words():
        return ()
    first = 0
    while first < len(words) and _is_title(words[first].text):
        first += 1
    words = words[first:]
    korean = korean_name(words, 0) if words else 0
    return words[:korean] if korean else words


def _is_title(text: str) -> bool:
    return (
        text in RANKS
        or text in COURTESY
        or text.lower() in ROLES
        or text in demonym_words()
        or text in (".", "Prime", "Foreign", "Defense", "Defence")
    )


def whole_name(words: Sequence[Word], first: int, end: int) -> tuple[int, int]:
    """The extent of a person's name that the recogniser cut short ("Moon Jae" of "Moon Jae In")."""
    korean = korean_name(words, first) if words[first].text in surnames("korean") else 0
    before = words[first - 2].text if first > 1 else ""
    if first > 1 and _may_be_given(words[first - 1]) and (before[0].islower() or before in ("'s", "’s", ",")):
        first -= 1
    return first, max(end, korean)


def _may_be_given(word: Word) -> bool:
    text = word.text
    if not text.istitle() or len(text) < 3 or _is_title(text) or is_known_place(text) or text in organisation_names():
        return False
    return text not in word_set("organisation_heads.txt") and text not in words_under("never") and text not in _BARE
