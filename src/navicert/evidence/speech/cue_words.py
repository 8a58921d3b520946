"""Where a sentence says that something is said: verbs of saying, promising, denying, accusing, and "according to"."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from navicert.evidence.sentences import Word
from navicert.evidence.speech.grammar import DETERMINERS, SUBJECT_PRONOUNS, small
from navicert.evidence.word_files import words_under

CueKind = Literal[
    "saying", "telling", "expressing", "promising", "demanding", "calling", "naming", "denying", "accusing", "quoting",
    "putting", "expecting",
    "according",
]  # fmt: skip
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_FAR = 16


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `first` up to, not including, `end` say that something is said.

    `passive` where no speaker stands before it; `weak` where the words often mean something else.
    """

    first: int
    end: int
    kind: CueKind
    verb: str
    passive: bool = False
    weak: bool = False


def cues_in(words: Sequence[Word], quoted: frozenset[int]) -> list[Cue]:
    """The cues of a sentence outside its quotation marks; `quoted` holds the indices of words inside them."""
    found: list[Cue] = []
    position = 0
    while position < len(words):
        cue = None if position in quoted else _cue_at(words, position)
        if cue and not _unsaid(words, cue):
            found.append(cue)
            position = cue.end
        else:
            position += 1
    return found


def _cue_at(words: Sequence[Word], position: int) -> Cue | None:
    text = words[position].text.lower()
    if text == "according" and _text(words, position + 1) == "to":
        return Cue(position, position + 2, "according", "according to")
    for kind, reader in _READERS:
        length = _length(kind, words, position)
        if length:
            cue = reader(words, position, position + length)
            if cue:
                return cue
    return None


@functools.cache
def _forms(heading: str) -> dict[str, list[tuple[str, ...]]]:
    """Later words of each cue by its first word, the longest first."""
    forms: dict[str, list[tuple[str, ...]]] = {}
    for first, *rest in sorted((item.split("+") for item in words_under(heading, "saying.txt")), key=len, reverse=True):
        forms.setdefault(first, []).append(tuple(rest))
    return forms


def _length(heading: str, words: Sequence[Word], position: int) -> int:
    """How many words the cue under a heading that begins here has; 0 where none does."""
    for rest in _forms(heading).get(words[position].text.lower(), ()):
        here = tuple(word.text.lower() for word in words[position + 1 : position + 1 + len(rest)])
        if here == rest:
            return 1 + len(rest)
    return 0


def _text(words: Sequence[Word], position: int) -> str:
    return words[position].text.lower() if 0 <= position < len(words) else ""


def _within(words: Sequence[Word], position: int, wanted: frozenset[str], far: int = _FAR) -> int | None:
    """Index of the first of these words before the clause ends."""
    for index in range(position, min(position + far, len(words))):
        text = words[index].text.lower()
        if text in wanted:
            return index
        if text in (";", ":", "."):
            return None
    return None


def _unsaid(words: Sequence[Word], cue: Cue) -> bool:
    position = cue.first - 1
    while position >= 0 and (words[position].text.lower() in small("adverbs") or _text(words, position) == "yet"):
        position -= 1
    before = _text(words, position)
    if before.endswith(("n't", "n’t")) or before in words_under("nobody_said", "saying.txt"):
        return not (cue.kind == "denying" and before == "not")
    return cue.passive and cue.kind != "quoting"


def _is_passive(words: Sequence[Word], position: int) -> bool:
    before = position - 1
    while before >= 0 and words[before].text.lower() in small("adverbs"):
        before -= 1
    return _text(words, before) in _BE and words[position].text.endswith(("d", "t")) and words[position].text != "meant"


def _quoting(words: Sequence[Word], first: int, end: int) -> Cue | None:
    """ "quoted … as saying"."""
    stop = _within(words, end, frozenset({"as"}))
    if stop is None or _text(words, stop + 1) not in ("saying", "telling", "stating", "warning"):
        return None
    return Cue(first, end, "quoting", words[first].text.lower(), passive=_is_passive(words, first))


def _accusing(words: Sequence[Word], first: int, end: int) -> Cue | None:
    link = "for" if words[first].text.lower().startswith("blam") else "of"
    if words[first].text.lower().startswith("alleg"):
        return None
    if _within(words, end, frozenset({link})) is None or _text(words, end) in (link, "by"):
        return None
    return Cue(first, end, "accusing", words[first].text.lower(), passive=_is_passive(words, first))


def _denying(words: Sequence[Word], first: int, end: int) -> Cue | None:
    verb = " ".join(word.text.lower() for word in words[first:end])
    if verb in ("pleaded", "maintained", "maintains", "protested", "proclaimed", "professed"):
        return Cue(first, end, "denying", verb) if _innocent(words, end) else None
    if verb == "dispute" and not _is_verb_here(words, first):
        return None
    if verb.replace(" ", "+") in words_under("denials_of_allegations_only", "saying.txt"):
        alleged = _within(words, end, words_under("allegation_nouns", "saying.txt"), 5)
        said_before = _text(words, end) in ("this", "that") and _text(words, end + 1) in ("", ".", ",", ";")
        if alleged is None and not said_before and _text(words, end) != "that" and not _alleged_before(words, first):
            return None
    return Cue(first, end, "denying", verb, passive=_is_passive(words, first))


