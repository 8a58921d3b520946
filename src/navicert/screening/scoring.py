"""From evidence to score: the score is the squeezed sum of the reasons, and nothing else."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from navicert.names import Pair, ReadName, Token, align, read_name
from navicert.names.acronym import PLACE_BESIDE
from navicert.names.alignment import ENTRY_SHARE
from navicert.names.manner import manner
from navicert.names.similarity import are_other_places, is_place
from navicert.screening.calibration import probability
from navicert.screening.evidence import most_other_evidence, other_evidence, shared_identifiers
from navicert.screening.identifiers import proves
from navicert.screening.model import Match, NamePart, Party, PartyName, Policy, Reason
from navicert.screening.parties import FAMILIES
from navicert.screening.traces import traces

KNEE = 0.8
FEWEST_SYLLABLES = 3
"""Syllables whose order may be another than that of a surname put last."""
SHORT_NUMBER = 3
"""Digits of a number that tells ships, factories and offices of one name apart."""
COMMON = 0.6
"""Weight up to which a word is a common name: a slip of one seldom makes another, and it is known in other scripts."""
ALMOST_EQUAL = 0.92
"""Likeness from which two words may well be spellings of one name."""
SHORT_WORD = 4
"""Letters up to which a word by itself must agree in all of them: so many others differ from it by one."""


def squash(total: float) -> float:
    """The score of a sum of weights: the sum itself up to 0.8, then ever closer to 1, never below 0.

    >>> squash(0.5), squash(-1), squash(5) < 1
    (0.5, 0.0, True)
    """
    if total <= KNEE:
        return max(total, 0.0)
    room = 1 - KNEE
    return 1 - room * math.exp(-(total - KNEE) / room)


def unsquash(score: float) -> float:
    """The sum whose score this is; infinity for 1."""
    if score <= KNEE:
        return score
    return KNEE - (1 - KNEE) * math.log((1 - score) / (1 - KNEE)) if score < 1 else math.inf


def comparable(query: str, entry: str) -> bool:
    """Whether a party of one schema may be one of the other."""
    return not FAMILIES[query].isdisjoint(FAMILIES[entry])


def least_share(query: Party, policy: Policy) -> float:
    """The share of both names below which no match of this query can reach the cutoff, whatever else speaks for it."""
    most = 1 + most_other_evidence(query, policy)
    by_cutoff = 1 - (most - unsquash(policy.cutoff)) / (1 + policy.unexplained)
    return max(policy.least_name, by_cutoff)


@dataclass(frozen=True, slots=True, eq=False)
class NameMatch:
    """Two names compared: the share of both that agrees, and the reasons, whose sum is `total`. Each is its own."""

    query: ReadName
    entry: ReadName
    share: float
    total: float
    reasons: tuple[Reason, ...]
    pairs: tuple[Pair, ...]
    """The pairs of tokens, in the order of the query's; the first reasons are theirs."""
    name: PartyName
    """The listed name that was compared."""
    beyond_initials: bool
    """Whether more agrees than initials with words that begin with them, which identify nobody."""


