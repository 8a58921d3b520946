"""What is told without a speaker: "is said to", "reportedly"; and notices that something could not be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from navicert.evidence.sentences import Sentence
from navicert.evidence.speech.modality import Meaning

Told = tuple[int, int, Meaning, tuple[int, int]]
"""Start and end of what is told, how it is meant, and the characters that show it."""
NOT_VERIFIED = "not verified"

_CHECK = r"(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|authenticated?|substantiated?|determined?|establish(?:ed)?)"
_FAIL = (
    r"(?:could not|couldn['’]t|cannot|can['’]t|(?:was|were|is|has been|have been) unable to|"
    r"(?:was|were|has been|have been) not able to|has not been able to|have not been able to)"
)
_NOT_BEEN = r"(?:could not|couldn['’]t|cannot|can['’]t|have not|has not|had not)"
_ADVERBS = r"(?:(?:immediately|independently|initially|yet|also|fully|separately|at first|so far)\s+){0,3}"
_DENIED_TOO = r"(?: nor den(?:y|ied))?"
_NOTICES = tuple(
    re.compile(expression, re.IGNORECASE)
    for expression in (
        rf"(?P<cue>{_FAIL}\s+{_ADVERBS}{_CHECK})\s+(?P<what>[^.;]+)",
        rf"(?P<cue>{_NOT_BEEN}\s+{_ADVERBS}(?:be|been)\s+{_ADVERBS}{_CHECK})(?P<what>)",
        r"(?P<cue>there (?:is|was|were|has been|had been|have been) no (?:\w+ )?(?:confirmation|verification))"
        r"(?:\s+(?:of|from|for|that)\s+(?P<what>[^.;]+))?",
        rf"(?P<cue>(?:has|have|had|did) (?:not|neither) {_ADVERBS}(?:confirm(?:ed)?|verif(?:y|ied)){_DENIED_TOO})"
        r"\s+(?P<what>[^.;]+)",
    )
)
_BE = r"(?:is|are|was|were|has been|have been|had been)"
_TOLD = r"(?:said|believed|thought|rumou?red|suspected|alleged|reported|understood|feared)"
_TALK = r"(?:speculation|rumou?rs?|reports?|fears|suspicions?|allegations?|concerns?)"
_RUMOUR = re.compile(
    rf"\b(?:{_BE} (?:\w+ly )?{_TOLD} (?:to\b|(?:un)?likely\b)"
    rf"|(?<=, )(?P<last>it {_BE} (?:\w+ly )?(?:{_TOLD}|claimed))(?=[.;]|$)"
    rf"|{_BE} (?:\w+ly )?suspected of\b"
    r"|reportedly|allegedly|purportedly|supposedly"
    rf"|it {_BE} (?:\w+ly )?(?:{_TOLD}|claimed) that"
    rf"|there {_BE} (?:\w+ )?{_TALK} (?:that|of))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:]|,\s+(?:but|and|while|as well as|which|although|though)\s")


def notices_in(sentence: Sentence) -> Iterator[Told]:
    """Sentences in which the report says that it, or somebody, could not check what was said."""
    for pattern in _NOTICES:
        found = pattern.search(sentence.text)
        if found:
            start, end = _stripped(sentence, *_checked(sentence.text, found))
            cue = (sentence.start + found.start("cue"), sentence.start + found.end("cue"))
            yield start, end, Meaning("unverified", NOT_VERIFIED), cue
            return


def _checked(text: str, notice: re.Match[str]) -> tuple[int, int]:
    """What could not be checked: what stands after the notice; before it, where it says "could not be"."""
    what = notice["what"]
    if what is None or _names_side(what):
        return notice.span()
    if what:
        return notice.span("what")
    if open_question := _OPEN_QUESTION.match(text, notice.end()):
        return open_question.span("what")
    first = max(text.rfind(mark, 0, notice.start()) for mark in ".;,") + 1
    if text[first : notice.start()].strip():
        return first, notice.start()
    first = max(text.rfind(mark, 0, notice.start()) for mark in ".;") + 1
    comma = text.find(",", first)  # "The report, by a website, could not be verified"
    return first, comma if first < comma < notice.start() else notice.start()


_OPEN_QUESTION = re.compile(r" (?:that )?(?P<what>(?:(?<=that )|(?:whether|if|where|when|how|who|what)\b)[^.;]+)")
"""After "it could not be established": what stands open."""


def _names_side(what: str) -> bool:
    """ "from either side" says who did not confirm, not what."""
    return bool(re.fullmatch(r"(?:either|both|any|the other) (?:sides?|part(?:y|ies))|[A-Z][\w .’']*", what.strip()))


def rumours_in(sentence: Sentence) -> Iterator[Told]:
    """Clauses that tell something without saying who says it."""
    found = _RUMOUR.search(sentence.text)
    if not found:
        return
    before = [m.end() for m in _CLAUSE.finditer(sentence.text, 0, found.start())]
    after = _CLAUSE.search(sentence.text, found.end())
    start, end = (before[-1] if before else 0), (after.start() if after else len(sentence.text))
    introduced = found[0].lower().startswith(("it ", "there ")) and not found["last"]
    end = found.start() if found["last"] else end
    start = found.end() if introduced else start
    start, end = _stripped(sentence, start, end)
    if end - start < 10:
        return
    alleged = "alleg" in found[0].lower()
    cue = (sentence.start + found.start(), sentence.start + found.end())
    yield start, end, Meaning("unverified", "alleged" if alleged else None), cue


def _stripped(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The stretch on the page without blanks and marks at its edges."""
    piece = sentence.text[start:end]
    link = re.match(r"[ ,]*(?:although|though|but|and|while|which)\s+", piece)
    lead = link.end() if link else len(piece) - len(piece.lstrip(" ,“\"‘'"))
    tail = len(piece) - len(piece.rstrip(" ,.”\"’'"))
    further = re.search(r" (?:but|and) (?:said|says|added|did|was|had|has)\b", piece)
    tail = max(tail, len(piece) - further.start()) if further else tail
    return sentence.start + start + lead, sentence.start + max(start + lead, end - tail)
