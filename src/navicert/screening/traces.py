"""Small evidence that tells apart parties whose names agree with the query equally well.

Each trace takes a little and none gives anything, so that a name's sum is the most that its party can get from it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import Protocol

from rapidfuzz.distance import OSA, Indel

from navicert.names import ReadName
from navicert.screening.model import Party, PartyName, Policy, Reason


class ComparedNames(Hashable, Protocol):
    """The name that was asked and the listed one that it agrees with."""

    @property
    def query(self) -> ReadName: ...
    @property
    def entry(self) -> ReadName: ...
    @property
    def name(self) -> PartyName: ...


def traces(found: ComparedNames, entry: Party, policy: Policy) -> Iterator[Reason]:
    """What kind of name agrees, how it is printed, and what else the party is called."""
    name = found.name
    if name.kind in OTHER_KINDS:
        text = f"{name.text} is listed as {OTHER_KINDS[name.kind]}"
        yield Reason("other_kind", text, -policy.other_kind, listed=name.text)
    apart = unlike_print(found)
    if apart:
        text = f"as printed, {apart:.0%} of the letters and marks differ"
        yield Reason("printed", text, -policy.printed * apart, found.query.text, found.entry.text)
    for mine, theirs in other_numbers(found.query, found.entry):
        apart = abs(int(mine) - int(theirs)) / (int(mine) + int(theirs))
        text = f"{mine} and {theirs} differ by {apart:.0%} of their sum"
        yield Reason("numbers_apart", text, -policy.numbers_apart * apart, mine, theirs)
    apart = unlike_others(found.query.text, found.name, entry)
    if apart:
        text = f"the other names of the party differ in {apart:.0%} of their letters"
        yield Reason("other_names", text, -policy.other_names * apart)


def least_taken(found: ComparedNames, entry: Party, policy: Policy) -> float:
    """What traces take from the name's sum, but for that of its kind."""
    others = unlike_others(found.query.text, found.name, entry)
    return policy.printed * unlike_print(found) + policy.other_names * others


OTHER_KINDS = {"alias": "another name", "former": "a former name"}
"""Kinds of names that take a trace, as they are called."""


@lru_cache(maxsize=64)
def unlike_print(found: ComparedNames) -> float:
    """The share of letters in which two names differ, in the mean of how they are printed and of how they are read."""
    asked, listed = found.query, found.entry
    printed = OSA.normalized_distance(asked.text.casefold(), listed.text.casefold())
    spelled = (" ".join(token.text for token in name.tokens) for name in (asked, listed))
    return (printed + OSA.normalized_distance(*spelled)) / 2


def other_numbers(asked: ReadName, listed: ReadName) -> Iterator[tuple[str, str]]:
    """The first numbers that differ, alone or behind the same letters (YV2744, YV2734); none where a name has none."""
    for (letters, mine), (same, theirs) in zip(_numbers(asked), _numbers(listed), strict=False):
        if letters == same and int(mine) != int(theirs):
            yield mine, theirs
            return


def _numbers(name: ReadName) -> Iterator[tuple[str, str]]:
    """The letters and the digits of each word of a name that has digits."""
    for token in name.tokens:
        digits = "".join(char for char in token.text if char.isdigit())
        if digits:
            yield "".join(char for char in token.text if not char.isdigit()), digits


def unlike_others(asked: str, agreed: PartyName, entry: Party) -> float:
    """The mean share of letters in which the party's other names differ from what is asked; 0 where it has no other."""
    others = [name.text for name in entry.names if name.text != agreed.text]
    if not others:
        return 0.0
    words = _asked_in_order(asked)
    return sum(Indel.normalized_distance(words, _in_order(other)) for other in others) / len(others)


def _in_order(text: str) -> str:
    return " ".join(sorted(text.casefold().split()))


_asked_in_order = lru_cache(maxsize=64)(_in_order)
