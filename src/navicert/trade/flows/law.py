"""Trade statistics beside the law: what the engine says about the days of a month on which goods were traded.

A statistic tells that customs recorded goods in a month; the law asks of one delivery when it was shipped, arrived or
was cleared, under which contract and for what. What stands here is a reason to look, not a finding of a breach.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from navicert.measures.timeline import Lane, Span, Timeline
from navicert.measures.timeline_picture import behind, spans_within
from navicert.rulebook.model import Limit
from navicert.trade.conversion import convert, has_ratio, ratio_source
from navicert.trade.flows.model import days_of
from navicert.trade.flows.volumes import Volume
from navicert.trade.output import percent
from navicert.trade.quotas import Quota

Verdict = Literal[
    "prohibited", "prohibited_part", "needs_authorisation", "quota", "turns_on_facts", "not_covered", "permitted",
    "not_bound",
]  # fmt: skip
ALERTING: tuple[Verdict, ...] = ("prohibited", "prohibited_part", "needs_authorisation", "quota", "turns_on_facts")


@dataclass(frozen=True, slots=True)
class CapShare:
    """How much of a cap's limit a total comes to, in percent rounded down; `ratio` names the conversion, if any."""

    limit: str
    percent: float
    ratio: str | None = None


@dataclass(frozen=True, slots=True)
class RunningTotal:
    """What this statistic tells within the period of a cap up to and including the month, in kg and in money.

    It is not the total that the deciding body has published, on which the law turns. `lacking` counts rows without
    weight.
    """

    measure: str
    cap: str | None
    kg: Decimal
    value: Decimal
    currency: str
    months: int
    lacking: int
    shares: tuple[CapShare, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One volume and one regime: the spans of the law that touch the month, and what they come to.

    `prohibited`: on every day. `prohibited_part`: on some days. `quota`: at best within a cap. `turns_on_facts`: it may
    be forbidden, by facts that a statistic does not tell.
    """

    volume: Volume
    regime: str
    verdict: Verdict
    spans: tuple[Span, ...]
    total: RunningTotal | None = None

    @property
    def alerts(self) -> bool:
        """Whether there is something to look at: goods were traded, and the law does not simply allow it."""
        return self.verdict in ALERTING and _is_traded(self.volume)

    @property
    def measures(self) -> tuple[tuple[str, str, str], ...]:
        """The measures that decide on some day: id, instrument and paragraph."""
        named = ((m.id, m.instrument, m.paragraph) for span in self.spans for m in behind(span.finding))
        return tuple(dict.fromkeys(named))


def compare(volume: Volume, laid: Timeline) -> list[Comparison]:
    """The volume's month against each regime of a timeline about its goods and states."""
    first, last = days_of(volume.period)
    found = []
    for lane in laid.lanes:
        spans = tuple(_within(lane, first, last))
        found.append(Comparison(volume, lane.regime, verdict_of(spans), spans))
    return found


def _within(lane: Lane, first: object, last: object) -> Iterator[Span]:
    """The spans of the days, cut to them."""
    for span in spans_within(lane, first, last):  # type: ignore[arg-type]
        begin = first if span.first is None or span.first < first else span.first  # type: ignore[operator]
        end = last if span.last is None or span.last > last else span.last  # type: ignore[operator]
        yield replace(span, first=begin, last=end)  # type: ignore[arg-type]


def verdict_of(spans: Sequence[Span]) -> Verdict:
    """What the answers on the days of a month come to: the gravest, where `prohibited` needs every day."""
    single = [_single(span) for span in spans]
    if "prohibited" in single:
        return "prohibited" if set(single) == {"prohibited"} else "prohibited_part"
    order: tuple[Verdict, ...] = (*ALERTING, "not_covered", "permitted", "not_bound")
    return min(single, key=order.index, default="not_covered")


def _single(span: Span) -> Verdict:
    finding = span.finding
    if finding.status == "needs_information":
        if finding.lowest == "prohibited":
            return "prohibited"
        return "quota" if finding.lowest == "quota_dependent" else "turns_on_facts"
    if finding.under == "not_bound":
        return "not_bound"
    if finding.status in ("prohibited", "needs_authorisation", "permitted"):
        return finding.status
    return "quota" if finding.status == "quota_dependent" else "not_covered"


def _is_traded(volume: Volume) -> bool:
    amounts = (volume.net_kg, volume.value, *(amount for _, amount in volume.quantities))
    return any(amounts) or all(amount is None for amount in amounts)


def with_totals(found: Iterable[Comparison], quotas: Mapping[str, Quota], goods: str | None = None) -> list[Comparison]:
    """The comparisons, with what the same source tells within the period of the cap up to the month.

    `goods` is the kind of the goods, where it is known: barrels and tonnes are converted only then.
    """
    comparisons = list(found)
    groups: dict[tuple[object, ...], list[Comparison]] = defaultdict(list)
    for one in comparisons:
        if (key := _account(one)) is not None:
            groups[key].append(one)
    return [replace(one, total=_shared(_total(one, groups), quotas, goods)) for one in comparisons]


def _shared(total: RunningTotal | None, quotas: Mapping[str, Quota], goods: str | None) -> RunningTotal | None:
    if total is None or total.measure not in quotas:
        return total
    shares = (_share(total, limit, goods) for limit in quotas[total.measure].limits)
    return replace(total, shares=tuple(share for share in shares if share is not None))


def _share(total: RunningTotal, limit: Limit, goods: str | None) -> CapShare | None:
    """The share of one limit; None where the total cannot be told in its unit."""
    cap, words = Fraction(limit.amount), f"{limit.amount:,f} {limit.unit}"
    if limit.unit == total.currency:
        return CapShare(words, percent(Fraction(total.value) / cap * 100))
    if limit.unit in ("t", "kg") or (limit.unit == "bbl" and has_ratio(goods)):
        amount = convert(Fraction(total.kg), "kg", limit.unit, goods)
        ratio = ratio_source(goods) if limit.unit == "bbl" and goods is not None else None
        return CapShare(words, percent(amount / cap * 100), ratio)
    return None


def _account(one: Comparison) -> tuple[object, ...] | None:
    quota = next((span.quota for span in reversed(one.spans) if span.quota is not None), None)
    if quota is None:
        return None
    volume = one.volume
    pair = (volume.source, volume.reporter, volume.partner, volume.direction, volume.currency)
    return (*pair, one.regime, quota.measure, quota.cap, quota.first, quota.last)


def _total(one: Comparison, groups: dict[tuple[object, ...], list[Comparison]]) -> RunningTotal | None:
    key = _account(one)
    if key is None:
        return None
    until = [other.volume for other in groups[key] if other.volume.period <= one.volume.period]
    return RunningTotal(
        measure=str(key[-4]),
        cap=None if key[-3] is None else str(key[-3]),
        kg=sum((volume.net_kg for volume in until if volume.net_kg is not None), Decimal(0)),
        value=sum((volume.value for volume in until if volume.value is not None), Decimal(0)),
        currency=one.volume.currency,
        months=len({volume.period for volume in until}),
        lacking=sum(volume.lacking for volume in until),
    )
