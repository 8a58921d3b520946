"""Tables of receipts: what was asked and answered, chained."""

from __future__ import annotations

from navicert.store.steps.guard import Guard, Step

STEP: Step = (
    """CREATE TABLE receipt (
        number INTEGER PRIMARY KEY, -- its place in the chain
        id TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL        -- JSON: all that the id stands for
    )""",
    """CREATE TABLE receipt_content (
        digest TEXT PRIMARY KEY,    -- of salt and content
        salt BLOB,
        content BLOB,               -- compressed; absent once it was erased
        kept_at TEXT NOT NULL,      -- UTC, ISO 8601 with microseconds
        erased_at TEXT,
        erased_because TEXT
    )""",
    """CREATE TABLE receipt_part (
        digest TEXT PRIMARY KEY,    -- of the content: a policy, say, that many receipts rest on
        content BLOB NOT NULL
    )""",
    """CREATE TABLE receipt_seal (
        number INTEGER NOT NULL,
        receipt TEXT NOT NULL,
        at TEXT NOT NULL,
        sealed_by TEXT NOT NULL
    )""",
    "CREATE INDEX receipt_content_by_age ON receipt_content (kept_at)",
    Guard("a_receipt_never_changes", "UPDATE", "receipt", "a receipt never changes"),
    Guard("a_receipt_stays", "DELETE", "receipt", "a receipt is never removed"),
    Guard("a_receipts_content_stays", "DELETE", "receipt_content", "content is erased, its digest stays"),
    Guard("a_seal_never_changes", "UPDATE", "receipt_seal", "a seal never changes"),
    Guard("a_seal_stays", "DELETE", "receipt_seal", "a seal is never removed"),
)
