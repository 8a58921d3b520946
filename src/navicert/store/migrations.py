"""The database's tables, one step after another; a step that was released is never edited."""

from __future__ import annotations

APPLICATION_ID = 0x6E617669
"""Marks the SQLite file as ours ("navi" in ASCII)."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE edition (
            number INTEGER PRIMARY KEY,
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
            number INTEGER PRIMARY KEY,
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
        """CREATE TRIGGER an_edition_never_changes BEFORE UPDATE ON edition
            BEGIN SELECT RAISE (ABORT, 'an edition never changes'); END""",
        """CREATE TRIGGER a_reading_never_changes BEFORE UPDATE ON reading
            BEGIN SELECT RAISE (ABORT, 'a reading never changes'); END""",
    ),
    (
        """CREATE TABLE ledger_record (
            number INTEGER PRIMARY KEY, -- the order of recording
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
        """CREATE TRIGGER a_ledger_record_never_changes BEFORE UPDATE ON ledger_record
            BEGIN SELECT RAISE (ABORT, 'a ledger record never changes; record a correction'); END""",
        """CREATE TRIGGER a_ledger_record_stays BEFORE DELETE ON ledger_record
            BEGIN SELECT RAISE (ABORT, 'a ledger record is never removed; record a correction'); END""",
    ),
)
LATEST = len(MIGRATIONS)
