"""Which of the candidates that overlap is the name, and what one sentence of an article tells about the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from navicert.evidence.naming.candidate import Candidate
from navicert.evidence.naming.persons import RANKS, is_chinese_name, is_korean_name
from navicert.evidence.naming.places import is_known_place
from navicert.evidence.sentences import Word, words_of
from navicert.evidence.word_files import cities, demonym_words, organisation_names, word_set, words_under

_SMALL_WORDS = frozenset({"of", "for", "the", "and", "on", "in", "de", "&"})
Texts = dict[tuple[int, int], str]
"""The name of a candidate by its extent."""
RECOGNISER = "recogniser"
_COMPANY_TERMS = words_under("company_terms")
_OFFICES = frozenset({"Minister", "Ministers", "Secretary", "Secretaries"})


def chosen(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that stand, in order of place; no two overlap."""
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(_without_parts_of_longer(candidates), key=_precedence):
        characters = range(candidate.start, candidate.end)
        if taken.isdisjoint(characters):
            kept.append(candidate)
            taken.update(characters)
    return sorted(kept, key=lambda candidate: candidate.start)


def without_offices(candidates: Sequence[Candidate], words: Sequence[Word]) -> list[Candidate]:
    """The candidates without departments that only say what a person is ("Defense" in "Defense Minister …")."""
    after = {before.end: word.text for before, word in pairwise(words)}
    return [
        candidate
        for candidate in candidates
        if candidate.kind != "organisation"
        or after.get(candidate.end) not in _OFFICES
        or (candidate.rule == "known name" and candidate.length < 8 and not _is_department(candidate, words))
    ]


def _is_department(candidate: Candidate, words: Sequence[Word]) -> bool:
    return any(word.start == candidate.start and word.text in ("Treasury", "Commerce", "Justice") for word in words)


def _precedence(candidate: Candidate) -> tuple[float, int]:
    return (-candidate.confidence - min(candidate.length, 60) / 100, candidate.start)


