"""From a row to a ledger record: what is missing or contradicts itself is named by field, and nothing is filled in
but what the quota's own law says (the state at its other end, its only kind of goods)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from navicert.errors import InvalidInput
from navicert.terms import Period, VagueDate
from navicert.trade.cells import Unreadable, read_cell
from navicert.trade.conversion import has_ratio
from navicert.trade.model import LedgerRecord, Stated
from navicert.trade.quotas import Quota, find_period, find_quota, last_day
from navicert.trade.rows import content_id, record_to_row


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A column whose cell cannot be, or is missing, and why."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class InvalidRecord:
    """A row that is no ledger record; it is not recorded."""

    problems: tuple[FieldProblem, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """What a row is read against: the quotas there are, the records so far by id, who records and when."""

    quotas: Mapping[str, Quota]
    kept: Mapping[str, LedgerRecord]
    at: datetime
    by: str


class _Wrong(ValueError):
    """A field, and what is wrong with it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.problem = FieldProblem(field, message)


def read_record(row: Mapping[str, Any], recording: Recording) -> LedgerRecord | InvalidRecord:
    """The record that a row tells; its id, where none is given, follows from what it states.

    A correction takes over from the record that it names what it does not state itself, but for source, day of
    publication and note; amount and range, value and currency, and period and days go together.
    """
    cells: dict[str, Any] = {}
    problems: list[FieldProblem] = []
    for column, raw in row.items():
        if raw is None or raw == "":
            continue
        try:
            cells[column] = read_cell(column, raw)
        except Unreadable as error:
            problems.append(FieldProblem(str(column), str(error)))
    if problems:
        return InvalidRecord(tuple(problems))
    try:
        return _record(_with_corrected(cells, recording), recording)
    except _Wrong as wrong:
        return InvalidRecord((wrong.problem,))


GROUPS = (("amount", "unit", "low", "high"), ("value", "currency"), ("period", "delivered"))
OWN = ("id", "source", "published", "note", "corrects", "kind")


def _with_corrected(cells: dict[str, Any], recording: Recording) -> dict[str, Any]:
    """The cells of a correction, completed from the record that it names; other cells as they are."""
    if "corrects" not in cells:
        if cells.get("kind") == "correction":
            raise _Wrong("corrects", "a correction names the record that it takes the place of")
        return cells
    target = recording.kept.get(cells["corrects"])
    if target is None:
        raise _Wrong("corrects", f"the ledger has no record {cells['corrects']!r}")
    if cells.get("kind", "correction") not in ("correction", target.kind):
        raise _Wrong("kind", f"it corrects what was {target.kind}; record 0 there, and a record of its own here")
    if cells.get("quota", target.quota) != target.quota:
        raise _Wrong("quota", f"that record is under {target.quota}; record 0 there, and a record of its own here")
    if cells.get("published", target.known_on) < target.known_on:
        raise _Wrong("published", f"{target.id} became known on {target.known_on}; its correction cannot be older")
    return {**_taken_over(cells, target), **cells, "kind": target.kind}


def _taken_over(cells: Mapping[str, Any], target: LedgerRecord) -> dict[str, Any]:
    told = {column: read_cell(column, raw) for column, raw in record_to_row(target).items() if column not in OWN}
    for group in GROUPS:
        if any(column in cells for column in group):
            for column in group:
                if column not in ("unit", "currency"):
                    told.pop(column, None)
    return told


def _record(cells: Mapping[str, Any], recording: Recording) -> LedgerRecord:
    for column in ("quota", "kind", "source"):
        if column not in cells:
            raise _Wrong(column, _WANTED[column])
    try:
        quota = find_quota(recording.quotas, cells["quota"])
    except InvalidInput as error:
        raise _Wrong("quota", str(error)) from None
    if recording.at.date() + timedelta(days=1) < cells.get("published", date.min):
        raise _Wrong("published", f"{cells['published']} has not begun yet")
    read = _notice if cells["kind"] == "notice" else _delivery
    record = read(cells, quota, recording)
    return record if "id" in cells else replace(record, id=content_id(record))


_WANTED = {
    "quota": "say which quota it counts under",
    "kind": "say whether it was reported, is estimated, corrects a record, or is a notice",
    "source": "say who states it and where",
}


_OF_A_NOTICE = {
    "percent": "say which threshold was notified, such as 75",
    "period": "say which quota period it was notified for",
    "published": "say on which day it was notified",
}


def _notice(cells: Mapping[str, Any], quota: Quota, recording: Recording) -> LedgerRecord:
    for column in _OF_A_NOTICE:
        if column not in cells:
            raise _Wrong(column, _OF_A_NOTICE[column])
    for column in ("amount", "value", "delivered", "goods", "low", "high", "includes_reported", "terms"):
        if column in cells:
            raise _Wrong(column, "a notice tells a threshold, no delivery")
    return _common(cells, quota, recording, _period(cells["period"], quota), percent=cells["percent"])


