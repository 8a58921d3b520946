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
    """CREATE TABLE account (
        key TEXT PRIMARY KEY,        -- the name without case
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        hash TEXT NOT NULL,          -- argon2
        one_time INTEGER NOT NULL,   -- the password must be replaced
        created_at TEXT NOT NULL,
        created_by TEXT NOT NULL,
        ended_at TEXT
    )""",
    Guard("an_account_stays", "DELETE", "account", "an account is never removed; end it"),
    """CREATE TABLE session (
        hash TEXT PRIMARY KEY,       -- SHA-256 of the token, in hex
        account TEXT NOT NULL REFERENCES account (key),
        began_at TEXT NOT NULL,
        seen_at TEXT NOT NULL
    )""",
    """CREATE TABLE sign_in (
        number {numbered},
        at TEXT NOT NULL,
        account TEXT NOT NULL,       -- the name without case, whether there is such an account or not
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        outcome TEXT NOT NULL
    )""",
    "CREATE INDEX sign_in_of_account ON sign_in (account, at)",
    "CREATE INDEX sign_in_from_address ON sign_in (address, at)",
    Guard("a_sign_in_never_changes", "UPDATE", "sign_in", "the audit of sign-ins is only added to"),
    Guard("a_sign_in_stays", "DELETE", "sign_in", "the audit of sign-ins is only added to"),
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
