"""Accounts and records as `quota report --json` and `quota record --json` print them.

Amounts are computed exactly and printed as numbers of at most three decimals; shares of a cap are rounded down, so that
a threshold is never printed before it is reached.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from navicert.trade.account import Account, LimitState, Line
from navicert.trade.conversion import convert, has_ratio, ratio_source
from navicert.trade.model import LedgerRecord
from navicert.trade.projection import Projection
from navicert.trade.quotas import last_day, period_name
from navicert.trade.rows import record_to_row
from navicert.trade.standing import Revision
from navicert.trade.totals import Estimate, Total, amount_in, can_tell

_NUMBERS = ("amount", "low", "high", "value")


def number(amount: Fraction | Decimal) -> int | float:
    """An amount as a JSON number: whole where it is whole, else rounded to three decimals."""
    exact = Fraction(amount)
    return int(exact) if exact.denominator == 1 else float(round(exact, 3))


def percent(share: Fraction) -> float:
    """A share in percent, rounded down to one decimal."""
    return float(Fraction(share * 10 // 1, 10))


def in_words(amount: Fraction) -> str:
    """An amount for people, with thousands separators and at most one decimal."""
    return f"{float(amount):,.1f}".removesuffix(".0")


def record_to_json(record: LedgerRecord) -> dict[str, Any]:
    """A record with its stated cells, and when and by whom it became known and recorded."""
    row = record_to_row(record)
    for column in _NUMBERS:
        if column in row:
            row[column] = number(Decimal(row[column]))
    if record.corrects is not None:
        row |= {"kind": "correction", "stands_as": record.kind}
    known = {"known_on": record.known_on.isoformat(), "recorded_at": record.recorded_at.isoformat()}
    return {**row, **known, "recorded_by": record.recorded_by}


def account_to_json(account: Account) -> dict[str, Any]:
    """One account; every list is there, empty where there is nothing to say."""
    measure, period = account.quota.measure, account.period
    return {
        "quota": account.quota.id,
        "instrument": measure.instrument,
        "paragraph": measure.paragraph,
        "citation": account.quota.citation,
        "summary": measure.summary,
        "supplier": account.supplier,
        "period": {
            "name": period_name(period),
            "first": period.first.isoformat() if period.first else None,
            "last": last_day(period).isoformat() if period.until else None,
        },
        "in_force": {
            "first": measure.first.isoformat() if measure.first else None,
            "until": measure.until.isoformat() if measure.until else None,
        },
        "as_known_on": account.known_on.isoformat(),
        "status": account.status,
        "notice_percent": account.notice_percent,
        "limits": [_limit(limit) for limit in account.limits],
        "totals": {total.unit: number(total.amount) for total in account.totals},
        "lacking": sorted({record for total in account.totals for record in total.lacking}),
        "left": left_by_unit(account),
        "aid": {total.unit: number(total.amount) for total in account.aid},
        "records": [_line(line) for line in account.lines],
        "revisions": [_revision(revision, account.quota.units) for revision in account.revisions],
        "notices": [record_to_json(notice) for notice in account.notices],
        "doubts": [
            {"kind": doubt.kind, "records": list(doubt.records), "spare": list(doubt.spare), "text": doubt.text}
            for doubt in account.doubts
        ],
        "ratios": ratios(account),
        "contested": list(measure.ambiguities),
    }


def left_by_unit(account: Account) -> list[dict[str, Any]]:
    """What each amount of the cap leaves, and where it is in barrels or tonnes alone, the same in the other unit for
    each ratio that goods of the quota have."""
    rows: list[dict[str, Any]] = []
    stated = {limit.unit for limit in account.limits}
    for limit in account.limits:
        if limit.left is None:
            continue
        rows.append({"amount": number(limit.left), "unit": limit.unit, "goods": None})
        other = {"bbl": "t", "t": "bbl"}.get(limit.unit)
        if other is not None and other not in stated:
            rows += [
                {"amount": number(convert(limit.left, limit.unit, other, kinds[0])), "unit": other, "goods": kinds}
                for kinds in _kinds_by_ratio(account)
            ]
    return rows


def ratios(account: Account) -> list[dict[str, Any]]:
    """The ratios that conversions of this account used, with the kinds of goods and who states them."""
    used = {
        record.goods
        for record in (line.record for line in account.lines)
        if record.goods and has_ratio(record.goods) and record.quantity and _converted(record, account)
    }
    return [{"goods": goods, "source": ratio_source(goods)} for goods in sorted(used)]


def _converted(record: LedgerRecord, account: Account) -> bool:
    assert record.quantity is not None
    stated = "t" if record.quantity.unit == "kg" else record.quantity.unit
    return any(total.unit in ("bbl", "t") and total.unit != stated for total in account.totals)


def _kinds_by_ratio(account: Account) -> list[list[str]]:
    """The quota's kinds of goods, those with the same ratio together."""
    groups: dict[Fraction, list[str]] = {}
    for kind in account.quota.kinds:
        if has_ratio(kind):
            groups.setdefault(convert(Fraction(1), "t", "bbl", kind), []).append(kind)
    return list(groups.values())


