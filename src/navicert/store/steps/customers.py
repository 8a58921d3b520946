"""Tables of customers: the population that is screened, with the history of every field."""

from __future__ import annotations

from navicert.store.steps.guard import Step

STEP: Step = ()