def _innocent(words: Sequence[Word], end: int) -> bool:
    """ "pleaded not guilty", "maintained his innocence"."""
    return (_text(words, end), _text(words, end + 1)) == ("not", "guilty") or _text(words, end + 1) == "innocence"


def _alleged_before(words: Sequence[Word], verb: int) -> bool:
    """ "…, a claim that Kyiv rejected"."""
    before = [word.text.lower() for word in words[max(0, verb - 6) : verb]]
    nouns = words_under("allegation_nouns", "saying.txt")
    return any(noun in nouns and link in ("that", "which") for noun, link in pairwise(before))


def _expressing(words: Sequence[Word], first: int, end: int) -> Cue | None:
    feeling = (
        end + 1
        if _text(words, end) in ("deep", "serious", "grave", "strong", "growing", "cautious", "its", "his", "her")
        else end
    )
    if _text(words, feeling) in words_under("feelings", "saying.txt") and _text(words, feeling + 1) in (
        "that",
        "about",
        "over",
    ):
        return Cue(first, feeling + 1, "expressing", words[first].text.lower())
    return None


def _promising(words: Sequence[Word], first: int, end: int) -> Cue | None:
    verb = words[first].text.lower()
    end = _past_time(words, end)
    following = _text(words, end)
    if verb.startswith("threaten") and following == "that":
        return Cue(first, end + 1, "promising", verb)
    named = verb.startswith("threaten") and _threatens_with(words, end)
    if verb.startswith(("declin", "refus")) or _is_passive(words, first):
        return None
    if not named and not (following == "to" and _is_infinitive(words, end + 1)):
        return None
    return Cue(first, end, "promising", words[first].text.lower())


def _past_time(words: Sequence[Word], position: int) -> int:
    """ "vowed last week to …", "pledged on Monday to …": the index after when it was promised."""
    start = position + (_text(words, position) == "on")
    if _text(words, start) in small("calendar") and _text(words, start + 1) == "to":
        return start + 1
    told = _text(words, position) in ("last", "this") and _text(words, position + 2) == "to"
    return position + 2 if told else position


def _threatens_with(words: Sequence[Word], end: int) -> bool:
    """Whether a threat is named after the verb ("threatened tariffs on steel"), not merely a noun described ("and
    threatened sanctions")."""
    following = _text(words, end)
    if not following or following in small("prepositions") or not (following[0].isalpha() or following in "“\"'‘"):
        return False
    return following != "that" and sum(word.text[0].isalpha() for word in words[end : end + 3]) >= 2


def _is_infinitive(words: Sequence[Word], position: int) -> bool:
    """Whether a verb can stand here after "to" ("to cut", not "to five years", "to the plan")."""
    text = _text(words, position)
    ends_like_noun = text.endswith(("s", "ed", "ing")) and not text.endswith("ss")
    return text.isalpha() and words[position].text[0].islower() and text not in DETERMINERS and not ends_like_noun


def _demanding(words: Sequence[Word], first: int, end: int) -> Cue | None:
    verb = " ".join(word.text.lower() for word in words[first:end])
    if not verb.endswith("that") and not _asks_to(words, end):
        return None
    if (
        verb.startswith("ask")
        and _text(words, first - 1) in ("", ",")
        and _text(words, end) in ("about", "if", "whether", "by")
    ):
        return None
    return Cue(first, end, "demanding", verb, passive=_is_passive(words, first))


def _asks_to(words: Sequence[Word], end: int) -> bool:
    """ "urged Beijing to press …": an infinitive in the same clause."""
    for index in range(end + 1, min(end + _FAR, len(words))):
        text = _text(words, index)
        if text in small("subordinators") or text in (";", ":", "."):
            return False
        if text == "to" and _is_infinitive(words, index + 1):
            return True
    return False


def _naming(words: Sequence[Word], first: int, end: int) -> Cue | None:
    """ "described the talks as productive", "called it a provocation"."""
    verb = words[first].text.lower()
    following = _text(words, end)
    if _text(words, first - 1) == "-":
        return None
    if verb.startswith(("term", "dub", "brand", "label", "deem", "call")):
        whom = following in DETERMINERS or following in ("it", "them", "him", "her", "such", "reports", "claims")
        if whom and _is_named_so(words, end):
            return Cue(first, end, "naming", verb, passive=_is_passive(words, first))
    if verb.startswith("call"):
        if following == "for":
            return Cue(first, end + 1, "calling", f"{verb} for", passive=_is_passive(words, first))
        if following in ("on", "off", "in", "by", "up", "upon", "back", "a", "an") or not following:
            return None
        quoted = _within(words, end, frozenset({"“", '"', "‘", "'", "a", "an", "the"}))
        return Cue(first, end, "naming", verb, passive=_is_passive(words, first)) if quoted else None
    quoted = verb in ("termed", "dubbed", "branded", "labelled", "labeled") and _within(words, end, frozenset('“"‘'))
    if not quoted and _within(words, end, frozenset({"as"})) is None:
        return None
    return Cue(first, end, "naming", verb, passive=_is_passive(words, first))