def _limit(limit: LimitState) -> dict[str, Any]:
    return {
        "unit": limit.unit,
        "cap": number(limit.cap),
        "reported": _total(limit.reported) if limit.reported else None,
        "least": None if limit.least is None else number(limit.least),
        "left": None if limit.left is None else number(limit.left),
        "share_percent": None if limit.share is None else percent(limit.share),
        "estimated": _estimate(limit.estimated, limit.cap) if limit.estimated else None,
        "thresholds": [
            {
                "percent": threshold.percent,
                "amount": number(threshold.amount),
                "reached_by": threshold.reached_by.isoformat() if threshold.reached_by else None,
            }
            for threshold in limit.thresholds
        ],
        "projection": _projection(limit.projection),
        "estimated_projection": _projection(limit.estimated_projection) if limit.estimated_projection else None,
    }


def _total(total: Total) -> dict[str, Any]:
    return {"amount": number(total.amount), "whole": total.is_whole, "lacking": list(total.lacking)}


def _estimate(estimate: Estimate, cap: Fraction) -> dict[str, Any]:
    amounts = {"low": number(estimate.low), "best": number(estimate.best), "high": number(estimate.high)}
    return {**amounts, "share_percent": percent(estimate.best * 100 / cap), "lacking": list(estimate.lacking)}


def _projection(projection: Projection) -> dict[str, Any]:
    days = {
        "day": projection.day,
        "earliest": projection.earliest,
        "latest": projection.latest,
        "figures_until": projection.figures_until,
    }
    return {
        **{key: day.isoformat() if day else None for key, day in days.items()},
        "rate_per_day": number(projection.rate) if projection.rate is not None else None,
        "rate_days": projection.days,
        "because": projection.because,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        **record_to_json(line.record),
        "amounts": {unit: number(amount) for unit, amount in line.amounts},
        "running": {unit: number(amount) for unit, amount in line.running} or None,
    }


def _revision(revision: Revision, units: Iterable[str]) -> dict[str, Any]:
    return {
        "record": revision.was.id,
        "by": revision.now.id,
        "known_on": revision.now.known_on.isoformat(),
        "source": revision.now.source,
        "was": amounts_of(revision.was, units),
        "now": amounts_of(revision.now, units),
        "note": revision.now.note,
    }


def amounts_of(record: LedgerRecord, units: Iterable[str]) -> dict[str, int | float]:
    """The amount of a delivery in the units that it can be told in; a notice's percentage."""
    if record.percent is not None:
        return {"percent": record.percent}
    return {unit: number(amount_in(record, unit)) for unit in units if can_tell(record, unit)}
