"""Search by words: which entities have all words of a text, in whatever script they were written."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from navicert.lists import Entry
from navicert.lists.to_ftm import entry_to_ftm
from navicert.server.roll import Roll

_WORD = re.compile(r"\w+")
_NAMES = ("name", "alias", "weakAlias", "previousName")
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "flag", "birthCountry")
_GENDERS, _TOPICS = ("gender",), ("topics",)
_IDENTIFIERS = (
    "passportNumber", "idNumber", "taxNumber", "registrationNumber", "imoNumber", "mmsi", "callSign", "serialNumber",
    "swiftBic", "leiCode", "innCode", "ogrnCode", "dunsCode", "publicKey", "isin",
)  # fmt: skip
FACETS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "countries": ("Countries", _COUNTRIES),
    "topics": ("Topics", _TOPICS),
    "genders": ("Genders", _GENDERS),
    "names": ("Names", _NAMES),
    "identifiers": ("Identifiers", _IDENTIFIERS),
    "datasets": ("Data sources", ()),
    "schema": ("Entity types", ()),
}
"""What results can be counted by: the title, and the properties that hold the values."""


def words_of(text: str) -> list[str]:
    """The words of a text, folded and in Latin letters as well where they are written in others."""
    folded = _WORD.findall(text.casefold())
    return [anyascii(word).casefold() if not word.isascii() else word for word in folded]


@dataclass(frozen=True, slots=True)
class Found:
    """One entity that was found: which list has it, and by which values results are filtered and counted."""

    dataset: str
    id: str
    schema: str
    caption: str
    values: Mapping[str, tuple[str, ...]]

    def of(self, facet: str) -> tuple[str, ...]:
        if facet == "datasets":
            return (self.dataset,)
        return (self.schema,) if facet == "schema" else self.values.get(facet, ())


class Finder:
    """Entities by the words of their names, identifiers, addresses and programmes."""

    def __init__(self, rolls: Mapping[str, Roll]) -> None:
        self.all: list[Found] = []
        self._by_id: dict[tuple[str, str], int] = {}
        postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for dataset, roll in rolls.items():
            for entry in roll:
                number = len(self.all)
                found, words = _read(dataset, entry)
                self.all.append(found)
                self._by_id[dataset, entry.id] = number
                for word in words:
                    postings[word].append(number)
        self._postings: Mapping[str, array[int]] = dict(postings)
        self._vocabulary = sorted(postings)

    def get(self, dataset: str, entity_id: str) -> Found:
        return self.all[self._by_id[dataset, entity_id]]

    def with_words(self, text: str, *, unfinished: bool = False) -> Iterator[Found]:
        """Entities that have every word of the text (the last may be begun only, if `unfinished`), by caption."""
        words = words_of(text)
        if not words:
            return
        found = self._having(words[-1], begins=unfinished)
        for word in words[:-1]:
            found &= self._having(word, begins=False)
        yield from sorted(
            (self.all[number] for number in found), key=lambda one: (len(one.caption), one.caption, one.id)
        )

    def _having(self, word: str, *, begins: bool) -> set[int]:
        if not begins:
            return set(self._postings.get(word, ()))
        numbers: set[int] = set()
        for at in range(bisect_left(self._vocabulary, word), len(self._vocabulary)):
            if not self._vocabulary[at].startswith(word):
                break
            numbers.update(self._postings[self._vocabulary[at]])
        return numbers


def _read(dataset: str, entry: Entry) -> tuple[Found, set[str]]:
    entity = entry_to_ftm(entry)
    properties: Mapping[str, Sequence[str]] = entity["properties"]
    values = {
        facet: tuple(dict.fromkeys(value for name in names for value in properties.get(name, ())))
        for facet, (_, names) in FACETS.items()
        if names
    }
    texts = (*values["names"], *values["identifiers"], *properties.get("address", ()), *properties.get("program", ()))
    words = {word for text in texts for word in words_of(text)} | set(words_of(entry.id))
    return Found(dataset, entry.id, entity["schema"], entity["caption"], values), words


def count_by(facet: str, results: Iterable[Found]) -> list[tuple[str, int]]:
    """How many results have each value, the most frequent first."""
    counts = Counter(value for one in results for value in one.of(facet))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
