"""Rows of price files as prices: the columns date, place, goods, price, currency, unit; source, country, hs, quote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from navicert.terms.country import country_code
from navicert.terms.goods import HsCode
from navicert.trade.flows.cells import CellError, read_amount, read_flag
from navicert.trade.prices.model import PricePoint

NEEDED = ("date", "place", "goods", "price", "currency", "unit")
COLUMNS = (*NEEDED, "source", "country", "hs", "estimated", "quote")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class PriceProblem:
    """Why a row is no price: the field, what is wrong and what to do."""

    field: str
    message: str


def read_price(row: Mapping[str, Any], source: str | None = None) -> PricePoint | PriceProblem:
    """The price of a row; `source` says who tells it where the row does not."""
    cells = {str(key).strip().casefold(): str(cell).strip() for key, cell in row.items() if cell is not None}
    try:
        return _point(cells, source)
    except CellError as error:
        return PriceProblem(error.field, error.message)


def _point(cells: Mapping[str, str], source: str | None) -> PricePoint:
    for name in NEEDED:
        if not cells.get(name):
            raise CellError(name, "the cell is empty; a price needs date, place, goods, price, currency and unit")
    told_by = cells.get("source") or source
    if not told_by:
        raise CellError("source", "nobody is named who tells this price; fill the column, or give --source")
    if not _CURRENCY.fullmatch(cells["currency"]):
        raise CellError("currency", f"{cells['currency']!r} is no currency code of ISO 4217, such as USD or KPW")
    return PricePoint(
        day=_day(cells["date"]),
        place=cells["place"],
        goods=cells["goods"].casefold(),
        price=_price(cells["price"]),
        currency=cells["currency"],
        unit=cells["unit"],
        source=told_by,
        country=_country(cells.get("country")),
        hs=_hs(cells.get("hs")),
        estimated=read_flag("estimated", cells.get("estimated")),
        quote=cells.get("quote", ""),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CellError("date", f"{text!r} is no day; write it as 2017-06-21") from None


def _price(text: str) -> Decimal:
    amount = read_amount("price", text)
    if not amount:
        raise CellError("price", f"{text!r} is no price; a price is more than zero")
    return amount


def _country(text: str | None) -> str | None:
    if not text:
        return None
    code = country_code(text)
    if code is None:
        raise CellError("country", f"{text!r} is no state; give its ISO code, such as KP")
    return code


def _hs(text: str | None) -> str | None:
    if not text:
        return None
    try:
        return HsCode(text).digits
    except ValueError as error:
        raise CellError("hs", str(error)) from None
