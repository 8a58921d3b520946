"""Who is said to say what in one sentence: subject, verb of saying, and the stretches of text that are said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from navicert.evidence.quotations import Quotation
from navicert.evidence.sentences import Sentence, Word, within
from navicert.evidence.speech.contents import (
    cited_after,
    cited_in,
    content_after,
    content_around,
    content_start,
    is_literal,
    nothing_follows,
    stop_before,
)
from navicert.evidence.speech.cue_words import Cue, cues_in
from navicert.evidence.speech.extents import clause_end, further_verb, past_insertions, source_end
from navicert.evidence.speech.grammar import after_adverbials
from navicert.evidence.speech.hearers import after_hearer
from navicert.evidence.speech.owners import inverted_subject, quote_stands_before, subject_of
from navicert.evidence.speech.subjects import Subject
from navicert.evidence.speech.view import Extent, View
from navicert.evidence.word_files import words_under


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its subject (None where the sentence names none) and the stretch of words that is its content.

    `via` is who passed it on where the sentence says so ("citing activists"); `holds_another` where somebody else's
    verb of saying stands within the content; `alone` where the sentence has no other attribution.
    """

    cue: Cue
    subject: Subject | None
    content: Extent
    via: Extent | None = None
    holds_another: bool = False
    alone: bool = True


MOST_CUES = 20
"""Verbs of saying from which a sentence is no prose, and is left alone."""


def attributions_in(sentence: Sentence, quotations: Sequence[Quotation], names: Mapping[int, int]) -> list[Attribution]:
    """The attributions of a sentence, in the order of their cues."""
    words = sentence.words
    quoted = _quoted_words(words, within(quotations, sentence.start, sentence.end))
    cues = cues_in(words, quoted)
    if len(cues) > MOST_CUES:
        return []
    readings = (_read(View(words, cues, index, quoted, names)) for index in range(len(cues)))
    found = [attribution for attribution in readings if attribution]
    return [
        replace(a, holds_another=any(_is_within(other, a) for other in found), alone=len(found) == 1) for a in found
    ]


def _is_within(other: Attribution, around: Attribution) -> bool:
    return other is not around and around.content[0] <= other.cue.first < around.content[1]


def _quoted_words(words: Sequence[Word], quotations: Sequence[Quotation]) -> frozenset[int]:
    return frozenset(i for i, word in enumerate(words) if any(q.start <= word.start < q.end for q in quotations))


def _read(view: View) -> Attribution | None:
    match view.cue.kind:
        case "according":
            return _according(view)
        case "quoting":
            return _quoting(view)
        case "promising" | "demanding" | "calling" | "putting" | "expecting":
            return _with_rest(view, view.cue.end)
        case "accusing" | "naming":
            return _with_rest(view, view.cue.end + (view.text(view.cue.end) == "as"))
        case "denying":
            return _denial(view)
        case _:
            return _statement(view)


_ANONYMITY = re.compile(r"(?:not )?(?:to (?:not )?(?:be|remain) )?(?:named|identified|quoted|anonymous|anonymity)\b")
"""What a source asks of the reporter ("asked not to be named") is no news."""


def _with_rest(view: View, first: int) -> Attribution | None:
    """The rest of the clause is what is promised, demanded, denied or how something is called."""
    if _ANONYMITY.match(" ".join(word.text for word in view.words[first : first + 5])):
        return None
    subject = subject_of(view)
    end = clause_end(view, first)
    if end - first < 2 and not (end - first == 1 and first in view.quoted):
        return None
    return Attribution(view.cue, subject, view.trimmed(first, end))


def _denial(view: View) -> Attribution | None:
    first = view.cue.end
    after = after_adverbials(view.words, first, view.names)
    if view.text(first) in ("this", "that") and view.text(first + 1) in (".", ",", ";", ""):
        return Attribution(view.cue, subject_of(view), (first, first + 1))
    if view.text(after) == "that":
        first = after + 1
    if first >= len(view.words) or view.text(first) in (".", ",", ";", "”", '"', "and", "but"):
        return _denied_before(view)
    first = _after_allegation(view, first)
    end = min(clause_end(view, first), further_verb(view, first))
    despite = (i - 1 for i in range(first + 2, end) if view.text(i) in ("despite", "amid") and view.text(i - 1) == ",")
    return Attribution(view.cue, subject_of(view), view.trimmed(first, min(end, next(despite, end))))


def _after_allegation(view: View, first: int) -> int:
    """ "rejected accusations that its troops …": what is denied stands after the noun and its "that"."""
    nouns = words_under("allegation_nouns", "saying.txt")
    for index in range(first, min(first + 5, len(view.words) - 3)):
        if view.text(index) in nouns and view.text(index + 1) in (
            "that",
            "suggesting",
            "alleging",
            "claiming",
            "saying",
        ):
            return index + 2
    return first


