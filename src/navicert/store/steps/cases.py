"""Tables of cases: events that are only added to, and apart from them what may be personal and is erased in time."""

from __future__ import annotations

from navicert.store.steps.guard import Guard, Step

STEP: Step = (
    """CREATE TABLE case_subject (
        id TEXT PRIMARY KEY,       -- a pseudonym: what the record calls our side of a pair
        customer TEXT UNIQUE,      -- its id in the user's own systems; NULL once erased
        salt TEXT,                 -- of the commitments to its data; NULL once erased
        commitment TEXT NOT NULL,  -- salted SHA-256 of the customer's id
        erased_at TEXT
    )""",
    """CREATE TABLE case_file (
        id TEXT PRIMARY KEY,
        subject TEXT NOT NULL REFERENCES case_subject (id),
        source TEXT NOT NULL,
        entity TEXT NOT NULL,
        origin TEXT NOT NULL,
        UNIQUE (subject, source, entity)
    )""",
    """CREATE TABLE case_event (
        number {numbered},
        case_id TEXT NOT NULL REFERENCES case_file (id),
        version INTEGER NOT NULL,  -- 1, 2, ...: of two who act on the same version, one wins
        at TEXT NOT NULL,          -- UTC, ISO 8601 with microseconds
        actor TEXT NOT NULL,
        kind TEXT NOT NULL,
        stated TEXT NOT NULL,      -- JSON: what the act states, naming nobody of ours
        particulars TEXT NOT NULL, -- salted SHA-256 of the particulars
        digest TEXT NOT NULL,      -- over all this and the digest of the event before it
        UNIQUE (case_id, version)
    )""",
    """CREATE TABLE case_particulars (
        case_id TEXT NOT NULL REFERENCES case_file (id),
        version INTEGER NOT NULL,
        salt TEXT NOT NULL,
        content TEXT NOT NULL,     -- JSON; may hold personal data, and is erased with them
        PRIMARY KEY (case_id, version)
    )""",
    """CREATE TABLE case_standing (  -- folded from the events, for the queue
        case_id TEXT PRIMARY KEY REFERENCES case_file (id),
        subject TEXT NOT NULL,
        source TEXT NOT NULL,
        entity TEXT NOT NULL,
        origin TEXT NOT NULL,
        version INTEGER NOT NULL,
        status TEXT NOT NULL,
        urgency DOUBLE PRECISION NOT NULL,
        score DOUBLE PRECISION,
        since TEXT NOT NULL,
        expires_on TEXT            -- ISO 8601 day; of the decision that stands
    )""",
    "CREATE INDEX case_queue ON case_standing (status, urgency, since)",
    "CREATE INDEX case_of_subject ON case_standing (subject, status)",
    "CREATE INDEX case_of_entity ON case_standing (source, entity)",
    Guard("a_case_event_never_changes", "UPDATE", "case_event", "a case's record is only added to"),
    Guard("a_case_event_stays", "DELETE", "case_event", "a case's record is only added to"),
    Guard("a_case_stays", "DELETE", "case_file", "a case is never removed; its personal data are erased"),
    Guard("a_case_is_about_one_pair", "UPDATE", "case_file", "a case is about one pair for good"),
)
