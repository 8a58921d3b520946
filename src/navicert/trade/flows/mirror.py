"""Mirror statistics: what the exporter and the importer tell of the same trade, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from navicert.trade.flows.volumes import Volume

FREIGHT_AND_INSURANCE = Decimal("0.20")
EVEN = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class MirrorLine:
    """Trade from `origin` to `destination` in goods of one code in one period, told by one source on each side.

    `told_out` is what the exporter tells, `told_in` what the importer tells; None where that side tells nothing.
    `reasons` are the usual ones for what differs; they explain a gap, they do not excuse it.
    """

    origin: str
    destination: str
    hs: str
    period: str
    told_out: Volume | None
    told_in: Volume | None
    reasons: tuple[str, ...]

    @property
    def weight_gap(self) -> Decimal | None:
        """What the importer tells more, in kg."""
        out, into = _weight(self.told_out), _weight(self.told_in)
        return None if out is None or into is None else into - out

    @property
    def value_ratio(self) -> Decimal | None:
        """The importer's value over the exporter's, in one currency."""
        out, into = self.told_out, self.told_in
        if out is None or into is None or out.currency != into.currency or not out.value or into.value is None:
            return None
        return into.value / out.value


def mirror(found: Iterable[Volume], first: str, second: str) -> list[MirrorLine]:
    """The lines of trade between two states, both ways; where several sources tell a side, each pair is a line."""
    sides: dict[tuple[str, str, str, str], tuple[list[Volume], list[Volume]]] = defaultdict(lambda: ([], []))
    for volume in found:
        if {volume.reporter, volume.partner} != {first, second}:
            continue
        out = volume.direction == "export"
        ends = (volume.reporter, volume.partner) if out else (volume.partner, volume.reporter)
        sides[(*ends, volume.hs, volume.period)][0 if out else 1].append(volume)
    ordered, nobody = sorted(sides.items()), list[None]([None])
    return [
        MirrorLine(*key, told_out, told_in, tuple(_reasons(told_out, told_in)))
        for key, (out, into) in ordered
        for told_out in out or nobody
        for told_in in into or nobody
    ]


def _reasons(out: Volume | None, into: Volume | None) -> Iterator[str]:
    if out is None or into is None:
        silent, other = ("exporter", "importer") if out is None else ("importer", "exporter")
        yield f"only the {other} tells of this; that the {silent} reported nothing, or zero, does not follow"
        return
    yield from _value_reasons(out, into)
    if not _is_even(_weight(out), _weight(into)):
        yield "goods on their way at the turn of a month stand in the importer's next month"
        yield "the importer names the origin, the exporter the last known destination: goods by a third state differ"
    yield from _row_reasons(out, into)


def _value_reasons(out: Volume, into: Volume) -> Iterator[str]:
    if out.currency != into.currency:
        yield f"values are in {out.currency} and {into.currency} and were not compared"
    elif out.value and into.value is not None:
        more = into.value / out.value - 1
        if 0 < more <= FREIGHT_AND_INSURANCE:
            yield "the importer counts freight and insurance (c.i.f.), the exporter does not (f.o.b.)"
        elif abs(more) > EVEN:
            yield "the values differ by more than freight and insurance (c.i.f. against f.o.b.) usually explain"


def _row_reasons(out: Volume, into: Volume) -> Iterator[str]:
    for side, volume in (("exporter", out), ("importer", into)):
        if volume.estimated:
            yield f"the {side}'s {' and '.join(volume.estimated)} is partly estimated by the publisher"
        if volume.lacking:
            yield f"{volume.lacking} of the {side}'s {len(volume.rows)} rows tell no weight"
    lengths = [sorted({len(one.flow.hs) for one in volume.rows}) for volume in (out, into)]
    if lengths[0] != lengths[1]:
        yield "the sides use codes of different length; national codes of more than six digits are not comparable"


def _is_even(out: Decimal | None, into: Decimal | None) -> bool:
    if out is None or into is None:
        return True
    return abs(out - into) <= EVEN * max(out, into)


def _weight(volume: Volume | None) -> Decimal | None:
    return None if volume is None else volume.net_kg


def gaps(lines: Sequence[MirrorLine], share: Decimal) -> list[MirrorLine]:
    """The lines on which the sides are further apart in weight than a share of the larger, or one tells nothing."""
    return [line for line in lines if _is_gap(line, share)]


def _is_gap(line: MirrorLine, share: Decimal) -> bool:
    out, into = _weight(line.told_out), _weight(line.told_in)
    return out is None or into is None or abs(out - into) > share * max(out, into)