def _is_named_so(words: Sequence[Word], position: int) -> bool:
    """Whether a noun phrase is followed by what it is called ("the measures illegal"), no infinitive or clause."""
    rest = [_text(words, i) for i in range(position, min(position + 12, len(words)))]
    stop = next((i for i, text in enumerate(rest) if text in (".", ";", ",", "")), len(rest))
    return stop >= 3 and not {"to", "that", "for", "in", "on", "off"} & set(rest[:3])


def _putting(words: Sequence[Word], first: int, end: int) -> Cue | None:
    """ "put the loss at 300 billion euros", "estimated the volume at more than 800,000 barrels"."""
    at = _within(words, end, frozenset({"at"}))
    if at is None or at == end or _is_passive(words, first) or _text(words, end) == "that":
        return None
    counted = any(character.isdigit() for i in range(at + 1, at + 5) for character in _text(words, i))
    return Cue(first, end, "putting", words[first].text.lower()) if counted else None


def _expecting(words: Sequence[Word], first: int, end: int) -> Cue | None:
    """ "Traders expect Beijing to keep the ban": whom, and an infinitive."""
    if _is_passive(words, first) or _text(words, end) in ("to", "that", "") or _text(words, first - 1) in ("to", "as"):
        return None
    return Cue(first, end, "expecting", words[first].text.lower()) if _asks_to(words, end) else None


def _saying(words: Sequence[Word], first: int, end: int) -> Cue | None:
    verb = " ".join(word.text.lower() for word in words[first:end])
    if verb in small("nouns_too") and not _is_verb_here(words, first):
        return None
    passive = _is_passive(words, first)
    kind: CueKind = "telling" if verb in words_under("telling", "saying.txt") and _has_hearer(words, end) else "saying"
    return Cue(first, end, kind, verb, passive=passive, weak=verb in words_under("weak", "saying.txt"))


def _has_hearer(words: Sequence[Word], end: int) -> bool:
    """Whether the one who is told follows: always after "told", after "warned" only people and names."""
    following = _text(words, end)
    if not following or following in small("prepositions") or following in (",", ".", "that", ":", "“", '"', ";"):
        return False
    if _text(words, end - 1).startswith(("t", "inform", "assur", "remind", "notif")):
        return True
    if words[end].text[0].isupper() or following in ("him", "her", "them", "us", "me", "reporters"):
        return _within(words, end, frozenset({"that", "of"}), 6) is not None
    return following in small("people_nouns") or _text(words, end + 1) in small("people_nouns")


def _is_verb_here(words: Sequence[Word], position: int) -> bool:
    """Whether a form that is a noun too ("reports", "claims") is a verb here, by the words beside it."""
    before, following = _text(words, position - 1), _text(words, position + 1)
    if before in DETERMINERS or before in small("prepositions") or before in small("auxiliaries"):
        return False
    if not before or before in ("'s", "’s", "-", "and") or before.endswith(("ed", "ing")):
        return False
    if following == "that" or following in SUBJECT_PRONOUNS:
        return True
    if following in (".", "", ",") and _ends_with_finder(words, position):
        return True
    if before in small("people_nouns") and (following in DETERMINERS or words[position + 1].text[0].isupper()):
        return True
    return words[position - 1].text[0].isupper() and (following in DETERMINERS or following == "")


def _ends_with_finder(words: Sequence[Word], position: int) -> bool:
    """Whether a short phrase of who or what finds things stands between a comma and the verb ("…, customs figures
    released Tuesday show")."""
    finders = words_under("finders", "saying.txt") | small("people_nouns")
    for index in range(position - 1, max(0, position - 9), -1):
        text = _text(words, index)
        if text in (",", ";", ":", "”", '"'):
            inside = [_text(words, i) for i in range(index + 1, position)]
            return text in (",", "”", '"') and any(word in finders for word in inside)
    return _text(words, position - 1) in words_under("finders", "saying.txt")


_READERS = (
    ("quoting", _quoting),
    ("accusations", _accusing),
    ("denials", _denying),
    ("expressing", _expressing),
    ("commitments", _promising),
    ("demands", _demanding),
    ("labels", _naming),
    ("putting", _putting),
    ("expecting", _expecting),
    ("plain", _saying),
    ("telling", _saying),
)
