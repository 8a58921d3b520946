"""Reported deliveries as proposed records of the quota ledger. A person records them, or nobody does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from navicert.evidence.keeping.shelf import ReadPage
from navicert.evidence.linking.words import GoodsWord, direction, goods_in, says
from navicert.evidence.output import Record
from navicert.evidence.sentences import Sentence, sentences_of
from navicert.evidence.word_files import side_of
from navicert.trade import InvalidRecord, LedgerRecord, Quota
from navicert.trade.drafts import Recording, read_record

_UNITS = {"barrel": "bbl", "tonne": "t", "ton": "t", "kg": "kg"}
_NOT_HAPPENED = frozenset(["denied", "planned", "threatened"])
_DIRECTIONS = {"to_kp": "to", "from_kp": "from", "through_kp": "from"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A delivery that a page reports. `row` is what the ledger would be told, `record` the record it makes.

    `problems` say what the report leaves open, `doubts` what a person should weigh before recording it.
    """

    page: ReadPage
    quantity: Record
    sentence: tuple[int, int]
    row: Mapping[str, Any]
    record: LedgerRecord | None
    problems: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def quote(self) -> str:
        return self.page.page.text[slice(*self.sentence)]


def proposals(page: ReadPage, quotas: Mapping[str, Quota], at: datetime) -> Iterator[Proposal]:
    """The deliveries to or from North Korea that a page reports with their amounts, as records of UN quotas.

    `at` is when they would be recorded. What was denied, planned or threatened is no delivery and gives none.
    """
    for article in page.reading.articles:
        for line in page.reading.body_lines(article):
            for sentence in sentences_of(page.page.text[line.start : line.end], line.start):
                if says("deliveries", sentence.text) and not _capped(sentence):
                    yield from _in_sentence(_Seen(page, article.id, sentence, quotas, at))