def _denied_before(view: View) -> Attribution | None:
    """ "…, a claim that Ukraine rejected", "…, which Iran denies": what is denied stands before the verb."""
    subject = subject_of(view)
    if subject is None or subject.first < 2 or view.text(subject.first - 1) not in ("which", "that"):
        return None
    link = subject.first - 1
    nouns = words_under("allegation_nouns", "saying.txt")
    if view.text(link - 1) in nouns:
        return Attribution(view.cue, replace(subject, shared=True), (link - 1, link))
    if view.text(link) != "which" or view.text(link - 1) != ",":
        return None
    first = view.cues[view.index - 1].end if view.index else 0
    first += view.text(first) == "that"
    return Attribution(view.cue, replace(subject, shared=True), view.trimmed(first, link - 1))


def _quoting(view: View) -> Attribution | None:
    """ "KCNA quoted Kim as saying …": who is quoted speaks, who quotes passes it on."""
    link = next((i for i in range(view.cue.end, len(view.words)) if view.text(i) == "as"), None)
    if link is None:
        return None
    subject = subject_of(view)
    if view.cue.passive:
        by = view.cue.end + 1 if view.text(view.cue.end) == "by" else None
        if by is None and view.text(link + 2) == "by":
            end = source_end(view, link + 3)
            return _statement_of(view, subject, end, (link + 3, end), before=subject) if end > link + 3 else None
        via = (by, link) if by and by < link else None
        return _statement_of(view, subject, link + 2, via, before=subject)
    quoted = Subject(view.cue.end, link, link)
    via = None if subject is None else (subject.first, subject.reach)
    return _statement_of(view, quoted, link + 2, via, before=subject)


def _statement(view: View) -> Attribution | None:
    subject = subject_of(view)
    first = view.cue.end
    if view.cue.kind == "telling":
        first = after_hearer(view, first)
    if view.text(first) == "of" and view.cue.verb.startswith(("warn", "complain", "boast")):
        end = clause_end(view, first + 1)
        return Attribution(view.cue, subject, view.trimmed(first + 1, end)) if end - first > 2 else None
    return _statement_of(view, subject, first, None, before=subject)


def _statement_of(
    view: View, subject: Subject | None, first: int, via: Extent | None, before: Subject | None = None
) -> Attribution | None:
    inverted = inverted_subject(view)
    if inverted:
        return _said_before(view, inverted, stop_before(view, view.cue.first), via)
    position = after_adverbials(view.words, first, view.names)
    content = content_around(view, subject, position) or content_after(view, position)
    if content and not (quote_stands_before(view, subject) and not is_literal(view, content[0])):
        return Attribution(view.cue, subject, content, via or cited_in(view, content[1]))
    if before is None or before.shared or (_never_after(view) and not _finds(view, before)) or _asks(view):
        return None
    if not nothing_follows(view, position) and not quote_stands_before(view, subject):
        return None
    return _said_before(view, subject or before, stop_before(view, before.first), via)


def _asks(view: View) -> bool:
    """ "What did Trump say?" says nothing."""
    return view.words[-1].text == "?" and len(view.words) - 1 not in view.quoted


def _finds(view: View, subject: Subject) -> bool:
    """ "…, judges found", "…, shipping records show"."""
    words = (view.text(i) for i in range(subject.first, subject.end))
    return view.text(subject.first - 1) == "," and any(word in words_under("finders", "saying.txt") for word in words)


def _never_after(view: View) -> bool:
    return view.cue.verb in words_under("not_after_subject_only", "saying.txt")


def _said_before(view: View, subject: Subject | None, stop: int, via: Extent | None) -> Attribution | None:
    """The content is what stands before the subject and its verb ("…, KCNA said")."""
    if view.text(stop - 1) in ("what", "how", "why", "which", "that", "who", "whom", "whether"):
        return None
    first = content_start(view, stop)
    if stop - first < 2 and first not in view.quoted:
        return None
    cited = cited_after(view, view.cue.end)
    return Attribution(view.cue, subject, view.trimmed(first, stop), via or cited)


def _according(view: View) -> Attribution | None:
    """ "…, according to X" and "According to X, …"."""
    end = source_end(view, view.cue.end)
    if end == view.cue.end:
        return None
    subject = Subject(view.cue.end, end, end)
    if view.cue.first == 0 or (view.text(view.cue.first - 1) in ("“", "but", "and") and view.cue.first < 3):
        comma = next((i for i in range(end, len(view.words)) if view.words[i].text == ","), None)
        if comma is None:
            return None
        comma = past_insertions(view, comma)
        content = (comma + 1, clause_end(view, comma + 1))
        return Attribution(view.cue, subject, view.trimmed(*content)) if content[1] - content[0] > 1 else None
    return _said_before(view, subject, stop_before(view, view.cue.first), None)
