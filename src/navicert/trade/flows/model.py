"""The nouns of trade statistics."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from navicert.terms.quantity import Quantity

Direction = Literal["import", "export"]
WORLD = "world"
AREA = "area:"
TOTAL = "TOTAL"
KILOGRAMS = {"kg": Decimal(1), "t": Decimal(1000)}


@dataclass(frozen=True, slots=True)
class Flow:
    """One row of a trade statistic.

    `period` is a month ("2017-05") or a year ("2017"). `partner` is an ISO 3166 code, `world`, or `area:` with the
    publisher's own code where it is no state. `hs` is a code of 2 to 10 digits or TOTAL. `breakdown` names what the row
    is only a part of the flow by ("customs=C01"); empty for the whole. `estimated` names the values that the publisher
    estimated; `valuation` is how the value is counted, where that is known.
    """

    source: str
    reporter: str
    partner: str
    direction: Direction
    hs: str
    period: str
    quantity: Quantity | None = None
    net_kg: Decimal | None = None
    value: Decimal | None = None
    currency: str = "USD"
    valuation: Literal["cif", "fob"] | None = None
    estimated: tuple[str, ...] = ()
    breakdown: str = ""
    partner_name: str = ""

    @property
    def key(self) -> str:
        """What the row is about: rows with the same key are publications of the same figure."""
        parts = (self.source, self.reporter, self.partner, self.direction, self.hs, self.period, self.currency)
        return "|".join((*parts, self.breakdown))

    @property
    def weight(self) -> Decimal | None:
        """The net weight in kg; None where the row does not tell one."""
        if self.net_kg is not None:
            return self.net_kg
        if self.quantity is not None and self.quantity.unit in KILOGRAMS:
            return self.quantity.amount * KILOGRAMS[self.quantity.unit]
        return None

    @property
    def origin(self) -> str:
        return self.partner if self.direction == "import" else self.reporter

    @property
    def destination(self) -> str:
        return self.reporter if self.direction == "import" else self.partner


@dataclass(frozen=True, slots=True)
class KeptFlow:
    """A flow with both clocks and its place: the day it was `published`, when it was recorded, and the file's row."""

    number: int
    flow: Flow
    published: date
    recorded_at: datetime
    place: str
    revises: int | None = None


def days_of(period: str) -> tuple[date, date]:
    """The first and last day of a month or year.

    >>> days_of("2016-02")[1].day, days_of("2016")[1].month
    (29, 12)
    """
    year, _, month = period.partition("-")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    last = calendar.monthrange(int(year), int(month))[1]
    return date(int(year), int(month), 1), date(int(year), int(month), last)


def flow_to_content(flow: Flow) -> dict[str, Any]:
    """The flow as plain values, for JSON; what is absent is left out."""
    quantity = flow.quantity
    content = {
        "source": flow.source,
        "reporter": flow.reporter,
        "partner": flow.partner,
        "direction": flow.direction,
        "hs": flow.hs,
        "period": flow.period,
        "quantity": None if quantity is None else [_plain(quantity.amount), quantity.unit],
        "net_kg": _plain(flow.net_kg),
        "value": _plain(flow.value),
        "currency": flow.currency,
        "valuation": flow.valuation,
        "estimated": list(flow.estimated),
        "breakdown": flow.breakdown,
        "partner_name": flow.partner_name,
    }
    return {key: value for key, value in content.items() if value not in (None, [], "")}


def flow_from_content(content: dict[str, Any]) -> Flow:
    """The flow of `flow_to_content`."""
    quantity = content.get("quantity")
    return Flow(
        **{key: content[key] for key in ("source", "reporter", "partner", "direction", "hs", "period", "currency")},
        quantity=None if quantity is None else Quantity(Decimal(quantity[0]), quantity[1]),
        net_kg=_decimal(content.get("net_kg")),
        value=_decimal(content.get("value")),
        valuation=content.get("valuation"),
        estimated=tuple(content.get("estimated", ())),
        breakdown=content.get("breakdown", ""),
        partner_name=content.get("partner_name", ""),
    )


def _plain(amount: Decimal | None) -> str | None:
    if amount is None:
        return None
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
