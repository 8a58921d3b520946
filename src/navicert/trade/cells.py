"""Cells of a ledger row, read strictly: a value that is not what its column needs raises Unreadable with the reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from navicert.rulebook.vocabulary import GOODS_KINDS
from navicert.terms import VagueDate, country_code
from navicert.terms.country import is_assigned
from navicert.trade.quotas import YEARS
from navicert.trade.rows import read_delivered

NUMBER = re.compile(r"\d{1,15}(\.\d{1,9})?")
LONGEST_TEXT = 2000
KINDS = ("reported", "estimated", "correction", "notice")


class Unreadable(ValueError):
    """A cell that is not what its column needs; the message says what is wrong."""


def read_cell(column: str, raw: object) -> Any:
    """The value of a cell of this column."""
    if column not in _READERS:
        raise Unreadable("this is no column of the ledger")
    return _READERS[column](raw)


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise Unreadable(f"{raw!r} is not text")
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in raw):
        raise Unreadable("the text holds control characters")
    if len(raw) > LONGEST_TEXT:
        raise Unreadable(f"the text is longer than {LONGEST_TEXT:,} characters")
    return raw.strip()


def _one_of(*codes: str) -> Callable[[object], str]:
    def read(raw: object) -> str:
        if raw not in codes:
            raise Unreadable(f"{raw!r} is none of {', '.join(codes)}")
        return str(raw)

    return read


def _number(raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        raise Unreadable(f"{raw!r} is not a number")
    text = format(raw, "f") if isinstance(raw, Decimal) else str(raw).strip()
    if text.startswith("-"):
        raise Unreadable(f"{raw} is below zero; a correction says what is right instead")
    if not NUMBER.fullmatch(text):
        raise Unreadable(f"{raw!r} is not a plain number (no thousands separators, no unit, at most 9 decimals)")
    return Decimal(text)


def _percent(raw: object) -> int:
    number = _number(raw)
    if number != number.to_integral_value() or not 1 <= number <= 100:
        raise Unreadable(f"{raw!r} is not a whole number from 1 to 100")
    return int(number)


def _day(raw: object) -> date:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        day = raw
    else:
        days = _days(raw)
        if days.earliest != days.latest:
            raise Unreadable(f"{raw!r} is not one day, YYYY-MM-DD")
        day = days.earliest
    if day.year not in YEARS:
        raise Unreadable(f"the year {day.year} is out of range")
    return day


def _days(raw: object) -> VagueDate:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return VagueDate.day(raw)
    if type(raw) is int:
        raw = str(raw)
    if not isinstance(raw, str):
        raise Unreadable(f"{raw!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY, or two of them with / between")
    try:
        days = read_delivered(raw.strip())
    except ValueError:
        message = f"{raw!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY, or two of them with / between"
        raise Unreadable(message) from None
    if days.earliest.year not in YEARS or days.latest.year not in YEARS:
        raise Unreadable(f"{raw!r} is out of range")
    return days


def _state(raw: object) -> str:
    code = raw if isinstance(raw, str) and is_assigned(raw) else country_code(raw) if isinstance(raw, str) else None
    if code is None:
        raise Unreadable(f"{raw!r} is no country; write its ISO 3166-1 alpha-2 code")
    return code


def _yes_no(raw: object) -> bool:
    if raw in (True, "true"):
        return True
    if raw in (False, "false"):
        return False
    raise Unreadable(f"{raw!r} is neither true nor false")


_READERS: dict[str, Callable[[object], Any]] = {
    "id": _text,
    "kind": _one_of(*KINDS),
    "corrects": _text,
    "quota": _text,
    "period": lambda raw: raw.isoformat() if isinstance(raw, date) else str(raw) if type(raw) is int else _text(raw),
    "delivered": _days,
    "supplier": _state,
    "receiver": _state,
    "goods": _one_of(*GOODS_KINDS),
    "amount": _number,
    "unit": _one_of("bbl", "t", "kg"),
    "low": _number,
    "high": _number,
    "value": _number,
    "currency": _one_of("USD", "EUR", "CNY"),
    "percent": _percent,
    "includes_reported": _yes_no,
    "terms": _one_of("commercial", "aid"),
    "source": _text,
    "published": _day,
    "note": _text,
}
