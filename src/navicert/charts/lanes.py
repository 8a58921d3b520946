"""Spans of time in lanes above one another, with a table below that says the same in words.

A bar tells its kind by colour, by a sign and by its edge, so that it can be read without colours; a bar between two
kinds shows both, one above the other, and what runs out is hatched. Values in, SVG out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from navicert.charts.days import DayAxis
from navicert.charts.svg import Element, element, picture
from navicert.charts.wording import wrap

WIDTH, MARGIN, NAMES = 1120, 16, 124
BAR, GAP, LINE = 30, 16, 17
SMALLEST = 2.5
ROOM_FOR_A_SIGN, ROOM_FOR_A_NUMBER = 14, 18
LIGHT = {
    "paper": "#ffffff", "ink": "#1b1b1b", "mid": "#565656", "faint": "#dcdcdc", "free": "#cdebd0", "limited": "#f6e3a1",
    "asked": "#f7c48d", "barred": "#b3261e", "on-barred": "#ffffff", "blank": "#f1f1f1",
}  # fmt: skip
DARK = {
    "paper": "#161616", "ink": "#ececec", "mid": "#b6b6b6", "faint": "#3a3a3a", "free": "#1f4d2a", "limited": "#5c4a05",
    "asked": "#7a4310", "barred": "#a8322a", "on-barred": "#ffffff", "blank": "#262626",
}  # fmt: skip
SHAPES = """
.lanes { font: 13px system-ui, sans-serif; }
.lanes .head { font-size: 16px; font-weight: 600; }
.lanes .bold { font-weight: 600; }
.lanes .small { font-size: 12px; }
.lanes .cell { font-size: 12.5px; }
.lanes .middle { text-anchor: middle; }
.lanes .known { stroke-dasharray: 2 3; }
.lanes .bar { stroke-width: 1; fill: none; }
.lanes .edge-blank { stroke-dasharray: 3 3; }
.lanes .hatching { stroke-width: 1.4; }
.lanes .halo { stroke-width: 6; paint-order: stroke; }
"""


def _colours(palette: Mapping[str, str]) -> str:
    """The rules that colour a drawing, written out, since not every viewer knows variables."""
    fills = {
        "paper": "paper",
        "free": "free",
        "limited": "limited",
        "asked": "asked",
        "barred": "barred",
        "blank": "blank",
    }
    strokes = {"grid": "faint", "known": "mid", "rule": "mid", "bar": "ink", "hatching": "ink"}
    rules = [f".lanes text {{ fill: {palette['ink']}; }}", f".lanes .small {{ fill: {palette['mid']}; }}"]
    rules += [f".lanes .{name} {{ fill: {palette[colour]}; }}" for name, colour in fills.items()]
    rules += [f".lanes .{name} {{ stroke: {palette[colour]}; }}" for name, colour in strokes.items()]
    rules += [f".lanes .halo-{name} {{ stroke: {palette[colour]}; }}" for name, colour in fills.items()]
    rules += [f".lanes text.on-barred {{ fill: {palette['on-barred']}; }}"]
    return "\n".join(rules)


LANES_CSS = f"{SHAPES}{_colours(LIGHT)}\n@media (prefers-color-scheme: dark) {{\n{_colours(DARK)}\n}}\n"


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of bar: its style (`free`, `limited`, `asked`, `barred`, `blank`), its sign and its name in the legend."""

    style: str
    sign: str
    name: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Days of one sort, both included (None: open), or between two sorts; `words` are what is read aloud."""

    first: date | None
    last: date | None
    kind: Kind
    words: str
    or_kind: Kind | None = None
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A named row of bars, numbered from one; `cells` say the same in rows of words."""

    name: str
    bars: tuple[Bar, ...]
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What to draw. `columns` head the table with widths in characters, 144 in all; `marked` is a day with its name."""

    title: str
    description: str
    lanes: tuple[Lane, ...]
    columns: tuple[tuple[str, int], ...]
    first: date
    last: date
    marked: tuple[date, str] | None = None
    notes: tuple[str, ...] = ()


def draw(drawing: Drawing, *, standalone: bool = True) -> str:
    """The picture with its table as SVG text.

    `standalone` writes the colours into it; in a page with a strict style policy `LANES_CSS` belongs to the page.
    """
    name = f"lanes-{hashlib.sha256(repr(drawing).encode()).hexdigest()[:8]}"
    sheet = _Sheet(drawing, name)
    parts = tuple(sheet.parts())
    size = (WIDTH, sheet.y + MARGIN)
    return picture(
        element("rect", class_="paper", width=WIDTH, height=size[1]),
        *parts,
        name=name,
        title=drawing.title,
        description=drawing.description,
        size=size,
        css=LANES_CSS if standalone else "",
        class_="lanes",
    )


class _Sheet:
    """A sheet that is filled from the top; `y` is where it is still empty."""

    def __init__(self, drawing: Drawing, name: str) -> None:
        self.drawing, self.name, self.y = drawing, name, MARGIN
        self.axis = DayAxis(drawing.first, drawing.last, MARGIN + NAMES, WIDTH - MARGIN)

    def parts(self) -> Iterator[Element]:
        yield self._hatching()
        yield from self._lines(wrap(self.drawing.title, 115), "head", 22)
        yield from self._lines([line for note in self.drawing.notes for line in wrap(note, 145)], "small", LINE)
        yield from self._legend()
        yield from self._lanes()
        yield from self._table()

    def _hatching(self) -> Element:
        line = element("path", d="M0 8 L8 0", class_="hatching")
        pattern = element("pattern", line, id=f"{self.name}-hatch", width=8, height=8, patternUnits="userSpaceOnUse")
        return element("defs", pattern)

    def _lines(self, lines: Sequence[str], class_: str, height: int) -> Iterator[Element]:
        for line in lines:
            self.y += height
            yield element("text", line, class_=class_, x=MARGIN, y=self.y)

    def _legend(self) -> Iterator[Element]:
        self.y += 14
        x: float = MARGIN
        for bar in _samples(self.drawing.lanes):
            words = "runs out" if bar.hatched else bar.kind.name
            width = 36 + 7.2 * len(words)
            if x + width > WIDTH - MARGIN:
                x, self.y = MARGIN, self.y + 24
            yield from self._box(bar, x, self.y, 22, 16)
            yield element("text", words, class_="small", x=x + 28, y=self.y + 12)
            x += width + 8
        self.y += 30

    def _lanes(self) -> Iterator[Element]:
        top = self.y
        self.y += 18
        lanes = [part for lane in self.drawing.lanes for part in self._lane(lane)]
        for day, words in self.axis.ticks():
            x = self.axis.place(day)
            yield element("line", x1=x, x2=x, y1=top + 4, y2=self.y - GAP + 4, class_="grid")
            yield element("text", words, class_="small middle", x=x, y=top)
        yield from lanes
        if self.drawing.marked is not None and self.drawing.first <= self.drawing.marked[0] <= self.drawing.last:
            x = self.axis.place(self.drawing.marked[0])
            mark = element("title", f"{self.drawing.marked[1]} {self.drawing.marked[0]}")
            yield element("line", mark, x1=x, x2=x, y1=top + 4, y2=self.y - GAP + 4, class_="known")

    def _lane(self, lane: Lane) -> Iterator[Element]:
        yield element("text", lane.name, class_="bold", x=MARGIN, y=self.y + BAR / 2 + 5)
        for number, bar in enumerate(lane.bars, 1):
            left, right = self._edges(bar)
            if right > left:
                title = element("title", f"{lane.name} {number}: {bar.words}")
                yield element("g", title, *self._box(bar, left, self.y, right - left, BAR, number))
        self.y += BAR + GAP

    def _edges(self, bar: Bar) -> tuple[float, float]:
        """Where a bar begins and ends; a bar wholly beyond the axis has no width."""
        first, last = bar.first or self.drawing.first, bar.last or self.drawing.last
        if last < self.drawing.first or first > self.drawing.last:
            return 0.0, 0.0
        left = self.axis.place(first)
        right = self.axis.right if bar.last is None else self.axis.place(date.fromordinal(last.toordinal() + 1))
        return left, min(max(right, left + SMALLEST), self.axis.right)

    def _box(
        self, bar: Bar, x: float, y: float, width: float, height: float, number: int | None = None
    ) -> Iterator[Element]:
        """A bar: its colours, its hatching, its edge, and what there is room to write on it."""
        half = height / 2 if bar.or_kind is not None else height
        yield element("rect", class_=bar.kind.style, x=x, y=y, width=width, height=half)
        if bar.or_kind is not None:
            yield element("rect", class_=bar.or_kind.style, x=x, y=y + half, width=width, height=half)
        if bar.hatched:
            yield element("rect", fill=f"url(#{self.name}-hatch)", x=x, y=y, width=width, height=height)
        edge = f"bar edge-{bar.kind.style}"
        yield element("rect", class_=edge, x=x, y=y, width=width, height=height)
        yield from _signs(bar, x + width / 2, y, width, height, number)

    def _table(self) -> Iterator[Element]:
        """The same in words: a row for every bar, lane by lane."""
        starts = self._columns()
        for lane in self.drawing.lanes:
            self.y += 12
            yield from self._lines([lane.name], "bold", LINE)
            heads = zip(starts, self.drawing.columns, strict=True)
            self.y += LINE
            yield element("g", *(element("text", name, class_="small", x=x, y=self.y) for x, (name, _) in heads))
            self.y += 5
            yield element("line", x1=MARGIN, x2=WIDTH - MARGIN, y1=self.y, y2=self.y, class_="rule")
            for cells in lane.cells:
                yield self._row(starts, cells)

    def _columns(self) -> list[float]:
        whole = sum(width for _, width in self.drawing.columns)
        shares = [width / whole * (WIDTH - 2 * MARGIN) for _, width in self.drawing.columns]
        return [MARGIN + sum(shares[:number]) for number in range(len(shares))]

    def _row(self, starts: Sequence[float], cells: Sequence[str]) -> Element:
        wrapped = [wrap(cell, width) for cell, (_, width) in zip(cells, self.drawing.columns, strict=True)]
        texts = [
            element("text", line, class_="cell", x=x, y=self.y + LINE * number)
            for x, lines in zip(starts, wrapped, strict=True)
            for number, line in enumerate(lines, 1)
        ]
        self.y += LINE * max(len(lines) for lines in wrapped) + 4
        return element("g", *texts)


def _signs(bar: Bar, middle: float, y: float, width: float, height: float, number: int | None) -> Iterator[Element]:
    """The sign of each sort where there is room, and the number under which the table tells the bar."""
    rows = [(bar.kind, y + height / 2 + 4.5)]
    if bar.or_kind is not None:
        rows = [(bar.kind, y + height / 4 + 4.5), (bar.or_kind, y + height * 3 / 4 + 4.5)]
    if number is None:
        if bar.or_kind is None and not bar.hatched:
            yield element("text", bar.kind.sign, class_=f"middle on-{bar.kind.style}", x=middle, y=y + height / 2 + 4.5)
        return
    if width >= ROOM_FOR_A_SIGN:
        for kind, place in rows:
            halo = f" halo halo-{kind.style}" if bar.hatched else ""
            yield element("text", kind.sign, class_=f"middle on-{kind.style}{halo}", x=middle, y=place)
    if width >= ROOM_FOR_A_NUMBER:
        yield element("text", str(number), class_="small middle", x=middle, y=y + height + 12)


def _samples(lanes: Sequence[Lane]) -> list[Bar]:
    """One bar for every sort drawn, and one for hatching where something runs out."""
    bars = [bar for lane in lanes for bar in lane.bars]
    kinds = dict.fromkeys(kind for bar in bars for kind in (bar.kind, bar.or_kind) if kind is not None)
    samples = [Bar(None, None, kind, kind.name) for kind in kinds]
    if any(bar.hatched for bar in bars):
        samples.append(Bar(None, None, Kind("blank", "", "runs out"), "runs out", hatched=True))
    return samples
