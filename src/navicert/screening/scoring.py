"""From evidence to score: the score is the squeezed sum of the reasons, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from navicert.names import Pair, ReadName, align, read_name
from navicert.names.alignment import ENTRY_SHARE
from navicert.screening.evidence import most_other_evidence, other_evidence, shared_identifiers
from navicert.screening.identifiers import proves
from navicert.screening.model import Match, Party, PartyName, Policy, Reason
from navicert.screening.parties import FAMILIES

KNEE = 0.8


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
    most = 1 + policy.rarity + most_other_evidence(query, policy)
    by_cutoff = 1 - (most - unsquash(policy.cutoff)) / (1 + policy.unexplained)
    return max(policy.least_name, by_cutoff)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Two names compared: the share of both that agrees, and the reasons, whose sum is `total`."""

    query: ReadName
    entry: ReadName
    share: float
    total: float
    reasons: tuple[Reason, ...]
    beyond_initials: bool
    """Whether more agrees than initials with words that begin with them, which identify nobody."""


def match_names(query: ReadName, entry: ReadName, name: PartyName, policy: Policy) -> NameMatch:
    """How well one name of the query and one of the entry agree."""
    pairs = align(query, entry)
    whole = query.weight + ENTRY_SHARE * entry.weight
    share = sum(pair.gain for pair in pairs) / whole
    reasons = tuple(_name_reasons(query, entry, pairs, whole, name, policy))
    beyond = any(not _is_initial(query, entry, pair) for pair in pairs)
    return NameMatch(query, entry, share, sum(r.weight for r in reasons), reasons, beyond)


def _name_reasons(
    query: ReadName, entry: ReadName, pairs: tuple[Pair, ...], whole: float, name: PartyName, policy: Policy
) -> Iterator[Reason]:
    for pair in sorted(pairs, key=lambda pair: pair.left):
        lost = _weight(query, pair.left) + ENTRY_SHARE * _weight(entry, pair.right) - pair.gain
        yield Reason("name", _pair_text(query, entry, pair), (pair.gain - policy.unexplained * lost) / whole)
    mine = [i for i in range(len(query.tokens)) if all(i not in pair.left for pair in pairs)]
    theirs = [j for j in range(len(entry.tokens)) if all(j not in pair.right for pair in pairs)]
    if mine:
        text = f"nothing listed stands for {_words(query, mine)}"
        yield Reason("name_missing", text, -policy.unexplained * _weight(query, mine) / whole)
    if theirs:
        text = f"nothing asked stands for {_words(entry, theirs)}"
        yield Reason("name_missing", text, -policy.unexplained * ENTRY_SHARE * _weight(entry, theirs) / whole)
    both = min(_telling(query, mine), _telling(entry, theirs))
    if both:
        text = f"{_words(query, mine)} where the list has {_words(entry, theirs)}"
        yield Reason("name_contradiction", text, -policy.contradiction * min(both, policy.contradiction_cap))
    told = sum(pair.likeness * _weight(query, pair.left) for pair in pairs if not _is_initial(query, entry, pair))
    if told:
        part = min(told / policy.rarity_full, 1.0)
        yield Reason("rarity", f"the words that agree are {_rarity_word(part)}", policy.rarity * part)
    if name.strength == "weak":
        yield Reason("weak_alias", f"{name.text} is listed as a weak alias", -policy.weak_alias)


def _rarity_word(part: float) -> str:
    return "rare" if part > 0.8 else "not very common" if part > 0.4 else "common"


def _weight(name: ReadName, positions: Iterable[int]) -> float:
    return sum(name.tokens[position].weight for position in positions)


def _telling(name: ReadName, positions: Iterable[int]) -> float:
    return sum(name.tokens[i].weight for i in positions if name.tokens[i].kind == "word")


def _is_initial(query: ReadName, entry: ReadName, pair: Pair) -> bool:
    mine, theirs = query.tokens[pair.left[0]], entry.tokens[pair.right[0]]
    return "initial" in (mine.kind, theirs.kind) and mine.text != theirs.text and len(pair.left) == len(pair.right) == 1


def _words(name: ReadName, positions: Iterable[int]) -> str:
    return " ".join(name.tokens[position].text for position in positions)


def _pair_text(query: ReadName, entry: ReadName, pair: Pair) -> str:
    mine, theirs = _words(query, pair.left), _words(entry, pair.right)
    return f"{mine} = {theirs}" if mine == theirs else f"{mine} ~ {theirs} ({pair.likeness:.2f})"


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
    """The match that the best of these name comparisons and all other evidence make, or None."""
    enough = [match for match in names if match.share >= policy.least_name and match.beyond_initials]
    best = max(enough, key=lambda m: (m.total, m.query.text, m.entry.text), default=None)
    if best is None and not any(proves(i) for i in shared_identifiers(query, entry)):
        return None
    reasons = [*(best.reasons if best else ()), *other_evidence(query, entry, policy)]
    if len(entry.names) > 1 and best:
        weight = -policy.many_names * math.log2(len(entry.names))
        reasons.append(Reason("many_names", f"the listed party has {len(entry.names)} names", weight))
    score = squash(sum(reason.weight for reason in reasons))
    matched = (best.query.text, best.entry.text) if best else ("", "")
    return Match(entry, score, probability(score, policy), *matched, tuple(reasons))


def probability(score: float, policy: Policy) -> float:
    """The chance that both are the same party, at the policy's base rate."""
    odds = policy.base_rate / (1 - policy.base_rate) * math.exp(20 * (score - 0.85))
    return odds / (1 + odds)
