"""Files of the trade watch at the edge: text in UTF-8 or GB18030, rows with their places, what each row becomes."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from navicert.desk.ground import Ground
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.store.flows import KeptTrade, Outcome, TradeRecord
    from navicert.tables import Row
    from navicert.trade.flows import Flow

MOST_BYTES = 1 << 30
COMTRADE_MARKS = (b"cmdcode", b"trade value")


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that was not loaded: where it stands, with file, row and field, and why."""

    where: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class TradeOrder:
    """A file to load: who publishes it and when, who loads it; `published` is the day of loading by default."""

    file: Path
    source: str | None
    by: str
    published: date | None = None
    direction: Literal["import", "export"] | None = None
    partner: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class TradeLoaded:
    """What became of a file: its rows by outcome, the columns that were not read and why, and the rows refused."""

    file: str
    layout: str
    published: date
    counts: Mapping[str, int]
    ignored: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    errors: tuple[RowError, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class Taken:
    """The rows of one file as they are read: records to keep, errors, and rows that stand there twice."""

    read: Callable[[Mapping[str, Any]], Any]
    published: date
    records: list[TradeRecord] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)
    repeated: int = 0
    seen: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)

    def flow(self, row: Row) -> None:
        from navicert.trade.flows.model import AREA, days_of, flow_to_content

        flow: Flow | None = self._value(row)
        if flow is None or not self._is_past(row, days_of(flow.period)[0]):
            return
        if flow.partner.startswith(AREA):
            self.areas.add(f"{flow.partner.removeprefix(AREA)} {flow.partner_name}".strip())
        self._put("flow", flow.key, row, flow_to_content(flow))

    def price(self, row: Row) -> None:
        from navicert.trade.prices.model import price_to_content

        point = self._value(row)
        if point is not None and self._is_past(row, point.day):
            self._put("price", point.key, row, price_to_content(point))

    def _is_past(self, row: Row, day: date) -> bool:
        """Whether the day had come when the file was published; else the row is an error."""
        if day > self.published:
            words = f"{day} had not come when the file was published, {self.published}; look at the row and --published"
            self.errors.append(RowError(row.where, "", words))
        return day <= self.published

    def _value(self, row: Row) -> Any:
        from navicert.trade.flows import RowProblem
        from navicert.trade.prices import PriceProblem

        if row.problem:
            self.errors.append(RowError(row.where, "", row.problem))
            return None
        read = self.read(row.values)
        if isinstance(read, RowProblem | PriceProblem):
            self.errors.append(RowError(f"{row.where} field {read.field}", read.field, read.message))
            return None
        return read

    def _put(self, kind: Literal["flow", "price"], key: str, row: Row, content: Mapping[str, Any]) -> None:
        from navicert.store.flows import TradeRecord

        before = self.seen.get(key)
        if before is None:
            self.seen[key] = (row.where, content)
            self.records.append(TradeRecord(kind, key, row.where, content))
        elif before[1] == content:
            self.repeated += 1
        else:
            words = f"it says other than {before[0]} about the same; the first is kept, look which one is right"
            self.errors.append(RowError(row.where, "", words))


def text_of(file: Path) -> tuple[str, str]:
    """The text of a file in UTF-8, or as China's customs (GB18030) or Comtrade (Windows) write; and its SHA-256."""
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            raise InvalidInput(f"the file has {size:,} bytes", where=str(file), next="download fewer months at a time")
        raw = file.read_bytes()
    except OSError as error:
        raise InvalidInput(f"cannot read: {error.strerror or error}", where=str(file)) from None
    if b"\0" in raw:
        raise InvalidInput("this is a binary file, not CSV text", where=str(file), next="save it as CSV")
    fallback = "cp1252" if any(mark in raw[:4096].lower() for mark in COMTRADE_MARKS) else "gb18030"
    for encoding in ("utf-8-sig", fallback):
        try:
            return raw.decode(encoding), hashlib.sha256(raw).hexdigest()
        except UnicodeDecodeError:
            continue
    raise InvalidInput(f"the text is neither UTF-8 nor {fallback}", where=str(file), next="save the file as UTF-8")


def rows_of(file: Path, text: str) -> tuple[list[str], Iterator[Row]]:
    """The header and the rows of CSV text; a last column without name and content belongs to no row."""
    from navicert.tables.reading import csv_header, delimiter_of

    delimiter = delimiter_of(text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    header = csv_header(file, reader)
    return header, _rows(file, reader, header)


def _rows(file: Path, reader: Any, header: list[str]) -> Iterator[Row]:
    from navicert.tables import Row
    from navicert.tables.reading import csv_row, plain_numbers

    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InvalidInput(f"not a readable CSV record: {error}", where=f"{file} row {number}") from None
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) == len(header) + 1 and not cells[-1].strip():
            cells = cells[:-1]  # the comma that ends each line of China's customs
        row = csv_row(str(file), number, header, cells)
        nameless = row.values.get("")
        if nameless:
            row = Row(row.file, number, {}, f"{nameless!r} stands in a column without a name")
        yield plain_numbers(row, header, reader.dialect.delimiter)


def day_of_publication(ground: Ground, order: TradeOrder) -> date:
    """The day the file was published, today where it is not said; InvalidInput for a day that has not come."""
    today = ground.now().date()
    if order.published is not None and order.published > today:
        raise InvalidInput(f"{order.published} has not come yet", where="--published")
    return order.published or today


def keep_rows(
    ground: Ground, kind: str, order: TradeOrder, source: str, digest: str, taken: Taken
) -> tuple[date, dict[str, int]]:
    """Keep the rows that were read, all or none; the day of publication and how many rows became what."""
    from navicert.store.flows import TradeLoad

    told = {"invalid": len(taken.errors), "repeated": taken.repeated}
    load = TradeLoad(kind, source, str(order.file), digest, taken.published, ground.now(), order.by, told)
    outcomes: Sequence[Outcome] = ground.store.trade.add(taken.records, load)
    counts = Counter[str](outcomes)
    return taken.published, {name: counts[name] for name in ("new", "revised", "known")} | told


def records_of(
    ground: Ground, kind: Literal["flow", "price"], published: date | None, recorded: datetime | None
) -> list[KeptTrade]:
    """The records in force, as published and as recorded up to then, and as the desk's own time knows them."""
    if ground.has_no_store:
        return []
    known = ground.known
    until = min((at for at in (recorded, known.until if known else None) if at is not None), default=None)
    return ground.store.trade.records(kind, published_until=published, recorded_until=until)