def match_names(query: ReadName, entry: ReadName, name: PartyName, policy: Policy) -> NameMatch:
    """How well one name of the query and one of the entry agree."""
    found = Pairing.of(query, entry, policy)
    reasons = (*_agreements(found, policy), *_absences(found, policy), *_doubts(found, name, policy))
    total = sum(reason.weight for reason in reasons)
    return NameMatch(query, entry, found.share, total, reasons, found.in_order, name, bool(found.told_pairs))


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two names, the pairs of their tokens, and what is left over on both sides (positions)."""

    query: ReadName
    entry: ReadName
    pairs: tuple[Pair, ...]
    asked_alone: tuple[int, ...]
    listed_alone: tuple[int, ...]
    whole: float
    """Both names' weight, what is left over counting less where the policy relieves it."""

    @classmethod
    def of(cls, query: ReadName, entry: ReadName, policy: Policy) -> Pairing:
        pairs = align(query, entry)
        asked = _left_over(query, [pair.left for pair in pairs])
        listed = _left_over(entry, [pair.right for pair in pairs])
        mine, theirs = query.weight, entry.weight
        eased = _eased(query, asked, entry) if _shortened(pairs) else 0.0
        mine -= eased
        if (len(pairs) > 1 or _shortened(pairs)) and not _telling(entry, listed):
            mine -= policy.added_relief * (_weight(query, asked) - eased)
        if not _telling(query, asked):
            theirs -= policy.dropped_relief * _weight(entry, listed)
        return cls(query, entry, pairs, asked, listed, mine + ENTRY_SHARE * theirs)

    @property
    def share(self) -> float:
        return sum(pair.gain for pair in self.pairs) / self.whole

    @property
    def are_syllables(self) -> bool:
        """Whether all pairs, three and more, are of one Korean or Chinese syllable each."""
        single = all(len(pair.left) == len(pair.right) == 1 for pair in self.pairs)
        words = [(self.query.tokens[pair.left[0]], self.entry.tokens[pair.right[0]]) for pair in self.pairs]
        return len(words) >= FEWEST_SYLLABLES and single and all(_is_syllable(t) for pair in words for t in pair)

    @property
    def in_order(self) -> tuple[Pair, ...]:
        """The pairs in the order of the query's tokens."""
        return tuple(sorted(self.pairs, key=lambda pair: pair.left))

    @property
    def told_pairs(self) -> tuple[Pair, ...]:
        """The pairs that are more than an initial and a word that begins with it."""
        return tuple(pair for pair in self.pairs if not self._is_initial(pair))

    @property
    def rests_on_a_short_word(self) -> bool:
        """Whether the only pair that tells is of a short word of Latin letters and one like it, in no person's name or
        where it was asked alone."""
        (pair,) = self.told_pairs
        if (
            (self.entry.personal and _count(self.query) > 1)
            or pair.likeness == 1
            or len(pair.left) > 1
            or len(pair.right) > 1
        ):
            return False
        mine, theirs = self.query.tokens[pair.left[0]], self.entry.tokens[pair.right[0]]
        return not (mine.native or theirs.native) and min(len(mine.text), len(theirs.text)) <= SHORT_WORD

    def is_common_otherwise(self, pair: Pair) -> bool:
        """Whether the listed word is a common name and the asked one is only like it: in Latin letters a common name
        too, which a slip seldom makes; in another script none of the ways in which that name is known to be written."""
        if len(pair.left) > 1 or len(pair.right) > 1 or pair.likeness >= ALMOST_EQUAL:
            return False
        mine, theirs = self.query.tokens[pair.left[0]], self.entry.tokens[pair.right[0]]
        if not mine.kind == theirs.kind == "word" or mine.keys & theirs.keys:
            return False
        other_script = bool(mine.native or theirs.native)
        return theirs.weight <= COMMON and (other_script or mine.weight <= COMMON)

    @property
    def equal_digits(self) -> int:
        """The digits of short numbers that are equal in two names of what is no person."""
        if self.query.personal or self.entry.personal:
            return 0
        equal = (self.query.tokens[pair.left[0]] for pair in self.pairs if pair.likeness == 1 and len(pair.left) == 1)
        return sum(min(len(token.text), SHORT_NUMBER) for token in equal if token.kind == "number")

    def weight(self, pair: Pair) -> float:
        """What both words of a pair weigh."""
        return _weight(self.query, pair.left) + ENTRY_SHARE * _weight(self.entry, pair.right)

    def telling(self, pair: Pair) -> float:
        """The weight of a pair's words that tell: of those asked, or of an acronym where that weighs more."""
        asked = _telling(self.query, pair.left)
        return max(asked, _telling(self.entry, pair.right)) if pair.acronym else asked

    def _is_initial(self, pair: Pair) -> bool:
        mine, theirs = self.query.tokens[pair.left[0]], self.entry.tokens[pair.right[0]]
        single = len(pair.left) == len(pair.right) == 1
        return single and "initial" in (mine.kind, theirs.kind) and mine.text != theirs.text

    def asked(self, positions: Iterable[int]) -> str:
        return _words(self.query, positions)

    def listed(self, positions: Iterable[int]) -> str:
        return _words(self.entry, positions)


def _agreements(found: Pairing, policy: Policy) -> Iterator[Reason]:
    for pair in found.in_order:
        weight = found.weight(pair)
        gained = pair.gain - policy.unexplained * (weight - pair.gain)
        mine, theirs = found.asked(pair.left), found.listed(pair.right)
        text = f"{mine} = {theirs}" if pair.likeness == 1 else f"{mine} ~ {theirs} ({pair.likeness:.2f})"
        yield Reason("name", text, gained / found.whole, mine, theirs)


