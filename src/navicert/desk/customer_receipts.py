"""Receipts of screenings of the customers: who was asked about what, which pairs were found; and the same asked again.

What became of a pair (opened, known before, closed) stands in the record of its case. A receipt holds what screening
itself found, which depends on the customers, the entries and the policy only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from navicert.desk.receipts import Given, edition_used

if TYPE_CHECKING:
    import pyarrow as pa

    from navicert.desk import Desk
    from navicert.desk.asking import Question
    from navicert.receipts import Basis
    from navicert.screening import Policy
    from navicert.screening.customers import Customer


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersAsked:
    """A screening of customers: the question, the moment whose customers were asked, how many, and who was found.

    `only` are the ids of those who were asked; None where everybody was.
    """

    question: Question
    at: datetime
    only: Sequence[str] | None
    customers: int
    found: Sequence[Mapping[str, Any]]


def found_record(customer: str, entity: str, *, was: bool, score: float, probability: float) -> dict[str, Any]:
    """A pair that was found: with the entry as it is (`now`), or as it `was` in the edition before."""
    side = "was" if was else "now"
    key = f"{customer} {entity} {side}"
    return {"id": key, "customer": customer, "entity": entity, "side": side, "score": score, "probability": probability}


def given_of(desk: Desk, asked: CustomersAsked, policy: Policy, *, by: str) -> Given:
    """What the receipt of a screening says."""
    question = asked.question
    body = {
        "list": question.list,
        "edition": question.edition.id,
        "since": question.since.id if question.since else None,
        "only": None if asked.only is None else list(asked.only),
    }
    answer = {"customers": asked.customers, "found": _in_order(asked.found)}
    return Given("customers", asked.at, by, body, [answer], _basis(desk, question, policy), policy)


def screened_again(desk: Desk, asked: Mapping[str, Any], policy: Policy) -> list[dict[str, Any]]:
    """The pairs that the customers known at the desk's moment give, for the entries that a receipt names."""
    from navicert.desk.asking import processes_for
    from navicert.screening import party_from_entry
    from navicert.screening.inverse import InverseSearch

    question = _question(desk, asked)
    entries = (*question.now, *question.was)
    search = InverseSearch([party_from_entry(entry, question.list) for entry in entries], policy)
    counted = _Counted(_batches(desk, asked["only"]))
    found = [
        found_record(
            one.customer,
            entries[one.place].id,
            was=one.place >= len(question.now),
            score=one.score,
            probability=one.probability,
        )
        for result in processes_for(desk.store.customers.count()).map(search, counted)
        for one in search.found(result)
    ]
    return [{"customers": counted.rows, "found": _in_order(found)}]


def basis_again(desk: Desk, asked: Mapping[str, Any], policy: Policy) -> Basis:
    """On what the answer to the same question rests at a desk."""
    return _basis(desk, _question(desk, asked), policy)


def _question(desk: Desk, asked: Mapping[str, Any]) -> Question:
    return desk.rescreening.question(asked["list"], asked["edition"], asked["since"])


def _basis(desk: Desk, question: Question, policy: Policy) -> Basis:
    editions = [question.edition] if question.since is None else [question.since, question.edition]
    return desk.receipts.basis_of(desk, [edition_used(desk, edition) for edition in editions], policy=policy)


def _in_order(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return sorted(map(dict, found), key=lambda one: (one["customer"], one["entity"], one["side"]))


def _batches(desk: Desk, only: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
    from navicert.desk.population import BATCH
    from navicert.screening.inverse import customer_batches

    wanted = None if only is None else frozenset(only)
    pages = desk.store.customers.everyone_at(desk.now())
    return customer_batches((_some(page, wanted) for page in pages), BATCH)


def _some(page: Sequence[Customer], wanted: frozenset[str] | None) -> list[Customer]:
    return [customer for customer in page if wanted is None or customer.id in wanted]


class _Counted:
    """Batches that are counted as they pass."""

    def __init__(self, batches: Iterator[pa.RecordBatch]) -> None:
        self._batches, self.rows = batches, 0

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        for batch in self._batches:
            self.rows += batch.num_rows
            yield batch
