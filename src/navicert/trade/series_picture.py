"""Lines over days with a table below that says the same: volumes by month, prices by day. Values in, SVG out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from navicert.charts.days import DayAxis
from navicert.charts.svg import Element, element, path, picture
from navicert.charts.wording import wrap
from navicert.trade.axes import ticks
from navicert.trade.output import in_words

WIDTH, LEFT, RIGHT, HEIGHT, LINE = 1000, 92, 24, 300, 17
SERIES_CSS = """
.series-chart { font: 13px system-ui, sans-serif; }
.series-chart .paper { fill: #ffffff; }
.series-chart text { fill: #1c1c1c; }
.series-chart .head { font-size: 16px; font-weight: 600; }
.series-chart .small { font-size: 12px; fill: #565656; }
.series-chart .cell { font-size: 12px; }
.series-chart .end { text-anchor: end; }
.series-chart .middle { text-anchor: middle; }
.series-chart path { fill: none; stroke: #0b57a4; stroke-width: 2; }
.series-chart .line-1 { stroke: #9a4700; stroke-dasharray: 7 4; }
.series-chart .line-2 { stroke: #2d6a2d; stroke-dasharray: 2 3; }
.series-chart .line-3 { stroke: #6b3fa0; stroke-dasharray: 10 3 2 3; }
.series-chart .grid { stroke: #dcdcdc; }
.series-chart .rule { stroke: #565656; }
.series-chart .marked { fill: #b3261e; fill-opacity: 0.14; stroke: #b3261e; stroke-dasharray: 4 3; }
.series-chart circle { fill: #0b57a4; }
.series-chart circle.alert { fill: #ffffff; stroke: #b3261e; stroke-width: 2.5; }
@media (prefers-color-scheme: dark) {
.series-chart .paper { fill: #161616; }
.series-chart text { fill: #ececec; }
.series-chart .small { fill: #b6b6b6; }
.series-chart path { stroke: #86bdff; }
.series-chart .line-1 { stroke: #ffb26b; }
.series-chart .line-2 { stroke: #8fd18f; }
.series-chart .line-3 { stroke: #c9a6f5; }
.series-chart .grid { stroke: #3a3a3a; }
.series-chart circle { fill: #86bdff; }
}
"""


@dataclass(frozen=True, slots=True)
class Point:
    """An amount on a day, with what is read aloud; `is_alert` is drawn as a ring."""

    day: date
    amount: Fraction
    words: str
    is_alert: bool = False


@dataclass(frozen=True, slots=True)
class SeriesPicture:
    """What to draw: named lines in one `unit`, marked days (first, last, words), and the table that says the same.

    Lines break between points that are more than `longest_step` days apart; None joins all.
    """

    title: str
    unit: str
    lines: tuple[tuple[str, tuple[Point, ...]], ...]
    marked: tuple[tuple[date, date, str], ...]
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    longest_step: int | None = None


def draw_series(drawing: SeriesPicture, *, standalone: bool = True) -> str:
    """The picture with its table as SVG text; in a page with a strict style policy `SERIES_CSS` belongs to the page."""
    name = f"series-{hashlib.sha256(repr(drawing).encode()).hexdigest()[:8]}"
    sheet = _Sheet(drawing)
    parts = tuple(sheet.parts())
    size = (WIDTH, sheet.y + 16)
    return picture(
        element("rect", class_="paper", width=WIDTH, height=size[1]),
        *parts,
        name=name,
        title=drawing.title,
        description=_described(drawing),
        size=size,
        css=SERIES_CSS if standalone else "",
        class_="series-chart",
    )


def _described(drawing: SeriesPicture) -> str:
    told = [f"{name}: {len(points)} values in {drawing.unit}." for name, points in drawing.lines]
    told += [f"Marked: {words} from {first} to {last}." for first, last, words in drawing.marked]
    return " ".join((*told, "The table below the picture says the same."))


class _Sheet:
    """A sheet that is filled from the top; `y` is where it is still empty."""

    def __init__(self, drawing: SeriesPicture) -> None:
        self.drawing, self.y = drawing, 16
        days = [point.day for _, points in drawing.lines for point in points]
        first, last = min(days), max((*days, *(last for _, last, _ in drawing.marked)))
        self.axis = DayAxis(first, max(last, first + timedelta(days=1)), float(LEFT), float(WIDTH - RIGHT))
        most = max(point.amount for _, points in drawing.lines for point in points)
        self.most = (most or Fraction(1)) * 110 / 100

    def parts(self) -> Iterator[Element]:
        yield from self._texts(wrap(self.drawing.title, 105), "head", 20)
        yield from self._texts([line for note in self.drawing.notes for line in wrap(note, 130)], "small", LINE)
        yield from self._legend()
        yield from self._plot()
        yield from self._table()

    def _texts(self, lines: Sequence[str], class_: str, height: int) -> Iterator[Element]:
        for line in lines:
            self.y += height
            yield element("text", line, class_=class_, x=16, y=self.y)

    def _legend(self) -> Iterator[Element]:
        for number, (name, _) in enumerate(self.drawing.lines):
            self.y += 20
            yield path([(16, self.y - 4), (46, self.y - 4)], class_=f"line-{number % 4}")
            yield element("text", name, class_="small", x=54, y=self.y)
        self.y += 16
        yield element("text", f"in {self.drawing.unit}", class_="small", x=16, y=self.y + 6)

    def _plot(self) -> Iterator[Element]:
        self.top = self.y + 22
        low = float(self.top + HEIGHT)
        for first, last, words in self.drawing.marked:
            left, right = self.axis.place(first), self.axis.place(last + timedelta(days=1))
            place = {"x": left, "y": self.top, "width": max(right - left, 2.5), "height": HEIGHT}
            yield element("rect", element("title", words), class_="marked", **place)
        for amount in ticks(self.most):
            y = self._place(amount)
            yield element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="grid")
            yield element("text", in_words(amount), class_="small end", x=LEFT - 8, y=y + 4)
        for day, name in self.axis.ticks():
            x = self.axis.place(day)
            yield element("line", x1=x, x2=x, y1=low, y2=low + 5, class_="rule")
            yield element("text", name, class_="small middle", x=x, y=low + 20)
        for number, (_, points) in enumerate(self.drawing.lines):
            yield from self._line(number, points)
        self.y = self.top + HEIGHT + 50

    def _place(self, amount: Fraction) -> float:
        return self.top + HEIGHT - float(amount / self.most) * HEIGHT

    def _line(self, number: int, points: Sequence[Point]) -> Iterator[Element]:
        places = [(self.axis.place(point.day), self._place(point.amount)) for point in points]
        for stretch in self._stretches(points, places):
            yield path(stretch, class_=f"line-{number % 4}")
        for point, (x, y) in zip(points, places, strict=True):
            class_, size = ("alert", 6) if point.is_alert else (f"dot-{number % 4}", 3)
            yield element("circle", element("title", point.words), cx=x, cy=y, r=size, class_=class_)

    def _stretches(
        self, points: Sequence[Point], places: Sequence[tuple[float, float]]
    ) -> Iterator[list[tuple[float, float]]]:
        """The places of points that a line joins: it breaks where a month was not told."""
        stretch, before, most = list[tuple[float, float]](), None, self.drawing.longest_step
        for point, place in zip(points, places, strict=True):
            if before is not None and most is not None and (point.day - before).days > most:
                yield stretch
                stretch = []
            stretch.append(place)
            before = point.day
        yield stretch

    def _table(self) -> Iterator[Element]:
        whole = sum(width for _, width in self.drawing.columns)
        shares = [width / whole * (WIDTH - 32) for _, width in self.drawing.columns]
        starts = [16 + sum(shares[:number]) for number in range(len(shares))]
        heads = zip(starts, self.drawing.columns, strict=True)
        yield element("g", *(element("text", name, class_="small", x=x, y=self.y) for x, (name, _) in heads))
        self.y += 5
        yield element("line", x1=16, x2=WIDTH - 16, y1=self.y, y2=self.y, class_="rule")
        for cells in self.drawing.rows:
            yield self._row(starts, cells)

    def _row(self, starts: Sequence[float], cells: Sequence[str]) -> Element:
        wrapped = [wrap(cell, width) for cell, (_, width) in zip(cells, self.drawing.columns, strict=True)]
        texts = [
            element("text", line, class_="cell", x=x, y=self.y + LINE * number)
            for x, lines in zip(starts, wrapped, strict=True)
            for number, line in enumerate(lines, 1)
        ]
        self.y += LINE * max(len(lines) for lines in wrapped) + 3
        return element("g", *texts)
