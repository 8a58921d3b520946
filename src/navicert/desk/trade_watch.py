"""Trade statistics at the desk: loaded, summed, mirrored, and put beside what the law said in each month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.desk.ground import Ground
from navicert.desk.trade_files import (
    Taken,
    TradeLoaded,
    TradeOrder,
    day_of_publication,
    keep_rows,
    records_of,
    rows_of,
    text_of,
)
from navicert.errors import InvalidInput, MissingData

if TYPE_CHECKING:
    from navicert.desk.law import LawDesk
    from navicert.measures.timeline import Timeline
    from navicert.trade.flows import Choice, KeptFlow, LeftOut, MirrorLine, Volume
    from navicert.trade.flows.law import Comparison

PORTAL_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Uncompared:
    """Rows that were not put beside the law, and why."""

    rows: tuple[KeptFlow, ...]
    reason: str


class TradeDesk:
    """The trade statistics of one store."""

    def __init__(self, ground: Ground, law: LawDesk) -> None:
        self._ground, self._law = ground, law

    # Loading

    def load(self, order: TradeOrder) -> TradeLoaded:
        """Keep the rows of a file of Comtrade or of China's customs; rows that are no flows are named, the others kept.

        InvalidInput where the file has another layout, or leaves open what no option tells.
        """
        from navicert.trade.flows import Origin, reader_for

        text, digest = text_of(order.file)
        header, rows = rows_of(order.file, text)
        source = order.source or ""
        if not source:
            raise InvalidInput("nobody is named who publishes the file", where="--source", next="name the publisher")
        origin = Origin(source, order.direction, order.partner, order.period)
        with _named(order.file):
            reader = reader_for(header, origin)
        taken = Taken(reader.read, day_of_publication(self._ground, order))
        for row in rows:
            taken.flow(row)
        loaded = keep_rows(self._ground, "flows", order, source, digest, taken)
        return TradeLoaded(
            str(order.file),
            reader.layout,
            *loaded,
            ignored=reader.ignored,
            unknown=reader.unknown,
            areas=tuple(sorted(taken.areas)),
            errors=tuple(taken.errors),
            doubts=tuple(_doubts(reader.layout, sum(loaded[1].values()))),
        )

    # Asking

    def last_record(self) -> int:
        """The number of the newest record among statistics and prices; 0 where none is kept."""
        return 0 if self._ground.has_no_store else self._ground.store.trade.last()

    def flows(self, *, published_until: date | None = None, recorded_until: datetime | None = None) -> list[KeptFlow]:
        """The flows in force, as published and recorded up to then; MissingData where none is kept."""
        from navicert.trade.flows.model import KeptFlow, flow_from_content

        kept = records_of(self._ground, "flow", published_until, recorded_until)
        if not kept:
            raise MissingData(
                "no trade statistics are kept that were published by then", next="load some: navicert trade load FILE"
            )
        return [
            KeptFlow(
                one.number, flow_from_content(dict(one.content)), one.published, one.recorded_at, one.place, one.revises
            )
            for one in kept
        ]

    def volumes(self, choice: Choice, **until: Any) -> tuple[list[Volume], list[LeftOut]]:
        """Sums of the wanted flows, and the rows that no sum counts; `until` as in `flows`."""
        from navicert.trade.flows import volumes

        return volumes(self.flows(**until), choice)

    def mirror(self, first: str, second: str, choice: Choice, **until: Any) -> list[MirrorLine]:
        """Both sides' figures on the trade between two states."""
        from navicert.trade.flows import mirror

        return mirror(self.volumes(choice, **until)[0], first, second)

    # Beside the law

    def bans(
        self, choice: Choice, facts: Mapping[str, str] | None = None, *, as_known_on: date | None = None
    ) -> tuple[list[Comparison], list[Uncompared]]:
        """Each month's volumes beside every regime's answers on its days, and the volumes that were not compared.

        Statistics and law are those known on a day, today by default. `facts` are further facts of all this trade.
        """
        from navicert.trade import quotas_of
        from navicert.trade.flows import volumes
        from navicert.trade.flows.law import compare, with_totals

        known_on = as_known_on or self._ground.now().date()
        always = replace(choice, first=None, last=None)  # totals count from the beginning of a cap's period
        found, left = volumes(self.flows(published_until=known_on), always, "parts")
        questions = _Questions(self._law, self._ground, dict(facts or {}), known_on)
        compared: list[Comparison] = []
        uncompared = [Uncompared((one.kept,), one.reason) for one in left]
        for volume in found:
            laid = questions.about(volume)
            if isinstance(laid, str):
                uncompared.append(Uncompared(volume.rows, laid))
            else:
                compared += compare(volume, laid)
        kind = (facts or {}).get("goods_kind")
        with_caps = with_totals(compared, quotas_of(self._ground.rulebook), kind)
        totalled = (one for one in with_caps if choice.takes(one.volume.rows[0]))
        return list(totalled), [one for one in uncompared if choice.takes(one.rows[0])]


def _doubts(layout: str, rows: int) -> Iterator[str]:
    if layout == "China customs" and rows >= PORTAL_ROWS:
        yield f"{rows:,} rows: the portal cuts its files off after {PORTAL_ROWS:,}; download fewer goods at a time"


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Errors about the header name the file."""
    try:
        yield
    except InvalidInput as error:
        if error.where == "header":
            error.where = f"{file} row 1"
        raise


@dataclass(slots=True)
class _Questions:
    """The law on each kind of trade, asked once."""

    law: LawDesk
    ground: Ground
    facts: dict[str, str]
    known_on: date
    asked: dict[tuple[str, str, str], Timeline | str] = field(default_factory=dict)

    def about(self, volume: Volume) -> Timeline | str:
        """The timeline of the volume's goods and states, or why there is none."""
        from navicert.trade.flows.model import AREA, TOTAL, WORLD

        flow = volume.rows[0].flow
        if flow.partner == WORLD:
            return "the partner is the whole world"
        if flow.partner.startswith(AREA):
            named = f"{flow.partner.removeprefix(AREA)} {flow.partner_name}".strip()
            return f"the partner {named!r} is no state we know"
        if volume.hs == TOTAL:
            return "all goods together; law speaks of single goods"
        key = (volume.hs, flow.origin, flow.destination)
        if key not in self.asked:
            given = {"hs": volume.hs, "origin": flow.origin, "destination": flow.destination, **self.facts}
            self.asked[key] = laid_out(self.law, self.ground, given, self.known_on)
        return self.asked[key]


def laid_out(law: LawDesk, ground: Ground, given: Mapping[str, str], known_on: date) -> Timeline | str:
    """The engine's timeline, or that no rule looks at these places."""
    from navicert.desk.timelines import question_of

    try:
        facts = question_of(ground.rulebook, given)
    except InvalidInput as error:
        if error.where != "activity":
            raise
        return "no measure of the rulebook looks at trade between these states, or at both ends of it"
    return law.timeline(facts, as_known_on=known_on)
