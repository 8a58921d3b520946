"""One decision for many rows: the reference function asked about one of them, and what the others fill in."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from navicert.measures.arithmetic import QuotaJudgement, judge_quota
from navicert.measures.assess import finding_of
from navicert.measures.assessment import Finding, finding_to_json
from navicert.measures.batch.marks import UNITS
from navicert.measures.batch.plan import Plan
from navicert.measures.batch.quoting import ACTOR, QuotedDay, QuotedNumber, QuotedWord, Slot, Template, is_fillable
from navicert.measures.explaining import named_once
from navicert.measures.facts import Facts, FactValue
from navicert.measures.naming import NAME_KEYS
from navicert.measures.parties import PartyFindings
from navicert.measures.rules import Rule
from navicert.measures.situation import Situation
from navicert.rulebook.model import Measure, Rulebook
from navicert.terms.country import in_a_sentence

NOBODY = PartyFindings()
FINDINGS_KEPT = 4096
"""Many situations end in one finding: so many findings are known by what they say, and written once."""
TEXTS_KEPT = 65536
NEVER_QUOTED = frozenset({"activity", "hs", "goods_kind", *UNITS, *NAME_KEYS})
REPORTED = (("reported_total_amount", "reported_total_unit"), ("reported_total_alt_amount", "reported_total_alt_unit"))
TOTALS = {"reported": REPORTED, "previous": (("previous_period_total_amount", "previous_period_total_unit"),)}


@dataclass(frozen=True, slots=True)
class SharedFinding:
    """A finding of one regime for every row of a situation. `record` is the finding as `check` prints it, `because` its
    sentence; both have slots for a row's own values, which are marks in the `written` and the `spoken` text.
    `looked_at_all` says that no rule applied and the finding tells why, so that it depends on every rule of the
    regime."""

    written: str
    spoken: str
    finding: Mapping[str, Any]
    looked_at_all: bool

    @property
    def record(self) -> Template:
        return _template(self.written)

    @property
    def because(self) -> Template:
        return _template(self.spoken)


_template = functools.lru_cache(maxsize=TEXTS_KEPT)(Template.of)


class NotShared(Exception):
    """The finding holds words that other rows cannot fill in; each row must be asked about on its own."""


def decide(
    facts: Facts,
    regime: str,
    plan: Plan,
    law: tuple[Rulebook, date],
    among: Collection[Rule] | None = None,
    *,
    listed: PartyFindings = NOBODY,
) -> SharedFinding | None:
    """What the reference says under one regime about a row that stands for others; None when the regime is silent.

    `law` is the rulebook, and the day as known on which it is asked; `among` the rules besides which none may apply;
    `listed` the parties found for the names in the facts, where they name any.
    Raises NotShared where the words of the finding cannot be shared.
    """
    rulebook, known_on = law
    quoted = Situation.asked(dict(_quoted(facts.values, plan)), rulebook, known_on, listed, None)
    finding = finding_of(regime, quoted, among)
    if finding is None:
        return None
    finding = _with_amounts(finding, facts, plan, quoted)
    states: Any = facts.get("bound_state")
    return _shared(finding, states, states is not None and plan.marks.shares_class(states), rulebook)


@functools.lru_cache(maxsize=FINDINGS_KEPT)
def _shared(finding: Finding, states: tuple[str, ...] | None, shares_class: bool, rulebook: Rulebook) -> SharedFinding:
    """The finding for actors of these states, and where one `shares_class` for those that are seen like it."""
    return _written(finding if states is None else _with_actor(finding, states, shares_class, rulebook))


@functools.lru_cache(maxsize=FINDINGS_KEPT)
def _written(finding: Finding) -> SharedFinding:
    record = finding_to_json(finding)
    shared = SharedFinding(
        written=json.dumps(record, ensure_ascii=False),
        spoken=finding.because,
        finding=record,
        looked_at_all=bool(finding.measures) and all(measure.role == "checked" for measure in finding.measures),
    )
    if not is_fillable(shared.written):
        raise NotShared
    return shared


def _quoted(values: Mapping[str, FactValue], plan: Plan) -> Iterator[tuple[str, FactValue]]:
    for key, value in values.items():
        leaving_marks = None if key in plan.exact_days or key in NEVER_QUOTED else LEAVING_MARKS.get(type(value))
        yield key, value if leaving_marks is None else leaving_marks(key, value)


LEAVING_MARKS: Mapping[type, Callable[[str, Any], FactValue]] = {
    date: QuotedDay.under,
    Decimal: QuotedNumber.under,
    str: functools.lru_cache(FINDINGS_KEPT)(QuotedWord.under),
}


def _with_actor(finding: Finding, states: tuple[str, ...], shares_class: bool, rulebook: Rulebook) -> Finding:
    """The finding with a slot for the actor's state where rows of several states share it."""
    told = (finding.because, *(measure.why for measure in finding.measures))
    together = "\n".join(told)
    if any(f"('{state}" in together for state in states):
        raise NotShared  # told as a code
    if not shares_class:
        return finding
    name = in_a_sentence(states[0])
    if name not in together:
        return finding
    named = re.compile(rf"(?<=\bactor of ){re.escape(name)}\b")
    slotted = [named.sub(ACTOR.mark, text) if name in text else text for text in told]
    if any(name in text for text in slotted) and not any(name in text for text in _fixed_words(finding, rulebook)):
        raise NotShared
    measures = tuple(
        measure if why is measure.why else named_once(measure.id, measure.role, why, rulebook)
        for measure, why in zip(finding.measures, slotted[1:], strict=True)
    )
    return replace(finding, because=slotted[0], measures=measures)


