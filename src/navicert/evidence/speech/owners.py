"""Whose verb of saying it is, wherever in the sentence the subject stands."""

from __future__ import annotations

from dataclasses import replace

from navicert.evidence.speech.grammar import has_finite_verb
from navicert.evidence.speech.subjects import Subject, main_subject, subject_after, subject_before
from navicert.evidence.speech.view import View

_CLAUSE_STARTS = frozenset((",", "and", "but", ";", "while", "”", '"', ":", "–", "—"))


def subject_of(view: View) -> Subject | None:
    before = view.before_verb
    if view.cue.verb.endswith("ing") and before in (",", "and", ""):
        return _earlier_subject(view) or main_subject(view.words, 0, view.cue.first)
    if view.index and before in ("and", "but", "then"):
        return _earlier_subject(view)
    return subject_before(view.words, view.cue.first, _floor(view))


def _earlier_subject(view: View) -> Subject | None:
    """The subject of the last verb of saying before this one that a clause of the sentence begins with."""
    for cue in reversed(view.cues[: view.index]):
        subject = subject_before(view.words, cue.first, 0)
        begins = subject and (subject.first == 0 or view.text(subject.first - 1) in _CLAUSE_STARTS)
        if subject and begins:
            return replace(subject, shared=True)
    return None


def _floor(view: View) -> int:
    """The subject is not looked for inside a quotation that closed before the verb."""
    closing = [i for i in range(view.cue.first) if i in view.quoted and view.words[i].text not in ("’", "'")]
    last = max(closing, default=-1)
    wide = sum(1 for i in closing if i > last - 8) >= 4
    ends_content = last >= 0 and (wide or view.words[last].text in (",", ".", "?", "!"))
    floor = last + 1 if ends_content else 0
    while floor < view.cue.first and view.words[floor].text in "”\"’'»,.":
        floor += 1
    return floor


def inverted_subject(view: View) -> Subject | None:
    """ "…," said Kim: the verb right after a quotation or a comma, with a name after it."""
    before = view.text(view.cue.first - 1)
    closes = before in ("”", '"', "’", "'", "»") or before == ","
    if not closes or view.cue.first < 2 or view.cue.verb.endswith("ing"):
        return None
    if (
        before == ","
        and not (view.cue.first - 2 in view.quoted or view.text(view.cue.first - 2) in "”\"’'")
        and not _has_clause_before(view)
    ):
        return None
    return _with_apposition(view, subject_after(view.words, view.cue.end))


def _with_apposition(view: View, subject: Subject | None) -> Subject | None:
    """ "said their counsel, Chinedu Okafor": what follows the comma names the speaker."""
    if subject is None or view.text(subject.end) != "," or subject.end + 1 >= len(view.words):
        return subject
    further = subject_after(view.words, subject.end + 1)
    named = further is not None and view.words[further.first].text[0].isupper()
    return replace(subject, reach=further.end) if further and named else subject


def _has_clause_before(view: View) -> bool:
    """Whether a clause, not just a subject with insertions, stands before the comma."""
    subject = subject_before(view.words, view.cue.first, _floor(view))
    if subject is None:
        return has_finite_verb(view.words[: view.cue.first])
    comma = next((i for i in range(view.cue.first) if view.words[i].text == ","), 0)
    quoted = any(i < view.cue.first for i in view.quoted)
    return not quoted and subject.first > comma > 0 and has_finite_verb(view.words[:comma])


def quote_stands_before(view: View, subject: Subject | None) -> bool:
    """“…” he wrote on …: a quotation closes right before the subject."""
    if subject is None or subject.shared or subject.first < 2:
        return False
    return view.text(subject.first - 1) in ("”", '"', "’", "'") and subject.first - 2 in view.quoted
