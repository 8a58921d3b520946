"""Tables of cases: alerts, decisions, notes."""

from __future__ import annotations

from navicert.store.steps.guard import Step

STEP: Step = ()
