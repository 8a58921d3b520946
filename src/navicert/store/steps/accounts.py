"""Tables of accounts: who may sign in, sessions, API keys, the audit of sign-ins."""

from __future__ import annotations

from navicert.store.steps.guard import Guard, Step

STEP: Step = (
    """CREATE TABLE api_key (
        number {numbered},
        id TEXT NOT NULL UNIQUE,     -- the part of the key that may be shown
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        hash TEXT NOT NULL,          -- SHA-256 of the secret part, in hex
        created_at TEXT NOT NULL,    -- UTC, ISO 8601 with microseconds
        revoked_at TEXT
    )""",
    Guard("an_api_key_stays", "DELETE", "api_key", "an API key is never removed; revoke it"),
    """CREATE TABLE request (
        who TEXT NOT NULL,
        key TEXT NOT NULL,           -- the Idempotency-Key that its sender chose
        digest TEXT NOT NULL,        -- of what was asked
        at TEXT NOT NULL,            -- UTC, ISO 8601 with microseconds
        status INTEGER,
        answer TEXT,
        PRIMARY KEY (who, key)
    )""",
)
