"""Parties around one party: who says a tie to it on the left, what it says on the right, and their own ties outside.

Everything has its place by its order alone, so that the same ties give the same drawing. A box is told by its sign and
its words, not by colour; what leads somewhere is a link that can be reached by keyboard. Values in, SVG out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from navicert.charts.svg import Element, element, picture
from navicert.charts.wording import columns, wrap

BOX, GAP, LINE, PAD, ROW = 252, 70, 16, 8, 12
LETTERS, SMALL_LETTERS = 24, 34
"""Columns of text in a box, wide enough for capitals; and of the smaller text that says what ties it."""
MOST_LINES = 3
SIGNS: Mapping[str, str] = {"Person": "●", "Vessel": "▲", "Airplane": "▲"}
OTHER_SIGN = "■"
Side = Literal["left", "right"]
SIDES: tuple[Side, ...] = ("left", "right")


@dataclass(frozen=True, slots=True)
class Party:
    """A box: a name in its language, what ties it ("owned by"), what it is (a schema), and where it leads.

    `is_sure` is False for what is only likely; `parties` are those tied to it in turn.
    """

    name: str
    tie: str
    schema: str | None = None
    language: str | None = None
    address: str | None = None
    is_sure: bool = True
    parties: tuple[Party, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Around:
    """One party and those around it on both sides.

    `more` says how many of each side are not drawn, `beyond` how many of those tied to the drawn ones.
    """

    centre: Party
    left: tuple[Party, ...]
    right: tuple[Party, ...]
    more: Mapping[Side, int]
    beyond: Mapping[Side, int]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box in its place: left edge, upper edge, height."""

    party: Party
    x: float
    y: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return _height(self.lines, self.party)

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def draw_ties(around: Around, *, title: str, description: str, rest: str) -> str:
    """The drawing; `rest` is the address of the table that tells all of it."""
    left = [BOX + GAP] * (bool(around.left) + any(one.parties for one in around.left))
    right = [BOX + GAP] * (bool(around.right) + any(one.parties for one in around.right))
    middle = float(sum(left))
    inner: dict[Side, float] = {"left": middle - (BOX + GAP), "right": middle + BOX + GAP}
    outer: dict[Side, float] = {"left": 0.0, "right": middle + 2 * (BOX + GAP)}
    heights: dict[Side, float] = {side: _stack_height(_of(around, side)) for side in SIDES}
    tallest = max(*heights.values(), _height(_lines(around.centre), around.centre))
    centre = _placed(around.centre, middle, 0.0)
    centre = _Placed(centre.party, centre.x, max(0.0, (tallest - centre.height) / 2), centre.lines)
    boxes, lines = [_box(centre, "centre")], list[Element]()
    for side in SIDES:
        start = (tallest - heights[side]) / 2
        for placed, children in _stacked(_of(around, side), inner[side], outer[side], start):
            lines.append(_line(centre, placed))
            boxes.append(_box(placed, "near"))
            for child in children:
                lines.append(_line(placed, child))
                boxes.append(_box(child, "far"))
    notes = list(_notes(around, inner, tallest, rest))
    size = (middle + BOX + sum(right) + 2, tallest + (ROW + 3 * LINE if notes else 0) + 2)
    return picture(
        *lines, *boxes, *notes, name="ties", title=title, description=description, size=size, css="", class_="ties",
        role="group",
    )  # fmt: skip


def _of(around: Around, side: Side) -> tuple[Party, ...]:
    return around.left if side == "left" else around.right


def _lines(party: Party) -> tuple[str, ...]:
    lines = wrap(f"{SIGNS.get(party.schema or '', OTHER_SIGN) if party.schema else '○'} {party.name}", LETTERS)
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    last = lines[MOST_LINES - 1]
    while columns(last) >= LETTERS:
        last = last[:-1]
    return (*lines[: MOST_LINES - 1], f"{last}…")


def _height(lines: Sequence[str], party: Party) -> float:
    return 2 * PAD + LINE * (len(lines) + bool(party.tie))


def _placed(party: Party, x: float, y: float) -> _Placed:
    return _Placed(party, x + 1, y + 1, _lines(party))


def _block_height(party: Party) -> float:
    """The height that a box takes with those tied to it."""
    children = sum(_height(_lines(one), one) + ROW for one in party.parties) - ROW
    return max(_height(_lines(party), party), children)


def _stack_height(parties: Sequence[Party]) -> float:
    return sum(_block_height(one) + ROW for one in parties) - ROW if parties else 0.0


def _stacked(parties: Sequence[Party], x: float, outer: float, start: float) -> Iterator[tuple[_Placed, list[_Placed]]]:
    """The boxes of a side from above to below, each with those tied to it."""
    at = start
    for party in parties:
        height = _block_height(party)
        children, child_at = [], at
        for child in party.parties:
            placed = _placed(child, outer, child_at)
            children.append(placed)
            child_at += placed.height + ROW
        own = _height(_lines(party), party)
        yield _placed(party, x, at + (height - own) / 2), children
        at += height + ROW


def _line(one: _Placed, other: _Placed) -> Element:
    """A line from the facing side of one box to that of the other."""
    left, right = sorted((one, other), key=lambda placed: placed.x)
    start, end = left.x + BOX, right.x
    bend = (start + end) / 2
    points = ((bend, left.middle), (bend, right.middle), (end, right.middle))
    way = f"M{start:.1f} {left.middle:.1f}C{' '.join(f'{x:.1f} {y:.1f}' for x, y in points)}"
    sure = one.party.is_sure and other.party.is_sure
    return element("path", d=way, class_="tie" if sure else "tie likely", aria_hidden="true")


def _box(placed: _Placed, class_: str) -> Element:
    party = placed.party
    texts = [
        element("text", line, x=placed.x + PAD, y=placed.y + PAD + LINE * (number + 0.75), class_="name")
        for number, line in enumerate(placed.lines)
    ]
    if party.tie:
        y = placed.y + PAD + LINE * (len(placed.lines) + 0.75)
        texts.append(element("text", _short(party.tie), x=placed.x + PAD, y=y, class_="why"))
    look = class_ if party.is_sure else f"{class_} likely"
    frame = element("rect", x=placed.x, y=placed.y, width=BOX, height=placed.height, rx=6, class_=look)
    words = f"{party.name}{f', {party.schema}' if party.schema else ''}{f': {party.tie}' if party.tie else ''}"
    group = element("g", element("title", words), frame, *texts, lang=party.language)
    return element("a", group, href=party.address, aria_label=words) if party.address else group


def _short(words: str) -> str:
    """Words cut to one line of a box; the whole stands in the box's title and in the table."""
    if columns(words) <= SMALL_LETTERS:
        return words
    while columns(words) >= SMALL_LETTERS:
        words = words[:-1]
    return f"{words}…"


def _notes(around: Around, inner: Mapping[Side, float], tallest: float, rest: str) -> Iterator[Element]:
    """What is not drawn, said on its side."""
    for side in SIDES:
        said = [
            (around.more.get(side, 0), "more in the table below", rest),
            (around.beyond.get(side, 0), "more ties of these, on their pages", None),
        ]
        lines = [(f"{count:,} {words}", address) for count, words, address in said if count]
        for number, (words, address) in enumerate(lines, 1):
            text = element("text", words, x=inner[side] + PAD, y=tallest + ROW + LINE * number, class_="rest")
            yield element("a", text, href=address) if address else text
