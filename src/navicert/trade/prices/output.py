"""Prices and their changes as JSON and in words, with both figures, their source, file and row."""

from __future__ import annotations

from typing import Any

from navicert.trade.output import number
from navicert.trade.prices.changes import PriceChange
from navicert.trade.prices.model import KeptPrice


def price_to_json(kept: KeptPrice) -> dict[str, Any]:
    """One price with where it stands and since when it is known."""
    point = kept.point
    return {
        "date": point.day.isoformat(),
        "place": point.place,
        "goods": point.goods,
        "price": number(point.price),
        "currency": point.currency,
        "unit": point.unit,
        "source": point.source,
        "estimated": point.estimated,
        "quote": point.quote,
        "record": kept.number,
        "row": kept.where,
        "published": kept.published.isoformat(),
        "recorded_at": kept.recorded_at.isoformat(),
        "revises": kept.revises,
    }


def change_to_json(change: PriceChange) -> dict[str, Any]:
    """A change with the two prices it lies between."""
    return {
        "direction": change.direction,
        "percent": float(round(change.percent, 1)),
        "days": change.days,
        "before": price_to_json(change.before),
        "after": price_to_json(change.after),
        "words": words_of(change),
    }


def words_of(change: PriceChange) -> str:
    """One sentence: what changed where by how much in how many days, by whose figures."""
    series, verb = change.series, "rose" if change.direction == "rise" else "fell"
    guess = " (estimated)" if change.before.point.estimated or change.after.point.estimated else ""
    return (
        f"{series.goods} in {series.place} {verb} by {abs(change.percent):.1f} % in {change.days} days{guess}: "
        f"{change.before.point} to {change.after.point}; source {series.source}, "
        f"{change.before.where} and {change.after.where}."
    )
