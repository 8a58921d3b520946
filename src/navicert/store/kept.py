"""A store in a database with files beside it: a Parquet file for each edition, and the publishers' files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from navicert import __version__
from navicert.errors import MissingData, SourceError, StoreError
from navicert.lists.editions import FileDigest, content_sha256
from navicert.lists.fetch import Validator
from navicert.lists.model import Edition, Entry
from navicert.store import rows
from navicert.store.choosing import current_of, find_among
from navicert.store.connections import Database, Files
from navicert.store.disk import empty_folder, make_folder
from navicert.store.edition_files import WrittenEntries, read_entries, read_entry, write_entries
from navicert.store.history import history_of
from navicert.store.model import Addition, EditionReading, EntryHistory, Known, Outcome
from navicert.store.originals import Original, pack, unpack
from navicert.store.rows import KeptReading
from navicert.store.trouble import explained

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


class KeptStore:
    """Keeps the promises of `Store` on any database and files. Several processes and threads may use one at once.

    With `known` it is the store as it was known at a time, and nothing can be added.
    """

    def __init__(self, location: str, database: Database, files: Files, *, known: Known | None = None) -> None:
        self._location = location
        self._database = database
        self._files = files
        self._known = known

    @property
    def _known_until(self) -> datetime | None:
        return self._known.until if self._known else None

    def as_known(self, known: Known) -> KeptStore:
        return KeptStore(self._location, self._database, self._files, known=known)

    def _writable(self) -> Database:
        """The database to write to; StoreError where this is the store of an earlier time."""
        if self._known_until is not None:
            raise StoreError("the store of an earlier time cannot be changed", where=self._location)
        return self._database

    @property
    def location(self) -> str:
        return self._location

    @cached_property
    def accounts(self) -> Accounts:
        from navicert.store.accounts import Accounts

        return Accounts(self._database)

    @cached_property
    def notices(self) -> Notices:
        from navicert.store.notices import Notices

        return Notices(self._database)

    @cached_property
    def trade(self) -> TradeRecords:
        from navicert.store.flows import TradeRecords

        return TradeRecords(self._database)

    @cached_property
    def validations(self) -> Validations:
        from navicert.store.validations import Validations

        return Validations(self._database)

    @cached_property
    def receipts(self) -> ReceiptStore:
        from navicert.store.receipts import ReceiptStore

        return ReceiptStore(self._database)

    @cached_property
    def cases(self) -> Cases:
        from navicert.store.cases import Cases

        return Cases(self._database)

    @cached_property
    def customers(self) -> Customers:
        from navicert.store.customers import Customers

        return Customers(self._database)

    @cached_property
    def screenings(self) -> Screenings:
        from navicert.store.screenings import Screenings

        return Screenings(self._database)

    @property
    def population_folder(self) -> Path:
        return self._files.incoming.parent / "population"

    @property
    def answers_folder(self) -> Path:
        return self._files.incoming.parent / "answers"

    @cached_property
    def keys(self) -> Keys:
        from navicert.store.keys import Keys

        return Keys(self._database)

    @cached_property
    def requests(self) -> Requests:
        from navicert.store.requests import Requests

        return Requests(self._database)

    # Adding

    def add_edition(self, edition: Edition, entries: Iterable[Entry], files: Sequence[Path]) -> Addition:
        with self._writable().loading(), explained(self._files.incoming):
            self._clean()
            try:
                return self._add(edition, entries, files)
            finally:
                with suppress(OSError, StoreError):
                    self._clean()

    def clean(self) -> int:
        if not self._database.exists():
            return 0
        with self._writable().loading(), explained(self._files.incoming):
            return self._clean()

    def _add(self, edition: Edition, entries: Iterable[Entry], files: Sequence[Path]) -> Addition:
        incoming = self._files.incoming
        written = write_entries(incoming / "entries", entries)
        originals = tuple(pack(path, incoming / f"file-{number}") for number, path in enumerate(files))
        _check_content(edition, originals)
        place = PurePosixPath("editions", edition.name, f"{edition.id}.{written.file_sha256[:12]}.parquet")
        reading = KeptReading(place, written, edition.loaded_at, __version__)
        outcome, is_needed = self._judge(edition, written)
        self._place(originals, reading if is_needed else None)
        with self._writable().writing() as connection:
            number = rows.keep_edition(connection, edition, originals)
            if is_needed:
                rows.keep_reading(connection, number, reading)
            rows.keep_confirmation(connection, number, edition.loaded_at)
            connection.execute("DELETE FROM pending_file")
        return Addition(self._same(edition), outcome)

    def _judge(self, edition: Edition, written: WrittenEntries) -> tuple[Outcome, bool]:
        """What these entries are to the store, and whether their file is needed: as where the kept one was damaged."""
        kept = self._readings(edition)
        if not kept:
            return "new", True
        if kept[-1].written.entries_sha256 != written.entries_sha256:
            return "read anew", True
        return "known", not self._files.is_same(str(kept[-1].path), kept[-1].written.file_sha256)

    def _place(self, originals: Sequence[Original], reading: KeptReading | None) -> None:
        """Move the written files to where they stay; which is noted first, so that it can be undone after a crash."""
        incoming = self._files.incoming
        moves = {incoming / f"file-{number}": original.path for number, original in enumerate(originals)}
        if reading is not None:
            moves[incoming / "entries"] = reading.path
        with self._writable().writing() as connection:
            connection.executemany(
                "INSERT INTO pending_file (path) VALUES (?) ON CONFLICT (path) DO NOTHING",
                [(str(place),) for place in moves.values()],
            )
        for written, place in moves.items():
            self._files.keep(written, str(place))

    def _clean(self) -> int:
        """Only in `loading`, when no other process can be in the middle of an addition."""
        with self._database.reading() as connection:
            pending = [row["path"] for row in connection.execute("SELECT path FROM pending_file")]
            leftovers = [path for path in pending if not rows.is_kept(connection, path)]
        removed = sum(self._files.remove(path) for path in leftovers) + empty_folder(self._files.incoming)
        if pending:
            with self._writable().writing() as connection:
                connection.execute("DELETE FROM pending_file")
        return removed

    # Which editions there are

    def edition_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(edition.name for edition in self.editions()))

    def editions(self, name: str | None = None) -> tuple[Edition, ...]:
        with self._database.reading() as connection:
            editions = rows.all_editions(connection, name, known_until=self._known_until)
            if self._known is None or self._known.published_by is None:
                return editions
            later = rows.all_editions(connection, name, known_until=self._known.seen_until)
        return self._known.with_later(editions, later)

    def current(self, name: str, *, on: date | None = None, as_known_at: datetime | None = None) -> Edition | None:
        return current_of(self.editions(name), on=on, as_known_at=as_known_at)

    def find_edition(self, name: str, text: str) -> Edition:
        return find_among(name, self._some_editions(name), text)

    def find_content(self, name: str, sha256: str) -> tuple[Edition, ...]:
        return tuple(edition for edition in self.editions(name) if edition.sha256 == sha256)

    def _some_editions(self, name: str) -> tuple[Edition, ...]:
        editions = self.editions(name)
        if not editions:
            names = ", ".join(self.edition_names())
            advice = f"loaded are: {names}" if names else "load one with navicert lists load"
            raise MissingData(f"no list {name!r} is loaded", where=self.location, next=advice)
        return editions

    def _same(self, edition: Edition) -> Edition:
        return next(kept for kept in self.editions(edition.name) if kept.id == edition.id)

    # What an edition holds

    def readings(self, edition: Edition) -> tuple[EditionReading, ...]:
        return tuple(rows.public(reading) for reading in self._readings(edition))

    def entries(self, edition: Edition) -> tuple[Entry, ...]:
        return tuple(self.iter_entries(edition))

    def iter_entries(self, edition: Edition, under: Callable[[str], bool] | None = None) -> Iterator[Entry]:
        reading = self._last_reading(edition)
        path = self._files.path(str(reading.path))
        with explained(path):
            yield from read_entries(path, reading.written.file_sha256, under)

    def original_files(self, edition: Edition, folder: Path) -> tuple[Path, ...]:
        with self._database.reading() as connection:
            originals = rows.originals_of(connection, rows.edition_number(connection, edition))
        names = [original.name for original in originals]
        with explained(folder):
            make_folder(folder)
            return tuple(
                unpack(
                    original,
                    self._files.path(str(original.path)),
                    folder / (name if names.count(name) == 1 else f"{number}-{name}"),
                )
                for number, (original, name) in enumerate(zip(originals, names, strict=True), 1)
            )

    def entry_history(self, name: str, entry_id: str) -> EntryHistory:
        editions = self._some_editions(name)
        return history_of(name, entry_id, [(edition, self._entry(edition, entry_id)) for edition in editions])

    def _entry(self, edition: Edition, entry_id: str) -> Entry | None:
        reading = self._last_reading(edition)
        path = self._files.path(str(reading.path))
        with explained(path):
            return read_entry(path, reading.written.file_sha256, entry_id)

    def _readings(self, edition: Edition) -> tuple[KeptReading, ...]:
        with self._database.reading() as connection:
            readings = rows.readings_of(connection, edition)
        until = self._known.reading_until(edition) if self._known else None
        return tuple(reading for reading in readings if until is None or reading.read_at <= until)

    def _last_reading(self, edition: Edition) -> KeptReading:
        readings = self._readings(edition)
        if not readings:
            raise MissingData(f"the list {edition.name} has no edition {edition.id}", where=self.location)
        return readings[-1]

    # How fresh it is

    def validators(self, name: str) -> tuple[Validator, ...]:
        edition = self.current(name)
        if edition is None:
            return ()
        with self._database.reading() as connection:
            return rows.validators_of(connection, rows.edition_number(connection, edition))

    def keep_validators(self, edition: Edition, validators: Sequence[Validator]) -> None:
        with self._writable().writing() as connection:
            rows.keep_validators(connection, rows.edition_number(connection, edition), validators)

    def confirm(self, name: str, at: datetime) -> Edition:
        edition = self._some_editions(name)[-1]
        with self._writable().writing() as connection:
            rows.keep_confirmation(connection, rows.edition_number(connection, edition), at)
        return edition

    def fresh_since(self, edition: Edition) -> datetime:
        with self._database.reading() as connection:
            number = rows.edition_number(connection, edition)
            confirmed = rows.last_confirmation(connection, number, known_until=self._known_until)
        return max(edition.loaded_at, confirmed or edition.loaded_at)

    # Pages of news

    @property
    def pages(self) -> PageStore:
        from navicert.store.pages import KeptPages

        return KeptPages(self._database, self._location)

    # The quota ledger (its words are loaded only when it is asked)

    def add_ledger_records(self, records: Sequence[LedgerRecord]) -> tuple[str, ...]:
        from navicert.store import ledger_rows

        with self._writable().writing() as connection:
            return ledger_rows.add_records(connection, records)

    def ledger_records(self, *, recorded_until: datetime | None = None) -> tuple[LedgerRecord, ...]:
        from navicert.store import ledger_rows

        with self._database.reading() as connection:
            return ledger_rows.all_records(connection, self._earlier(recorded_until))

    def ledger_size(self) -> int:
        if not self._database.exists():
            return 0
        with self._database.reading() as connection:
            return rows.count_ledger_records(connection, recorded_until=self._earlier(None))

    def _earlier(self, time: datetime | None) -> datetime | None:
        """Ledger records say themselves when they were known; what was recorded after the asking is not seen."""
        seen = (self._known.seen_until or self._known.until) if self._known else None
        return min((at for at in (time, seen) if at is not None), default=None)


def _check_content(edition: Edition, originals: Sequence[Original]) -> None:
    digests = [FileDigest(original.name, original.sha256, original.size) for original in originals]
    if not digests or content_sha256(digests) != edition.sha256:
        raise SourceError(
            "the files are not those that were read",
            where=f"{edition.name} edition {edition.id}",
            next="load them again while nothing else writes them",
        )
