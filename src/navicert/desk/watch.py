"""The watch: lists updated, customers screened, freshness, quotas and trade looked at, again and again.

Every part of a round can be done twice without harm: an edition is known, an alert is raised once, a notice has a key.
So a round that was killed is simply done again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from navicert.cases.queue import Choice, Place
from navicert.desk.cases import PROGRAM
from navicert.desk.ground import Ground
from navicert.errors import NavicertError
from navicert.store.notices import Notice
from navicert.trade.output import account_to_json

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.trade import Account

AT_ONCE = 500
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What a round does: fetch lists or not, and in how many processes customers are screened."""

    update: bool = True
    processes: int | None = None


class WatchDesk:
    """Makes rounds on one store."""

    def __init__(self, ground: Ground, desk: Desk) -> None:
        self._ground, self._desk = ground, desk

    def round(self, order: Order, say: Say) -> dict[str, Any]:
        """One round; what it did. What failed is told in its notices and keeps nothing else from being done."""
        notices = self._ground.store.notices
        began = self._ground.now()
        round_number = notices.begin_round(began)
        report: dict[str, Any] = {"round": round_number, "failures": []}
        for name, work in self._parts(order, report):
            try:
                news = list(work())
            except NavicertError as error:
                report["failures"].append({"part": name, "error": str(error)})
                news = [self._notice(f"{name}:{began:%Y-%m-%d}", "failure", f"{name}: {error}", grave=True)]
            for notice in news:
                say(notice.words)
            report["news"] = report.get("news", 0) + notices.add(news)
        notices.end_round(round_number, self._ground.now(), report)
        return report

    def due(self, every: timedelta) -> datetime:
        """When the next round is due: after the last whole one by `every`, and by the end of its day at the latest."""
        whole = next((one for one in self._ground.store.notices.rounds() if one.ended_at), None)
        if whole is None:
            return self._ground.now()
        tomorrow = (whole.began_at + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        return min(whole.began_at + every, tomorrow)

    def _parts(self, order: Order, report: dict[str, Any]) -> Iterator[tuple[str, Callable[[], Iterator[Notice]]]]:
        if order.update:
            for source in self._desk.lists.updatable():
                yield f"update of {source}", lambda source=source: self._update(source)  # type: ignore[misc]
        yield "freshness of lists", self._freshness
        if self._ground.store.customers.count():
            for name in self._ground.store.edition_names():
                yield f"screening against {name}", lambda name=name: self._screen(name, order, report)  # type: ignore[misc]
        yield "alerts", self._alerts
        yield "decisions", self._lapse
        yield "quotas", self._quota_marks
        yield "trade", lambda: self._trade(report)
        yield "seal", self._seal

    def _update(self, source: str) -> Iterator[Notice]:
        before = self._ground.store.current(source)
        after = self._desk.lists.update(source).edition
        if before is None or after.id != before.id:
            words = f"{source}: new edition {after.id} with {after.entries:,} parties"
            yield self._notice(f"edition:{source}:{after.id}", "new edition", words)

    def _freshness(self) -> Iterator[Notice]:
        for status in self._desk.lists.in_force():
            if not status.fresh:
                edition = status.edition
                words = f"{edition.name} is STALE: last confirmed {status.confirmed_at:%Y-%m-%d %H:%M} UTC"
                key = f"stale:{edition.name}:{self._ground.now():%Y-%m-%d}"
                yield self._notice(key, "stale list", words, grave=True)

    def _screen(self, name: str, order: Order, report: dict[str, Any]) -> Iterator[Notice]:
        """Everybody once a calendar day; else those who came or changed, or everybody where the edition is new."""
        now, kept = self._ground.now(), self._ground.store.screenings.all(name)
        everyone = not any(one.at.date() == now.date() and one.stamp is not None for one in kept)
        counts: Counter[str] = Counter()
        for told in self._desk.rescreening.screen(name, everyone=everyone, processes=order.processes):
            counts[told.outcome] += 1
        report.setdefault("screened", {})[name] = dict(counts)
        yield from ()

    def _alerts(self) -> Iterator[Notice]:
        """Cases that wait, from the record itself: what was raised in a round that was killed is told in the next."""
        place: Place | None = None
        while True:
            page = self._desk.cases.queue(Choice(statuses=("open", "withdrawn")), after=place, limit=AT_ONCE)
            for queued in page.cases:
                case = queued.kept.case
                words = f"case {case.id[:12]} waits: {case.alert.caption} ({case.pair.source})"
                yield self._notice(f"case:{case.id}:{case.since.isoformat()}", "alert", words)
            if page.next is None:
                return
            place = page.next

    def _lapse(self) -> Iterator[Notice]:
        for case in self._desk.cases.lapse_expired():
            words = f"the decision on case {case.id[:12]} has run out"
            yield self._notice(f"case:{case.id}:{case.version}", "lapsed decision", words)

    def _quota_marks(self) -> Iterator[Notice]:
        for account in self._desk.quotas.accounts():
            yield from self._reached(account)

    def _trade(self, report: dict[str, Any]) -> Iterator[Notice]:
        """What came since the last round that was made to its end gives reason to look at."""
        news, before = self._desk.trade_news, self._last_trade_record()
        last = news.last_record()
        for one in news.since(before):
            yield Notice(one.key, self._ground.now(), one.kind, one.words, data=one.data)
        report["trade_record"] = last

    def _seal(self) -> Iterator[Notice]:
        """Once a day the chain of receipts, with how the cases stand, is sealed; the seal is told, and so published."""
        today = self._ground.now().date()
        seal = next((one for one in self._ground.store.receipts.seals() if one.at.date() == today), None)
        if seal is None:
            self._desk.case_reports.keep_heads(by=PROGRAM)
            seal = self._desk.receipts.seal(by=PROGRAM)
        if seal is not None:
            yield self._notice(f"seal:{seal.number}:{seal.receipt}", "seal", seal.text)

    def _last_trade_record(self) -> int:
        rounds = self._ground.store.notices.rounds()
        return next((int(one.report["trade_record"]) for one in rounds if "trade_record" in one.report), 0)

    def _reached(self, account: Account) -> Iterator[Notice]:
        told = account_to_json(account)
        for limit in told["limits"]:
            for mark in limit["thresholds"]:
                if mark["reached_by"] is not None:
                    key = f"quota:{told['quota']}:{told['period']['first']}:{limit['unit']}:{mark['percent']}"
                    words = (
                        f"{told['quota']} {told['period']['name']}: by {mark['reached_by']} reported deliveries had "
                        f"reached {mark['percent']} % of {limit['cap']:,} {limit['unit']} "
                        f"({told['citation']})"
                    )
                    yield self._notice(key, "quota", words, grave=mark["percent"] >= 100)

    def _notice(self, key: str, kind: str, words: str, *, grave: bool = False) -> Notice:
        return Notice(key, self._ground.now(), kind, words, grave)
