"""The web pages: server-made HTML that works without scripts, each also as JSON and CSV. Thin: no domain decision.

The server finds `ROUTERS` and `recognisers` here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from navicert.web import (
    accounts,
    cases,
    entity,
    files,
    law,
    lists,
    oidc,
    quotas,
    reader,
    screening,
    sessions,
    static_files,
    trade,
    validation,
    watch,
)

if TYPE_CHECKING:
    from navicert.desk import Desk

ROUTERS = (
    static_files.routes,
    sessions.routes,
    oidc.routes,
    files.routes,
    screening.routes,
    entity.routes,
    cases.routes,
    law.routes,
    quotas.routes,
    trade.routes,
    reader.routes,
    lists.routes,
    watch.routes,
    validation.routes,
    accounts.routes,
)


def recognisers(desk: Desk) -> Sequence[Any]:
    """What tells who sent a request by a session's cookie."""
    return (sessions.recogniser(desk),)
