"""Receipts of screenings over HTTP, whichever route they came by: what was asked of which lists, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request

from navicert.desk import Desk
from navicert.desk.receipts import Given
from navicert.server.asking import Asked, Wanted
from navicert.server.context import desk_of
from navicert.server.receipting import editions_used, keeps_receipts, receipt_header
from navicert.server.standing import Standing
from navicert.wire import visitor_of


@dataclass(frozen=True, slots=True)
class Screened:
    """Questions that were asked at a time, and where each stood among others (None: it stood alone).

    `lists` are those that were asked for by name; None where all were asked. `further` is what else the receipt keeps
    of the question, such as which lines of a stream these were.
    """

    standing: Standing
    wanted: Wanted
    at: datetime
    asked: Sequence[Asked]
    where: Sequence[str] | None = None
    lists: tuple[str, ...] | None = None
    further: Mapping[str, Any] | None = None

    @classmethod
    def of_keys(cls, standing: Standing, wanted: Wanted, at: datetime, asked: Mapping[str, Asked]) -> Screened:
        """Questions under keys, as others' clients ask them."""
        lists = None if wanted.lists == standing.names else wanted.lists
        return cls(standing, wanted, at, list(asked.values()), [f"queries.{key}" for key in asked], lists)

    def given(self, desk: Desk, by: str, way: str) -> Given:
        """What the receipt says; questions that were refused stand in it with what is wrong with them."""
        answered = [number for number, one in enumerate(self.asked) if one.error is None]
        body: dict[str, Any] = {
            "way": way,
            "queries": [self.asked[number].query for number in answered],
            "lists": list(self.lists) if self.lists is not None else None,
            **(self.further or {}),
        }
        if self.where is not None:
            body["where"] = [self.where[number] for number in answered]
        if self.wanted.left_out:
            body["left_out"] = asdict(self.wanted.left_out)
        if refused := [_refused(one) for one in self.asked if one.error]:
            body["refused"] = refused
        editions = editions_used(self.standing, self.wanted.lists)
        basis = desk.receipts.basis_of(desk, editions, policy=self.wanted.policy)
        answers = [dict(self.asked[number].answer()) for number in answered]
        return Given("screen", self.at, by, body, answers, basis, self.wanted.policy)


def _refused(asked: Asked) -> dict[str, Any]:
    assert asked.error is not None
    return {"query": asked.query, "where": asked.error.where, "message": asked.error.message}


async def receipt_of(request: Request, screened: Screened) -> Mapping[str, str]:
    """Keep the receipt of a screening: the header that names it; nothing where none is wanted here."""
    if not keeps_receipts(request):
        return {}
    way = f"{request.method} {request.url.path}"
    return await receipt_header(request, screened.given(desk_of(request), visitor_of(request).name, way))
