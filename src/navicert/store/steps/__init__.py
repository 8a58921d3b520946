"""The database's tables, one step after another; a step that was released is never edited."""

from __future__ import annotations

from navicert.store.steps import (
    accounts,
    cases,
    customers,
    editions,
    flows,
    ledger,
    notices,
    pages,
    receipts,
    validations,
)
from navicert.store.steps.guard import Guard, Step

__all__ = ["LATEST", "STEPS", "Guard", "Step"]

STEPS: tuple[Step, ...] = (
    editions.STEP,
    ledger.STEP,
    pages.STEP,
    cases.STEP,
    accounts.STEP,
    customers.STEP,
    receipts.STEP,
    notices.STEP,
    flows.STEP,
    validations.STEP,
)
LATEST = len(STEPS)
