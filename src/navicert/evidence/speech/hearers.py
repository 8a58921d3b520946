"""The one who is told, between "told" and what is said: a name, "reporters", "a news conference"."""

from __future__ import annotations

from navicert.evidence.speech.grammar import DETERMINERS, MARKS, SUBJECT_PRONOUNS, small
from navicert.evidence.speech.view import View
from navicert.evidence.word_files import words_under


def after_hearer(view: View, first: int) -> int:
    """Index after the one who is told: a name, "reporters", "a news conference"."""
    position = first
    while position < len(view.words):
        text = view.text(position)
        if text in MARKS and text not in ("-", "'s", "’s") and not (text == "," and _hearers_go_on(view, position)):
            break
        if (
            text == "that"
            or text in small("calendar")
            or (text in small("prepositions") and text != "of")
            or text in small("adverbs")
        ):
            break
        if position > first and _new_phrase(view, position, first):
            break
        position += 1
    return position


def _hearers_go_on(view: View, comma: int) -> bool:
    """ "told officials, scientists and technicians that"."""
    ahead = [view.text(i) for i in range(comma + 1, comma + 6)]
    return "and" in ahead and "that" in ahead


def _new_phrase(view: View, position: int, first: int) -> bool:
    text, before = view.text(position), view.text(position - 1)
    if text in DETERMINERS or (text in SUBJECT_PRONOUNS and text != "who"):
        return before not in ("of", "and", "'s", "’s", "-")
    starts = view.words[position].start in view.names or view.words[position].text[0].isupper()
    inside_name = view.words[position - 1].text[0].isupper() and view.words[position].start not in view.names
    if before in small("people_nouns") | words_under("roles") | words_under("kinds_of_organisation"):
        return False
    inside_phrase = before in ("and", "of", "'s", "’s", "-") or before in DETERMINERS
    return starts and not inside_name and not inside_phrase and position != first