def _capped(sentence: Sentence) -> bool:
    """Whether the sentence states a rule ("capped at 500,000 barrels a year") and no delivery."""
    return bool(says("quota_dependent", sentence.text) or says("prohibited", sentence.text))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A sentence with what it is read against."""

    page: ReadPage
    article_id: str
    sentence: Sentence
    quotas: Mapping[str, Quota]
    at: datetime

    @property
    def article(self) -> Record:
        return self.page.articles[self.article_id]

    def inside(self, kind: str) -> Iterator[Record]:
        for record in self.page.corrected.records:
            if record["type"] == kind and self.sentence.start <= record["start"] and record["end"] <= self.sentence.end:
                yield record


def _in_sentence(seen: _Seen) -> Iterator[Proposal]:
    if not says("korea", seen.sentence.text) or _stands_against(seen):
        return
    goods = goods_in(seen.sentence.text)
    for quantity in seen.inside("quantity"):
        unit = _UNITS.get(quantity["unit"] or "")
        if unit and quantity["value"] and goods and not quantity["same_as"]:
            nearest = _goods_of(quantity, seen.sentence, goods)
            yield _proposal(seen, quantity, unit, nearest.kind, direction(seen.sentence.text, nearest.direction))


def _goods_of(quantity: Record, sentence: Sentence, goods: Sequence[GoodsWord]) -> GoodsWord:
    """What an amount is of: the goods right after it ("4,000 tonnes of diesel"), else the nearest."""
    start, end = quantity["start"] - sentence.start, quantity["end"] - sentence.start
    after = [word for word in goods if 0 <= word.start - end <= len(" of unleaded and other ")]
    return after[0] if after else min(goods, key=lambda word: abs(word.start - start))


def _stands_against(seen: _Seen) -> bool:
    """Whether somebody denies what the sentence says, or it has not happened."""
    return bool(says("future", seen.sentence.text)) or any(
        claim["modality"] in _NOT_HAPPENED for claim in seen.inside("claim")
    )


def _proposal(seen: _Seen, quantity: Record, unit: str, goods: str, way: str | None) -> Proposal:
    first, last = _days(seen)
    row: dict[str, Any] = {
        "kind": _kind(seen, quantity), "goods": goods, "amount": quantity["value"], "unit": unit, **_range(quantity),
        "delivered": f"{first}/{last}" if first and first != last else first,
        **_states(seen, way), "source": _source(seen), "published": seen.article["resolved_date"],
    }  # fmt: skip
    quota = _quota(seen.quotas, goods, way, first)
    row["quota"] = quota.id if quota else None
    row = {column: cell for column, cell in row.items() if cell is not None}
    read = read_record(row, Recording(seen.quotas, {}, seen.at, "nobody yet")) if quota else None
    sentence = (seen.sentence.start, seen.sentence.end)
    doubts = tuple(_doubts(seen, quantity))
    if isinstance(read, LedgerRecord):
        return Proposal(seen.page, quantity, sentence, row, read, (), doubts)
    return Proposal(seen.page, quantity, sentence, row, None, tuple(_problems(read, goods, way, first)), doubts)


def _problems(read: InvalidRecord | None, goods: str, way: str | None, first: str | None) -> Iterator[str]:
    if read is not None:
        yield from (f"{problem.field}: {problem.message}" for problem in read.problems)
    elif first is None:
        yield "delivered: when it was delivered is not said"
    elif way is None:
        yield "quota: whether it went to North Korea or came from there is not said"
    else:
        yield f"quota: no quota of the United Nations counted {goods.replace('_', ' ')} then"


def _quota(quotas: Mapping[str, Quota], goods: str, way: str | None, first: str | None) -> Quota | None:
    """The United Nations' quota that counts these goods on that day; the states' own are counted with it."""
    if way is None or first is None:
        return None
    for quota in quotas.values():
        fits = quota.covers(goods) and _DIRECTIONS.get(quota.measure.direction or "") == way
        if fits and quota.id.startswith("UN-") and quota.period_of(date.fromisoformat(first)) is not None:
            return quota
    return None


def _days(seen: _Seen) -> tuple[str | None, str | None]:
    """The days of the delivery: those of the event told there, else the only days that the sentence names."""
    events = [e for e in seen.inside("event") if e["kind"] in ("shipment", "transfer") and e["date_start"]]
    if events:
        return events[0]["date_start"], events[0]["date_end"] or events[0]["date_start"]
    dates = [d for d in seen.inside("date") if d["value_start"] and not d.get("relation")]
    return (dates[0]["value_start"], dates[0]["value_end"]) if len(dates) == 1 else (None, None)


def _kind(seen: _Seen, quantity: Record) -> str:
    """What official figures say was reported; everything else is somebody's estimate."""
    exact = quantity["comparator"] == "=" and quantity["value_high"] is None
    return "reported" if exact and says("official", seen.sentence.text) else "estimated"


def _range(quantity: Record) -> dict[str, Any]:
    if quantity["value_high"] is not None:
        low, high = quantity["value"], quantity["value_high"]
        return {"amount": (low + high) / 2, "low": low, "high": high}
    return {}


def _states(seen: _Seen, way: str | None) -> dict[str, str | None]:
    """The other side's state, where the sentence names one besides North Korea."""
    names = [m["text"] for m in seen.inside("mention") if m["kind"] == "place"]
    states = {code for name in names if (code := side_of(name)) not in (None, "KP", "XX")}
    other = states.pop() if len(states) == 1 else None
    return {"supplier": other} if way == "to" else {"receiver": other}


def _source(seen: _Seen) -> str:
    claims = [claim for claim in seen.inside("claim") if claim["speaker"]]
    speaker = f"{claims[0]['speaker']}, " if claims else ""
    title = (seen.article["title"] or {}).get("text") or "an untitled article"
    outlet = seen.article["outlet"] or (seen.page.places[0] if seen.page.places else "unknown outlet")
    return " ".join(f"{speaker}as told in “{title}” ({outlet}), page {seen.page.page.id}".split())[:500]


def _doubts(seen: _Seen, quantity: Record) -> Iterator[str]:
    if quantity["unit"] == "ton":
        yield "tons are taken for tonnes"
    if quantity["comparator"] != "=":
        yield f"the report says {quantity['text']!r}"
    for claim in seen.inside("claim"):
        if claim["modality"] in ("unverified", "needs_review"):
            yield f"it is {claim['modality'].replace('_', ' ')}"
        for other in seen.page.corrected.records:
            if other["type"] == "claim" and other["about"] == claim["claim_id"] and other["modality"] == "denied":
                yield f"{other['speaker'] or 'the report'} denies it"
