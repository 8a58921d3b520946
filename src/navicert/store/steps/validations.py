"""Tables of kept validations: what was asked, and the report once it is there."""

from __future__ import annotations

from navicert.store.steps.guard import Guard, Step

STEP: Step = (
    """CREATE TABLE validation (
        number {numbered},
        begun_at TEXT NOT NULL,      -- UTC, ISO 8601 with microseconds
        by_whom TEXT NOT NULL,
        ended_at TEXT,               -- absent while it runs, and where it was cut off
        report TEXT,                 -- JSON: a list of records
        trouble TEXT                 -- why there is no report
    )""",
    Guard("a_validation_stays", "DELETE", "validation", "a validation is never removed"),
)
