"""People, organisations, places and equipment named in the articles of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from navicert.evidence.model import Article, FoundName, Mention, PageReading, Recogniser
from navicert.evidence.naming.candidate import Candidate
from navicert.evidence.naming.choice import (
    acronyms_of,
    chosen,
    company_words,
    of_one_kind,
    people_known,
    usable_families,
    with_acronyms,
    with_bare_family_names,
    with_companies,
    without_common_words,
    without_offices,
)
from navicert.evidence.naming.equipment import equipment_in
from navicert.evidence.naming.identity import Identity, identities
from navicert.evidence.naming.mending import mended, whole_name
from navicert.evidence.naming.organisations import organisations_in
from navicert.evidence.naming.persons import persons_in
from navicert.evidence.naming.places import places_in
from navicert.evidence.naming.plain import PlainNames
from navicert.evidence.sentences import Word, words_of

VERSION = "names 1"


@dataclass(frozen=True, slots=True)
class _Passage:
    """A line of running text (or, not `printed`, of a title or caption, read for the names alone)."""

    start: int
    text: str
    words: tuple[Word, ...]
    printed: bool = True


def find_mentions(reading: PageReading, recogniser: Recogniser | None = None) -> tuple[Mention, ...]:
    """Every name in the running text of every article, in order.

    Without a recogniser names are found by lists and shapes alone: fewer of them, and some of the wrong kind.
    """
    found: list[Mention] = []
    for article in reading.articles:
        passages = _passages(reading, article)
        candidates = _candidates(passages, recogniser or PlainNames())
        version = f"{VERSION}, {(recogniser or PlainNames()).version}"
        found.extend(_mentions(article, passages, _kept(passages, candidates), reading.page.text, version, len(found)))
    return tuple(found)


def _passages(reading: PageReading, article: Article) -> list[_Passage]:
    extents = {(line.start, line.end): True for line in reading.body_lines(article)}
    beside = [span for span in (article.title, *article.captions) if span is not None]
    for span in beside:
        extents.setdefault((span.start, span.end), False)
    text = reading.page.text
    return [
        _Passage(start, text[start:end], tuple(words_of(text[start:end], start)), printed)
        for (start, end), printed in sorted(extents.items())
    ]


def _candidates(passages: Sequence[_Passage], recogniser: Recogniser) -> list[list[Candidate]]:
    answers = recogniser.names([passage.text for passage in passages])
    return [
        without_offices([*_by_rules(passage), *_by_recogniser(passage, found)], passage.words)
        for passage, found in zip(passages, answers, strict=True)
    ]


def _by_rules(passage: _Passage) -> Iterator[Candidate]:
    yield from places_in(passage.words)
    yield from organisations_in(passage.words)
    yield from persons_in(passage.words)
    yield from equipment_in(passage.text, passage.start, passage.words)


def _by_recogniser(passage: _Passage, found: Iterable[FoundName]) -> Iterator[Candidate]:
    starts = {word.start: index for index, word in enumerate(passage.words)}
    ends = {word.end: index + 1 for index, word in enumerate(passage.words)}
    for name in found:
        first, end = starts.get(passage.start + name.start), ends.get(passage.start + name.end)
        if name.entries:
            start, stop = passage.start + name.start, passage.start + name.end
            yield Candidate(start, stop, name.kind, name.confidence, "listed name", name.subkind, name.entries)
            continue
        if first is None or end is None or first >= end:
            continue
        if name.kind == "person":
            first, end = whole_name(passage.words, first, end)
        candidate = mended(passage.words[first:end], name.kind, name.confidence)
        if candidate:
            yield candidate


def _kept(passages: Sequence[_Passage], candidates: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    """What stands in each passage after the whole article has been seen."""
    kept = [chosen(each) for each in candidates]
    texts = _texts(passages, kept)
    every = [c for each in kept for c in each]
    families = usable_families(people_known(every, texts))
    companies = company_words(texts[c.start, c.end] for c in every if c.kind == "organisation")
    small = frozenset(word.text for passage in passages for word in passage.words if word.text.islower())
    acronyms = frozenset[str]().union(
        *(acronyms_of(each, texts, passage.words) for passage, each in zip(passages, kept, strict=True))
    )
    kept = [with_acronyms(each, p.words, acronyms) for p, each in zip(passages, kept, strict=True)]
    texts = _texts(passages, kept)
    kept = [
        with_bare_family_names(
            with_companies(without_common_words(each, texts, small), texts, companies), passage.words, families
        )
        for passage, each in zip(passages, kept, strict=True)
    ]
    agreed = iter(of_one_kind([c for each in kept for c in each], _texts(passages, kept)))
    return [[next(agreed) for _ in each] for each in kept]


def _texts(passages: Sequence[_Passage], kept: Sequence[Sequence[Candidate]]) -> dict[tuple[int, int], str]:
    """The name of each candidate, single blanks between its words."""
    return {
        (c.start, c.end): " ".join(passage.text[c.start - passage.start : c.end - passage.start].split())
        for passage, each in zip(passages, kept, strict=True)
        for c in each
    }


def _mentions(
    article: Article,
    passages: Sequence[_Passage],
    kept: Sequence[Sequence[Candidate]],
    text: str,
    version: str,
    number: int,
) -> Iterator[Mention]:
    """The mentions in running text; those of titles and captions only say who is meant."""
    known = identities([(c, text[c.start : c.end]) for each in kept for c in each], article.body_start)
    printed = [c for passage, each in zip(passages, kept, strict=True) if passage.printed for c in each]
    first_of: dict[str, str] = {}
    for index, candidate in enumerate(printed, start=number + 1):
        who = known[candidate.start]
        name_id = f"m{index}"
        earlier = first_of.setdefault(who.key, name_id)
        yield _mention(article, candidate, who, text, version, name_id, None if earlier == name_id else earlier)


def _mention(
    article: Article, candidate: Candidate, who: Identity, text: str, version: str, name_id: str, same_as: str | None
) -> Mention:
    return Mention(
        id=name_id,
        article_id=article.id,
        start=candidate.start,
        end=candidate.end,
        text=text[candidate.start : candidate.end],
        kind=candidate.kind,
        confidence=round(candidate.confidence, 2),
        extractor=f"{version}, {candidate.rule}",
        subkind=candidate.subkind,
        entries=candidate.entries,
        name=who.name,
        same_as=same_as,
    )
