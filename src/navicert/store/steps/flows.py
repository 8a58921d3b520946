"""Tables of the trade watch: files that were read, rows of trade statistics, prices; only ever added to."""

from __future__ import annotations

from navicert.store.steps.guard import Guard, Step

STEP: Step = (
    """CREATE TABLE trade_load (
        number {numbered},
        kind TEXT NOT NULL,         -- flows or prices
        source TEXT NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        published TEXT NOT NULL,    -- ISO 8601 day
        recorded_at TEXT NOT NULL,  -- UTC, ISO 8601 with microseconds
        recorded_by TEXT NOT NULL,
        report TEXT NOT NULL        -- JSON: what became of the rows
    )""",
    """CREATE TABLE trade_record (
        number {numbered},          -- the order of recording
        kind TEXT NOT NULL,         -- flow or price
        key TEXT NOT NULL,          -- what it is about; a later record of the same key is a revision
        published TEXT NOT NULL,    -- ISO 8601 day
        recorded_at TEXT NOT NULL,
        place TEXT NOT NULL,        -- file and row
        content TEXT NOT NULL       -- JSON
    )""",
    "CREATE INDEX trade_record_by_key ON trade_record (kind, key, published)",
    Guard("a_trade_record_never_changes", "UPDATE", "trade_record", "a trade record never changes; load the revision"),
    Guard("a_trade_record_stays", "DELETE", "trade_record", "a trade record is never removed; load the revision"),
    Guard("a_trade_load_never_changes", "UPDATE", "trade_load", "what was loaded never changes"),
    Guard("a_trade_load_stays", "DELETE", "trade_load", "what was loaded is never removed"),
)
