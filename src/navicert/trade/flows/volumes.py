"""Volumes: sums of flows that do not hold one another, by source, pair of states, direction, goods and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from navicert.trade.flows.model import TOTAL, Direction, KeptFlow

Finest = Literal["whole", "parts"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which flows are wanted; None is no bound. `level` joins goods to codes of so many digits."""

    reporter: str | None = None
    partner: str | None = None
    direction: Direction | None = None
    hs: str | None = None
    first: str | None = None
    last: str | None = None
    source: str | None = None
    level: int | None = None

    def takes(self, kept: KeptFlow) -> bool:
        flow = kept.flow
        wanted = (
            (self.reporter, flow.reporter),
            (self.partner, flow.partner),
            (self.direction, flow.direction),
            (self.source, flow.source),
        )
        return (
            all(want is None or want == has for want, has in wanted)
            and (self.hs is None or flow.hs.startswith(self.hs))
            and (self.first is None or flow.period[: len(self.first)] >= self.first[: len(flow.period)])
            and (self.last is None or flow.period[: len(self.last)] <= self.last[: len(flow.period)])
        )

    def goods(self, hs: str) -> str:
        """The code that flows of these goods are summed under."""
        if self.level is None:
            return self.hs or hs
        return hs if hs == TOTAL else hs[: max(self.level, len(self.hs or ""))]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that no sum counts, and why."""

    kept: KeptFlow
    reason: str


@dataclass(frozen=True, slots=True)
class Volume:
    """What one source tells of one pair of states, direction, goods and period.

    `net_kg` and `value` are None where no row tells them; `lacking` counts the rows that do not tell a weight.
    """

    source: str
    reporter: str
    partner: str
    direction: Direction
    hs: str
    period: str
    currency: str
    net_kg: Decimal | None
    value: Decimal | None
    quantities: tuple[tuple[str, Decimal], ...]
    estimated: tuple[str, ...]
    lacking: int
    rows: tuple[KeptFlow, ...]

    @property
    def unit_value(self) -> Decimal | None:
        """Value per kg; None where weight or value is not told, or rows lack a weight."""
        if self.lacking or not self.net_kg or self.value is None:
            return None
        return self.value / self.net_kg


def volumes(kept: Iterable[KeptFlow], choice: Choice, finest: Finest = "whole") -> tuple[list[Volume], list[LeftOut]]:
    """The sums of the wanted flows, by source, states, direction, goods and period; and the rows that no sum counts.

    Of rows that hold one another ("2710" and "271012"; a flow and its parts by customs procedure) the `whole` ones are
    counted, or with `parts` those of the longest codes.
    """
    groups: dict[tuple[str, ...], list[KeptFlow]] = defaultdict(list)
    for one in kept:
        if choice.takes(one):
            flow = one.flow
            groups[flow.source, flow.reporter, flow.partner, flow.direction, flow.period, flow.currency].append(one)
    found, left = list[Volume](), list[LeftOut]()
    for rows in groups.values():
        counted, out = disjoint(rows, finest)
        left += out
        found += _sums(counted, choice)
    order = sorted(found, key=lambda v: (v.source, v.reporter, v.partner, v.direction, v.hs, v.period))
    return order, left


def disjoint(rows: Sequence[KeptFlow], finest: Finest = "whole") -> tuple[list[KeptFlow], list[LeftOut]]:
    """Rows of one source, pair, direction and period of which none holds another, and those left out."""
    by_goods: dict[str, list[KeptFlow]] = defaultdict(list)
    for one in rows:
        by_goods[one.flow.hs].append(one)
    counted, left = list[KeptFlow](), list[LeftOut]()
    for hs, same in by_goods.items():
        other = _holding(hs, by_goods) if finest == "whole" else _held(hs, by_goods)
        if other is not None:
            words = f"goods {other} hold these" if finest == "whole" else f"goods {other} tell of these in more detail"
            left += [LeftOut(one, f"{words} and are counted") for one in same]
            continue
        whole, parts = _one_breakdown(same)
        counted += whole
        left += parts
    return counted, left


def _holding(hs: str, codes: Iterable[str]) -> str | None:
    """The shortest code that holds these goods beside them."""
    if hs == TOTAL:
        return None
    return min((c for c in codes if c == TOTAL or (c != hs and hs.startswith(c))), key=_breadth, default=None)


def _held(hs: str, codes: Iterable[str]) -> str | None:
    """A code of a part of these goods."""
    return next((c for c in codes if c != hs and c != TOTAL and (hs == TOTAL or c.startswith(hs))), None)


def _breadth(code: str) -> int:
    return 0 if code == TOTAL else len(code)


def _one_breakdown(same: Sequence[KeptFlow]) -> tuple[list[KeptFlow], list[LeftOut]]:
    """Rows of the same goods that are parts by the same things, the fewest: the whole, where it is there."""
    by_parts: dict[tuple[str, ...], list[KeptFlow]] = defaultdict(list)
    for one in same:
        by_parts[tuple(part.split("=")[0] for part in one.flow.breakdown.split(",") if part)].append(one)
    first = min(by_parts, key=lambda parts: (len(parts), parts))
    words = f"parts by {' and '.join(first)}" if first else "the whole flow"
    left = [
        LeftOut(one, f"{words} is counted" if not first else f"{words} are counted")
        for parts, rows in by_parts.items()
        if parts != first
        for one in rows
    ]
    return by_parts[first], left


def _sums(rows: Sequence[KeptFlow], choice: Choice) -> Iterator[Volume]:
    groups: dict[str, list[KeptFlow]] = defaultdict(list)
    for one in rows:
        groups[choice.goods(one.flow.hs)].append(one)
    for hs, same in groups.items():
        flow = same[0].flow
        weights = [one.flow.weight for one in same]
        quantities: dict[str, Decimal] = defaultdict(Decimal)
        for one in same:
            if one.flow.quantity is not None:
                quantities[one.flow.quantity.unit] += one.flow.quantity.amount
        yield Volume(
            source=flow.source,
            reporter=flow.reporter,
            partner=flow.partner,
            direction=flow.direction,
            hs=hs,
            period=flow.period,
            currency=flow.currency,
            net_kg=_total(weights),
            value=_total([one.flow.value for one in same]),
            quantities=tuple(quantities.items()),
            estimated=tuple(dict.fromkeys(name for one in same for name in one.flow.estimated)),
            lacking=sum(weight is None for weight in weights),
            rows=tuple(same),
        )


def _total(amounts: Sequence[Decimal | None]) -> Decimal | None:
    told = [amount for amount in amounts if amount is not None]
    return sum(told, Decimal(0)) if told else None
