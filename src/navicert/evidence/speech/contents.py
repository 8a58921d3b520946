"""The stretch of words that is said: after the verb of saying, around it, or before it."""

from __future__ import annotations

from navicert.evidence.speech.extents import clause_end, source_end
from navicert.evidence.speech.grammar import MARKS, OPENING, SUBJECT_PRONOUNS, has_finite_verb, is_finite, small
from navicert.evidence.speech.subjects import Subject
from navicert.evidence.speech.view import Extent, View
from navicert.evidence.word_files import words_under

_NOTHING_SAID = MARKS - OPENING | small("links")


def content_after(view: View, position: int) -> Extent | None:
    """What is said after the cue, from the word where adverbials end."""
    if view.text(position) in (",", ":") and view.is_quote(position + 1):
        position += 1
    if view.text(position) == "that" and not _is_pronoun_that(view, position):
        position = _past_inner_adverbial(view, position + 1)
        if view.text(position) in ("if", "when", "while", "after", "before", "as", "because", "since", "amid"):
            return view.trimmed(position, clause_end(view, position))
    elif (view.text(position) in ("how", "why", "whether", "if", "what") and view.cue.weak) or (
        view.cue.weak and not view.is_quote(position) and not _is_clause(view, position)
    ):
        return None
    end = clause_end(view, position)
    if not view.is_quote(position) and (
        _words_between(view, position, end) < 2 or view.text(position) in _NOTHING_SAID
    ):
        return None
    return view.trimmed(position, end)


def _is_pronoun_that(view: View, position: int) -> bool:
    """Whether "that" is no link: it stands alone, or before a noun that needs an article ("said that report was")."""
    named = view.text(position + 1) in words_under("accusing_nouns", "modality.txt")
    return view.text(position + 1) in (".", ",", "") or (named and is_finite(view.words, position + 2))


def _past_inner_adverbial(view: View, position: int) -> int:
    """ "said that, after all, …" begins after the comma."""
    return position + 1 if view.text(position) == "," else position


def _is_count(view: View, position: int) -> bool:
    """ "reported 45 aircraft near the island"."""
    return view.cue.verb == "reported" and view.text(position)[:1].isdigit()


def _is_clause(view: View, position: int) -> bool:
    """Whether a noun phrase and its finite verb follow; not one joined to the verb before ("accepted it but had")."""
    text = view.text(position)
    if not text or (text in MARKS and text not in ("“", '"', "‘", "'")):
        return False
    if text in small("prepositions") or text in small("adverbs"):
        return False
    if text in small("auxiliaries"):
        return True
    window = range(position + 1, min(position + 14, len(view.words)))
    stop = next((i for i in window if view.words[i].text in (",", ";", ":")), window.stop)
    verb = next((i for i in range(position + 1, stop) if is_finite(view.words, i)), None)
    return text in SUBJECT_PRONOUNS or (verb is not None and view.text(verb - 1) not in ("and", "but", "or"))


def content_around(view: View, subject: Subject | None, position: int) -> Extent | None:
    """ "The plant, he said, makes …": the attribution is put into what is said, which is the whole clause."""
    if subject is None or subject.shared or subject.first < 2 or view.text(position) != ",":
        return None
    before = view.text(subject.first - 1)
    if before != "," or subject.first - 1 in view.quoted or view.text(position + 1) in MARKS:
        return None
    whole = has_finite_verb(view.words[: subject.first - 1])
    rest = range(position + 1, min(position + 5, len(view.words)))
    goes_on = any(is_finite(view.words, i) for i in rest) and not view.text(position + 1).endswith("ing")
    return None if whole or not goes_on else view.trimmed(0, clause_end(view, position + 1))


def is_literal(view: View, position: int) -> bool:
    return position in view.quoted or view.text(position - 1) == "that"


def nothing_follows(view: View, position: int) -> bool:
    """Whether nothing is said after the cue: a mark or a link word follows."""
    text = view.text(position)
    return not text or text in MARKS or text in ("and", "but", "while", "as", "when", "without", "though", "although")


def stop_before(view: View, first: int) -> int:
    """Index after the content that ends where the attribution begins."""
    stop = first
    while stop > 0 and (
        view.words[stop - 1].text in (",", "—", "–", "-")
        or (view.text(stop - 1) in ("as", "but", "and") and view.text(stop - 2) == ",")
    ):
        stop -= 1
    return stop


def content_start(view: View, stop: int) -> int:
    """Where the content that ends at `stop` begins: after the attribution or the dateline before it, else at the
    sentence's start."""
    for cue in reversed(view.cues[: view.index]):
        if cue.kind == "according" and cue.first == 0:
            comma = next((i for i in range(cue.end, stop) if view.words[i].text == ","), None)
            if comma is not None:
                return comma + 1
    first = _after_dateline(view, stop)
    if view.text(stop + 1) == "as":
        first = _past_doubt(view, first, stop)
    links = view.text(first) in small("adverbs") and view.text(first + 1) == ","
    return first + 2 if links and first + 2 < stop else first


def _past_doubt(view: View, first: int, stop: int) -> int:
    """ "There was no evidence that it flew, as KCNA claimed": KCNA claimed that it flew, not the doubt."""
    no = next((i for i in range(first, min(first + 5, stop)) if view.text(i) == "no"), None)
    if no is None or view.text(first) != "there":
        return first
    return next((i + 1 for i in range(no + 2, min(no + 5, stop)) if view.text(i) == "that"), first)


def _after_dateline(view: View, stop: int) -> int:
    """ "GENEVA (Reuters) – …", "SEOUL, South Korea: …": where a report is sent from is not said by anybody."""
    for position in range(1, min(12, stop)):
        text = view.words[position].text
        if text in ("–", "—", "-", ":") and (view.words[position].start > view.words[position - 1].end or text == ":"):
            before = [word.text for word in view.words[:position]]
            capitals = before[0].isupper() and len(before[0]) > 2
            sent_from = capitals or (text in ("–", "—") and view.words[0].start in view.names and position < 5)
            names_only = all(word[0].isupper() or not word[0].isalpha() for word in before)
            return position + 1 if sent_from and names_only else 0
    return 0


def cited_in(view: View, end: int) -> Extent | None:
    return cited_after(view, end - 1) if end > 0 else None


def cited_after(view: View, position: int) -> Extent | None:
    """Whom the speaker cites: "…, citing activists at the site"."""
    for index in range(position, len(view.words)):
        if view.text(index) == "citing":
            end = source_end(view, index + 1)
            return (index + 1, end) if end > index + 1 else None
    return None


def _words_between(view: View, first: int, end: int) -> int:
    """Words, marks not counted."""
    return sum(view.words[i].text not in MARKS for i in range(first, end))
