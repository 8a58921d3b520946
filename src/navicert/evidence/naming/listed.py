"""A recogniser for the names of published lists: they are found as they are printed, in either order of their parts.

Case, hyphens, commas and diacritics do not count; a name of one short word is not looked for, since it means too much.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from navicert.evidence.model import FoundName, MentionKind, Recogniser
from navicert.evidence.naming.candidate import is_capitalised
from navicert.evidence.sentences import Word, words_of
from navicert.lists.model import Entry

SHORTEST_SINGLE = 7
"""Letters from which a name of one word is looked for."""
_KINDS: dict[str, tuple[MentionKind, str | None]] = {
    "Person": ("person", None),
    "Vessel": ("equipment", "vessel"),
    "Airplane": ("equipment", "aircraft"),
}
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Listed:
    kind: MentionKind
    subkind: str | None
    entries: tuple[str, ...]


class ListedNames:
    """Finds the names of listed parties; each find carries the ids of the entries that bear the name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names: dict[Key, _Listed] = {}
        self._lengths: dict[str, set[int]] = {}
        for entry in entries:
            for name in entry.names:
                for key in _keys(name.text):
                    self._add(key, entry)

    @property
    def version(self) -> str:
        return "listed names 1"

    def names(self, texts: Sequence[str]) -> Iterator[Sequence[FoundName]]:
        """The listed names in each text, in order; one answer a text."""
        for text in texts:
            yield tuple(self._within(words_of(text)))

    def _add(self, key: Key, entry: Entry) -> None:
        if not key or (len(key) == 1 and len(key[0]) < SHORTEST_SINGLE):
            return
        kind, subkind = _KINDS.get(entry.schema, ("organisation", None))
        known = self._names.get(key)
        entries = dict.fromkeys((*(known.entries if known else ()), entry.id))
        self._names[key] = _Listed(kind, subkind, tuple(entries))
        self._lengths.setdefault(key[0], set()).add(len(key))

    def _within(self, words: Sequence[Word]) -> Iterator[FoundName]:
        parts = [
            (index, _plain(word.text)) for index, word in enumerate(words) if word.text not in ("-", "‐", ".", ",")
        ]
        position = 0
        while position < len(parts):
            length, listed = self._longest(parts, position)
            first, last = words[parts[position][0]], words[parts[position + max(length, 1) - 1][0]]
            if listed and is_capitalised(first):
                yield FoundName(first.start, last.end, listed.kind, 0.97, listed.subkind, listed.entries)
                position += length
            else:
                position += 1

    def _longest(self, parts: Sequence[tuple[int, str]], position: int) -> tuple[int, _Listed | None]:
        for length in sorted(self._lengths.get(parts[position][1], ()), reverse=True):
            key = tuple(part for _, part in parts[position : position + length])
            if key in self._names:
                return length, self._names[key]
        return 0, None


class Together:
    """Several recognisers as one; what an earlier one finds counts first."""

    def __init__(self, *recognisers: Recogniser) -> None:
        self._recognisers = recognisers

    @property
    def version(self) -> str:
        return " + ".join(recogniser.version for recogniser in self._recognisers)

    def names(self, texts: Sequence[str]) -> Iterator[Sequence[FoundName]]:
        """The names in each text, in order; one answer a text."""
        answers = [list(recogniser.names(texts)) for recogniser in self._recognisers]
        for each in zip(*answers, strict=True):
            yield tuple(name for found in each for name in found)


def _keys(name: str) -> Iterator[Key]:
    """The name as printed, and with the part before its comma last."""
    before, comma, after = name.partition(",")
    yield _key(f"{before} {after}")
    if comma:
        yield _key(f"{after} {before}")


def _key(text: str) -> Key:
    return tuple(_plain(word.text) for word in words_of(text) if word.text[0].isalnum())


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
