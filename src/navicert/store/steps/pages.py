"""Tables of the reader: pages as they came, and the analyst's corrections."""

from __future__ import annotations

from navicert.store.steps.guard import Step

STEP: Step = ()