def _absences(found: Pairing, policy: Policy) -> Iterator[Reason]:
    """Words without counterpart: the share of both names that the pairs leave over."""
    weight = sum(found.weight(pair) for pair in found.pairs)
    lost = policy.unexplained * max(0.0, found.whole - weight) / found.whole
    if not (found.asked_alone or found.listed_alone):
        return
    sides = [
        f"asked {found.asked(found.asked_alone)}" if found.asked_alone else "",
        f"listed {found.listed(found.listed_alone)}" if found.listed_alone else "",
    ]
    text = f"without counterpart: {', '.join(side for side in sides if side)}"
    yield Reason("name_missing", text, -lost, found.asked(found.asked_alone), found.listed(found.listed_alone))


def _doubts(found: Pairing, name: PartyName, policy: Policy) -> Iterator[Reason]:
    both = min(_telling(found.query, found.asked_alone), _telling(found.entry, found.listed_alone))
    if both:
        mine, theirs = found.asked(found.asked_alone), found.listed(found.listed_alone)
        weight = -policy.contradiction * min(both, policy.contradiction_cap)
        yield Reason("name_contradiction", f"{mine} where the list has {theirs}", weight, mine, theirs)
    asked, listed = _count(found.query), _count(found.entry)
    agree = sum(1 for pair in found.told_pairs if _telling(found.query, pair.left))
    otherwise = all(pair.likeness < ALMOST_EQUAL for pair in found.told_pairs)
    if found.query.personal and agree <= 1 and listed > 1 and (asked > 1 or otherwise):
        yield Reason("single_word", "one word alone agrees", -policy.single_word)
    if found.query.personal and asked == 1:
        yield Reason("lone_word", "one word alone was asked, which many people bear", -policy.lone_word)
    if agree == len(found.told_pairs) == 1 and found.rests_on_a_short_word:
        yield Reason("short_word", "the one word that agrees is short, and written otherwise", -policy.short_word)
    yield from _common_names(found, policy)
    numbers = _numbers(found.query, found.asked_alone), _numbers(found.entry, found.listed_alone)
    if all(numbers) and not found.entry.personal:
        text = f"number {' '.join(numbers[0])} where the list has {' '.join(numbers[1])}"
        yield Reason("number_differs", text, -policy.number_differs, *map(" ".join, numbers))
    told = sum(pair.likeness * found.telling(pair) for pair in found.told_pairs)
    told += policy.number_told * found.equal_digits
    shortened = _shortened(found.told_pairs)
    several = asked if found.query.personal or found.entry.personal else min(asked, listed)
    full = policy.rarity_full if several > 1 and not shortened else policy.rarity_full_single
    if shortened and agree <= 1:
        yield Reason("acronym", "an acronym alone agrees, and other names have the same letters", -policy.acronym)
    elsewhere = _generic(found.query, found.asked_alone) and _generic(found.entry, found.listed_alone)
    if elsewhere and told < policy.business_told:
        text = "another line of business, and an ordinary word in common"
        yield Reason("business_differs", text, -policy.business_differs)
    if told < full:
        yield Reason("rarity", "the words that agree are common", -policy.rarity * (1 - told / full))
    if name.strength == "weak":
        yield Reason("weak_alias", f"{name.text} is listed as a weak alias", -policy.weak_alias, listed=name.text)
    yield from _order(found, policy)


def _common_names(found: Pairing, policy: Policy) -> Iterator[Reason]:
    for pair in found.pairs:
        if not found.is_common_otherwise(pair):
            continue
        mine, theirs = found.asked(pair.left), found.listed(pair.right)
        text = f"{theirs} is a common name, of which {mine} is no known spelling"
        yield Reason("common_name", text, -policy.common_name * found.weight(pair) / found.whole, mine, theirs)


def _order(found: Pairing, policy: Policy) -> Iterator[Reason]:
    places = [pair.right[0] for pair in found.in_order]
    if places == sorted(places):
        return
    if found.are_syllables and not _is_turned(places):
        text = "the syllables stand in another order, as in another name"
        yield Reason("syllables_exchanged", text, -policy.syllables_exchanged)
    else:
        yield Reason("another_order", "the words stand in another order", -policy.another_order)


def _is_turned(places: list[int]) -> bool:
    """Whether the order is one that goes on from the end at the beginning, as where a surname is put last."""
    return sum(after < before for before, after in zip(places, [*places[1:], places[0]], strict=True)) == 1


