"""Cells of statistics: months, goods, amounts. Each raises CellError, which becomes the row's problem."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from navicert.terms.goods import HsCode
from navicert.trade.flows.model import TOTAL

_PERIOD = re.compile(r"(\d{4})(?:\s*[-/.年]?\s*(\d{1,2})\s*月?)?")
_ABSENT = frozenset({"", "n/a", "na", "none", "null", "-", "--", "\u2014", "no quantity", "?"})
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?")
"""Digits with commas between thousands, or between lakhs as in India; "2,50" is two and a half to half of the world."""
UNITS = {
    "kg": "kg", "kilogram": "kg", "kilograms": "kg", "千克": "kg", "公斤": "kg", "weight in kilograms": "kg",
    "t": "t", "tonne": "t", "tonnes": "t", "metric ton": "t", "metric tons": "t", "吨": "t",
    "l": "l", "litre": "l", "liter": "l", "升": "l", "volume in litres": "l",
    "u": "u", "unit": "u", "number": "u", "number of items": "u", "piece": "u",
    "m³": "m³", "m3": "m³", "cubic metre": "m³", "cubic meter": "m³", "立方米": "m³",
    "1000 kwh": "1000 kWh", "千千瓦时": "1000 kWh",
}  # fmt: skip
"""How units are written, by the symbol they are kept under; others stay as the publisher writes them."""


class CellError(ValueError):
    """A cell that cannot be what its column promises."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


def is_absent(text: str | None) -> bool:
    return text is None or text.strip().casefold() in _ABSENT


def read_period(field: str, text: str | None) -> str:
    """A month as "2017-05" or a year as "2017", written 201705, 2017-05, 2017/5, 2017年5月 or 2017.

    >>> read_period("period", "201705"), read_period("period", "2017年5月"), read_period("period", "2017")
    ('2017-05', '2017-05', '2017')
    """
    if is_absent(text):
        raise CellError(field, "the period is missing; give a month such as 201705, or a year")
    assert text is not None
    found = _PERIOD.fullmatch(text.strip())
    if found is None or not 1900 <= int(found[1]) <= 2200 or (found[2] and not 1 <= int(found[2]) <= 12):
        raise CellError(field, f"{text!r} is no month or year; write it as 201705 or 2017")
    return f"{found[1]}-{int(found[2]):02}" if found[2] else found[1]


def read_hs(field: str, text: str | None) -> str:
    """A code of the Harmonized System, or TOTAL for all goods."""
    if is_absent(text):
        raise CellError(field, "the goods are missing; give an HS code of 2, 4, 6, 8 or 10 digits, or TOTAL")
    assert text is not None
    code = text.strip().strip("'")
    if code.casefold() == "total":
        return TOTAL
    try:
        return HsCode(code).digits
    except ValueError as error:
        hint = "; a leading zero may be lost: keep the column as text" if len(code) % 2 and code.isdigit() else ""
        raise CellError(field, f"{error}{hint}") from None


def read_amount(field: str, text: str | None) -> Decimal | None:
    """A number of zero or more, with or without commas between thousands; None where the cell tells none.

    >>> read_amount("value", "1,250,000.5"), read_amount("value", "1250")
    (Decimal('1250000.5'), Decimal('1250'))
    """
    if is_absent(text):
        return None
    assert text is not None
    plain = text.strip().replace("，", ",")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise CellError(field, f"{text!r} is no number; write it in digits, with a point before decimals") from None
    if not amount.is_finite() or amount < 0:
        raise CellError(field, f"{text!r} is no amount of trade; amounts are zero or more")
    return amount


def read_flag(field: str, text: str | None) -> bool:
    """True or false, as Comtrade writes it; an empty cell is false, since the publisher marks estimates only."""
    key = (text or "").strip().casefold()
    if key in ("true", "1"):
        return True
    if key in ("false", "0", ""):
        return False
    raise CellError(field, f"{text!r} is neither true nor false")


def read_unit(text: str | None) -> str | None:
    return None if is_absent(text) else UNITS.get(str(text).strip().casefold(), str(text).strip())
