"""Tables of receipts: what was asked and answered, chained."""

from __future__ import annotations

from navicert.store.steps.guard import Step

STEP: Step = ()