def _without_parts_of_longer(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """One word that a list knows gives way to a longer name that the recogniser sees around it ("Jack London")."""
    longer = sorted(
        ((c.start, c.end) for c in candidates if c.rule == RECOGNISER and c.kind in ("person", "organisation")),
    )
    wide = {position: span for span in longer for position in range(*span)}
    for candidate in candidates:
        around = wide.get(candidate.start)
        inner = (
            around
            and around[0] <= candidate.start
            and candidate.end <= around[1]
            and around != (candidate.start, candidate.end)
        )
        if not (inner and candidate.rule in ("gazetteer", "known name", "locative") and candidate.length < 20):
            yield candidate


def family_name(name: str) -> str:
    """What newspapers go on with of a full name: the first part of a Korean or Chinese name, else the last.

    >>> [family_name(n) for n in ("Kim Jong Un", "Moon Jae-in", "Xi Jinping", "Shinzo Abe", "Ahmad Al-Sharaa")]
    ['Kim', 'Moon', 'Xi', 'Abe', 'Al-Sharaa']
    """
    parts = name.split()
    if len(parts) > 1 and (
        is_korean_name(name) or (is_chinese_name(name) and parts[0] not in word_set("given_names.txt"))
    ):
        return parts[0]
    return parts[-1]


def people_known(candidates: Iterable[Candidate], text_of: Texts) -> dict[str, str]:
    """Full name by family name; a family name that two people share leads to the first of them."""
    known: dict[str, str] = {}
    for candidate in candidates:
        name = text_of[candidate.start, candidate.end]
        if candidate.kind == "person" and " " in name:
            known.setdefault(family_name(name), name)
    return known


def with_bare_family_names(
    kept: Sequence[Candidate], words: Sequence[Word], families: frozenset[str]
) -> list[Candidate]:
    """Every capitalised family name of a person of the article names the person, whatever else it was taken for."""
    covered = {position: candidate for candidate in kept for position in range(candidate.start, candidate.end)}
    result = {(candidate.start, candidate.end): candidate for candidate in kept}
    for before, word in zip((None, *words), words, strict=False):
        if word.text not in families or not _stands_alone(before, word):
            continue
        inside = covered.get(word.start)
        if inside is None or (inside.start, inside.end) == (word.start, word.end):
            result[word.start, word.end] = Candidate.over([word], "person", 0.9, "family name")
    return sorted(result.values(), key=lambda candidate: candidate.start)


def _stands_alone(before: Word | None, word: Word) -> bool:
    return before is None or before.text != "-" or before.end < word.start


def usable_families(names: Iterable[str]) -> frozenset[str]:
    """Family names that can be looked for by themselves: no country, no known organisation, no word of a title."""
    return frozenset(
        name
        for name in names
        if len(name) > 1
        and not (is_known_place(name) and name not in word_set("doubtful_places.txt"))
        and name not in organisation_names()
        and name not in RANKS
        and name not in demonym_words()
    )


def with_acronyms(kept: Sequence[Candidate], words: Sequence[Word], acronyms: frozenset[str]) -> list[Candidate]:
    """Every acronym that the article explains names the organisation, whatever else it was taken for."""
    result = {(candidate.start, candidate.end): candidate for candidate in kept}
    covered = {position for c in kept if c.length > len("ABCDEF") for position in range(c.start, c.end)}
    for word in words:
        if word.text in acronyms and word.start not in covered:
            result[word.start, word.end] = Candidate.over([word], "organisation", 0.9, "acronym")
    return sorted(result.values(), key=lambda candidate: candidate.start)


def acronyms_of(candidates: Iterable[Candidate], text_of: Texts, words: Sequence[Word]) -> frozenset[str]:
    """Acronyms in brackets after the organisation whose initials they are ("Royal Fishing Agency (RFA)")."""
    ends = {c.end: initials(text_of[c.start, c.end]) for c in candidates if c.kind == "organisation"}
    return frozenset(
        inner.text
        for before, bracket, inner in zip(words, words[1:], words[2:], strict=False)
        if bracket.text == "(" and inner.text.isupper() and len(inner.text) > 1 and ends.get(before.end) == inner.text
    )


def initials(name: str) -> str:
    """ "National Intelligence Agency" gives "NIA"."""
    return "".join(word[0] for word in name.split() if word.lower() not in _SMALL_WORDS)


def of_one_kind(kept: Sequence[Candidate], text_of: Texts) -> list[Candidate]:
    """A name that the recogniser took for different kinds in one article gets the kind it has most often."""
    votes: dict[str, Counter[str]] = {}
    for candidate in kept:
        votes.setdefault(text_of[candidate.start, candidate.end], Counter())[candidate.kind] += _vote(candidate)
    return [
        candidate
        if candidate.rule != RECOGNISER
        else Candidate(
            candidate.start,
            candidate.end,
            votes[text_of[candidate.start, candidate.end]].most_common(1)[0][0],  # type: ignore[arg-type]
            candidate.confidence,
            candidate.rule,
        )
        for candidate in kept
    ]


def _vote(candidate: Candidate) -> int:
    return 1 if candidate.rule == RECOGNISER else 10


def company_words(names: Iterable[str]) -> frozenset[str]:
    """Words by which a company is known for short: those of its full name that mean nothing else."""
    return frozenset(
        word.text
        for name in names
        if name.split()[-1].rstrip(".") in words_under("company_ends")
        for word in words_of(name)
        if len(word.text) > 3 and word.text.istitle() and not _means_something(word.text)
    )


def _means_something(word: str) -> bool:
    means = word_set("organisation_heads.txt") | _COMPANY_TERMS
    return word in means or word in cities() or is_known_place(word)


def with_companies(kept: Sequence[Candidate], text_of: Texts, short: frozenset[str]) -> list[Candidate]:
    """What the recogniser took for a person or place is the company where it is a word of the company's name."""
    return [
        replace(candidate, kind="organisation", rule="company's short name")
        if candidate.rule == RECOGNISER and text_of[candidate.start, candidate.end] in short
        else candidate
        for candidate in kept
    ]


def without_common_words(kept: Sequence[Candidate], text_of: Texts, small: frozenset[str]) -> list[Candidate]:
    """The candidates without single words that the article also writes small ("Diesel" where "diesel" stands too)."""
    return [c for c in kept if c.rule != RECOGNISER or text_of[c.start, c.end].lower() not in small]
