"""Who a verb of saying belongs to: the noun phrase before it, or after it ("…," said Kim)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from navicert.evidence.sentences import Word
from navicert.evidence.speech.grammar import (
    DETERMINERS,
    MARKS,
    has_finite_verb,
    is_finite,
    is_name_like,
    small,
    without_time_at_end,
)
from navicert.evidence.speech.noun_phrases import is_abbreviation_dot, noun_phrase_start
from navicert.evidence.word_files import words_under

Extent = tuple[int, int]
_BREAKS = frozenset(",;—–()")


@dataclass(frozen=True, slots=True)
class Subject:
    """The noun phrase of words `first` up to, not including, `end`; what is put in after it ("…, a spokesman,") goes on
    up to `reach`. `shared` where the phrase belongs to an earlier verb too, so that no content ends before it."""

    first: int
    end: int
    reach: int
    shared: bool = False


def subject_before(words: Sequence[Word], verb: int, start: int) -> Subject | None:
    """The subject of the verb at index `verb`, looked for no further left than `start`; None where none is seen."""
    start = max([start, *(i + 1 for i in range(start, verb) if words[i].text == ";")])
    end = _without_auxiliaries(words, verb, start)
    if end <= start:
        return None
    before = words[end - 1].text
    if before.lower() in ("and", "but", "or", "then"):
        return main_subject(words, start, end - 1)
    if before in _BREAKS or (before == "-" and is_spaced(words, end - 1)):
        return _before_insertion(words, start, end - 1)
    return _right_before(words, start, end)


def _without_auxiliaries(words: Sequence[Word], verb: int, start: int) -> int:
    end = verb
    if words[end - 1].text.lower() in small("time_nouns_plural"):
        end = _before_span(words, end, start)
    while end > start and (
        words[end - 1].text.lower() in small("adverbs")
        or words[end - 1].text.lower() in small("auxiliaries")
        or (words[end - 1].text.endswith("ly") and words[end - 1].text.islower() and len(words[end - 1].text) > 5)
    ):
        if words[end - 1].text.lower() in ("that's", "it's", "there", "here"):
            break
        end -= 1
    return end


def _before_span(words: Sequence[Word], end: int, start: int) -> int:
    """ "had for months denied": the index where a stretch of time put in before the verb begins."""
    link = next((i for i in range(end - 2, max(start, end - 5), -1) if words[i].text.lower() in ("for", "in")), None)
    before = link and words[link - 1].text.lower() in small("auxiliaries")
    return link if link and before else end


def is_spaced(words: Sequence[Word], position: int) -> bool:
    """Whether a blank stands before the word, as before a dash that parts a sentence."""
    return words[position - 1].end < words[position].start


def _right_before(words: Sequence[Word], start: int, end: int) -> Subject | None:
    end_of_time, end = end, _without_time(words, start, end)
    if start < end < end_of_time:  # "had earlier this week denied"
        end = _without_auxiliaries(words, end, start)
    if (
        end - 1 > start
        and words[end - 1].text in ("there", "here")
        and words[end - 2].text.lower() in small("people_nouns")
    ):
        end -= 1
    if end <= start:
        return None
    if words[end - 1].text in _BREAKS:
        return _before_insertion(words, start, end - 1)
    if words[end - 1].text.lower() == "who":
        return _antecedent(words, start, end - 1)
    if words[end - 1].text.lower() in ("which", "that"):
        return _antecedent(words, start, end - 1) if end - 2 >= start and words[end - 2].text == "," else None
    first = noun_phrase_start(words, start, end)
    if first is None:
        return None
    first = _list_start(words, start, first, end)
    return Subject(first, end, end)


def _without_time(words: Sequence[Word], start: int, end: int) -> int:
    """Index after the last word that is no expression of time."""
    text, ends = "", []
    for word in words[max(start, end - 14) : end]:
        text = text + " " + word.text if text else word.text
        ends.append(len(text))
    kept = without_time_at_end(text)
    return max(start, end - 14) + sum(length <= kept for length in ends)


def _antecedent(words: Sequence[Word], start: int, relative: int) -> Subject | None:
    """ "Wright, who said …": the noun phrase that "who" stands for."""
    end = relative - 1 if relative > start and words[relative - 1].text in _BREAKS else relative
    first = noun_phrase_start(words, start, end) if end > start else None
    if first is None:
        return None
    if (
        first > start + 1
        and words[first - 1].text == ","
        and _describes(words, first, end)
        and words[first].text.islower()
    ):
        named = noun_phrase_start(words, start, first - 1)  # "Kim Min, an analyst at a bank, who …"
        if named is not None and is_name_like(words[first - 2]):
            return Subject(named, first - 1, end, shared=True)
    links = [i for i in range(first, end) if words[i].text.lower() in ("from", "in", "at", "to", "by", "with", "on")]
    return Subject(links[-1] + 1 if links and links[-1] + 1 < end else first, end, end, shared=True)


def _list_start(words: Sequence[Word], start: int, first: int, end: int) -> int:
    """ "Officials from South Korea, Japan and …": the list that the phrase is the last part of."""
    if not any(word.text == "and" for word in words[first:end]):
        return first
    while first - 1 > start and words[first - 1].text == "," and words[first].text[0].isupper():
        earlier = noun_phrase_start(words, start, first - 1)
        if earlier is None or has_finite_verb(words[earlier : first - 1]) or not is_name_like(words[first - 2]):
            break
        first = earlier
    return first


def _before_insertion(words: Sequence[Word], start: int, comma: int) -> Subject | None:
    """ "Gao Feng, a spokesman, said", "Rubio, at a meeting in Canada, said": the phrase before what is put in.

    Going left from the verb, stretches that are noun phrases are the subject and its appositions; stretches that begin
    with "who", "at" or a participle are skipped; a clause ends the search.
    """
    subject: Subject | None = None
    for first, end in reversed(_segments(words, start, comma)):
        if first == end or _is_insertion(words, first, end):
            continue
        described = _describes(words, first, end)
        if _is_clause(words, first, end, described):
            phrase = noun_phrase_start(words, first, end) if subject is None else None
            if phrase is not None and phrase > first and words[end - 1].text[0].isupper():
                subject = Subject(phrase, end, comma)
            break
        end_of_name = _without_time(words, first, end)
        phrase = noun_phrase_start(words, first, end_of_name) if end_of_name > first else None
        if phrase is None:
            break
        phrase = first if described else phrase
        subject = Subject(phrase, end_of_name, comma)
        if phrase > first:
            break
    return subject


def _is_clause(words: Sequence[Word], first: int, end: int, described: bool) -> bool:
    """Whether the stretch has a verb of its own; a description may have one after "who" or "that", or a participle."""
    verbs = [i for i in range(first, end) if is_finite(words, i)]
    if not verbs or not described:
        return bool(verbs)
    before = [word.text.lower() for word in words[first : verbs[0]]]
    participle = words[verbs[0]].text.lower() not in small("auxiliaries")
    return not participle and not {"who", "which", "that", "whose", "where"} & set(before)


def _describes(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether the stretch says what somebody is ("a spokesman for …", "senior adviser at …")."""
    opening = words[first : min(first + 4, end)]
    if has_finite_verb(opening):
        return False
    roles = small("people_nouns") | words_under("roles")
    return opening[0].text.lower() in DETERMINERS or any(word.text.lower() in roles for word in opening[:3])


