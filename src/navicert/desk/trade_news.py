"""What newly recorded statistics and prices give reason to look at: trade beside the law, sides that differ, prices.

Each piece of news is told once. Rows that were there in the last round are no news; a revised figure is.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from navicert.errors import MissingData

if TYPE_CHECKING:
    from navicert.desk.price_watch import PriceDesk
    from navicert.desk.trade_watch import TradeDesk
    from navicert.trade.flows import MirrorLine, Volume
    from navicert.trade.flows.law import Comparison

TOLD = ("prohibited", "prohibited_part", "needs_authorisation", "quota")
"""Verdicts that are told; what turns on facts that no statistic tells stands on the page."""
LARGEST = 3
"""Of many rows in one piece of news, so many are told in full."""
GAP = Decimal("0.5")
"""Sides are told where they differ in weight by more than this share of the larger."""


@dataclass(frozen=True, slots=True)
class TradeNews:
    """One reason to look: its kind, in words with numbers, source and paragraph, and as a record."""

    kind: str
    words: str
    data: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The same for the same news."""
        return f"trade:{hashlib.sha256(f'{self.kind} {self.words}'.encode()).hexdigest()[:24]}"


class TradeNewsDesk:
    """News of the trade watch."""

    def __init__(self, trade: TradeDesk, prices: PriceDesk) -> None:
        self._trade, self._prices = trade, prices

    def last_record(self) -> int:
        """The number of the newest record among statistics and prices; 0 where none is kept."""
        return self._trade.last_record()

    def since(self, record: int) -> Iterator[TradeNews]:
        """The news that rests on records after this one."""
        if self.last_record() > record:
            yield from self._beside_law(record)
            yield from self._mirrored(record)
            yield from self._priced(record)

    def _beside_law(self, record: int) -> Iterator[TradeNews]:
        from navicert.trade.flows import Choice

        try:
            compared, _ = self._trade.bans(Choice())
        except MissingData:
            return
        groups: dict[tuple[str, ...], list[Comparison]] = defaultdict(list)
        for one in compared:
            volume = one.volume
            if one.verdict in TOLD and is_new(volume, record):
                key = (volume.source, volume.reporter, volume.direction, volume.partner, one.regime, one.verdict)
                groups[key].append(one)
        for _, group in sorted(groups.items()):
            yield _of_law(sorted(group, key=lambda one: -_size(one.volume)))

    def _mirrored(self, record: int) -> Iterator[TradeNews]:
        from navicert.trade.flows import Choice, mirror
        from navicert.trade.flows.mirror import gaps

        try:
            found, _ = self._trade.volumes(Choice(level=6))
        except MissingData:
            return
        for first, second in sorted({_pair(volume) for volume in found}):
            both = [line for line in gaps(mirror(found, first, second), GAP) if line.weight_gap is not None]
            lines = [line for line in both if any(is_new(side, record) for side in sides(line))]
            for ends in sorted({(line.origin, line.destination) for line in lines}):
                of_ends = [line for line in lines if (line.origin, line.destination) == ends]
                yield _of_mirror(sorted(of_ends, key=lambda line: -abs(line.weight_gap or Decimal(0))))

    def _priced(self, record: int) -> Iterator[TradeNews]:
        from navicert.desk.price_answers import alert_to_json
        from navicert.trade.prices import Watched

        try:
            alerts = self._prices.alerts(self._prices.series(), Watched())
        except MissingData:
            return
        for alert in alerts:
            if max(alert.change.before.number, alert.change.after.number) > record:
                told = alert_to_json(alert)
                yield TradeNews("price", f"{told['words']} {_cited(told)}", told)


def is_new(volume: Volume, record: int) -> bool:
    """Whether a row of the volume was recorded after this record."""
    return any(row.number > record for row in volume.rows)


def sides(line: MirrorLine) -> tuple[Volume, ...]:
    """What exporter and importer tell, as far as they do."""
    return tuple(side for side in (line.told_out, line.told_in) if side is not None)


def _pair(volume: Volume) -> tuple[str, str]:
    first, second = sorted((volume.reporter, volume.partner))
    return first, second


def _size(volume: Volume) -> Decimal:
    return volume.net_kg or volume.value or Decimal(0)


def _of_law(group: Sequence[Comparison]) -> TradeNews:
    from navicert.trade.flows.output import comparison_to_json, words_of

    told = " ".join(words_of(one) for one in group[:LARGEST])
    verdict = group[0].verdict.replace("_", " ")
    words = f"trade {verdict} by {group[0].regime}: {told}{_more(group, (one.volume.period for one in group))}"
    records = [comparison_to_json(one) for one in group[:LARGEST]]
    return TradeNews("trade and law", words, {"comparisons": records, "further": max(len(group) - LARGEST, 0)})


def _of_mirror(lines: Sequence[MirrorLine]) -> TradeNews:
    from navicert.trade.flows.output import mirror_to_json

    told = " ".join(map(_line_words, lines[:LARGEST]))
    words = f"{lines[0].origin} to {lines[0].destination}: {told}{_more(lines, (line.period for line in lines))}"
    records = [mirror_to_json(line) for line in lines[:LARGEST]]
    return TradeNews("mirror statistics", words, {"lines": records, "further": max(len(lines) - LARGEST, 0)})


def _line_words(line: MirrorLine) -> str:
    from navicert.trade.flows.output import tonnes

    said = [
        f"the {who} ({volume.source}, {volume.rows[0].place}) tells {tonnes(volume.net_kg or Decimal(0))} t"
        for who, volume in (("exporter", line.told_out), ("importer", line.told_in))
        if volume is not None
    ]
    return f"HS {line.hs}, {line.period}: {', '.join(said)}; {'; '.join(line.reasons)}."


def _more(group: Sequence[object], periods: Iterable[str]) -> str:
    if len(group) <= LARGEST:
        return ""
    told = sorted(periods)
    return f" And {len(group) - LARGEST:,} more, from {told[0]} to {told[-1]}: see the trade page."


def _cited(alert: Mapping[str, Any]) -> str:
    """The claims that report a change of price, word for word, and the law on supplies of the goods."""
    claims = [f"\u201c{one['quote']}\u201d (page {one['page']})" for one in alert["claims"][:LARGEST]]
    law = [
        f"{one['regime']} on supplies: {one['status'].replace('_', ' ')}"
        + (f" ({one['measures'][0]['instrument']}, {one['measures'][0]['paragraph']})" if one["measures"] else "")
        for one in alert["law"]
    ]
    reported = f"Reported: {'; '.join(claims)}." if claims else "No kept page reports it."
    return f"{reported} {'; '.join(law)}." if law else reported
