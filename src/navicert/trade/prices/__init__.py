"""Prices by place and day with their source, and what changed too fast to pass unseen.

A series holds the prices of one place, one kind of goods, one currency and unit, from one source. Prices in different
units or currencies are never compared.
"""

from navicert.trade.prices.changes import PriceChange, Watched, changes
from navicert.trade.prices.model import KeptPrice, PricePoint, Series, series_of
from navicert.trade.prices.reading import PriceProblem, read_price

__all__ = [
    "KeptPrice",
    "PriceChange",
    "PricePoint",
    "PriceProblem",
    "Series",
    "Watched",
    "changes",
    "read_price",
    "series_of",
]
