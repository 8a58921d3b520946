"""The table of the quota ledger."""

from __future__ import annotations

from navicert.store.steps.guard import Guard, Step

STEP: Step = (
    """CREATE TABLE ledger_record (
        number {numbered}, -- the order of recording
        id TEXT NOT NULL UNIQUE,
        quota TEXT NOT NULL,
        period_first TEXT NOT NULL, -- ISO 8601 day
        kind TEXT NOT NULL,
        corrects TEXT UNIQUE REFERENCES ledger_record (id),
        known_on TEXT NOT NULL,     -- ISO 8601 day
        recorded_at TEXT NOT NULL,  -- UTC, ISO 8601 with microseconds
        recorded_by TEXT NOT NULL,
        content TEXT NOT NULL       -- JSON: what the record states, by column
    )""",
    Guard(
        "a_ledger_record_never_changes", "UPDATE", "ledger_record", "a ledger record never changes; record a correction"
    ),
    Guard("a_ledger_record_stays", "DELETE", "ledger_record", "a ledger record is never removed; record a correction"),
)
