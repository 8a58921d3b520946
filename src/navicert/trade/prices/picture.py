"""Pictures of prices: a line for each series, changes that were told as rings, every price in the table."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from navicert.errors import InvalidInput
from navicert.trade.prices.changes import PriceChange
from navicert.trade.prices.model import KeptPrice, Series
from navicert.trade.prices.output import words_of
from navicert.trade.series_picture import Point, SeriesPicture

MOST_LINES = 4
COLUMNS = (("day", 12), ("place", 18), ("goods", 16), ("price", 22), ("source, row", 44), ("change", 26))


def prices_picture(series: Sequence[Series], changes: Sequence[PriceChange]) -> SeriesPicture:
    """The series as lines; InvalidInput where they are in several currencies or units, or more than four."""
    units = sorted({f"{one.currency}/{one.unit}" for one in series})
    if len(units) != 1 or len(series) > MOST_LINES:
        raise InvalidInput(
            f"a picture shows up to {MOST_LINES} series in one unit, not {len(series)} in {', '.join(units) or 'none'}",
            where="--svg",
            next="choose with --place and --goods",
        )
    ends = {one.after.number: one for one in changes}
    return SeriesPicture(
        title="Prices: " + "; ".join(dict.fromkeys(f"{one.goods}, {one.place}" for one in series)),
        unit=units[0],
        lines=tuple((one.title, tuple(_point(kept, ends) for kept in one.prices)) for one in series),
        marked=(),
        columns=COLUMNS,
        rows=tuple(_cells(kept, ends) for one in series for kept in one.prices),
        notes=tuple(words_of(change) for change in changes),
    )


def _point(kept: KeptPrice, ends: dict[int, PriceChange]) -> Point:
    change = ends.get(kept.number)
    words = words_of(change) if change else f"{kept.point}; {kept.point.source}, {kept.where}"
    return Point(kept.point.day, Fraction(kept.point.price), words, change is not None)


def _cells(kept: KeptPrice, ends: dict[int, PriceChange]) -> tuple[str, ...]:
    point, change = kept.point, ends.get(kept.number)
    said = f"{change.percent:+.1f} % since {change.before.point.day}" if change else ""
    price = f"{point.price:f} {point.currency}/{point.unit}" + (" (estimated)" if point.estimated else "")
    return point.day.isoformat(), point.place, point.goods, price, f"{point.source}, {kept.where}", said
