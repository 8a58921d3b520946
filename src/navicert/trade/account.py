"""The account of one quota period: every delivery with the running total after it, what is left, and what is doubtful.

Reported and estimated deliveries are kept apart: only what was reported uses a cap up. An estimate that reaches the cap
makes the account contested.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from navicert.terms import Period
from navicert.trade.doubles import Doubt, find_doubles, without_doubles
from navicert.trade.model import LedgerRecord
from navicert.trade.projection import Projection, Question, project, project_estimate
from navicert.trade.quotas import Quota
from navicert.trade.standing import Revision, Standing
from navicert.trade.totals import Estimate, Total, amount_in, can_tell, estimate, total

AccountStatus = Literal["no_figures", "no_cap", "open", "near", "contested", "stopped", "exhausted"]


@dataclass(frozen=True, slots=True)
class Line:
    """A delivery that stands, its amount by unit, and after a reported one the running totals by unit."""

    record: LedgerRecord
    amounts: tuple[tuple[str, Fraction], ...]
    running: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share of the cap; `reached_by` is the day by which reported deliveries had reached it, None while they have
    not."""

    percent: int
    amount: Fraction
    reached_by: date | None


@dataclass(frozen=True, slots=True)
class LimitState:
    """One amount of the cap against what was drawn; None where nothing was reported, which is not zero.

    `least` is the total without what may be counted twice.
    """

    unit: str
    cap: Fraction
    reported: Total | None
    least: Fraction | None
    estimated: Estimate | None
    thresholds: tuple[Threshold, ...]
    projection: Projection
    estimated_projection: Projection | None

    @property
    def drawn(self) -> Fraction:
        """What reported deliveries have certainly used of the cap."""
        return self.reported.amount if self.reported else Fraction(0)

    @property
    def left(self) -> Fraction | None:
        """What the cap leaves after reported deliveries; below zero when they passed it."""
        return self.cap - self.reported.amount if self.reported else None

    @property
    def share(self) -> Fraction | None:
        """Reported deliveries in percent of the cap."""
        return self.reported.amount * 100 / self.cap if self.reported else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the ledger says about one quota period, as known on a day. `supplier` where each state has its own cap.

    `totals` are reported deliveries in every unit; `aid` the part of them that was given, not sold; `unstated_terms`
    tells whether some record does not say which. `first_told` are the reported deliveries before any correction.
    """

    quota: Quota
    period: Period
    known_on: date
    supplier: str | None
    status: AccountStatus
    limits: tuple[LimitState, ...]
    totals: tuple[Total, ...]
    lines: tuple[Line, ...]
    first_told: tuple[LedgerRecord, ...]
    revisions: tuple[Revision, ...]
    notices: tuple[LedgerRecord, ...]
    doubts: tuple[Doubt, ...]
    aid: tuple[Total, ...]

    @property
    def notice_percent(self) -> int | None:
        """The highest threshold officially notified, None when no notice is known."""
        return max((notice.percent for notice in self.notices if notice.percent is not None), default=None)


@dataclass(frozen=True, slots=True)
class Subject:
    """Which account is meant, as known on which day; `window` days make the rate of the projection."""

    quota: Quota
    period: Period
    known_on: date
    supplier: str | None = None
    window: int | None = None


def draw_up(subject: Subject, found: Standing) -> Account:
    """The account of a quota period from the records that count there."""
    reported = _of_kind(found.records, "reported")
    estimated = _of_kind(found.records, "estimated")
    doubts = find_doubles((*reported, *estimated))
    limits = tuple(
        _limit(subject, Fraction(limit.amount), limit.unit, reported, estimated, doubts)
        for limit in subject.quota.limits
    )
    notices = tuple(record for record in found.records if record.kind == "notice")
    units = subject.quota.units
    return Account(
        quota=subject.quota,
        period=subject.period,
        known_on=subject.known_on,
        supplier=subject.supplier,
        status=_status(subject.quota, limits, notices, any_figures=bool(reported or estimated)),
        limits=limits,
        totals=tuple(total(reported, unit) for unit in units) if reported else (),
        lines=_lines(reported, estimated, units),
        first_told=_of_kind(found.originals, "reported"),
        revisions=found.revisions,
        notices=notices,
        doubts=doubts,
        aid=tuple(total([r for r in reported if r.terms == "aid"], unit) for unit in units)
        if any(record.terms == "aid" for record in reported)
        else (),
    )


def _of_kind(records: Sequence[LedgerRecord], kind: str) -> tuple[LedgerRecord, ...]:
    """Deliveries of a kind by their last day."""
    chosen = (record for record in records if record.kind == kind)
    return tuple(sorted(chosen, key=lambda r: (r.days[1], r.days[0], r.known_on, r.id)))


def _lines(
    reported: Sequence[LedgerRecord], estimated: Sequence[LedgerRecord], units: Sequence[str]
) -> tuple[Line, ...]:
    running = dict.fromkeys(units, Fraction(0))
    lines = []
    for record in sorted((*reported, *estimated), key=lambda r: (r.days[1], r.days[0], r.known_on, r.id)):
        amounts = tuple((unit, amount_in(record, unit)) for unit in units if can_tell(record, unit))
        if record.kind == "reported":
            running.update((unit, running[unit] + amount) for unit, amount in amounts)
            lines.append(Line(record, amounts, tuple(running.items())))
        else:
            lines.append(Line(record, amounts))
    return tuple(lines)


def _limit(
    subject: Subject,
    cap: Fraction,
    unit: str,
    reported: Sequence[LedgerRecord],
    estimated: Sequence[LedgerRecord],
    doubts: Sequence[Doubt],
) -> LimitState:
    question = Question(cap, unit, subject.period, subject.window)
    guess = estimate(reported, estimated, unit)
    until = max((record.days[1] for record in (*reported, *estimated)), default=None)
    return LimitState(
        unit=unit,
        cap=cap,
        reported=total(reported, unit) if reported else None,
        least=total(without_doubles(reported, doubts), unit).amount if reported else None,
        estimated=guess,
        thresholds=tuple(_thresholds(cap, unit, subject.quota.percents, reported)),
        projection=project(question, reported),
        estimated_projection=project_estimate(question, guess, until) if guess and until else None,
    )


def _thresholds(cap: Fraction, unit: str, percents: Sequence[int], reported: Sequence[LedgerRecord]) -> list[Threshold]:
    told = [(record.days[1], amount_in(record, unit)) for record in reported if can_tell(record, unit)]
    thresholds = []
    for percent in (*percents, 100):
        amount, running, reached = cap * percent / 100, Fraction(0), None
        for day, delivered in told:
            running += delivered
            if running >= amount:
                reached = day
                break
        thresholds.append(Threshold(percent, amount, reached))
    return thresholds


def _status(
    quota: Quota, limits: Sequence[LimitState], notices: Sequence[LedgerRecord], *, any_figures: bool
) -> AccountStatus:
    stop = quota.percents[-1]
    notice = max((record.percent or 0 for record in notices), default=0)
    if not any_figures:
        return "no_figures"
    if not limits:
        return "no_cap"
    share = max(limit.share or Fraction(0) for limit in limits)
    if share >= 100:
        return "exhausted"
    if share >= stop and notice >= stop:
        return "stopped"
    if any(limit.estimated is not None and limit.estimated.best >= limit.cap for limit in limits):
        return "contested"
    return "near" if share >= quota.percents[0] else "open"
