"""Tables of the watch: its rounds, what there is to tell, and what was told through which channel."""

from __future__ import annotations

from navicert.store.steps.guard import Guard, Step

STEP: Step = (
    """CREATE TABLE watch_round (
        number {numbered},
        began_at TEXT NOT NULL,      -- UTC, ISO 8601 with microseconds
        ended_at TEXT,               -- absent while it runs, and where it was killed
        report TEXT                  -- JSON
    )""",
    """CREATE TABLE notice (
        number {numbered},
        key TEXT NOT NULL UNIQUE,    -- what is told once has one key
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        grave INTEGER NOT NULL,
        words TEXT NOT NULL,
        data TEXT NOT NULL           -- JSON
    )""",
    """CREATE TABLE notice_delivery (
        notice INTEGER NOT NULL REFERENCES notice (number),
        channel TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (notice, channel)
    )""",
    Guard("a_notice_never_changes", "UPDATE", "notice", "a notice never changes"),
    Guard("a_notice_stays", "DELETE", "notice", "a notice is never removed"),
)