def _fixed_words(finding: Finding, rulebook: Rulebook) -> Iterator[str]:
    """Words of the rulebook that the finding may repeat."""
    yield rulebook.regimes[finding.regime].title
    yield from (exemption.text for exemption in finding.exceptions)
    for measure in finding.measures:
        yield measure.summary
        yield rulebook.instruments[rulebook.measures[measure.id].instrument].short


# -- amounts of quotas, worked out from a row's numbers before they are quoted -----------------------------------------


def _with_amounts(finding: Finding, facts: Facts, plan: Plan, quoted: Situation) -> Finding:
    """The finding with slots for the delivery and the total. They are known by their words, which must be unlike."""
    quotas = [plan.marks.quotas[m.id] for m in finding.measures if m.id in plan.marks.quotas]
    if not quotas:
        return finding
    words: dict[str, Slot] = {}
    caps: list[str] = []
    for measure in quotas:
        judged = judge_quota(measure, quoted)
        caps.append(judged.cap or "")
        for slot, text in _amount_words(measure, judged, facts.values):
            if words.setdefault(text, slot) != slot:
                raise NotShared
    if any(text in cap for cap in caps for text in words):
        raise NotShared
    quota = finding.quota
    if quota is not None:
        quota = replace(quota, total=_marked(quota.total, words), delivery=_marked(quota.delivery, words))
    return replace(finding, because=_marked(finding.because, words), quota=quota)


def _amount_words(
    measure: Measure, judged: QuotaJudgement, values: Mapping[str, FactValue]
) -> Iterator[tuple[Slot, str]]:
    assert measure.quota is not None
    if measure.quota.base_period and "baseline_amount" in values:
        raise NotShared  # the cap itself is the row's own
    delivery, total = judged.delivery, judged.total
    if delivery:
        yield Slot("delivery", ""), delivery
    if total:
        sources = [name for name, pairs in TOTALS.items() if words_of_amounts(pairs, values) == total]
        if len(sources) != 1:
            raise NotShared
        yield Slot("total", sources[0]), total


def _marked(text: str | None, words: Mapping[str, Slot]) -> Any:
    if text is None or not any(word in text for word in words):
        return text
    for word in sorted(words, key=len, reverse=True):
        text = _replaced(text, word, words[word].mark)
    return text


def _replaced(text: str, word: str, mark: str) -> str:
    """The text with a mark where an amount stands as a whole, not as the end or the start of a longer word."""
    at = text.find(word)
    while at >= 0:
        after = text[at + len(word) : at + len(word) + 1]
        if text[at - 1 : at].isdigit() or text[at - 1 : at] in (",", ".") or after.isalnum() or after == "_":
            at = text.find(word, at + 1)
        else:
            text = text[:at] + mark + text[at + len(word) :]
            at = text.find(word, at + len(mark))
    return text


def words_of_amounts(pairs: tuple[tuple[str, str], ...], values: Mapping[str, Any]) -> str | None:
    """Amounts with their units as a finding writes them, kilograms as tonnes; None where none is given.

    >>> delivery = {"quantity_amount": Decimal(8000), "quantity_unit": "kg"}
    >>> words_of_amounts((("quantity_amount", "quantity_unit"),), delivery)
    '8 t'
    """
    amounts: dict[str, Decimal] = {}
    for amount_key, unit_key in pairs:
        amount = values.get(amount_key)
        if amount is not None:
            unit = str(values[unit_key])
            amounts["t" if unit == "kg" else unit] = amount / 1000 if unit == "kg" else amount
    return " / ".join(f"{f'{amount:,.1f}'.removesuffix('.0')} {unit}" for unit, amount in amounts.items()) or None


def words_of_delivery(values: Mapping[str, Any]) -> str | None:
    """The delivery by quantity and by value in USD, as a finding writes it."""
    in_dollars = (("value_amount", "value_currency"),) if values.get("value_currency") == "USD" else ()
    return words_of_amounts((("quantity_amount", "quantity_unit"), *in_dollars), values)
