"""Texts that stand in several places: the same wire story, caption or paragraph counts as one source.

Texts are compared by their runs of four words (shingles; Broder, "On the resemblance and containment of documents",
1997). Containment is the share of the smaller text's shingles that the other holds. A story that changes paragraphs or
figures of an earlier one is a new version of it, not a copy.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from navicert.evidence.model import Article, Occurrence, PageReading, SourceText

VERSION = "duplicates 1"

RUN = 4
COPIED = 0.8
"""Containment from which a paragraph or caption is a copy."""
RECYCLED = 0.28
"""Containment from which a paragraph is another's, reworked; about nine in ten pairs judged so were."""
SAME_STORY = 0.5
"""Containment from which two articles are copies or versions of one story."""
LEAST_WORDS = 12
"""Words from which a paragraph says enough of its own; stock sentences are shorter."""
MOST_COMMON = 50
"""Texts in which a run of words may stand before it says nothing about any two of them."""

Kind = Literal["article", "caption", "paragraph"]

_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Text:
    """A text that may be a copy: where it stands, its words, the figures in it, the day of its publication."""

    kind: Kind
    occurrence: Occurrence
    words: str
    figures: tuple[str, ...]
    day: date | None


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its shingles, where it stands and the figures in it."""

    kind: Kind
    occurrence: Occurrence
    words: str
    shingles: frozenset[int]
    figures: frozenset[str]
    day: date | None


def find_duplicates(readings: Sequence[PageReading]) -> tuple[SourceText, ...]:
    """Texts that stand in several places of these pages or are versions of each other; pages as they were received."""
    return duplicates_among(text for reading in readings for text in texts_in(reading))


def texts_in(reading: PageReading) -> tuple[Text, ...]:
    """The texts of a page that may be copies: its articles, captions and longer paragraphs."""
    return (*_articles([reading]), *_captions([reading]), *_paragraphs([reading]))


def duplicates_among(texts: Iterable[Text]) -> tuple[SourceText, ...]:
    """Which of these texts are copies or versions of each other; page after page, in the order of their coming."""
    of: dict[Kind, list[_Text]] = defaultdict(list)
    for text in texts:
        of[text.kind].append(_shingled(text))
    return (*_stories(of["article"]), *_copies(of["caption"], COPIED), *_copies(of["paragraph"], RECYCLED))


def _articles(readings: Iterable[PageReading]) -> Iterator[Text]:
    for reading in readings:
        for article in reading.articles:
            lines = reading.body_lines(article)
            body = "\n".join(reading.page.text[line.start : line.end] for line in lines)
            yield _text("article", reading, article, (article.body_start, article.body_end), body)


def _captions(readings: Iterable[PageReading]) -> Iterator[Text]:
    for reading in readings:
        owners = {article.id: article for article in reading.articles}
        for line in reading.lines:
            if line.role in ("caption", "caption_dup"):
                text = reading.page.text[line.start : line.end]
                yield _text("caption", reading, owners.get(line.article_id or ""), (line.start, line.end), text)


def _paragraphs(readings: Iterable[PageReading]) -> Iterator[Text]:
    for reading in readings:
        for article in reading.articles:
            for line in reading.body_lines(article):
                text = reading.page.text[line.start : line.end]
                if len(_WORD.findall(text)) >= LEAST_WORDS:
                    yield _text("paragraph", reading, article, (line.start, line.end), text)


def _text(kind: Kind, reading: PageReading, article: Article | None, extent: tuple[int, int], text: str) -> Text:
    return Text(
        kind,
        Occurrence(reading.page.id, article.id if article else None, *extent),
        " ".join(_WORD.findall(text.lower())),
        tuple(sorted(set(_FIGURE.findall(text)))),
        article.published.day if article else None,
    )


def _shingled(text: Text) -> _Text:
    words = text.words.split(" ") if text.words else []
    runs = (" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))
    shingles = frozenset(map(hash, runs)) if words else frozenset()
    return _Text(text.kind, text.occurrence, text.words, shingles, frozenset(text.figures), text.day)


# --- comparing --------------------------------------------------------------------------------------------------


def _alike(texts: Sequence[_Text], least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of texts and the containment of the smaller in the other, from `least` up."""
    holders: dict[int, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for shingle in text.shingles:
            holders[shingle].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for found in holders.values():
        if 1 < len(found) <= MOST_COMMON:
            shared.update((a, b) for i, a in enumerate(found) for b in found[i + 1 :])
    for (a, b), count in sorted(shared.items()):
        share = count / min(len(texts[a].shingles), len(texts[b].shingles))
        if share >= least:
            yield a, b, min(1.0, share)


def _copies(texts: Sequence[_Text], least: float) -> Iterator[SourceText]:
    """One source for each cluster of copies; its confidence is that of the weakest link."""
    links = list(_alike(texts, least))
    for members in _clusters(len(texts), ((a, b) for a, b, _ in links)):
        inside = set(members)
        weakest = min(share for a, b, share in links if a in inside)
        yield _source([texts[at] for at in members], round(0.5 + weakest / 2, 2))


def _stories(texts: Sequence[_Text]) -> Iterator[SourceText]:
    """Clusters of copied articles, and which of them are versions of an earlier one."""
    links = list(_alike(texts, SAME_STORY))
    copies = [(a, b) for a, b, share in links if _is_copy(texts[a], texts[b], share)]
    clusters = _clusters(len(texts), copies)
    home = {at: number for number, members in enumerate(clusters) for at in members}
    versions = [(a, b, share) for a, b, share in links if home.get(a, -1 - a) != home.get(b, -1 - b)]
    sources = {at: _source([texts[at] for at in members], 0.95) for members in clusters for at in members}
    for a, b, _ in versions:
        for at in (a, b):
            sources.setdefault(at, _source([texts[at]], 0.8))
    older = {later: earlier for earlier, later in (_in_time(texts, a, b) for a, b, _ in versions)}
    given: set[str] = set()
    for at in sorted(sources):
        source = sources[at]
        if source.id not in given:
            given.add(source.id)
            earlier = older.get(at)
            yield replace(source, version_of=sources[earlier].id) if earlier is not None else source


def _is_copy(left: _Text, right: _Text, share: float) -> bool:
    """Whether two articles of one story say the same: hardly a run differs, and no figure of the shorter was changed.

    A longer one of another day that adds to a shorter is a version of it, not a copy."""
    small, large = sorted((left, right), key=lambda text: len(text.shingles))
    if share < COPIED or not small.figures <= large.figures:
        return False
    grown = len(large.shingles) > 1.15 * len(small.shingles)
    return not (grown and small.day and large.day and small.day != large.day)


def _in_time(texts: Sequence[_Text], a: int, b: int) -> tuple[int, int]:
    """The earlier and the later of two versions: by day, else by length (stories grow), else as received."""
    first, second = texts[a], texts[b]
    if first.day and second.day and first.day != second.day:
        return (a, b) if first.day < second.day else (b, a)
    return (a, b) if len(first.shingles) <= len(second.shingles) else (b, a)


def _clusters(count: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups of two and more that links hold together."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for a, b in links:
        parent[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(count):
        groups[root(at)].append(at)
    return [members for members in groups.values() if len(members) > 1]


def _source(texts: Sequence[_Text], confidence: float) -> SourceText:
    digest = hashlib.sha256(texts[0].words.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    kind = texts[0].kind
    return SourceText(f"{kind}-{digest}", kind, tuple(text.occurrence for text in texts), confidence, VERSION)
