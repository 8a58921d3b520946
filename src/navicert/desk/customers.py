"""Customers at the desk: a population that is loaded, changed and erased, and counted each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.desk.ground import Ground
from navicert.desk.population import BATCH, Population
from navicert.desk.queries import check_columns, query_from_row
from navicert.errors import InvalidInput
from navicert.tables import Row, column_names, read_rows

if TYPE_CHECKING:
    import pyarrow as pa

    from navicert.screening.customers import Customer
    from navicert.store.customers import Customers, Put, State

PORTION = 5_000
SHRINK_LIMIT = 0.10
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadOrder:
    """How a file of customers is to be read.

    `columns` says which column holds which property under another name ("id" among them), `schema` is that of rows
    which state none. With `is_full` the file holds everybody: who is not in it is gone. `control_total` is how many
    records the sender counted.
    """

    file: Path
    by: str
    schema: str | None = None
    columns: Mapping[str, str]
    is_full: bool = False
    control_total: int | None = None
    accept_shrinkage: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of a file's rows, which add up: every row is in one of added, changed, unchanged, returned (they had
    been gone), repeated (the same again) or malformed (left out, and told). `customers` is the population afterwards.

    `gone` is None where nobody could be marked gone, because a row that was left out may be anybody.
    """

    rows: int
    added: int
    changed: int
    unchanged: int
    returned: int
    repeated: int
    malformed: int
    doubtful: int
    gone: int | None
    customers: int
    control_total: int | None


@dataclass(frozen=True, slots=True)
class Erased:
    """What the retention rule erased: customers with all that is known of them, earlier states of others, and who was
    left because a case about them is not finished."""

    customers: int
    states: int
    kept_for_cases: tuple[str, ...]


