"""Sentences that say what the law is, as claims with facts that the rulebook can judge.

A sentence is taken only where it names goods, says that they are banned, capped or allowed, whose law says so, and no
plan or hope stands in it; what is missing is named otherwise. A verdict is about the sentence: it finds nothing
about anybody's conduct.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from navicert.evidence.keeping.shelf import ReadPage
from navicert.evidence.linking.activities import RuledActivity, ruled_activities
from navicert.evidence.linking.words import GoodsWord, direction, goods_in, pattern, says
from navicert.evidence.output import Record
from navicert.evidence.sentences import Sentence, sentences_of
from navicert.measures.claims import InvalidClaim, judge_together, judgement_to_json, read_claims
from navicert.rulebook import Rulebook

_REGIMES = {
    "UN-DPRK": ("un", "any"), "CN-DPRK": ("cn", "CN"), "US-DPRK": ("us", "US"), "EU-DPRK": ("eu", "EU"),
}  # fmt: skip
_CAP_REGIMES = {"EU-RUS": ("eu", "EU"), "G7-RUS": ("g7", "any")}
_UNITS = {
    "barrel": "bbl", "tonne": "t", "ton": "t", "USD/barrel": "USD/bbl", "barrel/year": "bbl", "tonne/year": "t",
    "ton/year": "t",
}  # fmt: skip
_FROM = ("from", "since", "starting", "beginning", "effective", "after")
_UNTIL = ("until", "till", "through")
_COUNTED_FROM = re.compile(r"\b(?:days?|weeks?|months?|years?) (?:of|from|after|following|since)\b", re.IGNORECASE)
_WITHIN = re.compile(r"within\b", re.IGNORECASE)
"""A rule that leaves so many days is in force from the day after them, where the sentence says what they count from."""
REACH = 60
"""Characters between goods and the word that rules them, or between goods of one list."""
_ANNOUNCED = re.compile(r"\b(?:announced|ordered|decreed|ruled|notified)\b", re.IGNORECASE)
"""An act that was announced is told with "would" ("announced it would ban …")."""
_CAP = re.compile(r"\bprice (?:cap|ceiling|limit)\b|\bcap on (?:the )?price\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence about the law. `claim` is what `rules claim` takes; where it is None, `missing` says what lacks."""

    page: ReadPage
    start: int
    end: int
    article_id: str
    claim: Record | None
    missing: tuple[str, ...] = ()

    @property
    def quote(self) -> str:
        return self.page.page.text[self.start : self.end]


def statements(page: ReadPage) -> Iterator[Statement]:
    """The sentences of a page's articles that speak of what is banned, capped or allowed."""
    for article in page.reading.articles:
        about_korea = _is_about_korea(page, article.id)
        for line in page.reading.body_lines(article):
            for sentence in sentences_of(page.page.text[line.start : line.end], line.start):
                statement = _statement(page, article.id, sentence, about_korea=about_korea)
                if statement is not None:
                    yield statement


def judge(statement: Statement, rulebook: Rulebook) -> Record | None:
    """The rulebook's verdict on a statement, as `navicert rules claim` prints it; None where it cannot be asked."""
    if statement.claim is None:
        return None
    read = read_claims(statement.claim)
    return judgement_to_json(read if isinstance(read, InvalidClaim) else judge_together(read, rulebook))


def _is_about_korea(page: ReadPage, article_id: str) -> bool:
    """Whether an article names North Korea and none of the other states that are under broad sanctions."""
    article = next(article for article in page.reading.articles if article.id == article_id)
    text = page.page.text[article.start : article.end]
    return bool(says("korea", text)) and not says("elsewhere", text)


def _statement(page: ReadPage, article_id: str, sentence: Sentence, *, about_korea: bool) -> Statement | None:
    text = sentence.text
    ruled = _ruled(text)
    regime = _regime(text, _REGIMES)
    activities = tuple(ruled_activities(text, _REGIMES[regime][1])) if regime else ()
    is_cap = bool(_CAP.search(text)) and bool(says("russia", text))
    if not (ruled or activities) or not (is_cap or says("korea", text) or about_korea):
        return None
    if says("elsewhere", text) or (says("russia", text) and not is_cap):
        return None
    claims, lacking = _price_cap(page, sentence) if is_cap else _trade(page, sentence, ruled, activities)
    missing = (*_lacking(page, article_id, text), *lacking)
    record = None if missing else {"as_of": page.articles[article_id]["resolved_date"], "claims": claims}
    return Statement(page, sentence.start, sentence.end, article_id, record, missing)


def _ruled(text: str) -> list[tuple[GoodsWord, str]]:
    """The goods that a sentence names with what it says of them: by the word of banning or allowing before them, else
    by that of the goods before, else by one after them; each kind once."""
    rulings = _rulings(text)
    ruled: dict[str, tuple[GoodsWord, str]] = {}
    last: tuple[GoodsWord, str] | None = None
    for word in goods_in(text):
        status = _status_of(word, rulings, last)
        if status is not None:
            last = (word, status)
            ruled.setdefault(word.kind, last)
    return list(ruled.values())


def _rulings(text: str) -> list[tuple[int, int, str]]:
    """Where a sentence says "banned", "capped", "still allowed"; "not banned" is no "banned"."""
    found: list[tuple[int, int, str]] = []
    for status in ("permitted", "prohibited", "quota_dependent"):
        for match in pattern(status).finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), status))
    return found


def _status_of(
    word: GoodsWord, rulings: Sequence[tuple[int, int, str]], last: tuple[GoodsWord, str] | None
) -> str | None:
    before = [(word.start - end, status) for _, end, status in rulings if 0 <= word.start - end <= REACH]
    if last is not None and word.start - last[0].end <= REACH:
        before.append((word.start - last[0].end, last[1]))
    after = [(start - word.end, status) for start, _, status in rulings if 0 <= start - word.end <= REACH]
    near = before or after
    return min(near)[1] if near else None


