"""The nouns of prices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class PricePoint:
    """What goods cost at a place on a day: `price` of `currency` for one `unit`. `country` and `hs` let law be asked.

    `quote` is where in the source it stands, as the row tells it.
    """

    day: date
    place: str
    goods: str
    price: Decimal
    currency: str
    unit: str
    source: str
    country: str | None = None
    hs: str | None = None
    estimated: bool = False
    quote: str = ""

    @property
    def series(self) -> tuple[str, str, str, str, str]:
        return self.place, self.goods, self.currency, self.unit, self.source

    @property
    def key(self) -> str:
        """What the row is about: a later row with the same key is a revision."""
        return "|".join((*self.series, self.day.isoformat()))

    def __str__(self) -> str:
        return f"{self.price:f} {self.currency}/{self.unit} on {self.day}"


@dataclass(frozen=True, slots=True)
class KeptPrice:
    """A price with both clocks and its place in the file it came from."""

    number: int
    point: PricePoint
    published: date
    recorded_at: datetime
    where: str
    revises: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Prices of one place, goods, currency, unit and source, by day."""

    place: str
    goods: str
    currency: str
    unit: str
    source: str
    prices: tuple[KeptPrice, ...]

    @property
    def title(self) -> str:
        return f"{self.goods}, {self.place}, {self.currency}/{self.unit} ({self.source})"


def series_of(kept: Iterable[KeptPrice]) -> list[Series]:
    """The series that these prices make, by name."""
    found: dict[tuple[str, str, str, str, str], list[KeptPrice]] = defaultdict(list)
    for one in kept:
        found[one.point.series].append(one)
    return [Series(*key, tuple(sorted(rows, key=lambda one: one.point.day))) for key, rows in sorted(found.items())]


def price_to_content(point: PricePoint) -> dict[str, Any]:
    """The price as plain values, for JSON; what is absent is left out."""
    content = {
        "day": point.day.isoformat(),
        "place": point.place,
        "goods": point.goods,
        "price": f"{point.price:f}",
        "currency": point.currency,
        "unit": point.unit,
        "source": point.source,
        "country": point.country,
        "hs": point.hs,
        "estimated": point.estimated,
        "quote": point.quote,
    }
    return {key: value for key, value in content.items() if value not in (None, "", False)}


def price_from_content(content: dict[str, Any]) -> PricePoint:
    """The price of `price_to_content`."""
    told = {**content, "day": date.fromisoformat(content["day"]), "price": Decimal(content["price"])}
    return PricePoint(**told)
