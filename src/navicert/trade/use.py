"""What the ledger says about the quotas that a transaction touches: the totals before it, as `assess` takes them.

A total "before the delivery" holds what was known by the day of the act, and what became known later but was delivered
earlier. Deliveries told for several days around it may lie on either side; so may those that were perhaps counted
twice. Hence two totals, the least and the most. An empty period has no total: it is unknown, not zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from navicert.measures.arithmetic import period_first
from navicert.measures.assessment import Assessment
from navicert.measures.facts import Facts
from navicert.measures.quota import Drawn, QuotaTotal, QuotaUse
from navicert.measures.situation import Situation
from navicert.rulebook.model import Rulebook
from navicert.terms import Quantity
from navicert.trade.doubles import find_doubles, without_doubles
from navicert.trade.ledger import Ledger
from navicert.trade.model import LedgerRecord
from navicert.trade.quotas import Quota
from navicert.trade.standing import Standing
from navicert.trade.totals import estimate, total

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LedgerUse:
    """The totals as small and as large as the ledger allows, and those alone that are sure (`agreed`).

    `open` are the quotas whose total is not sure, each with its bounds in words.
    """

    least: QuotaUse
    most: QuotaUse
    agreed: QuotaUse
    open: tuple[tuple[str, str], ...] = ()

    @property
    def is_sure(self) -> bool:
        return not self.open


def settle(use: LedgerUse | None, ask: Callable[[QuotaUse | None], Assessment]) -> tuple[Assessment, tuple[str, ...]]:
    """The assessment that `ask` gives with the ledger's totals, and what leaves it open.

    Where the least and the most total give different answers, the totals that are not sure are left out: the answer
    then says what is missing.
    """
    if use is None:
        return ask(None), ()
    answer = ask(use.most)
    if use.is_sure or _answers(answer) == _answers(ask(use.least)):
        return answer, ()
    answer = ask(use.agreed)
    asked = {finding.quota.measure for finding in answer.findings if finding.quota is not None}
    return answer, tuple(words for quota, words in use.open if quota in asked)


def _answers(assessment: Assessment) -> list[tuple[object, ...]]:
    return [
        (finding.regime, finding.status, finding.lowest, finding.highest, [(r.id, r.status) for r in finding.readings])
        for finding in assessment.findings
    ]


def use_of(ledger: Ledger, facts: Facts, rulebook: Rulebook, known_on: date) -> LedgerUse | None:
    """The quota totals that bear on the facts; None when the ledger has none for them."""
    if not ledger.records:
        return None
    situation = Situation(facts.values, rulebook, known_on)
    pairs = list(_totals(ledger, situation, known_on))
    if not pairs:
        return None
    least = {(low.quota, low.period_first): low for low, _ in pairs}
    most = {(high.quota, high.period_first): high for _, high in pairs}
    unsure = {key for key in least if least[key] != most[key]}
    return LedgerUse(
        QuotaUse(least),
        QuotaUse(most),
        QuotaUse({key: total for key, total in least.items() if key not in unsure}),
        tuple((key[0], _in_words(least[key], most[key])) for key in sorted(unsure)),
    )


def days_of_change(ledger: Ledger, facts: Facts, rulebook: Rulebook, known_on: date) -> set[date]:
    """The days on which the totals before a delivery, or what was notified, may differ from the day before."""
    situation = Situation(facts.values, rulebook, known_on)
    records = ledger.records_of(list(_quotas_asked(ledger, situation)), known_on)
    known = {record.known_on for record in records}
    delivered = [record.days for record in records if record.kind != "notice"]
    days = known | {first for first, _ in delivered} | {last + ONE_DAY for _, last in delivered}
    return {day for day in days if day <= known_on}


def _totals(ledger: Ledger, situation: Situation, known_on: date) -> Iterator[tuple[QuotaTotal, QuotaTotal]]:
    for quota in _quotas_asked(ledger, situation):
        first, day = period_first(quota.measure, situation), situation.day(quota.measure.clock)
        if first is None or day is None:
            continue
        state = _only_state(situation) if quota.is_national else None
        if quota.is_national and state is None:
            continue
        pair = ledger.remember(
            ("use", quota.id, first, known_on, state, day), partial(_pair, ledger, quota, first, known_on, state, day)
        )
        if pair is not None:
            yield pair


def _quotas_asked(ledger: Ledger, situation: Situation) -> Iterator[Quota]:
    """The quotas that rule the activity and may count the goods."""
    hs, kind = situation.values.get("hs"), situation.values.get("goods_kind")
    for quota in ledger.quotas.values():
        goods = quota.measure.goods
        asked = any(activity == situation.values["activity"] for activity, _ in quota.measure.asks)
        if asked and (goods is None or goods.cover(hs, kind) is not False):  # type: ignore[arg-type]
            yield quota


def _only_state(situation: Situation) -> str | None:
    states = situation.values.get("bound_state")
    return states[0] if isinstance(states, tuple) and len(states) == 1 and isinstance(states[0], str) else None


def _is_before(record: LedgerRecord, day: date) -> bool:
    return record.known_on <= day or record.days[1] < day


def _may_be_before(record: LedgerRecord, day: date) -> bool:
    return record.known_on <= day or record.days[0] <= day


def _pair(
    ledger: Ledger, quota: Quota, first: date, known_on: date, state: str | None, day: date
) -> tuple[QuotaTotal, QuotaTotal] | None:
    found = ledger.standing(quota, first, known_on, state)
    return (_least(quota, first, found, day), _most(quota, first, found, day)) if found.records else None


def _least(quota: Quota, first: date, found: Standing, day: date) -> QuotaTotal:
    """What was certainly delivered before, none of it twice."""
    before = [record for record in found.records if record.kind != "notice" and _is_before(record, day)]
    return _total(quota, first, without_doubles(before, find_doubles(before)), _notice_percent(found, day))


def _most(quota: Quota, first: date, found: Standing, day: date) -> QuotaTotal:
    """What may have been delivered before, all of it counted."""
    before = [record for record in found.records if record.kind != "notice" and _may_be_before(record, day)]
    return _total(quota, first, before, _notice_percent(found, day))


def _notice_percent(found: Standing, day: date) -> int | None:
    """The highest threshold notified by the day: none, when the first notice came later; without any notice in the
    ledger nobody knows."""
    notices = [(record.known_on, record.percent) for record in found.records if record.percent is not None]
    return max((percent for known_on, percent in notices if known_on <= day), default=0) if notices else None


def _total(quota: Quota, first: date, deliveries: Sequence[LedgerRecord], notice: int | None) -> QuotaTotal:
    reported = [record for record in deliveries if record.kind == "reported"]
    estimated = [record for record in deliveries if record.kind == "estimated"]
    guesses = [estimate(reported, estimated, unit) for unit in quota.units]
    return QuotaTotal(
        quota=quota.id,
        period_first=first,
        reported=tuple(_drawn(quota, reported)),
        estimated=tuple(Drawn(guess.best, guess.unit) for guess in guesses if guess is not None and not guess.lacking),
        notice_percent=notice,
    )


def _drawn(quota: Quota, reported: Sequence[LedgerRecord]) -> Iterator[Drawn]:
    """The reported total in each unit that all deliveries can be told in; nothing where none was reported."""
    if reported:
        for unit in quota.units:
            amount = total(reported, unit)
            if amount.is_whole:
                yield Drawn(amount.amount, unit)


def _in_words(least: QuotaTotal, most: QuotaTotal) -> str:
    words = f"{least.quota}, period from {least.period_first}: the ledger allows"
    if least.reported != most.reported:
        return f"{words} a reported total from {_amounts(least.reported)} up to {_amounts(most.reported)}"
    return f"{words} an estimated total from {_amounts(least.estimated)} up to {_amounts(most.estimated)}"


def _amounts(amounts: Sequence[Drawn | Quantity]) -> str:
    told = (f"{float(drawn.amount):,.1f}".removesuffix(".0") + f" {drawn.unit}" for drawn in amounts)
    return " / ".join(told) or "nothing known"