def _lacking(page: ReadPage, article_id: str, text: str) -> Iterator[str]:
    if page.articles[article_id]["resolved_date"] is None:
        yield "the article's day of publication is not known"
    if (found := says("plans", text)) and not (found[0] == "would" and _ANNOUNCED.search(text, 0, found.start())):
        yield f"it speaks of what may come ({found[0]!r}), not of what is law"
    elif found := says("lifted", text):
        yield f"it speaks of {found[0]!r}, which is no statement of what is law"


def _trade(
    page: ReadPage,
    sentence: Sentence,
    ruled: Sequence[tuple[GoodsWord, str]],
    activities: Sequence[RuledActivity] = (),
) -> tuple[list[Record], list[str]]:
    """One claim for each kind of goods, as trade with North Korea, and for each activity with it; and what keeps that
    from being said."""
    regime = _regime(sentence.text, _REGIMES)
    if regime is None:
        return [], ["whose law is meant is not said"]
    claims: list[Record] = []
    capped = [word.kind for word, status in ruled if status == "quota_dependent"]
    amounts = dict(zip(capped, _amounts(page, sentence, ("bbl", "t")), strict=False)) if capped else {}
    for word, status in ruled:
        way = direction(sentence.text, word.direction)
        if way is None:
            return [], [f"whether {word.kind.replace('_', ' ')} goes to or comes from North Korea is not said"]
        claimed: Record = {"regime": regime, "status": status, **_days(page, sentence)}
        if word.kind in amounts and len(amounts) == len(capped):
            claimed["amount"], claimed["unit"] = amounts[word.kind]
        claims.append({"claimed": claimed, "facts": _facts(way, word.kind, _REGIMES[regime][1])})
    for activity in activities:
        if activity.facts is None:
            return [], [str(activity.missing)]
        claimed = {"regime": regime, "status": "prohibited", **_days(page, sentence)}
        claims.append({"claimed": claimed, "facts": activity.facts})
    return claims, []


def _facts(way: str, kind: str, bound: str) -> Record:
    own = {} if bound in ("any", "EU") else {("origin" if way == "to" else "destination"): bound}
    if way == "to":
        return {"activity": "supply", "bound_state": bound, "destination": "KP", "goods_kind": kind, **own}
    return {"activity": "procure", "bound_state": bound, "origin": "KP", "goods_kind": kind, **own}


def _price_cap(page: ReadPage, sentence: Sentence) -> tuple[list[Record], list[str]]:
    """The price above which Russian crude may not be carried."""
    regime = _regime(sentence.text, _CAP_REGIMES) or "G7-RUS"
    amounts = _amounts(page, sentence, ("USD/bbl",))
    if len(amounts) != 1:
        return [], ["the price of the cap is not said" if not amounts else "several prices are named"]
    facts = {"activity": "maritime_service", "origin": "RU", "goods_kind": "crude_oil", "bound_state": "EU"}
    claimed = {"regime": regime, "amount": amounts[0][0], "unit": amounts[0][1]}
    return [{"claimed": claimed, "facts": facts}], []


def _regime(text: str, regimes: dict[str, tuple[str, str]]) -> str | None:
    """Whose law: the United Nations' where they are named, else that of whoever is named first before the ban."""
    if "UN-DPRK" in regimes and says("un", text):
        return "UN-DPRK"
    found = [(match.start(), name) for name, (heading, _) in regimes.items() if (match := says(heading, text))]
    return min(found)[1] if found else None


def _inside(page: ReadPage, sentence: Sentence, kind: str) -> Iterator[Record]:
    for record in page.corrected.records:
        if record["type"] == kind and sentence.start <= record["start"] and record["end"] <= sentence.end:
            yield record


def _amounts(page: ReadPage, sentence: Sentence, units: Sequence[str]) -> list[tuple[Any, str]]:
    found: list[tuple[Any, str]] = []
    for record in _inside(page, sentence, "quantity"):
        unit = _UNITS.get(record["unit"] or "")
        if unit is not None and unit in units and record["value"] is not None and record["value_high"] is None:
            found.append((record["value"], unit))
    return found


def _days(page: ReadPage, sentence: Sentence) -> Record:
    """The first and the last day of the rule, where the words before a date say that it is one."""
    days: Record = {}
    for record in _inside(page, sentence, "date"):
        relation = (record.get("relation") or "").lower() or _word_before(sentence, record)
        if record["value_start"] is None:
            continue
        if relation in _FROM:
            days.setdefault("from", _vague(record["value_start"], record["value_end"]))
        elif _COUNTED_FROM.search(record["text"]) and (relation == "within" or _WITHIN.match(record["text"])):
            days.setdefault("from", (date.fromisoformat(record["value_end"]) + timedelta(days=1)).isoformat())
        elif relation == "by" and record["value_start"] != record["value_end"]:
            days.setdefault("from", _vague(record["value_start"], record["value_end"]))
        elif relation in _UNTIL:
            days.setdefault("until", _vague(record["value_start"], record["value_end"]))
    return days


def _word_before(sentence: Sentence, record: Record) -> str:
    before = sentence.text[: record["start"] - sentence.start].split()
    return before[-1].lower() if before else ""


def _vague(first: str, last: str) -> str:
    """A day, or the month or year that the days make up; else the first of them."""
    if first == last:
        return first
    if first[:7] == last[:7]:
        return first[:7]
    return first[:4] if first[:4] == last[:4] and first[5:] == "01-01" and last[5:] == "12-31" else first
