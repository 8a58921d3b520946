"""What speaks for a line's role: signs on the line itself, and how it stands to the lines around it."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from navicert.evidence.datelines import AGENCY, CAPITAL_PLACE, DAY, PLACE, opening
from navicert.evidence.lines import TextLine, content_words
from navicert.evidence.stamps import STAMP
from navicert.evidence.wordlists import (
    AGENCIES,
    CAPTION_VERBS,
    HEADLINE_VERBS,
    MONTHS,
    OUTLET_WORDS,
    PHOTO_SOURCES,
    PROMOTIONS,
    WEEKDAYS,
    WIDGETS,
)

LONGEST_SIGN = 1200
"""Characters of a line that its signs are sought in: half from the beginning, half from the end."""

_NAME = r"(?:[A-ZÀ-Þ][\w.’'-]*|al-[A-Z]\w+|de|van|von|bin|der|da|di|el|la|le)"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,4}}(?:(?:,? and |, | & |/){_NAME}(?: {_NAME}){{0,4}}){{0,7}}"
_END = r"(?:[.!…。！？][\"”’'」』)\]]*|\?[\"”’'」』)\]]+)$"
_PHOTO = rf"(?:{AGENCIES}|{PHOTO_SOURCES})"
_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("bullet", r"^(?:[•●▪■◦‣·*»►➤]|-(?= [A-Z“‘\"]))\s*\S"),
        ("capitals", r"^(?=(?:.*[A-Z]){4})[^a-z]+$"),
        ("ends", _END),
        ("question", r"\?[\"”’']*$"),
        ("open_end", r"[,;:–—-]$"),
        ("colon", r":$"),
        ("lower_start", r"^[a-zà-þ]"),
        ("quote_start", r"^[“\"‘'«「]"),
        ("byline", rf"^(?i:by|written by|story by|words by|reported by|author:?|text:?|from)[: ] ?{_NAMES}(?:,? (?:in|for|at) [\w ,.]{{2,30}}|[,|] .{{2,40}})?$"),
        ("byline_agency", rf"^(?:By |Source: ?|[-–—] ?|\()?(?i:{AGENCY})(?:[/ ,&|]+(?i:{AGENCY}|agencies|staff))*\)?(?: -)?$"),
        ("agency_sign", rf"^[-–—(] ?(?i:{AGENCY})(?:[/ ,&|]+(?i:{AGENCY}|agencies))*\)?$"),
        ("names_only", rf"^{_NAME}(?: {_NAME}){{1,4}}(?:(?:,? and |, | & | \| ){_NAME}(?: {_NAME}){{0,4}}){{0,3}}$"),
        ("credits", r"^[(\[]?(?i:(?:additional |further |compiled )?(?:reporting|writing|editing|translation|graphics?|compiled|edited|written|reported|translated|produced|rewritten) (?:by|and (?:writing|editing) by)|with (?:inputs?|reporting|files|additional reporting|agency inputs?)\b|(?:source|sources|agencies): ?|\S+ contributed to this)"),
        ("credits_inside", r"\((?:(?:Additional )?[Rr]eporting|Writing|Editing|Compiled) by [^)]*\)\s*$"),
        ("photo_credit", rf"(?:\b{_PHOTO}(?: Photo)?(?:/[A-Z][\w.' -]+)+|\b(?:via|/) ?{_PHOTO}\)?|[(\[][^()]*{_PHOTO}[^()]*[)\]]|(?i:photo|image|picture|photograph|credit|file photo|courtesy)s?(?: credit)?(?: ?[:/|]| by | courtesy).{{2,80}}|\b[A-Z]{{2,}}/[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*|(?:[.”’]|—|–) ?{_PHOTO})[.)\]]*$"),
        ("caption_phrase", r"(?i:^file ?[-–:(]|^\(?file photo|file photo|file picture|\bin this (?:undated |file |handout |combination )?(?:photo|image|picture|frame|video)|undated (?:photo|handout|picture|image)|handout (?:photo|picture|image)|\bpictured\b|\bis (?:seen|shown|pictured)\b|\bare (?:seen|shown|pictured)\b|\((?:left|right|centre|center|l|r|c|front|back|2nd [lr])\)|, (?:center|centre)? ?(?:left|right),|satellite image|a screen ?(?:grab|shot)|shakes? hands|\[(?:file|[^\]]*/(?:reuters|ap|afp|getty|epa)[^\]]*)\])"),
        ("caption_day", rf"(?:, |on |in )(?:{WEEKDAYS})?,? ?(?:{MONTHS})\.?,? \d{{1,2}},? (?:\d{{4}})?"),
        ("widget", rf"^(?i:{WIDGETS})[.:… ]*$"),
        ("symbols", r"^(?:[\W\d_]+|\w{1,3}|[\W\d_]*(?i:of|min|mins|minutes?|views?|shares?|comments?|likes?|photos?|videos?|images?|read|min read|minute read|minutes read)[\W\d_]*(?i:read)?)$"),
        ("promo", rf"^[(\[]?(?i:{PROMOTIONS})(?:\b|:)"),
        ("promo_label", r"^(?i:(?:read|see|also|related|watch|more|listen|recommended|explore|opinion|analysis|explainer|interactive|photos|pictures|gallery|video)\b[^:]{0,20}[:|])"),
        ("url", r"(?i:https?://|www\.|pic\.twitter|\.com/)\S*"),
        ("click", r"(?i:\bclick\b|\bsubscribe\b|\bsign up\b|\bnewsletter\b|\bdownload (?:the|our)\b|\bour (?:app|website|channel)\b|\bwhat .{2,20} can do for you\b)"),
        ("outlet", rf"^(?:[-–—|] ?)?(?:The )?(?:[A-Z][\w.&’'-]*,? ){{0,3}}(?:{OUTLET_WORDS})(?: (?:[A-Z]\w+|\([A-Za-z ]+\)|[-–|] [A-Z]\w+)){{0,2}}$"),
        ("outlet_dash", r"^[-–—|] ?[A-Z]\S*(?: \S+){0,3}$"),
        ("place", rf"^{PLACE}(?:, {PLACE}){{0,2}}(?:,? {DAY})?[.:]?$"),
        ("place_capitals", rf"^{CAPITAL_PLACE}(?:, {PLACE}){{0,2}}(?:,? {DAY})?[.:]?$"),
        ("says", r"(?i:\b(?:said|says|told|added|according to|announced|reported|has|have|had|will|would)\b)"),
        (
            "follows_on",
            r"^[“\"‘']?(?:But|And|He|She|They|It|His|Her|Their|Its|Still|However|Meanwhile|Also|Yet|This|That|These|Those|Such|So|Another|"
            r"In addition|Even|Then|Instead|Though|While|Like|Both|One of the|Not|Or|Nor|As for|For his part|For her part|Of course)\b",
        ),
        ("weekday", rf"\b(?:{WEEKDAYS})\b"),
        ("address", r"^\S+@\S+\.\S+$|^@\w+$"),
        ("headline_verb", rf"(?<=\s)(?i:{HEADLINE_VERBS})(?=[\s,:;?]|$)"),
        ("caption_verb", rf"^(?:(?!\b(?:said|told|says)\b).){{0,110}}\b(?:{CAPTION_VERBS})\b(?!.*\b(?:said|told|on (?:{WEEKDAYS})[ ,.](?!{MONTHS}))\b)"),
        ("day_end", rf"\b(?:{MONTHS})\.?,? \d{{1,2}}(?:, ?\d{{4}}|,)[.)]*(?: ?[A-Z(\[][^.]*)?$|\b\d{{1,2}} (?:{MONTHS})\.?,? \d{{4}}[.)]*$"),
        ("title_mark", r"^(?i:exclusive|analysis|explainer|factbox|update ?\d?|opinion|breaking|watch|wrapup ?\d?|timeline|interview|insight|feature|special report|live)\s?[:|-]"),
    )
)  # fmt: skip


def signs(line: TextLine) -> Iterator[str]:
    """What can be seen on the line alone."""
    text = (
        line.text
        if len(line.text) <= LONGEST_SIGN
        else line.text[: LONGEST_SIGN // 2] + line.text[-LONGEST_SIGN // 2 :]
    )
    for name, pattern in _SIGNS:
        if pattern.search(text):
            yield name
    if opened := opening(line.text):
        yield "lead_agency" if opened.agency else "lead"
    if stamp := STAMP.match(text):
        yield from _stamp_signs(stamp, text)
    yield _size_sign(line)


def _stamp_signs(stamp: re.Match[str], text: str) -> Iterator[str]:
    """A date alone on its line, or with a few words (author, section); after a label ("Published:") with more."""
    few = MOST_BESIDE_LABELLED if stamp["label"] else MOST_BESIDE
    if len(stamp["rest"].split()) <= few and not re.search(_END, text):
        yield "stamp"


MOST_BESIDE, MOST_BESIDE_LABELLED = 6, 14
"""Words that may follow a time of publication on its line."""

SIZES = ((2, "tiny"), (5, "short"), (7, "middling"), (22, "medium"), (60, "long"))
"""Names of lengths in words, each up to and including; beyond them a line is huge."""


def _size_sign(line: TextLine) -> str:
    return next((name for limit, name in SIZES if line.size <= limit), "huge")


LEAST_INTRODUCTION = 9
"""Words from which a line that ends with a colon introduces what follows, and is part of the text."""
NEAR = 12
"""Lines within which a copy of a headline or caption is expected to stand."""


def cues(lines: Sequence[TextLine]) -> list[frozenset[str]]:
    """Signs of each line with how it stands to its neighbours: copies, continuation, the lead that says it again."""
    seen = [set(signs(line)) for line in lines]
    _copies(lines, seen)
    for at, line in enumerate(lines):
        if line.gap >= 2:
            seen[at].add("gap")
        if at and "lower_start" in seen[at] and "ends" not in seen[at - 1]:
            seen[at - 1].add("continues")
    for at, line in enumerate(lines):
        if not seen[at] & {"ends", "continues"}:
            if "colon" in seen[at] and line.size > LEAST_INTRODUCTION:
                seen[at].add("colon_end")
                continue
            seen[at].add("unended" if line.size > LONGEST_HEADLINE or "lower_start" in seen[at] else "headline_shape")
    _compare(lines, seen)
    return [frozenset(found) for found in seen]


def _compare(lines: Sequence[TextLine], seen: list[set[str]]) -> None:
    """Cues from what lines say: headlines said again by their leads, names introduced anew, a change of subject."""
    texts = [index for index, line in enumerate(lines) if line.size >= LEAST_LEAD and not seen[index] & NOT_TEXT]
    words = {index: content_words(lines[index].text[:LONGEST_SIGN]) for index in texts}
    for index, cue in zip(texts, _naming([lines[index].text[:LONGEST_SIGN] for index in texts]), strict=True):
        if cue:
            seen[index].add(cue)
    for at, line in enumerate(lines):
        if seen[at] & {"headline_shape", "unended"} and not seen[at] & {"tiny", "long", "huge"}:
            place = bisect(texts, at)
            after = [words[index] for index in texts[place : place + AROUND] if index - at <= NEAR]
            before = [words[index] for index in texts[max(place - AROUND, 0) : place]]
            seen[at].update(_restated(line, after))
            seen[at].update(_cohesion(before, after))


NOT_TEXT = {"photo_credit", "credits", "stamp", "promo_label"}
AROUND = 4
"""Paragraphs on either side that are compared."""


def _naming(texts: Sequence[str]) -> Iterator[str | None]:
    """Whether a paragraph gives the full name of someone whom earlier ones already called by the last name alone
    (`reintroduces`: a new report does), or goes on calling someone so without any full name (`carries_on`)."""
    called: set[str] = set()
    full: set[str] = set()
    for text in texts:
        lasts = {name.split()[-1] for name in _FULL_NAME.findall(text)}
        alone = set(_CAPITALISED.findall(_FULL_NAME.sub(" ", text))) & full
        again = lasts & called & full
        yield "reintroduces" if again else "carries_on" if alone and not lasts & full else None
        called |= alone
        full |= lasts


_FULL_NAME = re.compile(r"\b[A-Z][a-z]+(?:[- ][A-Z][a-z]+)+\b")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+\b")


def _cohesion(before: Sequence[frozenset[str]], after: Sequence[frozenset[str]]) -> Iterator[str]:
    """Whether the paragraphs on both sides share few words (a new subject) or many."""
    left, right = frozenset().union(*before), frozenset().union(*after)
    if len(left) < LEAST_COMPARED or len(right) < LEAST_COMPARED:
        return
    share = len(left & right) / min(len(left), len(right))
    if share < 0.12:
        yield "new_subject"
    elif share > 0.25:
        yield "same_subject"


LEAST_COMPARED = 25


def _copies(lines: Sequence[TextLine], seen: list[set[str]]) -> None:
    last: dict[str, int] = {}
    for at, line in enumerate(lines):
        key = line.key[:LONGEST_SIGN]
        earlier = last.get(key) if key else None
        if earlier is None:
            earlier = _extended(lines, at)
        if earlier is not None and at - earlier <= NEAR:
            seen[at].add("copy")
            seen[earlier].add("copied")
            if at - earlier == 1:
                seen[at].add("twin")
                seen[earlier].add("twin")
            if "ends" in seen[earlier] or lines[earlier].size > LONGEST_HEADLINE:
                seen[earlier].update(seen[at] & _SHARED_BY_COPIES)
        elif earlier is not None:
            seen[at].add("far_copy")
        last[key] = at


_SHARED_BY_COPIES = {"photo_credit"}
LONGEST_HEADLINE = 22
"""Words; a line that is longer, or ends as a sentence, shares the credit of its copy: both are captions."""
LEAST_EXTENDED = 40
"""Characters from which one line that begins with the whole of another is taken for its copy with something added."""


def _extended(lines: Sequence[TextLine], at: int) -> int | None:
    """The line shortly before whose whole text this one begins with, or the other way round."""
    near = range(at - 1, max(at - 5, -1), -1)
    return next((earlier for earlier in near if is_copy(lines[at].key, lines[earlier].key)), None)


def is_copy(key: str, other: str) -> bool:
    """Whether two keys are equal, or one of some length begins the other (a copy with a credit added, or cut off)."""
    if key == other:
        return True
    return min(len(key), len(other)) >= LEAST_EXTENDED and (key.startswith(other) or other.startswith(key))


LEAST_LEAD = 18
"""Words from which a paragraph can be the lead that a headline sums up."""
LEADS = 3
"""Paragraphs looked at for what a headline says."""


def _restated(line: TextLine, leads: Sequence[frozenset[str]]) -> Iterator[str]:
    """How much of a headline the first paragraphs after it say again; after a subhead they say little of it."""
    words = content_words(line.text)
    if len(words) < 3 or not leads:
        return
    share = len(words & frozenset().union(*leads[:LEADS])) / len(words)
    most = share >= 0.6 and len(words) >= ENOUGH_WORDS
    yield "restated_most" if most else "restated_some" if share >= 0.35 else "restated_little"


ENOUGH_WORDS = 4
"""Words of its own that a line needs before their return in the next paragraph says much."""
