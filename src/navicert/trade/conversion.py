"""Barrels and tonnes: exact ratios that legal acts or official practice state, never a rounded factor.

Amounts are fractions, so that a conversion there and back gives the same amount.
"""

from __future__ import annotations

from fractions import Fraction

from navicert.errors import InvalidInput
from navicert.measures.arithmetic import BARRELS_PER_TONNE

_CRUDE = "4,000,000 bbl or 525,000 t: S/RES/2397 (2017), para. 4"
_PRODUCTS = "500,000 bbl = 60,000 t: Announcements 52 of 2017 and 4 of 2018 of China's Ministry of Commerce and Customs"
_GASES = "12.34 bbl a tonne: practice of the Republic of Korea (2,000,000 bbl counted as 162,078 t)"
_SOURCES = {"crude_oil": _CRUDE, "lpg": _GASES}


def has_ratio(goods: str | None) -> bool:
    """Whether a ratio of barrels to tonnes is stated for goods of this kind."""
    return goods in BARRELS_PER_TONNE


def ratio_source(goods: str) -> str:
    """The ratio that is used for goods of this kind, and who states it."""
    return _SOURCES.get(goods, _PRODUCTS)


def convert(amount: Fraction, unit: str, wanted: str, goods: str | None) -> Fraction:
    """The amount in another unit, exactly. InvalidInput when nobody states how goods of this kind are converted.

    >>> convert(Fraction(60_000), "t", "bbl", "diesel")
    Fraction(500000, 1)
    """
    if unit == "kg":
        amount, unit = amount / 1000, "t"
    if unit == wanted:
        return amount
    if wanted == "kg":
        return convert(amount, unit, "t", goods) * 1000
    if {unit, wanted} == {"bbl", "t"} and goods is not None and has_ratio(goods):
        ratio = BARRELS_PER_TONNE[goods]
        return amount * ratio if wanted == "bbl" else amount / ratio
    raise InvalidInput(
        f"no stated ratio turns {unit} of {goods or 'goods of unknown kind'} into {wanted}",
        next=f"give the amount in {wanted}",
    )