def _is_syllable(token: Token) -> bool:
    return any(key.startswith(("ko:", "zh:")) for key in token.keys)


def _shortened(pairs: Iterable[Pair]) -> bool:
    return any(pair.acronym for pair in pairs)


def _eased(query: ReadName, asked: Iterable[int], entry: ReadName) -> float:
    """What places asked beside an acronym weigh beyond a word of business, but for those where the list has others."""
    left_over = (query.tokens[i] for i in asked)
    return sum(
        token.weight - PLACE_BESIDE
        for token in left_over
        if is_place(token)
        and token.weight > PLACE_BESIDE
        and not any(are_other_places(token, listed) for listed in entry.tokens)
    )


def _left_over(name: ReadName, used: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    taken = {position for positions in used for position in positions}
    return tuple(position for position in range(len(name.tokens)) if position not in taken)


def _weight(name: ReadName, positions: Iterable[int]) -> float:
    return sum(name.tokens[position].weight for position in positions)


def _telling(name: ReadName, positions: Iterable[int]) -> float:
    return sum(name.tokens[i].weight for i in positions if name.tokens[i].kind == "word")


def _numbers(name: ReadName, positions: Iterable[int]) -> list[str]:
    tokens = (name.tokens[i] for i in positions)
    return [token.text for token in tokens if token.kind == "number" and len(token.text) <= SHORT_NUMBER]


def _generic(name: ReadName, positions: Iterable[int]) -> bool:
    return any(name.tokens[i].kind == "generic" for i in positions)


def _count(name: ReadName) -> int:
    return sum(token.kind == "word" for token in name.tokens)


def _words(name: ReadName, positions: Iterable[int]) -> str:
    return " ".join(name.tokens[position].text for position in positions)


def weigh(query: Party, entry: Party, policy: Policy) -> Match | None:
    """The match of two parties, or None when nothing can make it one.

    None for parties of other kinds, and where no names share `least_name` of their weight and no valid identifier is
    the same. The score depends on the two parties and the policy alone, never on what else is listed.
    """
    if not comparable(query.schema, entry.schema):
        return None
    names = [
        match_names(mine, theirs, name, policy)
        for asked in query.names
        for mine in read_name(asked.text, query.schema)
        for name in entry.names
        for theirs in read_name(name.text, entry.schema)
    ]
    return conclude(query, entry, names, policy)


def conclude(query: Party, entry: Party, names: Iterable[NameMatch], policy: Policy) -> Match | None:
    """The match that the best of these name comparisons (the first of equals) and all other evidence make, or None."""
    best = best_of_names(names, policy)
    if best is None and not any(proves(i) for i in shared_identifiers(query, entry)):
        return None
    about_name = (*_with_manner(best), *traces(best, entry, policy)) if best else ()
    reasons = [*about_name, *other_evidence(query, entry, policy), *(_part_asked(best, query) if best else ())]
    score = squash(sum(reason.weight for reason in reasons))
    kinds = [reason.kind for reason in reasons]
    chance = probability(score, policy.base_rate, kinds=kinds, listed=policy.listed_parties)
    matched = (best.query.text, best.entry.text) if best else ("", "")
    return Match(entry, score, chance, *matched, tuple(reasons))


def _part_asked(names: NameMatch, query: Party) -> Iterator[Reason]:
    """That the name is a part of the field asked, which weighs nothing."""
    asked = next((name for name in query.names if name.text == names.query.text), None)
    if isinstance(asked, NamePart):
        yield Reason("name_part", f"asked as a part of “{asked.field}”, beside “{asked.beside}”", 0.0)


def best_of_names(names: Iterable[NameMatch], policy: Policy) -> NameMatch | None:
    """The comparison of names with the greatest sum (the first of equals), of those that are enough for a match."""
    enough = [match for match in names if match.share >= policy.least_name and match.beyond_initials]
    return max(enough, key=lambda match: match.total, default=None)


@functools.lru_cache(maxsize=64)
def _with_manner(names: NameMatch) -> tuple[Reason, ...]:
    """The reasons of a comparison of names, those of pairs with how the words match."""
    paired = zip(names.pairs, names.reasons, strict=False)
    told = (replace(reason, how=manner(pair, names.query.tokens, names.entry.tokens)) for pair, reason in paired)
    return (*told, *names.reasons[len(names.pairs) :])
