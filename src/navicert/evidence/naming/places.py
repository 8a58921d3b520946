"""Places by gazetteer and by what geographical names are made of ("Yalu River", "the village of …", "… region")."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from navicert.evidence.naming.candidate import Candidate, is_capitalised, run_from
from navicert.evidence.naming.phrases import Phrases
from navicert.evidence.sentences import Word
from navicert.evidence.word_files import cities, country_names, demonym_words, surnames, word_set, words_under

LARGE_CITY = 100
"""Thousands of inhabitants from which a city is known by its bare name."""

_HEADS = words_under("heads")
_HEADS_BEFORE_NAME = frozenset({"Mount", "Lake", "Cape", "Port", "Fort", "Camp"})
_KINDS_OF_PLACE = words_under("kinds_of_place")
_LOCATIVE = frozenset({"in", "near", "outside", "around", "at"})


@functools.cache
def _known() -> Phrases:
    singles = {
        name
        for name, thousands in cities().items()
        if " " not in name and "-" not in name and thousands >= LARGE_CITY and len(name) > 2
    }
    several = {name for name in cities() if " " in name or "-" in name}
    people = word_set("given_names.txt") | surnames("korean") | surnames("chinese") | demonym_words()
    doubtful = word_set("doubtful_places.txt") | (people - {"Jordan", "Chad", "Florence"})
    names = set(country_names()) | word_set("regions.txt") | (singles - doubtful) | (several - doubtful)
    capitals = {name.upper() for name in names if len(name) > 3}
    return Phrases(names | capitals)


@functools.cache
def _facilities() -> Phrases:
    return Phrases(words_under("facilities"))


def is_known_place(name: str) -> bool:
    """Whether a name is a country, region or city of the gazetteer, the doubtful ones left out."""
    return name in country_names() or name in word_set("regions.txt") or is_city(name)


def is_city(name: str) -> bool:
    return name in cities() and name not in word_set("doubtful_places.txt") and name not in word_set("given_names.txt")


def places_in(words: Sequence[Word]) -> Iterator[Candidate]:
    """Places among the words of a paragraph."""
    for first, end in _known().within(words):
        yield Candidate.over(words[first:end], "place", 0.9, "gazetteer")
    for position, word in enumerate(words):
        if is_capitalised(word):
            yield from _shaped(words, position)
            yield from _placed_by_context(words, position)
        elif word.text == "of" and position and words[position - 1].text.lower() in _KINDS_OF_PLACE:
            yield from _named_after_kind(words, position + 1)


def _shaped(words: Sequence[Word], position: int) -> Iterator[Candidate]:
    if position and is_capitalised(words[position - 1]):
        return
    end = run_from(words, position)
    while position < end - 1 and words[position].text in words_under("not_first"):
        position += 1
    facility = _facilities().at(words, end) if end < len(words) else 0
    if facility:
        yield Candidate.over(words[position : end + facility], "place", 0.9, "facility")
    run = [word.text for word in words[position:end]]
    if len(run) > 1 and run[-1] in _HEADS and run[0] not in ("The", "A"):
        yield Candidate.over(words[position:end], "place", 0.9, "geographical name")
    elif len(run) > 2 and run[0] == "The" and run[-1] in _HEADS:
        yield Candidate.over(words[position + 1 : end], "place", 0.9, "geographical name")
    elif len(run) == 2 and run[0] in _HEADS_BEFORE_NAME:
        yield Candidate.over(words[position:end], "place", 0.8, "geographical name")


def _placed_by_context(words: Sequence[Word], position: int) -> Iterator[Candidate]:
    """A doubtful or small city that the sentence shows to be one: "in …", "…, China", "… region"."""
    end = run_from(words, position, 3)
    if position and is_capitalised(words[position - 1]):
        return
    name = " ".join(word.text for word in words[position:end])
    following = words[end].text if end < len(words) else ""
    if following in _KINDS_OF_PLACE and position and _may_be_region(words[position:end], following):
        yield Candidate.over(words[position:end], "place", 0.85, "kind of place")
    elif name in cities() and following == "," and end + 1 < len(words) and _country_at(words, end + 1):
        yield Candidate.over(words[position:end], "place", 0.85, "city and country")
    elif _is_city_after_preposition(name, words, position):
        yield Candidate.over(words[position:end], "place", 0.6, "locative")


def _may_be_region(run: Sequence[Word], kind: str) -> bool:
    """ "Upper Nile province" is a place; "city" and the like make one only of what the gazetteer knows."""
    name = " ".join(word.text for word in run)
    first = run[0].text if run else ""
    if not 1 <= len(run) <= 3 or first in words_under("not_first") or any(w.text in demonym_words() for w in run):
        return False
    return name in cities() or (kind in words_under("kinds_of_region") and run[-1].text.istitle())


def _is_city_after_preposition(name: str, words: Sequence[Word], position: int) -> bool:
    preceded = position > 0 and words[position - 1].text in _LOCATIVE
    return preceded and len(name) > 3 and name in cities() and name not in words_under("calendar")


def _country_at(words: Sequence[Word], position: int) -> bool:
    return bool(_known().at(words, position))


def _named_after_kind(words: Sequence[Word], position: int) -> Iterator[Candidate]:
    """ "the village of Malaya Reka": whatever is named after the kind of place is one."""
    end = run_from(words, position, 4)
    if end > position:
        yield Candidate.over(words[position:end], "place", 0.9, "kind of place")
