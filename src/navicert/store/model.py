"""What a store promises, whatever keeps it: editions of lists with entries and freshness, and the quota ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from navicert.lists.delta import EntryChange
from navicert.lists.fetch import Validator
from navicert.lists.model import Edition, Entry

if TYPE_CHECKING:
    from navicert.store.accounts import Accounts
    from navicert.store.cases import Cases
    from navicert.store.customers import Customers
    from navicert.store.flows import TradeRecords
    from navicert.store.keys import Keys
    from navicert.store.notices import Notices
    from navicert.store.pages import PageStore
    from navicert.store.receipts import ReceiptStore
    from navicert.store.requests import Requests
    from navicert.store.screenings import Screenings
    from navicert.store.validations import Validations
    from navicert.trade import LedgerRecord

Outcome = Literal["new", "known", "read anew"]


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of an edition handed to the store.

    `new`: it was not there. `known`: it was, with the same entries; its freshness is renewed. `read anew`: the same
    files gave other entries (a newer reader); these now count, and the older reading stays on record. `edition` is the
    one that is kept: its `loaded_at` is that of the first loading.
    """

    edition: Edition
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class EditionReading:
    """The entries that a version of the program read from an edition's files, by digest; the last one counts."""

    entries_sha256: str
    entries: int
    read_at: datetime
    program: str


@dataclass(frozen=True, slots=True)
class Presence:
    """An unbroken run of editions in which a party stood.

    `gone_by` is the first later edition without it; None while it stands, or where no whole edition followed.
    Each edition has both clocks: `published` (true from) and `loaded_at` (known from).
    """

    first: Edition
    last: Edition
    gone_by: Edition | None


@dataclass(frozen=True, slots=True)
class EntryHistory:
    """What the kept editions of a list say about one party over time.

    `entry` is its last published state, whose listings carry the publisher's own dates (`listed_on`, `ended_on`).
    `changes` are the amendments between one edition and the next that has it, with the later edition.
    """

    name: str
    entry: Entry
    presences: tuple[Presence, ...]
    changes: tuple[tuple[Edition, EntryChange], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is seen of a store at an earlier time: what it had taken in `until` then.

    With `published_by` also, of lists that had no edition here by then, editions published by that day and loaded by
    `seen_until`: whoever sees them must be told that nobody here knew them yet.
    """

    until: datetime
    published_by: date | None = None
    seen_until: datetime | None = None

    def with_later(self, editions: tuple[Edition, ...], later: tuple[Edition, ...]) -> tuple[Edition, ...]:
        """The editions that were known, and those of other lists that were published."""
        names = {edition.name for edition in editions}
        day = self.published_by
        added = (edition for edition in later if day and edition.published <= day and edition.name not in names)
        return tuple(sorted((*editions, *added), key=lambda one: (one.name, one.published, one.loaded_at, one.id)))

    def reading_until(self, edition: Edition) -> datetime | None:
        """Up to when readings of an edition are seen."""
        return self.until if edition.loaded_at <= self.until else self.seen_until


class Store(Protocol):
    """Where editions are kept. Every method may raise StoreError; a question about what is not there, MissingData."""

    @property
    def location(self) -> str:
        """The path or address, as a person would write it, without a password."""

    def as_known(self, known: Known) -> Store:
        """The store as it was known at a time: later editions, readings, confirmations and records are not seen."""

    @property
    def accounts(self) -> Accounts:
        """Who may sign in, and who did."""

    @property
    def notices(self) -> Notices:
        """What the watch found, and what of it was told."""

    @property
    def trade(self) -> TradeRecords:
        """Trade statistics and prices."""

    @property
    def validations(self) -> Validations:
        """Reports on how well screening works."""

    @property
    def receipts(self) -> ReceiptStore:
        """The chain of receipts."""

    @property
    def cases(self) -> Cases:
        """Alerts, and what people decided about them."""

    @property
    def customers(self) -> Customers:
        """Those on our side who are screened again and again."""

    @property
    def screenings(self) -> Screenings:
        """What customers were asked when."""

    @property
    def population_folder(self) -> Path:
        """A folder on this machine for the customers as screening reads them; what is in it can be made again."""

    @property
    def answers_folder(self) -> Path:
        """A folder on this machine for answers to files that somebody waits for; they do not stay."""

    @property
    def keys(self) -> Keys:
        """The API keys."""

    @property
    def requests(self) -> Requests:
        """Requests that changed something, with their answers."""

    def add_edition(self, edition: Edition, entries: Iterable[Entry], files: Sequence[Path]) -> Addition:
        """Keep an edition with its entries and the publisher's files, wholly or not at all."""

    def edition_names(self) -> tuple[str, ...]:
        """The names of the lists that have an edition, in alphabetical order."""

    def editions(self, name: str | None = None) -> tuple[Edition, ...]:
        """The editions of one list or of all, by name, then publication date, then time of loading."""

    def current(self, name: str, *, on: date | None = None, as_known_at: datetime | None = None) -> Edition | None:
        """The edition last published up to the day `on`, of those loaded up to `as_known_at`; None where none is."""

    def find_edition(self, name: str, text: str) -> Edition:
        """The edition meant by "current", "previous", a publication date, an id, or the beginning of an id or hash."""

    def find_content(self, name: str, sha256: str) -> tuple[Edition, ...]:
        """The editions of a list that have this content, by publication date."""

    def readings(self, edition: Edition) -> tuple[EditionReading, ...]:
        """How the edition's files were read, the reading that counts last."""

    def entries(self, edition: Edition) -> tuple[Entry, ...]:
        """The edition's entries in the publisher's order; StoreError when the file is not the one that was written."""

    def iter_entries(self, edition: Edition, under: Callable[[str], bool] | None = None) -> Iterator[Entry]:
        """The same, a group of rows at a time; with `under` only those under a programme of which it is true."""

    def original_files(self, edition: Edition, folder: Path) -> tuple[Path, ...]:
        """Write the publisher's files, byte for byte, into `folder`; their paths in the order of `edition.files`."""

    def entry_history(self, name: str, entry_id: str) -> EntryHistory:
        """What the editions of a list say about a party; MissingData when none has it."""

    def validators(self, name: str) -> tuple[Validator, ...]:
        """What the publisher's addresses said about the files of the current edition; empty when it was not fetched."""

    def keep_validators(self, edition: Edition, validators: Sequence[Validator]) -> None:
        """Remember what the addresses said when this edition was fetched."""

    def confirm(self, name: str, at: datetime) -> Edition:
        """The publisher still has the current edition at this time; the edition, or MissingData."""

    def fresh_since(self, edition: Edition) -> datetime:
        """When the edition was loaded or last confirmed, whichever is later."""

    def add_ledger_records(self, records: Sequence[LedgerRecord]) -> tuple[str, ...]:
        """Append records to the quota ledger, all or none; the ids of those that were there already, saying the same.

        StoreError when an id stands for another record; InvalidInput when a correction names no record, or a record
        that was corrected already.
        """

    def ledger_records(self, *, recorded_until: datetime | None = None) -> tuple[LedgerRecord, ...]:
        """The ledger in the order of recording, as far as it was recorded up to a time."""

    def ledger_size(self) -> int:
        """How many records the ledger has; none is ever removed, so the same number means the same ledger."""

    @property
    def pages(self) -> PageStore:
        """Pages of news, their readings and the corrections of them."""

    def clean(self) -> int:
        """Remove what interrupted loadings left behind; how many files."""