class CustomerDesk:
    """The customers of one store."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.population = Population(ground)

    @property
    def _customers(self) -> Customers:
        return self._ground.store.customers

    # Loading

    def load(self, order: LoadOrder, tell: Tell = lambda _: None) -> Loaded:
        """Load a file: new customers and new states of known ones; rows that say what is known leave no trace.

        Every row that is left out, or read in part, is told in a sentence with file, row and field. InvalidInput
        before anything is changed when the file does not hold `control_total` records, or has no column for id or
        name; after its rows were taken, when a full file would make more than a tenth of the customers go.
        """
        notes = _check_file(order)
        for note in notes:
            tell(note)
        if order.control_total is not None:
            _check_total(order, sum(1 for _ in read_rows(order.file)))
        at = self._ground.now()
        number = self._customers.begin_load(
            at=at, by=order.by, file=order.file.name, is_full=order.is_full, control_total=order.control_total
        )
        counts = self._take(order, number, at, tell)
        if order.control_total is not None:
            _check_total(order, counts["rows"])
        gone = self._mark_gone(order, number, at, counts) if order.is_full else 0
        loaded = Loaded(
            **{name: counts[name] for name in _COUNTED},
            gone=gone,
            customers=self._customers.count(),
            control_total=order.control_total,
        )
        self._customers.finish_load(number, {name: getattr(loaded, name) for name in (*_COUNTED, "gone", "customers")})
        return loaded

    def _take(self, order: LoadOrder, number: int, at: datetime, tell: Tell) -> Counter[str]:
        counts: Counter[str] = Counter()
        rows = read_rows(order.file)
        while portion := list(islice(rows, PORTION)):
            read = [customer for row in portion if (customer := _read(order, row, counts, tell)) is not None]
            put = self._customers.put(read, number, at)
            counts.update(rows=len(portion), **_counts_of(put))
            for id_ in put.contradicted:
                twice = f"the id {id_!r} stands there twice with different data; the first row counts"
                tell(f"error: {order.file}: {twice}")
        return counts

    def _mark_gone(self, order: LoadOrder, number: int, at: datetime, counts: Counter[str]) -> int | None:
        if counts["malformed"]:
            return None
        unseen, there = self._customers.unseen(number), self._customers.count()
        if unseen > SHRINK_LIMIT * there and not order.accept_shrinkage:
            raise InvalidInput(
                f"{unseen:,} of {there:,} customers are not in it; its rows were taken, but nobody was marked gone",
                where=str(order.file),
                next="check that the file is whole, or say --accept-shrinkage",
            )
        return self._customers.mark_gone(number, at)

    # Asking

    def count(self) -> int:
        """How many customers there are that are not gone."""
        return self._customers.count()

    def count_gone(self) -> int:
        """How many are gone and not erased yet."""
        return self._customers.count_gone()

    def history(self, customer_id: str) -> tuple[State, ...]:
        """All that was ever known of a customer, the earliest first; MissingData when there is none of this id."""
        return self._customers.history(customer_id)

    def batches_of(self, ids: Iterable[str]) -> Iterator[pa.RecordBatch]:
        """Those of these customers that are not gone, in the form in which they are asked."""
        from navicert.screening.inverse import customer_batches

        there = [state.customer for state in self._customers.some(ids) if state.gone_at is None]
        return customer_batches([there], BATCH)

    # Erasing

    def erase(self, before: datetime, *, by: str, only_count: bool = False) -> Erased:
        """Erase, by a retention rule, customers gone since before a time, and the others' states replaced before it.

        With a customer go the particulars of its cases; the cases' record stays. Customers with an unfinished case are
        left. With `only_count` nothing is erased.
        """
        due = self._customers.due(before)
        waiting = self._ground.store.cases.unfinished_customers(due)
        erasable = [id_ for id_ in due if id_ not in waiting]
        states = self._customers.count_replaced(before)
        if not only_count and (erasable or states):
            for portion in _portions(erasable):
                self._ground.store.cases.erase(portion, self._ground.now())
                self._customers.erase(portion)
            states = self._customers.erase_replaced(before)
            self.population.forget()
            self._customers.keep_erasure(
                at=self._ground.now(), by=by, before=before, customers=len(erasable), versions=states
            )
        return Erased(len(erasable), states, tuple(sorted(waiting)))


_COUNTED = ("rows", "added", "changed", "unchanged", "returned", "repeated", "malformed", "doubtful")


def _check_file(order: LoadOrder) -> list[str]:
    declared = column_names(order.file)
    unused = check_columns(declared, order.columns, str(order.file))
    if declared is not None and order.columns.get("id", "id") not in declared:
        raise InvalidInput(
            "no column holds the customers' ids",
            where=str(order.file),
            next=f"name one 'id', or say --id COLUMN; it has: {', '.join(declared)}",
        )
    return [f"{order.file}: columns not used: {', '.join(unused)}"] if unused else []


def _check_total(order: LoadOrder, rows: int) -> None:
    if rows != order.control_total:
        raise InvalidInput(
            f"it holds {rows:,} records where {order.control_total:,} were announced",
            where=str(order.file),
            next="ask the sender for the whole file",
        )


def _read(order: LoadOrder, row: Row, counts: Counter[str], tell: Tell) -> Customer | None:
    """The customer of a row; None, and told, when it is none."""
    from navicert.screening.customers import customer_from_query

    doubts: list[str] = []
    try:
        customer = customer_from_query(_query(order, row), doubts=doubts)
    except InvalidInput as error:
        counts["malformed"] += 1
        placed = error.where if error.where and error.where.startswith(row.file) else f"{row.where} {error.where or ''}"
        tell(f"error: {InvalidInput(error.message, where=placed.strip(), next=error.next)}")
        return None
    counts["doubtful"] += bool(doubts)
    for doubt in doubts:
        tell(f"warning: {row.where} {doubt}")
    return customer


def _query(order: LoadOrder, row: Row) -> dict[str, Any]:
    """The question of a row, which must have an id of its own: the row's number names nobody."""
    column = order.columns.get("id", "id")
    if not row.problem and not str(row.values.get(column) or "").strip():
        raise InvalidInput("the customer has no id", where=f"{row.where} field {column}")
    return query_from_row(row, order.schema, order.columns)


def _counts_of(put: Put) -> dict[str, int]:
    return {
        "added": put.added,
        "changed": put.changed,
        "unchanged": put.unchanged,
        "returned": put.returned,
        "repeated": len(put.repeated),
        "malformed": len(put.contradicted),
    }


def _portions(items: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(items)
    while portion := list(islice(remaining, PORTION)):
        yield portion
