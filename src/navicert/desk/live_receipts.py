"""Single questions answered by a desk that goes on working, with what a receipt of them says.

A desk at a moment of its own would open everything anew for each question; here the answer names its editions, and a
check is repeated where deliveries were recorded while it was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from navicert.desk.receipts import Given, edition_used

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.desk.answers import ScreeningAnswer

MOST_TRIES = 3


def screened(desk: Desk, query: Mapping[str, Any], *, by: str, way: str) -> tuple[ScreeningAnswer, Given]:
    """The answer to one query from every loaded list, and its receipt."""
    at = desk.now()
    answer = desk.screen(query)
    editions = [
        edition_used(desk, desk.store.find_edition(one["source"], one["edition"])) for one in answer["editions"]
    ]
    basis = desk.receipts.basis_of(desk, editions, policy=desk.policy)
    asked = {"way": way, "queries": [query], "lists": None}
    return answer, Given("screen", at, by, asked, [dict(answer)], basis, desk.policy)


def checked(desk: Desk, facts: Mapping[str, Any], *, by: str, way: str) -> tuple[dict[str, Any], Given]:
    """The answer to the facts of one transaction as the law is known today, and its receipt."""
    for _ in range(MOST_TRIES):
        at = desk.now()
        basis = desk.receipts.basis(desk, known_on=at.date())
        answer = desk.check(facts, as_known_on=at.date())
        if desk.quotas.ledger().digest == basis.ledger:
            break
    asked = {"way": way, "transactions": [facts], "as_known_on": at.date().isoformat()}
    return answer, Given("check", at, by, asked, [answer], basis)
