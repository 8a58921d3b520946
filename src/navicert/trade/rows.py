"""Ledger records as flat rows: the form of files, of the store and of printed records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from navicert.terms import VagueDate
from navicert.trade.model import LedgerRecord, Stated

STATED_COLUMNS = (
    "kind", "corrects", "quota", "period", "delivered", "supplier", "receiver", "goods", "amount", "unit", "low",
    "high", "value", "currency", "percent", "includes_reported", "terms", "source", "published", "note",
)  # fmt: skip
COLUMNS = ("id", *STATED_COLUMNS)


def record_to_row(record: LedgerRecord) -> dict[str, Any]:
    """What was stated, by column, amounts and days as text; absent columns were not stated. A correction's `kind` is
    that of the record it stands for."""
    row: dict[str, Any] = {
        "id": record.id,
        "kind": record.kind,
        "corrects": record.corrects,
        "quota": record.quota,
        "period": record.period_first.isoformat(),
        "delivered": delivered_text(record.delivered),
        "supplier": record.supplier,
        "receiver": record.receiver,
        "goods": record.goods,
        **_quantity_cells(record.quantity),
        "value": _number_text(record.value.amount) if record.value else None,
        "currency": record.value.unit if record.value else None,
        "percent": record.percent,
        "includes_reported": record.includes_reported or None,
        "terms": record.terms,
        "source": record.source,
        "published": record.published.isoformat() if record.published else None,
        "note": record.note,
    }
    return {column: cell for column, cell in row.items() if cell is not None}


def record_from_row(row: Mapping[str, Any], *, recorded_at: datetime, recorded_by: str) -> LedgerRecord:
    """The record that `record_to_row` told; rows of files are read by `navicert.trade.drafts`, which checks them."""
    return LedgerRecord(
        id=row["id"],
        kind=row["kind"],
        quota=row["quota"],
        period_first=date.fromisoformat(row["period"]),
        source=row["source"],
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        quantity=_quantity(row),
        value=Stated.exactly(Decimal(row["value"]), row["currency"]) if "value" in row else None,
        goods=row.get("goods"),
        delivered=read_delivered(row["delivered"]) if "delivered" in row else None,
        supplier=row.get("supplier"),
        receiver=row.get("receiver"),
        includes_reported=bool(row.get("includes_reported")),
        terms=row.get("terms"),
        percent=row.get("percent"),
        published=date.fromisoformat(row["published"]) if "published" in row else None,
        corrects=row.get("corrects"),
        note=row.get("note"),
    )


def content_id(record: LedgerRecord, occurrence: int = 1) -> str:
    """An id made from what the record states, whoever records it and when: the same statement has the same id.

    `occurrence` tells a second delivery that looks the same from the first.
    """
    row = {column: cell for column, cell in record_to_row(record).items() if column != "id"}
    text = json.dumps([row, occurrence], sort_keys=True, ensure_ascii=False)
    return f"L-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def says_the_same(left: LedgerRecord, right: LedgerRecord) -> bool:
    """Whether two records state the same, whoever recorded them and under whatever id."""
    return content_id(left) == content_id(right)


def delivered_text(delivered: VagueDate | None) -> str | None:
    """Days as `read_delivered` reads them; "circa" is not kept, since the range already says so."""
    return None if delivered is None else delivered.iso()


def read_delivered(text: str) -> VagueDate:
    """A day, month or year, or a range of two with a slash between; ValueError for anything else.

    >>> str(read_delivered("2018-01/2018-03-15"))
    '2018-01-01/2018-03-15'
    """
    first, slash, last = text.partition("/")
    if not slash:
        return VagueDate.from_iso(text)
    return VagueDate(VagueDate.from_iso(first).earliest, VagueDate.from_iso(last).latest)


def _quantity_cells(quantity: Stated | None) -> dict[str, str]:
    if quantity is None:
        return {}
    cells = {"amount": _number_text(quantity.amount), "unit": quantity.unit}
    if quantity.low != quantity.high:
        cells |= {"low": _number_text(quantity.low), "high": _number_text(quantity.high)}
    return cells


def _quantity(row: Mapping[str, Any]) -> Stated | None:
    if "amount" not in row:
        return None
    amount = Decimal(row["amount"])
    return Stated(amount, row["unit"], Decimal(row.get("low", amount)), Decimal(row.get("high", amount)))


def _number_text(number: Decimal) -> str:
    """Plain digits without needless zeros, so that 5000 and 5000.0 are the same statement."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
