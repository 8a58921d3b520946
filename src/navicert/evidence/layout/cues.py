"""How lines stand to the lines around them: copies, continuations, headlines and their leads, changes of subject."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence

from navicert.evidence.layout.lines import TextLine, content_words
from navicert.evidence.layout.signs import LONGEST_LOOKED_AT, signs

LEAST_INTRODUCTION = 9
"""Words from which a line that ends with a colon introduces what follows, and is part of the text."""
NEAR = 12
"""Lines within which a copy of a headline or caption is expected to stand."""


ELEMENTS = {
    "h1": "from_h1",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "from_heading"),
    "figcaption": "from_caption",
    "p": "from_p",
}
"""What is seen of a line from the HTML element it was taken from."""


def cues(lines: Sequence[TextLine], elements: Mapping[int, str] | None = None) -> list[frozenset[str]]:
    """Signs of each line with how it stands to its neighbours: copies, continuation, the lead that says it again.

    `elements` are the HTML elements of lines by number, where the text was taken out of a page.
    """
    seen = [set(signs(line)) for line in lines]
    for line, found in zip(lines, seen, strict=True):
        if elements and elements.get(line.number) in ELEMENTS:
            found.add(ELEMENTS[elements[line.number]])
    _own_script(seen)
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


def _own_script(seen: list[set[str]]) -> None:
    """Another script is a sign of furniture only on a page that is not written in it."""
    if sum("foreign" in found for found in seen) > len(seen) * MOST_FOREIGN:
        for found in seen:
            found.discard("foreign")


MOST_FOREIGN = 0.3
"""Share of lines in another script from which these are the page's own writing, not its furniture."""


def _compare(lines: Sequence[TextLine], seen: list[set[str]]) -> None:
    """Cues from what lines say: headlines said again by their leads, names introduced anew, a change of subject."""
    texts = [index for index, line in enumerate(lines) if line.size >= LEAST_LEAD and not seen[index] & NOT_TEXT]
    words = {index: content_words(lines[index].text[:LONGEST_LOOKED_AT]) for index in texts}
    for index, cue in zip(texts, _naming([lines[index].text[:LONGEST_LOOKED_AT] for index in texts]), strict=True):
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
        key = line.key[:LONGEST_LOOKED_AT]
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
