"""The inverse question: not who on the lists a customer may be, but which customers some entries may be.

The score is that of the customer asked against the entry, as in every screening: all customers are asked, and the index
holds these entries alone. A score depends on the two parties and the policy only, so what is found is exactly that part
of a full screening which is about these entries.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from navicert.errors import InvalidInput
from navicert.screening.batch import BatchSearch
from navicert.screening.compiled_index import CompiledIndex
from navicert.screening.customers import Customer
from navicert.screening.model import Match, Party, Policy
from navicert.screening.parties import asked_party
from navicert.screening.search import Index, build_index, screen

FOUND = pa.schema(
    [
        ("customer", pa.string()),
        ("party", pa.int32()),
        ("score", pa.float64()),
        ("probability", pa.float64()),
        ("particulars", pa.string()),
    ]
)
"""Whom the work on a batch of customers finds: the customer's id, the place of the party among those asked about, score
and probability, and the rest as JSON. Party -1 is a customer that could not be asked, with the error in the rest."""


@dataclass(frozen=True, slots=True)
class Found:
    """A customer that the party at `place` may be: its data as it was asked, and what the match rests on."""

    customer: str
    place: int
    score: float
    probability: float
    query: dict[str, Any]
    matched: dict[str, str]
    reasons: list[dict[str, Any]]


def without_limit(policy: Policy) -> Policy:
    """The policy for questions whose every match is wanted, not only the best: an alert on a pair is the pair's own."""
    return replace(policy, limit=2**31 - 1)


class InverseSearch:
    """Asks batches of customers about some parties; made before processes are forked, so that they share the index."""

    def __init__(self, parties: Sequence[Party], policy: Policy) -> None:
        self.parties = tuple(parties)
        self._policy = without_limit(policy)
        self._places = {id(party): place for place, party in enumerate(self.parties)}
        self._index: Index = build_index(self.parties)
        compiled = self._index if isinstance(self._index, CompiledIndex) else None
        self._search = BatchSearch(compiled, self._policy) if compiled else None

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The pairs among a batch of customers and the parties, in the form of `FOUND`."""
        rows = [row for answer in self._answers(batch) for row in answer]
        return pa.RecordBatch.from_pylist(rows, FOUND)

    def found(self, batch: pa.RecordBatch) -> Iterator[Found]:
        """What a batch that the work returned says; InvalidInput names a customer that could not be asked."""
        for row in batch.to_pylist():
            rest = json.loads(row["particulars"])
            if row["party"] < 0:
                raise InvalidInput(rest["error"], where=f"customer {row['customer']}", next="load it again, mended")
            yield Found(row["customer"], row["party"], row["score"], row["probability"], **rest)

    def _answers(self, batch: pa.RecordBatch) -> Iterator[list[dict[str, Any]]]:
        if self._search is None:
            yield from (self._alone(query) for query in queries_of(batch))
            return
        for answer in self._search.answers(batch):
            if answer.error:
                yield [_unasked(answer.query["id"], answer.error)]
            yield [self._row(answer.query, match) for match in answer.matches]

    def _alone(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        try:
            party = asked_party(query, doubts=[])
        except InvalidInput as error:
            return [_unasked(query["id"], error)]
        return [self._row(query, match) for match in screen(party, self._index, self._policy)]

    def _row(self, query: Any, match: Match) -> dict[str, Any]:
        reasons = [{"kind": reason.kind, "text": reason.text, "weight": reason.weight} for reason in match.reasons]
        rest = {
            "query": {"schema": query["schema"], "properties": query["properties"]},
            "matched": {"query": match.matched_query, "entry": match.matched_entry},
            "reasons": reasons,
        }
        return {
            "customer": query["id"],
            "party": self._places[id(match.party)],
            "score": match.score,
            "probability": match.probability,
            "particulars": json.dumps(rest, ensure_ascii=False),
        }


def _unasked(customer: str, error: InvalidInput) -> dict[str, Any]:
    rest = json.dumps({"error": str(error)}, ensure_ascii=False)
    return {"customer": customer, "party": -1, "score": 0.0, "probability": 0.0, "particulars": rest}


def customer_table(customers: Sequence[Customer]) -> pa.RecordBatch:
    """Customers as a batch of rows: `id`, `schema`, and a column for each property.

    A column holds texts where each customer has one at most, lists where some have more."""
    fields = sorted({name for customer in customers for name in customer.properties})
    columns: dict[str, pa.Array] = {
        "id": pa.array([customer.id for customer in customers], pa.large_string()),
        "schema": pa.array([customer.schema for customer in customers], pa.large_string()),
    }
    for field in fields:
        columns[field] = _column([customer.properties.get(field, ()) for customer in customers])
    return pa.RecordBatch.from_pydict(columns)


def _column(values: Sequence[tuple[str, ...]]) -> pa.Array:
    if all(len(texts) <= 1 for texts in values):
        return pa.array([texts[0] if texts else None for texts in values], pa.large_string())
    return pa.array([list(texts) or None for texts in values], pa.list_(pa.large_string()))


def queries_of(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """The questions that the rows of a batch of customers stand for."""
    for row in batch.to_pylist():
        head = {"id": row.pop("id"), "schema": row.pop("schema")}
        given = {name: value if isinstance(value, list) else [value] for name, value in row.items() if value}
        yield {**head, "properties": given}


def customer_batches(pages: Iterable[Sequence[Customer]], rows: int) -> Iterator[pa.RecordBatch]:
    """Customers that come in pages, in batches of `rows` of them."""
    waiting: list[Customer] = []
    for page in pages:
        waiting += page
        while len(waiting) >= rows:
            yield customer_table(waiting[:rows])
            del waiting[:rows]
    if waiting:
        yield customer_table(waiting)
