"""Where what is said ends: at the end of the sentence, or where the next attribution stands beside it."""

from __future__ import annotations

from navicert.evidence.speech.cue_words import Cue
from navicert.evidence.speech.grammar import after_adverbials, has_finite_verb, is_finite, small
from navicert.evidence.speech.subjects import subject_before
from navicert.evidence.speech.view import View


def clause_end(view: View, first: int) -> int:
    """Where the content that begins at `first` ends: the sentence's end or the next attribution that stands apart."""
    end = min(_quotation_end(view, first), _relative_end(view, first))
    for cue in view.cues[view.index + 1 :]:
        if cue.first <= first:
            continue
        end = min(end, _where_apart(view, cue, first))
    citing = next((i for i in range(first, end) if view.text(i) == "citing" and view.text(i - 1) == ","), None)
    return min(end, citing - 1) if citing else end


def _quotation_end(view: View, first: int) -> int:
    """Literal words end with their mark where a new clause follows it ("“I do not know” and declined to …")."""
    start = first if first in view.quoted else first + 1
    if start not in view.quoted:
        return len(view.words)
    end = start
    while end < len(view.words) and end in view.quoted:
        end += 1
    follows = view.text(end + 1) or "."
    return end if follows in ("and", "but", ",", ".", ";", "while", "as", "when", "after") else len(view.words)


def _relative_end(view: View, first: int) -> int:
    """ "Moon, who warned of reprisals, urged …": the clause of "who" ends at a comma before the main verb."""
    if view.before_verb != "who":
        return len(view.words)
    for position in range(first, len(view.words) - 1):
        verb = is_finite(view.words, position + 1) or any(cue.first == position + 1 for cue in view.cues)
        if view.words[position].text == "," and position not in view.quoted and verb:
            return position
    return len(view.words)


def _where_apart(view: View, cue: Cue, first: int) -> int:
    """Where the clause of a later cue begins, if it stands beside the content rather than within it."""
    words = view.words
    semicolons = [i for i in range(first, cue.first) if view.text(i) == ";" and i not in view.quoted]
    if semicolons:
        return semicolons[-1]
    if cue.kind == "according":
        return cue.first - 1 if view.text(cue.first - 1) == "," else cue.first
    position = cue.first
    while position > first and view.text(position - 1) in small("adverbs") | small("auxiliaries"):
        position -= 1
    before = view.text(position - 1)
    if words[cue.first].text.endswith("ing"):
        comma = _comma_before_with(view, cue, first)
        if before == "," or comma:
            return comma or cue.first - 1
    if before in ("and", "but"):
        joined = position - 1
        if cue.verb not in small("nouns_too") and joined > first + 1:
            return joined - 1 if view.text(joined - 1) == "," else joined
        return len(words)
    return _where_other_speaker(view, cue, first)


def _comma_before_with(view: View, cue: Cue, first: int) -> int | None:
    """ "…, with a spokesman saying …"."""
    for index in range(cue.first - 1, max(first, cue.first - 12), -1):
        if view.text(index) == "with" and view.text(index - 1) == ",":
            return index - 1
    return None


def _where_other_speaker(view: View, cue: Cue, first: int) -> int:
    """Another speaker after a comma and "while", "but" or "and", or at the sentence's end, ends the content."""
    subject = subject_before(view.words, cue.first, first)
    if subject is None or subject.shared or subject.first <= first:
        return len(view.words)
    start = subject.first
    if view.text(start) in ("yet", "but", "while", "although", "though", "whereas") and view.text(start - 1) == ",":
        return start - 1
    if view.text(start - 1) in ("while", "but", "and", "although", "though", "as", "whereas"):
        return start - 2 if view.text(start - 2) == "," else start - 1
    if view.text(start - 1) in ("which", "who", "after") and view.text(start - 2) == ",":
        return start - 2
    if cue.kind == "denying" and view.text(start - 1) == "that" and view.text(start - 4) == ",":
        return start - 4
    rest = after_adverbials(view.words, cue.end, view.names)
    at_end = rest >= len(view.words) or view.text(rest) in (".", ",", "”", '"')
    if view.text(start - 1) == "," and at_end:
        return start - 1
    if view.text(start - 1) == ";":
        return start - 1
    return len(view.words)


def source_end(view: View, first: int) -> int:
    end = first
    while end < len(view.words):
        text = view.words[end].text
        if text in (",", ";", "—", "–", "(", ".") or (text.lower() in ("who", "which", "that") and end > first):
            break
        end += 1
    return end


def past_insertions(view: View, comma: int) -> int:
    """ "According to a report, seen by Reuters, …": the comma after what is put in."""
    following = view.text(comma + 1)
    later = next((i for i in range(comma + 1, len(view.words)) if view.words[i].text == ","), None)
    put_in = following in small("openers") or following in (
        "seen",
        "released",
        "published",
        "obtained",
        "dated",
        "reviewed",
    )
    return later if put_in and later is not None else comma


LONGEST_DENIED = 6
"""Words of a noun that is denied, after which a clause of time is not denied with it."""


def further_verb(view: View, first: int) -> int:
    """ "denied the charges and were remanded": a noun that is denied ends before the subject's next verb."""
    if has_finite_verb(view.words[first : first + 3]):
        return len(view.words)
    for index in range(first + 1, len(view.words) - 1):
        if view.text(index) in ("before", "until", "when", "after", "while") and index - first < LONGEST_DENIED:
            return index
        if view.text(index) in ("and", "but") and view.text(index + 1) in small("auxiliaries") | small("past_forms"):
            return index
    return len(view.words)
