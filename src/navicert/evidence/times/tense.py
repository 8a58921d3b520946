"""Whether what a time expression belongs to is past or still to come, by the words around it."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future", "unknown"]

_PARTICIPLE = (
    r"(?:\w+ed|sold|sent|given|gone|paid|lent|shown|taken|brought|told|led|lost|made|been|written|spoken|flown|come)"
)
"""After "had": something was done ("had sold oil to a firm"), nothing is still to be done."""
_VERB = r"(?!(?:the|an?|its|his|her|their|this|that|these|those|some|any|all|other|both)\b)[a-z][\w-]*"
"""What may stand after "to" where something is to be done: no noun phrase, no name."""
_FUTURE = (
    r"(?:will|would|shall|’ll|'ll|may|might|could|can|must|should)(?: (?:not|also|soon|likely|now|"
    r"\w+ly))*(?: (?:be|have))?(?: \w+)?"
    r"|(?:due|set|scheduled|slated|expected|planned|planning|plans?|poised|about|going|hopes?|hoping|aims?|"
    r"intends?|wants?|vow(?:s|ed)|"
    rf"pledged|agreed|preparing|ready|prepares?|ordered|needs?|(?:has|have|had)(?! {_PARTICIPLE}\b))"
    rf"(?: (?!yet\b)[\w-]+){{0,3}}? to(?: be)? {_VERB}"
    r"|due|scheduled|slated|set for|planned for|expected|upcoming|ahead of|in time for|effective|starting|"
    r"beginning|later|"
    r"until|till|deadline|"
    r"in advance of|before|pending|calls? for|next|coming|requested for|invited|invitation|bid for|"
    r"go(?:es)? into effect|"
    r"takes? effect|begins|starts|opens|expires?|ends|runs until"
)
_PAST = (
    r"(?:has|have|had) yet to \w+|(?:has|have|had|having)(?: (?:not|also|already|never|\w+ly))*(?: been)? \w+"
    r"|(?!United\b|Limited\b|Red\b)\w{2,}ed|was|were|did|came|took|met|made|held|gave|began|went|saw|won|lost|sent|fell|rose|shot|struck|hit|"
    r"left|spoke|"
    r"wrote|sought|brought|found|ran|became|fought|kept|flew|sank|rode|drove|led|broke|built|bought|sold|paid|"
    r"caught|cut|drew|grew|"
    r"knew|laid|let|put|read|said|told|set|shook|showed|stood|thought|threw|won|wore|fired|since|after|following|"
    r"ago|last|past|"
    r"previous|earlier|says?"
)
_WAS_AHEAD = (
    r"(?:may|might|could|must|should|would)(?: not| also| well)* have(?: been)? \w+|"
    r"(?:was|were|had been)(?: \w+ly)? "
    r"(?:due|set|scheduled|slated|expected|planned|about|going|ordered|supposed) to(?: be)? \w+"
)
_CUE = re.compile(rf"\b(?:(?P<past>{_WAS_AHEAD})|(?P<future>{_FUTURE})|(?P<past2>{_PAST}))(?=\W|$)")
_SHORT = "".join(
    rf"(?<!{word})"
    for word in "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mr Mrs Ms Dr Gov Gen Sen Rep St No".split()
)
_CLAUSE = re.compile(
    rf"(?<![A-Z]){_SHORT}[.!?](?=[\s”\"]|$)|[;:“”\"]|, (?:but|and|while|which|who|as|with)\b|\bwho\b|\bwhich\b"
)
_COUNTED_FROM = re.compile(r"\b(?:days?|weeks?|months?|years?) (?:of|after|from|since) (?:the |its |their )?$")
_DONE_THEN = re.compile(
    r" (?:approval|adoption|vote|passage|resolution|decision|announcement|attack|launch|test|signing|ruling|invasion|"
    r"order|statement|report|agreement|accord|raid|crash|blast|explosion)\b"
)
"""What stands beside a day that something is counted from, or that names an act ("the May 5 approval"): it is past."""
_BY = re.compile(r"\b(?:by|no later than) (?:the (?:end|beginning|start|middle) of )?(?:early |late |mid-)?$")
_HAD = re.compile(r"\b(?:had|were|was|did|have|has (?!ordered|told|asked|pledged|agreed|promised|vowed|said)\w+ed)\b")
_FROM_LEVEL = re.compile(r"\bfrom (?:an? |about |around |some )?[$€£]?\d[^,;]{0,40} in (?:early |late )?$")
"""As in "down from 10.9 million barrels a day in January"."""
REACH = 160
"""Characters on either side within which the words that tell the time are sought."""


def tense(text: str, start: int, end: int) -> Tense:
    """The tense of `text[start:end]`: by the nearest telling word before it in its clause, else the first after it."""
    before = text[max(0, start - REACH) : start]
    if _COUNTED_FROM.search(before) or _DONE_THEN.match(text, end):
        return "past"
    if _BY.search(before) and not _HAD.search(before[-60:]):
        return "future"
    if _FROM_LEVEL.search(before):
        return "past"
    breaks = [found.end() for found in _CLAUSE.finditer(before)]
    nearest = _last(before[breaks[-1] :] if breaks else before)
    if nearest != "unknown":
        return nearest
    after = text[end : end + REACH]
    stop = _CLAUSE.search(after)
    found = _CUE.search(after[: stop.start()] if stop else after)
    return _of(found)


def _last(text: str) -> Tense:
    cues = list(_CUE.finditer(text))
    return _of(cues[-1] if cues else None)


def _of(found: re.Match[str] | None) -> Tense:
    if found is None:
        return "unknown"
    return "future" if found["future"] else "past"