def _delivery(cells: Mapping[str, Any], quota: Quota, recording: Recording) -> LedgerRecord:
    if "percent" in cells:
        raise _Wrong("percent", "only a notice states a percentage")
    if cells.get("includes_reported") and cells["kind"] != "estimated":
        raise _Wrong("includes_reported", "only an estimate may be of the whole total")
    period, delivered = _when(cells, quota)
    if (known := cells.get("published", recording.at.date() + timedelta(days=1))) < delivered.earliest:
        raise _Wrong("delivered", f"the delivery begins {delivered.earliest}, after it was known on {known}")
    quantity, value = _quantity(cells), _value(cells)
    if quantity is None and value is None:
        raise _Wrong("amount", "say how much was delivered")
    return _common(
        cells,
        quota,
        recording,
        period,
        quantity=quantity,
        value=value,
        goods=_goods(cells, quota),
        delivered=delivered,
        includes_reported=bool(cells.get("includes_reported")),
        terms=cells.get("terms"),
        **_states(cells, quota),
    )


def _common(cells: Mapping[str, Any], quota: Quota, recording: Recording, period: Period, **more: Any) -> LedgerRecord:
    assert period.first is not None
    return LedgerRecord(
        id=cells.get("id", ""),
        kind=cells["kind"],
        quota=quota.id,
        period_first=period.first,
        source=cells["source"],
        recorded_at=recording.at,
        recorded_by=recording.by,
        published=cells.get("published"),
        corrects=cells.get("corrects"),
        note=cells.get("note"),
        **more,
    )


def _period(text: str, quota: Quota) -> Period:
    try:
        return find_period(quota, text)
    except InvalidInput as error:
        raise _Wrong("period", str(error)) from None


def _when(cells: Mapping[str, Any], quota: Quota) -> tuple[Period, VagueDate]:
    """The quota period and the days of delivery; where only one is stated, the other follows or is the whole period."""
    delivered: VagueDate | None = cells.get("delivered")
    if "period" in cells:
        period = _period(cells["period"], quota)
        if delivered is None:
            return period, _whole(period, quota)
    elif delivered is not None:
        period = _period(f"{delivered.earliest}/{delivered.latest}", quota)
    else:
        raise _Wrong("delivered", "say when it was delivered, or in which quota period")
    if delivered.latest < (period.first or date.min) or (period.until and delivered.earliest >= period.until):
        raise _Wrong("delivered", f"{delivered} lies outside the period that begins {period.first}")
    return period, delivered


def _whole(period: Period, quota: Quota) -> VagueDate:
    if period.until is None:
        raise _Wrong("delivered", f"the period of {quota.id} has no end; say when it was delivered")
    assert period.first is not None
    return VagueDate(period.first, last_day(period))


def _quantity(cells: Mapping[str, Any]) -> Stated | None:
    if "amount" not in cells:
        for column in ("low", "high"):
            if column in cells:
                raise _Wrong("amount", f"a range needs the most likely amount beside its {column} end")
        if "unit" in cells and "value" not in cells:
            raise _Wrong("amount", "a unit stands without an amount")
        return None
    if "unit" not in cells:
        raise _Wrong("unit", "say in which unit: bbl, t or kg")
    amount = cells["amount"]
    low, high = cells.get("low", amount), cells.get("high", amount)
    if cells["kind"] != "estimated" and low != high:
        raise _Wrong("low", "only an estimate has a range")
    if not low <= amount <= high:
        raise _Wrong("low" if low > amount else "high", f"{low} to {high} does not hold the amount {amount}")
    return Stated(amount, cells["unit"], low, high)


def _value(cells: Mapping[str, Any]) -> Stated | None:
    if "value" not in cells:
        return None
    if "currency" not in cells:
        raise _Wrong("currency", "say in which currency: USD, EUR or CNY")
    return Stated.exactly(cells["value"], cells["currency"])


def _goods(cells: Mapping[str, Any], quota: Quota) -> str:
    goods: str | None = cells.get("goods")
    if goods is None:
        if len(quota.kinds) != 1:
            why = "; amounts are converted by it" if any(map(has_ratio, quota.kinds)) else ""
            raise _Wrong("goods", f"say which goods: {', '.join(quota.kinds)}{why}")
        return quota.kinds[0]
    if not quota.covers(goods):
        raise _Wrong("goods", f"{quota.id} does not count {goods}; it counts {', '.join(quota.kinds)}")
    return goods


def _states(cells: Mapping[str, Any], quota: Quota) -> dict[str, str | None]:
    """Supplier and receiver; the state that the quota is about stands at one end by law."""
    states = {"supplier": cells.get("supplier"), "receiver": cells.get("receiver")}
    for end, state in _ends(quota):
        if states[end] not in (None, state):
            raise _Wrong(end, f"under {quota.id} the {end} is {state}")
        states[end] = state
    if quota.is_national and states["supplier"] is None:
        raise _Wrong("supplier", "each supplying state has its own cap here; say which state")
    return states


def _ends(quota: Quota) -> Iterator[tuple[str, str]]:
    match quota.measure.direction:
        case "to_kp":
            yield "receiver", "KP"
        case "from_kp" | "through_kp":
            yield "supplier", "KP"
