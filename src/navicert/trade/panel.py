"""One panel of the picture of an account: its lines, points and labels, for one unit of the cap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from navicert.charts.days import DayAxis
from navicert.charts.svg import Element, element, path
from navicert.trade.account import Account, LimitState
from navicert.trade.axes import apart, ticks
from navicert.trade.model import LedgerRecord
from navicert.trade.output import in_words
from navicert.trade.quotas import last_day
from navicert.trade.totals import amount_in, can_tell, estimate

WIDTH, PANEL = 920, 330
LEFT, RIGHT, TOP, BOTTOM = 92, 172, 14, 44


@dataclass(frozen=True, slots=True)
class Panel:
    """The drawing of one limit; `top` is where it begins."""

    account: Account
    limit: LimitState
    top: int

    def parts(self) -> Iterator[Element]:
        yield element("text", f"Running total in {self.limit.unit}", class_="small", x=16, y=self.top + TOP - 4)
        yield from self._grid()
        yield from self._thresholds()
        if self.account.revisions:
            yield path(self._steps(self.account.first_told), class_="first")
            yield from self._revised()
        yield from self._projection()
        yield from self._estimates()
        if self._reported:
            yield path(self._steps(self._reported), class_="reported")
        yield from self._points()
        yield from self._events()

    @property
    def _reported(self) -> tuple[LedgerRecord, ...]:
        return tuple(line.record for line in self.account.lines if line.record.kind == "reported")

    @property
    def _first(self) -> date:
        assert self.account.period.first is not None
        return self.account.period.first

    @property
    def _last(self) -> date:
        if self.account.period.until is not None:
            return last_day(self.account.period)
        days = [line.record.days[1] for line in self.account.lines]
        return max(*days, self.account.known_on, self._first + timedelta(days=30))

    @property
    def _height(self) -> Fraction:
        guess = self.limit.estimated.high if self.limit.estimated else Fraction(0)
        first = sum(amount_in(r, self.limit.unit) for r in self.account.first_told if can_tell(r, self.limit.unit))
        return max(self.limit.cap, guess, self.limit.drawn, Fraction(first)) * 115 / 100

    @property
    def _days(self) -> DayAxis:
        return DayAxis(self._first, self._last, float(LEFT), float(WIDTH - RIGHT))

    def _x(self, day: date) -> float:
        return self._days.place(day)

    def _y(self, amount: Fraction) -> float:
        return self.top + PANEL - BOTTOM - float(amount / self._height) * (PANEL - TOP - BOTTOM)

    def _grid(self) -> Iterator[Element]:
        left, right, low = float(LEFT), float(WIDTH - RIGHT), self._y(Fraction(0))
        for amount in ticks(self._height):
            y = self._y(amount)
            yield element("line", x1=left, x2=right, y1=y, y2=y, class_="grid")
            yield element("text", in_words(amount), class_="small end", x=left - 8, y=y + 4)
        for day, name in self._days.ticks(most=9):
            x = self._x(day)
            yield element("line", x1=x, x2=x, y1=low, y2=low + 5)
            yield element("text", name, class_="small middle", x=x, y=low + 20)
        yield element("line", x1=left, x2=right, y1=low, y2=low)

    def _thresholds(self) -> Iterator[Element]:
        labels = [
            (self._y(threshold.amount), threshold.percent, f"{threshold.percent} %: {in_words(threshold.amount)}")
            for threshold in self.limit.thresholds
        ]
        for y, share, _ in labels:
            name = "cap" if share == 100 else "threshold"
            yield element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_=name)
        for place, (_, share, words) in zip(apart([y for y, _, _ in labels], 15), labels, strict=True):
            text = f"cap: {in_words(self.limit.cap)} {self.limit.unit}" if share == 100 else words
            yield element("text", text, class_="small", x=WIDTH - RIGHT + 8, y=place + 4)

    def _events(self) -> Iterator[Element]:
        """The day of the question, and the official notices."""
        marks = [(self.account.known_on, "known", f"as known on {self.account.known_on}", "")]
        marks += [
            (notice.known_on, "notice", f"{notice.percent} % notified {notice.known_on}", f": {notice.source}")
            for notice in self.account.notices
        ]
        low, inside = self._y(Fraction(0)), [mark for mark in marks if self._first <= mark[0] <= self._last]
        for number, (day, name, words, more) in enumerate(inside):
            x, left = self._x(day), self._x(day) > LEFT + 150
            yield element("line", element("title", words + more), x1=x, x2=x, y1=self.top + TOP, y2=low, class_=name)
            place = {"x": x - 4 if left else x + 4, "y": self.top + TOP + 10 + 15 * number}
            yield element("text", words, class_="small end" if left else "small", **place)

    def _steps(self, records: tuple[LedgerRecord, ...]) -> list[tuple[float, float]]:
        """A stair of the running total: level between deliveries, a step up on the last day of each."""
        told = sorted((r for r in records if can_tell(r, self.limit.unit)), key=lambda r: (r.days[1], r.id))
        running, points = Fraction(0), [(self._x(self._first), self._y(Fraction(0)))]
        for record in told:
            x = self._x(record.days[1])
            points.append((x, self._y(running)))
            running += amount_in(record, self.limit.unit)
            points.append((x, self._y(running)))
        return points

    def _points(self) -> Iterator[Element]:
        for line in self.account.lines:
            running = dict(line.running).get(self.limit.unit)
            if running is not None and can_tell(line.record, self.limit.unit):
                words = (
                    f"{line.record.delivered}: {in_words(amount_in(line.record, self.limit.unit))} {self.limit.unit}"
                    f"{f' from {line.record.supplier}' if line.record.supplier else ''}, total {in_words(running)}; "
                    f"{line.record.source}"
                )
                yield element(
                    "circle", element("title", words), cx=self._x(line.record.days[1]), cy=self._y(running), r=4
                )

    def _revised(self) -> Iterator[Element]:
        """What was told first of each corrected delivery, at its height on the first line."""
        heights = dict(self._heights(self.account.first_told))
        for revision in self.account.revisions:
            if revision.was.id in heights and can_tell(revision.now, self.limit.unit):
                was, now = (in_words(amount_in(told, self.limit.unit)) for told in (revision.was, revision.now))
                words = f"{revision.was.id}: {was} {self.limit.unit} was corrected to {now}, {revision.now.known_on}"
                x, y = self._x(revision.was.days[1]), self._y(heights[revision.was.id])
                yield element("circle", element("title", words), cx=x, cy=y, r=5, class_="revised")

    def _heights(self, records: tuple[LedgerRecord, ...]) -> Iterator[tuple[str, Fraction]]:
        running = Fraction(0)
        for record in sorted(records, key=lambda r: (r.days[1], r.id)):
            if can_tell(record, self.limit.unit):
                running += amount_in(record, self.limit.unit)
                yield record.id, running

    def _estimates(self) -> Iterator[Element]:
        """The estimated total as it stood on the last day of each estimate, with its range."""
        guesses = [line.record for line in self.account.lines if line.record.kind == "estimated"]
        points: list[tuple[float, float]] = []
        for day in sorted({record.days[1] for record in guesses}):
            until = [record for record in guesses if record.days[1] <= day]
            guess = estimate([r for r in self._reported if r.days[1] <= day], until, self.limit.unit)
            if guess is None:
                continue
            x, y = self._x(day), self._y(guess.best)
            points.append((x, y))
            span = f"{in_words(guess.low)} to {in_words(guess.high)}"
            words = f"estimated by {day}: {in_words(guess.best)} {self.limit.unit}, {span}"
            yield element("line", x1=x, x2=x, y1=self._y(guess.low), y2=self._y(guess.high), class_="range")
            yield element("rect", element("title", words), x=x - 4, y=y - 4, width=8, height=8, class_="guess")
        if points:
            yield path([(self._x(self._first), self._y(Fraction(0))), *points], class_="estimated")

    def _projection(self) -> Iterator[Element]:
        projection = self.limit.projection
        if projection.day is not None and projection.figures_until is not None:
            begin = (self._x(projection.figures_until), self._y(self.limit.drawn))
            end = (self._x(projection.day), self._y(self.limit.cap))
            yield path([begin, end], class_="projected")
            yield element("text", str(projection.day), class_="small middle", x=end[0], y=end[1] - 6)
