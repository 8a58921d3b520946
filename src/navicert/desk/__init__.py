"""The desk opens a store, loads editions and rules, and asks the domain: the only place where store and domain meet.

Each domain has its part: `desk.lists`, `desk.screening`, `desk.law`, `desk.quotas`, `desk.reader`, `desk.cases`; the
three questions that programs ask most, `screen`, `check` and `read`, stand on the desk itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.desk.ground import Clock, Ground
from navicert.desk.moments import Moment
from navicert.settings import Settings, read_settings

if TYPE_CHECKING:
    from navicert.desk.accounts import AccountDesk
    from navicert.desk.answers import ScreeningAnswer
    from navicert.desk.backups import BackupDesk
    from navicert.desk.case_reports import CaseReports
    from navicert.desk.cases import CasesDesk
    from navicert.desk.consequences import Consequences
    from navicert.desk.customers import CustomerDesk
    from navicert.desk.evidence import EvidenceDesk
    from navicert.desk.handed_files import HandedFiles
    from navicert.desk.keys import KeyDesk
    from navicert.desk.law import LawDesk
    from navicert.desk.lists import Coverage, ListsDesk, ListStatus, Loaded
    from navicert.desk.oidc import OidcDesk
    from navicert.desk.price_watch import PriceDesk
    from navicert.desk.quotas import QuotaDesk
    from navicert.desk.reader import ReaderDesk
    from navicert.desk.receipts import ReceiptDesk
    from navicert.desk.relations import RelationsDesk
    from navicert.desk.rescreening import RescreeningDesk
    from navicert.desk.screening import ScreeningDesk
    from navicert.desk.telling import TellingDesk
    from navicert.desk.trade_news import TradeNewsDesk
    from navicert.desk.trade_watch import TradeDesk
    from navicert.desk.verifying import Verifying
    from navicert.desk.watch import WatchDesk
    from navicert.rulebook import Rulebook
    from navicert.screening import Policy
    from navicert.store import Known, Store

__all__ = ["Clock", "Coverage", "Desk", "ListStatus", "Loaded", "ScreeningAnswer", "open_desk"]


def open_desk(path_or_url: str | Path | None = None, *, clock: Clock | None = None) -> Desk:
    """A desk on the store at this path or URL; by default the one that the environment names."""
    return Desk(
        read_settings(str(path_or_url) if path_or_url is not None else None), clock or (lambda: datetime.now(UTC))
    )


class Desk:
    """The parts of one desk, on one store. Nothing is opened or loaded before it is needed."""

    def __init__(self, settings: Settings, clock: Clock, *, known: Known | None = None) -> None:
        self._ground = Ground(settings, clock, known=known)

    def as_known(self, moment: Moment) -> Desk:
        """A desk that stands at an earlier time: its clock, and the store as it was known then."""
        settings = self.settings
        if moment.stale_after_days is not None:
            settings = replace(settings, stale_after_days=moment.stale_after_days)
        return Desk(settings, lambda: moment.at, known=moment.known)

    @property
    def settings(self) -> Settings:
        return self._ground.settings

    @property
    def known(self) -> Known | None:
        """What is seen of the store, where the desk stands at an earlier time."""
        return self._ground.known

    @property
    def now(self) -> Clock:
        return self._ground.now

    @property
    def store(self) -> Store:
        return self._ground.store

    @property
    def rulebook(self) -> Rulebook:
        return self._ground.rulebook

    @property
    def policy(self) -> Policy:
        return self._ground.policy

    @cached_property
    def lists(self) -> ListsDesk:
        from navicert.desk.lists import ListsDesk

        return ListsDesk(self._ground)

    @cached_property
    def screening(self) -> ScreeningDesk:
        from navicert.desk.screening import ScreeningDesk

        return ScreeningDesk(self._ground, self.lists)

    @cached_property
    def handed_files(self) -> HandedFiles:
        from navicert.desk.handed_files import HandedFiles

        return HandedFiles(self._ground)

    @cached_property
    def relations(self) -> RelationsDesk:
        from navicert.desk.relations import RelationsDesk

        return RelationsDesk(self._ground, self.screening)

    @cached_property
    def quotas(self) -> QuotaDesk:
        from navicert.desk.quotas import QuotaDesk

        return QuotaDesk(self._ground)

    @cached_property
    def law(self) -> LawDesk:
        from navicert.desk.law import LawDesk

        return LawDesk(self._ground, self.quotas)

    @cached_property
    def backups(self) -> BackupDesk:
        from navicert.desk.backups import BackupDesk

        return BackupDesk(self._ground)

    @cached_property
    def keys(self) -> KeyDesk:
        from navicert.desk.keys import KeyDesk

        return KeyDesk(self._ground)

    @cached_property
    def cases(self) -> CasesDesk:
        from navicert.desk.cases import CasesDesk

        return CasesDesk(self._ground)

    @cached_property
    def case_reports(self) -> CaseReports:
        from navicert.desk.case_reports import CaseReports

        return CaseReports(self._ground, self.cases, self.receipts)

    @cached_property
    def customers(self) -> CustomerDesk:
        from navicert.desk.customers import CustomerDesk

        return CustomerDesk(self._ground)

    @cached_property
    def rescreening(self) -> RescreeningDesk:
        from navicert.desk.rescreening import RescreeningDesk

        return RescreeningDesk(self._ground, self.customers, self.cases, self)

    @cached_property
    def accounts(self) -> AccountDesk:
        from navicert.desk.accounts import AccountDesk

        return AccountDesk(self._ground)

    @cached_property
    def oidc(self) -> OidcDesk:
        from navicert.desk.oidc import OidcDesk

        return OidcDesk(self._ground, self.accounts)

    @cached_property
    def watch(self) -> WatchDesk:
        from navicert.desk.watch import WatchDesk

        return WatchDesk(self._ground, self)

    @cached_property
    def trade(self) -> TradeDesk:
        from navicert.desk.trade_watch import TradeDesk

        return TradeDesk(self._ground, self.law)

    @cached_property
    def prices(self) -> PriceDesk:
        from navicert.desk.price_watch import PriceDesk

        return PriceDesk(self._ground, self.law, self.evidence)

    @cached_property
    def trade_news(self) -> TradeNewsDesk:
        from navicert.desk.trade_news import TradeNewsDesk

        return TradeNewsDesk(self.trade, self.prices)

    @cached_property
    def telling(self) -> TellingDesk:
        from navicert.desk.telling import TellingDesk

        return TellingDesk(self._ground)

    @cached_property
    def receipts(self) -> ReceiptDesk:
        from navicert.desk.receipts import ReceiptDesk

        return ReceiptDesk(self._ground, self.as_known)

    @cached_property
    def verifying(self) -> Verifying:
        from navicert.desk.verifying import Verifying

        return Verifying(self._ground, self.as_known)

    @cached_property
    def reader(self) -> ReaderDesk:
        from navicert.desk.reader import ReaderDesk

        return ReaderDesk()

    @cached_property
    def evidence(self) -> EvidenceDesk:
        from navicert.desk.evidence import EvidenceDesk

        return EvidenceDesk(self._ground, self.reader, self.lists, self.screening)

    @cached_property
    def consequences(self) -> Consequences:
        from navicert.desk.consequences import Consequences

        return Consequences(self._ground, self.lists, self.evidence, self.cases, self.quotas)

    def screen(
        self, query: Mapping[str, Any], *, policy: Policy | None = None, lists: Sequence[str] | None = None
    ) -> ScreeningAnswer:
        """Screen one query; see `ScreeningDesk.screen`."""
        return self.screening.screen(query, policy=policy, lists=lists)

    def check(self, facts: Mapping[str, Any], *, as_known_on: date | None = None) -> dict[str, Any]:
        """Assess the facts of one transaction; see `LawDesk.check`."""
        return self.law.check(facts, as_known_on=as_known_on)

    def read(self, text: str, *, published: date | None = None) -> list[dict[str, Any]]:
        """What a page of text says, as records; see `ReaderDesk.read`."""
        return self.reader.read(text, published=published)