def _segments(words: Sequence[Word], start: int, end: int) -> list[Extent]:
    """The stretches between commas, dashes and brackets."""
    segments, first = [], start
    for position in range(start, end):
        dash = words[position].text == "-" and position > start and is_spaced(words, position)
        if words[position].text in _BREAKS or dash:
            segments.append((first, position))
            first = position + 1
    return [*segments, (first, end)]


def _is_insertion(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether the stretch only says more about what stands before it, or when and where."""
    opener = words[first].text.lower()
    if opener in small("openers") or opener.isdigit() or (opener.endswith("ing") and len(opener) > 5):
        return True
    second = words[first + 1].text.lower() if first + 1 < end else ""
    if second == "of" and first + 2 < end and words[first + 2].text.lower() in ("whom", "which"):
        return True  # "two traders, neither of whom wished to be named"
    return (opener.endswith("ed") and second in small("prepositions")) or (
        opener.endswith("ly") and second.endswith("ed")
    )


def main_subject(words: Sequence[Word], start: int, end: int) -> Subject | None:
    """The subject of the clause that a further verb is joined to ("Kim thanked them and said …")."""
    first = start
    while first < end and (
        words[first].text.lower() in small("prepositions") or words[first].text.lower() in small("adverbs")
    ):
        comma = next((i for i in range(first, end) if words[i].text == ","), None)
        if comma is None:
            break
        first = comma + 1
    for position in range(end - 1, first, -1):
        if is_finite(words, position) and words[position - 1].text.lower() not in ("and", "but", "or", "then"):
            found = subject_before(words, position, first)
            whole = found and words[found.end - 1].text.lower() not in DETERMINERS
            if found and whole and not is_finite(words, found.end - 1):
                return Subject(found.first, found.end, found.reach, shared=True)
    return None


_AFTER_SUBJECT = frozenset(("who", "which", "that", "when", "as", "while", "after", "before"))
_LONGEST_SUBJECT = 25


def subject_after(words: Sequence[Word], position: int) -> Subject | None:
    """ "…," said Kim Dong-yub, a professor: the phrase after the verb, up to a mark; None where a clause stands."""
    if position >= len(words) or words[position].text in small("prepositions"):
        return None
    end = position
    while end < len(words) and not _ends_subject(words, end, position):
        if is_finite(words, end) and not words[end].text[0].isupper():
            return None
        end += 1
    bare = words[position].text.lower() in ("it", "there", "we", "i")
    return None if bare or end == position or end - position > _LONGEST_SUBJECT else Subject(position, end, end)


def _ends_subject(words: Sequence[Word], end: int, first: int) -> bool:
    text, lower = words[end].text, words[end].text.lower()
    if text in MARKS and text not in ("-", "'", "’") and not is_abbreviation_dot(words, end):
        return True
    where = lower in ("in", "on", "at") and end > first + 1 and words[end - 1].text[0].isupper()
    return lower in _AFTER_SUBJECT or lower in small("calendar") or where
