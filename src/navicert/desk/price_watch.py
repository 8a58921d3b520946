"""Prices at the desk: loaded and watched for sudden changes, beside claims that report them and the law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from navicert.desk.ground import Ground
from navicert.desk.trade_files import (
    Taken,
    TradeLoaded,
    TradeOrder,
    day_of_publication,
    keep_rows,
    records_of,
    rows_of,
    text_of,
)
from navicert.desk.trade_watch import laid_out
from navicert.errors import InvalidInput, MissingData

if TYPE_CHECKING:
    from navicert.desk.evidence import EvidenceDesk
    from navicert.desk.law import LawDesk
    from navicert.measures.timeline import Timeline
    from navicert.trade.prices import PriceChange, Series, Watched

CLAIM_DAYS = 120


@dataclass(frozen=True, slots=True)
class CitedClaim:
    """A claim of a kept page that reports a change of price: where it stands, who says it, word for word."""

    page: str
    start: int
    end: int
    quote: str
    speaker: str | None
    published: date | None
    names_place: bool


@dataclass(frozen=True, slots=True)
class PriceAlert:
    """A change of price with the claims that report it, and the law on supplies of the goods on the later day."""

    change: PriceChange
    claims: tuple[CitedClaim, ...]
    law: Timeline | None
    not_asked: tuple[str, ...]


class PriceDesk:
    """The prices of one store."""

    def __init__(self, ground: Ground, law: LawDesk, evidence: EvidenceDesk) -> None:
        self._ground, self._law, self._evidence = ground, law, evidence

    def load(self, order: TradeOrder) -> TradeLoaded:
        """Keep the rows of a file of prices; rows that are no prices are named, the others kept."""
        from navicert.trade.prices.reading import COLUMNS, NEEDED, read_price

        text, digest = text_of(order.file)
        header, rows = rows_of(order.file, text)
        known = {column.casefold() for column in header}
        if lacking := [name for name in NEEDED if name not in known]:
            raise InvalidInput(
                f"the header lacks {', '.join(lacking)}",
                where=f"{order.file} row 1",
                next=f"columns: {', '.join(COLUMNS)}",
            )
        taken = Taken(lambda values: read_price(values, order.source), day_of_publication(self._ground, order))
        for row in rows:
            taken.price(row)
        unknown = tuple(column for column in header if column and column.casefold() not in COLUMNS)
        published, counts = keep_rows(self._ground, "prices", order, order.source or "as each row says", digest, taken)
        return TradeLoaded(
            str(order.file), "prices", published, counts, unknown=unknown, errors=tuple(taken.errors)
        )  # fmt: skip

    def series(self, *, published_until: date | None = None) -> list[Series]:
        """The series of prices in force; MissingData where none is kept."""
        from navicert.trade.prices.model import KeptPrice, price_from_content, series_of

        kept = records_of(self._ground, "price", published_until, None)
        if not kept:
            raise MissingData("no prices are kept that were published by then", next="navicert trade prices load FILE")
        return series_of(
            KeptPrice(
                one.number,
                price_from_content(dict(one.content)),
                one.published,
                one.recorded_at,
                one.place,
                one.revises,
            )
            for one in kept
        )  # fmt: skip

    def alerts(
        self, series: Sequence[Series], watched: Watched, *, as_known_on: date | None = None
    ) -> list[PriceAlert]:
        """The changes that are worth telling, each with the claims that report it and the law on the goods."""
        from navicert.trade.prices import changes

        known_on = as_known_on or self._ground.now().date()
        return [self._alert(change, known_on) for one in series for change in changes(one, watched)]

    def _alert(self, change: PriceChange, known_on: date) -> PriceAlert:
        point = change.after.point
        if point.country is None or point.hs is None:
            return PriceAlert(
                change, self._claims(change, known_on), None, ("law: the rows name no country and HS code",)
            )
        laid = self._supply(point.country, point.hs, known_on)
        if isinstance(laid, str):
            return PriceAlert(change, self._claims(change, known_on), None, (f"law: {laid}",))
        return PriceAlert(change, self._claims(change, known_on), laid, ())

    def _supply(self, country: str, hs: str, known_on: date) -> Timeline | str:
        key = (country, hs, known_on)
        if key not in self._supplies:
            self._supplies[key] = laid_out(
                self._law, self._ground, {"destination": country, "hs": hs, "bound_state": "any"}, known_on
            )
        return self._supplies[key]

    @cached_property
    def _supplies(self) -> dict[tuple[str, str, date], Timeline | str]:
        return {}

    @cached_property
    def _said(self) -> tuple[tuple[Any, Any], ...]:
        """The claims of the kept pages, each with its article."""
        if self._ground.has_no_store:
            return ()
        try:
            items = self._evidence.shelf().items(["claim"])
        except MissingData:
            return ()
        return tuple((item, item.article) for item in items)

    def _claims(self, change: PriceChange, known_on: date) -> tuple[CitedClaim, ...]:
        """Claims about the price of the goods, published from the change on until some months later."""
        point, found = change.after.point, list[CitedClaim]()
        last = min(point.day + timedelta(days=CLAIM_DAYS), known_on)
        for item, article in self._said:
            quote = str(item.record["quote"])
            if not _is_about_price(quote, point.goods):
                continue
            told = (article or {}).get("resolved_date")
            published = date.fromisoformat(told[:10]) if told else None
            if published is not None and not point.day <= published <= last:
                continue
            record = item.record
            found.append(
                CitedClaim(
                    str(record["page"]), int(record["start"]), int(record["end"]), quote, record.get("speaker"),
                    published, point.place.casefold() in quote.casefold(),
                )
            )  # fmt: skip
        return tuple(sorted(found, key=lambda claim: (not claim.names_place, claim.page, claim.start)))


def _is_about_price(quote: str, goods: str) -> bool:
    words = quote.casefold()
    return goods in words and ("price" in words or "cost" in words)
