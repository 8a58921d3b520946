"""A recogniser without a model: runs of capitals, told apart by the words around them. Weaker, and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from navicert.evidence.model import FoundName, MentionKind
from navicert.evidence.naming.candidate import is_capitalised
from navicert.evidence.naming.persons import is_chinese_name
from navicert.evidence.sentences import Word, words_of
from navicert.evidence.word_files import demonym_words, word_set, words_under

_SAYING = words_under("saying")
_ENDS_SENTENCE = frozenset('.!?:“"‘(”')
_CALENDAR = words_under("calendar")


class PlainNames:
    """Names by capitals alone. Every find has a confidence below one half."""

    @property
    def version(self) -> str:
        return "capitals 1"

    def names(self, texts: Sequence[str]) -> Iterator[Sequence[FoundName]]:
        """The names in each text, in order; one answer a text."""
        for text in texts:
            yield tuple(_names(words_of(text)))


def _names(words: Sequence[Word]) -> Iterator[FoundName]:
    position = 0
    while position < len(words):
        end = _run(words, position)
        if end > position:
            yield from _name(words, position, end)
        position = max(end, position + 1)


def _run(words: Sequence[Word], first: int) -> int:
    end = first
    while end < len(words) and end - first < 5 and _begins_name(words[end]):
        end += 1
        if end + 1 < len(words) and words[end].text == "-" and _begins_name(words[end + 1]):
            end += 1
    return end


def _begins_name(word: Word) -> bool:
    text = word.text
    return (
        is_capitalised(word)
        and text not in _CALENDAR
        and text not in demonym_words()
        and text not in word_set("common_words.txt")
    )


def _name(words: Sequence[Word], first: int, end: int) -> Iterator[FoundName]:
    run = words[first:end]
    begins_sentence = first == 0 or words[first - 1].text in _ENDS_SENTENCE
    kind = _kind([word.text for word in run], words[end].text if end < len(words) else "")
    if kind and not (begins_sentence and len(run) == 1 and kind == "organisation" and not run[0].text.isupper()):
        yield FoundName(run[0].start, run[-1].end, kind, 0.4)


def _kind(run: Sequence[str], following: str) -> MentionKind | None:
    if len(run) == 1:
        if following in _SAYING:
            return "person"
        return "organisation" if re.fullmatch(r"[A-Z]{2,6}", run[0]) and len(run[0]) > 2 else None
    if run[0] in word_set("given_names.txt") or is_chinese_name(" ".join(run)) or following in _SAYING:
        return "person"
    return "person" if len(run) in (2, 3) and all(part[1:].islower() for part in run) else "organisation"
