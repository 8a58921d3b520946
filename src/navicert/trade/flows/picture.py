"""Pictures of volumes: a line for each source, pair of states and goods, the months that the law forbids marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from navicert.errors import MissingData
from navicert.trade.flows.law import Comparison
from navicert.trade.flows.model import days_of
from navicert.trade.flows.output import amounts_of
from navicert.trade.flows.volumes import Volume
from navicert.trade.series_picture import Point, SeriesPicture

MOST_LINES = 4
COLUMNS = (("period", 9), ("who tells", 30), ("goods", 11), ("amounts", 36), ("law", 50))
MARKED = ("prohibited", "prohibited_part")


def volumes_picture(volumes: Sequence[Volume], title: str, compared: Sequence[Comparison] = ()) -> SeriesPicture:
    """The volumes as lines of tonnes, or of value where some tell no weight; every month also in the table.

    Of more than four lines the largest four are drawn, and a note says so; the table holds all. MissingData where
    there is nothing to draw.
    """
    by_line: dict[str, list[Volume]] = defaultdict(list)
    for volume in volumes:
        by_line[name_of(volume)].append(volume)
    unit, amount = _unit(volumes)
    sizes = {name: sum((amount(v) for v in rows), Fraction(0)) for name, rows in by_line.items()}
    drawn = sorted(sizes, key=lambda name: (-sizes[name], name))[:MOST_LINES]
    if not drawn:
        raise MissingData("there is nothing to draw", next="choose states, goods or months for which figures are kept")
    left = len(by_line) - len(drawn)
    return SeriesPicture(
        title=title,
        unit=unit,
        lines=tuple((name, tuple(_point(v, amount(v)) for v in by_line[name])) for name in drawn),
        marked=_marked(compared),
        columns=COLUMNS,
        rows=tuple(_cells(v, compared) for v in volumes),
        notes=tuple(_notes(left, compared)),
        longest_step=31 if all("-" in volume.period for volume in volumes) else 366,
    )


def _notes(left: int, compared: Sequence[Comparison]) -> Iterator[str]:
    if left:
        yield f"{left} smaller lines stand in the table only."
    if any(one.verdict in MARKED for one in compared):
        yield "Shaded: periods in which some regime forbids some of the trade told here on at least one day."


def _marked(compared: Sequence[Comparison]) -> tuple[tuple[date, date, str], ...]:
    """Each period in which some regime forbids some of this trade, once, with what forbids it."""
    said: dict[str, dict[str, None]] = defaultdict(dict)
    for one in compared:
        if one.verdict in MARKED:
            said[one.volume.period][f"{one.regime}, HS {one.volume.hs}: {one.verdict.replace('_', ' ')}"] = None
    return tuple((*days_of(period), "; ".join(words)) for period, words in sorted(said.items()))


def name_of(volume: Volume) -> str:
    """The name of a line: who tells what about which goods."""
    arrow = f"from {volume.partner}" if volume.direction == "import" else f"to {volume.partner}"
    return f"{volume.source}: {volume.reporter} {volume.direction}s {arrow}, HS {volume.hs}"


def _unit(volumes: Sequence[Volume]) -> tuple[str, _Amount]:
    if all(volume.net_kg is not None for volume in volumes):
        return "t", _Amount("net_kg", 1000)
    currencies = sorted({volume.currency for volume in volumes})
    if len(currencies) > 1 or any(volume.value is None for volume in volumes):
        raise MissingData(
            "the volumes have no unit in common: some tell no weight, others no value or another currency",
            next="choose goods or sources that tell one",
        )
    return currencies[0], _Amount("value", 1)


class _Amount:
    """Takes a volume's weight or value as a fraction of a unit."""

    def __init__(self, name: str, share: int) -> None:
        self._name, self._share = name, share

    def __call__(self, volume: Volume) -> Fraction:
        told: Decimal = getattr(volume, self._name)
        return Fraction(told) / self._share


def _point(volume: Volume, amount: Fraction) -> Point:
    words = f"{volume.period}: {amounts_of(volume)}; {volume.rows[0].place}, published {volume.rows[0].published}"
    return Point(days_of(volume.period)[0], amount, words)


def _cells(volume: Volume, compared: Sequence[Comparison]) -> tuple[str, ...]:
    said = [
        f"{one.regime} {one.verdict.replace('_', ' ')}"
        + (f" ({', '.join(id_ for id_, _, _ in one.measures[:2])})" if one.measures else "")
        for one in compared
        if one.volume is volume and one.verdict != "not_bound"
    ]
    arrow = "from" if volume.direction == "import" else "to"
    who = f"{volume.source}: {volume.reporter} {volume.direction} {arrow} {volume.partner}"
    return volume.period, who, volume.hs, amounts_of(volume), "; ".join(said) or "not asked"
