"""Tables of customers: the population that is screened, the states it had before, and what was screened when."""

from __future__ import annotations

from navicert.store.steps.guard import Guard, Step

STEP: Step = (
    """CREATE TABLE customer (
        id TEXT PRIMARY KEY,       -- in the user's own systems
        content TEXT NOT NULL,     -- JSON: schema and properties
        digest TEXT NOT NULL,      -- of the content, whatever its order
        version INTEGER NOT NULL,
        recorded_at TEXT NOT NULL, -- when this state became known: UTC, ISO 8601 with microseconds
        changed INTEGER NOT NULL,  -- the population's stamp when this state came
        seen INTEGER NOT NULL,     -- the last load that had it
        gone_at TEXT               -- when a whole file had it no more
    )""",
    """CREATE TABLE customer_version (
        customer TEXT NOT NULL,
        version INTEGER NOT NULL,
        content TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        gone_at TEXT,
        replaced_at TEXT NOT NULL,
        PRIMARY KEY (customer, version)
    )""",
    """CREATE TABLE customer_load (
        number {numbered},
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        file TEXT NOT NULL,
        is_full INTEGER NOT NULL,
        control_total INTEGER,
        report TEXT                -- JSON: what became of the rows; NULL while it is under way, or broke off
    )""",
    """CREATE TABLE customer_erasure (
        number {numbered},
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        before TEXT NOT NULL,      -- gone, or replaced, before this time
        customers INTEGER NOT NULL,
        versions INTEGER NOT NULL
    )""",
    """CREATE TABLE population (
        id INTEGER PRIMARY KEY,
        stamp INTEGER NOT NULL     -- counts the changes of customers
    )""",
    "INSERT INTO population (id, stamp) VALUES (1, 0)",
    """CREATE TABLE customer_screening (
        number {numbered},
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        list TEXT NOT NULL,
        edition TEXT NOT NULL,     -- the edition asked
        since TEXT,                -- of a delta: the edition before it
        rule TEXT NOT NULL,        -- digest of the screening policy
        stamp INTEGER,             -- every customer up to this stamp has been asked the whole edition; NULL: not so
        customers INTEGER NOT NULL,
        entries INTEGER NOT NULL,
        report TEXT NOT NULL       -- JSON: counts of what became of alerts
    )""",
    """CREATE TABLE canary_run (
        number {numbered},
        at TEXT NOT NULL,
        list TEXT NOT NULL,
        edition TEXT NOT NULL,
        planted INTEGER NOT NULL,
        found INTEGER NOT NULL,
        missing TEXT NOT NULL      -- JSON: ids of the entries that were not found
    )""",
    "CREATE INDEX customer_by_change ON customer (changed)",
    "CREATE INDEX customer_by_going ON customer (gone_at)",
    Guard("an_erasure_stays", "DELETE", "customer_erasure", "what was erased when stays on record"),
    Guard("a_screening_never_changes", "UPDATE", "customer_screening", "a screening never changes"),
    Guard("a_screening_stays", "DELETE", "customer_screening", "a screening is never removed"),
    Guard("a_canary_run_never_changes", "UPDATE", "canary_run", "a run of canaries never changes"),
    Guard("a_canary_run_stays", "DELETE", "canary_run", "a run of canaries is never removed"),
)
