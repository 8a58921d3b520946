"""What is asked of kept pages, and which records answer it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from navicert.evidence.keeping.shelf import Item, Shelf, days_of, words_of_record
from navicert.evidence.output import Record
from navicert.evidence.sentences import words_of

SEARCHED = ("claim", "event")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to look for; what is None or empty asks nothing. All that is asked must hold.

    `names` are the names of one party, any of which may be meant; `entry` its id in a list. `about` are records by
    page and id that bear on a measure. `first` and `last` are days, both included.
    """

    text: str | None = None
    names: tuple[str, ...] = ()
    entry: str | None = None
    about: frozenset[Key] | None = None
    speaker: str | None = None
    modalities: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = SEARCHED
    first: date | None = None
    last: date | None = None

    @property
    def asks_for_days(self) -> bool:
        return self.first is not None or self.last is not None


@dataclass(frozen=True, slots=True)
class Answer:
    """The items found, by day and then by place; `undated` would have been found if their day were known."""

    items: tuple[Item, ...]
    undated: tuple[Item, ...] = field(default=())


def ask(shelf: Shelf, question: Question) -> Answer:
    """The records that answer, each once however often it was copied."""
    found = [item for item in shelf.items(question.kinds) if _fits(item, question)]
    if not question.asks_for_days:
        return Answer(tuple(sorted(found, key=_order)))
    dated = [item for item in found if days_of(item) is not None]
    undated = tuple(item for item in found if days_of(item) is None)
    return Answer(tuple(sorted((item for item in dated if _within(item, question)), key=_order)), undated)


def _order(item: Item) -> tuple[date, str, int]:
    days = days_of(item)
    return (days[0] if days else date.max, item.page.page.id, item.record["start"])


def _within(item: Item, question: Question) -> bool:
    days = days_of(item)
    assert days is not None
    return (question.last is None or days[0] <= question.last) and (question.first is None or days[1] >= question.first)


def _fits(item: Item, question: Question) -> bool:
    record = item.record
    return (
        (not question.modalities or record.get("modality") in question.modalities)
        and (question.speaker is None or _speaks(record, question.speaker))
        and (question.text is None or _says(item, question.text))
        and (question.about is None or bears_on(item, question.about))
        and (not (question.names or question.entry) or names_party(item, question))
    )


def bears_on(item: Item, about: frozenset[Key]) -> bool:
    """Whether one of these records, or one in the same place of a copy, is the item's."""
    return (item.page.page.id, str(item.record.get(f"{item.record['type']}_id"))) in about


@lru_cache(maxsize=1 << 16)
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name without case, diacritics and signs.

    >>> plain_words("Émilie Garnier-Roux")
    ('emilie', 'garnier', 'roux')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return tuple(word.text for word in words_of(bare) if word.text[0].isalnum())


def _names(name: str | None, wanted: Iterable[str]) -> bool:
    """Whether a name holds all words of one of the wanted ones."""
    held = frozenset(plain_words(name or ""))
    return any(words and held.issuperset(words) for words in map(plain_words, wanted))


def _speaks(record: Record, speaker: str) -> bool:
    return _names(record.get("speaker"), [speaker]) or _names(record.get("organisation"), [speaker])


def _says(item: Item, text: str) -> bool:
    held = " ".join(plain_words(words_of_record(item.record)))
    speaker = item.record.get("speaker") or " ".join(item.record.get("actors", ()))
    wanted = " ".join(plain_words(text))
    return bool(wanted) and (f" {wanted} " in f" {held} " or f" {wanted} " in f" {' '.join(plain_words(speaker))} ")


def names_party(item: Item, question: Question) -> bool:
    """Whether the party speaks or acts in the record or is named in it, or in the claim that the record denies."""
    records = [item.record, *_claims_about(item)]
    return any(_bears(item, record, question) for record in records)


def _claims_about(item: Item) -> Iterator[Record]:
    """The claim that this one is about, and the claims that are about this one."""
    record = item.record
    if record["type"] != "claim":
        return
    for other in item.page.corrected.records:
        if other["type"] != "claim" or other is record:
            continue
        if other["claim_id"] == record.get("about") or other.get("about") == record["claim_id"]:
            yield other


def _bears(item: Item, record: Record, question: Question) -> bool:
    said: Sequence[str | None] = [record.get("speaker"), record.get("organisation"), *record.get("actors", ())]
    if any(_names(name, question.names) for name in said):
        return True
    return any(_is_party(mention, question) for mention in _mentions_in(item, record))


def _mentions_in(item: Item, record: Record) -> Iterator[Mapping[str, object]]:
    if record["type"] == "mention":
        yield record
        return
    for other in item.page.corrected.records:
        if other["type"] == "mention" and record["start"] <= other["start"] and other["end"] <= record["end"]:
            yield other


def _is_party(mention: Mapping[str, object], question: Question) -> bool:
    if question.entry is not None and mention.get("entry") == question.entry:
        return True
    names = [str(mention.get(key) or "") for key in ("name", "text")]
    return any(_names(name, question.names) for name in names)
