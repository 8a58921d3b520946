"""Tables of editions: what was loaded, from which files, how it was read, how fresh it is."""

from __future__ import annotations

from navicert.store.steps.guard import Guard, Step

STEP: Step = (
    """CREATE TABLE edition (
        number {numbered},
        list TEXT NOT NULL,
        id TEXT NOT NULL,
        source TEXT NOT NULL,
        published TEXT NOT NULL,   -- ISO 8601 day
        loaded_at TEXT NOT NULL,   -- UTC, ISO 8601 with microseconds, so that text order is time order
        sha256 TEXT NOT NULL,
        whole INTEGER NOT NULL,
        shrinkage TEXT,
        UNIQUE (list, id)
    )""",
    """CREATE TABLE edition_file (
        edition INTEGER NOT NULL REFERENCES edition (number),
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,      -- of the bytes before compression
        size INTEGER NOT NULL,
        path TEXT NOT NULL,        -- below the store's folder
        PRIMARY KEY (edition, position)
    )""",
    """CREATE TABLE reading (
        number {numbered},
        edition INTEGER NOT NULL REFERENCES edition (number),
        path TEXT NOT NULL,
        file_sha256 TEXT NOT NULL, -- of the Parquet file
        entries_sha256 TEXT NOT NULL,
        counts TEXT NOT NULL,      -- JSON: [[schema, count], ...]
        read_at TEXT NOT NULL,
        program TEXT NOT NULL
    )""",
    """CREATE TABLE confirmation (
        edition INTEGER NOT NULL REFERENCES edition (number),
        at TEXT NOT NULL
    )""",
    """CREATE TABLE validator (
        edition INTEGER NOT NULL REFERENCES edition (number),
        position INTEGER NOT NULL,
        url TEXT NOT NULL,
        etag TEXT,
        last_modified TEXT,
        PRIMARY KEY (edition, position)
    )""",
    "CREATE TABLE pending_file (path TEXT PRIMARY KEY)",
    "CREATE INDEX reading_of_edition ON reading (edition)",
    "CREATE INDEX confirmation_of_edition ON confirmation (edition, at)",
    Guard("an_edition_never_changes", "UPDATE", "edition", "an edition never changes"),
    Guard("a_reading_never_changes", "UPDATE", "reading", "a reading never changes"),
)
