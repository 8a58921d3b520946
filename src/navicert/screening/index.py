"""Listed parties arranged so that a query meets only those that can reach the cutoff."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from navicert.names import ReadName, Token, acronym, read_name
from navicert.names.acronym import abbreviated, may_be_acronym, stands_alone
from navicert.names.alignment import ENTRY_SHARE, GLUED_LEAST, glued_likeness, runs
from navicert.names.similarity import (
    INITIAL,
    SHORTEST_CUT,
    VOWELS,
    consonants,
    letters_of,
    most_edits,
    token_likeness,
    unvowelled,
)
from navicert.names.sound import skeleton, sound
from navicert.screening.identifiers import bare
from navicert.screening.model import Match, Party, PartyName, Policy
from navicert.screening.scoring import NameMatch, comparable, conclude, least_share, match_names, weigh


@dataclass(frozen=True, slots=True)
class ListedName:
    """One reading of one listed name: whose it is (position of the party) and how it was printed."""

    party: int
    name: PartyName
    reading: ReadName


class Vocabulary:
    """The distinct words of the listed names, found by likeness."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self.tokens = tuple(tokens)
        self._forms: dict[str, list[int]] = defaultdict(list)
        self._keys: dict[str, list[int]] = defaultdict(list)
        self._unvowelled: dict[str, list[int]] = defaultdict(list)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        self._bones: dict[str, list[str]] = defaultdict(list)
        for number, token in enumerate(self.tokens):
            self._enter(number, token)
        self._starts: dict[str, list[str]] = defaultdict(list)
        self._letters: dict[str, list[str]] = defaultdict(list)
        self._vowelled: dict[str, list[str]] = defaultdict(list)
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for form in self._forms:
            self._by_letter[form[0]].append(form)
            for stripped in unvowelled(form):
                self._vowelled[stripped].append(form)
            if len(form) > 3:
                self._letters[letters_of(form)].append(form)
            if len(form) >= SHORTEST_CUT:
                self._starts[form[:SHORTEST_CUT]].append(form)
            self._sounds[sound(form)].append(form)
            self._bones[skeleton(form)].append(form)
        self._forms_by_length = _by_length(tuple(self._forms))
        self._sounds_by_length = _by_length(tuple(self._sounds))
        self._near: dict[Token, dict[int, float]] = {}

    def _enter(self, number: int, token: Token) -> None:
        for form in {token.text, *token.spellings}:
            self._forms[form].append(number)
        for key in token.keys:
            self._keys[key].append(number)
        for bones in token.bones:
            self._unvowelled[bones].append(number)

    @functools.cached_property
    def _consonants(self) -> Mapping[str, list[int]]:
        """All words by their consonants; made when the first query without vowels comes."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, token in enumerate(self.tokens):
            for bones in consonants(token):
                found[bones].append(number)
        return found

    def near(self, token: Token) -> Mapping[int, float]:
        """Every listed word that is like this one, with the likeness."""
        known = self._near.get(token)
        if known is None:
            found = ((number, token_likeness(token, self.tokens[number])) for number in self._candidates(token))
            known = self._near[token] = {number: likeness for number, likeness in found if likeness}
        return known

    def _candidates(self, token: Token) -> set[int]:
        found: set[int] = set()
        for form in {token.text, *token.spellings}:
            for other in self._like(form):
                found.update(self._forms[other])
        for key in token.keys:
            found.update(self._keys.get(key, ()))
        same = self._consonants if token.bones else self._unvowelled
        for bones in consonants(token) if same else ():
            if len(bones) > 1:
                found.update(same.get(bones, ()))
        return found

    def _like(self, form: str) -> Iterator[str]:
        """Forms that may be like this one, initials among them."""
        yield from _close(form, self._forms_by_length)
        for heard in _close(sound(form), self._sounds_by_length):
            yield from self._sounds[heard]
        for other in self._bones.get(skeleton(form), ()):
            if len(skeleton(form)) > 2 or VOWELS.isdisjoint(form) or VOWELS.isdisjoint(other):
                yield other
        yield from self._vowelled.get(form, ())
        yield from (stripped for stripped in unvowelled(form) if stripped in self._forms)
        if len(form) > 3:
            yield from self._letters.get(letters_of(form), ())
        if len(form) >= SHORTEST_CUT:
            for other in self._starts.get(form[:SHORTEST_CUT], ()):
                if form.startswith(other) or other.startswith(form):
                    yield other
        if form[0].isalpha():
            yield from self._by_letter.get(form, ())
            if form[0] in self._forms:
                yield form[0]

    def near_glued(self, together: str) -> Iterator[tuple[int, float]]:
        """Every listed word that is like these words written together."""
        for word in _within(together, self._forms_by_length, slips=1 + len(together) // 8):
            likeness = glued_likeness(word, together) if len(word) >= GLUED_LEAST else 0.0
            if likeness:
                for number in self._forms[word]:
                    if self.tokens[number].text == word:
                        yield number, likeness


class Runs:
    """Neighbouring words of listed names, written together."""

    def __init__(self, names: Iterable[ReadName]) -> None:
        owners: dict[str, dict[int, float]] = defaultdict(dict)
        for number, name in enumerate(names):
            for positions, together in runs(name.tokens):
                weight = sum(name.tokens[position].weight for position in positions)
                owners[together][number] = max(weight, owners[together].get(number, 0.0))
        self._owners = owners
        self._by_length = _by_length(tuple(owners))
        self._near: dict[str, list[tuple[float, Mapping[int, float]]]] = {}

    def near(self, word: str) -> list[tuple[float, Mapping[int, float]]]:
        """For every run that is like the word: the likeness, and the names that hold it with the run's weight there."""
        if len(word) < GLUED_LEAST:
            return []
        known = self._near.get(word)
        if known is None:
            close = _within(word, self._by_length, slips=1 + (len(word) + 2) // 8)
            weighed = ((glued_likeness(word, together), self._owners[together]) for together in close)
            known = self._near[word] = [(likeness, owners) for likeness, owners in weighed if likeness]
        return known


def _by_length(words: Iterable[str]) -> dict[int, list[str]]:
    lengths: dict[int, list[str]] = defaultdict(list)
    for word in words:
        lengths[len(word)].append(word)
    return lengths


def _close(word: str, by_length: Mapping[int, list[str]]) -> Iterator[str]:
    """Words within the edits that their length allows."""
    for length, words in by_length.items():
        limit = most_edits(max(length, len(word)))
        if abs(length - len(word)) <= limit:
            yield from _near_words(word, words, limit)


def _within(word: str, by_length: Mapping[int, list[str]], slips: int) -> Iterator[str]:
    for length in range(len(word) - slips, len(word) + slips + 1):
        yield from _near_words(word, by_length.get(length, []), slips)


def _near_words(word: str, words: list[str], edits: int) -> Iterator[str]:
    for other, _, _ in process.extract_iter(word, words, scorer=OSA.distance, score_cutoff=edits):
        yield other


class ReferenceIndex:
    """Listed parties, ready to be asked; all of it in Python, the reference of `CompiledIndex`."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self.parties: Sequence[Party] = tuple(parties)
        self.names = tuple(_listed_names(self.parties))
        numbers: dict[Token, int] = {}
        spelled = [[numbers.setdefault(t, len(numbers)) for t in name.reading.tokens] for name in self.names]
        self.vocabulary = Vocabulary(numbers)
        self.postings = self._postings(spelled)
        self._identifiers: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, party in enumerate(self.parties):
            for identifier in party.identifiers:
                self._identifiers[identifier.kind, bare(identifier)].add(number)
        self.runs = Runs(name.reading for name in self.names)
        self.weights = [name.reading.weight for name in self.names]
        self._abbreviable: dict[str, list[int]] = defaultdict(list)
        self._acronyms: dict[str, list[tuple[Token, int]]] = defaultdict(list)
        for number, name in enumerate(self.names):
            self._enter_acronyms(number, name.reading)

    def _enter_acronyms(self, number: int, name: ReadName) -> None:
        """The name by the first letters that acronyms of it may have, and by those of its words that may be one."""
        if name.personal:
            return
        for start in acronym.starts(name.tokens):
            self._abbreviable[start].append(number)
        for token in filter(may_be_acronym, name.tokens):
            self._acronyms[token.text[: acronym.SHORTEST]].append((token, number))

    def _postings(self, spelled: list[list[int]]) -> list[dict[int, float]]:
        """For each listed word, the names that hold it and its weight there."""
        postings: list[dict[int, float]] = [{} for _ in self.vocabulary.tokens]
        for number, words in enumerate(spelled):
            for word in words:
                postings[word][number] = self.vocabulary.tokens[word].weight
        return postings

    def matches(self, query: Party, policy: Policy) -> Iterator[Match]:
        """Every match that reaches the policy's cutoff, in no order."""
        named = self.with_identifiers(query)
        found = [weigh(query, self.parties[number], policy) for number in named]
        for number, names in self._compared(query, policy).items():
            if number not in named:
                found.append(conclude(query, self.parties[number], names, policy))
        yield from (match for match in found if match is not None and 0 < match.score >= policy.cutoff)

    def _compared(self, query: Party, policy: Policy) -> Mapping[int, list[NameMatch]]:
        names: dict[int, list[NameMatch]] = defaultdict(list)
        floor = least_share(query, policy)
        for asked in query.names:
            for mine in read_name(asked.text, query.schema):
                for number in sorted(self.candidates(mine, floor, policy)):
                    listed = self.names[number]
                    if comparable(query.schema, self.parties[listed.party].schema):
                        names[listed.party].append(match_names(mine, listed.reading, listed.name, policy))
        return names

    def with_identifiers(self, query: Party) -> frozenset[int]:
        """The parties that have one of the query's identifiers."""
        keys = ((identifier.kind, bare(identifier)) for identifier in query.identifiers)
        return frozenset().union(*(self._identifiers.get(key, ()) for key in keys))

    def candidates(self, query: ReadName, floor: float, policy: Policy) -> list[int]:
        """Every listed name that explains, with the query, at least the share `floor` of both names' weight.

        The bound adds up, over the query's words, the most that each may gain in that name, and takes both reliefs for
        granted as far as they can go: no name that reaches the floor is left out.
        """
        gains: dict[int, float] = defaultdict(float)
        for best in self._gains(query):
            for number, gain in best.items():
                gains[number] += gain
        slack = sum(INITIAL * (token.weight + ENTRY_SHARE) for token in query.tokens if token.kind == "initial")
        mine = (1 - policy.added_relief) * query.weight
        theirs = (1 - policy.dropped_relief) * ENTRY_SHARE
        relieved = 1 - floor * min(policy.added_relief, policy.dropped_relief)
        found = [
            number
            for number, gain in gains.items()
            if (gain + slack) * relieved >= floor * (mine + theirs * self.weights[number]) - 1e-9
        ]
        return list(dict.fromkeys([*found, *self._abbreviating(query)]))

    def _abbreviating(self, query: ReadName) -> Iterator[int]:
        """Names that a word of the query abbreviates, or that have a word which abbreviates the query."""
        if query.personal:
            return
        for token in query.tokens:
            if not may_be_acronym(token) or not stands_alone(token, query.tokens):
                continue
            for number in self._abbreviable.get(token.text[: acronym.SHORTEST], ()):
                if abbreviated(token, self.names[number].reading.tokens):
                    yield number
        for start in sorted(acronym.starts(query.tokens)):
            for token, number in self._acronyms.get(start, ()):
                if abbreviated(token, query.tokens):
                    yield number

    def _gains(self, query: ReadName) -> list[dict[int, float]]:
        """For each of the query's words, the most it may gain in each name."""
        tokens = query.tokens
        best: list[dict[int, float]] = [{} for _ in tokens]
        for i, token in enumerate(tokens):
            for word, likeness in self.vocabulary.near(token).items():
                _raise(best[i], self.postings[word], likeness, token.weight)
            for likeness, owners in self.runs.near(token.text):
                _raise(best[i], owners, likeness, token.weight)
        for positions, together in runs(tokens):
            weight = sum(tokens[i].weight for i in positions)
            for word, likeness in self.vocabulary.near_glued(together):
                for i in positions:
                    _raise(best[i], self.postings[word], likeness / len(positions), weight)
        return best


def _raise(best: dict[int, float], owners: Mapping[int, float], likeness: float, mine: float) -> None:
    for number, theirs in owners.items():
        gain = likeness * (mine + ENTRY_SHARE * theirs)
        if gain > best.get(number, 0.0):
            best[number] = gain


def _listed_names(parties: tuple[Party, ...]) -> Iterator[ListedName]:
    for number, party in enumerate(parties):
        seen = set()
        for name in party.names:
            for reading in read_name(name.text, party.schema):
                key = (reading.tokens, reading.personal, name.strength)
                if key not in seen:
                    seen.add(key)
                    yield ListedName(number, name, reading)
